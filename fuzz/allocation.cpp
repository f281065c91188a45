#include "fuzz/allocation.hpp"

#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WIREPROOF_MALLOC_HOOKS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define WIREPROOF_MALLOC_HOOKS 1
#endif
#endif

namespace {

thread_local std::size_t allocated = 0;

}  // namespace

#ifdef WIREPROOF_MALLOC_HOOKS

#include <sanitizer/allocator_interface.h>

namespace {

const bool kHooked =
    __sanitizer_install_malloc_and_free_hooks([](const volatile void*, std::size_t size) { allocated += size; },
                                              [](const volatile void*) {}) != 0;

}  // namespace

std::size_t wireproof::fuzz::AllocationCount::total() {
    if (!kHooked) std::abort();  // a count that stays 0 would prove nothing
    return allocated;
}

#else

namespace {

void* counted(std::size_t size) {
    allocated += size;
    if (void* const room = std::malloc(size == 0 ? 1 : size)) return room;
    throw std::bad_alloc();
}

}  // namespace

// The other forms of operator new and delete end in these; over-aligned types do not, and nothing here has any.
void* operator new(std::size_t size) { return counted(size); }
void operator delete(void* room) noexcept { std::free(room); }
void operator delete(void* room, std::size_t) noexcept { std::free(room); }

std::size_t wireproof::fuzz::AllocationCount::total() { return allocated; }

#endif

// AllocationCount: how many bytes this thread has asked the allocator for since the object was made. Freed bytes are
// not taken off: a decoder that allocates and frees without end is no better. With AddressSanitizer its malloc hook
// counts, otherwise operator new does, which this file's .cpp replaces in every program that uses it.
#pragma once

#include <cstddef>

namespace wireproof::fuzz {

class AllocationCount {
public:
    AllocationCount() : before_(total()) {}
    [[nodiscard]] std::size_t bytes() const { return total() - before_; }

private:
    static std::size_t total();
    std::size_t before_;
};

}  // namespace wireproof::fuzz

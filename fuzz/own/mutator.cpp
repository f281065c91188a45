// The DocumentMutator as libFuzzer wants it; linked into the targets whose inputs are JSON.
#include <algorithm>
#include <cstdint>

#include "fuzz/own/document_mutator.hpp"
#include "fuzz/own/target.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

const wireproof::fuzz::DocumentMutator& mutator() {
    static const wireproof::fuzz::DocumentMutator kMutator(&LLVMFuzzerMutate);
    return kMutator;
}

std::size_t put(const std::string& text, std::uint8_t* out) {
    std::ranges::copy(text, out);
    return text.size();
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
    return put(mutator().mutate(wireproof::fuzz::text_of(data, size), most, seed), data);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one,
                                                 std::size_t one_size,
                                                 const std::uint8_t* other,
                                                 std::size_t other_size,
                                                 std::uint8_t* out,
                                                 std::size_t most,
                                                 unsigned seed) {
    using wireproof::fuzz::text_of;
    return put(mutator().cross(text_of(one, one_size), text_of(other, other_size), most, seed), out);
}

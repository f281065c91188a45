// The Mutator as libFuzzer wants it; linked into structured targets that libFuzzer runs.
#include <algorithm>

#include "fuzz/mutator/mutator.hpp"
#include "fuzz/targets/target.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

wireproof::fuzz::Mutator& mutator() {
    static wireproof::fuzz::Mutator mutator(wireproof::fuzz::catalogue(), &LLVMFuzzerMutate);
    return mutator;
}

std::size_t put(const wireproof::Bytes& input, std::uint8_t* out) {
    std::ranges::copy(input, out);
    return input.size();
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
    return put(mutator().mutate({data, size}, most, seed), data);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one,
                                                 std::size_t one_size,
                                                 const std::uint8_t* other,
                                                 std::size_t other_size,
                                                 std::uint8_t* out,
                                                 std::size_t most,
                                                 unsigned seed) {
    return put(mutator().cross({one, one_size}, {other, other_size}, most, seed), out);
}

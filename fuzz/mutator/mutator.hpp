// Mutator: turns one input of a structured target into another that mostly still decodes.
//
//   value   decode, change 1-4 places of the value, encode                     lengths and checksum are right
//   lie     one length, count or presence byte says something else             sealed 7 times in 8
//   bytes   libFuzzer's own mutation of the frame                              sealed 7 times in 8
//   head    another frame, profile or seed
//   cross   (two inputs) a piece of one frame in place of a like piece of another, or a whole frame as a byte string
//   inside another
//
// The proportions are measured so that more than half of all inputs are accepted (fuzz/README.md).
#pragma once

#include <functional>
#include <map>
#include <random>

#include "conformance/wire/derive.hpp"
#include "fuzz/input.hpp"

namespace wireproof::fuzz {

class Mutator {
public:
    // ByteMutation changes `size` bytes in a room of `most` and returns the new size: LLVMFuzzerMutate.
    using ByteMutation = std::function<std::size_t(std::uint8_t* data, std::size_t size, std::size_t most)>;

    Mutator(const Catalogue& catalogue, ByteMutation byte_mutation);

    // mutate and cross return an input of at most `most` bytes; the same arguments give the same result if the
    // ByteMutation does.
    [[nodiscard]] Bytes mutate(ByteView input, std::size_t most, std::uint64_t seed);
    [[nodiscard]] Bytes cross(ByteView one, ByteView other, std::size_t most, std::uint64_t seed);

private:
    using Random = std::mt19937_64;
    struct Parts;

    // The first gives an input, since it knows what fits into one; the others give its frame.
    [[nodiscard]] Bytes with_changed_value(const Parts& parts, std::size_t most, Random& random) const;
    [[nodiscard]] Bytes with_lie(const Parts& parts, Random& random) const;
    [[nodiscard]] Bytes with_changed_bytes(const Parts& parts, std::size_t most, Random& random) const;
    void change_head(Head& head, Random& random) const;
    void seal(Bytes& frame, const wire::FrameType& type, const Context& context, Random& random) const;
    [[nodiscard]] Parts parts_of(ByteView input) const;

    const Catalogue& catalogue_;
    ByteMutation byte_mutation_;
    struct Known {
        wire::Reseal reseal;
        Bytes smallest;  // the encoding of its least value
    };
    std::map<const wire::FrameType*, Known> known_;
};

}  // namespace wireproof::fuzz

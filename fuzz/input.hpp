// Input: what a fuzz target does with its bytes. Four bytes choose what is decoded and how, the rest is decoded:
//
//   0-1  tag of a variant and frame, little-endian (Catalogue::tag_of); any other number stands for some frame, so that
//   no input is wasted 2    bit 0: strict profile; bit 1: sent by the server; bits 2-7: 0 = the protocol's own frame
//   limit, n = 2^(n-1) bytes 3    seed of whatever a property chooses at random: cuts of a stream, changes of a value
//
// The tag is made from names, so inputs keep their meaning when a table grows. Stream targets take the variant from it
// and ignore the frame.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "conformance/protocols.hpp"

namespace wireproof::fuzz {

// HeapBytes: a copy in an allocation of exactly its size, so that AddressSanitizer sees the first byte read outside of
// it, also of nothing.
class HeapBytes {
public:
    explicit HeapBytes(ByteView bytes);
    [[nodiscard]] ByteView view() const { return {data_.get(), size_}; }

private:
    std::unique_ptr<std::uint8_t[]> data_;
    std::size_t size_;
};

// The four bytes in front.
struct Head {
    static constexpr std::size_t kSize = 4;
    std::uint16_t tag = 0;
    std::uint8_t judging = 0;
    std::uint8_t seed = 0;

    // read takes missing bytes as 0.
    static Head read(ByteView input);
    [[nodiscard]] std::array<std::uint8_t, kSize> bytes() const;
    [[nodiscard]] Context context() const;
    // judged makes the head say as much of a context as it can: a frame limit becomes the next power of two below it.
    Head& judged(const Context& context);
};

// body_of is what follows the head.
[[nodiscard]] ByteView body_of(ByteView input);

// Several messages in one run of bytes: counts of two bytes (little-endian), each with so many bytes behind it.
// messages_of_input reads every byte string so: the last message may be shorter than its count.
[[nodiscard]] std::vector<ByteView> messages_of_input(ByteView bytes);
[[nodiscard]] Bytes messages_as_input(std::span<const ByteView> messages);

// What is compressed may unfold to this much more in all targets; they set it as `max_decompressed`. A little over a
// power of two, where an output that doubles until the end takes most.
inline constexpr std::uint64_t kMostUnfolded = 34 << 10;

class Catalogue {
public:
    struct Choice {
        const Variant* variant;
        const wire::FrameType* type;
        std::uint16_t tag;
    };
    // The frames of a protocol that are one run of bytes each, or those that travel as several messages.
    enum class Kind : std::uint8_t { runs, messages };
    explicit Catalogue(const Protocol& protocol, Kind kind = Kind::runs);
    // choice is never nothing.
    [[nodiscard]] const Choice& choice(std::uint16_t tag) const;
    [[nodiscard]] std::span<const Choice> choices() const { return choices_; }
    [[nodiscard]] static std::uint16_t tag_of(const Variant& variant, const wire::FrameType& type);

private:
    std::vector<Choice> choices_;  // in order of tag
};

}  // namespace wireproof::fuzz

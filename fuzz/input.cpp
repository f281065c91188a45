#include "fuzz/input.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace wireproof::fuzz {
namespace {

constexpr std::uint8_t kStrict = 1;
constexpr std::uint8_t kFromServer = 2;
constexpr int kLimitShift = 2;
constexpr std::size_t kCountSize = decltype(wire::u16le)::kSize;  // of a message

// FNV-1a, folded to 16 bits.
std::uint32_t hash(std::uint32_t state, std::string_view text) {
    for (const char c : text) state = (state ^ static_cast<std::uint8_t>(c)) * 0x01000193U;
    return state;
}

}  // namespace

HeapBytes::HeapBytes(ByteView bytes) : data_(new std::uint8_t[bytes.size()]), size_(bytes.size()) {
    std::ranges::copy(bytes, data_.get());
}

Head Head::read(ByteView input) {
    const auto at = [&](std::size_t i) { return i < input.size() ? input[i] : std::uint8_t{0}; };
    return {.tag = static_cast<std::uint16_t>(at(0) | at(1) << 8), .judging = at(2), .seed = at(3)};
}

std::array<std::uint8_t, Head::kSize> Head::bytes() const {
    return {static_cast<std::uint8_t>(tag & 0xFF), static_cast<std::uint8_t>(tag >> 8), judging, seed};
}

Context Head::context() const {
    Context context;
    context.strict = (judging & kStrict) != 0;
    context.direction = (judging & kFromServer) != 0 ? Side::server : Side::client;
    if (const int limit = judging >> kLimitShift; limit != 0) context.max_frame_size = std::uint64_t{1} << (limit - 1);
    return context;
}

Head& Head::judged(const Context& context) {
    const auto limit = context.max_frame_size ? static_cast<int>(std::bit_width(*context.max_frame_size)) : 0;
    judging = static_cast<std::uint8_t>((context.strict ? kStrict : 0) |
                                        (context.direction == Side::server ? kFromServer : 0) |
                                        std::min(limit, 63) << kLimitShift);
    return *this;
}

ByteView body_of(ByteView input) { return input.subspan(std::min(input.size(), Head::kSize)); }

std::vector<ByteView> messages_of_input(ByteView bytes) {
    std::vector<ByteView> messages;
    while (bytes.size() >= kCountSize) {
        const std::size_t size = wire::u16le.load(bytes.data());
        bytes = bytes.subspan(kCountSize);
        messages.push_back(bytes.first(std::min(size, bytes.size())));
        bytes = bytes.subspan(messages.back().size());
    }
    return messages;
}

Bytes messages_as_input(std::span<const ByteView> messages) {
    Bytes input;
    for (const auto& message : messages) {
        std::uint8_t count[kCountSize];
        wire::u16le.patch(count, static_cast<std::uint16_t>(message.size()));
        input.insert(input.end(), std::begin(count), std::end(count));
        input.insert(input.end(), message.begin(), message.end());
    }
    return input;
}

Catalogue::Catalogue(const Protocol& protocol, Kind kind) {
    for (const auto& variant : protocol.variants)
        for (const auto& type : variant.frames)
            if (type.in_messages() == (kind == Kind::messages))
                choices_.push_back({&variant, &type, tag_of(variant, type)});
    std::ranges::sort(choices_, {}, &Choice::tag);
    if (std::ranges::adjacent_find(choices_, {}, &Choice::tag) != choices_.end())
        throw std::logic_error("two frames have the same tag: make tag_of tell them apart");
}

const Catalogue::Choice& Catalogue::choice(std::uint16_t tag) const {
    const auto it = std::ranges::lower_bound(choices_, tag, {}, &Choice::tag);
    return it != choices_.end() && it->tag == tag ? *it : choices_[tag % choices_.size()];
}

std::uint16_t Catalogue::tag_of(const Variant& variant, const wire::FrameType& type) {
    const auto sum = hash(hash(hash(0x811C9DC5U, variant.name), "/"), type.name);
    return static_cast<std::uint16_t>(sum ^ sum >> 16);
}

}  // namespace wireproof::fuzz

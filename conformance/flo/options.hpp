// Typed reading and building of Flo's TLV options (PROTOCOL.md section 4). Integers in an option are little-endian in
// exactly their width; an option of another width counts as absent.
#pragma once

#include <optional>
#include <span>

#include "conformance/flo/frames.hpp"

namespace wireproof::flo {

// find returns the first option of a tag: duplicates are legal and the later ones lose.
[[nodiscard]] inline const Option* find(std::span<const Option> options, std::uint8_t tag) {
    for (const auto& option : options)
        if (option.tag == tag) return &option;
    return nullptr;
}

[[nodiscard]] inline bool is_flag(const Option& option) { return option.data.empty(); }

// as reads an option as integer of a wire type: as(u32le, option).
template <class Number>
[[nodiscard]] std::optional<typename Number::value_type> as(Number, const Option& option) {
    if (option.data.size() != Number::kSize) return std::nullopt;
    return Number::load(option.data.data());
}

// find_as reads the first option of a tag, if it is there and has that width.
template <class Number>
[[nodiscard]] std::optional<typename Number::value_type> find_as(Number type,
                                                                 std::span<const Option> options,
                                                                 std::uint8_t tag) {
    const auto* const option = find(options, tag);
    return option == nullptr ? std::nullopt : as(type, *option);
}

// as_text reads an option as UTF-8; nothing if it is not.
[[nodiscard]] inline std::optional<std::string> as_text(const Option& option) {
    if (!is_utf8(option.data)) return std::nullopt;
    return std::string(option.data.begin(), option.data.end());
}

// A stream position, the 16 bytes of STREAM_START and STREAM_END; little-endian in this variant (PROTOCOL.md names who
// differs).
struct StreamId {
    std::uint64_t timestamp_ms{};
    std::uint64_t sequence{};
    static void layout(auto& io, auto& v) {
        io("timestamp_ms", v.timestamp_ms, u64le);
        io("sequence", v.sequence, u64le);
    }
};

template <class Number>
[[nodiscard]] Option make_option(std::uint8_t tag, Number, typename Number::value_type value) {
    Option option{.tag = tag, .data = Bytes(Number::kSize)};
    Number::patch(option.data.data(), value);
    return option;
}
[[nodiscard]] inline Option make_flag(std::uint8_t tag) { return {.tag = tag, .data = {}}; }

}  // namespace wireproof::flo

// Byte strings and their hexadecimal form, the one way bytes are written in vectors, scripts and reports.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wireproof {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// to_hex writes two lower-case digits a byte, without separators.
[[nodiscard]] std::string to_hex(ByteView bytes);

// from_hex reads lower-case digits only; nothing for an odd number of digits or any other character.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view digits);

// as_bytes views the characters of a text as bytes.
[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace wireproof

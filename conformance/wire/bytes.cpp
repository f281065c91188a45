#include "conformance/wire/bytes.hpp"

#include <array>
#include <cstring>

namespace wireproof {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::uint8_t kNoDigit = 0xFF;

// Tables, because vectors of many MiB go through here at every run.
constexpr auto kPairs = [] {
    std::array<std::array<char, 2>, 256> pairs{};
    for (std::size_t byte = 0; byte < pairs.size(); ++byte) pairs[byte] = {kDigits[byte >> 4], kDigits[byte & 15]};
    return pairs;
}();
constexpr auto kValues = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(kNoDigit);
    for (std::size_t i = 0; i < kDigits.size(); ++i)
        values[static_cast<std::uint8_t>(kDigits[i])] = static_cast<std::uint8_t>(i);
    return values;
}();

}  // namespace

std::string to_hex(ByteView bytes) {
    const auto size = 2 * bytes.size();
    std::string out;
    out.resize_and_overwrite(size, [&](char* to, std::size_t /*the room, not less than size*/) {
        for (const auto byte : bytes) {
            std::memcpy(to, kPairs[byte].data(), 2);
            to += 2;
        }
        return size;
    });
    return out;
}

std::optional<Bytes> from_hex(std::string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    Bytes out(digits.size() / 2);
    std::uint8_t seen = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto high = kValues[static_cast<std::uint8_t>(digits[2 * i])];
        const auto low = kValues[static_cast<std::uint8_t>(digits[2 * i + 1])];
        seen |= high | low;
        out[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    if (seen > 0x0F) return std::nullopt;
    return out;
}

}  // namespace wireproof

#include "harness/session/base64.hpp"

namespace wireproof::session {
namespace {

constexpr std::string_view kDigits[] = {"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
                                        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"};

constexpr std::string_view digits_of(Base64 alphabet) { return kDigits[static_cast<std::size_t>(alphabet)]; }

}  // namespace

std::string to_base64(ByteView bytes, Base64 alphabet) {
    const auto digits = digits_of(alphabet);
    std::string text;
    std::uint32_t bits = 0;
    int count = 0;  // of bits that no digit has yet
    for (const auto byte : bytes) {
        bits = bits << 8 | byte;
        for (count += 8; count >= 6; count -= 6) text += digits[bits >> (count - 6) & 0x3F];
    }
    if (count > 0) text += digits[bits << (6 - count) & 0x3F];
    if (alphabet == Base64::standard) text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<Bytes> from_base64(std::string_view text, Base64 alphabet) {
    const auto digits = digits_of(alphabet);
    Bytes bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const auto c : text.substr(0, text.find('='))) {
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<std::uint8_t>(bits >> count));
    }
    // Padding, bits left over and a lone last digit show when the bytes are written again.
    if (to_base64(bytes, alphabet) != text) return std::nullopt;
    return bytes;
}

}  // namespace wireproof::session

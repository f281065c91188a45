// Strings of JSON text: where the next byte stands that needs attention, and how an encoder writes a string.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace wireproof::wire::json_text {

// is_plain: a byte that stands for itself inside of a string. One look at a table in place of three comparisons.
inline constexpr auto kPlain = [] {
    std::array<bool, 256> plain;
    for (std::size_t c = 0; c < plain.size(); ++c) plain[c] = c >= 0x20 && c != '"' && c != '\\';
    return plain;
}();
[[nodiscard]] constexpr bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

// plain_run is the number of bytes at the start that are plain, sixteen a step: long texts are most of what is read.
[[nodiscard]] inline std::size_t plain_run(std::string_view text) {
    using Block [[gnu::vector_size(16)]] = unsigned char;
    constexpr auto is_any_set = [](const auto& mask) {
        std::uint64_t halves[2];
        static_assert(sizeof mask == sizeof halves);
        std::memcpy(halves, &mask, sizeof halves);
        return (halves[0] | halves[1]) != 0;
    };
    constexpr unsigned char kFirstPlain = 0x20;
    constexpr unsigned char kQuote = '"';
    constexpr unsigned char kBackslash = '\\';
    std::size_t i = 0;
    for (Block block{}; text.size() - i >= sizeof block; i += sizeof block) {
        std::memcpy(&block, text.data() + i, sizeof block);
        if (is_any_set((block < kFirstPlain) | (block == kQuote) | (block == kBackslash))) break;
    }
    while (i < text.size() && is_plain(text[i])) ++i;
    return i;
}

// append_quoted writes a string: `"`, `\` and bytes under 0x20 escaped, everything else as it is. `Out` appends like
// std::string.
template <class Out>
void append_quoted(Out& out, std::string_view text) {
    constexpr std::string_view kShort = "btn\vfr";  // of 0x08 to 0x0D; 0x0B has none
    constexpr std::string_view kHex = "0123456789abcdef";
    out.append("\"", 1);
    while (true) {
        const auto run = plain_run(text);
        out.append(text.data(), run);
        text.remove_prefix(run);
        if (text.empty()) break;
        const auto c = static_cast<unsigned char>(text.front());
        text.remove_prefix(1);
        if (c >= 0x20) {
            const char escape[] = {'\\', static_cast<char>(c)};
            out.append(escape, sizeof escape);
        } else if (c >= '\b' && c <= '\r' && c != '\v') {
            const char escape[] = {'\\', kShort[static_cast<std::size_t>(c - '\b')]};
            out.append(escape, sizeof escape);
        } else {
            const char escape[] = {'\\', 'u', '0', '0', kHex[c >> 4], kHex[c & 15]};
            out.append(escape, sizeof escape);
        }
    }
    out.append("\"", 1);
}

}  // namespace wireproof::wire::json_text

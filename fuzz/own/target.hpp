// What the targets of our own parsers share: an input is a text, and what is wrong with it must be said.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace wireproof::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// require ends the program with a finding.
inline void require(bool good, const char* what) {
    if (good) return;
    std::fprintf(stderr, "FINDING in text: %s\n", what);
    std::abort();
}

}  // namespace wireproof::fuzz

// What the targets of our own parsers share: an input is a text, and what is wrong with it must be said.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "conformance/suite/vector.hpp"

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

// Where schemas and sessions lie: $WIREPROOF_DATA, else the source tree that built the target.
inline const suite::DataFolder& data_folder() {
    static const suite::DataFolder kData = [] {
        const char* const chosen = std::getenv("WIREPROOF_DATA");
        return suite::DataFolder{chosen != nullptr ? chosen : WIREPROOF_SOURCE_DIR};
    }();
    return kData;
}

}  // namespace wireproof::fuzz

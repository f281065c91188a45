// Sizes: what a length may say. A limit that a layout does not set is kNoLimit.
#pragma once

#include <cstdint>
#include <limits>

namespace wireproof::wire {

inline constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

struct Sizes {
    std::uint64_t least = 0;
    std::uint64_t most = kNoLimit;
};

}  // namespace wireproof::wire

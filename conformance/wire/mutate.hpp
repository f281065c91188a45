// mutate: structure-aware changes of a frame's value: an integer to an edge of its range, a text or byte string cut,
// grown or bent, an enumeration to another name, an item added or removed, an optional switched. The layout keeps
// lengths and checksums right.
#pragma once

#include <cstdint>
#include <random>

#include "conformance/wire/frame.hpp"

namespace wireproof::wire {

// The growth of a text by one change, unless less is asked for: over every limit of one byte.
inline constexpr std::size_t kMostGrowth = 300;

// mutate changes so many places one after the other, each chosen by `random`, at any depth. Texts and byte strings grow
// by less than `growth` bytes a time.
void mutate(AnyFrame frame, std::mt19937_64& random, std::uint64_t changes = 1, std::size_t growth = kMostGrowth);

}  // namespace wireproof::wire

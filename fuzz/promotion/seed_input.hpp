// seeds: what a target starts from. One input a vector that it can learn from; the least value of every frame, for
// those of a variant that no vector is of; and for sessions walks, step strings that come to a state or a way between
// two that no other seed came to, looked for with a fixed seed.
#pragma once

#include "fuzz/promotion/found_vector.hpp"

namespace wireproof::fuzz {

struct Seed {
    std::string name;  // the vector's id, `least-VARIANT-FRAME` or `walk-NUMBER`
    Bytes input;
};

// seeds gives those of at most `most` bytes; vectors of other protocols are passed over.
[[nodiscard]] std::vector<Seed> seeds(const Target& target, std::span<const suite::Vector> vectors, std::size_t most);

}  // namespace wireproof::fuzz

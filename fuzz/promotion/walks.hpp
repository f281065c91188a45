// walks: sessions that come to states and ways between states which the given inputs do not come to.
#pragma once

#include "fuzz/input.hpp"

namespace wireproof::fuzz {

// walks tries a fixed number of step strings, made of the given ones and of those it has kept: always the same ones.
[[nodiscard]] std::vector<Bytes> walks(const Catalogue& catalogue, std::span<const Bytes> known, std::size_t most);

}  // namespace wireproof::fuzz

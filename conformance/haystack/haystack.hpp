// The Haystack protocol's row of the protocol table.
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::haystack {

[[nodiscard]] Protocol protocol();

}  // namespace wireproof::haystack

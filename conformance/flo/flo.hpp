// The Flo protocol's row of the protocol table.
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::flo {

[[nodiscard]] Protocol protocol();

}  // namespace wireproof::flo

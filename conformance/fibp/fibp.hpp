// FIBP's row of the protocol table.
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::fibp {

[[nodiscard]] Protocol protocol();

}  // namespace wireproof::fibp

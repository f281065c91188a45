// The RRQ protocol's row of the protocol table.
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::rrq {

[[nodiscard]] Protocol protocol();

}  // namespace wireproof::rrq

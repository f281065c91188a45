// The packetstream protocol's row of the protocol table.
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::packetstream {

[[nodiscard]] Protocol protocol();

}  // namespace wireproof::packetstream

// The example protocol's row of the protocol table.
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::example {

[[nodiscard]] Protocol protocol();

}  // namespace wireproof::example

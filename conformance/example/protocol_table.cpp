// The protocol table of a build that has the example protocol alone: what its row in conformance/protocol_table.cpp
// would look like.
#include "conformance/example/example.hpp"

namespace wireproof {

std::span<const Protocol> protocols() {
    static const Protocol kProtocols[] = {
        example::protocol(),
    };
    return kProtocols;
}

}  // namespace wireproof

// The protocol table. Alone in its file, so that a build may have another (conformance/example/).
#include "conformance/fibp/fibp.hpp"
#include "conformance/flo/flo.hpp"
#include "conformance/haystack/haystack.hpp"
#include "conformance/packetstream/packetstream.hpp"
#include "conformance/rrq/rrq.hpp"
#include "conformance/websocket/websocket.hpp"

namespace wireproof {

std::span<const Protocol> protocols() {
    static const Protocol kProtocols[] = {
        flo::protocol(),
        fibp::protocol(),
        haystack::protocol(),
        packetstream::protocol(),
        rrq::protocol(),
        websocket::protocol(),
    };
    return kProtocols;
}

}  // namespace wireproof

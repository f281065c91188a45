// pcapng: the traffic of a session as a capture file for Wireshark and tshark. The TCP and IPv4 headers are made up,
// as our transport hands out no packets: 192.0.2.1 is this tool and 192.0.2.2 the peer, every segment is acknowledged
// at once, and FIN, RST, refusals, order and times are those of the session. What went over TLS is in the clear.
#pragma once

#include <string_view>

#include "harness/session/traffic.hpp"

namespace wireproof::session {

// pcapng_of gives the bytes of the file; `comment` stands at its head and at its first packet.
// Format: draft-ietf-opsawg-pcapng.
[[nodiscard]] Bytes pcapng_of(const Traffic& traffic, std::string_view comment);

}  // namespace wireproof::session

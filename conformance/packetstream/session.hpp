// The rules of one end of a packetstream connection: PROTOCOL.md section 7. Both ends follow the same ones (§7.1).
#pragma once

#include "conformance/session_machine.hpp"

namespace wireproof::packetstream {

// A machine tells how far its own end and the peer are, `own/peer`: open, erq (no more requests), eof (nothing more);
// `open` is both, `closed` is eof on both sides. It answers requests that may not be served (`send`), hands out
// requests and the responses to its own (`deliver`), and never closes before both ends have said EOF.
[[nodiscard]] const SessionType& session_type();              // 20240630
[[nodiscard]] const SessionType& session_type_without_erq();  // 20240412 (§9.2)

}  // namespace wireproof::packetstream

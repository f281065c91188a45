// The rules of one end of a WebSocket connection after its upgrade: PROTOCOL.md sections 6 to 8.
#pragma once

#include "conformance/session_machine.hpp"
#include "conformance/websocket/mask.hpp"

namespace wireproof::websocket {

inline constexpr std::uint64_t kMaxMessage = 64ULL << 20;  // policy, in place of `max_frame_size`
inline constexpr std::chrono::seconds kCloseWait{10};      // policy: for the peer's part of the close

// The mask of what a client's machine sends by itself. It has no source of randomness, so that equal bytes have equal
// consequences; who needs keys that nobody can guess masks such frames anew.
inline constexpr MaskKey kOwnMask = {0x37, 0xFA, 0x21, 0x3D};

// A machine answers pings and close frames and tells the peer what was wrong (`send`), and hands out messages, joined
// if they came in fragments, and the peer's close frame (`deliver`). Its limit is for what it receives; what it sends
// has none. States: `open`; `closing`, this end's close frame is sent; `ending`, both are, and a client waits for the
// server to close; `closed`.
[[nodiscard]] const SessionType& session_type();

}  // namespace wireproof::websocket

// Session: the rules of one end of a Haystack connection after its upgrade (PROTOCOL.md sections 9 to 11), on top of
// WebSocket's own. It judges order and state; whether a token or a proof is right, its caller knows. Pings and close
// frames are answered by WebSocket's machine.
#pragma once

#include "conformance/haystack/conversation.hpp"

namespace wireproof::haystack {

inline constexpr std::uint64_t kMaxWebSocketFrame = 10ULL << 20;  // of a server (11.3), in place of `max_frame_size`

// make_session makes an end whose server asks for `auth`. Requests, responses and pushes are delivered as `frame` in
// one piece, text messages as their text, without the name of a frame.
enum class Version : std::uint8_t { v1, v2 };
[[nodiscard]] std::unique_ptr<SessionMachine> make_session(Version version,
                                                           Side self,
                                                           const Context& context,
                                                           Auth auth);

// session_type is that of a server that asks for nothing. States: `open`; `authenticating`; `negotiating`, the client
// waits for capabilities; `closing`, a close frame was sent; `closed`.
template <Version kVersion>
[[nodiscard]] const SessionType& session_type();

}  // namespace wireproof::haystack

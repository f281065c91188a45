// Session: the rules of one end of an RRQ connection (PROTOCOL.md sections 12 to 14). A runner's answers wrong
// versions, one request too many, cancels and deadlines by itself; an orchestrator's tells which response belongs to a
// request. What reaches beyond the connection is the caller's: a runner's cancels are delivered too, since they may
// name requests of other connections.
#pragma once

#include "conformance/rrq/timestamp.hpp"
#include "conformance/session_machine.hpp"

namespace wireproof::rrq {

struct V1;
struct V2a;
struct V2b;

inline constexpr std::size_t kMostInFlight = 64;  // requests of a connection that a runner takes (13.4)

// make_session makes an end of a connection that was opened at a moment of the clock by which deadlines are set;
// without one, deadlines are not kept.
template <class Version>
[[nodiscard]] std::unique_ptr<SessionMachine> make_session(Side self,
                                                           const Context& context,
                                                           std::optional<Timestamp> opened_at);

template <class Version>
[[nodiscard]] const SessionType& session_type();

}  // namespace wireproof::rrq

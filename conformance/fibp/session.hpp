// The rules of one end of a FIBP connection: PROTOCOL.md sections 5 and 6.
#pragma once

#include "conformance/fibp/stream.hpp"
#include "conformance/session_machine.hpp"

namespace wireproof::fibp {

// What variants differ in, as far as it matters here.
struct Dialect {
    const EnumTable* opcodes;
    Stream::Which which;
    bool confirms_consume;  // Consume is answered with ConsumeOk, not with the first Delivery
};

// new: the Handshake has not been sent · handshake: its answer has not · ready · subscribing: a Consume has no answer ·
// consuming: messages may come · closed.
inline constexpr std::string_view kSessionStates[] = {
    "new", "handshake", "ready", "subscribing", "consuming", "closed"};

// A client takes a Delivery before its ConsumeOk (5.4), lets one vanish that was on its way when it cancelled, and
// drops a Pong that nobody asked for.
inline constexpr std::string_view kRulesOfSenders[] = {"5.5", "5.8"};

// A client's machine hands out answers, deliveries and errors, a server's the requests. Both answer Pings, a server's
// also what is no request; frames that need no answer and are no message for the application vanish in it. Answers of
// the application go through `send`, which knows what is owed.
[[nodiscard]] std::unique_ptr<SessionMachine> make_session(const Dialect& dialect, Side self, const Context& context);

}  // namespace wireproof::fibp

// SessionMachine: the rules of one end of a connection, without the connection. Bytes, sent frames and time go in,
// actions come out. A protocol's machine stands in its own folder (`<protocol>/session.hpp`); the network harness and
// the state fuzzers drive all of them through this.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "conformance/wire/context.hpp"
#include "conformance/wire/frame.hpp"

namespace wireproof {

struct Action {
    enum class Kind : std::uint8_t {
        send,       // `wire` has to go to the peer now: an answer that the rules demand (a pong, a refusal, a goodbye)
        deliver,    // a whole message of the peer for the application, `wire` as it was sent
        violation,  // the peer broke a rule: `error`, with the offset in the peer's stream
        close,      // the connection has to be closed, after everything sent before
    };
    Kind kind;
    std::string_view frame{};  // name in the variant's table; empty where there is none
    Bytes wire{};
    Error error{};
    std::string_view rule{};  // `4.7` of the protocol's PROTOCOL.md: what demanded the action
};

class SessionMachine {
public:
    using Time = std::chrono::microseconds;  // since the connection was opened

    virtual ~SessionMachine() = default;
    // receive takes bytes of the peer, in any split, and appends what follows from them. After a `close` it takes
    // nothing any more.
    virtual void receive(ByteView bytes, Time now, std::vector<Action>& out) = 0;
    // send asks whether this end may send these bytes now (whole frames) and notes them as sent; `bad_sequence`, with
    // the rule in `detail`, if it may not. Nothing is noted of what is refused, so that a script may send it all the
    // same.
    [[nodiscard]] virtual Error send(ByteView frames, Time now) = 0;
    // peer_closed: the peer will send no more. An end inside a frame or before an answer that is owed is a violation.
    virtual void peer_closed(Time now, std::vector<Action>& out) = 0;
    // deadline: when `tick` has something to do, if ever.
    [[nodiscard]] virtual std::optional<Time> deadline() const = 0;
    virtual void tick(Time now, std::vector<Action>& out) = 0;
    // state: one name of `SessionType::states`.
    [[nodiscard]] virtual std::string_view state() const = 0;
};

// A row of a variant: how to make a machine, and the states that every one of its kind is in, the first at the start.
struct SessionType {
    std::span<const std::string_view> states;
    std::unique_ptr<SessionMachine> (*make)(Side self, const Context& context);
    // of_senders are the rules that bind a sender alone: a client takes what its server may not send by them.
    std::span<const std::string_view> of_senders = {};
};

}  // namespace wireproof

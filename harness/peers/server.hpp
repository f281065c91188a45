// Server: a reference server of a protocol, all its connections in one sans-io object, because requests of one
// connection wake those that wait on another. Bytes and time go in, bytes for connections come out.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "conformance/wire/bytes.hpp"
#include "harness/session/time.hpp"

namespace wireproof::peers {

using session::Time;
using LinkId = int;  // given by whoever runs the server, unique for its lifetime

// What the server wants done to a connection, in this order.
struct Effect {
    enum class Kind : std::uint8_t { write, close, reset };
    LinkId link;
    Kind kind;
    Bytes bytes = {};
};

class Server {
public:
    virtual ~Server() = default;
    virtual void opened(Time now, LinkId link) = 0;
    virtual void received(Time now, LinkId link, ByteView bytes) = 0;
    // half_closed: the peer will send no more. True if the server goes on with the connection and closes it itself;
    // else it is told `ended`.
    virtual bool half_closed(Time /*now*/, LinkId /*link*/) { return false; }
    virtual void ended(Time now, LinkId link) = 0;
    virtual void tick(Time now) = 0;
    [[nodiscard]] virtual std::optional<Time> next_timer() const = 0;
    [[nodiscard]] virtual std::vector<Effect> take_effects() = 0;
};

}  // namespace wireproof::peers

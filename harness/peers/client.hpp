// Client: a reference SDK of a protocol, one client object with its connections, most often one. Sans-io: calls, bytes
// and time go in; replies and what to do with the connection come out. `wireproof driver` puts it behind the driver
// protocol.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "conformance/wire/bytes.hpp"
#include "conformance/wire/json.hpp"
#include "harness/session/time.hpp"

namespace wireproof::peers {

using session::Time;

using Line = int;  // a connection, numbered by the client; one that has no other uses 0

struct CallReply {
    int seq;
    Json reply;  // {status, value | error, type, message}; the seq is added by the driver
};
// raised_reply tells that a call failed with `error`, one of the driver protocol's names; `said` is what the reply
// calls it, the same unless a client is to misbehave.
[[nodiscard]] Json raised_reply(std::string_view error, std::string_view said, const std::string& message);

struct Connect {
    std::string host;
    std::uint16_t port;
    Line line = 0;
};
struct Write {
    Bytes bytes;
    Line line = 0;
};
struct Close {
    bool reset = false;
    Line line = 0;
};
using ClientAction = std::variant<CallReply, Connect, Write, Close>;

class Client {
public:
    virtual ~Client() = default;
    virtual void call(Time now, int seq, const std::string& method, const Json& args) = 0;
    virtual void cancel(Time now, int seq) = 0;
    virtual void connected(Time now, Line line) = 0;
    virtual void refused(Time now, Line line, const std::string& why) = 0;
    virtual void received(Time now, Line line, ByteView bytes) = 0;
    virtual void ended(Time now, Line line) = 0;
    virtual void tick(Time now) = 0;
    [[nodiscard]] virtual std::optional<Time> next_timer() const = 0;
    [[nodiscard]] virtual std::vector<ClientAction> take_actions() = 0;
};

}  // namespace wireproof::peers

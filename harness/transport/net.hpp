// Host and Net: one end of connections without a socket, and what carries its connections and its time. A Host is told
// what happens and says what it wants done; Links is a Net of sockets, Simulation one in memory with a clock of its
// own.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "conformance/wire/bytes.hpp"
#include "harness/session/engine.hpp"

namespace wireproof::transport {

using session::End;
using session::LinkId;
using session::Shut;
using session::Time;

struct Address {
    std::string host;  // a name, an address in digits, or `unix:PATH`
    std::uint16_t port = 0;
    // parse reads `host:port`, `[::1]:port` and `unix:PATH`; nothing if it is none of them.
    [[nodiscard]] static std::optional<Address> parse(std::string_view text);
    // path is that of a Unix socket, else nothing.
    [[nodiscard]] std::optional<std::string> path() const;
    [[nodiscard]] std::string text() const { return path() ? host : host + ":" + std::to_string(port); }
};

// `ws://HOST[:PORT][/PATH]`, or wss.
struct WebSocketUrl {
    Address address;
    bool secure = false;
    std::string path;  // with the `/` in front; empty: none is given
    // parse: nothing if it is no such URL.
    [[nodiscard]] static std::optional<WebSocketUrl> parse(std::string_view text);
};

// a_unix_socket is the address of one that nobody has yet.
[[nodiscard]] Address a_unix_socket();

class Net {
public:
    virtual ~Net() = default;
    [[nodiscard]] virtual Time now() const = 0;
    // connect is answered by Host::connected or Host::refused.
    virtual void connect(LinkId link, const Address& to) = 0;
    // listen accepts from now on; port 0 takes a free one. Returns the port, 0 of a Unix socket.
    [[nodiscard]] virtual std::expected<std::uint16_t, std::string> listen(const std::string& name,
                                                                           const Address& at) = 0;
    // write keeps order; each call is a segment of its own as far as the transport lets it.
    virtual void write(LinkId link, Bytes bytes) = 0;
    // shut ends the connection after what was written before: half_close keeps reading, close does not, reset discards
    // what is not on its way and sends RST.
    virtual void shut(LinkId link, Shut::How how) = 0;
    // read_rate limits what is read, in bytes a second; 0 stops reading.
    virtual void read_rate(LinkId link, std::uint64_t bytes_per_second) = 0;
    // settle does what the host wants done; called by whoever told it something that came from no connection.
    virtual void settle() = 0;
};

class Host {
public:
    virtual ~Host() = default;
    virtual void connected(Time now, LinkId link) = 0;
    virtual void refused(Time now, LinkId link, const std::string& why) = 0;
    // accepted gives the new connection its number.
    [[nodiscard]] virtual LinkId accepted(Time now, const std::string& listener) = 0;
    virtual void received(Time now, LinkId link, ByteView bytes) = 0;
    virtual void ended(Time now, LinkId link, End end) = 0;
    virtual void tick(Time now) = 0;
    [[nodiscard]] virtual std::optional<Time> next_timer() const = 0;
    // perform asks the net for all that is to be done; the net calls it after each of the above, never within.
    virtual void perform(Net& net) = 0;
};

// How a rate is kept: so many bytes at a time, then a pause.
inline constexpr std::size_t kReadSize = std::size_t{64} << 10;
[[nodiscard]] inline std::size_t read_at_once(std::optional<std::uint64_t> rate) {
    return rate ? std::clamp<std::size_t>(*rate / 20, 1, kReadSize) : kReadSize;
}
[[nodiscard]] inline Time pause_after(std::size_t bytes, std::optional<std::uint64_t> rate) {
    return rate.value_or(0) == 0 ? Time{} : Time(1'000'000 * bytes / *rate);
}

// How long an end that has closed still takes what comes, so that the peer reads to the end what was written before: a
// socket closed with unread bytes sends RST.
inline constexpr Time kLinger = std::chrono::milliseconds(250);

}  // namespace wireproof::transport

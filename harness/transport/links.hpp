// Links: TCP connections by number. Tells how a peer ended one: FIN or RST.
#pragma once

#include <deque>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "conformance/wire/bytes.hpp"
#include "harness/session/engine.hpp"
#include "harness/transport/asio.hpp"

namespace wireproof::transport {

using session::End;
using session::LinkId;

struct Address {
    std::string host;
    std::uint16_t port = 0;
    // parse reads `host:port` and `[::1]:port`; nothing if it is neither.
    [[nodiscard]] static std::optional<Address> parse(std::string_view text);
};

class Links {
public:
    // What is told; none of these is called from inside a function of this class, nor after stop.
    struct Events {
        std::function<void(LinkId)> connected;
        std::function<void(LinkId, const std::string& why)> refused;
        std::function<LinkId(const std::string& listener)> accepted;  // gives the new connection its number
        std::function<void(LinkId, ByteView)> received;
        std::function<void(LinkId, End)> ended;
    };
    Links(asio::io_context& io, Events events);
    ~Links() { stop(); }
    Links(const Links&) = delete;
    Links& operator=(const Links&) = delete;

    void connect(LinkId link, const Address& to);
    // listen accepts from now on; port 0 takes a free one. Returns the port.
    [[nodiscard]] std::expected<std::uint16_t, std::string> listen(const std::string& name, const Address& at);
    // write keeps order; each call is a segment of its own as far as the kernel lets it.
    void write(LinkId link, Bytes bytes);
    // shut ends the connection after what was written before: half_close keeps reading, close does not, reset discards
    // and sends RST.
    void shut(LinkId link, session::Shut::How how);
    // read_rate limits what is read, in bytes a second; 0 stops reading.
    void read_rate(LinkId link, std::uint64_t bytes_per_second);
    // stop forgets every connection and listener: closed without waiting for the peer.
    void stop();

private:
    struct Connection;
    struct Shared;
    using Handle = std::shared_ptr<Connection>;

    static asio::awaitable<void> open(std::shared_ptr<Shared> shared, Handle connection, Address to);
    static asio::awaitable<void> accept(std::shared_ptr<Shared> shared,
                                        std::shared_ptr<tcp::acceptor> acceptor,
                                        std::string name);
    static asio::awaitable<void> read(std::shared_ptr<Shared> shared, Handle connection);
    static asio::awaitable<void> pace(Handle connection, std::size_t bytes);
    static asio::awaitable<void> write_out(Handle connection);
    static asio::awaitable<void> linger(Handle connection);
    static void run(const std::shared_ptr<Shared>& shared, const Handle& connection);

    std::shared_ptr<Shared> shared_;
};

}  // namespace wireproof::transport

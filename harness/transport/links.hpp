// Links: a host's connections over TCP or Unix sockets, with TLS or without, and its time. Tells how a peer ended one.
#pragma once

#include <deque>
#include <expected>
#include <map>
#include <memory>
#include <string>

#include "harness/transport/asio.hpp"
#include "harness/transport/net.hpp"
#include "harness/transport/tls.hpp"

namespace wireproof::transport {

// What TLS is spoken with; nothing: none.
struct Security {
    std::shared_ptr<TlsContext> connecting = nullptr, accepting = nullptr;
};

class Links : public Net {
public:
    using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

    // The host is told nothing from inside a function of this class, nor after stop.
    Links(asio::io_context& io, Host& host, Security security = {});
    ~Links() override { stop(); }
    Links(const Links&) = delete;
    Links& operator=(const Links&) = delete;

    [[nodiscard]] Time now() const override;
    void connect(LinkId link, const Address& to) override;
    [[nodiscard]] std::expected<std::uint16_t, std::string> listen(const std::string& name, const Address& at) override;
    void write(LinkId link, Bytes bytes) override;
    void shut(LinkId link, Shut::How how) override;
    void read_rate(LinkId link, std::uint64_t bytes_per_second) override;
    void settle() override;
    // secure is for connections that are opened from now on.
    void secure(Security security);
    // stop forgets every connection and listener: closed without waiting for the peer.
    void stop();

private:
    struct Connection;
    struct Shared;
    using Handle = std::shared_ptr<Connection>;

    static asio::awaitable<void> open(std::shared_ptr<Shared> shared, Handle connection, Address to);
    static asio::awaitable<void> accept(std::shared_ptr<Shared> shared,
                                        std::shared_ptr<Acceptor> acceptor,
                                        std::string name);
    static asio::awaitable<void> read(std::shared_ptr<Shared> shared, Handle connection);
    static asio::awaitable<void> rest(Handle connection);
    static asio::awaitable<void> deliver(std::shared_ptr<Shared> shared, Handle connection, ByteView bytes);
    static bool over(const Shared& shared, const Connection& connection);
    static asio::awaitable<void> write_out(Handle connection);
    static void opened(const std::shared_ptr<Shared>& shared, const Handle& connection);
    static void failed(const std::shared_ptr<Shared>& shared, const Handle& connection, const std::string& why);
    static void ended(const std::shared_ptr<Shared>& shared, const Handle& connection, End end);
    static void tell(const std::shared_ptr<Shared>& shared, const Handle& connection, ByteView bytes);
    static void decrypt(const std::shared_ptr<Shared>& shared, const Handle& connection, ByteView bytes);
    static void send(const Handle& connection, Bytes bytes);
    static void drain(const Handle& connection);
    static void finish(const Handle& connection);
    static void be_patient(const Handle& connection, Time most);
    static void prepare(Connection& connection);
    static void close(Connection& connection);
    static void run(const std::shared_ptr<Shared>& shared, const Handle& connection);
    static void settle(const std::shared_ptr<Shared>& shared);
    static void arm(const std::shared_ptr<Shared>& shared, asio::steady_timer::time_point at);

    std::shared_ptr<Shared> shared_;
};

}  // namespace wireproof::transport

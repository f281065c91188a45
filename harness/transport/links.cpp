#include "harness/transport/links.hpp"

#include <sys/un.h>

#include <cstdio>
#include <cstring>

namespace wireproof::transport {

struct Links::Connection {
    Connection(asio::io_context& io, LinkId number) : id(number), socket(io), wake(io), resume(io) {}
    LinkId id;
    asio::generic::stream_protocol::socket socket;
    std::deque<Bytes> out;
    std::string who;                 // whom it goes to; of one that was accepted, the listener
    bool accepted = false;           // by us
    bool known = false;              // the host has been told that it is open
    std::unique_ptr<TlsStream> tls;  // between socket and host
    asio::steady_timer wake;         // the writer sleeps on it
    asio::steady_timer resume;       // the reader sleeps on it while its rate is 0
    std::optional<std::uint64_t> rate;
    std::optional<Shut::How> shut;
    bool told_end = false;
};

// What coroutines keep alive: they may outlive the Links by one turn of the loop.
struct Links::Shared {
    asio::io_context* io;
    Host* host;
    Links* links;
    asio::steady_timer timer;
    Security security;
    asio::steady_timer::time_point began = asio::steady_timer::clock_type::now();
    std::map<LinkId, Handle> connections = {};
    std::vector<std::weak_ptr<Connection>> unknown = {};  // accepted, and the host does not know them yet
    std::vector<std::shared_ptr<Acceptor>> acceptors = {};
    std::vector<std::string> paths = {};  // of Unix sockets we made
    bool stopped = false;
    bool armed = false;  // the timer is waited for

    [[nodiscard]] Time now() const {
        return std::chrono::duration_cast<Time>(asio::steady_timer::clock_type::now() - began);
    }
};

Links::Links(asio::io_context& io, Host& host, Security security)
    : shared_(std::make_shared<Shared>(&io, &host, this, asio::steady_timer(io), std::move(security))) {}

void Links::secure(Security security) { shared_->security = std::move(security); }

Time Links::now() const { return shared_->now(); }

void Links::settle() { settle(shared_); }

// What the host wants done may end in stop.
void Links::settle(const std::shared_ptr<Shared>& shared) {
    if (shared->stopped) return;
    shared->host->perform(*shared->links);
    if (shared->stopped) return;
    const auto next = shared->host->next_timer();
    if (!next) {
        shared->armed = false;
        shared->timer.cancel();
        return;
    }
    const auto at = shared->began + *next;
    if (shared->timer.expiry() == at && shared->armed) return;
    shared->armed = true;
    shared->timer.expires_at(at);
    // A wait that is over when it is cancelled is told all the same, perhaps when the host is gone.
    shared->timer.async_wait([shared](Status status) {
        if (status || shared->stopped) return;
        shared->armed = false;
        shared->host->tick(shared->now());
        settle(shared);
    });
}

void Links::connect(LinkId link, const Address& to) {
    auto connection = std::make_shared<Connection>(*shared_->io, link);
    shared_->connections[link] = connection;
    asio::co_spawn(*shared_->io, open(shared_, connection, to), asio::detached);
}

namespace {

struct Resolved {
    Status status;
    std::vector<asio::generic::stream_protocol::endpoint> endpoints;
};

// A resolver is a thread of its own, which an address in digits does not need.
asio::awaitable<Resolved> resolve(Address to) {
    if (const auto path = to.path()) co_return Resolved{{}, {asio::local::stream_protocol::endpoint(*path)}};
    Status no_digits;
    const auto address = asio::ip::make_address(to.host, no_digits);
    if (!no_digits) co_return Resolved{{}, {tcp::endpoint(address, to.port)}};
    tcp::resolver resolver(co_await asio::this_coro::executor);
    const auto port = std::to_string(to.port);
    const auto [status, found] = co_await resolver.async_resolve(to.host, port, kNoThrow);
    Resolved resolved{status, {}};
    for (const auto& one : found) resolved.endpoints.push_back(one.endpoint());
    co_return resolved;
}

// The longest path of a Unix socket, its end included.
constexpr std::size_t kLongestPath = sizeof(::sockaddr_un::sun_path);

}  // namespace

asio::awaitable<void> Links::open(std::shared_ptr<Shared> shared, Handle connection, Address to) {
    connection->who = to.text();
    auto [status, endpoints] = co_await resolve(to);
    for (const auto& endpoint : endpoints) {
        Status ignored;
        connection->socket.close(ignored);
        auto [refused] = co_await connection->socket.async_connect(endpoint, kNoThrow);
        status = refused;
        if (!status || shared->stopped) break;
    }
    if (shared->stopped) co_return;
    if (status) co_return failed(shared, connection, status.message());
    if (shared->security.connecting) {
        connection->tls = std::make_unique<TlsStream>(shared->security.connecting, to.host);
        send(connection, connection->tls->to_wire());
    }
    run(shared, connection);
    if (!connection->tls) opened(shared, connection);
}

std::expected<std::uint16_t, std::string> Links::listen(const std::string& name, const Address& at) {
    Status status;
    asio::generic::stream_protocol::endpoint endpoint;
    if (const auto path = at.path()) {
        if (path->size() >= kLongestPath) return std::unexpected(at.host + ": the path is too long");
        endpoint = asio::local::stream_protocol::endpoint(*path);
    } else {
        const auto address = asio::ip::make_address(at.host == "localhost" ? "127.0.0.1" : at.host, status);
        if (status) return std::unexpected(at.host + ": " + status.message());
        endpoint = tcp::endpoint(address, at.port);
    }
    auto acceptor = std::make_shared<Acceptor>(*shared_->io);
    acceptor->open(endpoint.protocol(), status);
    if (!status && !at.path()) acceptor->set_option(tcp::acceptor::reuse_address(true), status);
    if (!status) acceptor->bind(endpoint, status);
    if (!status) acceptor->listen(asio::socket_base::max_listen_connections, status);
    if (status) return std::unexpected(at.text() + ": " + status.message());
    shared_->acceptors.push_back(acceptor);
    asio::co_spawn(*shared_->io, accept(shared_, acceptor, name), asio::detached);
    if (const auto path = at.path()) {
        shared_->paths.push_back(*path);
        return 0;
    }
    tcp::endpoint taken;
    const auto local = acceptor->local_endpoint();
    std::memcpy(taken.data(), local.data(), local.size());
    return taken.port();
}

asio::awaitable<void> Links::accept(std::shared_ptr<Shared> shared,
                                    std::shared_ptr<Acceptor> acceptor,
                                    std::string name) {
    while (!shared->stopped) {
        auto connection = std::make_shared<Connection>(*shared->io, -1);
        auto [status] = co_await acceptor->async_accept(connection->socket, kNoThrow);
        if (shared->stopped || status == asio::error::operation_aborted) co_return;
        if (status) {
            // Out of descriptors, mostly: wait for some to come back.
            asio::steady_timer pause(*shared->io, std::chrono::milliseconds(50));
            co_await until(pause);
            continue;
        }
        connection->who = name;
        connection->accepted = true;
        if (!shared->security.accepting) {
            opened(shared, connection);
            continue;
        }
        std::erase_if(shared->unknown, [](const auto& one) { return one.expired(); });
        shared->unknown.push_back(connection);
        connection->tls = std::make_unique<TlsStream>(shared->security.accepting, "");
        run(shared, connection);
    }
}

// opened tells the host: after the handshake, where there is one.
void Links::opened(const std::shared_ptr<Shared>& shared, const Handle& connection) {
    connection->known = true;
    if (connection->accepted) {
        connection->id = shared->host->accepted(shared->now(), connection->who);
        shared->connections[connection->id] = connection;
        if (!connection->tls) run(shared, connection);
    } else {
        shared->host->connected(shared->now(), connection->id);
    }
    settle(shared);
}

// failed: there will be no connection. Of one that somebody else wanted the host learns nothing.
void Links::failed(const std::shared_ptr<Shared>& shared, const Handle& connection, const std::string& why) {
    connection->known = connection->told_end = true;
    if (!connection->accepted) {
        shared->connections.erase(connection->id);
        shared->host->refused(shared->now(), connection->id, connection->who + ": " + why);
        settle(shared);
    }
    connection->shut = Shut::How::close;  // an alert may be on its way
    connection->wake.cancel();
}

void Links::ended(const std::shared_ptr<Shared>& shared, const Handle& connection, End end) {
    if (!connection->known) return failed(shared, connection, "the connection ended in the handshake");
    if (std::exchange(connection->told_end, true)) return;
    // What ends without TLS saying so was cut off.
    if (end == End::fin && connection->tls && !connection->tls->ended()) end = End::truncated;
    shared->host->ended(shared->now(), connection->id, end);
    settle(shared);
}

void Links::tell(const std::shared_ptr<Shared>& shared, const Handle& connection, ByteView bytes) {
    if (connection->tls) return decrypt(shared, connection, bytes);
    shared->host->received(shared->now(), connection->id, bytes);
    settle(shared);
}

void Links::decrypt(const std::shared_ptr<Shared>& shared, const Handle& connection, ByteView bytes) {
    auto& tls = *connection->tls;
    tls.take(bytes);
    send(connection, tls.to_wire());
    if (!connection->known && tls.established()) opened(shared, connection);
    if (!connection->known && !tls.failure().empty()) return failed(shared, connection, tls.failure());
    if (shared->stopped) return;
    if (const auto plain = tls.plain(); !plain.empty() && !connection->told_end) {
        shared->host->received(shared->now(), connection->id, plain);
        settle(shared);
    }
    if (shared->stopped || !connection->known) return;
    if (tls.ended()) ended(shared, connection, End::fin);
    // A fatal alert ends a connection at once, as RST does.
    else if (!tls.failure().empty()) ended(shared, connection, End::rst);
}

void Links::send(const Handle& connection, Bytes bytes) {
    if (bytes.empty()) return;
    connection->out.push_back(std::move(bytes));
    connection->wake.cancel();
}

void Links::run(const std::shared_ptr<Shared>& shared, const Handle& connection) {
    Status ignored;
    connection->socket.set_option(tcp::no_delay(true), ignored);
    asio::co_spawn(*shared->io, read(shared, connection), asio::detached);
    asio::co_spawn(*shared->io, write_out(connection), asio::detached);
}

asio::awaitable<void> Links::read(std::shared_ptr<Shared> shared, Handle connection) {
    const auto buffer = std::make_unique_for_overwrite<std::uint8_t[]>(kReadSize);
    for (;;) {
        co_await rest(connection);
        const auto room = asio::buffer(buffer.get(), read_at_once(connection->rate));
        auto [status, count] = co_await connection->socket.async_read_some(room, kNoThrow);
        co_await rest(connection);  // what a read brings that was under way is held back as well
        const bool ignored = over(*shared, *connection);
        if (ignored && (status || shared->stopped)) co_return;
        if (ignored) continue;  // bytes after our end are of no interest
        if (status) {
            if (status == asio::error::operation_aborted) co_return;
            ended(shared, connection, status == asio::error::eof ? End::fin : End::rst);
            co_return;
        }
        const ByteView bytes(buffer.get(), count);
        co_await deliver(shared, connection, bytes);
    }
}

// over: nobody wants to be told of what comes.
bool Links::over(const Shared& shared, const Connection& connection) {
    return shared.stopped || (connection.shut && connection.shut != Shut::How::half_close);
}

// deliver keeps the rate, which may be newer than the read.
asio::awaitable<void> Links::deliver(std::shared_ptr<Shared> shared, Handle connection, ByteView bytes) {
    while (!bytes.empty()) {
        const auto size = std::min(bytes.size(), read_at_once(connection->rate));
        tell(shared, connection, bytes.first(size));
        bytes = bytes.subspan(size);
        if (over(*shared, *connection)) co_return;
        if (!connection->rate) continue;
        connection->resume.expires_after(pause_after(size, connection->rate));
        co_await until(connection->resume);
        co_await rest(connection);
        if (over(*shared, *connection)) co_return;
    }
}

// rest lasts as long as nothing is to be read.
asio::awaitable<void> Links::rest(Handle connection) {
    while (connection->rate == 0U && (!connection->shut || connection->shut == Shut::How::half_close)) {
        connection->resume.expires_at(asio::steady_timer::time_point::max());
        co_await until(connection->resume);
        if (!connection->socket.is_open()) co_return;
    }
}

asio::awaitable<void> Links::write_out(Handle connection) {
    for (;;) {
        if (!connection->out.empty()) {
            const auto bytes = std::move(connection->out.front());
            connection->out.pop_front();
            const auto view = asio::buffer(bytes);
            const auto [status, count] = co_await asio::async_write(connection->socket, view, kNoThrow);
            if (status) co_return;  // the reader sees what became of the connection
            continue;
        }
        if (connection->shut) break;
        connection->wake.expires_at(asio::steady_timer::time_point::max());
        co_await until(connection->wake);
        if (!connection->socket.is_open()) co_return;
    }
    Status ignored;
    connection->socket.shutdown(tcp::socket::shutdown_send, ignored);
    if (connection->shut == Shut::How::close) co_await linger(connection);
}

// A socket closed with unread bytes sends RST and may take away what was just written, so the peer gets a moment to end
// its side.
asio::awaitable<void> Links::linger(Handle connection) {
    asio::steady_timer patience(connection->socket.get_executor(), kLinger);
    co_await until(patience);
    Status ignored;
    connection->socket.close(ignored);
}

void Links::write(LinkId link, Bytes bytes) {
    const auto it = shared_->connections.find(link);
    if (it == shared_->connections.end()) return;
    const auto& connection = it->second;
    if (connection->tls) {
        connection->tls->write(bytes);
        bytes = connection->tls->to_wire();
    }
    send(connection, std::move(bytes));
}

void Links::shut(LinkId link, Shut::How how) {
    const auto it = shared_->connections.find(link);
    if (it == shared_->connections.end()) return;
    const auto connection = it->second;
    if (connection->tls && how != Shut::How::reset) {
        connection->tls->close();
        send(connection, connection->tls->to_wire());
    }
    const bool half_closed = std::exchange(connection->shut, how) == Shut::How::half_close;
    if (half_closed && how == Shut::How::close) asio::co_spawn(*shared_->io, linger(connection), asio::detached);
    if (how == Shut::How::reset) {
        Status ignored;
        connection->socket.set_option(asio::socket_base::linger(true, 0), ignored);
        connection->socket.close(ignored);
    }
    if (how != Shut::How::half_close) shared_->connections.erase(it);
    connection->wake.cancel();
    connection->resume.cancel();
}

void Links::read_rate(LinkId link, std::uint64_t bytes_per_second) {
    const auto it = shared_->connections.find(link);
    if (it == shared_->connections.end()) return;
    it->second->rate = bytes_per_second;
    it->second->resume.cancel();
}

void Links::close(Connection& connection) {
    Status ignored;
    connection.socket.close(ignored);
    connection.wake.cancel();
    connection.resume.cancel();
}

void Links::stop() {
    if (std::exchange(shared_->stopped, true)) return;
    Status ignored;
    for (const auto& acceptor : shared_->acceptors) acceptor->close(ignored);
    for (const auto& path : shared_->paths) std::remove(path.c_str());
    for (const auto& [id, connection] : shared_->connections) close(*connection);
    for (const auto& one : shared_->unknown)
        if (const auto connection = one.lock()) close(*connection);
    shared_->connections.clear();
    shared_->timer.cancel();
}

}  // namespace wireproof::transport

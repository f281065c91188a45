#include "harness/transport/links.hpp"

#include <sys/un.h>

#include <cstdio>
#include <cstring>

namespace wireproof::transport {

namespace {

constexpr auto kPatience = std::chrono::seconds(5);  // with a peer that does not read what we sent before we closed

}  // namespace

struct Links::Connection {
    Connection(asio::io_context& io, LinkId number) : id(number), socket(io), patience(io), resume(io) {}
    LinkId id;
    asio::generic::stream_protocol::socket socket;
    std::deque<Bytes> out;           // what the socket has not taken yet
    bool writing = false;            // a coroutine waits for it to take more
    std::string who;                 // whom it goes to; of one that was accepted, the listener
    bool accepted = false;           // by us
    bool known = false;              // the host has been told that it is open
    std::unique_ptr<TlsStream> tls;  // between socket and host
    asio::steady_timer patience;     // with a peer that does not end its side
    asio::steady_timer resume;       // the reader sleeps on it while its rate is 0
    std::optional<std::uint64_t> rate;
    std::optional<Shut::How> shut;
    bool fin_sent = false;
    bool read_to_end = false;  // nothing can come any more
    bool told_end = false;
};

// What coroutines keep alive: they may outlive the Links until their connections are over.
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
    if (const auto next = shared->host->next_timer()) arm(shared, shared->began + *next);
}

// arm leaves a timer alone that goes off sooner: a time limit moves on with every step, and to be woken once for
// nothing costs less than to move the timer each time.
void Links::arm(const std::shared_ptr<Shared>& shared, asio::steady_timer::time_point at) {
    if (shared->armed && shared->timer.expiry() <= at) return;
    shared->armed = true;
    shared->timer.expires_at(at);
    // A wait that is over when it is cancelled is told all the same, perhaps when the host is gone.
    shared->timer.async_wait([shared](Status status) {
        if (status || shared->stopped) return;
        shared->armed = false;
        const auto now = shared->now();
        if (const auto next = shared->host->next_timer(); next && *next <= now) shared->host->tick(now);
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
        connection->socket.open(endpoint.protocol(), status);
        if (status) continue;
        prepare(*connection);
        auto [refused] = co_await connection->socket.async_connect(endpoint, kNoThrow);
        status = refused;
        if (!status || shared->stopped) break;
    }
    if (shared->stopped) co_return;
    if (status) co_return failed(shared, connection, status.message());
    run(shared, connection);
    if (!shared->security.connecting) co_return opened(shared, connection);
    connection->tls = std::make_unique<TlsStream>(shared->security.connecting, to.host);
    send(connection, connection->tls->to_wire());
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
        prepare(*connection);
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
    connection->shut = Shut::How::close;
    drain(connection);  // an alert may be among it
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
    drain(connection);
}

// prepare an open socket: writes never wait, and nothing waits for a segment to be full.
void Links::prepare(Connection& connection) {
    Status ignored;
    connection.socket.non_blocking(true, ignored);
    connection.socket.set_option(tcp::no_delay(true), ignored);
}

void Links::run(const std::shared_ptr<Shared>& shared, const Handle& connection) {
    asio::co_spawn(*shared->io, read(shared, connection), asio::detached);
}

namespace {

// ReadBuffer is room for one read. What a connection leaves the next one takes: to get and give back a block of this
// size costs the allocator more than the read.
class ReadBuffer {
public:
    ReadBuffer() {
        if (spare_.empty()) spare_.push_back(std::make_unique_for_overwrite<std::uint8_t[]>(kReadSize));
        bytes_ = std::move(spare_.back());
        spare_.pop_back();
    }
    ~ReadBuffer() {
        if (spare_.size() < kMostSpare) spare_.push_back(std::move(bytes_));
    }
    ReadBuffer(const ReadBuffer&) = delete;
    ReadBuffer& operator=(const ReadBuffer&) = delete;
    [[nodiscard]] std::uint8_t* get() const { return bytes_.get(); }

private:
    static constexpr std::size_t kMostSpare = 64;
    static thread_local std::vector<std::unique_ptr<std::uint8_t[]>> spare_;
    std::unique_ptr<std::uint8_t[]> bytes_;
};
thread_local std::vector<std::unique_ptr<std::uint8_t[]>> ReadBuffer::spare_;

}  // namespace

asio::awaitable<void> Links::read(std::shared_ptr<Shared> shared, Handle connection) {
    const ReadBuffer buffer;
    for (;;) {
        if (connection->rate) co_await rest(connection);
        const auto room = asio::buffer(buffer.get(), read_at_once(connection->rate));
        auto [status, count] = co_await connection->socket.async_read_some(room, kNoThrow);
        if (connection->rate) co_await rest(connection);  // what a read brings that was under way is held back as well
        if (status == asio::error::operation_aborted) co_return;
        if (status) {
            connection->read_to_end = true;
            if (over(*shared, *connection)) finish(connection);
            else ended(shared, connection, status == asio::error::eof ? End::fin : End::rst);
            co_return;
        }
        if (over(*shared, *connection)) continue;  // bytes after our end are of no interest
        const ByteView bytes(buffer.get(), count);
        if (connection->rate) co_await deliver(shared, connection, bytes);
        else tell(shared, connection, bytes);
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

// drain writes what is queued, each as a segment of its own; what the socket does not take at once a coroutine does.
void Links::drain(const Handle& connection) {
    if (connection->writing) return;
    while (!connection->out.empty()) {
        auto& bytes = connection->out.front();
        Status status;
        const auto count = connection->socket.write_some(asio::buffer(bytes), status);
        if (status == asio::error::would_block || (!status && count < bytes.size())) {
            bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
            connection->writing = true;
            asio::co_spawn(connection->socket.get_executor(), write_out(connection), asio::detached);
            return;
        }
        if (status) connection->out.clear();  // the reader sees what became of the connection
        else connection->out.pop_front();
    }
    finish(connection);
}

asio::awaitable<void> Links::write_out(Handle connection) {
    while (!connection->out.empty()) {
        const auto bytes = std::move(connection->out.front());
        connection->out.pop_front();
        const auto view = asio::buffer(bytes);
        const auto [status, count] = co_await asio::async_write(connection->socket, view, kNoThrow);
        if (status) connection->out.clear();
    }
    connection->writing = false;
    finish(connection);
}

// finish ends our side, once it is to be ended and everything is written. A socket closed with unread bytes sends RST
// and may take away what was just written, so the peer gets a moment to end its side.
void Links::finish(const Handle& connection) {
    if (!connection->shut || connection->writing || !connection->socket.is_open()) return;
    const bool for_good = connection->shut != Shut::How::half_close;
    if (for_good && connection->read_to_end) return close(*connection);
    Status ignored;
    if (!std::exchange(connection->fin_sent, true)) connection->socket.shutdown(tcp::socket::shutdown_send, ignored);
    if (!for_good) return;
    be_patient(connection, kLinger);
}

// be_patient closes the socket after that time, whatever the peer does.
void Links::be_patient(const Handle& connection, Time most) {
    connection->patience.expires_after(most);
    connection->patience.async_wait([connection](Status status) {
        if (!status) close(*connection);
    });
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
    connection->shut = how;
    if (how == Shut::How::reset) {
        Status ignored;
        connection->socket.set_option(asio::socket_base::linger(true, 0), ignored);
        connection->socket.close(ignored);
    }
    if (how != Shut::How::half_close) shared_->connections.erase(it);
    connection->resume.cancel();
    if (how == Shut::How::reset) return;
    drain(connection);
    // A peer that reads nothing never takes what is left.
    if (how == Shut::How::close && connection->writing) be_patient(connection, kPatience);
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
    connection.patience.cancel();
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

#include "harness/transport/links.hpp"

#include <array>

namespace wireproof::transport {

struct Links::Connection {
    Connection(asio::io_context& io, LinkId number) : id(number), socket(io), wake(io), resume(io) {}
    LinkId id;
    tcp::socket socket;
    std::deque<Bytes> out;
    asio::steady_timer wake;    // the writer sleeps on it
    asio::steady_timer resume;  // the reader sleeps on it while its rate is 0
    std::optional<std::uint64_t> rate;
    std::optional<Shut::How> shut;
    bool writing = false;
};

// What coroutines keep alive: they may outlive the Links by one turn of the loop.
struct Links::Shared {
    asio::io_context* io;
    Host* host;
    Links* links;
    asio::steady_timer timer;
    asio::steady_timer::time_point began = asio::steady_timer::clock_type::now();
    std::map<LinkId, Handle> connections = {};
    std::vector<std::shared_ptr<tcp::acceptor>> acceptors = {};
    bool stopped = false;
    bool armed = false;  // the timer is waited for

    [[nodiscard]] Time now() const {
        return std::chrono::duration_cast<Time>(asio::steady_timer::clock_type::now() - began);
    }
};

Links::Links(asio::io_context& io, Host& host)
    : shared_(std::make_shared<Shared>(&io, &host, this, asio::steady_timer(io))) {}

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
    std::vector<tcp::endpoint> endpoints;
};

// A resolver is a thread of its own, which an address in digits does not need.
asio::awaitable<Resolved> resolve(Address to) {
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

}  // namespace

asio::awaitable<void> Links::open(std::shared_ptr<Shared> shared, Handle connection, Address to) {
    auto [status, endpoints] = co_await resolve(to);
    for (const auto& endpoint : endpoints) {
        Status ignored;
        connection->socket.close(ignored);
        auto [refused] = co_await connection->socket.async_connect(endpoint, kNoThrow);
        status = refused;
        if (!status || shared->stopped) break;
    }
    if (shared->stopped) co_return;
    if (status) {
        const auto why = to.text() + ": " + status.message();
        shared->host->refused(shared->now(), connection->id, why);
        settle(shared);
        co_return;
    }
    run(shared, connection);
    shared->host->connected(shared->now(), connection->id);
    settle(shared);
}

std::expected<std::uint16_t, std::string> Links::listen(const std::string& name, const Address& at) {
    Status status;
    const auto address = asio::ip::make_address(at.host == "localhost" ? "127.0.0.1" : at.host, status);
    if (status) return std::unexpected(at.host + ": " + status.message());
    auto acceptor = std::make_shared<tcp::acceptor>(*shared_->io);
    const tcp::endpoint endpoint(address, at.port);
    acceptor->open(endpoint.protocol(), status);
    if (!status) acceptor->set_option(tcp::acceptor::reuse_address(true), status);
    if (!status) acceptor->bind(endpoint, status);
    if (!status) acceptor->listen(asio::socket_base::max_listen_connections, status);
    if (status) return std::unexpected(at.host + ":" + std::to_string(at.port) + ": " + status.message());
    shared_->acceptors.push_back(acceptor);
    asio::co_spawn(*shared_->io, accept(shared_, acceptor, name), asio::detached);
    return acceptor->local_endpoint().port();
}

asio::awaitable<void> Links::accept(std::shared_ptr<Shared> shared,
                                    std::shared_ptr<tcp::acceptor> acceptor,
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
        connection->id = shared->host->accepted(shared->now(), name);
        shared->connections[connection->id] = connection;
        run(shared, connection);
        settle(shared);
    }
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
            shared->host->ended(shared->now(), connection->id, status == asio::error::eof ? End::fin : End::rst);
            settle(shared);
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
        shared->host->received(shared->now(), connection->id, bytes.first(size));
        settle(shared);
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
    connection->writing = true;
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
    it->second->out.push_back(std::move(bytes));
    it->second->wake.cancel();
}

void Links::shut(LinkId link, Shut::How how) {
    const auto it = shared_->connections.find(link);
    if (it == shared_->connections.end()) return;
    const auto connection = it->second;
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

void Links::stop() {
    if (std::exchange(shared_->stopped, true)) return;
    Status ignored;
    for (const auto& acceptor : shared_->acceptors) acceptor->close(ignored);
    for (const auto& [id, connection] : shared_->connections) {
        connection->socket.close(ignored);
        connection->wake.cancel();
        connection->resume.cancel();
    }
    shared_->connections.clear();
    shared_->timer.cancel();
}

}  // namespace wireproof::transport

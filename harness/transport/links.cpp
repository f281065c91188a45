#include "harness/transport/links.hpp"

#include <array>
#include <charconv>

namespace wireproof::transport {

using session::Shut;

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
    Events events;
    std::map<LinkId, Handle> connections;
    std::vector<std::shared_ptr<tcp::acceptor>> acceptors;
    bool stopped = false;
};

std::optional<Address> Address::parse(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto digits = text.substr(colon + 1);
    Address address{.host = std::string(host)};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return address;
}

Links::Links(asio::io_context& io, Events events)
    : shared_(std::make_shared<Shared>(
          &io, std::move(events), std::map<LinkId, Handle>{}, std::vector<std::shared_ptr<tcp::acceptor>>{}, false)) {}

void Links::connect(LinkId link, const Address& to) {
    auto connection = std::make_shared<Connection>(*shared_->io, link);
    shared_->connections[link] = connection;
    asio::co_spawn(*shared_->io, open(shared_, connection, to), asio::detached);
}

asio::awaitable<void> Links::open(std::shared_ptr<Shared> shared, Handle connection, Address to) {
    tcp::resolver resolver(*shared->io);
    const auto port = std::to_string(to.port);
    auto [unresolved, found] = co_await resolver.async_resolve(to.host, port, kNoThrow);
    auto status = unresolved;
    if (!status) {
        for (const auto& endpoint : found) {
            Status ignored;
            connection->socket.close(ignored);
            const auto address = endpoint.endpoint();
            auto [refused] = co_await connection->socket.async_connect(address, kNoThrow);
            status = refused;
            if (!status || shared->stopped) break;
        }
    }
    if (shared->stopped) co_return;
    if (status) {
        const auto why = to.host + ":" + port + ": " + status.message();
        shared->events.refused(connection->id, why);
        co_return;
    }
    run(shared, connection);
    shared->events.connected(connection->id);
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
        connection->id = shared->events.accepted(name);
        shared->connections[connection->id] = connection;
        run(shared, connection);
    }
}

void Links::run(const std::shared_ptr<Shared>& shared, const Handle& connection) {
    Status ignored;
    connection->socket.set_option(tcp::no_delay(true), ignored);
    asio::co_spawn(*shared->io, read(shared, connection), asio::detached);
    asio::co_spawn(*shared->io, write_out(connection), asio::detached);
}

asio::awaitable<void> Links::read(std::shared_ptr<Shared> shared, Handle connection) {
    std::vector<std::uint8_t> buffer(std::size_t{64} << 10);
    for (;;) {
        while (connection->rate == 0U && !connection->shut) {
            connection->resume.expires_at(asio::steady_timer::time_point::max());
            co_await until(connection->resume);
        }
        const auto most =
            connection->rate ? std::clamp<std::size_t>(*connection->rate / 20, 1, buffer.size()) : buffer.size();
        const auto room = asio::buffer(buffer.data(), most);
        auto [status, count] = co_await connection->socket.async_read_some(room, kNoThrow);
        const bool over =
            shared->stopped || connection->shut == Shut::How::close || connection->shut == Shut::How::reset;
        if (over && (status || shared->stopped)) co_return;
        if (over) continue;  // bytes after our end are of no interest
        if (status) {
            if (status == asio::error::operation_aborted) co_return;
            shared->events.ended(connection->id, status == asio::error::eof ? End::fin : End::rst);
            co_return;
        }
        shared->events.received(connection->id, ByteView(buffer.data(), count));
        if (connection->rate && *connection->rate > 0) co_await pace(connection, count);
    }
}

asio::awaitable<void> Links::pace(Handle connection, std::size_t bytes) {
    connection->resume.expires_after(std::chrono::microseconds(1'000'000 * bytes / *connection->rate));
    co_await until(connection->resume);
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
    asio::steady_timer patience(connection->socket.get_executor(), std::chrono::milliseconds(250));
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
    // Events may own what owns this object.
    shared_->events = {};
}

}  // namespace wireproof::transport

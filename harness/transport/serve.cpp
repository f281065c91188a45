#include "harness/transport/serve.hpp"

#include <csignal>

#include "harness/transport/server_loop.hpp"

namespace wireproof::transport {

std::expected<void, std::string> serve(std::unique_ptr<peers::Server> server,
                                       const std::string& host,
                                       std::uint16_t port,
                                       const std::function<void(std::uint16_t port)>& ready) {
    asio::io_context io(1);
    asio::signal_set signals(io, SIGINT, SIGTERM);
    ServerLoop loop(io, std::move(server));
    const auto listening = loop.listen({host, port});
    if (!listening) return std::unexpected(listening.error());
    signals.async_wait([&](Status, int) {
        loop.stop();
        io.stop();
    });
    ready(*listening);
    io.run();
    return {};
}

std::optional<std::pair<std::string, std::uint16_t>> parse_address(std::string_view text) {
    const auto address = Address::parse(text);
    if (!address) return std::nullopt;
    return std::pair(address->host, address->port);
}

}  // namespace wireproof::transport

#include "harness/transport/serve.hpp"

#include <csignal>

#include "harness/transport/server_loop.hpp"

namespace wireproof::transport {

std::expected<void, std::string> serve(std::unique_ptr<peers::Server> server,
                                       const Address& at,
                                       std::shared_ptr<TlsContext> tls,
                                       const std::function<void(std::uint16_t port)>& ready) {
    asio::io_context io(1);
    asio::signal_set signals(io, SIGINT, SIGTERM);
    ServerLoop loop(io, std::move(server), {.accepting = std::move(tls)});
    const auto listening = loop.listen(at);
    if (!listening) return std::unexpected(listening.error());
    signals.async_wait([&](Status, int) {
        loop.stop();
        io.stop();
    });
    ready(*listening);
    io.run();
    return {};
}

}  // namespace wireproof::transport

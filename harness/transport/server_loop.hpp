// ServerLoop: one of our sans-io servers on a TCP port or Unix socket.
#pragma once

#include "harness/transport/links.hpp"
#include "harness/transport/server_host.hpp"

namespace wireproof::transport {

class ServerLoop {
public:
    ServerLoop(asio::io_context& io, std::unique_ptr<peers::Server> server, Security security = {})
        : host_(std::move(server)), links_(io, host_, std::move(security)) {}

    // listen returns the port; the error says why there is none (in use, no such address).
    [[nodiscard]] std::expected<std::uint16_t, std::string> listen(const Address& at) {
        return links_.listen("main", at);
    }
    void stop() { links_.stop(); }

private:
    ServerHost host_;
    Links links_;
};

}  // namespace wireproof::transport

// ServerLoop: one of our sans-io servers on a TCP port.
#pragma once

#include <memory>

#include "harness/peers/server.hpp"
#include "harness/transport/links.hpp"

namespace wireproof::transport {

class ServerLoop {
public:
    ServerLoop(asio::io_context& io, std::unique_ptr<peers::Server> server);

    // listen returns the port; the error says why there is none (in use, no such address).
    [[nodiscard]] std::expected<std::uint16_t, std::string> listen(const Address& at) {
        return links_.listen("main", at);
    }
    void stop();

private:
    [[nodiscard]] session::Time now() const;
    void perform();

    std::unique_ptr<peers::Server> server_;
    asio::steady_timer::time_point began_ = asio::steady_timer::clock_type::now();
    LinkId next_link_ = 0;
    std::shared_ptr<asio::steady_timer> timer_;
    std::shared_ptr<bool> stopped_ = std::make_shared<bool>(false);
    Links links_;
};

}  // namespace wireproof::transport

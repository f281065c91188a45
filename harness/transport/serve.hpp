// serve: one of our servers on a TCP port until SIGINT or SIGTERM. Includes no asio.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "harness/peers/server.hpp"

namespace wireproof::transport {

// serve calls `ready` with the port once connections are accepted, and returns after the signal. The error says why
// nothing could be served.
[[nodiscard]] std::expected<void, std::string> serve(std::unique_ptr<peers::Server> server,
                                                     const std::string& host,
                                                     std::uint16_t port,
                                                     const std::function<void(std::uint16_t port)>& ready);

// parse_address reads `host:port`.
[[nodiscard]] std::optional<std::pair<std::string, std::uint16_t>> parse_address(std::string_view text);

}  // namespace wireproof::transport

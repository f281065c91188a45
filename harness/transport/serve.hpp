// serve: one of our servers on a TCP port or Unix socket, with TLS or without, until SIGINT or SIGTERM. Includes no
// asio.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "harness/peers/server.hpp"
#include "harness/transport/net.hpp"
#include "harness/transport/tls.hpp"

namespace wireproof::transport {

// serve calls `ready` with the port once connections are accepted, and returns after the signal. The error says why
// nothing could be served.
[[nodiscard]] std::expected<void, std::string> serve(std::unique_ptr<peers::Server> server,
                                                     const Address& at,
                                                     std::shared_ptr<TlsContext> tls,
                                                     const std::function<void(std::uint16_t port)>& ready);

}  // namespace wireproof::transport

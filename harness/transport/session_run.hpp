// run_session: one case of a script over sockets, against a server or an SDK behind its driver.
#pragma once

#include <memory>
#include <optional>

#include "harness/session/engine.hpp"
#include "harness/session/traffic.hpp"
#include "harness/transport/driver.hpp"
#include "harness/transport/links.hpp"

namespace wireproof::transport {

// Whom a session is played against: one of the two.
struct Opposite {
    std::optional<Address> server = {};
    std::shared_ptr<Driver> driver = {};
    Security security = {};
    bool over_unix = false;  // where listeners are for a driver
};

// run_session ends by itself: every wait of the engine has a deadline. The SDK's clients are closed before it returns.
// `traffic`, where given, gets every byte; it must outlive the session.
[[nodiscard]] asio::awaitable<session::Result> run_session(asio::io_context& io,
                                                           session::Setup setup,
                                                           Opposite opposite,
                                                           session::Traffic* traffic = nullptr);

}  // namespace wireproof::transport

// record: a proxy that stands between a real client and a real server and tells a recorder what goes through. Includes
// no asio.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <optional>
#include <string>

#include "harness/session/recorder.hpp"

namespace wireproof::transport {

struct RecordOptions {
    std::string listen, server;                     // `host:port`
    std::optional<unsigned> connections;            // ends after so many, when the last of them is over
    std::optional<std::chrono::milliseconds> most;  // ends after this time
};

// record calls `ready` with the port once connections are accepted, and returns after SIGINT, SIGTERM or what the
// options say. The error says why nothing could be recorded: no port to listen on, a server that refuses.
[[nodiscard]] std::expected<void, std::string> record(session::Recorder& recorder,
                                                      const RecordOptions& options,
                                                      const std::function<void(std::uint16_t port)>& ready);

}  // namespace wireproof::transport

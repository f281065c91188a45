// Options of the Haystack client's `connect`, as the driver protocol has them.
#pragma once

#include "conformance/wire/json.hpp"
#include "harness/peers/haystack/frames.hpp"

namespace wireproof::peers::haystack {

struct Options {
    std::string host;
    std::uint16_t port = 0;
    std::chrono::milliseconds timeout{2000};  // of a call, and of connecting as far as the capabilities
    std::string path = "/";
    bool binary = true;
    Packing packing{};  // what the client asks for; it never chunks requests
    std::optional<std::string> token, username, password;
    std::chrono::milliseconds heartbeat{0};  // between pings; 0: none

    struct Refused {
        bool unknown;  // an option that this client does not have, and not a wrong argument
        std::string why;
    };
    [[nodiscard]] static std::expected<Options, Refused> read(const Json& args, Version version);
    [[nodiscard]] Auth auth() const { return username ? Auth::scram : token ? Auth::token : Auth::none; }
    [[nodiscard]] bool negotiates() const { return binary && (packing.compression || packing.chunked); }
};

}  // namespace wireproof::peers::haystack

// The table of our own servers and clients, one row a protocol.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "harness/peers/client.hpp"
#include "harness/peers/misbehaviour.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers {

struct Peer {
    std::string_view protocol, variant;
    std::unique_ptr<Server> (*make_server)(const Misbehaviour&);
    std::unique_ptr<Client> (*make_client)(const Misbehaviour&);
    std::vector<std::string> (*client_methods)();
    std::span<const std::string_view> capabilities;  // of both
    // A server that asks for the API key it is given; none: keys are nothing to the protocol.
    std::unique_ptr<Server> (*make_guarded_server)(const Misbehaviour&, const std::string& api_key) = nullptr;
};

// The key of the servers that `replay --self` makes for scripts that need `<protocol>.auth`.
inline constexpr std::string_view kApiKey = "wireproof-key";

// find_peer: null where we have none for the protocol and variant; an empty variant is the default.
[[nodiscard]] const Peer* find_peer(std::string_view protocol, std::string_view variant = {});

}  // namespace wireproof::peers

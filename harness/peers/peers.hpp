// The table of our own servers and clients, one row a protocol.
#pragma once

#include <expected>
#include <map>
#include <memory>
#include <span>
#include <string_view>

#include "harness/peers/client.hpp"
#include "harness/peers/misbehaviour.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers {

using Params = std::map<std::string, std::string>;  // of a server, by name

struct Peer {
    std::string_view protocol, variant;
    std::unique_ptr<Server> (*make_server)(const Misbehaviour&);
    std::unique_ptr<Client> (*make_client)(const Misbehaviour&);
    std::vector<std::string> (*client_methods)();
    std::span<const std::string_view> capabilities;  // of both
    // A server with parameters, and those that give it the capabilities which a script needs; none: the protocol's
    // servers have no parameters. The error names one that is unknown or a value that is none.
    std::expected<std::unique_ptr<Server>, std::string> (*make_server_with)(const Misbehaviour&,
                                                                            const Params&) = nullptr;
    Params (*params_for)(std::span<const std::string> capabilities) = nullptr;
};

// find_peer: null where we have none for the protocol and variant; an empty variant is the default.
[[nodiscard]] const Peer* find_peer(std::string_view protocol, std::string_view variant = {});

}  // namespace wireproof::peers

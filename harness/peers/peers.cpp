#include "harness/peers/peers.hpp"

#include "harness/peers/fibp/client.hpp"
#include "harness/peers/fibp/server.hpp"
#include "harness/peers/flo/client.hpp"
#include "harness/peers/flo/server.hpp"
#include "harness/peers/packetstream/client.hpp"
#include "harness/peers/packetstream/server.hpp"

namespace wireproof::peers {
namespace {

constexpr std::string_view kFloCapabilities[] = {"flo.kv", "flo.queue", "flo.stream", "flo.action", "flo.worker"};

constexpr std::string_view kFibpCapabilities[] = {
    "fibp.auth", "fibp.admin", "fibp.acl", "fibp.continuation", "fibp.leader_hint"};

constexpr std::string_view kPacketstreamCapabilities[] = {"packetstream.service", "packetstream.erq"};
constexpr std::string_view kPacketstreamCapabilities20240412[] = {"packetstream.service"};

constexpr Peer kPeers[] = {
    {.protocol = "fibp",
     .variant = "42",
     .make_server = &fibp::make_server,
     .make_client = &fibp::make_client,
     .client_methods = &fibp::client_methods,
     .capabilities = kFibpCapabilities,
     .make_guarded_server = &fibp::make_guarded_server},
    {.protocol = "flo",
     .variant = "v1-24",
     .make_server = &flo::make_server,
     .make_client = &flo::make_client,
     .client_methods = &flo::client_methods,
     .capabilities = kFloCapabilities},
    {.protocol = "packetstream",
     .variant = "20240630",
     .make_server = &packetstream::make_server,
     .make_client = &packetstream::make_client,
     .client_methods = &packetstream::client_methods,
     .capabilities = kPacketstreamCapabilities},
    {.protocol = "packetstream",
     .variant = "20240412",
     .make_server = &packetstream::make_server_20240412,
     .make_client = &packetstream::make_client_20240412,
     .client_methods = &packetstream::client_methods,
     .capabilities = kPacketstreamCapabilities20240412},
};

}  // namespace

const Peer* find_peer(std::string_view protocol, std::string_view variant) {
    for (const auto& peer : kPeers)
        if (peer.protocol == protocol && (variant.empty() || peer.variant == variant)) return &peer;
    return nullptr;
}

}  // namespace wireproof::peers

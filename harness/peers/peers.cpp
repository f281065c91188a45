#include "harness/peers/peers.hpp"

#include "harness/peers/flo/client.hpp"
#include "harness/peers/flo/server.hpp"

namespace wireproof::peers {
namespace {

constexpr std::string_view kFloCapabilities[] = {"flo.kv", "flo.queue", "flo.stream", "flo.action", "flo.worker"};

constexpr Peer kPeers[] = {
    {.protocol = "flo",
     .variant = "v1-24",
     .make_server = &flo::make_server,
     .make_client = &flo::make_client,
     .client_methods = &flo::client_methods,
     .capabilities = kFloCapabilities},
};

}  // namespace

const Peer* find_peer(std::string_view protocol, std::string_view variant) {
    for (const auto& peer : kPeers)
        if (peer.protocol == protocol && (variant.empty() || peer.variant == variant)) return &peer;
    return nullptr;
}

}  // namespace wireproof::peers

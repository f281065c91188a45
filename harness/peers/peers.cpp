#include "harness/peers/peers.hpp"

#include "harness/peers/fibp/client.hpp"
#include "harness/peers/fibp/server.hpp"
#include "harness/peers/flo/client.hpp"
#include "harness/peers/flo/newer_client.hpp"
#include "harness/peers/flo/server.hpp"
#include "harness/peers/haystack/client.hpp"
#include "harness/peers/haystack/server.hpp"
#include "harness/peers/packetstream/client.hpp"
#include "harness/peers/packetstream/server.hpp"
#include "harness/peers/rrq/handlers.hpp"
#include "harness/peers/rrq/orchestrator.hpp"
#include "harness/peers/rrq/runner.hpp"

namespace wireproof::peers {
namespace {

constexpr std::string_view kFloCapabilities[] = {"flo.kv", "flo.queue", "flo.stream", "flo.action", "flo.worker"};
constexpr std::string_view kNewerFloCapabilities[] = {"flo.v2-32-table"};

constexpr std::string_view kFibpCapabilities[] = {
    "fibp.auth", "fibp.admin", "fibp.acl", "fibp.continuation", "fibp.leader_hint"};

constexpr std::string_view kHaystackCapabilities[] = {"haystack.v2",
                                                      "haystack.zlib",
                                                      "haystack.lzma",
                                                      "haystack.chunked",
                                                      "haystack.push",
                                                      "haystack.auth.token",
                                                      "haystack.auth.scram",
                                                      "haystack.fixture"};
constexpr std::string_view kHaystackCapabilitiesV1[] = {
    "haystack.push", "haystack.auth.token", "haystack.auth.scram", "haystack.fixture"};

template <wireproof::haystack::Version kVersion>
constexpr Peer haystack_peer(std::string_view variant, std::span<const std::string_view> capabilities) {
    return {.protocol = "haystack",
            .variant = variant,
            .make_server = &haystack::make_server<kVersion>,
            .make_client = &haystack::make_client<kVersion>,
            .client_methods = &haystack::client_methods,
            .capabilities = capabilities,
            .make_server_with = &haystack::make_server_with<kVersion>,
            .params_for = &haystack::params_for};
}

constexpr std::string_view kPacketstreamCapabilities[] = {"packetstream.service", "packetstream.erq"};
constexpr std::string_view kPacketstreamCapabilities20240412[] = {"packetstream.service"};

constexpr std::string_view kRrqCapabilities[] = {"rrq.handler.echo",
                                                 "rrq.handler.sleep",
                                                 "rrq.handler.retry",
                                                 "rrq.handler.fail",
                                                 "rrq.handler.null",
                                                 "rrq.handler.big",
                                                 "rrq.handler.noids"};

template <class Version>
constexpr Peer rrq_peer(std::string_view variant) {
    return {.protocol = "rrq",
            .variant = variant,
            .make_server = &rrq::make_runner<Version>,
            .make_client = &rrq::make_orchestrator<Version>,
            .client_methods = &rrq::orchestrator_methods,
            .capabilities = kRrqCapabilities};
}

constexpr Peer kPeers[] = {
    {.protocol = "fibp",
     .variant = "42",
     .make_server = &fibp::make_server,
     .make_client = &fibp::make_client,
     .client_methods = &fibp::client_methods,
     .capabilities = kFibpCapabilities,
     .make_server_with = &fibp::make_server_with,
     .params_for = &fibp::params_for},
    {.protocol = "flo",
     .variant = "v1-24",
     .make_server = &flo::make_server,
     .make_client = &flo::make_client,
     .client_methods = &flo::client_methods,
     .capabilities = kFloCapabilities},
    {.protocol = "flo",
     .variant = "v2-32-table",
     .make_server = nullptr,
     .make_client = &flo::make_newer_client,
     .client_methods = &flo::newer_client_methods,
     .capabilities = kNewerFloCapabilities},
    haystack_peer<wireproof::haystack::Version::v2>("v2", kHaystackCapabilities),
    haystack_peer<wireproof::haystack::Version::v1>("v1", kHaystackCapabilitiesV1),
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
    rrq_peer<wireproof::rrq::V1>("v1"),
    rrq_peer<wireproof::rrq::V2a>("v2a"),
    rrq_peer<wireproof::rrq::V2b>("v2b"),
};

}  // namespace

const Peer* find_peer(std::string_view protocol, std::string_view variant) {
    for (const auto& peer : kPeers)
        if (peer.protocol == protocol && (variant.empty() || peer.variant == variant)) return &peer;
    return nullptr;
}

}  // namespace wireproof::peers

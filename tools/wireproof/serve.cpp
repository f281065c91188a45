// wireproof serve P: our own server of a protocol on a TCP port.
#include "harness/transport/serve.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "conformance/wire/json.hpp"
#include "harness/peers/peers.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    std::string protocol, variant, listen = "127.0.0.1:0", misbehave, api_key;
    std::vector<std::string> params;

    // all_params reads K=V; the error is one that is not of this form.
    [[nodiscard]] std::expected<peers::Params, std::string> all_params() const {
        peers::Params result;
        if (!api_key.empty()) result["api_key"] = api_key;
        for (const auto& param : params) {
            const auto equals = param.find('=');
            if (equals == std::string::npos) return std::unexpected(param + ": expected NAME=VALUE");
            result[param.substr(0, equals)] = param.substr(equals + 1);
        }
        return result;
    }
};

std::expected<std::unique_ptr<peers::Server>, std::string> make_server(const peers::Peer& peer,
                                                                       const Options& options,
                                                                       const peers::Misbehaviour& misbehaviour) {
    const auto params = options.all_params();
    if (!params) return std::unexpected(params.error());
    if (params->empty()) return peer.make_server(misbehaviour);
    if (peer.make_server_with == nullptr)
        return std::unexpected(fmt::format("{} knows no parameters", options.protocol));
    return peer.make_server_with(misbehaviour, *params);
}

int serve(const Options& options) {
    const auto* const peer = peers::find_peer(options.protocol, options.variant);
    if (peer == nullptr) {
        fmt::print(stderr,
                   "wireproof serve: no server of {}{}\n",
                   options.protocol,
                   options.variant.empty() ? "" : ", variant " + options.variant);
        return kUsage;
    }
    const auto address = transport::parse_address(options.listen);
    if (!address) {
        fmt::print(stderr, "wireproof serve: --listen {}: expected HOST:PORT\n", options.listen);
        return kUsage;
    }
    peers::Misbehaviour misbehaviour;
    if (!options.misbehave.empty()) {
        const auto parsed = peers::Misbehaviour::parse(options.misbehave, true);
        if (!parsed) {
            fmt::print(
                stderr, "wireproof serve: --misbehave: {} (wireproof serve --help lists them)\n", parsed.error());
            return kUsage;
        }
        misbehaviour = *parsed;
    }
    auto server = make_server(*peer, options, misbehaviour);
    if (!server) {
        fmt::print(stderr, "wireproof serve: --param: {}\n", server.error());
        return kUsage;
    }
    std::signal(SIGPIPE, SIG_IGN);
    const auto served = transport::serve(std::move(*server), address->first, address->second, [&](std::uint16_t port) {
        fmt::print("{}\n", Json{{"op", "ready"}, {"host", address->first}, {"port", port}}.dump());
        std::fflush(stdout);
    });
    if (served) return kAsExpected;
    fmt::print(stderr, "wireproof serve: cannot listen: {}\n", served.error());
    return kNotStarted;
}

}  // namespace

std::string switches_help(bool for_server) {
    std::string text = "Switches of --misbehave (SWITCH@n: only the n-th time):\n";
    for (const auto& info : peers::switches())
        if (for_server ? info.server : info.client) text += fmt::format("  {:<20} {}\n", info.name, info.what);
    return text;
}

void add_serve(CLI::App& tool, Run& run) {
    auto* const command =
        tool.add_subcommand("serve", "Run our own server of a protocol; prints its port as a line of JSON");
    const auto options = std::make_shared<Options>();
    command->add_option("protocol", options->protocol, "the protocol")->required();
    command->add_option("--listen", options->listen, "HOST:PORT; port 0 takes a free one")->capture_default_str();
    command->add_option("--variant", options->variant, "variant of the protocol; default: its first");
    command->add_option("--misbehave", options->misbehave, "SWITCH[@n]: do one thing wrong on purpose");
    command->add_option(
        "--param", options->params, "NAME=VALUE of the server, repeatable; a wrong one is answered by those there are");
    command->add_option(
        "--api-key", options->api_key, "the same as --param api_key=KEY: ask for API keys; this one may do everything");
    command->footer(switches_help(true) +
                    "Examples:\n"
                    "  wireproof serve flo --listen 127.0.0.1:9000\n"
                    "  wireproof serve flo --misbehave bad-checksum@2    only the second answer is damaged");
    command->callback([&run, options] { run = [options] { return serve(*options); }; });
}

}  // namespace wireproof::cli

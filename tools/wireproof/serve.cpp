// wireproof serve P: our own server of a protocol on a TCP port or Unix socket.
#include "harness/transport/serve.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "conformance/wire/json.hpp"
#include "harness/peers/peers.hpp"
#include "harness/transport/tls_authority.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    std::string protocol, variant, listen = "127.0.0.1:0", misbehave, api_key;
    bool tls = false;
    transport::TlsFiles files;
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

// Without files of the user's a certificate is made, whose authority the ready line names.
struct Tls {
    std::unique_ptr<transport::TlsAuthority> made;
    std::shared_ptr<transport::TlsContext> context;
};

std::expected<Tls, std::string> tls_of(const Options& options) {
    Tls tls;
    if (!options.tls) return tls;
    auto files = options.files;
    if (files.cert.empty()) {
        auto authority = transport::TlsAuthority::make();
        if (!authority) return std::unexpected(authority.error());
        tls.made = std::make_unique<transport::TlsAuthority>(std::move(*authority));
        files.cert = tls.made->server().cert;
        files.key = tls.made->server().key;
    }
    auto context = transport::TlsContext::for_server(files, !files.ca.empty());
    if (!context) return std::unexpected(context.error());
    tls.context = std::move(*context);
    return tls;
}

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
    if (peer == nullptr || peer->make_server == nullptr) {
        fmt::print(stderr,
                   "wireproof serve: no server of {}{}\n",
                   options.protocol,
                   options.variant.empty() ? "" : ", variant " + options.variant);
        return kUsage;
    }
    const auto address = transport::Address::parse(options.listen);
    if (!address) {
        fmt::print(stderr, "wireproof serve: --listen {}: expected HOST:PORT or unix:PATH\n", options.listen);
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
    const auto tls = tls_of(options);
    if (!tls) {
        fmt::print(stderr, "wireproof serve: --tls: {}\n", tls.error());
        return kUsage;
    }
    const auto served = transport::serve(std::move(*server), *address, tls->context, [&](std::uint16_t port) {
        Json ready = {{"op", "ready"}, {"host", address->host}, {"port", port}};
        if (tls->made) ready["ca_file"] = tls->made->ca();
        fmt::print("{}\n", ready.dump());
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
    command->add_option("--listen", options->listen, "HOST:PORT or unix:PATH; port 0 takes a free one")
        ->capture_default_str();
    command->add_flag("--tls", options->tls, "TLS 1.2 or newer; without --cert by a certificate made for this run");
    command->add_option("--cert", options->files.cert, "our certificate")->option_text("FILE");
    command->add_option("--key", options->files.key, "its key")->option_text("FILE");
    command->add_option("--ca", options->files.ca, "ask clients for a certificate, signed by this authority")
        ->option_text("FILE");
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

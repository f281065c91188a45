// wireproof driver P: our own client of a protocol behind the driver protocol.
#include <fmt/format.h>

#include <memory>

#include "harness/peers/peers.hpp"
#include "harness/transport/driver_loop.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    std::string protocol, variant, misbehave;
};

int drive(const Options& options) {
    const auto* const peer = peers::find_peer(options.protocol, options.variant);
    if (peer == nullptr) {
        fmt::print(stderr,
                   "wireproof driver: no client of {}{}\n",
                   options.protocol,
                   options.variant.empty() ? "" : ", variant " + options.variant);
        return kUsage;
    }
    peers::Misbehaviour misbehaviour;
    if (!options.misbehave.empty()) {
        const auto parsed = peers::Misbehaviour::parse(options.misbehave, false);
        if (!parsed) {
            fmt::print(
                stderr, "wireproof driver: --misbehave: {} (wireproof driver --help lists them)\n", parsed.error());
            return kUsage;
        }
        misbehaviour = *parsed;
    }
    const transport::DriverInfo info{.protocol = std::string(peer->protocol),
                                     .variant = std::string(peer->variant),
                                     .version = WIREPROOF_VERSION,
                                     .methods = peer->client_methods(),
                                     .capabilities = {peer->capabilities.begin(), peer->capabilities.end()},
                                     .make_client = [&] { return peer->make_client(misbehaviour); }};
    return transport::drive(info) ? kAsExpected : kNews;
}

}  // namespace

void add_driver(CLI::App& tool, Run& run) {
    auto* const command = tool.add_subcommand(
        "driver", "Put our own client of a protocol behind the driver protocol, on stdin and stdout");
    const auto options = std::make_shared<Options>();
    command->add_option("protocol", options->protocol, "the protocol")->required();
    command->add_option("--variant", options->variant, "variant of the protocol; default: its first");
    command->add_option("--misbehave", options->misbehave, "SWITCH[@n]: do one thing wrong on purpose");
    command->footer(
        switches_help(false) +
        "Examples:\n"
        "  wireproof driver flo                                                     by hand: JSON lines in and out\n"
        "  wireproof replay --sdk 'wireproof driver flo'\n"
        "  wireproof replay --sdk 'wireproof driver flo --misbehave stale-answer'    see who notices");
    command->callback([&run, options] { run = [options] { return drive(*options); }; });
}

}  // namespace wireproof::cli

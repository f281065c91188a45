// wireproof record: a proxy that turns what a real client and a real server say to each other into a session script.
#include "harness/transport/record.hpp"

#include <fmt/format.h>

#include <csignal>
#include <fstream>
#include <random>

#include "conformance/suite/lint.hpp"
#include "harness/session/relax.hpp"
#include "harness/transport/replay.hpp"
#include "harness/transport/serve.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/run.hpp"

namespace wireproof::cli {
namespace {

using session::Recording;

struct Options {
    std::string protocol;  // P[:VARIANT]
    std::string listen = "127.0.0.1:0", server, as = "client", title = "recorded", spec, data;
    std::filesystem::path out;
    std::vector<std::string> fresh;
    std::optional<unsigned> connections;
    std::optional<double> seconds;
    bool no_check = false, quiet = false;
};

// The rule that a recording is about is for a person to say; until then it is the first one.
std::expected<std::string, std::string> rule_of(const Options& options,
                                                const suite::DataFolder& data,
                                                const Protocol& protocol) {
    const auto rules = suite::load_rules(data, std::string(protocol.name));
    if (!rules || rules->empty()) return std::unexpected(fmt::format("{} has no rules to cite", protocol.name));
    const auto number = options.spec.empty() ? rules->begin()->first : suite::rule_number(options.spec);
    if (!rules->contains(number)) return std::unexpected(fmt::format("--spec {}: no such rule", options.spec));
    return fmt::format("{} §{}", protocol.name, number);
}

class Record {
public:
    Record(const Options& options, suite::DataFolder data, Wanted wanted)
        : options_(options),
          data_(std::move(data)),
          protocol_(*wanted.protocol),
          variant_(wanted.variant != nullptr ? *wanted.variant : protocol_.variants.front()),
          recorder_(protocol_, variant_, std::chrono::system_clock::now()) {}

    int run() {
        const auto rule = rule_of(options_, data_, protocol_);
        if (!rule) return complain(rule.error());
        auto server = start_server(options_.server, data_);
        if (!server) return server.error().usage ? complain(server.error().what) : not_started(server.error().what);
        if (server->address.empty())
            return not_started(fmt::format("{} is not installed: {}", server->peer.name, server->peer.not_installed));
        server_ = server->address;
        if (const int exit = listen(); exit != kAsExpected) return exit;
        auto recording = recorder_.recording({.id = session::fresh_id(protocol_, std::random_device{}()),
                                              .title = options_.title,
                                              .spec = *rule,
                                              .plays = options_.as == "client" ? Side::client : Side::server,
                                              .fresh = {options_.fresh.begin(), options_.fresh.end()}});
        if (recording.frames + recording.raw == 0) {
            fmt::print(stderr, "wireproof: nothing went through: there is nothing to write\n");
            return kNothingRun;
        }
        return options_.as == "client" && !options_.no_check ? check(recording) : keep(recording);
    }

private:
    static constexpr int kMostRounds = 64;  // of relaxing one field after another

    static int not_started(const std::string& why) {
        fmt::print(stderr, "wireproof: {}\n", why);
        return kNotStarted;
    }

    int listen() {
        transport::RecordOptions how{
            .listen = options_.listen, .server = server_, .connections = options_.connections, .most = std::nullopt};
        if (options_.seconds) how.most = std::chrono::milliseconds(static_cast<std::int64_t>(*options_.seconds * 1000));
        std::signal(SIGPIPE, SIG_IGN);
        const auto host = transport::Address::parse(options_.listen)->host;
        const auto done = transport::record(recorder_, how, [&](std::uint16_t port) {
            fmt::print("{}\n", Json{{"op", "ready"}, {"host", host}, {"port", port}}.dump());
            std::fflush(stdout);
        });
        return done ? kAsExpected : not_started(done.error());
    }

    [[nodiscard]] bool write(const Recording& recording) const {
        std::ofstream out(options_.out);
        out << recording.script.dump(2) << '\n';
        out.close();
        if (!out) complain(fmt::format("cannot write {}", options_.out.string()));
        return static_cast<bool>(out);
    }

    int keep(const Recording& recording) const {
        if (!write(recording)) return kUsage;
        say(recording);
        return kAsExpected;
    }

    void say(const Recording& recording) const {
        if (options_.quiet) return;
        fmt::print(stderr,
                   "{}: {}, {} frames{}\n",
                   options_.out.string(),
                   recording.script["id"].get<std::string>(),
                   recording.frames,
                   recording.raw == 0 ? "" : fmt::format(", {} runs of bytes that are none", recording.raw));
        for (const auto& [name, value] : recording.params)
            fmt::print(stderr, "what was sent as `{0}` is a secret: replay with --param {0}=…\n", name);
    }

    // Plays the recording against the server it was made with. What differs is what the server makes anew each time.
    int check(Recording& recording) const {
        for (int round = 0; round < kMostRounds; ++round) {
            if (!write(recording)) return kUsage;
            const auto result = play(recording);
            if (!result) return complain(result.error());
            if (result->verdict == Verdict::pass) {
                say(recording);
                return kAsExpected;
            }
            const auto relaxed = session::relax(recording.script, variant_, *result);
            if (!relaxed) {
                say(recording);
                fmt::print(
                    stderr,
                    "wireproof: played again, it fails at {}\n"
                    "The server may remember what was done before: start it anew, or name with --fresh what has to be "
                    "another in every run.\n",
                    relaxed.error());
                return kNews;
            }
            if (!options_.quiet) fmt::print(stderr, "{}\n", *relaxed);
        }
        return kNews;
    }

    [[nodiscard]] std::expected<session::Result, std::string> play(const Recording& recording) const {
        const auto library = session::Library::open(data_.root);
        if (!library) return std::unexpected(library.error().text());
        const auto shared = library->shared_vars(protocol_);
        if (!shared) return std::unexpected(shared.error().front().text());
        const auto scripts = library->load(options_.out, *shared);
        if (!scripts) return std::unexpected(scripts.error().front().text());
        const auto preludes = library->preludes(protocol_);
        if (!preludes) return std::unexpected(preludes.error().front().text());
        const auto& script = scripts->front();
        std::vector<transport::Task> tasks(1,
                                           {.script = &script,
                                            .one = &script.cases.front(),
                                            .preludes = &*preludes,
                                            .id = script.id,
                                            .server = server_});
        const transport::ReplayOptions how{.seed = std::random_device{}(),
                                           .deadline = std::nullopt,
                                           .params = {recording.params.begin(), recording.params.end()},
                                           .capabilities = std::nullopt,
                                           .without = {}};
        session::Result result;
        const auto run = transport::replay(
            tasks, how, [&](const transport::Task&, const transport::Report& report) { result = report.result; });
        if (run.interrupted) return std::unexpected("interrupted");
        return result;
    }

    const Options& options_;
    suite::DataFolder data_;
    const Protocol& protocol_;
    const Variant& variant_;
    session::Recorder recorder_;
    std::string server_;
};

int record(const Options& options) {
    const auto data = find_data(options.data);
    if (!data) return complain(data.error());
    const auto wanted = parse_protocol(options.protocol);
    if (!wanted) return complain(wanted.error());
    const auto at = transport::Address::parse(options.listen);
    if (!at || at->path()) return complain(fmt::format("--listen {}: expected HOST:PORT", options.listen));
    return Record(options, *data, *wanted).run();
}

}  // namespace

void add_record(CLI::App& tool, Run& run) {
    auto* const command =
        tool.add_subcommand("record", "Turn what a real client and a real server say into a session script");
    const auto options = std::make_shared<Options>();
    command->add_option("protocol", options->protocol, "P[:VARIANT]")->required();
    command->add_option("--listen", options->listen, "where the client is to connect; port 0 takes a free one")
        ->option_text("HOST:PORT")
        ->capture_default_str();
    command->add_option("--server", options->server, "where the server is, or an implementation of `tools/peers list`")
        ->option_text("HOST:PORT|NAME")
        ->required();
    command->add_option("--out", options->out, "the script")->option_text("FILE.json")->required();
    command->add_option("--as", options->as, "the end that the script plays")
        ->check(CLI::IsMember({"client", "server"}))
        ->capture_default_str();
    command->add_option("--connections", options->connections, "end when N connections are over; default: at Ctrl-C")
        ->check(CLI::PositiveNumber);
    command->add_option("--seconds", options->seconds, "end after this time")->check(CLI::PositiveNumber);
    command->add_option(
        "--fresh", options->fresh, "a text of the client that has to be another in every run, such as a queue's name");
    command->add_option("--title", options->title, "of the script")->capture_default_str();
    command->add_option("--spec", options->spec, "the rule it is about; default: the protocol's first");
    command->add_flag("--no-check", options->no_check, "do not play the script against the server at the end");
    command->add_option("--data", options->data, "folder of vectors, schemas and sessions");
    command->add_flag("-q,--quiet", options->quiet, "only what is wrong");
    command->footer(
        "Ids that the server makes are captured and referred to; times and what else it makes anew are only expected "
        "to "
        "be there. At the end the script is played against the server, and fields that differ are relaxed, each with a "
        "note.\n"
        "Examples:\n"
        "  wireproof record flo --server 127.0.0.1:9000 --listen 127.0.0.1:9001 --out kv.json --connections 1\n"
        "  wireproof record packetstream --server packetstream --out echo.json\n"
        "  wireproof record fibp --server 127.0.0.1:5555 --out orders.json --fresh orders\n"
        "Exit codes: 0 recorded and played again, 1 the recording does not pass, 2 usage or input, 3 no server or no "
        "port, 4 nothing went through");
    command->callback([&run, options] { run = [options] { return record(*options); }; });
}

}  // namespace wireproof::cli

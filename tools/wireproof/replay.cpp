// wireproof replay: scripted sessions against a server, an SDK, or our own of both.
#include "harness/transport/replay.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "harness/peers/peers.hpp"
#include "harness/session/lint.hpp"
#include "harness/session/script.hpp"
#include "harness/transport/serve.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/data.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/options.hpp"
#include "tools/wireproof/replay_report.hpp"

namespace wireproof::cli {
namespace {

using session::Script;

struct Options {
    bool self = false, lint = false;
    ReportOptions report;
    std::string server, sdk, protocol, data, known, split = "none", transport = "tcp";
    std::vector<std::string> only, flags, params, caps, no_caps;
    std::uint64_t seed = 1;
    unsigned jobs = 0, repeat = 1;
    std::int64_t timeout_ms = 0;
};

// Everything that was loaded for one protocol.
struct Loaded {
    const Protocol* protocol;
    std::vector<Script> scripts;
    session::Preludes preludes;
};

int usage(const std::string& message) {
    fmt::print(stderr, "wireproof replay: {}\n", message);
    return kUsage;
}

int complain(const session::ScriptErrors& errors) {
    for (const auto& error : errors) fmt::print(stderr, "{}\n", error.text());
    return kUsage;
}

bool matches(const std::vector<std::string>& globs, const std::string& id) {
    return globs.empty() ||
           std::ranges::any_of(globs, [&](const auto& glob) { return fnmatch(glob.c_str(), id.c_str(), 0) == 0; });
}

std::expected<std::vector<Loaded>, session::ScriptErrors> load(const Options& options) {
    const auto library = session::Library::open(data_folder(options.data));
    if (!library) return std::unexpected(session::ScriptErrors{library.error()});
    std::vector<Loaded> all;
    for (const auto& protocol : protocols()) {
        if (!options.protocol.empty() && options.protocol != protocol.name) continue;
        if (options.protocol.empty() && !std::filesystem::exists(library->folder(protocol))) continue;
        auto scripts = library->load_all(protocol);
        if (!scripts) return std::unexpected(scripts.error());
        auto preludes = library->preludes(protocol);
        if (!preludes) return std::unexpected(preludes.error());
        all.push_back({&protocol, std::move(*scripts), std::move(*preludes)});
    }
    return all;
}

bool selected(const Options& options, const Script& script) {
    if (options.server.empty() && !options.self && script.plays == Side::client) return false;
    if (options.sdk.empty() && !options.self && script.plays == Side::server) return false;
    const bool has_flags = std::ranges::all_of(
        options.flags, [&](const auto& flag) { return std::ranges::find(script.flags, flag) != script.flags.end(); });
    const bool transport =
        script.transports.empty() || std::ranges::find(script.transports, options.transport) != script.transports.end();
    return has_flags && transport;
}

// ---- our own peers as the opposite
// ----------------------------------------------------------------------------------------------------
testee::Command own_driver(const Script& script, const std::string& misbehave) {
    testee::Command command{.words = {std::filesystem::read_symlink("/proc/self/exe").string(),
                                      "driver",
                                      std::string(script.protocol->name),
                                      "--variant",
                                      std::string(script.variant->name)}};
    if (!misbehave.empty()) command.words.insert(command.words.end(), {"--misbehave", misbehave});
    return command;
}

std::expected<transport::Task, std::string> own_task(const Script& script,
                                                     const session::Case& one,
                                                     const std::string& misbehave) {
    const bool server = script.plays == Side::client;
    transport::Task task{.script = &script,
                         .one = &one,
                         .id = misbehave.empty() ? one.id : fmt::format("{}/control({})", one.id, misbehave),
                         .own_server = {},
                         .server = {},
                         .driver = {}};
    const auto* const peer = peers::find_peer(script.protocol->name, script.variant->name);
    if (peer == nullptr)
        return std::unexpected(fmt::format("no peers of {} {}", script.protocol->name, script.variant->name));
    peers::Misbehaviour misbehaviour;
    if (!misbehave.empty()) {
        auto parsed = peers::Misbehaviour::parse(misbehave, server);
        if (!parsed) return std::unexpected(fmt::format("{}: falsified_by: {}", script.file.string(), parsed.error()));
        misbehaviour = *parsed;
    }
    if (server) task.own_server = [peer, misbehaviour] { return peer->make_server(misbehaviour); };
    else task.driver = own_driver(script, misbehave);
    return task;
}

std::expected<std::vector<transport::Task>, std::string> tasks_of(const Options& options,
                                                                  const Loaded& loaded,
                                                                  const testee::Peer& peer) {
    std::vector<transport::Task> tasks;
    for (const auto& script : loaded.scripts) {
        if (!selected(options, script)) continue;
        for (const auto& one : script.cases) {
            if (!matches(options.only, one.id)) continue;
            for (unsigned round = 0; round < options.repeat; ++round) {
                if (!options.self) {
                    transport::Task task{
                        .script = &script, .one = &one, .id = one.id, .own_server = {}, .server = {}, .driver = {}};
                    if (script.plays == Side::client) task.server = options.server;
                    else task.driver = peer.command;
                    tasks.push_back(std::move(task));
                    continue;
                }
                auto task = own_task(script, one, "");
                if (!task) return std::unexpected(task.error());
                tasks.push_back(std::move(*task));
            }
            for (const auto& misbehave : script.falsified_by) {
                if (!options.self) break;
                auto control = own_task(script, one, misbehave);
                if (!control) return std::unexpected(control.error());
                // Ours answer at once or not at all, so that a control need not wait as long as a stranger may take.
                control->deadline = std::chrono::seconds(2);
                tasks.push_back(std::move(*control));
            }
        }
    }
    return tasks;
}

// ---- options as the runner takes them
// -------------------------------------------------------------------------------------------------
std::optional<session::Split> split_named(const std::string& name) {
    using session::Split;
    if (name == "none") return Split::none;
    if (name == "bytes") return Split::bytes;
    if (name == "fields") return Split::fields;
    if (name == "random") return Split::random;
    return std::nullopt;
}

std::expected<transport::ReplayOptions, std::string> runner_options(const Options& options, const Loaded& loaded) {
    transport::ReplayOptions how{.preludes = &loaded.preludes,
                                 .seed = options.seed,
                                 .jobs = options.jobs,
                                 .deadline = std::nullopt,
                                 .params = {},
                                 .capabilities = std::nullopt,
                                 .without = {}};
    // Sessions wait most of their time, so our own peers take many at once; a stranger is asked one by one unless the
    // user says otherwise.
    if (how.jobs == 0) how.jobs = options.self ? 16 : 1;
    const auto split = split_named(options.split);
    if (!split)
        return std::unexpected(fmt::format("--split {}: expected none, bytes, fields or random", options.split));
    how.split = *split;
    if (options.timeout_ms > 0) how.deadline = std::chrono::milliseconds(options.timeout_ms);
    for (const auto& param : options.params) {
        const auto equals = param.find('=');
        if (equals == std::string::npos) return std::unexpected(fmt::format("--param {}: expected K=V", param));
        how.params[param.substr(0, equals)] = param.substr(equals + 1);
    }
    if (!options.caps.empty()) how.capabilities = std::set<std::string>(options.caps.begin(), options.caps.end());
    how.without = {options.no_caps.begin(), options.no_caps.end()};
    return how;
}

std::string check_options(const Options& options) {
    const int opposites = (options.self ? 1 : 0) + (options.server.empty() ? 0 : 1) + (options.sdk.empty() ? 0 : 1) +
                          (options.lint ? 1 : 0);
    if (opposites != 1) return "say one of --self, --server, --sdk, --lint";
    if (!options.server.empty() && !transport::parse_address(options.server))
        return fmt::format("--server {}: expected HOST:PORT", options.server);
    if (options.transport != "tcp") return fmt::format("--transport {}: only tcp is supported yet", options.transport);
    if (!options.protocol.empty() && find_protocol(options.protocol) == nullptr)
        return fmt::format("--protocol {}: no such protocol", options.protocol);
    return {};
}

int lint(const Options& options) {
    const auto errors = session::lint_sessions(
        data_folder(options.data), [](const Script& script, const std::string& misbehave) -> std::string {
            const auto parsed = peers::Misbehaviour::parse(misbehave, script.plays == Side::client);
            return parsed ? "" : parsed.error();
        });
    if (!errors.empty()) return complain(errors);
    fmt::print("the session scripts are in order\n");
    return kAsExpected;
}

std::expected<testee::Peer, std::string> peer_of(const Options& options) {
    testee::Peer peer;
    if (options.self) peer.name = "wireproof";
    if (!options.server.empty()) peer.name = options.server;
    if (options.sdk.empty()) return peer;
    return testee::resolve_peer(options.sdk, testee::Role::driver, peer_roots({data_folder(options.data)}));
}

std::expected<testee::KnownFailures, std::string> known_of(const Options& options, const testee::Peer& peer) {
    const auto file = options.known.empty() ? peer.known : std::filesystem::path(options.known);
    if (file.empty()) return testee::KnownFailures{};
    auto known = testee::KnownFailures::load(file);
    if (known) known->for_sessions(true);
    if (known && !peer.version.empty()) known->for_version(peer.version);
    return known;
}

std::expected<report::Report, std::string> files_of(const Options& options) {
    std::vector<report::Target> targets;
    for (const auto& text : options.report.files) {
        auto target = report::parse_target(text);
        if (!target) return std::unexpected(target.error());
        targets.push_back(std::move(*target));
    }
    return report::Report::open(std::move(targets));
}

std::string opposite_of(const Options& options) {
    if (options.self) return "--self";
    return options.server.empty() ? fmt::format("--sdk '{}'", options.sdk) : fmt::format("--server {}", options.server);
}

// not_installed reports every script as unsupported: nothing was judged, and nobody should take it for green.
int not_installed(ReplayReport& report, const std::vector<transport::Task>& tasks, const testee::Peer& peer) {
    for (const auto& task : tasks) {
        transport::Report unsupported;
        unsupported.result.verdict = Verdict::unsupported;
        unsupported.result.reason = "not-installed: " + peer.not_installed;
        report.add(task, unsupported);
    }
    const char* const ci = std::getenv("CI");
    if (peer.required_in_ci && ci != nullptr && std::string_view(ci) == "true") report.not_started(peer.not_installed);
    return report.finish();
}

int replay(const Options& options) {
    if (const auto wrong = check_options(options); !wrong.empty()) return usage(wrong);
    if (options.lint) return lint(options);
    const auto loaded = load(options);
    if (!loaded) return complain(loaded.error());
    const auto peer = peer_of(options);
    if (!peer) return usage(peer.error());
    auto known = known_of(options, *peer);
    if (!known) return usage(known.error());
    auto files = files_of(options);
    if (!files) return usage(files.error());
    auto shown = options.report;
    shown.whole_run = options.only.empty() && options.flags.empty();
    ReplayReport report(shown, std::move(*files), std::move(*known), opposite_of(options));
    report.begin(*peer, options.seed);
    for (const auto& one : *loaded) {
        if (!peer->protocol.empty() && peer->protocol != one.protocol->name) continue;
        const auto tasks = tasks_of(options, one, *peer);
        if (!tasks) return usage(tasks.error());
        auto how = runner_options(options, one);
        if (!how) return usage(how.error());
        for (const auto& [name, value] : peer->params) how->params.try_emplace(name, value);
        if (!peer->capabilities.empty() && !how->capabilities)
            how->capabilities.emplace(peer->capabilities.begin(), peer->capabilities.end());
        if (!peer->not_installed.empty()) return not_installed(report, *tasks, *peer);
        const auto result = transport::replay(
            *tasks, *how, [&](const transport::Task& task, const transport::Report& done) { report.add(task, done); });
        if (result.not_started) report.not_started(*result.not_started);
        if (result.interrupted) report.interrupted();
        if (result.interrupted || result.not_started) break;
    }
    return report.finish();
}

}  // namespace

void add_replay(CLI::App& tool, Run& run) {
    auto* const command =
        tool.add_subcommand("replay", "Play scripted sessions against a server, an SDK, or our own of both");
    const auto options = std::make_shared<Options>();
    command->add_flag(
        "--self", options->self, "our own server and client, with a negative control for each switch of falsified_by");
    command->add_option("--server", options->server, "HOST:PORT of a running server");
    command->add_option(
        "--sdk", options->sdk, "NAME of tools/implementations, or CMD that puts an SDK behind the driver protocol");
    command->add_flag("--lint", options->lint, "only check the scripts");
    command->add_option("--protocol", options->protocol, "only this protocol");
    command->add_option("--only", options->only, "GLOB of case ids (repeatable)")->allow_extra_args(false);
    command->add_option("--flag", options->flags, "only scripts with this flag (repeatable)")->allow_extra_args(false);
    command->add_option("--level", options->report.level, "what counts for the exit code: must, should, may")
        ->check(CLI::IsMember({"must", "should", "may"}))
        ->capture_default_str();
    command->add_option("--report", options->report.files, "FORMAT=FILE: json, junit, html, tap (repeatable)")
        ->allow_extra_args(false);
    command->add_option("--jobs", options->jobs, "sessions at a time; default: 1, with --self 16");
    command->add_option("--seed", options->seed, "of unique names and random splits")->capture_default_str();
    command->add_option("--timeout-ms", options->timeout_ms, "of every waiting step that names none");
    command->add_option("--transport", options->transport, "tcp")->capture_default_str();
    command->add_option("--repeat", options->repeat, "play each case N times")->capture_default_str();
    command->add_option("--split", options->split, "cut everything we send: bytes, fields, random")
        ->capture_default_str();
    command->add_option("--param", options->params, "K=V, a value of $param (repeatable)")->allow_extra_args(false);
    command
        ->add_option(
            "--cap", options->caps, "a capability the server has; without any, it is taken to have all (repeatable)")
        ->allow_extra_args(false);
    command->add_option("--no-cap", options->no_caps, "a capability the peer lacks (repeatable)")
        ->allow_extra_args(false);
    command->add_option(
        "--trace", options->report.trace_folder, "DIR for the bytes of each session, one JSON file a case");
    command->add_option("--known", options->known, "FILE of known failures; default: the implementation's");
    command->add_option("--today", options->report.today, "YYYY-MM-DD, for known failures with an end");
    command->add_option("--color", options->report.colour, "auto, always, never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->capture_default_str();
    command->add_flag("--require-all", options->report.require_all, "exit 5 if anything is unsupported");
    command->add_option("--data", options->data, "folder of the suite's data");
    command->add_flag("-v", options->report.verbose, "show every session's traffic");
    command->add_flag("--quiet", options->report.quiet, "only failures and the last line");
    command->footer(
        "Examples:\n"
        "  wireproof replay --self                                     both roles over TCP, and proof that every "
        "script can fail\n"
        "  wireproof replay --protocol flo --server 127.0.0.1:9000     judge a server\n"
        "  wireproof replay --sdk flo-python-0.1.0                     judge an SDK behind its driver\n"
        "  wireproof replay --self --only 'flo-k*' --split bytes -v");
    command->callback([&run, options] { run = [options] { return replay(*options); }; });
}

}  // namespace wireproof::cli

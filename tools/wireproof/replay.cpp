// wireproof replay: scripted sessions against a server, an SDK, or our own of both.
#include "harness/transport/replay.hpp"

#include <fmt/format.h>

#include <fstream>
#include <random>

#include "harness/peers/peers.hpp"
#include "harness/session/lint.hpp"
#include "harness/session/pcapng.hpp"
#include "harness/session/script.hpp"
#include "harness/session/ws_frames.hpp"
#include "harness/transport/net.hpp"
#include "harness/transport/serve.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/run.hpp"
#include "tools/wireproof/session_event.hpp"

namespace wireproof::cli {
namespace {

using session::Script;
using transport::Transport;

struct Options : RunOptions {
    bool self = false, lint = false;
    std::string server, sdk, split = "none", transport, trace_folder, server_name;
    transport::TlsFiles tls;
    std::vector<std::string> params, caps, no_caps;
    unsigned repeat = 1;
    bool server_is_url = false;
};

// Everything that was loaded for one protocol.
struct Loaded {
    const Protocol* protocol;
    std::vector<Script> scripts;
    session::Preludes preludes;
};

int complain_of(const session::ScriptErrors& errors) {
    for (const auto& error : errors) fmt::print(stderr, "wireproof: {}\n", error.text());
    return kUsage;
}

std::expected<std::vector<Loaded>, session::ScriptErrors> load(const suite::DataFolder& data, const Protocol* wanted) {
    const auto library = session::Library::open(data.root);
    if (!library) return std::unexpected(session::ScriptErrors{library.error()});
    std::vector<Loaded> all;
    for (const auto& protocol : protocols()) {
        if (wanted != nullptr ? wanted != &protocol : !std::filesystem::exists(library->folder(protocol))) continue;
        auto scripts = library->load_all(protocol);
        if (!scripts) return std::unexpected(scripts.error());
        auto preludes = library->preludes(protocol);
        if (!preludes) return std::unexpected(preludes.error());
        all.push_back({&protocol, std::move(*scripts), std::move(*preludes)});
    }
    return all;
}

// has_opposite: whether there is somebody to play the script against.
bool has_opposite(const Options& options, const Script& script) {
    return options.self || !(script.plays == Side::client ? options.server : options.sdk).empty();
}

bool selected(const Options& options, const Wanted& wanted, const Script& script) {
    if (wanted.variant != nullptr && wanted.variant != script.variant) return false;
    if (!has_opposite(options, script)) return false;
    if (options.server_is_url && !session::over_websocket(*script.variant)) return false;
    return options.wants_flags(script.flags);
}

// suits: whether a script makes sense over a transport. What runs over a stream of bytes does over the pipe.
bool suits(const Script& script, Transport transport) {
    const auto lists = [&](std::string_view name) {
        return std::ranges::find(script.transports, name) != script.transports.end();
    };
    const bool plain = lists("tcp") || lists("ws");
    if (transport == Transport::pipe) return plain || lists("pipe");
    if (script.virtual_clock) return false;
    switch (transport) {
        case Transport::tcp: return plain;
        case Transport::tls: return lists("tls") || lists("wss");
        default: return lists(name_of(transport));
    }
}

// transports_of is what a script is played over: what the user says, else TCP, and with our own peers the pipe, too.
std::vector<Transport> transports_of(const Options& options, const Script& script) {
    std::vector<Transport> all = {Transport::tcp};
    if (options.self) all.push_back(Transport::pipe);
    if (options.server.starts_with("unix:")) all = {Transport::unix_socket};
    if (!options.transport.empty()) all = {*transport::transport_named(options.transport)};
    std::erase_if(all, [&](Transport one) { return !suits(script, one); });
    return all;
}

// ---- our own peers as the opposite --------------------------------------------------------------------------------
// own_peer: of the script's variant, or for a script about an SDK of another variant, of the one that it needs.
const peers::Peer* own_peer(const Script& script) {
    const auto prefix = fmt::format("{}.", script.protocol->name);
    for (const auto& need : script.needs)
        if (script.plays == Side::server && need.starts_with(prefix))
            if (const auto* const other = peers::find_peer(script.protocol->name, need.substr(prefix.size())))
                return other;
    return peers::find_peer(script.protocol->name, script.variant->name);
}

testee::Command own_driver(const Script& script, const peers::Peer& peer, const std::string& misbehave) {
    testee::Command command{.words = {std::filesystem::read_symlink("/proc/self/exe").string(),
                                      "driver",
                                      std::string(script.protocol->name),
                                      "--variant",
                                      std::string(peer.variant)}};
    if (!misbehave.empty()) command.words.insert(command.words.end(), {"--misbehave", misbehave});
    return command;
}

std::expected<transport::Task, std::string> own_task(transport::Task task, const std::string& misbehave) {
    const auto& script = *task.script;
    const bool server = script.plays == Side::client;
    if (!misbehave.empty()) task.id += fmt::format("/control({})", misbehave);
    task.control = !misbehave.empty();
    const auto* const peer = own_peer(script);
    if (peer == nullptr)
        return std::unexpected(fmt::format("no peers of {} {}", script.protocol->name, script.variant->name));
    peers::Misbehaviour misbehaviour;
    if (!misbehave.empty()) {
        auto parsed = peers::Misbehaviour::parse(misbehave, server);
        if (!parsed) return std::unexpected(fmt::format("{}: falsified_by: {}", script.file.string(), parsed.error()));
        misbehaviour = *parsed;
    }
    const auto params = peer->params_for == nullptr ? peers::Params() : peer->params_for(script.needs);
    task.params.insert(params.begin(), params.end());
    if (server && params.empty()) task.own.server = [=] { return peer->make_server(misbehaviour); };
    else if (server) task.own.server = [=] { return *peer->make_server_with(misbehaviour, params); };
    else if (task.transport == Transport::pipe) task.own.client = [=] { return peer->make_client(misbehaviour); };
    else task.driver = own_driver(script, *peer, misbehave);
    return task;
}

// Whom strangers' scripts meet: an SDK, or a server at an address.
struct Judged {
    const testee::Peer& peer;
    const std::string& address;
};

// add_own adds what --self does with a case: once over each transport, and the controls over the pipe alone. They show
// that a script can fail, which neither the transport changes nor how it is cut.
std::string add_own(const Options& options, const transport::Task& plain, std::vector<transport::Task>& tasks) {
    const auto transports = transports_of(options, *plain.script);
    std::vector<std::pair<Transport, std::string>> all;
    for (unsigned round = 0; round < options.repeat; ++round)
        for (const auto transport : transports) all.emplace_back(transport, "");
    const bool controls = options.split == "none" && std::ranges::find(transports, Transport::pipe) != transports.end();
    if (controls)
        for (const auto& misbehave : plain.script->falsified_by) all.emplace_back(Transport::pipe, misbehave);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto task = plain;
        task.transport = all[i].first;
        task.round = all[i].second.empty() ? static_cast<unsigned>(i / transports.size()) : 0;
        auto own = own_task(std::move(task), all[i].second);
        if (!own) return own.error();
        tasks.push_back(std::move(*own));
    }
    return {};
}

void add_strangers(const Options& options,
                   const transport::Task& plain,
                   const Judged& judged,
                   std::vector<transport::Task>& tasks) {
    for (const auto transport : transports_of(options, *plain.script))
        for (unsigned round = 0; round < options.repeat; ++round) {
            auto task = plain;
            task.transport = transport;
            task.round = round;
            if (task.script->plays == Side::client) task.server = judged.address;
            else task.driver = judged.peer.command;
            tasks.push_back(std::move(task));
        }
}

// add_tasks: what is wrong with a script, if anything is.
std::string add_tasks(const Options& options,
                      const Wanted& wanted,
                      const Loaded& loaded,
                      const Judged& judged,
                      std::vector<transport::Task>& tasks) {
    for (const auto& script : loaded.scripts) {
        if (!selected(options, wanted, script)) continue;
        for (const auto& one : script.cases) {
            if (!options.wants_id(one.id)) continue;
            const transport::Task plain{.script = &script, .one = &one, .preludes = &loaded.preludes, .id = one.id};
            if (!options.self) {
                add_strangers(options, plain, judged, tasks);
                continue;
            }
            if (auto wrong = add_own(options, plain, tasks); !wrong.empty()) return wrong;
        }
    }
    return {};
}

// ---- options as the runner takes them -----------------------------------------------------------------------------
std::optional<session::Split> split_named(const std::string& name) {
    using session::Split;
    if (name == "none") return Split::none;
    if (name == "bytes") return Split::bytes;
    if (name == "fields") return Split::fields;
    if (name == "random") return Split::random;
    return std::nullopt;
}

std::expected<transport::ReplayOptions, std::string> runner_options(const Options& options) {
    transport::ReplayOptions how{.seed = options.seed,
                                 .jobs = static_cast<unsigned>(options.jobs),
                                 .deadline = std::nullopt,
                                 .params = {},
                                 .capabilities = std::nullopt,
                                 .without = {}};
    // Sessions wait most of their time, so our own peers take many at once; a stranger is asked one by one unless the
    // user says otherwise. TLS handshakes are work: of many at once some miss the time limits of their scripts.
    if (how.jobs == 0) how.jobs = !options.self ? 1 : options.transport == "tls" ? 16 : 64;
    const auto split = split_named(options.split);
    if (!split)
        return std::unexpected(fmt::format("--split {}: expected none, bytes, fields or random", options.split));
    how.split = *split;
    how.tls = options.tls;
    how.server_name = options.server_name;
    how.trace_passes = options.verbose || !options.trace_folder.empty();
    if (options.timeout_ms) how.deadline = std::chrono::milliseconds(*options.timeout_ms);
    auto params = parse_params(options.params);
    if (!params) return std::unexpected(params.error());
    how.params = std::move(*params);
    if (!options.caps.empty()) how.capabilities = std::set<std::string>(options.caps.begin(), options.caps.end());
    how.without = {options.no_caps.begin(), options.no_caps.end()};
    how.keep_traffic = !options.trace_folder.empty();
    return how;
}

// take_url reads from `--server wss://HOST:PORT/PATH` what --transport and --param path say otherwise.
std::string take_url(Options& options) {
    const auto parsed = parse_server_url(options.server);
    if (!parsed) return parsed.error();
    const auto& url = *parsed;
    if (!url) return {};
    const std::string needed = url->secure ? "tls" : "tcp";
    if (!options.transport.empty() && options.transport != needed)
        return fmt::format("--transport {}: --server {} is none", options.transport, options.server);
    options.server_is_url = true;
    options.transport = needed;
    if (!url->path.empty()) options.params.insert(options.params.begin(), "path=" + url->path);
    return {};
}

std::string check_options(const Options& options) {
    const int opposites = (options.self ? 1 : 0) + (options.server.empty() ? 0 : 1) + (options.sdk.empty() ? 0 : 1) +
                          (options.lint ? 1 : 0);
    if (opposites != 1) return "say one of --self, --server, --sdk, --lint";
    const auto transport = transport::transport_named(options.transport);
    if (!options.transport.empty() && !transport)
        return fmt::format("--transport {}: expected tcp, tls, unix or pipe", options.transport);
    if (!options.server.empty() && transport &&
        (transport == Transport::unix_socket) != options.server.starts_with("unix:"))
        return fmt::format("--transport {}: --server {} is none", options.transport, options.server);
    if (auto wrong = check_tls(options.tls); !wrong.empty()) return wrong;
    if (transport == Transport::pipe && !options.self) return "--transport pipe: only --self has it";
    return {};
}

int lint(const suite::DataFolder& data) {
    const auto errors =
        session::lint_sessions(data.root, [](const Script& script, const std::string& misbehave) -> std::string {
            const auto parsed = peers::Misbehaviour::parse(misbehave, script.plays == Side::client);
            return parsed ? "" : parsed.error();
        });
    if (!errors.empty()) return complain_of(errors);
    fmt::print("the session scripts are in order\n");
    return kAsExpected;
}

std::expected<testee::Peer, std::string> peer_of(const Options& options, const suite::DataFolder& data) {
    testee::Peer peer;
    if (options.self) peer.name = "wireproof";
    if (options.sdk.empty()) return peer;
    return testee::resolve_peer(options.sdk, testee::Role::driver, peer_roots(data));
}

std::string opposite_of(const Options& options) {
    if (options.self) return "--self";
    return options.server.empty() ? fmt::format("--sdk '{}'", options.sdk) : fmt::format("--server {}", options.server);
}

class Replay {
public:
    Replay(const Options& options, suite::DataFolder data, Wanted wanted)
        : options_(options), data_(std::move(data)), wanted_(wanted) {}

    int run() {
        auto loaded = load(data_, wanted_.protocol);
        if (!loaded) return complain_of(loaded.error());
        loaded_ = std::move(*loaded);
        if (const int exit = find_peer(); exit != kAsExpected) return exit;
        if (const auto wrong = select(); !wrong.empty()) return complain(wrong);
        if (tasks_.empty()) {
            fmt::print(stderr, "wireproof: no session script is selected\n");
            return kNothingRun;
        }
        auto run = JudgedRun::open(options_,
                                   data_,
                                   {{"name", peer_.name},
                                    {"version", peer_.version},
                                    {"variant", peer_.variant},
                                    {"language", peer_.language}},
                                   {{"stored", 0}, {"derived", 0}, {"sessions", tasks_.size()}},
                                   {.file = peer_.known, .sessions = true});
        if (!run) return complain(run.error());
        return peer_.not_installed.empty() ? play(*run) : not_installed(*run);
    }

private:
    // find_peer knows who is judged; a server that has to be started runs then.
    int find_peer() {
        if (const auto url = transport::WebSocketUrl::parse(options_.server)) {
            peer_.name = options_.server;
            server_.address = url->address.text();
            return kAsExpected;
        }
        if (!options_.server.empty()) {
            auto server = start_server(options_.server, data_);
            if (!server) {
                complain(server.error().what);
                return server.error().usage ? kUsage : kNotStarted;
            }
            server_ = std::move(*server);
            peer_ = server_.peer;
            return kAsExpected;
        }
        auto peer = peer_of(options_, data_);
        if (!peer) return complain(peer.error());
        peer_ = std::move(*peer);
        return kAsExpected;
    }

    // A server whose peer.json names no capability has none; what an SDK has, its driver says besides.
    void say_capabilities(transport::ReplayOptions& how) const {
        const bool told = !peer_.capabilities.empty() || (!options_.server.empty() && !peer_.protocol.empty());
        if (told && !how.capabilities) how.capabilities.emplace(peer_.capabilities.begin(), peer_.capabilities.end());
    }

    // select turns scripts into tasks; the answer is what is wrong with the options or a script, if anything is.
    std::string select() {
        for (const auto& one : loaded_) {
            if (!peer_.protocol.empty() && peer_.protocol != one.protocol->name) continue;
            if (auto wrong = add_tasks(options_, wanted_of(one), one, {peer_, server_.address}, tasks_); !wrong.empty())
                return wrong;
        }
        auto how = runner_options(options_);
        if (!how) return how.error();
        how_ = std::move(*how);
        for (const auto& [name, value] : peer_.params) how_.params.try_emplace(name, value);
        say_capabilities(how_);
        return {};
    }

    // A server speaks one variant and cannot say so; its peer.json does.
    [[nodiscard]] Wanted wanted_of(const Loaded& loaded) const {
        auto wanted = wanted_;
        if (!options_.server.empty() && wanted.variant == nullptr && !peer_.variant.empty())
            wanted.variant = loaded.protocol->variant(peer_.variant);
        return wanted;
    }

    // What is known of an implementation that is both server and SDK is about scripts of both roles.
    void leave_aside(JudgedRun& run) const {
        for (const auto& loaded : loaded_)
            for (const auto& script : loaded.scripts)
                for (const auto& one : script.cases)
                    if (!has_opposite(options_, script)) std::ignore = run.judge(one.id, Verdict::not_run);
    }

    int play(JudgedRun& run) const {
        if (!options_.server.empty() && !options_.quiet && !options_.writes_to_stdout())
            fmt::print("seed {}\n", options_.seed);
        leave_aside(run);
        const auto result = transport::replay(
            tasks_, how_, [&](const transport::Task& task, const transport::Report& done) { add(run, task, done); });
        if (result.interrupted) run.interrupt();
        if (result.not_started) fmt::print(stderr, "wireproof: {}\n", *result.not_started);
        return run.finish(result.not_started.has_value());
    }

    // Every script is reported as unsupported: nothing was judged, and nobody should take it for green.
    int not_installed(JudgedRun& run) const {
        transport::Report report;
        report.result.verdict = Verdict::unsupported;
        report.result.reason = "not-installed: " + peer_.not_installed;
        for (const auto& task : tasks_) add(run, task, report);
        return finish_not_installed(run, peer_);
    }

    void add(JudgedRun& run, const transport::Task& task, const transport::Report& report) const {
        auto result = task.control ? judged_as_control(report.result) : report.result;
        const auto judged = run.judge(task.id, result.verdict);
        result.verdict = judged.verdict;
        auto event = session_event(task, report, result, options_.verbose);
        event["known"] = known_json(judged);
        event["reproduce"] = fmt::format("wireproof replay --only '{}' {} --transport {}{}{}",
                                         task.one->id,
                                         opposite_of(options_),
                                         name_of(task.transport),
                                         tls_words(),
                                         options_.self ? "" : fmt::format(" --seed {}", options_.seed));
        write_trace(task, report.result.trace);
        if (const auto file = write_pcapng(task, report.traffic, result); !file.empty()) event["pcapng"] = file;
        progress(event);
        if (!report.stderr_tail.empty())
            run.add_peer({{"event", "peer"}, {"what", "stderr"}, {"text", report.stderr_tail}});
        run.add(std::move(event), suite::level_named(task.script->level).value_or(suite::Level::must));
    }

    // What was said about TLS, to be said again.
    [[nodiscard]] std::string tls_words() const {
        std::string words;
        for (const auto& [option, value] : {std::pair{"--ca", &options_.tls.ca},
                                            {"--cert", &options_.tls.cert},
                                            {"--key", &options_.tls.key},
                                            {"--server-name", &options_.server_name}})
            if (!value->empty()) words += fmt::format(" {} {}", option, *value);
        return words;
    }

    // The line a case gets while others still run; what went wrong is explained at the end.
    void progress(const Json& event) const {
        if (options_.quiet || options_.writes_to_stdout()) return;
        if (event["verdict"] == name_of(Verdict::not_run)) return;  // all for one reason, which is told once
        fmt::print("{:<15} {:<28} {}\n",
                   event["verdict"].get<std::string>(),
                   event["id"].get<std::string>(),
                   event["title"].get<std::string>());
        std::fflush(stdout);
    }

    void write_trace(const transport::Task& task, const session::Trace& trace) const {
        if (options_.trace_folder.empty()) return;
        std::ofstream out(trace_file(task, ".json"));
        for (const auto& entry : trace) out << to_json(entry).dump() << '\n';
    }

    // What did not pass can be looked at in Wireshark, with -v all; empty if nothing was written.
    [[nodiscard]] std::string write_pcapng(const transport::Task& task,
                                           const session::Traffic& traffic,
                                           const session::Result& result) const {
        const bool wanted = result.verdict != Verdict::pass || options_.verbose;
        if (options_.trace_folder.empty() || !wanted || traffic.events().empty()) return {};
        const auto file = trace_file(task, ".pcapng");
        const auto comment = fmt::format("{}: {}{}{}{}{}",
                                         task.id,
                                         name_of(result.verdict),
                                         result.where.empty() ? "" : ", ",
                                         result.where,
                                         result.reason.empty() ? "" : ": ",
                                         result.reason);
        const auto bytes = session::pcapng_of(traffic, comment);
        std::ofstream out(file, std::ios::binary);
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        if (out.flush()) return file.string();
        fmt::print(stderr, "wireproof: cannot write {}\n", file.string());
        return {};
    }

    // A case may be played over several transports, and several times.
    [[nodiscard]] std::filesystem::path trace_file(const transport::Task& task, const char* ending) const {
        auto name = fmt::format("{}.{}", task.id, name_of(task.transport));
        if (task.round > 0) name += fmt::format(".{}", task.round + 1);
        std::ranges::replace(name, '/', '_');
        return std::filesystem::path(options_.trace_folder) / (name + ending);
    }

    const Options& options_;
    suite::DataFolder data_;
    Wanted wanted_;
    testee::Peer peer_;
    ServerUnderTest server_;
    std::vector<Loaded> loaded_;
    std::vector<transport::Task> tasks_;
    transport::ReplayOptions how_;
};

int replay(Options options) {
    if (const auto wrong = take_url(options); !wrong.empty()) return complain(wrong);
    if (const auto wrong = check_options(options); !wrong.empty()) return complain(wrong);
    const auto data = find_data(options.data);
    if (!data) return complain(data.error());
    if (options.lint) return lint(*data);
    const auto wanted = parse_protocol(options.protocol);
    if (!wanted) return complain(wanted.error());
    if (!options.trace_folder.empty()) {
        std::error_code error;
        std::filesystem::create_directories(options.trace_folder, error);
        if (error) return complain(fmt::format("--trace {}: {}", options.trace_folder, error.message()));
    }
    return Replay(options, *data, *wanted).run();
}

}  // namespace

void add_replay(CLI::App& tool, Run& run) {
    auto* const command =
        tool.add_subcommand("replay", "Play scripted sessions against a server, an SDK, or our own of both");
    const auto options = std::make_shared<Options>();
    command->add_flag(
        "--self",
        options->self,
        "our own server and client, over TCP and in memory, with a negative control for each switch of falsified_by");
    command->add_option("--server", options->server, "a running server, or an implementation of `tools/peers list`")
        ->option_text("HOST:PORT|unix:PATH|ws://…|wss://…|NAME");
    command
        ->add_option(
            "--sdk",
            options->sdk,
            "an implementation of `tools/peers list`, or a command that puts an SDK behind the driver protocol")
        ->option_text("NAME|CMD");
    command->add_flag("--lint", options->lint, "only check the scripts");
    add_run_options(*command, *options);
    command
        ->add_option(
            "--transport", options->transport, "tcp, tls, unix, or with --self pipe; --self alone plays tcp and pipe")
        ->option_text("T");
    add_tls_options(*command, options->tls, options->server_name);
    command->add_option("--repeat", options->repeat, "play each case N times")->capture_default_str();
    command->add_option("--split", options->split, "cut everything we send: none, bytes, fields, random")
        ->capture_default_str();
    command->add_option("--param", options->params, "a value of $param")->option_text("K=V …");
    command->add_option("--cap", options->caps, "capabilities the server has; without any, it is taken to have all");
    command->add_option("--no-cap", options->no_caps, "capabilities the peer lacks");
    command
        ->add_option(
            "--trace",
            options->trace_folder,
            "for the bytes of each session: ID.TRANSPORT.json (.2 in it the second time), and a pcapng file for "
            "Wireshark of each that did not pass (-v: of all)")
        ->option_text("DIR");
    command->footer(
        "Examples:\n"
        "  wireproof replay --self                                     both roles over TCP, and proof that every "
        "script can fail\n"
        "  wireproof replay --protocol flo --server 127.0.0.1:9000     judge a server\n"
        "  wireproof replay --server wss://127.0.0.1:9000/ws --ca ca.pem   over TLS, by the path /ws\n"
        "  wireproof replay --server rrq-python                        start a real server, judge it, stop it\n"
        "  wireproof replay --sdk flo-python-0.1.0                     judge an SDK behind its driver\n"
        "  wireproof replay --self --only 'flo-k*' --split bytes -v\n"
        "Exit codes: 0 as expected, 1 news, 2 usage or input, 3 peer not started or unreachable, 4 nothing run, 5 "
        "unsupported (--require-all), 130 interrupted");
    command->callback([&run, command, options] {
        // A server that lives on knows the names that the same seed gave before.
        if (!options->server.empty() && command->count("--seed") == 0) options->seed = std::random_device{}();
        run = [options] { return replay(*options); };
    });
}

}  // namespace wireproof::cli

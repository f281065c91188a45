#include "tools/wireproof/run.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>

#include "conformance/report/terminal.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

std::atomic<bool> g_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

extern "C" void interrupt(int) { g_interrupted = true; }

bool use_colour(const std::string& when) { return when == "always" || (when == "auto" && isatty(STDOUT_FILENO) != 0); }

}  // namespace

void watch_interrupts() {
    struct sigaction action{};
    action.sa_handler = &interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second Ctrl-C ends it at once
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

const std::atomic<bool>& interrupted() { return g_interrupted; }

bool RunOptions::wants_id(std::string_view id) const {
    return only.empty() ||
           std::ranges::any_of(only, [&](const std::string& glob) { return testee::glob_match(glob, id); });
}

bool RunOptions::wants_flags(const std::vector<std::string>& of_vector) const {
    return flags.empty() || std::ranges::any_of(flags, [&](const std::string& flag) {
               return std::ranges::find(of_vector, flag) != of_vector.end();
           });
}

bool RunOptions::counts(suite::Level of_case) const {
    return of_case <= suite::level_named(level).value_or(suite::Level::should);
}

void add_run_options(CLI::App& command, RunOptions& options) {
    command.add_option("--protocol", options.protocol, "one protocol only")->option_text("P[:VARIANT]");
    command.add_option("--only", options.only, "ids; `*` stands for anything, also for /")->option_text("GLOB …");
    command.add_option("--flag", options.flags, "only vectors or scripts with one of these flags");
    command.add_option("--level", options.level, "the lowest level that counts for the exit code")
        ->check(CLI::IsMember({"must", "should", "may"}))
        ->capture_default_str();
    command.add_option("--known", options.known, "known failures; default: the implementation's own")
        ->option_text("FILE");
    command
        .add_option(
            "--report", options.reports, "json, junit, html or tap, and where to write it; - is standard output")
        ->option_text("FORMAT=FILE …");
    command.add_option(
        "--jobs",
        options.jobs,
        "how many at once; default: one a processor; of sessions with a stranger 1, with our own peers 64");
    command.add_option("--seed", options.seed, "of everything random")->capture_default_str();
    command.add_option("--timeout-ms",
                       options.timeout_ms,
                       "of one question to a testee (default: 5000), of every waiting step that names none");
    command.add_flag("--require-all", options.require_all, "exit code 5 if anything was unsupported");
    command.add_option("--today", options.today, "the date known failures are held against")->option_text("YYYY-MM-DD");
    command.add_option("--data", options.data, "folder of vectors, schemas and sessions");
    command.add_flag("-v,--verbose", options.verbose, "every case in full");
    command.add_flag("-q,--quiet", options.quiet, "only what is wrong, and the count");
    command.add_option("--color", options.color, "colours")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->capture_default_str();
}

std::expected<Wanted, std::string> parse_protocol(const std::string& text) {
    Wanted wanted;
    if (text.empty()) return wanted;
    const auto colon = text.find(':');
    const auto name = text.substr(0, colon);
    wanted.protocol = find_protocol(name);
    if (wanted.protocol == nullptr) return std::unexpected(fmt::format("no protocol `{}`; see `wireproof list`", name));
    if (colon == std::string::npos) return wanted;
    wanted.variant = wanted.protocol->variant(text.substr(colon + 1));
    if (wanted.variant == nullptr)
        return std::unexpected(
            fmt::format("{} has no variant `{}`; see `wireproof list`", name, text.substr(colon + 1)));
    return wanted;
}

std::expected<JudgedRun, std::string> JudgedRun::open(
    const RunOptions& options, const suite::DataFolder& data, Json peer, Json selected, const Known& entries) {
    const auto file = options.known.empty() ? entries.file : std::filesystem::path(options.known);
    std::expected<testee::KnownFailures, std::string> known;
    if (!file.empty()) known = testee::KnownFailures::load(file);
    if (!known) return std::unexpected(known.error());
    known->for_sessions(entries.sessions);
    if (peer["version"].is_string() && peer["version"] != "") known->for_version(peer["version"].get<std::string>());
    if (!options.today.empty() && !testee::is_date(options.today))
        return std::unexpected(fmt::format("--today {}: not a date", options.today));
    std::vector<report::Target> targets;
    for (const auto& text : options.reports) {
        auto target = report::parse_target(text);
        if (!target) return std::unexpected(target.error());
        targets.push_back(std::move(*target));
    }
    auto report = report::Report::open(std::move(targets));
    if (!report) return std::unexpected(report.error());
    report->add({{"event", "run"},
                 {"schema", "wireproof/report/1"},
                 {"tool", WIREPROOF_VERSION},
                 {"command", command_line()},
                 {"seed", std::to_string(options.seed)},
                 {"started",
                  fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                              fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())))},
                 {"peer", std::move(peer)},
                 {"selected", std::move(selected)}});
    return JudgedRun(options, data, std::move(*report), std::move(*known));
}

// The text of the rules a failure is about.
void JudgedRun::add_rules(Json& event) {
    const std::string protocol = event["protocol"];
    auto it = rules_.find(protocol);
    if (it == rules_.end())
        it = rules_.emplace(protocol, suite::load_rules(data_, protocol).value_or(suite::Rules{})).first;
    for (const auto& spec : event["spec"]) {
        const auto rule = it->second.find(suite::rule_number(spec.get<std::string>()));
        if (rule != it->second.end()) event["rules"][spec.get<std::string>()] = rule->second;
    }
}

void JudgedRun::add(Json event, suite::Level level) {
    const auto verdict = report::verdict_of(event);
    ++verdicts_[verdict];
    if (is_news(verdict) && options_->counts(level)) ++counted_failures_;
    if (verdict != Verdict::pass) add_rules(event);
    report_.add(std::move(event));
}

void JudgedRun::count_passes(suite::Level level, std::size_t n) {
    if (n == 0) return;
    verdicts_[Verdict::pass] += n;
    report_.count_passes(std::string(suite::name_of(level)), n);
}

void JudgedRun::count_failure(const std::string& sentence) {
    fmt::print(stderr, "wireproof: {}\n", sentence);
    ++counted_failures_;
}

std::size_t JudgedRun::count(Verdict verdict) const {
    const auto it = verdicts_.find(verdict);
    return it == verdicts_.end() ? 0 : it->second;
}

int JudgedRun::exit_code(bool failed, bool bad_known) const {
    if (interrupted_) return kInterrupted;
    if (failed || count(Verdict::broken_testee) != 0 || count(Verdict::unreachable) != 0) return kNotStarted;
    if (counted_failures_ != 0 || bad_known) return kNews;
    if (options_->require_all && count(Verdict::unsupported) != 0) return kUnsupported;
    std::size_t judged = 0;
    for (const auto& [verdict, n] : verdicts_)
        if (verdict != Verdict::unsupported && verdict != Verdict::not_run) judged += n;
    return judged == 0 ? kNothingRun : kAsExpected;
}

int JudgedRun::finish(bool failed) {
    interrupted_ = interrupted_ || interrupted();
    const bool whole = !options_->filtered() && !interrupted_ && !failed;
    const auto bad = known_.bad_entries(options_->today.empty() ? testee::today() : options_->today, whole);
    const int exit = exit_code(failed, !bad.empty());
    Json verdicts = Json::object();
    for (const auto& [verdict, n] : verdicts_) verdicts[std::string(name_of(verdict))] = n;
    const auto wall =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began_).count();
    report_.add({{"event", "end"},
                 {"verdicts", verdicts},
                 {"counted_failures", counted_failures_},
                 {"bad_known", bad},
                 {"exit", exit},
                 {"wall_ms", wall},
                 {"interrupted", interrupted_}});
    const auto written = report_.finish();
    if (!options_->writes_to_stdout())
        fmt::print(
            "{}",
            report::render_terminal(
                report_.events(),
                {.colour = use_colour(options_->color), .quiet = options_->quiet, .verbose = options_->verbose}));
    if (!written) return complain(written.error());
    return exit;
}

Json known_json(const testee::KnownFailures::Judged& judged) {
    if (judged.entry == nullptr || judged.verdict != Verdict::known_failure) return nullptr;
    return {{"id", judged.entry->id}, {"reason", judged.entry->reason}, {"link", judged.entry->link}};
}

int finish_not_installed(JudgedRun& run, const testee::Peer& peer) {
    fmt::print(stderr, "wireproof: {} is not installed: {}\n", peer.name, peer.not_installed);
    const char* const ci = std::getenv("CI");
    return run.finish(peer.required_in_ci && ci != nullptr && std::string_view(ci) == "true");
}

}  // namespace wireproof::cli

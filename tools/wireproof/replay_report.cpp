#include "tools/wireproof/replay_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "conformance/report/terminal.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

using session::Result;

constexpr std::string_view kHealth[] = {"ok", "dead", "unknown"};

// A negative control is right when its script noticed what our peer did wrong.
Result judged_as_control(const Result& result) {
    Result judged = result;
    const bool noticed =
        result.verdict == Verdict::fail || result.verdict == Verdict::timeout || result.verdict == Verdict::crash;
    if (noticed || result.verdict == Verdict::not_run) {
        judged.verdict = noticed ? Verdict::pass : Verdict::not_run;
        return judged;
    }
    judged.verdict = Verdict::fail;
    judged.reason = result.verdict == Verdict::pass
                        ? "the script passes although our own peer misbehaves: it proves nothing"
                        : fmt::format("ended {}: {}", name_of(result.verdict), result.reason);
    return judged;
}

bool is_control(const std::string& id) { return id.find("/control(") != std::string::npos; }

// `step 4` is the number 4; steps elsewhere (`step 3.0`, `prelude ready, step 0`) keep their name.
Json step_of(const std::string& where) {
    int number = 0;
    const auto* const begin = where.data() + std::min<std::size_t>(where.size(), 5);
    const auto* const end = where.data() + where.size();
    const auto [stop, error] = std::from_chars(begin, end, number);
    if (where.starts_with("step ") && error == std::errc{} && stop == end) return number;
    return where;
}

Json event_of(const transport::Task& task, const transport::Report& report, const Result& result) {
    const auto& script = *task.script;
    Json event = {{"event", "case"},
                  {"id", task.id},
                  {"kind", "session"},
                  {"protocol", script.protocol->name},
                  {"variant", script.variant->name},
                  {"level", script.level},
                  {"spec", script.spec},
                  {"title", script.title},
                  {"verdict", name_of(result.verdict)},
                  {"known", nullptr},
                  {"time_us", report.time.count()},
                  {"reason", result.reason},
                  {"health", kHealth[static_cast<std::size_t>(report.health)]},
                  {"transport", "tcp"}};
    if (result.verdict == Verdict::pass) return event;
    if (!result.where.empty()) event["step"] = step_of(result.where);
    event["outcome"] = name_of(result.outcome);
    if (!result.expected.is_null()) event["expected"] = result.expected;
    if (!result.got.is_null()) event["got"] = result.got;
    if (!result.explain.empty()) event["explain"] = result.explain;
    event["trace"] = result.trace;
    return event;
}

}  // namespace

ReplayReport::ReplayReport(ReportOptions options,
                           report::Report files,
                           testee::KnownFailures known,
                           std::string reproduce)
    : options_(std::move(options)),
      files_(std::move(files)),
      known_(std::move(known)),
      reproduce_(std::move(reproduce)) {}

void ReplayReport::begin(const testee::Peer& peer, std::uint64_t seed) {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    files_.add(
        {{"event", "run"},
         {"schema", "wireproof/report/1"},
         {"tool", WIREPROOF_VERSION},
         {"command", {"replay", reproduce_}},
         {"seed", std::to_string(seed)},
         {"started", fmt::format("{:%FT%TZ}", fmt::gmtime(now))},
         {"peer",
          {{"name", peer.name}, {"version", peer.version}, {"variant", peer.variant}, {"language", peer.language}}}});
}

bool ReplayReport::counts(const std::string& level) const {
    const auto rank = [](const std::string& name) { return name == "must" ? 0 : name == "should" ? 1 : 2; };
    return rank(level) <= rank(options_.level);
}

void ReplayReport::add(const transport::Task& task, const transport::Report& report) {
    auto result = is_control(task.id) ? judged_as_control(report.result) : report.result;
    const auto judged = known_.judge(task.id, result.verdict);
    result.verdict = judged.verdict;
    auto event = event_of(task, report, result);
    if (judged.entry != nullptr) event["known"] = judged.entry->reason;
    event["reproduce"] = fmt::format("wireproof replay --only '{}' {}", task.one->id, reproduce_);
    if (is_news(result.verdict) && counts(task.script->level)) ++counted_failures_;
    if (result.verdict == Verdict::unreachable) not_started_ = true;
    ++verdicts_[std::string(name_of(result.verdict))];
    write_trace(task.id, report.result.trace);
    if (options_.verbose) event["trace"] = report.result.trace;
    progress(event);
    if (!report.stderr_tail.empty()) files_.add({{"event", "peer"}, {"what", "stderr"}, {"text", report.stderr_tail}});
    files_.add(std::move(event));
}

// progress is the line a case gets while others still run; what went wrong is explained at the end.
void ReplayReport::progress(const Json& event) const {
    if (options_.quiet) return;
    fmt::print("{:<15} {:<28} {}\n",
               event["verdict"].get<std::string>(),
               event["id"].get<std::string>(),
               event["title"].get<std::string>());
    std::fflush(stdout);
}

void ReplayReport::write_trace(const std::string& id, const Json& trace) const {
    if (options_.trace_folder.empty()) return;
    auto name = id;
    std::ranges::replace(name, '/', '_');
    std::error_code ignored;
    std::filesystem::create_directories(options_.trace_folder, ignored);
    std::ofstream out(std::filesystem::path(options_.trace_folder) / (name + ".json"));
    for (const auto& entry : trace) out << entry.dump() << '\n';
}

void ReplayReport::not_started(const std::string& why) {
    not_started_ = true;
    fmt::print(stderr, "wireproof replay: cannot start the peer: {}\n", why);
}

int ReplayReport::exit_code(std::size_t run, bool bad_known) const {
    if (interrupted_) return kInterrupted;
    if (bad_files_) return kUsage;
    if (not_started_) return kNotStarted;
    if (counted_failures_ > 0 || bad_known) return kNews;
    if (options_.require_all && (not_installed_ > 0 || verdicts_.contains("unsupported"))) return kUnsupported;
    return run == 0 ? kNothingRun : kAsExpected;
}

int ReplayReport::finish() {
    std::size_t run = 0;
    for (const auto& [verdict, count] : verdicts_)
        if (verdict != "unsupported" && verdict != "not-run") run += count;
    const auto today = options_.today.empty() ? testee::today() : options_.today;
    const auto bad_known = known_.bad_entries(today, options_.whole_run && !interrupted_ && !not_started_);
    const auto code = exit_code(run, !bad_known.empty());
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began_).count();
    Json end = {{"event", "end"},
                {"verdicts", verdicts_},
                {"counted_failures", counted_failures_},
                {"exit", code},
                {"wall_ms", ms},
                {"interrupted", interrupted_}};
    if (!bad_known.empty()) end["bad_known"] = bad_known;
    files_.add(std::move(end));
    const auto written = files_.finish();
    const bool colour = options_.colour == "always" || (options_.colour == "auto" && isatty(STDOUT_FILENO) != 0);
    fmt::print("{}",
               report::render_terminal(files_.events(),
                                       {.colour = colour, .quiet = options_.quiet, .verbose = options_.verbose}));
    if (written) return code;
    fmt::print(stderr, "wireproof replay: {}\n", written.error());
    bad_files_ = true;
    return exit_code(run, !bad_known.empty());
}

}  // namespace wireproof::cli

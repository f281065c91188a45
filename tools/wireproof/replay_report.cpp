#include "tools/wireproof/replay_report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

using session::Result;
using session::Verdict;

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
    event["step"] = result.where;
    event["outcome"] = name_of(result.outcome);
    if (!result.expected.is_null()) event["expected"] = result.expected;
    if (!result.got.is_null()) event["got"] = result.got;
    if (!result.explain.empty()) event["explain"] = result.explain;
    event["trace"] = result.trace;
    if (!report.stderr_tail.empty()) event["stderr"] = report.stderr_tail;
    return event;
}

std::string line_of(const Json& entry) {
    const auto bytes = entry.value("bytes", "");
    const auto what =
        entry.contains("method")
            ? fmt::format("call {} {}", entry["method"].get<std::string>(), entry["args"].dump())
            : fmt::format(
                  "{} {}", entry.value("frame", "bytes"), entry.contains("value") ? entry["value"].dump() : bytes);
    return fmt::format("      {:>9} us  {} {} {}",
                       entry.value("t_us", 0),
                       entry.value("on", ""),
                       entry.value("dir", ""),
                       what.substr(0, 400));
}

}  // namespace

ReplayReport::ReplayReport(ReportOptions options, std::string opposite, std::uint64_t seed)
    : options_(std::move(options)), opposite_(std::move(opposite)) {
    const auto now = std::chrono::system_clock::now();
    events_.push_back({{"event", "run"},
                       {"schema", "wireproof/report/1"},
                       {"tool", WIREPROOF_VERSION},
                       {"command", {"replay", opposite_}},
                       {"seed", std::to_string(seed)},
                       {"started", fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)))}});
}

bool ReplayReport::counts(const std::string& level) const {
    const auto rank = [](const std::string& name) { return name == "must" ? 0 : name == "should" ? 1 : 2; };
    return rank(level) <= rank(options_.level);
}

void ReplayReport::add(const transport::Task& task, const transport::Report& report) {
    const auto result = is_control(task.id) ? judged_as_control(report.result) : report.result;
    auto event = event_of(task, report, result);
    const bool good =
        result.verdict == Verdict::pass || result.verdict == Verdict::unsupported || result.verdict == Verdict::not_run;
    if (!good && counts(task.script->level)) ++counted_failures_;
    if (result.verdict == Verdict::unreachable) not_started_ = true;
    ++verdicts_[std::string(name_of(result.verdict))];
    write_trace(task.id, report.result.trace);
    if (options_.verbose) event["trace"] = report.result.trace;
    show(event);
    if (result.verdict == Verdict::crash && !report.stderr_tail.empty())
        events_.push_back({{"event", "peer"}, {"what", "stderr"}, {"text", report.stderr_tail}});
    events_.push_back(std::move(event));
}

void ReplayReport::show(const Json& event) {
    const bool good = event["verdict"] == "pass";
    if (options_.quiet && good) return;
    fmt::print("{:<14} {:<28} {}\n",
               event["verdict"].get<std::string>(),
               event["id"].get<std::string>(),
               event["title"].get<std::string>());
    if (!good) {
        const auto step = event.value("step", "");
        fmt::print("    {}{}{}\n",
                   step.empty() ? "" : step + ": ",
                   event.value("outcome", "").empty() ? "" : event["outcome"].get<std::string>() + ": ",
                   event["reason"].get<std::string>());
        for (const auto& row : event.value("explain", Json::array()))
            if (row.contains("mark"))
                fmt::print("    wrong: {} at byte {}: {} = {}\n",
                           row["path"].get<std::string>(),
                           row["offset"].dump(),
                           row["bytes"].get<std::string>(),
                           row["value"].get<std::string>());
        if (event.contains("stderr")) fmt::print("    stderr: {}\n", event["stderr"].get<std::string>());
    }
    if (!good || options_.verbose)
        for (const auto& entry : event.value("trace", Json::array())) fmt::print("{}\n", line_of(entry));
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

int ReplayReport::finish(bool require_all) {
    std::size_t run = 0;
    std::string counts;
    for (const auto& [verdict, count] : verdicts_) {
        counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, verdict);
        if (verdict != "unsupported" && verdict != "not-run") run += count;
    }
    int code = kAsExpected;
    if (interrupted_) code = kInterrupted;
    else if (not_started_) code = kNotStarted;
    else if (counted_failures_ > 0) code = kNews;
    else if (require_all && verdicts_.contains("unsupported")) code = kUnsupported;
    else if (run == 0) code = kNothingRun;
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began_).count();
    events_.push_back({{"event", "end"},
                       {"verdicts", verdicts_},
                       {"counted_failures", counted_failures_},
                       {"exit", code},
                       {"wall_ms", ms},
                       {"interrupted", interrupted_}});
    fmt::print("{} in {:.1f} s{}\n",
               counts.empty() ? "nothing was run" : counts,
               static_cast<double>(ms) / 1000.0,
               interrupted_ ? ", interrupted" : "");
    for (const auto& file : options_.files) {
        std::ofstream out(file.substr(file.find('=') + 1));
        for (const auto& event : events_) out << event.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
        if (!out) {
            fmt::print(stderr, "wireproof replay: cannot write {}\n", file);
            return kUsage;
        }
    }
    return code;
}

}  // namespace wireproof::cli

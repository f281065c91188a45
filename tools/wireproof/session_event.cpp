#include "tools/wireproof/session_event.hpp"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

namespace wireproof::cli {
namespace {

using session::Result;

constexpr std::string_view kHealth[] = {"ok", "dead", "unknown"};

// `step 4` is the number 4; steps elsewhere (`step 3.0`, `prelude ready, step 0`) keep their name.
Json step_of(const std::string& where) {
    int number = 0;
    const auto* const begin = where.data() + std::min<std::size_t>(where.size(), 5);
    const auto* const end = where.data() + where.size();
    const auto [stop, error] = std::from_chars(begin, end, number);
    if (where.starts_with("step ") && error == std::errc{} && stop == end) return number;
    return where;
}

}  // namespace

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

Json session_event(const transport::Task& task, const transport::Report& report, const Result& result, bool verbose) {
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
                  {"transport", name_of(task.transport)}};
    const bool passed = result.verdict == Verdict::pass;
    if (verbose || !passed) event["trace"] = to_json(report.result.trace);
    if (passed) return event;
    if (!result.where.empty()) event["step"] = step_of(result.where);
    event["outcome"] = name_of(result.outcome);
    if (!result.expected.is_null()) event["expected"] = result.expected;
    if (!result.got.is_null()) event["got"] = result.got;
    if (!result.explain.empty()) event["explain"] = result.explain;
    return event;
}

}  // namespace wireproof::cli

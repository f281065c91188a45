#include "conformance/report/tap.hpp"

#include <fmt/format.h>

#include "conformance/report/explain.hpp"

namespace wireproof::report {
namespace {

// on_one_line also escapes what TAP gives a meaning to.
std::string on_one_line(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '#' || c == '\\') out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

std::string directive(const Json& event, Verdict verdict) {
    const auto known = text_of(event.value("known", Json()), "reason");
    if (verdict == Verdict::known_failure) return " # TODO known failure: " + on_one_line(known);
    if (verdict == Verdict::unsupported || verdict == Verdict::not_run)
        return fmt::format(" # SKIP {}: {}", name_of(verdict), on_one_line(text_of(event, "reason")));
    return {};
}

}  // namespace

std::string render_tap(const Events& events) {
    std::string out = fmt::format("TAP version 14\n1..{}\n", events.cases.size());
    std::size_t number = 0;
    for (const auto& event : events.cases) {
        const auto verdict = verdict_of(event);
        const bool bad = is_news(verdict) || verdict == Verdict::known_failure;
        out += fmt::format("{} {} - {} {} {}{}\n",
                           bad ? "not ok" : "ok",
                           ++number,
                           on_one_line(text_of(event, "id")),
                           text_of(event, "kind"),
                           on_one_line(text_of(event, "frame")),
                           directive(event, verdict));
        if (!is_news(verdict)) continue;
        out += "  ---\n  explained: |\n";
        for (const auto& [kind, text] : explain(event)) out += "    " + on_one_line(text) + "\n";
        out += "  ...\n";
    }
    if (events.end.is_null()) out += "Bail out! the run was interrupted\n";
    return out;
}

}  // namespace wireproof::report

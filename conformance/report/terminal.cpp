#include "conformance/report/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <span>
#include <tuple>

#include "conformance/report/explain.hpp"

namespace wireproof::report {
namespace {

constexpr std::size_t kExplained = 20;

class Terminal {
public:
    Terminal(const Events& events, const TerminalOptions& options) : events_(events), options_(options) {}

    std::string render() {
        failures();
        if (!options_.quiet) details();
        bad_entries();
        summary();
        return std::move(out_);
    }

private:
    void line(std::string_view text, const char* style = "") {
        if (options_.colour && *style != '\0') out_ += fmt::format("\x1b[{}m{}\x1b[0m\n", style, text);
        else out_ += fmt::format("{}\n", text);
    }
    static const char* style_of(Line::Kind kind) {
        switch (kind) {
            case Line::Kind::title: return "1;31";
            case Line::Kind::reason: return "1";
            case Line::Kind::expected: return "32";
            case Line::Kind::got:
            case Line::Kind::wrong_field: return "31";
            case Line::Kind::rule: return "36";
            default: return "";
        }
    }
    void show(const Json& event) {
        for (const auto& [kind, text] : explain(event))
            line((kind == Line::Kind::title ? "" : "    ") + text, style_of(kind));
    }

    // failures explains one case of each stored vector: what is derived from it mostly fails for the same reason.
    void failures() {
        std::map<std::string, std::vector<const Json*>> by_vector;
        for (const auto& event : events_.cases)
            if (is_news(verdict_of(event))) by_vector[stored_id(event)].push_back(&event);
        std::size_t shown = 0;
        for (const auto& [id, failed] : by_vector) {
            if (!options_.verbose && shown++ == kExplained) {
                line(
                    fmt::format("… and failures of {} more vectors or scripts: -v shows all, --report html=FILE makes "
                                "them browsable\n",
                                by_vector.size() - kExplained));
                break;
            }
            for (std::size_t i = 0; i < (options_.verbose ? failed.size() : 1); ++i) show(*failed[i]);
            if (!options_.verbose && failed.size() > 1)
                line(fmt::format("    … and {} more cases of {} failed", failed.size() - 1, id));
            line("");
        }
    }

    void details() {
        for (const auto& event : events_.peer)
            if (const auto text = text_of(event, "text"); !text.empty())
                line(fmt::format("{}: {}", text_of(event, "what"), text), "33");
        grouped(Verdict::unsupported, "unsupported");
        grouped(Verdict::not_run, "not run");
        grouped(Verdict::known_failure, "known failures");
        const auto peer = events_.run.value("peer", Json());
        if (peer.is_object()) line(peer_text(peer));
        for (const auto& [level, score] : scores(events_))
            line(fmt::format("{:<6} {:>6} of {} right ({:.1f} %)",
                             level,
                             score.passed,
                             score.judged,
                             100.0 * static_cast<double>(score.passed) / static_cast<double>(score.judged)));
    }
    // peer_text: `flo-python 0.1.0 v1-24 (python)`, or what of it is known.
    static std::string peer_text(const Json& peer) {
        auto text = text_of(peer, "name");
        for (const auto* const key : {"version", "variant"})
            if (const auto more = text_of(peer, key); !more.empty()) text += " " + more;
        const auto language = text_of(peer, "language");
        return language.empty() ? text : fmt::format("{} ({})", text, language);
    }
    // grouped counts cases by their reason, the most frequent first.
    static constexpr std::size_t kMostReasons = 10;
    void grouped(Verdict verdict, std::string_view name) {
        std::map<std::string, std::size_t> reasons;
        for (const auto& event : events_.cases) {
            if (verdict_of(event) != verdict) continue;
            const auto known = text_of(event.value("known", Json()), "reason");
            ++reasons[known.empty() ? text_of(event, "reason") : known];
        }
        if (reasons.empty()) return;
        line(fmt::format("{}:", name));
        std::vector<std::pair<std::string, std::size_t>> order(reasons.begin(), reasons.end());
        std::ranges::sort(order, [](const auto& one, const auto& other) {
            return std::tie(other.second, one.first) < std::tie(one.second, other.first);
        });
        const auto shown = options_.verbose ? order.size() : std::min(order.size(), kMostReasons);
        for (const auto& [reason, count] : std::span(order).first(shown))
            line(fmt::format("  {:>6}  {}", count, reason.empty() ? "no reason given" : reason));
        if (shown < order.size())
            line(fmt::format("          … and {} more reasons; -v lists them", order.size() - shown));
    }
    void bad_entries() {
        for (const auto& entry :
             events_.end.is_object() ? events_.end.value("bad_known", Json::array()) : Json::array())
            line("known failures: " + shown(entry), "31");
    }
    void summary() {
        const auto& end = events_.end;
        auto text = counts_text(count_verdicts(events_));
        if (end.is_object() && end.contains("wall_ms")) text += fmt::format(" in {} ms", dump(end["wall_ms"]));
        const bool cut_short = end.is_null() || end.value("interrupted", Json(false)) == true;
        if (cut_short) text += "; interrupted";
        const bool good = end.is_object() && end.value("exit", Json(1)) == 0;
        line(text, good ? "1;32" : "1;31");
    }

    const Events& events_;
    TerminalOptions options_;
    std::string out_;
};

}  // namespace

std::string render_terminal(const Events& events, const TerminalOptions& options) {
    return Terminal(events, options).render();
}

}  // namespace wireproof::report

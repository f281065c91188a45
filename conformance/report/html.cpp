#include "conformance/report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "conformance/report/explain.hpp"
#include "conformance/report/html_page.hpp"

namespace wireproof::report {
namespace {

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : Json::parse(dump(text)).get<std::string>()) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    return out;
}

// column: what a case counts as in the matrix.
std::string column(const Json& event) {
    if (text_of(event, "kind") == "session") return "sessions";
    if (is_derived(event)) return "derived";
    const auto vector = text_of(event, "vector");
    return vector.empty() ? "stored" : vector;
}

struct Cell {
    std::size_t passed = 0, known = 0, news = 0, other = 0;
    void add(Verdict verdict) {
        ++(is_news(verdict)                    ? news
           : verdict == Verdict::pass          ? passed
           : verdict == Verdict::known_failure ? known
                                               : other);
    }
    [[nodiscard]] std::string html() const {
        const auto sum = passed + known + news + other;
        if (sum == 0) return "<td></td>";
        const auto* const style = news > 0 ? "fail" : known > 0 ? "known" : passed > 0 ? "pass" : "none";
        const auto text = passed == sum ? fmt::format("{}", sum) : fmt::format("{} / {}", passed, sum);
        return fmt::format(R"(<td class="{}" title="{} passed, {} news, {} known failures, {} not judged">{}</td>)",
                           style,
                           passed,
                           news,
                           known,
                           other,
                           text);
    }
};

std::string matrix(const Events& events) {
    constexpr const char* kColumns[] = {"valid", "invalid", "either", "stored", "derived", "sessions"};
    std::map<std::pair<std::string, std::string>, std::map<std::string, Cell>> rows;
    std::map<std::string, Cell> sums;
    for (const auto& event : events.cases) {
        const auto name = column(event);
        const auto verdict = verdict_of(event);
        rows[{text_of(event, "protocol"), name == "sessions" ? "sessions" : text_of(event, "frame")}][name].add(
            verdict);
        sums[name].add(verdict);
    }
    std::vector<std::string> columns;
    for (const auto* const name : kColumns)
        if (sums.contains(name)) columns.emplace_back(name);
    const auto cells = [&](const std::map<std::string, Cell>& row) {
        std::string out;
        for (const auto& name : columns) out += row.contains(name) ? row.at(name).html() : "<td></td>";
        return out;
    };
    std::string out = "<table class=\"matrix\"><thead><tr><th>protocol</th><th>frame</th>";
    for (const auto& name : columns) out += "<th>" + name + "</th>";
    out += "</tr></thead><tbody>\n";
    for (const auto& [key, row] : rows)
        out += fmt::format(
            "<tr><td>{}</td><td><code>{}</code></td>{}</tr>\n", escaped(key.first), escaped(key.second), cells(row));
    return out + "</tbody><tfoot><tr><td>all</td><td></td>" + cells(sums) + "</tr></tfoot></table>\n";
}

// dump_of writes the frame's bytes field by field, sixteen a line, fields in turn in two colours, the wrong ones
// marked. A gap, as behind bytes that were cut, starts a new line.
std::string dump_of(const Json& fields) {
    constexpr std::size_t kMostDigits = 512;  // of one field
    std::string out = "<pre class=\"dump\">";
    std::optional<std::uint64_t> next;
    std::size_t turn = 0;
    for (const auto& field : fields) {
        const auto bytes = text_of(field, "bytes").substr(0, kMostDigits);
        const bool wrong = !text_of(field, "mark").empty();
        const auto tip = escaped(fmt::format("{} = {}", text_of(field, "path"), shown(field.value("value", Json("")))));
        const auto style = wrong ? std::string("wrong") : fmt::format("f{}", turn++ % 2);
        auto at = number_of(field, "offset");
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2, ++at) {
            if (next != at || at % 16 == 0) out += fmt::format("{}<i>{:06x}</i>  ", next ? "\n" : "", at);
            out += fmt::format(R"(<b class="{}" title="{}">{}</b> )", style, tip, escaped(bytes.substr(i, 2)));
            next = at + 1;
        }
    }
    return out + "</pre>";
}

std::string case_body(const Json& event) {
    std::string out;
    const auto fields = event.value("explain", Json());
    if (fields.is_array() && !fields.empty()) out += dump_of(fields);
    out += "<pre>";
    for (const auto& [kind, text] : explain(event)) {
        if (kind == Line::Kind::title || kind == Line::Kind::reason) continue;
        const auto* const style = kind == Line::Kind::expected                                 ? "good"
                                  : kind == Line::Kind::got || kind == Line::Kind::wrong_field ? "bad"
                                  : kind == Line::Kind::rule                                   ? "rule"
                                                                                               : "";
        out += fmt::format("<span class=\"{}\">{}</span>\n", style, escaped(text));
    }
    return out + "</pre>";
}

// rank: what is worth a look comes first; what passed is not listed.
std::optional<int> rank(const Json& event) {
    const auto verdict = verdict_of(event);
    if (verdict == Verdict::pass) return std::nullopt;
    return is_news(verdict) ? 0 : verdict == Verdict::known_failure ? 1 : verdict == Verdict::not_run ? 2 : 3;
}

// What a case is listed by: why it is known to fail, else why it ended so.
std::string reason_of(const Json& event) {
    const auto known = text_of(event.value("known", Json()), "reason");
    return known.empty() ? text_of(event, "reason") : known;
}

// One entry of the list: a case that is news, or all cases of a frame that ended alike for the same reason, the first
// explained.
std::string entry(const std::vector<const Json*>& alike) {
    constexpr std::size_t kMostIds = 200;
    const auto& first = *alike.front();
    std::string ids;
    for (std::size_t i = 1; i < std::min(alike.size(), kMostIds); ++i) ids += " " + escaped(text_of(*alike[i], "id"));
    if (alike.size() > kMostIds) ids += fmt::format(" and {} more", alike.size() - kMostIds);
    return fmt::format(
        "<details class=\"case\" data-verdict=\"{0}\"><summary><span class=\"badge {0}\">{0}</span> "
        "<code>{1}</code>{2} {3} {4} {5}"
        " <span class=\"reason\">{6}</span></summary>{7}{8}</details>\n",
        escaped(text_of(first, "verdict")),
        escaped(text_of(first, "id")),
        alike.size() > 1 ? fmt::format(" and {} more:", alike.size() - 1) : "",
        escaped(text_of(first, "kind")),
        escaped(text_of(first, "protocol")),
        escaped(text_of(first, "frame")),
        escaped(reason_of(first)),
        case_body(first),
        ids.empty() ? "" : "<p class=\"ids\">The others:" + ids + "</p>");
}

std::string case_list(const Events& events) {
    constexpr std::size_t kMostNews = 500;  // explained in full; a page of thousands opens nowhere
    std::string out;
    std::size_t news = 0;
    std::map<std::tuple<int, std::string, std::string, std::string>, std::vector<const Json*>> alike;
    for (const auto& event : events.cases) {
        const auto rank_of_event = rank(event);
        if (!rank_of_event) continue;
        if (*rank_of_event == 0 && ++news <= kMostNews) out += entry({&event});
        else
            alike[{*rank_of_event, text_of(event, "verdict"), text_of(event, "frame"), reason_of(event)}].push_back(
                &event);
    }
    for (const auto& [key, cases] : alike) out += entry(cases);
    return out.empty() ? "<p>Every case passed.</p>" : out;
}

std::string filter(const Events& events) {
    std::string out =
        "<p class=\"filter\"><input id=\"text\" type=\"search\" placeholder=\"id, frame or text\" aria-label=\"filter "
        "by text\"> ";
    for (const auto& [verdict, count] : count_verdicts(events))
        if (verdict != Verdict::pass)
            out += fmt::format(
                "<label><input type=\"checkbox\" checked value=\"{0}\"> {0} ({1})</label> ", name_of(verdict), count);
    return out + "</p>\n";
}

std::string head(const Events& events) {
    const auto peer = events.run.value("peer", Json::object());
    std::string command;
    for (const auto& word : events.run.value("command", Json::array())) command += " " + shown(word);
    const bool interrupted = events.end.is_null() || events.end.value("interrupted", Json(false)) == true;
    std::string out = fmt::format("<h1>{} {} <small>{} {}</small></h1>\n",
                                  escaped(text_of(peer, "name")),
                                  escaped(text_of(peer, "version")),
                                  escaped(text_of(peer, "variant")),
                                  escaped(text_of(peer, "language")));
    out += fmt::format("<p class=\"sum\">{}{}</p>\n",
                       escaped(counts_text(count_verdicts(events))),
                       interrupted ? " — interrupted" : "");
    out += fmt::format("<p class=\"run\"><code>wireproof{}</code> · wireproof {} · {}</p>\n",
                       escaped(command),
                       escaped(text_of(events.run, "tool")),
                       escaped(text_of(events.run, "started")));
    out += "<p>";
    for (const auto& [level, score] : scores(events))
        out +=
            fmt::format("<span class=\"score\"><b>{}</b> {} of {}</span> ", escaped(level), score.passed, score.judged);
    return out + "</p>\n";
}

std::string peer_list(const Events& events) {
    if (events.peer.empty()) return {};
    std::string out = "<h2>The program under test</h2><pre>";
    for (const auto& event : events.peer) out += escaped(text_of(event, "what") + ": " + text_of(event, "text")) + "\n";
    return out + "</pre>\n";
}

}  // namespace

std::string render_html(const Events& events) {
    return std::string(kPageStart) + head(events) + "<h2>Frames</h2>\n" + matrix(events) + "<h2>Cases</h2>\n" +
           filter(events) + "<div id=\"cases\">" + case_list(events) + "</div>\n" + peer_list(events) +
           std::string(kPageEnd);
}

}  // namespace wireproof::report

#include "conformance/report/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace wireproof::report {
namespace {

std::string key_of(const Json& event) { return text_of(event, "id") + " " + text_of(event, "kind"); }

std::map<std::string, bool> failing(const Events& events) {
    std::map<std::string, bool> out;
    for (const auto& event : events.cases) out[key_of(event)] = is_news(verdict_of(event));
    return out;
}

std::string program(const Events& events) {
    const auto peer = events.run.value("peer", Json::object());
    return text_of(peer, "name") + " " + text_of(peer, "version");
}

// worse gives the exit code that counts when two runs are one: 130, 2, 3, 1, 5, 4, 0.
std::uint64_t worse(std::uint64_t a, std::uint64_t b) {
    constexpr std::uint64_t kOrder[] = {130, 2, 3, 1, 5, 4, 0};
    return std::ranges::find(kOrder, a) < std::ranges::find(kOrder, b) ? a : b;
}

void add_end(Json& sum, const Json& end) {
    const bool interrupted = end.is_null() || end.value("interrupted", Json(false)) == true;
    if (sum.is_null())
        sum = {{"event", "end"}, {"counted_failures", 0}, {"exit", 0}, {"wall_ms", 0}, {"interrupted", false}};
    for (const auto* const key : {"counted_failures", "wall_ms"}) sum[key] = number_of(sum, key) + number_of(end, key);
    sum["exit"] = worse(number_of(sum, "exit"), end.is_null() ? 130 : number_of(end, "exit"));
    sum["interrupted"] = sum["interrupted"] == true || interrupted;
    for (const auto& entry : end.is_object() ? end.value("bad_known", Json::array()) : Json::array())
        sum["bad_known"].push_back(entry);
}

// keep_last leaves the last of the cases that stand there more than once.
void keep_last(std::vector<Json>& cases) {
    std::vector<Json> out;
    for (auto& event : cases) {
        if (!out.empty() && key_of(out.back()) == key_of(event)) out.pop_back();
        out.push_back(std::move(event));
    }
    cases = std::move(out);
}

}  // namespace

Comparison compare(const Events& before, const Events& after) {
    const auto old = failing(before);
    const auto now = failing(after);
    Comparison out;
    for (const auto& [key, fails] : now) {
        const auto it = old.find(key);
        const bool failed = it != old.end() && it->second;
        if (fails) (failed ? out.unchanged : out.fresh).push_back(key);
        else if (failed) out.fixed.push_back(key);
    }
    for (const auto& [key, failed] : old)
        if (failed && !now.contains(key)) out.gone.push_back(key);
    return out;
}

std::expected<Events, std::string> merge(std::vector<Events> runs) {
    Events out;
    Json selected = Json::object();
    for (auto& run : runs) {
        if (out.run.empty()) out.run = run.run;
        if (program(run) != program(out))
            return std::unexpected(fmt::format("one report is about {}, another about {}", program(out), program(run)));
        const auto parts = run.run.value("selected", Json::object());
        for (const auto& [key, count] : parts.items())
            selected[key] = number_of(selected, key.c_str()) + number_of(parts, key.c_str());
        std::ranges::move(run.cases, std::back_inserter(out.cases));
        std::ranges::move(run.peer, std::back_inserter(out.peer));
        add_end(out.end, run.end);
    }
    out.run["selected"] = std::move(selected);
    out.sort();
    keep_last(out.cases);
    for (const auto& [verdict, count] : count_verdicts(out)) out.end["verdicts"][std::string(name_of(verdict))] = count;
    return out;
}

}  // namespace wireproof::report

#include "conformance/report/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <tuple>

#include "conformance/json_file.hpp"

namespace wireproof::report {
namespace {

bool is_hex(std::string_view text) {
    return text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// cut_text returns how many bytes it left out.
std::size_t cut_text(std::string& text) {
    const bool hex = is_hex(text);
    auto keep = hex ? 2 * kMostShown : kMostShown;
    if (text.size() <= keep) return 0;
    while (!hex && keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xC0U) == 0x80U) --keep;
    const auto left_out = text.size() - keep;
    text.resize(keep);
    return hex ? left_out / 2 : left_out;
}

// cut_below cuts in everything up to the next object, which counts for itself.
std::size_t cut_below(Json& value) {
    if (value.is_string()) return cut_text(value.get_ref<std::string&>());
    if (value.is_object()) {
        cut(value);
        return 0;
    }
    std::size_t left_out = 0;
    if (value.is_array())
        for (auto& item : value) left_out += cut_below(item);
    return left_out;
}

// take puts an event where it belongs; empty: done, else what is wrong with it.
std::string take(Json event, Events& events) {
    const auto what = text_of(event, "event");
    if (what == "run") {
        if (text_of(event, "schema") != "wireproof/report/1") return "not a wireproof/report/1";
        events.run = std::move(event);
    } else if (what == "case") {
        if (text_of(event, "id").empty()) return "a case without id";
        if (!verdict_named(text_of(event, "verdict")))
            return fmt::format("unknown verdict \"{}\"", text_of(event, "verdict"));
        events.cases.push_back(std::move(event));
    } else if (what == "peer") {
        events.peer.push_back(std::move(event));
    } else if (what == "end") {
        events.end = std::move(event);
    } else {
        return "not an event of a report";
    }
    return {};
}

std::string_view counted_as(Verdict verdict, std::size_t count) {
    switch (verdict) {
        case Verdict::pass: return "passed";
        case Verdict::fail: return "failed";
        case Verdict::crash: return count == 1 ? "crash" : "crashes";
        case Verdict::timeout: return count == 1 ? "time-out" : "time-outs";
        case Verdict::unsupported: return "unsupported";
        case Verdict::broken_testee: return count == 1 ? "broken reply" : "broken replies";
        case Verdict::unreachable: return "unreachable";
        case Verdict::known_failure: return count == 1 ? "known failure" : "known failures";
        case Verdict::unexpected_pass: return count == 1 ? "unexpected pass" : "unexpected passes";
        case Verdict::not_run: break;
    }
    return "not run";
}

}  // namespace

void Events::sort() {
    const auto key = [](const Json& event) {
        return std::pair<const std::string&, const std::string&>(event["id"].get_ref<const std::string&>(),
                                                                 event["kind"].get_ref<const std::string&>());
    };
    if (std::ranges::is_sorted(cases, {}, key)) return;  // as a rule they come in order
    // Cases of one id, as of a script that is played many times, keep the order they came in.
    std::vector<std::size_t> order(cases.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(key(cases[i]), i); });
    std::vector<Json> sorted;
    sorted.reserve(cases.size());
    for (const auto i : order) sorted.push_back(std::move(cases[i]));
    cases = std::move(sorted);
}

std::string Events::lines() const {
    std::string out = dump(run) + "\n";
    for (const auto& list : {&cases, &peer})
        for (const auto& event : *list) out += dump(event) + "\n";
    if (!end.is_null()) out += dump(end) + "\n";
    return out;
}

std::expected<Events, std::string> read_events(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return std::unexpected(fmt::format("{}: cannot be opened", file.string()));
    Events events;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        auto event = parse_message(line);
        if (event.is_discarded() && in.eof()) break;  // the line that was being written when the run was killed
        const auto problem = event.is_object() ? take(std::move(event), events) : std::string("not a JSON object");
        if (!problem.empty()) return std::unexpected(fmt::format("{}:{}: {}", file.string(), number, problem));
        if (events.run.empty())
            return std::unexpected(fmt::format("{}:{}: does not begin with a run event", file.string(), number));
    }
    if (events.run.empty()) return std::unexpected(fmt::format("{}: no run event", file.string()));
    events.sort();
    return events;
}

void cut(Json& value) {
    if (value.is_array())
        for (auto& item : value) cut(item);
    if (!value.is_object()) return;
    std::size_t left_out = 0;
    for (auto& [key, member] : value.items()) left_out += cut_below(member);
    if (left_out > 0) value["cut"] = left_out;
}

std::string dump(const Json& event) { return event.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string text_of(const Json& object, const char* key) {
    if (!object.is_object()) return {};
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::uint64_t number_of(const Json& object, const char* key) {
    if (!object.is_object()) return 0;
    const auto it = object.find(key);
    // A number that was not read from text may be signed and still be one.
    return it != object.end() && it->is_number_integer() && *it >= 0 ? it->get<std::uint64_t>() : 0;
}

Verdict verdict_of(const Json& event) { return verdict_named(text_of(event, "verdict")).value_or(Verdict::not_run); }

std::string stored_id(const Json& event) {
    const auto id = text_of(event, "id");
    return id.substr(0, id.find('/'));
}

bool is_derived(const Json& event) { return text_of(event, "kind") != "session" && text_of(event, "id").contains('/'); }

std::string shown(const Json& value) { return value.is_string() ? value.get<std::string>() : dump(value); }

Counts count_verdicts(const Events& events) {
    Counts counts;
    for (const auto& event : events.cases) ++counts[verdict_of(event)];
    for (const auto& [level, passed] : events.passes) counts[Verdict::pass] += passed;
    return counts;
}

std::string counts_text(const Counts& counts) {
    constexpr Verdict kOrder[] = {Verdict::pass,
                                  Verdict::fail,
                                  Verdict::crash,
                                  Verdict::timeout,
                                  Verdict::unreachable,
                                  Verdict::broken_testee,
                                  Verdict::unexpected_pass,
                                  Verdict::known_failure,
                                  Verdict::unsupported,
                                  Verdict::not_run};
    std::string out;
    for (const auto verdict : kOrder) {
        const auto it = counts.find(verdict);
        if (it == counts.end() || it->second == 0) continue;
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", it->second, counted_as(verdict, it->second));
    }
    return out.empty() ? "nothing was run" : out;
}

std::map<std::string, Score> scores(const Events& events) {
    std::map<std::string, Score> out;
    for (const auto& [level, passed] : events.passes) out[level] = {.passed = passed, .judged = passed};
    for (const auto& event : events.cases) {
        const auto verdict = verdict_of(event);
        if (verdict == Verdict::unsupported || verdict == Verdict::not_run || verdict == Verdict::unreachable) continue;
        auto& score = out[text_of(event, "level")];
        ++score.judged;
        score.passed += verdict == Verdict::pass || verdict == Verdict::unexpected_pass ? 1 : 0;
    }
    return out;
}

}  // namespace wireproof::report

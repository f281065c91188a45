// Events: a run as its report tells it (SESSIONS section 10), and what every rendering asks of it.
// An event is a Json object with `event`: `run`, `case`, `peer` or `end`; vectors/schema/report.schema.json has every
// key.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "conformance/verdict.hpp"
#include "conformance/wire/json.hpp"

namespace wireproof::report {

inline constexpr std::size_t kMostShown = 4096;  // bytes of a text, or of bytes written as hex, that a report keeps

struct Events {
    Json run = Json::object();  // empty: none came
    std::vector<Json> cases;
    std::map<std::string, std::size_t> passes =
        {};  // by level: passed cases that nobody wants to read about, counted only
    std::vector<Json> peer;
    Json end = nullptr;  // null: the run was interrupted for good

    // sort puts the cases in order of id, then kind.
    void sort();
    // lines is the whole as JSON lines.
    [[nodiscard]] std::string lines() const;
};

// read_events reads JSON lines. The error names file and line. A stream without `end` is an interrupted run, and its
// last line may be cut off; anything else that is no event is an error.
[[nodiscard]] std::expected<Events, std::string> read_events(const std::filesystem::path& file);

// cut shortens every text over kMostShown, bytes in hex counted as bytes, and says in `cut` of the object that holds it
// how many are left out.
void cut(Json& value);

// dump writes an event as one line of valid UTF-8, whatever it holds.
[[nodiscard]] std::string dump(const Json& event);

// ---- reading a case event -----------------------------------------------------------------------------------------
// text_of gives a member that is a text; empty for anything else.
[[nodiscard]] std::string text_of(const Json& object, const char* key);
// number_of gives a member that is a number of 0 or more; 0 for anything else.
[[nodiscard]] std::uint64_t number_of(const Json& object, const char* key);
[[nodiscard]] Verdict verdict_of(const Json& event);
// stored_id: the vector or script a case belongs to, `flo-k7q2m` of `flo-k7q2m/truncate@7`.
[[nodiscard]] std::string stored_id(const Json& event);
[[nodiscard]] bool is_derived(const Json& event);
// shown tells a value in a line of a report; texts as they are, everything else as JSON.
[[nodiscard]] std::string shown(const Json& value);

using Counts = std::map<Verdict, std::size_t>;
[[nodiscard]] Counts count_verdicts(const Events& events);
// counts_text: `5621 passed, 3 failed, 1 known failure`, the news first after what passed; `nothing was run` for
// nothing.
[[nodiscard]] std::string counts_text(const Counts& counts);

// Score of a level: how many of the cases that were judged are right.
struct Score {
    std::size_t passed = 0, judged = 0;
};
[[nodiscard]] std::map<std::string, Score> scores(const Events& events);

}  // namespace wireproof::report

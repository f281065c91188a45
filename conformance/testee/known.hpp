// KnownFailures: what an implementation is known to get wrong, so that only news makes a run red (SESSIONS section 9).
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/verdict.hpp"
#include "conformance/wire/json.hpp"

namespace wireproof::testee {

struct KnownEntry {
    std::string id;          // exact, or a glob: `*` any characters, also `/`; `?` one
    bool session = false;    // `"kind": "session"`: about session scripts; else about vectors
    std::string frame = {};  // only cases of this frame; empty: of any, and session scripts
    Verdict verdict;         // fail, crash or timeout
    bool all = true;         // every case it matches must fail so; else at least one
    std::string versions;    // globs separated by commas; empty: every version
    std::string reason, link;
    std::string until;  // YYYY-MM-DD, the last good day; empty: no end
};

// glob_match matches the whole text.
[[nodiscard]] bool glob_match(std::string_view pattern, std::string_view text);

// today is the date in UTC as YYYY-MM-DD.
[[nodiscard]] std::string today();
// is_date: YYYY-MM-DD and a day that exists.
[[nodiscard]] bool is_date(std::string_view text);

class KnownFailures {
public:
    // Nothing is known.
    KnownFailures() = default;
    // load reads a known.json. The error names file, entry and key.
    [[nodiscard]] static std::expected<KnownFailures, std::string> load(const std::filesystem::path& file);
    [[nodiscard]] static std::expected<KnownFailures, std::string> parse(const Json& document, const std::string& name);

    // for_sessions leaves aside the entries about vectors, or with false those about session scripts; to be called
    // before the first judge.
    void for_sessions(bool sessions);
    // for_version leaves entries of other versions aside; to be called before the first judge, if the version is known.
    void for_version(std::string_view version);
    [[nodiscard]] const std::vector<KnownEntry>& entries() const { return entries_; }

    struct Judged {
        Verdict verdict;
        const KnownEntry* entry = nullptr;  // the one that applies to the case, whatever its verdict
    };
    // judge gives the final verdict of a case, and keeps account. Of the entries that match, an exact id wins, then the
    // glob with the most characters that are no wildcard, then the first.
    [[nodiscard]] Judged judge(std::string_view id, Verdict verdict, std::string_view frame = {});

    // bad_entries lists what makes the run red although no case does, one sentence each: over date; and after a whole
    // run (nothing filtered out, not interrupted) what matched nothing, and `all: false` entries none of whose cases
    // failed.
    [[nodiscard]] std::vector<std::string> bad_entries(std::string_view date, bool whole_run) const;

private:
    struct Account {
        std::size_t matched = 0, judged = 0, failed = 0;
    };
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id, std::string_view frame) const;

    std::string file_;
    std::vector<KnownEntry> entries_;
    std::vector<Account> accounts_;  // by entry
};

}  // namespace wireproof::testee

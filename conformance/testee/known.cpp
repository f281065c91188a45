#include "conformance/testee/known.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>

#include "conformance/json_file.hpp"

namespace wireproof::testee {
namespace {

// An exact id is more exact than every glob.
std::size_t exactness(std::string_view id) {
    const auto wildcards =
        static_cast<std::size_t>(std::ranges::count_if(id, [](char c) { return c == '*' || c == '?'; }));
    return wildcards == 0 ? std::string_view::npos : id.size() - wildcards;
}

bool version_matches(std::string_view globs, std::string_view version) {
    while (!globs.empty()) {
        const auto comma = std::min(globs.find(','), globs.size());
        auto glob = globs.substr(0, comma);
        while (glob.starts_with(' ')) glob.remove_prefix(1);
        while (glob.ends_with(' ')) glob.remove_suffix(1);
        if (glob_match(glob, version)) return true;
        globs.remove_prefix(std::min(comma + 1, globs.size()));
    }
    return false;
}

// EntryReader reads one entry; the first problem is kept.
class EntryReader {
public:
    explicit EntryReader(const Json& object) : object_(object) {}

    std::expected<KnownEntry, std::string> read() {
        if (!object_.is_object()) return std::unexpected(": not an object");
        for (const auto& [key, value] : object_.items())
            if (std::ranges::find(kKeys, key) == std::end(kKeys)) fail(key, "unknown key");
        KnownEntry entry{.id = text("id", true),
                         .session = session(),
                         .frame = text("frame"),
                         .verdict = verdict(),
                         .versions = text("versions"),
                         .reason = text("reason", true),
                         .link = text("link"),
                         .until = text("until")};
        if (const auto it = object_.find("all"); it != object_.end()) {
            if (!it->is_boolean()) fail("all", "neither true nor false");
            else entry.all = it->get<bool>();
        }
        if (!entry.until.empty() && !is_date(entry.until))
            fail("until", fmt::format("\"{}\" is no date (YYYY-MM-DD)", entry.until));
        if (!problem_.empty()) return std::unexpected(problem_);
        return entry;
    }

private:
    static constexpr std::string_view kKeys[] = {
        "all", "frame", "id", "kind", "link", "reason", "until", "verdict", "versions"};

    std::string text(const char* key, bool required = false) {
        const auto it = object_.find(key);
        if (it == object_.end()) {
            if (required) fail(key, "is missing");
            return {};
        }
        if (it->is_string() && !it->get_ref<const std::string&>().empty()) return it->get<std::string>();
        fail(key, "not a text, or empty");
        return {};
    }
    bool session() {
        const auto kind = text("kind");
        if (!kind.empty() && kind != "session") fail("kind", "not session");
        return !kind.empty();
    }
    Verdict verdict() {
        const auto name = text("verdict", true);
        const auto verdict = verdict_named(name).value_or(Verdict::pass);
        if (verdict == Verdict::fail || verdict == Verdict::crash || verdict == Verdict::timeout) return verdict;
        fail("verdict", "not fail, crash or timeout");
        return Verdict::fail;
    }
    void fail(std::string_view key, std::string_view why) {
        if (problem_.empty()) problem_ = fmt::format(".{}: {}", key, why);
    }

    const Json& object_;
    std::string problem_;
};

}  // namespace

bool glob_match(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::optional<std::size_t> star;  // the last `*` seen; text up to `resume` is its
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star) {
            p = *star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::string today() {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto number = [&](std::size_t at, std::size_t size) {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, value);
        return error == std::errc{} && end == text.data() + at + size ? value : 0U;
    };
    return number(0, 4) != 0 && std::chrono::year_month_day(std::chrono::year(static_cast<int>(number(0, 4))),
                                                            std::chrono::month(number(5, 2)),
                                                            std::chrono::day(number(8, 2)))
                                    .ok();
}

std::expected<KnownFailures, std::string> KnownFailures::load(const std::filesystem::path& file) {
    const auto document = read_json(file);
    if (!document) return std::unexpected(document.error().text());
    return parse(*document, file.string());
}

std::expected<KnownFailures, std::string> KnownFailures::parse(const Json& document, const std::string& name) {
    if (!document.is_object() || document.value("schema", Json()) != "wireproof/known/1")
        return std::unexpected(fmt::format("{}: schema: not \"wireproof/known/1\"", name));
    for (const auto& [key, value] : document.items())
        if (key != "schema" && key != "entries") return std::unexpected(fmt::format("{}: {}: unknown key", name, key));
    if (!document.contains("entries") || !document["entries"].is_array())
        return std::unexpected(fmt::format("{}: entries: not a list", name));
    KnownFailures known;
    known.file_ = name;
    for (std::size_t i = 0; const auto& object : document["entries"]) {
        auto entry = EntryReader(object).read();
        if (!entry) return std::unexpected(fmt::format("{}: entries[{}]{}", name, i, entry.error()));
        const auto same = [&](const KnownEntry& other) {
            return other.id == entry->id && other.frame == entry->frame && other.versions == entry->versions;
        };
        if (std::ranges::any_of(known.entries_, same))
            return std::unexpected(fmt::format("{}: entries[{}].id: \"{}\" stands twice", name, i, entry->id));
        known.entries_.push_back(std::move(*entry));
        ++i;
    }
    known.accounts_.resize(known.entries_.size());
    return known;
}

void KnownFailures::for_sessions(bool sessions) {
    std::erase_if(entries_, [&](const KnownEntry& entry) { return entry.session != sessions; });
    accounts_.assign(entries_.size(), {});
}

void KnownFailures::for_version(std::string_view version) {
    std::erase_if(entries_, [&](const KnownEntry& entry) {
        return !entry.versions.empty() && !version_matches(entry.versions, version);
    });
    accounts_.assign(entries_.size(), {});
}

std::optional<std::size_t> KnownFailures::find(std::string_view id, std::string_view frame) const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const auto& entry = entries_[i];
        const bool matches = (entry.frame.empty() || entry.frame == frame) && glob_match(entry.id, id);
        if (matches && (!best || exactness(entry.id) > exactness(entries_[*best].id))) best = i;
    }
    return best;
}

KnownFailures::Judged KnownFailures::judge(std::string_view id, Verdict verdict, std::string_view frame) {
    const auto at = find(id, frame);
    if (!at) return {verdict, nullptr};
    const auto& entry = entries_[*at];
    auto& account = accounts_[*at];
    ++account.matched;
    if (verdict == Verdict::unsupported || verdict == Verdict::not_run) return {verdict, &entry};
    ++account.judged;
    if (verdict == entry.verdict) {
        ++account.failed;
        return {Verdict::known_failure, &entry};
    }
    return {verdict == Verdict::pass && entry.all ? Verdict::unexpected_pass : verdict, &entry};
}

std::vector<std::string> KnownFailures::bad_entries(std::string_view date, bool whole_run) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const auto& entry = entries_[i];
        const auto& account = accounts_[i];
        const auto add = [&](std::string_view why) {
            out.push_back(fmt::format("{}: \"{}\" {}", file_, entry.id, why));
        };
        // Dates of this form order as their texts do.
        if (!entry.until.empty() && entry.until < date) add(fmt::format("was to be gone by {}", entry.until));
        if (!whole_run) continue;
        if (account.matched == 0) add("matches no case, or only cases of more exact entries");
        if (!entry.all && account.judged > 0 && account.failed == 0)
            add(fmt::format("matches no case that ends as {}", name_of(entry.verdict)));
    }
    return out;
}

}  // namespace wireproof::testee

// Verdict: what a case came to. One closed list for vectors and sessions, spelt the same in reports and known failures.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wireproof {

enum class Verdict : std::uint8_t {
    pass,
    fail,
    crash,            // the testee or peer died
    timeout,          // no answer in time
    unsupported,      // not asked, or the testee says it cannot
    broken_testee,    // it broke the pipe protocol
    unreachable,      // a peer that never accepted
    known_failure,    // failed as its known.json says
    unexpected_pass,  // passed although its known.json says it fails
    not_run,          // interrupted or given up
};

// name_of gives the spelling in reports: `broken-testee`.
[[nodiscard]] std::string_view name_of(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdict_named(std::string_view name);

// is_news: what makes a run red if the case's level counts.
[[nodiscard]] constexpr bool is_news(Verdict verdict) {
    return verdict == Verdict::fail || verdict == Verdict::crash || verdict == Verdict::timeout ||
           verdict == Verdict::unexpected_pass || verdict == Verdict::broken_testee || verdict == Verdict::unreachable;
}

}  // namespace wireproof

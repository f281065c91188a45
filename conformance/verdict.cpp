#include "conformance/verdict.hpp"

#include <array>
#include <cstddef>

namespace wireproof {
namespace {

constexpr std::array<std::string_view, 10> kNames = {"pass",
                                                     "fail",
                                                     "crash",
                                                     "timeout",
                                                     "unsupported",
                                                     "broken-testee",
                                                     "unreachable",
                                                     "known-failure",
                                                     "unexpected-pass",
                                                     "not-run"};
static_assert(kNames.size() == static_cast<std::size_t>(Verdict::not_run) + 1);

}  // namespace

std::string_view name_of(Verdict verdict) { return kNames.at(static_cast<std::size_t>(verdict)); }

std::optional<Verdict> verdict_named(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Verdict>(i);
    return std::nullopt;
}

}  // namespace wireproof

// Two reports set against each other, and several made into one.
#pragma once

#include "conformance/report/events.hpp"

namespace wireproof::report {

// What is news, or no news any more, between two runs; ids with the kind of case, `flo-k7q2m decode`, in order.
struct Comparison {
    std::vector<std::string> fixed;      // failed before, does not now
    std::vector<std::string> fresh;      // fails now, did not before or was not there
    std::vector<std::string> unchanged;  // fails in both
    std::vector<std::string> gone;       // failed before, not in the second run
};
[[nodiscard]] Comparison compare(const Events& before, const Events& after);

// merge makes one run of several, for example of the parts of a divided run. The same case twice: the later report's
// counts. The error says which reports are about different programs.
[[nodiscard]] std::expected<Events, std::string> merge(std::vector<Events> runs);

}  // namespace wireproof::report

// assign: gives every item a pattern of its own, so that a pattern that fits many items never takes the only item of
// another.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace wireproof::session {

// assign returns for each item the number of its pattern, or nothing if some item is left without one. `fits(pattern,
// item)` is asked at most once a pair and round.
template <class Fits>
std::optional<std::vector<std::size_t>> assign(std::size_t patterns, std::size_t items, Fits fits) {
    std::vector<std::optional<std::size_t>> item_of(patterns);
    const auto place = [&](auto& self, std::size_t item, std::vector<bool>& seen) -> bool {
        for (std::size_t p = 0; p < patterns; ++p) {
            if (seen[p] || !fits(p, item)) continue;
            seen[p] = true;
            if (!item_of[p] || self(self, *item_of[p], seen)) {
                item_of[p] = item;
                return true;
            }
        }
        return false;
    };
    for (std::size_t item = 0; item < items; ++item) {
        std::vector<bool> seen(patterns);
        if (!place(place, item, seen)) return std::nullopt;
    }
    std::vector<std::size_t> pattern_of(items);
    for (std::size_t p = 0; p < patterns; ++p)
        if (item_of[p]) pattern_of[*item_of[p]] = p;
    return pattern_of;
}

}  // namespace wireproof::session

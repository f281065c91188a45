// Instants of a history: the texts of dates and times that grids carry, as numbers that can be compared, and the ranges
// of hisRead. Days are those of UTC.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace wireproof::peers::haystack {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

// read_instant reads `2024-01-15T10:30:00-05:00` with or without fraction and offset; nothing for anything else.
[[nodiscard]] std::optional<Instant> read_instant(std::string_view text);

struct Range {
    Instant from = Instant::min(), to = Instant::max();  // `to` is not part of it
};
// read_range reads `today`, `yesterday`, a date, two dates, an instant on, two instants, or nothing, which is all there
// is. The later end of two is not part of the range if it is an instant, and is if it is a date.
[[nodiscard]] std::expected<Range, std::string> read_range(std::string_view text, Instant now);

}  // namespace wireproof::peers::haystack

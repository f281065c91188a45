// Dates and times of a grid: whether a text is one (PROTOCOL.md 14.11 to 14.13).
#pragma once

#include <string_view>

namespace wireproof::haystack {

[[nodiscard]] bool is_date(std::string_view text);
[[nodiscard]] bool is_time(std::string_view text);
[[nodiscard]] bool is_date_time(std::string_view text);

}  // namespace wireproof::haystack

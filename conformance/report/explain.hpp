// A case that is not as it should be, explained in lines of text: what was expected, what came, which field, which
// rule, how to see it again.
#pragma once

#include "conformance/report/events.hpp"

namespace wireproof::report {

struct Line {
    enum class Kind : std::uint8_t { title, reason, rule, field, wrong_field, expected, got, detail, reproduce };
    Kind kind;
    std::string text;
};

// explain gives the lines of a case event, its title first; lines other than the title are meant to be indented.
[[nodiscard]] std::vector<Line> explain(const Json& event);
// title: `fail flo-k7q2m: decode flo response (must)`.
[[nodiscard]] std::string title(const Json& event);
// answer_text puts `expected` or `got` into one line: `error bad_checksum at byte 16, crc32`, `value {…}`.
[[nodiscard]] std::string answer_text(const Json& answer);
// differences lists where two values differ, at most `most`: `entries[0].key: expected "61", got "62"`.
[[nodiscard]] std::vector<std::string> differences(const Json& expected, const Json& got, std::size_t most = 6);

}  // namespace wireproof::report

// JSON from outside: files that people write, read whole, with errors that name the file and the place; and what other
// programs say.
#pragma once

#include <expected>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "conformance/wire/json.hpp"

namespace wireproof {

// Something wrong with an input file: `vectors/flo/request.json: flo-k7q2m: wire: bad hex`.
struct Problem {
    std::filesystem::path file;
    std::string where;  // id, key or place; may be empty
    std::string what;

    [[nodiscard]] std::string text() const;
};

// read_text reads a whole file; the error is a sentence without the file's name.
[[nodiscard]] std::expected<std::string, std::string> read_text(const std::filesystem::path& file);

// Documents are copied and printed by recursion, so that a stack holds them only to a depth. No document of ours comes
// near this one.
inline constexpr std::size_t kMostNested = 512;

// parse_message reads what another program says: discarded if it is no JSON or nests deeper than kMostNested.
[[nodiscard]] Json parse_message(std::string_view text);

// parse_json refuses what JSON leaves open and a reader would lose silently: a member that stands twice in an object;
// and what nests deeper than kMostNested.
[[nodiscard]] std::expected<Json, std::string> parse_json(std::string_view text);

[[nodiscard]] std::expected<Json, Problem> read_json(const std::filesystem::path& file);

}  // namespace wireproof

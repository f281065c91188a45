// JSON files that people write: read whole, with errors that name the file and the place.
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

// parse_json refuses what JSON leaves open and a reader would lose silently: a member that stands twice in an object.
[[nodiscard]] std::expected<Json, std::string> parse_json(std::string_view text);

[[nodiscard]] std::expected<Json, Problem> read_json(const std::filesystem::path& file);

}  // namespace wireproof

// RunFile: the file in which a run keeps what it has done, so that one that was ended or killed is gone on with.
#pragma once

#include <expected>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "conformance/wire/json.hpp"

namespace wireproof::cli {

// write_whole leaves either the old file or the whole new one; false if it cannot be written.
[[nodiscard]] bool write_whole(const std::filesystem::path& file, const std::string& text);
[[nodiscard]] bool write_whole(const std::filesystem::path& file, const Json& document);

struct RunFile {
    std::filesystem::path path;
    const char* schema = "";
    Json about;  // what makes two runs the same

    // read gives what an earlier run left, null if there was none. The error is a sentence: it was another run, or the
    // file is broken.
    [[nodiscard]] std::expected<Json, std::string> read() const;
    // write keeps an object of what was done, beside schema and `about`.
    [[nodiscard]] bool write(Json done) const;
};

}  // namespace wireproof::cli

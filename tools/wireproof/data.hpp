// Where the suite's data lives: vectors, schemas, sessions, in the layout of the source tree.
#pragma once

#include <filesystem>
#include <string>

namespace wireproof::cli {

// data_folder is `given` (--data) if it is not empty, else $WIREPROOF_DATA, else ../share/wireproof beside the
// executable, else the source tree that built it.
[[nodiscard]] std::filesystem::path data_folder(const std::string& given);

}  // namespace wireproof::cli

#include "tools/wireproof/data.hpp"

#include <cstdlib>

namespace wireproof::cli {

std::filesystem::path data_folder(const std::string& given) {
    namespace fs = std::filesystem;
    if (!given.empty()) return given;
    if (const char* const named = std::getenv("WIREPROOF_DATA"); named != nullptr && *named != '\0') return named;
    std::error_code failed;
    const auto program = fs::read_symlink("/proc/self/exe", failed);
    if (!failed) {
        const auto installed = program.parent_path().parent_path() / "share" / "wireproof";
        if (fs::exists(installed / "vectors", failed)) return installed;
    }
    return WIREPROOF_SOURCE_DIR;
}

}  // namespace wireproof::cli

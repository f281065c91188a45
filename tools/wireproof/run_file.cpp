#include "tools/wireproof/run_file.hpp"

#include <fmt/format.h>

#include <fstream>

#include "conformance/json_file.hpp"

namespace wireproof::cli {

bool write_whole(const std::filesystem::path& file, const std::string& text) {
    const auto draft = file.string() + ".draft";
    std::ofstream out(draft, std::ios::binary);
    out << text;
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(draft, file, error);
    return out && !error;
}

bool write_whole(const std::filesystem::path& file, const Json& document) {
    return write_whole(file, document.dump(2) + "\n");
}

std::expected<Json, std::string> RunFile::read() const {
    if (!std::filesystem::exists(path)) return Json();
    auto old = read_json(path);
    if (!old) return std::unexpected(old.error().text());
    if (old->value("schema", "") != schema || !old->contains("about") || (*old)["about"] != about)
        return std::unexpected(fmt::format("{} is of another run ({}): give the same options or another --out",
                                           path.string(),
                                           old->value("about", Json()).dump()));
    return std::move(*old);
}

bool RunFile::write(Json done) const {
    done["schema"] = schema;
    done["about"] = about;
    return write_whole(path, done);
}

}  // namespace wireproof::cli

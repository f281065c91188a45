#include "conformance/json_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <vector>

namespace wireproof {

std::string Problem::text() const {
    return where.empty() ? fmt::format("{}: {}", file.string(), what)
                         : fmt::format("{}: {}: {}", file.string(), where, what);
}

std::expected<std::string, std::string> read_text(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return std::unexpected("no such file");
    if (std::filesystem::is_directory(file, error)) return std::unexpected("is a folder, not a file");
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return std::unexpected("cannot be read");
    return std::move(text).str();
}

namespace {

// DuplicateFinder sees a text as events. The parser that builds the document keeps the last of two members and says
// nothing.
class DuplicateFinder : public nlohmann::json_sax<Json> {
public:
    std::string twice;

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override {
        open_.emplace_back();
        return true;
    }
    bool key(string_t& name) override {
        if (open_.back().insert(name).second) return true;
        twice = name;
        return false;
    }
    bool end_object() override {
        open_.pop_back();
        return true;
    }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    std::vector<std::set<std::string>> open_;  // the members seen of each object around this place
};

// too_deep gives where the first array or object begins that nests deeper than kMostNested. Of a text that is no JSON
// it may say anything.
std::optional<std::size_t> too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string && c == '\\') ++i;
        else if (c == '"') in_string = !in_string;
        else if (in_string) continue;
        else if ((c == '[' || c == '{') && ++depth > kMostNested) return i;
        else if ((c == ']' || c == '}') && depth > 0) --depth;
    }
    return std::nullopt;
}

}  // namespace

Json parse_message(std::string_view text) {
    return too_deep(text) ? Json(Json::value_t::discarded) : Json::parse(text, nullptr, false);
}

std::expected<Json, std::string> parse_json(std::string_view text) {
    if (const auto at = too_deep(text))
        return std::unexpected(fmt::format("nested deeper than {} at byte {}", kMostNested, *at));
    try {
        auto document = Json::parse(text);
        DuplicateFinder duplicates;
        Json::sax_parse(text, &duplicates);
        if (!duplicates.twice.empty())
            return std::unexpected(fmt::format("member `{}` stands twice in one object", duplicates.twice));
        return document;
    } catch (const Json::parse_error& error) {
        return std::unexpected(fmt::format("not JSON at byte {}: {}", error.byte, error.what()));
    } catch (const Json::exception& error) {  // a number that no double holds
        return std::unexpected(fmt::format("not JSON: {}", error.what()));
    }
}

std::expected<Json, Problem> read_json(const std::filesystem::path& file) {
    const auto text = read_text(file);
    if (!text) return std::unexpected(Problem{file, "", text.error()});
    auto document = parse_json(*text);
    if (!document) return std::unexpected(Problem{file, "", document.error()});
    return std::move(*document);
}

}  // namespace wireproof

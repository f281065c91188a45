#include "conformance/json_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
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

// Builder makes the document of the events of a text, and remembers what the parser that builds it otherwise passes
// over: of two members of one name it keeps the last and says nothing.
class Builder : public nlohmann::json_sax<Json> {
public:
    Json document;
    std::string twice;    // the first member that stands twice
    std::string problem;  // why the text is no JSON

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t&) override { return false; }  // no text has any
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        const auto [member, fresh] = open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(name));
        if (!fresh && twice.empty()) twice = member->first;
        member_ = &member->second;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
        const auto* const syntax = dynamic_cast<const Json::parse_error*>(&error);
        problem = syntax != nullptr ? fmt::format("not JSON at byte {}: {}", syntax->byte, syntax->what())
                                    : fmt::format("not JSON: {}", error.what());  // a number that no double holds
        return false;
    }

private:
    Json& place() {
        if (open_.empty()) return document;
        auto& around = *open_.back();
        return around.is_array() ? around.get_ref<Json::array_t&>().emplace_back() : *member_;
    }
    bool put(Json value) {
        place() = std::move(value);
        return true;
    }
    bool open(Json empty) {
        auto& value = place();
        value = std::move(empty);
        open_.push_back(&value);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<Json*> open_;  // the arrays and objects around this place: none of them grows but the last
    Json* member_ = nullptr;   // of the last, if it is an object: what comes next
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
    Builder builder;
    if (!Json::sax_parse(text, &builder)) return std::unexpected(builder.problem);
    if (!builder.twice.empty())
        return std::unexpected(fmt::format("member `{}` stands twice in one object", builder.twice));
    return std::move(builder.document);
}

std::expected<Json, Problem> read_json(const std::filesystem::path& file) {
    const auto text = read_text(file);
    if (!text) return std::unexpected(Problem{file, "", text.error()});
    auto document = parse_json(*text);
    if (!document) return std::unexpected(Problem{file, "", document.error()});
    return std::move(*document);
}

}  // namespace wireproof

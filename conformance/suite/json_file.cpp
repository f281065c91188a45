#include "conformance/suite/json_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <set>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace wireproof::suite {

std::string Problem::text() const {
    return where.empty() ? fmt::format("{}: {}", file.string(), what) : fmt::format("{}: {}: {}", file.string(), where, what);
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

std::expected<Json, std::string> parse_json(std::string_view text) {
    std::vector<std::set<std::string>> open;  // the keys seen in each object around this place
    std::string twice;
    const auto note_keys = [&](int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start) open.emplace_back();
        if (event == Json::parse_event_t::object_end) open.pop_back();
        if (event == Json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second && twice.empty())
            twice = parsed.get<std::string>();
        return true;
    };
    try {
        auto document = Json::parse(text, note_keys);
        if (!twice.empty()) return std::unexpected(fmt::format("member `{}` stands twice in one object", twice));
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

struct Schema::Compiled {
    Json source;  // valijson keeps references into it
    valijson::Schema schema;
};

std::expected<Schema, Problem> Schema::load(const std::filesystem::path& file) {
    auto source = read_json(file);
    if (!source) return std::unexpected(source.error());
    const auto compiled = std::make_shared<Compiled>();
    compiled->source = std::move(*source);
    try {
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(compiled->source), compiled->schema);
    } catch (const std::exception& error) {
        return std::unexpected(Problem{file, "", error.what()});
    }
    Schema schema;
    schema.compiled_ = compiled;
    return schema;
}

// valijson names a place as `<root>`, `[vectors]`, `[3]`.
static std::string pointer(const std::vector<std::string>& context) {
    std::string out;
    for (std::size_t i = 1; i < context.size(); ++i) out += "/" + context[i].substr(1, context[i].size() - 2);
    return out;
}

std::vector<Schema::Violation> Schema::violations(const Json& document) const {
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    std::vector<Violation> out;
    if (validator.validate(compiled_->schema, valijson::adapters::NlohmannJsonAdapter(document), &results)) return out;
    for (valijson::ValidationResults::Error error; results.popError(error);) out.push_back({pointer(error.context), error.description});
    return out;
}

}  // namespace wireproof::suite

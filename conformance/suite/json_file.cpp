#include "conformance/suite/json_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
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

namespace {

// Looks for a member that stands twice in one object, which a parsed document does not show. A pass of its own, because
// nlohmann's parser with a callback takes quadratic time over a list of objects.
class Doubles : public nlohmann::json_sax<Json> {
public:
    std::string twice;  // the first; empty: there is none

    bool start_object(std::size_t) override {
        open_.emplace_back();
        return true;
    }
    bool end_object() override {
        open_.pop_back();
        return true;
    }
    bool key(std::string& name) override {
        if (!open_.back().insert(name).second && twice.empty()) twice = name;
        return true;
    }
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(std::int64_t) override { return true; }
    bool number_unsigned(std::uint64_t) override { return true; }
    bool number_float(double, const std::string&) override { return true; }
    bool string(std::string&) override { return true; }
    bool binary(Json::binary_t&) override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    std::vector<std::set<std::string>> open_;  // the keys seen in each object around this place
};

}  // namespace

std::expected<Json, std::string> parse_json(std::string_view text) {
    try {
        auto document = Json::parse(text);
        Doubles doubles;
        Json::sax_parse(text, &doubles);
        if (!doubles.twice.empty()) return std::unexpected(fmt::format("member `{}` stands twice in one object", doubles.twice));
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

#include "conformance/schema.hpp"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace wireproof {

struct Schema::Compiled {
    Json source;  // valijson keeps references into it
    valijson::Schema schema;
};

std::expected<Schema, Problem> Schema::load(const std::filesystem::path& file) {
    auto source = read_json(file);
    if (!source) return std::unexpected(source.error());
    auto schema = compile(std::move(*source));
    if (!schema) return std::unexpected(Problem{file, "", schema.error()});
    return std::move(*schema);
}

std::expected<Schema, std::string> Schema::compile(Json source) {
    const auto compiled = std::make_shared<Compiled>();
    compiled->source = std::move(source);
    try {
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(compiled->source), compiled->schema);
    } catch (const std::exception& error) {
        return std::unexpected(error.what());
    }
    Schema schema;
    schema.compiled_ = compiled;
    return schema;
}

// valijson names a place as `<root>`, `[vectors]`, `[3]`.
static std::vector<std::string> place_of(const std::vector<std::string>& context) {
    std::vector<std::string> place;
    for (std::size_t i = 1; i < context.size(); ++i) place.push_back(context[i].substr(1, context[i].size() - 2));
    return place;
}

std::string Schema::Violation::pointer() const {
    std::string out;
    for (const auto& name : place) out += "/" + name;
    return out;
}

std::vector<Schema::Violation> Schema::violations(const Json& document) const {
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    std::vector<Violation> out;
    if (validator.validate(compiled_->schema, valijson::adapters::NlohmannJsonAdapter(document), &results)) return out;
    for (valijson::ValidationResults::Error error; results.popError(error);)
        out.push_back({place_of(error.context), error.description});
    return out;
}

}  // namespace wireproof

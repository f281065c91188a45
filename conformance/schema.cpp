#include "conformance/suite/schema.hpp"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace wireproof::suite {

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
    for (valijson::ValidationResults::Error error; results.popError(error);)
        out.push_back({pointer(error.context), error.description});
    return out;
}

}  // namespace wireproof::suite

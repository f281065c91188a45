#include "harness/session/schema.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace wireproof::session {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// `<root>`, `[steps]`, `[3]`, `[match]` → `step 3, match`; inner steps as `step 3.0`.
std::string place(const std::vector<std::string>& context) {
    std::string steps;
    std::string keys;
    for (std::size_t i = 1; i < context.size(); ++i) {
        const auto name = context[i].substr(1, context[i].size() - 2);
        if ((name == "steps" || name == "of") && i + 1 < context.size()) {
            ++i;
            if (!steps.empty()) steps += '.';
            steps += context[i].substr(1, context[i].size() - 2);
            keys.clear();
        } else {
            if (!keys.empty()) keys += '.';
            keys += name;
        }
    }
    if (steps.empty()) return keys;
    return keys.empty() ? fmt::format("step {}", steps) : fmt::format("step {}, {}", steps, keys);
}

std::string reworded(const std::string& description) {
    std::string key;
    if (RE2::PartialMatch(description, "could not be validated using .*: '(.*)'", &key))
        return fmt::format("unknown key `{}`", key);
    if (RE2::PartialMatch(description, "Missing required property '(.*)'", &key))
        return fmt::format("key `{}` is missing", key);
    if (description.starts_with("Value type not permitted")) return "wrong type of value";
    if (description.starts_with("Failed to match against any enum values")) return "not one of the values allowed here";
    return description;
}

}  // namespace

ScriptErrors schema_errors(const Json& schema_document, const Json& document, const std::string& file) {
    valijson::Schema schema;
    valijson::SchemaParser parser;
    const Adapter schema_adapter(schema_document);
    parser.populateSchema(schema_adapter, schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    const Adapter adapter(document);
    ScriptErrors errors;
    if (validator.validate(schema, adapter, &results)) return errors;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        // What follows the innermost error only says which rule it broke further out.
        const bool echo = error.description.starts_with("Failed to validate");
        if (!echo || errors.empty()) errors.push_back({file, place(error.context), reworded(error.description)});
    }
    return errors;
}

}  // namespace wireproof::session

#include "harness/session/schema.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

namespace wireproof::session {
namespace {

// {"steps", "3", "match"} → `step 3, match`; inner steps as `step 3.0`.
std::string place_in_script(const std::vector<std::string>& way) {
    std::string steps;
    std::string keys;
    for (std::size_t i = 0; i < way.size(); ++i) {
        if ((way[i] == "steps" || way[i] == "of") && i + 1 < way.size()) {
            if (!steps.empty()) steps += '.';
            steps += way[++i];
            keys.clear();
        } else {
            if (!keys.empty()) keys += '.';
            keys += way[i];
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

ScriptErrors schema_errors(const Schema& schema, const Json& document, const std::string& file) {
    ScriptErrors errors;
    for (const auto& [place, what] : schema.violations(document)) {
        // What follows the innermost error only says which rule it broke further out.
        const bool echo = what.starts_with("Failed to validate");
        if (!echo || errors.empty()) errors.push_back({file, place_in_script(place), reworded(what)});
    }
    return errors;
}

}  // namespace wireproof::session

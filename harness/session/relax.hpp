// relax: what a second run of a recording has shown. A field that differs between two equal runs is made anew each
// time, and answers that came in another order have none.
#pragma once

#include <expected>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/session/engine.hpp"

namespace wireproof::session {

// relax changes the step of the script at which `result` failed, and nothing else: the field that differed is only
// expected to be there, answers one behind the other become a set. It returns what it did. The error says why nothing
// can be done: enumerations and booleans never differ by chance, and neither does a missing answer.
[[nodiscard]] std::expected<std::string, std::string> relax(Json& script, const Variant& variant, const Result& result);

}  // namespace wireproof::session

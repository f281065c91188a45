// schema_errors: a JSON document against a JSON Schema, with every mistake named by place and key.
#pragma once

#include "harness/session/script.hpp"

namespace wireproof::session {

// schema_errors gives the innermost errors only: `step 3: unknown key \`matsch\``.
[[nodiscard]] ScriptErrors schema_errors(const Schema& schema, const Json& document, const std::string& file);

}  // namespace wireproof::session

// The `context` object of vectors and testee requests.
#pragma once

#include "conformance/wire/context.hpp"
#include "conformance/wire/json.hpp"

namespace wireproof {

// context_from_json takes the keys it knows and ignores the others and values of another type: the vectors' schema refuses those.
[[nodiscard]] Context context_from_json(const Json& json);

}  // namespace wireproof

// Context from the `context` object of a vector or a testee request, and back.
#pragma once

#include <expected>
#include <string>

#include "conformance/wire/context.hpp"
#include "conformance/wire/json.hpp"

namespace wireproof {

// parse_context reads profile, direction, max_frame_size, chunk_size and max_decompressed; integers as number or
// decimal string. Keys it does not know are passed over: the lint refuses them in vectors, a testee may be older than a
// vector. null is an empty context. The error names the key: `context.direction: neither "client" nor "server"`.
[[nodiscard]] std::expected<Context, std::string> parse_context(const Json& value);

}  // namespace wireproof

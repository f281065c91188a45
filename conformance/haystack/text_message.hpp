// The text messages that a Haystack connection is opened with (PROTOCOL.md section 9), as far as their order is
// concerned.
#pragma once

#include <string>

#include "conformance/wire/bytes.hpp"

namespace wireproof::haystack {

struct TextMessage {
    std::string type;        // empty: it has none, or is no object
    bool has_token = false;  // an `authToken` that is text
};
[[nodiscard]] TextMessage read_text(ByteView text);

}  // namespace wireproof::haystack

// UTF-8 validity (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
#pragma once

#include "conformance/wire/bytes.hpp"

namespace wireproof {

// utf8_prefix is the number of bytes in front of the first sequence that is none; all of them if there is no such.
[[nodiscard]] std::size_t utf8_prefix(ByteView text);
[[nodiscard]] inline bool is_utf8(ByteView text) { return utf8_prefix(text) == text.size(); }

}  // namespace wireproof

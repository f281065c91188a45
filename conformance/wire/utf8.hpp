// UTF-8 validity (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
#pragma once

#include "conformance/wire/bytes.hpp"

namespace wireproof {

[[nodiscard]] bool is_utf8(ByteView text);

}  // namespace wireproof

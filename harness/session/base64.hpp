// Base64 (RFC 4648) in the two alphabets that Haystack's authentication uses: the standard one with padding, and the
// one of URLs without.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conformance/wire/bytes.hpp"

namespace wireproof::session {

enum class Base64 : std::uint8_t { standard, url };

[[nodiscard]] std::string to_base64(ByteView bytes, Base64 alphabet = Base64::standard);

// from_base64 takes exactly what to_base64 gives: nothing for another character, another padding, and bits left over
// that are not 0.
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text, Base64 alphabet = Base64::standard);

}  // namespace wireproof::session

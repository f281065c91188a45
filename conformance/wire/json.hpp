// Frames as JSON values and back, by the conventions of vectors/README.md: bytes as lower-case hex, 64-bit integers as
// decimal strings, enumerations by name where the number has one, absent optionals left out.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "conformance/wire/frame.hpp"

namespace wireproof {
using Json = nlohmann::json;
}

namespace wireproof::wire {

[[nodiscard]] Json to_json(AnyFrame frame);
[[nodiscard]] Json leaf_to_json(const LeafInfo& info, const LeafValue& value);

// from_json fills a new frame. A missing member without a default, an unknown one, a wrong JSON type or a number out of
// range is `unencodable` with its path. Integers of any width are taken as number or decimal string, enumerations by
// name or number, bytes as hex or in the list form of `wire`; null means absent.
[[nodiscard]] Error from_json(AnyFrame frame, const Json& value);

// nearly_equal compares two values as == does, except that doubles may be so many units in the last place apart.
[[nodiscard]] bool nearly_equal(const Json& a, const Json& b, std::uint64_t units);

// joined_hex reads bytes in either form, `"6869"` or `["68", {"repeat": "00", "count": 65536}]`; nothing if it is
// neither or over 256 MiB.
[[nodiscard]] std::optional<Bytes> joined_hex(const Json& value);

}  // namespace wireproof::wire

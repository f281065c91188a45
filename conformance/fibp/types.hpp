// The primitives of FIBP under the names that its documents use; all numbers are big-endian. Rules: PROTOCOL.md
// section 2.
#pragma once

#include "conformance/fibp/tables.hpp"
#include "conformance/wire/types.hpp"

namespace wireproof::fibp {

using namespace wire;  // a layout reads like the document: u32be, string, batch

// Policy of the server: the most items that a list of the hot path may announce.
inline constexpr std::uint64_t kMaxItems = 1'000'000;

using Map = std::vector<std::array<std::string, 2>>;  // entries in wire order, duplicates kept

inline constexpr auto string = text(u16be);
inline constexpr auto bytes = blob(u32be);
inline constexpr auto strings = list(u16be, string);
inline constexpr auto map = list(u16be, fixed<2>(string));
inline constexpr auto batch = list<kMaxItems>(u32be, object);  // of the hot path
inline constexpr auto rows = list(u16be, object);              // of the administration
inline constexpr auto optional_string = if_flagged(string);
inline constexpr auto code = enumeration(u8, kErrorCodes);

// find gives the value of a key, the last one where a key stands twice; null if there is none.
[[nodiscard]] inline const std::string* find(const Map& entries, std::string_view key) {
    const std::string* value = nullptr;
    for (const auto& entry : entries)
        if (entry[0] == key) value = &entry[1];
    return value;
}

}  // namespace wireproof::fibp

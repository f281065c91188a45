// EnumTable: the numbers of one enumeration of a protocol and their names, written down once. Code refers to a member
// by its name, resolved at compile time, so that no number is typed a second time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace wireproof::wire {

struct EnumName {
    std::uint64_t value;
    std::string_view name;
};

struct EnumTable {
    std::string_view title;
    std::span<const EnumName> names;
    // closed: an unknown number is refused (`bad_value`); open: it is kept as a number.
    bool closed = false;

    [[nodiscard]] constexpr std::optional<std::string_view> name_of(std::uint64_t value) const {
        const auto* const it = std::ranges::find(names.data(), names.data() + names.size(), value, &EnumName::value);
        if (it == names.data() + names.size()) return std::nullopt;
        return it->name;
    }
    [[nodiscard]] constexpr std::optional<std::uint64_t> value_of(std::string_view name) const {
        const auto* const it = std::ranges::find(names.data(), names.data() + names.size(), name, &EnumName::name);
        if (it == names.data() + names.size()) return std::nullopt;
        return it->value;
    }
};

}  // namespace wireproof::wire

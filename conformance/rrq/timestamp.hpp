// Timestamps of RRQ: moments of UTC in nanoseconds, as text in JSON. What is read is laxer than RFC 3339, what is
// written is one form of it (PROTOCOL.md section 9).
#pragma once

#include "conformance/wire/json_text/types.hpp"

namespace wireproof::rrq {

struct Timestamp {
    std::int64_t seconds = 0;  // since 1970, without leap seconds
    std::uint32_t nanos = 0;   // from 1,000,000,000 on: of a leap second, which follows second 59

    // parse reads a text of any form that section 9 accepts, or in strict mode of RFC 3339 alone.
    [[nodiscard]] static std::optional<Timestamp> parse(std::string_view text, bool strict = false);
    // is_valid: in the years -262143 to 262142, nanoseconds in range, a leap second after second 59.
    [[nodiscard]] bool is_valid() const;
    // text is the form that an encoder writes, of a valid one.
    [[nodiscard]] std::string text() const;
    friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

struct TimestampText : wire::json_text::Required {
    static void read(wire::json_text::Parser& in, Timestamp& value);
    static void write(wire::Writer& io, const Timestamp& value, int level);
    [[nodiscard]] static std::string name() { return "timestamp"; }
    [[nodiscard]] static wire::LeafInfo info() {
        return {.kind = wire::LeafInfo::Kind::text, .type = name(), .rule = "a moment of the years -262143 to 262142"};
    }
    // To cold visitors it is a text; a whole number is taken as seconds.
    static wire::LeafValue get(const Timestamp& value) { return value.is_valid() ? value.text() : std::string(); }
    static bool set(Timestamp& value, wire::LeafValue&& from);
    template <class T>
    static constexpr wire::CellOps cell_ops() {
        return wire::json_text::leaf_ops<TimestampText, T>();
    }
};
inline constexpr TimestampText timestamp{};

}  // namespace wireproof::rrq

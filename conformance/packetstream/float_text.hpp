// bssfloat: a floating point number as text, length in front, as cs.binary writes it. Rules: PROTOCOL.md section 2.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conformance/packetstream/bsuint.hpp"

namespace wireproof::packetstream {

// float_text writes the shortest digits that give the number back: fixed with a fraction where the decimal exponent is
// -4 to 15, else with an exponent of two digits or more; `inf`, `-inf`, `nan`.
[[nodiscard]] std::string float_text(double value);

// parse_float_text reads digits with an optional sign, point and exponent, or inf, infinity, nan in any case; nothing
// for any other text. What is too large for a double is infinite, what is too small is 0.
[[nodiscard]] std::optional<double> parse_float_text(std::string_view text);

struct BsFloat {
    void read(auto& io, double& v) const {
        io.begin(wire::Role::length);
        const auto size = bsuint.get(io);
        io.begin(wire::Role::data);
        const auto* const from = io.take(size);
        if (from == nullptr) return;
        const std::string_view text(reinterpret_cast<const char*>(from), static_cast<std::size_t>(size));
        if (!is_utf8(as_bytes(text))) return io.fail(Errc::bad_utf8);
        const auto value = parse_float_text(text);
        if (!value) return io.reject(Errc::bad_value, "not the text of a number");
        if (io.strict() && text != float_text(*value))
            io.reject(Errc::bad_value, "not the shortest text of the number");
        v = *value;
    }
    void write(wire::Writer& io, double v) const { wire::text(bsuint).write(io, float_text(v)); }
    [[nodiscard]] wire::LeafInfo info() const {
        return {.kind = wire::LeafInfo::Kind::real,
                .type = "float text[bsuint]",
                .form = &wire::kNumberForm<BsUint>,
                .other_form = &is_other_form};
    }

private:
    // Takes the bytes of a field that was accepted.
    static bool is_other_form(ByteView field);
};
inline constexpr BsFloat bssfloat{};

}  // namespace wireproof::packetstream

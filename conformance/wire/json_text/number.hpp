// Numbers of JSON text, by the arithmetic of serde_json, which the protocols on JSON were made with: integers from
// -2^63 to 2^64-1 stay integers, everything else becomes a double that may be two units in the last place off.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace wireproof::wire::json_text {

using Number = std::variant<std::uint64_t, std::int64_t, double>;

// scale gives significand × 10^exponent; nothing if it is over the greatest double. Too small is 0. The one
// multiplication or division by a power of ten is what the reference does; rounding it correctly would make other bytes
// of the same text.
[[nodiscard]] std::optional<double> scale(std::uint64_t significand, std::int64_t exponent);

// NumberText: a number as an encoder writes it: the fewest digits that are read back as the same double, in fixed
// notation from 1e-5 to under 1e16, else as `1e+16`; `null` for a double that is no finite number.
class NumberText {
public:
    explicit NumberText(const Number& number);
    [[nodiscard]] std::string_view view() const { return {chars_.data(), size_}; }

private:
    void add(std::string_view text);
    void add_zeros(std::size_t n);
    void add_double(double number);

    std::array<char, 32> chars_;  // the longest is 24: a sign, `0.0000` and 17 digits
    std::size_t size_ = 0;
};

}  // namespace wireproof::wire::json_text

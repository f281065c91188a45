#include "conformance/packetstream/float_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace wireproof::packetstream {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool same_word(std::string_view text, std::string_view word) {
    return std::ranges::equal(
        text, word, {}, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
}

// A text taken apart: digits [. digits] [exponent].
struct Decimal {
    std::string_view whole;
    std::string_view fraction;
    bool negative_exponent = false;
    std::string_view exponent;
};

std::string_view take_digits(std::string_view& text) {
    const auto count = static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    const auto digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

std::optional<Decimal> take_apart(std::string_view text) {
    Decimal out;
    out.whole = take_digits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        out.fraction = take_digits(text);
    }
    if (out.whole.empty() && out.fraction.empty()) return std::nullopt;
    if (text.empty()) return out;
    if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
    text.remove_prefix(1);
    out.negative_exponent = text.starts_with('-');
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    out.exponent = take_digits(text);
    if (out.exponent.empty() || !text.empty()) return std::nullopt;
    return out;
}

// Whether a number outside of the range of doubles lies above it; else it lies below.
bool is_huge(const Decimal& decimal) {
    constexpr std::int64_t kFar = std::int64_t{1} << 62;
    std::int64_t exponent = kFar;
    std::from_chars(decimal.exponent.data(), decimal.exponent.data() + decimal.exponent.size(), exponent);
    if (decimal.exponent.empty()) exponent = 0;
    if (decimal.negative_exponent) exponent = -exponent;
    const auto lead = decimal.whole.find_first_not_of('0');
    if (lead != std::string_view::npos) return exponent + static_cast<std::int64_t>(decimal.whole.size() - lead) > 0;
    return exponent - static_cast<std::int64_t>(decimal.fraction.find_first_not_of('0')) > 0;
}

std::optional<double> unsigned_value(std::string_view text) {
    if (same_word(text, "inf") || same_word(text, "infinity")) return kInfinity;
    if (same_word(text, "nan")) return std::numeric_limits<double>::quiet_NaN();
    const auto decimal = take_apart(text);
    if (!decimal) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) return is_huge(*decimal) ? kInfinity : 0.0;
    return value;
}

}  // namespace

std::string float_text(double value) {
    constexpr int kLeastFixed = -4;
    constexpr int kMostFixed = 15;
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    std::array<char, 32> room;
    auto* const end = std::to_chars(room.data(), room.data() + room.size(), value, std::chars_format::scientific).ptr;
    const std::string text(room.data(), end);
    const auto e = text.find('e');
    int exponent = 0;
    const auto* const digits_of_exponent = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
    std::from_chars(digits_of_exponent, text.data() + text.size(), exponent);
    if (exponent < kLeastFixed || exponent > kMostFixed) return text;

    auto digits = text.substr(0, e);
    std::erase_if(digits, [](char c) { return !is_digit(c); });
    if (exponent < 0) {
        digits.insert(0, static_cast<std::size_t>(-exponent), '0');
        exponent = 0;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole) digits.resize(whole + 1, '0');
    digits.insert(whole, 1, '.');
    if (text.front() == '-') digits.insert(0, 1, '-');
    return digits;
}

std::optional<double> parse_float_text(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    const auto value = unsigned_value(text);
    return value && negative ? -*value : value;
}

bool BsFloat::is_other_form(ByteView field) {
    const auto text = std::ranges::find_if(field, [](std::uint8_t byte) { return (byte & BsUint::kMore) == 0; }) + 1;
    const std::string digits(text, field.end());
    return BsUint::is_other_form(field) || digits != float_text(parse_float_text(digits).value());
}

}  // namespace wireproof::packetstream

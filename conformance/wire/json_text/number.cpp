#include "conformance/wire/json_text/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace wireproof::wire::json_text {
namespace {

constexpr std::int64_t kGreatestPower = 308;

const std::array<double, kGreatestPower + 1>& powers_of_ten() {
    static const auto kPowers = [] {
        std::array<double, kGreatestPower + 1> powers{};
        for (std::size_t i = 0; i < powers.size(); ++i) {
            const auto text = "1e" + std::to_string(i);
            std::from_chars(text.data(), text.data() + text.size(), powers[i]);
        }
        return powers;
    }();
    return kPowers;
}

// A double in scientific form, taken apart.
struct Digits {
    std::array<char, 17> digits{};
    std::size_t count = 0;
    int exponent = 0;  // of the first digit

    explicit Digits(double number) {
        std::array<char, 32> text{};
        const auto* const end =
            std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific).ptr;
        const auto* at = text.data();
        for (; *at != 'e'; ++at)
            if (*at != '.') digits[count++] = *at;
        at += at[1] == '+' ? 2 : 1;
        std::from_chars(at, end, exponent);
    }
    [[nodiscard]] std::string_view from(std::size_t n) const { return {digits.data() + n, count - n}; }
    [[nodiscard]] std::string_view first(std::size_t n) const { return {digits.data(), n}; }
};

}  // namespace

std::optional<double> scale(std::uint64_t significand, std::int64_t exponent) {
    auto number = static_cast<double>(significand);
    // Only a number with hundreds of digits of fraction takes more than one step.
    while (number != 0 && exponent < -kGreatestPower) {
        number /= powers_of_ten().back();
        exponent += kGreatestPower;
    }
    if (number == 0) return 0.0;
    if (exponent > kGreatestPower) return std::nullopt;
    const auto power = powers_of_ten()[static_cast<std::size_t>(std::abs(exponent))];
    number = exponent < 0 ? number / power : number * power;
    if (std::isinf(number)) return std::nullopt;
    return number;
}

NumberText::NumberText(const Number& number) {
    if (const auto* const real = std::get_if<double>(&number)) {
        add_double(*real);
        return;
    }
    auto* const end = chars_.data() + chars_.size();
    const auto* const u = std::get_if<std::uint64_t>(&number);
    const auto written = u != nullptr ? std::to_chars(chars_.data(), end, *u)
                                      : std::to_chars(chars_.data(), end, std::get<std::int64_t>(number));
    size_ = static_cast<std::size_t>(written.ptr - chars_.data());
}

void NumberText::add(std::string_view text) {
    std::ranges::copy(text, chars_.data() + size_);
    size_ += text.size();
}

void NumberText::add_zeros(std::size_t n) {
    std::fill_n(chars_.data() + size_, n, '0');
    size_ += n;
}

void NumberText::add_double(double number) {
    constexpr int kLeastFixed = -5;
    constexpr int kMostFixed = 15;
    if (!std::isfinite(number)) return add("null");
    if (std::signbit(number)) add("-");
    if (number == 0) return add("0.0");
    const Digits digits(std::abs(number));
    if (digits.exponent < kLeastFixed || digits.exponent > kMostFixed) {
        add(digits.first(1));
        if (digits.count > 1) add(".");
        add(digits.from(1));
        add(digits.exponent < 0 ? "e-" : "e+");
        return add(std::to_string(std::abs(digits.exponent)));
    }
    if (digits.exponent < 0) {
        add("0.");
        add_zeros(static_cast<std::size_t>(-digits.exponent - 1));
        return add(digits.first(digits.count));
    }
    const auto before_point = static_cast<std::size_t>(digits.exponent) + 1;
    if (digits.count <= before_point) {
        add(digits.first(digits.count));
        add_zeros(before_point - digits.count);
        return add(".0");
    }
    add(digits.first(before_point));
    add(".");
    add(digits.from(before_point));
}

}  // namespace wireproof::wire::json_text

#include "harness/peers/haystack/filter.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <compare>

namespace wireproof::peers::haystack {
namespace {

constexpr int kMostBrackets = 64;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool in_name(char c) { return is_letter(c) || is_digit(c); }
bool in_ref(char c) { return in_name(c) || c == ':' || c == '-' || c == '.' || c == '~'; }
bool in_number(char c) { return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }

// Values of one kind have an order or are merely equal; of two kinds, neither.
std::partial_ordering compare(const Hayson& left, const Hayson& right) {
    const auto a = as_number(&left), b = as_number(&right);
    if (a && b) return *a <=> *b;
    if (left.is_string() && right.is_string())
        return left.get_ref<const std::string&>() <=> right.get_ref<const std::string&>();
    if (is_kind(left, "ref") && is_kind(right, "ref"))
        return as_ref(&left) == as_ref(&right) ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
    // Dates and times of day stand in the order of their texts.
    for (const auto* const kind : {"date", "time"})
        if (is_kind(left, kind) && is_kind(right, kind))
            return as_text(member(left, "val")) <=> as_text(member(right, "val"));
    return left == right ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
}

struct Comparison {
    std::string_view sign;
    bool (*holds)(std::partial_ordering);
};
// Longer signs stand before those that they begin with.
constexpr std::array<Comparison, 6> kComparisons = {{
    {"==", [](std::partial_ordering order) { return order == 0; }},
    {"!=", [](std::partial_ordering order) { return order != 0; }},
    {"<=", [](std::partial_ordering order) { return order <= 0; }},
    {">=", [](std::partial_ordering order) { return order >= 0; }},
    {"<", [](std::partial_ordering order) { return order < 0; }},
    {">", [](std::partial_ordering order) { return order > 0; }},
}};

using Path = std::vector<std::string>;

const Hayson* look_up(const Path& path, const Hayson& entity, const Filter::Resolve& resolve) {
    const auto* value = member(entity, path.front());
    for (std::size_t i = 1; i < path.size() && value != nullptr; ++i) {
        const auto id = as_ref(value);
        const auto* const next = id ? resolve(*id) : value;
        value = next == nullptr ? nullptr : member(*next, path[i]);
    }
    return value;
}

}  // namespace

// One level of the grammar a function: or, and, term.
class FilterParser {
public:
    explicit FilterParser(std::string_view text) : text_(text) {}

    std::expected<Filter, std::string> parse() {
        auto test = any();
        skip_spaces();
        if (at_ != text_.size()) fail("`and`, `or` or the end");
        if (!error_.empty()) return std::unexpected(error_);
        return Filter(std::move(test));
    }

private:
    using Test = Filter::Test;

    Test any() {
        auto left = all();
        while (error_.empty() && word("or"))
            left = [a = std::move(left), b = all()](const auto& entity, const auto& resolve) {
                return a(entity, resolve) || b(entity, resolve);
            };
        return left;
    }

    Test all() {
        auto left = term();
        while (error_.empty() && word("and"))
            left = [a = std::move(left), b = term()](const auto& entity, const auto& resolve) {
                return a(entity, resolve) && b(entity, resolve);
            };
        return left;
    }

    Test term() {
        if (sign("(")) {
            if (++brackets_ > kMostBrackets) return fail("fewer brackets");
            auto inside = any();
            --brackets_;
            return sign(")") ? inside : fail("`)`");
        }
        if (word("not"))
            return [path = path()](const auto& entity, const auto& resolve) {
                return look_up(path, entity, resolve) == nullptr;
            };
        auto name = path();
        for (const auto& comparison : kComparisons)
            if (sign(comparison.sign))
                return [name = std::move(name), holds = comparison.holds, to = value()](const auto& entity,
                                                                                        const auto& resolve) {
                    const auto* const found = look_up(name, entity, resolve);
                    return found != nullptr && holds(compare(*found, to));
                };
        return [name = std::move(name)](const auto& entity, const auto& resolve) {
            return look_up(name, entity, resolve) != nullptr;
        };
    }

    Path path() {
        Path path;
        do {
            skip_spaces();
            auto name = taken(in_name);
            if (name.empty() || !is_letter(name.front())) fail("a name");
            path.push_back(std::move(name));
        } while (error_.empty() && sign("->"));
        return path;
    }

    Hayson value() {
        skip_spaces();
        if (word("true")) return true;
        if (word("false")) return false;
        const auto first = at_ < text_.size() ? text_[at_] : '\0';
        if (first == '"') return string();
        if (first == '@') {
            ++at_;
            return ref_to(taken(in_ref));
        }
        const auto digits = taken(in_number);
        if (const auto day = date(digits)) return *day;
        double number = 0;
        const auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (digits.empty() || bad != std::errc{} || end != digits.data() + digits.size()) fail("a value");
        taken([](char c) { return is_letter(c) || c == '%' || c == '/' || (c & 0x80) != 0; });  // its unit
        return number;
    }

    static std::optional<Hayson> date(const std::string& digits) {
        if (digits.size() != std::string_view("2024-02-29").size() || digits[4] != '-') return std::nullopt;
        return Hayson{{"_kind", "date"}, {"val", digits}};
    }

    Hayson string() {
        const auto begin = at_++;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_ + 1, text_.size());
        auto value = Hayson::parse(text_.substr(begin, at_ - begin), nullptr, false);
        if (!value.is_string()) fail("a string");
        return value;
    }

    template <class Belongs>
    std::string taken(Belongs belongs) {
        const auto begin = at_;
        while (at_ < text_.size() && belongs(text_[at_])) ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }
    void skip_spaces() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
    }
    bool sign(std::string_view sign) {
        skip_spaces();
        if (!text_.substr(at_).starts_with(sign)) return false;
        at_ += sign.size();
        return true;
    }
    bool word(std::string_view word) {
        skip_spaces();
        const auto rest = text_.substr(at_);
        if (!rest.starts_with(word) || (rest.size() > word.size() && in_name(rest[word.size()]))) return false;
        at_ += word.size();
        return true;
    }
    Test fail(std::string_view expected) {
        if (error_.empty()) error_ = fmt::format("filter: expected {} at {}", expected, at_);
        return {};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int brackets_ = 0;
    std::string error_;
};

std::expected<Filter, std::string> Filter::parse(std::string_view text) { return FilterParser(text).parse(); }

}  // namespace wireproof::peers::haystack

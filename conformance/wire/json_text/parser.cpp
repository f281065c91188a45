#include "conformance/wire/json_text/parser.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "conformance/wire/json_text/string.hpp"
#include "conformance/wire/utf8.hpp"

namespace wireproof::wire {

std::optional<JsonText> JsonText::from(std::string_view json) {
    if (!is_utf8(as_bytes(json))) return std::nullopt;
    json_text::Parser parser(json, false, json_text::Doubles::nearest);
    JsonText value;
    parser.copy(value);
    parser.end();
    if (!parser.ok()) return std::nullopt;
    return value;
}

}  // namespace wireproof::wire

namespace wireproof::wire::json_text {
namespace {

void append_utf8(std::string& out, std::uint32_t point) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80U | (point >> shift & 0x3FU)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0U | point >> 6);
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0U | point >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | point >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

constexpr bool is_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }
constexpr bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// append_digit adds a decimal digit to a significand unless it would overflow.
bool append_digit(std::uint64_t& significand, char digit) {
    std::uint64_t sum = 0;
    if (__builtin_mul_overflow(significand, 10U, &sum)) return false;
    if (__builtin_add_overflow(sum, static_cast<unsigned>(digit - '0'), &sum)) return false;
    significand = sum;
    return true;
}

}  // namespace

// ---- outcome ------------------------------------------------------------------------------------------------------
void Parser::syntax(std::size_t at, std::string_view why) {
    if (!ok()) return;
    error_ = {Errc::bad_json, at, {}, std::string(why)};
    at_ = end_;
}

void Parser::unexpected() { syntax(offset(), at_ == end_ ? "the text ends too early" : "cannot stand here"); }

void Parser::wrong_at(std::size_t at, std::string_view why) {
    if (error_.ok()) error_ = {Errc::bad_value, at, path(), std::string(why)};
}

void Parser::forget() {
    if (ok()) error_ = {};
}

std::string Parser::path() const {
    std::string path;
    for (const auto* place = here; place != nullptr; place = place->outer) {
        if (path.empty()) path = place->name;
        else if (!place->name.empty()) path = std::string(place->name) + "." + path;
    }
    return path;
}

// ---- strings ------------------------------------------------------------------------------------------------------
bool Parser::string(std::string_view& text, std::string& unescaped) {
    const auto* from = ++at_;
    bool escaped = false;
    while (true) {
        at_ += plain_run({at_, end_});
        if (at_ == end_ || static_cast<unsigned char>(*at_) < 0x20) {
            unexpected();
            return false;
        }
        if (*at_ == '"') break;
        if (!std::exchange(escaped, true)) unescaped.clear();
        unescaped.append(from, at_);
        if (!escape(unescaped)) return false;
        from = at_;
    }
    text = {from, at_++};
    if (escaped) text = unescaped.append(text);
    return true;
}

bool Parser::escape(std::string& out) {
    constexpr std::string_view kEscapes = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const auto backslash = offset();
    ++at_;
    const auto known = at_ == end_ ? std::string_view::npos : kEscapes.find(*at_);
    if (known != std::string_view::npos) {
        out += kMeanings[known];
        ++at_;
        return true;
    }
    if (at_ == end_ || *at_ != 'u') {
        unexpected();
        return false;
    }
    ++at_;
    std::uint32_t unit = 0;
    if (!four_digits(unit)) return false;
    if (is_surrogate(unit)) return surrogates(backslash, unit, out);
    append_utf8(out, unit);
    return true;
}

// The second half of a pair, whose first has been read; a half alone is judged at its backslash.
bool Parser::surrogates(std::size_t backslash, std::uint32_t first, std::string& out) {
    const auto alone = [&] {
        syntax(backslash, "half of a surrogate pair");
        return false;
    };
    if (is_low_surrogate(first)) return alone();
    for (const char expected : {'\\', 'u'}) {
        if (at_ == end_) {
            unexpected();
            return false;
        }
        if (*at_ != expected) return alone();
        ++at_;
    }
    std::uint32_t second = 0;
    if (!four_digits(second)) return false;
    if (!is_low_surrogate(second)) return alone();
    append_utf8(out, 0x10000 + ((first - 0xD800) << 10 | (second - 0xDC00)));
    return true;
}

bool Parser::four_digits(std::uint32_t& unit) {
    for (int i = 0; i < 4; ++i) {
        const char c = at_ == end_ ? '\0' : *at_;
        std::uint32_t digit = 0;
        if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
        else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
            digit = static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
        else {
            unexpected();
            return false;
        }
        unit = unit << 4 | digit;
        ++at_;
    }
    return true;
}

// ---- other scalars ------------------------------------------------------------------------------------------------
bool Parser::literal(std::string_view word) {
    for (const char c : word) {
        if (at_ == end_ || *at_ != c) {
            unexpected();
            return false;
        }
        ++at_;
    }
    return true;
}

bool Parser::digits_expected() {
    if (digit_comes()) return true;
    unexpected();
    return false;
}

std::optional<Number> Parser::number() {
    const auto first = offset();
    const bool negative = *at_ == '-';
    if (negative) ++at_;
    if (!digits_expected()) return std::nullopt;
    std::uint64_t significand = 0;
    std::int64_t power = 0;  // of ten
    bool whole = true;       // neither point nor exponent nor too many digits
    if (*at_ == '0') {
        ++at_;
        if (digit_comes()) {
            unexpected();
            return std::nullopt;
        }
    }
    for (; digit_comes(); ++at_) {
        if (power != 0 || !append_digit(significand, *at_)) ++power;
    }
    whole = power == 0;
    if (at_ != end_ && *at_ == '.') {
        ++at_;
        whole = false;
        if (!digits_expected()) return std::nullopt;
        while (digit_comes() && append_digit(significand, *at_)) {
            ++at_;
            --power;
        }
        while (digit_comes()) ++at_;  // more digits than a significand holds are not looked at
    }
    if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
        whole = false;
        if (!exponent(power)) return std::nullopt;
    }
    constexpr std::uint64_t kLeastMagnitude = std::uint64_t{1} << 63;
    if (whole && !negative) return significand;
    if (whole && significand != 0 && significand <= kLeastMagnitude) return static_cast<std::int64_t>(0 - significand);
    auto magnitude = scale(significand, power);
    if (!magnitude) {
        syntax(first, "over the greatest double");
        return std::nullopt;
    }
    if (doubles_ == Doubles::nearest) std::from_chars(begin_ + first + (negative ? 1 : 0), at_, *magnitude);
    return negative ? -*magnitude : *magnitude;
}

bool Parser::exponent(std::int64_t& power) {
    constexpr std::int64_t kEnough = 1'000'000'000'000;  // more than digits can stand in front of it
    ++at_;
    const bool minus = at_ != end_ && *at_ == '-';
    if (minus || (at_ != end_ && *at_ == '+')) ++at_;
    if (!digits_expected()) return false;
    std::int64_t exponent = 0;
    for (; digit_comes(); ++at_) exponent = std::min(exponent * 10 + (*at_ - '0'), kEnough);
    power += minus ? -exponent : exponent;
    return true;
}

void Parser::scalar(std::string* out) {
    switch (peek()) {
        case '"':
            if (std::string_view text; string(text) && out != nullptr) append_string(*out, text);
            return;
        case 't':
            if (literal("true") && out != nullptr) *out += "true";
            return;
        case 'f':
            if (literal("false") && out != nullptr) *out += "false";
            return;
        case 'n':
            if (literal("null") && out != nullptr) *out += "null";
            return;
        default: break;
    }
    if (!number_comes()) return unexpected();
    if (const auto value = number(); value && out != nullptr) *out += NumberText(*value).view();
}

// ---- objects and arrays -------------------------------------------------------------------------------------------
Parser::Container Parser::enter() {
    const char close = *at_ == '[' ? ']' : '}';
    if (depth_ == max_depth_) {
        syntax(offset(), "nests too deep");
        return {close};
    }
    ++at_;
    deepest_ = std::max(deepest_, ++depth_);
    return {close};
}

bool Parser::next_item(Container& array) {
    if (!ok()) return false;
    char c = peek();
    if (c == array.close) {
        array.closed_at = offset();
        ++at_;
        --depth_;
        return false;
    }
    if (!std::exchange(array.first, false)) {
        if (c == ',') {
            ++at_;
            c = peek();
            if (c != array.close) return true;
        }
        unexpected();
    }
    return ok();
}

bool Parser::next_member(Container& object, std::string_view& name) {
    if (!next_item(object)) return false;
    const char quote = peek();
    name_at_ = offset();
    if (quote != '"') {
        unexpected();
        return false;
    }
    if (!string(name, name_)) return false;
    if (peek() != ':') {
        unexpected();
        return false;
    }
    ++at_;
    return true;
}

void Parser::skip() {
    const char c = peek();
    if (c != '{' && c != '[') return scalar(nullptr);
    auto container = enter();
    if (std::string_view name; c == '{')
        while (next_member(container, name)) skip();
    else
        while (next_item(container)) skip();
}

void Parser::end() {
    peek();
    if (ok() && at_ != end_) unexpected();
}

// ---- copies -------------------------------------------------------------------------------------------------------
void Parser::copy(JsonText& value) {
    deepest_ = depth_;
    value.text_.clear();
    copy_any(value.text_);
    value.height_ = deepest_ - depth_;
}

// What stands in the text without an escape needs none.
void Parser::append_string(std::string& out, std::string_view text) {
    const bool had_escapes = text.data() == unescaped_.data() || text.data() == name_.data();
    if (had_escapes) return append_quoted(out, text);
    out += '"';
    out += text;
    out += '"';
}

void Parser::copy_any(std::string& out) {
    switch (peek()) {
        case '[': return copy_array(out);
        case '{': return copy_object(out);
        default: return scalar(&out);
    }
}

void Parser::copy_array(std::string& out) {
    auto array = enter();
    out += '[';
    for (bool first = true; next_item(array); first = false) {
        if (!first) out += ',';
        copy_any(out);
    }
    out += ']';
}

void Parser::copy_object(std::string& out) {
    auto object = enter();
    const auto start = out.size();
    const auto first = members_.size();
    const auto names = names_.size();
    bool sorted = true;
    out += '{';
    for (std::string_view name; next_member(object, name);) {
        if (members_.size() > first) out += ',';
        Copied member{.name_at = names_.size(), .name_size = name.size(), .from = out.size(), .to = 0};
        names_ += name;
        append_string(out, name);
        out += ':';
        copy_any(out);
        member.to = out.size();
        sorted = sorted && (members_.size() == first || name_of(members_.back()) < name_of(member));
        members_.push_back(member);
    }
    out += '}';
    if (!sorted && ok()) sort_members(first, start, out);
    members_.resize(first);
    names_.resize(names);
}

// The object whose text begins at `start` of `out` again, in order, with the last of members of the same name.
void Parser::sort_members(std::size_t first, std::size_t start, std::string& out) {
    const std::span members(members_.begin() + static_cast<std::ptrdiff_t>(first), members_.end());
    std::ranges::sort(members, [this](const Copied& a, const Copied& b) {
        const auto order = name_of(a).compare(name_of(b));
        return order != 0 ? order < 0 : a.from < b.from;
    });
    unsorted_.assign(out, start);
    out.resize(start);
    out += '{';
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& member = members[i];
        if (i + 1 < members.size() && name_of(member) == name_of(members[i + 1])) continue;
        if (out.size() > start + 1) out += ',';
        out.append(unsorted_, member.from - start, member.to - member.from);
    }
    out += '}';
}

}  // namespace wireproof::wire::json_text

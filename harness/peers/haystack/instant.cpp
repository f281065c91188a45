#include "harness/peers/haystack/instant.hpp"

#include <charconv>

namespace wireproof::peers::haystack {
namespace {

using namespace std::chrono;

// Cut reads numbers of a fixed width and the signs between them.
class Cut {
public:
    explicit Cut(std::string_view text) : text_(text) {}
    int number(std::size_t digits) {
        int value = 0;
        const auto part = text_.substr(0, digits);
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        good_ = good_ && part.size() == digits && error == std::errc{} && end == part.data() + digits && value >= 0;
        text_.remove_prefix(part.size());
        return value;
    }
    void sign(char expected) { good_ = sign_if(expected) && good_; }
    bool sign_if(char expected) {
        if (!text_.starts_with(expected)) return false;
        text_.remove_prefix(1);
        return true;
    }
    // fraction reads the digits there are and keeps six of them.
    int fraction() {
        int value = 0, digits = 0;
        for (; !text_.empty() && text_.front() >= '0' && text_.front() <= '9'; text_.remove_prefix(1), ++digits)
            if (digits < 6) value = value * 10 + (text_.front() - '0');
        good_ = good_ && digits > 0;
        for (; digits < 6; ++digits) value *= 10;
        return value;
    }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    void need(bool that) { good_ = good_ && that; }
    [[nodiscard]] bool good() const { return good_ && text_.empty(); }

private:
    std::string_view text_;
    bool good_ = true;
};

sys_days read_day(Cut& cut) {
    const year y(cut.number(4));
    cut.sign('-');
    const month m(static_cast<unsigned>(cut.number(2)));
    cut.sign('-');
    const day d(static_cast<unsigned>(cut.number(2)));
    cut.need((y / m / d).ok());
    return y / m / d;
}

std::optional<sys_days> read_date(std::string_view text) {
    Cut cut(text);
    const auto days = read_day(cut);
    return cut.good() ? std::optional(days) : std::nullopt;
}

// One end of a range: the first instant of it and the first one behind it.
std::optional<Range> read_end(std::string_view text, Instant now) {
    const auto today = floor<days>(now);
    if (text == "today") return Range{today, today + days(1)};
    if (text == "yesterday") return Range{today - days(1), today};
    if (const auto date = read_date(text)) return Range{*date, *date + days(1)};
    // A time zone may stand behind the instant.
    const auto at = read_instant(text.substr(0, text.find(' ')));
    return at ? std::optional(Range{*at, *at}) : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<Instant> read_instant(std::string_view text) {
    Cut cut(text);
    Instant at = read_day(cut);
    cut.sign('T');
    at += hours(cut.number(2));
    cut.sign(':');
    at += minutes(cut.number(2));
    if (cut.sign_if(':')) at += seconds(cut.number(2));
    if (cut.sign_if('.')) at += microseconds(cut.fraction());
    if (cut.empty() || cut.sign_if('Z')) return cut.good() ? std::optional(at) : std::nullopt;
    const bool behind = cut.sign_if('-');
    if (!behind) cut.sign('+');
    auto offset = minutes(hours(cut.number(2)));
    cut.sign(':');
    offset += minutes(cut.number(2));
    if (!cut.good()) return std::nullopt;
    return behind ? at + offset : at - offset;
}

std::expected<Range, std::string> read_range(std::string_view text, Instant now) {
    text = trimmed(text);
    if (text.empty()) return Range{};
    const auto comma = text.find(',');
    const auto first = read_end(trimmed(text.substr(0, comma)), now);
    const auto last = comma == std::string_view::npos ? first : read_end(trimmed(text.substr(comma + 1)), now);
    if (!first || !last) return std::unexpected("no range: " + std::string(text));
    const bool open = comma == std::string_view::npos && first->from == first->to;
    return Range{first->from, open ? Instant::max() : last->to};
}

}  // namespace wireproof::peers::haystack

#include "conformance/rrq/timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace wireproof::rrq {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::uint32_t kNanos = 1'000'000'000;  // of a second
constexpr std::int64_t kFirstYear = -262'143;
constexpr std::int64_t kLastYear = 262'142;

struct Date {
    std::int64_t year = 0;
    std::int64_t month = 0;
    std::int64_t day = 0;

    [[nodiscard]] bool exists() const {
        constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        if (month < 1 || month > 12 || day < 1) return false;
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
    }
    // The proleptic Gregorian calendar in eras of 400 years that begin on the first of March, so that a leap day is the
    // last of its year. std::chrono's calendar ends at the year 32767.
    [[nodiscard]] std::int64_t days_since_1970() const {
        const auto from_march = month <= 2 ? year - 1 : year;
        const auto era = (from_march >= 0 ? from_march : from_march - 399) / 400;
        const auto year_of_era = from_march - era * 400;
        const auto day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
    }
    static Date of(std::int64_t days_since_1970) {
        const auto days = days_since_1970 + 719'468;
        const auto era = (days >= 0 ? days : days - 146'096) / 146'097;
        const auto day_of_era = days - era * 146'097;
        const auto year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
        const auto day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        const auto from_march = (5 * day_of_year + 2) / 153;
        Date date;
        date.day = day_of_year - (153 * from_march + 2) / 5 + 1;
        date.month = from_march < 10 ? from_march + 3 : from_march - 9;
        date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
        return date;
    }
};

// Scan: a cursor over a timestamp; each step says whether it matched.
class Scan {
public:
    explicit Scan(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return text_.empty(); }
    bool take(std::string_view word) {
        if (!text_.starts_with(word)) return false;
        text_.remove_prefix(word.size());
        return true;
    }
    bool take_any_case(std::string_view upper) {
        const auto same = [](char c, char want) { return c == want || c == static_cast<char>(want | 0x20); };
        if (text_.size() < upper.size() ||
            !std::equal(upper.begin(), upper.end(), text_.begin(), [&](char want, char c) { return same(c, want); }))
            return false;
        text_.remove_prefix(upper.size());
        return true;
    }
    // One character of white space as Unicode has it.
    bool space() {
        static constexpr std::array<std::string_view, 25> kSpaces = {
            " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085", "\u00A0", "\u1680",
            "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
            "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
        // Asked a dozen times a timestamp, nearly always in front of a digit or a separator.
        if (text_.empty() || (text_.front() > ' ' && text_.front() <= '~')) return false;
        return std::ranges::any_of(kSpaces, [this](std::string_view space) { return take(space); });
    }
    void spaces() {
        while (space()) continue;
    }
    // `least` to `most` digits.
    bool digits(std::size_t least, std::size_t most, std::int64_t& number) {
        constexpr std::int64_t kFarTooMuch = 1'000'000'000;
        std::size_t n = 0;
        for (number = 0; n < most && n < text_.size() && text_[n] >= '0' && text_[n] <= '9'; ++n)
            number = std::min(number * 10 + (text_[n] - '0'), kFarTooMuch);
        text_.remove_prefix(n);
        return n >= least;
    }
    // Of one or two digits, of a separator: both with white space in front.
    bool number(std::int64_t& number) {
        spaces();
        return digits(1, 2, number);
    }
    bool mark(std::string_view separator) {
        spaces();
        return take(separator);
    }

private:
    std::string_view text_;
};

bool scan_date(Scan& in, Date& date) {
    in.spaces();
    const bool minus = in.take("-");
    const bool sign = minus || in.take("+");
    if (!in.digits(1, sign ? std::string_view::npos : 4, date.year)) return false;
    if (minus) date.year = -date.year;
    return in.mark("-") && in.number(date.month) && in.mark("-") && in.number(date.day) && date.exists();
}

// A fraction of a second, if there is one; digits beyond the ninth are cut off.
bool scan_fraction(Scan& in, std::uint32_t& nanos) {
    if (!in.take(".")) return true;
    std::int64_t digit = 0;
    if (!in.digits(1, 1, digit)) return false;
    std::int64_t sum = 0;
    std::int64_t unit = kNanos / 10;
    do {
        sum += digit * unit;
        unit /= 10;
    } while (in.digits(1, 1, digit));
    nanos = static_cast<std::uint32_t>(sum);
    return true;
}

// Seconds east of UTC.
bool scan_zone(Scan& in, std::int64_t& east) {
    in.spaces();
    if (in.take_any_case("Z") || in.take_any_case("UTC")) return true;
    constexpr std::string_view kMinusSign = "\u2212";
    const bool west = in.take("-") || in.take(kMinusSign);
    if (!west && !in.take("+")) return false;
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    if (!in.digits(2, 2, hours)) return false;
    while (in.take(":") || in.space()) continue;
    if (!in.digits(2, 2, minutes) || hours > 23 || minutes > 59) return false;
    east = (hours * 60 + minutes) * (west ? -60 : 60);
    return true;
}

// The form of RFC 3339: every digit counted, capitals, no white space. What the digits say is judged by the others.
bool is_rfc3339(std::string_view text) {
    constexpr std::string_view kFront = "dddd-dd-ddTdd:dd:dd";
    const auto matches = [](std::string_view got, std::string_view form) {
        return std::ranges::equal(
            got, form, [](char c, char want) { return want == 'd' ? c >= '0' && c <= '9' : c == want; });
    };
    if (!matches(text.substr(0, kFront.size()), kFront)) return false;
    auto rest = text.substr(kFront.size());
    if (rest.starts_with('.')) rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    return rest == "Z" || matches(rest, "+dd:dd") || matches(rest, "-dd:dd");
}

}  // namespace

std::optional<Timestamp> Timestamp::parse(std::string_view text, bool strict) {
    if (strict && !is_rfc3339(text)) return std::nullopt;
    Scan in(text);
    Date date;
    std::int64_t hour = 0;
    std::int64_t minute = 0;
    std::int64_t second = 0;
    std::int64_t east = 0;
    Timestamp moment;
    if (!scan_date(in, date)) return std::nullopt;
    if (!in.take_any_case("T") && !in.take(" ")) return std::nullopt;
    if (!in.number(hour) || !in.mark(":") || !in.number(minute) || !in.mark(":") || !in.number(second))
        return std::nullopt;
    if (!scan_fraction(in, moment.nanos) || !scan_zone(in, east)) return std::nullopt;
    in.spaces();
    if (!in.at_end() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    if (second == 60) moment.nanos += kNanos;
    moment.seconds =
        date.days_since_1970() * kDay + (hour * 60 + minute) * 60 + std::min<std::int64_t>(second, 59) - east;
    if (!moment.is_valid()) return std::nullopt;
    return moment;
}

bool Timestamp::is_valid() const {
    const auto first_second_of = [](std::int64_t year) { return Date{year, 1, 1}.days_since_1970() * kDay; };
    if (seconds < first_second_of(kFirstYear) || seconds >= first_second_of(kLastYear + 1)) return false;
    const auto second = (seconds % 60 + 60) % 60;
    return nanos < kNanos || (nanos < 2 * kNanos && second == 59);
}

std::string Timestamp::text() const {
    const auto days = (seconds >= 0 ? seconds : seconds - (kDay - 1)) / kDay;
    const auto of_day = seconds - days * kDay;
    const auto date = Date::of(days);
    const bool signed_year = date.year < 0 || date.year > 9999;
    auto text = signed_year ? fmt::format("{:+05}", date.year) : fmt::format("{:04}", date.year);
    text += fmt::format("-{:02}-{:02}T{:02}:{:02}:{:02}",
                        date.month,
                        date.day,
                        of_day / 3600,
                        of_day / 60 % 60,
                        of_day % 60 + nanos / kNanos);
    const auto fraction = nanos % kNanos;
    if (fraction % kNanos == 0) return text + "Z";
    if (fraction % 1'000'000 == 0) return text + fmt::format(".{:03}Z", fraction / 1'000'000);
    if (fraction % 1'000 == 0) return text + fmt::format(".{:06}Z", fraction / 1'000);
    return text + fmt::format(".{:09}Z", fraction);
}

void TimestampText::read(wire::json_text::Parser& in, Timestamp& value) {
    if (in.peek() != '"') return in.wrong_type("is no string");
    std::string_view text;
    if (!in.string(text)) return;
    const auto moment = Timestamp::parse(text, in.strict());
    if (!moment) return in.wrong("is no timestamp");
    value = *moment;
}

void TimestampText::write(wire::Writer& io, const Timestamp& value, int /*level*/) {
    if (!value.is_valid()) return io.fail();
    wire::json_text::write_string(io, value.text());
}

bool TimestampText::set(Timestamp& value, wire::LeafValue&& from) {
    std::optional<Timestamp> moment;
    if (const auto* const text = std::get_if<std::string>(&from)) moment = Timestamp::parse(*text);
    if (const auto* const seconds = std::get_if<std::uint64_t>(&from);
        seconds != nullptr && std::in_range<std::int64_t>(*seconds))
        moment = Timestamp{.seconds = static_cast<std::int64_t>(*seconds)};
    if (!moment || !moment->is_valid()) return false;
    value = *moment;
    return true;
}

}  // namespace wireproof::rrq

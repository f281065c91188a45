#include "conformance/haystack/date_text.hpp"

#include <chrono>

namespace wireproof::haystack {
namespace {

// Steps over a text from its front; once something was missing, nothing more is found.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    // number takes just so many digits.
    int number(std::size_t digits) {
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!digit_comes()) {
                good_ = false;
                return 0;
            }
            value = value * 10 + (rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        return value;
    }
    [[nodiscard]] bool comes(char c) const { return !rest_.empty() && rest_.front() == c; }
    [[nodiscard]] bool digit_comes() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    bool take_if(char c) {
        if (!comes(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void take(char c) { good_ = take_if(c) && good_; }
    void digits() {
        number(1);
        while (digit_comes()) rest_.remove_prefix(1);
    }
    void require(bool holds) { good_ = good_ && holds; }
    [[nodiscard]] bool ended() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

void date(Scanner& in, bool dashes_needed) {
    const int year = in.number(4);
    const bool dashes = dashes_needed || in.comes('-');
    if (dashes) in.take('-');
    const auto month = static_cast<unsigned>(in.number(2));
    if (dashes) in.take('-');
    const auto day = static_cast<unsigned>(in.number(2));
    in.require(year >= 1 && (std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)).ok());
}

void hour_and_minute(Scanner& in) {
    in.require(in.number(2) < 24);
    in.take(':');
    in.require(in.number(2) < 60);
}

void time(Scanner& in) {
    hour_and_minute(in);
    if (!in.take_if(':')) return;
    in.require(in.number(2) < 60);
    if (in.take_if('.')) in.digits();
}

}  // namespace

bool is_date(std::string_view text) {
    Scanner in(text);
    date(in, false);
    return in.ended();
}

bool is_time(std::string_view text) {
    Scanner in(text);
    time(in);
    return in.ended();
}

bool is_date_time(std::string_view text) {
    Scanner in(text);
    date(in, true);
    in.take('T');
    time(in);
    if (in.take_if('+') || in.take_if('-')) hour_and_minute(in);
    else in.take_if('Z');
    return in.ended();
}

}  // namespace wireproof::haystack

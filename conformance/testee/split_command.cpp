#include <fmt/format.h>

#include "conformance/testee/process.hpp"

namespace wireproof::testee {
namespace {

constexpr std::string_view kBlanks = " \t\n";

// Splitter reads the text once; a word exists as soon as it has a character or a quote, so that '' is an empty word.
class Splitter {
public:
    explicit Splitter(std::string_view text) : text_(text) {}

    std::expected<std::vector<std::string>, std::string> split() {
        while (at_ < text_.size() && error_.empty()) step();
        if (error_.empty()) end_word();
        if (error_.empty() && words_.empty()) error_ = "the command is empty";
        if (!error_.empty()) return std::unexpected(error_);
        return std::move(words_);
    }

private:
    void step() {
        const char c = text_[at_];
        if (kBlanks.contains(c)) {
            end_word();
            ++at_;
        } else if (c == '\'' || c == '"') {
            quoted(c);
        } else if (c == '\\') {
            if (at_ + 1 == text_.size()) return fail(at_, "a backslash with nothing behind it");
            add(text_[at_ + 1]);
            at_ += 2;
        } else {
            add(c);
            ++at_;
        }
    }
    void quoted(char quote) {
        const auto opened = at_++;
        in_word_ = true;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == quote) {
                ++at_;
                return;
            }
            const bool escapes = quote == '"' && c == '\\' && at_ + 1 < text_.size() &&
                                 std::string_view("\"\\$`").contains(text_[at_ + 1]);
            if (escapes) ++at_;
            add(text_[at_]);
        }
        fail(opened, "a quote that is never closed");
    }
    void add(char c) {
        in_word_ = true;
        word_ += c;
    }
    void end_word() {
        if (in_word_) words_.push_back(std::exchange(word_, {}));
        in_word_ = false;
    }
    void fail(std::size_t at, const char* why) { error_ = fmt::format("character {}: {}", at + 1, why); }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<std::string> words_;
    std::string word_;
    bool in_word_ = false;
    std::string error_;
};

std::string quoted_word(const std::string& word) {
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

}  // namespace

std::expected<std::vector<std::string>, std::string> split_command(std::string_view text) {
    return Splitter(text).split();
}

std::string Command::text() const {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + quoted_word(word);
    return out;
}

}  // namespace wireproof::testee

// Parser: a pull parser of JSON text that builds no document. Whoever knows what should come next asks for it.
//
//   syntax   the first byte that cannot stand where it stands ends the reading (`bad_json`); ok() is false from then on
//   value    a wrong value (type, range, missing member) is noted and stepped over (`bad_value`), since a syntax error
//            anywhere in the document outranks it; of several the first is kept
//
// The text has to be UTF-8. Nesting is limited, so recursion is too; memory asked for is a small multiple
// of the text.
#pragma once

#include <utility>
#include <vector>

#include "conformance/wire/error.hpp"
#include "conformance/wire/json_text/json_text.hpp"
#include "conformance/wire/json_text/number.hpp"

namespace wireproof::wire::json_text {

// Place: a member on the way from the document to what is being read, on the stack of whoever reads it.
struct Place {
    std::string_view name;
    const Place* outer;
    std::size_t at;  // first byte of its value
};

// A member as it was read, for those who explain or derive.
struct MemberRead {
    std::string type;  // `u32`
    bool may_be_absent = false;
    bool may_be_null = false;
    bool has_parts = false;       // an object whose members are listed too
    std::string_view wrong = {};  // a value of a wrong type; empty if any will do
    std::string path = {};
    bool has_name = true;     // false: by position, in an array
    std::size_t name_at = 0;  // first byte of its name; of its value where it has none
    std::size_t from = 0;     // first byte of its value
    std::size_t to = 0;       // and the first behind it
    std::size_t closing = 0;  // the closing bracket of its object, where it would be missed
};

// How a double is read: by the arithmetic of the reference, or as the one nearest to the text.
enum class Doubles : std::uint8_t { as_the_reference, nearest };

class Parser {
public:
    // strict: refuse also what a careful encoder never writes (the types say what).
    explicit Parser(std::string_view text,
                    bool strict = false,
                    Doubles doubles = Doubles::as_the_reference,
                    int max_depth = kMaxDepth)
        : begin_(text.data()),
          at_(begin_),
          end_(begin_ + text.size()),
          strict_(strict),
          doubles_(doubles),
          max_depth_(max_depth) {}
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    // ---- outcome --------------------------------------------------------------------------------------------------
    [[nodiscard]] bool ok() const { return error_.code != Errc::bad_json; }
    [[nodiscard]] const Error& error() const { return error_; }
    [[nodiscard]] bool strict() const { return strict_; }
    [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }

    // ---- tokens ---------------------------------------------------------------------------------------------------
    // peek is the first byte of what comes next, 0 at the end of the text.
    char peek() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r')) ++at_;
        return at_ == end_ ? '\0' : *at_;
    }
    [[nodiscard]] bool number_comes() {
        const char c = peek();
        return c == '-' || (c >= '0' && c <= '9');
    }
    // string reads one whose quote comes next; the text stays good as long as the document and the next string.
    bool string(std::string_view& text) { return string(text, unescaped_); }
    // number reads one whose first byte comes next.
    std::optional<Number> number();
    // literal reads `true`, `false` or `null`, whose first byte comes next.
    bool literal(std::string_view word);
    // skip steps over any value.
    void skip();
    // copy takes over any value.
    void copy(JsonText& value);
    // mark and back_to read something twice.
    struct Mark {
        const char* at;
        int depth;
    };
    [[nodiscard]] Mark mark() const { return {at_, depth_}; }
    void back_to(Mark mark) {
        at_ = mark.at;
        depth_ = mark.depth;
    }
    // end expects nothing but white space.
    void end();

    // ---- objects and arrays ---------------------------------------------------------------------------------------
    struct Container {
        char close;
        bool first = true;
        std::size_t closed_at = 0;  // its closing bracket, once it was reached
    };
    // enter steps into the object or array whose bracket comes next.
    Container enter();
    // next_item steps to an item of an array, next_member to a member's value; false at the closing bracket or after a
    // syntax error.
    bool next_item(Container& array);
    bool next_member(Container& object, std::string_view& name);
    [[nodiscard]] std::size_t name_at() const { return name_at_; }  // of the last member

    // ---- wrong values ---------------------------------------------------------------------------------------------
    // wrong notes a wrong value of the member that is being read.
    void wrong(std::string_view why) {
        if (here != nullptr) wrong_at(here->at, why);
    }
    void wrong_at(std::size_t at, std::string_view why);
    // wrong_type notes that the value that comes next has a wrong type, and steps over it.
    void wrong_type(std::string_view why) {
        wrong(why);
        skip();
    }
    // forget takes back a wrong value: what is said next outranks it.
    void forget();

    const Place* here = nullptr;                // what is being read
    std::vector<MemberRead>* record = nullptr;  // where members are listed, if anybody wants them
    [[nodiscard]] std::string path() const;

private:
    // A member of an object that is being copied: where its name and its text are.
    struct Copied {
        std::size_t name_at;
        std::size_t name_size;
        std::size_t from;
        std::size_t to;
    };

    [[gnu::cold]] void unexpected();
    [[gnu::cold]] void syntax(std::size_t at, std::string_view why);
    bool string(std::string_view& text, std::string& unescaped);
    bool escape(std::string& out);
    bool surrogates(std::size_t backslash, std::uint32_t first, std::string& out);
    bool four_digits(std::uint32_t& unit);
    [[nodiscard]] bool digit_comes() const { return at_ != end_ && *at_ >= '0' && *at_ <= '9'; }
    bool digits_expected();
    bool exponent(std::int64_t& exponent);
    void scalar(std::string* out);
    void append_string(std::string& out, std::string_view text);
    void copy_any(std::string& out);
    void copy_array(std::string& out);
    void copy_object(std::string& out);
    void sort_members(std::size_t first, std::size_t start, std::string& out);
    [[nodiscard]] std::string_view name_of(const Copied& member) const {
        return std::string_view(names_).substr(member.name_at, member.name_size);
    }

    const char* begin_;
    const char* at_;
    const char* end_;
    bool strict_;
    Doubles doubles_;
    int max_depth_;
    int depth_ = 0;
    int deepest_ = 0;  // since copy began
    std::size_t name_at_ = 0;
    std::string name_;       // of the member that comes, where it had escapes
    std::string unescaped_;  // of the last string
    // Of the objects being copied, one in another: used like stacks, so that nesting asks for no memory of its own.
    std::vector<Copied> members_;
    std::string names_;
    std::string unsorted_;
    Error error_;
};

}  // namespace wireproof::wire::json_text

#include "conformance/haystack/grid.hpp"

#include <algorithm>

#include "conformance/haystack/date_text.hpp"
#include "conformance/wire/json_text/parser.hpp"

namespace wireproof::haystack {
namespace {

using wire::json_text::Doubles;
using wire::json_text::Number;
using wire::json_text::Parser;

// ---- what the kinds of values must say (section 14) ---------------------------------------------------------------
bool is_some(std::string_view text) { return !text.empty(); }
bool is_any(std::string_view) { return true; }
bool is_one_of(char c, std::string_view others) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || others.find(c) != std::string_view::npos;
}
bool is_ref(std::string_view text) {
    return is_some(text) && std::ranges::all_of(text, [](char c) { return is_one_of(c, "_:-.~"); });
}
bool is_zone(std::string_view text) {
    return is_some(text) && std::ranges::all_of(text, [](char c) { return is_one_of(c, "_+-/"); });
}
bool is_type_name(std::string_view text) { return is_some(text) && text.front() >= 'A' && text.front() <= 'Z'; }
bool is_number(std::string_view text) {
    if (text == "NaN" || text == "INF" || text == "-INF") return true;
    if (text.empty() || (text.front() != '-' && (text.front() < '0' || text.front() > '9'))) return false;
    Parser in(text);
    return in.number().has_value() && in.ok() && in.offset() == text.size();
}

struct Member {
    std::string_view name;
    bool (*text)(std::string_view) = nullptr;  // what text has to be; none: text will not do
    double most = -1;                          // of a number, either side of 0; below 0: a number will not do
    bool required = true;                      // else it may be missing or null
};
constexpr double kAnyNumber = std::numeric_limits<double>::max();
constexpr Member kNumber[] = {{.name = "val", .text = is_number, .most = kAnyNumber},
                              {.name = "unit", .text = is_any, .required = false}};
constexpr Member kRef[] = {{.name = "val", .text = is_ref}, {.name = "dis", .text = is_any, .required = false}};
constexpr Member kSymbol[] = {{.name = "val", .text = is_some}};
constexpr Member kUri[] = {{.name = "val", .text = is_any}};
constexpr Member kCoord[] = {{.name = "lat", .most = 90}, {.name = "lng", .most = 180}};
constexpr Member kXstr[] = {{.name = "type", .text = is_type_name}, {.name = "val", .text = is_any}};
constexpr Member kDate[] = {{.name = "val", .text = is_date}};
constexpr Member kTime[] = {{.name = "val", .text = is_time}};
constexpr Member kDateTime[] = {{.name = "val", .text = is_date_time},
                                {.name = "tz", .text = is_zone, .required = false}};

struct Kind {
    std::string_view name;
    std::span<const Member> members;
};
constexpr Kind kKinds[] = {{"marker", {}},
                           {"na", {}},
                           {"remove", {}},
                           {"number", kNumber},
                           {"ref", kRef},
                           {"symbol", kSymbol},
                           {"uri", kUri},
                           {"coord", kCoord},
                           {"xstr", kXstr},
                           {"date", kDate},
                           {"time", kTime},
                           {"dateTime", kDateTime}};
constexpr std::string_view kKind = "_kind";

// ---- places -------------------------------------------------------------------------------------------------------
// A member or an item on the way from the document to a value, on the stack of whoever reads it.
struct Place {
    const Place* outer;
    std::string_view name{};
    std::size_t index = 0;
    bool is_item = false;
};
std::string path_of(const Place* place) {
    std::vector<std::string> parts;
    for (; place != nullptr && place->outer != nullptr; place = place->outer)
        parts.push_back(place->is_item ? "[" + std::to_string(place->index) + "]" : std::string(place->name));
    std::string path;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (!path.empty() && !part->starts_with('[')) path += '.';
        path += *part;
    }
    return path;
}

class GridReader {
public:
    explicit GridReader(std::string_view text)
        : text_(text), in_(text, false, Doubles::as_the_reference, kMaxBrackets) {}

    Error run() {
        const Place document{.outer = nullptr};
        if (expect('{', document)) grid(document, 1);
        in_.end();
        return in_.ok() ? std::move(error_) : in_.error();
    }

private:
    // ---- what is wrong --------------------------------------------------------------------------------------------
    // A syntax error outranks it, and so does what is wrong further in front.
    void wrong(std::size_t at, const Place& place, std::string_view why, Errc code = Errc::bad_value) {
        if (error_.ok() || at < error_.offset) error_ = {code, at, path_of(&place), std::string(why)};
    }
    // here notes that the value that comes next is wrong, and steps over it.
    void here(const Place& place, std::string_view why, Errc code = Errc::bad_value) {
        in_.peek();
        wrong(in_.offset(), place, why, code);
        in_.skip();
    }
    bool expect(char bracket, const Place& place) {
        if (in_.peek() == bracket) return true;
        here(place, bracket == '{' ? "is no object" : "is no array");
        return false;
    }

    // ---- walking --------------------------------------------------------------------------------------------------
    // for_members calls `take` for each member of the object that comes next, its value next.
    template <class Take>
    void for_members(const Place& object, Take&& take) {
        auto container = in_.enter();
        for (std::string_view name; in_.next_member(container, name);) {
            // A name with escapes is kept by the parser, and only until the next one.
            const bool in_text = name.data() >= text_.data() && name.data() <= text_.data() + text_.size();
            const std::string kept(in_text ? std::string_view() : name);
            take(Place{.outer = &object, .name = in_text ? name : kept});
        }
    }
    template <class Take>
    void for_items(const Place& list, Take&& take) {
        auto container = in_.enter();
        for (std::size_t i = 0; in_.next_item(container); ++i) take(Place{.outer = &list, .index = i, .is_item = true});
    }

    // ---- grids (section 13) ---------------------------------------------------------------------------------------
    // `level` is that of the values in it.
    void grid(const Place& place, int level) {
        bool has_kind = false;
        for_members(place, [&](const Place& member) {
            if (member.name == "meta") dict(member, level);
            else if (member.name == "cols") columns(member, level);
            else if (member.name == "rows") rows(member, level);
            else if (member.name == kKind && place.outer != nullptr) kind_again(has_kind, member);
            else in_.skip();
        });
    }
    // The values of an object whose kind says nothing.
    void dict(const Place& place, int level) {
        if (!expect('{', place)) return;
        for_members(place, [&](const Place& member) { value(member, level); });
    }
    void columns(const Place& place, int level) {
        if (!expect('[', place)) return;
        for_items(place, [&](const Place& column) {
            if (column.index == kMaxColumns) here(column, "more columns than a grid may have", Errc::too_large);
            else if (column.index > kMaxColumns) in_.skip();
            else if (expect('{', column)) this->column(column, level);
        });
    }
    void column(const Place& place, int level) {
        static constexpr Member kName{.name = "name", .text = is_some};
        const auto at = in_.offset();
        bool named = false;
        for_members(place, [&](const Place& member) {
            if (member.name == kName.name) {
                named = true;
                judge(member, kName);
            } else if (member.name == "meta") {
                dict(member, level);
            } else {
                in_.skip();
            }
        });
        if (!named) missing(at, place, kName);
    }
    void rows(const Place& place, int level) {
        if (!expect('[', place)) return;
        for_items(place, [&](const Place& row) {
            if (row.index == kMaxRows) here(row, "more rows than a grid may have", Errc::too_large);
            else if (row.index > kMaxRows) in_.skip();
            else dict(row, level);
        });
    }

    // ---- values (section 14) --------------------------------------------------------------------------------------
    void value(const Place& place, int level) {
        const char c = in_.peek();
        if (level > kMaxLevels) return here(place, "nests too deep", Errc::too_large);
        if (c == '[') return for_items(place, [&](const Place& item) { value(item, level + 1); });
        if (c == '{') return object(place, level);
        in_.skip();
    }
    void object(const Place& place, int level) {
        const auto at = in_.offset();
        std::string kind;
        const bool good = find_kind(place, kind);
        if (!in_.ok()) return;
        if (!good) return in_.skip();
        if (kind == "grid") return grid(place, level + 1);
        if (kind.empty() || kind == "dict") return values(place, level);
        const auto* const found = std::ranges::find(std::begin(kKinds), std::end(kKinds), kind, &Kind::name);
        members(place, *found, at);
    }
    // find_kind reads the first `_kind` of the object that comes next, and stays in front of it; empty: it has none.
    // False if it is no kind.
    bool find_kind(const Place& place, std::string& kind) {
        const auto start = in_.mark();
        auto container = in_.enter();
        bool good = true;
        for (std::string_view name; in_.next_member(container, name); in_.skip()) {
            if (name != kKind) continue;
            good = read_kind(Place{.outer = &place, .name = kKind}, kind);
            break;
        }
        if (in_.ok()) in_.back_to(start);
        return good;
    }
    bool read_kind(const Place& place, std::string& kind) {
        const char c = in_.peek();
        const auto at = in_.offset();
        std::string_view text;
        if (c == 'n') return true;
        if (c == '"' && in_.string(text)) {
            kind = text;
            const bool known =
                kind == "dict" || kind == "grid" ||
                std::ranges::find(std::begin(kKinds), std::end(kKinds), kind, &Kind::name) != std::end(kKinds);
            if (known) return true;
        }
        wrong(at, place, "is no kind of value");
        return false;
    }
    void kind_again(bool& before, const Place& member) {
        if (std::exchange(before, true)) here(member, "a second kind");
        else in_.skip();
    }
    void values(const Place& place, int level) {
        bool has_kind = false;
        for_members(place, [&](const Place& member) {
            if (member.name == kKind) kind_again(has_kind, member);
            else value(member, level + 1);
        });
    }
    void members(const Place& place, const Kind& kind, std::size_t at) {
        bool has_kind = false;
        std::uint32_t seen = 0;
        for_members(place, [&](const Place& member) {
            if (member.name == kKind) return kind_again(has_kind, member);
            const auto known = std::ranges::find(kind.members, member.name, &Member::name);
            if (known == kind.members.end()) return in_.skip();
            seen |= 1U << (known - kind.members.begin());
            judge(member, *known);
        });
        for (std::size_t i = 0; i < kind.members.size(); ++i)
            if (kind.members[i].required && (seen >> i & 1) == 0) missing(at, place, kind.members[i]);
    }
    void missing(std::size_t at, const Place& object, const Member& member) {
        wrong(at, Place{.outer = &object, .name = member.name}, "is missing");
    }
    void judge(const Place& place, const Member& member) {
        const char c = in_.peek();
        const auto at = in_.offset();
        if (c == 'n' && !member.required) return in_.skip();
        if (c == '"' && member.text != nullptr) {
            std::string_view text;
            if (in_.string(text) && !member.text(text)) wrong(at, place, "is no such text");
            return;
        }
        if (!in_.number_comes() || member.most < 0) return here(place, "has a wrong type");
        const auto number = in_.number();
        if (!number) return;
        const auto magnitude = std::visit([](auto n) { return std::abs(static_cast<double>(n)); }, *number);
        if (magnitude > member.most) wrong(at, place, "is out of range");
    }

    std::string_view text_;
    Parser in_;
    Error error_;
};

}  // namespace

Error check_grid(std::string_view text) { return GridReader(text).run(); }

}  // namespace wireproof::haystack

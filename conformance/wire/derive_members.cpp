#include "conformance/wire/derive_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace wireproof::wire {
namespace {

using json_text::MemberRead;
using Outcome = Derived::Outcome;

// A change of the text: bytes `from` to `to` become `text`.
struct Change {
    std::size_t from;
    std::size_t to;
    std::string_view text;
};

class MemberDeriver {
public:
    MemberDeriver(const Trace& trace, ByteView wire, const MemberCases& cases)
        : trace_(trace), wire_(wire), cases_(cases) {}

    void run() {
        for (const auto& member : trace_.members) {
            if (member.has_name) {
                missing(member);
                twice(member);
                unknown_beside(member);
            }
            null(member);
            wrong_type(member);
            bad_text(member);
        }
        cuts();
    }

private:
    [[nodiscard]] std::string_view text(std::size_t from, std::size_t to) const {
        return {reinterpret_cast<const char*>(wire_.data()) + from, to - from};
    }
    void add(std::string suffix, const Change& change, Outcome outcome, Error error = {}) {
        if (!cases_.afford(wire_.size() + change.text.size())) return;
        const auto bytes = as_bytes(change.text);
        const auto at = [this](std::size_t place) { return wire_.begin() + static_cast<std::ptrdiff_t>(place); };
        Bytes wire(wire_.begin(), at(change.from));
        wire.insert(wire.end(), bytes.begin(), bytes.end());
        wire.insert(wire.end(), at(change.to), wire_.end());
        cases_.fix_length(wire);
        cases_.out.push_back({std::move(suffix), std::move(wire), outcome, std::move(error)});
    }
    void refused_or(bool accepted, std::string suffix, const Change& change, std::size_t at, const MemberRead& member) {
        if (accepted) return add(std::move(suffix), change, Outcome::accepted);
        add(std::move(suffix), change, Outcome::refused, {Errc::bad_value, at, member.path, {}});
    }

    // The member under a name that nobody knows.
    void missing(const MemberRead& member) {
        const auto begin = member.name_at + 1;
        refused_or(
            member.may_be_absent, "missing(" + member.path + ")", {begin, begin, "_"}, member.closing + 1, member);
    }
    void null(const MemberRead& member) {
        constexpr std::string_view kNull = "null";
        const bool any_will_do = member.wrong.empty() && !member.may_be_null;
        if (any_will_do || text(member.from, member.to) == kNull) return;
        refused_or(
            member.may_be_null, "null(" + member.path + ")", {member.from, member.to, kNull}, member.from, member);
    }
    // RFC 8259 leaves open which of two counts.
    void twice(const MemberRead& member) {
        const auto again = "," + std::string(text(member.name_at, member.to));
        const auto second = member.to + 1 + (member.from - member.name_at);
        add("twice(" + member.path + ")",
            {member.to, member.to, again},
            Outcome::refused_by_choice,
            {Errc::bad_value, second, member.path, {}});
    }
    void unknown_beside(const MemberRead& member) {
        add("unknown-beside(" + member.path + ")",
            {member.name_at, member.name_at, R"("_":[{}],)"},
            Outcome::same_value);
    }
    void wrong_type(const MemberRead& member) {
        if (member.wrong.empty()) return;
        refused_or(
            false, "wrong-type(" + member.path + ")", {member.from, member.to, member.wrong}, member.from, member);
    }
    void bad_text(const MemberRead& member) {
        const auto value = text(member.from, member.to);
        if (!value.starts_with('"') || value.size() < 3) return;
        const auto at = member.from + 1;
        add("utf8(" + member.path + ")", {at, at + 1, "\xFF"}, Outcome::refused, {Errc::bad_utf8, at, {}, {}});
    }
    // At the borders of members, one before and one behind; all these texts end too early.
    void cuts() {
        std::size_t last = 0;  // the closing bracket of the document
        std::set<std::size_t> places;
        for (const auto& member : trace_.members) {
            last = std::max(last, member.closing);
            for (const auto border : {member.name_at, member.from, member.to})
                for (const auto n : {border - 1, border, border + 1}) places.insert(n);
        }
        for (const auto n : places) {
            if (n <= begin() || n > last) continue;
            const auto front = wire_.first(n);
            const auto good = utf8_prefix(front.subspan(begin()));
            const Error error =
                begin() + good == n ? Error{Errc::bad_json, n, {}, {}} : Error{Errc::bad_utf8, begin() + good, {}, {}};
            add(fmt::format("text-cut@{}", n), {n, wire_.size(), {}}, Outcome::refused, error);
        }
    }
    // First byte of the document, white space included.
    [[nodiscard]] std::size_t begin() const {
        const auto body = std::ranges::find(trace_.steps, Step::Kind::body, &Step::kind);
        return body == trace_.steps.end() ? 0 : body->at;
    }

    const Trace& trace_;
    ByteView wire_;
    const MemberCases& cases_;
};

}  // namespace

void derive_members(const Trace& trace, ByteView wire, const MemberCases& cases) {
    MemberDeriver(trace, wire, cases).run();
}

}  // namespace wireproof::wire

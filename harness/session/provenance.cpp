#include "harness/session/provenance.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "conformance/wire/bytes.hpp"

namespace wireproof::session {

using Kind = Shape::Kind;

// One place of a value, with what tells it from others.
struct Provenance::Leaf {
    const Json& value;
    const Shape* shape;
    std::string path;  // as a capture wants it; empty: no capture can name it
    std::string name;  // of the member, of its list for an item
    Json::json_pointer at;

    [[nodiscard]] Kind kind() const {
        if (shape != nullptr && shape->kind != Kind::json) return shape->kind;
        if (value.is_boolean()) return Kind::boolean;
        if (value.is_number_float()) return Kind::real;
        return value.is_number() ? Kind::number : Kind::text;
    }
    [[nodiscard]] std::string text() const {
        return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump();
    }
    // Text and bytes are told apart; numbers are the same whatever their width.
    [[nodiscard]] Key key() const { return {kind() == Kind::wide_number ? Kind::number : kind(), text()}; }
    [[nodiscard]] bool is_number() const { return kind() == Kind::number || kind() == Kind::wide_number; }
    // A plain answer to a question with few answers says nothing about where it comes from.
    [[nodiscard]] bool is_plain() const {
        return value.is_null() || kind() == Kind::boolean || kind() == Kind::real || text().empty() || text() == "0" ||
               (shape != nullptr && shape->names != nullptr);
    }
    // Two that are equal are so for a reason, wherever they stand.
    [[nodiscard]] bool is_distinct() const {
        constexpr std::size_t kBytes = 4, kDigits = 6;
        return text().size() >= (kind() == Kind::bytes ? 2 * kBytes : is_number() ? kDigits : kBytes);
    }
};

namespace {

const RE2 kUuid("(?i).*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}.*");
const RE2 kDateTime(R"(.*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*)");
const RE2 kVolatileName(R"((?i)(.*_)?(ids?|uuid|seqs?|sequence|nonce|etag|cursor|at|time|timestamp)(_(ms|us|ns))?)");
const RE2 kSecretName("(?i)(api_key|token|password|secret)");

// Whether a number is a time of these decades in seconds, milli-, micro- or nanoseconds since 1970.
bool is_unix_time(const std::string& digits) {
    constexpr std::array<std::size_t, 4> kLengths = {10, 13, 16, 19};
    return std::ranges::find(kLengths, digits.size()) != kLengths.end() && (digits[0] == '1' || digits[0] == '2') &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_printable(ByteView bytes) {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7F; });
}

bool names_its_path(const std::string& key) { return !key.empty() && key.find_first_of(".[]") == std::string::npos; }

// Bytes that are all the same are written shorter.
std::optional<Json> as_repeat(const std::string& hex) {
    constexpr std::size_t kWorthIt = 64;
    if (hex.size() < kWorthIt) return std::nullopt;
    const auto unit = hex.substr(0, 2);
    for (std::size_t i = 2; i < hex.size(); i += 2)
        if (hex.compare(i, 2, unit) != 0) return std::nullopt;
    return Json{{"$repeat", {unit, hex.size() / 2}}};
}

// The time that a text or number tells, and the form in which `$now` writes it.
struct Moment {
    std::chrono::system_clock::time_point at;
    const char* form;
};
std::optional<Moment> moment_of(const std::string& text, bool is_number) {
    using namespace std::chrono;
    if (is_number && text.size() == 13 && is_unix_time(text))
        return Moment{system_clock::time_point(milliseconds(std::stoll(text))), "unix_ms"};
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
    static const RE2 kUtc(R"((\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00))");
    if (is_number || !RE2::FullMatch(text, kUtc, &y, &mo, &d, &h, &mi, &s)) return std::nullopt;
    const year_month_day date(year(y), month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d)));
    return Moment{sys_days(date) + hours(h) + minutes(mi) + seconds(s), "rfc3339"};
}

}  // namespace

Provenance::Provenance(const std::set<std::string>& fresh) {
    for (const auto& text : fresh) {
        const auto number = std::to_string(vars_.size() / 2 + 1);
        vars_["fresh" + number] = {{"$unique", text + "-"}};
        vars_["fresh" + number + "_bytes"] = {{"$unique", to_hex(as_bytes(text + "-"))}};
        fresh_variables_[{Kind::text, text}] = "fresh" + number;
        fresh_variables_[{Kind::bytes, to_hex(as_bytes(text))}] = "fresh" + number + "_bytes";
    }
}

namespace {

// each_leaf builds a value anew from what `of` says of its leaves.
template <class Leaf, class Of>
Json each_leaf(const Leaf& at, const Of& of) {
    if (at.value.is_object()) {
        // Data that looks like an expression.
        if (at.value.size() == 1 && at.value.begin().key().starts_with('$')) return {{"$literal", at.value}};
        Json object = Json::object();
        for (const auto& [key, member] : at.value.items()) {
            const bool reachable = names_its_path(key) && (!at.path.empty() || at.at.empty());
            const Leaf inner{member,
                             at.shape == nullptr ? nullptr : at.shape->member(key),
                             reachable ? at.path + (at.path.empty() ? "" : ".") + key : std::string(),
                             key,
                             at.at / key};
            object[key] = each_leaf(inner, of);
        }
        return object;
    }
    if (!at.value.is_array()) return of(at);
    Json list = Json::array();
    for (std::size_t i = 0; i < at.value.size(); ++i) {
        const Leaf inner{at.value[i],
                         at.shape == nullptr ? nullptr : at.shape->each(),
                         at.path.empty() ? std::string() : fmt::format("{}[{}]", at.path, i),
                         at.name,
                         at.at / i};
        list.push_back(each_leaf(inner, of));
    }
    return list;
}

}  // namespace

Json Provenance::sent(const Json& value, const Shape& shape, WallTime now) {
    return each_leaf(Leaf{value, &shape, "", "", Json::json_pointer()},
                     [&](const Leaf& leaf) { return sent_leaf(leaf, now); });
}

std::size_t Provenance::came(const Json& value, const Shape& shape) {
    const auto number = came_.size();
    came_.emplace_back();
    came_[number].pattern = each_leaf(Leaf{value, &shape, "", "", Json::json_pointer()},
                                      [&](const Leaf& leaf) { return came_leaf(leaf, number); });
    for (auto& [key, source] : found_) sources_[std::move(key)].push_back(std::move(source));
    found_.clear();
    return number;
}

Json Provenance::sent_leaf(const Leaf& leaf, WallTime now) {
    if (leaf.is_plain()) return leaf.value;
    if (leaf.kind() == Kind::text && RE2::FullMatch(leaf.name, kSecretName)) {
        params_[leaf.name] = leaf.text();
        return {{"$param", leaf.name}};
    }
    if (auto found = reference(leaf); !found.is_null()) return found;
    ours_[leaf.key()].insert(leaf.name);
    if (const auto moment = moment_of(leaf.text(), leaf.is_number()); moment && moment->at > now) {
        const auto ahead = std::chrono::duration_cast<std::chrono::milliseconds>(moment->at - now);
        if (ahead < std::chrono::hours(24)) return {{"$now", {{"plus_ms", ahead.count()}, {"form", moment->form}}}};
    }
    return leaf.is_number() ? leaf.value : joined(leaf, leaf.text());
}

Json Provenance::came_leaf(const Leaf& leaf, std::size_t number) {
    if (leaf.is_plain()) return leaf.value;
    if (auto found = reference(leaf); !found.is_null()) return found;
    if (is_ours(leaf)) return leaf.is_number() ? leaf.value : joined(leaf, leaf.text());
    if (!leaf.path.empty()) found_.push_back({leaf.key(), {number, leaf.path, leaf.name, "", leaf.at}});
    const auto text = leaf.text();
    const bool made_anew =
        RE2::FullMatch(leaf.name, kVolatileName) || (leaf.is_number() && is_unix_time(text)) ||
        (leaf.kind() == Kind::text && (RE2::FullMatch(text, kUuid) || RE2::FullMatch(text, kDateTime)));
    if (made_anew) return {{"$any", true}};
    if (leaf.kind() == Kind::bytes) return bytes_that_came(leaf, text);
    return leaf.is_number() ? leaf.value : joined(leaf, text);
}

// Bytes have no names inside. Text and short pieces between known values are expected as they were; of a long piece
// that is neither, only the length is.
Json Provenance::bytes_that_came(const Leaf& leaf, const std::string& hex) {
    constexpr std::size_t kShort = 4;  // a length or a count
    const auto is_trusted = [this](std::string piece) {
        // What we sent ourselves comes back as it is.
        for (const auto& [key, names] : ours_)
            if (key.first == Kind::bytes && key.second.size() > 2 * kShort)
                if (const auto at = piece.find(key.second); at != std::string::npos && at % 2 == 0)
                    piece.erase(at, key.second.size());
        const auto bytes = from_hex(piece);
        return bytes && (bytes->size() <= kShort || is_printable(*bytes));
    };
    const auto whole = joined(leaf, hex);
    if (whole.is_object() && whole.contains("$repeat")) return whole;
    if (whole.is_string()) return is_trusted(hex) ? whole : Json{{"$length", hex.size() / 2}};
    Json known = Json::array({Json{{"$length", hex.size() / 2}}});
    bool trusted = true;
    for (const auto& part : whole["$concat"]) {
        if (part.is_object()) known.push_back({{"$contains", part}});
        else trusted = trusted && is_trusted(part.get<std::string>());
    }
    return trusted ? whole : Json{{"$all", known}};
}

bool Provenance::is_ours(const Leaf& leaf) const {
    const auto it = ours_.find(leaf.key());
    return it != ours_.end() && (leaf.is_distinct() || it->second.contains(leaf.name));
}

Json Provenance::reference(const Leaf& leaf) {
    if (is_ours(leaf)) return nullptr;
    const auto it = sources_.find(leaf.key());
    if (it == sources_.end()) return nullptr;
    auto& sources = it->second;
    // The last one of that name, else the last one at all.
    const auto named = std::ranges::find(sources.rbegin(), sources.rend(), leaf.name, &Source::name);
    if (named != sources.rend()) return variable_of(*named);
    return leaf.is_distinct() ? variable_of(sources.back()) : Json();
}

Json Provenance::variable_of(Source& source) {
    if (source.variable.empty()) {
        auto& came = came_[source.number];
        source.variable = fmt::format("{}_{}", source.name, source.number + 1);
        std::ranges::replace_if(source.variable, [](unsigned char c) { return std::isalnum(c) == 0 && c != '_'; }, '_');
        came.captures[source.variable] = source.path;
        came.pattern[source.at] = {{"$any", true}};
    }
    return {{"$var", source.variable}};
}

Json Provenance::joined(const Leaf& leaf, const std::string& text) {
    const bool is_bytes = leaf.kind() == Kind::bytes;
    const std::size_t least = 8 * (is_bytes ? 2 : 1);  // shorter ones are found everywhere by chance
    Json parts = Json::array();
    std::string plain;
    const auto flush = [&] {
        if (!plain.empty()) parts.push_back(std::exchange(plain, {}));
    };
    const auto take = [&](std::size_t at, const std::string& known, const auto& expression) {
        if (known.empty() || text.compare(at, known.size(), known) != 0) return std::size_t{0};
        flush();
        parts.push_back(expression());
        return known.size();
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t taken = 0;
        for (const auto& [key, variable] : fresh_variables_)
            if (taken == 0 && key.first == leaf.kind())
                taken = take(at, key.second, [&] { return Json{{"$var", variable}}; });
        for (auto it = sources_.rbegin(); taken == 0 && it != sources_.rend(); ++it) {
            if (it->first.first != leaf.kind() || it->first.second.size() < least) continue;
            taken = take(at, it->first.second, [&] { return variable_of(it->second.back()); });
        }
        const std::size_t unit = is_bytes ? 2 : 1;
        if (taken == 0) plain += text.substr(at, unit);
        at += taken == 0 ? unit : taken;
    }
    if (parts.empty()) return is_bytes ? as_repeat(text).value_or(Json(text)) : Json(text);
    flush();
    return parts.size() == 1 ? parts.front() : Json{{"$concat", std::move(parts)}};
}

}  // namespace wireproof::session

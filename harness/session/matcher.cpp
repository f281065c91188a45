#include "harness/session/matcher.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <cstdlib>

#include "conformance/json_file.hpp"
#include "harness/session/assign.hpp"

namespace wireproof::session {
namespace {

constexpr std::string_view kMatchers[] = {"$any",
                                          "$absent",
                                          "$in",
                                          "$not",
                                          "$all",
                                          "$range",
                                          "$regex",
                                          "$prefix",
                                          "$contains",
                                          "$length",
                                          "$list",
                                          "$decode"};

bool is_matcher(const Json& value) {
    if (!is_operator(value)) return false;
    const auto& key = value.begin().key();
    // `$json` is both: with a text in the value it parses and matches.
    return key == "$json" || std::ranges::find(kMatchers, key) != std::end(kMatchers);
}

// A number of the value conventions: a JSON number, a decimal text, or nan and the infinities as text.
std::optional<long double> number(const Json& value) {
    if (value.is_number_unsigned()) return static_cast<long double>(value.get<std::uint64_t>());
    if (value.is_number_integer()) return static_cast<long double>(value.get<std::int64_t>());
    if (value.is_number()) return static_cast<long double>(value.get<double>());
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    const bool decimal =
        !text.empty() && text.find_first_not_of("0123456789", text.front() == '-' ? 1 : 0) == std::string::npos;
    if (!decimal && text != "inf" && text != "-inf") return std::nullopt;
    return std::strtold(text.c_str(), nullptr);
}

// An x87 long double holds every 64-bit integer, so numbers compare exactly.
static_assert(std::numeric_limits<long double>::digits >= 64);

bool same(const Json& expected, const Json& got, const Shape* shape);

// Objects and lists are the same when everything in them is.
bool same_parts(const Json& expected, const Json& got, const Shape* shape) {
    if (expected.type() != got.type() || expected.size() != got.size()) return false;
    if (expected.is_array())
        return std::ranges::equal(expected, got, [&](const Json& a, const Json& b) {
            return same(a, b, shape == nullptr ? nullptr : shape->each());
        });
    for (const auto& [key, value] : expected.items()) {
        const auto it = got.find(key);
        if (it == got.end() || !same(value, *it, shape == nullptr ? nullptr : shape->member(key))) return false;
    }
    return true;
}

// same by the value conventions: a member of an enumeration by its name or its number, 64 bits as text or as number.
bool same(const Json& expected, const Json& got, const Shape* shape) {
    if (expected == got) return true;
    if (expected.is_structured()) return same_parts(expected, got, shape);
    if (shape != nullptr && shape->names != nullptr && got.is_string())
        if (const auto named = shape->names->value_of(got.get_ref<const std::string&>()))
            return same(expected, Json(*named), nullptr);
    if (shape != nullptr && shape->kind != Shape::Kind::number && shape->kind != Shape::Kind::wide_number) return false;
    if (!expected.is_number() && !got.is_number()) return false;
    const auto a = number(expected);
    const auto b = number(got);
    return a && b && *a == *b;
}

class Matching {
public:
    explicit Matching(Scope& scope) : scope_(scope) {}

    std::optional<Mismatch> run(const Json& pattern, const Got& got, const std::string& path, bool exact) {
        if (is_matcher(pattern)) return matcher(pattern.begin().key(), pattern.begin().value(), got, path);
        if (is_operator(pattern)) {
            auto value = scope_.evaluate(pattern, got.shape);
            if (!value) return Mismatch{path, value.error(), pattern, shown(got)};
            return whole(*value, got, path);
        }
        if (got.value == nullptr) return differs(pattern, got, path, "nothing is there");
        if (pattern.is_object()) return object(pattern, got, path, exact);
        if (pattern.is_array()) return list(pattern, got, path, exact);
        return whole(pattern, got, path);
    }

private:
    static Json shown(const Got& got) { return got.value == nullptr ? Json() : *got.value; }
    static Mismatch differs(const Json& expected, const Got& got, const std::string& path, std::string why) {
        return {path, std::move(why), expected, shown(got)};
    }
    static std::string join(const std::string& path, const std::string& name) {
        return path.empty() ? name : path + "." + name;
    }
    static Got member(const Got& got, const std::string& name) {
        const auto find = [&](const Json* in) -> const Json* {
            if (in == nullptr || !in->is_object()) return nullptr;
            const auto it = in->find(name);
            return it == in->end() ? nullptr : &*it;
        };
        return {find(got.value), got.shape == nullptr ? nullptr : got.shape->member(name)};
    }
    static Got item(const Got& got, std::size_t i) {
        return {&(*got.value)[i], got.shape == nullptr ? nullptr : got.shape->each()};
    }

    // whole compares a value in which nothing is left to evaluate: objects in full.
    static std::optional<Mismatch> whole(const Json& expected, const Got& got, const std::string& path) {
        if (got.value == nullptr) return differs(expected, got, path, "nothing is there");
        if (same(expected, *got.value, got.shape)) return std::nullopt;
        return differs(expected, got, path, "differs");
    }
    std::optional<Mismatch> object(const Json& pattern, const Got& got, const std::string& path, bool exact) {
        if (!got.value->is_object()) return differs(pattern, got, path, "is no object");
        for (const auto& [key, expected] : pattern.items())
            if (auto found = run(expected, member(got, key), join(path, key), exact)) return found;
        if (!exact) return std::nullopt;
        for (const auto& [key, value] : got.value->items())
            if (!pattern.contains(key)) return Mismatch{join(path, key), "is not expected at all", Json(), value};
        return std::nullopt;
    }
    std::optional<Mismatch> list(const Json& pattern, const Got& got, const std::string& path, bool exact) {
        if (!got.value->is_array()) return differs(pattern, got, path, "is no list");
        if (got.value->size() != pattern.size())
            return differs(
                pattern, got, path, fmt::format("has {} items, expected {}", got.value->size(), pattern.size()));
        for (std::size_t i = 0; i < pattern.size(); ++i)
            if (auto found = run(pattern[i], item(got, i), fmt::format("{}[{}]", path, i), exact)) return found;
        return std::nullopt;
    }

    std::optional<Mismatch> matcher(const std::string& name, const Json& of, const Got& got, const std::string& path) {
        const Json shown_as = {{name, of}};
        const auto verdict = [&](bool ok, std::string why) -> std::optional<Mismatch> {
            if (ok) return std::nullopt;
            return differs(shown_as, got, path, std::move(why));
        };
        if (name == "$any") return verdict(got.value != nullptr, "nothing is there");
        if (name == "$absent") return verdict(got.value == nullptr || got.value->is_null(), "should be absent");
        if (name == "$not") return verdict(run(of, got, path, false).has_value(), "matches what it must not");
        if (got.value == nullptr) return verdict(false, "nothing is there");
        if (name == "$in")
            return verdict(std::ranges::any_of(of, [&](const Json& m) { return !run(m, got, path, false); }),
                           "is none of these");
        if (name == "$all") {
            for (const auto& m : of)
                if (auto found = run(m, got, path, false)) return found;
            return std::nullopt;
        }
        if (name == "$range") return verdict(in_range(of, *got.value), "is out of range");
        if (name == "$length") return length(of, got, path);
        if (name == "$list") return any_list(of, got, path);
        if (!got.value->is_string()) return verdict(false, "is no text");
        const auto& text = got.value->get_ref<const std::string&>();
        if (name == "$regex")
            return verdict(RE2::FullMatch(text, RE2(of.get<std::string>())), "does not match the expression");
        if (name == "$json" || name == "$decode") return inside(name, of, got, text, path);
        const auto part = scope_.evaluate(of, got.shape);
        if (!part || !part->is_string()) return verdict(false, part ? "the part is no text" : part.error());
        if (name == "$prefix")
            return verdict(text.starts_with(part->get_ref<const std::string&>()), "does not begin so");
        return verdict(text.find(part->get_ref<const std::string&>()) != std::string::npos, "does not contain it");
    }

    bool in_range(const Json& of, const Json& got) {
        const auto value = number(got);
        const auto ends = scope_.evaluate(of);
        if (!value || !ends) return false;
        const auto low = number((*ends)[0]);
        const auto high = number((*ends)[1]);
        return (!low || *value >= *low) && (!high || *value <= *high);
    }
    // The length of bytes and text in bytes, of a list in items. Where the shape is not known a text counts as text.
    std::optional<Mismatch> length(const Json& of, const Got& got, const std::string& path) {
        const bool bytes = got.shape != nullptr && got.shape->kind == Shape::Kind::bytes;
        if (!got.value->is_string() && !got.value->is_array())
            return differs({{"$length", of}}, got, path, "has no length");
        const Json size = got.value->is_array() ? got.value->size()
                                                : got.value->get_ref<const std::string&>().size() / (bytes ? 2 : 1);
        return run(of, {&size, nullptr}, path + " (length)", false);
    }
    std::optional<Mismatch> any_list(const Json& of, const Got& got, const std::string& path) {
        const auto kind = of.begin().key();
        const auto& inner = of.begin().value();
        if (!got.value->is_array()) return differs({{"$list", of}}, got, path, "is no list");
        const auto count = got.value->size();
        if (kind == "each") {
            for (std::size_t i = 0; i < count; ++i)
                if (auto found = run(inner, item(got, i), fmt::format("{}[{}]", path, i), false)) return found;
            return std::nullopt;
        }
        if (kind == "contains") {
            for (std::size_t i = 0; i < count; ++i)
                if (!run(inner, item(got, i), path, false)) return std::nullopt;
            return differs({{"$list", of}}, got, path, "has no such item");
        }
        if (count != inner.size())
            return differs({{"$list", of}}, got, path, fmt::format("has {} items, expected {}", count, inner.size()));
        return any_order(inner, got, path);
    }
    std::optional<Mismatch> any_order(const Json& patterns, const Got& got, const std::string& path) {
        const auto fits = [&](std::size_t pattern, std::size_t i) {
            return !run(patterns[pattern], item(got, i), path, false);
        };
        if (assign(patterns.size(), got.value->size(), fits)) return std::nullopt;
        return differs({{"$list", {{"any_order", patterns}}}}, got, path, "the items are not these in any order");
    }
    // inside reads a text as JSON, or bytes as another frame of the protocol, and matches what is in it.
    std::optional<Mismatch> inside(
        const std::string& name, const Json& of, const Got& got, const std::string& text, const std::string& path) {
        if (name == "$json") {
            const auto bytes =
                got.shape != nullptr && got.shape->kind == Shape::Kind::bytes ? from_hex(text) : std::nullopt;
            const auto parsed = parse_message(bytes ? std::string(bytes->begin(), bytes->end()) : text);
            if (parsed.is_discarded()) return differs({{name, of}}, got, path, "is no JSON");
            return run(of, {&parsed, nullptr}, path, false);
        }
        const auto* const type = scope_.variant().frame(of["frame"].get<std::string>());
        const auto bytes = from_hex(text);
        if (type == nullptr || !bytes) return differs({{name, of}}, got, path, "is no such frame");
        wire::FrameValue frame(*type);
        if (const auto error = frame.decode(*bytes); !error.ok())
            return differs({{name, of}}, got, path, fmt::format("is no {}: {}", type->name, describe(error)));
        const auto value = wire::to_json(frame.any());
        return run(of["match"], {&value, &shape_of(*type)}, path, false);
    }

    Scope& scope_;
};

// ---- mistakes that need no value ----------------------------------------------------------------------------------
std::string check_members(const Json& pattern, const Shape* shape, Scope& scope) {
    const bool may_be_object =
        shape == nullptr || shape->kind == Shape::Kind::object || shape->kind == Shape::Kind::json;
    if (!may_be_object) return "an object stands where the frame has none";
    for (const auto& [key, inner] : pattern.items()) {
        const auto* const member = shape == nullptr ? nullptr : shape->member(key);
        if (shape != nullptr && member == nullptr) return fmt::format("`{}`: no such field", key);
        if (auto found = check_pattern(inner, member, scope); !found.empty())
            return fmt::format("`{}`: {}", key, found);
    }
    return {};
}

std::string check_list(const Json& of, const Shape* shape, Scope& scope) {
    const bool one = of.is_object() && of.size() == 1;
    const std::string kind = one ? of.begin().key() : "";
    if (kind != "any_order" && kind != "contains" && kind != "each")
        return "`$list` takes one of any_order, contains, each";
    const auto* const each = shape == nullptr ? nullptr : shape->each();
    const auto& inner = of.begin().value();
    if (kind != "any_order") return check_pattern(inner, each, scope);
    if (!inner.is_array()) return "`any_order` takes a list";
    for (const auto& item : inner)
        if (auto found = check_pattern(item, each, scope); !found.empty()) return found;
    return {};
}

std::string check_decode(const Json& of, Scope& scope) {
    if (!of.is_object() || of.size() != 2 || !of.contains("frame") || !of["frame"].is_string() || !of.contains("match"))
        return "`$decode` takes {frame, match}";
    const auto* const type = scope.variant().frame(of["frame"].get<std::string>());
    if (type == nullptr) return fmt::format("unknown frame `{}`", of["frame"].get<std::string>());
    return check_pattern(of["match"], &shape_of(*type), scope);
}

std::string check_matcher(const std::string& name, const Json& of, const Shape* shape, Scope& scope) {
    if (name == "$any" || name == "$absent") return of == true ? "" : fmt::format("`{}` takes true", name);
    if (name == "$not") return check_pattern(of, shape, scope);
    if (name == "$in" || name == "$all") {
        if (!of.is_array()) return fmt::format("`{}` takes a list", name);
        for (const auto& item : of)
            if (auto found = check_pattern(item, shape, scope); !found.empty()) return found;
        return {};
    }
    if (name == "$range") return of.is_array() && of.size() == 2 ? "" : "`$range` takes [low, high]";
    if (name == "$regex") {
        if (!of.is_string()) return "`$regex` takes a text";
        const RE2 expression(of.get<std::string>(), RE2::Quiet);
        return expression.ok() ? "" : fmt::format("`$regex`: {}", expression.error());
    }
    if (name == "$list") return check_list(of, shape, scope);
    if (name == "$length" || name == "$json") return check_pattern(of, nullptr, scope);
    if (name == "$decode") return check_decode(of, scope);
    const auto part = scope.evaluate(of, shape);
    return part ? "" : part.error();
}

}  // namespace

std::optional<Mismatch> match(const Json& pattern, const Got& got, Scope& scope, bool exact) {
    return Matching(scope).run(pattern, got, "", exact);
}

std::string check_pattern(const Json& pattern, const Shape* shape, Scope& scope) {
    if (is_matcher(pattern)) return check_matcher(pattern.begin().key(), pattern.begin().value(), shape, scope);
    if (is_operator(pattern)) {
        const auto value = scope.evaluate(pattern, shape);
        return value ? "" : value.error();
    }
    if (pattern.is_object()) return check_members(pattern, shape, scope);
    if (pattern.is_array()) {
        if (shape != nullptr && shape->each() == nullptr) return "a list stands where the frame has none";
        for (const auto& item : pattern)
            if (auto found = check_pattern(item, shape == nullptr ? nullptr : shape->each(), scope); !found.empty())
                return found;
        return {};
    }
    if (shape == nullptr || !pattern.is_string()) return {};
    const auto& text = pattern.get_ref<const std::string&>();
    if (shape->kind == Shape::Kind::bytes && !from_hex(text)) return fmt::format("\"{}\" is not lower-case hex", text);
    if (shape->names != nullptr && !shape->names->value_of(text) && !number(pattern))
        return fmt::format("\"{}\" is no {}", text, shape->names->title);
    return {};
}

}  // namespace wireproof::session

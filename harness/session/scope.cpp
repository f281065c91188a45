#include "harness/session/scope.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "harness/session/date.hpp"
#include "harness/session/upgrade.hpp"

namespace wireproof::session {
namespace {

constexpr std::size_t kMaxRepeated = std::size_t{64} << 20;

std::unexpected<std::string> problem(std::string text) { return std::unexpected(std::move(text)); }

// An integer of a value, as 64 bits: numbers and decimal texts, signed ones in two's complement.
std::optional<std::uint64_t> integer(const Json& value) {
    if (value.is_number_unsigned()) return value.get<std::uint64_t>();
    if (value.is_number_integer()) return static_cast<std::uint64_t>(value.get<std::int64_t>());
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    const auto parse = [&](auto number) -> std::optional<std::uint64_t> {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
        return static_cast<std::uint64_t>(number);
    };
    if (const auto u = parse(std::uint64_t{})) return u;
    return parse(std::int64_t{});
}

// `u16le` → 16; 64 where the type is not known.
unsigned width_of(const Shape* shape) {
    unsigned bits = 64;
    if (shape != nullptr && shape->type.size() > 1)
        std::from_chars(shape->type.data() + 1, shape->type.data() + shape->type.size(), bits);
    return bits == 0 || bits > 64 ? 64 : bits;
}

std::expected<Json, std::string> now(const Json& of) {
    using namespace std::chrono;
    if (!of.is_object()) return problem("`$now` takes an object");
    auto time = date();
    std::string form = "rfc3339";
    for (const auto& [key, value] : of.items()) {
        if (key == "plus_ms" && value.is_number_integer()) time += milliseconds(value.get<std::int64_t>());
        else if (key == "form" && (value == "rfc3339" || value == "unix_ms")) form = value.get<std::string>();
        else return problem(fmt::format("`$now`: no key `{}` with such a value", key));
    }
    const auto ms = duration_cast<milliseconds>(time.time_since_epoch()).count();
    if (form == "unix_ms") return Json(std::to_string(ms));
    return Json(
        fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(static_cast<std::time_t>(ms / 1000)), ms % 1000));
}

// One field out of the bytes of a frame that came inside another: a cursor, a version, the id of a task.
std::expected<Json, std::string> field(const Json& of, Scope& scope, bool only_check) {
    const auto is_text = [&](const char* key) { return of.contains(key) && of[key].is_string(); };
    if (!of.is_object() || !is_text("frame") || !is_text("path") || !of.contains("of") || of.size() != 3)
        return problem("`$field` takes {of, frame, path}");
    const auto frame = of["frame"].get<std::string>();
    const auto path = of["path"].get<std::string>();
    const auto* const type = scope.variant().frame(frame);
    if (type == nullptr) return problem(fmt::format("`$field`: unknown frame `{}`", frame));
    const auto shape = shape_of(*type);
    const auto* const part = shape_at(shape, path);
    if (part == nullptr) return problem(fmt::format("`$field`: {} has no field `{}`", frame, path));
    const auto text = scope.evaluate(of["of"]);
    if (!text) return text;
    if (only_check) return sample_of(*part);  // of bytes that a peer will send
    const auto bytes = text->is_string() ? from_hex(text->get_ref<const std::string&>()) : std::nullopt;
    if (!bytes) return problem("`$field`: `of` is not lower-case hex");
    const auto value = decode_value(*type, *bytes);
    if (!value) return problem(fmt::format("`$field`: {}: {}", frame, describe(value.error())));
    const auto* const found = at_path(*value, path);
    return found == nullptr ? problem(fmt::format("`$field`: this {} has no `{}`", frame, path))
                            : std::expected<Json, std::string>(*found);
}

}  // namespace

bool is_operator(const Json& value) {
    return value.is_object() && value.size() == 1 && value.begin().key().starts_with('$');
}

std::expected<Json, std::string> Scope::evaluate(const Json& value, const Shape* shape) {
    if (is_operator(value)) return expression(value.begin().key(), value.begin().value(), shape);
    if (value.is_object()) {
        Json object = Json::object();
        for (const auto& [key, member] : value.items()) {
            auto result = evaluate(member, shape == nullptr ? nullptr : shape->member(key));
            if (!result) return result;
            object[key] = std::move(*result);
        }
        return object;
    }
    if (value.is_array()) {
        Json list = Json::array();
        for (const auto& item : value) {
            auto result = evaluate(item, shape == nullptr ? nullptr : shape->each());
            if (!result) return result;
            list.push_back(std::move(*result));
        }
        return list;
    }
    return value;
}

Scope::Value Scope::expression(const std::string& name, const Json& of, const Shape* shape) {
    if (name == "$var") return variable(of);
    if (name == "$got")
        return of.is_string() ? variable(of == "" ? Json("got") : Json("got." + of.get<std::string>()))
                              : problem("`$got` takes a path");
    if (name == "$param") return param(of);
    if (name == "$unique") return unique(of);
    if (name == "$uuid") return uuid();
    if (name == "$now") return now(of);
    if (name == "$add") return add(of, shape);
    if (name == "$concat") return concat(of, shape);
    if (name == "$merge") return merge(of);
    if (name == "$repeat") return repeat(of);
    if (name == "$json") return json_text(of, shape);
    if (name == "$encode") return encode(of);
    if (name == "$field") return field(of, *this, !params_);
    if (name == "$websocket_accept") return websocket_accept(of);
    if (name == "$literal") return of;
    return problem(fmt::format("unknown expression `{}`", name));
}

Scope::Value Scope::variable(const Json& of) const {
    if (!of.is_string()) return problem("`$var` takes a name");
    const auto& path = of.get_ref<const std::string&>();
    // The longest variable that begins the path: `leader.address` may be a variable of its own.
    for (auto end = path.size();; end = path.find_last_of(".[", end - 1)) {
        if (end == std::string::npos || end == 0) return problem(fmt::format("variable `{}` is not defined", path));
        const auto it = variables_.find(path.substr(0, end));
        if (it == variables_.end()) continue;
        const auto* const value = at_path(it->second, std::string_view(path).substr(end));
        // What stands for any JSON that a peer will send has every member.
        if (value == nullptr && !params_ && it->second == Json::object()) return Json("x");
        if (value == nullptr) return problem(fmt::format("variable `{}` has no `{}`", it->first, path.substr(end)));
        return *value;
    }
}

Scope::Value Scope::param(const Json& of) const {
    const bool has_default = of.is_array() && of.size() == 2;
    const auto& named = has_default ? of[0] : of;
    if (!named.is_string()) return problem("`$param` takes a name, or [name, what it is without]");
    if (!params_) return Json("x");
    const auto name = named.get<std::string>();
    const auto it = params_->find(name);
    if (it != params_->end()) return Json(it->second);
    if (has_default) return of[1];
    return problem(fmt::format("no parameter `{}` (--param {}=…)", name, name));
}

// Eight decimal digits after the prefix, each written as its ASCII code in hex: with a prefix in hex the result is
// bytes, and UTF-8 at that.
Scope::Value Scope::unique(const Json& of) {
    if (!of.is_string()) return problem("`$unique` takes a prefix");
    auto text = of.get<std::string>();
    for (int i = 0; i < 8; ++i) text += fmt::format("3{}", random_() % 10);
    return Json(std::move(text));
}

Scope::Value Scope::uuid() {
    const auto high = (random_() & ~std::uint64_t{0xf000}) | 0x4000;
    const auto low = (random_() & ~(std::uint64_t{3} << 62)) | (std::uint64_t{2} << 62);
    return Json(fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
                            high >> 32,
                            (high >> 16) & 0xffff,
                            high & 0xffff,
                            low >> 48,
                            low & 0xffffffffffff));
}

Scope::Value Scope::add(const Json& of, const Shape* shape) {
    auto terms = evaluate(of);
    if (!terms) return terms;
    if (!terms->is_array()) return problem("`$add` takes a list");
    std::uint64_t sum = 0;
    for (const auto& term : *terms) {
        const auto number = integer(term);
        if (!number) return problem(fmt::format("`$add`: {} is no integer", term.dump()));
        sum += *number;
    }
    const auto bits = width_of(shape);
    if (bits < 64) sum &= (std::uint64_t{1} << bits) - 1;
    if (shape != nullptr && shape->type.starts_with('i')) {
        const auto negative = bits < 64 && (sum >> (bits - 1)) != 0;
        const auto value = static_cast<std::int64_t>(negative ? sum - (std::uint64_t{1} << bits) : sum);
        return bits == 64 ? Json(std::to_string(value)) : Json(value);
    }
    return shape != nullptr && shape->kind == Shape::Kind::number ? Json(sum) : Json(std::to_string(sum));
}

Scope::Value Scope::concat(const Json& of, const Shape* shape) {
    if (!of.is_array()) return problem("`$concat` takes a list");
    std::string joined;
    for (const auto& part : of) {
        auto text = evaluate(part, shape);
        if (!text) return text;
        if (!text->is_string()) return problem(fmt::format("`$concat`: {} is no text", text->dump()));
        joined += text->get<std::string>();
    }
    return Json(std::move(joined));
}

// Each value after the first changes the one before as a JSON merge patch does (RFC 7386): members replace members,
// null removes them.
Scope::Value Scope::merge(const Json& of) {
    if (!of.is_array() || of.empty()) return problem("`$merge` takes a list");
    Json merged;
    for (const auto& part : of) {
        auto value = evaluate(part);
        if (!value) return value;
        merged.merge_patch(*value);
    }
    return merged;
}

Scope::Value Scope::repeat(const Json& of) {
    auto args = evaluate(of);
    if (!args) return args;
    if (!args->is_array() || args->size() != 2 || !(*args)[0].is_string())
        return problem("`$repeat` takes [text, count]");
    const auto count = integer((*args)[1]);
    const auto unit = (*args)[0].get<std::string>();
    if (!count || (!unit.empty() && *count > kMaxRepeated / unit.size()))
        return problem("`$repeat`: the count is no number or gives more than 64 MiB");
    std::string joined;
    joined.reserve(unit.size() * *count);
    for (std::uint64_t i = 0; i < *count; ++i) joined += unit;
    return Json(std::move(joined));
}

Scope::Value Scope::json_text(const Json& of, const Shape* shape) {
    auto value = evaluate(of);
    if (!value) return value;
    const auto text = value->dump();
    return shape != nullptr && shape->kind == Shape::Kind::bytes ? Json(to_hex(as_bytes(text))) : Json(text);
}

Scope::Value Scope::websocket_accept(const Json& of) {
    auto key = evaluate(of);
    if (!key) return key;
    if (!params_) return Json("x");  // of a key that a peer will send
    if (!key->is_string()) return problem("`$websocket_accept` takes the text of a Sec-WebSocket-Key");
    return Json(accept_of(key->get_ref<const std::string&>()));
}

Scope::Value Scope::encode(const Json& of) {
    if (!of.is_object() || !of.contains("frame") || !of["frame"].is_string() || !of.contains("value") || of.size() != 2)
        return problem("`$encode` takes {frame, value}");
    const auto* const type = variant_->frame(of["frame"].get<std::string>());
    if (type == nullptr) return problem(fmt::format("`$encode`: unknown frame `{}`", of["frame"].get<std::string>()));
    auto value = evaluate(of["value"], &shape_of(*type));
    if (!value) return value;
    const auto bytes = encode_value(*type, *value);
    if (!bytes) return problem(fmt::format("`$encode`: {}", describe(bytes.error())));
    return Json(to_hex(*bytes));
}

}  // namespace wireproof::session

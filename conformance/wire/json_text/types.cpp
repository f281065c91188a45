#include "conformance/wire/json_text/types.hpp"

#include <limits>

namespace wireproof::wire::json_text {
namespace {

void write_number(Writer& io, const Number& number) { WriterText{io}.append(NumberText(number).view()); }

// all_strings steps over the object that comes next and tells whether its values are strings.
bool all_strings(Parser& in) {
    bool all = true;
    auto object = in.enter();
    for (std::string_view name; in.next_member(object, name); in.skip()) all = all && in.peek() == '"';
    return all;
}

bool begins_like(char first, Shape shape) {
    return shape == Shape::any || first == (shape == Shape::array ? '[' : '{');
}

}  // namespace

void write_string(Writer& io, std::string_view text) {
    if (!is_utf8(as_bytes(text))) return io.fail();
    WriterText out{io};
    append_quoted(out, text);
}

void String::read(Parser& in, std::string& value) {
    if (in.peek() != '"') return in.wrong_type("is no string");
    if (std::string_view text; in.string(text)) value.assign(text);
}

void U32::read(Parser& in, std::uint32_t& value) {
    if (!in.number_comes()) return in.wrong_type("is no integer");
    const auto number = in.number();
    if (!number) return;
    const auto* const integer = std::get_if<std::uint64_t>(&*number);
    if (integer == nullptr) return in.wrong("is no integer of 0 or more");
    if (!std::in_range<std::uint32_t>(*integer)) return in.wrong("does not fit into 32 bits");
    value = static_cast<std::uint32_t>(*integer);
}

void U32::write(Writer& io, std::uint32_t value, int /*level*/) { write_number(io, std::uint64_t{value}); }

void Real::read(Parser& in, double& value) {
    if (!in.number_comes()) return in.wrong_type("is no number");
    if (const auto number = in.number())
        value = std::visit([](auto any_number) { return static_cast<double>(any_number); }, *number);
}

void Real::write(Writer& io, double value, int /*level*/) { write_number(io, value); }

void Boolean::read(Parser& in, bool& value) {
    const char first = in.peek();
    if (first != 't' && first != 'f') return in.wrong_type("is neither true nor false");
    if (in.literal(first == 't' ? "true" : "false")) value = first == 't';
}

void Boolean::write(Writer& io, bool value, int /*level*/) { WriterText{io}.append(value ? "true" : "false"); }

template <Shape kShape>
void Free<kShape>::read(Parser& in, JsonText& value) {
    if (!begins_like(in.peek(), kShape)) return in.wrong_type("is no " + name());
    if constexpr (kShape == Shape::object_of_strings) {
        const auto begin = in.mark();
        if (!all_strings(in)) return in.wrong("has a value that is no string");
        if (!in.ok()) return;
        in.back_to(begin);
    }
    in.copy(value);
}

template <Shape kShape>
void Free<kShape>::write(Writer& io, const JsonText& value, int level) {
    if (level + value.height() > kMaxDepth) return io.fail();
    WriterText{io}.append(value.text());
}

template <Shape kShape>
std::string Free<kShape>::name() {
    constexpr std::array<std::string_view, 4> kNames = {"any value", "array", "object", "object of strings"};
    return std::string(kNames[static_cast<std::size_t>(kShape)]);
}

template <Shape kShape>
bool Free<kShape>::set(JsonText& value, LeafValue&& from) {
    auto* const json = std::get_if<JsonText>(&from);
    if (json == nullptr || !begins_like(json->text().front(), kShape)) return false;
    if constexpr (kShape == Shape::object_of_strings) {
        Parser in(json->text());
        in.peek();
        if (!all_strings(in)) return false;
    }
    value = std::move(*json);
    return true;
}

template struct Free<Shape::any>;
template struct Free<Shape::array>;
template struct Free<Shape::object>;
template struct Free<Shape::object_of_strings>;

std::optional<std::uint64_t> OneOf::number_of(Parser& in, std::string_view text) const {
    const auto number = names->value_of(text);
    if (!number) in.wrong("is no " + std::string(names->title));
    return number;
}

std::optional<std::uint64_t> OneOf::read_number(Parser& in) const {
    const char first = in.peek();
    if (first == '{' && !in.strict()) return read_key(in);
    std::string_view text;
    if (first != '"') in.wrong_type("is no " + std::string(names->title));
    else if (in.string(text)) return number_of(in, text);
    return std::nullopt;
}

std::optional<std::uint64_t> OneOf::read_key(Parser& in) const {
    auto object = in.enter();
    std::optional<std::uint64_t> number;
    int keys = 0;
    for (std::string_view name; in.next_member(object, name); ++keys) {
        number = number_of(in, name);
        const char first = in.peek();
        if (first != 'n' && first != '{') in.wrong("a name as a key has null or an object as its value");
        in.skip();
    }
    if (keys != 1) in.wrong("an object in the place of a name has one key");
    return number;
}

void OneOf::write_number(Writer& io, std::uint64_t number) const {
    const auto known = names->name_of(number);
    if (!known) return io.fail();
    write_string(io, *known);
}

}  // namespace wireproof::wire::json_text

// JSON wire types: how one member of an object stands in JSON text. A layout names them:
//
//   string u32 real boolean          of their JSON types; u32 is an integer without sign, point and exponent
//   any any_array any_object         whatever it is, kept as canonical text (JsonText)
//   object_of_strings                the same, of an object whose values are all strings
//   one_of(table)                    a string out of a closed enumeration
//   object                           a struct with a layout of its own
//   or_omitted(type), or_null(type)  an optional: absent and null mean none, which is left out or written as null
//   or_default(type, value)          absent means the value; null is refused; always written
//
// Each has read(Parser&, value), write(Writer&, value, level), what absence means, and a description for the cold
// visitors, which see such members like any others. A protocol adds types of its own (rrq/timestamp.hpp).
#pragma once

#include "conformance/wire/dynamic.hpp"
#include "conformance/wire/json_text/object.hpp"

namespace wireproof::wire::json_text {

// What most types say of themselves.
struct Required {
    static constexpr bool kMayBeAbsent = false;
    static constexpr bool kMayBeNull = false;
    static constexpr bool kHasDefault = false;
    static constexpr bool kHasParts = false;
    static constexpr std::string_view kWrong = "1";  // a value of a wrong type
    static bool absent(auto&) { return false; }      // false: a member has to be there; else it now has its value
    static bool omitted(const auto&) { return false; }
};

// CellOps of a type without parts. Type::get and Type::set turn its values into a LeafValue and back.
template <class Type, class T>
constexpr CellOps leaf_ops() {
    return {.shape = CellOps::Shape::leaf,
            .info = [](const void* type) { return static_cast<const Type*>(type)->info(); },
            .write =
                [](Buffer& out, const void* type, const void* value) {
                    Writer io(out);
                    static_cast<const Type*>(type)->write(io, *static_cast<const T*>(value), 0);
                    return io.ok();
                },
            .get = [](const void* value) { return Type::get(*static_cast<const T*>(value)); },
            .set = [](void* value, LeafValue&& from) { return Type::set(*static_cast<T*>(value), std::move(from)); }};
}

// A type without parts whose values a LeafValue holds as they are.
template <class Self>
struct Leaf : Required {
    template <class T>
    static LeafValue get(const T& value) {
        return detail::get_leaf<T>(&value);
    }
    template <class T>
    static bool set(T& value, LeafValue&& from) {
        return detail::set_leaf<T>(&value, std::move(from));
    }
    template <class T>
    static constexpr CellOps cell_ops() {
        return leaf_ops<Self, T>();
    }
    [[nodiscard]] std::string name() const { return static_cast<const Self*>(this)->info().type; }
};

// write_string refuses text that is not UTF-8.
void write_string(Writer& io, std::string_view text);

struct String : Leaf<String> {
    static void read(Parser& in, std::string& value);
    static void write(Writer& io, const std::string& value, int /*level*/) { write_string(io, value); }
    [[nodiscard]] static LeafInfo info() { return {.kind = LeafInfo::Kind::text, .type = "string"}; }
};
inline constexpr String string{};

struct U32 : Leaf<U32> {
    static void read(Parser& in, std::uint32_t& value);
    static void write(Writer& io, std::uint32_t value, int level);
    [[nodiscard]] static LeafInfo info() { return {.kind = LeafInfo::Kind::number, .type = "u32"}; }
    static constexpr std::string_view kWrong = R"("1")";
};
inline constexpr U32 u32{};

// A double that is no finite number is written as null: JSON has no word for it.
struct Real : Leaf<Real> {
    static void read(Parser& in, double& value);
    static void write(Writer& io, double value, int level);
    [[nodiscard]] static LeafInfo info() { return {.kind = LeafInfo::Kind::real, .type = "number"}; }
    static constexpr std::string_view kWrong = R"("1")";
};
inline constexpr Real real{};

struct Boolean : Leaf<Boolean> {
    static void read(Parser& in, bool& value);
    static void write(Writer& io, bool value, int level);
    [[nodiscard]] static LeafInfo info() { return {.kind = LeafInfo::Kind::boolean, .type = "boolean"}; }
};
inline constexpr Boolean boolean{};

// ---- free values --------------------------------------------------------------------------------------------------
enum class Shape : std::uint8_t { any, array, object, object_of_strings };

template <Shape kShape>
struct Free : Required {
    static constexpr std::string_view kWrong = kShape == Shape::any ? "" : kShape == Shape::array ? "{}" : "[]";

    static void read(Parser& in, JsonText& value);
    static void write(Writer& io, const JsonText& value, int level);
    [[nodiscard]] static std::string name();
    [[nodiscard]] static LeafInfo info() { return {.kind = LeafInfo::Kind::json, .type = name()}; }
    static LeafValue get(const JsonText& value) { return value; }
    static bool set(JsonText& value, LeafValue&& from);
    template <class T>
    static constexpr CellOps cell_ops() {
        return leaf_ops<Free, T>();
    }
};
inline constexpr Free<Shape::any> any{};
inline constexpr Free<Shape::array> any_array{};
inline constexpr Free<Shape::object> any_object{};
inline constexpr Free<Shape::object_of_strings> object_of_strings{};

// ---- enumerations -------------------------------------------------------------------------------------------------
// OneOf also takes an object with the name as its only key and null or an object as its value, as serde's enumerations
// do; strict readers refuse that.
struct OneOf : Required {
    const EnumTable* names;

    // read_number gives the name's number; nothing if it was wrong.
    [[nodiscard]] std::optional<std::uint64_t> read_number(Parser& in) const;
    void write_number(Writer& io, std::uint64_t number) const;

    template <class T>
    void read(Parser& in, T& value) const {
        if (const auto number = read_number(in)) value = static_cast<T>(*number);
    }
    template <class T>
    void write(Writer& io, const T& value, int /*level*/) const {
        write_number(io, static_cast<std::uint64_t>(value));
    }
    template <class T>
    static LeafValue get(const T& value) {
        return static_cast<std::uint64_t>(value);
    }
    // Any number that T can be: whether it has a name, the Writer decides.
    template <class T>
    static bool set(T& value, LeafValue&& from) {
        const auto* const number = std::get_if<std::uint64_t>(&from);
        if (number == nullptr || !std::in_range<std::underlying_type_t<T>>(*number)) return false;
        value = static_cast<T>(*number);
        return true;
    }
    template <class T>
    static constexpr CellOps cell_ops() {
        return leaf_ops<OneOf, T>();
    }
    [[nodiscard]] static std::string name() { return "string"; }
    [[nodiscard]] LeafInfo info() const { return {.kind = LeafInfo::Kind::text, .type = name(), .names = names}; }

private:
    [[nodiscard]] std::optional<std::uint64_t> number_of(Parser& in, std::string_view text) const;
    [[nodiscard]] std::optional<std::uint64_t> read_key(Parser& in) const;
};
constexpr OneOf one_of(const EnumTable& names) { return {{}, &names}; }

// ---- composites ---------------------------------------------------------------------------------------------------
struct Object : Required {
    static constexpr bool kHasParts = true;

    template <class T>
    static void read(Parser& in, T& value) {
        ObjectReader::read(in, [&](auto& io) { T::layout(io, value); }, in.here);
    }
    template <class T>
    static void write(Writer& io, const T& value, int level) {
        ObjectWriter::write(io, level + 1, [&](auto& members) { T::layout(members, value); });
    }
    template <class T>
    static constexpr CellOps cell_ops() {
        return detail::object_ops<T>();
    }
    [[nodiscard]] static std::string name() { return "object"; }
};
inline constexpr Object object{};

template <class Inner, bool kOmitted>
struct Optional {
    static constexpr bool kMayBeAbsent = true;
    static constexpr bool kMayBeNull = true;
    static constexpr bool kHasDefault = false;
    static constexpr bool kHasParts = Inner::kHasParts;
    static constexpr std::string_view kWrong = Inner::kWrong;
    Inner inner;

    template <class T>
    static bool absent(std::optional<T>& value) {
        value.reset();
        return true;
    }
    template <class T>
    static bool omitted(const std::optional<T>& value) {
        return kOmitted && !value;
    }
    template <class T>
    void read(Parser& in, std::optional<T>& value) const {
        if (in.peek() == 'n') {
            in.literal("null");
            return value.reset();
        }
        if (!value) value.emplace();
        inner.read(in, *value);
    }
    template <class T>
    void write(Writer& io, const std::optional<T>& value, int level) const {
        if (value) inner.write(io, *value, level);
        else WriterText{io}.append("null");
    }
    template <class T>
    static constexpr CellOps cell_ops() {
        CellOps ops{.shape = CellOps::Shape::optional};
        ops.name = [] { return std::string(kOmitted ? "unless omitted" : "unless null"); };
        ops.size = [](const void* value) { return std::size_t{static_cast<const T*>(value)->has_value()}; };
        ops.resize = [](void* value, std::size_t n) {
            auto& member = *static_cast<T*>(value);
            if (n == 0) member.reset();
            else if (!member) member.emplace();
        };
        ops.item = [](const void* type, void* value, std::size_t) {
            return cell_of(**static_cast<T*>(value), static_cast<const Optional*>(type)->inner);
        };
        ops.max_count = 1;
        return ops;
    }
    [[nodiscard]] std::string name() const { return inner.name(); }
};
template <class Inner>
constexpr Optional<Inner, true> or_omitted(Inner inner) {
    return {inner};
}
template <class Inner>
constexpr Optional<Inner, false> or_null(Inner inner) {
    return {inner};
}

template <class Inner, class Value>
struct Default : Inner {
    static constexpr bool kMayBeAbsent = true;
    static constexpr bool kHasDefault = true;
    Value value;

    bool absent(auto& member) const {
        member = value;
        return true;
    }
    template <class T>
    static constexpr CellOps cell_ops() {
        return leaf_ops<Default, T>();
    }
    [[nodiscard]] LeafInfo info() const {
        auto about = Inner::info();
        about.has_default = true;
        Buffer text;
        Writer io(text);
        if constexpr (std::is_same_v<Value, EmptyJson>) Inner::write(io, JsonText(value), 0);
        else if constexpr (std::is_convertible_v<Value, std::string_view>) Inner::write(io, std::string(value), 0);
        else Inner::write(io, value, 0);
        about.default_value.assign(text.view().begin(), text.view().end());
        return about;
    }
};
template <class Inner, class Value>
constexpr Default<Inner, Value> or_default(Inner inner, Value value) {
    return {inner, value};
}

}  // namespace wireproof::wire::json_text

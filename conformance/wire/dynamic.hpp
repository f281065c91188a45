// Dynamic: the base of every visitor that is not on a hot path. A layout is instantiated once for Dynamic; JSON in and
// out, the annotator, the describer, the mutator and the encode check are ordinary classes behind its virtual
// functions, so a new use of the descriptions is one class and costs nothing per frame. A Cell is one member with its
// wire type, both erased.
#pragma once

#include <array>
#include <string>
#include <tuple>
#include <variant>

#include "conformance/wire/json_text/json_text.hpp"
#include "conformance/wire/types.hpp"

namespace wireproof::wire {

// One piece of a field that a ColdReader handed out or asked for.
struct Piece {
    Role role;
    std::size_t at;
    std::size_t size;
    std::size_t field;  // where an error of this piece is reported
};

// ColdReader: a Reader that remembers the pieces, up to the one that ended it.
class ColdReader : public Reader {
public:
    using Reader::Reader;
    std::vector<Piece> pieces;

    void begin(Role role) {
        role_ = role;
        Reader::begin(role);
    }
    const std::uint8_t* take(std::uint64_t n) {
        if (ok()) pieces.push_back({role_, offset(), static_cast<std::size_t>(n), start()});
        return Reader::take(n);
    }
    ByteView take_rest() {
        pieces.push_back({role_, offset(), remaining(), start()});
        return Reader::take_rest();
    }
    bool has_room(std::uint64_t count, std::size_t least) {
        pieces.push_back({Role::room, offset(), static_cast<std::size_t>(count) * least, start()});
        return Reader::has_room(count, least);
    }

private:
    Role role_ = Role::value;
};

class Dynamic;
using LeafValue = std::variant<std::uint64_t, std::int64_t, double, bool, std::string, Bytes, JsonText>;

// The operations of one (wire type, member type) pair, shared by all frames that use it. Only those of its shape are
// set.
struct CellOps {
    enum class Shape : std::uint8_t { leaf, object, list, optional };
    Shape shape;

    // leaf
    LeafInfo (*info)(const void* type) = nullptr;
    void (*read)(ColdReader&, const void* type, void* value) = nullptr;
    bool (*write)(Buffer&, const void* type, const void* value) = nullptr;
    LeafValue (*get)(const void* value) = nullptr;
    bool (*set)(void* value, LeafValue&&) = nullptr;  // false: another kind of value, or out of range

    // object
    void (*visit)(Dynamic&, void* value) = nullptr;

    // list and optional
    std::string (*name)() = nullptr;
    std::size_t head = 0;              // bytes of the count or of the presence byte
    const NumberForm* form = nullptr;  // of the count or of the presence byte
    std::size_t (*size)(const void* value) = nullptr;
    void (*resize)(void* value, std::size_t n) = nullptr;  // a list of fixed size stays as it is
    struct Cell (*item)(const void* type, void* value, std::size_t i) = nullptr;
    // list: null read_count = items up to the end
    std::size_t (*read_count)(ColdReader&, const void* type) = nullptr;
    std::size_t (*least)(const void* type) = nullptr;
    std::uint64_t max_count = 0;
    // optional
    bool may_end_here = false;  // it is there unless the bytes end
    bool (*read_presence)(ColdReader&, const void* type, const void* value) = nullptr;
};

struct Cell {
    const CellOps* ops;
    void* value;
    const void* type;
    [[nodiscard]] CellOps::Shape shape() const { return ops->shape; }
    [[nodiscard]] std::size_t size() const { return ops->size(value); }
    [[nodiscard]] Cell item(std::size_t i) const { return ops->item(type, value, i); }
};

template <class T, class Wire>
Cell cell_of(T& value, const Wire& type);

// A layout's nested part as a value.
struct Fields {
    void* object;
    void (*run)(void* object);
    void operator()() const { run(object); }
};

// How to read a JSON text whose members a layout names (json_text/document.hpp).
struct ReadMembers {
    const void* fields;
    void (*run)(const void* fields, json_text::Parser& in);
    void operator()(json_text::Parser& in) const { run(fields, in); }
};

class Dynamic {
public:
    virtual ~Dynamic() = default;

    // What layouts call.
    template <class T, class Wire>
    void operator()(const char* name, T& value, const Wire& type) {
        on_cell(name, cell_of(value, type));
    }
    template <class Wire>
    void constant(const char* name, const Wire& type, typename Wire::value_type want, Errc code = Errc::bad_value) {
        auto value = want;
        on_constant(name, cell_of(value, type), static_cast<std::uint64_t>(want), code);
    }
    struct Slot {
        int number;
        const char* name;
    };
    template <class Wire>
    Slot length(const char* name, const Wire& type, std::uint64_t limit = kNoLimit, std::uint64_t least = 0) {
        typename Wire::value_type value{};
        return {on_length(name,
                          cell_of(value, type),
                          {.least = least, .most = limit},
                          std::numeric_limits<typename Wire::value_type>::max()),
                name};
    }
    template <class F>
    void body(Slot slot, F&& fields) {
        on_body(slot, false, erased(fields));
    }
    template <class Wire, class F>
    void sized(const char* name, const Wire& type, F&& fields) {
        sized(name, type, {}, fields);
    }
    template <class Wire, class F>
    void sized(const char* name, const Wire& type, Sizes sizes, F&& fields) {
        on_body(length(name, type, sizes.most, sizes.least), true, erased(fields));
    }
    template <class Wire, class Sum>
    void checksum(const char* name, const Wire& type, Sum) {
        typename Wire::value_type value{};
        on_checksum(name, cell_of(value, type), [](ByteView frame, std::size_t at) -> std::uint64_t {
            return Sum{}(frame, at);
        });
    }
    // One part of an integer made of bits, erased. A presence bit has no cell of its own: its member's follows in the
    // layout.
    struct BitPart {
        const char* name;
        std::optional<int> from;  // the first bit; none: whatever bits the other parts leave
        int width;                // 0: all that are left
        std::optional<Cell> cell;
    };
    struct Bits {
        std::span<const BitPart> parts;
        void* object;
        void (*run)(void* object, std::uint64_t all, Reader& in);
        // unpack sets the members and has `in` judge them.
        void unpack(std::uint64_t all, Reader& in) const { run(object, all, in); }
    };
    template <class Wire, class... Parts>
    void bits(const char* name, const Wire& type, Parts... parts) {
        auto all = static_cast<typename Wire::value_type>((parts.pack() | ...));
        auto unpack = [&](std::uint64_t number, Reader& in) { in.unpack(number, parts...); };
        const std::tuple types = {part_type<Wire>(parts)...};
        const auto erased_parts =
            std::apply([&](const auto&... part_types) { return std::array{bit_part(parts, part_types)...}; }, types);
        on_bits(name, cell_of(all, type), {erased_parts, &unpack, [](void* object, std::uint64_t number, Reader& in) {
                                               (*static_cast<decltype(unpack)*>(object))(number, in);
                                           }});
    }
    template <class F>
    void header(F&& fields) {
        on_header(erased(fields));
    }
    void extension() { on_extension(); }
    // A JSON text and what its layout may name beside members.
    template <class F>
    void document(F&& fields, ReadMembers read) {
        on_document(erased(fields), read);
    }
    void tag(const char* name, std::string_view want) { on_tag(name, want); }
    template <class F>
    void inside(const char* name, F&& fields) {
        auto members = [&] { fields(*this); };
        on_inside(name, erased(members));
    }
    [[nodiscard]] virtual bool strict() const { return false; }
    [[nodiscard]] virtual std::uint64_t frame_limit(std::uint64_t of_protocol) const { return of_protocol; }

protected:
    virtual void on_cell(const char* name, Cell cell) = 0;
    virtual void on_constant(const char*, Cell, std::uint64_t /*want*/, Errc) {}
    // on_length returns a number by which on_body knows the length again; `most` is what its width can say.
    virtual int on_length(const char*, Cell, Sizes, std::uint64_t /*most*/) { return 0; }
    virtual void on_body(Slot, bool /*sized*/, Fields fields) { fields(); }
    virtual void on_checksum(const char*, Cell, std::uint64_t (*)(ByteView, std::size_t)) {}
    // `whole` is the packed integer. Most visitors only want the members.
    virtual void on_bits(const char* /*name*/, Cell /*whole*/, Bits bits) {
        for (const auto& part : bits.parts)
            if (part.cell) on_cell(part.name, *part.cell);
    }
    virtual void on_header(Fields fields) { fields(); }
    virtual void on_extension() {}
    // A document's members are cells like others; on_inside is called for an object among them that is none.
    virtual void on_document(Fields members, ReadMembers) { members(); }
    virtual void on_tag(const char*, std::string_view /*want*/) {}
    virtual void on_inside(const char*, Fields members) { members(); }

private:
    template <class Wire, class Member>
    static int part_type(const PresenceBit<Member>&) {
        return 0;
    }
    template <class Wire, class Member>
    static BitsFrom<Wire> part_type(const HighBits<Member>& part) {
        return {part.from};
    }
    template <class Wire, class Member>
    static BitsBut<Wire> part_type(const OtherBits<Member>& part) {
        return {part.taken};
    }
    template <class Wire, class Member>
    static BitsOfField part_type(const BitField<Member>& part) {
        return {part.width, part.names, std::is_same_v<Member, bool>};
    }
    template <class Member>
    static BitPart bit_part(const PresenceBit<Member>& part, int) {
        return {part.name, part.bit, 1, std::nullopt};
    }
    template <class Member, class Type>
    static BitPart bit_part(const HighBits<Member>& part, const Type& type) {
        return {part.name, part.from, 0, cell_of(part.member, type)};
    }
    template <class Member, class Type>
    static BitPart bit_part(const BitField<Member>& part, const Type& type) {
        return {part.name, part.from, part.width, cell_of(part.member, type)};
    }
    template <class Member, class Type>
    static BitPart bit_part(const OtherBits<Member>& part, const Type& type) {
        return {part.name, std::nullopt, 0, cell_of(part.member, type)};
    }
    template <class F>
    static Fields erased(F& fields) {
        return {&fields, [](void* object) { (*static_cast<std::remove_reference_t<F>*>(object))(); }};
    }
};

// A frame whose C++ type the caller no longer names.
struct AnyFrame {
    void* value;
    void (*layout)(Dynamic&, void* value);
    void visit(Dynamic& visitor) const { layout(visitor, value); }
};
template <class Frame>
AnyFrame any_frame(Frame& frame) {
    return {&frame, [](Dynamic& io, void* value) { Frame::layout(io, *static_cast<Frame*>(value)); }};
}

// ---- making cells -------------------------------------------------------------------------------------------------
namespace detail {

// The other types of members are integers, which become one of 64 bits.
template <class T>
inline constexpr bool kIsLeafValue =
    std::is_same_v<T, double> || std::is_same_v<T, bool> || std::is_same_v<T, std::string> || std::is_same_v<T, Bytes>;

template <class T>
LeafValue get_leaf(const void* from) {
    const auto& value = *static_cast<const T*>(from);
    if constexpr (kIsLeafValue<T>) return value;
    else if constexpr (std::is_signed_v<T>) return std::int64_t{value};
    else return std::uint64_t{value};
}

template <class T>
bool set_leaf(void* to, LeafValue&& from) {
    auto& value = *static_cast<T*>(to);
    if constexpr (kIsLeafValue<T>) {
        auto* const same = std::get_if<T>(&from);
        if (same != nullptr) value = std::move(*same);
        return same != nullptr;
    } else {
        const auto set_if_in_range = [&](auto number) {
            if (std::in_range<T>(number)) value = static_cast<T>(number);
            return std::in_range<T>(number);
        };
        if (const auto* u = std::get_if<std::uint64_t>(&from)) return set_if_in_range(*u);
        if (const auto* i = std::get_if<std::int64_t>(&from)) return set_if_in_range(*i);
        return false;
    }
}

template <class Wire, class T>
constexpr CellOps leaf_ops() {
    static_assert(std::is_same_v<typename std::remove_const_t<T>, T>);
    return {.shape = CellOps::Shape::leaf,
            .info = [](const void* type) { return static_cast<const Wire*>(type)->info(); },
            .read = [](ColdReader& io,
                       const void* type,
                       void* value) { static_cast<const Wire*>(type)->read(io, *static_cast<T*>(value)); },
            .write =
                [](Buffer& out, const void* type, const void* value) {
                    Writer io(out);
                    static_cast<const Wire*>(type)->write(io, *static_cast<const T*>(value));
                    return io.ok();
                },
            .get = &get_leaf<T>,
            .set = &set_leaf<T>};
}

template <class T>
constexpr CellOps object_ops() {
    return {.shape = CellOps::Shape::object,
            .visit = [](Dynamic& io, void* value) { T::layout(io, *static_cast<T*>(value)); }};
}

template <class Wire, class T>
constexpr CellOps list_ops() {
    using Item = typename T::value_type;
    CellOps ops{.shape = CellOps::Shape::list};
    ops.name = &Wire::name;
    ops.head = Wire::kHead;
    ops.form = Wire::kForm;
    ops.size = [](const void* value) { return static_cast<const T*>(value)->size(); };
    ops.resize = [](void* value, std::size_t n) {
        if constexpr (requires(T& items) { items.resize(n); }) static_cast<T*>(value)->resize(n);
    };
    ops.item = [](const void* type, void* value, std::size_t i) {
        return cell_of((*static_cast<T*>(value))[i], static_cast<const Wire*>(type)->item);
    };
    ops.least = [](const void* type) { return least_size<Item>(static_cast<const Wire*>(type)->item); };
    ops.max_count = Wire::max_count();
    if constexpr (Wire::kCounted) {
        ops.read_count = [](ColdReader& io, const void* type) {
            return static_cast<const Wire*>(type)->template read_count<Item>(io);
        };
    }
    return ops;
}

template <class Wire, class T>
constexpr CellOps optional_ops() {
    CellOps ops{.shape = CellOps::Shape::optional};
    ops.name = &Wire::name;
    ops.head = Wire::kHead;
    ops.form = Wire::kForm;
    ops.size = [](const void* value) { return std::size_t{is_present(*static_cast<const T*>(value))}; };
    ops.resize = [](void* value, std::size_t n) { set_present(*static_cast<T*>(value), n != 0); };
    ops.item = [](const void* type, void* value, std::size_t) {
        return cell_of(content(*static_cast<T*>(value)), static_cast<const Wire*>(type)->inner);
    };
    ops.max_count = 1;
    ops.may_end_here = requires { Wire::kMayEndHere; };
    ops.read_presence = [](ColdReader& io, const void* type, const void* value) {
        return static_cast<const Wire*>(type)->read_presence(io, is_present(*static_cast<const T*>(value)));
    };
    return ops;
}

template <class Wire, class T>
constexpr CellOps ops_for() {
    if constexpr (requires { Wire::template cell_ops<T>(); }) return Wire::template cell_ops<T>();
    else if constexpr (std::is_same_v<Wire, Object>) return object_ops<T>();
    else if constexpr (requires { Wire::kCounted; }) return list_ops<Wire, T>();
    else if constexpr (requires { &Wire::inner; }) return optional_ops<Wire, T>();
    else return leaf_ops<Wire, T>();
}

template <class Wire, class T>
inline constexpr CellOps kOps = ops_for<Wire, T>();

}  // namespace detail

template <class T, class Wire>
Cell cell_of(T& value, const Wire& type) {
    static_assert(!std::is_const_v<T>, "cold visitors run over a frame of their own");
    return {&detail::kOps<Wire, T>, &value, &type};
}

}  // namespace wireproof::wire

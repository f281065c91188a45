// Wire types: how one member of a frame stands on the wire. A layout names them like the protocol documents do:
//
//   u8 u16le u32le u64le i64le       integers, little-endian; u16be u32be u64be i64be big-endian
//   f64be                            IEEE-754 binary64; every NaN is one value
//   flag                             one byte, 0 = false, anything else = true
//   blob(u16le, limit) text(u16le)   length, then bytes or UTF-8
//   rest, rest_text                  everything up to the end of the enclosing body
//   list(u32le, item)                count, then items; list<1000>(u32le, item): at most 1000 of them
//   list_to_end(item)                items up to the end; fixed<2>(item): always two of them
//   object                           a struct with a layout of its own
//   if_flagged(type)                 a presence byte, then the value if it is not 0
//   unless_at_end(type)              the value if any byte is left
//   if_announced(type)               the value if a bit of an earlier `io.bits(…, present(…))` is set
//   unless_zero(number)              likewise, of a number that is not written when it is 0
//   enumeration(u8, table)           an integer with names; a third argument names the error of a closed one
//   reserved(u8, refused::always)    default 0; another value is refused always, or in the strict profile only
//
// Each type has read(Reader-like, value), write(Writer, value) and a description for the cold visitors; read is a
// template over the reader because the Annotator's records what it handed out. A member whose C++ type does not fit
// fails to compile at the frame's own line.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "conformance/wire/enum_table.hpp"
#include "conformance/wire/reader.hpp"
#include "conformance/wire/utf8.hpp"
#include "conformance/wire/writer.hpp"

namespace wireproof::wire {

// NumberForm: how to read and change a number where it stands, for visitors that only have its bytes.
struct NumberForm {
    std::uint64_t (*load)(ByteView bytes);
    bool (*store)(std::span<std::uint8_t> bytes, std::uint64_t number);  // false: it does not take just as many bytes
    std::uint64_t (*most)(std::size_t size);                             // the largest number of that many bytes
};
template <class Number>
inline constexpr NumberForm kNumberForm = {&Number::load_from, &Number::store_in, &Number::most_in};
// is_other_form: of a type that has no other forms, no bytes are one.
template <class Number>
bool is_other_form(ByteView field) {
    if constexpr (requires { Number::is_other_form(field); }) return Number::is_other_form(field);
    else return false;
}

// What a cold visitor may know about a type whose value has no parts.
struct LeafInfo {
    enum class Kind : std::uint8_t {
        number,
        wide_number,
        real,
        boolean,
        text,
        bytes,
        json
    };  // wide: 64 bits, a decimal string in JSON
    Kind kind;
    std::string type;                // `u16le`, `text[u16le]`
    std::uint64_t limit = kNoLimit;  // most bytes of a text or byte string
    const EnumTable* names = nullptr;
    bool has_default = false;          // may be left out of a JSON value
    std::string default_value = {};    // which then stands for it; empty: 0, and every other value is reserved
    Errc refused = Errc::bad_value;    // what an unknown number of a closed enumeration is
    std::string_view rule = {};        // what else a value must keep to, for a person
    bool decides = false;              // another value changes how what follows is read
    const NumberForm* form = nullptr;  // of the number that the field is or begins with
    bool (*other_form)(ByteView field) =
        nullptr;  // whether accepted bytes are not those that the encoder chooses; null: they always are
};

// ---- integers -----------------------------------------------------------------------------------------------------
template <std::integral U, std::endian Order>
struct Int {
    using value_type = U;
    static constexpr std::size_t kSize = sizeof(U);

    static U swap(U v) {
        if constexpr (kSize == 1 || Order == std::endian::native) return v;
        else if constexpr (kSize == 2) return static_cast<U>(__builtin_bswap16(static_cast<std::uint16_t>(v)));
        else if constexpr (kSize == 4) return static_cast<U>(__builtin_bswap32(static_cast<std::uint32_t>(v)));
        else return static_cast<U>(__builtin_bswap64(static_cast<std::uint64_t>(v)));
    }
    static U load(const std::uint8_t* from) {
        U raw;
        std::memcpy(&raw, from, kSize);
        return swap(raw);
    }
    static void patch(std::uint8_t* at, U v) {
        v = swap(v);
        std::memcpy(at, &v, kSize);
    }
    static std::uint64_t load_from(ByteView bytes) { return static_cast<std::make_unsigned_t<U>>(load(bytes.data())); }
    static bool store_in(std::span<std::uint8_t> bytes, std::uint64_t number) {
        patch(bytes.data(), static_cast<U>(number));
        return true;
    }
    static std::uint64_t most_in(std::size_t) { return std::numeric_limits<std::make_unsigned_t<U>>::max(); }

    // get and put are the bare number, for types that are made of one.
    U get(auto& io) const {
        const auto* const from = io.take(kSize);
        return from == nullptr ? U{} : load(from);
    }
    void put(Writer& io, U v) const {
        v = swap(v);
        io.put(&v, kSize);
    }
    void read(auto& io, U& v) const {
        io.begin(Role::value);
        v = get(io);
    }
    void write(Writer& io, U v) const { put(io, v); }
    static std::string name() {
        const std::string base = (std::is_signed_v<U> ? "i" : "u") + std::to_string(8 * kSize);
        return kSize == 1 ? base : base + (Order == std::endian::little ? "le" : "be");
    }
    [[nodiscard]] LeafInfo info() const {
        return {.kind = kSize == 8 ? LeafInfo::Kind::wide_number : LeafInfo::Kind::number,
                .type = name(),
                .form = &kNumberForm<Int>};
    }
};
inline constexpr Int<std::uint8_t, std::endian::little> u8{};
inline constexpr Int<std::uint16_t, std::endian::little> u16le{};
inline constexpr Int<std::uint32_t, std::endian::little> u32le{};
inline constexpr Int<std::uint64_t, std::endian::little> u64le{};
inline constexpr Int<std::int64_t, std::endian::little> i64le{};
inline constexpr Int<std::uint16_t, std::endian::big> u16be{};
inline constexpr Int<std::uint32_t, std::endian::big> u32be{};
inline constexpr Int<std::uint64_t, std::endian::big> u64be{};
inline constexpr Int<std::int64_t, std::endian::big> i64be{};

// Which of the many bit patterns a NaN had is no part of its value: all are written as the same one.
struct Binary64 {
    static constexpr std::uint64_t kNan = 0x7FF8000000000000;
    void read(auto& io, double& v) const {
        io.begin(Role::value);
        v = std::bit_cast<double>(u64be.get(io));
    }
    void write(Writer& io, double v) const { u64be.put(io, std::isnan(v) ? kNan : std::bit_cast<std::uint64_t>(v)); }
    [[nodiscard]] LeafInfo info() const {
        return {.kind = LeafInfo::Kind::real, .type = "f64be", .other_form = [](ByteView field) {
                    const auto pattern = u64be.load(field.data());
                    return std::isnan(std::bit_cast<double>(pattern)) && pattern != kNan;
                }};
    }
};
inline constexpr Binary64 f64be{};

struct Flag {
    void read(auto& io, bool& v) const {
        io.begin(Role::value);
        const auto byte = u8.get(io);
        if (byte > 1 && io.strict()) io.reject(Errc::bad_value, "a boolean is 0 or 1");
        v = byte != 0;
    }
    void write(Writer& io, bool v) const { u8.put(io, v ? 1 : 0); }
    [[nodiscard]] LeafInfo info() const { return {.kind = LeafInfo::Kind::boolean, .type = "flag"}; }
};
inline constexpr Flag flag{};

template <class Number>
struct Enumeration {
    using value_type = typename Number::value_type;
    const EnumTable* names;
    Errc refused;

    void read(auto& io, value_type& v) const {
        io.begin(Role::value);
        v = Number{}.get(io);
        if (names->closed && !names->name_of(v)) io.reject(refused, names->title);
    }
    void write(Writer& io, value_type v) const {
        if (names->closed && !names->name_of(v)) return io.fail();
        Number{}.put(io, v);
    }
    [[nodiscard]] LeafInfo info() const {
        auto about = Number{}.info();
        about.names = names;
        about.refused = refused;
        return about;
    }
};
template <class Number>
constexpr Enumeration<Number> enumeration(Number, const EnumTable& names, Errc refused = Errc::bad_value) {
    return {&names, refused};
}

enum class refused : std::uint8_t { always, in_strict };
template <class Number>
struct Reserved {
    using value_type = typename Number::value_type;
    refused when;

    void read(auto& io, value_type& v) const {
        io.begin(Role::value);
        v = Number{}.get(io);
        if (v != 0 && (when == refused::always || io.strict())) io.reject(Errc::bad_value, "reserved, must be 0");
    }
    void write(Writer& io, value_type v) const {
        if (v != 0 && when == refused::always) return io.fail();
        Number{}.put(io, v);
    }
    [[nodiscard]] LeafInfo info() const {
        auto about = Number{}.info();
        about.has_default = true;
        return about;
    }
};
template <class Number>
constexpr Reserved<Number> reserved(Number, refused when) {
    return {when};
}

// ---- byte strings and texts ---------------------------------------------------------------------------------------
// assign_bytes keeps the room that a used frame already has.
template <class T>
void assign_bytes(T& v, const std::uint8_t* from, std::size_t n) {
    using Char = typename T::value_type;
    const auto* const chars = reinterpret_cast<const Char*>(from);
    v.assign(chars, chars + n);
}

template <class Number, bool IsText>
struct Blob {
    using value_type = std::conditional_t<IsText, std::string, Bytes>;
    std::uint64_t limit = kNoLimit;

    void read(auto& io, value_type& v) const {
        io.begin(Role::length);
        const auto size = Number{}.get(io);
        if (size > limit) [[unlikely]]
            return io.fail(Errc::too_large, "over the field's limit");
        io.begin(Role::data);
        const auto* const from = io.take(size);
        if (from == nullptr) [[unlikely]]
            return;
        if (IsText && !is_utf8({from, static_cast<std::size_t>(size)})) [[unlikely]]
            return io.fail(Errc::bad_utf8);
        assign_bytes(v, from, static_cast<std::size_t>(size));
    }
    void write(Writer& io, const value_type& v) const {
        if (v.size() > limit || v.size() > std::numeric_limits<typename Number::value_type>::max()) return io.fail();
        if (IsText && !is_utf8({reinterpret_cast<const std::uint8_t*>(v.data()), v.size()})) return io.fail();
        Number{}.put(io, static_cast<typename Number::value_type>(v.size()));
        io.put(v.data(), v.size());
    }
    [[nodiscard]] LeafInfo info() const {
        const auto number = Number{}.info();
        return {.kind = IsText ? LeafInfo::Kind::text : LeafInfo::Kind::bytes,
                .type = (IsText ? "text[" : "bytes[") + Number::name() + "]",
                .limit = std::min<std::uint64_t>(limit, std::numeric_limits<typename Number::value_type>::max()),
                .form = number.form,
                .other_form = number.other_form};
    }
};
template <class Number>
constexpr Blob<Number, false> blob(Number, std::uint64_t limit = kNoLimit) {
    return {limit};
}
template <class Number>
constexpr Blob<Number, true> text(Number, std::uint64_t limit = kNoLimit) {
    return {limit};
}

template <bool IsText>
struct Rest {
    using value_type = std::conditional_t<IsText, std::string, Bytes>;
    void read(auto& io, value_type& v) const {
        io.begin(Role::rest);
        const auto bytes = io.take_rest();
        if (IsText && !is_utf8(bytes)) [[unlikely]]
            return io.fail(Errc::bad_utf8);
        assign_bytes(v, bytes.data(), bytes.size());
    }
    void write(Writer& io, const value_type& v) const {
        if (IsText && !is_utf8({reinterpret_cast<const std::uint8_t*>(v.data()), v.size()})) return io.fail();
        io.put(v.data(), v.size());
    }
    [[nodiscard]] LeafInfo info() const {
        return {.kind = IsText ? LeafInfo::Kind::text : LeafInfo::Kind::bytes,
                .type = IsText ? "text to the end" : "bytes to the end"};
    }
};
inline constexpr Rest<false> rest{};
inline constexpr Rest<true> rest_text{};

// ---- composites ---------------------------------------------------------------------------------------------------
struct Object {
    template <class T>
    void read(auto& io, T& v) const {
        T::layout(io, v);
    }
    template <class T>
    void write(Writer& io, const T& v) const {
        T::layout(io, v);
    }
};
inline constexpr Object object{};

// least_size is the encoded size of an empty item, so that no minimum is ever typed; never 0, which would let any count
// through.
template <class T, class Item>
std::size_t least_size(const Item& item) {
    static const std::size_t kLeast = [&] {
        Buffer buffer;
        Writer io(buffer);
        item.write(io, T{});
        return std::max<std::size_t>(buffer.size(), 1);
    }();
    return kLeast;
}

template <class Number, class Item, std::uint64_t Limit>
struct List {
    static constexpr bool kCounted = true;               // the number of items is known before the first
    static constexpr std::size_t kHead = Number::kSize;  // bytes in front of the items
    static constexpr const NumberForm* kForm = &kNumberForm<Number>;
    Item item;

    // read_count reads the number of items and refuses one that cannot be; 0 then.
    template <class T>
    std::size_t read_count(auto& io) const {
        io.begin(Role::count);
        const auto count = Number{}.get(io);
        if (!io.ok()) return 0;
        if (count > max_count()) io.fail(Errc::too_large, "more items than the list may have");
        if (!io.ok() || !io.has_room(count, least_size<T>(item))) return 0;
        return static_cast<std::size_t>(count);
    }
    template <class T>
    void read(auto& io, std::vector<T>& v) const {
        const auto count = read_count<T>(io);
        if (!io.ok()) return;
        v.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            item.read(io, v[i]);
            if (!io.ok()) [[unlikely]]
                return io.name_item(i);
        }
    }
    template <class T>
    void write(Writer& io, const std::vector<T>& v) const {
        if (v.size() > max_count()) return io.fail();
        Number{}.put(io, static_cast<typename Number::value_type>(v.size()));
        for (const auto& each : v) item.write(io, each);
    }
    [[nodiscard]] static constexpr std::uint64_t max_count() {
        return std::min<std::uint64_t>(Limit, std::numeric_limits<typename Number::value_type>::max());
    }
    [[nodiscard]] static std::string name() { return "list[" + Number::name() + "]"; }
};
template <std::uint64_t Limit = kNoLimit, class Number, class Item>
constexpr List<Number, Item, Limit> list(Number, Item item) {
    return {item};
}

// A list of N items whose number is not on the wire: an entry of a map.
template <std::size_t N, class Item>
struct Fixed {
    static constexpr bool kCounted = true;
    static constexpr std::size_t kHead = 0;
    static constexpr const NumberForm* kForm = nullptr;
    Item item;

    template <class T>
    std::size_t read_count(auto&) const {
        return N;
    }
    template <class T>
    void read(auto& io, std::array<T, N>& v) const {
        for (std::size_t i = 0; i < N; ++i) {
            item.read(io, v[i]);
            if (!io.ok()) [[unlikely]]
                return io.name_item(i);
        }
    }
    template <class T>
    void write(Writer& io, const std::array<T, N>& v) const {
        for (const auto& each : v) item.write(io, each);
    }
    [[nodiscard]] static constexpr std::uint64_t max_count() { return N; }
    [[nodiscard]] static std::string name() { return N == 2 ? "pair" : "list of " + std::to_string(N); }
};
template <std::size_t N, class Item>
constexpr Fixed<N, Item> fixed(Item item) {
    return {item};
}

template <class Item>
struct ListToEnd {
    static constexpr bool kCounted = false;
    static constexpr std::size_t kHead = 0;
    static constexpr const NumberForm* kForm = nullptr;
    Item item;

    template <class T>
    void read(auto& io, std::vector<T>& v) const {
        std::size_t count = 0;
        for (; !io.at_end(); ++count) {
            if (count == v.size()) v.emplace_back();
            item.read(io, v[count]);
            if (!io.ok()) [[unlikely]]
                return io.name_item(count);
        }
        v.resize(count);
    }
    template <class T>
    void write(Writer& io, const std::vector<T>& v) const {
        for (const auto& each : v) item.write(io, each);
    }
    [[nodiscard]] static constexpr std::uint64_t max_count() { return kNoLimit; }
    [[nodiscard]] static std::string name() { return "list to the end"; }
};
template <class Item>
constexpr ListToEnd<Item> list_to_end(Item item) {
    return {item};
}

// The two ways in which a value may be there or not. read_presence says whether its bytes follow.
template <class Inner>
struct IfFlagged {
    static constexpr std::size_t kHead = 1;
    static constexpr const NumberForm* kForm = &kNumberForm<decltype(u8)>;
    Inner inner;
    bool read_presence(auto& io, bool) const {
        io.begin(Role::presence);
        const auto byte = u8.get(io);
        if (byte > 1 && io.strict()) io.reject(Errc::bad_value, "a presence byte is 0 or 1");
        return byte != 0;
    }
    static void write_presence(Writer& io, bool present) { u8.put(io, present ? 1 : 0); }
    static std::string name() { return "if flagged"; }
};
template <class Inner>
struct UnlessAtEnd {
    static constexpr std::size_t kHead = 0;
    static constexpr bool kMayEndHere = true;
    static constexpr const NumberForm* kForm = nullptr;
    Inner inner;
    bool read_presence(auto& io, bool) const { return !io.at_end(); }
    static void write_presence(Writer&, bool) {}
    static std::string name() { return "unless at the end"; }
};
// A bit of an earlier `bits` has said whether it is there, and the member already is or is not.
template <class Inner>
struct IfAnnounced {
    static constexpr std::size_t kHead = 0;
    static constexpr const NumberForm* kForm = nullptr;
    Inner inner;
    bool read_presence(auto&, bool announced) const { return announced; }
    static void write_presence(Writer&, bool) {}
    static std::string name() { return "if announced"; }
};

// The members that may be absent: an optional, or an integer whose 0 is not written.
template <class T>
bool is_present(const std::optional<T>& v) {
    return v.has_value();
}
template <std::unsigned_integral T>
bool is_present(const T& v) {
    return v != 0;
}
// set_present keeps what is there; what was not gets its least value.
template <class T>
void set_present(std::optional<T>& v, bool present) {
    if (!present) v.reset();
    else if (!v) v.emplace();
}
template <std::unsigned_integral T>
void set_present(T& v, bool present) {
    if (!present) v = 0;
    else if (v == 0) v = 1;
}
template <class T>
auto& content(T& v) {
    if constexpr (std::unsigned_integral<std::remove_const_t<T>>) return v;
    else return *v;
}

template <class Presence>
struct Optional : Presence {
    template <class T>
    void read(auto& io, T& v) const {
        const bool present = this->read_presence(io, is_present(v));
        if (!io.ok()) return;
        set_present(v, present);
        if (present) this->inner.read(io, content(v));
    }
    template <class T>
    void write(Writer& io, const T& v) const {
        Presence::write_presence(io, is_present(v));
        if (is_present(v)) this->inner.write(io, content(v));
    }
};
template <class Inner>
constexpr Optional<IfFlagged<Inner>> if_flagged(Inner inner) {
    return {{inner}};
}
template <class Inner>
constexpr Optional<UnlessAtEnd<Inner>> unless_at_end(Inner inner) {
    return {{inner}};
}
template <class Inner>
constexpr Optional<IfAnnounced<Inner>> if_announced(Inner inner) {
    return {{inner}};
}

// An integer that is not written when it is 0. A 0 on the wire all the same is read, and refused by the strict profile.
template <class Number>
struct NotZero {
    using value_type = typename Number::value_type;
    void read(auto& io, value_type& v) const {
        Number{}.read(io, v);
        if (v == 0 && io.strict()) io.reject(Errc::bad_value, "0 is written by leaving it out");
    }
    void write(Writer& io, value_type v) const { Number{}.write(io, v); }
    [[nodiscard]] LeafInfo info() const {
        auto about = Number{}.info();
        about.other_form = [](ByteView field) {
            return kNumberForm<Number>.load(field) == 0 || is_other_form<Number>(field);
        };
        return about;
    }
};
template <class Number>
constexpr Optional<IfAnnounced<NotZero<Number>>> unless_zero(Number) {
    return {{{}}};
}

// ---- bits ---------------------------------------------------------------------------------------------------------
// The parts of `io.bits(name, type, part…)`, which packs them into one integer.

// A bit that says whether a member which stands further on, if_announced or unless_zero, is there.
template <class Member>
struct PresenceBit {
    const char* name;
    Member& member;
    int bit;
    void unpack(std::uint64_t all) const { set_present(member, (all >> bit & 1) != 0); }
    [[nodiscard]] std::uint64_t pack() const { return std::uint64_t{is_present(member)} << bit; }
    [[nodiscard]] bool fits() const { return true; }
};
template <class Member>
constexpr PresenceBit<Member> present(const char* name, Member& member, int bit) {
    return {name, member, bit};
}

// All bits from one on, a member of its own; its range ends where the 64 bits do.
template <class Member>
struct HighBits {
    const char* name;
    Member& member;
    int from;
    void unpack(std::uint64_t all) const { member = static_cast<Member>(all >> from); }
    [[nodiscard]] std::uint64_t pack() const { return std::uint64_t{member} << from; }
    [[nodiscard]] bool fits() const { return pack() >> from == member; }
};
template <class Member>
constexpr HighBits<Member> high_bits(const char* name, Member& member, int from) {
    return {name, member, from};
}

// Some bits in the middle, a member of its own. The strict profile refuses what an enumeration has no name for, and
// reserved bits that are not 0.
template <class Member>
struct BitField {
    const char* name;
    Member& member;
    int from;
    int width;
    const EnumTable* names = nullptr;
    bool is_reserved = false;

    [[nodiscard]] std::uint64_t most() const { return (std::uint64_t{1} << width) - 1; }
    void unpack(std::uint64_t all) const { member = static_cast<Member>(all >> from & most()); }
    [[nodiscard]] std::uint64_t pack() const { return (std::uint64_t{member} & most()) << from; }
    [[nodiscard]] bool fits() const { return std::uint64_t{member} <= most(); }
    void judge(auto& io) const {
        if (!io.strict()) return;
        if (is_reserved && member != Member{}) io.reject(Errc::bad_value, "reserved, must be 0");
        if (names != nullptr && !names->name_of(member)) io.reject(Errc::bad_value, names->title);
    }
};
template <class Member>
constexpr BitField<Member> bit_field(const char* name, Member& member, int from, int width) {
    return {name, member, from, width};
}
template <class Member>
constexpr BitField<Member> bit_field(const char* name, Member& member, int from, int width, const EnumTable& names) {
    return {name, member, from, width, &names};
}
template <class Member>
constexpr BitField<Member> reserved_bits(const char* name, Member& member, int from, int width) {
    return {name, member, from, width, nullptr, true};
}

// The wire types under which cold visitors see such members: they write no bytes, and fail if they do not fit.
struct BitsOfField {
    int width;
    const EnumTable* names;
    bool is_flag;
    void read(auto&, auto&) const {}
    void write(Writer& io, std::uint64_t v) const {
        if (v >> width != 0) io.fail();
    }
    [[nodiscard]] LeafInfo info() const {
        return {.kind = is_flag ? LeafInfo::Kind::boolean : LeafInfo::Kind::number,
                .type = width == 1 ? "bit" : std::to_string(width) + " bits",
                .names = names};
    }
};
template <class Number>
struct BitsFrom {
    int from;
    void read(auto&, auto&) const {}
    void write(Writer& io, std::uint64_t v) const {
        const auto shifted = v << from;
        if (shifted >> from != v || shifted > std::numeric_limits<typename Number::value_type>::max()) io.fail();
    }
    [[nodiscard]] LeafInfo info() const {
        auto about = Number{}.info();
        about.type = "bits of " + about.type;
        return about;
    }
};

// All bits but those of other parts, where they stand, a member of its own.
template <class Member>
struct OtherBits {
    const char* name;
    Member& member;
    std::uint64_t taken;  // by the other parts
    void unpack(std::uint64_t all) const { member = static_cast<std::remove_const_t<Member>>(all & ~taken); }
    [[nodiscard]] std::uint64_t pack() const { return std::uint64_t{member} & ~taken; }
    [[nodiscard]] bool fits() const { return (member & taken) == 0; }
};
template <class Member, class... Bit>
constexpr OtherBits<Member> other_bits(const char* name, Member& member, Bit... taken) {
    return {name, member, ((std::uint64_t{1} << taken) | ...)};
}

// The wire type under which cold visitors see such a member.
template <class Number>
struct BitsBut {
    std::uint64_t taken;
    void read(auto&, auto&) const {}
    void write(Writer& io, std::uint64_t v) const {
        if ((v & taken) != 0) io.fail();
    }
    [[nodiscard]] LeafInfo info() const { return BitsFrom<Number>{}.info(); }
};

}  // namespace wireproof::wire

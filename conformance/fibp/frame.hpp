// The head that all frames of FIBP share, around the body of a whole frame, around a part of one, or around bytes that
// nobody has read yet. Rules: PROTOCOL.md section 1.
#pragma once

#include "conformance/fibp/types.hpp"

namespace wireproof::fibp {

// Of the length field, which counts everything behind itself.
inline constexpr std::uint64_t kLeastLength = u8.kSize + u8.kSize + u32be.kSize;  // opcode, flags, request_id
inline constexpr std::uint64_t kMaxFrame = 16ULL << 20;                           // unless both ends agreed on another

inline constexpr std::uint8_t kContinuation = 0x01;  // flag: more parts of this body follow

enum class Part : std::uint8_t { no, yes, either };

// The flags byte. The CONTINUATION bit tells a part from a whole frame, which are different frames here; the other bits
// are reserved.
template <Part part>
struct Flags {
    void read(auto& io, std::uint8_t& v) const {
        io.begin(Role::value);
        v = u8.get(io);
        if (!fits(v)) return io.reject(Errc::bad_flags, kRule);
        if ((v & ~kContinuation) != 0 && io.strict()) io.reject(Errc::bad_value, "reserved bits must be 0");
    }
    void write(Writer& io, std::uint8_t v) const {
        if (!fits(v)) return io.fail();
        u8.put(io, v);
    }
    [[nodiscard]] LeafInfo info() const {
        auto about = u8.info();
        about.has_default = part == Part::no;
        about.rule = kRule;
        return about;
    }

private:
    static constexpr std::string_view kRule =
        part == Part::yes ? "CONTINUATION (bit 0) must be set" : "CONTINUATION (bit 0) must be clear, default 0";
    static constexpr bool fits(std::uint8_t v) {
        return part == Part::either || ((v & kContinuation) != 0) == (part == Part::yes);
    }
};

template <Part part>
void head(auto& io, auto& v, auto&& opcode, auto&& body) {
    io.sized("length", u32be, {.least = kLeastLength, .most = io.frame_limit(kMaxFrame)}, [&] {
        opcode();
        io("flags", v.flags, Flags<part>{});
        io("request_id", v.request_id, u32be);
        body();
    });
}

// A whole frame with one of the bodies of messages.hpp or admin.hpp. Fields that later revisions add to a body are
// passed over.
template <class Body, std::uint8_t Opcode = number_in(kOpcodes42, Body::kName)>
struct Frame {
    std::uint8_t flags{};
    std::uint32_t request_id{};
    Body body;
    static void layout(auto& io, auto& v) {
        const auto opcode = [&] { io.constant("opcode", u8, Opcode, Errc::bad_opcode); };
        head<Part::no>(io, v, opcode, [&] {
            Body::layout(io, v.body);
            io.extension();
        });
    }
};

// `continuation`: a frame whose body goes on in a later frame of the same opcode and request id.
template <const EnumTable& Opcodes>
struct Continuation {
    static constexpr std::string_view kName = "continuation";
    std::uint8_t opcode = static_cast<std::uint8_t>(Opcodes.names.front().value);  // 0 is the opcode of no frame
    std::uint8_t flags = kContinuation;
    std::uint32_t request_id{};
    Bytes body;  // a piece of the body, cut anywhere
    static void layout(auto& io, auto& v) {
        const auto opcode = [&] { io("opcode", v.opcode, enumeration(u8, Opcodes, Errc::bad_opcode)); };
        head<Part::yes>(io, v, opcode, [&] { io("body", v.body, rest); });
    }
};

// Everything up to the end of the enclosing body, where it stands.
struct RestInPlace {
    void read(auto& io, ByteView& v) const {
        io.begin(Role::rest);
        v = io.take_rest();
    }
    void write(Writer& io, ByteView v) const { io.put(v.data(), v.size()); }
};

inline constexpr EnumTable kAnyOpcode{.title = "opcode", .names = {}};

// Any frame, whole or part, its body not read; a view of the bytes that it was decoded from.
struct RawFrame {
    const EnumTable* opcodes = &kAnyOpcode;
    std::uint8_t opcode{};
    std::uint8_t flags{};
    std::uint32_t request_id{};
    ByteView body;
    static void layout(auto& io, auto& v) {
        const auto opcode = [&] { io("opcode", v.opcode, enumeration(u8, *v.opcodes, Errc::bad_opcode)); };
        head<Part::either>(io, v, opcode, [&] { io("body", v.body, RestInPlace{}); });
    }
    [[nodiscard]] bool is_part() const { return (flags & kContinuation) != 0; }
};

// Where the fields of the head stand, from the start of the frame.
inline constexpr std::size_t kOpcodeAt = u32be.kSize;
inline constexpr std::size_t kFlagsAt = kOpcodeAt + u8.kSize;
inline constexpr std::size_t kRequestIdAt = kFlagsAt + u8.kSize;

}  // namespace wireproof::fibp

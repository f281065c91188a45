// The head that all frames of FIBP share, around the body of a whole frame or around a chunk of one. Rules: PROTOCOL.md
// section 1.
#pragma once

#include <optional>

#include "conformance/fibp/types.hpp"

namespace wireproof::fibp {

// Of the length field, which counts everything behind itself.
inline constexpr std::uint64_t kLeastLength = u8.kSize + u8.kSize + u32be.kSize;  // opcode, flags, request_id
inline constexpr std::uint64_t kMaxFrame = 16ULL << 20;                           // unless both ends agreed on another

inline constexpr std::uint8_t kContinuation = 0x01;  // flag: more chunks of this body follow

// The flags byte. The CONTINUATION bit tells a chunk from a whole frame, which are different frames here; the other
// bits are reserved.
template <bool OfChunk>
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
        about.has_default = !OfChunk;
        about.rule = kRule;
        return about;
    }

private:
    static constexpr std::string_view kRule =
        OfChunk ? "CONTINUATION (bit 0) must be set" : "CONTINUATION (bit 0) must be clear, default 0";
    static constexpr bool fits(std::uint8_t v) { return ((v & kContinuation) != 0) == OfChunk; }
};

void head(auto& io, auto& v, auto&& opcode, auto flags, auto&& rest_of_frame) {
    io.sized("length", u32be, {.least = kLeastLength, .most = io.frame_limit(kMaxFrame)}, [&] {
        opcode();
        io("flags", v.flags, flags);
        io("request_id", v.request_id, u32be);
        rest_of_frame();
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
        head(
            io,
            v,
            [&] { io.constant("opcode", u8, Opcode, Errc::bad_opcode); },
            Flags<false>{},
            [&] {
                Body::layout(io, v.body);
                io.extension();
            });
    }
};

// `continuation`: a frame whose body goes on in a later frame of the same opcode and request id.
template <const EnumTable& Opcodes>
struct Chunk {
    static constexpr std::string_view kName = "continuation";
    std::uint8_t opcode{};
    std::uint8_t flags = kContinuation;
    std::uint32_t request_id{};
    Bytes body;  // a piece of the body, cut anywhere
    static void layout(auto& io, auto& v) {
        head(
            io,
            v,
            [&] { io("opcode", v.opcode, enumeration(u8, Opcodes, Errc::bad_opcode)); },
            Flags<true>{},
            [&] { io("body", v.body, rest); });
    }
};

}  // namespace wireproof::fibp

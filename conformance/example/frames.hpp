// The two frames of the example protocol. Rules: PROTOCOL.md.
#pragma once

#include <string>

#include "conformance/wire/types.hpp"

namespace wireproof::example {

using namespace wire;  // a layout reads like the document

inline constexpr std::uint64_t kMaxLength = 1024;  // §1.2

// §1.1: the first byte says what a frame is, and both frames have the same head.
void frame(auto& io, std::uint8_t kind, auto&& fields) {
    decltype(io.length("payload", u16be)) payload{};
    io.header([&] {
        io.constant("kind", u8, kind, Errc::bad_opcode);
        payload = io.length("payload", u16be, io.frame_limit(kMaxLength));
    });
    io.body(payload, fields);
}

struct Note {
    std::uint32_t id{};
    std::string text;
    static void layout(auto& io, auto& v) {
        frame(io, 'N', [&] {
            io("id", v.id, u32be);
            io("text", v.text, wire::text(u16be));
        });
    }
};

struct Receipt {
    std::uint32_t id{};
    bool accepted{};
    static void layout(auto& io, auto& v) {
        frame(io, 'R', [&] {
            io("id", v.id, u32be);
            io("accepted", v.accepted, flag);
        });
    }
};

}  // namespace wireproof::example

// The frames of Haystack, in v2 and v1. Rules: PROTOCOL.md, whose numbers the comments cite.
#pragma once

#include "conformance/haystack/types.hpp"
#include "conformance/wire/frame.hpp"

namespace wireproof::haystack {

// The place of a frame in its message (5.1).
struct Chunk {
    std::uint16_t index{};
    std::uint16_t total{};
    static void layout(auto& io, auto& v) {
        io("index", v.index, u16be);
        io("total", v.total, u16be);
    }
};

struct Frame {
    std::uint8_t flags{};  // without the two bits that say what follows
    std::uint16_t req_id{};
    std::uint8_t op = static_cast<std::uint8_t>(kOps.names.front().value);
    std::optional<std::uint8_t> compression;
    std::optional<Chunk> chunk;
    Bytes payload;  // of this frame alone, unfolded

    static void layout(auto& io, auto& v) {
        io.header([&] {
            io.bits("flags",
                    with_unassigned(u8, kUnassigned),
                    present("compression", v.compression, kCompressedBit),
                    present("chunk", v.chunk, kChunkedBit),
                    other_bits("flags", v.flags, kCompressedBit, kChunkedBit));
            io("req_id", v.req_id, u16be);
            io("op", v.op, enumeration(u8, kOps, Errc::bad_opcode));
        });
        io("compression", v.compression, if_announced(algorithm));
        io("chunk", v.chunk, if_announced(object));
        io("payload", v.payload, Payload{v.compression});
    }
};

// v1 knows no compression and no chunks (17.1).
struct FrameV1 {
    std::uint8_t flags{};
    std::uint16_t req_id{};
    std::uint8_t op = static_cast<std::uint8_t>(kOps.names.front().value);
    Bytes payload;

    static void layout(auto& io, auto& v) {
        io.header([&] {
            io("flags", v.flags, with_unassigned(u8, kUnassigned));
            io("req_id", v.req_id, u16be);
            io("op", v.op, enumeration(u8, kOps, Errc::bad_opcode));
        });
        io("payload", v.payload, rest);
    }
};

}  // namespace wireproof::haystack

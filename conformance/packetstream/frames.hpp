// The frames of packetstream: the packet, which is all that travels, and the values of cs.binary that applications put
// into payloads. Rules: PROTOCOL.md, whose numbers the comments cite.
#pragma once

#include "conformance/packetstream/bsuint.hpp"
#include "conformance/packetstream/float_text.hpp"

namespace wireproof::packetstream {

using namespace wire;  // a layout reads like the document: blob(…), rest

inline constexpr std::uint64_t kMaxPacket = 64ULL << 20;  // policy: the wire has no limit

struct Packet {
    std::uint64_t tag{};
    std::uint64_t flags{};                      // of a response bit 0 is OK and the application's are above it (§4.3)
    std::uint64_t channel{};                    // 0 takes no byte
    std::optional<std::uint64_t> request_type;  // one above the application's, 0 in EOF and ERQ; none: a response
    Bytes payload;

    static void layout(auto& io, auto& v) {
        io.sized("length", bsuint, {.most = io.frame_limit(kMaxPacket)}, [&] {
            io("tag", v.tag, bsuint);
            io.bits("flags",
                    bsuint,
                    present("channel", v.channel, 0),
                    present("request_type", v.request_type, 1),
                    high_bits("flags", v.flags, 2));
            io("channel", v.channel, unless_zero(bsuint));
            io("request_type", v.request_type, if_announced(bsuint));
            io("payload", v.payload, rest);
        });
    }
    friend bool operator==(const Packet&, const Packet&) = default;

    [[nodiscard]] bool is_request() const { return request_type.has_value(); }
    // is_control: EOF, ERQ, or what is neither although no application may send it (§5.4).
    [[nodiscard]] bool is_control() const { return request_type == 0; }
};

// The two control packets (§5).
[[nodiscard]] inline Packet eof() { return {.tag = 0, .request_type = 0, .payload = {}}; }
[[nodiscard]] inline Packet erq() { return {.tag = 1, .request_type = 0, .payload = {}}; }

// What a response says (§4.3).
[[nodiscard]] inline bool is_ok(const Packet& response) { return (response.flags & 1) != 0; }
[[nodiscard]] inline std::uint64_t response_flags(bool ok, std::uint64_t application) {
    return application << 1 | (ok ? 1 : 0);
}

struct BsUintValue {
    std::uint64_t value{};
    static void layout(auto& io, auto& v) { io("value", v.value, bsuint); }
};
struct BsData {
    Bytes value;
    static void layout(auto& io, auto& v) { io("value", v.value, blob(bsuint)); }
};
struct BsString {
    std::string value;
    static void layout(auto& io, auto& v) { io("value", v.value, text(bsuint)); }
};
struct BssFloat {
    double value{};
    static void layout(auto& io, auto& v) { io("value", v.value, bssfloat); }
};

}  // namespace wireproof::packetstream

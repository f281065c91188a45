// The frame of WebSocket (RFC 6455, section 5.2), the only one there is. Rules: PROTOCOL.md, whose numbers the comments
// cite. The codec is no judge: whatever a hostile end could send is a value, so that a script can send it too. What
// RFC 6455 forbids, the strict profile and the session machine refuse.
#pragma once

#include "conformance/websocket/mask.hpp"
#include "conformance/websocket/payload_length.hpp"

namespace wireproof::websocket {

using namespace wire;  // a layout reads like the document: u8, bit_field(…)

inline constexpr std::string_view kFrameName = "frame";

// The strict profile refuses a control frame that is not whole (9.1).
template <class Fin>
struct FinBit : BitField<Fin> {
    const std::uint8_t& opcode;
    void judge(auto& io) const {
        if (io.strict() && !this->member && is_control(opcode))
            io.reject(Errc::bad_value, "a control frame is never a fragment");
    }
};
template <class Fin>
FinBit<Fin> fin_bit(const char* name, Fin& fin, int from, const std::uint8_t& opcode) {
    return {bit_field(name, fin, from, 1), opcode};
}

struct Frame {
    bool fin{};
    std::uint8_t rsv{};  // 0 to 7
    std::uint8_t opcode{};
    std::optional<std::uint8_t> length_form;  // 7, 16 or 64 bits; none: the shortest
    std::optional<MaskKey> mask;
    Bytes payload;  // unmasked

    static void layout(auto& io, auto& v) {
        decltype(io.length("payload", payload_length(v))) payload{};
        io.header([&] {
            io.bits("head",
                    u8,
                    fin_bit("fin", v.fin, 7, v.opcode),
                    reserved_bits("rsv", v.rsv, 4, 3),
                    bit_field("opcode", v.opcode, 0, 4, kOpcodes));
            payload = io.length("payload", payload_length(v), io.frame_limit(kNoLimit));
            io("length_form", v.length_form, if_announced(chosen_form(v.payload)));
            io("mask", v.mask, if_announced(mask_key));
        });
        io.body(payload, [&] { io("payload", v.payload, masked_rest(v.mask)); });
    }
    friend bool operator==(const Frame&, const Frame&) = default;
};

}  // namespace wireproof::websocket

// The second byte of a frame and what extends it: whether a mask follows, and the length of the payload in one of
// three forms (PROTOCOL.md section 3).
//
//   7    in the byte itself, 0 to 125
//   16   126 in the byte, the length in two bytes behind it
//   64   127 in the byte, the length in eight bytes behind it, the top bit 0
#pragma once

#include "conformance/websocket/opcodes.hpp"
#include "conformance/wire/types.hpp"

namespace wireproof::websocket {

inline constexpr std::uint64_t kMaxControlPayload = 125;

// How one form stands on the wire: a marker in the low bits of the byte, or a length up to `most` there.
struct LengthForm {
    std::uint8_t bits;
    std::uint64_t most;
    std::uint8_t marker;
    std::size_t width;  // bytes, the marker's own among them
};
inline constexpr std::array<LengthForm, 3> kLengthForms = {{
    {7, 125, 125, 1},
    {16, std::numeric_limits<std::uint16_t>::max(), 126, 1 + decltype(wire::u16be)::kSize},
    {64, std::numeric_limits<std::int64_t>::max(), 127, 1 + decltype(wire::u64be)::kSize},
}};

inline constexpr const LengthForm& shortest_form(std::uint64_t length) {
    return *std::ranges::find_if(kLengthForms, [&](const LengthForm& form) { return length <= form.most; });
}

// The length as a wire type. It reads the mask bit and the form into the frame's members, which stand further on, and
// takes the form to write from there.
template <class Frame>
struct PayloadLength {
    using value_type = std::uint64_t;
    static constexpr std::uint8_t kMaskBit = 0x80;
    static constexpr std::uint8_t kLengthBits = 0x7F;

    Frame* frame = nullptr;

    std::uint64_t get(auto& io) const {
        const auto ahead = io.ahead();
        const auto* const from = io.take(ahead.empty() ? 1 : marked_form(ahead[0]).width);
        if (from == nullptr) return 0;
        const auto& form = marked_form(*from);
        const auto length = load_from({from, form.width});
        if (length > form.most) {
            io.fail(Errc::bad_length, "the top bit of a length of 64 bits is 0");
            return 0;
        }
        wire::set_present(frame->mask, (*from & kMaskBit) != 0);
        const bool is_shortest = &form == &shortest_form(length);
        frame->length_form = is_shortest ? std::nullopt : std::optional(form.bits);
        if (io.strict()) judge(io, length, is_shortest);
        return length;
    }
    void put(wire::Writer& io, std::uint64_t length) const { patch(io.room(form_to_write().width), length); }
    void patch(std::uint8_t* at, std::uint64_t length) const {
        *at = frame->mask ? kMaskBit : 0;
        put_in({at, form_to_write().width}, length);
    }
    void read(auto& io, std::uint64_t& v) const {
        io.begin(wire::Role::value);
        v = get(io);
    }
    void write(wire::Writer& io, std::uint64_t v) const { put(io, v); }

    // ---- for visitors that only have the bytes of a whole length --------------------------------------------------
    static std::uint64_t load_from(ByteView bytes) {
        const auto& form = marked_form(bytes[0]);
        if (form.width == 1) return bytes[0] & kLengthBits;
        const auto* const number = bytes.data() + 1;
        return form.bits == 16 ? wire::u16be.load(number) : wire::u64be.load(number);
    }
    // Only lengths whose shortest form the bytes have.
    static bool store_in(std::span<std::uint8_t> bytes, std::uint64_t length) {
        if (length > kLengthForms.back().most || shortest_form(length).width != bytes.size()) return false;
        put_in(bytes, length);
        return true;
    }
    static std::uint64_t most_in(std::size_t size) {
        return std::ranges::find(kLengthForms, size, &LengthForm::width)->most;
    }
    [[nodiscard]] wire::LeafInfo info() const {
        return {.kind = wire::LeafInfo::Kind::wide_number,
                .type = "mask bit, u7 u16be u64be",
                .form = &wire::kNumberForm<PayloadLength>};
    }

private:
    static constexpr const LengthForm& marked_form(std::uint8_t byte) {
        const std::uint8_t marker = byte & kLengthBits;
        return *std::ranges::find_if(kLengthForms, [&](const LengthForm& form) { return marker <= form.marker; });
    }
    // put_in keeps the mask bit.
    static void put_in(std::span<std::uint8_t> bytes, std::uint64_t length) {
        const auto& form = *std::ranges::find(kLengthForms, bytes.size(), &LengthForm::width);
        const auto low = form.width == 1 ? static_cast<std::uint8_t>(length & kLengthBits) : form.marker;
        bytes[0] = static_cast<std::uint8_t>((bytes[0] & kMaskBit) | low);
        if (form.bits == 16) wire::u16be.patch(&bytes[1], static_cast<std::uint16_t>(length));
        if (form.bits == 64) wire::u64be.patch(&bytes[1], length);
    }
    [[nodiscard]] const LengthForm& form_to_write() const {
        if (!frame->length_form) return shortest_form(frame->payload.size());
        const auto* const found = std::ranges::find(kLengthForms, *frame->length_form, &LengthForm::bits);
        return found == kLengthForms.end() ? kLengthForms.back() : *found;  // `length_form` itself is refused
    }
    void judge(auto& io, std::uint64_t length, bool is_shortest) const {
        if (is_control(frame->opcode) && length > kMaxControlPayload)
            io.reject(Errc::too_large, "a control frame carries at most 125 bytes");
        if (!is_shortest) io.reject(Errc::bad_value, "not the shortest form of the length");
    }
};
template <class Frame>
[[nodiscard]] PayloadLength<Frame> payload_length(Frame& frame) {
    return {&frame};
}

// The form that the length was read in or is to be written in: it has no bytes of its own.
struct ChosenForm {
    const Bytes* payload;
    void read(auto& io, std::uint8_t&) const {
        io.begin(wire::Role::value);
        io.take(0);
    }
    void write(wire::Writer& io, std::uint8_t v) const {
        const auto* const form = std::ranges::find(kLengthForms, v, &LengthForm::bits);
        if (form == kLengthForms.end() || payload->size() > form->most) io.fail();
    }
    [[nodiscard]] wire::LeafInfo info() const {
        return {.kind = wire::LeafInfo::Kind::number,
                .type = "no bytes",
                .rule = "7, 16 or 64, and enough for the payload; left out: the shortest"};
    }
};
[[nodiscard]] inline ChosenForm chosen_form(const Bytes& payload) { return {&payload}; }

}  // namespace wireproof::websocket

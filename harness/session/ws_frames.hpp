// What scripts may name on a WebSocket connection beside the frames of its protocol: one HTTP message of the upgrade
// (`http`), one text message (`text`), and one WebSocket frame as it is (`ws`). harness/README.md shows their values.
#pragma once

#include <nlohmann/json.hpp>
#include <random>

#include "conformance/protocols.hpp"
#include "conformance/websocket/frame.hpp"
#include "conformance/wire/json.hpp"
#include "harness/session/http.hpp"

namespace wireproof::session {

// over_websocket: a frame of this variant is a binary message.
[[nodiscard]] inline bool over_websocket(const Variant& variant) { return variant.carry != nullptr; }

// One text message. Whoever sends it gives either; one that came has `json` if it is JSON.
struct TextFrame {
    std::optional<std::string> text;
    std::optional<wire::JsonText> json;
    static void layout(wire::Dynamic& io, TextFrame& v);
};

// A request, or with a status a response. `fields` is an object from names to texts, or lists of texts where a name
// comes more than once. Names that came are in lower case, and what they came with more than once is joined by commas.
struct HttpFrame {
    std::optional<std::string> method, target;
    std::optional<std::uint16_t> status;
    std::optional<std::string> reason;
    wire::JsonText fields = wire::EmptyJson::object;
    std::optional<std::string> body;
    static void layout(wire::Dynamic& io, HttpFrame& v);

    [[nodiscard]] bool upgrades() const;
};

extern const wire::FrameType kHttpFrame, kTextFrame, kWsFrame;

// frame_named finds a frame that a script names: of the variant, or one of these three if it runs over WebSocket.
[[nodiscard]] const wire::FrameType* frame_named(const Variant& variant, std::string_view name);

// http_size is the size of the HTTP message that begins the bytes; 0 if it is not whole yet.
[[nodiscard]] std::expected<std::size_t, Error> http_size(ByteView bytes, Side sender);

// ws_value fills in what a script need not say of a frame it sends: `fin` true, `rsv` 0, no payload, and the mask of
// its role. `"mask": null` sends none.
[[nodiscard]] Json ws_value(Json value, Side sender, std::mt19937_64& random);

// carried is the WebSocket frame of one whole message, masked by the role of its sender.
[[nodiscard]] Bytes carried(std::uint8_t opcode, ByteView message, Side sender, std::mt19937_64& random);

inline constexpr std::uint16_t kNormalClosure = 1000;

// close_frame carries a close code; none: the frame is empty.
[[nodiscard]] Bytes close_frame(std::optional<std::uint16_t> code, Side sender, std::mt19937_64& random);

}  // namespace wireproof::session

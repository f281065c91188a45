// Messages of Haystack as both of our peers make them: a grid in one frame or in chunks, compressed or not, and the
// JSON text forms; and how they are damaged.
#pragma once

#include <functional>

#include "conformance/haystack/chunks.hpp"
#include "conformance/haystack/session.hpp"
#include "harness/peers/haystack/grid.hpp"

namespace wireproof::peers::haystack {

using wireproof::haystack::Auth;
using wireproof::haystack::Frame;
using wireproof::haystack::Version;

inline constexpr std::string_view kSubprotocol = "haystack";
inline constexpr std::size_t kCompressFrom = 1024;  // bytes of payload; a habit of callers (4.15)

// What an end does to the payloads that it sends.
struct Packing {
    std::optional<std::uint8_t> compression;
    bool chunked = false;  // payloads of more than one chunk (5.8)
};

// messages_of gives the binary messages of a frame without compression and chunk; the error is of a payload that takes
// too many chunks.
[[nodiscard]] std::expected<std::vector<Bytes>, Error> messages_of(const Frame& frame, const Packing& packing);

[[nodiscard]] std::optional<std::uint8_t> op_code(std::string_view op);
[[nodiscard]] std::string_view op_name(std::uint8_t op);
// frame_in reads a message that a session machine handed out, in one piece.
[[nodiscard]] Frame frame_in(ByteView message, Version version);

// ---- faults -------------------------------------------------------------------------------------------------------
// sifted keeps the WebSocket frames that are wholly in one segment, or those that are no fragments.
enum class Keep : std::uint8_t { whole_frames, whole_messages };
[[nodiscard]] Bytes sifted(ByteView segment, Keep keep);
// with_known_ids gives each answer in a segment of unmasked frames this id, unless its own is known.
[[nodiscard]] Bytes with_known_ids(ByteView segment,
                                   std::uint16_t id,
                                   const std::function<bool(std::uint16_t id)>& is_known);
// unfoldable is a message whose payload says that it is compressed and is not.
[[nodiscard]] Bytes unfoldable(Frame frame);
// other_value is a grid with another value in each cell, or a row that it should not have.
[[nodiscard]] Hayson other_value(Hayson grid);

[[nodiscard]] bool is_pong(ByteView websocket_frame);
[[nodiscard]] bool is_close(ByteView websocket_frame);
[[nodiscard]] std::uint16_t other_code(ByteView close_frame);  // than the one it has

}  // namespace wireproof::peers::haystack

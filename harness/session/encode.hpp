// encode_sent: the bytes of a frame that a script sends, damaged as it says.
#pragma once

#include <expected>
#include <random>

#include "conformance/protocols.hpp"

namespace wireproof::session {

struct Sent {
    Bytes bytes;                       // as they go out
    std::vector<std::size_t> borders;  // where fields begin in them, the first left out
};

// encode_sent encodes a value as one frame of `type`, or where the step has a `chunk` as the frames or messages that
// the protocol sends it in, of at most so many bytes of body each, and applies the step's `edits` and `fix` to each
// message. On a WebSocket connection a message then goes out in a WebSocket frame of its own. Borders are looked for
// only where somebody will cut there. The error is one clause.
[[nodiscard]] std::expected<Sent, std::string> encode_sent(const Variant& variant,
                                                           const wire::FrameType& type,
                                                           const Json& value,
                                                           const Json& step,
                                                           Side sender,
                                                           std::mt19937_64& random,
                                                           bool with_borders = false);

// raw_bytes are those of a step that sends them as hex, with its `edits`. The error is one clause.
[[nodiscard]] std::expected<Bytes, std::string> raw_bytes(const Json& value, const Json& step);

}  // namespace wireproof::session

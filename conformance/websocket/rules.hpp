// What RFC 6455 forbids in one frame of a connection, by who sent it (PROTOCOL.md sections 7 and 8). Sequences of
// frames are judged by MessageCheck and the session machine.
#pragma once

#include <string_view>

#include "conformance/stream.hpp"

namespace wireproof::websocket {

struct Verdict {
    Error error;            // its offset from the start of the stream
    std::string_view rule;  // of PROTOCOL.md
    [[nodiscard]] bool ok() const { return error.ok(); }
};

inline constexpr std::string_view kOverLimit = "6.7";

// judge_frame looks at a frame of a strict reader: its mask, and the body of a close frame.
[[nodiscard]] Verdict judge_frame(const StreamFrame& frame, Side sender);
// judge_header says what the error that ended a strict reader is between two ends.
[[nodiscard]] Verdict judge_header(const StreamReader& ended);
// judge_order says which rule an error of MessageCheck comes from.
[[nodiscard]] Verdict judge_order(Error of_check);

// may_travel: whether a close frame may carry this code (7.6).
[[nodiscard]] bool may_travel(std::uint16_t close_code);

}  // namespace wireproof::websocket

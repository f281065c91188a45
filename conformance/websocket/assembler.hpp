// Assembler: the messages of one direction out of its data frames (PROTOCOL.md section 5). Control frames may stand
// between fragments; they are no concern of an Assembler and must not be given to it.
#pragma once

#include <expected>

#include "conformance/stream.hpp"
#include "conformance/websocket/frame.hpp"
#include "conformance/websocket/utf8_check.hpp"

namespace wireproof::websocket {

struct Message {
    std::uint8_t opcode{};  // of the first frame: text or binary, or a reserved one if it was let through
    Bytes payload;
    std::size_t offset{};  // of the first frame's first byte, from the start of the stream
};

class Assembler {
public:
    explicit Assembler(std::uint64_t max_message = wire::kNoLimit) : max_message_(max_message) {}

    // take takes the next data frame of a stream and gives the message it completes, if it does. Offsets of errors
    // count from the start of the stream: `bad_sequence` (a continuation of nothing; a new message inside of one),
    // `too_large` (over the limit), `bad_utf8` at the first impossible byte of a text. After an error nothing of the
    // stream means anything any more.
    [[nodiscard]] std::expected<std::optional<Message>, Error> take(const StreamFrame& frame);
    // mid_message: the last fragment is still to come.
    [[nodiscard]] bool mid_message() const { return open_; }

private:
    [[nodiscard]] Error check(const StreamFrame& stands, const Frame& frame);
    [[nodiscard]] Error check_text(const StreamFrame& stands, const Frame& frame);

    std::uint64_t max_message_;
    bool open_ = false;
    Message message_;
    Utf8Check utf8_;
};

}  // namespace wireproof::websocket

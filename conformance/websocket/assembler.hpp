// Messages out of the data frames of one direction (PROTOCOL.md section 6). Control frames may stand between fragments;
// they are no concern of these classes and must not be given to them. Offsets of errors count from the start of the
// stream; after an error nothing of the stream means anything any more.
#pragma once

#include <expected>

#include "conformance/stream.hpp"
#include "conformance/websocket/frame.hpp"
#include "conformance/websocket/utf8_check.hpp"

namespace wireproof::websocket {

// MessageCheck judges without keeping any payload: `bad_sequence` (6.2), `too_large` (6.7), `bad_utf8` (6.5, 6.6).
class MessageCheck {
public:
    explicit MessageCheck(std::uint64_t max_message = wire::kNoLimit) : max_message_(max_message) {}

    [[nodiscard]] Error take(const StreamFrame& frame);
    // mid_message: the last fragment is still to come.
    [[nodiscard]] bool mid_message() const { return open_; }
    // opcode of the message that the last frame belonged to: text or binary, or a reserved one if it was let through.
    [[nodiscard]] std::uint8_t opcode() const { return opcode_; }

private:
    [[nodiscard]] Error check_text(const StreamFrame& stands, const Frame& frame);

    std::uint64_t max_message_;
    bool open_ = false;
    std::uint8_t opcode_ = 0;
    std::uint64_t size_ = 0;
    Utf8Check utf8_;
};

struct Message {
    std::uint8_t opcode{};
    Bytes payload;
    std::size_t offset{};  // of its first frame, from the start of the stream
};

class Assembler {
public:
    explicit Assembler(std::uint64_t max_message = wire::kNoLimit) : check_(max_message) {}

    // take takes the next data frame and gives the message that it completes, if it does.
    [[nodiscard]] std::expected<std::optional<Message>, Error> take(const StreamFrame& frame);
    [[nodiscard]] bool mid_message() const { return check_.mid_message(); }

private:
    MessageCheck check_;
    Message message_;
};

}  // namespace wireproof::websocket

// FrameReader: the bytes of one direction of a connection in, frames out, parts joined; what the frames say is not
// read. Rules: PROTOCOL.md sections 7 and 8.
#pragma once

#include "conformance/fibp/continuation.hpp"
#include "conformance/stream.hpp"

namespace wireproof::fibp {

class FrameReader {
public:
    // Opcodes that are not in a closed table end the stream; kAnyOpcode lets all through.
    explicit FrameReader(const Context& context, const EnumTable& opcodes = kAnyOpcode)
        : context_(context), opcodes_(&opcodes) {}

    struct Arrival {
        Bytes wire;                 // of the frame in one piece
        std::size_t offset;         // of the frame, or of its last part, from the start of the stream
        std::size_t last_part = 0;  // bytes of that part; 0: it came in one piece
    };
    // add takes bytes; next gives the frames in them, one by one, and nothing once the rest is less than a frame, or
    // broken.
    void add(ByteView bytes) {
        if (error_.ok()) buffer_.add(bytes);
    }
    [[nodiscard]] std::optional<Arrival> next();
    [[nodiscard]] const Error& error() const { return error_; }
    // pending: the bytes of the frame that is not complete yet.
    [[nodiscard]] ByteView pending() const { return error_.ok() ? buffer_.view() : ByteView(); }
    [[nodiscard]] bool mid_frame() const { return error_.ok() && (!pending().empty() || joiner_.unfinished() != 0); }
    // limit takes another frame limit from the next frame on.
    void limit(std::uint64_t max_frame_size) { context_.max_frame_size = max_frame_size; }

private:
    Context context_;
    const EnumTable* opcodes_;
    StreamBuffer buffer_;
    Joiner joiner_;
    Error error_;
};

// Stream: the frames of a direction as values, by the table of a variant.
class Stream : public StreamReader {
public:
    // `which` names the frame that bytes are.
    using Which = const wire::FrameType& (*)(ByteView frame);
    Stream(const Context& context, const EnumTable& opcodes, Which which)
        : context_(context), frames_(context, opcodes), which_(which) {}
    void feed(ByteView bytes, std::vector<StreamFrame>& out) override;
    [[nodiscard]] const Error& error() const override { return error_; }
    [[nodiscard]] bool mid_frame() const override { return error_.ok() && frames_.mid_frame(); }
    [[nodiscard]] ByteView pending() const override { return frames_.pending(); }

private:
    Context context_;
    FrameReader frames_;
    Which which_;
    Error error_;
};

}  // namespace wireproof::fibp

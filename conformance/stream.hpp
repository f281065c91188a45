// StreamReader: bytes in any split in, whole frames out. Sans-io; one a direction of a connection.
#pragma once

#include <vector>

#include "conformance/wire/frame.hpp"

namespace wireproof {

struct StreamFrame {
    wire::FrameValue value;
    std::size_t offset;  // of its first byte, from the start of the stream
    Bytes wire;          // its bytes
};

class StreamReader {
public:
    virtual ~StreamReader() = default;
    // feed takes the next bytes and appends the frames they complete. After an error it takes nothing any more.
    virtual void feed(ByteView bytes, std::vector<StreamFrame>& out) = 0;
    // error: what ended the stream, its offset from the start of the stream.
    [[nodiscard]] virtual const Error& error() const = 0;
    // mid_frame: the bytes so far end inside a frame (the state is `truncated`, not `clean`).
    [[nodiscard]] virtual bool mid_frame() const = 0;
    // pending: the bytes of the frame that is not complete yet.
    [[nodiscard]] virtual ByteView pending() const = 0;
    // ended: a frame has ended the stream, and bytes behind it are not looked at.
    [[nodiscard]] virtual bool ended() const { return false; }
};

// FramedStream: frames of one type, one behind the other, as every protocol with a length in its header sends them.
class FramedStream : public StreamReader {
public:
    FramedStream(const wire::FrameType& type, const Context& context) : type_(&type), context_(context) {}
    void feed(ByteView bytes, std::vector<StreamFrame>& out) override;
    [[nodiscard]] const Error& error() const override { return error_; }
    [[nodiscard]] bool mid_frame() const override { return error_.ok() && taken_ < buffer_.size(); }
    [[nodiscard]] ByteView pending() const override { return ByteView(buffer_).subspan(taken_); }
    [[nodiscard]] bool ended() const override { return ended_; }

protected:
    // is_last: this frame ends the stream, as a protocol may have one that does.
    [[nodiscard]] virtual bool is_last(const StreamFrame& /*frame*/) const { return false; }

private:
    const wire::FrameType* type_;
    Context context_;
    Bytes buffer_;           // bytes of frames not handed out yet, from taken_ on
    std::size_t taken_ = 0;
    std::size_t offset_ = 0;  // of buffer_[taken_] in the stream
    bool ended_ = false;
    Error error_;
};

}  // namespace wireproof

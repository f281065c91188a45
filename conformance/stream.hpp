// StreamReader: bytes in any split in, whole frames out. Sans-io; one a direction of a connection.
#pragma once

#include <vector>

#include "conformance/wire/frame.hpp"

namespace wireproof {

struct StreamFrame {
    wire::FrameValue value;
    std::size_t offset;  // of its first byte, from the start of the stream
    Bytes wire;          // its bytes
    // A frame that came in parts stands where the last one stands; `wire` is what it would have been in one piece.
    std::size_t last_part = 0;  // bytes of that part; 0: the frame came in one piece

    // end is where the bytes behind it begin, from the start of the stream.
    [[nodiscard]] std::size_t end() const { return offset + (last_part != 0 ? last_part : wire.size()); }
};

// StreamBuffer: the bytes of a stream that are not taken yet.
class StreamBuffer {
public:
    // add moves what is left to the front only when something was taken, so that a large frame in small pieces is not
    // copied again and again.
    void add(ByteView bytes) {
        bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(std::exchange(taken_, 0)));
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    }
    [[nodiscard]] ByteView view() const { return ByteView(bytes_).subspan(taken_); }
    void take(std::size_t n) {
        taken_ += n;
        offset_ += n;
    }
    // offset: of the first byte of `view`, from the start of the stream.
    [[nodiscard]] std::size_t offset() const { return offset_; }

private:
    Bytes bytes_;
    std::size_t taken_ = 0;
    std::size_t offset_ = 0;
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
    [[nodiscard]] bool mid_frame() const override { return error_.ok() && !pending().empty(); }
    [[nodiscard]] ByteView pending() const override { return buffer_.view(); }
    [[nodiscard]] bool ended() const override { return ended_; }

protected:
    // is_last: this frame ends the stream, as a protocol may have one that does.
    [[nodiscard]] virtual bool is_last(const StreamFrame& /*frame*/) const { return false; }

private:
    const wire::FrameType* type_;
    Context context_;
    StreamBuffer buffer_;
    bool ended_ = false;
    Error error_;
};

}  // namespace wireproof

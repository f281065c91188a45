// The frames of one direction of an RRQ connection (PROTOCOL.md section 11). Lengths are judged as all runtimes do,
// which is stricter than a codec that is handed one frame: not 0, and at most 16 MiB or `max_frame_size`.
#pragma once

#include "conformance/stream.hpp"

namespace wireproof::rrq {

// type_named_in gives the frame of a table that the `type` of a body names, if any. It looks no further than it must to
// find one; whether the body is a frame of that type, decoding it tells.
[[nodiscard]] const wire::FrameType* type_named_in(ByteView body, std::span<const wire::FrameType> frames);

class MessageStream : public StreamReader {
public:
    // `frames` is the variant's table; its first frame judges what names none.
    MessageStream(std::span<const wire::FrameType> frames, const Context& context);
    void feed(ByteView bytes, std::vector<StreamFrame>& out) override;
    [[nodiscard]] const Error& error() const override { return error_; }
    [[nodiscard]] bool mid_frame() const override { return error_.ok() && bodies_.mid_frame(); }
    [[nodiscard]] ByteView pending() const override { return bodies_.pending(); }

private:
    std::span<const wire::FrameType> frames_;
    Context context_;
    FramedStream bodies_;  // frames as lengths and bodies, whatever is in them
    Error error_;
};

}  // namespace wireproof::rrq

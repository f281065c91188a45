// The frames of one direction of a connection, after the upgrade: WebSocket frames in any split in, Haystack frames out
// (PROTOCOL.md section 8). Each stands where the last WebSocket frame of its message stands.
#pragma once

#include "conformance/stream.hpp"
#include "conformance/websocket/assembler.hpp"

namespace wireproof::haystack {

class MessageStream : public StreamReader {
public:
    // `frame` is the variant's. `context.max_frame_size` limits a WebSocket frame; without a `context.direction` each
    // frame is judged as from whom its mask says.
    MessageStream(const wire::FrameType& frame, const Context& context);

    void feed(ByteView bytes, std::vector<StreamFrame>& out) override;
    [[nodiscard]] const Error& error() const override { return error_; }
    [[nodiscard]] bool mid_frame() const override;
    [[nodiscard]] ByteView pending() const override { return ended_ ? ByteView() : frames_->pending(); }
    [[nodiscard]] bool ended() const override { return ended_; }

private:
    void take(const StreamFrame& websocket, std::vector<StreamFrame>& out);

    const wire::FrameType* type_;
    Context context_;
    std::unique_ptr<StreamReader> frames_;  // of WebSocket
    websocket::Assembler messages_;
    bool ended_ = false;
    Error error_;
};

}  // namespace wireproof::haystack

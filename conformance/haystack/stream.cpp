#include "conformance/haystack/stream.hpp"

#include "conformance/websocket/websocket.hpp"

namespace wireproof::haystack {

MessageStream::MessageStream(const wire::FrameType& frame, const Context& context)
    : type_(&frame), context_(context), frames_(websocket::frame_stream(context)) {
    context_.max_frame_size.reset();  // which is WebSocket's
}

void MessageStream::feed(ByteView bytes, std::vector<StreamFrame>& out) {
    if (ended_ || !error_.ok()) return;
    std::vector<StreamFrame> frames;
    frames_->feed(bytes, frames);
    for (const auto& frame : frames) {
        take(frame, out);
        if (ended_ || !error_.ok()) return;
    }
    error_ = frames_->error();
}

void MessageStream::take(const StreamFrame& websocket, std::vector<StreamFrame>& out) {
    const auto opcode = websocket.value.as<websocket::Frame>().opcode;
    ended_ = opcode == websocket::opcode("close");
    if (websocket::is_control(opcode)) return;
    auto message = messages_.take(websocket);
    if (!message) {
        error_ = std::move(message.error());
        return;
    }
    if (!*message || (*message)->opcode != websocket::opcode("binary")) return;
    wire::FrameValue frame(*type_);
    error_ = frame.decode((*message)->payload, context_);
    error_.offset = error_.ok() ? 0 : (*message)->offset;
    if (error_.ok()) out.push_back({frame, websocket.offset, std::move((*message)->payload), websocket.wire.size()});
}

bool MessageStream::mid_frame() const {
    return !ended_ && error_.ok() && (frames_->mid_frame() || messages_.mid_message());
}

}  // namespace wireproof::haystack

#include "conformance/haystack/stream.hpp"

#include "conformance/websocket/rules.hpp"
#include "conformance/websocket/websocket.hpp"

namespace wireproof::haystack {
namespace {

// What RFC 6455 forbids is refused here, whatever the profile for Haystack's own frames.
Context of_websocket(Context context) {
    context.strict = true;
    return context;
}

}  // namespace

MessageStream::MessageStream(const wire::FrameType& frame, const Context& context)
    : type_(&frame), context_(context), frames_(websocket::frame_stream(of_websocket(context))) {
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
    if (!frames_->error().ok()) error_ = websocket::judge_header(*frames_).error;
}

void MessageStream::take(const StreamFrame& websocket, std::vector<StreamFrame>& out) {
    const auto& head = websocket.value.as<websocket::Frame>();
    const auto opcode = head.opcode;
    const auto sender = context_.direction.value_or(head.mask ? Side::client : Side::server);
    error_ = websocket::judge_frame(websocket, sender).error;
    if (!error_.ok()) return;
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

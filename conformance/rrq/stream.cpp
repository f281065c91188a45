#include "conformance/rrq/stream.hpp"

#include <algorithm>

#include "conformance/rrq/frames.hpp"

namespace wireproof::rrq {
namespace {

// A frame before its body is looked into.
struct Framed {
    Bytes body;
    static void layout(auto& io, auto& v) {
        const auto body = io.length("body", wire::u32be, io.frame_limit(kMaxStreamed), 1);
        io.body(body, [&] { io("body", v.body, wire::rest); });
    }
};
constexpr auto kFramed = wire::frame_type<Framed>("frame");

}  // namespace

const wire::FrameType* type_named_in(ByteView body, std::span<const wire::FrameType> frames) {
    Parser in(std::string_view(reinterpret_cast<const char*>(body.data()), body.size()));
    std::string_view type;
    if (in.peek() == '{') {
        auto envelope = in.enter();
        for (std::string_view name; in.next_member(envelope, name); in.skip()) {
            if (name != "type") continue;
            if (in.peek() == '"') in.string(type);
            break;
        }
    } else if (in.peek() == '[') {
        auto envelope = in.enter();
        if (in.next_item(envelope) && in.peek() == '"') in.string(type);
    }
    const auto* const found =
        std::ranges::find(frames.data(), frames.data() + frames.size(), type, &wire::FrameType::name);
    return found == frames.data() + frames.size() ? nullptr : found;
}

MessageStream::MessageStream(std::span<const wire::FrameType> frames, const Context& context)
    : frames_(frames), context_(context), bodies_(kFramed, context) {}

void MessageStream::feed(ByteView bytes, std::vector<StreamFrame>& out) {
    if (!error_.ok()) return;
    std::vector<StreamFrame> framed;
    bodies_.feed(bytes, framed);
    for (auto& frame : framed) {
        const auto* const type = type_named_in(frame.value.as<Framed>().body, frames_);
        wire::FrameValue message(type == nullptr ? frames_.front() : *type);
        error_ = message.decode(frame.wire, context_);
        if (!error_.ok()) {
            error_.offset += frame.offset;
            return;
        }
        frame.value = std::move(message);
        out.push_back(std::move(frame));
    }
    error_ = bodies_.error();
}

}  // namespace wireproof::rrq

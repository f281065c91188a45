#include "conformance/websocket/websocket.hpp"

#include "conformance/websocket/frame.hpp"
#include "conformance/websocket/session.hpp"

namespace wireproof::websocket {
namespace {

constexpr wire::FrameType kFrames[] = {wire::frame_type<Frame>(kFrameName)};

const wire::FrameType& which(ByteView) { return kFrames[0]; }

}  // namespace

std::unique_ptr<StreamReader> frame_stream(const Context& context) {
    return std::make_unique<FramedStream>(kFrames[0], context);
}

Protocol protocol() {
    static const Variant kVariants[] = {
        {.name = "rfc6455", .frames = kFrames, .stream = &frame_stream, .session = &session_type(), .which = &which}};
    return {.name = "websocket", .variants = kVariants};
}

}  // namespace wireproof::websocket

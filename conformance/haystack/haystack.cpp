#include "conformance/haystack/haystack.hpp"

#include "conformance/haystack/chunks.hpp"
#include "conformance/haystack/grid.hpp"
#include "conformance/haystack/session.hpp"
#include "conformance/haystack/stream.hpp"
#include "conformance/websocket/session.hpp"

namespace wireproof::haystack {
namespace {

constexpr wire::FrameType kFrames[] = {wire::frame_type<Frame>("frame"),
                                       wire::sequence_type<ChunkSequence>("chunk_sequence"),
                                       wire::frame_type<Grid>("grid")};
constexpr wire::FrameType kFramesV1[] = {wire::frame_type<FrameV1>("frame")};

template <const auto& kTable>
std::unique_ptr<StreamReader> stream(const Context& context) {
    return std::make_unique<MessageStream>(kTable[0], context);
}

// A frame is the binary message of one WebSocket frame.
void carry(ByteView frame, Side sender, Buffer& out) {
    websocket::Frame carrier{.fin = true,
                             .opcode = websocket::opcode("binary"),
                             .length_form = {},
                             .mask = {},
                             .payload = Bytes(frame.begin(), frame.end())};
    if (sender == Side::client) carrier.mask = websocket::kOwnMask;
    std::ignore = wire::encode(carrier, out);  // every message fits into one
}

// Every message is a frame, whatever it says.
template <const auto& kTable>
const wire::FrameType& which(ByteView) {
    return kTable[0];
}

}  // namespace

Protocol protocol() {
    static const Variant kVariants[] = {
        {.name = "v2",
         .frames = kFrames,
         .stream = &stream<kFrames>,
         .session = &session_type<Version::v2>(),
         .which = &which<kFrames>,
         .carry = &carry},
        {.name = "v1",
         .frames = kFramesV1,
         .stream = &stream<kFramesV1>,
         .session = &session_type<Version::v1>(),
         .which = &which<kFramesV1>,
         .carry = &carry},
    };
    return {.name = "haystack", .variants = kVariants};
}

}  // namespace wireproof::haystack

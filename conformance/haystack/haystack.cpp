#include "conformance/haystack/haystack.hpp"

#include "conformance/haystack/frames.hpp"

namespace wireproof::haystack {
namespace {

constexpr wire::FrameType kFrames[] = {wire::frame_type<Frame>("frame")};
constexpr wire::FrameType kFramesV1[] = {wire::frame_type<FrameV1>("frame")};

// Every message is a frame, whatever it says.
template <const auto& kTable>
const wire::FrameType& which(ByteView) {
    return kTable[0];
}

}  // namespace

Protocol protocol() {
    static const Variant kVariants[] = {
        {.name = "v2", .frames = kFrames, .stream = nullptr, .which = &which<kFrames>},
        {.name = "v1", .frames = kFramesV1, .stream = nullptr, .which = &which<kFramesV1>},
    };
    return {.name = "haystack", .variants = kVariants};
}

}  // namespace wireproof::haystack

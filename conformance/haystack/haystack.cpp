#include "conformance/haystack/haystack.hpp"

#include "conformance/haystack/chunks.hpp"
#include "conformance/haystack/grid.hpp"
#include "conformance/haystack/stream.hpp"

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

// Every message is a frame, whatever it says.
template <const auto& kTable>
const wire::FrameType& which(ByteView) {
    return kTable[0];
}

}  // namespace

Protocol protocol() {
    static const Variant kVariants[] = {
        {.name = "v2", .frames = kFrames, .stream = &stream<kFrames>, .which = &which<kFrames>},
        {.name = "v1", .frames = kFramesV1, .stream = &stream<kFramesV1>, .which = &which<kFramesV1>},
    };
    return {.name = "haystack", .variants = kVariants};
}

}  // namespace wireproof::haystack

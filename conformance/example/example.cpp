#include "conformance/example/example.hpp"

#include "conformance/example/frames.hpp"

namespace wireproof::example {
namespace {

constexpr wire::FrameType kFrames[] = {
    wire::frame_type<Note>("note", Side::client),
    wire::frame_type<Receipt>("receipt", Side::server),
};

std::unique_ptr<StreamReader> stream(const Context& context) {
    const bool from_server = context.direction == Side::server;
    return std::make_unique<FramedStream>(kFrames[from_server ? 1 : 0], context);
}

constexpr Variant kVariants[] = {{.name = "1", .frames = kFrames, .stream = &stream}};

}  // namespace

Protocol protocol() { return {.name = "example", .variants = kVariants}; }

}  // namespace wireproof::example

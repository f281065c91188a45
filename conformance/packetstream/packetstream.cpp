#include "conformance/packetstream/packetstream.hpp"

#include "conformance/packetstream/frames.hpp"
#include "conformance/packetstream/session.hpp"

namespace wireproof::packetstream {
namespace {

constexpr wire::FrameType kFrames[] = {
    wire::frame_type<Packet>(kPacketName),
    wire::frame_type<BsUintValue>("bsuint"),
    wire::frame_type<BsData>("bsdata"),
    wire::frame_type<BsString>("bsstring"),
    wire::frame_type<BssFloat>("bssfloat"),
};

// Packets one behind the other, up to EOF: what follows it is not looked at (§5.2).
class PacketStream : public FramedStream {
public:
    explicit PacketStream(const Context& context) : FramedStream(kFrames[0], context) {}

protected:
    [[nodiscard]] bool is_last(const StreamFrame& frame) const override { return frame.value.as<Packet>() == eof(); }
};

}  // namespace

std::unique_ptr<StreamReader> packet_stream(const Context& context) { return std::make_unique<PacketStream>(context); }

Protocol protocol() {
    // The packets of both variants are the same; what differs is the end of a connection.
    static const Variant kVariants[] = {
        {.name = "20240630", .frames = kFrames, .stream = &packet_stream, .session = &session_type()},
        {.name = "20240412", .frames = kFrames, .stream = &packet_stream, .session = &session_type_without_erq()}};
    return {.name = "packetstream", .variants = kVariants};
}

}  // namespace wireproof::packetstream

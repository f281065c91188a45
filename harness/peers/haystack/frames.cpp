#include "harness/peers/haystack/frames.hpp"

#include "conformance/websocket/frame.hpp"
#include "conformance/websocket/websocket.hpp"

namespace wireproof::peers::haystack {
namespace {

using namespace wireproof::haystack;

Bytes encoded(const auto& frame) {
    Buffer out;
    std::ignore = wire::encode(frame, out);  // its members are in range
    return out.bytes();
}

bool is_of(ByteView websocket_frame, std::uint8_t opcode) {
    websocket::Frame frame;
    return wire::decode(websocket_frame, frame, {}).ok() && frame.opcode == opcode;
}

Hayson bent(const Hayson& value) {
    if (value.is_string()) return value.get<std::string>() + "?";
    return value.is_null() ? Hayson(0) : Hayson();
}

}  // namespace

std::expected<std::vector<Bytes>, Error> messages_of(const Frame& frame, const Packing& packing) {
    if (packing.chunked && frame.payload.size() > kChunkSize) {
        const ChunkSequence sequence{.flags = frame.flags,
                                     .req_id = frame.req_id,
                                     .op = frame.op,
                                     .compression = packing.compression,
                                     .payload = frame.payload};
        std::vector<Bytes> messages;
        if (auto error = ChunkSequence::encode_messages(sequence, messages, {}); !error.ok())
            return std::unexpected(std::move(error));
        return messages;
    }
    auto packed = frame;
    if (frame.payload.size() >= kCompressFrom) packed.compression = packing.compression;
    return std::vector<Bytes>{encoded(packed)};
}

std::optional<std::uint8_t> op_code(std::string_view op) {
    const auto value = kOps.value_of(op);
    return value ? std::optional(static_cast<std::uint8_t>(*value)) : std::nullopt;
}

std::string_view op_name(std::uint8_t op) { return kOps.name_of(op).value_or(""); }

Frame frame_in(ByteView message, Version version) {
    Frame frame;
    if (version == Version::v2) {
        std::ignore = wire::decode(message, frame, {});
        return frame;
    }
    FrameV1 v1;
    std::ignore = wire::decode(message, v1, {});
    frame.flags = v1.flags;
    frame.req_id = v1.req_id;
    frame.op = v1.op;
    frame.payload = std::move(v1.payload);
    return frame;
}

Bytes sifted(ByteView segment, Keep keep) {
    const auto reader = websocket::frame_stream({});
    std::vector<StreamFrame> frames;
    reader->feed(segment, frames);
    Bytes kept;
    for (const auto& stands : frames) {
        const auto& frame = stands.value.as<websocket::Frame>();
        const bool fragment = !frame.fin || frame.opcode == websocket::opcode("continuation");
        if (keep == Keep::whole_frames || !fragment) kept.insert(kept.end(), stands.wire.begin(), stands.wire.end());
    }
    return kept;
}

Bytes with_known_ids(ByteView segment, std::uint16_t id, const std::function<bool(std::uint16_t id)>& is_known) {
    const auto reader = websocket::frame_stream({});
    std::vector<StreamFrame> frames;
    reader->feed(segment, frames);
    Bytes all(segment.begin(), segment.end());
    for (const auto& stands : frames) {
        auto frame = stands.value.as<websocket::Frame>();
        Frame answer;
        if (frame.opcode != websocket::opcode("binary") || !wire::decode(frame.payload, answer, {}).ok()) continue;
        if ((answer.flags & kPush) != 0 || is_known(answer.req_id)) continue;
        u16be.patch(all.data() + stands.end() - frame.payload.size() + sizeof answer.flags, id);
    }
    return all;
}

Bytes unfoldable(Frame frame) {
    frame.compression = static_cast<std::uint8_t>(Algorithm::zlib);
    auto bytes = encoded(frame);
    bytes.back() ^= 1;  // of the checksum
    return bytes;
}

Hayson other_value(Hayson grid) {
    auto& rows = grid["rows"];
    if (rows.empty()) rows.push_back({{"wrong", marker()}});
    else
        for (auto& row : rows)
            for (auto& cell : row) cell = bent(cell);
    return grid;
}

bool is_pong(ByteView websocket_frame) { return is_of(websocket_frame, websocket::opcode("pong")); }
std::uint16_t other_code(ByteView close_frame) {
    constexpr std::uint16_t kInternalError = 1011, kGoingAway = 1001;
    websocket::Frame frame;
    std::ignore = wire::decode(close_frame, frame, {});
    const bool same = frame.payload.size() >= u16be.kSize && u16be.load(frame.payload.data()) == kInternalError;
    return same ? kGoingAway : kInternalError;
}
bool is_close(ByteView websocket_frame) { return is_of(websocket_frame, websocket::opcode("close")); }

}  // namespace wireproof::peers::haystack

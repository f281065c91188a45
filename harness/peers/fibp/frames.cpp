#include "harness/peers/fibp/frames.hpp"

#include "conformance/fibp/fibp.hpp"
#include "harness/session/date.hpp"

namespace wireproof::peers::fibp {
namespace {

// raw_frame reads the head of the first frame in the bytes; its size, or nothing while it is incomplete. The error is
// of a length that is none.
std::expected<std::optional<std::size_t>, Error> raw_frame(ByteView bytes, RawFrame& frame) {
    const Context usual;
    Reader io(bytes, usual, Reader::Extent::prefix);
    RawFrame::layout(io, frame);
    const auto size = io.offset();
    auto error = io.finish();
    if (error.ok()) return size;
    if (error.code == Errc::truncated) return std::nullopt;
    return std::unexpected(std::move(error));
}

}  // namespace

const Variant& variant() {
    static const auto kFibp = wireproof::fibp::protocol();
    return *kFibp.variant("42");
}

std::uint64_t wall_ms() {
    const auto now = session::date().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

std::expected<Bytes, Error> in_parts(const wire::FrameValue& frame, std::uint64_t most) {
    Buffer out;
    auto error = variant().encode_in_parts(frame, {.chunk_size = most}, out);
    if (!error.ok()) return std::unexpected(std::move(error));
    return out.bytes();
}

std::optional<Bytes> RawFrames::next() {
    if (buffer_.empty()) return std::nullopt;
    RawFrame frame;
    const auto size = raw_frame(buffer_, frame);
    if (size && !*size) return std::nullopt;
    const auto end = buffer_.begin() + static_cast<std::ptrdiff_t>(size ? **size : buffer_.size());
    Bytes bytes(buffer_.begin(), end);
    buffer_.erase(buffer_.begin(), end);
    return bytes;
}

std::uint32_t request_id_of(ByteView frame) {
    std::uint32_t id = 0;
    for (std::size_t i = kRequestIdAt; i < kRequestIdAt + u32be.kSize && i < frame.size(); ++i)
        id = id << 8U | frame[i];
    return id;
}

void set_request_id(Bytes& frame, std::uint32_t request_id) {
    for (std::size_t i = u32be.kSize; i-- > 0; request_id >>= 8U)
        frame.at(kRequestIdAt + i) = static_cast<std::uint8_t>(request_id);
}

std::string_view name_of(ByteView frame) {
    return frame.size() <= kOpcodeAt ? std::string_view() : kOpcodes42.name_of(frame[kOpcodeAt]).value_or("");
}

ByteView whole_only(ByteView segment) {
    std::size_t at = 0;
    RawFrame frame;
    for (auto size = raw_frame(segment, frame); size && *size; size = raw_frame(segment.subspan(at), frame))
        at += **size;
    return segment.first(at);
}

Bytes alone(ByteView segment) {
    Bytes bytes(segment.begin(), segment.end());
    RawFrame frame;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto size = raw_frame(ByteView(bytes).subspan(at), frame);
        if (!size || !*size) break;
        bytes[at + kFlagsAt] &= static_cast<std::uint8_t>(~kContinuation);
        at += **size;
    }
    return bytes;
}

Bytes longer(Bytes frame) {
    ++frame.at(kOpcodeAt - 1);
    return frame;
}

// A frame without a body gets one.
Bytes other_value(Bytes frame) {
    if (frame.size() > u32be.kSize + kLeastLength) {
        frame.back() ^= 1;
        return frame;
    }
    frame = longer(std::move(frame));
    frame.push_back('?');
    return frame;
}

// Where a result has one code for all, it is the first byte of its body; in a result per item, the first of the first
// item.
Bytes other_status(ByteView frame) {
    constexpr std::size_t kBodyAt = u32be.kSize + kLeastLength;
    const auto name = name_of(frame);
    const bool per_item = name == EnqueueResult::kName || name == AckResult::kName || name == NackResult::kName;
    const auto at = kBodyAt + (per_item ? u32be.kSize : 0);
    if ((name.ends_with("Result") || name == ErrorReply::kName) && at < frame.size()) {
        Bytes other(frame.begin(), frame.end());
        other[at] = other[at] == error_code("Ok") ? error_code("InternalError") : error_code("Ok");
        return other;
    }
    const ErrorReply refusal{.error_code = error_code("InternalError"), .message = "no", .metadata = {}};
    return *in_parts(frame_of(request_id_of(frame), refusal), kMostBody);
}

}  // namespace wireproof::peers::fibp

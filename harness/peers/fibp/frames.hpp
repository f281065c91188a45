// Frames of FIBP as both of our peers handle them: bodies into bytes and back.
#pragma once

#include "conformance/fibp/admin.hpp"
#include "conformance/fibp/continuation.hpp"
#include "conformance/fibp/frame.hpp"
#include "conformance/protocols.hpp"
#include "harness/session/time.hpp"

namespace wireproof::peers::fibp {

using namespace wireproof::fibp;
using session::Time;

[[nodiscard]] const Variant& variant();  // 42
[[nodiscard]] std::uint64_t wall_ms();   // Unix time

// in_parts gives a frame's bytes, cut where its body takes more than `most` bytes. The error is the codec's.
[[nodiscard]] std::expected<Bytes, Error> in_parts(const wire::FrameValue& frame, std::uint64_t most);
inline constexpr std::uint64_t kMostBody = kMaxFrame - kLeastLength;

template <class Body>
[[nodiscard]] wire::FrameValue frame_of(std::uint32_t request_id, Body body) {
    wire::FrameValue frame(*variant().frame(Body::kName));
    frame.template as<Frame<Body>>() = {.flags = 0, .request_id = request_id, .body = std::move(body)};
    return frame;
}

// body_of reads a frame that a session machine handed out, which is known to be one; it may be a joined one and so of
// any size.
template <class Body>
[[nodiscard]] Frame<Body> body_of(ByteView bytes) {
    Frame<Body> frame;
    std::ignore = wire::decode(bytes, frame, Context{.max_frame_size = bytes.size()});
    return frame;
}

// RawFrames takes a direction apart at the borders of its frames without reading them, so that what a session machine
// says can be told to belong to one of them.
class RawFrames {
public:
    void add(ByteView bytes) { buffer_.insert(buffer_.end(), bytes.begin(), bytes.end()); }
    // next gives a whole frame, everything there is once a length is none, or nothing.
    [[nodiscard]] std::optional<Bytes> next();
    void clear() { buffer_.clear(); }

private:
    Bytes buffer_;
};

[[nodiscard]] std::uint32_t request_id_of(ByteView frame);
void set_request_id(Bytes& frame, std::uint32_t request_id);
[[nodiscard]] std::string_view name_of(ByteView frame);  // empty for an opcode of none

// ---- faults -------------------------------------------------------------------------------------------------------
// whole_only is the part of one segment that holds whole frames: the fault of a peer that cannot wait for the rest.
[[nodiscard]] ByteView whole_only(ByteView segment);
// The same frame with one more byte announced, with its last byte bent, as an error if it was none (or the other way).
[[nodiscard]] Bytes longer(Bytes frame);
[[nodiscard]] Bytes other_value(Bytes frame);
[[nodiscard]] Bytes other_status(ByteView frame);
// alone clears the CONTINUATION flag of the frames in a segment: the fault of a peer that takes parts for wholes.
[[nodiscard]] Bytes alone(ByteView segment);

}  // namespace wireproof::peers::fibp

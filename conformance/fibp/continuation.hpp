// Frames in parts: joining the continuation frames of a stream, and cutting a frame that is over the limit. Rules:
// PROTOCOL.md section 7.
#pragma once

#include <map>

#include "conformance/fibp/frame.hpp"
#include "conformance/wire/frame.hpp"

namespace wireproof::fibp {

inline constexpr std::size_t kMaxUnfinished = 64;          // policy of the server: bodies in parts at a time
inline constexpr std::uint64_t kMaxJoined = 256ULL << 20;  // policy: bytes of one body, all parts together

// Joiner puts the bodies of continuation frames together, for one direction of a connection.
class Joiner {
public:
    explicit Joiner(std::uint64_t most_joined = kMaxJoined) : most_joined_(most_joined) {}

    enum class Outcome : std::uint8_t {
        whole,   // the frame is no part of anything: it stands for itself
        part,    // taken; more parts follow
        joined,  // the last part: `joined` is the frame in one piece, its flags 0
        broken,  // `error`, its offset from the start of the frame
    };
    [[nodiscard]] Outcome take(const RawFrame& frame);
    [[nodiscard]] Bytes& joined() { return joined_; }
    [[nodiscard]] Error& error() { return error_; }
    // unfinished: bodies whose last part has not come.
    [[nodiscard]] std::size_t unfinished() const { return bodies_.size(); }
    [[nodiscard]] bool is_unfinished(std::uint32_t request_id) const { return bodies_.contains(request_id); }

private:
    struct Body {
        std::uint8_t opcode;
        Bytes bytes;
    };
    Outcome refuse(Errc code, std::size_t at, const char* path, std::string detail);

    std::uint64_t most_joined_;
    std::map<std::uint32_t, Body> bodies_;  // by request id
    Bytes joined_;
    Error error_;
};

// cut appends a frame to `out` as frames whose bodies take at most `most` bytes each, which must not be 0: itself where
// that is enough, else as continuation frames and a last one. `unencodable` for bytes that are no frame.
[[nodiscard]] Error cut(ByteView frame, std::size_t most, Buffer& out);

// encode_in_parts appends a frame of any size, cut where its body is over `context.chunk_size` bytes; without one,
// where the frame is over the limit.
[[nodiscard]] Error encode_in_parts(const wire::FrameValue& frame, const Context& context, Buffer& out);

}  // namespace wireproof::fibp

#include "conformance/fibp/continuation.hpp"

#include <fmt/format.h>

namespace wireproof::fibp {
namespace {

// Neither limit holds for a frame that never travels in one piece.
constexpr Context kUnlimited{.max_frame_size = kNoLimit};

void append(const RawFrame& frame, Buffer& out) {
    Writer io(out, kUnlimited);
    RawFrame::layout(io, frame);
    std::ignore = io.finish();  // what fits into a part fits into its length
}

}  // namespace

Joiner::Outcome Joiner::refuse(Errc code, std::size_t at, const char* path, std::string detail) {
    error_ = {code, at, path, std::move(detail)};
    return Outcome::broken;
}

Joiner::Outcome Joiner::take(const RawFrame& frame) {
    auto it = bodies_.find(frame.request_id);
    if (it == bodies_.end()) {
        if (!frame.is_part()) return Outcome::whole;
        if (bodies_.size() == kMaxUnfinished)
            return refuse(Errc::bad_sequence,
                          kRequestIdAt,
                          "request_id",
                          fmt::format("{} bodies are unfinished", kMaxUnfinished));
        it = bodies_.emplace(frame.request_id, Body{frame.opcode, {}}).first;
    }
    auto& body = it->second;
    if (frame.opcode != body.opcode)
        return refuse(
            Errc::bad_sequence,
            kOpcodeAt,
            "opcode",
            fmt::format("the body of request id {} began with opcode {:#04x}", frame.request_id, body.opcode));
    if (frame.body.size() > most_joined_ - body.bytes.size())
        return refuse(Errc::too_large, 0, "length", fmt::format("the joined body is over {} bytes", most_joined_));
    body.bytes.insert(body.bytes.end(), frame.body.begin(), frame.body.end());
    if (frame.is_part()) return Outcome::part;

    Buffer out;
    append({.opcode = body.opcode, .flags = 0, .request_id = frame.request_id, .body = body.bytes}, out);
    joined_ = out.bytes();
    bodies_.erase(it);
    return Outcome::joined;
}

Error cut(ByteView frame, std::size_t most, Buffer& out) {
    RawFrame whole;
    Reader io(frame, kUnlimited);
    RawFrame::layout(io, whole);
    if (auto error = io.finish(); !error.ok()) return {Errc::unencodable, 0, error.path, "no frame: " + error.detail};
    auto part = whole;
    while (part.body = whole.body.first(std::min(most, whole.body.size())), part.body.size() < whole.body.size()) {
        part.flags = whole.flags | kContinuation;
        append(part, out);
        whole.body = whole.body.subspan(most);
    }
    append(whole, out);
    return {};
}

Error encode_in_parts(const wire::FrameValue& frame, const Context& context, Buffer& out) {
    const auto limit = std::max(context.max_frame_size.value_or(kMaxFrame), kLeastLength + 1);
    const auto most = std::min(context.chunk_size.value_or(kNoLimit), limit - kLeastLength);
    if (most == 0) return {Errc::unencodable, 0, {}, "chunks of no bytes"};
    Buffer whole;
    if (auto error = frame.encode(whole, kUnlimited); !error.ok()) return error;
    return cut(whole.view(), static_cast<std::size_t>(most), out);
}

}  // namespace wireproof::fibp

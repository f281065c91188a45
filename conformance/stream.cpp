#include "conformance/stream.hpp"

namespace wireproof {

void FramedStream::feed(ByteView bytes, std::vector<StreamFrame>& out) {
    if (!error_.ok() || ended_) return;
    buffer_.add(bytes);
    while (!ended_ && !pending().empty()) {
        wire::FrameValue frame(*type_);
        std::size_t size = 0;
        auto error = frame.decode_prefix(pending(), size, context_);
        if (error.code == Errc::truncated) return;
        if (!error.ok()) {
            error_ = std::move(error);
            error_.offset += buffer_.offset();
            return;
        }
        const auto own = pending().first(size);
        out.push_back({frame, buffer_.offset(), Bytes(own.begin(), own.end())});
        buffer_.take(size);
        ended_ = is_last(out.back());
    }
    if (ended_) buffer_.take(pending().size());
}

}  // namespace wireproof

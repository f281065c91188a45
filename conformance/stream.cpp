#include "conformance/stream.hpp"

namespace wireproof {

void FramedStream::feed(ByteView bytes, std::vector<StreamFrame>& out) {
    if (!error_.ok() || ended_) return;
    // Moved to the front only when a frame has gone, so that a large frame in small pieces is not copied again and
    // again.
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(std::exchange(taken_, 0)));
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
    while (taken_ < buffer_.size()) {
        wire::FrameValue frame(*type_);
        std::size_t size = 0;
        auto error = frame.decode_prefix(pending(), size, context_);
        if (error.code == Errc::truncated) return;
        if (!error.ok()) {
            error_ = std::move(error);
            error_.offset += offset_;
            return;
        }
        out.push_back(
            {frame, offset_, Bytes(pending().begin(), pending().begin() + static_cast<std::ptrdiff_t>(size))});
        taken_ += size;
        offset_ += size;
        if (is_last(out.back())) {
            ended_ = true;
            buffer_.resize(taken_);
        }
    }
}

}  // namespace wireproof

#include "harness/session/inbox.hpp"

namespace wireproof::session {

std::vector<StreamFrame> Inbox::feed(ByteView bytes) {
    unread_.insert(unread_.end(), bytes.begin(), bytes.end());
    std::vector<StreamFrame> completed;
    reader_->feed(bytes, completed);
    frames_.insert(frames_.end(), completed.begin(), completed.end());
    return completed;
}

void Inbox::pop() {
    const auto size = frames_.front().wire.size();
    unread_.erase(unread_.begin(), unread_.begin() + static_cast<std::ptrdiff_t>(size));
    frames_.pop_front();
}

ByteView Inbox::unfinished() const {
    std::size_t whole = 0;
    for (const auto& frame : frames_) whole += frame.wire.size();
    return ByteView(unread_).subspan(whole);
}

// Bytes taken as they are move the borders of frames, so what is left is read anew.
void Inbox::skip(std::size_t count) {
    const Bytes rest(unread_.begin() + static_cast<std::ptrdiff_t>(count), unread_.end());
    unread_.clear();
    frames_.clear();
    reader_ = variant_->stream(sent_by(sender_));
    feed(rest);
}

}  // namespace wireproof::session

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
    const auto end = frames_.front().end();
    unread_.erase(unread_.begin(), unread_.begin() + static_cast<std::ptrdiff_t>(end - taken_));
    taken_ = end;
    frames_.pop_front();
}

ByteView Inbox::unfinished() const {
    return ByteView(unread_).subspan(frames_.empty() ? 0 : frames_.back().end() - taken_);
}

// Bytes taken as they are move the borders of frames, so what is left is read anew.
void Inbox::skip(std::size_t count) {
    const Bytes rest(unread_.begin() + static_cast<std::ptrdiff_t>(count), unread_.end());
    unread_.clear();
    taken_ = 0;
    frames_.clear();
    reader_ = variant_->stream(sent_by(sender_));
    feed(rest);
}

}  // namespace wireproof::session

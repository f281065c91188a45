#include "harness/session/inbox.hpp"

#include "harness/session/ws_frames.hpp"
#include "harness/session/ws_inbox.hpp"

namespace wireproof::session {
namespace {

// Frames one behind the other, as they stand on the connection.
class StreamInbox : public Inbox {
public:
    StreamInbox(const Variant& variant, Side sender)
        : variant_(&variant), sender_(sender), reader_(variant.stream(sent_by(sender))) {}

    std::vector<StreamFrame> feed(ByteView bytes) override {
        unread_.insert(unread_.end(), bytes.begin(), bytes.end());
        std::vector<StreamFrame> completed;
        reader_->feed(bytes, completed);
        frames_.insert(frames_.end(), completed.begin(), completed.end());
        return completed;
    }
    [[nodiscard]] const StreamFrame* front(const View&) override {
        return frames_.empty() ? nullptr : &frames_.front();
    }
    void pop() override {
        const auto end = frames_.front().end();
        drop(end - taken_);
        taken_ = end;
        frames_.pop_front();
    }
    [[nodiscard]] const Error& error() const override { return reader_->error(); }
    [[nodiscard]] Refused refused() const override { return {unfinished()}; }
    [[nodiscard]] Bytes unread() const override { return {left().begin(), left().end()}; }
    [[nodiscard]] bool empty() const override { return left().empty(); }
    // Bytes taken as they are move the borders of frames, so what is left is read anew.
    void skip(std::size_t count) override {
        const Bytes rest(left().begin() + static_cast<std::ptrdiff_t>(count), left().end());
        unread_.clear();
        dropped_ = taken_ = 0;
        frames_.clear();
        reader_ = variant_->stream(sent_by(sender_));
        feed(rest);
    }
    [[nodiscard]] ByteView unfinished() const override { return left().subspan(waiting()); }
    [[nodiscard]] std::size_t waiting() const override { return frames_.empty() ? 0 : frames_.back().end() - taken_; }

private:
    [[nodiscard]] ByteView left() const { return ByteView(unread_).subspan(dropped_); }
    // drop moves what is left only now and then: a flood of small frames would be moved for each of them.
    void drop(std::size_t count) {
        dropped_ += count;
        if (dropped_ <= unread_.size() / 2) return;
        unread_.erase(unread_.begin(), unread_.begin() + static_cast<std::ptrdiff_t>(dropped_));
        dropped_ = 0;
    }

    const Variant* variant_;
    Side sender_;
    std::unique_ptr<StreamReader> reader_;
    std::deque<StreamFrame> frames_;
    Bytes unread_;
    std::size_t dropped_ = 0;  // the first bytes of `unread_`, which are taken
    std::size_t taken_ = 0;    // bytes of the reader's stream that are taken
};

}  // namespace

std::unique_ptr<Inbox> make_inbox(const Variant& variant, Side sender) {
    if (over_websocket(variant)) return std::make_unique<WsInbox>(variant, sender);
    return std::make_unique<StreamInbox>(variant, sender);
}

}  // namespace wireproof::session

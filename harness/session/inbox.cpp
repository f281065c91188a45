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
        unread_.erase(unread_.begin(), unread_.begin() + static_cast<std::ptrdiff_t>(end - taken_));
        taken_ = end;
        frames_.pop_front();
    }
    [[nodiscard]] const Error& error() const override { return reader_->error(); }
    [[nodiscard]] Refused refused() const override { return {unfinished()}; }
    [[nodiscard]] Bytes unread() const override { return unread_; }
    [[nodiscard]] bool empty() const override { return unread_.empty(); }
    // Bytes taken as they are move the borders of frames, so what is left is read anew.
    void skip(std::size_t count) override {
        const Bytes rest(unread_.begin() + static_cast<std::ptrdiff_t>(count), unread_.end());
        unread_.clear();
        taken_ = 0;
        frames_.clear();
        reader_ = variant_->stream(sent_by(sender_));
        feed(rest);
    }
    [[nodiscard]] ByteView unfinished() const override {
        return ByteView(unread_).subspan(frames_.empty() ? 0 : frames_.back().end() - taken_);
    }

private:
    const Variant* variant_;
    Side sender_;
    std::unique_ptr<StreamReader> reader_;
    std::deque<StreamFrame> frames_;
    Bytes unread_;
    std::size_t taken_ = 0;  // bytes of the reader's stream that are in front of `unread_`
};

}  // namespace

std::unique_ptr<Inbox> make_inbox(const Variant& variant, Side sender) {
    if (over_websocket(variant)) return std::make_unique<WsInbox>(variant, sender);
    return std::make_unique<StreamInbox>(variant, sender);
}

}  // namespace wireproof::session

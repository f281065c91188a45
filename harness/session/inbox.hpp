// Inbox: what a peer has sent on one connection and no step has taken yet, as frames and as bytes.
#pragma once

#include <deque>

#include "conformance/protocols.hpp"

namespace wireproof::session {

// sent_by is the context of bytes that one side sent.
[[nodiscard]] inline Context sent_by(Side side) {
    Context context;
    context.direction = side;
    return context;
}

class Inbox {
public:
    Inbox(const Variant& variant, Side sender)
        : variant_(&variant), sender_(sender), reader_(variant.stream(sent_by(sender))) {}

    // feed takes the next bytes and returns the frames they complete.
    std::vector<StreamFrame> feed(ByteView bytes);
    // front is the next whole frame, null if there is none; pop takes it away.
    [[nodiscard]] const StreamFrame* front() const { return frames_.empty() ? nullptr : &frames_.front(); }
    void pop();
    // error: the bytes behind the last whole frame are none.
    [[nodiscard]] const Error& error() const { return reader_->error(); }
    // unread: every byte not taken, frames and beginnings of frames alike; skip takes the first of them away.
    [[nodiscard]] ByteView unread() const { return unread_; }
    void skip(std::size_t count);
    // unfinished: the bytes behind the last whole frame.
    [[nodiscard]] ByteView unfinished() const;

private:
    const Variant* variant_;
    Side sender_;
    std::unique_ptr<StreamReader> reader_;
    std::deque<StreamFrame> frames_;
    Bytes unread_;
    std::size_t taken_ = 0;  // bytes of the reader's stream that are in front of `unread_`
};

}  // namespace wireproof::session

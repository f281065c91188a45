// Inbox: what a peer has sent on one connection and no step has taken yet, as frames and as bytes.
#pragma once

#include <deque>
#include <memory>

#include "conformance/protocols.hpp"

namespace wireproof::session {

// sent_by is the context of bytes that one side sent.
[[nodiscard]] inline Context sent_by(Side side) {
    Context context;
    context.direction = side;
    return context;
}

// A close frame of WebSocket.
struct Closing {
    std::optional<std::uint16_t> code;
};

// What a step can make use of, where one connection can be read in more than one way.
struct View {
    bool single = false;          // WebSocket frames as they are, also those of messages
    bool close_is_frame = false;  // a close frame is taken like others, and is not the end
    bool joined = false;          // messages that make up one frame are given as that
};

class Inbox {
public:
    virtual ~Inbox() = default;
    // feed takes the next bytes and returns what they complete, each with its bytes on the connection.
    virtual std::vector<StreamFrame> feed(ByteView bytes) = 0;
    // front is the next whole frame, null if there is none; pop takes away the one that front gave last.
    [[nodiscard]] virtual const StreamFrame* front(const View& view) = 0;
    virtual void pop() = 0;
    // upgraded: what comes from here on is WebSocket.
    [[nodiscard]] virtual bool upgraded() const { return false; }
    // closing: a close frame is next.
    [[nodiscard]] virtual std::optional<Closing> closing() const { return std::nullopt; }
    // error: the bytes behind the last whole frame are none, or the last front could not be read as what the view asks
    // for; `refused` are those bytes, and the frame they should have been if they show which.
    struct Refused {
        ByteView bytes;
        const wire::FrameType* type = nullptr;
    };
    [[nodiscard]] virtual const Error& error() const = 0;
    [[nodiscard]] virtual Refused refused() const = 0;
    // unread: every byte not taken, frames and beginnings of frames alike; skip takes the first of them away.
    [[nodiscard]] virtual Bytes unread() const = 0;
    [[nodiscard]] virtual bool empty() const = 0;
    virtual void skip(std::size_t count) = 0;
    // unfinished: the bytes behind the last whole frame.
    [[nodiscard]] virtual ByteView unfinished() const = 0;
    // waiting counts the bytes of whole frames.
    [[nodiscard]] virtual std::size_t waiting() const = 0;
};

// Policy: what a peer may send that no step has taken, in whole frames and of one that is not whole. More than that is
// left in the peer's hands: a flood fills no memory.
inline constexpr std::size_t kMostWaiting = std::size_t{1} << 20;
inline constexpr std::size_t kMostUnfinished = std::size_t{32} << 20;

[[nodiscard]] std::unique_ptr<Inbox> make_inbox(const Variant& variant, Side sender);

}  // namespace wireproof::session

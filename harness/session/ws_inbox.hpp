// WsInbox: the inbox of a WebSocket connection. First HTTP messages, one frame each, up to the one that upgrades; then
// WebSocket frames, which a step sees as messages (`text`, or a frame of the protocol out of a binary one), whether
// they came whole or in fragments, and control frames as `ws`, in the order in which they are complete. What RFC 6455
// forbids a peer is an error here.
#pragma once

#include "conformance/websocket/assembler.hpp"
#include "harness/session/inbox.hpp"

namespace wireproof::session {

class WsInbox : public Inbox {
public:
    WsInbox(const Variant& variant, Side sender) : variant_(&variant), sender_(sender) {}

    std::vector<StreamFrame> feed(ByteView bytes) override;
    [[nodiscard]] const StreamFrame* front(const View& view) override;
    void pop() override;
    [[nodiscard]] bool upgraded() const override { return upgraded_; }
    [[nodiscard]] std::optional<Closing> closing() const override;
    [[nodiscard]] const Error& error() const override;
    [[nodiscard]] Refused refused() const override;
    [[nodiscard]] Bytes unread() const override;
    [[nodiscard]] bool empty() const override { return frames_.empty() && unfinished().empty(); }
    void skip(std::size_t count) override;
    [[nodiscard]] ByteView unfinished() const override;
    [[nodiscard]] std::size_t waiting() const override;

private:
    // A message: the numbers of its frames among those that wait.
    struct Message {
        std::vector<std::size_t> frames;
        std::uint8_t opcode = 0;
        Bytes payload;
    };

    void feed_http(ByteView bytes, std::vector<StreamFrame>& completed);
    void feed_frames(ByteView bytes, std::vector<StreamFrame>& completed);
    [[nodiscard]] std::optional<Message> message_from(std::size_t first) const;
    const StreamFrame* message(const View& view);
    const StreamFrame* joined(const wire::FrameType& type);
    const StreamFrame* give(StreamFrame frame, std::vector<std::size_t> from);
    const StreamFrame* refuse(const wire::FrameType& type, Bytes bytes, Error error);
    [[nodiscard]] StreamFrame as_message(const StreamFrame& frame) const;

    const Variant* variant_;
    Side sender_;
    bool upgraded_ = false;
    std::unique_ptr<StreamReader> reader_;  // of WebSocket, once upgraded
    websocket::MessageCheck order_;
    std::deque<StreamFrame> frames_;  // HTTP messages and WebSocket frames
    Bytes head_;                      // of an HTTP message that is not whole
    Error error_;                     // of the connection
    // What front gave last, and which frames it is made of; or why there is nothing.
    std::optional<StreamFrame> given_;
    std::vector<std::size_t> given_from_;
    Error given_error_;
    Bytes refused_;
    const wire::FrameType* refused_type_ = nullptr;
};

}  // namespace wireproof::session

#include "harness/session/ws_inbox.hpp"

#include <algorithm>

#include "conformance/websocket/rules.hpp"
#include "conformance/websocket/session.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

const websocket::Frame& frame_of(const StreamFrame& frame) { return frame.value.as<websocket::Frame>(); }

bool is_http(const StreamFrame& frame) { return &frame.value.type() == &kHttpFrame; }
bool is_close(const StreamFrame& frame) {
    return !is_http(frame) && frame_of(frame).opcode == websocket::opcode("close");
}

std::unique_ptr<StreamReader> strict_reader(Side sender) {
    auto context = sent_by(sender);
    context.strict = true;
    context.max_frame_size = websocket::kMaxMessage;
    return std::make_unique<FramedStream>(kWsFrame, context);
}

StreamFrame whole(wire::FrameValue value, Bytes bytes) { return {std::move(value), 0, std::move(bytes)}; }

}  // namespace

std::vector<StreamFrame> WsInbox::feed(ByteView bytes) {
    std::vector<StreamFrame> completed;
    if (!error_.ok()) return completed;
    if (upgraded_) feed_frames(bytes, completed);
    else feed_http(bytes, completed);
    return completed;
}

void WsInbox::feed_http(ByteView bytes, std::vector<StreamFrame>& completed) {
    head_.insert(head_.end(), bytes.begin(), bytes.end());
    while (!head_.empty() && !upgraded_) {
        const auto size = http_size(head_, sender_);
        if (!size) return void(error_ = size.error());
        if (*size == 0) return;
        const auto end = head_.begin() + static_cast<std::ptrdiff_t>(*size);
        auto message = whole(wire::FrameValue(kHttpFrame), Bytes(head_.begin(), end));
        error_ = message.value.decode(message.wire);
        if (!error_.ok()) return;
        upgraded_ = message.value.as<HttpFrame>().upgrades();
        head_.erase(head_.begin(), end);
        frames_.push_back(message);
        completed.push_back(std::move(message));
    }
    if (!upgraded_) return;
    reader_ = strict_reader(sender_);
    feed_frames(std::exchange(head_, {}), completed);
}

void WsInbox::feed_frames(ByteView bytes, std::vector<StreamFrame>& completed) {
    std::vector<StreamFrame> read;
    reader_->feed(bytes, read);
    for (auto& frame : read) {
        error_ = websocket::judge_frame(frame, sender_).error;
        if (error_.ok() && !websocket::is_control(frame_of(frame).opcode)) error_ = order_.take(frame);
        if (!error_.ok()) {
            refused_ = std::move(frame.wire);
            return;
        }
        frames_.push_back(frame);
        completed.push_back(as_message(frame));
    }
    if (!reader_->error().ok()) error_ = websocket::judge_header(*reader_).error;
}

// as_message is what a report shows of a frame: the message it is, if it is a whole one that can be read.
StreamFrame WsInbox::as_message(const StreamFrame& frame) const {
    const auto& ws = frame_of(frame);
    if (!ws.fin || (ws.opcode != websocket::opcode("binary") && ws.opcode != websocket::opcode("text"))) return frame;
    const auto& type = ws.opcode == websocket::opcode("text") ? kTextFrame : variant_->which(ws.payload);
    wire::FrameValue value(type);
    if (!value.decode(ws.payload, sent_by(sender_)).ok()) return frame;
    return whole(std::move(value), frame.wire);
}

const StreamFrame* WsInbox::front(const View& view) {
    given_.reset();
    given_error_ = {};
    if (frames_.empty()) return nullptr;
    const auto& first = frames_.front();
    if (is_close(first) && !view.close_is_frame) return nullptr;
    if (is_http(first) || view.single || websocket::is_control(frame_of(first).opcode)) return give(first, {0});
    return message(view);
}

// message_from collects a message whose first frame waits at that place; nothing if it is not whole.
std::optional<WsInbox::Message> WsInbox::message_from(std::size_t first) const {
    Message message;
    for (auto at = first; at < frames_.size(); ++at) {
        const auto& frame = frame_of(frames_[at]);
        if (websocket::is_control(frame.opcode)) continue;
        if (message.frames.empty()) message.opcode = frame.opcode;
        message.frames.push_back(at);
        message.payload.insert(message.payload.end(), frame.payload.begin(), frame.payload.end());
        if (frame.fin) return message;
    }
    return std::nullopt;
}

const StreamFrame* WsInbox::message(const View& view) {
    // A control frame between fragments is whole before their message is.
    const auto found = message_from(0);
    const auto end = found ? found->frames.back() : frames_.size();
    for (std::size_t at = 1; at < end; ++at) {
        if (!websocket::is_control(frame_of(frames_[at]).opcode)) continue;
        if (is_close(frames_[at]) && !view.close_is_frame) return nullptr;
        return give(frames_[at], {at});
    }
    if (!found) return nullptr;
    if (found->opcode != websocket::opcode("text") && view.joined)
        for (const auto& type : variant_->frames)
            if (type.in_messages()) return joined(type);
    const auto& type = found->opcode == websocket::opcode("text") ? kTextFrame : variant_->which(found->payload);
    wire::FrameValue value(type);
    if (auto error = value.decode(found->payload, sent_by(sender_)); !error.ok())
        return refuse(type, found->payload, std::move(error));
    return give(whole(std::move(value), found->payload), found->frames);
}

// joined gives the frame that the first of the messages that wait make up together.
const StreamFrame* WsInbox::joined(const wire::FrameType& type) {
    std::vector<Bytes> messages;
    std::vector<std::size_t> from;
    for (std::size_t next = 0;;) {
        auto message = message_from(next);
        if (!message || message->opcode != websocket::opcode("binary")) return nullptr;
        next = message->frames.back() + 1;
        from.insert(from.end(), message->frames.begin(), message->frames.end());
        messages.push_back(std::move(message->payload));
        const std::vector<ByteView> views(messages.begin(), messages.end());
        wire::FrameValue value(type);
        auto error = value.decode_messages(views, sent_by(sender_));
        if (error.ok()) return give(whole(std::move(value), messages.front()), from);
        if (error.code != Errc::truncated) return refuse(type, messages.back(), std::move(error));
    }
}

const StreamFrame* WsInbox::give(StreamFrame frame, std::vector<std::size_t> from) {
    given_ = std::move(frame);
    given_from_ = std::move(from);
    return &*given_;
}

const StreamFrame* WsInbox::refuse(const wire::FrameType& type, Bytes bytes, Error error) {
    given_error_ = std::move(error);
    refused_ = std::move(bytes);
    refused_type_ = &type;
    return nullptr;
}

void WsInbox::pop() {
    for (auto at = given_from_.rbegin(); at != given_from_.rend(); ++at)
        frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(*at));
    given_from_.clear();
    given_.reset();
}

// A close frame is next when nothing in front of it will ever be whole.
std::optional<Closing> WsInbox::closing() const {
    const auto next = std::ranges::find_if(frames_, [](const StreamFrame& frame) {
        return is_http(frame) || websocket::is_control(frame_of(frame).opcode);
    });
    if (next == frames_.end() || !is_close(*next)) return std::nullopt;
    if (next != frames_.begin() && message_from(0)) return std::nullopt;
    const auto& body = frame_of(*next).payload;
    if (body.empty()) return Closing{};
    return Closing{wire::u16be.load(body.data())};
}

const Error& WsInbox::error() const {
    if (!given_error_.ok()) return given_error_;
    return error_;
}

Inbox::Refused WsInbox::refused() const {
    if (!given_error_.ok()) return {refused_, refused_type_};
    if (!refused_.empty() && upgraded_) return {refused_, &kWsFrame};
    return {unfinished(), upgraded_ ? &kWsFrame : nullptr};
}

Bytes WsInbox::unread() const {
    Bytes all;
    for (const auto& frame : frames_) all.insert(all.end(), frame.wire.begin(), frame.wire.end());
    const auto rest = unfinished();
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

ByteView WsInbox::unfinished() const { return upgraded_ ? reader_->pending() : ByteView(head_); }

std::size_t WsInbox::waiting() const {
    std::size_t sum = 0;
    for (const auto& frame : frames_) sum += frame.wire.size();
    return sum;
}

// Bytes taken as they are move the borders of frames, so what is left is read anew; only an upgrade stays.
void WsInbox::skip(std::size_t count) {
    const auto all = unread();
    frames_.clear();
    head_.clear();
    order_ = websocket::MessageCheck();
    error_ = {};
    if (upgraded_) reader_ = strict_reader(sender_);
    feed(ByteView(all).subspan(count));
}

}  // namespace wireproof::session

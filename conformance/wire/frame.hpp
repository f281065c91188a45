// decode and encode of one described frame, and FrameType: a frame of a protocol's table, erased.
#pragma once

#include <expected>
#include <memory>

#include "conformance/wire/dynamic.hpp"

namespace wireproof::wire {

// decode fills a frame, which may be a used one (its room is kept), from bytes that are exactly that frame. The frame
// means nothing after an error.
template <class Frame>
Error decode(ByteView in, Frame& frame, const Context& context = {}) {
    Reader io(in, context);
    Frame::layout(io, frame);
    return io.finish();
}

// decode_prefix does the same where other frames may follow; `size` is the frame's. `truncated` means: wait for more.
template <class Frame>
Error decode_prefix(ByteView in, Frame& frame, std::size_t& size, const Context& context = {}) {
    Reader io(in, context, Reader::Extent::prefix);
    Frame::layout(io, frame);
    size = io.offset();
    return io.finish();
}

template <class Frame>
std::expected<Frame, Error> decode(ByteView in, const Context& context = {}) {
    std::expected<Frame, Error> frame{Frame{}};
    if (auto error = decode(in, *frame, context); !error.ok()) frame = std::unexpected(std::move(error));
    return frame;
}

// encode_error finds the member that has no encoding.
[[nodiscard]] Error encode_error(AnyFrame frame, const Context& context = {});

// encode appends the frame's bytes. `unencodable` with the member's path if something does not fit; what was appended
// then means nothing. Of the context, only the limits of the encode side count.
template <class Frame>
Error encode(const Frame& frame, Buffer& out, const Context& context = {}) {
    Writer io(out, context);
    Frame::layout(io, frame);
    if (io.finish()) [[likely]]
        return {};
    auto copy = frame;
    return encode_error(any_frame(copy), context);
}

struct FrameType {
    std::string_view name;
    std::optional<Side> sent_by;  // none: both sides, or a body that travels inside other frames

    std::shared_ptr<void> (*make)();
    Error (*decode)(ByteView, void* frame, const Context&);
    Error (*decode_prefix)(ByteView, void* frame, std::size_t& size, const Context&);
    Error (*encode)(const void* frame, Buffer&, const Context&);
    void (*layout)(Dynamic&, void* frame);

    // Of a frame that travels as several messages, each of them bytes of its own: offsets of errors count in all of
    // them one behind the other. For such a frame, `decode` takes bytes that are its only message, `encode` joins them,
    // and the layout is that of its value. None: a frame is one run of bytes.
    Error (*decode_messages)(std::span<const ByteView>, void* frame, const Context&) = nullptr;
    Error (*encode_messages)(const void* frame, std::vector<Bytes>&, const Context&) = nullptr;

    [[nodiscard]] bool in_messages() const { return decode_messages != nullptr; }
};

template <class Frame>
constexpr FrameType frame_type(std::string_view name, std::optional<Side> sent_by = std::nullopt) {
    return {.name = name,
            .sent_by = sent_by,
            .make = [] { return std::static_pointer_cast<void>(std::make_shared<Frame>()); },
            .decode = [](ByteView in,
                         void* frame,
                         const Context& context) { return decode(in, *static_cast<Frame*>(frame), context); },
            .decode_prefix =
                [](ByteView in, void* frame, std::size_t& size, const Context& context) {
                    return decode_prefix(in, *static_cast<Frame*>(frame), size, context);
                },
            .encode = [](const void* frame,
                         Buffer& out,
                         const Context& context) { return encode(*static_cast<const Frame*>(frame), out, context); },
            .layout = [](Dynamic& io, void* frame) { Frame::layout(io, *static_cast<Frame*>(frame)); }};
}

// sequence_type is the row of a frame in messages. Its functions are those of the frame: decode_messages(messages,
// frame, context), encode_messages(frame, messages, context).
template <class Frame>
constexpr FrameType sequence_type(std::string_view name) {
    auto type = frame_type<Frame>(name);
    type.decode = [](ByteView in, void* frame, const Context& context) {
        return Frame::decode_messages({&in, 1}, *static_cast<Frame*>(frame), context);
    };
    type.decode_prefix = [](ByteView in, void* frame, std::size_t& size, const Context& context) {
        size = in.size();
        return Frame::decode_messages({&in, 1}, *static_cast<Frame*>(frame), context);
    };
    type.encode = [](const void* frame, Buffer& out, const Context& context) {
        std::vector<Bytes> messages;
        auto error = Frame::encode_messages(*static_cast<const Frame*>(frame), messages, context);
        for (const auto& message : messages) std::ranges::copy(message, out.add(message.size()));
        return error;
    };
    type.decode_messages = [](std::span<const ByteView> in, void* frame, const Context& context) {
        return Frame::decode_messages(in, *static_cast<Frame*>(frame), context);
    };
    type.encode_messages = [](const void* frame, std::vector<Bytes>& out, const Context& context) {
        return Frame::encode_messages(*static_cast<const Frame*>(frame), out, context);
    };
    return type;
}

// FrameValue: a frame of some type of the table.
class FrameValue {
public:
    explicit FrameValue(const FrameType& type) : type_(&type), value_(type.make()) {}
    [[nodiscard]] const FrameType& type() const { return *type_; }
    [[nodiscard]] AnyFrame any() const { return {value_.get(), type_->layout}; }
    Error decode(ByteView in, const Context& context = {}) { return type_->decode(in, value_.get(), context); }
    Error decode_prefix(ByteView in, std::size_t& size, const Context& context = {}) {
        return type_->decode_prefix(in, value_.get(), size, context);
    }
    Error encode(Buffer& out, const Context& context = {}) const { return type_->encode(value_.get(), out, context); }
    Error decode_messages(std::span<const ByteView> in, const Context& context = {}) {
        return type_->decode_messages(in, value_.get(), context);
    }
    Error encode_messages(std::vector<Bytes>& out, const Context& context = {}) const {
        return type_->encode_messages(value_.get(), out, context);
    }
    // as gives the frame back its C++ type, which the caller must know to be the right one.
    template <class Frame>
    [[nodiscard]] Frame& as() const {
        return *static_cast<Frame*>(value_.get());
    }

private:
    const FrameType* type_;
    std::shared_ptr<void> value_;
};

}  // namespace wireproof::wire

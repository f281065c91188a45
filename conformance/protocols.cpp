#include "conformance/protocols.hpp"

#include <nlohmann/json.hpp>

namespace wireproof {

const Protocol* find_protocol(std::string_view name) {
    for (const auto& protocol : protocols())
        if (protocol.name == name) return &protocol;
    return nullptr;
}

const Variant* Protocol::variant(std::string_view variant_name) const {
    if (variant_name.empty()) return &variants.front();
    for (const auto& variant : variants)
        if (variant.name == variant_name) return &variant;
    return nullptr;
}

const wire::FrameType* Variant::frame(std::string_view frame_name) const {
    for (const auto& type : frames)
        if (type.name == frame_name) return &type;
    return nullptr;
}

std::expected<Json, Error> decode_value(const wire::FrameType& type, ByteView in, const Context& context) {
    wire::FrameValue frame(type);
    if (auto error = frame.decode(in, context); !error.ok()) return std::unexpected(std::move(error));
    return wire::to_json(frame.any());
}

std::expected<Bytes, Error> encode_value(const wire::FrameType& type, const Json& value, const Context& context) {
    const wire::FrameValue frame(type);
    if (auto error = wire::from_json(frame.any(), value); !error.ok()) return std::unexpected(std::move(error));
    Buffer out;
    if (auto error = frame.encode(out, context); !error.ok()) return std::unexpected(std::move(error));
    return out.bytes();
}

std::expected<Json, Error> decode_messages_value(const wire::FrameType& type,
                                                 std::span<const ByteView> in,
                                                 const Context& context) {
    wire::FrameValue frame(type);
    if (auto error = frame.decode_messages(in, context); !error.ok()) return std::unexpected(std::move(error));
    return wire::to_json(frame.any());
}

std::expected<std::vector<Bytes>, Error> encode_messages_value(const wire::FrameType& type,
                                                               const Json& value,
                                                               const Context& context) {
    const wire::FrameValue frame(type);
    if (auto error = wire::from_json(frame.any(), value); !error.ok()) return std::unexpected(std::move(error));
    std::vector<Bytes> out;
    if (auto error = frame.encode_messages(out, context); !error.ok()) return std::unexpected(std::move(error));
    return out;
}

std::expected<Json, Error> canonical_value(const wire::FrameType& type, const Json& value) {
    const wire::FrameValue frame(type);
    if (auto error = wire::from_json(frame.any(), value); !error.ok()) return std::unexpected(std::move(error));
    return wire::to_json(frame.any());
}

}  // namespace wireproof

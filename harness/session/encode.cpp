#include "harness/session/encode.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "harness/session/edits.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

using Messages = std::vector<Bytes>;

// messages_of gives the frame as the messages it travels in; a protocol without messages has one, in which a frame in
// parts is several frames.
std::expected<Messages, Error> messages_of(const Variant& variant,
                                           const wire::FrameType& type,
                                           const Json& value,
                                           const Json& step) {
    Context context;
    if (step.contains("chunk")) context.chunk_size = step["chunk"].get<std::uint64_t>();
    if (type.in_messages()) return encode_messages_value(type, value, context);
    if (!context.chunk_size) {
        auto bytes = encode_value(type, value);
        if (!bytes) return std::unexpected(std::move(bytes.error()));
        return Messages{std::move(*bytes)};
    }
    if (variant.encode_in_parts == nullptr)
        return std::unexpected(
            Error{Errc::unencodable, 0, "", fmt::format("{} sends no frame in parts", variant.name)});
    const wire::FrameValue frame(type);
    if (auto error = wire::from_json(frame.any(), value); !error.ok()) return std::unexpected(std::move(error));
    Buffer out;
    if (auto error = variant.encode_in_parts(frame, context, out); !error.ok())
        return std::unexpected(std::move(error));
    return Messages{out.bytes()};
}

// Of a frame in parts, places in it are offsets, and it has no fields to be cut at. Nor has HTTP.
const wire::FrameType* with_fields(const wire::FrameType& type, const Json& step) {
    return step.contains("chunk") || type.in_messages() || &type == &kHttpFrame ? nullptr : &type;
}

// edited is bytes with the step's `edits` and `fix`, if it has any.
std::expected<Bytes, std::string> edited(Bytes bytes, const wire::FrameType* type, const Json& step) {
    static const Json kNone = Json::array();
    const auto list = [&](const char* key) -> const Json& {
        const auto it = step.find(key);
        return it == step.end() ? kNone : *it;
    };
    return apply_edits(std::move(bytes), type, list("edits"), list("fix"));
}

// on_wire puts a message into a WebSocket frame, unless it is no message.
Sent on_wire(const Variant& variant, const wire::FrameType& type, Sent message, Side sender, std::mt19937_64& random) {
    if (!over_websocket(variant) || &type == &kHttpFrame || &type == &kWsFrame) return message;
    const auto opcode = &type == &kTextFrame ? websocket::opcode("text") : websocket::opcode("binary");
    auto bytes = carried(opcode, message.bytes, sender, random);
    const auto head = bytes.size() - message.bytes.size();
    for (auto& border : message.borders) border += head;
    if (!message.bytes.empty()) message.borders.insert(message.borders.begin(), head);
    return {std::move(bytes), std::move(message.borders)};
}

}  // namespace

std::expected<Sent, std::string> encode_sent(const Variant& variant,
                                             const wire::FrameType& type,
                                             const Json& value,
                                             const Json& step,
                                             Side sender,
                                             std::mt19937_64& random,
                                             bool with_borders) {
    const auto messages =
        messages_of(variant, type, &type == &kWsFrame ? ws_value(value, sender, random) : value, step);
    if (!messages) return std::unexpected(fmt::format("{} does not encode: {}", type.name, describe(messages.error())));
    const auto* const fields = with_fields(type, step);
    Sent all;
    for (const auto& message : *messages) {
        auto bytes = edited(message, fields, step);
        if (!bytes) return std::unexpected(std::move(bytes.error()));
        const bool look = with_borders && fields != nullptr;
        Sent one{std::move(*bytes), look ? field_borders(*fields, message) : std::vector<std::size_t>{}};
        one = on_wire(variant, type, std::move(one), sender, random);
        for (auto& border : one.borders) all.borders.push_back(all.bytes.size() + border);
        all.bytes.insert(all.bytes.end(), one.bytes.begin(), one.bytes.end());
    }
    return all;
}

std::expected<Bytes, std::string> raw_bytes(const Json& value, const Json& step) {
    auto raw = wire::joined_hex(value);
    if (!raw) return std::unexpected("`raw` is not lower-case hex");
    return edited(std::move(*raw), nullptr, step);
}

}  // namespace wireproof::session

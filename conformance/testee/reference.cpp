#include "conformance/testee/reference.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <nlohmann/json.hpp>

#include "conformance/context_json.hpp"
#include "conformance/json_file.hpp"
#include "conformance/protocols.hpp"
#include "conformance/testee/lines.hpp"

namespace wireproof::testee {
namespace {

constexpr std::size_t kMaxInFlight = 256;

Json unsupported(std::string reason) { return {{"status", "unsupported"}, {"reason", std::move(reason)}}; }

Json refusal(const Error& error) {
    return {{"status", "error"},
            {"code", name_of(error.code)},
            {"message", describe(error)},
            {"offset", error.offset},
            {"path", error.path}};
}

std::string_view text_of(const Json& request, const char* key) {
    const auto it = request.find(key);
    return it != request.end() && it->is_string() ? std::string_view(it->get_ref<const std::string&>())
                                                  : std::string_view();
}

// The messages of a frame that travels as several.
Json decode_messages(const wire::FrameType& type, const Json& request, const Context& context) {
    const auto wire = request.find("wire");
    if (wire == request.end() || !wire->is_array()) return unsupported("wire: not a list of messages");
    std::vector<Bytes> messages;
    for (const auto& message : *wire) {
        auto bytes = message.is_string() ? from_hex(message.get_ref<const std::string&>()) : std::nullopt;
        if (!bytes) return unsupported("wire: a message that is not lower-case hex");
        messages.push_back(std::move(*bytes));
    }
    auto value = decode_messages_value(type, std::vector<ByteView>(messages.begin(), messages.end()), context);
    if (!value) return refusal(value.error());
    return {{"status", "ok"}, {"value", std::move(*value)}};
}

Json decode(const wire::FrameType& type, const Json& request, const Context& context) {
    if (type.in_messages()) return decode_messages(type, request, context);
    const auto wire = request.find("wire");
    const auto bytes =
        wire != request.end() && wire->is_string() ? from_hex(wire->get_ref<const std::string&>()) : std::nullopt;
    if (!bytes) return unsupported("wire: not lower-case hex");
    auto value = decode_value(type, *bytes, context);
    if (!value) return refusal(value.error());
    return {{"status", "ok"}, {"value", std::move(*value)}};
}

// Where the bytes say which frame they are, the reply does too.
Json decode_unnamed(const Variant& variant, const Json& request, const Context& context) {
    const auto bytes = from_hex(text_of(request, "wire"));
    if (!bytes) return unsupported("wire: not lower-case hex");
    const auto& type = variant.which(*bytes);
    auto reply = decode(type, request, context);
    if (reply["status"] == "ok") reply["frame"] = type.name;
    return reply;
}

Json encode(const wire::FrameType& type, const Json& request, const Context& context) {
    const auto value = request.find("value");
    if (value == request.end()) return unsupported("value is missing");
    if (type.in_messages()) {
        const auto messages = encode_messages_value(type, *value, context);
        if (!messages) return refusal(messages.error());
        auto list = Json::array();
        for (const auto& message : *messages) list.push_back(to_hex(message));
        return {{"status", "ok"}, {"wire", std::move(list)}};
    }
    const auto wire = encode_value(type, *value, context);
    if (!wire) return refusal(wire.error());
    return {{"status", "ok"}, {"wire", to_hex(*wire)}};
}

Json decode_stream(const Variant& variant, const Json& request, const Context& context) {
    const auto wire = request.find("wire");
    if (wire == request.end() || !wire->is_array()) return unsupported("wire: not a list of segments");
    const auto reader = variant.stream(context);
    std::vector<StreamFrame> frames;
    for (const auto& segment : *wire) {
        const auto bytes = segment.is_string() ? from_hex(segment.get_ref<const std::string&>()) : std::nullopt;
        if (!bytes) return unsupported("wire: a segment that is not lower-case hex");
        reader->feed(*bytes, frames);
    }
    auto values = Json::array();
    for (const auto& frame : frames)
        values.push_back({{"frame", frame.value.type().name}, {"value", wire::to_json(frame.value.any())}});
    if (reader->error().ok())
        return {{"status", "ok"}, {"value", std::move(values)}, {"state", reader->mid_frame() ? "truncated" : "clean"}};
    auto reply = refusal(reader->error());
    reply["value"] = std::move(values);
    return reply;
}

Json answer_case(const Json& request, bool decodes) {
    const auto protocol_name = text_of(request, "protocol");
    const auto* const protocol = find_protocol(protocol_name);
    if (protocol == nullptr) return unsupported(fmt::format("unknown protocol \"{}\"", protocol_name));
    const auto variant_name = text_of(request, "variant");
    const auto* const variant = protocol->variant(variant_name);
    if (variant == nullptr)
        return unsupported(fmt::format("unknown variant \"{}\" of {}", variant_name, protocol_name));
    const auto context = parse_context(request.value("context", Json()));
    if (!context) return unsupported(context.error());
    const auto frame_name = text_of(request, "frame");
    if (decodes && frame_name == "stream") return decode_stream(*variant, request, *context);
    const bool says_itself = decodes && frame_name.empty() && variant->which != nullptr;
    if (says_itself) return decode_unnamed(*variant, request, *context);
    const auto* const type = variant->frame(frame_name);
    if (type == nullptr)
        return unsupported(fmt::format("unknown frame \"{}\" of {} {}", frame_name, protocol_name, variant->name));
    return decodes ? decode(*type, request, *context) : encode(*type, request, *context);
}

Json answer_request(const Json& request) {
    const auto op = text_of(request, "op");
    if (op == "hello") return hello_reply();
    if (op == "bye") return nullptr;
    auto reply = op == "decode" || op == "encode" ? answer_case(request, op == "decode")
                                                  : unsupported(fmt::format("unknown op \"{}\"", op));
    if (const auto seq = request.find("seq"); seq != request.end()) reply["seq"] = *seq;
    return reply;
}

// more_waits tells whether a read would give something at once.
bool more_waits(int descriptor) {
    pollfd watched{descriptor, POLLIN, 0};
    return ::poll(&watched, 1, 0) > 0;
}

bool flush(LineWriter& writer, int out) {
    while (writer.write(out)) {
        if (writer.pending() == 0) return true;
        pollfd watched{out, POLLOUT, 0};
        ::poll(&watched, 1, -1);
    }
    return false;
}

}  // namespace

Json hello_reply() {
    auto supports = Json::object();
    for (const auto& protocol : protocols()) {
        auto variants = Json::array();
        for (const auto& variant : protocol.variants) {
            auto frames = Json::array();
            for (const auto& type : variant.frames) frames.push_back(type.name);
            auto decodes = frames;
            decodes.push_back("stream");
            variants.push_back(
                {{"variant", variant.name}, {"decode", std::move(decodes)}, {"encode", std::move(frames)}});
        }
        supports[std::string(protocol.name)] = std::move(variants);
    }
    return {{"op", "hello"},
            {"name", "wireproof"},
            {"version", WIREPROOF_VERSION},
            {"language", "c++"},
            {"max_in_flight", kMaxInFlight},
            {"max_line", kMaxLine},
            {"supports", supports}};
}

Json answer(std::string_view line) {
    const auto request = parse_message(line);
    if (request.is_discarded()) return {{"status", "error"}, {"message", "not JSON"}};
    if (!request.is_object()) return {{"status", "error"}, {"message", "not an object"}};
    return answer_request(request);
}

bool serve(int in, int out) {
    LineReader reader;
    LineWriter writer;
    while (reader.state() == LineReader::State::open) {
        if (!more_waits(in) && !flush(writer, out)) return false;
        reader.read(in);
        for (std::string_view line; reader.next(line);) {
            const auto reply = answer(line);
            if (reply.is_null()) return flush(writer, out);
            writer.add(reply.dump(-1, ' ', false, Json::error_handler_t::replace));
            constexpr std::size_t kMuch = std::size_t{1} << 20;
            if (writer.pending() > kMuch && !flush(writer, out)) return false;
        }
    }
    if (reader.state() == LineReader::State::too_long)
        writer.add(R"({"status":"error","message":"the line is too long"})");
    return flush(writer, out);
}

}  // namespace wireproof::testee

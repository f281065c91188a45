#include "harness/session/ws_frames.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/wire/json_text/types.hpp"
#include "conformance/wire/utf8.hpp"

namespace wireproof::session {
namespace {

using wire::Dynamic;
using wire::if_announced;
using wire::rest_text;

void put(Buffer& out, std::string_view text) { std::ranges::copy(as_bytes(text), out.add(text.size())); }

Error unencodable(std::string path, std::string detail) {
    return {Errc::unencodable, 0, std::move(path), std::move(detail)};
}

Error check_utf8(ByteView in, std::string path) {
    const auto good = utf8_prefix(in);
    return good == in.size() ? Error{} : Error{Errc::bad_utf8, good, std::move(path), "is not UTF-8"};
}

// ---- text ---------------------------------------------------------------------------------------------------------
Error read(ByteView in, TextFrame& frame) {
    if (auto error = check_utf8(in, "text"); !error.ok()) return error;
    frame.text.emplace(reinterpret_cast<const char*>(in.data()), in.size());
    frame.json = wire::JsonText::from(*frame.text);
    return {};
}

Error write(const TextFrame& frame, Buffer& out) {
    if (frame.text.has_value() == frame.json.has_value()) return unencodable("", "either `text` or `json`");
    put(out, frame.text ? *frame.text : frame.json->text());
    return {};
}

// ---- http ---------------------------------------------------------------------------------------------------------
std::string lower(std::string text) {
    std::ranges::transform(
        text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

wire::JsonText object_of(const HttpFields& fields) {
    Json object = Json::object();
    for (const auto& [name, value] : fields) {
        auto& member = object[lower(name)];
        member = member.is_string() ? member.get<std::string>() + ", " + value : value;
    }
    return *wire::JsonText::from(object.dump());
}

// fields_of reads an object of texts and lists of texts; nothing if it is another.
std::optional<HttpFields> fields_of(const wire::JsonText& text) {
    HttpFields fields;
    const auto object = Json::parse(text.text());
    if (!object.is_object()) return std::nullopt;
    for (const auto& [name, value] : object.items()) {
        const auto values = value.is_array() ? value : Json::array({value});
        for (const auto& one : values) {
            if (!one.is_string()) return std::nullopt;
            fields.add(name, one.get<std::string>());
        }
    }
    return fields;
}

template <class Message>
std::expected<Message, Error> parsed(ByteView in) {
    HttpReader<Message> reader;
    reader.feed(in);
    if (!reader.error().ok()) return std::unexpected(reader.error());
    if (!reader.done()) return std::unexpected(Error{Errc::truncated, in.size(), "", "the message goes on"});
    return reader.message();
}

void set_if_any(std::optional<std::string>& member, const std::string& text) {
    if (!text.empty()) member = text;
}

Error read(ByteView in, HttpFrame& frame) {
    if (auto error = check_utf8(in, ""); !error.ok()) return error;
    if (std::string_view(reinterpret_cast<const char*>(in.data()), in.size()).starts_with("HTTP/")) {
        const auto response = parsed<HttpResponse>(in);
        if (!response) return response.error();
        frame.status = static_cast<std::uint16_t>(response->status);
        set_if_any(frame.reason, response->reason);
        set_if_any(frame.body, response->body);
        frame.fields = object_of(response->fields);
        return {};
    }
    const auto request = parsed<HttpRequest>(in);
    if (!request) return request.error();
    frame.method = request->method;
    frame.target = request->target;
    set_if_any(frame.body, request->body);
    frame.fields = object_of(request->fields);
    return {};
}

Error write(const HttpFrame& frame, Buffer& out) {
    auto fields = fields_of(frame.fields);
    if (!fields) return unencodable("headers", "an object of texts and of lists of texts");
    if (frame.status.has_value() == frame.method.has_value()) return unencodable("", "either `method` or `status`");
    const auto body = frame.body.value_or("");
    if (frame.status)
        put(out, text_of(HttpResponse{*frame.status, frame.reason.value_or(""), std::move(*fields), body}));
    else put(out, text_of(HttpRequest{*frame.method, frame.target.value_or("/"), std::move(*fields), body}));
    return {};
}

// The rows of frames whose bytes no layout describes: Frame::read and Frame::write do, and the layout is that of the
// value.
template <class Frame>
constexpr wire::FrameType text_type(std::string_view name) {
    return {.name = name,
            .sent_by = std::nullopt,
            .make = [] { return std::static_pointer_cast<void>(std::make_shared<Frame>()); },
            .decode = [](ByteView in, void* frame, const Context&) { return read(in, *static_cast<Frame*>(frame)); },
            .decode_prefix =
                [](ByteView in, void* frame, std::size_t& size, const Context&) {
                    size = in.size();
                    return read(in, *static_cast<Frame*>(frame));
                },
            .encode = [](const void* frame,
                         Buffer& out,
                         const Context&) { return write(*static_cast<const Frame*>(frame), out); },
            .layout = [](Dynamic& io, void* frame) { Frame::layout(io, *static_cast<Frame*>(frame)); }};
}

std::string hex_mask(std::mt19937_64& random) { return fmt::format("{:08x}", random() & 0xFFFFFFFF); }

}  // namespace

constinit const wire::FrameType kHttpFrame = text_type<HttpFrame>("http");
constinit const wire::FrameType kTextFrame = text_type<TextFrame>("text");
constinit const wire::FrameType kWsFrame = wire::frame_type<websocket::Frame>("ws");

void TextFrame::layout(Dynamic& io, TextFrame& v) {
    io("text", v.text, if_announced(rest_text));
    io("json", v.json, if_announced(wire::json_text::any));
}

void HttpFrame::layout(Dynamic& io, HttpFrame& v) {
    io("method", v.method, if_announced(rest_text));
    io("target", v.target, if_announced(rest_text));
    io("status", v.status, if_announced(wire::u16be));
    io("reason", v.reason, if_announced(rest_text));
    io("headers", v.fields, wire::json_text::any_object);
    io("body", v.body, if_announced(rest_text));
}

bool HttpFrame::upgrades() const {
    if (status) return *status == 101;
    const auto named = fields_of(fields);
    return named && named->lists("upgrade", "websocket");
}

const wire::FrameType* frame_named(const Variant& variant, std::string_view name) {
    if (const auto* const own = variant.frame(name); own != nullptr || !over_websocket(variant)) return own;
    for (const auto* const type : {&kHttpFrame, &kTextFrame, &kWsFrame})
        if (type->name == name) return type;
    return nullptr;
}

std::expected<std::size_t, Error> http_size(ByteView bytes, Side sender) {
    const auto size = [&](auto reader) -> std::expected<std::size_t, Error> {
        const auto taken = reader.feed(bytes);
        if (!reader.error().ok()) return std::unexpected(reader.error());
        return reader.done() ? taken : 0;
    };
    return sender == Side::client ? size(HttpReader<HttpRequest>()) : size(HttpReader<HttpResponse>());
}

Json ws_value(Json value, Side sender, std::mt19937_64& random) {
    if (!value.is_object()) return value;
    Json whole = {{"fin", true}, {"rsv", 0}, {"payload", ""}};
    if (sender == Side::client) whole["mask"] = hex_mask(random);
    whole.update(value);
    return whole;
}

Bytes carried(std::uint8_t opcode, ByteView message, Side sender, std::mt19937_64& random) {
    const websocket::Frame frame{.fin = true,
                                 .rsv = 0,
                                 .opcode = opcode,
                                 .length_form = {},
                                 .mask = {},
                                 .payload = Bytes(message.begin(), message.end())};
    auto masked = frame;
    if (sender == Side::client) {
        const auto key = from_hex(hex_mask(random));
        std::ranges::copy(*key, masked.mask.emplace().begin());
    }
    Buffer out;
    std::ignore = wire::encode(masked, out);  // every message fits into one
    return out.bytes();
}

Bytes close_frame(std::optional<std::uint16_t> code, Side sender, std::mt19937_64& random) {
    Bytes body;
    if (code) body = {static_cast<std::uint8_t>(*code >> 8), static_cast<std::uint8_t>(*code & 0xFF)};
    return carried(websocket::opcode("close"), body, sender, random);
}

}  // namespace wireproof::session

#include "conformance/websocket/assembler.hpp"

#include <fmt/format.h>

namespace wireproof::websocket {

std::expected<std::optional<Message>, Error> Assembler::take(const StreamFrame& stands) {
    const auto& frame = stands.value.as<Frame>();
    if (auto error = check(stands, frame); !error.ok()) return std::unexpected(std::move(error));
    if (!open_) message_ = {.opcode = frame.opcode, .payload = {}, .offset = stands.offset};
    message_.payload.insert(message_.payload.end(), frame.payload.begin(), frame.payload.end());
    open_ = !frame.fin;
    if (open_) return std::nullopt;
    return std::exchange(message_, {});
}

Error Assembler::check(const StreamFrame& stands, const Frame& frame) {
    const bool continues = frame.opcode == opcode("continuation");
    if (continues && !open_) return {Errc::bad_sequence, stands.offset, "opcode", "continues no message"};
    if (!continues && open_) return {Errc::bad_sequence, stands.offset, "opcode", "a message is not complete yet"};
    if (frame.payload.size() > max_message_ - message_.payload.size())
        return {Errc::too_large,
                stands.offset,
                "payload",
                fmt::format("the message is over its limit of {} bytes", max_message_)};
    const bool is_text = (open_ ? message_.opcode : frame.opcode) == opcode("text");
    return is_text ? check_text(stands, frame) : Error{};
}

Error Assembler::check_text(const StreamFrame& stands, const Frame& frame) {
    const auto payload_at = stands.end() - frame.payload.size();
    if (!open_) utf8_.reset();
    if (const auto bad = utf8_.take(frame.payload))
        return {Errc::bad_utf8, payload_at + *bad, "payload", "no UTF-8 continues like this"};
    if (frame.fin && utf8_.mid_character())
        return {Errc::bad_utf8, stands.end(), "payload", "the text ends inside of a character"};
    return {};
}

}  // namespace wireproof::websocket

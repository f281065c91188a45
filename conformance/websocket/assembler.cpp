#include "conformance/websocket/assembler.hpp"

#include <fmt/format.h>

namespace wireproof::websocket {

Error MessageCheck::take(const StreamFrame& stands) {
    const auto& frame = stands.value.as<Frame>();
    const bool continues = frame.opcode == websocket::opcode("continuation");
    if (continues && !open_) return {Errc::bad_sequence, stands.offset, "opcode", "continues no message"};
    if (!continues && open_) return {Errc::bad_sequence, stands.offset, "opcode", "the message before it is not whole"};
    if (!open_) {
        opcode_ = frame.opcode;
        size_ = 0;
        utf8_ = {};
    }
    if (frame.payload.size() > max_message_ - size_)
        return {Errc::too_large,
                stands.offset,
                "payload",
                fmt::format("the message is over its limit of {} bytes", max_message_)};
    size_ += frame.payload.size();
    open_ = !frame.fin;
    return opcode_ == websocket::opcode("text") ? check_text(stands, frame) : Error{};
}

Error MessageCheck::check_text(const StreamFrame& stands, const Frame& frame) {
    const auto payload_at = stands.end() - frame.payload.size();
    if (const auto bad = utf8_.take(frame.payload))
        return {Errc::bad_utf8, payload_at + *bad, "payload", "no UTF-8 goes on like this"};
    if (frame.fin && utf8_.mid_character())
        return {Errc::bad_utf8, stands.end(), "payload", "the text ends inside of a character"};
    return {};
}

std::expected<std::optional<Message>, Error> Assembler::take(const StreamFrame& stands) {
    const bool begins = !mid_message();
    if (auto error = check_.take(stands); !error.ok()) return std::unexpected(std::move(error));
    const auto& payload = stands.value.as<Frame>().payload;
    if (begins) message_ = {.opcode = check_.opcode(), .payload = {}, .offset = stands.offset};
    message_.payload.insert(message_.payload.end(), payload.begin(), payload.end());
    if (mid_message()) return std::nullopt;
    return std::exchange(message_, {});
}

}  // namespace wireproof::websocket

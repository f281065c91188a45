// The protocol table: the only place besides a protocol's own folders that names one. Everything that works on "a
// protocol" takes it from here.
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string_view>

#include "conformance/session_machine.hpp"
#include "conformance/stream.hpp"
#include "conformance/wire/json.hpp"

namespace wireproof {

struct Variant {
    std::string_view name;
    std::span<const wire::FrameType> frames;
    // stream makes the reader of one direction (`context.direction`; the protocol's README says what a missing one
    // means).
    std::unique_ptr<StreamReader> (*stream)(const Context& context);
    const SessionType* session =
        nullptr;  // none: the protocol's rules of sequence are judged by its session scripts alone

    // encode_in_parts appends a frame as the frames that the protocol sends one too large for it in, pieces of
    // `context.chunk_size` bytes; none: the protocol knows no parts.
    Error (*encode_in_parts)(const wire::FrameValue& frame, const Context& context, Buffer& out) = nullptr;
    // which names the frame that bytes are, even where something is wrong with them; none: they do not say.
    const wire::FrameType& (*which)(ByteView frame) = nullptr;

    // carry appends what carries the bytes of a frame on the connection; none: they travel as they are.
    void (*carry)(ByteView frame, Side sender, Buffer& out) = nullptr;

    [[nodiscard]] const wire::FrameType* frame(std::string_view frame_name) const;
};

struct Protocol {
    std::string_view name;
    std::span<const Variant> variants;  // the first is the seed document's and the default

    // variant finds one by name; an empty name is the default.
    [[nodiscard]] const Variant* variant(std::string_view variant_name = {}) const;
};

[[nodiscard]] std::span<const Protocol> protocols();
[[nodiscard]] const Protocol* find_protocol(std::string_view name);

// ---- one frame, as JSON -------------------------------------------------------------------------------------------
// decode_value decodes bytes that are exactly one frame into a value by the conventions of vectors/README.md.
[[nodiscard]] std::expected<Json, Error> decode_value(const wire::FrameType& type,
                                                      ByteView in,
                                                      const Context& context = {});
// encode_value is its inverse; `unencodable` with a path for whatever has no encoding.
[[nodiscard]] std::expected<Bytes, Error> encode_value(const wire::FrameType& type,
                                                       const Json& value,
                                                       const Context& context = {});
// The same of a frame that travels as several messages (FrameType::in_messages).
[[nodiscard]] std::expected<Json, Error> decode_messages_value(const wire::FrameType& type,
                                                               std::span<const ByteView> in,
                                                               const Context& context = {});
[[nodiscard]] std::expected<std::vector<Bytes>, Error> encode_messages_value(const wire::FrameType& type,
                                                                             const Json& value,
                                                                             const Context& context = {});
// canonical_value writes a value in the form decode_value gives, so that two values can be compared with ==.
[[nodiscard]] std::expected<Json, Error> canonical_value(const wire::FrameType& type, const Json& value);

}  // namespace wireproof

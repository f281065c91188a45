#include "harness/session/encode.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace wireproof::session {

std::expected<Bytes, Error> encode_sent(const Variant& variant,
                                        const wire::FrameType& type,
                                        const Json& value,
                                        const Json& step) {
    const auto chunk = step.find("chunk");
    if (chunk == step.end()) return encode_value(type, value);
    if (variant.encode_in_parts == nullptr)
        return std::unexpected(
            Error{Errc::unencodable, 0, "", fmt::format("{} sends no frame in parts", variant.name)});
    const wire::FrameValue frame(type);
    if (auto error = wire::from_json(frame.any(), value); !error.ok()) return std::unexpected(std::move(error));
    Buffer out;
    auto error = variant.encode_in_parts(frame, {.chunk_size = chunk->get<std::uint64_t>()}, out);
    if (!error.ok()) return std::unexpected(std::move(error));
    return out.bytes();
}

}  // namespace wireproof::session

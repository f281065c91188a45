#include "conformance/context_json.hpp"

#include <nlohmann/json.hpp>

namespace wireproof {

Context context_from_json(const Json& json) {
    const auto text = [&](const char* key) {
        const auto it = json.find(key);
        return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
    };
    const auto number = [&](const char* key) {
        const auto it = json.find(key);
        return it != json.end() && it->is_number_unsigned() ? std::optional(it->get<std::uint64_t>()) : std::nullopt;
    };
    Context context;
    context.strict = text("profile") == "strict";
    if (text("direction") == "client") context.direction = Side::client;
    if (text("direction") == "server") context.direction = Side::server;
    context.max_frame_size = number("max_frame_size");
    context.chunk_size = number("chunk_size");
    context.max_decompressed = number("max_decompressed");
    return context;
}

}  // namespace wireproof

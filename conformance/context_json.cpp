#include "conformance/context_json.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

namespace wireproof {
namespace {

std::optional<std::uint64_t> integer(const Json& value) {
    if (value.is_number_unsigned()) return value.get<std::uint64_t>();
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::expected<Context, std::string> parse_context(const Json& value) {
    Context context;
    if (value.is_null()) return context;
    if (!value.is_object()) return std::unexpected("context: not an object");
    if (const auto it = value.find("profile"); it != value.end()) {
        if (*it != "strict" && *it != "compat")
            return std::unexpected(R"(context.profile: neither "compat" nor "strict")");
        context.strict = *it == "strict";
    }
    if (const auto it = value.find("direction"); it != value.end()) {
        if (*it != "client" && *it != "server")
            return std::unexpected(R"(context.direction: neither "client" nor "server")");
        context.direction = *it == "client" ? Side::client : Side::server;
    }
    for (const auto& [key, member] : {std::pair{"max_frame_size", &Context::max_frame_size},
                                      {"chunk_size", &Context::chunk_size},
                                      {"max_decompressed", &Context::max_decompressed}}) {
        const auto it = value.find(key);
        if (it == value.end()) continue;
        const auto number = integer(*it);
        if (!number) return std::unexpected(std::string("context.") + key + ": not an integer of 0 or more");
        context.*member = *number;
    }
    return context;
}

}  // namespace wireproof

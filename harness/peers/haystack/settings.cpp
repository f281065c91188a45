#include "harness/peers/haystack/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireproof::peers::haystack {
namespace {

using wireproof::haystack::kAlgorithms;

constexpr std::pair<std::string_view, Auth> kAuths[] = {
    {"none", Auth::none}, {"token", Auth::token}, {"scram", Auth::scram}};

// Parameters that are taken as they are.
constexpr std::pair<std::string_view, std::string Settings::*> kTexts[] = {
    {"token", &Settings::token}, {"username", &Settings::username}, {"password", &Settings::password}};

bool set(Settings& settings, std::string_view name, const std::string& value) {
    if (const auto* const text =
            std::ranges::find(kTexts, name, &std::pair<std::string_view, std::string Settings::*>::first);
        text != std::end(kTexts)) {
        settings.*text->second = value;
        return true;
    }
    if (name == "auth") {
        const auto* const auth = std::ranges::find(kAuths, value, &std::pair<std::string_view, Auth>::first);
        if (auth == std::end(kAuths)) return false;
        settings.auth = auth->second;
        return true;
    }
    if (name == "compression") {
        const auto compression = compression_of(value);
        if (compression) settings.packing.compression = *compression;
        return compression.has_value();
    }
    settings.packing.chunked = value == "true";
    return name == "chunked" && (value == "true" || value == "false");
}

}  // namespace

std::expected<Settings, std::string> Settings::read(Version version, const Params& params) {
    Settings settings;
    settings.version = version;
    if (version == Version::v1) settings.packing = {};
    for (const auto& [name, value] : params) {
        const bool of_v2 = name == "compression" || name == "chunked";
        if ((of_v2 && version == Version::v1) || !set(settings, name, value))
            return std::unexpected(fmt::format(
                "no {}={}: auth none|token|scram, token, username, password; of v2 compression zlib|lzma|none, "
                "chunked true|false",
                name,
                value));
    }
    return settings;
}

session::ScramCredentials Settings::credentials() const {
    constexpr std::uint8_t kAnySalt = 0x5A;
    return session::ScramCredentials::derive(
        username, password, Bytes(session::kLeastSalt, kAnySalt), session::kLeastIterations);
}

std::string_view name_of(const std::optional<std::uint8_t>& compression) {
    return compression ? kAlgorithms.name_of(*compression).value_or("") : "none";
}

std::optional<std::optional<std::uint8_t>> compression_of(std::string_view name) {
    if (name == "none") return std::optional<std::uint8_t>();
    const auto value = kAlgorithms.value_of(name);
    if (!value) return std::nullopt;
    return std::optional(static_cast<std::uint8_t>(*value));
}

}  // namespace wireproof::peers::haystack

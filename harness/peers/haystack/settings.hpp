// Settings of the Haystack server: who may come in, and what it does to its payloads.
#pragma once

#include "harness/peers/haystack/frames.hpp"
#include "harness/peers/peers.hpp"
#include "harness/session/scram.hpp"

namespace wireproof::peers::haystack {

struct Settings {
    Version version = Version::v2;
    Auth auth = Auth::none;
    std::string token = "wireproof-token";
    std::string username = "user", password = "pass,=x";
    Packing packing{.compression = static_cast<std::uint8_t>(wireproof::haystack::Algorithm::zlib), .chunked = true};

    // read: the error names a parameter that is unknown, or a value that is none.
    [[nodiscard]] static std::expected<Settings, std::string> read(Version version, const Params& params);
    [[nodiscard]] session::ScramCredentials credentials() const;
};

[[nodiscard]] std::string_view name_of(const std::optional<std::uint8_t>& compression);  // `none` if there is none
// compression_of reads such a name; nothing for one that is unknown.
[[nodiscard]] std::optional<std::optional<std::uint8_t>> compression_of(std::string_view name);

}  // namespace wireproof::peers::haystack

// What a vector's `context` says about how bytes are judged, beyond the bytes themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wireproof {

// Which end of a connection sent the bytes.
enum class Side : std::uint8_t { client, server };
[[nodiscard]] constexpr Side opposite(Side side) { return side == Side::client ? Side::server : Side::client; }
// name_of is what vectors, scripts and reports call a side.
[[nodiscard]] constexpr std::string_view name_of(Side side) { return side == Side::client ? "client" : "server"; }

struct Context {
    // strict also refuses what a PROTOCOL rule forbids although known peers accept it (each protocol's README lists
    // it).
    bool strict = false;
    std::optional<Side> direction{};                  // streams whose frames differ by sender
    std::optional<std::uint64_t> max_frame_size{};    // bytes; in place of the protocol's own limit
    std::optional<std::uint64_t> chunk_size{};        // bytes of payload a chunk, encode side
    std::optional<std::uint64_t> max_decompressed{};  // bytes

    friend bool operator==(const Context&, const Context&) = default;
};

}  // namespace wireproof

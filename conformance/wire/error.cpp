#include "conformance/wire/error.hpp"

#include <fmt/format.h>

#include <array>

namespace wireproof {
namespace {

constexpr std::array<std::string_view, 16> kNames = {"ok",
                                                     "truncated",
                                                     "bad_length",
                                                     "trailing_bytes",
                                                     "bad_magic",
                                                     "bad_version",
                                                     "bad_checksum",
                                                     "too_large",
                                                     "bad_opcode",
                                                     "bad_flags",
                                                     "bad_value",
                                                     "bad_utf8",
                                                     "bad_json",
                                                     "bad_compression",
                                                     "bad_sequence",
                                                     "unencodable"};
static_assert(kNames.size() == static_cast<std::size_t>(Errc::unencodable) + 1);

}  // namespace

std::string_view name_of(Errc code) { return kNames.at(static_cast<std::size_t>(code)); }

std::optional<Errc> errc_named(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name) return static_cast<Errc>(i);
    return std::nullopt;
}

std::string describe(const Error& error) {
    if (error.ok()) return "ok";
    std::string text(name_of(error.code));
    if (error.code != Errc::unencodable) text += fmt::format(" at byte {}", error.offset);
    if (!error.path.empty()) text += ", " + error.path;
    if (!error.detail.empty()) text += ": " + error.detail;
    return text;
}

}  // namespace wireproof

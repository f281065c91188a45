// What can be wrong with bytes or with a value: a closed list of codes, and where.
// The names are the same in vectors, testee replies and reports; what each code means and the order in which they are
// checked: vectors/README.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wireproof {

enum class Errc : std::uint8_t {
    ok,
    truncated,        // the bytes end before the frame does: more could help
    bad_length,       // a field runs past the end of its enclosing length, or lengths contradict each other
    trailing_bytes,   // bytes are left where the frame or its body should end
    bad_magic,        // a fixed byte sequence at the start differs
    bad_version,      // a protocol version this variant does not speak
    bad_checksum,     // the checksum differs from the bytes it covers
    too_large,        // over a limit, refused before anything is allocated
    bad_opcode,       // an unknown frame type, or not the one asked for
    bad_flags,        // flags that do not belong to this frame
    bad_value,        // outside a closed enumeration or range, or a reserved or constant field that differs
    bad_utf8,         // text that is not UTF-8
    bad_json,         // text that is not JSON
    bad_compression,  // a compressed payload that does not unfold
    bad_sequence,     // a frame that may not come here
    unencodable,      // encode side: a value that has no encoding
};

// name_of gives the code's spelling in vectors and reports ("ok" included).
[[nodiscard]] std::string_view name_of(Errc code);
[[nodiscard]] std::optional<Errc> errc_named(std::string_view name);

struct Error {
    Errc code = Errc::ok;
    std::size_t offset = 0;  // first byte of the first field that is wrong or not wholly there; 0 on the encode side
    std::string path;        // `messages[1].payload`; empty for the frame as a whole
    std::string detail;      // one clause for a person

    [[nodiscard]] bool ok() const { return code == Errc::ok; }
    friend bool operator==(const Error&, const Error&) = default;
};

// describe puts an error into one line: `bad_length at byte 30, messages[1].payload: 8 bytes left, 9 needed`.
[[nodiscard]] std::string describe(const Error& error);

}  // namespace wireproof

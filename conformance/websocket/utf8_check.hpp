// Utf8Check: UTF-8 that comes in pieces (PROTOCOL.md 6.4 to 6.6). A piece may end inside of a character; the first byte
// that no continuation could make right is found in the piece it stands in.
#pragma once

#include <array>
#include <optional>

#include "conformance/wire/utf8.hpp"

namespace wireproof::websocket {

class Utf8Check {
public:
    // take gives the place of the first impossible byte in this piece, if there is one; the check is over then.
    [[nodiscard]] std::optional<std::size_t> take(ByteView piece);
    // mid_character: the pieces so far end inside of a character.
    [[nodiscard]] bool mid_character() const { return held_ != 0; }

private:
    std::size_t ended_at(std::size_t place);

    static constexpr std::size_t kLongest = 4;
    std::array<std::uint8_t, kLongest> open_{};  // the character that is not complete yet
    std::size_t held_ = 0;
};

}  // namespace wireproof::websocket

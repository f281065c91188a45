// pieces: how the bytes of one send go out. Faults of a script and `replay --split` decide; the engine only writes
// piece after piece.
#pragma once

#include <nlohmann/json.hpp>
#include <random>
#include <vector>

#include "conformance/wire/bytes.hpp"
#include "conformance/wire/json.hpp"
#include "harness/session/time.hpp"

namespace wireproof::session {

struct Piece {
    enum class Then : std::uint8_t { go_on, close, reset };
    Time after{};  // pause before it, from the end of the piece before
    Bytes bytes;
    Then then = Then::go_on;
};

// What cuts every send of a run, `replay --split`.
enum class Split : std::uint8_t { none, bytes, fields, random };

// pieces_of follows the step's `fault` (an object, may be empty); a fault with a `split` of its own is not cut by
// `forced`.
[[nodiscard]] std::vector<Piece> pieces_of(ByteView bytes,
                                           const Json& fault,
                                           const std::vector<std::size_t>& field_borders,
                                           Split forced,
                                           std::mt19937_64& random);

}  // namespace wireproof::session

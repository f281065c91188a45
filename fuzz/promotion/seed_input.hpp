// seed_input: the other way round, a vector as an input that a target starts from.
#pragma once

#include "fuzz/promotion/found_vector.hpp"

namespace wireproof::fuzz {

// seed_input is nothing for a vector that the kind of target cannot learn from: without bytes, or of another form. A
// stream or state target also learns from the frames that a stream of the protocol consists of.
[[nodiscard]] std::optional<Bytes> seed_input(const suite::Vector& vector, Target::Kind kind);

}  // namespace wireproof::fuzz

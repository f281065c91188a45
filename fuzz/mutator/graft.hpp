// graft: bytes from elsewhere as a member of a frame.
#pragma once

#include <random>

#include "conformance/wire/frame.hpp"

namespace wireproof::fuzz {

// graft puts `bytes` in place of one byte string or text of the frame, chosen by `random`; false if the frame has none.
// The value may have no encoding after that.
bool graft(wire::AnyFrame frame, ByteView bytes, std::mt19937_64& random);

}  // namespace wireproof::fuzz

// Which fields of a frame say something in some bytes: what a corpus has never shown a decoder is not tested by it.
#pragma once

#include <set>
#include <string>

#include "conformance/wire/frame.hpp"

namespace wireproof::fuzz {

// By name, inner ones behind their object or list: `options`, `options.tag`. Lengths, counts, constants and checksums
// are no fields of their own.
using FieldNames = std::set<std::string>;

// fields_of gives all that the layout names.
[[nodiscard]] FieldNames fields_of(const wire::FrameType& type);

// fields_in gives those that the frame says something with: a list or a byte string that is not empty, an optional that
// is there, a number that is not 0.
[[nodiscard]] FieldNames fields_in(const wire::FrameValue& frame);

}  // namespace wireproof::fuzz

// encode_sent: the bytes of a frame that a script sends.
#pragma once

#include <expected>

#include "conformance/protocols.hpp"

namespace wireproof::session {

// encode_sent encodes a value as one frame, or where the step has a `chunk` as the frames that the protocol sends it
// in, of at most so many bytes of body each. `unencodable` if the protocol knows no parts.
[[nodiscard]] std::expected<Bytes, Error> encode_sent(const Variant& variant,
                                                      const wire::FrameType& type,
                                                      const Json& value,
                                                      const Json& step);

}  // namespace wireproof::session

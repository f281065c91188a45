// Edits: damage done on purpose to an encoded frame, and what makes it whole again where a script asks for it.
#pragma once

#include <expected>
#include <string>

#include "conformance/protocols.hpp"

namespace wireproof::session {

// apply_edits runs the edits of a `send` step in order and then its `fix`. Places are byte offsets (negative: from the
// end) or paths as `wireproof explain` prints them, `crc32`, `length(payload)`, `messages[1].payload+2`, found in the
// frame as it was encoded. `type` may be null for raw bytes, which have no paths and nothing to fix. The error is one
// clause that names the edit.
[[nodiscard]] std::expected<Bytes, std::string> apply_edits(Bytes bytes,
                                                            const wire::FrameType* type,
                                                            const Json& edits,
                                                            const Json& fix);

// field_borders gives the offsets at which a field of the frame begins, the first left out.
[[nodiscard]] std::vector<std::size_t> field_borders(const wire::FrameType& type, ByteView bytes);

}  // namespace wireproof::session

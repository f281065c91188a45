// explain and cut: how frames and values stand in a report.
#pragma once

#include <nlohmann/json.hpp>

#include "conformance/protocols.hpp"

namespace wireproof::session {

// explain_frame lists the pieces of a frame as far as it decodes, `[{offset, size, path, bytes, value, mark?}]`; those
// of `wrong` are marked.
[[nodiscard]] Json explain_frame(const wire::FrameType& type,
                                 ByteView bytes,
                                 const std::string& wrong,
                                 const Context& context);

// cut shortens every text over 4 KiB in a value; in an object the number of characters left out stands beside it as
// `cut`.
[[nodiscard]] Json cut(Json value);

}  // namespace wireproof::session

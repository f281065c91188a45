// The WebSocket protocol's row of the protocol table.
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::websocket {

[[nodiscard]] Protocol protocol();

// frame_stream reads the frames of one direction of a connection, control frames and fragments as they come.
[[nodiscard]] std::unique_ptr<StreamReader> frame_stream(const Context& context);

}  // namespace wireproof::websocket

// The packetstream protocol's row of the protocol table.
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::packetstream {

[[nodiscard]] Protocol protocol();

inline constexpr std::string_view kPacketName = "packet";

// packet_stream reads packets up to EOF, one direction of a connection.
[[nodiscard]] std::unique_ptr<StreamReader> packet_stream(const Context& context);

}  // namespace wireproof::packetstream

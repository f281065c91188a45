// The reference packetstream server: every connection has the service of service.hpp behind it, and ends when its peer
// does.
#pragma once

#include "harness/peers/packetstream/end.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers::packetstream {

[[nodiscard]] std::unique_ptr<Server> make_server(const Misbehaviour& misbehaviour);           // 20240630
[[nodiscard]] std::unique_ptr<Server> make_server_20240412(const Misbehaviour& misbehaviour);  // without ERQ

}  // namespace wireproof::peers::packetstream

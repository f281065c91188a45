// The reference Flo server, variant v1-24: key-values, queues, streams, actions and workers in memory. Starts empty.
#pragma once

#include <memory>

#include "harness/peers/misbehaviour.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers::flo {

[[nodiscard]] std::unique_ptr<Server> make_server(const Misbehaviour& misbehaviour);

}  // namespace wireproof::peers::flo

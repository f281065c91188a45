// The reference RRQ runner: a server whose connections each follow conformance/rrq/session.hpp, with the functions of
// handlers.hpp. Cancels reach the requests of all connections.
#pragma once

#include <memory>

#include "harness/peers/misbehaviour.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers::rrq {

// make_runner exists for V1, V2a and V2b of conformance/rrq/frames.hpp.
template <class Version>
[[nodiscard]] std::unique_ptr<Server> make_runner(const Misbehaviour& misbehaviour);

}  // namespace wireproof::peers::rrq

// quiet_time: for how long a script keeps its connections waiting at least. Those that wait long are started first,
// so that a run does not end with one of them alone.
#pragma once

#include "harness/session/script.hpp"

namespace wireproof::transport {

[[nodiscard]] session::Time quiet_time(const session::Steps& steps);

}  // namespace wireproof::transport

// Time in a session: microseconds since it began. Whoever runs an engine passes it in, so that it may as well be a
// made-up clock.
#pragma once

#include <chrono>

namespace wireproof::session {

using Time = std::chrono::microseconds;

}  // namespace wireproof::session

// The case event of a session that was played (`wireproof/report/1`).
#pragma once

#include "conformance/wire/json.hpp"
#include "harness/transport/replay.hpp"

namespace wireproof::cli {

// judged_as_control turns the result of a negative control round: it passes if its script noticed what our own peer did
// wrong.
[[nodiscard]] session::Result judged_as_control(const session::Result& result);

// session_event describes a played case; `result` is the judged one. What was expected, what came and the traffic are
// there unless it passed, the traffic with `verbose` always.
[[nodiscard]] Json session_event(const transport::Task& task,
                                 const transport::Report& report,
                                 const session::Result& result,
                                 bool verbose);

}  // namespace wireproof::cli

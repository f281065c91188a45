// TAP 14: one test point a case; failures carry their explanation, known failures are `# TODO`, what was not asked `#
// SKIP`.
#pragma once

#include "conformance/report/events.hpp"

namespace wireproof::report {

[[nodiscard]] std::string render_tap(const Events& events);

}  // namespace wireproof::report

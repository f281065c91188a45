// JUnit XML: one suite a protocol and kind, one testcase a stored vector or script; what was derived from it fails
// inside it.
#pragma once

#include "conformance/report/events.hpp"

namespace wireproof::report {

[[nodiscard]] std::string render_junit(const Events& events);

}  // namespace wireproof::report

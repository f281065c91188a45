// A run as one HTML file without any other: what was run as a matrix of frames, and every failure with its bytes.
#pragma once

#include "conformance/report/events.hpp"

namespace wireproof::report {

[[nodiscard]] std::string render_html(const Events& events);

}  // namespace wireproof::report

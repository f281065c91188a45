// A run for a person at a terminal: what went wrong first, explained, then what was run and how it came out.
#pragma once

#include "conformance/report/events.hpp"

namespace wireproof::report {

struct TerminalOptions {
    bool colour = false;
    bool quiet = false;    // only what is wrong, and the line that counts
    bool verbose = false;  // every failure in full; else one for each vector, and the first 20 vectors
};

[[nodiscard]] std::string render_terminal(const Events& events, const TerminalOptions& options = {});

}  // namespace wireproof::report

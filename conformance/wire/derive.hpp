// derive: from the trace of a valid frame, mutated bytes with the outcome that must follow. It knows nothing but the trace: no decoder runs here.
// Kinds and limits of the derived cases: vectors/README.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/wire/annotate.hpp"

namespace wireproof::wire {

struct Derived {
    enum class Outcome : std::uint8_t {
        refused,           // with exactly `error`
        accepted,          // as some value
        same_value,        // accepted as the value of the frame it came from
        refused_or_other,  // refused with any code, or accepted as another value: what follows is read as something else
    };
    std::string suffix;  // `truncate@7`, `length(payload)+1`, `flip(crc32).3`
    Bytes wire;
    Outcome outcome;
    Error error;
};

// Reseal makes the checksum of a mutated frame right again, so that the checks behind it are reached.
using Reseal = std::function<void(Bytes& frame)>;

// derive lists the cases in a fixed order; the same trace and bytes give the same list. `reseal` may be empty for frames without a checksum.
[[nodiscard]] std::vector<Derived> derive(const Trace& trace, ByteView wire, const Reseal& reseal);

// resealing finds the frame's checksum in its layout; empty if it has none.
[[nodiscard]] Reseal resealing(const FrameType& type);

}  // namespace wireproof::wire

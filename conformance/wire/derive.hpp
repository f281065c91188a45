// derive: from the trace of a valid frame, mutated bytes with the outcome that must follow. It knows nothing but the
// trace: no decoder runs here. Kinds and limits of the derived cases: vectors/README.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/wire/annotate.hpp"

namespace wireproof::wire {

struct Derived {
    enum class Outcome : std::uint8_t {
        refused,            // with exactly `error`
        refused_by_choice,  // the same, though the protocol leaves it open: others may accept it
        accepted,           // as a value of its own
        same_value,         // accepted as the value of the frame it came from
        refused_or_other,   // refused with any code, or accepted as another value: what follows is read as something
                            // else
    };
    std::string suffix;  // `truncate@7`, `length(payload)+1`, `flip(crc32)+3`; a resealed one begins `resealed/`
    Bytes wire;
    Outcome outcome;
    Error error;
};

struct DerivedCases {
    std::vector<Derived> cases;
    std::size_t left_out = 0;  // over the budget
};

// Reseal makes the checksum over the first `end` bytes of a frame right, so that the checks behind it are reached.
using Reseal = std::function<void(Bytes& frame, std::size_t end)>;

// resealing finds the checksum in the fixed header of a layout; empty if it has none.
[[nodiscard]] Reseal resealing(const FrameType& type);

inline constexpr std::size_t kDerivedBudget =
    std::size_t{1} << 20;  // bytes of all cases of one frame: more would cost the second that a check may take

// derive lists the cases in a fixed order; the same arguments give the same list. With `reseal`, each case that a
// checksum covers comes twice, as is and resealed.
[[nodiscard]] DerivedCases derive(const Trace& trace,
                                  ByteView wire,
                                  const Reseal& reseal,
                                  std::size_t budget = kDerivedBudget);

// cut_places are the lengths at which a frame is cut: all below 512 bytes; else the first 64, each field's border and
// its neighbours, the last 16, and 32 more.
[[nodiscard]] std::vector<std::size_t> cut_places(const Trace& trace, std::size_t size);

}  // namespace wireproof::wire

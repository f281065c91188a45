// The functions that our RRQ runner knows, by name.
//
//   echo   its arguments            sleep  waits `ms`, returns it      null   nothing
//   fail   error `boom`             retry  retry `later` in 1.5 s      big    `n` times "x"
//   noids  its arguments, in a response without ids
//
// v1 gives `ms` and `n` as the first of `args`, later variants as members of `params`.
#pragma once

#include "conformance/rrq/frames.hpp"
#include "conformance/wire/json.hpp"
#include "harness/session/time.hpp"

namespace wireproof::peers::rrq {

using namespace wireproof::rrq;
using session::Time;

struct Job {
    Response outcome;  // without ids
    Time after{};      // how long it takes
    bool without_ids = false;
};

// Arguments as a function sees them: {args, kwargs}, or {params}.
[[nodiscard]] Json arguments_of(const ArgsAndKwargs& request);
[[nodiscard]] Json arguments_of(const Params& request);

[[nodiscard]] Job run(const std::string& function, const Json& arguments);

[[nodiscard]] Response success(const Json& result);
[[nodiscard]] Response error(std::string message, std::optional<std::string> type = std::nullopt);

}  // namespace wireproof::peers::rrq

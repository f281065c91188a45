#include "harness/transport/quiet_time.hpp"

#include <algorithm>

namespace wireproof::transport {
namespace {

using session::Time;

Time quiet_time_of(const session::Step& step) {
    Time time = step.ms("for_ms");
    if (const auto fault = step.spec().find("fault"); fault != step.spec().end()) {
        time += std::chrono::milliseconds(fault->value("delay_ms", 0) + fault->value("gap_ms", 0));
        if (fault->contains("stall")) time += std::chrono::milliseconds((*fault)["stall"].value("for_ms", 0));
    }
    // A call that is to raise mostly runs into a time limit of its own.
    if (step.kind == session::Do::raises || step.kind == session::Do::settles) time += std::chrono::seconds(1);
    Time longest{};
    for (const auto& branch : step.branches) longest = std::max(longest, quiet_time(branch));
    return time + longest + quiet_time(step.steps) * step.spec().value("times", 1);
}

}  // namespace

Time quiet_time(const session::Steps& steps) {
    Time sum{};
    for (const auto& step : steps) sum += quiet_time_of(step);
    return sum;
}

}  // namespace wireproof::transport

// check_testee: a short dialogue with a testee that says which of its replies is wrong, and how; for whoever writes an
// adapter.
#pragma once

#include "conformance/testee/runner.hpp"

namespace wireproof::testee {

struct Finding {
    bool good;
    std::string text;  // `decode flo response: answered ok`
};

// check_testee asks for a hello, for one decode and one encode of each variant it lists, for an op that does not exist,
// for several cases at once if it takes several, and takes leave. It judges the dialogue, not the codec: every answer
// of the right shape is good.
[[nodiscard]] std::vector<Finding> check_testee(const Command& command, std::chrono::milliseconds timeout);

}  // namespace wireproof::testee

// A case as the testee protocol asks it, and what comes back as an answer to be judged.
#pragma once

#include "conformance/suite/judge.hpp"
#include "conformance/testee/runner.hpp"

namespace wireproof::cli {

// What came of a case.
struct Judged {
    suite::Judgement judgement;
    suite::Answer answer;
    Verdict verdict = Verdict::not_run;
    std::uint64_t time_us = 0;
};

[[nodiscard]] testee::Request to_request(const suite::Case& question);

// to_judged holds the reply to `expected`; a crash, a time-out and a broken pipe are verdicts of their own.
[[nodiscard]] Judged to_judged(const suite::Case& question,
                               const suite::Expected& expected,
                               const testee::Reply& reply);

}  // namespace wireproof::cli

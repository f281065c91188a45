// judge: whether an answer is what the case asks for, and if not, why.
#pragma once

#include "conformance/suite/case.hpp"
#include "conformance/verdict.hpp"

namespace wireproof::suite {

struct Judgement {
    Verdict verdict = Verdict::pass;  // or fail, or unsupported
    std::string reason;               // one sentence
    Json expected;                    // as reports show it: {"value"}, {"wire"}, {"code", "offset", "path"}
    Json got;
};

// judge compares by the value conventions: an answer's value is brought into the reference's form first. `exact_place`
// also holds a refusal to offset and path (the reference); others are held to the code, and only where they name one.
[[nodiscard]] Judgement judge(const Case& question, const Expected& expected, const Answer& answer, bool exact_place);

}  // namespace wireproof::suite

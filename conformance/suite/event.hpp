// Events of the report stream (`wireproof/report/1`) about cases.
#pragma once

#include "conformance/suite/judge.hpp"

namespace wireproof::suite {

// case_event describes a judged case. Expected, got and the explained bytes are there only where the verdict is not
// `pass`, or always with `verbose`. `verdict` stands in for the judgement's where a case had no answer (crash, timeout
// …) or was known to fail.
struct CaseEvent {
    const Case& question;
    const Judgement& judgement;
    const Answer& answer;
    Verdict verdict;
    Json known;  // the entry of known.json that foresaw it: {id, reason, link}; else null
    std::uint64_t time_us = 0;
    std::string reproduce;
};
[[nodiscard]] Json case_event(const CaseEvent& event, bool verbose);

}  // namespace wireproof::suite

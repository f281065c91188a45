// Disagreements: an answer that is not the reference's, by what it is about, so that thousands of them are a dozen; and
// smaller questions that may have the same.
#pragma once

#include "conformance/suite/judge.hpp"
#include "fuzz/differential/questions.hpp"

namespace wireproof::fuzz {

// sign_of names what a disagreement is about: frame, operation, and the field, code or sentence that differs. Two
// questions with the same sign most likely show the same defect. `verdict` is `fail`, `crash`, `timeout` or
// `broken_testee`.
[[nodiscard]] std::string sign_of(const Question& question,
                                  Verdict verdict,
                                  const suite::Judgement& judgement,
                                  const suite::Answer& answer);

// smaller lists questions that are simpler than this one, the simplest first, at most `most`: bytes left out or
// zeroed and sealed again, members of the value emptied, shortened or left out.
[[nodiscard]] std::vector<Question> smaller(const Question& question, std::size_t most);

// size_of orders questions: bytes, then bytes that are not 0.
[[nodiscard]] std::pair<std::size_t, std::size_t> size_of(const Question& question);

// as_vector writes a question in the format of vectors/README.md, its expectation being the reference's verdict, which
// a person has to confirm. `source` says where it was found; `stored` are vectors whose rule is taken over where one
// says the same of the same field.
[[nodiscard]] Json as_vector(const Question& question,
                             std::string_view title,
                             std::string_view source,
                             std::span<const suite::Vector> stored);

}  // namespace wireproof::fuzz

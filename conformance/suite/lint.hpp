// lint: what the schema and the loader cannot say about a folder of vectors. Run by `wireproof vectors lint` and in
// ctest.
#pragma once

#include "conformance/suite/case.hpp"

namespace wireproof::suite {

struct Lint {
    std::vector<Problem> problems;
    std::size_t files = 0;
    std::size_t vectors = 0;
    std::size_t rules = 0;
};

// lint_vectors checks every file of the protocols in the table, or of one of them:
//   formatting    exactly the text of the parsed document, keys sorted, two spaces, one line feed at the end
//   sources       `assembled`, `captured: …`, `document: …` or `found: …`; a vector made by our own encoder proves
//   nothing rules         each `spec` names a rule of PROTOCOL.md; each rule is cited by a vector or a session, or
//   stands in untestable.json registers     ambiguities and untestable rules match their schemas; each `ambiguity` and
//   `flags` entry is registered coverage      per frame at least `kFewest` valid and invalid vectors, and one valid in
//   which every field shows agreement     value and wire agree on the reference, derived cases included
[[nodiscard]] Lint lint_vectors(const DataFolder& data, const Protocol* only = nullptr);
inline constexpr std::size_t kFewest = 5;

// cited_rules collects the rule numbers that session scripts of a protocol cite.
[[nodiscard]] std::vector<std::string> cited_by_sessions(const DataFolder& data, std::string_view protocol);

}  // namespace wireproof::suite

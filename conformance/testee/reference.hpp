// The reference behind the testee protocol: what `wireproof testee` runs.
#pragma once

#include <string>
#include <string_view>

#include "conformance/wire/json.hpp"

namespace wireproof::testee {

// hello_reply lists every protocol, variant and frame there is.
[[nodiscard]] Json hello_reply();

// answer gives the reply to one line: never nothing, whatever the line is. What it cannot make sense of is
// `unsupported`, so that a bad request is not taken for the codec's refusal; text that is no JSON object is `error`
// without seq. Replies of refusals also have `offset` and `path`. `bye` gives null.
[[nodiscard]] Json answer(std::string_view line);

// serve answers lines from one descriptor on another until `bye` or the end. Replies are written when nothing more is
// waiting to be read. False if the other side went away while there was something to write.
bool serve(int in, int out);

}  // namespace wireproof::testee

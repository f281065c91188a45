// check: what a schema cannot see in a script. Names that refer to nothing, frames and paths the protocol does not
// have, values that do not encode, steps this build does not support. The script is walked once with made-up values in
// place of what a peer would send.
#pragma once

#include "harness/session/script.hpp"

namespace wireproof::session {

[[nodiscard]] ScriptErrors check_script(const Script& script);
// check_preludes takes the variables that every script of the variant has.
[[nodiscard]] ScriptErrors check_preludes(const Preludes& preludes,
                                          const Variant& variant,
                                          const Json& vars,
                                          const std::string& file);

}  // namespace wireproof::session

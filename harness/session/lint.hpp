// lint_sessions: every script and prelude of a data folder, with what only the whole shows: rules that exist, preludes
// that are there, switches that a peer has.
#pragma once

#include <functional>

#include "harness/session/script.hpp"

namespace wireproof::session {

// `check_switch` says what is wrong with an entry of falsified_by, empty if nothing is: switches belong to the peers,
// which this folder does not know. The rules are looked up in `conformance/<protocol>/PROTOCOL.md`, whose rules begin a
// line with `**3.7** `.
[[nodiscard]] ScriptErrors lint_sessions(
    const std::filesystem::path& data,
    const std::function<std::string(const Script&, const std::string&)>& check_switch);

}  // namespace wireproof::session

// Matchers: what a script says about a value that came. harness/README.md lists them.
#pragma once

#include <optional>

#include "harness/session/scope.hpp"

namespace wireproof::session {

// The first place where a value does not match.
struct Mismatch {
    std::string path;  // empty: the value as a whole
    std::string why;   // one clause: `expected "OK"`
    Json expected;
    Json got;  // null where nothing is there
};

// What is matched: a value and its shape.
struct Got {
    const Json* value = nullptr;   // null: absent
    const Shape* shape = nullptr;  // null: not known (results of calls)
};

// match compares a pattern with a value: objects as subset unless `exact`, lists exactly, plain values by the value
// conventions.
[[nodiscard]] std::optional<Mismatch> match(const Json& pattern, const Got& got, Scope& scope, bool exact = false);

// check_pattern finds mistakes in a pattern without a value: unknown matchers and expressions, members that the shape
// (may be null) does not have, names an enumeration does not know. Empty when there are none.
[[nodiscard]] std::string check_pattern(const Json& pattern, const Shape* shape, Scope& scope);

}  // namespace wireproof::session

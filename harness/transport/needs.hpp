// needs: what a script wants of its peer, against what the peer says it has. Includes no asio.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "harness/session/script.hpp"

namespace wireproof::transport {

struct Has {
    std::optional<std::set<std::string>> capabilities = {};  // nothing: unknown, taken to have all
    std::optional<std::set<std::string>> methods = {};       // of an SDK's driver; a server has none
    std::string variant = {};                                // that it speaks; empty: not said
    std::set<std::string> without = {};                      // what it lacks whatever it says
};

// has_of is what the hello of a driver says, besides what is known.
[[nodiscard]] Has has_of(const Json& hello, Has known);

// lacks says in a clause why a peer cannot be judged by a script; nothing if it can.
[[nodiscard]] std::optional<std::string> lacks(const session::Script& script, const Has& has);

}  // namespace wireproof::transport

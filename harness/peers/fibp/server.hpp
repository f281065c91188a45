// The reference FIBP server: a broker in memory. The rules of a connection are those of conformance/fibp/session.hpp.
#pragma once

#include <memory>

#include "harness/peers/misbehaviour.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers::fibp {

[[nodiscard]] std::unique_ptr<Server> make_server(const Misbehaviour& misbehaviour);
// make_guarded_server asks for API keys; the one given here may do everything.
[[nodiscard]] std::unique_ptr<Server> make_guarded_server(const Misbehaviour& misbehaviour,
                                                          const std::string& bootstrap_key);

}  // namespace wireproof::peers::fibp

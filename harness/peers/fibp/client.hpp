// The reference FIBP client: one connection at a time, any number of calls on it. The rules of the connection are those
// of conformance/fibp/session.hpp.
#pragma once

#include <memory>

#include "harness/peers/client.hpp"
#include "harness/peers/misbehaviour.hpp"

namespace wireproof::peers::fibp {

[[nodiscard]] std::unique_ptr<Client> make_client(const Misbehaviour& misbehaviour);
[[nodiscard]] std::vector<std::string> client_methods();

}  // namespace wireproof::peers::fibp

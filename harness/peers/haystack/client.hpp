// The reference Haystack client: one connection, any number of calls on it. The rules of the connection are those of
// conformance/haystack/session.hpp.
#pragma once

#include <memory>

#include "harness/peers/client.hpp"
#include "harness/peers/haystack/frames.hpp"
#include "harness/peers/misbehaviour.hpp"

namespace wireproof::peers::haystack {

template <Version kVersion>
[[nodiscard]] std::unique_ptr<Client> make_client(const Misbehaviour& misbehaviour);
[[nodiscard]] std::vector<std::string> client_methods();

}  // namespace wireproof::peers::haystack

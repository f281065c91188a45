// A Flo client of the generation v2-32-table, so far as a server of v1-24 can see of one: it puts a key, and refuses
// an answer whose header is not of its own generation. Scripts about peers of two generations are played against it.
#pragma once

#include <memory>

#include "harness/peers/client.hpp"
#include "harness/peers/misbehaviour.hpp"

namespace wireproof::peers::flo {

[[nodiscard]] std::unique_ptr<Client> make_newer_client(const Misbehaviour& misbehaviour);
[[nodiscard]] std::vector<std::string> newer_client_methods();

}  // namespace wireproof::peers::flo

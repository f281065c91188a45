// The reference Flo client, variant v1-24: one request at a time, ids counted up, every answer checked. After a
// protocol error or a time-out it closes the connection, so that a late answer never reaches another call.
#pragma once

#include <memory>

#include "harness/peers/client.hpp"
#include "harness/peers/misbehaviour.hpp"

namespace wireproof::peers::flo {

// make_client has every method; make_plain_client all but worker.run, over one connection.
[[nodiscard]] std::unique_ptr<Client> make_client(const Misbehaviour& misbehaviour);
[[nodiscard]] std::unique_ptr<Client> make_plain_client(const Misbehaviour& misbehaviour);
[[nodiscard]] std::vector<std::string> client_methods();

}  // namespace wireproof::peers::flo

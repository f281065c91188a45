// The reference packetstream client: one connection, requests at any time and any number of them, the service of
// service.hpp for those of its peer. Without time limits, as the protocol has none (§7.19): only connecting has one.
#pragma once

#include "harness/peers/client.hpp"
#include "harness/peers/packetstream/end.hpp"

namespace wireproof::peers::packetstream {

[[nodiscard]] std::unique_ptr<Client> make_client(const Misbehaviour& misbehaviour);           // 20240630
[[nodiscard]] std::unique_ptr<Client> make_client_20240412(const Misbehaviour& misbehaviour);  // without ERQ
[[nodiscard]] std::vector<std::string> client_methods();

}  // namespace wireproof::peers::packetstream

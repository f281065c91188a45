// The reference FIBP server: a broker in memory. The rules of a connection are those of conformance/fibp/session.hpp.
#pragma once

#include <memory>

#include "harness/peers/misbehaviour.hpp"
#include "harness/peers/peers.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers::fibp {

[[nodiscard]] std::unique_ptr<Server> make_server(const Misbehaviour& misbehaviour);
// make_server_with: with the parameter `api_key` the server asks for API keys; the one given here may do everything.
[[nodiscard]] std::expected<std::unique_ptr<Server>, std::string> make_server_with(const Misbehaviour& misbehaviour,
                                                                                   const Params& params);
// params_for gives a key for the capability fibp.auth.
[[nodiscard]] Params params_for(std::span<const std::string> capabilities);

}  // namespace wireproof::peers::fibp

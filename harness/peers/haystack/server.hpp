// The reference Haystack server: a building in memory. The rules of a connection are those of
// conformance/haystack/session.hpp.
#pragma once

#include "harness/peers/haystack/frames.hpp"
#include "harness/peers/misbehaviour.hpp"
#include "harness/peers/peers.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers::haystack {

// Parameters: `auth` none (default), token or scram; `token`, `username` and `password` it takes, those of the scripts
// unless others are given; of v2 also `compression` zlib (default), lzma or none, and `chunked` true (default) or
// false.
template <Version kVersion>
[[nodiscard]] std::expected<std::unique_ptr<Server>, std::string> make_server_with(const Misbehaviour& misbehaviour,
                                                                                   const Params& params);
template <Version kVersion>
[[nodiscard]] std::unique_ptr<Server> make_server(const Misbehaviour& misbehaviour) {
    return *make_server_with<kVersion>(misbehaviour, {});
}

// params_for gives the parameters of a server with these capabilities.
[[nodiscard]] Params params_for(std::span<const std::string> capabilities);

}  // namespace wireproof::peers::haystack

// barrage: scripts against one server, many at once, as fast as they come. No reports, no order, no health probes:
// replay.hpp has those. Includes no asio.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "harness/session/engine.hpp"

namespace wireproof::transport {

struct BarrageOptions {
    std::string server;  // `host:port`
    const session::Preludes* preludes;
    std::uint64_t seed = 0;
    unsigned jobs = 1;
    session::Time deadline;  // of every waiting step
    session::Scope::Params params;
};

// barrage plays what `next` gives, until it gives nothing; `done` is told how each went, in the order in which they
// end.
void barrage(const BarrageOptions& options,
             const std::function<std::shared_ptr<const session::Script>()>& next,
             const std::function<void(const session::Script&, const session::Result&)>& done);

// probe plays the protocol's health probe on a new connection; true if the server is well.
[[nodiscard]] bool probe(const BarrageOptions& options, const session::Script& like);

}  // namespace wireproof::transport

// barrage: scripts against one server or SDK, many at once, as fast as they come. No reports, no order, and of a server
// no health probes: replay.hpp has those. Includes no asio.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "conformance/testee/process.hpp"
#include "harness/session/engine.hpp"
#include "harness/transport/needs.hpp"
#include "harness/transport/tls.hpp"

namespace wireproof::transport {

struct BarrageOptions {
    std::string server = {};                     // `host:port` or `unix:PATH`
    std::shared_ptr<TlsContext> tls = {};        // to the server; null: none
    std::optional<testee::Command> driver = {};  // in place of a server: an SDK, one process for each job
    Has has = {};                                // what is known of the peer; a driver says more
    const session::Preludes* preludes;
    std::uint64_t seed = 0;
    unsigned jobs = 1;
    session::Time deadline;  // of every waiting step
    session::Scope::Params params;
};

using NextScript = std::function<std::shared_ptr<const session::Script>()>;
using ScriptDone = std::function<void(const session::Script&, const session::Result&)>;

// barrage plays what `next` gives, until it gives nothing; `done` is told how each went, in the order in which they
// end: `unsupported` of what the peer lacks, `crash` of an SDK whose driver answers no ping afterwards (another is
// started). The answer says why a driver did not start, if one did not.
[[nodiscard]] std::string barrage(const BarrageOptions& options, const NextScript& next, const ScriptDone& done);

// probe plays the protocol's health probe on a new connection; true if the server is well.
[[nodiscard]] bool probe(const BarrageOptions& options, const session::Script& like);

}  // namespace wireproof::transport

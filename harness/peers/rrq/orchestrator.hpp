// The reference RRQ orchestrator, as far as the wire knows one: `job.run` sends a request and tells how the job ended.
// v1 opens a connection for each job, later variants keep one for all (12.5). Nothing is tried again.
#pragma once

#include <memory>

#include "harness/peers/client.hpp"
#include "harness/peers/misbehaviour.hpp"

namespace wireproof::peers::rrq {

// make_orchestrator exists for V1, V2a and V2b of conformance/rrq/frames.hpp.
template <class Version>
[[nodiscard]] std::unique_ptr<Client> make_orchestrator(const Misbehaviour& misbehaviour);
[[nodiscard]] std::vector<std::string> orchestrator_methods();

}  // namespace wireproof::peers::rrq

// run_in_memory: one case of a script against one of our own peers in this process, over a Simulation: no socket, no
// second process, and no waiting. The same setup gives the same result, to the microsecond of its trace.
#pragma once

#include <functional>
#include <memory>

#include "harness/peers/client.hpp"
#include "harness/peers/server.hpp"
#include "harness/session/engine.hpp"
#include "harness/session/traffic.hpp"

namespace wireproof::transport {

// A fresh one of our own peers for each session: a server where the script plays the client, else a client for each
// name that the script calls one by.
struct OwnPeer {
    std::function<std::unique_ptr<peers::Server>()> server = {};
    std::function<std::unique_ptr<peers::Client>()> client = {};
};

// Safe to be called from several threads at once. `traffic`, where given, gets every byte.
[[nodiscard]] session::Result run_in_memory(session::Setup setup,
                                            const OwnPeer& peer,
                                            session::Traffic* traffic = nullptr);

}  // namespace wireproof::transport

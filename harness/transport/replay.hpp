// replay: many sessions, some at a time, with what a run around them needs: drivers started again after a crash, health
// probes, an interruption that keeps what is known so far. Includes no asio, so that the command line may include it.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <set>

#include "conformance/testee/process.hpp"
#include "harness/peers/server.hpp"
#include "harness/session/engine.hpp"
#include "harness/session/traffic.hpp"

namespace wireproof::transport {

enum class Health : std::uint8_t { ok, dead, unknown };

// One case to be played, and against whom: one of the three.
struct Task {
    const session::Script* script;
    const session::Case* one;
    std::string id;                                              // of the case in the report
    bool control = false;                                        // own peers misbehave, and the script must notice
    std::function<std::unique_ptr<peers::Server>()> own_server;  // a fresh one of ours, on a port of its own
    std::optional<std::string> server;                           // `host:port`
    std::optional<testee::Command> driver;
    std::optional<session::Time> deadline{};  // of waiting steps, in place of the run's
    session::Scope::Params params{};          // besides the run's
};

struct Report {
    session::Result result;
    Health health = Health::unknown;
    std::chrono::microseconds time{};
    std::string stderr_tail{};   // of a driver that was lost
    session::Traffic traffic{};  // with ReplayOptions::keep_traffic
};

struct ReplayOptions {
    const session::Preludes* preludes;
    std::uint64_t seed = 0;
    unsigned jobs = 1;
    session::Split split = session::Split::none;
    std::optional<session::Time> deadline;
    session::Scope::Params params;
    Json connect_options = Json::object();
    std::optional<std::set<std::string>> capabilities;  // of the peer; nothing: unknown, taken to have all
    std::set<std::string> without;                      // --no-cap
    bool keep_traffic = false;
};

struct ReplayResult {
    bool interrupted = false;
    std::optional<std::string> not_started;  // a driver that never came up
};

// replay plays the tasks and reports each, in their order, as soon as all before it are reported. SIGINT and SIGTERM
// end it early: what was not played is reported as not-run.
[[nodiscard]] ReplayResult replay(const std::vector<Task>& tasks,
                                  const ReplayOptions& options,
                                  const std::function<void(const Task&, const Report&)>& report);

}  // namespace wireproof::transport

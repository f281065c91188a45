// replay: many sessions, some at a time, with what a run around them needs: drivers started again after a crash, health
// probes, an interruption that keeps what is known so far. Includes no asio, so that the command line may include it.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <set>

#include "conformance/testee/process.hpp"
#include "harness/session/engine.hpp"
#include "harness/session/traffic.hpp"
#include "harness/transport/memory_run.hpp"
#include "harness/transport/tls.hpp"

namespace wireproof::transport {

enum class Health : std::uint8_t { ok, dead, unknown };

// What a session's bytes go over. `pipe`: memory, where no time passes but the session's own.
enum class Transport : std::uint8_t { tcp, tls, unix_socket, pipe };
[[nodiscard]] std::string_view name_of(Transport transport);
[[nodiscard]] std::optional<Transport> transport_named(std::string_view name);

// One case to be played, and against whom: one of our own peers (`own`; over TCP a server on a port of its own), or one
// of the other two.
struct Task {
    const session::Script* script;
    const session::Case* one;
    const session::Preludes* preludes;
    std::string id;        // of the case in the report
    bool control = false;  // own peers misbehave, and the script must notice
    unsigned round = 0;    // of a case that is played several times: each has other unique names
    Transport transport = Transport::tcp;
    OwnPeer own = {};
    std::optional<std::string> server = {};  // `host:port` or `unix:PATH`
    std::optional<testee::Command> driver = {};
    session::Scope::Params params = {};  // besides the run's
};

struct Report {
    session::Result result;
    Health health = Health::unknown;
    std::chrono::microseconds time{};
    std::string stderr_tail{};   // of a driver that was lost
    session::Traffic traffic{};  // with ReplayOptions::keep_traffic
};

struct ReplayOptions {
    std::uint64_t seed = 0;
    unsigned jobs = 1;
    session::Split split = session::Split::none;
    bool trace_passes = false;  // a session that passes tells what went over its connections, too
    std::optional<session::Time> deadline;
    TlsFiles tls = {};             // of sessions over TLS: whom to trust, who we are
    std::string server_name = {};  // in the server's certificate, where it is not the host
    session::Scope::Params params;
    Json connect_options = Json::object();
    std::optional<std::set<std::string>> capabilities;  // of the peer; nothing: unknown, taken to have all
    std::set<std::string> without;                      // --no-cap
    bool keep_traffic = false;
};

struct ReplayResult {
    bool interrupted = false;
    std::optional<std::string> not_started;  // why nothing could be played: no server at its address, a driver
                                             // that never came up, TLS without certificates
};

// replay plays the tasks and reports each, in their order, as soon as all before it are reported. SIGINT and SIGTERM
// end it early: what was not played is reported as not-run. Tasks over the pipe run on threads of their own; of the
// others up to `jobs` at once, those first that wait long.
[[nodiscard]] ReplayResult replay(const std::vector<Task>& tasks,
                                  const ReplayOptions& options,
                                  const std::function<void(const Task&, const Report&)>& report);

}  // namespace wireproof::transport

// Server: a real server behind its launcher program (the `server` of a peer.json): started, asked for a port, read dry,
// and stopped in the end. Blocking; what it writes meanwhile is read by a thread of its own, so that a talkative one
// never stops at a full pipe.
#pragma once

#include <atomic>
#include <expected>
#include <memory>
#include <string>
#include <thread>

#include "conformance/testee/process.hpp"
#include "conformance/wire/json.hpp"

namespace wireproof::testee {

class Server {
public:
    static constexpr auto kPatience = std::chrono::seconds(30);  // until it is ready

    // start runs the launcher with {"op":"start"} and waits for its `ready` line. `options` are the launcher's own. The
    // error says what went wrong, with the last lines of what the launcher wrote.
    [[nodiscard]] static std::expected<std::unique_ptr<Server>, std::string> start(
        const Command& command, const Json& options, Process::Clock::duration patience = kPatience);
    ~Server() { stop(); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] const std::string& host() const { return host_; }
    [[nodiscard]] std::uint16_t port() const { return port_; }
    // address is `host:port`.
    [[nodiscard]] std::string address() const;
    [[nodiscard]] pid_t id() const { return process_.id(); }
    // ended: the launcher is over, and with it the server.
    [[nodiscard]] bool ended() const { return ended_; }
    // stop closes the launcher's stdin, which ends the server, and brings everything to an end within seconds. What it
    // last wrote to stderr is the answer.
    std::string stop();

private:
    explicit Server(Process process) : process_(std::move(process)) {}
    [[nodiscard]] std::string wait_until_ready(Process::Clock::time_point deadline);
    void read_dry();

    Process process_;
    std::string host_;
    std::uint16_t port_ = 0;
    std::atomic<bool> stopping_ = false, ended_ = false;
    std::thread reader_;
};

}  // namespace wireproof::testee

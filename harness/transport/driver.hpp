// Driver: an SDK behind its driver program, spoken to in JSON lines (harness/README.md). Started once, used by one
// session after another.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "conformance/testee/process.hpp"
#include "conformance/wire/json.hpp"
#include "harness/transport/asio.hpp"

namespace wireproof::transport {

class Driver {
public:
    using Reply = std::function<void(const Json&)>;
    // Called once when the driver can no longer be used: died or broke its protocol (`babbled`).
    using Lost = std::function<void(const std::string& why, bool babbled)>;

    // start runs the program and reads its hello, for at most 10 s. The error says why there is none.
    [[nodiscard]] static asio::awaitable<std::expected<std::shared_ptr<Driver>, std::string>> start(
        asio::io_context& io, testee::Command command);
    ~Driver();
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    [[nodiscard]] const Json& hello() const { return hello_; }
    // usable: for another session.
    [[nodiscard]] bool usable() const { return usable_ && !retired_; }
    // retire: a client that would not close may still speak, so the next session gets another process.
    void retire() { retired_ = true; }
    void on_lost(Lost lost) { lost_ = std::move(lost); }

    // send gives the request a number and calls `reply` for each line that answers it; returns the number.
    int send(Json request, Reply reply);
    // forget drops the replies that are still expected: they come too late for anybody.
    void forget() { replies_.clear(); }
    // ask is send for one line, waited for no longer than `patience`.
    [[nodiscard]] asio::awaitable<std::optional<Json>> ask(Json request, std::chrono::milliseconds patience);
    // is_well asks it for a sign of life.
    [[nodiscard]] asio::awaitable<bool> is_well();
    // stderr_tail is what the program last said there.
    [[nodiscard]] std::string stderr_tail() const { return std::string(process_.err_tail()); }
    // stop says bye and ends the process.
    void stop();

private:
    Driver(asio::io_context& io, testee::Process process);
    static asio::awaitable<void> read(std::shared_ptr<Driver> self);
    static asio::awaitable<void> write(std::shared_ptr<Driver> self);
    static asio::awaitable<void> read_err(std::shared_ptr<Driver> self);
    void write_line(const Json& line);
    void line(std::string_view text);
    void lose(const std::string& why, bool babbled);

    asio::io_context& io_;
    testee::Process process_;
    asio::posix::stream_descriptor in_, out_, err_;
    asio::steady_timer wake_, hello_came_;
    std::string to_write_;
    std::string pending_;  // of a line that is not complete
    Json hello_;
    std::map<int, Reply> replies_;
    int last_seq_ = 0;
    bool usable_ = true;
    bool retired_ = false;
    std::string why_lost_;
    Lost lost_;
};

}  // namespace wireproof::transport

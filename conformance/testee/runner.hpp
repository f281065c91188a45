// Runner: many requests against one testee that may die, hang, lie or babble; every request gets a Reply in bounded
// time.
//
// Up to the testee's max_in_flight requests are under way. When it dies, breaks the protocol, or has done nothing for
// `timeout` while something was asked of it, it is killed and started again, and what was under way is asked again one
// at a time: who alone brings it down is the culprit, the others are judged by their second answer. One thread runs a
// Runner; several Runners are independent.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>

#include "conformance/testee/connection.hpp"

namespace wireproof::testee {

struct Request {
    Json body;  // op, protocol, frame, variant, context, wire or value; no seq
};

struct RunnerOptions {
    std::chrono::milliseconds timeout{5'000};
    Connection::Limits limits = {};
    // When the testee is given up on. Time-outs are summed as long as nothing else happens.
    unsigned most_in_row = 3;
    unsigned most_in_all = 20;
    std::chrono::milliseconds most_waited{10'000};
    const std::atomic<bool>* interrupted = nullptr;  // set from a signal handler: the rest is not_run
    std::function<void(Json)> on_event = {};         // `peer` events of the report
};

struct Totals {
    unsigned crashes = 0, timeouts = 0, broken = 0;  // cases that were blamed
    unsigned unexplained =
        0;  // deaths and silences that no case brings about alone: news, although every case has an answer
    bool interrupted = false;
    std::string gave_up = {};  // why; empty: it was not given up on

    // failed: the testee could not be judged to the end (exit code 3).
    [[nodiscard]] bool failed() const { return !gave_up.empty() || broken > 0; }
};

class Runner {
public:
    // on_reply hears of every request at least once. A second time means the testee answered twice: the later Reply
    // (`broken`) counts.
    using OnReply = std::function<void(std::size_t index, Reply reply)>;

    [[nodiscard]] static std::expected<Runner, Incident> start(Command command, RunnerOptions options = {});

    [[nodiscard]] const Hello& hello() const { return hello_; }
    [[nodiscard]] const Totals& totals() const { return totals_; }

    // run returns when every request has its Reply. Requests the hello does not list are `unsupported` without being
    // asked. May be called again; once it was given up on, everything is not_run.
    void run(std::span<const Request> requests, const OnReply& on_reply);

    // finish says bye and waits for the end. A testee that does not end in good order is reported as an event, nothing
    // more.
    void finish();

private:
    struct Batch {
        std::span<const Request> requests;
        const OnReply& on_reply;
        std::size_t next = 0;                      // requests from here on have not been asked
        std::deque<std::size_t> suspects = {};     // to be asked one at a time, before anything else
        bool isolating = false;                    // suspects are being asked
        std::optional<Incident> unexplained = {};  // what brought suspects about, until one of them is blamed
    };

    Runner(Command command, RunnerOptions options, Connection connection)
        : command_(std::move(command)),
          options_(std::move(options)),
          hello_(connection.hello()),
          connection_(std::move(connection)) {}

    void ask_more(Batch& batch);
    void ask_suspect(Batch& batch);
    // question_for gives what to ask for a request, or the Reply of one that is not to be asked.
    [[nodiscard]] std::expected<Connection::Question, Reply> question_for(const Request& request) const;
    // connected starts the testee again if it is gone; false, and given up on, if it does not start any more.
    [[nodiscard]] bool connected();
    void listen(Batch& batch);
    void deliver(Batch& batch);
    void on_incident(Batch& batch, const Incident& incident);
    void blame(Batch& batch, std::size_t index, const Incident& incident, std::string stderr_tail);
    void leave_unexplained(const Incident& incident);
    void give_up_if_hopeless();
    void abandon(Batch& batch, const std::string& why);
    void report_end(const Incident& incident);
    void event(Json event) const;

    Command command_;
    RunnerOptions options_;
    Hello hello_;
    std::optional<Connection> connection_;
    std::vector<Connection::Answer> answers_;
    Totals totals_;
    unsigned in_row_ = 0;  // blamed one after the other, no answer between
    unsigned in_all_ = 0;
    std::chrono::milliseconds waited_{0};
};

}  // namespace wireproof::testee

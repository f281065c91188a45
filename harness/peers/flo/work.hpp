// Actions and workers of the Flo server: registration, invocation, hand-out of tasks, results, retries.
#pragma once

#include <deque>
#include <set>

#include "harness/peers/flo/reply.hpp"

namespace wireproof::peers::flo {

class Work {
public:
    [[nodiscard]] Answer register_action(const Operation& operation);
    [[nodiscard]] Answer invoke(const Operation& operation);
    [[nodiscard]] Answer status(const Operation& operation);
    [[nodiscard]] Answer list_actions(const Operation& operation);
    [[nodiscard]] Answer delete_action(const Operation& operation);
    [[nodiscard]] Answer register_worker(const Operation& operation);
    [[nodiscard]] Answer await(const Operation& operation);
    [[nodiscard]] Answer touch(const Operation& operation);
    [[nodiscard]] Answer complete(const Operation& operation);
    [[nodiscard]] Answer fail(const Operation& operation);
    [[nodiscard]] Answer list_workers(const Operation& operation);
    // next_change: when a task's time is over and it is handed out again, or its delay.
    [[nodiscard]] std::optional<Time> next_change(Time now) const;

private:
    enum class State : std::uint8_t { pending, running, completed, failed };
    struct Task {
        std::string run_id, task_id, type;
        Bytes name_space, input, worker, output;
        std::string error;
        std::int64_t created_ms = 0;
        std::optional<std::int64_t> started_ms, completed_ms;
        std::uint8_t priority = 0;
        std::uint32_t attempt = 1, max_retries = 0, timeout_ms = 0;
        State state = State::pending;
        Time due{};  // running: when it is taken back; pending: not handed out before
    };
    void take_back_overdue(const Operation& operation);
    [[nodiscard]] Task* running(const Operation& operation, const std::string& task_id);
    void retry_or_fail(Task& task, bool retry, std::int64_t wall_ms);

    std::map<Name, ActionRegisterValue> actions_;
    std::map<Name, std::vector<std::string>> workers_;
    std::deque<Task> tasks_;  // in the order of invocation; a deque keeps them in place
    std::map<std::pair<Name, std::string>, std::string> runs_by_key_;
};

}  // namespace wireproof::peers::flo

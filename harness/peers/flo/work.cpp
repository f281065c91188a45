#include "harness/peers/flo/work.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireproof::peers::flo {
namespace {

constexpr std::size_t kMaxListed = 1000;

std::string text_of(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }
Bytes bytes_of(std::string_view text) {
    const auto view = as_bytes(text);
    return {view.begin(), view.end()};
}

// The answer to ACTION_STATUS as flo-go 578a30e reads it. The Python SDK hands it on unread, so it is no frame of the
// codec.
struct ActionStatus {
    std::string run_id;
    std::uint8_t status{};
    std::int64_t created_at{};
    std::optional<std::int64_t> started_at, completed_at;
    std::optional<Bytes> output;
    std::optional<std::string> error;
    std::uint32_t retry_count{};
    static void layout(auto& io, auto& v) {
        io("run_id", v.run_id, text(u16le));
        io("status", v.status, u8);
        io("created_at", v.created_at, i64le);
        io("started_at", v.started_at, if_flagged(i64le));
        io("completed_at", v.completed_at, if_flagged(i64le));
        io("output", v.output, if_flagged(blob(u32le)));
        io("error", v.error, if_flagged(text(u32le)));
        io("retry_count", v.retry_count, u32le);
    }
};

// The answer to both lists: names. No v1-24 client reads it beyond its count.
struct Names {
    std::vector<std::string> names;
    static void layout(auto& io, auto& v) { io("names", v.names, list(u32le, text(u16le))); }
};

template <class Map>
Answer list_names(const Map& map, const Operation& operation) {
    const auto value = wire::decode<ListValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    Names names;
    for (const auto& [name, entry] : map) {
        const auto text = text_of(name.second);
        if (name.first != operation.request.name_space || !text.starts_with(text_of(operation.request.key))) continue;
        if (names.names.size() < std::min<std::size_t>(value->limit, kMaxListed) && is_utf8(name.second))
            names.names.push_back(text);
    }
    return ok(body(names));
}

}  // namespace

Answer Work::register_action(const Operation& operation) {
    const auto value = wire::decode<ActionRegisterValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    if (!is_utf8(operation.request.key)) return bad_request("the name is not UTF-8");
    actions_[name_of(operation.request)] = *value;
    return ok();
}

Answer Work::invoke(const Operation& operation) {
    const auto value = wire::decode<ActionInvokeValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    const auto name = name_of(operation.request);
    const auto action = actions_.find(name);
    if (action == actions_.end()) return not_found("no such action");
    if (value->idempotency_key) {
        const auto it = runs_by_key_.find({name, *value->idempotency_key});
        if (it != runs_by_key_.end()) return ok(bytes_of(it->second));
    }
    constexpr std::int64_t kMonth = 30LL * 24 * 3600 * 1000;
    const auto delay = std::clamp(value->delay_ms, std::int64_t{0}, kMonth);
    const auto number = tasks_.size() + 1;
    auto run_id = fmt::format("run-{}", number);
    if (value->idempotency_key) runs_by_key_[{name, *value->idempotency_key}] = run_id;
    tasks_.push_back({.run_id = run_id,
                      .task_id = fmt::format("task-{}", number),
                      .type = text_of(operation.request.key),
                      .name_space = operation.request.name_space,
                      .input = value->input,
                      .worker = {},
                      .output = {},
                      .error = {},
                      .created_ms = operation.wall_ms,
                      .started_ms = {},
                      .completed_ms = {},
                      .priority = value->priority,
                      .max_retries = action->second.max_retries,
                      .timeout_ms = action->second.timeout_ms,
                      .due = operation.now + std::chrono::milliseconds(delay)});
    return ok(bytes_of(run_id));
}

Answer Work::status(const Operation& operation) {
    const auto run_id = text_of(operation.request.key);
    const auto it = std::ranges::find_if(tasks_, [&](const Task& task) {
        return task.run_id == run_id && task.name_space == operation.request.name_space;
    });
    if (it == tasks_.end()) return not_found("no such run");
    ActionStatus status{.run_id = run_id,
                        .status = static_cast<std::uint8_t>(it->state),
                        .created_at = it->created_ms,
                        .started_at = it->started_ms,
                        .completed_at = it->completed_ms,
                        .output = {},
                        .error = {},
                        .retry_count = it->attempt - 1};
    if (it->state == State::completed) status.output = it->output;
    if (it->state == State::failed) status.error = it->error;
    return ok(body(status));
}

Answer Work::list_actions(const Operation& operation) { return list_names(actions_, operation); }
Answer Work::list_workers(const Operation& operation) { return list_names(workers_, operation); }

Answer Work::delete_action(const Operation& operation) {
    if (actions_.erase(name_of(operation.request)) == 0) return not_found("no such action");
    return ok();
}

Answer Work::register_worker(const Operation& operation) {
    const auto value = wire::decode<WorkerRegisterValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    workers_[name_of(operation.request)] = value->task_types;
    return ok();
}

void Work::take_back_overdue(const Operation& operation) {
    for (auto& task : tasks_)
        if (task.state == State::running && task.due <= operation.now) {
            task.error = "no answer in time";
            task.due = operation.now;
            retry_or_fail(task, true, operation.wall_ms);
        }
}

void Work::retry_or_fail(Task& task, bool retry, std::int64_t wall_ms) {
    const bool again = retry && task.attempt <= task.max_retries;
    task.state = again ? State::pending : State::failed;
    if (again) ++task.attempt;
    else task.completed_ms = wall_ms;
}

Answer Work::await(const Operation& operation) {
    const auto value = wire::decode<WorkerAwaitValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    if (!workers_.contains(name_of(operation.request)) && !operation.no_refusals) return not_found("no such worker");
    take_back_overdue(operation);
    Task* best = nullptr;
    for (auto& task : tasks_) {
        const bool mine = task.state == State::pending && task.due <= operation.now &&
                          task.name_space == operation.request.name_space &&
                          std::ranges::find(value->task_types, task.type) != value->task_types.end();
        if (mine && (best == nullptr || task.priority > best->priority)) best = &task;
    }
    if (best == nullptr) {
        if (operation.waits()) return std::nullopt;
        return ok();
    }
    best->state = State::running;
    best->worker = operation.request.key;
    best->started_ms = operation.wall_ms;
    best->due = operation.now + std::chrono::milliseconds(best->timeout_ms);
    return ok(body(TaskAssignment{.task_id = best->task_id,
                                  .task_type = best->type,
                                  .created_at = best->created_ms,
                                  .attempt = best->attempt,
                                  .payload = best->input}));
}

Work::Task* Work::running(const Operation& operation, const std::string& task_id) {
    take_back_overdue(operation);
    const auto it = std::ranges::find_if(tasks_, [&](const Task& task) {
        return task.task_id == task_id && task.state == State::running && task.worker == operation.request.key &&
               task.name_space == operation.request.name_space;
    });
    return it == tasks_.end() ? nullptr : &*it;
}

Answer Work::touch(const Operation& operation) {
    const auto value = wire::decode<WorkerTouchValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    auto* const task = running(operation, value->task_id);
    if (task == nullptr) return not_found("no such task");
    task->due = operation.now + std::chrono::milliseconds(value->extend_ms);
    return ok();
}

Answer Work::complete(const Operation& operation) {
    const auto value = wire::decode<WorkerCompleteValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    auto* const task = running(operation, value->task_id);
    if (task == nullptr) return not_found("no such task");
    task->state = State::completed;
    task->output = value->result;
    task->completed_ms = operation.wall_ms;
    return ok();
}

Answer Work::fail(const Operation& operation) {
    const auto value = wire::decode<WorkerFailValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    auto* const task = running(operation, value->task_id);
    if (task == nullptr) return not_found("no such task");
    task->error = value->error;
    task->due = operation.now;
    retry_or_fail(*task, operation.has(tag("RETRY")), operation.wall_ms);
    return ok();
}

std::optional<Time> Work::next_change(Time now) const {
    std::optional<Time> next;
    for (const auto& task : tasks_)
        if ((task.state == State::running || task.state == State::pending) && task.due > now)
            next = next ? std::min(*next, task.due) : task.due;
    return next;
}

}  // namespace wireproof::peers::flo

#include "harness/peers/flo/worker_loop.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace wireproof::peers::flo {

bool WorkerLoop::valid(const Json& args) {
    const auto actions = args.value("actions", Json());
    return args.value("worker_id", Json()).is_string() && actions.is_object() &&
           std::ranges::all_of(actions, [](const Json& one) { return one == "echo" || one == "raise"; });
}

WorkerLoop::WorkerLoop(std::unique_ptr<Client> client, int seq, Json where, const Json& args)
    : client_(std::move(client)),
      seq_(seq),
      name_(args["worker_id"]),
      actions_(args["actions"]),
      block_ms_(args.value("block_ms", Json(30'000))) {
    steps_.push_back({"connect", std::move(where)});
    for (const auto& [action, behaviour] : actions_.items()) {
        types_.push_back(action);
        steps_.push_back({"action.register", {{"name", action}}});
    }
    steps_.push_back({"worker.register", {{"worker_id", name_}, {"task_types", types_}}});
    await();
}

void WorkerLoop::await() {
    steps_.push_back({"worker.await", {{"worker_id", name_}, {"task_types", types_}, {"block_ms", block_ms_}}});
}

void WorkerLoop::advance(Time now, std::vector<ClientAction>& out, Line line) {
    for (bool moved = true; moved && !over_;) {
        if (!calling_ && !steps_.empty()) {
            calling_ = true;
            client_->call(now, ++last_call_, steps_.front().method, steps_.front().args);
        }
        moved = false;
        for (auto& action : client_->take_actions()) {
            if (auto* const reply = std::get_if<CallReply>(&action)) {
                if (reply->seq == last_call_) took(reply->reply, out);
                moved = true;
                continue;
            }
            std::visit(
                [&](auto& one) {
                    if constexpr (requires { one.line; }) one.line = line;
                },
                action);
            out.emplace_back(std::move(action));
        }
    }
    if (over_) leave(now, out, line);
}

// took goes on with the answer of the step under way; an error ends the worker.
void WorkerLoop::took(const Json& reply, std::vector<ClientAction>& out) {
    if (over_) return;
    if (reply["status"] != "ok") return finish(reply, out);
    const auto step = std::move(steps_.front());
    steps_.pop_front();
    calling_ = false;
    if (step.method == "worker.await" && reply["value"].is_object()) work_on(reply["value"], out);
    if (steps_.empty()) await();
}

void WorkerLoop::work_on(const Json& task, std::vector<ClientAction>& out) {
    const auto type = task.value("task_type", "");
    const Json id = task.value("task_id", "");
    const auto behaviour = actions_.value(type, Json());
    if (behaviour.is_null()) {
        steps_.push_back(
            {"worker.fail", {{"worker_id", name_}, {"task_id", id}, {"error", "no action " + type}, {"retry", true}}});
        return;
    }
    out.emplace_back(CallReply{seq_, {{"status", "item"}, {"value", task}}});
    if (behaviour == "echo")
        steps_.push_back({"worker.complete", {{"worker_id", name_}, {"task_id", id}, {"result", task["payload"]}}});
    else steps_.push_back({"worker.fail", {{"worker_id", name_}, {"task_id", id}, {"error", "boom"}, {"retry", true}}});
}

void WorkerLoop::cancel(Time now, std::vector<ClientAction>& out, Line line) {
    finish({{"status", "ok"}, {"value", nullptr}}, out);
    leave(now, out, line);
}

// leave closes the connection, if it is there still.
void WorkerLoop::leave(Time now, std::vector<ClientAction>& out, Line line) {
    client_->call(now, ++last_call_, "close", Json::object());
    for (auto& action : client_->take_actions()) {
        if (!std::holds_alternative<Close>(action)) continue;
        std::get<Close>(action).line = line;
        out.emplace_back(std::move(action));
    }
}

void WorkerLoop::finish(Json reply, std::vector<ClientAction>& out) {
    over_ = true;
    out.emplace_back(CallReply{seq_, std::move(reply)});
}

}  // namespace wireproof::peers::flo

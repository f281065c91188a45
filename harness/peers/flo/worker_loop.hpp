// The high-level worker of the Flo client, `worker.run`: over a connection of its own it registers its actions and
// itself, then awaits task after task and completes or fails each, until it is cancelled.
#pragma once

#include <deque>
#include <memory>

#include "harness/peers/client.hpp"

namespace wireproof::peers::flo {

class WorkerLoop {
public:
    // `client` makes the plain calls; `where` are the arguments it connects with, `args` those of worker.run, whose
    // behaviours are `echo` and `raise`.
    WorkerLoop(std::unique_ptr<Client> client, int seq, Json where, const Json& args);

    [[nodiscard]] static bool valid(const Json& args);
    [[nodiscard]] int seq() const { return seq_; }
    [[nodiscard]] bool over() const { return over_; }
    [[nodiscard]] Client& client() const { return *client_; }
    // advance takes what the client's last calls gave and makes the next; what comes out is for the caller's caller.
    void advance(Time now, std::vector<ClientAction>& out, Line line);
    void cancel(Time now, std::vector<ClientAction>& out, Line line);

private:
    struct Step {
        std::string method;
        Json args;
    };
    void took(const Json& reply, std::vector<ClientAction>& out);
    void work_on(const Json& task, std::vector<ClientAction>& out);
    void await();
    void leave(Time now, std::vector<ClientAction>& out, Line line);
    void finish(Json reply, std::vector<ClientAction>& out);

    std::unique_ptr<Client> client_;
    int seq_;
    Json name_, actions_, types_ = Json::array(), block_ms_;
    std::deque<Step> steps_;  // the first is under way when `calling_`
    int last_call_ = 0;
    bool calling_ = false, over_ = false;
};

}  // namespace wireproof::peers::flo

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "harness/peers/flo/client.hpp"
#include "harness/peers/flo/methods.hpp"
#include "harness/peers/flo/worker_loop.hpp"

namespace wireproof::peers::flo {
namespace {

// What the driver protocol calls: plain calls over one connection, and a worker that runs over another.
class FloSdk : public Client {
public:
    explicit FloSdk(const Misbehaviour& misbehaviour)
        : misbehaviour_(misbehaviour), calls_(make_plain_client(misbehaviour)) {}

    void call(Time now, int seq, const std::string& method, const Json& args) override {
        if (method == "connect") where_ = args;
        if (method != "worker.run") return calls_->call(now, seq, method, args);
        const bool busy = worker_ && !worker_->over();
        if (busy || where_.is_null() || !WorkerLoop::valid(args))
            return void(actions_.emplace_back(CallReply{
                seq,
                raised_reply(
                    "invalid_argument", "invalid_argument", "a worker runs, or worker_id or actions is none")}));
        worker_.emplace(make_plain_client(misbehaviour_), seq, where_, args);
        worker_->advance(now, actions_, kWorkerLine);
    }
    void cancel(Time now, int seq) override {
        if (worker_ && worker_->seq() == seq && !worker_->over()) worker_->cancel(now, actions_, kWorkerLine);
        else calls_->cancel(now, seq);
    }
    void connected(Time now, Line line) override {
        of(line, now, [&](Client& client) { client.connected(now, 0); });
    }
    void refused(Time now, Line line, const std::string& why) override {
        of(line, now, [&](Client& client) { client.refused(now, 0, why); });
    }
    void received(Time now, Line line, ByteView bytes) override {
        of(line, now, [&](Client& client) { client.received(now, 0, bytes); });
    }
    void ended(Time now, Line line) override {
        of(line, now, [&](Client& client) { client.ended(now, 0); });
    }
    void tick(Time now) override {
        calls_->tick(now);
        of(kWorkerLine, now, [&](Client& client) { client.tick(now); });
    }
    [[nodiscard]] std::optional<Time> next_timer() const override {
        const auto mine = calls_->next_timer();
        const auto workers = worker_ && !worker_->over() ? worker_->client().next_timer() : std::nullopt;
        return mine && workers ? std::min(*mine, *workers) : mine ? mine : workers;
    }
    [[nodiscard]] std::vector<ClientAction> take_actions() override {
        auto all = calls_->take_actions();
        std::ranges::move(std::exchange(actions_, {}), std::back_inserter(all));
        return all;
    }

private:
    static constexpr Line kWorkerLine = 1;

    void of(Line line, Time now, auto&& tell) {
        if (line != kWorkerLine) return tell(*calls_);
        if (!worker_ || worker_->over()) return;
        tell(worker_->client());
        worker_->advance(now, actions_, kWorkerLine);
    }

    Misbehaviour misbehaviour_;
    std::unique_ptr<Client> calls_;
    Json where_;
    std::optional<WorkerLoop> worker_;
    std::vector<ClientAction> actions_;
};

}  // namespace

std::unique_ptr<Client> make_client(const Misbehaviour& misbehaviour) { return std::make_unique<FloSdk>(misbehaviour); }

std::vector<std::string> client_methods() {
    std::vector<std::string> names = {"connect", "close", "worker.run"};
    for (const auto& method : methods()) names.emplace_back(method.name);
    return names;
}

}  // namespace wireproof::peers::flo

#include "harness/transport/session_run.hpp"

#include "harness/transport/links.hpp"
#include "harness/transport/session_host.hpp"

namespace wireproof::transport {
namespace {

constexpr auto kGoodbye = std::chrono::seconds(2);  // for an SDK to close its clients

// One running session over sockets.
class SessionRun : public std::enable_shared_from_this<SessionRun> {
public:
    SessionRun(asio::io_context& io, session::Setup setup, Opposite opposite, session::Traffic* traffic)
        : driver_(std::move(opposite.driver)),
          host_(std::move(setup), std::move(opposite.server), sdk_calls()),
          finished_(io, asio::steady_timer::time_point::max()),
          links_(io, host_, std::move(opposite.security)) {
        host_.keep_in(traffic);
        if (opposite.over_unix) host_.listen_at(a_unix_socket);
    }

    void start() {
        host_.on_finished([this] { finished_.cancel(); });
        if (driver_)
            driver_->on_lost([this](const std::string& why, bool babbled) {
                host_.lost(links_.now(), babbled ? Verdict::broken_testee : Verdict::crash, why);
                links_.settle();
            });
        host_.start(links_.now());
        links_.settle();
    }

    asio::awaitable<session::Result> wait() {
        while (!host_.engine().finished()) co_await until(finished_);
        links_.stop();
        if (driver_) co_await say_goodbye();
        co_return host_.take_result();
    }

private:
    SdkCalls sdk_calls() {
        return {.call = [this](const session::Call& call) { this->call(call); },
                .cancel =
                    [this](session::CallId call) {
                        driver_->send({{"op", "cancel"}, {"call", seqs_[call]}}, [](const Json&) {});
                    }};
    }

    void call(const session::Call& call) {
        const Json request = {{"op", "call"}, {"client", call.client}, {"method", call.method}, {"args", call.args}};
        seqs_[call.call] = driver_->send(request, [self = weak_from_this(), id = call.call](const Json& reply) {
            const auto run = self.lock();
            if (!run || run->host_.engine().finished()) return;
            run->host_.replied(run->links_.now(), id, reply);
            run->links_.settle();
        });
    }

    // Clients that are left would answer into the next session.
    asio::awaitable<void> say_goodbye() {
        const auto driver = driver_;
        driver->on_lost({});
        for (const auto& client : host_.engine().clients()) {
            const Json request = {{"op", "close_client"}, {"client", client}};
            const auto reply = co_await driver->ask(request, kGoodbye);
            if (reply && reply->value("status", "") == "ok") continue;
            driver->retire();
            break;
        }
        driver->forget();
    }

    std::shared_ptr<Driver> driver_;
    SessionHost host_;
    asio::steady_timer finished_;
    Links links_;
    std::map<session::CallId, int> seqs_;
};

}  // namespace

asio::awaitable<session::Result> run_session(asio::io_context& io,
                                             session::Setup setup,
                                             Opposite opposite,
                                             session::Traffic* traffic) {
    const auto run = std::make_shared<SessionRun>(io, std::move(setup), std::move(opposite), traffic);
    run->start();
    auto result = co_await run->wait();
    co_return result;
}

}  // namespace wireproof::transport

#include "harness/transport/session_run.hpp"

namespace wireproof::transport {
namespace {

using session::Action;
using session::Time;
using session::Who;

constexpr auto kGoodbye = std::chrono::seconds(2);  // for an SDK to close its clients

// One running session: carries events to the engine and its actions out.
class SessionRun : public std::enable_shared_from_this<SessionRun> {
public:
    SessionRun(asio::io_context& io, session::Setup setup, Opposite opposite, session::Traffic* traffic)
        : engine_(std::move(setup)),
          opposite_(std::move(opposite)),
          traffic_(traffic),
          timer_(io),
          finished_(io, asio::steady_timer::time_point::max()),
          links_(io, events()) {}

    void start() {
        if (opposite_.driver)
            opposite_.driver->on_lost([this](const std::string& why, bool babbled) {
                engine_.lost(now(), babbled ? Verdict::broken_testee : Verdict::crash, why);
                perform();
            });
        engine_.start(now());
        perform();
    }

    asio::awaitable<session::Result> wait() {
        while (!engine_.finished()) co_await until(finished_);
        timer_.cancel();
        links_.stop();
        if (opposite_.driver) co_await say_goodbye();
        co_return engine_.result();
    }

private:
    [[nodiscard]] Time now() const {
        return std::chrono::duration_cast<Time>(asio::steady_timer::clock_type::now() - began_);
    }

    Links::Events events() {
        return {.connected =
                    [this](LinkId link) {
                        if (traffic_ != nullptr) traffic_->opened(now(), link, Who::us, opposite_.server->port);
                        engine_.connected(now(), link), perform();
                    },
                .refused =
                    [this](LinkId link, const std::string& why) {
                        if (traffic_ != nullptr) traffic_->refused(now(), link, opposite_.server->port);
                        engine_.refused(now(), link, why), perform();
                    },
                .accepted =
                    [this](const std::string& listener) {
                        const auto link = engine_.accepted(now(), listener);
                        if (traffic_ != nullptr) traffic_->opened(now(), link, Who::peer, ports_[listener]);
                        // Performed once the link has its number.
                        asio::post(timer_.get_executor(), [self = weak_from_this()] {
                            if (const auto run = self.lock()) run->perform();
                        });
                        return link;
                    },
                .received =
                    [this](LinkId link, ByteView bytes) {
                        if (traffic_ != nullptr) traffic_->bytes(now(), link, Who::peer, bytes);
                        engine_.received(now(), link, bytes), perform();
                    },
                .ended =
                    [this](LinkId link, End end) {
                        if (traffic_ != nullptr) traffic_->ended(now(), link, Who::peer, end);
                        engine_.ended(now(), link, end), perform();
                    }};
    }

    void perform() {
        for (auto actions = engine_.take_actions(); !actions.empty(); actions = engine_.take_actions())
            for (auto& action : actions) std::visit([this](auto& one) { this->act(one); }, action);
        if (engine_.finished()) return void(finished_.cancel());
        const auto next = engine_.next_timer();
        if (!next) return void(timer_.cancel());
        timer_.expires_at(began_ + *next);
        timer_.async_wait([self = weak_from_this()](Status status) {
            const auto run = self.lock();
            if (status || !run || run->engine_.finished()) return;
            run->engine_.tick(run->now());
            run->perform();
        });
    }

    void act(session::Connect& action) { links_.connect(action.link, *opposite_.server); }
    void act(session::Listen& action) {
        const auto port = links_.listen(action.name, {"127.0.0.1", 0});
        if (port) ports_[action.name] = *port;
        if (port) engine_.listening(now(), action.name, "127.0.0.1", *port);
        else engine_.lost(now(), Verdict::unreachable, "no port to listen on: " + port.error());
    }
    void act(session::Write& action) {
        if (traffic_ != nullptr) traffic_->bytes(now(), action.link, Who::us, action.bytes);
        links_.write(action.link, std::move(action.bytes));
    }
    void act(session::Shut& action) {
        const auto how = action.how == session::Shut::How::reset ? End::rst : End::fin;
        if (traffic_ != nullptr) traffic_->ended(now(), action.link, Who::us, how);
        links_.shut(action.link, action.how);
    }
    void act(session::ReadRate& action) { links_.read_rate(action.link, action.bytes_per_second); }
    void act(session::Call& action) {
        const Json request = {
            {"op", "call"}, {"client", action.client}, {"method", action.method}, {"args", action.args}};
        seqs_[action.call] =
            opposite_.driver->send(request, [self = weak_from_this(), call = action.call](const Json& reply) {
                const auto run = self.lock();
                if (!run || run->engine_.finished()) return;
                run->engine_.replied(run->now(), call, reply);
                run->perform();
            });
    }
    void act(session::CancelCall& action) {
        opposite_.driver->send({{"op", "cancel"}, {"call", seqs_[action.call]}}, [](const Json&) {});
    }

    // Clients that are left would answer into the next session.
    asio::awaitable<void> say_goodbye() {
        const auto driver = opposite_.driver;
        driver->on_lost({});
        for (const auto& client : engine_.clients()) {
            const Json request = {{"op", "close_client"}, {"client", client}};
            const auto reply = co_await driver->ask(request, kGoodbye);
            if (!reply) break;
        }
        driver->forget();
    }

    asio::steady_timer::time_point began_ = asio::steady_timer::clock_type::now();
    session::Engine engine_;
    Opposite opposite_;
    session::Traffic* traffic_;
    std::map<std::string, std::uint16_t> ports_;  // of our listeners
    asio::steady_timer timer_, finished_;
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

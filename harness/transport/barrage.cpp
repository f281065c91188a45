#include "harness/transport/barrage.hpp"

#include "harness/transport/session_run.hpp"

namespace wireproof::transport {
namespace {

using session::Result;
using session::Script;

constexpr auto kPingTime = std::chrono::seconds(2);  // for a driver to say that it is well

class Barrage {
public:
    Barrage(const BarrageOptions& options, const NextScript& next, const ScriptDone& done)
        : options_(options), next_(next), done_(done) {
        if (!options_.driver) address_ = *Address::parse(options_.server);
    }

    std::string run() {
        for (unsigned i = 0; i < options_.jobs; ++i) asio::co_spawn(io_, work(), asio::detached);
        io_.run();
        return not_started_;
    }

private:
    asio::awaitable<void> work() {
        if (options_.driver) co_await call_sdk();
        else co_await call_server();
        // Connections that are being closed in good order need not be waited for.
        if (++ended_ == options_.jobs) io_.stop();
    }

    asio::awaitable<void> call_server() {
        const Opposite opposite{.server = address_, .driver = nullptr, .security = {.connecting = options_.tls}};
        while (const auto script = next_()) {
            if (refuse(*script, options_.has)) continue;
            const auto how = setup(*script);
            const auto result = co_await run_session(io_, how, opposite);
            done_(*script, result);
        }
    }

    asio::awaitable<void> call_sdk() {
        Opposite opposite;
        Has has;
        while (const auto script = next_()) {
            if (!opposite.driver || !opposite.driver->usable()) {
                const auto command = *options_.driver;
                const auto fresh = co_await Driver::start(io_, command);
                if (!fresh) {
                    not_started_ = fresh.error();
                    co_return;
                }
                opposite.driver = *fresh;
                has = has_of(opposite.driver->hello(), options_.has);
            }
            if (refuse(*script, has)) continue;
            const auto how = setup(*script);
            auto result = co_await run_session(io_, how, opposite);
            if (result.verdict != Verdict::pass) co_await check_health(opposite.driver, &result);
            done_(*script, result);
        }
        if (opposite.driver) opposite.driver->stop();
    }

    static asio::awaitable<void> check_health(std::shared_ptr<Driver> driver, Result* result) {
        const Json ping = {{"op", "ping"}};
        const auto alive = co_await driver->ask(ping, kPingTime);
        if (alive) co_return;
        const auto said = driver->stderr_tail();
        driver->stop();
        if (result->verdict == Verdict::broken_testee) co_return;
        result->verdict = Verdict::crash;
        result->reason += result->reason.empty() ? "" : "; ";
        result->reason += "the driver answers no ping any more" + (said.empty() ? "" : "\n" + said);
    }

    bool refuse(const Script& script, const Has& has) {
        const auto lacking = lacks(script, has);
        if (!lacking) return false;
        Result result;
        result.verdict = Verdict::unsupported;
        result.reason = *lacking;
        done_(script, result);
        return true;
    }

    session::Setup setup(const Script& script) {
        return {.script = &script,
                .one = &script.cases.front(),
                .preludes = options_.preludes,
                .seed = options_.seed + ++number_,
                .params = options_.params,
                .deadline = options_.deadline};
    }

    const BarrageOptions& options_;
    const NextScript& next_;
    const ScriptDone& done_;
    Address address_;
    std::string not_started_;
    std::uint64_t number_ = 0;
    unsigned ended_ = 0;
    asio::io_context io_{1};
};

}  // namespace

std::string barrage(const BarrageOptions& options, const NextScript& next, const ScriptDone& done) {
    return Barrage(options, next, done).run();
}

bool probe(const BarrageOptions& options, const Script& like) {
    auto script = std::make_shared<Script>(like);
    script->id = "probe";
    script->prelude = "ready";
    script->needs.clear();
    script->steps = options.preludes->probe;
    script->auto_replies = Json::array();
    auto how = options;
    how.jobs = 1;
    how.deadline = std::chrono::seconds(5);
    bool well = false;
    std::shared_ptr<const Script> next = script;
    const auto done = [&](const Script&, const Result& result) { well = result.verdict == Verdict::pass; };
    return barrage(how, [&] { return std::exchange(next, nullptr); }, done).empty() && well;
}

}  // namespace wireproof::transport

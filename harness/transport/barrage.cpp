#include "harness/transport/barrage.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

#include "harness/transport/session_run.hpp"

namespace wireproof::transport {
namespace {

using session::Result;
using session::Script;

constexpr unsigned kJobsOfAThread = 8;
constexpr int kMostStarts = 3;  // of a driver, in a row

class Barrage {
public:
    // `first` is the number of its first session: each has names of its own.
    Barrage(const BarrageOptions& options,
            unsigned jobs,
            std::uint64_t first,
            const NextScript& next,
            const ScriptDone& done)
        : options_(options), next_(next), done_(done), jobs_(jobs), number_(first) {
        if (!options_.driver) address_ = *Address::parse(options_.server);
    }

    std::string run() {
        for (unsigned i = 0; i < jobs_; ++i) asio::co_spawn(io_, work(), asio::detached);
        io_.run();
        return not_started_;
    }

private:
    asio::awaitable<void> work() {
        if (options_.driver) co_await call_sdk();
        else co_await call_server();
        // Connections that are being closed in good order need not be waited for.
        if (++ended_ == jobs_) io_.stop();
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
                opposite.driver = co_await start_driver();
                if (!opposite.driver) co_return;
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

    // On a busy machine a driver may take longer to say hello than it is given.
    asio::awaitable<std::shared_ptr<Driver>> start_driver() {
        const auto command = *options_.driver;
        for (int tries = 0; tries < kMostStarts; ++tries) {
            const auto fresh = co_await Driver::start(io_, command);
            not_started_ = fresh ? "" : fresh.error();
            if (fresh) co_return *fresh;
        }
        co_return nullptr;
    }

    static asio::awaitable<void> check_health(std::shared_ptr<Driver> driver, Result* result) {
        const bool alive = co_await driver->is_well();
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
    unsigned jobs_, ended_ = 0;
    std::uint64_t number_;
    asio::io_context io_{1};
};

}  // namespace

std::string barrage(const BarrageOptions& options, const NextScript& next, const ScriptDone& done) {
    // Making a sequence and learning from it are done one at a time; playing it is most of the work.
    std::mutex one_at_a_time;
    const NextScript take = [&] {
        const std::scoped_lock lock(one_at_a_time);
        return next();
    };
    const ScriptDone tell = [&](const Script& script, const Result& result) {
        const std::scoped_lock lock(one_at_a_time);
        done(script, result);
    };
    // An SDK does its work in a process of its own.
    const auto most = options.driver ? 1U : std::max(std::thread::hardware_concurrency(), 1U);
    const auto threads = std::clamp(options.jobs / kJobsOfAThread, 1U, most);
    std::string not_started;
    const auto play = [&](unsigned thread) {
        const auto jobs = (options.jobs + thread) / threads;
        auto wrong = Barrage(options, jobs, std::uint64_t{thread} << 32, take, tell).run();
        const std::scoped_lock lock(one_at_a_time);
        if (!wrong.empty()) not_started = std::move(wrong);
    };
    std::vector<std::jthread> others;
    for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(play, thread);
    play(0);
    others.clear();
    return not_started;
}

bool probe(const BarrageOptions& options, const Script& like) {
    auto how = options;
    how.jobs = 1;
    how.deadline = std::chrono::seconds(5);
    bool well = false;
    auto next = std::make_shared<const Script>(session::probe_script(like, *options.preludes));
    const auto done = [&](const Script&, const Result& result) { well = result.verdict == Verdict::pass; };
    return barrage(how, [&] { return std::exchange(next, nullptr); }, done).empty() && well;
}

}  // namespace wireproof::transport

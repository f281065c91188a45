#include "harness/transport/replay.hpp"

#include <fmt/format.h>

#include <csignal>

#include "harness/transport/server_loop.hpp"
#include "harness/transport/session_run.hpp"

namespace wireproof::transport {
namespace {

using session::Result;

constexpr int kMaxFailedStarts = 3;  // of a driver, in a row

Result verdict_only(Verdict verdict, std::string reason) {
    Result result;
    result.verdict = verdict;
    result.reason = std::move(reason);
    return result;
}

// Methods that a script calls, at any depth.
void collect_methods(const session::Steps& steps, std::set<std::string>& methods) {
    for (const auto& step : steps) {
        if (step.kind == session::Do::call) methods.insert(step.text("method"));
        collect_methods(step.steps, methods);
        for (const auto& branch : step.branches) collect_methods(branch, methods);
    }
}

class Replay {
public:
    Replay(const std::vector<Task>& tasks,
           const ReplayOptions& options,
           const std::function<void(const Task&, const Report&)>& report)
        : tasks_(tasks), options_(options), report_(report), reports_(tasks.size()), signals_(io_, SIGINT, SIGTERM) {}

    ReplayResult run() {
        signals_.async_wait([this](Status status, int) {
            if (status) return;
            result_.interrupted = true;
            io_.stop();
        });
        workers_ = std::min<std::size_t>(std::max(options_.jobs, 1U), tasks_.size());
        if (workers_ == 0) return result_;
        for (std::size_t i = 0, n = workers_; i < n; ++i) asio::co_spawn(io_, work(), asio::detached);
        io_.run();
        for (auto& report : reports_)
            if (!report)
                report = Report{.result = verdict_only(
                                    Verdict::not_run,
                                    result_.interrupted ? "interrupted" : result_.not_started.value_or("not run"))};
        flush();
        return result_;
    }

private:
    // A worker's driver and the command it was started by.
    struct Started {
        std::shared_ptr<Driver> driver;
        std::string command;
    };

    asio::awaitable<void> work() {
        Started driver;
        while (next_ < tasks_.size() && !result_.not_started) {
            const auto number = next_++;
            const auto began = std::chrono::steady_clock::now();
            auto report = co_await play(tasks_[number], driver);
            report.time =
                std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
            reports_[number] = std::move(report);
            flush();
        }
        if (driver.driver) driver.driver->stop();
        if (--workers_ == 0) io_.stop();
    }

    // flush reports in the order of the tasks, whatever the order they end in.
    void flush() {
        while (reported_ < reports_.size() && reports_[reported_]) {
            report_(tasks_[reported_], *reports_[reported_]);
            reports_[reported_]->traffic = {};  // as much as all the rest of a run
            ++reported_;
        }
    }

    [[nodiscard]] session::Setup setup(const Task& task) const {
        // A case's own seed: the same whatever else is run, and in whatever order.
        const auto seed = options_.seed ^ std::hash<std::string>{}(task.one->id);
        auto params = options_.params;
        params.insert(task.params.begin(), task.params.end());
        return {.script = task.script,
                .one = task.one,
                .preludes = options_.preludes,
                .seed = seed,
                .params = std::move(params),
                .connect_options = options_.connect_options,
                .split = options_.split,
                .deadline = task.deadline ? task.deadline : options_.deadline};
    }

    asio::awaitable<Report> play(const Task& task, Started& started) {
        if (task.own_server) {
            auto report = co_await play_own(task);
            co_return report;
        }
        if (task.driver) {
            auto report = co_await play_driver(task, started);
            co_return report;
        }
        const auto address = *Address::parse(*task.server);
        auto report = co_await play_server(task, address);
        co_return report;
    }

    // tap is where the bytes of a session are kept, if they are.
    [[nodiscard]] session::Traffic* tap(Report& report) const {
        return options_.keep_traffic ? &report.traffic : nullptr;
    }

    asio::awaitable<Report> play_own(const Task& task) {
        ServerLoop loop(io_, task.own_server());
        const auto port = loop.listen({"127.0.0.1", 0});
        if (!port) co_return Report{.result = verdict_only(Verdict::unreachable, port.error())};
        Report report;
        const Opposite opposite{.server = Address{"127.0.0.1", *port}, .driver = nullptr};
        const auto how = setup(task);
        report.result = co_await run_session(io_, how, opposite, tap(report));
        loop.stop();
        co_return report;
    }

    asio::awaitable<Report> play_server(const Task& task, Address address) {
        if (const auto lacking = lacks(task, {}, options_.capabilities))
            co_return Report{.result = verdict_only(Verdict::unsupported, *lacking)};
        Report report;
        const Opposite opposite{.server = address, .driver = nullptr};
        const auto how = setup(task);
        report.result = co_await run_session(io_, how, opposite, tap(report));
        const auto& result = report.result;
        if (result.verdict == Verdict::unsupported || result.verdict == Verdict::unreachable) co_return report;
        if (result.verdict == Verdict::pass && !result.peer_ended) co_return report;
        const bool alive = co_await probe(task, address);
        settle_health(report, alive, "the server answers no health probe any more");
        co_return report;
    }

    static void settle_health(Report& report, bool alive, const char* why) {
        report.health = alive ? Health::ok : Health::dead;
        if (alive || report.result.verdict == Verdict::crash) return;
        report.result.verdict = Verdict::crash;
        report.result.reason += (report.result.reason.empty() ? "" : "; ") + std::string(why);
    }

    // probe opens a new connection and runs the protocol's health probe on it.
    asio::awaitable<bool> probe(const Task& task, Address address) {
        session::Script script = *task.script;
        script.id = "probe";
        script.prelude = "ready";
        script.steps = options_.preludes->probe;
        script.auto_replies = Json::array();
        const session::Case one{.id = "probe", .vars = task.one->vars};
        auto how = setup(task);
        how.script = &script;
        how.one = &one;
        how.split = session::Split::none;
        const Opposite opposite{.server = address, .driver = nullptr};
        const auto result = co_await run_session(io_, how, opposite);
        co_return result.verdict == Verdict::pass;
    }

    asio::awaitable<Report> play_driver(const Task& task, Started& started) {
        auto& driver = started.driver;
        // A driver of another command is of no use: negative controls give each its own switch.
        if (driver && (!driver->usable() || started.command != task.driver->text())) {
            driver->stop();
            driver.reset();
        }
        if (!driver) {
            // Named, here and elsewhere in this folder: g++ 12 destroys a temporary in a co_await expression twice.
            const auto command = *task.driver;
            auto fresh = co_await Driver::start(io_, command);
            if (!fresh) {
                if (++failed_starts_ >= kMaxFailedStarts || !ever_started_) result_.not_started = fresh.error();
                co_return Report{.result = verdict_only(Verdict::unreachable, fresh.error())};
            }
            started = {*fresh, command.text()};
            ever_started_ = true;
            failed_starts_ = 0;
        }
        const auto speaks = driver->hello().value("variant", std::string());
        if (!speaks.empty() && speaks != task.script->variant->name)
            co_return Report{.result = verdict_only(Verdict::unsupported, "the driver speaks " + speaks)};
        auto capabilities = options_.capabilities.value_or(std::set<std::string>{});
        for (const auto& capability : driver->hello().value("capabilities", Json::array()))
            capabilities.insert(capability.get<std::string>());
        if (const auto lacking = lacks(task, driver->methods(), capabilities))
            co_return Report{.result = verdict_only(Verdict::unsupported, *lacking)};
        Report report;
        const Opposite opposite{.server = std::nullopt, .driver = driver};
        const auto how = setup(task);
        report.result = co_await run_session(io_, how, opposite, tap(report));
        if (report.result.verdict == Verdict::unsupported) co_return report;
        if (report.result.verdict != Verdict::pass) {
            const Json ping = {{"op", "ping"}};
            const auto alive = co_await driver->ask(ping, std::chrono::seconds(2));
            settle_health(report,
                          alive.has_value() || report.result.verdict == Verdict::broken_testee,
                          "the driver answers no ping any more");
            report.stderr_tail = driver->stderr_tail();
            if (!alive) driver->stop();
        }
        co_return report;
    }

    // lacks names the first capability the peer does not have; unknown capabilities of a server count as there.
    [[nodiscard]] std::optional<std::string> lacks(const Task& task,
                                                   const std::set<std::string>& methods,
                                                   const std::optional<std::set<std::string>>& has) const {
        for (const auto& need : task.script->needs) {
            const bool a_method = need.starts_with("call:");
            const bool there = a_method ? methods.contains(need.substr(5)) : !has || has->contains(need);
            if (!there || options_.without.contains(need)) return fmt::format("the peer lacks {}", need);
        }
        if (!task.driver) return std::nullopt;
        std::set<std::string> called;
        collect_methods(task.script->steps, called);
        for (const auto& method : called)
            if (!methods.contains(method)) return fmt::format("the driver has no method {}", method);
        return std::nullopt;
    }

    const std::vector<Task>& tasks_;
    const ReplayOptions& options_;
    const std::function<void(const Task&, const Report&)>& report_;
    std::vector<std::optional<Report>> reports_;
    std::size_t next_ = 0, reported_ = 0, workers_ = 0;
    int failed_starts_ = 0;
    bool ever_started_ = false;
    ReplayResult result_;
    asio::io_context io_{1};
    asio::signal_set signals_;
};

}  // namespace

ReplayResult replay(const std::vector<Task>& tasks,
                    const ReplayOptions& options,
                    const std::function<void(const Task&, const Report&)>& report) {
    return Replay(tasks, options, report).run();
}

}  // namespace wireproof::transport

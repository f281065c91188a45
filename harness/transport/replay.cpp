#include "harness/transport/replay.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <map>
#include <thread>

#include "harness/transport/needs.hpp"
#include "harness/transport/quiet_time.hpp"
#include "harness/transport/server_loop.hpp"
#include "harness/transport/session_run.hpp"
#include "harness/transport/tls_authority.hpp"

namespace wireproof::transport {
namespace {

using session::Result;

constexpr std::string_view kTransports[] = {"tcp", "tls", "unix", "pipe"};
constexpr int kPatient = 15;         // priority of threads whose sessions have a clock of their own
constexpr int kMaxFailedStarts = 3;  // of a driver, in a row

Result verdict_only(Verdict verdict, std::string reason) {
    Result result;
    result.verdict = verdict;
    result.reason = std::move(reason);
    return result;
}

// nobody_listens says so of a session whose server was not there. One that is there and not what was asked for, by its
// certificate for instance, is another matter.
std::optional<std::string> nobody_listens(const Result& result, const Address& address) {
    if (result.verdict != Verdict::unreachable) return std::nullopt;
    for (const auto absent : {std::errc::connection_refused, std::errc::no_such_file_or_directory}) {
        const auto why = std::make_error_code(absent).message();
        if (result.reason.ends_with(why)) return fmt::format("nothing listens at {} ({})", address.text(), why);
    }
    return std::nullopt;
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
        sort_out();
        if (const auto wrong = prepare_tls(); !wrong.empty()) result_.not_started = wrong;
        const auto at_once = std::min<std::size_t>(std::max(options_.jobs, 1U), over_sockets_.size());
        const auto threads =
            std::min<std::size_t>(std::max(std::thread::hardware_concurrency(), 1U), in_memory_.size());
        workers_ = at_once + threads;
        if (workers_ == 0) return result_;
        for (std::size_t i = 0; i < at_once; ++i) asio::co_spawn(io_, work(), asio::detached);
        {
            std::vector<std::jthread> others;
            others.reserve(threads);
            for (std::size_t i = 0; i < threads; ++i)
                others.emplace_back([this](const std::stop_token& stop) { work_in_memory(stop); });
            io_.run();
            for (auto& other : others) other.request_stop();
        }
        for (const auto& [command, drivers] : idle_)
            for (const auto& driver : drivers) driver->stop();
        for (auto& report : reports_)
            if (!report)
                report = Report{.result = verdict_only(
                                    Verdict::not_run,
                                    result_.interrupted ? "interrupted" : result_.not_started.value_or("not run"))};
        flush();
        return result_;
    }

private:
    void sort_out() {
        std::vector<session::Time> quiet(tasks_.size());
        for (std::size_t i = 0; i < tasks_.size(); ++i) {
            (tasks_[i].transport == Transport::pipe ? in_memory_ : over_sockets_).push_back(i);
            quiet[i] = quiet_time(tasks_[i].script->steps);
        }
        // One after another they stay in order: the order of a stranger's log.
        if (options_.jobs > 1)
            std::ranges::sort(over_sockets_, {}, [&](std::size_t i) { return std::pair(-quiet[i], i); });
    }

    // prepare_tls: own peers, and SDKs that trust whom they are told to, get certificates made for this run.
    std::string prepare_tls() {
        const auto over_tls = [](const Task& task) { return task.transport == Transport::tls; };
        if (std::ranges::none_of(tasks_, over_tls)) return {};
        auto authority = TlsAuthority::make();
        if (!authority) return authority.error();
        authority_ = std::make_unique<TlsAuthority>(std::move(*authority));
        auto accepting = TlsContext::for_server(authority_->server());
        const bool stranger = std::ranges::any_of(tasks_, [](const Task& task) { return task.server.has_value(); });
        auto connecting =
            TlsContext::for_client(stranger ? options_.tls : TlsFiles{.ca = authority_->ca()}, options_.server_name);
        if (!accepting) return accepting.error();
        if (!connecting) return connecting.error();
        security_ = {.connecting = std::move(*connecting), .accepting = std::move(*accepting)};
        return {};
    }

    [[nodiscard]] Security security(const Task& task) const {
        return task.transport == Transport::tls ? security_ : Security{};
    }

    asio::awaitable<void> work() {
        while (next_ < over_sockets_.size() && !result_.not_started) {
            const auto number = over_sockets_[next_++];
            const auto began = std::chrono::steady_clock::now();
            auto report = co_await play(tasks_[number]);
            report.time = since(began);
            done(number, std::move(report));
        }
        leave();
    }

    // On a thread of its own: touches nothing of this object that another thread writes.
    void work_in_memory(const std::stop_token& stop) {
        // Sessions over sockets have time limits of the real clock: they go first.
        std::ignore = ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kPatient);
        for (auto i = next_in_memory_++; i < in_memory_.size() && !stop.stop_requested(); i = next_in_memory_++) {
            const auto number = in_memory_[i];
            const auto began = std::chrono::steady_clock::now();
            Report report;
            report.result = run_in_memory(setup(tasks_[number]), tasks_[number].own, tap(report));
            report.time = since(began);
            asio::post(io_, [this, number, report = std::move(report)]() mutable { done(number, std::move(report)); });
        }
        asio::post(io_, [this] { leave(); });
    }

    static std::chrono::microseconds since(std::chrono::steady_clock::time_point began) {
        return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    }

    void done(std::size_t number, Report report) {
        reports_[number] = std::move(report);
        flush();
    }

    void leave() {
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
        const auto seed = (options_.seed ^ std::hash<std::string>{}(task.one->id)) + task.round;
        auto params = options_.params;
        params.insert(task.params.begin(), task.params.end());
        auto connect_options = options_.connect_options;
        if (task.transport == Transport::tls) connect_options["ca_file"] = authority_->ca();
        return {.script = task.script,
                .one = task.one,
                .preludes = task.preludes,
                .seed = seed,
                .params = std::move(params),
                .transport = std::string(task.transport == Transport::pipe ? "tcp" : name_of(task.transport)),
                .connect_options = std::move(connect_options),
                .split = options_.split,
                .trace_passes = options_.trace_passes,
                .deadline = options_.deadline};
    }

    asio::awaitable<Report> play(const Task& task) {
        if (task.own.server) {
            auto report = co_await play_own(task);
            co_return report;
        }
        if (task.driver) {
            auto report = co_await play_driver(task);
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
        ServerLoop loop(io_, task.own.server(), security(task));
        auto address = task.transport == Transport::unix_socket ? a_unix_socket() : Address{"127.0.0.1", 0};
        const auto port = loop.listen(address);
        if (!port) co_return Report{.result = verdict_only(Verdict::unreachable, port.error())};
        address.port = *port;
        Report report;
        const Opposite opposite{.server = address, .security = security(task)};
        const auto how = setup(task);
        report.result = co_await run_session(io_, how, opposite, tap(report));
        loop.stop();
        co_return report;
    }

    asio::awaitable<Report> play_server(const Task& task, Address address) {
        const Has has{.capabilities = options_.capabilities, .without = options_.without};
        if (const auto lacking = lacks(*task.script, has))
            co_return Report{.result = verdict_only(Verdict::unsupported, *lacking)};
        Report report;
        const Opposite opposite{.server = address, .security = security(task)};
        const auto how = setup(task);
        report.result = co_await run_session(io_, how, opposite, tap(report));
        const auto& result = report.result;
        if (result.verdict == Verdict::unsupported) co_return report;
        if (!ever_met_ && !result_.not_started) result_.not_started = nobody_listens(result, address);
        if (result.verdict == Verdict::unreachable) co_return report;
        ever_met_ = true;
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
        const auto script = session::probe_script(*task.script, *task.preludes);
        const session::Case one{.id = "probe", .vars = task.one->vars};
        auto how = setup(task);
        how.script = &script;
        how.one = &one;
        how.split = session::Split::none;
        const Opposite opposite{.server = address, .security = security(task)};
        const auto result = co_await run_session(io_, how, opposite);
        co_return result.verdict == Verdict::pass;
    }

    // idle_driver is one that was started by the task's command and is not in use, or a new one.
    asio::awaitable<std::expected<std::shared_ptr<Driver>, std::string>> idle_driver(const Task& task) {
        auto& idle = idle_[task.driver->text()];
        while (!idle.empty()) {
            const auto driver = std::move(idle.back());
            idle.pop_back();
            if (driver->usable()) co_return driver;
            driver->stop();
        }
        // Named, here and elsewhere in this folder: g++ 12 destroys a temporary in a co_await expression twice.
        const auto command = *task.driver;
        auto fresh = co_await Driver::start(io_, command);
        if (fresh) {
            ever_started_ = true;
            failed_starts_ = 0;
        } else if (++failed_starts_ >= kMaxFailedStarts || !ever_started_) {
            result_.not_started = fresh.error();
        }
        co_return fresh;
    }

    asio::awaitable<Report> play_driver(const Task& task) {
        const auto driver = co_await idle_driver(task);
        if (!driver) co_return Report{.result = verdict_only(Verdict::unreachable, driver.error())};
        auto report = co_await play_sdk(task, *driver);
        idle_[task.driver->text()].push_back(*driver);
        co_return report;
    }

    asio::awaitable<Report> play_sdk(const Task& task, std::shared_ptr<Driver> driver) {
        const auto has = has_of(driver->hello(), {.capabilities = options_.capabilities, .without = options_.without});
        if (const auto lacking = lacks(*task.script, has))
            co_return Report{.result = verdict_only(Verdict::unsupported, *lacking)};
        Report report;
        const Opposite opposite{
            .driver = driver, .security = security(task), .over_unix = task.transport == Transport::unix_socket};
        const auto how = setup(task);
        report.result = co_await run_session(io_, how, opposite, tap(report));
        if (report.result.verdict == Verdict::unsupported) co_return report;
        if (report.result.verdict != Verdict::pass) {
            const bool alive = co_await driver->is_well();
            settle_health(report,
                          alive || report.result.verdict == Verdict::broken_testee,
                          "the driver answers no ping any more");
            report.stderr_tail = driver->stderr_tail();
            if (!alive) driver->stop();
        }
        co_return report;
    }

    const std::vector<Task>& tasks_;
    const ReplayOptions& options_;
    const std::function<void(const Task&, const Report&)>& report_;
    std::vector<std::optional<Report>> reports_;
    std::vector<std::size_t> over_sockets_, in_memory_;  // numbers of tasks, in the order in which they are started
    std::size_t next_ = 0, reported_ = 0, workers_ = 0;
    std::atomic<std::size_t> next_in_memory_ = 0;
    int failed_starts_ = 0;
    bool ever_started_ = false;
    bool ever_met_ = false;  // a server
    ReplayResult result_;
    asio::io_context io_{1};
    asio::signal_set signals_;
    std::unique_ptr<TlsAuthority> authority_;
    Security security_;
    std::map<std::string, std::vector<std::shared_ptr<Driver>>> idle_;  // by command
};

}  // namespace

std::string_view name_of(Transport transport) { return kTransports[static_cast<std::size_t>(transport)]; }

std::optional<Transport> transport_named(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kTransports); ++i)
        if (kTransports[i] == name) return static_cast<Transport>(i);
    return std::nullopt;
}

ReplayResult replay(const std::vector<Task>& tasks,
                    const ReplayOptions& options,
                    const std::function<void(const Task&, const Report&)>& report) {
    return Replay(tasks, options, report).run();
}

}  // namespace wireproof::transport

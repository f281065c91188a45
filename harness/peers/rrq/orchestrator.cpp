#include "harness/peers/rrq/orchestrator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "conformance/rrq/session.hpp"
#include "conformance/rrq/stream.hpp"
#include "harness/peers/rrq/handlers.hpp"
#include "harness/session/date.hpp"

namespace wireproof::peers::rrq {
namespace {

constexpr std::int64_t kConnectMs = 2000;
constexpr std::int64_t kJobMs = 5000;

Timestamp wall_clock_in(std::chrono::milliseconds later) {
    const auto then = session::date().time_since_epoch() + later;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(then);
    return {.seconds = seconds.count(),
            .nanos = static_cast<std::uint32_t>(
                std::chrono::duration_cast<std::chrono::nanoseconds>(then - seconds).count())};
}

template <class Frame>
Bytes bytes_of(const Frame& frame) {
    Buffer out;
    std::ignore = wire::encode(frame, out);
    return out.bytes();
}

std::optional<JsonText> free_value(const Json& args, const char* name, Json otherwise) {
    return JsonText::from(args.value(name, std::move(otherwise)).dump());
}
void set_arguments(ArgsAndKwargs& request, const Json& args) {
    request.args = free_value(args, "args", Json::array()).value_or(request.args);
    request.kwargs = free_value(args, "kwargs", Json::object()).value_or(request.kwargs);
}
// The one object of later variants is what callers know as `kwargs`.
void set_arguments(Params& request, const Json& args) {
    request.params = free_value(args, "kwargs", Json::object()).value_or(request.params);
}

template <class Version>
class Orchestrator : public Client {
public:
    explicit Orchestrator(const Misbehaviour& misbehaviour) : misbehaviour_(misbehaviour) {}

    void call(Time now, int seq, const std::string& method, const Json& args) override;
    void cancel(Time now, int seq) override;
    void connected(Time now, Line line) override;
    void refused(Time now, Line line, const std::string& why) override;
    void received(Time now, Line line, ByteView bytes) override;
    void ended(Time now, Line line) override;
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;
    [[nodiscard]] std::vector<ClientAction> take_actions() override { return std::exchange(actions_, {}); }

private:
    static constexpr bool kOneConnection = !std::is_same_v<Version, V1>;

    struct Job {
        int seq;
        std::string job_id, request_id;
        Line line;
        Time deadline;
        bool hints;  // a cancel is sent when its time is over
    };
    struct Lane {
        enum class Use : std::uint8_t { probe, jobs, cancel };
        Use use;
        Bytes first = {};  // sent as soon as it is open
        bool open = false;
        std::unique_ptr<SessionMachine> machine = make_session<Version>(Side::client, {}, std::nullopt);
        std::unique_ptr<StreamReader> sieve = new_reader();  // of switches that look for themselves
        std::optional<Response> stale = {};                  // of the switch stale-answer
    };
    static std::unique_ptr<StreamReader> new_reader() {
        return std::make_unique<MessageStream>(kFrames<Version>, Context{});
    }

    void connect(Time now, int seq, const Json& args);
    void run(Time now, int seq, const Json& args);
    Line open(typename Lane::Use use, Bytes first = {});
    void send(Time now, Line line, const Job& job, Bytes request);
    void careless(Line line, Lane& lane, ByteView bytes);
    void settled(Line line, const Response& response);
    void finish(const Job& job, const Response& response);
    void failed(const Job& job, const std::string& why);
    void hang_up(Line line, const std::string& why, bool reset = false);
    void returned(int seq, Json value);
    void raised(int seq, std::string_view error, const std::string& message);

    Misbehaviour misbehaviour_;
    std::string host_;
    std::uint16_t port_ = 0;
    std::optional<int> connecting_;
    std::optional<Time> connect_until_;
    bool ready_ = false;
    Line next_line_ = 0;
    std::optional<Line> kept_;  // the one connection of later variants
    std::map<Line, Lane> lanes_;
    std::vector<Job> jobs_;
    std::uint64_t last_id_ = 0;
    std::vector<ClientAction> actions_;
};

// ---- calls --------------------------------------------------------------------------------------------------------
template <class Version>
void Orchestrator<Version>::call(Time now, int seq, const std::string& method, const Json& args) {
    if (method == "connect") return connect(now, seq, args);
    if (method == "job.run") return run(now, seq, args);
    if (method != "close")
        return void(
            actions_.emplace_back(CallReply{seq, {{"status", "unsupported"}, {"reason", "no method " + method}}}));
    while (!lanes_.empty()) hang_up(lanes_.begin()->first, "closed by the caller");
    ready_ = false;
    returned(seq, Json());
}

// A runner is looked for with a connection that carries nothing (12.2).
template <class Version>
void Orchestrator<Version>::connect(Time now, int seq, const Json& args) {
    if (ready_ || connecting_) return raised(seq, "invalid_argument", "already connected");
    const auto options = args.value("options", Json::object());
    if (!options.empty())
        return void(actions_.emplace_back(
            CallReply{seq, {{"status", "unsupported"}, {"reason", "no option " + options.begin().key()}}}));
    const bool good = args.value("host", Json()).is_string() && args.value("port", Json()).is_number_unsigned() &&
                      args.value("transport", "tcp") == "tcp";
    if (!good) return raised(seq, "invalid_argument", "expected host, port, and transport tcp");
    host_ = args["host"].get<std::string>();
    port_ = args["port"].get<std::uint16_t>();
    connecting_ = seq;
    connect_until_ = now + std::chrono::milliseconds(args.value("timeout_ms", kConnectMs));
    open(Lane::Use::probe);
}

template <class Version>
Line Orchestrator<Version>::open(typename Lane::Use use, Bytes first) {
    const auto line = next_line_++;
    lanes_.emplace(line, Lane{.use = use, .first = std::move(first)});
    actions_.emplace_back(Connect{host_, port_, line});
    return line;
}

template <class Version>
void Orchestrator<Version>::run(Time now, int seq, const Json& args) {
    if (!ready_) return raised(seq, "closed", "not connected");
    const bool good = args.value("function", Json()).is_string() && args.value("args", Json::array()).is_array() &&
                      args.value("kwargs", Json::object()).is_object() &&
                      (!kOneConnection || args.value("args", Json::array()).empty());
    if (!good) return raised(seq, "invalid_argument", "expected function, args and kwargs (v2: args must be empty)");
    const auto timeout = std::chrono::milliseconds(args.value("timeout_ms", kJobMs));
    if (!misbehaviour_.is(Switch::wrong_id) || last_id_ == 0) ++last_id_;
    Job job{.seq = seq,
            .job_id = fmt::format("job-{}", last_id_),
            .request_id = fmt::format("request-{}", last_id_),
            .line = 0,
            .deadline = now + timeout,
            .hints = args.value("cancel_hints", false)};
    RequestOf<Version> request;
    request.request_id = job.request_id;
    request.job_id = job.job_id;
    request.function_name = args["function"].get<std::string>();
    set_arguments(request, args);
    request.context.job_id = job.job_id;
    request.context.attempt = 1;
    request.context.enqueue_time = wall_clock_in({});
    request.context.queue_name = "wireproof";
    request.context.deadline = wall_clock_in(timeout);
    request.context.worker_id = "wireproof";
    auto bytes = bytes_of(request);
    if (kOneConnection && kept_) {
        job.line = *kept_;
        jobs_.push_back(job);
        return send(now, job.line, job, std::move(bytes));
    }
    job.line = open(Lane::Use::jobs, std::move(bytes));
    if (kOneConnection) kept_ = job.line;
    jobs_.push_back(std::move(job));
}

template <class Version>
void Orchestrator<Version>::send(Time now, Line line, const Job& job, Bytes request) {
    auto& lane = lanes_.at(line);
    if (!lane.open) return void(lane.first.insert(lane.first.end(), request.begin(), request.end()));
    std::ignore = lane.machine->send(request, now);
    auto& wrong = misbehaviour_;
    wrong.count();
    if (wrong.hit(Switch::close_early) || wrong.hit(Switch::reset))
        return hang_up(line, "closed by a switch", wrong.hit(Switch::reset));
    if (wrong.hit(Switch::bad_length)) ++request[3];
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::stall)) request.resize(request.size() / 2);
    if (wrong.hit(Switch::double_answer)) actions_.emplace_back(Write{request, line});
    actions_.emplace_back(Write{std::move(request), line});
    if (wrong.hit(Switch::truncated_answer)) return hang_up(line, "closed by a switch");
    if (!lane.stale) return;
    const auto stale = *std::exchange(lane.stale, std::nullopt);
    const auto seq = job.seq;
    const auto it = std::ranges::find(jobs_, seq, &Job::seq);
    if (it != jobs_.end()) finish(*it, stale);
}

template <class Version>
void Orchestrator<Version>::cancel(Time, int seq) {
    const auto it = std::ranges::find(jobs_, seq, &Job::seq);
    if (it == jobs_.end()) return;
    const auto line = it->line;
    jobs_.erase(it);
    raised(seq, "cancelled", "cancelled");
    if (!kOneConnection) hang_up(line, "cancelled");
}

// ---- connections --------------------------------------------------------------------------------------------------
template <class Version>
void Orchestrator<Version>::connected(Time now, Line line) {
    const auto it = lanes_.find(line);
    if (it == lanes_.end()) return;
    it->second.open = true;
    const auto use = it->second.use;
    auto first = std::exchange(it->second.first, {});
    if (use == Lane::Use::cancel) {
        actions_.emplace_back(Write{std::move(first), line});
        return hang_up(line, "done");
    }
    if (use == Lane::Use::probe) {
        hang_up(line, "done");
        if (kOneConnection) {
            kept_ = open(Lane::Use::jobs);
            return;
        }
    }
    if (connecting_) {
        ready_ = true;
        connect_until_.reset();
        actions_.emplace_back(
            CallReply{*std::exchange(connecting_, std::nullopt), {{"status", "ok"}, {"value", nullptr}}});
    }
    const auto job = std::ranges::find(jobs_, line, &Job::line);
    if (job != jobs_.end() && !first.empty()) send(now, line, Job(*job), std::move(first));
}

template <class Version>
void Orchestrator<Version>::refused(Time, Line line, const std::string& why) {
    if (connecting_) {
        connect_until_.reset();
        raised(*std::exchange(connecting_, std::nullopt), "refused", why);
    }
    hang_up(line, why);
}

template <class Version>
void Orchestrator<Version>::received(Time now, Line line, ByteView bytes) {
    if (const auto open = lanes_.find(line); open != lanes_.end()) careless(line, open->second, bytes);
    const auto it = lanes_.find(line);
    if (it == lanes_.end()) return;
    std::string why = "closed";
    std::vector<Action> actions;
    if (!misbehaviour_.is(Switch::whole_frames_only)) {
        it->second.machine->receive(bytes, now, actions);
    } else {
        const auto reader = new_reader();
        std::vector<StreamFrame> frames;
        reader->feed(bytes, frames);
        for (const auto& frame : frames) it->second.machine->receive(frame.wire, now, actions);
    }
    for (const auto& action : actions) {
        if (action.kind == Action::Kind::violation) why = describe(action.error);
        if (action.kind == Action::Kind::close) return hang_up(line, why);
        if (action.kind != Action::Kind::deliver) continue;
        Response response;
        if (wire::decode(action.wire, response).ok()) settled(line, response);
    }
}

// careless commits the faults of taking a response that belongs to no job, or to another one.
template <class Version>
void Orchestrator<Version>::careless(Line line, Lane& lane, ByteView bytes) {
    if (!misbehaviour_.is(Switch::no_verify) && !misbehaviour_.is(Switch::stale_answer)) return;
    std::vector<StreamFrame> frames;
    lane.sieve->feed(bytes, frames);
    for (const auto& frame : frames) {
        if (frame.value.type().name != Response::kType) continue;
        const auto& response = frame.value.template as<Response>();
        const auto job = std::ranges::find(jobs_, line, &Job::line);
        const bool meant = std::ranges::any_of(jobs_, [&](const Job& one) {
            return one.line == line && one.request_id == response.request_id && one.job_id == response.job_id;
        });
        if (meant) continue;
        if (misbehaviour_.is(Switch::stale_answer)) {
            lane.stale = response;
        } else if (job != jobs_.end()) {
            finish(*job, response);  // which may end the connection
            return;
        }
    }
}

template <class Version>
void Orchestrator<Version>::ended(Time, Line line) {
    hang_up(line, "the runner ended the connection");
}

// hang_up closes a connection and fails the jobs that wait on it.
template <class Version>
void Orchestrator<Version>::hang_up(Line line, const std::string& why, bool reset) {
    lanes_.erase(line);
    if (!misbehaviour_.is(Switch::keep_open)) actions_.emplace_back(Close{reset, line});
    if (kept_ == line) kept_.reset();
    std::vector<Job> lost;
    std::erase_if(jobs_, [&](Job& job) {
        if (job.line != line) return false;
        lost.push_back(std::move(job));
        return true;
    });
    for (const auto& job : lost) failed(job, "Runner transport error: " + why);
}

template <class Version>
void Orchestrator<Version>::tick(Time now) {
    if (connect_until_ && *connect_until_ <= now) {
        connect_until_.reset();
        while (!lanes_.empty()) hang_up(lanes_.begin()->first, "no connection in time");
        return raised(*std::exchange(connecting_, std::nullopt), "timeout", "no connection in time");
    }
    std::vector<Job> late;
    std::erase_if(jobs_, [&](Job& job) {
        if (job.deadline > now) return false;
        late.push_back(std::move(job));
        return true;
    });
    for (const auto& job : late) {
        if (!kOneConnection) hang_up(job.line, "no answer in time");
        if (job.hints) {
            CancelOf<Version> cancel;
            cancel.job_id = job.job_id;
            cancel.request_id = job.request_id;
            open(Lane::Use::cancel, bytes_of(cancel));
        }
        failed(job, "Job timed out");
    }
}

template <class Version>
std::optional<Time> Orchestrator<Version>::next_timer() const {
    auto next = connect_until_;
    for (const auto& job : jobs_) next = next ? std::min(*next, job.deadline) : job.deadline;
    return next;
}

// ---- results ------------------------------------------------------------------------------------------------------
template <class Version>
void Orchestrator<Version>::settled(Line line, const Response& response) {
    const auto job = std::ranges::find_if(jobs_, [&](const Job& one) {
        return one.line == line && one.request_id == response.request_id && one.job_id == response.job_id;
    });
    if (job != jobs_.end()) finish(*job, response);
}

template <class Version>
void Orchestrator<Version>::finish(const Job& which, const Response& response) {
    const auto job = which;
    std::erase_if(jobs_, [&](const Job& one) { return one.seq == job.seq; });
    if (response.status == Status::success)
        returned(
            job.seq,
            {{"status", "COMPLETED"}, {"result", response.result ? Json::parse(response.result->text()) : Json()}});
    else failed(job, response.error ? response.error->message : "");
    if (!kOneConnection || misbehaviour_.is(Switch::close_always)) hang_up(job.line, "done");
}

template <class Version>
void Orchestrator<Version>::failed(const Job& job, const std::string& why) {
    if (misbehaviour_.is(Switch::hangs_on_error)) return;
    returned(job.seq, {{"status", "FAILED"}, {"last_error", why}});
}

template <class Version>
void Orchestrator<Version>::returned(int seq, Json value) {
    if (misbehaviour_.is(Switch::no_answer)) return;
    if (value.is_object() && misbehaviour_.is(Switch::wrong_status))
        value["status"] = value["status"] == "FAILED" ? "COMPLETED" : "FAILED";
    if (value.is_object() && misbehaviour_.is(Switch::wrong_value))
        value[value["status"] == "FAILED" ? "last_error" : "result"] = "?";
    actions_.emplace_back(CallReply{seq, {{"status", "ok"}, {"value", std::move(value)}}});
}

template <class Version>
void Orchestrator<Version>::raised(int seq, std::string_view error, const std::string& message) {
    if (misbehaviour_.is(Switch::hangs_on_error) || misbehaviour_.is(Switch::no_answer)) return;
    actions_.emplace_back(CallReply{seq, raised_reply(error, error, message)});
}

}  // namespace

template <class Version>
std::unique_ptr<Client> make_orchestrator(const Misbehaviour& misbehaviour) {
    return std::make_unique<Orchestrator<Version>>(misbehaviour);
}

template std::unique_ptr<Client> make_orchestrator<V1>(const Misbehaviour&);
template std::unique_ptr<Client> make_orchestrator<V2a>(const Misbehaviour&);
template std::unique_ptr<Client> make_orchestrator<V2b>(const Misbehaviour&);

std::vector<std::string> orchestrator_methods() { return {"connect", "close", "job.run"}; }

}  // namespace wireproof::peers::rrq

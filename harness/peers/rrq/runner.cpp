#include "harness/peers/rrq/runner.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "conformance/rrq/session.hpp"
#include "conformance/rrq/stream.hpp"
#include "harness/peers/rrq/handlers.hpp"
#include "harness/session/date.hpp"

namespace wireproof::peers::rrq {
namespace {

constexpr auto kLate = std::chrono::milliseconds(1500);

Timestamp wall_clock() {
    const auto now = session::date().time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
    return {.seconds = seconds.count(),
            .nanos = static_cast<std::uint32_t>(
                std::chrono::duration_cast<std::chrono::nanoseconds>(now - seconds).count())};
}

Bytes bytes_of(const Response& response) {
    Buffer out;
    std::ignore = wire::encode(response, out);
    return out.bytes();
}

template <class Version>
class Runner : public Server {
public:
    explicit Runner(const Misbehaviour& misbehaviour) : misbehaviour_(misbehaviour) {}

    void opened(Time now, LinkId link) override {
        connections_.try_emplace(link,
                                 Connection{.machine = make_session<Version>(Side::server, {}, wall_clock()),
                                            .sieve = std::make_unique<MessageStream>(kFrames<Version>, Context{}),
                                            .opened = now,
                                            .swapped = {}});
    }
    void ended(Time, LinkId link) override { forget(link); }
    // Requests in flight are abandoned (13.14).
    bool half_closed(Time, LinkId) override { return misbehaviour_.is(Switch::keep_open); }
    void received(Time now, LinkId link, ByteView bytes) override {
        auto& connection = connections_.at(link);
        if (connection.silent) return;
        std::vector<Action> actions;
        connection.machine->receive(sieved(connection, bytes), now - connection.opened, actions);
        perform(now, link, connection, actions);
    }
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;
    [[nodiscard]] std::vector<Effect> take_effects() override { return std::exchange(effects_, {}); }

private:
    struct Connection {
        std::unique_ptr<SessionMachine> machine;
        std::unique_ptr<StreamReader> sieve;  // of switches that lose frames
        Time opened;
        Bytes swapped;        // held back by the switch swapped-answers
        bool silent = false;  // nothing more is said: it is over, or broken on purpose
        Bytes kept = {};      // what `sieved` has let through
    };
    struct Running {
        LinkId link;
        Time due;
        Response outcome;  // with the ids of its request
        bool without_ids;
    };

    ByteView sieved(Connection& connection, ByteView bytes);
    void perform(Time now, LinkId link, Connection& connection, const std::vector<Action>& actions);
    void start(Time now, LinkId link, const RequestOf<Version>& request);
    void refuse(Time now, LinkId link, Connection& connection, const Action& action);
    void cancel_elsewhere(Time now, LinkId link, const CancelOf<Version>& cancel);
    void finish(Time now, const Running& done);
    void answer(Time now, LinkId link, Connection& connection, Response response);
    void write(LinkId link, Bytes bytes) { effects_.push_back({link, Effect::Kind::write, std::move(bytes)}); }
    void end(LinkId link, Connection& connection, Effect::Kind how) {
        connection.silent = true;
        effects_.push_back({link, how});
    }
    void forget(LinkId link) {
        connections_.erase(link);
        std::erase_if(running_, [&](const Running& running) { return running.link == link; });
        std::erase_if(late_, [&](const auto& late) { return late.second.link == link; });
    }

    Misbehaviour misbehaviour_;
    std::map<LinkId, Connection> connections_;
    std::vector<Running> running_;
    std::vector<std::pair<Time, Effect>> late_;
    std::vector<Effect> effects_;
};

// ---- time ---------------------------------------------------------------------------------------------------------
template <class Version>
void Runner<Version>::tick(Time now) {
    std::erase_if(late_, [&](auto& late) {
        if (late.first <= now) effects_.push_back(std::move(late.second));
        return late.first <= now;
    });
    for (auto& [link, connection] : connections_) {
        std::vector<Action> actions;
        connection.machine->tick(now - connection.opened, actions);
        perform(now, link, connection, actions);
    }
    std::vector<Running> done;
    std::erase_if(running_, [&](Running& running) {
        if (running.due <= now) done.push_back(std::move(running));
        return running.due <= now;
    });
    for (const auto& running : done) finish(now, running);
}

template <class Version>
std::optional<Time> Runner<Version>::next_timer() const {
    std::optional<Time> next;
    const auto sooner = [&](Time time) { next = next ? std::min(*next, time) : time; };
    for (const auto& [link, connection] : connections_)
        if (const auto deadline = connection.machine->deadline()) sooner(connection.opened + *deadline);
    for (const auto& running : running_) sooner(running.due);
    for (const auto& [due, effect] : late_) sooner(due);
    return next;
}

// ---- what comes ---------------------------------------------------------------------------------------------------
// sieved loses what the switches say: frames that come in pieces, cancels.
template <class Version>
ByteView Runner<Version>::sieved(Connection& connection, ByteView bytes) {
    const bool cancels = misbehaviour_.is(Switch::ignores_cancel);
    const bool pieces = misbehaviour_.is(Switch::whole_frames_only);
    if (!cancels && !pieces) return bytes;
    if (pieces) connection.sieve = std::make_unique<MessageStream>(kFrames<Version>, Context{});
    std::vector<StreamFrame> frames;
    connection.sieve->feed(bytes, frames);
    connection.kept.clear();
    for (const auto& frame : frames)
        if (!cancels || frame.value.type().name != CancelOf<Version>::kType)
            connection.kept.insert(connection.kept.end(), frame.wire.begin(), frame.wire.end());
    return connection.kept;
}

template <class Version>
void Runner<Version>::perform(Time now, LinkId link, Connection& connection, const std::vector<Action>& actions) {
    for (const auto& action : actions) {
        if (connection.silent) return;
        if (action.kind == Action::Kind::send) refuse(now, link, connection, action);
        if (action.kind == Action::Kind::close) {
            if (misbehaviour_.is(Switch::keep_open)) connection.silent = true;
            else end(link, connection, Effect::Kind::close);
        }
        if (action.kind != Action::Kind::deliver) continue;
        if (action.frame == CancelOf<Version>::kType) {
            CancelOf<Version> cancel;
            if (wire::decode(action.wire, cancel).ok()) cancel_elsewhere(now, link, cancel);
        } else {
            RequestOf<Version> request;
            if (wire::decode(action.wire, request).ok()) start(now, link, request);
        }
    }
}

template <class Version>
void Runner<Version>::start(Time now, LinkId link, const RequestOf<Version>& request) {
    auto job = run(request.function_name, arguments_of(request));
    if (misbehaviour_.is(Switch::accept_anything) && job.outcome.error) job.outcome = success(nullptr);
    job.outcome.job_id = request.job_id;
    job.outcome.request_id = request.request_id;
    Running running{link, now + job.after, std::move(job.outcome), job.without_ids};
    if (job.after > Time{}) running_.push_back(std::move(running));
    else finish(now, running);
}

// refuse sends an answer that the rules demand, and stops what it answers.
template <class Version>
void Runner<Version>::refuse(Time now, LinkId link, Connection& connection, const Action& action) {
    Response response;
    if (!wire::decode(action.wire, response).ok()) return;
    if (action.rule == "13.7" || action.rule == "13.10") {
        const auto stopped = std::ranges::find_if(running_, [&](const Running& running) {
            return running.link == link && running.outcome.request_id == response.request_id &&
                   running.outcome.job_id == response.job_id;
        });
        if (stopped != running_.end()) running_.erase(stopped);
    }
    if (misbehaviour_.is(Switch::accept_anything)) {
        response.status = Status::success;
        response.error.reset();
    }
    answer(now, link, connection, std::move(response));
}

// cancel_elsewhere stops what a cancel names on other connections (13.8, 13.9); the machine has seen to its own.
template <class Version>
void Runner<Version>::cancel_elsewhere(Time now, LinkId link, const CancelOf<Version>& cancel) {
    std::vector<Running> stopped;
    std::erase_if(running_, [&](Running& running) {
        const bool named = cancel.request_id ? running.outcome.request_id == cancel.request_id
                                             : running.outcome.job_id == cancel.job_id;
        if (!named || running.link == link) return false;
        stopped.push_back(std::move(running));
        return true;
    });
    for (auto& running : stopped) {
        auto response = error("Job cancelled", "cancelled");
        response.job_id = running.outcome.job_id;
        response.request_id = running.outcome.request_id;
        running.outcome = std::move(response);
        finish(now, running);
    }
}

// ---- what goes out ------------------------------------------------------------------------------------------------
template <class Version>
void Runner<Version>::finish(Time now, const Running& done) {
    const auto it = connections_.find(done.link);
    if (it == connections_.end() || it->second.silent) return;
    auto& connection = it->second;
    if (!connection.machine->send(bytes_of(done.outcome), now - connection.opened).ok()) return;
    auto response = done.outcome;
    if (done.without_ids) response.job_id.reset();
    if (done.without_ids) response.request_id.reset();
    answer(now, done.link, connection, std::move(response));
}

template <class Version>
void Runner<Version>::answer(Time now, LinkId link, Connection& connection, Response response) {
    auto& wrong = misbehaviour_;
    wrong.count();
    if (wrong.hit(Switch::no_answer)) return;
    if (wrong.hit(Switch::close_early)) return end(link, connection, Effect::Kind::close);
    if (wrong.hit(Switch::reset)) return end(link, connection, Effect::Kind::reset);
    if (wrong.hit(Switch::wrong_id)) response.request_id = response.request_id.value_or("") + "x";
    if (wrong.hit(Switch::wrong_status))
        response.status = response.status == Status::success ? Status::error : Status::success;
    if (wrong.hit(Switch::wrong_value)) {
        if (response.error) response.error->message += "?";
        else response.result = JsonText::from(R"({"wrong": true})");
    }
    auto bytes = bytes_of(response);
    // One byte more than follows: the last digit of the length is bent.
    if (wrong.hit(Switch::bad_length)) ++bytes[3];
    if (wrong.hit(Switch::swapped_answers) && connection.swapped.empty()) {
        connection.swapped = std::move(bytes);
        return;
    }
    if (wrong.hit(Switch::late_answer))
        return void(late_.emplace_back(now + kLate, Effect{link, Effect::Kind::write, std::move(bytes)}));
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::stall)) bytes.resize(bytes.size() / 2);
    if (wrong.hit(Switch::double_answer)) write(link, bytes);
    write(link, std::move(bytes));
    if (!connection.swapped.empty()) write(link, std::exchange(connection.swapped, {}));
    if (wrong.hit(Switch::stall)) connection.silent = true;
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::close_always))
        end(link, connection, Effect::Kind::close);
}

}  // namespace

template <class Version>
std::unique_ptr<Server> make_runner(const Misbehaviour& misbehaviour) {
    return std::make_unique<Runner<Version>>(misbehaviour);
}

template std::unique_ptr<Server> make_runner<V1>(const Misbehaviour&);
template std::unique_ptr<Server> make_runner<V2a>(const Misbehaviour&);
template std::unique_ptr<Server> make_runner<V2b>(const Misbehaviour&);

}  // namespace wireproof::peers::rrq

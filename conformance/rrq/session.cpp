#include "conformance/rrq/session.hpp"

#include <algorithm>
#include <array>

#include "conformance/rrq/frames.hpp"
#include "conformance/rrq/stream.hpp"

namespace wireproof::rrq {
namespace {

using Time = SessionMachine::Time;

constexpr std::array<std::string_view, 4> kStates = {"open", "working", "full", "closed"};

// A request that is owed an answer.
struct InFlight {
    std::string request_id;
    std::string job_id;
    std::optional<Time> deadline;
};

// until is the time from one moment to another, as far as anybody waits.
Time until(const Timestamp& from, const Timestamp& to) {
    constexpr std::int64_t kMost = 100LL * 366 * 86'400;
    const auto seconds = std::clamp(to.seconds - from.seconds, -kMost, kMost);
    const auto nanos = static_cast<std::int64_t>(to.nanos) - static_cast<std::int64_t>(from.nanos);
    return std::chrono::seconds(seconds) + std::chrono::duration_cast<Time>(std::chrono::nanoseconds(nanos));
}

Bytes answer(const InFlight& request,
             Status status,
             std::string message,
             std::optional<std::string> type = std::nullopt) {
    Response response;
    response.job_id = request.job_id;
    response.request_id = request.request_id;
    response.status = status;
    response.error = ExecutionError{.message = std::move(message), .type = std::move(type), .code = {}, .details = {}};
    Buffer out;
    // Ids that were read can be written.
    std::ignore = wire::encode(response, out);
    return out.bytes();
}

Error out_of_sequence(std::string_view rule, std::string_view why) {
    return {Errc::bad_sequence, 0, {}, std::string(rule) + ": " + std::string(why)};
}

// What both ends share: the stream that comes in, the requests in flight, the end.
template <class Version>
class Session : public SessionMachine {
public:
    explicit Session(const Context& context) : incoming_(kFrames<Version>, context), context_(context) {}

    void receive(ByteView bytes, Time now, std::vector<Action>& out) override {
        if (closed_) return;
        std::vector<StreamFrame> frames;
        incoming_.feed(bytes, frames);
        for (const auto& frame : frames) {
            if (closed_) return;
            take(frame, now, out);
        }
        if (!closed_ && !incoming_.error().ok()) refuse(incoming_.error(), "12.4", out);
    }
    Error send(ByteView bytes, Time now) override {
        if (closed_) return out_of_sequence("12.4", "the connection is closed");
        MessageStream outgoing(kFrames<Version>, context_);
        std::vector<StreamFrame> frames;
        outgoing.feed(bytes, frames);
        if (!outgoing.error().ok()) return outgoing.error();
        if (outgoing.mid_frame()) return {Errc::truncated, bytes.size(), {}, "not whole frames"};
        const auto before = in_flight_;
        for (const auto& frame : frames) {
            auto error = put(frame, now);
            if (error.ok()) continue;
            in_flight_ = before;
            error.offset = frame.offset;
            return error;
        }
        return {};
    }
    void peer_closed(Time /*now*/, std::vector<Action>& out) override {
        if (closed_) return;
        if (incoming_.mid_frame())
            violation({Errc::truncated, offset_ + incoming_.pending().size(), {}, "the connection ends inside a frame"},
                      "11.2",
                      out);
        else if (!in_flight_.empty()) ended_before_answers(out);
        close(out);
    }
    [[nodiscard]] std::optional<Time> deadline() const override { return std::nullopt; }
    void tick(Time /*now*/, std::vector<Action>& /*out*/) override {}
    [[nodiscard]] std::string_view state() const override {
        if (closed_) return kStates[3];
        return kStates[in_flight_.empty() ? 0 : in_flight_.size() < kMostInFlight ? 1 : 2];
    }

protected:
    // take handles a frame of the peer, put asks whether this end may send one and notes it.
    virtual void take(const StreamFrame& frame, Time now, std::vector<Action>& out) = 0;
    virtual Error put(const StreamFrame& frame, Time now) = 0;
    virtual void ended_before_answers(std::vector<Action>& out) = 0;

    static std::string_view name(const StreamFrame& frame) { return frame.value.type().name; }
    void deliver(const StreamFrame& frame, std::vector<Action>& out) {
        out.push_back({.kind = Action::Kind::deliver, .frame = name(frame), .wire = frame.wire});
    }
    void reply(Bytes response, std::string_view rule, std::vector<Action>& out) {
        out.push_back(
            {.kind = Action::Kind::send, .frame = Response::kType, .wire = std::move(response), .rule = rule});
    }
    void violation(Error error, std::string_view rule, std::vector<Action>& out) {
        out.push_back({.kind = Action::Kind::violation, .error = std::move(error), .rule = rule});
    }
    void refuse(Error error, std::string_view rule, std::vector<Action>& out) {
        violation(std::move(error), rule, out);
        close(out);
    }
    void close(std::vector<Action>& out) {
        closed_ = true;
        in_flight_.clear();
        out.push_back({.kind = Action::Kind::close});
    }
    // settle removes the request that a response answers; false if it answers none.
    bool settle(const Response& response) {
        const auto answered = std::ranges::find_if(in_flight_, [&](const InFlight& request) {
            return response.request_id == request.request_id && response.job_id == request.job_id;
        });
        if (answered == in_flight_.end()) return false;
        in_flight_.erase(answered);
        return true;
    }

    std::vector<InFlight> in_flight_;
    std::size_t offset_ = 0;  // of the next frame of the peer

private:
    MessageStream incoming_;
    Context context_;
    bool closed_ = false;
};

template <class Version>
class Runner : public Session<Version> {
public:
    Runner(const Context& context, std::optional<Timestamp> opened_at)
        : Session<Version>(context), opened_at_(opened_at) {}

    [[nodiscard]] std::optional<Time> deadline() const override {
        std::optional<Time> first;
        for (const auto& request : this->in_flight_)
            if (request.deadline && (!first || *request.deadline < *first)) first = request.deadline;
        return first;
    }
    void tick(Time now, std::vector<Action>& out) override {
        std::erase_if(this->in_flight_, [&](const InFlight& request) {
            const bool over = request.deadline && *request.deadline <= now;
            if (over) this->reply(answer(request, Status::timeout, "Job execution timed out"), "13.7", out);
            return over;
        });
    }

private:
    void take(const StreamFrame& frame, Time now, std::vector<Action>& out) override {
        this->offset_ = frame.end();
        tick(now, out);
        if (this->name(frame) == Response::kType)
            return this->refuse(
                {Errc::bad_sequence, frame.offset, {}, "a response was sent to a runner"}, "13.18", out);
        if (this->name(frame) == CancelOf<Version>::kType) return cancel(frame, out);
        request(frame, now, out);
    }
    void request(const StreamFrame& frame, Time now, std::vector<Action>& out) {
        const auto& request = frame.value.as<RequestOf<Version>>();
        InFlight entry{.request_id = request.request_id, .job_id = request.job_id, .deadline = {}};
        if (request.protocol_version != Version::kProtocolVersion)
            return this->reply(answer(entry, Status::error, "Unsupported protocol version"), "13.2", out);
        if (opened_at_ && request.context.deadline) entry.deadline = until(*opened_at_, *request.context.deadline);
        if (entry.deadline && *entry.deadline <= now)
            return this->reply(answer(entry, Status::timeout, "Job deadline exceeded"), "13.6", out);
        if (this->in_flight_.size() == kMostInFlight)
            return this->reply(answer(entry, Status::error, "Runner busy: too many in-flight requests"), "13.4", out);
        this->in_flight_.push_back(std::move(entry));
        this->deliver(frame, out);
    }
    void cancel(const StreamFrame& frame, std::vector<Action>& out) {
        const auto& cancel = frame.value.as<CancelOf<Version>>();
        if (cancel.protocol_version != Version::kProtocolVersion) return;
        std::erase_if(this->in_flight_, [&](const InFlight& request) {
            const bool named =
                cancel.request_id ? request.request_id == *cancel.request_id : request.job_id == cancel.job_id;
            if (named) this->reply(answer(request, Status::error, "Job cancelled", "cancelled"), "13.10", out);
            return named;
        });
        this->deliver(frame, out);
    }
    Error put(const StreamFrame& frame, Time /*now*/) override {
        if (this->name(frame) != Response::kType) return out_of_sequence("12.3", "a runner sends responses");
        if (!this->settle(frame.value.as<Response>())) return out_of_sequence("13.1", "answers no request in flight");
        return {};
    }
    // An orchestrator may go whenever it likes.
    void ended_before_answers(std::vector<Action>& /*out*/) override {}

    std::optional<Timestamp> opened_at_;
};

template <class Version>
class Orchestrator : public Session<Version> {
public:
    using Session<Version>::Session;

private:
    // A v1 orchestrator fails its one job on whatever it did not ask for, later ones pass over it.
    static constexpr bool kGivesUp = std::is_same_v<Version, V1>;

    void take(const StreamFrame& frame, Time /*now*/, std::vector<Action>& out) override {
        this->offset_ = frame.end();
        if (this->name(frame) != Response::kType)
            return surprise({Errc::bad_sequence, frame.offset, {}, "a runner sends responses"}, "12.3", out);
        const auto& response = frame.value.as<Response>();
        const bool lacks_ids = !has_ids(response);
        if (this->settle(response)) return this->deliver(frame, out);
        Error error{Errc::bad_sequence, frame.offset, {}, "answers no request in flight"};
        if (lacks_ids) error.detail = "does not have both ids of its request";
        surprise(std::move(error), lacks_ids ? "14.1" : "13.1", out, kGivesUp || lacks_ids);
    }
    // Another request's id may be a late answer's; none at all, or ours with another job's id, is a fault.
    [[nodiscard]] bool has_ids(const Response& response) const {
        if (!response.request_id || !response.job_id) return false;
        return std::ranges::none_of(this->in_flight_, [&](const InFlight& request) {
            return request.request_id == *response.request_id && request.job_id != *response.job_id;
        });
    }
    void surprise(Error error, std::string_view rule, std::vector<Action>& out, bool gives_up = kGivesUp) {
        const bool waits = !this->in_flight_.empty();
        this->violation(std::move(error), rule, out);
        if (gives_up && waits) this->close(out);
    }
    Error put(const StreamFrame& frame, Time /*now*/) override {
        if (this->name(frame) == Response::kType)
            return out_of_sequence("12.3", "an orchestrator sends requests and cancels");
        if (this->name(frame) == CancelOf<Version>::kType) return {};
        const auto& request = frame.value.as<RequestOf<Version>>();
        this->in_flight_.push_back({.request_id = request.request_id, .job_id = request.job_id, .deadline = {}});
        return {};
    }
    void ended_before_answers(std::vector<Action>& out) override {
        this->violation({Errc::bad_sequence, this->offset_, {}, "the connection ends before every request is answered"},
                        "13.1",
                        out);
    }
};

}  // namespace

template <class Version>
std::unique_ptr<SessionMachine> make_session(Side self, const Context& context, std::optional<Timestamp> opened_at) {
    if (self == Side::server) return std::make_unique<Runner<Version>>(context, opened_at);
    return std::make_unique<Orchestrator<Version>>(context);
}

template <class Version>
const SessionType& session_type() {
    static constexpr SessionType kType{.states = kStates, .make = [](Side self, const Context& context) {
                                           return make_session<Version>(self, context, std::nullopt);
                                       }};
    return kType;
}

template std::unique_ptr<SessionMachine> make_session<V1>(Side, const Context&, std::optional<Timestamp>);
template std::unique_ptr<SessionMachine> make_session<V2a>(Side, const Context&, std::optional<Timestamp>);
template std::unique_ptr<SessionMachine> make_session<V2b>(Side, const Context&, std::optional<Timestamp>);
template const SessionType& session_type<V1>();
template const SessionType& session_type<V2a>();
template const SessionType& session_type<V2b>();

}  // namespace wireproof::rrq

#include "harness/peers/fibp/server.hpp"

#include <algorithm>

#include "harness/peers/fibp/broker.hpp"

namespace wireproof::peers::fibp {
namespace {

constexpr std::string_view kApiKey = "api_key";
constexpr auto kLate = std::chrono::milliseconds(1500);

struct Connection {
    std::unique_ptr<SessionMachine> machine = variant().session->make(Side::server, {});
    Who who;
    Bytes swapped;       // an answer held back by the switch swapped-answers
    bool muted = false;  // nothing more is sent: stalled, or on its way to be closed
};

// The connection that is being served, and when.
struct Turn {
    Time now;
    LinkId link;
    Connection& connection;
};

// ---- permissions --------------------------------------------------------------------------------------------------
// allowed: whether somebody may ask for this; one item without permission forbids all (§6.6).
template <class Request>
bool allowed(const Access& access, const Who& who, const Request& request) {
    const auto each = [&](const auto& items, std::string_view kind) {
        return std::ranges::all_of(items, [&](const auto& item) { return access.may(who, kind, item.queue); });
    };
    if constexpr (std::is_same_v<Request, Enqueue>) return each(request.messages, "produce");
    else if constexpr (requires { request.items; }) return each(request.items, "consume");
    else if constexpr (std::is_same_v<Request, Consume>) return access.may(who, "consume", request.queue);
    else if constexpr (std::is_same_v<Request, CreateQueue>) return access.may(who, "admin", request.name);
    else if constexpr (std::is_same_v<Request, Redrive>) return access.may(who, "admin", request.dlq_queue);
    else if constexpr (std::is_base_of_v<QueueName, Request>) return access.may(who, "admin", request.queue);
    else if constexpr (requires(Access& keys) { keys.handle(request); }) return access.is_superadmin(who);
    else return access.may_any(who, "admin");
}

// ---- the switch accept-anything -----------------------------------------------------------------------------------
template <class Result, class Request>
void forgive(Answer<Result>& answer, const Request& request) {
    if (!answer) answer = Result{};
    if constexpr (requires { answer->error_code; }) answer->error_code = error_code("Ok");
    if constexpr (requires { answer->results; }) {
        if constexpr (requires { request.messages; }) answer->results.resize(request.messages.size());
        else answer->results.resize(request.items.size());
        for (auto& result : answer->results) result.error_code = error_code("Ok");
    }
}

class FibpServer : public Server {
public:
    FibpServer(const Misbehaviour& misbehaviour, std::optional<std::string> bootstrap_key)
        : misbehaviour_(misbehaviour), access_(std::move(bootstrap_key)) {}

    void opened(Time, LinkId link) override { connections_.try_emplace(link); }
    void received(Time now, LinkId link, ByteView bytes) override;
    void ended(Time, LinkId link) override {
        connections_.erase(link);
        broker_.unsubscribe_all(link);
        std::erase_if(later_, [&](const auto& effect) { return effect.second.link == link; });
    }
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;
    [[nodiscard]] std::vector<Effect> take_effects() override { return std::exchange(effects_, {}); }

private:
    struct Row {
        std::string_view frame;
        void (FibpServer::*serve)(Turn&, ByteView);
    };
    template <class Request>
    static constexpr Row row() {
        return {Request::kName, &FibpServer::serve<Request>};
    }
    static const Row* row_of(std::string_view frame);

    void perform(Turn& turn, const Action& action);
    void demanded(Turn& turn, const Action& action);
    void handshake(Turn& turn, ByteView wire);
    template <class Request>
    void serve(Turn& turn, ByteView wire);
    template <class Request>
    auto handle(const Turn& turn, std::uint32_t request_id, const Request& request);
    template <class Request>
    auto rehearse(const Turn& turn, std::uint32_t request_id, const Request& request);
    void push(Time now);

    template <class Body>
    void answer(Turn& turn, std::uint32_t request_id, Body body);
    void emit(Turn& turn, std::string_view frame, Bytes bytes);
    void write(LinkId link, Bytes bytes) { effects_.push_back({link, Effect::Kind::write, std::move(bytes)}); }
    void end(Turn& turn, Effect::Kind how) {
        turn.connection.muted = true;
        effects_.push_back({turn.link, how, {}});
    }

    Misbehaviour misbehaviour_;
    std::map<LinkId, Connection> connections_;
    std::vector<std::pair<Time, Effect>> later_;
    std::vector<Effect> effects_;
    Broker broker_;
    Access access_;
};

// ---- what comes ---------------------------------------------------------------------------------------------------
void FibpServer::received(Time now, LinkId link, ByteView bytes) {
    Turn turn{now, link, connections_.at(link)};
    if (turn.connection.muted) return;
    if (misbehaviour_.is(Switch::whole_frames_only)) bytes = whole_only(bytes);
    Bytes parts;
    if (misbehaviour_.is(Switch::no_reassembly)) bytes = parts = alone(bytes);
    std::vector<Action> actions;
    turn.connection.machine->receive(bytes, now, actions);
    for (const auto& action : actions) perform(turn, action);
    push(now);
}

void FibpServer::perform(Turn& turn, const Action& action) {
    if (turn.connection.muted) return;
    switch (action.kind) {
        case Action::Kind::violation: return;  // what follows from it comes as an action of its own
        case Action::Kind::send: return demanded(turn, action);
        case Action::Kind::close:
            if (!misbehaviour_.is(Switch::keep_open)) end(turn, Effect::Kind::close);
            return;
        case Action::Kind::deliver: break;
    }
    if (action.frame == Handshake::kName) return handshake(turn, action.wire);
    if (action.frame != CancelConsume::kName) return (this->*row_of(action.frame)->serve)(turn, action.wire);
    if (!misbehaviour_.is(Switch::ignores_cancel)) broker_.unsubscribe(turn.link, request_id_of(action.wire));
}

// demanded sends what the rules of the connection ask for.
void FibpServer::demanded(Turn& turn, const Action& action) {
    const bool refuses = action.frame == ErrorReply::kName;
    if (!refuses || !misbehaviour_.is(Switch::accept_anything)) return emit(turn, action.frame, action.wire);
    if (!action.rule.starts_with("5.")) return;  // as if nothing were wrong with it
    write(turn.link, *in_parts(frame_of(0, HandshakeOk{.negotiated_version = kVersion}), kMostBody));
    turn.connection.muted = true;
}

// A handshake is no answer that switches count, so that a client gets as far as to see what they do.
void FibpServer::handshake(Turn& turn, ByteView wire) {
    auto who = access_.admit(body_of<Handshake>(wire).body.api_key);
    if (!who && misbehaviour_.is(Switch::accept_anything)) who = Who();
    HandshakeOk accepted{.negotiated_version = kVersion, .max_frame_size = kMaxFrame};
    const auto reply = who ? frame_of(0, accepted) : frame_of(0, who.error());
    auto bytes = *in_parts(reply, kMostBody);
    std::ignore = turn.connection.machine->send(bytes, turn.now);
    if (who) turn.connection.who = *who;
    if (who && misbehaviour_.is(Switch::bad_handshake)) {
        ++accepted.negotiated_version;
        bytes = *in_parts(frame_of(1, accepted), kMostBody);
    }
    write(turn.link, std::move(bytes));
    std::vector<Action> actions;
    turn.connection.machine->tick(turn.now, actions);
    for (const auto& action : actions) perform(turn, action);
}

const FibpServer::Row* FibpServer::row_of(std::string_view frame) {
    static constexpr Row kRows[] = {row<Enqueue>(),
                                    row<Consume>(),
                                    row<Ack>(),
                                    row<Nack>(),
                                    row<CreateQueue>(),
                                    row<DeleteQueue>(),
                                    row<GetStats>(),
                                    row<ListQueues>(),
                                    row<SetConfig>(),
                                    row<GetConfig>(),
                                    row<ListConfig>(),
                                    row<Redrive>(),
                                    row<CreateApiKey>(),
                                    row<RevokeApiKey>(),
                                    row<ListApiKeys>(),
                                    row<SetAcl>(),
                                    row<GetAcl>()};
    return std::ranges::find(kRows, frame, &Row::frame);
}

template <class Request>
auto FibpServer::handle(const Turn& turn, std::uint32_t request_id, const Request& request) {
    if constexpr (std::is_same_v<Request, Consume>)
        return Answer<ConsumeOk>(broker_.subscribe(turn.link, request_id, request.queue));
    else if constexpr (requires { access_.handle(request); }) return access_.handle(request);
    else return broker_.handle(request);
}

// rehearse gives the answer of a request and leaves everything as it was, subscriptions aside: the switch
// changes-nothing.
template <class Request>
auto FibpServer::rehearse(const Turn& turn, std::uint32_t request_id, const Request& request) {
    if constexpr (std::is_same_v<Request, Consume>) return handle(turn, request_id, request);
    const auto broker = broker_;
    const auto access = access_;
    auto result = handle(turn, request_id, request);
    broker_ = broker;
    access_ = access;
    return result;
}

template <class Request>
void FibpServer::serve(Turn& turn, ByteView wire) {
    const auto [flags, request_id, request] = body_of<Request>(wire);
    using Result = decltype(handle(turn, request_id, request));
    Result result = refusal(error_code("Forbidden"), "no permission for this");
    if (allowed(access_, turn.connection.who, request)) {
        result = misbehaviour_.is(Switch::changes_nothing) ? rehearse(turn, request_id, request)
                                                           : handle(turn, request_id, request);
    }
    if (misbehaviour_.is(Switch::accept_anything)) forgive(result, request);
    if (result) answer(turn, request_id, std::move(*result));
    else answer(turn, request_id, std::move(result.error()));
}

// push sends what subscriptions wait for.
void FibpServer::push(Time now) {
    while (auto next = broker_.next_push(now)) {
        const auto it = connections_.find(next->link);
        if (it == connections_.end() || it->second.muted) continue;
        Turn turn{now, it->first, it->second};
        if (next->delivery) answer(turn, next->request_id, std::move(*next->delivery));
        else
            answer(turn,
                   next->request_id,
                   ErrorReply{
                       .error_code = error_code("QueueNotFound"), .message = "the queue was deleted", .metadata = {}});
    }
}

// ---- what goes out ------------------------------------------------------------------------------------------------
template <class Body>
void FibpServer::answer(Turn& turn, std::uint32_t request_id, Body body) {
    if constexpr (std::is_same_v<Body, Delivery>)
        if (misbehaviour_.is(Switch::wrong_value)) body.messages.front().payload.push_back('?');
    auto bytes = in_parts(frame_of(request_id, std::move(body)), kMostBody);
    // A list may be too long for its count, a text that was put together too long for its length.
    if (!bytes)
        bytes = in_parts(frame_of(request_id,
                                  ErrorReply{.error_code = error_code("InternalError"),
                                             .message = "the answer has no encoding",
                                             .metadata = {}}),
                         kMostBody);
    const bool may = turn.connection.machine->send(*bytes, turn.now).ok();
    if (may || misbehaviour_.is(Switch::ignores_cancel)) emit(turn, Body::kName, std::move(*bytes));
}

void FibpServer::emit(Turn& turn, std::string_view frame, Bytes bytes) {
    auto& wrong = misbehaviour_;
    wrong.count();
    const auto id = request_id_of(bytes);
    if (wrong.hit(Switch::no_answer)) return;
    if (wrong.hit(Switch::drops_push) && frame == Delivery::kName) return;
    if (wrong.hit(Switch::close_early)) return end(turn, Effect::Kind::close);
    if (wrong.hit(Switch::reset)) return end(turn, Effect::Kind::reset);
    if (wrong.hit(Switch::wrong_status)) bytes = other_status(bytes);
    if (wrong.hit(Switch::wrong_value) && frame != Delivery::kName) bytes = other_value(std::move(bytes));
    if (wrong.hit(Switch::wrong_id)) set_request_id(bytes, id + 1);
    if (wrong.hit(Switch::bad_length)) bytes = longer(std::move(bytes));
    if (wrong.hit(Switch::swapped_answers) && turn.connection.swapped.empty()) {
        turn.connection.swapped = std::move(bytes);
        return;
    }
    if (wrong.hit(Switch::late_answer)) {
        later_.emplace_back(turn.now + kLate, Effect{turn.link, Effect::Kind::write, std::move(bytes)});
        return;
    }
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::stall)) bytes.resize(bytes.size() / 2);
    if (wrong.hit(Switch::double_answer)) write(turn.link, bytes);
    write(turn.link, std::move(bytes));
    if (!turn.connection.swapped.empty()) write(turn.link, std::exchange(turn.connection.swapped, {}));
    if (wrong.hit(Switch::stall)) turn.connection.muted = true;
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::close_always)) end(turn, Effect::Kind::close);
}

// ---- time ---------------------------------------------------------------------------------------------------------
void FibpServer::tick(Time now) {
    std::erase_if(later_, [&](auto& entry) {
        if (entry.first > now) return false;
        effects_.push_back(std::move(entry.second));
        return true;
    });
    broker_.expire(now);
    push(now);
}

std::optional<Time> FibpServer::next_timer() const {
    auto next = broker_.next_expiry();
    for (const auto& [due, effect] : later_)
        if (!next || due < *next) next = due;
    return next;
}

}  // namespace

std::unique_ptr<Server> make_server(const Misbehaviour& misbehaviour) {
    return std::make_unique<FibpServer>(misbehaviour, std::nullopt);
}

std::expected<std::unique_ptr<Server>, std::string> make_server_with(const Misbehaviour& misbehaviour,
                                                                     const Params& params) {
    std::optional<std::string> key;
    for (const auto& [name, value] : params) {
        if (name != kApiKey) return std::unexpected("no " + name + ": api_key");
        key = value;
    }
    return std::make_unique<FibpServer>(misbehaviour, key);
}

Params params_for(std::span<const std::string> capabilities) {
    const bool guarded = std::ranges::find(capabilities, "fibp.auth") != capabilities.end();
    return guarded ? Params{{std::string(kApiKey), "wireproof-key"}} : Params();
}

}  // namespace wireproof::peers::fibp

#include "harness/peers/fibp/client.hpp"

#include <algorithm>
#include <charconv>

#include "harness/peers/fibp/methods.hpp"

namespace wireproof::peers::fibp {
namespace {

constexpr std::int64_t kDefaultTimeoutMs = 2000;

struct Address {
    std::string host;
    std::uint16_t port;
};

std::optional<Address> address_of(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const auto digits = text.substr(colon + 1);
    Address address{std::string(text.substr(0, colon)), 0};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return address;
}

// A call that has no end yet.
struct Pending {
    int seq;
    const Method* method;
    Json args;
    std::size_t items = 1;                // of its request
    std::optional<Time> deadline;         // none: it waits for messages
    std::optional<std::uint64_t> left{};  // messages until it ends
    bool redirected = false;              // to the leader, once
};

class FibpClient : public Client {
public:
    explicit FibpClient(const Misbehaviour& misbehaviour) : misbehaviour_(misbehaviour) {}

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
    enum class State : std::uint8_t { closed, connecting, greeting, ready };
    using Calls = std::map<std::uint32_t, Pending>;  // by request id

    void connect(Time now, int seq, const Json& args);
    void close(Time now, int seq);
    void send(Time now, Pending call);
    bool write(Bytes bytes);
    std::uint32_t next_id();
    void say_goodbye(Time now);

    void take(Time now, Bytes frame);
    void take_careless(Bytes& frame);
    void delivered(Time now, const Action& action);
    void greeted(Time now, const Action& action);
    void pushed(Time now, Calls::iterator call, ByteView delivery);
    void settle(Calls::iterator call, ByteView answer);
    bool redirects(Time now, Calls::iterator call, ByteView answer);
    void end_subscription(Time now, Calls::iterator call);
    void drop(std::string_view error, const std::string& why, bool reset = false);

    void returned(int seq, Json value, bool of_request = false);
    void raised(int seq, std::string_view error, const std::string& message);
    void reply(int seq, Json reply) { actions_.emplace_back(CallReply{seq, std::move(reply)}); }

    Misbehaviour misbehaviour_;
    State state_ = State::closed;
    Line line_ = 0;
    std::unique_ptr<SessionMachine> machine_;
    RawFrames incoming_;
    std::optional<std::string> api_key_;
    std::chrono::milliseconds timeout_{kDefaultTimeoutMs};
    std::optional<int> connecting_;     // the call of `connect`
    std::optional<Time> deadline_;      // of the connection being made
    std::optional<Pending> to_repeat_;  // once the leader has greeted
    std::uint64_t most_ = kMostBody;    // bytes of a body that the server takes in one frame
    std::uint32_t last_id_ = 0;
    Calls calls_;
    std::optional<Bytes> stale_;  // kept by the switch stale-answer
    std::vector<ClientAction> actions_;
};

// ---- calls --------------------------------------------------------------------------------------------------------
void FibpClient::call(Time now, int seq, const std::string& method, const Json& args) {
    if (method == "connect") return connect(now, seq, args);
    if (method == "close") return close(now, seq);
    const auto* const found = find_method(method);
    if (found == nullptr) return reply(seq, {{"status", "unsupported"}, {"reason", "no method " + method}});
    Pending call{.seq = seq, .method = found, .args = args, .deadline = now + timeout_};
    if (found->result == Method::Result::subscription && args.contains("count")) {
        if (!args["count"].is_number_unsigned() || args["count"] == 0)
            return raised(seq, "invalid_argument", "count: expected a positive number");
        call.left = args["count"].get<std::uint64_t>();
        call.args.erase("count");
    }
    if (const auto good = request_of(*found, call.args, 0); !good) return raised(seq, "invalid_argument", good.error());
    if (found->result == Method::Result::items) call.items = args["messages"].size();
    if (state_ != State::ready) return raised(seq, "closed", "not connected");
    send(now, std::move(call));
}

void FibpClient::connect(Time now, int seq, const Json& args) {
    if (state_ != State::closed) return raised(seq, "invalid_argument", "already connected");
    api_key_.reset();
    const auto options = args.value("options", Json::object());
    for (const auto& [name, value] : options.items()) {
        if (name != "api_key" || !value.is_string())
            return reply(seq, {{"status", "unsupported"}, {"reason", "no option " + name}});
        api_key_ = value.get<std::string>();
    }
    const bool good = args.value("host", Json()).is_string() && args.value("port", Json()).is_number_unsigned() &&
                      args.value("transport", "tcp") == "tcp";
    if (!good) return raised(seq, "invalid_argument", "expected host, port, and transport tcp");
    timeout_ = std::chrono::milliseconds(args.value("timeout_ms", kDefaultTimeoutMs));
    connecting_ = seq;
    state_ = State::connecting;
    deadline_ = now + timeout_;
    actions_.emplace_back(Connect{args["host"].get<std::string>(), args["port"].get<std::uint16_t>(), line_});
}

void FibpClient::close(Time now, int seq) {
    if (!misbehaviour_.is(Switch::keep_open)) {
        say_goodbye(now);
        drop("closed", "closed by the caller");
    }
    returned(seq, Json());
}

// say_goodbye: a client that closes in an orderly way says so first (§5.24).
void FibpClient::say_goodbye(Time now) {
    if (state_ != State::ready || misbehaviour_.is(Switch::close_early)) return;
    const auto bytes = *in_parts(frame_of(0, Disconnect{}), kMostBody);
    if (machine_->send(bytes, now).ok()) actions_.emplace_back(Write{bytes, line_});
}

void FibpClient::cancel(Time now, int seq) {
    const auto it = std::ranges::find(calls_, seq, [](const auto& entry) { return entry.second.seq; });
    if (it == calls_.end()) return;
    if (it->second.method->result == Method::Result::subscription) return end_subscription(now, it);
    // Its answer is dropped when it comes.
    calls_.erase(it);
    raised(seq, "cancelled", "cancelled");
}

void FibpClient::end_subscription(Time now, Calls::iterator call) {
    const auto [id, pending] = *call;
    calls_.erase(call);
    if (!misbehaviour_.is(Switch::ignores_cancel)) {
        const auto bytes = *in_parts(frame_of(id, CancelConsume{}), kMostBody);
        if (machine_->send(bytes, now).ok()) actions_.emplace_back(Write{bytes, line_});
    }
    returned(pending.seq, Json());
}

std::uint32_t FibpClient::next_id() {
    if (misbehaviour_.is(Switch::wrong_id) && last_id_ != 0) return last_id_;
    do ++last_id_;
    while (last_id_ == 0 || calls_.contains(last_id_));
    return last_id_;
}

void FibpClient::send(Time now, Pending call) {
    const auto id = next_id();
    const auto frame = *request_of(*call.method, call.args, id);
    auto bytes = in_parts(frame, most_);
    if (!bytes) return raised(call.seq, "invalid_argument", describe(bytes.error()));
    const auto error = machine_->send(*bytes, now);
    if (!error.ok() && !misbehaviour_.is(Switch::wrong_id))
        return raised(call.seq, "invalid_argument", "may not be sent: §" + error.detail);
    // With an id that is taken (the switch wrong-id) the older call is never answered.
    calls_.insert_or_assign(id, std::move(call));
    if (!write(std::move(*bytes)) || !stale_) return;
    auto answer = *std::exchange(stale_, std::nullopt);
    set_request_id(answer, id);
    take(now, std::move(answer));
}

// write commits the faults of sending; false: the connection is gone.
bool FibpClient::write(Bytes bytes) {
    auto& wrong = misbehaviour_;
    wrong.count();
    if (wrong.hit(Switch::close_early) || wrong.hit(Switch::reset)) {
        drop("closed", "the connection has ended", wrong.hit(Switch::reset));
        return false;
    }
    if (wrong.hit(Switch::bad_length)) bytes = longer(std::move(bytes));
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::stall)) bytes.resize(bytes.size() / 2);
    if (wrong.hit(Switch::double_answer)) actions_.emplace_back(Write{bytes, line_});
    actions_.emplace_back(Write{std::move(bytes), line_});
    if (wrong.hit(Switch::truncated_answer)) drop("closed", "the connection has ended");
    return state_ == State::ready;
}

// ---- the connection -----------------------------------------------------------------------------------------------
void FibpClient::connected(Time now, Line line) {
    if (line != line_) return;
    state_ = State::greeting;
    machine_ = variant().session->make(Side::client, {});
    incoming_.clear();
    stale_.reset();
    most_ = kMostBody;
    const auto version = static_cast<std::uint16_t>(misbehaviour_.is(Switch::bad_handshake) ? kVersion + 1 : kVersion);
    const auto bytes = *in_parts(frame_of(0, Handshake{.protocol_version = version, .api_key = api_key_}), kMostBody);
    std::ignore = machine_->send(bytes, now);
    actions_.emplace_back(Write{bytes, line_});
}

void FibpClient::refused(Time, Line line, const std::string& why) {
    if (line == line_) drop("refused", why);
}

void FibpClient::received(Time now, Line line, ByteView bytes) {
    if (line != line_ || state_ == State::closed) return;
    if (misbehaviour_.is(Switch::whole_frames_only)) bytes = whole_only(bytes);
    incoming_.add(bytes);
    while (state_ != State::closed) {
        auto frame = incoming_.next();
        if (!frame) return;
        if (misbehaviour_.is(Switch::no_reassembly)) *frame = alone(*frame);
        take(now, std::move(*frame));
        if (line != line_) return;
    }
}

void FibpClient::ended(Time now, Line line) {
    if (line != line_ || state_ == State::closed) return;
    std::vector<Action> actions;
    if (machine_) machine_->peer_closed(now, actions);
    drop("closed", "the server ended the connection");
}

// take lets the machine judge one frame, so that a violation can be told to be of that frame's call.
void FibpClient::take(Time now, Bytes frame) {
    const auto id = request_id_of(frame);
    take_careless(frame);
    std::vector<Action> actions;
    machine_->receive(frame, now, actions);
    std::optional<Error> broken;
    const auto line = line_;
    for (const auto& action : actions) {
        if (state_ == State::closed || line != line_) return;
        switch (action.kind) {
            case Action::Kind::send: actions_.emplace_back(Write{action.wire, line_}); break;
            case Action::Kind::violation: broken = action.error; break;
            case Action::Kind::deliver: delivered(now, action); break;
            case Action::Kind::close:
                if (misbehaviour_.is(Switch::keep_open)) break;
                if (broken)
                    drop(broken->code == Errc::bad_version ? "unsupported_version" : "protocol", describe(*broken));
                else drop("closed", "the server said that it goes");
                return;
        }
    }
    const auto call = calls_.find(id);
    if (!broken || call == calls_.end()) return;
    const auto seq = call->second.seq;
    calls_.erase(call);
    raised(seq, "protocol", describe(*broken));
}

// take_careless commits the faults of believing a frame that should not be believed.
void FibpClient::take_careless(Bytes& frame) {
    const auto name = name_of(frame);
    if (name == Ping::kName || name == Pong::kName || frame.size() < u32be.kSize + kLeastLength) return;
    const bool unknown = state_ == State::ready && !calls_.contains(request_id_of(frame));
    if (misbehaviour_.is(Switch::stale_answer) && unknown) stale_ = frame;
    if (!misbehaviour_.is(Switch::no_verify)) return;
    if (name == HandshakeOk::kName)
        frame = *in_parts(frame_of(0, HandshakeOk{.negotiated_version = kVersion}), kMostBody);
    if (!calls_.empty() && unknown) set_request_id(frame, calls_.begin()->first);
    if (calls_.empty() || state_ != State::ready) return;
    // What answers another request, or cannot be read, becomes an answer to this one.
    const auto& method = *calls_.begin()->second.method;
    wire::FrameValue value(*variant().frame(name.empty() ? Pong::kName : name));
    const bool good = value.decode(frame).ok() && (name.starts_with(method.request) || name == Delivery::kName ||
                                                   name == ErrorReply::kName || name == Disconnect::kName);
    if (!good && method.request == Ack::kName)
        frame = *in_parts(frame_of(request_id_of(frame), AckResult{{.results = {{}}}}), kMostBody);
}

void FibpClient::delivered(Time now, const Action& action) {
    if (state_ == State::greeting) return greeted(now, action);
    const auto call = calls_.find(request_id_of(action.wire));
    if (call == calls_.end()) return;
    if (action.frame == Delivery::kName) return pushed(now, call, action.wire);
    if (action.frame == ErrorReply::kName && redirects(now, call, action.wire)) return;
    settle(call, action.wire);
    if (misbehaviour_.is(Switch::close_always)) drop("closed", "closed");
}

void FibpClient::greeted(Time now, const Action& action) {
    if (action.frame == ErrorReply::kName) {
        const auto& error = body_of<ErrorReply>(action.wire).body;
        const auto failure = failure_of(error.error_code, error.message);
        return drop(failure.error, failure.message);
    }
    state_ = State::ready;
    deadline_.reset();
    const auto limit = body_of<HandshakeOk>(action.wire).body.max_frame_size;
    if (limit > kLeastLength) most_ = limit - kLeastLength;
    if (connecting_) returned(*std::exchange(connecting_, std::nullopt), Json());
    if (to_repeat_) send(now, *std::exchange(to_repeat_, std::nullopt));
}

void FibpClient::pushed(Time now, Calls::iterator call, ByteView delivery) {
    const auto id = call->first;
    for (auto& message : messages_of(delivery)) {
        if (misbehaviour_.is(Switch::drops_push)) continue;
        if (misbehaviour_.is(Switch::wrong_value)) message["payload"] = message["payload"].get<std::string>() + "3f";
        reply(call->second.seq, {{"status", "item"}, {"value", std::move(message)}});
        if (call->second.left && --*call->second.left == 0) return end_subscription(now, calls_.find(id));
    }
}

void FibpClient::settle(Calls::iterator call, ByteView answer) {
    auto& pending = call->second;
    auto result = result_of(*pending.method, answer, pending.items);
    if (result && pending.method->result == Method::Result::subscription) {
        pending.deadline.reset();  // messages come when there are any
        return;
    }
    const auto seq = pending.seq;
    calls_.erase(call);
    if (result) returned(seq, std::move(*result), true);
    else raised(seq, result.error().error, result.error().message);
}

// redirects: an Error NotLeader with an address sends the call there, once (§5.16).
bool FibpClient::redirects(Time now, Calls::iterator call, ByteView answer) {
    const auto error = body_of<ErrorReply>(answer).body;
    const auto* const leader = find(error.metadata, "leader_addr");
    const auto address = leader == nullptr ? std::nullopt : address_of(*leader);
    if (error.error_code != error_code("NotLeader") || !address || address->port == 0) return false;
    auto pending = std::move(call->second);
    calls_.erase(call);
    const bool again = std::exchange(pending.redirected, true);
    if (again) raised(pending.seq, "not_leader", error.message);
    // The machine has said goodbye and is closed.
    actions_.emplace_back(Write{*in_parts(frame_of(0, Disconnect{}), kMostBody), line_});
    drop("closed", "the client went to another server");
    if (again) return true;
    state_ = State::connecting;
    deadline_ = now + timeout_;
    pending.deadline = deadline_;
    to_repeat_ = std::move(pending);
    actions_.emplace_back(Connect{address->host, address->port, ++line_});
    return true;
}

// drop ends the connection and every call with it.
void FibpClient::drop(std::string_view error, const std::string& why, bool reset) {
    if (state_ == State::closed) return;
    if (!misbehaviour_.is(Switch::keep_open)) actions_.emplace_back(Close{.reset = reset, .line = line_});
    state_ = State::closed;
    deadline_.reset();
    if (connecting_) raised(*std::exchange(connecting_, std::nullopt), error, why);
    if (to_repeat_) raised(std::exchange(to_repeat_, std::nullopt)->seq, error, why);
    for (const auto& [id, call] : std::exchange(calls_, {})) raised(call.seq, error, why);
}

// ---- time ---------------------------------------------------------------------------------------------------------
void FibpClient::tick(Time now) {
    if (deadline_ && *deadline_ <= now) return drop("timeout", "no handshake in time");
    std::vector<int> late;
    std::erase_if(calls_, [&](const auto& entry) {
        const auto& [id, call] = entry;
        if (!call.deadline || now < *call.deadline) return false;
        late.push_back(call.seq);
        return true;
    });
    for (const auto seq : late) raised(seq, "timeout", "no answer in time");
}

std::optional<Time> FibpClient::next_timer() const {
    auto next = deadline_;
    for (const auto& [id, call] : calls_)
        if (call.deadline && (!next || *call.deadline < *next)) next = call.deadline;
    return next;
}

// ---- replies ------------------------------------------------------------------------------------------------------
void FibpClient::returned(int seq, Json value, bool of_request) {
    if (of_request && misbehaviour_.is(Switch::no_answer)) return;
    if (of_request && misbehaviour_.is(Switch::wrong_value)) value = {{"wrong", std::move(value)}};
    reply(seq, {{"status", "ok"}, {"value", std::move(value)}});
}

void FibpClient::raised(int seq, std::string_view error, const std::string& message) {
    if (misbehaviour_.is(Switch::hangs_on_error) || misbehaviour_.is(Switch::no_answer)) return;
    if (misbehaviour_.is(Switch::accept_anything)) return returned(seq, Json());
    const auto named = misbehaviour_.is(Switch::wrong_status) ? std::string_view("other") : error;
    reply(seq, raised_reply(error, named, message));
}

}  // namespace

std::unique_ptr<Client> make_client(const Misbehaviour& misbehaviour) {
    return std::make_unique<FibpClient>(misbehaviour);
}

std::vector<std::string> client_methods() {
    std::vector<std::string> names = {"connect", "close"};
    for (const auto& method : methods()) names.emplace_back(method.name);
    return names;
}

}  // namespace wireproof::peers::fibp

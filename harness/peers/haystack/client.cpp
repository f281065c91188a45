#include "harness/peers/haystack/client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <random>

#include "harness/peers/haystack/calls.hpp"
#include "harness/peers/haystack/methods.hpp"
#include "harness/peers/haystack/options.hpp"
#include "harness/peers/websocket.hpp"
#include "harness/session/scram.hpp"

namespace wireproof::peers::haystack {
namespace {

using namespace wireproof::haystack;

constexpr auto kCapabilitiesPatience = std::chrono::seconds(5);  // (9.9)
constexpr std::uint16_t kNormalClose = 1000;
constexpr RequestId kIds = 0x10000;  // ids of a frame; they begin again

std::string fresh_nonce() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}", random(), random(), random());
}

std::optional<RequestId> id_in(const Hayson& envelope) {
    const auto text = as_text(member(envelope, "id")).value_or("");
    RequestId id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(id) : std::nullopt;
}

class HaystackClient : public Client {
public:
    HaystackClient(const Misbehaviour& misbehaviour, Version version)
        : misbehaviour_(misbehaviour), version_(version) {}

    void call(Time now, int seq, const std::string& method, const Json& args) override;
    void cancel(Time now, int seq) override;
    void connected(Time now, Line line) override;
    void refused(Time, Line line, const std::string& why) override {
        if (line == line_) drop("refused", why);
    }
    void received(Time now, Line line, ByteView bytes) override;
    void ended(Time now, Line line) override;
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;
    [[nodiscard]] std::vector<ClientAction> take_actions() override { return std::exchange(actions_, {}); }

private:
    enum class State : std::uint8_t { closed, connecting, upgrading, authenticating, negotiating, ready, ending };

    void connect(Time now, int seq, const Json& args);
    void close(Time now, int seq);
    void pushes(int seq);
    void send(Time now, Call call, const std::vector<Request>& requests);
    void send_frame(Time now, Call call, const Request& request);
    RequestId next_id();

    [[nodiscard]] Time age(Time now) const { return now - opened_; }
    [[nodiscard]] Version machine_version() const;
    [[nodiscard]] Bytes sift(ByteView bytes) const;
    void perform(Time now, const std::vector<Action>& actions);
    void demanded(const Action& action);
    void upgraded(Time now);
    void authenticated(Time now);
    void ready();
    void heard(Time now, ByteView text);
    void prove(Time now, std::string_view text);
    void agree(std::string_view text);
    void heard_one(Hayson& message);
    void framed(const Frame& frame);
    void pushed(Json value);
    void answered(RequestId id, std::expected<Hayson, std::string> grid, bool failed);
    void settle(const Call& call);
    void drop(std::string_view error, const std::string& why, bool reset = false);

    bool say(Time now, const std::string& text);
    bool write(Bytes bytes);
    void returned(int seq, Json value, bool of_request = false);
    void raised(int seq, std::string_view error, const std::string& message, Json detail = Json::object());
    void reply(int seq, Json reply) { actions_.emplace_back(CallReply{seq, std::move(reply)}); }

    Misbehaviour misbehaviour_;
    Version version_;
    State state_ = State::closed;
    Line line_ = 0;
    Options options_;
    Packing packing_{};  // as agreed
    std::optional<WebSocketEnd> socket_;
    std::optional<session::ScramClient> scram_;
    Time opened_{};
    std::optional<Time> deadline_, next_ping_;          // of what `connect` waits for
    std::optional<int> connecting_, closing_, pushes_;  // calls
    RequestId last_id_ = kIds - 1;
    Calls calls_;
    std::vector<Json> unheard_;      // pushes that no call has told yet
    std::optional<Answered> stale_;  // kept by the switch stale-answer
    std::vector<ClientAction> actions_;
};

// ---- calls --------------------------------------------------------------------------------------------------------
void HaystackClient::call(Time now, int seq, const std::string& method, const Json& args) {
    if (method == "connect") return connect(now, seq, args);
    if (method == "close") return close(now, seq);
    if (method == "pushes") return pushes(seq);
    Call call{.seq = seq, .deadline = now + options_.timeout};
    std::vector<Request> requests;
    if (method == "batch") {
        auto several = requests_of(args);
        if (!several) return raised(seq, "invalid_argument", several.error());
        requests = std::move(*several);
        call.batch = true;
    } else {
        const auto* const found = std::ranges::find(methods(), method, &Method::name).base();
        if (found == methods().data() + methods().size())
            return reply(seq, {{"status", "unsupported"}, {"reason", "no method " + method}});
        auto one = request_of(*found, args);
        if (!one) return raised(seq, "invalid_argument", one.error());
        requests.push_back(std::move(*one));
        call.returns_grid = found->returns_grid;
    }
    if (state_ != State::ready) return raised(seq, "closed", "not connected");
    send(now, std::move(call), requests);
}

void HaystackClient::connect(Time now, int seq, const Json& args) {
    if (state_ != State::closed) return raised(seq, "invalid_argument", "already connected");
    auto options = Options::read(args, version_);
    if (!options && options.error().unknown)
        return reply(seq, {{"status", "unsupported"}, {"reason", options.error().why}});
    if (!options) return raised(seq, "invalid_argument", options.error().why);
    options_ = std::move(*options);
    unheard_.clear();
    stale_.reset();
    connecting_ = seq;
    state_ = State::connecting;
    deadline_ = now + options_.timeout;
    actions_.emplace_back(Connect{options_.host, options_.port, ++line_});
}

void HaystackClient::close(Time now, int seq) {
    if (state_ == State::closed || misbehaviour_.is(Switch::keep_open)) return returned(seq, Json());
    for (const auto& call : calls_.take_all()) raised(call.seq, "closed", "closed by the caller");
    const auto bytes = socket_ ? socket_->close(kNormalClose, age(now)) : std::unexpected(Error{});
    if (!bytes || misbehaviour_.is(Switch::close_early)) {
        drop("closed", "closed by the caller");
        return returned(seq, Json());
    }
    const bool wrong = misbehaviour_.is(Switch::wrong_close_code);
    actions_.emplace_back(Write{wrong ? socket_->framed_close(other_code(*bytes)) : *bytes, line_});
    closing_ = seq;
    state_ = State::ending;
}

void HaystackClient::pushes(int seq) {
    pushes_ = seq;
    for (auto& value : std::exchange(unheard_, {})) pushed(std::move(value));
}

void HaystackClient::cancel(Time, int seq) {
    if (pushes_ == seq) {
        pushes_.reset();
        return returned(seq, Json());
    }
    // Its answer is dropped when it comes.
    if (calls_.take_seq(seq)) raised(seq, "cancelled", "cancelled");
}

RequestId HaystackClient::next_id() {
    if (misbehaviour_.is(Switch::wrong_id) && last_id_ < kIds - 1) return last_id_;
    do last_id_ = (last_id_ + 1) % kIds;
    while (calls_.waits_for(last_id_));
    return last_id_;
}

void HaystackClient::send(Time now, Call call, const std::vector<Request>& requests) {
    if (options_.binary && !call.batch) return send_frame(now, std::move(call), requests.front());
    auto text = Hayson::array();
    std::vector<RequestId> ids;
    for (const auto& request : requests) {
        ids.push_back(next_id());
        text.push_back({{"id", std::to_string(ids.back())}, {"op", request.op}, {"grid", request.grid}});
    }
    auto bytes = socket_->text(text_of(call.batch ? text : text.front()), age(now));
    if (!bytes) return raised(call.seq, "invalid_argument", describe(bytes.error()));
    calls_.add(std::move(call), ids);
    write(std::move(*bytes));
}

void HaystackClient::send_frame(Time now, Call call, const Request& request) {
    const auto op = op_code(request.op);
    if (!op) return raised(call.seq, "invalid_argument", "no code for the operation " + request.op);
    const auto content = text_of(request.grid);
    const auto id = next_id();
    const Frame frame{.req_id = static_cast<std::uint16_t>(id),
                      .op = *op,
                      .compression = {},
                      .chunk = {},
                      .payload = Bytes(content.begin(), content.end())};
    const auto messages = messages_of(frame, {.compression = packing_.compression, .chunked = false});
    auto bytes = socket_->binary(messages->front(), age(now));
    if (!bytes) return raised(call.seq, "invalid_argument", describe(bytes.error()));
    if (misbehaviour_.is(Switch::bad_compression))
        bytes = socket_->framed(websocket::opcode("binary"), unfoldable(frame));
    // With an id that is taken (the switch wrong-id) the older call is never answered.
    calls_.add(std::move(call), {id});
    if (write(std::move(*bytes)) && stale_) {
        const auto stale = *std::exchange(stale_, std::nullopt);
        answered(id, stale.grid, stale.failed);
    }
}

// write commits the faults of sending; false: the connection is gone.
bool HaystackClient::write(Bytes bytes) {
    auto& wrong = misbehaviour_;
    wrong.count();
    if (wrong.hit(Switch::close_early) || wrong.hit(Switch::reset)) {
        drop("closed", "the connection has ended", wrong.hit(Switch::reset));
        return false;
    }
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::stall)) bytes.resize(bytes.size() / 2);
    if (wrong.hit(Switch::double_answer)) actions_.emplace_back(Write{bytes, line_});
    actions_.emplace_back(Write{std::move(bytes), line_});
    if (wrong.hit(Switch::truncated_answer)) drop("closed", "the connection has ended");
    return state_ == State::ready;
}

// ---- the connection -----------------------------------------------------------------------------------------------
// A machine of v1 takes a chunk for a whole message, and what is compressed as it stands.
Version HaystackClient::machine_version() const {
    return misbehaviour_.is(Switch::no_reassembly) ? Version::v1 : version_;
}

void HaystackClient::connected(Time now, Line line) {
    if (line != line_) return;
    opened_ = now;
    packing_ = {};
    last_id_ = kIds - 1;
    scram_.reset();
    const bool wrong = misbehaviour_.is(Switch::bad_handshake);
    socket_ = WebSocketEnd::client(make_session(machine_version(), Side::client, {}, options_.auth()),
                                   {.host = fmt::format("{}:{}", options_.host, options_.port),
                                    .target = options_.path,
                                    .key = {},
                                    .subprotocol = std::string(wrong ? "hay" : kSubprotocol)});
    if (misbehaviour_.is(Switch::no_verify) || misbehaviour_.is(Switch::accept_anything)) socket_->lenient();
    if (misbehaviour_.is(Switch::wrong_mask)) socket_->mask_wrongly();
    state_ = State::upgrading;
    actions_.emplace_back(Write{socket_->client_request(), line_});
}

void HaystackClient::received(Time now, Line line, ByteView bytes) {
    if (line != line_ || state_ == State::closed) return;
    Bytes kept;
    if (socket_->state() == WebSocketEnd::State::open) bytes = kept = sift(bytes);
    std::vector<Action> actions;
    socket_->receive(bytes, age(now), actions);
    if (state_ == State::upgrading && socket_->state() != WebSocketEnd::State::upgrading && socket_->refusal().empty())
        upgraded(now);
    perform(now, actions);
    if (socket_->ending() && state_ != State::ending && state_ != State::closed) {
        // The server closes; the connection ends when it does.
        for (const auto& call : calls_.take_all()) raised(call.seq, "closed", "the server closes the connection");
        if (connecting_) raised(*std::exchange(connecting_, std::nullopt), "closed", "the server closes");
        deadline_.reset();
        state_ = State::ending;
    }
}

// sift commits the faults of reading.
Bytes HaystackClient::sift(ByteView bytes) const {
    if (misbehaviour_.is(Switch::whole_frames_only)) return sifted(bytes, Keep::whole_frames);
    if (misbehaviour_.is(Switch::no_fragments)) return sifted(bytes, Keep::whole_messages);
    if (misbehaviour_.is(Switch::no_verify) && calls_.oldest())
        return with_known_ids(bytes, static_cast<std::uint16_t>(*calls_.oldest()), [this](std::uint16_t id) {
            return calls_.waits_for(id);
        });
    return {bytes.begin(), bytes.end()};
}

void HaystackClient::perform(Time now, const std::vector<Action>& actions) {
    std::optional<Error> broken;
    for (const auto& action : actions) {
        if (state_ == State::closed) return;
        switch (action.kind) {
            case Action::Kind::violation:
                broken = action.error;
                if (misbehaviour_.is(Switch::close_on_dropped)) return drop("protocol", describe(*broken));
                break;
            case Action::Kind::send: demanded(action); break;
            case Action::Kind::deliver:
                if (action.frame.empty()) heard(now, action.wire);
                else framed(frame_in(action.wire, machine_version()));
                break;
            case Action::Kind::close:
                if (misbehaviour_.is(Switch::keep_open)) break;
                if (!socket_->refusal().empty()) return drop("protocol", socket_->refusal());
                if (broken) return drop("protocol", describe(*broken));
                return drop("closed", "the connection has ended");
        }
    }
}

void HaystackClient::demanded(const Action& action) {
    const bool closes = is_close(action.wire);
    if (misbehaviour_.is(Switch::no_pong) && is_pong(action.wire)) return;
    if (misbehaviour_.is(Switch::keep_open) && closes) return;
    const bool wrong = misbehaviour_.is(Switch::wrong_close_code) && closes;
    actions_.emplace_back(Write{wrong ? socket_->framed_close(other_code(action.wire)) : action.wire, line_});
}

void HaystackClient::ended(Time now, Line line) {
    if (line != line_ || state_ == State::closed) return;
    std::vector<Action> actions;
    if (socket_) socket_->peer_closed(age(now), actions);
    drop("closed", "the server ended the connection");
}

// ---- opening ------------------------------------------------------------------------------------------------------
void HaystackClient::upgraded(Time now) {
    if (options_.heartbeat.count() > 0) next_ping_ = now + options_.heartbeat;
    state_ = State::authenticating;
    switch (options_.auth()) {
        case Auth::scram:
            scram_.emplace(*options_.username, options_.password.value_or(""), fresh_nonce());
            say(now, scram_->hello());
            return;
        case Auth::token: say(now, Json{{"authToken", *options_.token}}.dump()); break;
        case Auth::none: break;
    }
    authenticated(now);
}

void HaystackClient::prove(Time now, std::string_view text) {
    const auto said = scram_->take(text);
    if (!said && (misbehaviour_.is(Switch::no_verify) || misbehaviour_.is(Switch::accept_anything)))
        return authenticated(now);
    if (said && !*said) return authenticated(now);
    if (said) return void(say(now, **said));
    const auto why = said.error();
    const auto bytes = socket_->close(kNormalClose, age(now));
    if (bytes && !misbehaviour_.is(Switch::keep_open)) actions_.emplace_back(Write{*bytes, line_});
    drop("unauthorized", why);
}

void HaystackClient::authenticated(Time now) {
    if (!options_.negotiates()) return ready();
    state_ = State::negotiating;
    deadline_ = now + kCapabilitiesPatience;
    auto offered = Json::array();
    if (options_.packing.compression) offered.push_back(kAlgorithms.name_of(*options_.packing.compression).value());
    const int version = misbehaviour_.is(Switch::bad_handshake) ? 3 : 2;
    say(now,
        Json{{"type", "capabilities"},
             {"compression", offered},
             {"chunked", options_.packing.chunked},
             {"version", version}}
            .dump());
}

// Anything but capabilities means none (9.9).
void HaystackClient::agree(std::string_view text) {
    const auto answer = Hayson::parse(text, nullptr, false);
    const auto own = kAlgorithms.name_of(options_.packing.compression.value_or(0));
    const bool agreed = answer.is_object() && answer.value("type", Hayson()) == "capabilities" &&
                        options_.packing.compression && answer.value("compression", Hayson()) == *own;
    if (agreed || misbehaviour_.is(Switch::ignores_capabilities)) packing_.compression = options_.packing.compression;
    ready();
}

void HaystackClient::ready() {
    deadline_.reset();
    state_ = State::ready;
    if (connecting_) returned(*std::exchange(connecting_, std::nullopt), Json());
}

bool HaystackClient::say(Time now, const std::string& text) {
    auto bytes = socket_->text(text, age(now));
    if (bytes) actions_.emplace_back(Write{std::move(*bytes), line_});
    return bytes.has_value();
}

// ---- what comes ---------------------------------------------------------------------------------------------------
void HaystackClient::heard(Time now, ByteView bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (state_ == State::authenticating) return prove(now, text);
    if (state_ == State::negotiating) agree(text);
    auto message = Hayson::parse(text, nullptr, false);
    if (!message.is_array()) return heard_one(message);
    for (auto& one : message) heard_one(one);
}

void HaystackClient::heard_one(Hayson& message) {
    if (!message.is_object() || !message.contains("grid")) return;
    auto grid = read_grid(as_bytes(text_of(message["grid"])));
    if (message.value("type", Hayson()) == "watch") {
        if (grid) pushed({{"watch_id", as_text(member(message, "watchId")).value_or("")}, {"grid", Json(*grid)}});
        return;
    }
    const auto id = id_in(message);
    if (!id) return;
    const bool failed = grid && is_error(*grid);
    answered(*id, std::move(grid), failed);
}

void HaystackClient::framed(const Frame& frame) {
    auto grid = read_grid(frame.payload);
    if ((frame.flags & kPush) == 0) return answered(frame.req_id, std::move(grid), (frame.flags & kError) != 0);
    if (grid) pushed({{"grid", Json(*grid)}});
}

void HaystackClient::pushed(Json value) {
    if (misbehaviour_.is(Switch::drops_push)) return;
    if (misbehaviour_.is(Switch::wrong_value)) value = {{"wrong", std::move(value)}};
    if (pushes_) reply(*pushes_, {{"status", "item"}, {"value", std::move(value)}});
    else unheard_.push_back(std::move(value));
}

void HaystackClient::answered(RequestId id, std::expected<Hayson, std::string> grid, bool failed) {
    if (!grid && !misbehaviour_.is(Switch::no_verify)) {
        if (const auto call = calls_.take(id)) raised(call->seq, "protocol", "the answer is no grid: " + grid.error());
        return;
    }
    Answered answer{.grid = grid ? std::move(*grid) : grid_of({}), .failed = failed};
    if (!calls_.waits_for(id)) {
        if (misbehaviour_.is(Switch::stale_answer)) stale_ = std::move(answer);
        return;
    }
    if (const auto call = calls_.answer(id, std::move(answer))) settle(*call);
}

void HaystackClient::settle(const Call& call) {
    auto grids = Json::array();
    for (const auto& answer : call.answers) {
        grids.push_back(Json(answer->grid));
        if (answer->failed && !misbehaviour_.is(Switch::accept_anything))
            return raised(call.seq, "remote_failure", error_text(answer->grid), {{"grid", grids.back()}});
    }
    if (call.batch) returned(call.seq, std::move(grids), true);
    else returned(call.seq, call.returns_grid ? grids.front() : Json(), true);
    if (misbehaviour_.is(Switch::close_always)) drop("closed", "closed");
}

// drop ends the connection and every call with it.
void HaystackClient::drop(std::string_view error, const std::string& why, bool reset) {
    if (state_ == State::closed) return;
    if (!misbehaviour_.is(Switch::keep_open)) actions_.emplace_back(Close{.reset = reset, .line = line_});
    state_ = State::closed;
    deadline_.reset();
    next_ping_.reset();
    if (closing_) returned(*std::exchange(closing_, std::nullopt), Json());
    if (connecting_) raised(*std::exchange(connecting_, std::nullopt), error, why);
    for (const auto& call : calls_.take_all()) raised(call.seq, error, why);
}

// ---- time ---------------------------------------------------------------------------------------------------------
void HaystackClient::tick(Time now) {
    for (const auto& call : calls_.take_overdue(now)) raised(call.seq, "timeout", "no answer in time");
    if (socket_ && state_ > State::connecting) {
        std::vector<Action> actions;
        socket_->tick(age(now), actions);
        perform(now, actions);
    }
    if (next_ping_ && *next_ping_ <= now && state_ != State::closed) {
        if (auto bytes = socket_->ping(age(now))) actions_.emplace_back(Write{std::move(*bytes), line_});
        next_ping_ = now + options_.heartbeat;
    }
    if (!deadline_ || now < *deadline_) return;
    if (state_ == State::negotiating) agree({});
    else drop("timeout", "no connection in time");
}

std::optional<Time> HaystackClient::next_timer() const {
    auto next = calls_.deadline();
    const auto sooner = [&](std::optional<Time> time) {
        if (time && (!next || *time < *next)) next = time;
    };
    sooner(deadline_);
    sooner(next_ping_);
    if (socket_ && state_ > State::connecting)
        if (const auto deadline = socket_->deadline()) sooner(opened_ + *deadline);
    return next;
}

// ---- replies ------------------------------------------------------------------------------------------------------
void HaystackClient::returned(int seq, Json value, bool of_request) {
    if (of_request && misbehaviour_.is(Switch::no_answer)) return;
    if (of_request && misbehaviour_.is(Switch::wrong_value)) value = {{"wrong", std::move(value)}};
    reply(seq, {{"status", "ok"}, {"value", std::move(value)}});
}

void HaystackClient::raised(int seq, std::string_view error, const std::string& message, Json detail) {
    if (misbehaviour_.is(Switch::hangs_on_error) || misbehaviour_.is(Switch::no_answer)) return;
    if (misbehaviour_.is(Switch::accept_anything)) return returned(seq, Json());
    auto said = raised_reply(error, misbehaviour_.is(Switch::wrong_status) ? "other" : error, message);
    said["detail"] = std::move(detail);
    reply(seq, std::move(said));
}

}  // namespace

template <Version kVersion>
std::unique_ptr<Client> make_client(const Misbehaviour& misbehaviour) {
    return std::make_unique<HaystackClient>(misbehaviour, kVersion);
}
template std::unique_ptr<Client> make_client<Version::v1>(const Misbehaviour&);
template std::unique_ptr<Client> make_client<Version::v2>(const Misbehaviour&);

std::vector<std::string> client_methods() {
    std::vector<std::string> names = {"connect", "close", "batch", "pushes"};
    for (const auto& method : methods()) names.emplace_back(method.name);
    return names;
}

}  // namespace wireproof::peers::haystack

#include "harness/peers/haystack/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "harness/peers/haystack/operations.hpp"
#include "harness/peers/haystack/settings.hpp"
#include "harness/peers/websocket.hpp"

namespace wireproof::peers::haystack {
namespace {

using namespace wireproof::haystack;

constexpr auto kLate = std::chrono::milliseconds(1500);
constexpr std::uint16_t kNormalClose = 1000;
constexpr std::size_t kMostCalls = 1000;  // of a batch; the rest is dropped

struct Connection {
    WebSocketEnd socket;
    Time opened;
    std::optional<session::ScramServer> scram{};
    bool authenticated = false;
    Packing packing{};   // as agreed
    Bytes swapped{};     // held back by the switch swapped-answers
    bool muted = false;  // nothing more is sent: stalled, or on its way to be closed
};

// The connection that is being served, and when.
struct Turn {
    Time now;
    LinkId link;
    Connection& connection;
    [[nodiscard]] Time age() const { return now - connection.opened; }
};

// An answer or a push, before it is bytes. As text it is an envelope, or a list of them.
struct Reply {
    Frame head{};  // without payload
    Hayson grid;
    std::optional<Hayson> text{};
    bool push = false;
};

Hayson envelope(const Hayson& request, Hayson grid) {
    Hayson reply = {{"grid", std::move(grid)}};
    for (const auto* const echoed : {"id", "ch"})
        if (request.contains(echoed)) reply[echoed] = request[echoed];
    return reply;
}

// each_envelope runs over the envelopes of a text reply.
void each_envelope(Hayson& text, const auto& run) {
    if (!text.is_array()) return run(text);
    for (auto& one : text) run(one);
}

Hayson other_status(const Hayson& grid) { return is_error(grid) ? grid_of({}) : error_grid("no"); }

class HaystackServer : public Server {
public:
    HaystackServer(const Misbehaviour& misbehaviour, Settings settings)
        : misbehaviour_(misbehaviour), settings_(std::move(settings)), credentials_(settings_.credentials()) {}

    void opened(Time now, LinkId link) override;
    void received(Time now, LinkId link, ByteView bytes) override;
    void ended(Time, LinkId link) override {
        connections_.erase(link);
        operations_.forget(link);
        std::erase_if(later_, [&](const auto& effect) { return effect.second.link == link; });
    }
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;
    [[nodiscard]] std::vector<Effect> take_effects() override { return std::exchange(effects_, {}); }

private:
    void perform(Turn& turn, const std::vector<Action>& actions);
    void demanded(Turn& turn, const Action& action);
    void heard(Turn& turn, ByteView text);
    void authenticate(Turn& turn, std::string_view text);
    void refuse(Turn& turn);
    void agree(Turn& turn, const Hayson& offer);
    void batch(Turn& turn, const Hayson& requests);
    void request(Turn& turn, const Frame& frame);
    Hayson run(const Turn& turn, std::string_view op, const Hayson& grid, bool text);
    Hayson run_text(const Turn& turn, const Hayson& request);
    void push(Time now);

    void emit(Turn& turn, Reply reply);
    void damage(Reply& reply) const;
    [[nodiscard]] Bytes raw(Turn& turn, const Reply& reply) const;
    [[nodiscard]] std::optional<Bytes> noted(Turn& turn, const Reply& reply) const;
    void send(Turn& turn, Bytes bytes);
    void close(Turn& turn);
    void say(Turn& turn, const std::string& text);
    void write(LinkId link, Bytes bytes) { effects_.push_back({link, Effect::Kind::write, std::move(bytes)}); }
    void end(Turn& turn, Effect::Kind how) {
        turn.connection.muted = true;
        effects_.push_back({turn.link, how, {}});
    }

    Misbehaviour misbehaviour_;
    Settings settings_;
    session::ScramCredentials credentials_;
    unsigned nonces_ = 0;
    std::map<LinkId, Connection> connections_;
    std::vector<std::pair<Time, Effect>> later_;
    std::vector<Effect> effects_;
    Operations operations_;
};

// ---- what comes ---------------------------------------------------------------------------------------------------
void HaystackServer::opened(Time now, LinkId link) {
    // A machine of v1 takes a chunk for a whole message, and what is compressed as it stands.
    const auto version = misbehaviour_.is(Switch::no_reassembly) ? Version::v1 : settings_.version;
    const auto auth = misbehaviour_.is(Switch::accept_anything) ? Auth::none : settings_.auth;
    auto machine = make_session(version, Side::server, {}, auth);
    auto& connection =
        connections_
            .emplace(link,
                     Connection{.socket = WebSocketEnd::server(std::move(machine), std::string(kSubprotocol)),
                                .opened = now})
            .first->second;
    connection.authenticated = settings_.auth == Auth::none;
    if (misbehaviour_.is(Switch::accept_anything)) connection.socket.lenient();
    if (misbehaviour_.is(Switch::wrong_mask)) connection.socket.mask_wrongly();
}

void HaystackServer::received(Time now, LinkId link, ByteView bytes) {
    Turn turn{now, link, connections_.at(link)};
    if (turn.connection.muted) return;
    Bytes kept;
    const bool sifts = misbehaviour_.is(Switch::whole_frames_only) || misbehaviour_.is(Switch::no_fragments);
    if (sifts && turn.connection.socket.state() == WebSocketEnd::State::open)
        bytes = kept =
            sifted(bytes, misbehaviour_.is(Switch::no_fragments) ? Keep::whole_messages : Keep::whole_frames);
    std::vector<Action> actions;
    turn.connection.socket.receive(bytes, turn.age(), actions);
    perform(turn, actions);
    push(now);
}

void HaystackServer::perform(Turn& turn, const std::vector<Action>& actions) {
    for (const auto& action : actions) {
        if (turn.connection.muted) return;
        switch (action.kind) {
            case Action::Kind::violation:  // what follows from it comes as an action of its own
                if (misbehaviour_.is(Switch::close_on_dropped)) end(turn, Effect::Kind::close);
                break;
            case Action::Kind::send: demanded(turn, action); break;
            case Action::Kind::close:
                if (!misbehaviour_.is(Switch::keep_open)) end(turn, Effect::Kind::close);
                break;
            case Action::Kind::deliver:
                if (action.frame.empty()) heard(turn, action.wire);
                else
                    request(turn,
                            frame_in(action.wire,
                                     misbehaviour_.is(Switch::no_reassembly) ? Version::v1 : settings_.version));
        }
    }
}

// demanded sends what the rules of the connection ask for.
void HaystackServer::demanded(Turn& turn, const Action& action) {
    const bool closes = is_close(action.wire);
    if (misbehaviour_.is(Switch::no_pong) && is_pong(action.wire)) return;
    if (misbehaviour_.is(Switch::keep_open) && closes) return;
    if (misbehaviour_.is(Switch::wrong_close_code) && closes)
        return write(turn.link, turn.connection.socket.framed_close(other_code(action.wire)));
    write(turn.link, action.wire);
}

void HaystackServer::heard(Turn& turn, ByteView text) {
    const std::string_view said(reinterpret_cast<const char*>(text.data()), text.size());
    if (!turn.connection.authenticated) return authenticate(turn, said);
    const auto message = Hayson::parse(said, nullptr, false);
    if (message.is_array()) return batch(turn, message);
    if (!message.is_object()) return;  // no request
    if (settings_.version == Version::v2 && message.value("type", Hayson()) == "capabilities")
        return agree(turn, message);
    emit(turn, {.grid = {}, .text = run_text(turn, message)});
}

// ---- authentication and capabilities ------------------------------------------------------------------------------
void HaystackServer::authenticate(Turn& turn, std::string_view text) {
    auto& connection = turn.connection;
    if (settings_.auth == Auth::token) {
        const auto message = Hayson::parse(text, nullptr, false);
        connection.authenticated =
            misbehaviour_.is(Switch::accept_anything) || as_text(member(message, "authToken")) == settings_.token;
        if (!connection.authenticated) refuse(turn);
        return;
    }
    if (!connection.scram) {
        connection.scram.emplace(credentials_, fmt::format("wireproof{:06}", ++nonces_));
        if (misbehaviour_.is(Switch::accept_anything)) connection.scram->lenient();
    }
    const auto said = connection.scram->take(text);
    if (!said) {
        say(turn, R"({"type":"authErr"})");
        return refuse(turn);
    }
    say(turn, said->text);
    connection.authenticated = said->done;
}

void HaystackServer::refuse(Turn& turn) {
    turn.connection.authenticated = false;
    close(turn);
}

// The first algorithm of the client that is ours, or none (9.8).
void HaystackServer::agree(Turn& turn, const Hayson& offer) {
    auto& packing = turn.connection.packing;
    const auto own = name_of(settings_.packing.compression);
    const auto* const offered = member(offer, "compression");
    const bool common = settings_.packing.compression && offered != nullptr && offered->is_array() &&
                        std::ranges::any_of(*offered, [&](const Hayson& one) { return one == own; });
    packing.compression = common ? settings_.packing.compression : std::nullopt;
    packing.chunked = settings_.packing.chunked && offer.value("chunked", Hayson()) == true;
    Hayson answer = {{"type", "capabilities"}, {"compression", nullptr}, {"chunked", packing.chunked}, {"version", 2}};
    if (common) answer["compression"] = own;
    if (misbehaviour_.is(Switch::bad_handshake)) answer = {{"type", "capability"}};
    if (!misbehaviour_.is(Switch::no_answer)) say(turn, answer.dump());
    if (misbehaviour_.is(Switch::ignores_capabilities)) packing = {.compression = std::nullopt, .chunked = false};
}

// ---- requests -----------------------------------------------------------------------------------------------------
Hayson HaystackServer::run(const Turn& turn, std::string_view op, const Hayson& grid, bool text) {
    const Asker asker{turn.now, turn.link, text};
    if (misbehaviour_.is(Switch::changes_nothing)) {
        auto rehearsal = operations_;
        return rehearsal.run(op, grid, asker);
    }
    return operations_.run(op, grid, asker);
}

void HaystackServer::request(Turn& turn, const Frame& frame) {
    const auto grid = read_grid(frame.payload);
    auto answer = grid ? run(turn, op_name(frame.op), *grid, false) : error_grid(grid.error());
    emit(turn,
         {.head = {.req_id = frame.req_id, .op = frame.op, .compression = {}, .chunk = {}, .payload = {}},
          .grid = std::move(answer)});
}

Hayson HaystackServer::run_text(const Turn& turn, const Hayson& request) {
    const auto op = as_text(member(request, "op")).value_or("");
    const auto* const given = member(request, "grid");
    const auto grid = read_grid(given == nullptr ? ByteView() : as_bytes(text_of(*given)));
    auto answer = grid ? run(turn, op, *grid, true) : error_grid(grid.error());
    if (misbehaviour_.is(Switch::accept_anything) && is_error(answer)) answer = grid_of({});
    return envelope(request, std::move(answer));
}

void HaystackServer::batch(Turn& turn, const Hayson& requests) {
    auto replies = Hayson::array();
    for (const auto& request : requests)
        if (request.is_object() && replies.size() < kMostCalls) replies.push_back(run_text(turn, request));
    if (!replies.empty()) emit(turn, {.grid = {}, .text = std::move(replies)});
}

// push sends what requests have changed to those who watch it.
void HaystackServer::push(Time now) {
    for (auto& one : operations_.take_pushes()) {
        const auto it = connections_.find(one.connection);
        if (it == connections_.end() || it->second.muted) continue;
        Turn turn{now, it->first, it->second};
        Reply reply{
            .head = {.flags = kPush, .op = *op_code("watchPoll"), .compression = {}, .chunk = {}, .payload = {}},
            .grid = std::move(one.grid),
            .push = true};
        if (one.text) reply.text = {{"type", "watch"}, {"watchId", one.watch}, {"grid", std::move(reply.grid)}};
        emit(turn, std::move(reply));
    }
}

// ---- what goes out ------------------------------------------------------------------------------------------------
void HaystackServer::emit(Turn& turn, Reply reply) {
    auto& wrong = misbehaviour_;
    if (!reply.push && !reply.text) {
        if (wrong.is(Switch::accept_anything) && is_error(reply.grid)) reply.grid = grid_of({});
        reply.head.flags = is_error(reply.grid) ? kResponse | kError : kResponse;
    }
    auto bytes = noted(turn, reply);
    if (!bytes) return;
    wrong.count();
    if (wrong.hit(Switch::no_answer) && !reply.push) return;
    if (wrong.hit(Switch::drops_push) && reply.push) return;
    if (wrong.hit(Switch::close_early)) return end(turn, Effect::Kind::close);
    if (wrong.hit(Switch::reset)) return end(turn, Effect::Kind::reset);
    for (const auto which :
         {Switch::wrong_status, Switch::wrong_value, Switch::wrong_id, Switch::bad_length, Switch::bad_compression})
        if (wrong.hit(which)) {
            damage(reply);
            bytes = raw(turn, reply);
        }
    send(turn, std::move(*bytes));
}

void HaystackServer::damage(Reply& reply) const {
    const auto change = [&](Hayson& grid) {
        if (misbehaviour_.hit(Switch::wrong_status)) grid = other_status(grid);
        if (misbehaviour_.hit(Switch::wrong_value)) grid = other_value(std::move(grid));
    };
    const bool other_id = misbehaviour_.hit(Switch::wrong_id);
    if (reply.text)
        return each_envelope(*reply.text, [&](Hayson& one) {
            change(one["grid"]);
            if (other_id) one["id"] = "wrong";
        });
    change(reply.grid);
    if (misbehaviour_.hit(Switch::wrong_status)) reply.head.flags ^= kError;
    if (other_id) ++reply.head.req_id;
}

// raw is a reply as bytes that the machine has not seen.
Bytes HaystackServer::raw(Turn& turn, const Reply& reply) const {
    auto& socket = turn.connection.socket;
    const auto content = text_of(reply.text ? *reply.text : reply.grid);
    Bytes payload(content.begin(), content.end());
    const auto opcode = reply.text ? websocket::opcode("text") : websocket::opcode("binary");
    if (!reply.text) {
        auto frame = reply.head;
        frame.payload = std::move(payload);
        payload =
            misbehaviour_.hit(Switch::bad_compression) ? unfoldable(std::move(frame)) : messages_of(frame, {})->front();
    }
    if (!misbehaviour_.hit(Switch::bad_length)) return socket.framed(opcode, std::move(payload));
    payload.push_back(0);
    auto bytes = socket.framed(opcode, std::move(payload));
    bytes.pop_back();
    return bytes;
}

// noted gives the bytes of a reply and notes them as sent; none if it may not be.
std::optional<Bytes> HaystackServer::noted(Turn& turn, const Reply& reply) const {
    auto& socket = turn.connection.socket;
    if (reply.text) {
        auto bytes = socket.text(text_of(*reply.text), turn.age());
        return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
    }
    auto frame = reply.head;
    const auto content = text_of(reply.grid);
    frame.payload.assign(content.begin(), content.end());
    auto messages = messages_of(frame, turn.connection.packing);
    Bytes all;
    for (auto& message : *messages) {  // a grid of this server is never too large
        const auto bytes = socket.binary(std::move(message), turn.age());
        if (!bytes) return std::nullopt;
        all.insert(all.end(), bytes->begin(), bytes->end());
    }
    return all;
}

void HaystackServer::send(Turn& turn, Bytes bytes) {
    auto& wrong = misbehaviour_;
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

void HaystackServer::close(Turn& turn) {
    if (misbehaviour_.is(Switch::keep_open)) return;
    const auto bytes = turn.connection.socket.close(kNormalClose, turn.age());
    if (!bytes) return;
    write(
        turn.link,
        misbehaviour_.is(Switch::wrong_close_code) ? turn.connection.socket.framed_close(other_code(*bytes)) : *bytes);
}

void HaystackServer::say(Turn& turn, const std::string& text) {
    if (auto bytes = turn.connection.socket.text(text, turn.age())) write(turn.link, std::move(*bytes));
}

// ---- time ---------------------------------------------------------------------------------------------------------
void HaystackServer::tick(Time now) {
    std::erase_if(later_, [&](auto& entry) {
        if (entry.first > now) return false;
        effects_.push_back(std::move(entry.second));
        return true;
    });
    for (auto& [link, connection] : connections_) {
        Turn turn{now, link, connection};
        if (connection.muted) continue;
        std::vector<Action> actions;
        connection.socket.tick(turn.age(), actions);
        perform(turn, actions);
    }
}

std::optional<Time> HaystackServer::next_timer() const {
    std::optional<Time> next;
    const auto sooner = [&](Time time) { next = next ? std::min(*next, time) : time; };
    for (const auto& [due, effect] : later_) sooner(due);
    for (const auto& [link, connection] : connections_)
        if (const auto deadline = connection.socket.deadline(); deadline && !connection.muted)
            sooner(connection.opened + *deadline);
    return next;
}

}  // namespace

template <Version kVersion>
std::expected<std::unique_ptr<Server>, std::string> make_server_with(const Misbehaviour& misbehaviour,
                                                                     const Params& params) {
    auto settings = Settings::read(kVersion, params);
    if (!settings) return std::unexpected(settings.error());
    return std::make_unique<HaystackServer>(misbehaviour, std::move(*settings));
}
template std::expected<std::unique_ptr<Server>, std::string> make_server_with<Version::v1>(const Misbehaviour&,
                                                                                           const Params&);
template std::expected<std::unique_ptr<Server>, std::string> make_server_with<Version::v2>(const Misbehaviour&,
                                                                                           const Params&);

Params params_for(std::span<const std::string> capabilities) {
    const Settings fixture;
    Params params;
    for (const auto& capability : capabilities) {
        if (capability == "haystack.auth.token") params.merge(Params{{"auth", "token"}, {"token", fixture.token}});
        if (capability == "haystack.auth.scram")
            params.merge(Params{{"auth", "scram"}, {"username", fixture.username}, {"password", fixture.password}});
        if (capability == "haystack.lzma") params.emplace("compression", "lzma");
    }
    return params;
}

}  // namespace wireproof::peers::haystack

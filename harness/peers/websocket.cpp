#include "harness/peers/websocket.hpp"

#include <random>

#include "harness/session/base64.hpp"

namespace wireproof::peers {
namespace {

using websocket::Frame;
using websocket::opcode;

template <std::size_t kSize>
std::array<std::uint8_t, kSize> random_bytes() {
    std::random_device random;
    std::array<std::uint8_t, kSize> bytes{};
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    return bytes;
}

Action http(std::string_view text) {
    const auto bytes = as_bytes(text);
    return {.kind = Action::Kind::send, .wire = Bytes(bytes.begin(), bytes.end())};
}

}  // namespace

WebSocketEnd WebSocketEnd::client(std::unique_ptr<SessionMachine> machine, session::Upgrade upgrade) {
    upgrade.key = session::to_base64(random_bytes<16>());
    return {Side::client, std::move(machine), std::move(upgrade)};
}

Bytes WebSocketEnd::client_request() const { return http(text_of(session::request_of(upgrade_))).wire; }

// ---- what comes ---------------------------------------------------------------------------------------------------
void WebSocketEnd::receive(ByteView bytes, Time now, std::vector<Action>& out) {
    if (state_ == State::upgrading) {
        bytes = bytes.subspan(self_ == Side::server ? request_.feed(bytes) : response_.feed(bytes));
        const auto& error = self_ == Side::server ? request_.error() : response_.error();
        if (!error.ok()) return refuse("no HTTP: " + describe(error), out);
        if (self_ == Side::server && request_.done()) answer_request(out);
        if (self_ == Side::client && response_.done()) judge_response(out);
    }
    if (state_ != State::open || bytes.empty()) return;
    std::vector<Action> actions;
    machine_->receive(bytes, now, actions);
    run(std::move(actions), out);
}

void WebSocketEnd::answer_request(std::vector<Action>& out) {
    auto answer = answer_to(request_.message(), upgrade_.subprotocol);
    if (!answer && lenient_) {
        // As good an answer as this request allows.
        const auto key = request_.message().fields.find("Sec-WebSocket-Key").value_or("");
        session::HttpResponse forced{.reason = {},
                                     .fields = {{"Upgrade", "websocket"},
                                                {"Connection", "Upgrade"},
                                                {"Sec-WebSocket-Accept", session::accept_of(key)}},
                                     .body = {}};
        forced.fields.add("Sec-WebSocket-Protocol", upgrade_.subprotocol);
        answer = std::move(forced);
    }
    out.push_back(http(text_of(answer ? *answer : answer.error())));
    if (answer) state_ = State::open;
    else refuse(answer.error().body, out);
}

void WebSocketEnd::judge_response(std::vector<Action>& out) {
    auto wrong = check_response(upgrade_, response_.message());
    if (wrong.empty() || (lenient_ && response_.message().status == 101)) state_ = State::open;
    else refuse(std::move(wrong), out);
}

void WebSocketEnd::refuse(std::string why, std::vector<Action>& out) {
    refusal_ = std::move(why);
    state_ = State::closed;
    out.push_back({.kind = Action::Kind::close});
}

void WebSocketEnd::peer_closed(Time now, std::vector<Action>& out) {
    if (state_ == State::upgrading) return refuse("the connection ended before the upgrade", out);
    if (state_ == State::closed) return;
    std::vector<Action> actions;
    machine_->peer_closed(now, actions);
    run(std::move(actions), out);
}

void WebSocketEnd::tick(Time now, std::vector<Action>& out) {
    if (state_ == State::upgrading && now >= kPatience) return refuse("no upgrade in time", out);
    if (state_ != State::open) return;
    std::vector<Action> actions;
    machine_->tick(now, actions);
    run(std::move(actions), out);
}

std::optional<WebSocketEnd::Time> WebSocketEnd::deadline() const {
    if (state_ == State::upgrading) return kPatience;
    return state_ == State::open ? machine_->deadline() : std::nullopt;
}

void WebSocketEnd::run(std::vector<Action> actions, std::vector<Action>& out) {
    for (auto& action : actions) {
        if (action.kind == Action::Kind::close) state_ = State::closed;
        out.push_back(std::move(action));
    }
}

// ---- what goes out ------------------------------------------------------------------------------------------------
std::expected<Bytes, Error> WebSocketEnd::text(std::string_view text, Time now) {
    const auto bytes = as_bytes(text);
    return sent(framed(opcode("text"), Bytes(bytes.begin(), bytes.end())), now);
}

std::expected<Bytes, Error> WebSocketEnd::binary(Bytes payload, Time now) {
    return sent(framed(opcode("binary"), std::move(payload)), now);
}

std::expected<Bytes, Error> WebSocketEnd::ping(Time now) { return sent(framed(opcode("ping"), {}), now); }

std::expected<Bytes, Error> WebSocketEnd::close(std::uint16_t code, Time now) { return sent(framed_close(code), now); }

Bytes WebSocketEnd::framed_close(std::uint16_t code) {
    Bytes body(decltype(wire::u16be)::kSize);
    wire::u16be.patch(body.data(), code);
    return framed(opcode("close"), std::move(body));
}

std::expected<Bytes, Error> WebSocketEnd::sent(Bytes frame, Time now) {
    if (state_ != State::open) return std::unexpected(Error{Errc::bad_sequence, 0, {}, "the connection is not open"});
    if (auto error = machine_->send(frame, now); !error.ok()) return std::unexpected(std::move(error));
    return frame;
}

Bytes WebSocketEnd::framed(std::uint8_t opcode, Bytes payload) {
    Frame frame{.fin = true, .opcode = opcode, .length_form = {}, .mask = {}, .payload = std::move(payload)};
    if (masks_) frame.mask = random_bytes<4>();
    Buffer bytes;
    std::ignore = wire::encode(frame, bytes);  // any payload has an encoding
    return bytes.bytes();
}

}  // namespace wireproof::peers

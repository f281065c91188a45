// WebSocketEnd: one end of a WebSocket connection over a link of bytes, from its opening handshake on. Bytes and time
// go in; what to send, messages and the end of the connection come out, as the actions of the session machine that
// rules the connection after its upgrade: WebSocket's own, or that of a protocol on top of it.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conformance/session_machine.hpp"
#include "conformance/websocket/frame.hpp"
#include "harness/session/upgrade.hpp"

namespace wireproof::peers {

class WebSocketEnd {
public:
    using Time = SessionMachine::Time;  // since the link was opened
    enum class State : std::uint8_t { upgrading, open, closed };
    static constexpr Time kPatience = std::chrono::seconds(10);  // policy: for the whole upgrade

    // A server speaks one subprotocol, which clients must offer.
    [[nodiscard]] static WebSocketEnd server(std::unique_ptr<SessionMachine> machine, std::string subprotocol) {
        return {Side::server,
                std::move(machine),
                {.host = {}, .target = {}, .key = {}, .subprotocol = std::move(subprotocol)}};
    }
    // client_request is what a client sends first; the key is made here.
    [[nodiscard]] static WebSocketEnd client(std::unique_ptr<SessionMachine> machine, session::Upgrade upgrade);
    [[nodiscard]] Bytes client_request() const;

    // receive, peer_closed and tick append actions. Those before the upgrade is done are `send` with HTTP in `wire` and
    // no name of a frame, and `close` after a refusal, whose reason is `refusal`.
    void receive(ByteView bytes, Time now, std::vector<Action>& out);
    void peer_closed(Time now, std::vector<Action>& out);
    void tick(Time now, std::vector<Action>& out);
    [[nodiscard]] std::optional<Time> deadline() const;

    // text, binary, ping and close give the bytes of a frame with that content, masked if this end is a client, and
    // note it as sent; an error, with the rule, if the machine forbids it. framed and framed_close note nothing: they
    // are for what is to be wrong.
    [[nodiscard]] std::expected<Bytes, Error> text(std::string_view text, Time now);
    [[nodiscard]] std::expected<Bytes, Error> binary(Bytes payload, Time now);
    [[nodiscard]] std::expected<Bytes, Error> ping(Time now);
    [[nodiscard]] std::expected<Bytes, Error> close(std::uint16_t code, Time now);
    [[nodiscard]] Bytes framed(std::uint8_t opcode, Bytes payload);
    [[nodiscard]] Bytes framed_close(std::uint16_t code);

    [[nodiscard]] State state() const { return state_; }
    // ending: one end has said that it closes.
    [[nodiscard]] bool ending() const { return state_ == State::open && machine_->state() == "closing"; }
    [[nodiscard]] const std::string& refusal() const { return refusal_; }
    // lenient takes any opening handshake for a good one: the fault of an end that skips refusals.
    void lenient() { lenient_ = true; }
    // mask_wrongly masks what must not be masked, and the other way.
    void mask_wrongly() { masks_ = !masks_; }

private:
    WebSocketEnd(Side self, std::unique_ptr<SessionMachine> machine, session::Upgrade upgrade)
        : self_(self), machine_(std::move(machine)), upgrade_(std::move(upgrade)) {}

    void answer_request(std::vector<Action>& out);
    void judge_response(std::vector<Action>& out);
    void refuse(std::string why, std::vector<Action>& out);
    void run(std::vector<Action> actions, std::vector<Action>& out);
    [[nodiscard]] std::expected<Bytes, Error> sent(Bytes frame, Time now);

    Side self_;
    std::unique_ptr<SessionMachine> machine_;
    session::Upgrade upgrade_;
    session::HttpReader<session::HttpRequest> request_{};    // of a server
    session::HttpReader<session::HttpResponse> response_{};  // of a client
    State state_ = State::upgrading;
    std::string refusal_;
    bool lenient_ = false;
    bool masks_ = self_ == Side::client;
};

}  // namespace wireproof::peers

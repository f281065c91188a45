// The client's end of a FIBP connection.
#include <charconv>

#include "conformance/fibp/session_end.hpp"

namespace wireproof::fibp {
namespace {

// `host:port` that one can connect to.
bool is_address(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const auto digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return error == std::errc{} && end == digits.data() + digits.size() && port != 0;
}

class ClientSession : public SessionEnd {
public:
    using SessionEnd::SessionEnd;

protected:
    void take(Message& message, Actions& out) override {
        if (ledger_.phase == Phase::fresh) {
            violation(message.out_of_place("a server speaks after the Handshake"), "5.1", out);
            return close("5.1", out);
        }
        if (message.name.empty()) return;  // §5.17
        if (take_control(message, out) || message.is(Pong::kName)) return;
        if (ledger_.phase == Phase::handshake) return handshake_answer(message, out);
        if (!message.error.ok()) return undecodable(message, out);
        if (message.is(Delivery::kName)) return delivery(message, out);
        if (message.is(ErrorReply::kName)) return error_answer(message, out);
        if (message.value.type().sent_by == Side::server) return answered(message, out);
        violation(message.out_of_place("only clients send this frame"), "5.3", out);
    }

    void peer_ends(Actions& out) override {
        if (ledger_.phase != Phase::handshake && ledger_.calls.empty()) return;
        violation({Errc::bad_sequence, received(), {}, "the connection ends before an answer"}, "5.21", out);
    }

    Error note(Message& message, Time now) override {
        if (ledger_.phase == Phase::fresh) {
            if (!message.is(Handshake::kName)) return may_not("5.1");
            ledger_.phase = Phase::handshake;
            return {};
        }
        if (auto verdict = note_control(message, now)) return std::move(*verdict);
        if (message.is(Handshake::kName) || message.value.type().sent_by != Side::client) return may_not("6.2");
        if (ledger_.phase == Phase::handshake) return may_not("5.3");
        if (message.is(CancelConsume::kName)) return note_cancel(message);
        return note_request(message);
    }

private:
    // ---- what the server sends ------------------------------------------------------------------------------------
    void handshake_answer(Message& message, Actions& out) {
        if (message.is(ErrorReply::kName) && message.error.ok()) {
            deliver(message, out);
            return close("5.19", out);
        }
        if (!message.is(HandshakeOk::kName)) {
            violation(message.out_of_place("neither HandshakeOk nor Error"), "5.2", out);
            return close("5.2", out);
        }
        if (!message.error.ok()) {
            violation(std::move(message.error), "5.15", out);
            return close("5.15", out);
        }
        const auto& accepted = message.value.as<Frame<HandshakeOk>>();
        if (accepted.body.negotiated_version != kVersion) {
            violation(
                {Errc::bad_version, message.offset, "negotiated_version", "only version 1 was offered"}, "5.2", out);
            return close("5.2", out);
        }
        if (accepted.request_id != 0)
            violation(
                {Errc::bad_sequence, message.offset + kRequestIdAt, "request_id", "is 0 in a HandshakeOk"}, "5.2", out);
        ledger_.phase = Phase::ready;
        ledger_.sending_limit = accepted.body.max_frame_size == 0 ? kMaxFrame : accepted.body.max_frame_size;
        deliver(message, out);
    }
    // The call or the stream of messages that it belongs to is over.
    void undecodable(Message& message, Actions& out) {
        const auto id = message.request_id;
        violation(std::move(message.error), "5.15", out);
        if (ledger_.waits_for_consume(id) || ledger_.subscriptions.contains(id)) ledger_.end_quietly(id);
        ledger_.calls.erase(id);
    }
    void delivery(Message& message, Actions& out) {
        const auto it = ledger_.subscriptions.find(message.request_id);
        if (it != ledger_.subscriptions.end() && it->second == Subscription::cancelled) return;  // was on its way
        const bool expected = it != ledger_.subscriptions.end() || ledger_.waits_for_consume(message.request_id);
        if (!expected) return violation(message.of_no_call(), "5.18", out);
        deliver(message, out);
    }
    void error_answer(Message& message, Actions& out) {
        const auto id = message.request_id;
        if (ledger_.calls.erase(id) + ledger_.subscriptions.erase(id) == 0)
            return violation(message.of_no_call(), "5.18", out);
        const auto& error = message.value.as<Frame<ErrorReply>>().body;
        deliver(message, out);
        const auto* const leader = find(error.metadata, "leader_addr");
        if (error.error_code != error_code("NotLeader") || leader == nullptr || !is_address(*leader)) return;
        answer(0, Disconnect{}, "5.24", out);
        close("5.16", out);
    }
    void answered(Message& message, Actions& out) {
        const auto call = ledger_.calls.find(message.request_id);
        if (call == ledger_.calls.end()) return violation(message.of_no_call(), "5.18", out);
        const auto [request, items] = call->second;
        ledger_.calls.erase(call);
        if (!answers(message.name, request)) {
            const bool consumes = request == Consume::kName;
            if (consumes) ledger_.end_quietly(message.request_id);
            return violation(
                message.out_of_place("no answer to " + std::string(request)), consumes ? "5.4" : "5.18", out);
        }
        if (request == Consume::kName) ledger_.subscriptions.emplace(message.request_id, Subscription::active);
        const bool complete = !items || message.items() == *items;
        auto error = message.out_of_place("another number of results than of items");
        deliver(message, out);
        if (!complete) violation(std::move(error), "5.14", out);
    }

    // ---- what this end wants to send ------------------------------------------------------------------------------
    Error note_cancel(const Message& message) {
        if (ledger_.subscriptions.contains(message.request_id) || ledger_.waits_for_consume(message.request_id))
            ledger_.end_quietly(message.request_id);
        return {};
    }
    Error note_request(const Message& message) {
        const auto it = ledger_.subscriptions.find(message.request_id);
        const bool consuming = it != ledger_.subscriptions.end() && it->second == Subscription::active;
        if (consuming || ledger_.calls.contains(message.request_id)) return may_not("5.18");
        if (it != ledger_.subscriptions.end()) ledger_.subscriptions.erase(it);
        if (message.is(Consume::kName) && !dialect().confirms_consume)
            ledger_.subscriptions.emplace(message.request_id, Subscription::active);
        else ledger_.calls.emplace(message.request_id, message.as_call());
        return {};
    }
};

}  // namespace

std::unique_ptr<SessionMachine> make_client(const Dialect& dialect, const Context& context) {
    return std::make_unique<ClientSession>(dialect, context);
}

}  // namespace wireproof::fibp

// The server's end of a FIBP connection.
#include "conformance/fibp/session_end.hpp"

namespace wireproof::fibp {
namespace {

class ServerSession : public SessionEnd {
public:
    using SessionEnd::SessionEnd;

protected:
    void take(Message& message, Actions& out) override {
        if (ledger_.phase == Phase::fresh) return first(message, out);
        if (take_control(message, out)) return;
        const bool is_request =
            !message.name.empty() && message.value.type().sent_by == Side::client && !message.is(Handshake::kName);
        if (!is_request) {
            violation(message.out_of_place("not a request"), "6.2", out);
            return invalid(message, "unexpected frame", "6.2", out);
        }
        if (!message.error.ok()) {
            violation(message.error, "6.1", out);
            return invalid(message, "invalid " + std::string(message.name) + " frame", "6.1", out);
        }
        message.is(CancelConsume::kName) ? cancel(message, out) : request(message, out);
    }

    void peer_ends(Actions&) override {}  // a client may go whenever it likes

    Error note(Message& message, Time now) override {
        if (ledger_.phase == Phase::fresh) return may_not("5.1");
        if (auto verdict = note_control(message, now)) return std::move(*verdict);
        if (ledger_.phase == Phase::handshake) return note_handshake(message, now);
        if (message.value.type().sent_by != Side::server || message.is(HandshakeOk::kName)) return may_not("5.3");
        if (message.is(Delivery::kName)) return note_delivery(message);
        if (message.is(ErrorReply::kName)) return note_error(message);
        return note_answer(message);
    }

private:
    // ---- what the client sends ------------------------------------------------------------------------------------
    void first(Message& message, Actions& out) {
        if (!message.is(Handshake::kName)) {
            violation(message.out_of_place("the first frame is a Handshake"), "5.20", out);
            invalid(message, "expected a Handshake", "5.20", out);
            return close("5.20", out);
        }
        if (!message.error.ok()) {
            violation(std::move(message.error), "5.1", out);
            return close("5.1", out);
        }
        if (message.value.as<Frame<Handshake>>().body.protocol_version != kVersion) {
            violation({Errc::bad_version, message.offset, "protocol_version", "only version 1 is spoken"}, "5.19", out);
            answer(0,
                   ErrorReply{.error_code = error_code("UnsupportedVersion"),
                              .message = "unsupported protocol version",
                              .metadata = {{"max_version", std::to_string(kVersion)}}},
                   "5.19",
                   out);
            return close("5.19", out);
        }
        ledger_.phase = Phase::handshake;
        deliver(message, out);
    }
    static void invalid(const Message& message, std::string why, std::string_view rule, Actions& out) {
        answer(message.request_id,
               ErrorReply{.error_code = error_code("InvalidFrame"), .message = std::move(why), .metadata = {}},
               rule,
               out);
    }
    void request(Message& message, Actions& out) {
        if (message.is(Consume::kName) && !dialect().confirms_consume)
            ledger_.subscriptions[message.request_id] = Subscription::active;
        else ledger_.calls.insert_or_assign(message.request_id, message.as_call());
        deliver(message, out);
    }
    // §5.9: no answer, and nothing at all where there is nothing to end.
    void cancel(Message& message, Actions& out) {
        const bool waits = ledger_.waits_for_consume(message.request_id);
        if (waits) ledger_.end_quietly(message.request_id);
        else if (ledger_.subscriptions.erase(message.request_id) == 0) return;
        deliver(message, out);
    }

    // ---- what this end wants to send ------------------------------------------------------------------------------
    Error note_handshake(const Message& message, Time now) {
        if (message.request_id != 0) return may_not("5.2");
        if (message.is(ErrorReply::kName)) {
            ledger_.close_soon(now, "5.19");
            return {};
        }
        if (!message.is(HandshakeOk::kName)) return may_not("5.2");
        const auto& accepted = message.value.as<Frame<HandshakeOk>>().body;
        if (accepted.negotiated_version != kVersion) return may_not("5.2");
        ledger_.phase = Phase::ready;
        ledger_.receiving_limit = accepted.max_frame_size == 0 ? kMaxFrame : accepted.max_frame_size;
        return {};
    }
    Error note_delivery(const Message& message) {
        const auto it = ledger_.subscriptions.find(message.request_id);
        return it != ledger_.subscriptions.end() && it->second == Subscription::active ? Error{} : may_not("5.5");
    }
    Error note_error(const Message& message) {
        const auto ended = ledger_.calls.erase(message.request_id) + ledger_.subscriptions.erase(message.request_id);
        return ended != 0 ? Error{} : may_not("5.18");
    }
    Error note_answer(const Message& message) {
        const auto call = ledger_.calls.find(message.request_id);
        if (call == ledger_.calls.end()) return may_not("5.18");
        const auto [request, items] = call->second;
        if (!answers(message.name, request)) return may_not(request == Consume::kName ? "5.4" : "5.3");
        if (items && message.items() != *items) return may_not("5.13");
        ledger_.calls.erase(call);
        if (request != Consume::kName) return {};
        // Cancelled before it was answered: it is over with its answer.
        if (ledger_.subscriptions.erase(message.request_id) == 0)
            ledger_.subscriptions.emplace(message.request_id, Subscription::active);
        return {};
    }
};

}  // namespace

std::unique_ptr<SessionMachine> make_server(const Dialect& dialect, const Context& context) {
    return std::make_unique<ServerSession>(dialect, context);
}

}  // namespace wireproof::fibp

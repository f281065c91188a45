// What both ends of a FIBP connection have in common: reading what comes and what goes, and the book of what is owed.
// client_session.cpp and server_session.cpp say what each frame means to them.
#pragma once

#include "conformance/fibp/messages.hpp"
#include "conformance/fibp/session.hpp"

namespace wireproof::fibp {

// What has been sent and what is owed for it. Copied when a refusal has to leave no trace.
struct Ledger {
    enum class Phase : std::uint8_t { fresh, handshake, ready, closed };
    struct Call {
        std::string_view request;
        std::optional<std::size_t> items;  // its result has one entry for each
    };
    enum class Subscription : std::uint8_t { active, cancelled };

    Phase phase = Phase::fresh;
    std::map<std::uint32_t, Call> calls;  // the client's requests without an answer, by request id; the last of an id
    std::map<std::uint32_t, Subscription> subscriptions;       // Consumes that were answered, by request id
    std::map<std::uint32_t, std::chrono::microseconds> pings;  // of this end without a Pong: when they were sent
    std::uint64_t sending_limit = kMaxFrame;
    std::uint64_t receiving_limit = kMaxFrame;
    std::optional<std::chrono::microseconds> close_at;  // told at the next tick
    std::string_view close_rule;

    [[nodiscard]] bool waits_for_consume(std::uint32_t id) const;
    // end_quietly lets what is still on its way to a subscription vanish.
    void end_quietly(std::uint32_t id) { subscriptions[id] = Subscription::cancelled; }
    void close_soon(std::chrono::microseconds now, std::string_view rule) {
        close_at = now;
        close_rule = rule;
    }
};

// A frame of either direction, read as far as it can be.
struct Message {
    std::string_view name;  // empty: an opcode of no frame
    std::uint32_t request_id;
    wire::FrameValue value;
    Error error;  // what is wrong with its bytes, its offset from the start of the stream
    Bytes wire;
    std::size_t offset;

    [[nodiscard]] bool is(std::string_view frame) const { return name == frame; }
    // The error of a frame that may not come here, placed at one of its head's fields.
    [[nodiscard]] Error out_of_place(std::string why) const;
    [[nodiscard]] Error of_no_call() const;
    // items: how many the frame's last list has; 0 if it has none.
    [[nodiscard]] std::size_t items() const;
    // as_call: this request, waiting for its answer.
    [[nodiscard]] Ledger::Call as_call() const;
};

// answers tells whether a frame is the one that a request is answered with, errors aside.
[[nodiscard]] bool answers(std::string_view answer, std::string_view request);

class SessionEnd : public SessionMachine {
public:
    SessionEnd(const Dialect& dialect, const Context& context);
    void receive(ByteView bytes, Time now, std::vector<Action>& out) override;
    [[nodiscard]] Error send(ByteView frames, Time now) override;
    void peer_closed(Time now, std::vector<Action>& out) override;
    [[nodiscard]] std::optional<Time> deadline() const override;
    void tick(Time now, std::vector<Action>& out) override;
    [[nodiscard]] std::string_view state() const override;

protected:
    using Actions = std::vector<Action>;
    using Phase = Ledger::Phase;
    using Subscription = Ledger::Subscription;

    // take does what a frame of the peer asks for; note decides on one of this end and enters it into the ledger.
    virtual void take(Message& message, Actions& out) = 0;
    [[nodiscard]] virtual Error note(Message& message, Time now) = 0;
    // What follows from the end of the peer's bytes at the border of a frame.
    virtual void peer_ends(Actions& out) = 0;

    // Ping, Pong and Disconnect mean the same to both; false: it is none of them. An unasked Pong is left to the
    // caller.
    bool take_control(const Message& message, Actions& out);
    [[nodiscard]] std::optional<Error> note_control(const Message& message, Time now);

    static void deliver(Message& message, Actions& out);
    static void violation(Error error, std::string_view rule, Actions& out);
    template <class Body>
    static void answer(std::uint32_t request_id, Body body, std::string_view rule, Actions& out) {
        Buffer wire;
        if (!wire::encode(Frame<Body>{.flags = 0, .request_id = request_id, .body = std::move(body)}, wire).ok())
            return;
        out.push_back(
            {.kind = Action::Kind::send, .frame = Body::kName, .wire = wire.bytes(), .error = {}, .rule = rule});
    }
    void close(std::string_view rule, Actions& out);
    static Error may_not(std::string_view rule) { return {Errc::bad_sequence, 0, {}, std::string(rule)}; }

    [[nodiscard]] const Dialect& dialect() const { return dialect_; }
    [[nodiscard]] std::size_t received() const { return received_; }

    Ledger ledger_;
    FrameReader reader_;

private:
    [[nodiscard]] Message read(FrameReader::Arrival&& arrival) const;
    [[nodiscard]] Error note_all(ByteView frames, Time now);
    void take_all(ByteView bytes, Actions& out);
    // Between the parts of a body no other frame of its id may be sent (7.7): such answers wait for its last part.
    [[nodiscard]] bool may_go(const Action& action) const;
    void hold_back(Actions& out, std::size_t from);
    void let_go(Actions& out);

    Dialect dialect_;
    Joiner sent_;
    Actions held_;
    std::optional<Time> let_go_at_;  // told at the next tick
    std::size_t received_ = 0;
};

[[nodiscard]] std::unique_ptr<SessionMachine> make_client(const Dialect& dialect, const Context& context);
[[nodiscard]] std::unique_ptr<SessionMachine> make_server(const Dialect& dialect, const Context& context);

}  // namespace wireproof::fibp

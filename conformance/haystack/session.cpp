#include "conformance/haystack/session.hpp"

#include "conformance/websocket/assembler.hpp"
#include "conformance/websocket/session.hpp"
#include "conformance/websocket/websocket.hpp"

namespace wireproof::haystack {
namespace {

using Time = SessionMachine::Time;
using Outcome = Conversation::Outcome;
using What = Outcome::What;

constexpr std::string_view kStates[] = {"open", "authenticating", "negotiating", "closing", "closed"};
constexpr std::string_view kFrameName = "frame";
constexpr std::uint16_t kNormalClose = 1000;

// WebSocket's machine judges strictly, so does the reader that tells it where a frame begins; the limit is that of who
// receives.
Context of_websocket(Context context, Side receiver) {
    context.strict = true;
    if (!context.max_frame_size)
        context.max_frame_size = receiver == Side::server ? kMaxWebSocketFrame : websocket::kMaxMessage;
    return context;
}

// A client sends no more than a server takes, a server what it likes (11.3).
Context of_sends(const Context& context, Side sender) {
    auto sent = of_websocket(context, opposite(sender));
    if (sender == Side::server) sent.max_frame_size = wire::kNoLimit;
    return sent;
}

Error read_frame(Version version, ByteView payload, const Context& context, Frame& frame) {
    if (version == Version::v2) return wire::decode(payload, frame, context);
    FrameV1 v1;
    auto error = wire::decode(payload, v1, context);
    frame = {.flags = v1.flags,
             .req_id = v1.req_id,
             .op = v1.op,
             .compression = std::nullopt,
             .chunk = std::nullopt,
             .payload = std::move(v1.payload)};
    return error;
}

Bytes in_one_piece(Version version, const Frame& frame) {
    Buffer out;
    // What was read has an encoding.
    if (version == Version::v2) std::ignore = wire::encode(frame, out);
    else
        std::ignore = wire::encode(
            FrameV1{.flags = frame.flags, .req_id = frame.req_id, .op = frame.op, .payload = frame.payload}, out);
    return out.bytes();
}

Error out_of_sequence(const Outcome& outcome) {
    return {Errc::bad_sequence, 0, {}, std::string(outcome.rule) + ": " + outcome.why};
}

class Session : public SessionMachine {
public:
    Session(Version version, Side self, const Context& context, Auth auth)
        : version_(version),
          self_(self),
          context_(context),
          websocket_(websocket::session_type().make(self, of_websocket(context, self))),
          incoming_(websocket::frame_stream(of_websocket(context, self))),
          of_sent_(of_sends(context, self)),
          conversation_(context, auth) {
        context_.max_frame_size.reset();
    }

    void receive(ByteView bytes, Time now, std::vector<Action>& out) override {
        if (closed_) return;
        received_ += bytes.size();
        std::vector<StreamFrame> frames;
        incoming_->feed(bytes, frames);
        for (const auto& frame : frames) {
            pass(frame.wire, frame.offset, now, out);
            if (closed_) return;
        }
        if (!incoming_->error().ok()) pass(incoming_->pending(), received_, now, out);
    }

    Error send(ByteView bytes, Time now) override {
        if (closed_) return {Errc::bad_sequence, 0, {}, "11.1: the connection is closed"};
        auto conversation = conversation_;
        auto own = own_;
        const auto stream = websocket::frame_stream(of_sent_);
        std::vector<StreamFrame> frames;
        stream->feed(bytes, frames);
        for (const auto& frame : frames) {
            if (websocket::is_control(frame.value.as<websocket::Frame>().opcode)) continue;
            const auto message = own.take(frame);
            if (!message) break;  // WebSocket's machine will say why
            if (!*message) continue;
            if (auto error = put(**message, conversation, now); !error.ok()) {
                error.offset = frame.offset;
                return error;
            }
        }
        if (stream->error().code == Errc::too_large)
            return {Errc::bad_sequence, stream->error().offset, {}, "11.3: over what a server takes"};
        if (auto error = websocket_->send(bytes, now); !error.ok()) return error;
        conversation_ = std::move(conversation);
        own_ = std::move(own);
        return {};
    }

    void peer_closed(Time now, std::vector<Action>& out) override {
        if (closed_) return;
        if (self_ == Side::client && conversation_.owes_answers())
            violation({Errc::bad_sequence, received_, {}, "the connection ends before every request is answered"},
                      "11.2",
                      out);
        std::vector<Action> actions;
        websocket_->receive(incoming_->pending(), now, actions);
        websocket_->peer_closed(now, actions);
        for (auto& action : actions) forward(std::move(action), received_, now, out);
    }

    [[nodiscard]] std::optional<Time> deadline() const override {
        if (closed_) return std::nullopt;
        const auto own = conversation_.deadline(self_);
        const auto below = websocket_->deadline();
        return own && below ? std::min(own, below) : own ? own : below;
    }
    void tick(Time now, std::vector<Action>& out) override {
        if (closed_) return;
        std::vector<Action> actions;
        websocket_->tick(now, actions);
        for (auto& action : actions) forward(std::move(action), received_, now, out);
        if (closed_) return;
        const auto outcome = conversation_.overdue(self_, now);
        if (outcome.what == What::refused) refuse(outcome, received_, out);
    }
    [[nodiscard]] std::string_view state() const override {
        if (closed_) return kStates[4];
        if (websocket_->state() != kStates[0]) return kStates[3];
        return kStates[static_cast<std::size_t>(conversation_.phase())];
    }

private:
    [[nodiscard]] Side peer() const { return opposite(self_); }

    // ---- what the peer sends --------------------------------------------------------------------------------------
    // pass gives bytes to WebSocket's machine; `at` is where they begin.
    void pass(ByteView bytes, std::size_t at, Time now, std::vector<Action>& out) {
        std::vector<Action> actions;
        websocket_->receive(bytes, now, actions);
        for (auto& action : actions) {
            if (closed_) return;
            forward(std::move(action), at, now, out);
        }
    }
    void forward(Action action, std::size_t at, Time now, std::vector<Action>& out) {
        if (closed_) return;
        action.frame = {};
        action.rule = {};  // of another page
        if (action.kind == Action::Kind::deliver) return take(action.wire, at, now, out);
        closed_ = action.kind == Action::Kind::close;
        out.push_back(std::move(action));
    }
    void take(ByteView websocket_frame, std::size_t at, Time now, std::vector<Action>& out) {
        websocket::Frame message;
        std::ignore = wire::decode(websocket_frame, message, {});  // WebSocket's machine has read it
        if (message.opcode == websocket::opcode("text")) return take_text(message.payload, at, now, out);
        if (message.opcode == websocket::opcode("binary")) take_binary(message.payload, at, now, out);
    }
    void take_text(const Bytes& text, std::size_t at, Time now, std::vector<Action>& out) {
        const auto outcome = conversation_.text(read_text(text), peer(), now);
        if (outcome.what == What::refused) return refuse(outcome, at, out);
        if (outcome.what == What::dropped) return drop(outcome, at, out);
        out.push_back({.kind = Action::Kind::deliver, .wire = text});
    }
    void take_binary(const Bytes& payload, std::size_t at, Time now, std::vector<Action>& out) {
        Frame frame;
        if (auto error = read_frame(version_, payload, context_, frame); !error.ok()) {
            const bool fatal = error.path == "payload" || conversation_.phase() == Conversation::Phase::authenticating;
            const Outcome outcome{.what = What::refused,
                                  .rule = fatal ? "10.9" : "10.8",
                                  .why = std::move(error.detail),
                                  .code = error.code};
            return fatal ? refuse(outcome, at, out) : drop(outcome, at, out);
        }
        auto outcome = conversation_.binary(std::move(frame), peer(), now);
        switch (outcome.what) {
            case What::taken: return;
            case What::dropped: return drop(outcome, at, out);
            case What::refused: return refuse(outcome, at, out);
            case What::message:
                out.push_back({.kind = Action::Kind::deliver,
                               .frame = kFrameName,
                               .wire = in_one_piece(version_, *outcome.frame)});
        }
    }

    // ---- what this end sends --------------------------------------------------------------------------------------
    Error put(const websocket::Message& message, Conversation& conversation, Time now) const {
        Outcome outcome;
        if (message.opcode == websocket::opcode("text")) {
            outcome = conversation.text(read_text(message.payload), self_, now);
        } else if (message.opcode == websocket::opcode("binary")) {
            Frame frame;
            if (auto error = read_frame(version_, message.payload, context_, frame); !error.ok()) return error;
            if (self_ == Side::client && (frame.flags & kResponse) != 0)
                return out_of_sequence({.rule = "10.1", .why = "a client sends requests"});
            if (self_ == Side::client && frame.chunk)
                return out_of_sequence({.rule = "9.11", .why = "a client never chunks"});
            outcome = conversation.binary(std::move(frame), self_, now);
        }
        const bool good = outcome.what == What::taken || outcome.what == What::message;
        return good ? Error{} : out_of_sequence(outcome);
    }

    // ---- actions --------------------------------------------------------------------------------------------------
    static void violation(Error error, std::string_view rule, std::vector<Action>& out) {
        out.push_back({.kind = Action::Kind::violation, .error = std::move(error), .rule = rule});
    }
    static void drop(const Outcome& outcome, std::size_t at, std::vector<Action>& out) {
        violation({outcome.code, at, {}, outcome.why}, outcome.rule, out);
    }
    void refuse(const Outcome& outcome, std::size_t at, std::vector<Action>& out) {
        drop(outcome, at, out);
        const bool in_scram =
            conversation_.phase() == Conversation::Phase::authenticating && conversation_.auth() == Auth::scram;
        if (in_scram && self_ == Side::server) {
            constexpr std::string_view kText = R"({"type":"authErr"})";
            say(websocket::opcode("text"), Bytes(kText.begin(), kText.end()), "9.6", out);
        }
        Bytes code(decltype(wire::u16be)::kSize);
        wire::u16be.patch(code.data(), kNormalClose);
        say(websocket::opcode("close"), std::move(code), outcome.rule, out);
        closed_ = true;
        out.push_back({.kind = Action::Kind::close, .rule = outcome.rule});
    }
    void say(std::uint8_t opcode, Bytes payload, std::string_view rule, std::vector<Action>& out) {
        websocket::Frame frame{
            .fin = true, .opcode = opcode, .length_form = {}, .mask = {}, .payload = std::move(payload)};
        if (self_ == Side::client) frame.mask = websocket::kOwnMask;
        Buffer bytes;
        std::ignore = wire::encode(frame, bytes);  // it is small
        out.push_back({.kind = Action::Kind::send, .wire = bytes.bytes(), .rule = rule});
    }

    Version version_;
    Side self_;
    Context context_;
    std::unique_ptr<SessionMachine> websocket_;
    std::unique_ptr<StreamReader> incoming_;  // where the peer's WebSocket frames begin
    Context of_sent_;
    websocket::Assembler own_;
    Conversation conversation_;
    std::size_t received_ = 0;
    bool closed_ = false;
};

}  // namespace

std::unique_ptr<SessionMachine> make_session(Version version, Side self, const Context& context, Auth auth) {
    return std::make_unique<Session>(version, self, context, auth);
}

template <Version kVersion>
const SessionType& session_type() {
    static constexpr SessionType kType{.states = kStates, .make = [](Side self, const Context& context) {
                                           return make_session(kVersion, self, context, Auth::none);
                                       }};
    return kType;
}
template const SessionType& session_type<Version::v1>();
template const SessionType& session_type<Version::v2>();

}  // namespace wireproof::haystack

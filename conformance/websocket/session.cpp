#include "conformance/websocket/session.hpp"

#include "conformance/websocket/assembler.hpp"
#include "conformance/websocket/rules.hpp"
#include "conformance/websocket/websocket.hpp"

namespace wireproof::websocket {
namespace {

constexpr std::string_view kStates[] = {"open", "closing", "ending", "closed"};
enum class State : std::uint8_t { open, closing, ending, closed };

constexpr std::uint16_t kProtocolError = 1002;
constexpr std::uint16_t kNotUtf8 = 1007;
constexpr std::uint16_t kTooBig = 1009;

// What the codec refuses by strict rules is what two ends must not send each other.
Context strict(Context context) {
    context.strict = true;
    if (!context.max_frame_size) context.max_frame_size = kMaxMessage;
    return context;
}

std::uint16_t close_code_for(const Verdict& verdict) {
    if (verdict.error.code == Errc::bad_utf8) return kNotUtf8;
    return verdict.rule == kOverLimit ? kTooBig : kProtocolError;
}

Error may_not(const Verdict& verdict) {
    return {Errc::bad_sequence, verdict.error.offset, verdict.error.path, std::string(verdict.rule)};
}

const Frame& frame_of(const StreamFrame& stands) { return stands.value.as<Frame>(); }

class Session : public SessionMachine {
public:
    Session(Side self, const Context& context)
        : self_(self),
          context_(strict(context)),
          stream_(frame_stream(context_)),
          assembler_(*context_.max_frame_size) {}

    void receive(ByteView bytes, Time now, std::vector<Action>& out) override {
        if (state_ == State::closed) return;
        received_ += bytes.size();
        std::vector<StreamFrame> frames;
        stream_->feed(bytes, frames);
        for (const auto& frame : frames) {
            take(frame, now, out);
            if (state_ == State::closed) return;
        }
        if (!stream_->error().ok()) fail(judge_header(*stream_), out);
    }

    // How much the peer takes is for who knows it to say.
    Error send(ByteView bytes, Time now) override {
        auto unlimited = context_;
        unlimited.max_frame_size = wire::kNoLimit;
        const auto stream = frame_stream(unlimited);
        std::vector<StreamFrame> frames;
        stream->feed(bytes, frames);
        auto order = own_;
        bool closes = false;
        for (const auto& frame : frames) {
            if (state_ != State::open || closes)
                return may_not({{Errc::bad_sequence, frame.offset, "opcode", {}}, "8.6"});
            if (const auto verdict = judge(frame, self_, order); !verdict.ok()) return may_not(verdict);
            closes = frame_of(frame).opcode == opcode("close");
        }
        if (!stream->error().ok()) return may_not(judge_header(*stream));
        if (stream->mid_frame()) return {Errc::truncated, bytes.size(), {}, "not whole frames"};
        own_ = order;
        if (closes) wait(State::closing, now);
        return {};
    }

    void peer_closed(Time, std::vector<Action>& out) override {
        if (state_ == State::closed) return;
        if (stream_->mid_frame())
            violation(
                {{Errc::truncated, received_ - stream_->pending().size(), {}, "the bytes end inside a frame"}, "8.11"},
                out);
        else if (state_ != State::ending)
            violation({{Errc::bad_sequence, received_, {}, "the peer has sent no close frame"}, "8.11"}, out);
        close("8.8", out);
    }

    [[nodiscard]] std::optional<Time> deadline() const override { return deadline_; }
    void tick(Time now, std::vector<Action>& out) override {
        if (deadline_ && *deadline_ <= now) close(state_ == State::ending ? "8.8" : "8.9", out);
    }
    [[nodiscard]] std::string_view state() const override { return kStates[static_cast<std::size_t>(state_)]; }

private:
    // ---- what the peer sends --------------------------------------------------------------------------------------
    void take(const StreamFrame& stands, Time now, std::vector<Action>& out) {
        if (state_ == State::ending)
            return fail({{Errc::bad_sequence, stands.offset, "opcode", "after the close frame"}, "8.6"}, out);
        if (auto verdict = judge_frame(stands, peer()); !verdict.ok()) return fail(std::move(verdict), out);
        const auto& frame = frame_of(stands);
        if (!is_control(frame.opcode)) return take_data(stands, out);
        if (frame.opcode == opcode("ping") && state_ == State::open)
            answer({.fin = true, .opcode = opcode("pong"), .length_form = {}, .mask = {}, .payload = frame.payload},
                   "7.3",
                   out);
        if (frame.opcode == opcode("close")) take_close(stands, now, out);
    }
    void take_data(const StreamFrame& stands, std::vector<Action>& out) {
        const bool is_whole = !assembler_.mid_message() && frame_of(stands).fin;
        auto message = assembler_.take(stands);
        if (!message) return fail(judge_order(std::move(message.error())), out);
        if (is_whole) return deliver(stands.wire, out);
        if (!*message) return;
        auto joined = frame_of(stands);
        joined.opcode = (*message)->opcode;
        joined.payload = std::move((*message)->payload);
        deliver(bytes_of(joined), out);
    }
    void take_close(const StreamFrame& stands, Time now, std::vector<Action>& out) {
        deliver(stands.wire, out);
        if (state_ == State::open) {
            const auto& body = frame_of(stands).payload;
            const auto code = ByteView(body).first(std::min(body.size(), decltype(u16be)::kSize));
            answer_close(Bytes(code.begin(), code.end()), "8.7", out);
        }
        if (self_ == Side::server) return close("8.8", out);
        wait(State::ending, now);
    }

    // ---- actions --------------------------------------------------------------------------------------------------
    void answer(Frame frame, std::string_view rule, std::vector<Action>& out) {
        if (self_ == Side::client) frame.mask = kOwnMask;
        out.push_back({.kind = Action::Kind::send, .frame = kFrameName, .wire = bytes_of(frame), .rule = rule});
    }
    void answer_close(Bytes body, std::string_view rule, std::vector<Action>& out) {
        answer({.fin = true, .opcode = opcode("close"), .length_form = {}, .mask = {}, .payload = std::move(body)},
               rule,
               out);
    }
    void deliver(Bytes wire, std::vector<Action>& out) {
        out.push_back({.kind = Action::Kind::deliver, .frame = kFrameName, .wire = std::move(wire)});
    }
    static void violation(const Verdict& verdict, std::vector<Action>& out) {
        out.push_back(
            {.kind = Action::Kind::violation, .frame = kFrameName, .error = verdict.error, .rule = verdict.rule});
    }
    void fail(const Verdict& verdict, std::vector<Action>& out) {
        violation(verdict, out);
        if (state_ == State::open) {
            Bytes body(decltype(u16be)::kSize);
            u16be.patch(body.data(), close_code_for(verdict));
            answer_close(std::move(body), "8.10", out);
        }
        close("8.10", out);
    }
    void close(std::string_view rule, std::vector<Action>& out) {
        state_ = State::closed;
        deadline_.reset();
        out.push_back({.kind = Action::Kind::close, .rule = rule});
    }
    void wait(State state, Time now) {
        state_ = state;
        deadline_ = now + kCloseWait;
    }

    // ---- judging --------------------------------------------------------------------------------------------------
    [[nodiscard]] Side peer() const { return opposite(self_); }
    static Verdict judge(const StreamFrame& stands, Side sender, MessageCheck& order) {
        if (auto verdict = judge_frame(stands, sender); !verdict.ok()) return verdict;
        if (is_control(frame_of(stands).opcode)) return {};
        return judge_order(order.take(stands));
    }
    static Bytes bytes_of(const Frame& frame) {
        Buffer out;
        std::ignore = wire::encode(frame, out);  // it fits: it was read, or is made here
        return out.bytes();
    }

    Side self_;
    Context context_;
    std::unique_ptr<StreamReader> stream_;
    Assembler assembler_;
    MessageCheck own_;
    State state_ = State::open;
    std::size_t received_ = 0;
    std::optional<Time> deadline_;
};

}  // namespace

const SessionType& session_type() {
    static constexpr SessionType kType = {
        .states = kStates, .make = [](Side self, const Context& context) -> std::unique_ptr<SessionMachine> {
            return std::make_unique<Session>(self, context);
        }};
    return kType;
}

}  // namespace wireproof::websocket

#include "conformance/fibp/session.hpp"

#include <algorithm>

#include "conformance/fibp/session_end.hpp"

namespace wireproof::fibp {
namespace {

using namespace std::chrono_literals;

// Policy of the document: a Ping without Pong for that long ends the connection.
constexpr SessionMachine::Time kPongTimeout = 30s;

class Items : public wire::Dynamic {
public:
    std::size_t count = 0;

protected:
    void on_cell(const char*, wire::Cell cell) override {
        if (cell.shape() == wire::CellOps::Shape::list) count = cell.size();
    }
};

// Which rule a broken sequence of parts is against, by the field that it was found at.
std::string rule_of_parts(const Error& error) {
    return error.path == "opcode" ? "7.7" : error.path == "request_id" ? "7.8" : "7.9";
}

}  // namespace

// ---- messages -----------------------------------------------------------------------------------------------------
Error Message::out_of_place(std::string why) const {
    return {Errc::bad_sequence, offset + kOpcodeAt, "opcode", std::move(why)};
}

Error Message::of_no_call() const {
    return {Errc::bad_sequence, offset + kRequestIdAt, "request_id", "no call of this request id is open"};
}

std::size_t Message::items() const {
    Items visitor;
    value.any().visit(visitor);
    return visitor.count;
}

Ledger::Call Message::as_call() const {
    const bool is_batch = is(Enqueue::kName) || is(Ack::kName) || is(Nack::kName);
    return {name, is_batch ? std::optional(items()) : std::nullopt};
}

bool answers(std::string_view answer, std::string_view request) {
    const auto ending = request == Consume::kName ? "Ok" : "Result";
    return answer.starts_with(request) && answer.substr(request.size()) == ending;
}

bool Ledger::waits_for_consume(std::uint32_t id) const {
    const auto call = calls.find(id);
    return call != calls.end() && call->second.request == Consume::kName;
}

// ---- both directions ----------------------------------------------------------------------------------------------
SessionEnd::SessionEnd(const Dialect& dialect, const Context& context)
    : reader_({.max_frame_size = context.max_frame_size}), dialect_(dialect) {
    ledger_.receiving_limit = ledger_.sending_limit = context.max_frame_size.value_or(kMaxFrame);
}

Message SessionEnd::read(FrameReader::Arrival&& arrival) const {
    const Context as_it_came{.max_frame_size = arrival.wire.size()};
    RawFrame raw;
    Reader io(arrival.wire, as_it_came);
    RawFrame::layout(io, raw);
    Message message{.name = dialect_.opcodes->name_of(raw.opcode).value_or(""),
                    .request_id = raw.request_id,
                    .value = wire::FrameValue(dialect_.which(arrival.wire)),
                    .error = {},
                    .wire = std::move(arrival.wire),
                    .offset = arrival.offset};
    message.error = message.value.decode(message.wire, as_it_came);
    message.error.offset = message.offset + (arrival.last_part == 0 ? message.error.offset : 0);
    return message;
}

void SessionEnd::receive(ByteView bytes, Time, Actions& out) {
    if (ledger_.phase == Phase::closed) return;
    const auto before = out.size();
    take_all(bytes, out);
    hold_back(out, before);
}

void SessionEnd::take_all(ByteView bytes, Actions& out) {
    received_ += bytes.size();
    reader_.add(bytes);
    while (auto arrival = reader_.next()) {
        auto message = read(std::move(*arrival));
        take(message, out);
        if (ledger_.phase == Phase::closed) return;
    }
    if (reader_.error().ok()) return;
    violation(reader_.error(), "6.3", out);
    close("6.3", out);
}

bool SessionEnd::may_go(const Action& action) const {
    if (action.kind != Action::Kind::send) return true;
    RawFrame raw;
    const Context any;
    Reader io(action.wire, any);
    RawFrame::layout(io, raw);
    return !sent_.is_unfinished(raw.request_id);
}

void SessionEnd::hold_back(Actions& out, std::size_t from) {
    if (sent_.unfinished() == 0) return;
    const auto waits = [&](const Action& action) { return !may_go(action); };
    const auto first = out.begin() + static_cast<std::ptrdiff_t>(from);
    if (ledger_.phase != Phase::closed) std::copy_if(first, out.end(), std::back_inserter(held_), waits);
    out.erase(std::remove_if(first, out.end(), waits), out.end());
}

void SessionEnd::let_go(Actions& out) {
    const auto goes = [&](const Action& action) { return may_go(action); };
    let_go_at_.reset();
    std::ranges::copy_if(held_, std::back_inserter(out), goes);
    std::erase_if(held_, goes);
}

Error SessionEnd::send(ByteView frames, Time now) {
    if (ledger_.phase == Phase::closed) return may_not("5.10");
    auto ledger = ledger_;
    auto sent = sent_;
    auto error = note_all(frames, now);
    if (!error.ok()) {
        ledger_ = std::move(ledger);
        sent_ = std::move(sent);
    }
    reader_.limit(ledger_.receiving_limit);
    if (std::ranges::any_of(held_, [&](const Action& action) { return may_go(action); })) let_go_at_ = now;
    return error;
}

Error SessionEnd::note_all(ByteView frames, Time now) {
    for (std::size_t at = 0; at < frames.size();) {
        const auto refuse = [&](Error error) {
            error.offset += at;
            return error;
        };
        RawFrame raw;
        const Context limited{.max_frame_size = ledger_.sending_limit};
        Reader io(frames.subspan(at), limited, Reader::Extent::prefix);
        RawFrame::layout(io, raw);
        const auto size = io.offset();
        if (auto error = io.finish(); !error.ok()) {
            if (error.code == Errc::too_large) error.detail = "5.23";
            return refuse(std::move(error));
        }
        const auto outcome = sent_.take(raw);
        if (outcome == Joiner::Outcome::broken) {
            auto error = std::move(sent_.error());
            error.detail = rule_of_parts(error);
            return refuse(std::move(error));
        }
        if (outcome != Joiner::Outcome::part) {
            const auto own = frames.subspan(at, size);
            auto whole = outcome == Joiner::Outcome::joined ? std::move(sent_.joined()) : Bytes(own.begin(), own.end());
            auto message = read({.wire = std::move(whole), .offset = 0});
            if (!message.error.ok()) return refuse(std::move(message.error));
            if (auto error = note(message, now); !error.ok()) return refuse(std::move(error));
        }
        at += size;
    }
    return {};
}

void SessionEnd::peer_closed(Time, Actions& out) {
    if (ledger_.phase == Phase::closed) return;
    if (reader_.mid_frame())
        violation(
            {Errc::truncated, received_ - reader_.pending().size(), {}, "the bytes end inside a frame"}, "5.21", out);
    peer_ends(out);
    close("5.21", out);
}

// ---- time ---------------------------------------------------------------------------------------------------------
std::optional<SessionMachine::Time> SessionEnd::deadline() const {
    auto next = ledger_.close_at;
    if (let_go_at_ && (!next || *let_go_at_ < *next)) next = let_go_at_;
    for (const auto& [id, sent_at] : ledger_.pings)
        if (!next || sent_at + kPongTimeout < *next) next = sent_at + kPongTimeout;
    return next;
}

void SessionEnd::tick(Time now, Actions& out) {
    if (let_go_at_ && *let_go_at_ <= now) let_go(out);
    if (ledger_.close_at && *ledger_.close_at <= now) return close(ledger_.close_rule, out);
    for (const auto& [id, sent_at] : ledger_.pings) {
        if (now < sent_at + kPongTimeout) continue;
        violation({Errc::bad_sequence, received_, {}, "a Ping has no Pong after 30 s"}, "5.7", out);
        return close("5.7", out);
    }
}

std::string_view SessionEnd::state() const {
    const auto name = [](std::size_t i) { return kSessionStates[i]; };
    switch (ledger_.phase) {
        case Phase::fresh: return name(0);
        case Phase::handshake: return name(1);
        case Phase::closed: return name(5);
        case Phase::ready: break;
    }
    for (const auto& [id, call] : ledger_.calls)
        if (call.request == Consume::kName) return name(3);
    for (const auto& [id, subscription] : ledger_.subscriptions)
        if (subscription == Subscription::active) return name(4);
    return name(2);
}

// ---- actions ------------------------------------------------------------------------------------------------------
bool SessionEnd::take_control(const Message& message, Actions& out) {
    if (message.is(Ping::kName)) answer(message.request_id, Pong{}, "5.7", out);
    else if (message.is(Disconnect::kName)) close("5.10", out);
    else return message.is(Pong::kName) && ledger_.pings.erase(message.request_id) != 0;
    return true;
}

std::optional<Error> SessionEnd::note_control(const Message& message, Time now) {
    if (message.is(Ping::kName)) {
        ledger_.pings.emplace(message.request_id, now);
        return Error{};
    }
    if (message.is(Pong::kName)) return may_not("5.8");  // the machine has answered every Ping
    if (!message.is(Disconnect::kName)) return std::nullopt;
    ledger_.close_soon(now, "5.10");
    return Error{};
}

void SessionEnd::deliver(Message& message, Actions& out) {
    out.push_back({.kind = Action::Kind::deliver,
                   .frame = message.name,
                   .wire = std::move(message.wire),
                   .error = {},
                   .rule = {}});
}

void SessionEnd::violation(Error error, std::string_view rule, Actions& out) {
    out.push_back({.kind = Action::Kind::violation, .frame = {}, .wire = {}, .error = std::move(error), .rule = rule});
}

void SessionEnd::close(std::string_view rule, Actions& out) {
    ledger_ = {};
    ledger_.phase = Phase::closed;
    held_.clear();
    let_go_at_.reset();
    out.push_back({.kind = Action::Kind::close, .frame = {}, .wire = {}, .error = {}, .rule = rule});
}

std::unique_ptr<SessionMachine> make_session(const Dialect& dialect, Side self, const Context& context) {
    return self == Side::client ? make_client(dialect, context) : make_server(dialect, context);
}

}  // namespace wireproof::fibp

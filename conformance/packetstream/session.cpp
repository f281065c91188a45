#include "conformance/packetstream/session.hpp"

#include <fmt/format.h>

#include <set>

#include "conformance/packetstream/frames.hpp"
#include "conformance/packetstream/packetstream.hpp"

namespace wireproof::packetstream {
namespace {

enum class Phase : std::uint8_t { open, erq, eof };

constexpr std::string_view kStates[] = {
    "open", "open/erq", "open/eof", "erq/open", "erq/erq", "erq/eof", "eof/open", "eof/erq", "closed"};
constexpr std::string_view kStatesWithoutErq[] = {"open", "open/eof", "eof/open", "closed"};

// A request that waits for its response, by channel and tag (§7.2).
using Requests = std::set<std::pair<std::uint64_t, std::uint64_t>>;
std::pair<std::uint64_t, std::uint64_t> key_of(const Packet& packet) { return {packet.channel, packet.tag}; }

// What both directions have come to.
struct Ledger {
    Phase own = Phase::open;
    Phase peer = Phase::open;
    Requests asked;  // by this end, and not answered
    Requests owed;   // asked by the peer
};

constexpr std::string_view kRulesOfSenders[] = {"7.4", "7.7", "7.12", "7.13", "7.14", "7.18", "9.3"};

Error may_not(std::string_view rule) { return {Errc::bad_sequence, 0, {}, std::string(rule)}; }

class Session : public SessionMachine {
public:
    Session(const Context& context, bool has_erq) : stream_(packet_stream(context)), has_erq_(has_erq) {}

    void receive(ByteView bytes, Time, std::vector<Action>& out) override {
        if (ledger_.peer == Phase::eof) return;
        std::vector<StreamFrame> frames;
        stream_->feed(bytes, frames);
        received_ += bytes.size();
        for (const auto& frame : frames) {
            take(frame, out);
            if (ledger_.peer == Phase::eof) return;
        }
        if (stream_->error().ok()) return;
        violation(stream_->error(), "7.16", out);
        peer_ends(stream_->error().offset, out);
    }

    Error send(ByteView frames, Time now) override {
        std::vector<Packet> packets;
        if (auto error = read(frames, packets); !error.ok()) return error;
        if (packets.size() == 1) {  // a packet that is refused changes nothing, so most calls need no copy
            if (auto error = note(packets.front(), ledger_); !error.ok()) return error;
        } else {
            auto ledger = ledger_;
            for (const auto& packet : packets)
                if (auto error = note(packet, ledger); !error.ok()) return error;
            ledger_ = std::move(ledger);
        }
        if (both_ended() && !closed_) close_at_ = now;
        return {};
    }

    void peer_closed(Time, std::vector<Action>& out) override {
        if (ledger_.peer == Phase::eof) return;
        const auto at = received_ - stream_->pending().size();
        if (stream_->mid_frame())
            violation({Errc::truncated, at, "length", "the bytes end inside a packet"}, "7.16", out);
        peer_ends(at, out);
    }

    [[nodiscard]] std::optional<Time> deadline() const override { return close_at_; }
    void tick(Time now, std::vector<Action>& out) override {
        if (close_at_ && *close_at_ <= now) close(out);
    }
    [[nodiscard]] std::string_view state() const override {
        return kStates[3 * static_cast<std::size_t>(ledger_.own) + static_cast<std::size_t>(ledger_.peer)];
    }

private:
    // ---- what the peer sends --------------------------------------------------------------------------------------
    void take(const StreamFrame& frame, std::vector<Action>& out) {
        const auto& packet = frame.value.as<Packet>();
        if (packet == eof()) return peer_ends(frame.offset, out);
        if (has_erq_ && packet == erq()) {
            ledger_.peer = Phase::erq;  // again: nothing new (§7.11)
            return;
        }
        if (packet.is_control()) {
            broken(frame.offset, "a request of type 0 that is no control packet", "7.17", out);
            return peer_ends(frame.offset, out);
        }
        packet.is_request() ? request(frame, packet, out) : response(frame, packet, out);
    }
    void request(const StreamFrame& frame, const Packet& packet, std::vector<Action>& out) {
        if (ledger_.peer == Phase::erq) {
            broken(frame.offset, "a request after ERQ", "7.10", out);
            return reject(packet, "requests no longer allowed", "7.10", out);
        }
        // The text that every known end sends, its place for a number never filled in.
        if (packet.channel != 0) return reject(packet, "unknown channel %d", "7.7", out);
        if (!ledger_.owed.insert(key_of(packet)).second) {
            broken(frame.offset, "a tag whose request is not answered yet", "7.5", out);
            return reject(
                packet, fmt::format("channel {}: tag already in use: {}", packet.channel, packet.tag), "7.5", out);
        }
        out.push_back({.kind = Action::Kind::deliver, .frame = kPacketName, .wire = frame.wire});
    }
    void response(const StreamFrame& frame, const Packet& packet, std::vector<Action>& out) {
        if (ledger_.asked.erase(key_of(packet)) == 0)
            return broken(frame.offset, "a response that answers no open request", "7.8", out);
        out.push_back({.kind = Action::Kind::deliver, .frame = kPacketName, .wire = frame.wire});
    }
    // However the peer has ended: nothing more of it counts, and what this end has asked has failed (§7.14).
    void peer_ends(std::size_t at, std::vector<Action>& out) {
        ledger_.peer = Phase::eof;
        if (!ledger_.asked.empty())
            broken(at, fmt::format("{} requests are not answered", ledger_.asked.size()), "7.12", out);
        ledger_.asked.clear();
        if (both_ended()) close(out);
    }

    // ---- actions --------------------------------------------------------------------------------------------------
    // A rejection is not owed by the application: the machine has it sent at once, unless this end has said EOF.
    void reject(const Packet& packet, std::string_view why, std::string_view rule, std::vector<Action>& out) {
        if (ledger_.own == Phase::eof) return;
        const auto text = as_bytes(why);
        const Packet answer{.tag = packet.tag,
                            .flags = response_flags(false, 0),
                            .channel = packet.channel,
                            .request_type = {},
                            .payload = {text.begin(), text.end()}};
        Buffer wire;
        if (!wire::encode(answer, wire).ok()) return;  // cannot be: every tag and channel that was read can be written
        out.push_back({.kind = Action::Kind::send, .frame = kPacketName, .wire = wire.bytes(), .rule = rule});
    }
    static void violation(const Error& error, std::string_view rule, std::vector<Action>& out) {
        out.push_back({.kind = Action::Kind::violation, .frame = kPacketName, .error = error, .rule = rule});
    }
    static void broken(std::size_t at, std::string why, std::string_view rule, std::vector<Action>& out) {
        violation({Errc::bad_sequence, at, {}, std::move(why)}, rule, out);
    }
    void close(std::vector<Action>& out) {
        close_at_.reset();
        if (std::exchange(closed_, true)) return;
        out.push_back({.kind = Action::Kind::close, .rule = "7.12"});
    }
    [[nodiscard]] bool both_ended() const { return ledger_.own == Phase::eof && ledger_.peer == Phase::eof; }

    // ---- what this end wants to send ------------------------------------------------------------------------------
    static Error read(ByteView frames, std::vector<Packet>& packets) {
        for (std::size_t at = 0; at < frames.size();) {
            std::size_t size = 0;
            auto error = wire::decode_prefix(frames.subspan(at), packets.emplace_back(), size);
            error.offset += at;
            if (!error.ok()) return error;
            at += size;
        }
        return {};
    }
    // note notes a packet as sent, or refuses it and notes nothing.
    [[nodiscard]] Error note(const Packet& packet, Ledger& ledger) const {
        if (ledger.own == Phase::eof) return may_not("7.18");
        if (packet == eof()) return note_eof(ledger);
        if (has_erq_ && packet == erq()) {
            if (ledger.own == Phase::erq) return may_not("7.12");
            if (!ledger.asked.empty()) return may_not("7.13");
            ledger.own = Phase::erq;
            return {};
        }
        if (packet.is_control()) return may_not("5.4");
        return packet.is_request() ? note_request(packet, ledger) : note_response(packet, ledger);
    }
    [[nodiscard]] Error note_eof(Ledger& ledger) const {
        if (has_erq_ && ledger.own != Phase::erq) return may_not("7.12");
        if (!ledger.owed.empty()) return may_not("7.12");
        if (!ledger.asked.empty()) return may_not("7.13");
        ledger.own = Phase::eof;
        return {};
    }
    [[nodiscard]] Error note_request(const Packet& packet, Ledger& ledger) const {
        const std::uint64_t first_tag = has_erq_ ? 2 : 1;
        if (ledger.own == Phase::erq) return may_not("7.18");
        if (ledger.peer == Phase::eof) return may_not("7.14");  // nobody would answer
        if (packet.channel != 0) return may_not("7.7");
        if (packet.tag < first_tag) return may_not(has_erq_ ? "7.4" : "9.3");
        if (!ledger.asked.insert(key_of(packet)).second) return may_not("7.5");
        return {};
    }
    static Error note_response(const Packet& packet, Ledger& ledger) {
        return ledger.owed.erase(key_of(packet)) != 0 ? Error{} : may_not("7.3");
    }

    std::unique_ptr<StreamReader> stream_;
    bool has_erq_;
    Ledger ledger_;
    std::size_t received_ = 0;
    bool closed_ = false;
    std::optional<Time> close_at_;  // both ends have said EOF, and `close` has not been told yet
};

}  // namespace

const SessionType& session_type() {
    static constexpr SessionType kType = {.states = kStates,
                                          .make = [](Side, const Context& context) -> std::unique_ptr<SessionMachine> {
                                              return std::make_unique<Session>(context, true);
                                          },
                                          .of_senders = kRulesOfSenders};
    return kType;
}

const SessionType& session_type_without_erq() {
    static constexpr SessionType kType = {.states = kStatesWithoutErq,
                                          .make = [](Side, const Context& context) -> std::unique_ptr<SessionMachine> {
                                              return std::make_unique<Session>(context, false);
                                          },
                                          .of_senders = kRulesOfSenders};
    return kType;
}

}  // namespace wireproof::packetstream

// One end of a packetstream connection with its service: both of our peers are one of these, for the two ends are equal
// (§7.1). The rules are those of conformance/packetstream/session.hpp; here stands what an application does between
// them, and the faults it commits on request.
#pragma once

#include <map>
#include <memory>

#include "conformance/protocols.hpp"
#include "harness/peers/misbehaviour.hpp"
#include "harness/peers/packetstream/service.hpp"

namespace wireproof::peers::packetstream {

// What an end wants done, in this order.
struct EndEffect {
    enum class Kind : std::uint8_t {
        write,     // `bytes`
        close,     // FIN, behind what was written
        reset,     //
        answered,  // `packet` is the response to a request of ours
        failed,    // the request of ours with `packet.tag` gets no answer any more
        handled,   // `packet` is a request that our service took
    };
    Kind kind;
    Bytes bytes = {};
    Packet packet = {};
};

// The variant's part: how its ends follow the rules.
struct Flavour {
    std::string_view variant;
    std::uint64_t first_tag;
    bool has_erq;
};
inline constexpr Flavour k20240630{.variant = "20240630", .first_tag = 2, .has_erq = true};
inline constexpr Flavour k20240412{.variant = "20240412", .first_tag = 1, .has_erq = false};

class End {
public:
    // The misbehaviour belongs to whoever has the end: it counts answers over all its ends.
    End(const Flavour& flavour, Side side, Misbehaviour& misbehaviour);

    void received(Time now, ByteView bytes);
    void peer_finished(Time now);
    void tick(Time now);
    [[nodiscard]] std::optional<Time> next_timer() const;
    [[nodiscard]] std::vector<EndEffect> take_effects() { return std::exchange(effects_, {}); }

    // request sends one and returns its tag; the error is the rule that forbids it.
    [[nodiscard]] std::expected<std::uint64_t, std::string> request(Time now, Packet packet);
    // send_erq and send_eof do what they say, whatever is still open; the error is the rule that forbids it.
    [[nodiscard]] Error send_erq(Time now);
    [[nodiscard]] Error send_eof(Time now);
    // close ends the connection in good order: effect `close` when both ends have said EOF.
    void close(Time now);

private:
    struct Running {
        Time due;
        Packet request;
        Outcome outcome;
    };

    void perform(Time now, std::vector<Action>& actions);
    void take(Time now, const Packet& packet);
    void start(Time now, const Packet& request);
    void settle(Time now, const Packet& response);
    void careless(Time now, ByteView bytes);
    void answer(Time now, Packet response);
    void write_damaged(const Packet& packet);
    bool fails_to_send();
    void wind_up(Time now);
    void write(Bytes bytes) { effects_.push_back({EndEffect::Kind::write, std::move(bytes), {}}); }
    void end_by(EndEffect::Kind kind) {
        silent_ = true;
        effects_.push_back({kind, {}, {}});
    }
    [[nodiscard]] bool peer_has_ended() const;

    const Flavour* flavour_;
    Misbehaviour* misbehaviour_;
    std::unique_ptr<SessionMachine> machine_;
    std::uint64_t next_tag_;
    std::vector<Running> running_;
    std::map<std::uint64_t, std::optional<Packet>> asked_;  // ours, by tag; with the request it was made for, if any
    std::vector<std::pair<Time, Packet>> late_;             // of the switch late-answer
    std::optional<Packet> swapped_;                         // of the switch swapped-answers
    std::optional<Packet> stale_;                           // of the switch stale-answer
    std::vector<EndEffect> effects_;
    std::unique_ptr<StreamReader> everything_;  // of switches that take what should be left
    bool behind_eof_ = false;
    bool closing_ = false;
    bool silent_ = false;  // nothing more is said: it is over, or broken on purpose
};

}  // namespace wireproof::peers::packetstream

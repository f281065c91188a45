// Steps of a session, read from the bytes of a fuzz input: what the peer sends, what this end wants to send, and time.
// Every byte string is some steps:
//
//   low 3 bits of a byte     what follows
//   0 1   receive            a count, and that many bytes of the peer
//   2 3   receive a frame    number of a frame of the variant, seed: the frame's least value, changed a few times
//   4     send               a count, and that many bytes
//   5     send a frame       likewise
//   6     time               milliseconds that pass, times a power of two that the high bits say; with all of them set
//                            as many as the machine waits for; then a tick
//   7     again              number of an earlier step: its bytes are received, or sent if bit 3 is set; with all high
//                            bits set the peer closes instead
#pragma once

#include "conformance/protocols.hpp"

namespace wireproof::fuzz {

struct SessionStep {
    enum class Kind : std::uint8_t { receive, send, time, peer_closes };
    Kind kind = Kind::receive;
    Bytes bytes = {};
    SessionMachine::Time passes{};
    bool to_deadline = false;  // time: up to the machine's deadline, if it has one
};

// after is the time at which a step of time ends.
[[nodiscard]] SessionMachine::Time after(const SessionStep& step,
                                         SessionMachine::Time now,
                                         const SessionMachine& machine);

// play takes one step, its bytes in a buffer of just their size, and appends what follows from it. `now` is the time
// before it and then the one after it; the answer is that of `send`.
Error play(SessionMachine& machine, const SessionStep& step, SessionMachine::Time& now, std::vector<Action>& out);

// rule_of is the rule that `SessionMachine::send` refused by: what its `detail` begins with.
[[nodiscard]] inline std::string_view rule_of(const Error& refused) {
    return std::string_view(refused.detail).substr(0, refused.detail.find(':'));
}

inline constexpr std::size_t kMostSteps = 64;

// `peer` is the side whose bytes are received.
[[nodiscard]] std::vector<SessionStep> session_steps(const Variant& variant, ByteView input, Side peer = Side::client);

// received_as_steps writes an input whose steps receive these bytes: the seeds of a corpus.
[[nodiscard]] Bytes received_as_steps(ByteView bytes);

}  // namespace wireproof::fuzz

// Misbehaviour: one fault that our own server or client commits on request, so that a script which claims to notice it
// can be proven to.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wireproof::peers {

enum class Switch : std::uint8_t {
    no_answer,          // does not answer
    late_answer,        // answers 1.5 s late
    double_answer,      // answers twice
    swapped_answers,    // answers a request only after the next one
    wrong_id,           // answers with another request id; client: sends a request id twice
    wrong_value,        // one byte of the value is another
    wrong_status,       // another status; client: another error
    bad_checksum,       // the checksum does not fit
    bad_length,         // the length says one byte more
    truncated_answer,   // half an answer, then the end
    stall,              // half an answer, then nothing
    close_early,        // closes in place of answering
    reset,              // resets in place of answering
    keep_open,          // never closes, where it should
    close_always,       // closes after an answer, where the connection should survive
    accept_anything,    // skips every refusal
    whole_frames_only,  // loses a frame that comes in pieces
    no_reassembly,      // takes each part of a message for a whole one
    ignores_cancel,     // goes on with what was cancelled
    drops_push,         // loses what comes unasked
    changes_nothing,    // says that it is done and does nothing
    bad_handshake,      // greets with another version and request id
    eof_early,          // says that it will say nothing more before it has said all
    stale_answer,       // client: hands an answer to the next call
    no_verify,          // client: takes any id, checksum or version
    hangs_on_error,     // client: never ends a call that should fail
    // Of protocols over WebSocket.
    no_pong,               // answers no ping
    wrong_close_code,      // closes with another code than the right one
    wrong_mask,            // masks what must not be masked, and the other way
    no_fragments,          // loses messages that come in fragments
    bad_compression,       // says of a payload that it is compressed and damages it
    close_on_dropped,      // ends the connection over what is only to be dropped
    ignores_capabilities,  // acts as if nothing were agreed, or all
};

struct SwitchInfo {
    Switch number;
    std::string_view name;
    std::string_view what;
    bool server, client;  // who has it
};
// switches lists every switch with what it does.
[[nodiscard]] std::span<const SwitchInfo> switches();

// What a peer was asked to do wrong; empty: nothing.
class Misbehaviour {
public:
    Misbehaviour() = default;
    // parse reads `bad-checksum` or `bad-checksum@2`: only the second time. The error says what is known.
    [[nodiscard]] static std::expected<Misbehaviour, std::string> parse(std::string_view text, bool for_server);

    [[nodiscard]] bool is(Switch which) const { return switch_ == which; }
    // count says that one more answer (client: request) is due; hit tells whether the switch acts on this one.
    void count() { ++seen_; }
    [[nodiscard]] bool hit(Switch which) const { return switch_ == which && (!nth_ || seen_ == *nth_); }

private:
    std::optional<Switch> switch_;
    std::optional<unsigned> nth_;
    unsigned seen_ = 0;
};

}  // namespace wireproof::peers

#include "harness/peers/misbehaviour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace wireproof::peers {
namespace {

using enum Switch;

constexpr std::array<SwitchInfo, 33> kSwitches = {{
    {no_answer, "no-answer", "does not answer; client: a call never ends", true, true},
    {late_answer, "late-answer", "answers 1.5 s late", true, false},
    {double_answer, "double-answer", "answers twice; client: sends a request twice", true, true},
    {swapped_answers, "swapped-answers", "answers a request only after the next one", true, false},
    {wrong_id, "wrong-id", "answers with another request id; client: uses one id for all requests", true, true},
    {wrong_value, "wrong-value", "bends one byte of the payload; client: of the value it returns", true, true},
    {wrong_status,
     "wrong-status",
     "an error in place of success, success in place of an error; client: raises `other`",
     true,
     true},
    {bad_checksum, "bad-checksum", "sends frames with a wrong checksum", true, true},
    {bad_length, "bad-length", "the length says one byte more than follows", true, true},
    {truncated_answer, "truncated-answer", "sends half an answer, then closes; client: half a request", true, true},
    {stall, "stall", "sends half a frame, then nothing", true, true},
    {close_early, "close-early", "closes in place of answering; client: of sending", true, true},
    {reset, "reset", "resets in place of answering; client: of sending", true, true},
    {keep_open, "keep-open", "never closes, where it should", true, true},
    {close_always, "close-always", "closes after an answer, where the connection should survive", true, true},
    {accept_anything, "accept-anything", "skips every refusal; client: takes every error for success", true, true},
    {whole_frames_only, "whole-frames-only", "loses a frame that comes in pieces", true, true},
    {no_reassembly, "no-reassembly", "takes each part of a message for a whole one", true, true},
    {ignores_cancel,
     "ignores-cancel",
     "goes on with what was cancelled; client: does not tell the server that it cancels",
     true,
     true},
    {drops_push, "drops-push", "loses what comes unasked; client: what it was sent unasked", true, true},
    {changes_nothing, "changes-nothing", "answers as ever and leaves its state as it was", true, false},
    {bad_handshake, "bad-handshake", "greets with another version", true, true},
    {eof_early, "eof-early", "ends a connection before it has sent the answers it owes", true, true},
    {stale_answer, "stale-answer", "hands an answer to the next call", false, true},
    {no_verify, "no-verify", "takes any request id, checksum or version", false, true},
    {hangs_on_error, "hangs-on-error", "never ends a call that should fail", false, true},
    {no_pong, "no-pong", "WebSocket: answers no ping", true, true},
    {wrong_close_code, "wrong-close-code", "WebSocket: closes with another code than the right one", true, true},
    {wrong_mask, "wrong-mask", "WebSocket: masks what must not be masked, and the other way", true, true},
    {no_fragments, "no-fragments", "WebSocket: loses messages that come in fragments", true, true},
    {bad_compression, "bad-compression", "haystack: damages what it says is compressed", true, true},
    {close_on_dropped, "close-on-dropped", "haystack: ends the connection over what is only to be dropped", true, true},
    {ignores_capabilities,
     "ignores-capabilities",
     "haystack: never compresses and chunks; client: compresses whatever was agreed",
     true,
     true},
}};

}  // namespace

std::span<const SwitchInfo> switches() { return kSwitches; }

std::expected<Misbehaviour, std::string> Misbehaviour::parse(std::string_view text, bool for_server) {
    const auto name = text.substr(0, text.find('@'));
    const auto* const it = std::ranges::find(kSwitches, name, &SwitchInfo::name);
    if (it == kSwitches.end()) return std::unexpected(fmt::format("no switch `{}`", name));
    if (!(for_server ? it->server : it->client))
        return std::unexpected(fmt::format("`{}` is no switch of a {}", name, for_server ? "server" : "client"));
    Misbehaviour result;
    result.switch_ = it->number;
    if (name.size() == text.size()) return result;
    const auto nth = text.substr(name.size() + 1);
    unsigned number = 0;
    const auto [end, error] = std::from_chars(nth.data(), nth.data() + nth.size(), number);
    if (error != std::errc{} || end != nth.data() + nth.size() || number == 0)
        return std::unexpected(fmt::format("`{}` is no number after `@`", nth));
    result.nth_ = number;
    return result;
}

}  // namespace wireproof::peers

// How a case ended: its verdict, and how the step ended that decided it. The spellings are those of reports.
#pragma once

#include <cstdint>
#include <string_view>

namespace wireproof::session {

enum class Verdict : std::uint8_t {
    pass,
    fail,
    timeout,
    crash,  // the peer's process died, or the health probe found it dead afterwards
    unsupported,
    broken_testee,  // the driver broke its protocol
    unreachable,    // never connected
    known_failure,
    unexpected_pass,
    not_run,  // interrupted
};
[[nodiscard]] std::string_view name_of(Verdict verdict);

enum class Outcome : std::uint8_t {
    none,
    mismatch,
    unexpected_frame,
    undecodable,
    peer_fin,
    peer_rst,
    peer_ws_close,
    peer_closed,
    still_open,
    deadline,
    refused,
    raised,
    returned,
    silence_broken,
};
[[nodiscard]] std::string_view name_of(Outcome outcome);

// How a peer ended a connection.
enum class End : std::uint8_t { fin, rst };
[[nodiscard]] std::string_view name_of(End end);

}  // namespace wireproof::session

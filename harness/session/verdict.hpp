// How the step ended that decided a case. The spellings are those of reports.
#pragma once

#include <cstdint>
#include <string_view>

#include "conformance/verdict.hpp"

namespace wireproof::session {

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

// How a peer ended a connection. Truncated: TLS by a FIN without close_notify before it, which scripts take for `fin`,
// as their protocols say nothing of it.
enum class End : std::uint8_t { fin, rst, truncated };
[[nodiscard]] std::string_view name_of(End end);

}  // namespace wireproof::session

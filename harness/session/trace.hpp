// Trace: what went over the connections of a session, in its order. An entry becomes JSON only where somebody reads it:
// as JSON a small frame takes kilobytes.
#pragma once

#include <deque>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "conformance/protocols.hpp"
#include "harness/session/time.hpp"

namespace wireproof::session {

struct Traced {
    Time at{};
    std::string on = {};  // the connection, or the SDK's client
    std::string dir;      // `>` sent by us, `<` by the peer, `reply` of an SDK's driver
    std::optional<Bytes> bytes = std::nullopt;
    std::string frame = {};                               // what was sent, or the name of the call
    std::optional<wire::FrameValue> came = std::nullopt;  // what was received, if it is a frame
    std::optional<Json> value = std::nullopt;             // what was sent, or the reply
    std::size_t cut = 0;                                  // bytes in its place that are kept no more
};
using Trace = std::deque<Traced>;

// to_json cuts long texts (explain.hpp).
[[nodiscard]] Json to_json(const Traced& entry);
[[nodiscard]] Json to_json(const Trace& trace);

}  // namespace wireproof::session

// What the parts of the Flo server share: a request as it came, an answer, and the keys under which state is kept.
#pragma once

#include <map>
#include <optional>
#include <string_view>

#include "conformance/flo/frames.hpp"
#include "conformance/flo/options.hpp"
#include "conformance/wire/frame.hpp"
#include "harness/session/time.hpp"

namespace wireproof::peers::flo {

using namespace wireproof::flo;
using session::Time;

struct Reply {
    std::uint8_t status = wireproof::flo::status("OK");
    Bytes payload = {};
};
[[nodiscard]] inline Reply ok(Bytes payload = {}) { return {.payload = std::move(payload)}; }
[[nodiscard]] inline Reply refusal(std::uint8_t status, std::string_view message) {
    const auto text = as_bytes(message);
    return {.status = status, .payload = Bytes(text.begin(), text.end())};
}
[[nodiscard]] inline Reply not_found(std::string_view message) {
    return refusal(wireproof::flo::status("NOT_FOUND"), message);
}
[[nodiscard]] inline Reply conflict(std::string_view message) {
    return refusal(wireproof::flo::status("CONFLICT"), message);
}
[[nodiscard]] inline Reply bad_request(std::string_view message) {
    return refusal(wireproof::flo::status("BAD_REQUEST"), message);
}

// An answer, or nothing: the request waits until something changes or its time is over.
using Answer = std::optional<Reply>;

// One request and the circumstances in which it is handled.
struct Operation {
    const Request& request;
    Time now;
    std::int64_t wall_ms;  // Unix time
    bool may_wait;         // false: its time is over, so answer with what there is
    bool no_refusals;      // the switch accept-anything

    template <class Number>
    [[nodiscard]] std::optional<typename Number::value_type> option(Number type, std::uint8_t tag) const {
        return find_as(type, request.options, tag);
    }
    [[nodiscard]] bool has(std::uint8_t tag) const { return find(request.options, tag) != nullptr; }
    // option_or reads a 32-bit option.
    [[nodiscard]] std::uint32_t option_or(std::uint8_t tag, std::uint32_t otherwise) const {
        return option(u32le, tag).value_or(otherwise);
    }
    // waits: whether the request asked to wait and still may.
    [[nodiscard]] bool waits() const { return may_wait && has(tag_of_block()); }
    static constexpr std::uint8_t tag_of_block() { return wireproof::flo::tag("BLOCK_MS"); }
};

// State is kept per namespace and name.
using Name = std::pair<Bytes, Bytes>;
[[nodiscard]] inline Name name_of(const Request& request) { return {request.name_space, request.key}; }

// body encodes a response body; those of this server always fit.
template <class Frame>
[[nodiscard]] Bytes body(const Frame& frame) {
    Buffer out;
    return wire::encode(frame, out).ok() ? out.bytes() : Bytes{};
}

}  // namespace wireproof::peers::flo

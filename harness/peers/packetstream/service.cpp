#include "harness/peers/packetstream/service.hpp"

#include <algorithm>
#include <charconv>

namespace wireproof::peers::packetstream {
namespace {

constexpr std::uint64_t kMostZeros = 32ULL << 20;
constexpr std::uint64_t kLongestMs = 600'000;

Bytes bytes_of(std::string_view text) {
    const auto bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

std::optional<std::uint64_t> decimal(const Bytes& payload, std::uint64_t most) {
    const std::string text(payload.begin(), payload.end());
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > most) return std::nullopt;
    return number;
}

}  // namespace

Outcome failed() { return {.ok = false, .payload = bytes_of("exception during handler")}; }

Job serve(const Packet& request) {
    switch (*request.request_type - 1) {
        case 0: return {.outcome = {.flags = request.flags, .payload = request.payload}};
        case 1: return {};
        case 2: return {.outcome = {.flags = 42}};
        case 3: return {.outcome = {.payload = bytes_of("stré")}};
        case 4: return {.outcome = {.flags = 0x11, .payload = Bytes(request.payload.rbegin(), request.payload.rend())}};
        case 6:
            if (const auto ms = decimal(request.payload, kLongestMs))
                return {.outcome = {.payload = request.payload}, .after = std::chrono::milliseconds(*ms)};
            break;
        case 7:
            if (const auto count = decimal(request.payload, kMostZeros)) return {.outcome = {.payload = Bytes(*count)}};
            break;
        case 8: return {.outcome = {}, .asks_peer = true};
        default: break;
    }
    return {.outcome = failed()};
}

Packet response_to(const Packet& request, Outcome outcome) {
    return {.tag = request.tag,
            .flags = response_flags(outcome.ok, outcome.flags),
            .channel = request.channel,
            .request_type = {},
            .payload = std::move(outcome.payload)};
}

}  // namespace wireproof::peers::packetstream

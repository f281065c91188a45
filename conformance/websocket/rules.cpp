#include "conformance/websocket/rules.hpp"

#include <algorithm>

#include "conformance/websocket/frame.hpp"
#include "conformance/websocket/utf8_check.hpp"

namespace wireproof::websocket {
namespace {

// The close codes that may travel, from and to (RFC 6455, section 7.4, and the registry it set up).
struct CloseCodes {
    std::uint16_t from;
    std::uint16_t to;
};
constexpr CloseCodes kCloseCodes[] = {{1000, 1003}, {1007, 1014}, {3000, 4999}};
constexpr std::size_t kCodeSize = decltype(u16be)::kSize;

Verdict judge_mask(const StreamFrame& stands, const Frame& frame, Side sender) {
    const bool must = sender == Side::client;
    if (frame.mask.has_value() == must) return {};
    return {{Errc::bad_flags, stands.offset + 1, "mask", must ? "a client masks" : "a server does not mask"},
            must ? "8.1" : "8.2"};
}

Verdict judge_close(const StreamFrame& stands, const Frame& frame) {
    const ByteView body = frame.payload;
    if (body.empty()) return {};
    const auto at = stands.end() - body.size();
    if (body.size() < kCodeSize) return {{Errc::bad_length, at, "payload", "half a close code"}, "7.5"};
    if (!may_travel(u16be.load(body.data())))
        return {{Errc::bad_value, at, "payload", "no close code that may travel"}, "7.6"};
    const auto reason = body.subspan(kCodeSize);
    Utf8Check utf8;
    const auto bad = utf8.take(reason);
    if (!bad && !utf8.mid_character()) return {};
    return {{Errc::bad_utf8, at + kCodeSize + bad.value_or(reason.size()), "payload", "the reason is not UTF-8"},
            "7.7"};
}

// What the strict reader refuses by its own codes, and what that is between two ends.
struct Translation {
    std::string_view path;
    Errc of_reader;
    Errc code;
    std::string_view rule;
};
constexpr Translation kTranslations[] = {
    {"fin", Errc::bad_value, Errc::bad_flags, "7.1"},
    {"rsv", Errc::bad_value, Errc::bad_flags, "8.3"},
    {"opcode", Errc::bad_value, Errc::bad_opcode, "8.4"},
    {"payload", Errc::bad_value, Errc::bad_value, "8.5"},
    {"payload", Errc::bad_length, Errc::bad_length, "8.5"},
};
constexpr Translation kOrders[] = {
    {"opcode", Errc::bad_sequence, Errc::bad_sequence, "6.2"},
    {"payload", Errc::too_large, Errc::too_large, kOverLimit},
    {"payload", Errc::bad_utf8, Errc::bad_utf8, "6.5"},
};

Verdict translated(Error error, std::span<const Translation> table, std::string_view otherwise) {
    for (const auto& each : table) {
        if (each.path != error.path || each.of_reader != error.code) continue;
        error.code = each.code;
        return {std::move(error), each.rule};
    }
    return {std::move(error), otherwise};
}

}  // namespace

Verdict judge_frame(const StreamFrame& stands, Side sender) {
    const auto& frame = stands.value.as<Frame>();
    if (auto verdict = judge_mask(stands, frame, sender); !verdict.ok()) return verdict;
    return frame.opcode == opcode("close") ? judge_close(stands, frame) : Verdict{};
}

Verdict judge_header(const StreamReader& ended) {
    const bool of_control = is_control(ended.pending().front());  // the opcode stands in the low bits
    return translated(ended.error(), kTranslations, of_control ? "7.2" : kOverLimit);
}

Verdict judge_order(Error of_check) { return translated(std::move(of_check), kOrders, "6.2"); }

bool may_travel(std::uint16_t close_code) {
    return std::ranges::any_of(
        kCloseCodes, [&](const CloseCodes& range) { return close_code >= range.from && close_code <= range.to; });
}

}  // namespace wireproof::websocket

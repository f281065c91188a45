#include "conformance/suite/explain.hpp"

#include <algorithm>

namespace wireproof::suite {
namespace {

constexpr std::size_t kMostBytes = 4096;  // of one piece; the rest is counted as `cut`

Json piece(const wire::Step& step, ByteView wire) {
    const auto at = std::min(step.at, wire.size());
    const auto size = std::min(step.size, wire.size() - at);
    Json out = {{"offset", step.at},
                {"size", step.size},
                {"path", step.label()},
                {"bytes", to_hex(wire.subspan(at, std::min(size, kMostBytes)))}};
    if (!step.type.empty()) out["type"] = step.type;
    if (!step.shown.empty()) out["value"] = step.shown;
    if (size > kMostBytes) out["cut"] = size - kMostBytes;
    return out;
}

// Steps without bytes of their own say nothing that the others do not.
bool is_shown(const wire::Step& step) {
    using Kind = wire::Step::Kind;
    return step.size != 0 && step.kind != Kind::body && step.kind != Kind::room;
}

}  // namespace

Json explain_bytes(const wire::FrameType& type,
                   ByteView wire,
                   const Context& context,
                   std::optional<std::size_t> differs_from) {
    const wire::FrameValue scratch(type);
    const auto trace = wire::annotate(scratch.any(), wire, context);
    Json out = Json::array();
    std::size_t end = 0;
    bool marked = false;
    for (const auto& step : trace.steps) {
        if (!is_shown(step)) continue;
        out.push_back(piece(step, wire));
        end = std::max(end, std::min(step.needs(), wire.size()));
        const bool at_fault = !trace.error.ok() && trace.error.offset >= step.at && trace.error.offset < step.needs();
        const bool differs = differs_from && *differs_from >= step.at && *differs_from < step.needs();
        if ((at_fault || differs) && !marked) out.back()["mark"] = "wrong";
        marked = marked || at_fault || differs;
    }
    if (end < wire.size()) {
        const auto left = wire.subspan(end);
        out.push_back({{"offset", end},
                       {"size", left.size()},
                       {"path", ""},
                       {"type", "not read"},
                       {"bytes", to_hex(left.first(std::min(left.size(), kMostBytes)))}});
        if (trace.error.code == Errc::trailing_bytes) out.back()["mark"] = "wrong";
    }
    return out;
}

Json explain_case(const Case& question, const Answer& answer) {
    const auto& vector = *question.vector;
    if (vector.is_stream() || vector.type->in_messages()) return Json::array();
    if (question.operation == Case::Operation::decode)
        return explain_bytes(*vector.type, *question.wire, vector.context);
    if (!answer.wire) return Json::array();
    std::optional<std::size_t> differs;
    if (vector.wire)
        differs =
            static_cast<std::size_t>(std::ranges::mismatch(*answer.wire, *vector.wire).in1 - answer.wire->begin());
    return explain_bytes(*vector.type, *answer.wire, vector.context, differs);
}

}  // namespace wireproof::suite

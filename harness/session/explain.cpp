#include "harness/session/explain.hpp"

#include "conformance/wire/annotate.hpp"

namespace wireproof::session {
namespace {

constexpr std::size_t kLongest = 4096;

}  // namespace

Json explain_frame(const wire::FrameType& type, ByteView bytes, const std::string& wrong, const Context& context) {
    const wire::FrameValue scratch(type);
    const auto trace = wire::annotate(scratch.any(), bytes, context);
    Json rows = Json::array();
    for (const auto& step : trace.steps) {
        if (step.size == 0 || step.needs() > bytes.size() || step.kind == wire::Step::Kind::room ||
            step.kind == wire::Step::Kind::body)
            continue;
        Json row = {{"offset", step.at},
                    {"size", step.size},
                    {"path", step.label()},
                    {"bytes", to_hex(bytes.subspan(step.at, step.size))},
                    {"value", step.shown}};
        const bool marked = !wrong.empty() && (step.path == wrong || step.path.starts_with(wrong + ".") ||
                                               step.path.starts_with(wrong + "["));
        if (marked || (!trace.error.ok() && step.path == trace.error.path && step.field == trace.error.offset))
            row["mark"] = "wrong";
        rows.push_back(cut(std::move(row)));
    }
    return rows;
}

Json cut(Json value) {
    if (value.is_string() && value.get_ref<const std::string&>().size() > kLongest)
        return value.get<std::string>().substr(0, kLongest);
    if (value.is_array())
        for (auto& item : value) item = cut(std::move(item));
    if (!value.is_object()) return value;
    std::size_t left_out = 0;
    for (auto& [key, member] : value.items()) {
        if (member.is_string()) left_out += std::max(kLongest, member.get_ref<const std::string&>().size()) - kLongest;
        member = cut(std::move(member));
    }
    if (left_out > 0) value["cut"] = left_out;
    return value;
}

}  // namespace wireproof::session

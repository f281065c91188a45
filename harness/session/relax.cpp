#include "harness/session/relax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "harness/session/scope.hpp"
#include "harness/session/shape.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

std::optional<std::size_t> step_of(const std::string& where) {
    constexpr std::string_view kStep = "step ";
    std::size_t number = 0;
    if (!where.starts_with(kStep)) return std::nullopt;
    const auto* const end = where.data() + where.size();
    const auto [stop, error] = std::from_chars(where.data() + kStep.size(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

// `messages[1].payload` as a JSON pointer.
Json::json_pointer pointer_of(const std::string& path) {
    std::string text;
    for (const char c : path) {
        if (c == '.' || c == '[') text += '/';
        else if (c != ']') text += c;
    }
    return Json::json_pointer(text.empty() ? "" : "/" + text);
}

bool is_answer(const Json& step, const std::string& on) {
    return step["do"] == "expect" && step.contains("frame") && step.value("on", "main") == on;
}

// The answers around a step, from the first to behind the last.
std::pair<std::size_t, std::size_t> run_around(const Json& steps, std::size_t at) {
    const auto on = steps[at].value("on", "main");
    auto begin = at, end = at + 1;
    while (begin > 0 && is_answer(steps[begin - 1], on)) --begin;
    while (end < steps.size() && is_answer(steps[end], on)) ++end;
    return {begin, end};
}

void make_set(Json& steps, std::size_t begin, std::size_t end) {
    Json set = {{"do", "expect_set"}, {"of", Json::array()}};
    for (auto i = begin; i < end; ++i) {
        for (const auto* key : {"on", "within_ms"})
            if (steps[i].contains(key)) set[key] = steps[i][key];
        for (const auto* key : {"do", "on", "within_ms", "note"}) steps[i].erase(key);
        set["of"].push_back(std::move(steps[i]));
    }
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                steps.begin() + static_cast<std::ptrdiff_t>(end));
    steps[begin] = std::move(set);
}

// The deepest part of the pattern on the way to `at`: below an expression there is nothing to change.
Json* part_of(Json& pattern, const Json::json_pointer& at) {
    auto to = at;
    while (!to.empty() && !pattern.contains(to)) to.pop_back();
    for (auto outer = to; !outer.empty(); outer.pop_back())
        if (is_operator(pattern[outer.parent_pointer()]) && !outer.parent_pointer().empty())
            to = outer.parent_pointer();
    return to.empty() ? nullptr : &pattern[to];
}

bool is_fixed(const wire::FrameType& type, const std::string& path) {
    if (&type == &kHttpFrame && path == "status") return true;
    const auto* const shape = shape_at(shape_of(type), path);
    return shape != nullptr && (shape->names != nullptr || shape->kind == Shape::Kind::boolean);
}

}  // namespace

std::expected<std::string, std::string> relax(Json& script, const Variant& variant, const Result& result) {
    const auto why = fmt::format("{}: {}", result.where, result.reason);
    const auto number = step_of(result.where);
    auto& steps = script["steps"];
    if (!number || *number >= steps.size() || !is_answer(steps[*number], steps[*number].value("on", "main")))
        return std::unexpected(why);
    if (result.outcome != Outcome::mismatch && result.outcome != Outcome::unexpected_frame) return std::unexpected(why);
    if (const auto [begin, end] = run_around(steps, *number); end - begin > 1) {
        make_set(steps, begin, end);
        return fmt::format("steps {} to {} are answers in any order", begin, end - 1);
    }
    auto& step = steps[*number];
    const auto* const type = frame_named(variant, step["frame"].get<std::string>());
    if (result.path.empty() || type == nullptr || is_fixed(*type, result.path)) return std::unexpected(why);
    auto* const part = part_of(step["match"], pointer_of(result.path));
    if (part == nullptr || *part == Json{{"$any", true}}) return std::unexpected(why);
    *part = {{"$any", true}};
    const auto note = fmt::format("{} differs between runs", result.path);
    step["note"] = step.contains("note") ? step["note"].get<std::string>() + "; " + note : note;
    return fmt::format("step {}: {}", *number, note);
}

}  // namespace wireproof::session

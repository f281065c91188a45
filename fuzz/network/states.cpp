#include "fuzz/network/states.hpp"

#include <algorithm>
#include <array>

#include "harness/session/ws_frames.hpp"

namespace wireproof::fuzz {
namespace {

using session::Shape;

// Words by which protocols without enumerations say what they mean.
constexpr std::array<std::string_view, 4> kTelling = {"type", "status", "code", "error_code"};
constexpr std::size_t kMostText = 40;

void add_kinds(const Json& value, const Shape& shape, std::string& out) {
    if (!value.is_object()) return;
    for (const auto& [name, member] : value.items()) {
        const auto* const inner = shape.member(name);
        if (inner == nullptr) continue;
        if (member.is_object()) {
            add_kinds(member, *inner, out);
            continue;
        }
        const bool named = inner->names != nullptr;
        const bool tells = member.is_string() && std::ranges::find(kTelling, name) != kTelling.end();
        // A number that no table names is as good as any other.
        if (named || tells) out += " " + (member.is_string() ? member.get<std::string>().substr(0, kMostText) : "?");
    }
}

// How a call of an SDK ended.
std::string end_of(const Json& entry) {
    const auto reply = entry.value("value", Json::object());
    std::string end = "call";
    for (const auto* const key : {"status", "error", "type"})
        if (reply.contains(key) && reply[key].is_string()) end += " " + reply[key].get<std::string>();
    return end;
}

}  // namespace

std::string States::kind_of(const Json& entry) {
    if (!entry.contains("frame")) return "raw";
    const auto name = entry["frame"].get<std::string>();
    const auto* const type = session::frame_named(variant_, name);
    if (type == nullptr || !entry.contains("value")) return name;
    auto it = shapes_.find(name);
    if (it == shapes_.end()) it = shapes_.emplace(name, session::shape_of(*type)).first;
    auto kind = name;
    add_kinds(entry["value"], it->second, kind);
    return kind;
}

bool States::learn(const session::Result& result) {
    bool is_new = false;
    std::string state = "start", sent;
    for (const auto& entry : result.trace) {
        const auto direction = entry["dir"].get<std::string>();
        if (direction == ">") {
            sent = kind_of(entry);
        } else if (direction == "<" || direction == "reply") {
            const auto next = direction == "<" ? kind_of(entry) : end_of(entry);
            is_new = transitions_.insert(state + " | " + sent + " | " + next).second || is_new;
            states_.insert(next);
            state = next;
        }
    }
    const auto end = std::string(session::name_of(result.outcome));
    return transitions_.insert(state + " | " + sent + " | " + end).second || is_new;
}

}  // namespace wireproof::fuzz

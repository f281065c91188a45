#include "harness/transport/needs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireproof::transport {
namespace {

using session::Script;

// Methods that a script calls, at any depth.
void collect_methods(const session::Steps& steps, std::set<std::string>& methods) {
    for (const auto& step : steps) {
        if (step.kind == session::Do::call) methods.insert(step.text("method"));
        collect_methods(step.steps, methods);
        for (const auto& branch : step.branches) collect_methods(branch, methods);
    }
}

// is_for_variant: what an SDK of one variant does with a peer of another is told by a script in the peer's variant that
// needs the SDK's.
bool is_for_variant(const Script& script, std::string_view speaks) {
    return std::ranges::find(script.needs, fmt::format("{}.{}", script.protocol->name, speaks)) != script.needs.end();
}

}  // namespace

Has has_of(const Json& hello, Has known) {
    known.variant = hello.value("variant", std::string());
    known.methods = hello.value("methods", std::set<std::string>{});
    if (!known.capabilities) known.capabilities.emplace();
    for (const auto& capability : hello.value("capabilities", Json::array()))
        known.capabilities->insert(capability.get<std::string>());
    return known;
}

std::optional<std::string> lacks(const Script& script, const Has& has) {
    if (!has.variant.empty() && has.variant != script.variant->name && !is_for_variant(script, has.variant))
        return "the driver speaks " + has.variant;
    for (const auto& need : script.needs) {
        const bool a_method = need.starts_with("call:");
        const bool there = a_method ? has.methods && has.methods->contains(need.substr(5))
                                    : !has.capabilities || has.capabilities->contains(need);
        if (!there || has.without.contains(need)) return fmt::format("the peer lacks {}", need);
    }
    if (!has.methods) return std::nullopt;
    std::set<std::string> called;
    collect_methods(script.steps, called);
    for (const auto& method : called)
        if (!has.methods->contains(method)) return fmt::format("the driver has no method {}", method);
    return std::nullopt;
}

}  // namespace wireproof::transport

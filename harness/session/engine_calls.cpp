// The engine's steps about calls of the SDK under test.
#include <fmt/format.h>

#include <algorithm>

#include "harness/session/engine.hpp"
#include "harness/session/explain.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

bool names_error(const Json& names, const std::string& error) {
    return names == error || (names.is_array() && std::ranges::find(names, Json(error)) != names.end());
}

// What a transport is called with WebSocket on top of it.
std::string transport_of(const Variant& variant, const std::string& below) {
    if (!over_websocket(variant)) return below;
    return below == "tcp" ? "ws" : below == "tls" ? "wss" : below;
}

bool has_raised(const Json& end) { return end["status"] == "raised"; }

}  // namespace

void Engine::begin_call(const Step& step) {
    const auto id = static_cast<CallId>(calls_.size());
    const auto client = step.text("client", "main");
    auto args = scope_.evaluate(step.spec().value("args", Json::object()));
    if (!args) return void(fail(Outcome::mismatch, args.error()));
    if (step.text("method") == "connect") {
        const auto listener = *scope_.evaluate({{"$var", "listener"}});
        Json filled = {{"host", listener["host"]},
                       {"port", listener["port"]},
                       {"transport", transport_of(*variant_, setup_.transport)},
                       {"timeout_ms", 5000},
                       {"options", setup_.connect_options}};
        filled.merge_patch(*args);
        args = std::move(filled);
    }
    calls_[id] = {.name = step.text("as"), .client = client, .items = {}, .end = std::nullopt};
    call_ids_[step.text("as")] = id;
    keep({.at = now_, .on = client, .dir = "call", .frame = step.text("method"), .value = *args});
    actions_.emplace_back(Call{id, client, step.text("method"), std::move(*args)});
}

Engine::PendingCall& Engine::call_named(const std::string& name) { return calls_.at(call_ids_.at(name)); }

// wrong_end: a call ended otherwise than the step says.
Engine::Progress Engine::wrong_end(const Json& end) {
    result_.got = cut(end);
    if (!has_raised(end))
        return fail(Outcome::returned, fmt::format("the call returned {}", cut(end.value("value", Json())).dump()));
    return fail(Outcome::raised,
                fmt::format("the call raised {} ({}: {})",
                            end["error"].get<std::string>(),
                            end.value("type", "?"),
                            end.value("message", "")));
}

Engine::Progress Engine::poll_yields(const Step& step) {
    auto& call = call_named(step.text("of"));
    if (call.items.empty()) {
        if (call.end) return wrong_end(*call.end);
        return Progress::waiting;
    }
    const auto item = std::move(call.items.front());
    call.items.pop_front();
    if (step.has("match"))
        if (const auto found =
                match(step.spec()["match"], {&item, nullptr}, scope_, step.spec().value("exact", false))) {
            result_.expected = cut(found->expected);
            result_.got = cut(found->got);
            return fail(Outcome::mismatch,
                        fmt::format("the item's {}: {}, expected {}, got {}",
                                    found->path,
                                    found->why,
                                    result_.expected.dump(),
                                    result_.got.dump()));
        }
    return push({}, "main");
}

Engine::Progress Engine::poll_returns(const Step& step) {
    const auto& call = call_named(step.text("of"));
    if (!call.end) return Progress::waiting;
    if (has_raised(*call.end)) return wrong_end(*call.end);
    const auto value = call.end->value("value", Json());
    if (step.has("match"))
        if (const auto found =
                match(step.spec()["match"], {&value, nullptr}, scope_, step.spec().value("exact", false))) {
            result_.expected = cut(found->expected);
            result_.got = cut(found->got);
            const auto place = found->path.empty() ? "the value returned" : found->path;
            return fail(
                Outcome::mismatch,
                fmt::format(
                    "{}: {}, expected {}, got {}", place, found->why, result_.expected.dump(), result_.got.dump()));
        }
    const auto captures = step.spec().value("capture", Json::object());
    for (const auto& [name, path] : captures.items())
        if (const auto* const part = at_path(value, path.get<std::string>())) scope_.set(name, *part);
    return push({}, "main");
}

Engine::Progress Engine::poll_raises(const Step& step) {
    const auto& call = call_named(step.text("of"));
    if (!call.end) return Progress::waiting;
    result_.expected = step.spec()["error"];
    if (!has_raised(*call.end) || !names_error(step.spec()["error"], (*call.end)["error"])) return wrong_end(*call.end);
    if (step.has("message")) {
        const auto message = call.end->value("message", Json());
        if (const auto found = match(step.spec()["message"], {&message, nullptr}, scope_)) {
            result_.expected = found->expected;
            result_.got = cut(found->got);
            return fail(Outcome::mismatch,
                        fmt::format("the error's message: {}, expected {}, got {}",
                                    found->why,
                                    found->expected.dump(),
                                    result_.got.dump()));
        }
    }
    result_.expected = Json();
    return push({}, "main");
}

Engine::Progress Engine::poll_settles(const Step& step) {
    const auto& call = call_named(step.text("of"));
    if (!call.end) return Progress::waiting;
    if (has_raised(*call.end)) {
        if (step.has("raises") && names_error(step.spec()["raises"], (*call.end)["error"])) return push({}, "main");
        return wrong_end(*call.end);
    }
    const auto value = call.end->value("value", Json());
    if (step.has("returns") && !match(step.spec()["returns"], {&value, nullptr}, scope_)) return push({}, "main");
    result_.expected = step.spec().value("returns", Json());
    return wrong_end(*call.end);
}

}  // namespace wireproof::session

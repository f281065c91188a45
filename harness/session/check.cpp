#include "harness/session/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/session/encode.hpp"
#include "harness/session/matcher.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

constexpr Do kServerOnly[] = {
    Do::accept, Do::listen, Do::call, Do::yields, Do::returns, Do::raises, Do::settles, Do::cancel_call};
constexpr Do kCanFail[] = {Do::expect,
                           Do::expect_any,
                           Do::expect_set,
                           Do::expect_silence,
                           Do::expect_close,
                           Do::probe,
                           Do::returns,
                           Do::raises,
                           Do::settles,
                           Do::yields};
// Steps that are about no connection, so that their `on` has no meaning.
constexpr Do kOnNone[] = {Do::listen,
                          Do::wait,
                          Do::set,
                          Do::repeat,
                          Do::parallel,
                          Do::call,
                          Do::yields,
                          Do::returns,
                          Do::raises,
                          Do::settles,
                          Do::cancel_call};

bool among(std::span<const Do> kinds, Do kind) { return std::ranges::find(kinds, kind) != kinds.end(); }

using Names = std::set<std::string, std::less<>>;

// What a step can refer to because one before it has opened it.
struct Opened {
    Names links, listeners, calls;

    void learn(const Opened& other) {
        links.insert(other.links.begin(), other.links.end());
        listeners.insert(other.listeners.begin(), other.listeners.end());
        calls.insert(other.calls.begin(), other.calls.end());
    }
    void keep_common(const Opened& other) {
        const auto keep = [](Names& mine, const Names& theirs) {
            std::erase_if(mine, [&](const auto& name) { return !theirs.contains(name); });
        };
        keep(links, other.links);
        keep(listeners, other.listeners);
        keep(calls, other.calls);
    }
};

class Check {
public:
    Check(const Variant& variant, std::string file) : scope_(variant, std::nullopt, 1), file_(std::move(file)) {}
    ScriptErrors errors;
    bool can_fail = false;
    const std::map<std::string, Steps>* known_preludes = nullptr;  // of the role, where they are known

    // What is opened before the first step: the connection that a script does not open itself, or that a prelude is
    // given.
    void opens_with_main() { opened_.links.insert("main"); }
    void define(const std::string& name, const Json& expression) {
        auto value = scope_.evaluate(expression);
        if (!value) return fail("vars, " + name, value.error());
        scope_.set(name, std::move(*value));
    }
    void run(const Steps& steps, std::optional<Side> plays) {
        for (const auto& step : steps) {
            where_ = step.where;
            this->step(step, plays);
        }
    }
    void auto_replies(const Json& replies) {
        where_ = "auto";
        for (const auto& reply : replies) {
            const auto* const type = frame(reply["frame"]);
            if (type == nullptr) continue;
            const auto& shape = shape_of(*type);
            if (reply.contains("match")) pattern(reply["match"], &shape);
            if (!reply.contains("reply")) continue;
            scope_.set("got", sample_of(shape));
            encodes(reply["reply"]["frame"], reply["reply"]["value"]);
        }
    }

private:
    void fail(std::string message) { errors.push_back({file_, where_, std::move(message)}); }
    void fail(std::string where, std::string message) {
        errors.push_back({file_, std::move(where), std::move(message)});
    }

    void step(const Step& step, std::optional<Side> plays) {
        if (plays == Side::client && among(kServerOnly, step.kind))
            return fail(fmt::format("`{}` belongs to scripts that play server", name_of(step.kind)));
        if (plays == Side::server && step.kind == Do::connect)
            return fail("`connect` belongs to scripts that play client");
        can_fail = can_fail || among(kCanFail, step.kind);
        connection(step);
        switch (step.kind) {
            case Do::send: return send(step);
            case Do::expect:
            case Do::expect_any:
            case Do::expect_set: return expectation(step, plays);
            case Do::expect_close: evaluates(step.spec()["how"]); return;
            case Do::listen: return listener(step);
            case Do::prelude: return prelude(step.spec()["name"]);
            case Do::scram:
                evaluates(step.spec()["username"]);
                evaluates(step.spec()["password"]);
                return;
            case Do::set: return define(step.spec()["var"], step.spec()["to"]);
            case Do::repeat: scope_.set(step.text("index", "index"), 0); return run(step.steps, plays);
            case Do::parallel: return parallel(step, plays);
            case Do::call:
                if (step.has("args")) evaluates(step.spec()["args"]);
                opened_.calls.insert(step.text("as"));
                return;
            case Do::yields:
            case Do::returns:
            case Do::raises:
            case Do::settles:
            case Do::cancel_call: return result(step);
            default: return;
        }
    }
    // connection checks `on`: what a step speaks over must have been opened.
    void connection(const Step& step) {
        if (among(kOnNone, step.kind)) return;
        const auto on = step.text("on", "main");
        spoken_over_.insert(on);
        if (step.kind == Do::connect || step.kind == Do::accept) {
            opened_.links.insert(on);
            if (step.has("from") && !opened_.listeners.contains(step.text("from")))
                fail(fmt::format("no listener `{}`", step.text("from")));
            return;
        }
        if (!opened_.links.contains(on)) fail(fmt::format("no connection `{}`", on));
    }
    // parallel: which branch comes first nobody knows, so each may rely on nothing that another does.
    void parallel(const Step& step, std::optional<Side> plays) {
        const auto before = scope_;
        const auto opened_before = opened_;
        auto after = scope_;
        auto opened_after = opened_;
        const auto outside = std::exchange(spoken_over_, {});
        Names taken;
        for (const auto& branch : step.branches) {
            scope_ = before;
            opened_ = opened_before;
            run(branch, plays);
            after.learn(scope_);
            opened_after.learn(opened_);
            where_ = step.where;
            for (const auto& on : std::exchange(spoken_over_, {}))
                if (!taken.insert(on).second) fail(fmt::format("two branches use the connection `{}`", on));
        }
        scope_ = std::move(after);
        opened_ = std::move(opened_after);
        spoken_over_ = outside;
        spoken_over_.merge(taken);
    }
    void listener(const Step& step) {
        const auto name = step.text("as");
        opened_.listeners.insert(name);
        scope_.set(name, {{"address", "127.0.0.1:1"}, {"host", "127.0.0.1"}, {"port", 1}});
    }
    // prelude: names that parameters decide are only known when the script runs.
    void prelude(const Json& name) {
        evaluates(name);
        if (name.is_string() && known_preludes != nullptr && !known_preludes->contains(name.get<std::string>()))
            fail(fmt::format("there is no prelude `{}`", name.get<std::string>()));
    }
    void send(const Step& step) {
        if (step.encodes) return void(evaluates(step.spec().at(step.has("frame") ? "value" : "raw")));
        if (step.has("frame")) return encodes(step.spec()["frame"], step.spec()["value"], step.spec());
        const auto value = evaluates(step.spec()["raw"]);
        if (!value) return;
        if (const auto sent = raw_bytes(*value, step.spec()); !sent) fail(sent.error());
    }
    void expectation(const Step& step, std::optional<Side> plays) {
        if (step.has("raw")) {
            if (const auto value = evaluates(step.spec()["raw"]); value && !wire::joined_hex(*value))
                fail("`raw` is not lower-case hex");
            return;
        }
        for (const auto& ignored : step.spec().value("ignore", Json::array())) alternative(ignored);
        if (step.kind == Do::expect) return alternative(step.spec());
        // One alternative comes: only what all of them open is open afterwards.
        const auto before = opened_;
        std::optional<Opened> after;
        for (std::size_t i = 0; i < step.spec()["of"].size(); ++i) {
            if (step.spec()["of"][i].contains("frame")) alternative(step.spec()["of"][i]);
            else evaluates(step.spec()["of"][i]["close"]);
            opened_ = before;
            if (i < step.branches.size()) run(step.branches[i], plays);
            if (after) after->keep_common(opened_);
            else after = opened_;
            where_ = step.where;
        }
        opened_ = after.value_or(before);
    }
    // alternative checks {frame, match?, capture?} and defines what it captures.
    void alternative(const Json& spec) {
        const auto* const type = frame(spec["frame"]);
        if (type == nullptr) return;
        const auto& shape = shape_of(*type);
        if (spec.contains("match")) pattern(spec["match"], &shape);
        const auto captures = spec.value("capture", Json::object());
        for (const auto& [name, path] : captures.items()) {
            const auto* const part = shape_at(shape, path.get<std::string>());
            if (part == nullptr) {
                fail(fmt::format("capture `{}`: {} has no field `{}`", name, type->name, path.get<std::string>()));
                continue;
            }
            scope_.set(name, sample_of(*part));
        }
    }
    void result(const Step& step) {
        if (!opened_.calls.contains(step.text("of"))) fail(fmt::format("no call `{}`", step.text("of")));
        for (const char* key : {"match", "returns", "message"})
            if (step.has(key)) pattern(step.spec()[key], nullptr);
        const auto captures = step.spec().value("capture", Json::object());
        for (const auto& [name, path] : captures.items()) scope_.set(name, "00");
    }

    const wire::FrameType* frame(const Json& name) {
        const auto* const type = frame_named(scope_.variant(), name.get<std::string>());
        if (type == nullptr) fail(fmt::format("unknown frame `{}`", name.get<std::string>()));
        return type;
    }
    std::optional<Json> evaluates(const Json& value, const Shape* shape = nullptr) {
        auto result = scope_.evaluate(value, shape);
        if (result) return std::move(*result);
        fail(result.error());
        return std::nullopt;
    }
    void encodes(const Json& frame_name, const Json& value, const Json& step = Json::object()) {
        const auto* const type = frame(frame_name);
        if (type == nullptr) return;
        const auto& shape = shape_of(*type);
        const auto evaluated = evaluates(value, &shape);
        if (!evaluated) return;
        const auto sent = encode_sent(scope_.variant(), *type, *evaluated, step, Side::client, random_);
        if (!sent) fail(sent.error());
    }
    void pattern(const Json& pattern, const Shape* shape) {
        if (auto found = check_pattern(pattern, shape, scope_); !found.empty()) fail("match: " + found);
    }

    Scope scope_;
    std::string file_;
    std::string where_;
    std::mt19937_64 random_{1};
    Opened opened_;
    Names spoken_over_;
};

}  // namespace

ScriptErrors check_script(const Script& script) {
    ScriptErrors errors;
    for (const auto& one : script.cases) {
        Check check(*script.variant, script.file.string());
        for (const auto& [name, expression] : one.vars.items()) check.define(name, expression);
        if (!opens_main(script.steps)) check.opens_with_main();
        check.auto_replies(script.auto_replies);
        check.run(script.steps, script.plays);
        if (!check.can_fail && check.errors.empty())
            check.errors.push_back({script.file.string(),
                                    "steps",
                                    "nothing in it can fail: no expect, returns, raises, settles or probe"});
        if (!check.errors.empty()) return std::move(check.errors);
    }
    return errors;
}

ScriptErrors check_preludes(const Preludes& preludes,
                            const Variant& variant,
                            const Json& vars,
                            const std::string& file) {
    Check check(variant, file);
    check.opens_with_main();
    for (const auto& [name, expression] : vars.items()) check.define(name, expression);
    check.known_preludes = &preludes.client;
    for (const auto& [name, steps] : preludes.client) check.run(steps, Side::client);
    check.known_preludes = &preludes.server;
    for (const auto& [name, steps] : preludes.server) check.run(steps, Side::server);
    check.run(preludes.probe, Side::client);
    return std::move(check.errors);
}

}  // namespace wireproof::session

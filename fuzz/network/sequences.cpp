#include "fuzz/network/sequences.hpp"

#include <algorithm>
#include <cmath>

#include "conformance/wire/mutate.hpp"
#include "fuzz/mutator/change_bytes.hpp"
#include "harness/session/check.hpp"
#include "harness/session/scope.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::fuzz {
namespace {

using session::Do;
using session::Script;
using session::Step;
using session::Steps;

constexpr std::size_t kMostBytes = 2048;  // of a frame: larger ones take the time of many small ones
constexpr std::size_t kMostSteps = 40;
constexpr std::uint64_t kMostRepeated = 1024;  // of a text within a frame, likewise
constexpr int kMostWait = 5;                   // milliseconds
constexpr int kPatience = 3000;                // milliseconds, for an SDK to notice that its connection is gone

// Every error that a call may document. What it does not document is `other`.
constexpr const char* kDocumented[] = {"not_found",       "bad_request",        "unauthorized",   "forbidden",
                                       "conflict",        "internal",           "overloaded",     "rate_limited",
                                       "generic",         "protocol",           "timeout",        "closed",
                                       "refused",         "cancelled",          "not_leader",     "channel_full",
                                       "queue_not_found", "message_not_found",  "already_exists", "invalid_argument",
                                       "remote_failure",  "unsupported_version"};

// Whether a value is data all through, so that it can be changed as one.
bool has_expression(const Json& value) {
    if (session::is_operator(value)) return true;
    return value.is_structured() && std::ranges::any_of(value, [](const Json& part) { return has_expression(part); });
}

// Whether every text is UTF-8. A script is JSON: it says other bytes as hex.
bool can_be_written(const Json& value) {
    if (value.is_string()) return is_utf8(as_bytes(value.get_ref<const std::string&>()));
    return !value.is_structured() || std::ranges::all_of(value, can_be_written);
}

// small is a value without its large texts: a megabyte takes the time of a thousand small frames, bent or not.
Json small(const Json& value) {
    if (!value.is_structured()) return value;
    auto less = value;
    if (session::is_operator(value) && value.contains("$repeat")) {
        auto& of = less["$repeat"];
        if (of.is_array() && of.size() == 2 && of[1].is_number_unsigned())
            of[1] = std::min(of[1].get<std::uint64_t>(), kMostRepeated);
        return less;
    }
    for (auto& part : less) part = small(part);
    return less;
}

std::string connection_of(const Step& step) { return step.text("on", "main"); }

// The connections that steps open, or the one that is open before them.
std::vector<std::string> connections_of(const Steps& steps) {
    std::vector<std::string> names;
    for (const auto& step : steps)
        if (step.kind == Do::accept) names.push_back(connection_of(step));
    if (names.empty()) names.emplace_back("main");
    return names;
}

Json json_of(const Steps& steps) {
    Json list = Json::array();
    for (const auto& step : steps) list.push_back(step.spec());
    return list;
}

// A step whose place is not known yet: make_playable numbers them.
Step a_step(Json written) { return session::step_of(std::move(written), "", 0); }

// What a script is played by: nothing that only people read, and nothing that a sequence has of its own.
Script bare(const Script& script) {
    Script it;
    it.id = script.id;
    it.prelude = script.prelude;
    it.protocol = script.protocol;
    it.variant = script.variant;
    it.plays = script.plays;
    it.needs = script.needs;
    it.deadline = script.deadline;
    it.auto_replies = script.auto_replies;
    return it;
}

}  // namespace

Sequences::Sequences(const Protocol& protocol,
                     const Variant& variant,
                     std::span<const Script> scripts,
                     std::uint64_t seed)
    : protocol_(protocol),
      variant_(variant),
      catalogue_(protocol),
      mutator_(catalogue_,
               [this](std::uint8_t* data, std::size_t size, std::size_t most) {
                   return change_bytes(data, size, most, random_);
               }),
      plays_(scripts.empty() ? Side::client : scripts.front().plays),
      seed_(seed),
      random_(seed) {
    for (const auto& script : scripts) {
        stored_[script.id] = &script;
        const auto steps = tolerant(json_of(script.steps));
        const auto& vars = script.cases.front().vars;
        Sequence start{
            .parent = script.id, .steps = session::steps_of(small(steps), ""), .traffic = std::make_shared<double>()};
        if (!make_playable(start, session::steps_of(steps, ""), vars)) continue;
        starts_.push_back(start);
        // What is read slowly is much: such a script is played as it is, and not bent.
        if (std::ranges::count(script.steps, Do::read, &Step::kind) > 0) continue;
        if (make_playable(start, start.steps, small(vars))) add(std::move(start));
    }
}

void Sequences::drop(const Sequence& sequence) {
    std::erase_if(kept_, [&](const Sequence& one) { return one.number == 0 && one.parent == sequence.parent; });
}

bool Sequences::keep(const Sequence& sequence) {
    // What was seen of a step need not be so any more where another gives a variable its value.
    auto script = *sequence.script;
    for (auto& step : script.steps) step.encodes = false;
    if (!session::check_script(script).empty()) return false;
    add(sequence);
    kept_.back().traffic = std::make_shared<double>(*sequence.traffic);
    return true;
}

void Sequences::add(Sequence sequence) {
    for (auto& step : sequence.steps) step.encodes = true;
    kept_.push_back(std::move(sequence));
}

// Averages of logarithms: one that was bent into something else says little of the others.
void Sequences::played(const Sequence& sequence, std::size_t bytes) {
    const auto approach = [&](double& average, double over) {
        average += (std::log2(1.0 + static_cast<double>(bytes)) - average) / over;
    };
    approach(*sequence.traffic, 8);
    approach(traffic_, 256);
}

// times_too_much: by how much those bent from one bring more bytes than others do. A server that lists all it has says
// more the longer it is fuzzed, and would soon do nothing else.
std::size_t Sequences::times_too_much(const Sequence& origin) const {
    constexpr double kMost = 6;
    return static_cast<std::size_t>(std::exp2(std::clamp(*origin.traffic - traffic_, 0.0, kMost)));
}

void Sequences::go_on_from(std::uint64_t number) {
    number_ = number;
    random_.seed(seed_ + number);
}

// tolerant makes expectations of what any peer may answer, and waits no longer than a moment.
Json Sequences::tolerant(const Json& steps) const {
    Json list = Json::array();
    const auto any_answer = [&](const Json& step) {
        Json of = Json::array();
        for (const auto& name : answers_to(step)) {
            Json one = {{"frame", name}};
            if (step.contains("capture") && step["frame"] == name) one["capture"] = step["capture"];
            of.push_back(std::move(one));
        }
        of.push_back({{"close", {"fin", "rst"}}});
        Json any = {{"do", "expect_any"}, {"of", std::move(of)}};
        if (step.contains("on")) any["on"] = step["on"];
        return any;
    };
    // What makes a sequence slow makes all others wait for their turn.
    const auto at_once = [&](Json step) {
        step.erase("within_ms");
        if (step.contains("fault")) {
            for (const auto* key : {"stall", "delay_ms", "gap_ms"}) step["fault"].erase(key);
            if (step["fault"].value("split", Json()) == "bytes") step["fault"]["split"] = {1, 2, 3, 4, 5, 6, 7, 8};
        }
        if (step["do"] == "expect_any")
            for (auto& one : step["of"])
                if (one.contains("steps")) one["steps"] = tolerant(one["steps"]);
        return step;
    };
    for (const auto& step : steps) {
        const std::string kind = step["do"];
        if (list.size() >= kMostSteps) break;
        if (kind == "expect" && step.contains("frame")) {
            list.push_back(any_answer(step));
        } else if (kind == "expect_set") {
            for (auto one : step["of"]) {
                if (step.contains("on")) one["on"] = step["on"];
                list.push_back(any_answer(one));
            }
        } else if (kind == "wait" || kind == "expect_silence") {
            // What a server does meanwhile nobody asks for; pauses that matter to it are bent in.
            if (plays_ == Side::server)
                list.push_back({{"do", "wait"}, {"for_ms", std::min(step["for_ms"].get<int>(), kMostWait)}});
        } else if (kind == "repeat") {
            auto some = step;
            some["times"] = std::min(step["times"].get<int>(), 3);
            some["steps"] = tolerant(step["steps"]);
            list.push_back(std::move(some));
        } else if (kind == "yields") {
            list.push_back({{"do", "yields"}, {"of", step["of"]}});
        } else if (kind == "returns" || kind == "raises" || kind == "settles") {
            if (step.contains("capture")) list.push_back(at_once(step));
            else list.push_back(settles(step["of"]));
        } else if (kind != "read") {
            list.push_back(at_once(step));
        }
    }
    return list;
}

// answers_to: the frames that a peer may answer with where a step expects one of them.
std::vector<std::string> Sequences::answers_to(const Json& step) const {
    const auto expected = step["frame"].get<std::string>();
    if (&session::kWsFrame == session::frame_named(variant_, expected)) return {expected};
    // Where frames say who sends them, the rest are bodies that travel inside of them.
    const auto peer = opposite(plays_);
    const bool said = std::ranges::any_of(variant_.frames, [&](const auto& type) { return type.sent_by == peer; });
    std::vector<std::string> names;
    for (const auto& type : variant_.frames) {
        const bool comes = expected == type.name || (said ? type.sent_by == peer : !type.sent_by);
        // Who looks for messages that belong together takes every other for a broken one.
        if (comes && !type.in_messages()) names.emplace_back(type.name);
    }
    if (session::over_websocket(variant_)) names.insert(names.end(), {"http", "text"});
    return names;
}

Json Sequences::settles(const Json& of) {
    return {{"do", "settles"}, {"of", of}, {"returns", {{"$any", true}}}, {"raises", kDocumented}};
}

bool Sequences::make_playable(Sequence& sequence, Steps steps, Json vars) const {
    auto script = std::make_shared<Script>(bare(*stored_.at(sequence.parent)));
    script->steps = session::numbered(std::move(steps));
    script->cases.push_back({script->id, std::move(vars)});
    if (!session::check_script(*script).empty()) return false;
    sequence.script = std::move(script);
    return true;
}

Sequence Sequences::next() {
    for (;;) {
        // Half of the time one of the latest: what is new is the least explored.
        constexpr std::size_t kLatest = 32;
        const auto late = below(2) == 0 ? std::min(kLatest, kept_.size()) : kept_.size();
        const auto& origin = kept_[kept_.size() - 1 - below(late)];
        if (below(times_too_much(origin)) != 0) continue;
        auto sequence = origin;
        for (auto changes = 1 + below(4); changes > 0; --changes) bend(sequence);
        sequence.number = ++number_;
        if (sequence.steps.size() > kMostSteps) continue;
        const auto as_they_are = plays_ == Side::client && below(8) == 0;
        auto steps = as_they_are              ? sequence.steps
                     : plays_ == Side::server ? with_end(sequence.steps)
                                              : without_pauses(sequence.steps);
        if (make_playable(sequence, std::move(steps), sequence.vars())) return sequence;
    }
}

// Everything is sent at once, then the end, and what comes is read until the peer ends too: a frame that was broken is
// waited for by nobody. Answers that decide what is sent next are waited for all the same.
Steps Sequences::without_pauses(const Steps& steps) {
    static const auto kEnd = a_step({{"do", "half_close"}});
    static const auto kPeersEnd = a_step({{"do", "expect_close"}, {"how", {"fin", "rst"}}, {"drain", true}});
    Steps fast;
    for (const auto& step : steps) {
        const bool decides = step.kind == Do::expect_any && std::ranges::any_of(step.list("of"), [](const Json& one) {
                                 return one.contains("capture") || one.contains("steps");
                             });
        if (step.kind == Do::expect_any && !decides) continue;
        if (step.kind == Do::expect_close || step.kind == Do::half_close) continue;
        fast.push_back(step);
    }
    if (below(4) != 0) join_sends(fast);
    fast.insert(fast.end(), {kEnd, kPeersEnd});
    return fast;
}

// join_sends lets frames that follow each other leave together, as they do from whoever writes through a buffer.
void Sequences::join_sends(Steps& steps) {
    for (std::size_t next = 1; next < steps.size(); ++next) {
        auto& step = steps[next - 1];
        const bool joins = step.kind == Do::send && steps[next].kind == Do::send && !step.has("fault") &&
                           connection_of(step) == connection_of(steps[next]);
        if (!joins) continue;
        auto written = step.spec();
        written["fault"] = {{"hold", true}};
        step.written = std::make_shared<const Json>(std::move(written));
    }
}

// An SDK whose connections are gone ends every call that is left: how long it waits for an answer that is broken nobody
// knows, and no call may wait for ever.
Steps Sequences::with_end(const Steps& steps) const {
    auto last = steps.end();
    while (last != steps.begin() && std::prev(last)->kind == Do::settles) --last;
    Steps list(steps.begin(), last);
    // A server says goodbye over WebSocket and waits for the same; but what it says may end inside of a broken frame.
    const auto* const way = session::over_websocket(variant_) ? "half_close" : "close";
    for (const auto& name : connections_of(steps)) list.push_back(a_step({{"do", way}, {"on", name}}));
    for (; last != steps.end(); ++last) {
        auto patient = last->spec();
        patient["within_ms"] = kPatience;
        list.push_back(a_step(std::move(patient)));
    }
    return list;
}

bool Sequences::waits_for_the_end(const Step& step) {
    return step.kind == Do::settles && step.spec().value("within_ms", 0) == kPatience;
}

std::optional<Sequence> Sequences::without(const Sequence& sequence, std::size_t step) const {
    auto less = sequence;
    auto steps = sequence.script->steps;
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(step));
    if (!make_playable(less, std::move(steps), sequence.vars())) return std::nullopt;
    return less;
}

void Sequences::bend(Sequence& sequence) {
    const auto way = below(16);
    if (way < 3) return bend_order(sequence.steps);
    if (way == 3) return bend_time(sequence.steps);
    if (way == 4) return bend_connection(sequence.steps);
    auto* const send = a_send(sequence.steps);
    if (send == nullptr) return;
    auto bent = send->spec();
    if (way < 10) bend_value(bent, sequence.vars());
    else if (way < 12) bend_layout(bent, sequence.vars());
    else if (way < 14) bend_bytes(bent);
    else bend_pieces(bent);
    *send = a_step(std::move(bent));
}

Step* Sequences::a_send(Steps& steps) {
    std::vector<Step*> sends;
    for (auto& step : steps)
        if (step.kind == Do::send) sends.push_back(&step);
    return sends.empty() ? nullptr : sends[below(sends.size())];
}

// What a step sends, with made-up values where the peer's will stand.
std::optional<wire::FrameValue> Sequences::value_of(const Json& step, const Json& vars) const {
    if (!step.contains("frame")) return std::nullopt;
    const auto* const type = session::frame_named(variant_, step["frame"].get<std::string>());
    session::Scope scope(variant_, std::nullopt, 1);
    for (const auto& [name, expression] : vars.items())
        if (auto value = scope.evaluate(expression)) scope.set(name, std::move(*value));
    const auto& shape = session::shape_of(*type);
    const auto value = scope.evaluate(step["value"], &shape);
    wire::FrameValue frame(*type);
    if (!value || !wire::from_json(frame.any(), *value).ok()) return std::nullopt;
    return frame;
}

// Members that change take their new value; those that the peer's answers decide stay expressions.
void Sequences::bend_value(Json& step, const Json& vars) {
    auto frame = value_of(step, vars);
    if (!frame || session::is_operator(step["value"])) return;
    const auto before = wire::to_json(frame->any());
    wire::mutate(frame->any(), random_);
    const auto after = wire::to_json(frame->any());
    for (const auto& [name, member] : before.items())
        if (!after.contains(name)) step["value"].erase(name);
    for (const auto& [name, member] : after.items()) {
        if (before.contains(name) && before[name] == member) continue;
        if (!can_be_written(member)) continue;
        // An expression gives way rarely: an id that fits opens more doors than one that does not.
        if (step["value"].contains(name) && has_expression(step["value"][name]) && below(4) != 0) continue;
        step["value"][name] = session::is_operator(member) ? Json{{"$literal", member}} : member;
    }
}

void Sequences::bend_layout(Json& step, const Json& vars) {
    const auto frame = value_of(step, vars);
    Buffer out;
    if (!frame || variant_.frame(frame->type().name) == nullptr) return;  // HTTP and the like have no layout
    if (!frame->encode(out).ok() || out.size() > kMostBytes) return;
    const auto head = Head{.tag = Catalogue::tag_of(variant_, frame->type())}.bytes();
    Bytes input(head.begin(), head.end());
    input.insert(input.end(), out.view().begin(), out.view().end());
    const auto bent = mutator_.mutate(input, kMostBytes, random_());
    const auto hex = to_hex(body_of(bent));
    Json raw = {{"do", "send"}, {"raw", hex}};
    if (session::over_websocket(variant_))
        raw = {{"do", "send"}, {"frame", "ws"}, {"value", {{"opcode", "binary"}, {"payload", hex}}}};
    if (step.contains("on")) raw["on"] = step["on"];
    step = std::move(raw);
}

void Sequences::bend_bytes(Json& step) {
    const auto at = static_cast<int>(below(32)) - (below(2) == 0 ? 0 : 32);
    auto& edits = step["edits"];
    if (edits.is_null()) edits = Json::array();
    const auto byte = static_cast<std::uint8_t>(random_());
    const auto hex = to_hex(ByteView(&byte, 1));
    switch (below(5)) {
        case 0: edits.push_back({{"set", at}, {"to", hex}}); break;
        case 1: edits.push_back({{"xor", at}, {"with", hex}}); break;
        case 2: edits.push_back({{"insert", at}, {"bytes", hex + hex}}); break;
        case 3: edits.push_back({{"remove", at}, {"count", 1}}); break;
        default: edits.push_back({{"truncate", at}}); break;
    }
    if (!step.contains("frame") || below(8) == 0) return;
    const auto* const type = session::frame_named(variant_, step["frame"].get<std::string>());
    if (wire::resealing(*type)) step["fix"] = below(2) == 0 ? Json{"checksum"} : Json{"length", "checksum"};
}

void Sequences::bend_order(Steps& steps) {
    if (steps.empty()) return;
    const auto at = steps.begin() + static_cast<std::ptrdiff_t>(below(steps.size()));
    switch (below(5)) {
        case 0: std::swap(*at, steps[below(steps.size())]); break;
        case 1: steps.erase(at); break;
        case 2: put_in(steps, *at); break;
        case 3:  // many of the same
            if (at->kind == Do::send) steps.insert(at, 1 + below(8), Step(*at));
            break;
        default: {  // a step of another script
            const auto& other = kept_[below(kept_.size())].steps;
            if (other.empty()) return;
            auto step = other[below(other.size())];
            step.encodes = false;  // seen with the variables that it has there
            put_in(steps, std::move(step));
        }
    }
}

void Sequences::put_in(Steps& steps, Step step) {
    steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(below(steps.size() + 1)), std::move(step));
}

void Sequences::bend_pieces(Json& step) {
    switch (below(4)) {
        // Not every byte by itself: each is a system call, and what breaks by bytes breaks at one of these borders.
        case 0: step["fault"] = {{"split", {1, 2 + below(4), 6 + below(4), 10 + below(24)}}}; break;
        case 1: step["fault"] = {{"split", {1 + below(12)}}, {"gap_ms", 1 + below(3)}}; break;
        case 2: step["fault"] = {{"hold", true}}; break;
        default: step["fault"] = {{"duplicate", 1 + below(3)}}; break;
    }
}

void Sequences::bend_time(Steps& steps) { put_in(steps, a_step({{"do", "wait"}, {"for_ms", 1 + below(kMostWait)}})); }

void Sequences::bend_connection(Steps& steps) {
    constexpr const char* kWays[] = {"half_close", "reset", "close"};
    put_in(steps, a_step({{"do", kWays[below(std::size(kWays))]}}));
}

Json Sequences::as_script(const Sequence& sequence,
                          const std::string& id,
                          const std::string& title,
                          const std::string& source,
                          const Json& ending) const {
    const auto& parent = *stored_.at(sequence.parent);
    auto steps = json_of(sequence.script->steps);
    for (const auto& step : ending) steps.push_back(step);
    return {{"schema", "wireproof/session/1"},
            {"id", id},
            {"protocol", protocol_.name},
            {"variant", variant_.name},
            {"title", title},
            {"doc",
             "A bent form of " + sequence.parent + ", found by fuzzing; a person has to say which rule it is about."},
            {"level", "should"},
            {"spec", parent.spec},
            {"plays", name_of(parent.plays)},
            {"needs", parent.needs},
            {"prelude", parent.prelude},
            {"auto", parent.auto_replies},
            {"vars", sequence.vars()},
            {"falsified_by", parent.falsified_by},
            {"source", source},
            {"steps", std::move(steps)}};
}

}  // namespace wireproof::fuzz

#include "harness/session/engine.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "harness/session/explain.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

// Policy: what a trace keeps.
constexpr std::size_t kMostTraced = 8192;
constexpr std::size_t kMostTracedBytes = std::size_t{32} << 20;

constexpr std::size_t kMostUnfinishedTraced = std::size_t{64} << 10;

Step opening_step(Do kind, Json spec) {
    spec["do"] = name_of(kind);
    return {.kind = kind, .written = std::make_shared<const Json>(std::move(spec)), .where = "opening"};
}

Steps opening_of(const Script& script) {
    if (opens_main(script.steps)) return {};
    if (script.plays == Side::client) return {opening_step(Do::connect, Json::object())};
    return {opening_step(Do::call, {{"as", "connect"}, {"method", "connect"}}),
            opening_step(Do::accept, Json::object()),
            opening_step(Do::returns, {{"of", "connect"}})};
}

}  // namespace

Engine::Engine(Setup setup)
    : setup_(std::move(setup)),
      variant_(setup_.script->variant),
      scope_(*variant_, setup_.params, setup_.seed),
      random_(setup_.seed),
      opening_(opening_of(*setup_.script)) {}

void Engine::start(Time now) {
    now_ = now;
    for (const auto& [name, expression] : setup_.one->vars.items()) {
        auto value = scope_.evaluate(expression);
        if (!value) {
            fail(Verdict::unsupported, Outcome::none, fmt::format("variable `{}`: {}", name, value.error()));
            return finish();
        }
        scope_.set(name, std::move(*value));
    }
    strand_->blocks.push_back({.steps = &setup_.script->steps});
    strand_->blocks.push_back({.steps = &opening_});
    if (setup_.script->plays == Side::server) actions_.emplace_back(Listen{"main"});
    else advance(now);
}

void Engine::connected(Time now, LinkId link) {
    links_.at(link).connected = true;
    ever_connected_ = true;
    advance(now);
}

void Engine::refused(Time now, LinkId link, const std::string& why) {
    links_.at(link).refused = why;
    advance(now);
}

void Engine::listening(Time now, const std::string& name, const std::string& host, std::uint16_t port) {
    scope_.set(name == "main" ? "listener" : name,
               {{"address", fmt::format("{}:{}", host, port)}, {"host", host}, {"port", port}});
    advance(now);
}

LinkId Engine::accepted(Time now, const std::string& listener) {
    const auto id = new_link("");
    links_.at(id).connected = true;
    ever_connected_ = true;
    waiting_[listener].push_back(id);
    advance(now);
    return id;
}

void Engine::received(Time now, LinkId id, ByteView bytes) {
    if (finished_) return;
    // A pause that is over broke no silence: bytes and its timer may be told at once, when whoever runs us was held up.
    if (pause_is_over(main_, now)) advance(now);
    if (finished_) return;
    now_ = now;
    auto& link = links_.at(id);
    for (const auto& frame : link.inbox->feed(bytes)) trace(link, '<', frame.wire, &frame.value);
    notice_websocket(link);
    advance(now);
}

void Engine::ended(Time now, LinkId id, End end) {
    auto& link = links_.at(id);
    if (!link.end) link.end = end;
    if (!link.shut) result_.peer_ended = true;
    advance(now);
}

void Engine::replied(Time now, CallId id, const Json& reply) {
    now_ = now;
    auto& call = calls_.at(id);
    const auto status = reply.value("status", "");
    keep({.at = now_, .on = call.client, .dir = "reply", .frame = call.name, .value = reply});
    if (status == "item") {
        call.items.push_back(reply.value("value", Json()));
    } else if (status == "ok" || (status == "raised" && reply.contains("error") && reply["error"].is_string())) {
        call.end = reply;
    } else if (status == "unsupported") {
        fail(Verdict::unsupported, Outcome::none, reply.value("reason", "the driver says so"));
        return finish();
    } else {
        return lost(now,
                    Verdict::broken_testee,
                    fmt::format("reply to `{}` without a status that is known: {}", call.name, cut(reply).dump()));
    }
    advance(now);
}

void Engine::lost(Time now, Verdict verdict, const std::string& why) {
    if (finished_) return;
    now_ = now;
    fail(verdict, Outcome::none, why);
    finish();
}

void Engine::tick(Time now) { advance(now); }

std::optional<Time> Engine::next_timer() const {
    if (finished_) return std::nullopt;
    std::optional<Time> next;
    note_deadlines(main_, next);
    for (const auto& [id, link] : links_)
        if (link.is_sending()) next = std::min(next.value_or(Time::max()), link.next_piece);
    return next;
}

// A parallel step has no time limit but those of its branches.
void Engine::note_deadlines(const Strand& strand, std::optional<Time>& next) {
    for (const auto& branch : strand.branches) note_deadlines(branch, next);
    if (strand.started && strand.branches.empty()) next = std::min(next.value_or(Time::max()), strand.deadline);
}

bool Engine::pause_is_over(const Strand& strand, Time now) {
    if (std::ranges::any_of(strand.branches, [&](const Strand& branch) { return pause_is_over(branch, now); }))
        return true;
    if (!strand.started || now < strand.deadline) return false;
    const auto& block = strand.blocks.back();
    const auto kind = (*block.steps)[block.next].kind;
    return kind == Do::expect_silence || kind == Do::wait;
}

std::vector<std::string> Engine::clients() const {
    std::vector<std::string> names;
    for (const auto& [id, call] : calls_)
        if (std::ranges::find(names, call.client) == names.end()) names.push_back(call.client);
    return names;
}

// ---- the loop -----------------------------------------------------------------------------------------------------
void Engine::advance(Time now) {
    if (finished_) return;
    now_ = now;
    // Before the listener is there nothing can be called.
    if (setup_.script->plays == Side::server && !scope_.has("listener")) return;
    for (auto& [id, link] : links_) pump(id, link);
    if (run(main_) != Progress::waiting) return finish();
    for (auto& [id, link] : links_) hold_back(id, link);
}

// hold_back stops reading while more waits than anybody takes, and goes on with it afterwards.
void Engine::hold_back(LinkId id, Link& link) {
    const bool much = link.inbox->waiting() > kMostWaiting || link.inbox->unfinished().size() > kMostUnfinished;
    if (std::exchange(link.held_back, much) == much) return;
    actions_.emplace_back(ReadRate{id, much ? 0 : link.rate.value_or(kFullSpeed)});
}

// run goes on as far as it can; done: all steps are.
Engine::Progress Engine::run(Strand& strand) {
    auto* const outer = std::exchange(strand_, &strand);
    auto progress = Progress::done;
    while (progress == Progress::done && next_step()) progress = run_step();
    strand_ = outer;
    return progress;
}

Engine::Progress Engine::run_step() {
    const auto& block = strand_->blocks.back();
    const auto& step = (*block.steps)[block.next];
    if (!std::exchange(strand_->started, true)) begin(step);
    auto progress = result_.verdict == Verdict::pass ? poll(step) : Progress::failed;
    if (progress == Progress::waiting && now_ >= strand_->deadline) progress = overdue(step);
    if (progress != Progress::waiting) strand_->started = false;
    return progress;
}

// next_step leaves blocks that are through; false at the end of the script.
bool Engine::next_step() {
    while (!strand_->blocks.empty()) {
        auto& block = strand_->blocks.back();
        if (block.next < block.steps->size()) return true;
        if (block.repeat != nullptr && ++block.round < block.repeat->spec()["times"].get<std::uint64_t>()) {
            block.next = 0;
            scope_.set(block.repeat->text("index", "index"), block.round);
        } else {
            strand_->blocks.pop_back();
        }
    }
    return false;
}

void Engine::begin(const Step& step) {
    strand_->began = now_;
    strand_->deadline = now_ + step.ms("within_ms", setup_.deadline.value_or(setup_.script->deadline));
    switch (step.kind) {
        case Do::connect: return begin_connect(step);
        case Do::listen: actions_.emplace_back(Listen{step.text("as")}); return;
        case Do::send: return begin_send(step);
        case Do::expect_set: strand_->collected.clear(); return;
        case Do::expect_silence:
        case Do::wait: strand_->deadline = now_ + step.ms("for_ms"); return;
        case Do::half_close: return begin_shut(step, Shut::How::half_close);
        case Do::close:
            if (link_of(step).websocket) return close_websocket(link_of(step), kNormalClosure);
            return begin_shut(step, Shut::How::close);
        case Do::reset: return begin_shut(step, Shut::How::reset);
        case Do::call: return begin_call(step);
        case Do::scram: return begin_scram(step);
        case Do::parallel: return begin_parallel(step);
        default: return;
    }
}

Engine::Progress Engine::poll(const Step& step) {
    switch (step.kind) {
        case Do::connect: return poll_connect(step);
        case Do::accept: return poll_accept(step);
        case Do::listen: return scope_.has(step.text("as")) ? push({}, "main") : Progress::waiting;
        case Do::send: return poll_send(step);
        case Do::expect: return step.has("raw") ? poll_expect_raw(step) : poll_expect(step);
        case Do::expect_any: return poll_expect_any(step);
        case Do::expect_set: return poll_expect_set(step);
        case Do::expect_silence: return poll_silence(step);
        case Do::expect_close: return poll_expect_close(step);
        case Do::prelude: return poll_prelude(step);
        case Do::scram: return poll_scram(step);
        case Do::probe: return push(setup_.preludes->probe, on(step));
        case Do::wait: return Progress::waiting;
        case Do::repeat:
            push(step.steps, strand_->blocks.back().on);
            strand_->blocks.back().repeat = &step;
            scope_.set(step.text("index", "index"), 0);
            return Progress::done;
        case Do::set: {
            auto value = scope_.evaluate(step.spec()["to"]);
            if (!value) return fail(Outcome::mismatch, value.error());
            scope_.set(step.text("var"), std::move(*value));
            return push({}, "main");
        }
        case Do::read:
            link_of(step).rate = step.spec()["rate"].get<std::uint64_t>();
            if (!link_of(step).held_back) actions_.emplace_back(ReadRate{by_name_.at(on(step)), *link_of(step).rate});
            return push({}, "main");
        case Do::parallel: return poll_parallel();
        case Do::yields: return poll_yields(step);
        case Do::returns: return poll_returns(step);
        case Do::raises: return poll_raises(step);
        case Do::settles: return poll_settles(step);
        case Do::cancel_call: actions_.emplace_back(CancelCall{call_ids_.at(step.text("of"))}); return push({}, "main");
        default: return push({}, "main");
    }
}

void Engine::begin_parallel(const Step& step) {
    strand_->deadline = Time::max();
    for (const auto& steps : step.branches)
        strand_->branches.push_back({.blocks = {{.steps = &steps, .on = strand_->blocks.back().on}}});
}

// The first branch that fails ends the rest.
Engine::Progress Engine::poll_parallel() {
    bool all_done = true;
    for (auto& branch : strand_->branches) {
        const auto progress = run(branch);
        if (progress == Progress::failed) return progress;
        all_done = all_done && progress == Progress::done;
    }
    if (!all_done) return Progress::waiting;
    strand_->branches.clear();
    return push({}, "main");
}

// What it means that a step's time is over.
Engine::Progress Engine::overdue(const Step& step) {
    if (step.kind == Do::wait || step.kind == Do::expect_silence) return push({}, "main");
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now_ - strand_->began).count();
    if (step.kind == Do::expect_close)
        return fail(Outcome::still_open,
                    fmt::format("the connection is still open after {} ms{}",
                                ms,
                                link_of(step).inbox->closing() ? ", although a close frame came" : ""));
    const bool too_much = std::ranges::any_of(links_, [](const auto& one) { return one.second.held_back; });
    return fail(Outcome::deadline,
                fmt::format("`{}` saw nothing that decides it within {} ms{}",
                            name_of(step.kind),
                            ms,
                            too_much ? "; more came than is taken in" : ""));
}

// push goes on with the next step, after those of an inner block if it has any.
Engine::Progress Engine::push(const Steps& steps, const std::string& on) {
    ++strand_->blocks.back().next;
    if (!steps.empty()) strand_->blocks.push_back({.steps = &steps, .on = on});
    return Progress::done;
}

void Engine::finish() {
    if (std::exchange(finished_, true)) return;
    result_.unaccepted = std::ranges::any_of(waiting_, [&](const auto& of_listener) {
        return std::ranges::any_of(of_listener.second, [&](LinkId id) { return !links_.at(id).end; });
    });
    for (auto& [id, link] : links_) {
        // Bytes that never became a frame; whole frames are in the trace since they came.
        const auto rest = link.inbox->unfinished();
        if (!rest.empty()) trace(link, '<', rest.first(std::min(rest.size(), kMostUnfinishedTraced)), nullptr);
        if (!link.connected || link.shut) continue;
        if (link.websocket) close_websocket(link, kNormalClosure);
        actions_.emplace_back(Shut{id, Shut::How::close});
    }
    auto& trace = result_.trace;
    if (result_.verdict == Verdict::pass && !setup_.trace_passes) trace.clear();
    // What is left out stands in front as bytes that were cut away.
    else if (forgotten_ > 0)
        trace.push_front({.at = trace.front().at, .on = trace.front().on, .dir = "<", .cut = forgotten_});
}

// pump writes the pieces of a send whose time has come.
void Engine::pump(LinkId id, Link& link) {
    while (link.is_sending() && link.next_piece <= now_) {
        auto piece = std::move(link.pieces.front());
        link.pieces.pop_front();
        if (!piece.bytes.empty()) actions_.emplace_back(Write{id, std::move(piece.bytes)});
        if (piece.then != Piece::Then::go_on) {
            link.shut = true;
            const bool reset = piece.then == Piece::Then::reset;
            if (reset) result_.peer_ended = true;
            actions_.emplace_back(Shut{id, reset ? Shut::How::reset : Shut::How::close});
        }
        if (!link.pieces.empty()) link.next_piece = now_ + link.pieces.front().after;
    }
}

void Engine::trace(const Link& link, char direction, ByteView bytes, const wire::FrameValue* frame) {
    keep({.at = now_,
          .on = link.name.empty() ? "?" : link.name,
          .dir = std::string(1, direction),
          .bytes = Bytes(bytes.begin(), bytes.end()),
          .came = frame == nullptr ? std::nullopt : std::optional(*frame)});
}

// keep forgets the oldest where a peer has sent more than anybody will read.
void Engine::keep(Traced entry) {
    const auto size_of = [](const Traced& one) { return one.bytes ? one.bytes->size() : 0; };
    auto& trace = result_.trace;
    traced_bytes_ += size_of(entry);
    trace.push_back(std::move(entry));
    while (trace.size() > kMostTraced || (traced_bytes_ > kMostTracedBytes && trace.size() > 1)) {
        traced_bytes_ -= size_of(trace.front());
        forgotten_ += size_of(trace.front());
        trace.pop_front();
    }
}

Engine::Progress Engine::fail(Outcome outcome, std::string reason) {
    return fail(outcome == Outcome::deadline ? Verdict::timeout : Verdict::fail, outcome, std::move(reason));
}

Engine::Progress Engine::fail(Verdict verdict, Outcome outcome, std::string reason) {
    result_.verdict = verdict;
    result_.outcome = outcome;
    result_.reason = std::move(reason);
    if (!strand_->blocks.empty() && strand_->blocks.back().next < strand_->blocks.back().steps->size())
        result_.where = (*strand_->blocks.back().steps)[strand_->blocks.back().next].where;
    return Progress::failed;
}

std::string Engine::on(const Step& step) const { return step.text("on", strand_->blocks.back().on); }

Engine::Link& Engine::link_of(const Step& step) { return links_.at(by_name_.at(on(step))); }

LinkId Engine::new_link(std::string name) {
    const auto id = static_cast<LinkId>(links_.size());
    auto& link = links_.emplace(id, Link(id, make_inbox(*variant_, peer_side()))).first->second;
    if (!name.empty()) by_name_[name] = id;
    link.name = std::move(name);
    return id;
}

}  // namespace wireproof::session

// The engine's steps over connections: opening, sending, ending.
#include <fmt/format.h>

#include "harness/session/encode.hpp"
#include "harness/session/engine.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

constexpr std::size_t kMostBlocks = 64;
const Shape kRaw{.kind = Shape::Kind::bytes};

}  // namespace

void Engine::begin_connect(const Step& step) { actions_.emplace_back(Connect{new_link(on(step))}); }

Engine::Progress Engine::poll_connect(const Step& step) {
    const auto wanted = step.text("outcome", "ok");
    auto& link = link_of(step);
    if (link.refused) {
        if (wanted == "refused") return push({}, "main");
        return fail(ever_connected_ ? Verdict::fail : Verdict::unreachable, Outcome::refused, *link.refused);
    }
    if (!link.connected) return Progress::waiting;
    if (wanted == "refused") return fail(Outcome::mismatch, "connected, where the connection should have been refused");
    if (wanted == "closed") {
        if (link.end) return push({}, "main");
        if (const auto* const frame = link.inbox->front({})) return unexpected(*frame);
        return Progress::waiting;
    }
    return run_prelude(step.text("prelude", setup_.script->prelude), on(step));
}

Engine::Progress Engine::poll_accept(const Step& step) {
    auto& waiting = waiting_[step.text("from", "main")];
    if (step.spec().value("skip_empty", false)) {
        // One that has carried nothing may still turn out to be empty.
        std::erase_if(waiting, [&](LinkId id) { return links_.at(id).end && links_.at(id).inbox->empty(); });
        if (!waiting.empty() && links_.at(waiting.front()).inbox->empty()) return Progress::waiting;
    }
    if (waiting.empty()) {
        // A call to connect that is over tells why nothing will come any more.
        for (const auto& [id, call] : calls_)
            if (call.end && call.end->value("status", "") == "raised" && strand_->blocks.back().steps == &opening_)
                return wrong_end(*call.end);
        return Progress::waiting;
    }
    const auto id = waiting.front();
    waiting.pop_front();
    by_name_[on(step)] = id;
    links_.at(id).name = on(step);
    return run_prelude(step.text("prelude", setup_.script->prelude), on(step));
}

Engine::Progress Engine::run_prelude(const std::string& name, const std::string& on) {
    // One that runs itself would go on for ever.
    if (strand_->blocks.size() > kMostBlocks)
        return fail(Outcome::mismatch, fmt::format("prelude `{}` runs itself", name));
    if (name == "none") return push({}, on);
    const auto& known = own_side() == Side::client ? setup_.preludes->client : setup_.preludes->server;
    const auto it = known.find(name);
    if (it == known.end()) return fail(Outcome::mismatch, fmt::format("there is no prelude `{}`", name));
    return push(it->second, on);
}

void Engine::begin_send(const Step& step) {
    auto& link = link_of(step);
    const wire::FrameType* type = step.has("frame") ? frame_named(*variant_, step.text("frame")) : nullptr;
    const auto value = type == nullptr ? scope_.evaluate(step.spec()["raw"], &kRaw)
                                       : scope_.evaluate(step.spec()["value"], &shape_of(*type));
    if (!value) return void(fail(Outcome::mismatch, value.error()));
    static const Json kNoFault = Json::object();
    const auto& fault = step.has("fault") ? step.spec()["fault"] : kNoFault;
    const bool at_fields = setup_.split == Split::fields || fault.value("split", Json()) == "fields";
    Sent sent;
    if (type == nullptr) {
        auto raw = raw_bytes(*value, step.spec());
        if (!raw) return void(fail(Outcome::mismatch, raw.error()));
        sent.bytes = std::move(*raw);
    } else {
        auto encoded = encode_sent(*variant_, *type, *value, step.spec(), own_side(), random_, at_fields);
        if (!encoded) return void(fail(Outcome::mismatch, encoded.error()));
        sent = std::move(*encoded);
    }
    trace(link, '>', sent.bytes, nullptr);
    if (type != nullptr) {
        result_.trace.back().frame = type->name;
        result_.trace.back().value = *value;
        note_sent(link, *type, *value);
    }
    link.held.insert(link.held.end(), sent.bytes.begin(), sent.bytes.end());
    if (fault.value("hold", false)) return;
    const auto pieces = pieces_of(std::exchange(link.held, {}), fault, sent.borders, setup_.split, random_);
    link.pieces.assign(pieces.begin(), pieces.end());
    link.next_piece = now_ + pieces.front().after;
}

Engine::Progress Engine::poll_send(const Step& step) {
    auto& link = link_of(step);
    if (link.end && !link.shut)
        return fail(Outcome::peer_closed,
                    fmt::format("the peer ended the connection ({}) before this was sent", name_of(*link.end)));
    pump(by_name_.at(on(step)), link);
    if (!link.is_sending()) return push({}, "main");
    // The bytes of a send that takes long are no wait for the peer: its deadline is that of its own pauses.
    strand_->deadline = std::max(strand_->deadline, link.next_piece + std::chrono::seconds(1));
    return Progress::waiting;
}

void Engine::begin_shut(const Step& step, Shut::How how) {
    auto& link = link_of(step);
    if (how != Shut::How::half_close) link.shut = true;
    if (how == Shut::How::reset) result_.peer_ended = true;
    actions_.emplace_back(Shut{by_name_.at(on(step)), how});
}

}  // namespace wireproof::session

// The engine's steps about what comes: frames, bytes, silence, the end.
#include <fmt/format.h>

#include <algorithm>

#include "harness/session/assign.hpp"
#include "harness/session/encode.hpp"
#include "harness/session/engine.hpp"
#include "harness/session/explain.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

Outcome outcome_of(End end) { return end == End::rst ? Outcome::peer_rst : Outcome::peer_fin; }

bool names_end(const Json& how, std::string_view end) {
    if (end == name_of(End::truncated)) end = name_of(End::fin);
    return std::ranges::find(how, Json(end)) != how.end();
}

// How a step that names these frames, or ends, wants to see what came.
View view_of(const Variant& variant, std::span<const Json> specs) {
    if (!over_websocket(variant)) return {};
    const auto names = [&](auto&& wanted) {
        return std::ranges::any_of(specs, [&](const Json& spec) {
            const auto* const type =
                spec.contains("frame") ? frame_named(variant, spec["frame"].get<std::string>()) : nullptr;
            return type != nullptr && wanted(*type);
        });
    };
    const bool as_it_is = names([](const wire::FrameType& type) { return &type == &kWsFrame; });
    const bool ends = std::ranges::any_of(specs, [](const Json& spec) { return spec.contains("close"); });
    return {.single = as_it_is && !names([](const wire::FrameType& type) { return &type != &kWsFrame; }),
            .close_is_frame = as_it_is && !ends,
            .joined = names([](const wire::FrameType& type) { return type.in_messages(); })};
}

// HTTP has no layout, and a frame in messages no bytes of its own.
bool has_bytes_to_explain(const wire::FrameType& type) { return &type != &kHttpFrame && !type.in_messages(); }

std::string wanted(const Json& spec) { return fmt::format("a {}", spec["frame"].get<std::string>()); }

}  // namespace

// next_frame takes away what is ignored or answered by itself and shows the next frame; null if there is none yet.
const StreamFrame* Engine::next_frame(Link& link, const Json::array_t& ignore, const View& view) {
    while (const auto* frame = link.inbox->front(view)) {
        const bool ignored =
            std::ranges::any_of(ignore, [&](const Json& spec) { return !compare(spec, *frame, false); });
        if (!ignored && !answered_by_itself(link, *frame)) return frame;
        link.inbox->pop();
    }
    return nullptr;
}

bool Engine::answered_by_itself(Link& link, const StreamFrame& frame) {
    for (const auto& rule : setup_.script->auto_replies) {
        if (compare(rule, frame, false)) continue;
        if (!rule.contains("reply")) return true;
        scope_.set("got", wire::to_json(frame.value.any()));
        const auto& reply = rule["reply"];
        const auto* const type = frame_named(*variant_, reply["frame"].get<std::string>());
        const auto value = scope_.evaluate(reply["value"], &shape_of(*type));
        if (!value) return false;
        auto sent = encode_sent(*variant_, *type, *value, Json::object(), own_side(), random_);
        if (!sent) return false;
        trace(link, '>', sent->bytes, nullptr);
        actions_.emplace_back(Write{link.id, std::move(sent->bytes)});
        return true;
    }
    return false;
}

// compare a frame with {frame, match?}.
std::optional<Mismatch> Engine::compare(const Json& spec, const StreamFrame& frame, bool exact) {
    const auto& type = frame.value.type();
    if (spec["frame"] != type.name)
        return Mismatch{"", fmt::format("expected {}, a {} came", wanted(spec), type.name), spec["frame"], type.name};
    if (!spec.contains("match")) return std::nullopt;
    auto value = wire::to_json(frame.value.any());
    // A text message is shown twice; what is exact is what the script looks at.
    if (&type == &kTextFrame)
        for (const auto* const member : {"text", "json"})
            if (!spec["match"].contains(member)) value.erase(member);
    return match(spec["match"], {&value, &shape_of(type)}, scope_, exact);
}

void Engine::capture(const Json& spec, const StreamFrame& frame) {
    if (!spec.contains("capture")) return;
    const auto value = wire::to_json(frame.value.any());
    for (const auto& [name, path] : spec["capture"].items())
        if (const auto* const part = at_path(value, path.get<std::string>())) scope_.set(name, *part);
}

Engine::Progress Engine::mismatched(const Mismatch& found, const StreamFrame& frame) {
    result_.expected = cut(found.expected);
    result_.got = cut(found.got);
    result_.path = found.path;
    if (has_bytes_to_explain(frame.value.type()))
        result_.explain = explain_frame(frame.value.type(), frame.wire, found.path, sent_by(peer_side()));
    const bool other_frame = found.path.empty() && found.expected.is_string();
    const auto place = found.path.empty() ? std::string(frame.value.type().name) : found.path;
    return fail(
        other_frame ? Outcome::unexpected_frame : Outcome::mismatch,
        fmt::format(
            "{}: {}, expected {}, got {}", place, found.why, cut(found.expected).dump(), cut(found.got).dump()));
}

Engine::Progress Engine::unexpected(const StreamFrame& frame) {
    result_.got = cut(wire::to_json(frame.value.any()));
    return fail(Outcome::unexpected_frame,
                fmt::format("a {} came where none should: {}", frame.value.type().name, result_.got.dump()));
}

// nothing_more: no frame is there; says whether one can still come.
Engine::Progress Engine::nothing_more(Link& link, const std::string& wanted) {
    if (const auto closing = closed_by_peer(link))
        return fail(Outcome::peer_ws_close, fmt::format("expected {}, but the peer closed by {}", wanted, *closing));
    if (const auto& error = link.inbox->error(); !error.ok()) {
        const auto refused = link.inbox->refused();
        result_.got = cut(Json(to_hex(refused.bytes)));
        if (refused.type != nullptr && has_bytes_to_explain(*refused.type))
            result_.explain = explain_frame(*refused.type, refused.bytes, error.path, sent_by(peer_side()));
        for (const auto& type : variant_->frames)
            if (refused.type == nullptr && type.sent_by == peer_side())
                result_.explain = explain_frame(type, refused.bytes, error.path, sent_by(peer_side()));
        return fail(Outcome::undecodable,
                    fmt::format("expected {}, but the bytes are none: {}", wanted, describe(error)));
    }
    if (!link.end) return Progress::waiting;
    const auto half = link.inbox->unfinished().size();
    return fail(outcome_of(*link.end),
                fmt::format("expected {}, but the peer ended the connection ({}){}",
                            wanted,
                            name_of(*link.end),
                            half == 0 ? "" : fmt::format(" after {} bytes of a frame", half)));
}

Engine::Progress Engine::poll_expect(const Step& step) {
    auto& link = link_of(step);
    const auto* const frame = next_frame(link, step.list("ignore"), view_of(*variant_, {&step.spec(), 1}));
    if (frame == nullptr) return nothing_more(link, wanted(step.spec()));
    if (const auto found = compare(step.spec(), *frame, step.spec().value("exact", false)))
        return mismatched(*found, *frame);
    capture(step.spec(), *frame);
    link.inbox->pop();
    return push({}, "main");
}

Engine::Progress Engine::poll_expect_raw(const Step& step) {
    auto& link = link_of(step);
    const Shape bytes{.kind = Shape::Kind::bytes};
    const auto value = scope_.evaluate(step.spec()["raw"], &bytes);
    const auto wanted = value ? wire::joined_hex(*value) : std::nullopt;
    if (!wanted) return fail(Outcome::mismatch, value ? "`raw` is not lower-case hex" : value.error());
    const auto unread = link.inbox->unread();
    const auto size = std::min(unread.size(), wanted->size());
    if (!std::ranges::equal(ByteView(unread).first(size), ByteView(*wanted).first(size))) {
        result_.expected = cut(Json(to_hex(*wanted)));
        result_.got = cut(Json(to_hex(unread)));
        return fail(Outcome::mismatch, "other bytes came");
    }
    if (size == wanted->size()) {
        link.inbox->skip(size);
        return push({}, "main");
    }
    if (!link.end) return Progress::waiting;
    return fail(outcome_of(*link.end),
                fmt::format("the peer ended the connection after {} of {} bytes", size, wanted->size()));
}

Engine::Progress Engine::poll_expect_any(const Step& step) {
    auto& link = link_of(step);
    const auto& of = step.list("of");
    if (const auto* const frame = next_frame(link, {}, view_of(*variant_, of))) {
        std::optional<Mismatch> first;
        for (std::size_t i = 0; i < of.size(); ++i) {
            if (!of[i].contains("frame")) continue;
            auto found = compare(of[i], *frame, false);
            if (!found) {
                capture(of[i], *frame);
                link.inbox->pop();
                return push(step.branches[i], on(step));
            }
            if (!first) first = std::move(found);
        }
        return first ? mismatched(*first, *frame) : unexpected(*frame);
    }
    const auto closing = closed_by_peer(link);
    if (closing || (link.end && link.inbox->error().ok()))
        for (std::size_t i = 0; i < of.size(); ++i)
            if (of[i].contains("close") && names_end(ends_of(of[i]["close"]), closing ? *closing : name_of(*link.end)))
                return link.end || link.shut ? push(step.branches[i], on(step)) : Progress::waiting;
    return nothing_more(link, "one of the alternatives");
}

Engine::Progress Engine::poll_expect_set(const Step& step) {
    auto& link = link_of(step);
    const auto& of = step.list("of");
    const auto fits = [&](std::size_t pattern, std::size_t i) {
        return !compare(of[pattern], strand_->collected[i], false);
    };
    while (const auto* const frame = next_frame(link, {}, view_of(*variant_, of))) {
        strand_->collected.push_back(*frame);
        link.inbox->pop();
        const auto pattern_of = assign(of.size(), strand_->collected.size(), fits);
        if (!pattern_of) return unexpected(strand_->collected.back());
        if (strand_->collected.size() < of.size()) continue;
        for (std::size_t i = 0; i < of.size(); ++i) capture(of[(*pattern_of)[i]], strand_->collected[i]);
        return push({}, "main");
    }
    return nothing_more(link, fmt::format("{} more frames", of.size() - strand_->collected.size()));
}

Engine::Progress Engine::poll_expect_close(const Step& step) {
    auto& link = link_of(step);
    const bool drain = step.spec().value("drain", false);
    while (const auto* const frame = next_frame(link, {}, {.single = drain})) {
        if (!drain) return unexpected(*frame);
        link.inbox->pop();
    }
    if (const auto closing = closed_by_peer(link)) return poll_closing(link, ends_of(step.spec()["how"]), *closing);
    if (!drain && !link.inbox->empty() && (link.end || !link.inbox->error().ok())) {
        result_.got = cut(Json(to_hex(link.inbox->unread())));
        return fail(Outcome::unexpected_frame,
                    fmt::format("{} bytes came that are no frame", link.inbox->unread().size()));
    }
    if (!link.end) return Progress::waiting;
    if (names_end(ends_of(step.spec()["how"]), name_of(*link.end))) return push({}, "main");
    return fail(outcome_of(*link.end),
                fmt::format("the peer ended the connection by {}, expected {}",
                            name_of(*link.end),
                            ends_of(step.spec()["how"]).dump()));
}

Engine::Progress Engine::poll_silence(const Step& step) {
    auto& link = link_of(step);
    const auto* const frame = next_frame(link, {});
    if (frame != nullptr) result_.got = cut(wire::to_json(frame->value.any()));
    if (const auto closing = closed_by_peer(link))
        return fail(Outcome::silence_broken,
                    fmt::format("the peer closed by {} where nothing should happen", *closing));
    if (!link.inbox->empty())
        return fail(Outcome::silence_broken,
                    fmt::format("{} bytes came where nothing should", link.inbox->unread().size()));
    if (link.end)
        return fail(Outcome::silence_broken,
                    fmt::format("the peer ended the connection ({}) where nothing should happen", name_of(*link.end)));
    return Progress::waiting;
}

}  // namespace wireproof::session

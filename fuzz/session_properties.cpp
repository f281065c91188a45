#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "fuzz/allocation.hpp"
#include "fuzz/properties.hpp"
#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
namespace {

using Time = SessionMachine::Time;

// What one step led to.
struct Outcome {
    std::vector<Action> actions;
    Error error;  // of `send`
    std::string_view state;
    std::optional<Time> deadline;
};

bool same(const Action& a, const Action& b) {
    return a.kind == b.kind && a.frame == b.frame && a.wire == b.wire && a.error == b.error && a.rule == b.rule;
}
bool same(const Outcome& a, const Outcome& b) {
    return std::ranges::equal(a.actions, b.actions, [](const Action& x, const Action& y) { return same(x, y); }) &&
           a.error == b.error && a.state == b.state && a.deadline == b.deadline;
}

std::string told(const Action& action) {
    constexpr std::array<std::string_view, 4> kKinds = {"send", "deliver", "violation", "close"};
    return fmt::format("{} {}{}",
                       kKinds.at(static_cast<std::size_t>(action.kind)),
                       to_hex(action.wire),
                       action.error.ok() ? "" : describe(action.error));
}
std::string told(const Outcome& outcome) {
    std::string text(outcome.state);
    for (const auto& action : outcome.actions) text += ", " + told(action);
    if (!outcome.error.ok()) text += ", refused: " + describe(outcome.error);
    return text;
}

// A machine, its clock, and the cuts of what it receives.
class Play {
public:
    Play(const Variant& variant, const Context& context, std::uint64_t seed)
        : machine_(variant.session->make(opposite(context.direction.value_or(Side::client)), context)), random_(seed) {}

    Outcome whole(const SessionStep& step) {
        Outcome out;
        out.error = play(*machine_, step, now_, out.actions);
        return ended(std::move(out));
    }
    Outcome in_pieces(const SessionStep& step) {
        if (step.kind != SessionStep::Kind::receive) return whole(step);
        constexpr std::uint64_t kMostPiece = 8;
        Outcome out;
        ByteView rest = step.bytes;
        // No bytes are a piece, too.
        do {
            const auto size = std::min<std::size_t>(1 + random_() % kMostPiece, rest.size());
            machine_->receive(HeapBytes(rest.first(size)).view(), now_, out.actions);
            rest = rest.subspan(size);
        } while (!rest.empty());
        return ended(std::move(out));
    }
    [[nodiscard]] Time now() const { return now_; }

private:
    Outcome ended(Outcome out) const {
        out.state = machine_->state();
        out.deadline = machine_->deadline();
        return out;
    }
    std::unique_ptr<SessionMachine> machine_;
    std::mt19937_64 random_;
    Time now_{};
};

// What must hold of every step of one machine.
class Watch {
public:
    Watch(const Variant& variant, const Context& context) : variant_(variant), context_(context) {}

    Finding see(const SessionStep& step, const Outcome& outcome, Time now) {
        if (step.kind == SessionStep::Kind::receive) received_ += step.bytes.size();
        if (std::ranges::find(variant_.session->states, outcome.state) == variant_.session->states.end())
            return fmt::format("`{}` is no state of this kind of machine", outcome.state);
        if (closed_ && (!outcome.actions.empty() || outcome.state != state_ || outcome.deadline))
            return fmt::format("after `close` in `{}` it goes on: {}", state_, told(outcome));
        state_ = outcome.state;
        // A deadline that a tick does not move would be awaited again and again, without a pause.
        if (step.kind == SessionStep::Kind::time && outcome.deadline && *outcome.deadline <= now)
            return fmt::format("after a tick at {} its deadline is {}", now.count(), outcome.deadline->count());
        for (const auto& action : outcome.actions)
            if (auto finding = look_at(action)) return finding;
        return std::nullopt;
    }

private:
    Finding look_at(const Action& action) {
        if (closed_) return fmt::format("after `close`, in the same step: {}", told(action));
        closed_ = action.kind == Action::Kind::close;
        if (action.kind == Action::Kind::send && !is_sendable(action))
            return fmt::format("what it has sent does not decode: {}", told(action));
        if (action.kind != Action::Kind::violation) return std::nullopt;
        if (action.error.ok()) return "a violation without an error";
        if (action.error.offset > received_)
            return fmt::format("a violation at byte {} of {}", action.error.offset, received_);
        return std::nullopt;
    }
    [[nodiscard]] bool is_sendable(const Action& action) const {
        const HeapBytes exact(action.wire);
        if (const auto* const type = variant_.frame(action.frame))
            return wire::FrameValue(*type).decode(exact.view()).ok();
        auto context = context_;
        context.direction = opposite(context.direction.value_or(Side::client));
        context.max_frame_size.reset();  // a limit on what is received
        const auto stream = variant_.stream(context);
        std::vector<StreamFrame> frames;
        stream->feed(exact.view(), frames);
        return stream->error().ok() && !stream->mid_frame() && (!frames.empty() || variant_.carry != nullptr);
    }
    const Variant& variant_;
    const Context& context_;
    std::string_view state_;
    std::size_t received_ = 0;
    bool closed_ = false;
};

Finding steps_are_sound(const Variant& variant, const std::vector<SessionStep>& steps, const Context& context) {
    Play play(variant, context, 0);
    Watch watch(variant, context);
    std::size_t total = 0;
    std::size_t allocated = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        total += steps[i].bytes.size();
        const AllocationCount count;
        const auto outcome = play.whole(steps[i]);
        allocated += count.bytes();
        if (auto finding = watch.see(steps[i], outcome, play.now())) return fmt::format("step {}: {}", i, *finding);
        const auto most = kSessionMemoryFactor * total +
                          (kMemoryBase + kSessionUnfoldingFactor * context.max_decompressed.value_or(0)) * (i + 1);
        if (allocated > most)
            return fmt::format(
                "step {}: {} bytes of input took {} bytes of memory, allowed are {}", i, total, allocated, most);
    }
    return std::nullopt;
}

}  // namespace

Finding session_is_sound(const Variant& variant, ByteView input, const Context& context) {
    if (variant.session == nullptr) return std::nullopt;
    const auto steps = session_steps(variant, input, context.direction.value_or(Side::client));
    // A second run tells a finding from what a thread makes once and keeps, such as the state of a decompressor.
    if (!steps_are_sound(variant, steps, context)) return std::nullopt;
    return steps_are_sound(variant, steps, context);
}

Finding session_splits_do_not_matter(const Variant& variant,
                                     ByteView input,
                                     const Context& context,
                                     std::uint64_t seed) {
    if (variant.session == nullptr) return std::nullopt;
    const auto steps = session_steps(variant, input, context.direction.value_or(Side::client));
    Play one(variant, context, seed);
    Play other(variant, context, seed);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto whole = one.whole(steps[i]);
        const auto pieces = other.in_pieces(steps[i]);
        if (!same(whole, pieces))
            return fmt::format(
                "step {} with {}: in one piece {}, in pieces {}", i, to_hex(steps[i].bytes), told(whole), told(pieces));
    }
    return std::nullopt;
}

}  // namespace wireproof::fuzz

#include "fuzz/session_steps.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "conformance/wire/mutate.hpp"
#include "fuzz/input.hpp"

namespace wireproof::fuzz {
namespace {

using Kind = SessionStep::Kind;

// A frame's numbers are small or at an edge of their range, so that the tags and ids of several frames often agree.
Bytes make_frame(const Variant& variant, Side sender, std::uint8_t number, std::uint8_t seed) {
    constexpr std::uint64_t kMostChanges = 4;
    const wire::FrameValue frame(variant.frames[number]);
    std::mt19937_64 random(seed);
    wire::mutate(frame.any(), random, random() % (kMostChanges + 1));
    Buffer out;
    if (!frame.encode(out).ok()) return {};
    if (variant.carry == nullptr) return out.bytes();
    Buffer carried;
    variant.carry(out.view(), sender, carried);
    return carried.bytes();
}

// Made once: making a frame takes longer than a session with it, and there are only 256 seeds.
const Bytes& made_frame(const Variant& variant, Side sender, std::uint8_t number, std::uint8_t seed) {
    thread_local std::map<std::tuple<const Variant*, Side, std::uint8_t, std::uint8_t>, Bytes> made;
    const auto [place, is_missing] = made.try_emplace({&variant, sender, number, seed});
    if (is_missing) place->second = make_frame(variant, sender, number, seed);
    return place->second;
}

class Steps {
public:
    Steps(const Variant& variant, ByteView input, Side peer) : variant_(variant), input_(input), peer_(peer) {}

    std::vector<SessionStep> run() {
        while (!input_.empty() && steps_.size() < kMostSteps) {
            const auto what = take();
            switch (what & 7) {
                case 0:
                case 1: add(Kind::receive, counted()); break;
                case 2:
                case 3: add(Kind::receive, made(peer_)); break;
                case 4: add(Kind::send, counted()); break;
                case 5: add(Kind::send, made(opposite(peer_))); break;
                case 6: steps_.push_back(time(what >> 3)); break;
                default: again(what >> 3); break;
            }
        }
        return std::move(steps_);
    }

private:
    std::uint8_t take() {
        if (input_.empty()) return 0;
        const auto byte = input_.front();
        input_ = input_.subspan(1);
        return byte;
    }
    Bytes counted() {
        const std::size_t count = take();
        const auto bytes = input_.first(std::min(count, input_.size()));
        input_ = input_.subspan(bytes.size());
        return {bytes.begin(), bytes.end()};
    }
    const Bytes& made(Side sender) {
        const auto number = static_cast<std::uint8_t>(take() % variant_.frames.size());
        return made_frame(variant_, sender, number, take());
    }
    SessionStep time(int shift) {
        constexpr int kToDeadline = 0x1F;
        constexpr int kMostShift = 15;  // some hours
        if (shift == kToDeadline) return {.kind = Kind::time, .to_deadline = true};
        const std::int64_t milliseconds = take();
        return {.kind = Kind::time, .passes = std::chrono::milliseconds(milliseconds << std::min(shift, kMostShift))};
    }
    void again(unsigned how) {
        constexpr unsigned kCloses = 0x1F;
        if (how == kCloses) return steps_.push_back({.kind = Kind::peer_closes});
        const std::size_t number = take();
        if (!steps_.empty())
            add((how & 1) != 0 ? Kind::send : Kind::receive, Bytes(steps_[number % steps_.size()].bytes));
    }
    void add(Kind kind, Bytes bytes) { steps_.push_back({.kind = kind, .bytes = std::move(bytes)}); }

    const Variant& variant_;
    ByteView input_;
    Side peer_;
    std::vector<SessionStep> steps_;
};

}  // namespace

std::vector<SessionStep> session_steps(const Variant& variant, ByteView input, Side peer) {
    return Steps(variant, input, peer).run();
}

SessionMachine::Time after(const SessionStep& step, SessionMachine::Time now, const SessionMachine& machine) {
    if (!step.to_deadline) return now + step.passes;
    return std::max(now, machine.deadline().value_or(now));
}

Error play(SessionMachine& machine, const SessionStep& step, SessionMachine::Time& now, std::vector<Action>& out) {
    switch (step.kind) {
        case Kind::receive: machine.receive(HeapBytes(step.bytes).view(), now, out); break;
        case Kind::send: return machine.send(HeapBytes(step.bytes).view(), now);
        case Kind::peer_closes: machine.peer_closed(now, out); break;
        case Kind::time:
            now = after(step, now, machine);
            machine.tick(now, out);
            break;
    }
    return {};
}

Bytes received_as_steps(ByteView bytes) {
    constexpr std::size_t kMost = 255;
    Bytes out;
    while (!bytes.empty()) {
        const auto piece = bytes.first(std::min(kMost, bytes.size()));
        out.push_back(0);
        out.push_back(static_cast<std::uint8_t>(piece.size()));
        out.insert(out.end(), piece.begin(), piece.end());
        bytes = bytes.subspan(piece.size());
    }
    return out;
}

}  // namespace wireproof::fuzz

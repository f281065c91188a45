#include "fuzz/mutator/mutator.hpp"

#include <algorithm>

#include "conformance/wire/mutate.hpp"
#include "fuzz/mutator/graft.hpp"

namespace wireproof::fuzz {
namespace {

using Kind = wire::Step::Kind;

bool one_in(std::mt19937_64& random, std::uint64_t n) { return random() % n == 0; }

Bytes smallest(const wire::FrameType& type) {
    Buffer out;
    return wire::FrameValue(type).encode(out).ok() ? out.bytes() : Bytes();
}

wire::Trace trace_of(const wire::FrameType& type, ByteView bytes, const Context& context) {
    const wire::FrameValue scratch(type);
    return wire::annotate(scratch.any(), bytes, context);
}

// pick chooses one of the steps that `wanted` accepts and whose bytes are there; null if there is none.
template <class Wanted>
const wire::Step* pick(const wire::Trace& trace, std::size_t size, std::mt19937_64& random, Wanted&& wanted) {
    std::vector<const wire::Step*> steps;
    for (const auto& step : trace.steps)
        if (step.size <= size && step.at <= size - step.size && wanted(step)) steps.push_back(&step);
    return steps.empty() ? nullptr : steps[random() % steps.size()];
}

bool is_place_for_a_lie(const wire::Step& step) {
    return step.size != 0 && (step.kind == Kind::length || step.kind == Kind::count || step.kind == Kind::presence);
}

bool is_content(const wire::Step& step) {
    return step.kind == Kind::value || step.kind == Kind::data || step.kind == Kind::rest;
}

Bytes joined(const Head& head, ByteView frame, std::size_t most) {
    const auto front = head.bytes();
    Bytes input(front.size() + frame.size());
    std::ranges::copy(frame, std::ranges::copy(front, input.begin()).out);
    if (input.size() > most) input.resize(most);
    return input;
}

}  // namespace

struct Mutator::Parts {
    Head head;
    const wire::FrameType& type;
    Context context;
    ByteView frame;
};

Mutator::Mutator(const Catalogue& catalogue, ByteMutation byte_mutation)
    : catalogue_(catalogue), byte_mutation_(std::move(byte_mutation)) {
    for (const auto& choice : catalogue.choices())
        known_[choice.type] = {.reseal = wire::resealing(*choice.type), .smallest = smallest(*choice.type)};
}

Mutator::Parts Mutator::parts_of(ByteView input) const {
    auto head = Head::read(input);
    const auto& choice = catalogue_.choice(head.tag);
    head.tag = choice.tag;
    return {.head = head, .type = *choice.type, .context = head.context(), .frame = body_of(input)};
}

Bytes Mutator::mutate(ByteView input, std::size_t most, std::uint64_t seed) {
    Random random(seed);
    auto parts = parts_of(input);
    if (one_in(random, 32)) {
        change_head(parts.head, random);
        const auto& type = *catalogue_.choice(parts.head.tag).type;
        // Another frame starts from its smallest value: the bytes of the old one would hardly ever be accepted.
        return joined(parts.head, &type == &parts.type ? parts.frame : known_.at(&type).smallest, most);
    }
    if (one_in(random, 16)) parts.head.seed = static_cast<std::uint8_t>(random());
    const auto way = random() % 16;
    if (way == 0) return joined(parts.head, with_lie(parts, random), most);
    if (way <= 2) return joined(parts.head, with_changed_bytes(parts, most, random), most);
    return with_changed_value(parts, most, random);
}

Bytes Mutator::with_changed_value(const Parts& parts, std::size_t most, Random& random) const {
    wire::FrameValue value(parts.type);
    // What does not decode is replaced: a mutation of refused bytes is refused again almost always.
    if (!value.decode(parts.frame, parts.context).ok()) value = wire::FrameValue(parts.type);
    Buffer out;
    const auto used = std::min(most, parts.frame.size() + Head::kSize);
    wire::mutate(value.any(), random, 1 + random() % 4, std::min(most - used, wire::kMostGrowth));
    const bool fits = value.encode(out).ok() && out.size() + Head::kSize <= most;
    return joined(
        parts.head, fits ? out.view() : known_.at(&parts.type).smallest, most);  // cut off it would be refused
}

Bytes Mutator::with_lie(const Parts& parts, Random& random) const {
    Bytes frame(parts.frame.begin(), parts.frame.end());
    const auto trace = trace_of(parts.type, frame, parts.context);
    const auto* const step = pick(trace, frame.size(), random, is_place_for_a_lie);
    if (step == nullptr) return frame;
    // One more or less in the lowest byte of either byte order, or an edge everywhere.
    const auto at = [&](std::size_t i) -> std::uint8_t& { return frame[step->at + i]; };
    switch (random() % 4) {
        case 0: ++at(0); break;
        case 1: --at(0); break;
        case 2: ++at(step->size - 1); break;
        default: std::fill_n(&at(0), step->size, one_in(random, 2) ? std::uint8_t{0} : std::uint8_t{0xFF});
    }
    seal(frame, parts.type, parts.context, random);
    return frame;
}

Bytes Mutator::with_changed_bytes(const Parts& parts, std::size_t most, Random& random) const {
    const auto room = std::max(most, Head::kSize + 1) - Head::kSize;
    Bytes frame(parts.frame.begin(),
                parts.frame.begin() + static_cast<std::ptrdiff_t>(std::min(room, parts.frame.size())));
    const auto size = frame.size();
    frame.resize(room);
    frame.resize(byte_mutation_(frame.data(), size, room));
    seal(frame, parts.type, parts.context, random);
    return frame;
}

void Mutator::change_head(Head& head, Random& random) const {
    switch (random() % 4) {
        case 0: head.judging ^= 1; break;  // profile
        case 1: head.judging = static_cast<std::uint8_t>(random()); break;
        default: head.tag = catalogue_.choices()[random() % catalogue_.choices().size()].tag;
    }
}

// The sum is made right for the body as long as the frame now says it is.
void Mutator::seal(Bytes& frame, const wire::FrameType& type, const Context& context, Random& random) const {
    const auto& reseal = known_.at(&type).reseal;
    if (!reseal || one_in(random, 8)) return;
    const auto trace = trace_of(type, frame, context);
    for (const auto& step : trace.steps)
        if (step.covered && step.size <= frame.size() && step.at <= frame.size() - step.size)
            return reseal(frame, step.needs());
}

Bytes Mutator::cross(ByteView one, ByteView other, std::size_t most, std::uint64_t seed) {
    Random random(seed);
    const auto to = parts_of(one);
    const auto from = parts_of(other);
    if (!one_in(random, 16)) {
        // By value: the other frame becomes a byte string of this one, where there is room for both.
        if (to.frame.size() + from.frame.size() + Head::kSize <= most) {
            wire::FrameValue value(to.type);
            if (!value.decode(to.frame, to.context).ok()) value = wire::FrameValue(to.type);
            Buffer out;
            if (graft(value.any(), from.frame, random) && value.encode(out).ok() && out.size() + Head::kSize <= most)
                return joined(to.head, out.view(), most);
        }
        return with_changed_value(to, most, random);
    }
    Bytes frame(to.frame.begin(), to.frame.end());
    const auto to_trace = trace_of(to.type, to.frame, to.context);
    const auto from_trace = trace_of(from.type, from.frame, from.context);
    const auto* const target = pick(to_trace, to.frame.size(), random, is_content);
    if (target == nullptr) return joined(to.head, frame, most);
    const auto* const source = pick(from_trace, from.frame.size(), random, [&](const wire::Step& step) {
        return step.kind == target->kind && step.type == target->type && step.size == target->size;
    });
    if (source != nullptr)
        std::ranges::copy(from.frame.subspan(source->at, source->size),
                          frame.begin() + static_cast<std::ptrdiff_t>(target->at));
    seal(frame, to.type, to.context, random);
    return joined(to.head, frame, most);
}

}  // namespace wireproof::fuzz

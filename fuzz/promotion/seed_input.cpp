#include "fuzz/promotion/seed_input.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "fuzz/promotion/walks.hpp"
#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
namespace {

using Kind = Target::Kind;

bool travels(const Variant& variant, const wire::FrameType& type) {
    return type.sent_by || &type == variant.frames.data();
}

// A stream or state target also learns from the frames that a stream of the protocol consists of.
bool belongs(const suite::Vector& vector, const Target& target) {
    const bool in_messages = !vector.is_stream() && vector.type->in_messages();
    if (target.kind == Kind::assembler || in_messages) return target.kind == Kind::assembler && in_messages;
    if (!target.reads_stream()) return !vector.is_stream();
    return vector.is_stream() || travels(*vector.variant, *vector.type);
}

// The bytes of one frame as they travel.
Bytes on_the_way(const Variant& variant, ByteView frame, std::optional<Side> sender) {
    if (variant.carry == nullptr) return {frame.begin(), frame.end()};
    Buffer carried;
    variant.carry(frame, sender.value_or(Side::client), carried);
    return carried.bytes();
}

Bytes input_of(const Head& head, ByteView body) {
    const auto front = head.bytes();
    Bytes input(front.size() + body.size());
    std::ranges::copy(body, std::ranges::copy(front, input.begin()).out);
    return input;
}

Bytes input_of(const suite::Vector& vector, const Target& target) {
    const auto& type = vector.is_stream() ? vector.variant->frames.front() : *vector.type;
    const bool alone = target.reads_stream() && !vector.is_stream();
    auto context = vector.context;
    if (alone) context.direction = type.sent_by;
    const auto head = Head{.tag = Catalogue::tag_of(*vector.variant, type)}.judged(context);
    const auto bytes = alone ? on_the_way(*vector.variant, *vector.wire, type.sent_by) : *vector.wire;
    if (target.kind == Kind::state) return input_of(head, received_as_steps(bytes));
    if (vector.messages.empty()) return input_of(head, bytes);
    return input_of(head, messages_as_input(suite::split(bytes, vector.messages)));
}

// The least value of a frame, as bytes of the kind of target; nothing where it does not belong or has no encoding.
std::optional<Bytes> least_input(const Catalogue::Choice& choice, const Target& target) {
    Context context;
    context.direction = choice.type->sent_by;
    Buffer frame;
    if (!wire::FrameValue(*choice.type).encode(frame, context).ok()) return std::nullopt;
    const auto head = Head{.tag = choice.tag}.judged(context);
    if (!target.reads_stream()) return input_of(head, frame.view());
    if (!travels(*choice.variant, *choice.type)) return std::nullopt;
    const auto bytes = on_the_way(*choice.variant, frame.view(), context.direction);
    return input_of(head, target.kind == Kind::state ? received_as_steps(bytes) : bytes);
}

}  // namespace

std::vector<Seed> seeds(const Target& target, std::span<const suite::Vector> vectors, std::size_t most) {
    std::vector<Seed> out;
    const auto add = [&](std::string name, Bytes input) {
        if (input.size() <= most) out.push_back({std::move(name), std::move(input)});
    };
    for (const auto& vector : vectors)
        if (vector.protocol->name == target.protocol->name && vector.wire && belongs(vector, target))
            add(vector.id, input_of(vector, target));
    if (target.kind == Kind::assembler) return out;
    const Catalogue catalogue(*target.protocol);
    for (const auto& choice : catalogue.choices())
        if (auto input = least_input(choice, target))
            add(fmt::format("least-{}-{}", choice.variant->name, choice.type->name), std::move(*input));
    if (target.kind != Kind::state) return out;
    std::vector<Bytes> known;
    for (const auto& seed : out) known.push_back(seed.input);
    for (std::size_t number = 0; auto& walk : walks(catalogue, known, most))
        out.push_back({fmt::format("walk-{:03}", number++), std::move(walk)});
    return out;
}

}  // namespace wireproof::fuzz

#include "fuzz/promotion/seed_input.hpp"

#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
namespace {

using Kind = Target::Kind;

bool belongs(const suite::Vector& vector, Kind kind) {
    const bool in_messages = !vector.is_stream() && vector.type->in_messages();
    if (kind == Kind::assembler || in_messages) return kind == Kind::assembler && in_messages;
    if (kind != Kind::stream && kind != Kind::state) return !vector.is_stream();
    return vector.is_stream() || vector.type->sent_by.has_value();
}

Bytes body_of(const suite::Vector& vector, Kind kind) {
    if (kind == Kind::state) return received_as_steps(*vector.wire);
    if (vector.messages.empty()) return *vector.wire;
    return messages_as_input(suite::split(*vector.wire, vector.messages));
}

}  // namespace

std::optional<Bytes> seed_input(const suite::Vector& vector, Kind kind) {
    if (!vector.wire || !belongs(vector, kind)) return std::nullopt;
    const auto& type = vector.is_stream() ? vector.variant->frames.front() : *vector.type;
    auto context = vector.context;
    if (!vector.is_stream() && (kind == Kind::stream || kind == Kind::state)) context.direction = type.sent_by;
    const auto head = Head{.tag = Catalogue::tag_of(*vector.variant, type)}.judged(context).bytes();
    Bytes input(head.begin(), head.end());
    const auto body = body_of(vector, kind);
    input.insert(input.end(), body.begin(), body.end());
    return input;
}

}  // namespace wireproof::fuzz

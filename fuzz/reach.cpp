#include "fuzz/reach.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
std::string reach_name(const Variant& variant, std::string_view frame) {
    return fmt::format("{} {}", variant.name, frame);
}
std::string reach_name(const Variant& variant, Side self, std::string_view state) {
    return fmt::format("{} {} {}", variant.name, name_of(self), state);
}

void Reach::count(const Catalogue::Choice& choice, bool accepted) {
    auto& counts = frames_[reach_name(*choice.variant, choice.type->name)];
    ++counts.total;
    counts.accepted += accepted ? 1 : 0;
}

void Reach::add_frame(const Catalogue::Choice& choice, ByteView bytes, const Context& context) {
    wire::FrameValue frame(*choice.type);
    const bool accepted = frame.decode(bytes, context).ok();
    count(choice, accepted);
    const auto name = [&](const std::string& field) {
        return fmt::format("{} {}", reach_name(*choice.variant, choice.type->name), field);
    };
    const auto [layout, first] = layouts_.try_emplace(choice.type);
    if (first) layout->second = fields_of(*choice.type);
    for (const auto& field : layout->second) fields_[name(field)].total += accepted ? 1 : 0;
    if (!accepted) return;
    for (const auto& field : fields_in(frame)) ++fields_[name(field)].accepted;
}

void Reach::add_messages(const Catalogue::Choice& choice, ByteView bytes, const Context& context) {
    count(choice, wire::FrameValue(*choice.type).decode_messages(messages_of_input(bytes), context).ok());
}

void Reach::add_stream(const Variant& variant, ByteView bytes, const Context& context) {
    const auto stream = variant.stream(context);
    std::vector<StreamFrame> frames;
    stream->feed(bytes, frames);
    std::set<std::string_view> seen;
    for (const auto& frame : frames) seen.insert(frame.value.type().name);
    for (const auto name : seen) ++frames_[reach_name(variant, name)].accepted;
    for (const auto name : seen) ++frames_[reach_name(variant, name)].total;
    if (!seen.empty()) return;
    ++frames_[reach_name(variant, "(no frame)")].total;
}

std::string_view Reach::add_session(const Variant& variant, ByteView steps, const Context& context) {
    if (variant.session == nullptr) return {};
    const auto self = opposite(context.direction.value_or(Side::client));
    const auto machine = variant.session->make(self, context);
    const auto name = [&](std::string_view state) { return reach_name(variant, self, state); };
    std::set<std::string> reached = {name(machine->state())};
    SessionMachine::Time now{};
    std::vector<Action> unused;
    for (const auto& step : session_steps(variant, steps, opposite(self))) {
        const std::string before(machine->state());
        std::ignore = play(*machine, step, now, unused);
        if (machine->state() == before) continue;
        reached.insert(name(machine->state()));
        reached.insert(fmt::format("{} > {}", name(before), machine->state()));
    }
    for (const auto& state : variant.session->states) ++states_[name(state)].total;
    for (const auto& each : reached) ++states_[each].accepted;
    return *std::ranges::find(variant.session->states, machine->state());
}

std::size_t Reach::entered() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(states_, [](const auto& row) { return row.second.accepted != 0; }));
}

std::string Reach::text() const {
    std::string out;
    for (const auto* const rows : {&frames_, &fields_})
        for (const auto& [name, counts] : *rows)
            out += fmt::format("reached {}: {} of {}\n", name, counts.accepted, counts.total);
    for (const auto& [name, counts] : states_)
        out += fmt::format("reached {}: {} of {}\n", name, counts.accepted, std::max(counts.accepted, counts.total));
    return out;
}

}  // namespace wireproof::fuzz

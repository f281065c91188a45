#include "harness/peers/haystack/calls.hpp"

#include <algorithm>

namespace wireproof::peers::haystack {

void Calls::add(Call call, const std::vector<RequestId>& ids) {
    call.answers.resize(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) by_id_[ids[i]] = {next_, i};
    calls_.emplace(next_++, std::move(call));
}

std::optional<RequestId> Calls::oldest() const {
    const auto it = std::ranges::min_element(by_id_, {}, [](const auto& entry) { return entry.second; });
    return it == by_id_.end() ? std::nullopt : std::optional(it->first);
}

std::optional<Call> Calls::answer(RequestId id, Answered answered) {
    const auto it = by_id_.find(id);
    if (it == by_id_.end()) return std::nullopt;
    const auto [number, place] = it->second;
    by_id_.erase(it);
    auto& answers = calls_.at(number).answers;
    answers[place] = std::move(answered);
    if (!std::ranges::all_of(answers, [](const auto& one) { return one.has_value(); })) return std::nullopt;
    return remove(number);
}

std::optional<Call> Calls::take(RequestId id) {
    const auto it = by_id_.find(id);
    return it == by_id_.end() ? std::nullopt : std::optional(remove(it->second.first));
}

std::optional<Call> Calls::take_seq(int seq) {
    const auto it = std::ranges::find(calls_, seq, [](const auto& entry) { return entry.second.seq; });
    return it == calls_.end() ? std::nullopt : std::optional(remove(it->first));
}

std::vector<Call> Calls::take_overdue(Time now) {
    std::vector<Number> late;
    for (const auto& [number, call] : calls_)
        if (call.deadline <= now) late.push_back(number);
    std::vector<Call> taken;
    for (const auto number : late) taken.push_back(remove(number));
    return taken;
}

std::vector<Call> Calls::take_all() {
    std::vector<Call> taken;
    while (!calls_.empty()) taken.push_back(remove(calls_.begin()->first));
    return taken;
}

std::optional<Time> Calls::deadline() const {
    const auto it = std::ranges::min_element(calls_, {}, [](const auto& entry) { return entry.second.deadline; });
    return it == calls_.end() ? std::nullopt : std::optional(it->second.deadline);
}

Call Calls::remove(Number number) {
    std::erase_if(by_id_, [&](const auto& entry) { return entry.second.first == number; });
    const auto it = calls_.find(number);
    auto call = std::move(it->second);
    calls_.erase(it);
    return call;
}

}  // namespace wireproof::peers::haystack

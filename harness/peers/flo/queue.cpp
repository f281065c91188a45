#include "harness/peers/flo/queue.hpp"

#include <algorithm>

namespace wireproof::peers::flo {
namespace {

constexpr std::uint32_t kDefaultLeaseMs = 30'000;
constexpr std::uint32_t kDefaultLimit = 100;

}  // namespace

Answer Queues::enqueue(const Operation& operation) {
    auto& queue = queues_[name_of(operation.request)];
    const auto* const dedup = find(operation.request.options, tag("DEDUP_KEY"));
    if (dedup != nullptr && queue.by_dedup_key.contains(dedup->data))
        return ok(body(EnqueueResponse{.seq = queue.by_dedup_key[dedup->data]}));
    const auto seq = ++queue.last_seq;
    if (dedup != nullptr) queue.by_dedup_key[dedup->data] = seq;
    constexpr std::uint64_t kMonth = 30ULL * 24 * 3600 * 1000;
    const auto delay = std::min(operation.option(u64le, tag("DELAY_MS")).value_or(0), kMonth);
    queue.items[seq] = {.payload = operation.request.value,
                        .priority = operation.option(u8, tag("PRIORITY")).value_or(0),
                        .visible = operation.now + std::chrono::milliseconds(delay)};
    return ok(body(EnqueueResponse{.seq = seq}));
}

std::vector<std::uint64_t> Queues::ready(Queue& queue, Time now) {
    std::vector<std::uint64_t> seqs;
    for (auto& [seq, item] : queue.items) {
        if (item.dead || item.visible > now) continue;
        item.leased = false;
        seqs.push_back(seq);
    }
    // The higher priority first, and what is older first among equals.
    std::ranges::sort(seqs, {}, [&](std::uint64_t seq) { return std::pair(-int{queue.items[seq].priority}, seq); });
    return seqs;
}

Answer Queues::dequeue(const Operation& operation) {
    auto& queue = queues_[name_of(operation.request)];
    const auto seqs = ready(queue, operation.now);
    if (seqs.empty() && operation.waits()) return std::nullopt;
    const std::chrono::milliseconds lease(operation.option_or(tag("VISIBILITY_TIMEOUT_MS"), kDefaultLeaseMs));
    DequeueResponse response;
    for (const auto seq : seqs) {
        if (response.messages.size() == operation.option_or(tag("COUNT"), 1)) break;
        auto& item = queue.items[seq];
        item.leased = true;
        item.lease = lease;
        item.visible = operation.now + lease;
        response.messages.push_back({.seq = seq, .payload = item.payload});
    }
    return ok(body(response));
}

template <class Allowed, class Change>
Answer Queues::each_of(const Operation& operation, Allowed allowed, Change change) {
    const auto list = wire::decode<Seqs>(operation.request.value);
    if (!list) return bad_request(describe(list.error()));
    auto& queue = queues_[name_of(operation.request)];
    static_cast<void>(ready(queue, operation.now));  // leases that are over end first
    for (const auto seq : list->seqs) {
        const auto it = queue.items.find(seq);
        if (it == queue.items.end() || !allowed(it->second)) return not_found("no such message");
    }
    for (const auto seq : list->seqs)
        if (const auto it = queue.items.find(seq); it != queue.items.end()) change(queue, it);
    return ok();
}

Answer Queues::complete(const Operation& operation) {
    return each_of(
        operation, [](const Item& item) { return item.leased; }, [](Queue& queue, auto it) { queue.items.erase(it); });
}

Answer Queues::fail(const Operation& operation) {
    const bool to_dead = operation.option(u8, tag("SEND_TO_DLQ")).value_or(0) != 0;
    return each_of(
        operation,
        [](const Item& item) { return item.leased; },
        [&](Queue&, auto it) {
            it->second.leased = false;
            it->second.dead = to_dead;
            it->second.visible = operation.now;
        });
}

Answer Queues::touch(const Operation& operation) {
    return each_of(
        operation,
        [](const Item& item) { return item.leased; },
        [&](Queue&, auto it) { it->second.visible = operation.now + it->second.lease; });
}

Answer Queues::requeue(const Operation& operation) {
    return each_of(
        operation,
        [](const Item& item) { return item.dead; },
        [&](Queue&, auto it) {
            it->second.dead = false;
            it->second.visible = operation.now;
        });
}

Answer Queues::peek(const Operation& operation) {
    auto& queue = queues_[name_of(operation.request)];
    DequeueResponse response;
    for (const auto seq : ready(queue, operation.now)) {
        if (response.messages.size() == operation.option_or(tag("COUNT"), 1)) break;
        response.messages.push_back({.seq = seq, .payload = queue.items[seq].payload});
    }
    return ok(body(response));
}

Answer Queues::dead_letters(const Operation& operation) {
    const auto& queue = queues_[name_of(operation.request)];
    DequeueResponse response;
    for (const auto& [seq, item] : queue.items)
        if (item.dead && response.messages.size() < operation.option_or(tag("LIMIT"), kDefaultLimit))
            response.messages.push_back({.seq = seq, .payload = item.payload});
    return ok(body(response));
}

std::optional<Time> Queues::next_change(Time now) const {
    std::optional<Time> next;
    for (const auto& [name, queue] : queues_)
        for (const auto& [seq, item] : queue.items)
            if (!item.dead && item.visible > now) next = next ? std::min(*next, item.visible) : item.visible;
    return next;
}

}  // namespace wireproof::peers::flo

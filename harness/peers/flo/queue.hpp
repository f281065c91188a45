// The queues of the Flo server: priorities, delays, leases, dead letters, deduplication.
#pragma once

#include <set>

#include "harness/peers/flo/reply.hpp"

namespace wireproof::peers::flo {

class Queues {
public:
    [[nodiscard]] Answer enqueue(const Operation& operation);
    [[nodiscard]] Answer dequeue(const Operation& operation);
    [[nodiscard]] Answer complete(const Operation& operation);
    [[nodiscard]] Answer fail(const Operation& operation);
    [[nodiscard]] Answer touch(const Operation& operation);
    [[nodiscard]] Answer peek(const Operation& operation);
    [[nodiscard]] Answer dead_letters(const Operation& operation);
    [[nodiscard]] Answer requeue(const Operation& operation);
    // next_change: when a delay or lease ends by itself.
    [[nodiscard]] std::optional<Time> next_change(Time now) const;

private:
    struct Item {
        Bytes payload;
        std::uint8_t priority = 0;
        Time visible{};       // not handed out before: its delay, or its lease
        bool leased = false;  // until `visible`
        bool dead = false;
        Time lease{};  // how long a touch extends it
    };
    struct Queue {
        std::uint64_t last_seq = 0;
        std::map<std::uint64_t, Item> items;
        std::map<Bytes, std::uint64_t> by_dedup_key;
    };
    // ready lists the numbers that can be handed out, best first.
    [[nodiscard]] static std::vector<std::uint64_t> ready(Queue& queue, Time now);
    // each_of runs `change` on the listed items, all or none: `allowed` must hold for each.
    template <class Allowed, class Change>
    [[nodiscard]] Answer each_of(const Operation& operation, Allowed allowed, Change change);

    std::map<Name, Queue> queues_;
};

}  // namespace wireproof::peers::flo

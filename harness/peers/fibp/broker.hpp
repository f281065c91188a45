// The queues of our FIBP server: messages in order of arrival, leases, dead letters, subscriptions, configuration.
//
// What the protocol leaves open: a message that is nacked, or whose lease runs out, is offered again in its old place,
// with an attempt more, for ever; a lease outlives its connection; dead letters are what is put into `NAME.dlq`, which
// CreateQueue makes beside NAME; there are no scripts, so a queue that wants one is refused.
#pragma once

#include <list>
#include <set>

#include "harness/peers/fibp/access.hpp"
#include "harness/peers/server.hpp"

namespace wireproof::peers::fibp {

class Broker {
public:
    [[nodiscard]] Answer<EnqueueResult> handle(const Enqueue& request);
    [[nodiscard]] Answer<AckResult> handle(const Ack& request);
    [[nodiscard]] Answer<NackResult> handle(const Nack& request);
    [[nodiscard]] Answer<CreateQueueResult> handle(const CreateQueue& request);
    [[nodiscard]] Answer<DeleteQueueResult> handle(const DeleteQueue& request);
    [[nodiscard]] Answer<GetStatsResult> handle(const GetStats& request) const;
    [[nodiscard]] Answer<ListQueuesResult> handle(const ListQueues& request) const;
    [[nodiscard]] Answer<SetConfigResult> handle(const SetConfig& request);
    [[nodiscard]] Answer<GetConfigResult> handle(const GetConfig& request) const;
    [[nodiscard]] Answer<ListConfigResult> handle(const ListConfig& request) const;
    [[nodiscard]] Answer<RedriveResult> handle(const Redrive& request);

    // A subscription is known by its connection and the request id of its Consume. The queue need not exist.
    [[nodiscard]] ConsumeOk subscribe(LinkId link, std::uint32_t request_id, const std::string& queue);
    void unsubscribe(LinkId link, std::uint32_t request_id);
    void unsubscribe_all(LinkId link);

    // What is to be sent to a subscription: a message, or that its queue is gone.
    struct Push {
        LinkId link;
        std::uint32_t request_id;
        std::optional<Delivery> delivery;
    };
    // next_push leases the next message that somebody waits for.
    [[nodiscard]] std::optional<Push> next_push(Time now);
    // expire ends the leases whose time is over; next_expiry is when the next one is.
    void expire(Time now);
    [[nodiscard]] std::optional<Time> next_expiry() const;

private:
    struct Message {
        std::uint64_t number;  // its place: the order of arrival
        Delivery::Message content;
        std::optional<Time> leased_until;
    };
    struct Queue {
        std::uint64_t visibility_ms = 0;
        std::map<std::string, Message> messages;  // by message id
        std::map<std::uint64_t, std::string> ready;

        [[nodiscard]] std::uint64_t in_flight() const { return messages.size() - ready.size(); }
        void put(Message message);
        void release(Message& message);
    };
    struct Lease {
        Time until;
        std::string queue, message_id;
        auto operator<=>(const Lease&) const = default;
    };
    struct Subscription {
        LinkId link;
        std::uint32_t request_id;
        std::string queue;
    };
    Message* leased(const std::string& queue, const std::string& message_id);
    [[nodiscard]] std::uint32_t consumers_of(const std::string& queue) const;
    [[nodiscard]] std::string new_id();

    std::map<std::string, Queue> queues_;
    std::map<std::string, std::string> config_;
    std::list<Subscription> subscriptions_;  // who waited longest is first
    std::set<Lease> leases_;                 // those that were given back early too, until their time is over
    std::vector<Push> endings_;
    std::uint64_t last_number_ = 0;
    std::uint64_t last_id_ = 0;
};

}  // namespace wireproof::peers::fibp

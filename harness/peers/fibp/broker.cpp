#include "harness/peers/fibp/broker.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireproof::peers::fibp {
namespace {

constexpr std::string_view kDlq = ".dlq";
constexpr std::uint64_t kVisibilityMs = 30'000;
constexpr std::uint32_t kQuantum = 1000;
constexpr const char* kFairnessKey = "default";

constexpr auto kOk = error_code("Ok");
constexpr auto kQueueNotFound = error_code("QueueNotFound");
constexpr auto kMessageNotFound = error_code("MessageNotFound");

}  // namespace

void Broker::Queue::put(Message message) {
    ready[message.number] = message.content.message_id;
    const auto id = message.content.message_id;
    messages.insert_or_assign(id, std::move(message));
}

void Broker::Queue::release(Message& message) {
    message.leased_until.reset();
    ++message.content.attempt_count;
    ready[message.number] = message.content.message_id;
}

std::string Broker::new_id() { return fmt::format("00000000-0000-7000-8000-{:012x}", ++last_id_); }

// ---- messages -----------------------------------------------------------------------------------------------------
Answer<EnqueueResult> Broker::handle(const Enqueue& request) {
    EnqueueResult result;
    for (const auto& message : request.messages) {
        const auto it = queues_.find(message.queue);
        if (it == queues_.end()) {
            result.results.push_back({.error_code = kQueueNotFound, .message_id = {}});
            continue;
        }
        const auto id = new_id();
        it->second.put({.number = ++last_number_,
                        .content = {.message_id = id,
                                    .queue = message.queue,
                                    .headers = message.headers,
                                    .payload = message.payload,
                                    .fairness_key = kFairnessKey,
                                    .weight = 1,
                                    .throttle_keys = {},
                                    .enqueued_at = wall_ms()},
                        .leased_until = {}});
        result.results.push_back({.error_code = kOk, .message_id = id});
    }
    return result;
}

Broker::Message* Broker::leased(const std::string& queue, const std::string& message_id) {
    const auto it = queues_.find(queue);
    if (it == queues_.end()) return nullptr;
    const auto message = it->second.messages.find(message_id);
    const bool is_leased = message != it->second.messages.end() && message->second.leased_until;
    return is_leased ? &message->second : nullptr;
}

Answer<AckResult> Broker::handle(const Ack& request) {
    AckResult result;
    for (const auto& item : request.items) {
        const bool known = leased(item.queue, item.message_id) != nullptr;
        if (known) queues_[item.queue].messages.erase(item.message_id);
        result.results.push_back({known ? kOk : kMessageNotFound});
    }
    return result;
}

Answer<NackResult> Broker::handle(const Nack& request) {
    NackResult result;
    for (const auto& item : request.items) {
        auto* const message = leased(item.queue, item.message_id);
        if (message != nullptr) queues_[item.queue].release(*message);
        result.results.push_back({message != nullptr ? kOk : kMessageNotFound});
    }
    return result;
}

// ---- queues -------------------------------------------------------------------------------------------------------
Answer<CreateQueueResult> Broker::handle(const CreateQueue& request) {
    CreateQueueResult result{.queue_id = request.name};
    const bool has_script =
        !request.on_enqueue_script.value_or("").empty() || !request.on_failure_script.value_or("").empty();
    if (queues_.contains(request.name)) {
        result.error_code = error_code("QueueAlreadyExists");
    } else if (has_script) {
        result = {.error_code = error_code("LuaCompilationError"), .queue_id = "this server runs no scripts"};
    } else {
        queues_[request.name].visibility_ms = request.visibility_timeout_ms;
        if (!request.name.ends_with(kDlq)) queues_.try_emplace(request.name + std::string(kDlq));
    }
    return result;
}

// The dead letters of a queue outlive it.
Answer<DeleteQueueResult> Broker::handle(const DeleteQueue& request) {
    DeleteQueueResult result;
    if (queues_.erase(request.queue) == 0) result.error_code = kQueueNotFound;
    if (result.error_code == kOk)
        std::erase_if(subscriptions_, [&](const Subscription& subscription) {
            if (subscription.queue != request.queue) return false;
            endings_.push_back({subscription.link, subscription.request_id, std::nullopt});
            return true;
        });
    return result;
}

std::uint32_t Broker::consumers_of(const std::string& queue) const {
    return static_cast<std::uint32_t>(std::ranges::count(subscriptions_, queue, &Subscription::queue));
}

Answer<GetStatsResult> Broker::handle(const GetStats& request) const {
    const auto it = queues_.find(request.queue);
    if (it == queues_.end()) return refusal(kQueueNotFound, "queue not found");
    const auto& queue = it->second;
    GetStatsResult result{.depth = queue.messages.size(),
                          .in_flight = queue.in_flight(),
                          .active_consumers = consumers_of(request.queue),
                          .quantum = kQuantum,
                          .per_key_stats = {},
                          .per_throttle_stats = {}};
    if (!queue.ready.empty()) {
        result.active_fairness_keys = 1;
        result.per_key_stats.push_back({.key = kFairnessKey, .pending_count = queue.ready.size(), .weight = 1});
    }
    return result;
}

Answer<ListQueuesResult> Broker::handle(const ListQueues&) const {
    // Queues are many once somebody has fuzzed us: who waits for them is counted in one go.
    std::map<std::string_view, std::uint32_t> consumers;
    for (const auto& subscription : subscriptions_) ++consumers[subscription.queue];
    ListQueuesResult result;
    result.queues.reserve(queues_.size());
    for (const auto& [name, queue] : queues_) {
        const auto waiting = consumers.find(name);
        result.queues.push_back({.name = name,
                                 .depth = queue.messages.size(),
                                 .in_flight = queue.in_flight(),
                                 .active_consumers = waiting == consumers.end() ? 0 : waiting->second});
    }
    return result;
}

// Moved messages keep their ids and begin anew.
Answer<RedriveResult> Broker::handle(const Redrive& request) {
    const auto dead = queues_.find(request.dlq_queue);
    if (dead == queues_.end()) return refusal(kQueueNotFound, "queue not found");
    if (!request.dlq_queue.ends_with(kDlq)) return refusal(error_code("NotADLQ"), "not a dead-letter queue");
    const auto parent = queues_.find(request.dlq_queue.substr(0, request.dlq_queue.size() - kDlq.size()));
    if (parent == queues_.end()) return refusal(error_code("ParentQueueNotFound"), "the queue of these is gone");
    RedriveResult result;
    while (result.redriven < request.count && !dead->second.ready.empty()) {
        const auto first = dead->second.ready.begin();
        auto message = std::move(dead->second.messages.extract(first->second).mapped());
        dead->second.ready.erase(first);
        message.number = ++last_number_;
        message.content.queue = parent->first;
        message.content.attempt_count = 0;
        parent->second.put(std::move(message));
        ++result.redriven;
    }
    return result;
}

// ---- configuration ------------------------------------------------------------------------------------------------
Answer<SetConfigResult> Broker::handle(const SetConfig& request) {
    config_[request.key] = request.value;
    return SetConfigResult{};
}

Answer<GetConfigResult> Broker::handle(const GetConfig& request) const {
    const auto it = config_.find(request.key);
    return GetConfigResult{.value = it == config_.end() ? std::string() : it->second};
}

Answer<ListConfigResult> Broker::handle(const ListConfig& request) const {
    ListConfigResult result;
    for (const auto& [key, value] : config_)
        if (key.starts_with(request.prefix)) result.entries.push_back({.key = key, .value = value});
    return result;
}

// ---- subscriptions ------------------------------------------------------------------------------------------------
ConsumeOk Broker::subscribe(LinkId link, std::uint32_t request_id, const std::string& queue) {
    unsubscribe(link, request_id);
    subscriptions_.push_back({link, request_id, queue});
    return {.consumer_id = new_id()};
}

void Broker::unsubscribe(LinkId link, std::uint32_t request_id) {
    std::erase_if(subscriptions_, [&](const Subscription& subscription) {
        return subscription.link == link && subscription.request_id == request_id;
    });
}

void Broker::unsubscribe_all(LinkId link) {
    std::erase_if(subscriptions_, [&](const Subscription& subscription) { return subscription.link == link; });
}

std::optional<Broker::Push> Broker::next_push(Time now) {
    if (!endings_.empty()) {
        auto ending = std::move(endings_.back());
        endings_.pop_back();
        return ending;
    }
    for (auto it = subscriptions_.begin(); it != subscriptions_.end(); ++it) {
        const auto found = queues_.find(it->queue);
        if (found == queues_.end() || found->second.ready.empty()) continue;
        auto& queue = found->second;
        auto& message = queue.messages.at(queue.ready.begin()->second);
        queue.ready.erase(queue.ready.begin());
        const auto visibility = queue.visibility_ms == 0 ? kVisibilityMs : queue.visibility_ms;
        // No time of anybody's is longer than the longest there is.
        const auto most = static_cast<std::uint64_t>((Time::max() - now) / std::chrono::milliseconds(1));
        message.leased_until = now + std::chrono::milliseconds(std::min(visibility, most));
        leases_.insert({*message.leased_until, it->queue, message.content.message_id});
        auto content = message.content;
        content.leased_at = wall_ms();
        Push push{it->link, it->request_id, Delivery{.messages = {}}};
        push.delivery->messages.push_back(std::move(content));
        subscriptions_.splice(subscriptions_.end(), subscriptions_, it);
        return push;
    }
    return std::nullopt;
}

void Broker::expire(Time now) {
    while (!leases_.empty() && leases_.begin()->until <= now) {
        const auto lease = leases_.extract(leases_.begin()).value();
        auto* const message = leased(lease.queue, lease.message_id);
        // A message that was given back since may have been leased anew.
        if (message != nullptr && *message->leased_until == lease.until) queues_[lease.queue].release(*message);
    }
}

std::optional<Time> Broker::next_expiry() const {
    return leases_.empty() ? std::nullopt : std::optional(leases_.begin()->until);
}

}  // namespace wireproof::peers::fibp

// The bodies of FIBP's administration: queues, configuration, dead letters, API keys. Rules: PROTOCOL.md section 3.
#pragma once

#include "conformance/fibp/messages.hpp"

namespace wireproof::fibp {

// ---- queues -------------------------------------------------------------------------------------------------------
struct CreateQueue {
    static constexpr std::string_view kName = "CreateQueue";
    static constexpr Sender kSentBy = kClient;
    std::string name;
    std::optional<std::string> on_enqueue_script;
    std::optional<std::string> on_failure_script;
    std::uint64_t visibility_timeout_ms{};  // 0: the server's default
    static void layout(auto& io, auto& v) {
        io("name", v.name, string);
        io("on_enqueue_script", v.on_enqueue_script, optional_string);
        io("on_failure_script", v.on_failure_script, optional_string);
        io("visibility_timeout_ms", v.visibility_timeout_ms, u64be);
    }
};

struct CreateQueueResult {
    static constexpr std::string_view kName = "CreateQueueResult";
    static constexpr Sender kSentBy = kServer;
    std::uint8_t error_code{};
    std::string queue_id;
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("queue_id", v.queue_id, string);
    }
};

struct QueueName {
    std::string queue;
    static void layout(auto& io, auto& v) { io("queue", v.queue, string); }
};
struct DeleteQueue : QueueName {
    static constexpr std::string_view kName = "DeleteQueue";
    static constexpr Sender kSentBy = kClient;
};
struct DeleteQueueResult : CodeAlone {
    static constexpr std::string_view kName = "DeleteQueueResult";
    static constexpr Sender kSentBy = kServer;
};

struct GetStats : QueueName {
    static constexpr std::string_view kName = "GetStats";
    static constexpr Sender kSentBy = kClient;
};

struct GetStatsResult {
    static constexpr std::string_view kName = "GetStatsResult";
    static constexpr Sender kSentBy = kServer;
    struct KeyStats {
        std::string key;
        std::uint64_t pending_count{};
        std::int64_t current_deficit{};
        std::uint32_t weight{};
        static void layout(auto& io, auto& v) {
            io("key", v.key, string);
            io("pending_count", v.pending_count, u64be);
            io("current_deficit", v.current_deficit, i64be);
            io("weight", v.weight, u32be);
        }
    };
    struct ThrottleStats {
        std::string key;
        double tokens{};
        double rate_per_second{};
        double burst{};
        static void layout(auto& io, auto& v) {
            io("key", v.key, string);
            io("tokens", v.tokens, f64be);
            io("rate_per_second", v.rate_per_second, f64be);
            io("burst", v.burst, f64be);
        }
    };
    std::uint8_t error_code{};
    std::uint64_t depth{};
    std::uint64_t in_flight{};
    std::uint64_t active_fairness_keys{};
    std::uint32_t active_consumers{};
    std::uint32_t quantum{};
    std::uint64_t leader_node_id{};
    std::uint32_t replication_count{};
    std::vector<KeyStats> per_key_stats;
    std::vector<ThrottleStats> per_throttle_stats;
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("depth", v.depth, u64be);
        io("in_flight", v.in_flight, u64be);
        io("active_fairness_keys", v.active_fairness_keys, u64be);
        io("active_consumers", v.active_consumers, u32be);
        io("quantum", v.quantum, u32be);
        io("leader_node_id", v.leader_node_id, u64be);
        io("replication_count", v.replication_count, u32be);
        io("per_key_stats", v.per_key_stats, rows);
        io("per_throttle_stats", v.per_throttle_stats, rows);
    }
};

struct ListQueues : Nothing {
    static constexpr std::string_view kName = "ListQueues";
    static constexpr Sender kSentBy = kClient;
};

struct ListQueuesResult {
    static constexpr std::string_view kName = "ListQueuesResult";
    static constexpr Sender kSentBy = kServer;
    struct Queue {
        std::string name;
        std::uint64_t depth{};
        std::uint64_t in_flight{};
        std::uint32_t active_consumers{};
        std::uint64_t leader_node_id{};
        static void layout(auto& io, auto& v) {
            io("name", v.name, string);
            io("depth", v.depth, u64be);
            io("in_flight", v.in_flight, u64be);
            io("active_consumers", v.active_consumers, u32be);
            io("leader_node_id", v.leader_node_id, u64be);
        }
    };
    std::uint8_t error_code{};
    std::uint32_t cluster_node_count{};
    std::vector<Queue> queues;
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("cluster_node_count", v.cluster_node_count, u32be);
        io("queues", v.queues, rows);
    }
};

// ---- configuration ------------------------------------------------------------------------------------------------
struct ConfigEntry {
    std::string key;
    std::string value;
    static void layout(auto& io, auto& v) {
        io("key", v.key, string);
        io("value", v.value, string);
    }
};
struct SetConfig : ConfigEntry {
    static constexpr std::string_view kName = "SetConfig";
    static constexpr Sender kSentBy = kClient;
};
struct SetConfigResult : CodeAlone {
    static constexpr std::string_view kName = "SetConfigResult";
    static constexpr Sender kSentBy = kServer;
};

struct GetConfig {
    static constexpr std::string_view kName = "GetConfig";
    static constexpr Sender kSentBy = kClient;
    std::string key;
    static void layout(auto& io, auto& v) { io("key", v.key, string); }
};

struct GetConfigResult {
    static constexpr std::string_view kName = "GetConfigResult";
    static constexpr Sender kSentBy = kServer;
    std::uint8_t error_code{};
    std::string value;  // empty where there is no such key, which is no error
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("value", v.value, string);
    }
};

struct ListConfig {
    static constexpr std::string_view kName = "ListConfig";
    static constexpr Sender kSentBy = kClient;
    std::string prefix;
    static void layout(auto& io, auto& v) { io("prefix", v.prefix, string); }
};

struct ListConfigResult {
    static constexpr std::string_view kName = "ListConfigResult";
    static constexpr Sender kSentBy = kServer;
    std::uint8_t error_code{};
    std::vector<ConfigEntry> entries;
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("entries", v.entries, rows);
    }
};

// ---- dead letters -------------------------------------------------------------------------------------------------
struct Redrive {
    static constexpr std::string_view kName = "Redrive";
    static constexpr Sender kSentBy = kClient;
    std::string dlq_queue;
    std::uint64_t count{};
    static void layout(auto& io, auto& v) {
        io("dlq_queue", v.dlq_queue, string);
        io("count", v.count, u64be);
    }
};

struct RedriveResult {
    static constexpr std::string_view kName = "RedriveResult";
    static constexpr Sender kSentBy = kServer;
    std::uint8_t error_code{};
    std::uint64_t redriven{};
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("redriven", v.redriven, u64be);
    }
};

// ---- API keys -----------------------------------------------------------------------------------------------------
struct CreateApiKey {
    static constexpr std::string_view kName = "CreateApiKey";
    static constexpr Sender kSentBy = kClient;
    std::string name;
    std::uint64_t expires_at_ms{};  // 0: never
    bool is_superadmin{};
    static void layout(auto& io, auto& v) {
        io("name", v.name, string);
        io("expires_at_ms", v.expires_at_ms, u64be);
        io("is_superadmin", v.is_superadmin, flag);
    }
};

struct CreateApiKeyResult {
    static constexpr std::string_view kName = "CreateApiKeyResult";
    static constexpr Sender kSentBy = kServer;
    std::uint8_t error_code{};
    std::string key_id;
    std::string key;
    bool is_superadmin{};
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("key_id", v.key_id, string);
        io("key", v.key, string);
        io("is_superadmin", v.is_superadmin, flag);
    }
};

struct KeyId {
    std::string key_id;
    static void layout(auto& io, auto& v) { io("key_id", v.key_id, string); }
};
struct RevokeApiKey : KeyId {
    static constexpr std::string_view kName = "RevokeApiKey";
    static constexpr Sender kSentBy = kClient;
};
struct RevokeApiKeyResult : CodeAlone {
    static constexpr std::string_view kName = "RevokeApiKeyResult";
    static constexpr Sender kSentBy = kServer;
};

struct ListApiKeys : Nothing {
    static constexpr std::string_view kName = "ListApiKeys";
    static constexpr Sender kSentBy = kClient;
};

struct ListApiKeysResult {
    static constexpr std::string_view kName = "ListApiKeysResult";
    static constexpr Sender kSentBy = kServer;
    struct Key {
        std::string key_id;
        std::string name;
        std::uint64_t created_at_ms{};
        std::uint64_t expires_at_ms{};  // 0: never
        bool is_superadmin{};
        static void layout(auto& io, auto& v) {
            io("key_id", v.key_id, string);
            io("name", v.name, string);
            io("created_at_ms", v.created_at_ms, u64be);
            io("expires_at_ms", v.expires_at_ms, u64be);
            io("is_superadmin", v.is_superadmin, flag);
        }
    };
    std::uint8_t error_code{};
    std::vector<Key> keys;
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("keys", v.keys, rows);
    }
};

struct Permission {
    std::string kind;  // produce, consume or admin
    std::string pattern;
    static void layout(auto& io, auto& v) {
        io("kind", v.kind, string);
        io("pattern", v.pattern, string);
    }
};
struct SetAcl {
    static constexpr std::string_view kName = "SetAcl";
    static constexpr Sender kSentBy = kClient;
    std::string key_id;
    std::vector<Permission> permissions;
    static void layout(auto& io, auto& v) {
        io("key_id", v.key_id, string);
        io("permissions", v.permissions, rows);
    }
};
struct SetAclResult : CodeAlone {
    static constexpr std::string_view kName = "SetAclResult";
    static constexpr Sender kSentBy = kServer;
};

struct GetAcl : KeyId {
    static constexpr std::string_view kName = "GetAcl";
    static constexpr Sender kSentBy = kClient;
};

struct GetAclResult {
    static constexpr std::string_view kName = "GetAclResult";
    static constexpr Sender kSentBy = kServer;
    std::uint8_t error_code{};
    std::string key_id;
    bool is_superadmin{};
    std::vector<Permission> permissions;
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("key_id", v.key_id, string);
        io("is_superadmin", v.is_superadmin, flag);
        io("permissions", v.permissions, rows);
    }
};

}  // namespace wireproof::fibp

// The bodies that every client and server of FIBP exchanges: connection, hot path, error. Rules: PROTOCOL.md section 3.
#pragma once

#include "conformance/fibp/types.hpp"
#include "conformance/wire/context.hpp"

namespace wireproof::fibp {

// Who sends a body: one side, or both.
using Sender = std::optional<Side>;
inline constexpr Sender kClient = Side::client;
inline constexpr Sender kServer = Side::server;
inline constexpr Sender kBoth = std::nullopt;

inline constexpr std::uint16_t kVersion = 1;  // the only one there is

// ---- connection ---------------------------------------------------------------------------------------------------
struct Handshake {
    static constexpr std::string_view kName = "Handshake";
    static constexpr Sender kSentBy = kClient;
    std::uint16_t protocol_version{};
    std::optional<std::string> api_key;
    static void layout(auto& io, auto& v) {
        io("protocol_version", v.protocol_version, u16be);
        io("api_key", v.api_key, optional_string);
    }
};

struct HandshakeOk {
    static constexpr std::string_view kName = "HandshakeOk";
    static constexpr Sender kSentBy = kServer;
    std::uint16_t negotiated_version{};
    std::uint64_t node_id{};         // 0: a single node
    std::uint32_t max_frame_size{};  // 0: the default
    static void layout(auto& io, auto& v) {
        io("negotiated_version", v.negotiated_version, u16be);
        io("node_id", v.node_id, u64be);
        io("max_frame_size", v.max_frame_size, u32be);
    }
};

struct Nothing {
    static void layout(auto&, auto&) {}
};
struct Ping : Nothing {
    static constexpr std::string_view kName = "Ping";
    static constexpr Sender kSentBy = kBoth;
};
struct Pong : Nothing {
    static constexpr std::string_view kName = "Pong";
    static constexpr Sender kSentBy = kBoth;
};
struct Disconnect : Nothing {
    static constexpr std::string_view kName = "Disconnect";
    static constexpr Sender kSentBy = kBoth;
};

// ---- enqueue ------------------------------------------------------------------------------------------------------
struct Enqueue {
    static constexpr std::string_view kName = "Enqueue";
    static constexpr Sender kSentBy = kClient;
    struct Message {
        std::string queue;
        Map headers;
        Bytes payload;
        static void layout(auto& io, auto& v) {
            io("queue", v.queue, string);
            io("headers", v.headers, map);
            io("payload", v.payload, bytes);
        }
    };
    std::vector<Message> messages;
    static void layout(auto& io, auto& v) { io("messages", v.messages, batch); }
};

struct EnqueueResult {
    static constexpr std::string_view kName = "EnqueueResult";
    static constexpr Sender kSentBy = kServer;
    struct Result {
        std::uint8_t error_code{};
        std::string message_id;  // empty for an error
        static void layout(auto& io, auto& v) {
            io("error_code", v.error_code, code);
            io("message_id", v.message_id, string);
        }
    };
    std::vector<Result> results;
    static void layout(auto& io, auto& v) { io("results", v.results, batch); }
};

// ---- consume ------------------------------------------------------------------------------------------------------
struct Consume {
    static constexpr std::string_view kName = "Consume";
    static constexpr Sender kSentBy = kClient;
    std::string queue;
    static void layout(auto& io, auto& v) { io("queue", v.queue, string); }
};

struct ConsumeOk {
    static constexpr std::string_view kName = "ConsumeOk";
    static constexpr Sender kSentBy = kServer;
    std::string consumer_id;
    static void layout(auto& io, auto& v) { io("consumer_id", v.consumer_id, string); }
};

struct Delivery {
    static constexpr std::string_view kName = "Delivery";
    static constexpr Sender kSentBy = kServer;
    struct Message {
        std::string message_id;
        std::string queue;
        Map headers;
        Bytes payload;
        std::string fairness_key;
        std::uint32_t weight{};
        std::vector<std::string> throttle_keys;
        std::uint32_t attempt_count{};
        std::uint64_t enqueued_at{};  // both in milliseconds, 0: unknown
        std::uint64_t leased_at{};
        static void layout(auto& io, auto& v) {
            io("message_id", v.message_id, string);
            io("queue", v.queue, string);
            io("headers", v.headers, map);
            io("payload", v.payload, bytes);
            io("fairness_key", v.fairness_key, string);
            io("weight", v.weight, u32be);
            io("throttle_keys", v.throttle_keys, strings);
            io("attempt_count", v.attempt_count, u32be);
            io("enqueued_at", v.enqueued_at, u64be);
            io("leased_at", v.leased_at, u64be);
        }
    };
    std::vector<Message> messages;
    static void layout(auto& io, auto& v) { io("messages", v.messages, batch); }
};

// Its request id is that of the Consume that it ends.
struct CancelConsume : Nothing {
    static constexpr std::string_view kName = "CancelConsume";
    static constexpr Sender kSentBy = kClient;
};

// ---- acknowledge --------------------------------------------------------------------------------------------------
struct Ack {
    static constexpr std::string_view kName = "Ack";
    static constexpr Sender kSentBy = kClient;
    struct Item {
        std::string queue;
        std::string message_id;
        static void layout(auto& io, auto& v) {
            io("queue", v.queue, string);
            io("message_id", v.message_id, string);
        }
    };
    std::vector<Item> items;
    static void layout(auto& io, auto& v) { io("items", v.items, batch); }
};

struct Nack {
    static constexpr std::string_view kName = "Nack";
    static constexpr Sender kSentBy = kClient;
    struct Item {
        std::string queue;
        std::string message_id;
        std::string error;
        static void layout(auto& io, auto& v) {
            io("queue", v.queue, string);
            io("message_id", v.message_id, string);
            io("error", v.error, string);
        }
    };
    std::vector<Item> items;
    static void layout(auto& io, auto& v) { io("items", v.items, batch); }
};

// Of a frame that tells success or failure and no more, or of an item of one.
struct CodeAlone {
    std::uint8_t error_code{};
    static void layout(auto& io, auto& v) { io("error_code", v.error_code, code); }
};
struct Codes {
    std::vector<CodeAlone> results;
    static void layout(auto& io, auto& v) { io("results", v.results, batch); }
};
struct AckResult : Codes {
    static constexpr std::string_view kName = "AckResult";
    static constexpr Sender kSentBy = kServer;
};
struct NackResult : Codes {
    static constexpr std::string_view kName = "NackResult";
    static constexpr Sender kSentBy = kServer;
};

// ---- error --------------------------------------------------------------------------------------------------------
// The frame `Error`; the C++ name leaves wireproof::Error what it is.
struct ErrorReply {
    static constexpr std::string_view kName = "Error";
    static constexpr Sender kSentBy = kServer;
    std::uint8_t error_code{};
    std::string message;
    Map metadata;
    static void layout(auto& io, auto& v) {
        io("error_code", v.error_code, code);
        io("message", v.message, string);
        io("metadata", v.metadata, map);
    }
};

}  // namespace wireproof::fibp

// The frames of Flo, variant v1-24: request, response, and the bodies and values they carry. Rules: PROTOCOL.md, whose
// numbers the comments cite.
#pragma once

#include "conformance/flo/tables.hpp"
#include "conformance/wire/crc32.hpp"
#include "conformance/wire/types.hpp"

namespace wireproof::flo {

using namespace wire;  // a layout reads like the document: u16le, blob(…), list(…)

inline constexpr std::uint32_t kMagic = 0x004F4C46;  // "FLO\0"
inline constexpr std::uint64_t kMaxRequestPayload = 100ULL
                                                    << 20;  // policy: the server's limit, PayloadTooLarge above it
inline constexpr std::uint64_t kMaxNamespace = 255;         // policy: the encoder's limit, the wire could carry 65535
inline constexpr std::uint64_t kMaxValue = 16ULL << 20;     // policy: the encoder's limit, the wire could carry 4 GiB

// What variants differ in: the header of both frames and the op codes.
struct V1x24 {
    static constexpr std::uint8_t kVersion = 1;
    static constexpr const EnumTable& kOpTable = kOps;

    // The two headers differ in byte 21 only; nothing in a frame says which it is.
    static auto request_header(auto& io, auto& v) {
        return header(io, v, io.frame_limit(kMaxRequestPayload), refused::always, [&] {
            io("op", v.op, enumeration(u8, kOpTable));
        });
    }
    static auto response_header(auto& io, auto& v) {
        return header(io, v, kNoLimit, refused::in_strict, [&] { io("status", v.status, enumeration(u8, kStatuses)); });
    }

private:
    static auto header(auto& io, auto& v, std::uint64_t limit, refused reserved_bits, auto&& kind) {
        decltype(io.length("payload", u32le)) payload{};
        io.header([&] {
            io.constant("magic", u32le, kMagic, Errc::bad_magic);
            payload = io.length("payload", u32le, limit);
            io("request_id", v.request_id, u64le);
            io.checksum("crc32", u32le, crc32_but_itself);
            io.constant("version", u8, kVersion, Errc::bad_version);
            kind();
            io("flags", v.flags, reserved(u8, refused::in_strict));
            io("reserved", v.reserved, reserved(u8, reserved_bits));
        });
        return payload;
    }
};

struct Option {
    std::uint8_t tag{};
    Bytes data;  // integers inside stay little-endian bytes; options.hpp reads them
    static void layout(auto& io, auto& v) {
        io("tag", v.tag, enumeration(u8, kTags));
        io("data", v.data, blob(u8));
    }
};

template <class Version>
struct RequestOf {
    std::uint64_t request_id{};
    std::uint8_t op{};
    std::uint8_t flags{};
    std::uint8_t reserved{};
    Bytes name_space;
    Bytes key;
    Bytes value;
    std::vector<Option> options;
    static void layout(auto& io, auto& v) {
        const auto payload = Version::request_header(io, v);
        io.body(payload, [&] {
            io("namespace", v.name_space, blob(u16le, kMaxNamespace));
            io("key", v.key, blob(u16le));
            io("value", v.value, blob(u32le, kMaxValue));
            io.sized("options", u16le, [&] { io("options", v.options, list_to_end(object)); });
        });
    }
};
using Request = RequestOf<V1x24>;

template <class Version>
struct ResponseOf {
    std::uint64_t request_id{};
    std::uint8_t status{};
    std::uint8_t flags{};
    std::uint8_t reserved{};
    Bytes payload;
    static void layout(auto& io, auto& v) {
        const auto payload = Version::response_header(io, v);
        io.body(payload, [&] { io("payload", v.payload, rest); });
    }
};
using Response = ResponseOf<V1x24>;

// ---- bodies of responses: bytes after the last field belong to later revisions ------------------------------------
struct Options {
    std::vector<Option> options;
    static void layout(auto& io, auto& v) { io("options", v.options, list_to_end(object)); }
};

struct ScanEntry {
    Bytes key;
    Bytes value;
    static void layout(auto& io, auto& v) {
        io("key", v.key, blob(u16le));
        io("value", v.value, blob(u32le));
    }
};
struct ScanResponse {
    bool has_more{};
    Bytes cursor;
    std::vector<ScanEntry> entries;
    static void layout(auto& io, auto& v) {
        io("has_more", v.has_more, flag);
        io("cursor", v.cursor, blob(u32le));
        io("entries", v.entries, list(u32le, object));
        io.extension();
    }
};

struct HistoryEntry {
    std::uint64_t version{};
    std::int64_t timestamp{};
    Bytes value;
    static void layout(auto& io, auto& v) {
        io("version", v.version, u64le);
        io("timestamp", v.timestamp, i64le);
        io("value", v.value, blob(u32le));
    }
};
struct HistoryResponse {
    std::vector<HistoryEntry> entries;
    static void layout(auto& io, auto& v) {
        io("entries", v.entries, list(u32le, object));
        io.extension();
    }
};

struct Message {
    std::uint64_t seq{};
    Bytes payload;
    static void layout(auto& io, auto& v) {
        io("seq", v.seq, u64le);
        io("payload", v.payload, blob(u32le));
    }
};
struct DequeueResponse {
    std::vector<Message> messages;
    static void layout(auto& io, auto& v) {
        io("messages", v.messages, list(u32le, object));
        io.extension();
    }
};

struct EnqueueResponse {
    std::uint64_t seq{};
    static void layout(auto& io, auto& v) {
        io("seq", v.seq, u64le);
        io.extension();
    }
};

struct StreamAppendResponse {
    std::uint64_t sequence{};
    std::int64_t timestamp_ms{};
    static void layout(auto& io, auto& v) {
        io("sequence", v.sequence, u64le);
        io("timestamp_ms", v.timestamp_ms, i64le);
        io.extension();
    }
};

struct StreamRecord {
    std::uint64_t sequence{};
    std::int64_t timestamp_ms{};
    std::uint8_t tier{};
    std::uint32_t partition{};
    std::optional<Bytes> key;
    Bytes payload;
    static void layout(auto& io, auto& v) {
        io("sequence", v.sequence, u64le);
        io("timestamp_ms", v.timestamp_ms, i64le);
        io("tier", v.tier, enumeration(u8, kTiers));
        io("partition", v.partition, u32le);
        io("key", v.key, if_flagged(blob(u32le)));
        io("payload", v.payload, blob(u32le));
        io.constant("header_count", u32le, 0);  // headers have no layout in this variant
    }
};
struct StreamReadResponse {
    std::vector<StreamRecord> records;
    static void layout(auto& io, auto& v) {
        io("records", v.records, list(u32le, object));
        io.extension();
    }
};

struct StreamInfoResponse {
    std::uint64_t first_seq{};
    std::uint64_t last_seq{};
    std::uint64_t count{};
    std::uint64_t bytes{};
    static void layout(auto& io, auto& v) {
        io("first_seq", v.first_seq, u64le);
        io("last_seq", v.last_seq, u64le);
        io("count", v.count, u64le);
        io("bytes", v.bytes, u64le);
        io.extension();
    }
};

struct TaskAssignment {
    std::string task_id;
    std::string task_type;
    std::int64_t created_at{};
    std::uint32_t attempt{};
    Bytes payload;
    static void layout(auto& io, auto& v) {
        io("task_id", v.task_id, text(u16le));
        io("task_type", v.task_type, text(u16le));
        io("created_at", v.created_at, i64le);
        io("attempt", v.attempt, u32le);
        io("payload", v.payload, rest);
    }
};

// ---- values of requests: nothing may follow the last field --------------------------------------------------------
struct Seqs {
    std::vector<std::uint64_t> seqs;
    static void layout(auto& io, auto& v) { io("seqs", v.seqs, list(u32le, u64le)); }
};

struct GroupValue {
    std::string group;
    std::string consumer;
    static void layout(auto& io, auto& v) {
        io("group", v.group, text(u16le));
        io("consumer", v.consumer, text(u16le));
    }
};

struct GroupAckValue {
    std::string group;
    std::vector<std::uint64_t> seqs;
    static void layout(auto& io, auto& v) {
        io("group", v.group, text(u16le));
        io("seqs", v.seqs, list(u32le, u64le));
    }
};

struct ActionRegisterValue {
    std::uint8_t type{};
    std::uint32_t timeout_ms{};
    std::uint32_t max_retries{};
    std::optional<std::string> description;
    std::optional<Bytes> wasm_module;
    std::optional<std::string> wasm_entrypoint;
    std::optional<std::uint32_t> wasm_memory_limit;  // MiB
    static void layout(auto& io, auto& v) {
        io("type", v.type, enumeration(u8, kActionTypes));
        io("timeout_ms", v.timeout_ms, u32le);
        io("max_retries", v.max_retries, u32le);
        io("description", v.description, if_flagged(text(u16le)));
        io("wasm_module", v.wasm_module, if_flagged(blob(u32le)));
        io("wasm_entrypoint", v.wasm_entrypoint, if_flagged(text(u16le)));
        io("wasm_memory_limit", v.wasm_memory_limit, if_flagged(u32le));
        io.constant("has_trigger_stream", u8, 0);  // no source shows what would follow
        io.constant("has_trigger_group", u8, 0);
    }
};

struct ActionInvokeValue {
    std::uint8_t priority{};
    std::int64_t delay_ms{};
    std::optional<std::string> idempotency_key;
    Bytes input;
    static void layout(auto& io, auto& v) {
        io("priority", v.priority, u8);
        io("delay_ms", v.delay_ms, i64le);
        io.constant("has_caller", u8, 0);  // no source shows what would follow
        io("idempotency_key", v.idempotency_key, if_flagged(text(u16le)));
        io("input", v.input, rest);
    }
};

// action_list_value and worker_list_value.
struct ListValue {
    std::uint32_t limit{};
    std::optional<Bytes> cursor;
    static void layout(auto& io, auto& v) {
        io("limit", v.limit, u32le);
        io("cursor", v.cursor, unless_at_end(rest));
    }
};

struct WorkerRegisterValue {
    std::vector<std::string> task_types;
    std::optional<Bytes> capabilities;
    static void layout(auto& io, auto& v) {
        io("task_types", v.task_types, list(u32le, text(u16le)));
        io("capabilities", v.capabilities, if_flagged(rest));
    }
};

struct WorkerAwaitValue {
    std::vector<std::string> task_types;
    static void layout(auto& io, auto& v) { io("task_types", v.task_types, list(u32le, text(u16le))); }
};

struct WorkerTouchValue {
    std::string task_id;
    std::uint32_t extend_ms{};
    static void layout(auto& io, auto& v) {
        io("task_id", v.task_id, text(u16le));
        io("extend_ms", v.extend_ms, u32le);
    }
};

struct WorkerCompleteValue {
    std::string task_id;
    Bytes result;
    static void layout(auto& io, auto& v) {
        io("task_id", v.task_id, text(u16le));
        io("result", v.result, rest);
    }
};

struct WorkerFailValue {
    std::string task_id;
    std::string error;
    static void layout(auto& io, auto& v) {
        io("task_id", v.task_id, text(u16le));
        io("error", v.error, rest_text);
    }
};

}  // namespace wireproof::flo

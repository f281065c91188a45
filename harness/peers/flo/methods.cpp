#include "harness/peers/flo/methods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "conformance/flo/flo.hpp"

namespace wireproof::peers::flo {
namespace {

constexpr std::uint64_t kU8 = 0xff;
constexpr std::uint64_t kU32 = 0xffff'ffff;
constexpr std::uint64_t kU64 = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint32_t kDefaultActionMs = 30'000;
constexpr std::uint32_t kDefaultRetries = 3;
constexpr std::uint8_t kDefaultPriority = 10;
constexpr std::uint32_t kDefaultLimit = 100;

template <class Number>
void option(Request& request, std::uint8_t tag, Number type, std::optional<std::uint64_t> value) {
    if (value) request.options.push_back(make_option(tag, type, static_cast<typename Number::value_type>(*value)));
}
void flag_option(Request& request, std::uint8_t tag, bool set) {
    if (set) request.options.push_back(make_flag(tag));
}
void block(Args& args, Request& request) {
    option(request, tag("BLOCK_MS"), u32le, args.maybe_number("block_ms", kU32));
}

// value_of encodes a request value; text too long for its length is an argument that cannot be sent.
template <class Frame>
void set_value(Args& args, Request& request, const Frame& value) {
    Buffer out;
    if (const auto error = wire::encode(value, out); !error.ok()) return args.fail(describe(error));
    request.value = out.bytes();
}

// ---- key-values ---------------------------------------------------------------------------------------------------
void kv_get(Args& args, Request& request) {
    request.key = args.bytes("key");
    block(args, request);
}
void kv_put(Args& args, Request& request) {
    request.key = args.bytes("key");
    request.value = args.bytes("value");
    option(request, tag("TTL_SECONDS"), u64le, args.maybe_number("ttl_seconds", kU64));
    option(request, tag("CAS_VERSION"), u64le, args.maybe_number("cas_version", kU64));
    flag_option(request, tag("IF_NOT_EXISTS"), args.flag("if_not_exists"));
    flag_option(request, tag("IF_EXISTS"), args.flag("if_exists"));
}
void only_key(Args& args, Request& request) { request.key = args.bytes("key"); }
void kv_scan(Args& args, Request& request) {
    request.key = args.bytes("prefix");
    request.value = args.maybe_bytes("cursor").value_or(Bytes{});
    option(request, tag("LIMIT"), u32le, args.maybe_number("limit", kU32));
    if (args.flag("keys_only")) option(request, tag("KEYS_ONLY"), u8, 1);
}
void kv_history(Args& args, Request& request) {
    request.key = args.bytes("key");
    option(request, tag("LIMIT"), u32le, args.maybe_number("limit", kU32));
}

// ---- queues: names are text, as in every SDK ----------------------------------------------------------------------
Bytes name_bytes(Args& args, const char* name) {
    const auto text = args.text(name);
    return {text.begin(), text.end()};
}
void queue_enqueue(Args& args, Request& request) {
    request.key = name_bytes(args, "queue");
    request.value = args.bytes("payload");
    if (const auto priority = args.maybe_number("priority", kU8); priority.value_or(0) != 0)
        option(request, tag("PRIORITY"), u8, priority);
    option(request, tag("DELAY_MS"), u64le, args.maybe_number("delay_ms", kU64));
    if (const auto key = args.maybe_text("dedup_key"))
        request.options.push_back({.tag = tag("DEDUP_KEY"), .data = Bytes(key->begin(), key->end())});
}
void queue_dequeue(Args& args, Request& request) {
    request.key = name_bytes(args, "queue");
    option(request, tag("COUNT"), u32le, args.number("count", kU32));
    option(request, tag("VISIBILITY_TIMEOUT_MS"), u32le, args.maybe_number("visibility_timeout_ms", kU32));
    block(args, request);
}
void queue_seqs(Args& args, Request& request) {
    request.key = name_bytes(args, "queue");
    set_value(args, request, Seqs{.seqs = args.numbers("seqs")});
}
void queue_nack(Args& args, Request& request) {
    queue_seqs(args, request);
    if (args.flag("to_dlq")) option(request, tag("SEND_TO_DLQ"), u8, 1);
}
void queue_dlq_list(Args& args, Request& request) {
    request.key = name_bytes(args, "queue");
    option(request, tag("LIMIT"), u32le, args.maybe_number("limit", kU32).value_or(kDefaultLimit));
}
void queue_peek(Args& args, Request& request) {
    request.key = name_bytes(args, "queue");
    option(request, tag("COUNT"), u32le, args.number("count", kU32));
}

// ---- streams ------------------------------------------------------------------------------------------------------
void position(Request& request, std::uint8_t tag, const std::optional<StreamId>& id) {
    if (id) request.options.push_back({.tag = tag, .data = body(*id)});
}
void stream_append(Args& args, Request& request) {
    request.key = name_bytes(args, "stream");
    request.value = args.bytes("payload");
}
void stream_read(Args& args, Request& request) {
    request.key = name_bytes(args, "stream");
    flag_option(request, tag("STREAM_TAIL"), args.flag("tail"));
    position(request, tag("STREAM_START"), args.maybe_position("start"));
    position(request, tag("STREAM_END"), args.maybe_position("end"));
    option(request, tag("PARTITION"), u32le, args.maybe_number("partition", kU32));
    option(request, tag("COUNT"), u32le, args.maybe_number("count", kU32));
    block(args, request);
}
void stream_name(Args& args, Request& request) { request.key = name_bytes(args, "stream"); }
void stream_trim(Args& args, Request& request) {
    request.key = name_bytes(args, "stream");
    option(request, tag("RETENTION_COUNT"), u64le, args.maybe_number("max_len", kU64));
    option(request, tag("RETENTION_AGE"), u64le, args.maybe_number("max_age_seconds", kU64));
    option(request, tag("RETENTION_BYTES"), u64le, args.maybe_number("max_bytes", kU64));
    flag_option(request, tag("DRY_RUN"), args.flag("dry_run"));
}
void stream_group(Args& args, Request& request) {
    request.key = name_bytes(args, "stream");
    set_value(args, request, GroupValue{.group = args.text("group"), .consumer = args.text("consumer")});
}
void stream_group_read(Args& args, Request& request) {
    stream_group(args, request);
    option(request, tag("COUNT"), u32le, args.maybe_number("count", kU32));
    block(args, request);
}
void stream_group_ack(Args& args, Request& request) {
    request.key = name_bytes(args, "stream");
    set_value(args, request, GroupAckValue{.group = args.text("group"), .seqs = args.numbers("seqs")});
}

// ---- actions and workers ------------------------------------------------------------------------------------------
void action_register(Args& args, Request& request) {
    request.key = name_bytes(args, "name");
    ActionRegisterValue value;
    const auto type = args.maybe_text("type").value_or("USER");
    if (const auto number = kActionTypes.value_of(type)) value.type = static_cast<std::uint8_t>(*number);
    else args.fail(fmt::format("type: {} is neither USER nor WASM", type));
    value.timeout_ms = static_cast<std::uint32_t>(args.maybe_number("timeout_ms", kU32).value_or(kDefaultActionMs));
    value.max_retries = static_cast<std::uint32_t>(args.maybe_number("max_retries", kU32).value_or(kDefaultRetries));
    value.description = args.maybe_text("description");
    set_value(args, request, value);
}
void action_invoke(Args& args, Request& request) {
    request.key = name_bytes(args, "name");
    ActionInvokeValue value;
    value.input = args.bytes("input");
    value.priority = static_cast<std::uint8_t>(args.maybe_number("priority", kU8).value_or(kDefaultPriority));
    value.idempotency_key = args.maybe_text("idempotency_key");
    set_value(args, request, value);
}
void action_status(Args& args, Request& request) { request.key = name_bytes(args, "run_id"); }
void action_list(Args& args, Request& request) {
    const auto prefix = args.maybe_text("prefix").value_or("");
    request.key = {prefix.begin(), prefix.end()};
    set_value(args,
              request,
              ListValue{.limit = static_cast<std::uint32_t>(args.maybe_number("limit", kU32).value_or(kDefaultLimit)),
                        .cursor = std::nullopt});
}
void action_delete(Args& args, Request& request) { request.key = name_bytes(args, "name"); }
void worker_register(Args& args, Request& request) {
    request.key = name_bytes(args, "worker_id");
    set_value(args, request, WorkerRegisterValue{.task_types = args.texts("task_types"), .capabilities = std::nullopt});
}
void worker_await(Args& args, Request& request) {
    request.key = name_bytes(args, "worker_id");
    set_value(args, request, WorkerAwaitValue{.task_types = args.texts("task_types")});
    block(args, request);
    option(request, tag("TIMEOUT_MS"), u64le, args.maybe_number("timeout_ms", kU64));
}
void worker_touch(Args& args, Request& request) {
    request.key = name_bytes(args, "worker_id");
    set_value(args,
              request,
              WorkerTouchValue{.task_id = args.text("task_id"),
                               .extend_ms = static_cast<std::uint32_t>(
                                   args.maybe_number("extend_ms", kU32).value_or(kDefaultActionMs))});
}
void worker_complete(Args& args, Request& request) {
    request.key = name_bytes(args, "worker_id");
    set_value(args, request, WorkerCompleteValue{.task_id = args.text("task_id"), .result = args.bytes("result")});
}
void worker_fail(Args& args, Request& request) {
    request.key = name_bytes(args, "worker_id");
    set_value(args, request, WorkerFailValue{.task_id = args.text("task_id"), .error = args.text("error")});
    flag_option(request, tag("RETRY"), args.flag("retry"));
}
void worker_list(Args& args, Request& request) {
    set_value(args,
              request,
              ListValue{.limit = static_cast<std::uint32_t>(args.maybe_number("limit", kU32).value_or(kDefaultLimit)),
                        .cursor = std::nullopt});
}

using enum Method::Result;

constexpr Method kMethods[] = {
    {"kv.get", op("KV_GET"), &kv_get, value_or_null},
    {"kv.put", op("KV_PUT"), &kv_put},
    {"kv.delete", op("KV_DELETE"), &only_key, nothing_or_gone},
    {"kv.scan", op("KV_SCAN"), &kv_scan, body, "scan_response"},
    {"kv.history", op("KV_HISTORY"), &kv_history, body, "history_response", "entries"},
    {"queue.enqueue", op("QUEUE_ENQUEUE"), &queue_enqueue, body, "enqueue_response", "seq"},
    {"queue.dequeue", op("QUEUE_DEQUEUE"), &queue_dequeue, body, "dequeue_response", "messages"},
    {"queue.ack", op("QUEUE_COMPLETE"), &queue_seqs, nothing, {}, {}, true},
    {"queue.touch", op("QUEUE_TOUCH"), &queue_seqs, nothing, {}, {}, true},
    {"queue.dlq_requeue", op("QUEUE_DLQ_REQUEUE"), &queue_seqs, nothing, {}, {}, true},
    {"queue.nack", op("QUEUE_FAIL"), &queue_nack, nothing, {}, {}, true},
    {"queue.dlq_list", op("QUEUE_DLQ_LIST"), &queue_dlq_list, body, "dequeue_response", "messages"},
    {"queue.peek", op("QUEUE_PEEK"), &queue_peek, body, "dequeue_response", "messages"},
    {"stream.append", op("STREAM_APPEND"), &stream_append, body, "stream_append_response"},
    {"stream.read", op("STREAM_READ"), &stream_read, body, "stream_read_response", "records"},
    {"stream.info", op("STREAM_INFO"), &stream_name, body, "stream_info_response"},
    {"stream.trim", op("STREAM_TRIM"), &stream_trim},
    {"stream.group_join", op("STREAM_GROUP_JOIN"), &stream_group},
    {"stream.group_leave", op("STREAM_GROUP_LEAVE"), &stream_group},
    {"stream.group_read", op("STREAM_GROUP_READ"), &stream_group_read, body, "stream_read_response", "records"},
    {"stream.group_ack", op("STREAM_GROUP_ACK"), &stream_group_ack, nothing, {}, {}, true},
    {"action.register", op("ACTION_REGISTER"), &action_register},
    {"action.invoke", op("ACTION_INVOKE"), &action_invoke, text},
    {"action.status", op("ACTION_STATUS"), &action_status, bytes},
    {"action.list", op("ACTION_LIST"), &action_list, bytes},
    {"action.delete", op("ACTION_DELETE"), &action_delete},
    {"worker.register", op("WORKER_REGISTER"), &worker_register},
    {"worker.await", op("WORKER_AWAIT"), &worker_await, body_or_null, "task_assignment"},
    {"worker.touch", op("WORKER_TOUCH"), &worker_touch},
    {"worker.complete", op("WORKER_COMPLETE"), &worker_complete},
    {"worker.fail", op("WORKER_FAIL"), &worker_fail},
    {"worker.list", op("WORKER_LIST"), &worker_list, bytes},
};

std::expected<Json, std::string> read_body(const Method& method, ByteView payload) {
    static const auto kFlo = protocol();
    auto value = decode_value(*kFlo.variants.front().frame(method.frame), payload);
    if (!value) return std::unexpected(fmt::format("{}: {}", method.frame, describe(value.error())));
    if (!method.member.empty()) return (*value)[std::string(method.member)];
    if (value->contains("cursor") && (*value)["cursor"] == "") value->erase("cursor");
    return std::move(*value);
}

}  // namespace

// ---- arguments ----------------------------------------------------------------------------------------------------
const Json* Args::find(const char* name) {
    asked_.insert(name);
    const auto it = args_.find(name);
    return it == args_.end() || it->is_null() ? nullptr : &*it;
}

std::optional<std::uint64_t> Args::integer(const Json& value, std::uint64_t most) {
    std::optional<std::uint64_t> number;
    if (value.is_number_unsigned()) number = value.get<std::uint64_t>();
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        std::uint64_t parsed = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
        if (error == std::errc{} && end == text.data() + text.size()) number = parsed;
    }
    return number && *number <= most ? number : std::nullopt;
}

std::optional<Bytes> Args::maybe_bytes(const char* name) {
    const auto* const value = find(name);
    if (value == nullptr) return std::nullopt;
    auto bytes = wire::joined_hex(*value);
    if (!bytes) fail(fmt::format("{}: expected lower-case hex", name));
    return bytes;
}
Bytes Args::bytes(const char* name) {
    auto bytes = maybe_bytes(name);
    if (!bytes) fail(fmt::format("{}: is missing", name));
    return bytes.value_or(Bytes{});
}
std::optional<std::string> Args::maybe_text(const char* name) {
    const auto* const value = find(name);
    if (value == nullptr) return std::nullopt;
    if (value->is_string()) return value->get<std::string>();
    fail(fmt::format("{}: expected a text", name));
    return std::nullopt;
}
std::string Args::text(const char* name) {
    auto text = maybe_text(name);
    if (!text) fail(fmt::format("{}: is missing", name));
    return text.value_or("");
}
std::optional<std::uint64_t> Args::maybe_number(const char* name, std::uint64_t most) {
    const auto* const value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto number = integer(*value, most);
    if (!number) fail(fmt::format("{}: expected a number from 0 to {}", name, most));
    return number;
}
std::uint64_t Args::number(const char* name, std::uint64_t most) {
    const auto number = maybe_number(name, most);
    if (!number) fail(fmt::format("{}: is missing", name));
    return number.value_or(0);
}
bool Args::flag(const char* name) {
    const auto* const value = find(name);
    if (value != nullptr && !value->is_boolean()) fail(fmt::format("{}: expected true or false", name));
    return value != nullptr && value->is_boolean() && value->get<bool>();
}
std::vector<std::uint64_t> Args::numbers(const char* name) {
    const auto* const value = find(name);
    std::vector<std::uint64_t> numbers;
    if (value == nullptr || !value->is_array()) {
        fail(fmt::format("{}: expected a list", name));
        return numbers;
    }
    for (const auto& item : *value) {
        const auto number = integer(item, kU64);
        if (!number) fail(fmt::format("{}: {} is no number", name, item.dump()));
        numbers.push_back(number.value_or(0));
    }
    return numbers;
}
std::vector<std::string> Args::texts(const char* name) {
    const auto* const value = find(name);
    if (value != nullptr && value->is_array() &&
        std::ranges::all_of(*value, [](const Json& item) { return item.is_string(); }))
        return value->get<std::vector<std::string>>();
    fail(fmt::format("{}: expected a list of texts", name));
    return {};
}
std::optional<StreamId> Args::maybe_position(const char* name) {
    const auto* const value = find(name);
    if (value == nullptr) return std::nullopt;
    if (value->is_object() && value->size() == 2 && value->contains("timestamp_ms") && value->contains("sequence")) {
        const auto timestamp = integer((*value)["timestamp_ms"], kU64);
        const auto sequence = integer((*value)["sequence"], kU64);
        if (timestamp && sequence) return StreamId{.timestamp_ms = *timestamp, .sequence = *sequence};
    }
    fail(fmt::format("{}: expected {{timestamp_ms, sequence}}", name));
    return std::nullopt;
}
std::string Args::error() {
    if (!error_.empty()) return error_;
    for (const auto& [name, value] : args_.items())
        if (!asked_.contains(name)) return fmt::format("{}: unknown argument", name);
    return {};
}

std::span<const Method> methods() { return kMethods; }

const Method* find_method(std::string_view name) {
    const auto* const it = std::ranges::find(kMethods, name, &Method::name);
    return it == std::end(kMethods) ? nullptr : it;
}

std::expected<Json, std::string> read_result(const Method& method, const Response& response) {
    const auto& payload = response.payload;
    switch (method.result) {
        case nothing:
        case nothing_or_gone: return Json();
        case bytes: return Json(to_hex(payload));
        case value_or_null: return response.status == status("NOT_FOUND") ? Json() : Json(to_hex(payload));
        case text:
            if (!is_utf8(payload)) return std::unexpected("the payload is not UTF-8");
            return Json(std::string(payload.begin(), payload.end()));
        case body_or_null:
            if (payload.empty()) return Json();
            return read_body(method, payload);
        case Method::Result::body: break;
    }
    return read_body(method, payload);
}

}  // namespace wireproof::peers::flo

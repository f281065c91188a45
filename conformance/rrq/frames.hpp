// The frames of RRQ in all variants: request, cancel, response. Rules: PROTOCOL.md, whose numbers the comments cite.
#pragma once

#include "conformance/rrq/timestamp.hpp"
#include "conformance/wire/frame.hpp"
#include "conformance/wire/json_text/document.hpp"

namespace wireproof::rrq {

using namespace wire::json_text;  // a layout reads like the document: string, or_null(timestamp) …
using wire::EmptyJson;
using wire::JsonText;

inline constexpr std::uint64_t kMaxStreamed = 16ULL << 20;  // policy: the limit of all runtimes' readers (11.4)

// What a length may say: a codec takes any, a reader of streams and the strict profile a document of at most 16 MiB
// (1.8, 11.3, 11.4, 15.1).
wire::Sizes sizes_of_body(auto& io) {
    if (!io.strict()) return {.most = io.frame_limit(wire::kNoLimit)};
    return {.least = 1, .most = io.frame_limit(kMaxStreamed)};
}

// The frame around every payload (1.2, 3.1).
void message(auto& io, const char* type, auto&& payload) {
    const auto sizes = sizes_of_body(io);
    const auto body = io.length("body", wire::u32be, sizes.most, sizes.least);
    io.body(body, [&] {
        document(io, [&](auto& envelope) {
            envelope.tag("type", type);
            envelope.inside("payload", payload);
        });
    });
}

// ---- what variants differ in (16.1, 16.2) -------------------------------------------------------------------------
struct ArgsAndKwargs {
    JsonText args = EmptyJson::array;
    JsonText kwargs = EmptyJson::object;
    static void members(auto& io, auto& v) {
        io("args", v.args, or_default(any_array, EmptyJson::array));
        io("kwargs", v.kwargs, or_default(any_object, EmptyJson::object));
    }
};
struct Params {
    JsonText params = EmptyJson::object;
    static void members(auto& io, auto& v) { io("params", v.params, or_default(any_object, EmptyJson::object)); }
};
struct TraceContext {
    std::optional<JsonText> trace_context;
    static void members(auto& io, auto& v) { io("trace_context", v.trace_context, or_null(object_of_strings)); }
};
struct TraceAndCorrelation : TraceContext {
    std::optional<JsonText> correlation_context;
    static void members(auto& io, auto& v) {
        TraceContext::members(io, v);
        io("correlation_context", v.correlation_context, or_null(object_of_strings));
    }
};

struct V1 {
    static constexpr std::string_view kProtocolVersion = "1";
    using Arguments = ArgsAndKwargs;
    using Tracing = TraceContext;
};
struct V2a {
    static constexpr std::string_view kProtocolVersion = "2";
    using Arguments = Params;
    using Tracing = TraceContext;
};
struct V2b : V2a {
    using Tracing = TraceAndCorrelation;
};

// ---- orchestrator to runner ---------------------------------------------------------------------------------------
template <class Version>
struct ContextOf : Version::Tracing {
    std::string job_id;
    std::uint32_t attempt = 0;
    Timestamp enqueue_time;
    std::string queue_name;
    std::optional<Timestamp> deadline;
    std::optional<std::string> worker_id;
    static void layout(auto& io, auto& v) {
        io("job_id", v.job_id, string);
        io("attempt", v.attempt, u32);
        io("enqueue_time", v.enqueue_time, timestamp);
        io("queue_name", v.queue_name, string);
        io("deadline", v.deadline, or_null(timestamp));
        Version::Tracing::members(io, v);
        io("worker_id", v.worker_id, or_null(string));
    }
};

template <class Version>
struct RequestOf : Version::Arguments {
    static constexpr const char* kType = "request";
    std::string protocol_version{Version::kProtocolVersion};
    std::string request_id;
    std::string job_id;
    std::string function_name;
    ContextOf<Version> context;
    static void layout(auto& io, auto& v) {
        message(io, kType, [&](auto& payload) {
            payload("protocol_version", v.protocol_version, or_default(string, Version::kProtocolVersion));
            payload("request_id", v.request_id, string);
            payload("job_id", v.job_id, string);
            payload("function_name", v.function_name, string);
            Version::Arguments::members(payload, v);
            payload("context", v.context, object);
        });
    }
};
using Request = RequestOf<V1>;

template <class Version>
struct CancelOf {
    static constexpr const char* kType = "cancel";
    std::string protocol_version{Version::kProtocolVersion};
    std::string job_id;
    std::optional<std::string> request_id;  // none: all requests of the job
    bool hard_kill = false;
    static void layout(auto& io, auto& v) {
        message(io, kType, [&](auto& payload) {
            payload("protocol_version", v.protocol_version, or_default(string, Version::kProtocolVersion));
            payload("job_id", v.job_id, string);
            payload("request_id", v.request_id, or_omitted(string));
            payload("hard_kill", v.hard_kill, or_default(boolean, false));
        });
    }
};
using Cancel = CancelOf<V1>;

// ---- runner to orchestrator ---------------------------------------------------------------------------------------
enum class Status : std::uint8_t { success, retry, timeout, error };

inline constexpr wire::EnumName kStatusNames[] = {{static_cast<std::uint64_t>(Status::success), "success"},
                                                  {static_cast<std::uint64_t>(Status::retry), "retry"},
                                                  {static_cast<std::uint64_t>(Status::timeout), "timeout"},
                                                  {static_cast<std::uint64_t>(Status::error), "error"}};
inline constexpr wire::EnumTable kStatuses{.title = "status", .names = kStatusNames, .closed = true};

struct ExecutionError {
    std::string message;
    std::optional<std::string> type;
    std::optional<std::string> code;
    std::optional<JsonText> details;
    static void layout(auto& io, auto& v) {
        io("message", v.message, string);
        io("type", v.type, or_omitted(string));
        io("code", v.code, or_omitted(string));
        io("details", v.details, or_omitted(any));
    }
};

struct Response {
    static constexpr const char* kType = "response";
    std::optional<std::string> job_id;
    std::optional<std::string> request_id;
    Status status = Status::success;
    std::optional<JsonText> result;
    std::optional<ExecutionError> error;
    std::optional<double> retry_after_seconds;
    static void layout(auto& io, auto& v) {
        message(io, kType, [&](auto& payload) {
            payload("job_id", v.job_id, or_omitted(string));
            payload("request_id", v.request_id, or_omitted(string));
            payload("status", v.status, one_of(kStatuses));
            payload("result", v.result, or_omitted(any));
            payload("error", v.error, or_omitted(object));
            payload("retry_after_seconds", v.retry_after_seconds, or_omitted(real));
        });
    }
};

// ---- the table of a variant's frames ------------------------------------------------------------------------------
template <class Version>
inline constexpr wire::FrameType kFrames[] = {
    wire::frame_type<RequestOf<Version>>(RequestOf<Version>::kType, Side::client),
    wire::frame_type<Response>(Response::kType, Side::server),
    wire::frame_type<CancelOf<Version>>(CancelOf<Version>::kType, Side::client),
};

}  // namespace wireproof::rrq

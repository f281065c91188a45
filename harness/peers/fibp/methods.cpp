#include "harness/peers/fibp/methods.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireproof::peers::fibp {
namespace {

using enum Method::Result;

constexpr Method kMethods[] = {
    {.name = "enqueue",
     .request = Enqueue::kName,
     .batch = "messages",
     .defaults = R"({"headers": [], "payload": ""})",
     .result = item},
    {.name = "enqueue_many", .request = Enqueue::kName, .result = items},
    {.name = "consume", .request = Consume::kName, .result = subscription},
    {.name = "ack", .request = Ack::kName, .batch = "items", .result = item},
    {.name = "nack", .request = Nack::kName, .batch = "items", .result = item},
    {.name = "create_queue",
     .request = CreateQueue::kName,
     .defaults = R"({"visibility_timeout_ms": 0})",
     .result = member},
    {.name = "delete_queue", .request = DeleteQueue::kName},
    {.name = "get_stats", .request = GetStats::kName, .result = rest},
    {.name = "list_queues", .request = ListQueues::kName, .result = rest},
    {.name = "set_config", .request = SetConfig::kName},
    {.name = "get_config", .request = GetConfig::kName, .result = member},
    {.name = "list_config", .request = ListConfig::kName, .result = member},
    {.name = "redrive", .request = Redrive::kName, .result = member},
    {.name = "create_api_key",
     .request = CreateApiKey::kName,
     .defaults = R"({"expires_at_ms": 0, "is_superadmin": false})",
     .result = rest},
    {.name = "revoke_api_key", .request = RevokeApiKey::kName},
    {.name = "list_api_keys", .request = ListApiKeys::kName, .result = member},
    {.name = "set_acl", .request = SetAcl::kName},
    {.name = "get_acl", .request = GetAcl::kName, .result = rest},
};

struct CodeName {
    std::uint8_t code;
    std::string_view error;
};
constexpr CodeName kErrors[] = {
    {error_code("QueueNotFound"), "queue_not_found"},
    {error_code("MessageNotFound"), "message_not_found"},
    {error_code("QueueAlreadyExists"), "already_exists"},
    {error_code("LuaCompilationError"), "bad_request"},
    {error_code("StorageError"), "internal"},
    {error_code("NotADLQ"), "bad_request"},
    {error_code("ParentQueueNotFound"), "queue_not_found"},
    {error_code("InvalidConfigValue"), "bad_request"},
    {error_code("ChannelFull"), "channel_full"},
    {error_code("Unauthorized"), "unauthorized"},
    {error_code("Forbidden"), "forbidden"},
    {error_code("NotLeader"), "not_leader"},
    {error_code("UnsupportedVersion"), "unsupported_version"},
    {error_code("InvalidFrame"), "protocol"},
    {error_code("ApiKeyNotFound"), "not_found"},
    {error_code("NodeNotReady"), "overloaded"},
    {error_code("InternalError"), "internal"},
};

// An error code as a value holds it: by name, or as a number that has none.
std::uint64_t code_of(const Json& value) {
    return value.is_string() ? kErrorCodes.value_of(value.get<std::string>()).value_or(0) : value.get<std::uint64_t>();
}

std::expected<Json, Failure> batch_result(const Method& method, const Json& results, std::size_t count) {
    const Failure missing{"protocol", "the result has fewer entries than the request had items"};
    if (method.result == item) {
        if (results.empty()) return std::unexpected(missing);
        if (const auto code = code_of(results[0]["error_code"]); code != error_code("Ok"))
            return std::unexpected(failure_of(code, ""));
        return results[0].value("message_id", Json());
    }
    auto all = Json::array();
    for (std::size_t i = 0; i < count; ++i) {
        const auto code = i < results.size() ? code_of(results[i]["error_code"]) : 0;
        if (i >= results.size()) all.push_back({{"error", missing.error}});
        else if (code != error_code("Ok")) all.push_back({{"error", failure_of(code, "").error}});
        else all.push_back({{"message_id", results[i]["message_id"]}});
    }
    return all;
}

}  // namespace

std::span<const Method> methods() { return kMethods; }

const Method* find_method(std::string_view name) {
    const auto* const it = std::ranges::find(kMethods, name, &Method::name);
    return it == std::end(kMethods) ? nullptr : it;
}

Failure failure_of(std::uint64_t code, const std::string& message) {
    const auto* const it = std::ranges::find(kErrors, code, &CodeName::code);
    const auto error = it == std::end(kErrors) ? std::string_view("generic") : it->error;
    if (!message.empty()) return {error, message};
    return {error, std::string(kErrorCodes.name_of(code).value_or(fmt::format("error code {}", code)))};
}

std::expected<wire::FrameValue, std::string> request_of(const Method& method,
                                                        const Json& args,
                                                        std::uint32_t request_id) {
    auto value = Json::parse(method.defaults);
    value.merge_patch(args);
    if (!method.batch.empty()) value = {{method.batch, Json::array({std::move(value)})}};
    value["request_id"] = request_id;
    wire::FrameValue frame(*variant().frame(method.request));
    if (const auto error = wire::from_json(frame.any(), value); !error.ok()) return std::unexpected(describe(error));
    return frame;
}

std::expected<Json, Failure> result_of(const Method& method, ByteView answer, std::size_t count) {
    wire::FrameValue frame(*variant().frame(name_of(answer)));
    std::ignore = frame.decode(answer, {.max_frame_size = answer.size()});
    auto value = wire::to_json(frame.any());
    if (frame.type().name == ErrorReply::kName)
        return std::unexpected(failure_of(code_of(value["error_code"]), value["message"].get<std::string>()));
    if (method.result == item || method.result == items) return batch_result(method, value["results"], count);
    const auto code = value.contains("error_code") ? code_of(value["error_code"]) : 0;
    if (code != error_code("Ok")) return std::unexpected(failure_of(code, ""));
    for (const auto* const key : {"error_code", "flags", "request_id"}) value.erase(key);
    if (method.result == rest) return value;
    return method.result == member ? value.begin().value() : Json();
}

std::vector<Json> messages_of(ByteView delivery) {
    wire::FrameValue frame(*variant().frame(Delivery::kName));
    std::ignore = frame.decode(delivery, {.max_frame_size = delivery.size()});
    const auto value = wire::to_json(frame.any());
    return {value["messages"].begin(), value["messages"].end()};
}

}  // namespace wireproof::peers::fibp

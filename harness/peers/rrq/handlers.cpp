#include "harness/peers/rrq/handlers.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace wireproof::peers::rrq {
namespace {

constexpr std::uint64_t kLongestMs = 600'000;
constexpr std::uint64_t kBiggest = 64ULL << 20;

// number finds the one argument of a function, if it is a whole number in range.
std::optional<std::uint64_t> number(const Json& arguments, const char* name, std::uint64_t most) {
    const auto args = arguments.value("args", Json::array());
    const auto named = arguments.value("params", arguments.value("kwargs", Json::object()));
    const auto value = args.empty() ? named.value(name, Json()) : args.front();
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most) return std::nullopt;
    return value.get<std::uint64_t>();
}

}  // namespace

Json arguments_of(const ArgsAndKwargs& request) {
    return {{"args", Json::parse(request.args.text())}, {"kwargs", Json::parse(request.kwargs.text())}};
}
Json arguments_of(const Params& request) { return {{"params", Json::parse(request.params.text())}}; }

Response success(const Json& result) {
    Response response;
    response.result = JsonText::from(result.dump());
    return response;
}

Response error(std::string message, std::optional<std::string> type) {
    Response response;
    response.status = Status::error;
    response.error = ExecutionError{.message = std::move(message), .type = std::move(type), .code = {}, .details = {}};
    return response;
}

Job run(const std::string& function, const Json& arguments) {
    if (function == "echo") return {.outcome = success(arguments)};
    if (function == "noids") return {.outcome = success(arguments), .without_ids = true};
    if (function == "null") return {.outcome = success(nullptr)};
    if (function == "fail") return {.outcome = error("boom")};
    if (function == "retry") {
        Job job{.outcome = error("later")};
        job.outcome.status = Status::retry;
        job.outcome.retry_after_seconds = 1.5;
        return job;
    }
    if (function == "sleep") {
        const auto ms = number(arguments, "ms", kLongestMs);
        if (!ms) return {.outcome = error("sleep takes a number of milliseconds")};
        return {.outcome = success(*ms), .after = std::chrono::milliseconds(*ms)};
    }
    if (function == "big") {
        const auto count = number(arguments, "n", kBiggest);
        if (!count) return {.outcome = error("big takes a number of letters")};
        return {.outcome = success(std::string(*count, 'x'))};
    }
    return {.outcome = error(fmt::format("No handler registered for function '{}'", function), "handler_not_found")};
}

}  // namespace wireproof::peers::rrq

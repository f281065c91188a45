// The methods of the FIBP client as data: what a call becomes on the wire, and what its answer becomes as a value.
#pragma once

#include <expected>
#include <nlohmann/json.hpp>
#include <span>

#include "harness/peers/fibp/frames.hpp"

namespace wireproof::peers::fibp {

struct Method {
    enum class Result : std::uint8_t {
        nothing,       // null, or the error of its code
        member,        // the one member besides the code
        rest,          // everything besides the code
        item,          // the one item of `results`: its message id, or null
        items,         // each item of `results`: {message_id} or {error}
        subscription,  // ConsumeOk; items follow
    };
    std::string_view name;
    std::string_view request;     // the frame
    std::string_view batch = {};  // the list of the frame that the arguments are the one item of
    const char* defaults = "{}";  // arguments that may be left out
    Result result = Result::nothing;
};

[[nodiscard]] std::span<const Method> methods();
[[nodiscard]] const Method* find_method(std::string_view name);

// What a call failed with, in the words of the driver protocol.
struct Failure {
    std::string_view error;
    std::string message;
};
[[nodiscard]] Failure failure_of(std::uint64_t code, const std::string& message);

// request_of makes the frame of a call; the error says which argument is wrong.
[[nodiscard]] std::expected<wire::FrameValue, std::string> request_of(const Method& method,
                                                                      const Json& args,
                                                                      std::uint32_t request_id);
// result_of reads the answer to a request that had so many items.
[[nodiscard]] std::expected<Json, Failure> result_of(const Method& method, ByteView answer, std::size_t items);

// Of a Delivery: the messages as they are handed on.
[[nodiscard]] std::vector<Json> messages_of(ByteView delivery);

}  // namespace wireproof::peers::fibp

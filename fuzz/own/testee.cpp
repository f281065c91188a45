// fuzz_own_testee: any text as a line of the testee protocol, on both sides of the pipe. The reference answers every
// line with an object that is JSON again and has the number it was asked with; a hello is read or refused with a
// reason.
#include <nlohmann/json.hpp>

#include "conformance/json_file.hpp"
#include "conformance/testee/hello.hpp"
#include "conformance/testee/reference.hpp"
#include "fuzz/own/target.hpp"

using namespace wireproof;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto line = fuzz::text_of(data, size);
    const auto reply = testee::answer(line);
    const auto request = parse_message(line);
    if (reply.is_null()) {
        fuzz::require(request.is_object() && request["op"] == "bye", "no answer to a line that is no bye");
        return 0;
    }
    fuzz::require(reply.is_object(), "a reply that is no object");
    const auto text = reply.dump(-1, ' ', false, Json::error_handler_t::replace);
    fuzz::require(!parse_message(text).is_discarded(), "a reply that is no JSON");
    const bool asked = request.is_object() && request.contains("seq") && reply.contains("status");
    if (asked) fuzz::require(reply.contains("seq") && reply["seq"] == request["seq"], "a reply to another number");
    if (const auto hello = testee::parse_hello(request); !hello)
        fuzz::require(!hello.error().empty(), "a hello is refused without a reason");
    return 0;
}

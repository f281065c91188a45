#include "conformance/testee/reference.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "conformance/context_json.hpp"
#include "conformance/json_file.hpp"
#include "conformance/testee/hello.hpp"

namespace wireproof::testee {
namespace {

// part_of: every member of `part` stands in `whole`.
bool part_of(const Json& part, const Json& whole) {
    auto merged = whole;
    merged.update(part);
    return merged == whole;
}

TEST(Reference, ItsHelloIsAHelloThatListsEverything) {
    const auto hello = parse_hello(hello_reply());
    ASSERT_TRUE(hello) << hello.error();
    EXPECT_TRUE(hello->supports_case("flo", "v1-24", "decode", "stream"));
    EXPECT_TRUE(hello->supports_case("flo", "v1-24", "encode", "worker_fail_value"));
    EXPECT_FALSE(hello->supports_case("flo", "v1-24", "encode", "stream"));
}

// Bytes: flo-python 0.1.0, captured; the responses of a KV put and of a KV get of "John" (protocol page, flo).
TEST(Reference, Answers) {
    const std::pair<const char*, const char*> cases[] = {
        {R"({"op":"decode","seq":1,"protocol":"flo","frame":"enqueue_response","variant":"v1-24","context":{},"wire":"0102030405060708"})",
         R"({"seq":1,"status":"ok","value":{"seq":"578437695752307201"}})"},
        {R"({"op":"encode","seq":2,"protocol":"flo","frame":"enqueue_response","value":{"seq":"578437695752307201"}})",
         R"({"seq":2,"status":"ok","wire":"0102030405060708"})"},
        {R"({"op":"decode","seq":3,"protocol":"flo","frame":"enqueue_response","wire":"01"})",
         R"({"seq":3,"status":"error","code":"truncated","offset":0,"path":"seq"})"},
        {R"({"op":"encode","seq":4,"protocol":"flo","frame":"enqueue_response","value":{"sequence":1}})",
         R"({"seq":4,"status":"error","code":"unencodable"})"},
        {R"({"op":"decode","seq":5,"protocol":"flo","frame":"stream","context":{"direction":"server"},"wire":["464c4f00000000000100000000","00000003a5247c01000000","46"]})",
         R"({"seq":5,"status":"ok","state":"truncated"})"},
        {R"({"op":"decode","seq":6,"protocol":"flo","frame":"stream","context":{"direction":"server"},"wire":["464c4f0000000000010000000000000003a5247c01000000","474c4f00000000000100000000000000","03a5247c01000000"]})",
         R"({"seq":6,"status":"error","code":"bad_magic","offset":24})"},
        {R"({"op":"decode","seq":7,"protocol":"flo","frame":"stream","wire":[]})",
         R"({"seq":7,"status":"ok","value":[],"state":"clean"})"},
        {R"({"op":"ping","seq":8})", R"({"seq":8,"status":"unsupported","reason":"unknown op \"ping\""})"},
        {R"({"op":"decode","seq":9,"protocol":"nope","frame":"x","wire":""})", R"({"seq":9,"status":"unsupported"})"},
        {R"({"op":"decode","seq":10,"protocol":"flo","variant":"v9","frame":"x","wire":""})",
         R"({"seq":10,"status":"unsupported"})"},
        {R"({"op":"decode","seq":11,"protocol":"flo","frame":"nope","wire":""})",
         R"({"seq":11,"status":"unsupported"})"},
        {R"({"op":"decode","seq":12,"protocol":"flo","frame":"options","wire":"ABC"})",
         R"({"status":"unsupported","reason":"wire: not lower-case hex"})"},
        {R"({"op":"decode","seq":13,"protocol":"flo","frame":"options"})", R"({"status":"unsupported"})"},
        {R"({"op":"encode","seq":14,"protocol":"flo","frame":"options"})",
         R"({"status":"unsupported","reason":"value is missing"})"},
        {R"({"op":"decode","seq":15,"protocol":"flo","frame":"options","wire":"","context":{"direction":"up"}})",
         R"({"status":"unsupported","reason":"context.direction: neither \"client\" nor \"server\""})"},
        {R"({"op":"decode","seq":16,"protocol":"flo","frame":"options","wire":"","context":{"of tomorrow":1}})",
         R"({"status":"ok"})"},
        {R"({"op":"decode","seq":17,"protocol":"fibp","wire":"00000006030000000007"})",
         R"({"status":"ok","frame":"Ping","value":{"flags":0,"request_id":7}})"},
        {R"({"op":"decode","seq":18,"protocol":"fibp","wire":"00000007120100000007ff"})",
         R"({"status":"ok","frame":"continuation"})"},
        {R"({"op":"decode","seq":19,"protocol":"fibp","wire":"00000006ff0000000007"})",
         R"({"status":"error","code":"bad_opcode","offset":4})"},
        {R"({"op":"decode","seq":20,"protocol":"flo","wire":"00"})",
         R"({"status":"unsupported","reason":"unknown frame \"\" of flo v1-24"})"},
        {R"({"op":7})", R"({"status":"unsupported"})"},
        {"", R"({"status":"error","message":"not JSON"})"},
        {"{", R"({"status":"error","message":"not JSON"})"},
        {"[1]", R"({"status":"error","message":"not an object"})"},
        {"\xff\xfe", R"({"status":"error","message":"not JSON"})"},
    };
    for (const auto& [line, part] : cases) {
        const auto reply = answer(line);
        EXPECT_TRUE(part_of(Json::parse(part), reply)) << line << "\n" << reply;
    }
}

TEST(Reference, GivesTheFramesBeforeAnErrorInAStream) {
    const auto reply = answer(
        R"({"op":"decode","seq":1,"protocol":"flo","frame":"stream","context":{"direction":"server"},)"
        R"("wire":["464c4f0000000000010000000000000003a5247c01000000474c4f0000000000010000000000000003a5247c01000000"]})");
    ASSERT_EQ(reply["value"].size(), 1U) << reply;
    EXPECT_EQ(reply["value"][0]["frame"], "response");
}

// Documents are copied and printed by recursion: a line of brackets would be the end of the stack.
TEST(Reference, RefusesALineThatNestsWithoutEnd) {
    const auto nested = [](std::size_t depth) {
        return fmt::format(R"({{"op":"nope","seq":{}{}}})", std::string(depth, '['), std::string(depth, ']'));
    };
    EXPECT_EQ(answer(nested(kMostNested - 1))["status"], "unsupported");
    EXPECT_EQ(answer(nested(kMostNested))["message"], "not JSON");
    EXPECT_EQ(answer(nested(1'000'000))["message"], "not JSON");
    EXPECT_EQ(answer(R"({"op":"nope","seq":"\"[[","x":")" + std::string(kMostNested, '[') + R"("})")["status"],
              "unsupported");
}

TEST(Reference, TakesLeaveAtBye) { EXPECT_TRUE(answer(R"({"op":"bye"})").is_null()); }

TEST(Context, IsReadFromJson) {
    const auto context = parse_context(Json::parse(
        R"({"profile":"strict","direction":"client","max_frame_size":10,"chunk_size":"262144","max_decompressed":7,"other":[]})"));
    ASSERT_TRUE(context) << context.error();
    EXPECT_EQ(*context,
              (Context{.strict = true,
                       .direction = Side::client,
                       .max_frame_size = 10,
                       .chunk_size = 262144,
                       .max_decompressed = 7}));
    EXPECT_EQ(parse_context(nullptr), Context{});
    EXPECT_EQ(parse_context(Json::parse(R"({"profile":"compat"})")), Context{});
}

TEST(Context, SaysWhichKeyIsWrong) {
    const std::pair<const char*, const char*> cases[] = {
        {"[]", "context: not an object"},
        {R"({"profile":"lax"})", R"(context.profile: neither "compat" nor "strict")"},
        {R"({"direction":1})", R"(context.direction: neither "client" nor "server")"},
        {R"({"chunk_size":-1})", "context.chunk_size: not an integer of 0 or more"},
        {R"({"max_frame_size":"12x"})", "context.max_frame_size: not an integer of 0 or more"},
    };
    for (const auto& [json, problem] : cases) EXPECT_EQ(parse_context(Json::parse(json)).error(), problem);
}

}  // namespace
}  // namespace wireproof::testee

#include "conformance/testee/hello.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wireproof::testee {
namespace {

Json hello() {
    return Json::parse(R"({"op":"hello","name":"n","version":"1","language":"l",
        "supports":{"flo":{"variant":"v1-24","decode":["response","stream"],"encode":["request"]}}})");
}

TEST(Hello, HasDefaults) {
    const auto parsed = parse_hello(hello());
    ASSERT_TRUE(parsed) << parsed.error();
    EXPECT_EQ(parsed->max_in_flight, 1U);
    EXPECT_EQ(parsed->max_line, 64U << 20U);
}

TEST(Hello, SaysWhatIsSupported) {
    const auto parsed = *parse_hello(hello());
    EXPECT_TRUE(parsed.supports_case("flo", "v1-24", "decode", "response"));
    EXPECT_TRUE(parsed.supports_case("flo", "", "encode", "request")) << "no variant means the default";
    EXPECT_TRUE(parsed.supports_case("flo", "v1-24", "decode", "")) << "no frame means any";
    EXPECT_FALSE(parsed.supports_case("flo", "v1-24", "encode", "response"));
    EXPECT_FALSE(parsed.supports_case("flo", "v1-32", "decode", "response"));
    EXPECT_FALSE(parsed.supports_case("rrq", "", "decode", "request"));
    EXPECT_FALSE(parsed.supports_case("flo", "v1-24", "explain", "response"));
}

TEST(Hello, TakesAListOfVariants) {
    auto reply = hello();
    reply["supports"]["flo"] =
        Json::parse(R"([{"variant":"v1-24","decode":["request"]},{"variant":"v1-32","encode":["request"]}])");
    const auto parsed = *parse_hello(reply);
    EXPECT_TRUE(parsed.supports_case("flo", "v1-32", "encode", "request"));
    EXPECT_FALSE(parsed.supports_case("flo", "v1-24", "encode", "request"));
}

TEST(Hello, SaysWhichKeyIsWrong) {
    const std::tuple<const char*, const char*, const char*> cases[] = {
        {"/op", R"("bye")", "op: not \"hello\""},
        {"/name", "7", "name: not a text"},
        {"/version", R"("")", "version: not a text"},
        {"/max_in_flight", "0", "max_in_flight: not a number of 1 or more"},
        {"/max_in_flight", R"("64")", "max_in_flight: not a number of 1 or more"},
        {"/max_line", "-5", "max_line: not a number of 1 or more"},
        {"/supports", "[]", "supports: not an object with a key a protocol"},
        {"/supports/flo", "true", "supports.flo: not an object"},
        {"/supports/flo/decode", R"("request")", "supports.flo.decode: not a list of texts"},
        {"/supports/flo/variant", "1", "supports.flo.variant: not a text"},
        {"/supports/flo", R"([{},{"encode":[1]}])", "supports.flo[1].encode: not a list of texts"},
    };
    for (const auto& [where, value, problem] : cases) {
        auto reply = hello();
        reply[Json::json_pointer(where)] = Json::parse(value);
        const auto parsed = parse_hello(reply);
        ASSERT_FALSE(parsed) << where;
        EXPECT_EQ(parsed.error(), problem);
    }
    for (const auto* const key : {"name", "version", "language", "supports"}) {
        auto reply = hello();
        reply.erase(key);
        EXPECT_EQ(parse_hello(reply).error(), std::string(key) + " is missing");
    }
}

}  // namespace
}  // namespace wireproof::testee

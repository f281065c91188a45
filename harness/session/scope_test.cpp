#include "harness/session/scope.hpp"

#include <gtest/gtest.h>

namespace wireproof::session {
namespace {

Scope flo_scope(std::uint64_t seed = 1) {
    Scope scope(*find_protocol("flo")->variant(), Scope::Params{{"key", "secret"}}, seed);
    scope.set("rid", "18446744073709551615");
    scope.set("seen", Json::parse(R"({"messages": [{"seq": "7"}]})"));
    scope.set("leader", Json::parse(R"({"address": "127.0.0.1:9"})"));
    return scope;
}

struct Case {
    const char* name;
    const char* expression;
    const char* value;
};

class Expression : public testing::TestWithParam<Case> {};
TEST_P(Expression, GivesItsValue) {
    auto scope = flo_scope();
    const auto value = scope.evaluate(Json::parse(GetParam().expression));
    ASSERT_TRUE(value) << value.error();
    EXPECT_EQ(*value, Json::parse(GetParam().value));
}
INSTANTIATE_TEST_SUITE_P(
    All,
    Expression,
    testing::Values(
        Case{"Plain", R"({"a": [1, "x"]})", R"({"a": [1, "x"]})"},
        Case{"Variable", R"({"$var": "rid"})", R"("18446744073709551615")"},
        Case{"PathIntoAVariable", R"({"$var": "seen.messages[0].seq"})", R"("7")"},
        Case{"Deep", R"([{"x": {"$var": "leader.address"}}])", R"([{"x": "127.0.0.1:9"}])"},
        Case{"Param", R"({"$param": "key"})", R"("secret")"},
        Case{"ParamWithDefault", R"({"$param": ["key", null]})", R"("secret")"},
        Case{"ParamLeftOut", R"({"$param": ["other", null]})", "null"},
        Case{"AddWrapsAt64Bits", R"({"$add": [{"$var": "rid"}, 2]})", R"("1")"},
        Case{"Concat", R"({"$concat": ["61", {"$repeat": ["62", 2]}]})", R"("616262")"},
        Case{"MergeReplacesAddsAndRemoves",
             R"({"$merge": [{"a": 1, "b": {"c": 2, "d": 3}}, {"a": {"$var": "rid"}}, {"b": {"d": null, "e": 4}}]})",
             R"({"a": "18446744073709551615", "b": {"c": 2, "e": 4}})"},
        Case{"Json", R"({"$json": {"a": 1}})", R"("{\"a\":1}")"},
        Case{"Literal", R"({"$literal": {"$var": "rid"}})", R"({"$var": "rid"})"},
        // Computed by hand: a count of two, then 1 and 2 as u64 little-endian.
        Case{"Encode",
             R"({"$encode": {"frame": "seqs", "value": {"seqs": ["1", 2]}}})",
             R"("0200000001000000000000000200000000000000")"},
        Case{
            "FieldOfAFrameInBytes",
            R"({"$field": {"of": {"$concat": ["02000000", "0100000000000000", "0200000000000000"]}, "frame": "seqs", "path": "seqs[1]"}})",
            R"("2")"}),
    [](const auto& one) { return one.param.name; });

class WrongExpression : public testing::TestWithParam<Case> {};
TEST_P(WrongExpression, SaysWhatIsWrong) {
    auto scope = flo_scope();
    const auto value = scope.evaluate(Json::parse(GetParam().expression));
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error(), GetParam().value);
}
INSTANTIATE_TEST_SUITE_P(
    All,
    WrongExpression,
    testing::Values(
        Case{"UnknownVariable", R"({"$var": "ridd"})", "variable `ridd` is not defined"},
        Case{"UnknownPath", R"({"$var": "seen.entries"})", "variable `seen` has no `.entries`"},
        Case{"Unknown", R"({"$vra": "rid"})", "unknown expression `$vra`"},
        Case{"MergeOfNothing", R"({"$merge": []})", "`$merge` takes a list"},
        Case{"UnknownParam", R"({"$param": "x"})", "no parameter `x` (--param x=…)"},
        Case{"NoFrame", R"({"$encode": {"frame": "sequs", "value": {}}})", "`$encode`: unknown frame `sequs`"},
        Case{"FieldOfNothing", R"({"$field": {"of": ""}})", "`$field` takes {of, frame, path}"},
        Case{"FieldUnknown",
             R"({"$field": {"of": "", "frame": "seqs", "path": "seq"}})",
             "`$field`: seqs has no field `seq`"},
        Case{"FieldOfABrokenFrame",
             R"({"$field": {"of": "02000000", "frame": "seqs", "path": "seqs[0]"}})",
             "`$field`: seqs: truncated at byte 0, seqs: needs 16 bytes, 0 left"},
        Case{"FieldThatIsNotThere",
             R"({"$field": {"of": "00000000", "frame": "seqs", "path": "seqs[0]"}})",
             "`$field`: this seqs has no `seqs[0]`"}),
    [](const auto& one) { return one.param.name; });

TEST(Unique, IsTheSameForASeedAndUtf8InHex) {
    const auto one = flo_scope(5).evaluate(Json{{"$unique", "6b2d"}});
    EXPECT_EQ(one, flo_scope(5).evaluate(Json{{"$unique", "6b2d"}}));
    EXPECT_NE(one, flo_scope(6).evaluate(Json{{"$unique", "6b2d"}}));
    const auto bytes = from_hex(one->get<std::string>());
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->size(), 10U);
}

TEST(JsonText, IsHexInAFieldOfBytes) {
    auto scope = flo_scope();
    const auto& shape = shape_of(*scope.variant().frame("response"));
    const auto value = scope.evaluate(Json::parse(R"({"payload": {"$json": []}})"), &shape);
    EXPECT_EQ((*value)["payload"], "5b5d");
}

}  // namespace
}  // namespace wireproof::session

#include "harness/session/matcher.hpp"

#include <gtest/gtest.h>

namespace wireproof::session {
namespace {

struct Case {
    const char* name;
    const char* pattern;
    bool matches;
    const char* path = "";  // of the mismatch
};

// A response as it is decoded: status NOT_FOUND (2), payload "one" in a body of a scan with one entry.
class Response : public testing::TestWithParam<Case> {};
TEST_P(Response, IsMatched) {
    Scope scope(*find_protocol("flo")->variant(), std::nullopt, 1);
    scope.set("rid", "7");
    const auto& type = *scope.variant().frame("response");
    wire::FrameValue frame(type);
    ASSERT_TRUE(wire::from_json(frame.any(),
                                {{"request_id", "7"},
                                 {"status", "NOT_FOUND"},
                                 {"payload",
                                  "00000000000100000001006103000000"
                                  "6f6e65"}})
                    .ok());
    const auto shown = wire::to_json(frame.any());
    const auto found = match(Json::parse(GetParam().pattern), {&shown, &shape_of(type)}, scope);
    EXPECT_EQ(!found.has_value(), GetParam().matches);
    if (found) {
        EXPECT_EQ(found->path, GetParam().path);
    }
}
INSTANTIATE_TEST_SUITE_P(
    All,
    Response,
    testing::Values(
        Case{"Subset", R"({"status": "NOT_FOUND"})", true},
        Case{"EnumByNumber", R"({"status": 2})", true},
        Case{"EnumByOtherNumber", R"({"status": 3})", false, "status"},
        Case{"WideNumberAsNumber", R"({"request_id": 7})", true},
        Case{"Variable", R"({"request_id": {"$var": "rid"}})", true},
        Case{"Range", R"({"request_id": {"$range": [7, null]}})", true},
        Case{"OutOfRange", R"({"request_id": {"$range": [8, null]}})", false, "request_id"},
        Case{"In", R"({"status": {"$in": ["OK", "NOT_FOUND"]}})", true},
        Case{"Not", R"({"status": {"$not": "OK"}})", true},
        Case{"NotNot", R"({"status": {"$not": {"$in": ["NOT_FOUND"]}}})", false, "status"},
        Case{"Absent", R"({"extra": {"$absent": true}})", true},
        Case{"Any", R"({"payload": {"$any": true}})", true},
        Case{"AnyOfNothing", R"({"extra": {"$any": true}})", false, "extra"},
        Case{"LengthCountsBytes", R"({"payload": {"$length": 19}})", true},
        Case{"Regex", R"({"payload": {"$regex": "[0-9a-f]*6f6e65"}})", true},
        Case{"RegexIsWhole", R"({"payload": {"$regex": "6f6e65"}})", false, "payload"},
        Case{"Prefix", R"({"payload": {"$prefix": "0000"}})", true},
        Case{"Contains", R"({"payload": {"$contains": "6f6f"}})", false, "payload"},
        Case{"All", R"({"payload": {"$all": [{"$prefix": "00"}, {"$length": {"$range": [1, 20]}}]}})", true},
        Case{"Decode",
             R"({"payload": {"$decode": {"frame": "scan_response", "match": {"entries": [{"value": "6f6e65"}]}}}})",
             true},
        Case{"DecodeDiffers",
             R"({"payload": {"$decode": {"frame": "scan_response", "match": {"has_more": true}}}})",
             false,
             "payload.has_more"}),
    [](const auto& one) { return one.param.name; });

std::optional<Mismatch> match_plain(const char* pattern, const char* value) {
    Scope scope(*find_protocol("flo")->variant(), std::nullopt, 1);
    const auto got = Json::parse(value);
    return match(Json::parse(pattern), {&got, nullptr}, scope);
}

TEST(List, IsExactInLengthAndOrder) {
    EXPECT_FALSE(match_plain("[1, 2]", "[1, 2]"));
    EXPECT_TRUE(match_plain("[1, 2]", "[2, 1]"));
    EXPECT_TRUE(match_plain("[1]", "[1, 2]"));
}

TEST(List, InAnyOrderPairsAWidePatternWithWhatIsLeft) {
    EXPECT_FALSE(match_plain(R"({"$list": {"any_order": [{"$any": true}, 1]}})", "[1, 2]"));
    EXPECT_TRUE(match_plain(R"({"$list": {"any_order": [1, 1]}})", "[1, 2]"));
}

TEST(List, ContainsAndEach) {
    EXPECT_FALSE(match_plain(R"({"$list": {"contains": 2}})", "[1, 2]"));
    EXPECT_TRUE(match_plain(R"({"$list": {"each": {"$range": [2, 3]}}})", "[1, 2]"));
}

TEST(CheckPattern, NamesTheFieldThatDoesNotExist) {
    Scope scope(*find_protocol("flo")->variant(), std::nullopt, 1);
    const auto& shape = shape_of(*scope.variant().frame("request"));
    EXPECT_EQ(check_pattern(Json::parse(R"({"opp": "PING"})"), &shape, scope), "`opp`: no such field");
    EXPECT_EQ(check_pattern(Json::parse(R"({"op": "PINGG"})"), &shape, scope), "`op`: \"PINGG\" is no op code");
    EXPECT_EQ(check_pattern(Json::parse(R"({"key": "6G"})"), &shape, scope), "`key`: \"6G\" is not lower-case hex");
    EXPECT_NE(check_pattern(Json::parse(R"({"key": {"$regex": "("}})"), &shape, scope), "");
    EXPECT_EQ(check_pattern(Json::parse(R"({"options": [{"tag": "LIMIT"}]})"), &shape, scope), "");
}

}  // namespace
}  // namespace wireproof::session

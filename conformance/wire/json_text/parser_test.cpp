// The parser against texts whose verdict RFC 8259 and the captures of serde_json 1.0.154 fix. Offsets are counted by
// hand.
#include "conformance/wire/json_text/parser.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace wireproof::wire::json_text {
namespace {

// The text's canonical form as a reader of a frame makes it.
std::string copied(std::string_view text) {
    const std::string exact(text);
    Parser in(exact);
    JsonText value;
    in.copy(value);
    in.end();
    return in.ok() ? value.text() : describe(in.error());
}

// Where the text is refused when it is stepped over; nothing if it is not.
std::optional<std::size_t> refused_at(std::string_view text) {
    const std::string exact(text);
    Parser in(exact);
    in.skip();
    in.end();
    if (in.ok()) return std::nullopt;
    EXPECT_EQ(in.error().code, Errc::bad_json);
    EXPECT_EQ(in.error().path, "");
    return in.error().offset;
}

struct Refusal {
    std::string_view text;
    std::size_t at;
};

TEST(JsonParser, RefusesATextAtTheFirstByteThatCannotStandThere) {
    constexpr Refusal kRefusals[] = {
        {"{\"a\":1,}", 7},  {"[1,]", 3},        {"[1 2]", 3},
        {"{\"a\" 1}", 5},   {"{a:1}", 1},       {"{'a':1}", 1},
        {"[,1]", 1},        {"{,}", 1},         {"]", 0},
        {"[}", 1},          {"{]", 1},          {"1 2", 2},
        {"{}x", 2},         {"[]]", 2},         {"/*c*/1", 0},
        {"[1/*c*/]", 2},    {"NaN", 0},         {"Infinity", 0},
        {"-Infinity", 1},   {"nul!", 3},        {"True", 0},
        {"truE", 3},        {"nullx", 4},       {"\xEF\xBB\xBF{}", 0},
        {"undefined", 0},   {"01", 1},          {"-01", 2},
        {"+1", 0},          {".5", 0},          {"1.x", 2},
        {"1.]", 2},         {"0x10", 1},        {"1e+x", 3},
        {"1ex", 2},         {"--1", 1},         {"[1.5.5]", 4},
        {"\"a\nb\"", 2},    {"\"\x1F\"", 1},    {"\"\\x\"", 2},
        {"\"\\U0041\"", 2}, {"\"\\u00g0\"", 5}, {"\"\\u12\"", 5},
        {"{\"a\":}", 5},    {"{\"a\"}", 4},     {"{\"a\":1 \"b\":2}", 7},
        {"{\"a\":1,2}", 7}, {"{1:2}", 1},       {"[1;2]", 2},
    };
    for (const auto& [text, at] : kRefusals) EXPECT_EQ(refused_at(text), at) << text;
    EXPECT_EQ(refused_at(std::string_view("[\0]", 3)), 1U) << "a zero byte is no end";
    EXPECT_EQ(refused_at(std::string_view("\"\0\"", 3)), 1U);
}

TEST(JsonParser, RefusesATextThatEndsTooEarlyAtItsEnd) {
    for (const std::string_view text : {"",
                                        " ",
                                        "\t\r\n ",
                                        "[",
                                        "[1",
                                        "[1,",
                                        "{",
                                        "{\"",
                                        "{\"a",
                                        "{\"a\"",
                                        "{\"a\":",
                                        "{\"a\":1",
                                        "{\"a\":1,",
                                        "\"",
                                        "\"a",
                                        "\"\\",
                                        "\"\\u",
                                        "\"\\u004",
                                        "\"\\ud83d",
                                        "\"\\ud83d\\",
                                        "\"\\ud83d\\u",
                                        "\"\\ud83d\\ude0",
                                        "t",
                                        "fals",
                                        "nu",
                                        "-",
                                        "1.",
                                        "1e",
                                        "1e+",
                                        "1E-"})
        EXPECT_EQ(refused_at(text), text.size()) << text;
}

TEST(JsonParser, RefusesHalfASurrogatePairAtItsBackslash) {
    constexpr Refusal kRefusals[] = {
        {R"("\ud83d")", 1},
        {R"("a\ude00")", 2},
        {R"("\ud83d\ud83d")", 1},
        {R"("\ud83d\u0041")", 1},
        {R"("\ud83dx")", 1},
        {R"("ab\ud83d\n")", 3},
        {R"({"\udfff":1})", 2},
        {R"([["\uDBFF\uDBFF"]])", 3},
    };
    for (const auto& [text, at] : kRefusals) EXPECT_EQ(refused_at(text), at) << text;
}

TEST(JsonParser, AcceptsWhatRfc8259Allows) {
    for (const std::string_view text : {"null",
                                        " \t\r\n1\n",
                                        "[]",
                                        "[ ]",
                                        "{}",
                                        "{ }",
                                        "[ 1 , 2 ]",
                                        "{ \"a\" : [ ] , \"b\":{} }",
                                        "\"\x7F\"",
                                        R"("\"\\\/\b\f\n\r\t\u0000")",
                                        R"("\uD83D\uDE00")",
                                        "-0",
                                        "-0.0e-0",
                                        "1E+2",
                                        "[[[]]]"})
        EXPECT_EQ(refused_at(text), std::nullopt) << text;
}

TEST(JsonParser, NestsTo127Levels) {
    const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
    EXPECT_EQ(refused_at(nested(127)), std::nullopt);
    EXPECT_EQ(refused_at(nested(128)), 127U);
    EXPECT_EQ(copied(nested(127)), nested(127));
    EXPECT_EQ(refused_at("[[1],[2],{}]" + std::string()), std::nullopt) << "levels that were left do not count";
}

// On the stack of a thread this would take gigabytes, and a document of it hundreds of them.
TEST(JsonParser, RefusesAHundredMillionBracketsByTheirDepth) {
    const std::string brackets(100'000'000, '[');
    EXPECT_EQ(refused_at(brackets), 127U);
    EXPECT_FALSE(JsonText::from(brackets));
    std::string objects;
    for (int i = 0; i < 200; ++i) objects += "{\"\":";
    EXPECT_EQ(refused_at(objects), 127U * 4);
}

struct Copy {
    std::string_view text;
    std::string_view canonical;
};

// Captured: rrq-protocol 0.9.9 with serde_json 1.0.154, decode_frame and encode_frame of `args`.
TEST(JsonParser, ReadsNumbersAsTheReferenceDoes) {
    constexpr Copy kNumbers[] = {
        {"0", "0"},
        {"-0", "-0.0"},
        {"-0.0", "-0.0"},
        {"1", "1"},
        {"-1", "-1"},
        {"9223372036854775807", "9223372036854775807"},
        {"9223372036854775808", "9223372036854775808"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"-9223372036854775809", "-9.223372036854776e+18"},
        {"18446744073709551615", "18446744073709551615"},
        {"18446744073709551616", "1.8446744073709552e+19"},
        {"123456789012345678901234567890", "1.2345678901234568e+29"},
        {"1E2", "100.0"},
        {"1e+2", "100.0"},
        {"1e-2", "0.01"},
        {"1e15", "1000000000000000.0"},
        {"1e16", "1e+16"},
        {"1e17", "1e+17"},
        {"0.00001", "0.00001"},
        {"0.000001", "1e-6"},
        {"1e308", "1e+308"},
        {"1.7976931348623157e308", "1.7976931348623157e+308"},
        {"5e-324", "5e-324"},
        {"2e-324", "0.0"},
        {"1e-400", "0.0"},
        {"0e400", "0.0"},
        {"-0e400", "-0.0"},
        {"1e-99999999999999999999", "0.0"},
        {"0e99999999999999999999", "0.0"},
        {"0.30000000000000004", "0.30000000000000004"},
        // one unit in the last place off, like the reference
        {"1.2345678901234567e-5", "0.000012345678901234568"},
        {"2.2250738585072011e-308", "2.2250738585072014e-308"},
        {"394301.33835633675", "394301.3383563367"},
        {"9007199254740993.0", "9007199254740994.0"},
        // two units
        {"1.3541654042030545e231", "1.3541654042030542e+231"},
        {"-9.425118363474435e-60", "-9.425118363474437e-60"},
    };
    for (const auto& [text, canonical] : kNumbers) EXPECT_EQ(copied(text), canonical) << text;
}

TEST(JsonParser, RefusesANumberOverTheGreatestDoubleAtItsFirstByte) {
    for (const std::string_view text : {"1e309", "-1e309", "1e400", "1.7976931348623159e308", "1e99999999999999999999"})
        EXPECT_EQ(refused_at("[" + std::string(text) + "]"), 1U) << text;
    EXPECT_EQ(refused_at(std::string(400, '9')), 0U);
}

TEST(JsonText, KeepsTheDoubleNearestToTheText) {
    const auto from = [](std::string_view text) { return JsonText::from(text).value_or(JsonText()).text(); };
    EXPECT_EQ(from("394301.33835633675"), "394301.33835633675");
    EXPECT_EQ(from("2.2250738585072011e-308"), "2.225073858507201e-308");
    EXPECT_EQ(from("9007199254740993.0"), "9007199254740992.0");
}

TEST(JsonText, SortsMembersAndKeepsTheLastOfAName) {
    constexpr Copy kCopies[] = {
        {R"({"b":1,"a":2})", R"({"a":2,"b":1})"},
        {R"({"a":1,"a":2})", R"({"a":2})"},
        {R"({"a":1,"\u0061":2,"b":3})", R"({"a":2,"b":3})"},
        {R"({"b":{"y":1,"x":2,"y":3},"a":[{"d":1,"c":2}]})", R"({"a":[{"c":2,"d":1}],"b":{"x":2,"y":3}})"},
        {R"({ "" : 1 , "\n" : 2, "B":3, "a":4, "9":5, "10":6})", R"({"":1,"\n":2,"10":6,"9":5,"B":3,"a":4})"},
        {"{\"\xF0\x9F\x98\x80\":1,\"\xEF\xBF\xAE\":2,\"\xC3\xA9\":3,\"a\":4}",
         "{\"a\":4,\"\xC3\xA9\":3,\"\xEF\xBF\xAE\":2,\"\xF0\x9F\x98\x80\":1}"},
        {R"({"\"":1,"#":2,"!":3})", R"({"!":3,"\"":1,"#":2})"},  // by the bytes of the names, not of their escapes
        {R"({"z":{"z":{"z":1,"a":2},"a":3},"a":4})", R"({"a":4,"z":{"a":3,"z":{"a":2,"z":1}}})"},
    };
    for (const auto& [text, canonical] : kCopies) EXPECT_EQ(copied(text), canonical) << text;
}

TEST(JsonText, EscapesWhatItMustAndNothingElse) {
    EXPECT_EQ(copied(R"("\u0022\u005c\/\u0008\u000c\u000a\u000d\u0009\u000b\u001F\u007f\u00e9\u2028\ud83d\ude00")"),
              "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u000b\\u001f\x7F\xC3\xA9\xE2\x80\xA8\xF0\x9F\x98\x80\"");
    // Runs of every length around the eight bytes that are looked at together.
    for (std::size_t n = 0; n < 40; ++n) {
        const std::string run(n, 'x');
        EXPECT_EQ(copied("\"" + run + "\\n" + run + "\\\"\""), "\"" + run + "\\n" + run + "\\\"\"");
    }
}

TEST(JsonText, KnowsHowDeepItNests) {
    const auto height = [](std::string_view text) { return JsonText::from(text).value_or(JsonText()).height(); };
    EXPECT_EQ(height("1"), 0);
    EXPECT_EQ(height("[]"), 1);
    EXPECT_EQ(height(R"([1,{"a":[[]]},[]])"), 4);
    EXPECT_EQ(JsonText(EmptyJson::object).height(), 1);
}

TEST(JsonText, IsNoTextThatIsNotJson) {
    for (const std::string_view text : {"", "{", "01", "1 2", "\"\xFF\"", "1e309"})
        EXPECT_FALSE(JsonText::from(text)) << text;
}

TEST(NumberText, WritesWhatIsNoNumberAsNull) {
    for (const double number :
         {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()})
        EXPECT_EQ(NumberText(number).view(), "null");
    EXPECT_EQ(NumberText(-1.2345678901234568e-5).view(), "-0.000012345678901234568") << "the longest in fixed notation";
    EXPECT_EQ(NumberText(-2.2250738585072014e-308).view(), "-2.2250738585072014e-308") << "the longest of all";
    EXPECT_EQ(NumberText(std::numeric_limits<std::int64_t>::min()).view(), "-9223372036854775808");
}

}  // namespace
}  // namespace wireproof::wire::json_text

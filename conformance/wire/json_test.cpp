// Frames as JSON and back: the value conventions, and every way in which a value can be refused.
#include "conformance/wire/json.hpp"

#include <nlohmann/json.hpp>

#include "conformance/wire/test_bytes.hpp"

namespace wireproof {
namespace {

using namespace testing;
using namespace wire;

struct Everything {
    std::uint8_t small{};
    std::uint64_t wide{};
    std::int64_t negative{};
    bool yes{};
    std::uint8_t colour{};
    std::uint8_t closed{1};
    std::uint8_t reserved{};
    std::string text;
    Bytes bytes;
    std::optional<std::uint16_t> maybe;
    std::vector<Point> points;
    static void layout(auto& io, auto& v) {
        io("small", v.small, u8);
        io("wide", v.wide, u64le);
        io("negative", v.negative, i64le);
        io("yes", v.yes, flag);
        io("colour", v.colour, enumeration(u8, kOpenColours));
        io("closed", v.closed, enumeration(u8, kClosedColours));
        io("reserved", v.reserved, wire::reserved(u8, refused::in_strict));
        io("text", v.text, wire::text(u8));
        io("bytes", v.bytes, blob(u16le));
        io("maybe", v.maybe, if_flagged(u16le));
        io("points", v.points, list(u8, object));
    }
};

Json whole() {
    return Json::parse(
        R"({"small": 255, "wide": "18446744073709551615", "negative": "-9223372036854775808", "yes": true,
        "colour": "BLUE", "closed": "GREEN", "reserved": 9, "text": "ü", "bytes": "00ff", "maybe": 513,
        "points": [{"x": 1, "name": "a"}, {"x": 2}]})");
}
constexpr std::string_view kWhole =
    "ff ffffffffffffffff 0000000000000080 01 07 02 09 02c3bc 0200 00ff 01 0102 02 | 01 01 0161 | 02 00";

TEST(Json, WritesAFrameByTheValueConventions) {
    auto frame = decoded<Everything>(kWhole);
    EXPECT_EQ(to_json(any_frame(frame)), whole());
}

TEST(Json, LeavesAbsentOptionalsOutAndKeepsUnknownNumbers) {
    auto frame = decoded<Everything>("00 0000000000000000 0000000000000000 00 03 01 00 00 0000 00 00");
    const auto json = to_json(any_frame(frame));
    EXPECT_FALSE(json.contains("maybe"));
    EXPECT_EQ(json["colour"], 3);
    EXPECT_EQ(json["closed"], "RED");
    EXPECT_EQ(json["bytes"], "");
    EXPECT_EQ(json["points"], Json::array());
}

TEST(Json, ReadsWhatItWrites) {
    Everything frame;
    ASSERT_TRUE(from_json(any_frame(frame), whole()).ok());
    EXPECT_EQ(encoded(frame), to_hex(hex(kWhole)));
}

struct Measurements {
    double real{};
    std::vector<std::array<std::string, 2>> map;
    static void layout(auto& io, auto& v) {
        io("real", v.real, f64be);
        io("map", v.map, list(u8, fixed<2>(wire::text(u8))));
    }
};

TEST(Json, WritesRealNumbersAndWhatJsonHasNoNumberFor) {
    const std::initializer_list<std::pair<const char*, const char*>> table = {
        {"3ff8000000000000", "1.5"},
        {"3ff0000000000000", "1.0"},
        {"8000000000000000", "-0.0"},
        {"0000000000000001", "5e-324"},
        {"7fefffffffffffff", "1.7976931348623157e+308"},
        {"bfb999999999999a", "-0.1"},
        {"7ff8000000000000", R"("nan")"},
        {"7ff0000000000000", R"("inf")"},
        {"fff0000000000000", R"("-inf")"},
    };
    for (const auto& [wire, text] : table) {
        auto frame = decoded<Measurements>(std::string(wire) + "00");
        EXPECT_EQ(to_json(any_frame(frame))["real"].dump(), text) << wire;
        Measurements back;
        ASSERT_TRUE(from_json(any_frame(back), Json{{"real", Json::parse(text)}, {"map", Json::array()}}).ok()) << text;
        EXPECT_EQ(encoded(back), std::string(wire) + "00");
    }
}

TEST(Json, WritesAMapAsPairsInWireOrder) {
    auto frame = decoded<Measurements>("0000000000000000 02 0162 0131 0161 00");
    const auto map = Json::parse(R"([["b", "1"], ["a", ""]])");
    EXPECT_EQ(to_json(any_frame(frame))["map"], map);
    Measurements back;
    ASSERT_TRUE(from_json(any_frame(back), Json{{"real", 0}, {"map", map}}).ok()) << "an integer is a real number too";
    EXPECT_EQ(encoded(back), "00000000000000000201620131016100");
}

TEST(Json, RefusesWhatIsNoRealNumberAndNoPair) {
    const auto refused = [](const char* text) {
        Measurements frame;
        return describe(from_json(any_frame(frame), Json::parse(text)));
    };
    EXPECT_EQ(refused(R"({"real": "NaN", "map": []})"),
              R"(unencodable, real: expected a number, "nan", "inf" or "-inf")");
    EXPECT_EQ(refused(R"({"real": null, "map": []})"), "unencodable, real: required member is missing");
    EXPECT_EQ(refused(R"({"real": 1, "map": {"a": "b"}})"), "unencodable, map: expected a list");
    EXPECT_EQ(refused(R"({"real": 1, "map": [["a"]]})"), "unencodable, map[0]: expected another number of items");
    EXPECT_EQ(refused(R"({"real": 1, "map": [["a", "b"], ["c", "d", "e"]]})"),
              "unencodable, map[1]: expected another number of items");
    EXPECT_EQ(refused(R"({"real": 1, "map": [["a", 1]]})"), "unencodable, map[0][1]: expected a text");
}

// What changes in `whole()`: a merge patch would treat null as "remove", so members are set one by one.
struct Change {
    std::string_view sentence;
    std::string_view member;
    std::string_view to;  // JSON text
};
Error read_with(const Change& change, Everything& frame) {
    auto value = whole();
    value[std::string(change.member)] = Json::parse(change.to);
    return from_json(any_frame(frame), value);
}

TEST(Json, TakesTheOtherSpellingsOfAValue) {
    const std::initializer_list<Change> same = {
        {"wide as number", "wide", "18446744073709551615"},
        {"small as decimal string", "small", "\"255\""},
        {"negative as number", "negative", "-9223372036854775808"},
        {"open enumeration as number", "colour", "7"},
        {"enumeration as decimal string", "colour", "\"7\""},
        {"closed enumeration as number", "closed", "2"},
        {"bytes in list form", "bytes", R"(["00", {"repeat": "ff", "count": 1}])"},
        {"bytes in list form with an empty part", "bytes", R"(["", "00ff", {"repeat": "aa", "count": 0}])"},
    };
    for (const auto& change : same) {
        SCOPED_TRACE(change.sentence);
        Everything frame;
        const auto error = read_with(change, frame);
        EXPECT_TRUE(error.ok()) << describe(error);
        EXPECT_EQ(encoded(frame), to_hex(hex(kWhole)));
    }
}

TEST(Json, TakesNullForAbsent) {
    Everything absent;
    ASSERT_TRUE(read_with({"", "maybe", "null"}, absent).ok());
    EXPECT_FALSE(absent.maybe);
    Everything standard;
    ASSERT_TRUE(read_with({"", "reserved", "null"}, standard).ok());
    EXPECT_EQ(standard.reserved, 0) << "null stands for the default";
}

TEST(Json, NamesTheMemberThatHasNoEncoding) {
    struct Refused {
        Change change;
        std::string_view path;
        std::string_view detail;
    };
    const std::initializer_list<Refused> table = {
        {{"out of range", "small", "256"}, "small", "number out of range"},
        {{"out of range as string", "small", "\"256\""}, "small", "number out of range"},
        {{"negative", "small", "-1"}, "small", "number out of range"},
        {{"negative as string", "wide", "\"-1\""}, "wide", "number out of range"},
        {{"2^64", "wide", "\"18446744073709551616\""}, "wide", "expected an integer"},
        {{"2^64 as number", "wide", "18446744073709551616"}, "wide", "expected an integer"},
        {{"2^63 in a signed one", "negative", "9223372036854775808"}, "negative", "number out of range"},
        {{"a fraction", "small", "1.5"}, "small", "expected an integer"},
        {{"a whole number with a point", "small", "1.0"}, "small", "expected an integer"},
        {{"hexadecimal", "wide", "\"0x10\""}, "wide", "expected an integer"},
        {{"a plus sign", "wide", "\"+1\""}, "wide", "expected an integer"},
        {{"blanks", "wide", "\" 1\""}, "wide", "expected an integer"},
        {{"no digits", "wide", "\"\""}, "wide", "expected an integer"},
        {{"a boolean for a number", "small", "true"}, "small", "expected an integer"},
        {{"a number for a boolean", "yes", "1"}, "yes", "expected true or false"},
        {{"a string for a boolean", "yes", "\"true\""}, "yes", "expected true or false"},
        {{"an unknown name", "colour", "\"PINK\""}, "colour", "neither a known name nor an integer"},
        {{"a name in another case", "colour", "\"blue\""}, "colour", "neither a known name nor an integer"},
        {{"an enumeration out of range", "colour", "256"}, "colour", "number out of range"},
        {{"a number for a text", "text", "5"}, "text", "expected a text"},
        {{"null for a text", "text", "null"}, "text", "required member is missing"},
        {{"upper-case hex", "bytes", "\"00FF\""}, "bytes", "expected bytes in lower-case hex"},
        {{"half a byte", "bytes", "\"00f\""}, "bytes", "expected bytes in lower-case hex"},
        {{"numbers for bytes", "bytes", "[0, 255]"}, "bytes", "expected bytes in lower-case hex"},
        {{"a repetition without count", "bytes", R"([{"repeat": "00"}])"}, "bytes", "expected bytes in lower-case hex"},
        {{"a repetition of nothing", "bytes", R"([{"repeat": "", "count": 5}])"},
         "bytes",
         "expected bytes in lower-case hex"},
        {{"a repetition with more", "bytes", R"([{"repeat": "00", "count": 1, "x": 1}])"},
         "bytes",
         "expected bytes in lower-case hex"},
        {{"a negative count", "bytes", R"([{"repeat": "00", "count": -1}])"},
         "bytes",
         "expected bytes in lower-case hex"},
        {{"a count beyond 256 MiB", "bytes", R"([{"repeat": "00", "count": 268435457}])"},
         "bytes",
         "expected bytes in lower-case hex"},
        {{"an optional of another type", "maybe", "\"x\""}, "maybe", "expected an integer"},
        {{"an object for a list", "points", "{}"}, "points", "expected a list"},
        {{"null for a list", "points", "null"}, "points", "required member is missing"},
        {{"a number in a list of objects", "points", "[{\"x\": 1}, 5]"}, "points[1]", "expected an object"},
        {{"a member missing in an item", "points", "[{\"x\": 1}, {}]"}, "points[1].x", "required member is missing"},
        {{"an unknown member in an item", "points", "[{\"x\": 1, \"y\": 2}]"}, "points[0].y", "unknown member"},
        {{"a wrong member in an item", "points", "[{\"x\": 1, \"name\": 2}]"}, "points[0].name", "expected a text"},
        {{"an unknown member", "surplus", "1"}, "surplus", "unknown member"},
        {{"an unknown member that is null", "surplus", "null"}, "surplus", "unknown member"},
    };
    for (const auto& [change, path, detail] : table) {
        SCOPED_TRACE(change.sentence);
        Everything frame;
        const auto error = read_with(change, frame);
        EXPECT_EQ(name_of(error.code), "unencodable");
        EXPECT_EQ(error.offset, 0U);
        EXPECT_EQ(error.path, path);
        EXPECT_EQ(error.detail, detail);
    }
}

TEST(Json, MissesEveryMemberThatHasNoDefault) {
    for (const auto* member : {"small", "wide", "negative", "yes", "colour", "closed", "text", "bytes", "points"}) {
        auto value = whole();
        value.erase(member);
        Everything frame;
        const auto error = from_json(any_frame(frame), value);
        EXPECT_EQ(describe(error), std::string("unencodable, ") + member + ": required member is missing");
    }
    auto value = whole();
    value.erase("reserved");
    value.erase("maybe");
    Everything frame;
    EXPECT_TRUE(from_json(any_frame(frame), value).ok());
}

TEST(Json, IsAnObject) {
    for (const auto* text : {"[]", "null", "5", "\"x\""}) {
        Everything frame;
        EXPECT_EQ(describe(from_json(any_frame(frame), Json::parse(text))), "unencodable: expected an object") << text;
    }
}

}  // namespace
}  // namespace wireproof

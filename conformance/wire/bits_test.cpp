// Bits packed into one integer, and the members they announce: both directions and every cold visitor.
#include <nlohmann/json.hpp>

#include "conformance/wire/derive.hpp"
#include "conformance/wire/describe.hpp"
#include "conformance/wire/json.hpp"
#include "conformance/wire/mutate.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof {
namespace {

using namespace testing;
using namespace wire;

// A byte of flags: bit 0 announces a, bit 1 a number that is not written when it is 0, the other six are a member.
struct Packed {
    std::uint8_t high{};
    std::optional<std::uint16_t> a;
    std::uint8_t b{};
    static void layout(auto& io, auto& v) {
        io.bits("flags", u8, present("a", v.a, 0), present("b", v.b, 1), high_bits("high", v.high, 2));
        io("a", v.a, if_announced(u16le));
        io("b", v.b, unless_zero(u8));
    }
};

std::string json_of(std::string_view wire) {
    auto frame = decoded<Packed>(wire);
    return to_json(any_frame(frame)).dump();
}

TEST(Bits, SayWhatFollowsAndHoldTheRest) {
    EXPECT_EQ(json_of("00"), R"({"high":0})");
    EXPECT_EQ(json_of("01 3412"), R"({"a":4660,"high":0})");
    EXPECT_EQ(json_of("02 05"), R"({"b":5,"high":0})");
    EXPECT_EQ(json_of("ff 0100 07"), R"({"a":1,"b":7,"high":63})");
    for (const auto* wire : {"00", "01 3412", "02 05", "ff 0100 07", "01 0000"})
        EXPECT_EQ(encoded(decoded<Packed>(wire)), to_hex(hex(wire)));
}

TEST(Bits, AreRefusedWhereWhatTheyAnnounceIsNotThere) {
    expect_refusals<Packed>({{"nothing", "", Errc::truncated, 0, "flags"},
                             {"no a", "01", Errc::truncated, 1, "a"},
                             {"half of a", "01 00", Errc::truncated, 1, "a"},
                             {"a, but no b", "03 0000", Errc::truncated, 3, "b"},
                             {"more than they announce", "00 00", Errc::trailing_bytes, 1, ""}});
}

TEST(UnlessZero, LeavesOutAZeroAndTakesOneThatIsWritten) {
    EXPECT_EQ(json_of("02 00"), R"({"high":0})");
    EXPECT_EQ(encoded(decoded<Packed>("02 00")), "00");
    expect_refusals<Packed>({{"strict", "02 00", Errc::bad_value, 1, "b"}}, kStrict);
    EXPECT_EQ(encoded(decoded<Packed>("02 01", kStrict)), "0201");
}

TEST(Bits, AreFilledAnewInAUsedFrame) {
    Packed frame;
    ASSERT_TRUE(decode(hex("ff 0100 07"), frame).ok());
    ASSERT_TRUE(decode(hex("00"), frame).ok());
    EXPECT_EQ(to_json(any_frame(frame)).dump(), R"({"high":0})");
}

TEST(Bits, RefuseAMemberThatDoesNotFit) {
    Packed frame{.high = 63, .a = {}, .b = 0};
    EXPECT_EQ(encoded(frame), "fc");
    frame.high = 64;
    EXPECT_EQ(encoded(frame), "unencodable, high: over the range of its bits");
}

TEST(Bits, ComeFromJsonWithoutWhatFollowsFromOthers) {
    Packed frame;
    ASSERT_TRUE(from_json(any_frame(frame), Json::parse(R"({"high": 1, "a": 258, "b": 0})")).ok());
    EXPECT_EQ(encoded(frame), "050201");
    ASSERT_TRUE(from_json(any_frame(frame), Json::parse(R"({"high": 1})")).ok());
    EXPECT_EQ(encoded(frame), "04") << "absent in JSON is absent in a used frame";
    EXPECT_EQ(describe(from_json(any_frame(frame), Json::parse(R"({"high": 1, "flags": 3})"))),
              "unencodable, flags: unknown member");
    EXPECT_EQ(describe(from_json(any_frame(frame), Json::parse("{}"))),
              "unencodable, high: required member is missing");
}

TEST(Bits, AreExplainedAsTheyStandOnTheWire) {
    Packed frame;
    const auto trace = annotate(any_frame(frame), hex("0b 0100 00"));
    ASSERT_TRUE(trace.error.ok());
    std::vector<std::string> steps;
    for (const auto& step : trace.steps)
        steps.push_back(std::to_string(step.at) + " " + step.label() + "=" + step.shown +
                        (step.other_form ? " other form" : ""));
    EXPECT_EQ(steps, (std::vector<std::string>{"0 flags=11", "1 a=1", "3 b=0 other form"}));

    static constexpr auto kType = frame_type<Packed>("packed");
    std::vector<std::string> rows;
    for (const auto& row : describe(kType))
        rows.push_back(std::string(static_cast<std::size_t>(row.depth) * 2, ' ') + row.name + " | " + row.type + " | " +
                       row.note);
    EXPECT_EQ(rows,
              (std::vector<std::string>{"flags | u8 | ",
                                        "  a | bit 0 | set if it follows",
                                        "  b | bit 1 | set if it follows",
                                        "  high | bits from 2 | ",
                                        "a | if announced: u16le | ",
                                        "b | if announced: u8 | "}));
}

TEST(Bits, GiveDerivedCasesThatTheDecoderConfirms) {
    for (const auto* wire : {"00", "01 3412", "02 05", "ff 0100 07", "02 00"}) {
        Packed original;
        const auto bytes = hex(wire);
        const auto derived = derive(annotate(any_frame(original), bytes), bytes, {}).cases;
        const auto value = to_json(any_frame(original));
        EXPECT_TRUE(
            std::ranges::any_of(derived, [](const Derived& each) { return each.suffix.starts_with("present(a)="); }));
        for (const auto& each : derived) {
            SCOPED_TRACE(each.suffix + " " + to_hex(each.wire));
            const ExactBytes in(each.wire);
            Packed frame;
            auto error = decode(in.view(), frame);
            error.detail.clear();
            if (each.outcome == Derived::Outcome::refused) EXPECT_EQ(describe(error), describe(each.error));
            else EXPECT_FALSE(error.ok() && to_json(any_frame(frame)) == value);
        }
    }
}

// A byte of fields in the middle: a flag, two reserved bits, a colour of three bits, a number of two; then another
// byte.
struct Fields {
    bool flag{};
    std::uint8_t reserved{};
    std::uint8_t colour{};
    std::uint8_t number{};
    std::uint8_t next{};
    static void layout(auto& io, auto& v) {
        io.header([&] {
            io.bits("head",
                    u8,
                    bit_field("flag", v.flag, 7, 1),
                    reserved_bits("reserved", v.reserved, 5, 2),
                    bit_field("colour", v.colour, 2, 3, testing::kOpenColours),
                    bit_field("number", v.number, 0, 2));
            io("next", v.next, u8);
        });
    }
};

TEST(BitFields, AreMembersOfTheirOwn) {
    auto frame = decoded<Fields>("9e 05");
    EXPECT_EQ(to_json(any_frame(frame)).dump(), R"({"colour":"BLUE","flag":true,"next":5,"number":2,"reserved":0})");
    EXPECT_EQ(encoded(frame), "9e05");
    for (const auto* wire : {"0000", "ff01", "6b02", "8003"}) EXPECT_EQ(encoded(decoded<Fields>(wire)), wire);
    frame.colour = 8;
    EXPECT_EQ(encoded(frame), "unencodable, colour: no colour of this protocol");
    frame.colour = 1;
    frame.number = 4;
    EXPECT_EQ(encoded(frame), "unencodable, number: over the range of its bits");
}

TEST(BitFields, AreJudgedByTheStrictProfileOnceTheHeaderIsThere) {
    expect_refusals<Fields>({{"reserved", "24 00", Errc::bad_value, 0, "reserved"},
                             {"no colour", "8c 00", Errc::bad_value, 0, "colour"},
                             {"both", "ec 00", Errc::bad_value, 0, "reserved"},
                             {"half a header", "ec", Errc::truncated, 1, "next"}},
                            kStrict);
    EXPECT_EQ(encoded(decoded<Fields>("8700", kStrict)), "8700");
    for (const auto* wire : {"2400", "8c00", "ec00", "ec", "8700"}) {
        Fields hot;
        Fields cold;
        const auto bytes = hex(wire);
        EXPECT_EQ(decode(bytes, hot, kStrict), annotate(any_frame(cold), bytes, kStrict).error) << wire;
    }
}

TEST(BitFields, AreDescribedByTheirPlaces) {
    static constexpr auto kType = frame_type<Fields>("fields");
    const auto rows = describe(kType);
    ASSERT_EQ(rows.size(), 6U);
    EXPECT_EQ(rows[1].type, "bit 7");
    EXPECT_EQ(rows[2].type, "bits 5 to 6");
    EXPECT_EQ(rows[3].note, "colour, open");
}

TEST(Bits, AreReachedByTheMutator) {
    bool high = false;
    bool a = false;
    bool b = false;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        std::mt19937_64 random(seed);
        Packed frame;
        mutate(any_frame(frame), random);
        high = high || frame.high != 0;
        a = a || frame.a.has_value();
        b = b || frame.b != 0;
    }
    EXPECT_TRUE(high && a && b);
}

}  // namespace
}  // namespace wireproof

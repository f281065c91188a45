// Every wire type: values at their borders, one byte too few, one too many, what the strict profile adds, and back to
// the same bytes.
#include "conformance/wire/types.hpp"

#include "conformance/wire/test_bytes.hpp"

namespace wireproof {
namespace {

using namespace testing;
using namespace wire;

template <class Frame, class T>
struct Pair {
    std::string_view wire;
    T value;
};

template <class Frame, class T>
void expect_pairs(std::initializer_list<Pair<Frame, T>> table) {
    for (const auto& [wire, value] : table) {
        SCOPED_TRACE(wire);
        EXPECT_EQ(decoded<Frame>(wire).value, value);
        EXPECT_EQ(encoded(Frame{value}), to_hex(hex(wire)));
    }
}

TEST(Integers, StandInTheirWidthAndByteOrder) {
    expect_pairs<Only<std::uint8_t, u8>, std::uint8_t>({{"00", 0}, {"7f", 127}, {"80", 128}, {"ff", 255}});
    expect_pairs<Only<std::uint16_t, u16le>, std::uint16_t>(
        {{"0000", 0}, {"0100", 1}, {"0001", 256}, {"3412", 0x1234}, {"ffff", 65535}});
    expect_pairs<Only<std::uint32_t, u32le>, std::uint32_t>(
        {{"78563412", 0x12345678}, {"00000080", 0x80000000}, {"ffffffff", 0xFFFFFFFF}});
    expect_pairs<Only<std::uint32_t, u32be>, std::uint32_t>({{"12345678", 0x12345678}, {"80000000", 0x80000000}});
    expect_pairs<Only<std::uint64_t, u64le>, std::uint64_t>(
        {{"0807060504030201", 0x0102030405060708}, {"ffffffffffffffff", ~std::uint64_t{0}}});
    expect_pairs<Only<std::int64_t, i64le>, std::int64_t>(
        {{"ffffffffffffffff", -1},
         {"0000000000000080", std::numeric_limits<std::int64_t>::min()},
         {"ffffffffffffff7f", std::numeric_limits<std::int64_t>::max()}});
    expect_pairs<Only<std::int64_t, i64be>, std::int64_t>(
        {{"fffffffffffffffe", -2}, {"8000000000000000", std::numeric_limits<std::int64_t>::min()}});
    expect_pairs<Only<std::uint16_t, u16be>, std::uint16_t>({{"0001", 1}, {"0100", 256}, {"ff00", 0xFF00}});
    expect_pairs<Only<std::uint64_t, u64be>, std::uint64_t>({{"0102030405060708", 0x0102030405060708}});
}

TEST(Integers, AreRefusedWhenCutAndWhenFollowed) {
    expect_refusals<Only<std::uint8_t, u8>>(
        {{"nothing", "", Errc::truncated, 0, "value"}, {"two", "0102", Errc::trailing_bytes, 1, ""}});
    expect_refusals<Only<std::uint16_t, u16le>>(
        {{"half", "01", Errc::truncated, 0, "value"}, {"three", "010203", Errc::trailing_bytes, 2, ""}});
    expect_refusals<Only<std::uint32_t, u32le>>({{"three of four", "010203", Errc::truncated, 0, "value"},
                                                 {"five", "0102030405", Errc::trailing_bytes, 4, ""}});
    expect_refusals<Only<std::int64_t, i64le>>({{"seven of eight", "01020304050607", Errc::truncated, 0, "value"}});
}

// Bit patterns of IEEE 754 binary64, by Python's struct.pack(">d", …).
TEST(Binary64, KeepsEveryNumberToTheBit) {
    using Frame = Only<double, f64be>;
    constexpr auto kInfinity = std::numeric_limits<double>::infinity();
    expect_pairs<Frame, double>({{"0000000000000000", 0.0},
                                 {"3ff8000000000000", 1.5},
                                 {"bfb999999999999a", -0.1},
                                 {"0000000000000001", 5e-324},
                                 {"7fefffffffffffff", 1.7976931348623157e308},
                                 {"7ff0000000000000", kInfinity},
                                 {"fff0000000000000", -kInfinity}});
    EXPECT_TRUE(std::signbit(decoded<Frame>("8000000000000000").value));
    EXPECT_EQ(encoded(Frame{-0.0}), "8000000000000000");
    expect_refusals<Frame>({{"seven of eight", "3ff80000000000", Errc::truncated, 0, "value"}});
}

TEST(Binary64, WritesEveryNanTheSame) {
    using Frame = Only<double, f64be>;
    for (const auto* wire : {"7ff8000000000000", "7ff0000000000001", "fff8000000000000", "7fffffffffffffff"}) {
        const auto frame = decoded<Frame>(wire);
        EXPECT_TRUE(std::isnan(frame.value)) << wire;
        EXPECT_EQ(encoded(frame), "7ff8000000000000") << wire;
    }
}

TEST(Flag, TakesAnyByteButZeroForTrueAndWritesOne) {
    using Frame = Only<bool, flag>;
    expect_pairs<Frame, bool>({{"00", false}, {"01", true}});
    EXPECT_TRUE(decoded<Frame>("02").value);
    EXPECT_TRUE(decoded<Frame>("ff").value);
    expect_refusals<Frame>({{"nothing", "", Errc::truncated, 0, "value"}});
    expect_refusals<Frame>({{"strict: only 0 and 1", "02", Errc::bad_value, 0, "value"}}, kStrict);
    EXPECT_TRUE(decoded<Frame>("01", kStrict).value);
}

TEST(Enumeration, ClosedRefusesUnknownNumbersAndOpenKeepsThem) {
    using Closed = Only<std::uint8_t, enumeration(u8, kClosedColours)>;
    using Open = Only<std::uint8_t, enumeration(u8, kOpenColours)>;
    expect_pairs<Closed, std::uint8_t>({{"01", 1}, {"07", 7}});
    expect_refusals<Closed>({{"below", "00", Errc::bad_value, 0, "value"},
                             {"in a gap", "03", Errc::bad_value, 0, "value"},
                             {"last", "ff", Errc::bad_value, 0, "value"}});
    expect_pairs<Open, std::uint8_t>({{"00", 0}, {"03", 3}, {"ff", 255}});
    EXPECT_EQ(encoded(Closed{3}), "unencodable, value: no colour of this protocol");
    using Opcode = Only<std::uint8_t, enumeration(u8, kClosedColours, Errc::bad_opcode)>;
    expect_refusals<Opcode>({{"with an error of its own", "03", Errc::bad_opcode, 0, "value"}});
}

TEST(Reserved, IsRefusedAlwaysOrInTheStrictProfileOnly) {
    using Always = Only<std::uint8_t, reserved(u8, refused::always)>;
    using InStrict = Only<std::uint8_t, reserved(u8, refused::in_strict)>;
    expect_refusals<Always>({{"one bit", "01", Errc::bad_value, 0, "value"}});
    EXPECT_EQ(decoded<Always>("00", kStrict).value, 0);
    EXPECT_EQ(decoded<InStrict>("81").value, 0x81);
    expect_refusals<InStrict>({{"one bit", "80", Errc::bad_value, 0, "value"}}, kStrict);
}

TEST(Blob, IsALengthAndItsBytes) {
    using Frame = Only<Bytes, blob(u16le, 3)>;
    expect_pairs<Frame, Bytes>({{"0000", {}}, {"0100 00", {0}}, {"0300 ff00fe", {255, 0, 254}}});
    expect_refusals<Frame>({
        {"no length", "", Errc::truncated, 0, "value"},
        {"half a length", "03", Errc::truncated, 0, "value"},
        {"a byte short: reported at the length", "0300 aabb", Errc::truncated, 0, "value"},
        {"a byte over", "0200 aabbcc", Errc::trailing_bytes, 4, ""},
        {"over the limit although the bytes are there", "0400 aabbccdd", Errc::too_large, 0, "value"},
        {"over the limit before the missing bytes count", "ffff", Errc::too_large, 0, "value"},
    });
    EXPECT_EQ(encoded(Frame{Bytes(4)}), "unencodable, value: 4 bytes, the limit is 3");
}

TEST(Blob, OfFullWidthEncodesUpToWhatItsLengthCanSay) {
    using Frame = Only<Bytes, blob(u8)>;
    EXPECT_EQ(encoded(Frame{Bytes(255, 7)}).size(), 2 * 256);
    EXPECT_EQ(encoded(Frame{Bytes(256)}), "unencodable, value: 256 bytes, the limit is 255");
}

TEST(Text, IsUtf8InBothDirections) {
    using Frame = Only<std::string, text(u8)>;
    expect_pairs<Frame, std::string>({{"00", ""}, {"02 c3bc", "ü"}, {"03 610062", std::string("a\0b", 3)}});
    expect_refusals<Frame>({
        {"a lone continuation byte", "01 80", Errc::bad_utf8, 0, "value"},
        {"a character cut by the length, although its byte follows", "01 c3bc", Errc::bad_utf8, 0, "value"},
        {"too short comes before not UTF-8", "02 ff", Errc::truncated, 0, "value"},
    });
    EXPECT_EQ(encoded(Frame{"\xff"}), "unencodable, value: is not UTF-8");
    EXPECT_EQ(encoded(Frame{std::string(256, 'a')}), "unencodable, value: 256 bytes, the limit is 255");
}

TEST(Rest, RunsToTheEnd) {
    expect_pairs<Only<Bytes, rest>, Bytes>({{"", {}}, {"00ff", {0, 255}}});
    expect_pairs<Only<std::string, rest_text>, std::string>({{"", ""}, {"6869", "hi"}});
    expect_refusals<Only<std::string, rest_text>>(
        {{"not UTF-8: reported where the text starts", "61ff", Errc::bad_utf8, 0, "value"}});
    EXPECT_EQ(encoded(Only<std::string, rest_text>{"\xc3"}), "unencodable, value: is not UTF-8");
}

TEST(List, IsACountAndItsItems) {
    using Frame = Only<std::vector<std::uint16_t>, list(u8, u16le)>;
    using Values = std::vector<std::uint16_t>;
    expect_pairs<Frame, Values>({{"00", {}}, {"02 0100 0200", {1, 2}}});
    expect_refusals<Frame>({
        {"no count", "", Errc::truncated, 0, "value"},
        {"a byte short of what the count needs: reported at the count", "02 0100 02", Errc::truncated, 0, "value"},
        {"a count that no input could hold", "ff", Errc::truncated, 0, "value"},
        {"one item over", "01 0100 0200", Errc::trailing_bytes, 3, ""},
    });
    EXPECT_EQ(encoded(Frame{Values(256)}), "unencodable, value: 256 items, at most 255 fit");
}

TEST(List, MayBeLimitedBelowWhatItsCountCanSay) {
    using Frame = Only<std::vector<std::uint8_t>, list<3>(u16be, u8)>;
    expect_pairs<Frame, std::vector<std::uint8_t>>({{"0003 010203", {1, 2, 3}}});
    expect_refusals<Frame>({
        {"over the limit although the items are there", "0004 01020304", Errc::too_large, 0, "value"},
        {"over the limit before the missing items count", "ffff", Errc::too_large, 0, "value"},
        {"at the limit, and a byte short", "0003 0102", Errc::truncated, 0, "value"},
    });
    EXPECT_EQ(encoded(Frame{{1, 2, 3, 4}}), "unencodable, value: 4 items, at most 3 fit");
}

TEST(Fixed, IsItemsWithoutACount) {
    using Entry = std::array<std::string, 2>;
    using Frame = Only<std::vector<Entry>, list(u16be, fixed<2>(text(u16be)))>;
    expect_pairs<Frame, std::vector<Entry>>({
        {"0000", {}},
        {"0001 0000 0000", {{"", ""}}},
        {"0002 0001 6b 0001 76 | 0001 6b 0000", {{"k", "v"}, {"k", ""}}},
    });
    expect_refusals<Frame>({
        {"an entry takes four bytes at least", "0001 000000", Errc::truncated, 0, "value"},
        {"the second text of the second entry", "0002 0000 0000 0000 0001", Errc::truncated, 8, "value[1][1]"},
        {"its UTF-8", "0001 0001 ff 0000", Errc::bad_utf8, 2, "value[0][0]"},
    });
    EXPECT_EQ(encoded(Frame{{{"k", "\xff"}}}), "unencodable, value[0][1]: is not UTF-8");
}

struct Measured {
    std::uint16_t value{};
    Bytes tail;
    static void layout(auto& io, auto& v) {
        io.sized("size", u8, {.least = 2, .most = io.frame_limit(5)}, [&] {
            io("value", v.value, u16be);
            io("tail", v.tail, rest);
        });
    }
};

TEST(Sized, HasALeastAndAMostThatComeBeforeItsBytes) {
    EXPECT_EQ(decoded<Measured>("02 0102").value, 0x0102);
    EXPECT_EQ(decoded<Measured>("05 0102030405").tail, (Bytes{3, 4, 5}));
    expect_refusals<Measured>({
        {"below the least", "01 01", Errc::bad_length, 0, "size"},
        {"below the least, and cut", "01", Errc::bad_length, 0, "size"},
        {"over the most", "06 010203040506", Errc::too_large, 0, "size"},
        {"over the most, and cut", "ff", Errc::too_large, 0, "size"},
        {"cut", "02 01", Errc::truncated, 0, "size"},
        {"a byte behind it", "02 0102 03", Errc::trailing_bytes, 3, ""},
    });
    EXPECT_EQ(encoded(Measured{.tail = Bytes(4)}), "unencodable, size: 6 bytes, at most 5 fit");
}

TEST(Sized, TakesItsMostFromTheContextInBothDirections) {
    const Context six{.max_frame_size = 6};
    const Context four{.max_frame_size = 4};
    EXPECT_EQ(decoded<Measured>("06 010203040506", six).tail.size(), 4U);
    expect_refusals<Measured>({{"over the most", "05 0102030405", Errc::too_large, 0, "size"}}, four);
    Buffer out;
    EXPECT_TRUE(encode(Measured{.tail = Bytes(4)}, out, six).ok());
    EXPECT_EQ(describe(encode(Measured{.tail = Bytes(3)}, out, four)), "unencodable, size: 5 bytes, at most 4 fit");
}

TEST(List, OfObjectsNamesTheItemThatIsWrong) {
    using Frame = Only<std::vector<Point>, list(u8, object)>;
    const auto frame = decoded<Frame>("02 | 05 01 017a | 06 00");
    ASSERT_EQ(frame.value.size(), 2U);
    EXPECT_EQ(frame.value[0].name, "z");
    EXPECT_FALSE(frame.value[1].name);
    expect_refusals<Frame>({
        {"less than the smallest two items", "02 05 00 06", Errc::truncated, 0, "value"},
        {"enough for two empty items, but the first has a name", "02 05 01 01 7a", Errc::truncated, 5, "value[1].x"},
        {"the presence byte of the second", "02 05 01 00 06", Errc::truncated, 5, "value[1].name"},
        {"the second name", "02 05 00 06 01 02 7a", Errc::truncated, 5, "value[1].name"},
        {"its UTF-8", "02 05 00 06 01 01 ff", Errc::bad_utf8, 5, "value[1].name"},
    });
}

TEST(ListToEnd, TakesItemsUntilTheBytesEnd) {
    using Frame = Only<std::vector<Point>, list_to_end(object)>;
    EXPECT_TRUE(decoded<Frame>("").value.empty());
    EXPECT_EQ(decoded<Frame>("0100 0200").value.size(), 2U);
    expect_refusals<Frame>({{"half an item", "0100 02", Errc::truncated, 3, "value[1].name"}});
}

TEST(IfFlagged, HasAPresenceByte) {
    using Frame = Only<std::optional<std::uint16_t>, if_flagged(u16le)>;
    using Value = std::optional<std::uint16_t>;
    expect_pairs<Frame, Value>({{"00", std::nullopt}, {"01 0000", 0}, {"01 0102", 0x0201}});
    EXPECT_EQ(decoded<Frame>("80 0100").value, 1);
    expect_refusals<Frame>({
        {"no presence byte", "", Errc::truncated, 0, "value"},
        {"present, but not there", "01", Errc::truncated, 1, "value"},
        {"present, and half there", "01 00", Errc::truncated, 1, "value"},
        {"absent, but there", "00 0100", Errc::trailing_bytes, 1, ""},
    });
    expect_refusals<Frame>({{"strict: only 0 and 1", "02 0100", Errc::bad_value, 0, "value"}}, kStrict);
}

TEST(UnlessAtEnd, IsThereIfAnyByteIsLeft) {
    using Frame = Only<std::optional<std::uint16_t>, unless_at_end(u16le)>;
    using Value = std::optional<std::uint16_t>;
    expect_pairs<Frame, Value>({{"", std::nullopt}, {"0102", 0x0201}});
    expect_refusals<Frame>({{"half", "01", Errc::truncated, 0, "value"}});
}

// RFC 3629 section 4: what each lead byte allows behind it.
TEST(Utf8, AcceptsExactlyTheWellFormed) {
    for (const auto* good : {"",
                             "00",
                             "7f",
                             "c280",
                             "dfbf",
                             "e0a080",
                             "e18080",
                             "ecbfbf",
                             "ed8080",
                             "ed9fbf",
                             "ee8080",
                             "efbfbf",
                             "f0908080",
                             "f1808080",
                             "f3bfbfbf",
                             "f48fbfbf"})
        EXPECT_TRUE(is_utf8(ExactBytes(good).view())) << good;
    const std::initializer_list<std::pair<const char*, const char*>> bad = {
        {"a lone continuation", "80"},
        {"another", "bf"},
        {"overlong of two", "c080"},
        {"overlong of two, last", "c1bf"},
        {"lead without a follower", "c2"},
        {"lead before ASCII", "c241"},
        {"lead before a lead", "c2c2"},
        {"overlong of three", "e09fbf"},
        {"cut after two of three", "e0a0"},
        {"third is no continuation", "e0a041"},
        {"first surrogate", "eda080"},
        {"last surrogate", "edbfbf"},
        {"overlong of four", "f08fbfbf"},
        {"above U+10FFFF", "f4908080"},
        {"lead f5", "f5808080"},
        {"lead ff", "ff"},
        {"lead fe", "fe"},
        {"cut after three of four", "f0908f"},
        {"third of four wrong", "f0904180"},
        {"fourth of four wrong", "f0908041"},
    };
    for (const auto& [name, wire] : bad) {
        EXPECT_FALSE(is_utf8(ExactBytes(wire).view())) << name;
        // Behind and before runs of ASCII, which are skipped eight bytes at a time.
        for (std::size_t run = 1; run < 18; ++run) {
            const std::string letters(2 * run, '4');
            EXPECT_FALSE(is_utf8(ExactBytes(letters + wire).view())) << name << " behind " << run;
            EXPECT_FALSE(is_utf8(ExactBytes(wire + letters).view())) << name << " before " << run;
        }
    }
}

TEST(Hex, ReadsPairsOfLowerCaseDigitsOnly) {
    EXPECT_EQ(to_hex(Bytes{0x00, 0x0f, 0xf0, 0xff}), "000ff0ff");
    EXPECT_EQ(from_hex("000ff0ff"), (Bytes{0x00, 0x0f, 0xf0, 0xff}));
    EXPECT_EQ(from_hex(""), Bytes{});
    for (const auto* bad : {"0", "0g", "g0", "FF", "0x00", " 00", "00 ", "0-", "\xc3\xbc"})
        EXPECT_FALSE(from_hex(bad)) << bad;
}

}  // namespace
}  // namespace wireproof

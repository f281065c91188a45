// The primitives of cs.binary against bytes captured from cs.binary 20240630, and against damage whose verdict
// PROTOCOL.md fixes.
#include <bit>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "conformance/packetstream/frames.hpp"
#include "conformance/wire/derive.hpp"
#include "conformance/wire/json.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::packetstream {
namespace {

using namespace wireproof::testing;

// captured: cs.binary 20240630 BSUInt.transcribe_value
constexpr std::pair<std::uint64_t, std::string_view> kNumbers[] = {
    {0, "00"},
    {2, "02"},
    {126, "7e"},
    {127, "7f"},
    {128, "8100"},
    {129, "8101"},
    {255, "817f"},
    {16382, "ff7e"},
    {16383, "ff7f"},
    {16384, "818000"},
    {2097151, "ffff7f"},
    {2097152, "81808000"},
    {268435456, "8180808000"},
    {2147483647, "87ffffff7f"},
    {4294967295, "8fffffff7f"},
    {4294967296, "9080808000"},
    {34359738368, "818080808000"},
    {9007199254740992, "9080808080808000"},
    {9223372036854775807, "ffffffffffffffff7f"},
    {9223372036854775808U, "81808080808080808000"},
    {18446744073709551615U, "81ffffffffffffffff7f"},
};

TEST(BsUint, PutsTheMostSignificantGroupFirst) {
    for (const auto& [number, wire] : kNumbers) {
        SCOPED_TRACE(wire);
        EXPECT_EQ(decoded<BsUintValue>(wire).value, number);
        EXPECT_EQ(decoded<BsUintValue>(wire, kStrict).value, number);
        EXPECT_EQ(encoded(BsUintValue{number}), wire);
        EXPECT_EQ(BsUint::width(number), wire.size() / 2);
    }
}

TEST(BsUint, TakesZerosInFrontUnlessStrict) {
    for (const auto& [number, wire] : kNumbers) {
        SCOPED_TRACE(wire);
        const auto padded = "8080" + std::string(wire);
        EXPECT_EQ(decoded<BsUintValue>(padded).value, number);
        expect_refusals<BsUintValue>({{"padded", padded, Errc::bad_value, 0, "value"}}, kStrict);
    }
    std::string longest(2 * 63, '8');
    for (std::size_t i = 1; i < longest.size(); i += 2) longest[i] = '0';
    EXPECT_EQ(decoded<BsUintValue>(longest + "05").value, 5U) << "64 bytes";
    expect_refusals<BsUintValue>({{"65 bytes", longest + "8005", Errc::too_large, 0, "value"},
                                  {"64 bytes and no end", longest + "80", Errc::too_large, 0, "value"},
                                  {"63 bytes and no end", longest, Errc::truncated, 0, "value"}});
}

TEST(BsUint, IsRefusedOver64BitsAndWhereItDoesNotEnd) {
    expect_refusals<BsUintValue>({
        {"nothing", "", Errc::truncated, 0, "value"},
        {"no end", "80", Errc::truncated, 0, "value"},
        {"no end, captured", "ffffff", Errc::truncated, 0, "value"},
        {"2^64", "82808080808080808000", Errc::too_large, 0, "value"},
        {"2^70-1", "ffffffffffffffffff7f", Errc::too_large, 0, "value"},
        {"too large before it ends", "ffffffffffffffffffff", Errc::too_large, 0, "value"},
        {"nine bytes that may still be 2^63-1", "ffffffffffffffffff", Errc::truncated, 0, "value"},
        {"2^64-1 and zeros in front, cut", "8081ffffffffffffffff", Errc::truncated, 0, "value"},
        {"a second number", "0102", Errc::trailing_bytes, 1, ""},
    });
}

// The attack of the captures: 200,000 bytes that all say that another one follows.
TEST(BsUint, RefusesAnEndlessNumberAfterItsFirstBytes) {
    const Bytes endless(200000, 0xFF);
    const auto began = std::chrono::steady_clock::now();
    for (int round = 0; round < 10000; ++round) {
        BsUintValue frame;
        ASSERT_EQ(decode(endless, frame).code, Errc::too_large);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2)) << "2 GB if every byte were looked at";
}

TEST(BsData, IsALengthAndItsBytes) {
    // captured: cs.binary 20240630 bytes(BSData(..))
    for (const auto* wire : {"00", "0100", "03ffffff"}) EXPECT_EQ(encoded(decoded<BsData>(wire)), wire);
    BsData frame;
    for (int i = 0; i < 300; ++i) frame.value.push_back(static_cast<std::uint8_t>(i));
    EXPECT_EQ(encoded(frame).substr(0, 12), "822c00010203");
    EXPECT_EQ(to_hex(decoded<BsData>("8003 414243").value), "414243");
    expect_refusals<BsData>({{"nothing", "", Errc::truncated, 0, "value"},
                             {"short, captured", "0300", Errc::truncated, 0, "value"},
                             {"a length of 2^64-1", "81ffffffffffffffff7f", Errc::truncated, 0, "value"},
                             {"a length of 2^64", "82808080808080808000", Errc::too_large, 0, "value"},
                             {"one byte more", "014142", Errc::trailing_bytes, 2, ""}});
}

TEST(BsString, IsALengthInBytesAndUtf8) {
    // captured: cs.binary 20240630 BSString.transcribe_value
    EXPECT_EQ(decoded<BsString>("0668c3a96c6c6f").value, "h\u00e9llo");
    EXPECT_EQ(decoded<BsString>("04f09f9880").value, "\U0001F600");
    EXPECT_EQ(decoded<BsString>("03610062").value, std::string("a\0b", 3));
    EXPECT_EQ(decoded<BsString>("03efbbbf").value, "\ufeff");
    EXPECT_EQ(encoded(BsString{"h\u00e9llo"}), "0668c3a96c6c6f");
    EXPECT_EQ(encoded(BsString{std::string(128, 'x')}).substr(0, 6), "810078");
    expect_refusals<BsString>({{"no UTF-8, captured", "02fffe", Errc::bad_utf8, 0, "value"},
                               {"a surrogate, captured", "03eda080", Errc::bad_utf8, 0, "value"},
                               {"cut within a character, captured", "01c3", Errc::bad_utf8, 0, "value"},
                               {"overlong", "02c080", Errc::bad_utf8, 0, "value"},
                               {"short, captured", "05616263", Errc::truncated, 0, "value"}});
}

TEST(BssFloat, IsThePythonTextOfANumber) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    // captured: cs.binary 20240630 bytes(BSSFloat(..)); below the line str(float) of CPython 3.11 with its length
    const std::pair<double, std::string_view> table[] = {{0.0, "03302e30"},
                                                         {0.1, "03302e31"},
                                                         {1.5, "03312e35"},
                                                         {1e-07, "0531652d3037"},
                                                         {kInfinity, "03696e66"},
                                                         // ----
                                                         {-0.0, "042d302e30"},
                                                         {-kInfinity, "042d696e66"},
                                                         {1e16, "0531652b3136"},
                                                         {1e15,
                                                          "12"
                                                          "313030303030303030303030303030302e30"},
                                                         {0.0001, "06302e30303031"},
                                                         {0.00001, "0531652d3035"},
                                                         {-2.5e300, "092d322e35652b333030"},
                                                         {5e-324, "0635652d333234"},
                                                         {123456789.125, "0d3132333435363738392e313235"}};
    for (const auto& [value, wire] : table) {
        SCOPED_TRACE(wire);
        EXPECT_EQ(std::bit_cast<std::uint64_t>(decoded<BssFloat>(wire).value), std::bit_cast<std::uint64_t>(value));
        EXPECT_EQ(encoded(BssFloat{value}), wire);
    }
    EXPECT_TRUE(std::isnan(decoded<BssFloat>("036e616e").value));
    EXPECT_EQ(encoded(BssFloat{-std::numeric_limits<double>::quiet_NaN()}), "036e616e");
}

TEST(BssFloat, TakesOtherFormsOfANumberUnlessStrict) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const std::pair<std::string_view, double> table[] = {{"1", 1},
                                                         {"+1", 1},
                                                         {"1.", 1},
                                                         {".5", 0.5},
                                                         {"-.5e+1", -5},
                                                         {"1E2", 100},
                                                         {"0001.500", 1.5},
                                                         {"Infinity", kInfinity},
                                                         {"-INF", -kInfinity},
                                                         {"1e999", kInfinity},
                                                         {"-1e999", -kInfinity},
                                                         {"1e-999", 0},
                                                         {"1e99999999999999999999", kInfinity},
                                                         {"1e-99999999999999999999", 0},
                                                         {"0e99999999999999999999", 0}};
    for (const auto& [text, value] : table) {
        const BsString wire{std::string(text)};
        EXPECT_EQ(decoded<BssFloat>(encoded(wire)).value, value) << text;
        EXPECT_EQ(error_of<BssFloat>(encoded(wire), kStrict).code, Errc::bad_value) << text;
    }
    for (const auto* text :
         {"", "+", ".", "e5", "1e", "1e+", "1_0", " 1", "1 ", "0x10", "in", "nana", "1.5.1", "--1", "\u0661"})
        EXPECT_EQ(describe(error_of<BssFloat>(encoded(BsString{text}))),
                  "bad_value at byte 0, value: not the text of a number")
            << text;
    expect_refusals<BssFloat>({{"no UTF-8", "01ff", Errc::bad_utf8, 0, "value"},
                               {"short", "0431", Errc::truncated, 0, "value"},
                               {"more", "013131", Errc::trailing_bytes, 2, ""}});
}

TEST(BssFloat, IsANumberInJsonOrOneOfThreeTexts) {
    const std::pair<std::string_view, std::string_view> table[] = {{"03312e35", R"({"value":1.5})"},
                                                                   {"042d302e30", R"({"value":-0.0})"},
                                                                   {"03696e66", R"({"value":"inf"})"},
                                                                   {"042d696e66", R"({"value":"-inf"})"},
                                                                   {"036e616e", R"({"value":"nan"})"}};
    for (const auto& [wire, json] : table) {
        auto frame = decoded<BssFloat>(wire);
        EXPECT_EQ(to_json(any_frame(frame)).dump(), json);
        BssFloat back;
        ASSERT_TRUE(from_json(any_frame(back), Json::parse(json)).ok());
        EXPECT_EQ(encoded(back), wire);
    }
    BssFloat frame;
    ASSERT_TRUE(from_json(any_frame(frame), Json::parse(R"({"value":2})")).ok());
    EXPECT_EQ(encoded(frame), "03322e30");
    EXPECT_EQ(describe(from_json(any_frame(frame), Json::parse(R"({"value":"1.5"})"))),
              R"(unencodable, value: expected a number, "nan", "inf" or "-inf")");
}

TEST(Primitives, NameTheFormsThatTheirEncoderDoesNotChoose) {
    const auto is_other_form = [](auto frame, std::string_view wire) {
        const auto trace = annotate(any_frame(frame), hex(wire));
        return std::ranges::any_of(trace.steps, &Step::other_form);
    };
    EXPECT_FALSE(is_other_form(BsUintValue{}, "8100"));
    EXPECT_TRUE(is_other_form(BsUintValue{}, "8001"));
    EXPECT_FALSE(is_other_form(BsData{}, "0180"));
    EXPECT_TRUE(is_other_form(BsData{}, "800180"));
    EXPECT_FALSE(is_other_form(BssFloat{}, "03312e35"));
    EXPECT_TRUE(is_other_form(BssFloat{}, "04312e3530"));
    EXPECT_TRUE(is_other_form(BssFloat{}, "8003312e35"));
}

}  // namespace
}  // namespace wireproof::packetstream

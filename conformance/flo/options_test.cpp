// Typed readers of options: exactly the width, the first of duplicates, flags by their emptiness.
#include "conformance/flo/options.hpp"

#include "conformance/wire/test_bytes.hpp"

namespace wireproof::flo {
namespace {

using namespace wireproof::testing;

TEST(FloOptions, AreTagLengthValueUntilTheBytesEnd) {
    const auto frame = decoded<Options>("0504 64000000 | 0601 01 | 2300");
    ASSERT_EQ(frame.options.size(), 3U);
    EXPECT_EQ(frame.options[0].tag, tag("LIMIT"));
    EXPECT_EQ(frame.options[1].tag, tag("KEYS_ONLY"));
    EXPECT_EQ(frame.options[2].tag, tag("STREAM_TAIL"));
    EXPECT_TRUE(decoded<Options>("").options.empty());
    EXPECT_EQ(decoded<Options>("ff00").options[0].tag, 0xFF) << "unknown tags are kept";
    expect_refusals<Options>({
        {"a tag without a length", "0300 05", Errc::truncated, 3, "options[1].data"},
        {"a byte short", "0504 640000", Errc::truncated, 1, "options[0].data"},
    });
}

TEST(FloOptions, ReadIntegersOfExactlyTheirWidth) {
    const auto options = decoded<Options>("0504 64000000 | 1001 ff | 1108 60ea000000000000 | 3902 0201").options;
    EXPECT_EQ(find_as(u32le, options, tag("LIMIT")), 100U);
    EXPECT_EQ(find_as(u8, options, tag("PRIORITY")), 255);
    EXPECT_EQ(find_as(u64le, options, tag("DELAY_MS")), 60000U);
    EXPECT_EQ(find_as(u16le, options, tag("MAX_STANDBYS")), 0x0102);
    EXPECT_FALSE(find_as(u64le, options, tag("LIMIT"))) << "another width counts as absent";
    EXPECT_FALSE(find_as(u16le, options, tag("LIMIT")));
    EXPECT_FALSE(find_as(u32le, options, tag("COUNT"))) << "not there";
}

TEST(FloOptions, FindTheFirstOfDuplicates) {
    const auto options = decoded<Options>("0501 07 | 0504 01000000 | 0504 02000000").options;
    EXPECT_EQ(find(options, tag("LIMIT")), &options[0]);
    EXPECT_FALSE(find_as(u32le, options, tag("LIMIT"))) << "the first has the wrong width, the later ones lose";
    EXPECT_EQ(find(options, tag("CURSOR")), nullptr);
}

TEST(FloOptions, AreFlagsWhenEmptyAndTextWhenUtf8) {
    EXPECT_TRUE(is_flag(decoded<Options>("0300").options[0]));
    EXPECT_FALSE(is_flag(decoded<Options>("0301 00").options[0]));
    EXPECT_EQ(as_text(decoded<Options>("1308 7461736b2d313233").options[0]), "task-123");
    EXPECT_EQ(as_text(decoded<Options>("1300").options[0]), "");
    EXPECT_FALSE(as_text(decoded<Options>("1301 ff").options[0]));
}

TEST(FloOptions, AreBuiltInTheWidthOfTheirType) {
    EXPECT_EQ(encoded(Options{{make_option(tag("LIMIT"), u32le, 100),
                               make_flag(tag("IF_EXISTS")),
                               make_option(tag("TTL_SECONDS"), u64le, 60)}}),
              "050464000000"
              "0400"
              "01083c00000000000000");
}

// Captured in STREAM_START of stream.read 1700000000000/5: little-endian in this variant.
TEST(FloOptions, CarryStreamPositionsLittleEndian) {
    const auto id = decoded<StreamId>("0068e5cf8b010000 0500000000000000");
    EXPECT_EQ(id.timestamp_ms, 1700000000000U);
    EXPECT_EQ(id.sequence, 5U);
    EXPECT_EQ(encoded(id), "0068e5cf8b0100000500000000000000");
}

}  // namespace
}  // namespace wireproof::flo

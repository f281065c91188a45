// The order of checks, where errors point, and what a decoder may allocate.
#include "conformance/wire/reader.hpp"

#include <cstdlib>
#include <new>

#include "conformance/wire/test_bytes.hpp"

namespace {
std::size_t allocated = 0;  // bytes ever asked of operator new; the tests run on one thread
}
[[gnu::noinline]] void* operator new(std::size_t size) {
    allocated += size;
    if (void* const room = std::malloc(size == 0 ? 1 : size)) return room;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* room) noexcept { std::free(room); }
[[gnu::noinline]] void operator delete(void* room, std::size_t) noexcept { std::free(room); }

namespace wireproof {
namespace {

using namespace testing;
using namespace wire;

TEST(Reader, DecodesTheFrameTheOtherTestsDamage) {
    const auto frame = decoded<Sealed>(kSealed);
    EXPECT_EQ(frame.name, "ab");
    ASSERT_EQ(frame.points.size(), 2U);
    EXPECT_EQ(frame.points[0].x, 5);
    EXPECT_EQ(frame.points[0].name, "z");
    EXPECT_EQ(frame.points[1].x, 6);
    EXPECT_FALSE(frame.points[1].name);
    EXPECT_EQ(encoded(frame), to_hex(hex(kSealed)));
}

TEST(Reader, ChecksTheHeaderAsAWholeThenItsContentInOrder) {
    expect_refusals<Sealed>({
        {"nothing", "", Errc::truncated, 0, "magic"},
        {"half a magic", "57", Errc::truncated, 0, "magic"},
        {"a wrong magic in a header that is cut off", "ffff 0a00 6b 01", Errc::truncated, 6, "flags"},
        {"a wrong version in a header that is cut off", "574d 0a00 6b 02", Errc::truncated, 6, "flags"},
        {"a wrong magic in a whole header", "ffff 0a00 6b 01 00", Errc::bad_magic, 0, "magic"},
        {"magic before version", "ffff 0a00 6b 02 00", Errc::bad_magic, 0, "magic"},
        {"version before reserved", "574d 0a00 6b 02 01", Errc::bad_version, 5, "version"},
        {"reserved before completeness", "574d 0a00 6b 01 01", Errc::bad_value, 6, "flags"},
        {"content before the limit", "574d ffff 6b 02 00", Errc::bad_version, 5, "version"},
    });
}

TEST(Reader, ChecksTheBodyLimitThenCompletenessThenChecksumThenTheEndThenFields) {
    expect_refusals<Sealed>({
        {"limit before completeness", "574d 2100 00 01 00", Errc::too_large, 2, "body"},
        {"at the limit, but not there", "574d 2000 00 01 00", Errc::truncated, 7, "body"},
        {"one byte missing", "574d 0a00 6b 01 00 | 02 6162 02 05 01 017a 06", Errc::truncated, 7, "body"},
        {"completeness before checksum", "574d 0a00 00 01 00 | 02", Errc::truncated, 7, "body"},
        {"a wrong checksum", "574d 0a00 6a 01 00 | 02 6162 02 05 01 017a 06 00", Errc::bad_checksum, 4, "sum"},
        {"a damaged body", "574d 0a00 6b 01 00 | 02 6163 02 05 01 017a 06 00", Errc::bad_checksum, 4, "sum"},
        {"checksum before bytes after the frame",
         "574d 0a00 6a 01 00 | 02 6162 02 05 01 017a 06 00 | 00",
         Errc::bad_checksum,
         4,
         "sum"},
        {"one byte after the frame",
         "574d 0a00 6b 01 00 | 02 6162 02 05 01 017a 06 00 | 00",
         Errc::trailing_bytes,
         17,
         ""},
        {"bytes after the frame before wrong fields: 57^4d^01^01^ff = e5",
         "574d 0100 e5 01 00 | ff | 00",
         Errc::trailing_bytes,
         8,
         ""},
    });
}

// Sums of the frames below, on paper: 57^4d = 1a, ^length, ^01 (version), ^body.
TEST(Reader, ChecksFieldsInWireOrderInsideTheirBody) {
    expect_refusals<Sealed>({
        {"an empty body: 1a^00^01 = 1b", "574d 0000 1b 01 00", Errc::bad_length, 7, "name"},
        {"over the limit of the field: ^02, body 0a^00: 1a^02^01^0a = 13",
         "574d 0200 13 01 00 | 0a 00",
         Errc::too_large,
         7,
         "name"},
        {"a name past the end of the body: 1a^02^01^05^61 = 7d",
         "574d 0200 7d 01 00 | 05 61",
         Errc::bad_length,
         7,
         "name"},
        {"a name that is not UTF-8: 1a^03^01^01^ff^00 = e6",
         "574d 0300 e6 01 00 | 01 ff 00",
         Errc::bad_utf8,
         7,
         "name"},
        {"a count past the end: 1a^03^01^00^02^00 = 1a",
         "574d 0300 1a 01 00 | 00 02 00",
         Errc::bad_length,
         8,
         "points"},
        {"inside the second item: 1a^06^01^00^02^05^00^06^01 = 1d",
         "574d 0600 1d 01 00 | 00 02 05 00 06 01",
         Errc::bad_length,
         13,
         "points[1].name"},
        {"a byte left in the body: 1a^03^01^00^00^09 = 11",
         "574d 0300 11 01 00 | 00 00 09",
         Errc::trailing_bytes,
         9,
         "body"},
    });
}

// Bodies in bodies: the outer ends the frame, the inner is bounded by it.
struct Nested {
    Bytes inner;
    std::uint8_t after{};
    static void layout(auto& io, auto& v) {
        const auto outer = io.length("outer", u8);
        io.body(outer, [&] {
            io.sized("inner", u8, [&] { io("bytes", v.inner, blob(u8)); });
            io("after", v.after, u8);
        });
    }
};

TEST(Reader, ReportsASizedFieldAtItsLengthAndBytesLeftInItAtTheFirst) {
    EXPECT_EQ(decoded<Nested>("04 | 02 01aa | 07").after, 7);
    expect_refusals<Nested>({
        {"the inner body ends behind the outer", "03 | 03 01aa", Errc::bad_length, 1, "inner"},
        {"the bytes end behind the inner body", "04 | 02 02aa | 07", Errc::bad_length, 2, "bytes"},
        {"a byte left in the inner body", "05 | 03 01aabb | 07", Errc::trailing_bytes, 4, "inner"},
        {"nothing left for the last field", "03 | 02 01aa", Errc::bad_length, 4, "after"},
        {"the outer body is not all there", "05 | 02 01aa | 07", Errc::truncated, 1, "outer"},
    });
}

struct Extended {
    std::uint8_t known{};
    static void layout(auto& io, auto& v) {
        io("known", v.known, u8);
        io.extension();
    }
};

TEST(Reader, IgnoresAnExtensionUnlessStrict) {
    EXPECT_EQ(decoded<Extended>("05 ffff").known, 5);
    EXPECT_EQ(decoded<Extended>("05").known, 5);
    expect_refusals<Extended>({{"strict", "05 ff", Errc::trailing_bytes, 1, ""}}, kStrict);
    expect_refusals<Extended>({{"cut", "", Errc::truncated, 0, "known"}});
}

TEST(Reader, TakesAPrefixAndSaysHowLongItWas) {
    const ExactBytes in(std::string(kSealed) + "ffff");
    Sealed frame;
    std::size_t size = 0;
    EXPECT_TRUE(decode_prefix(in.view(), frame, size).ok());
    EXPECT_EQ(size, 17U);
    EXPECT_EQ(decode_prefix(in.view().first(16), frame, size).code, Errc::truncated);
    EXPECT_EQ(decode_prefix(in.view().first(0), frame, size).code, Errc::truncated);
}

TEST(Reader, LeavesNothingOfALargeFrameInASmallOne) {
    Sealed frame;
    ASSERT_TRUE(decode(ExactBytes(kSealed).view(), frame).ok());
    const auto* const room = frame.points.data();
    // name "", one point without a name: 1a^04^01^00^01^09^00 = 17
    ASSERT_TRUE(decode(ExactBytes("574d 0400 17 01 00 | 00 | 01 | 09 00").view(), frame).ok());
    EXPECT_EQ(frame.name, "");
    ASSERT_EQ(frame.points.size(), 1U);
    EXPECT_EQ(frame.points[0].x, 9);
    EXPECT_FALSE(frame.points[0].name);
    EXPECT_EQ(frame.points.data(), room) << "the room of the first frame is kept";

    Only<std::vector<Point>, list_to_end(object)> open;
    ASSERT_TRUE(decode(ExactBytes("05 01 017a | 06 00").view(), open).ok());
    ASSERT_TRUE(decode(ExactBytes("07 00").view(), open).ok());
    ASSERT_EQ(open.value.size(), 1U);
    EXPECT_FALSE(open.value[0].name);
}

// Bytes allocated by decoding, the error's own text included.
template <class Frame>
std::size_t cost(std::string_view wire) {
    const ExactBytes in(wire);
    Frame frame;
    const auto before = allocated;
    EXPECT_FALSE(decode(in.view(), frame).ok());
    return allocated - before;
}

TEST(Reader, RefusesLiesBeforeItAllocatesForThem) {
    constexpr std::size_t kText = 512;  // path and detail of the error
    using Blob = Only<Bytes, blob(u32le)>;
    using Text = Only<std::string, text(u32le)>;
    using Numbers = Only<std::vector<std::uint64_t>, list(u32le, u64le)>;
    using Points = Only<std::vector<Point>, list(u32le, object)>;
    EXPECT_LT((cost<Blob>("ffffffff 0102030405")), kText) << "4 GiB announced in 9 bytes";
    EXPECT_LT((cost<Text>("ffffffff 0102030405")), kText);
    EXPECT_LT((cost<Numbers>("40420f00 0102030405")), kText) << "10^6 items announced in 9 bytes";
    EXPECT_LT((cost<Points>("40420f00 0100010001")), kText);
    EXPECT_LT((cost<Points>("ffffffff 0100010001")), kText) << "count times size is more than 32 bits can say";
}

TEST(Error, IsOneLineThatSaysWhatWhereAndWhy) {
    EXPECT_EQ(describe({}), "ok");
    EXPECT_EQ(describe({Errc::bad_length, 30, "messages[1].payload", "needs 9 bytes, 8 left"}),
              "bad_length at byte 30, messages[1].payload: needs 9 bytes, 8 left");
    EXPECT_EQ(describe({Errc::trailing_bytes, 4, "", ""}), "trailing_bytes at byte 4");
    EXPECT_EQ(describe({Errc::unencodable, 0, "key", "too long"}), "unencodable, key: too long");
    for (auto code = Errc::ok; code <= Errc::unencodable; code = static_cast<Errc>(static_cast<int>(code) + 1))
        EXPECT_EQ(errc_named(name_of(code)), code);
    EXPECT_FALSE(errc_named("BAD_LENGTH"));
    EXPECT_FALSE(errc_named(""));
}

}  // namespace
}  // namespace wireproof

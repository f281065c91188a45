// Frames against bytes that hs_py.ws_codec of haystack-py 0.1.10 wrote, and against damage whose verdict PROTOCOL.md
// fixes.
#include "conformance/haystack/frames.hpp"

#include <nlohmann/json.hpp>

#include "conformance/haystack/haystack.hpp"
#include "conformance/wire/derive.hpp"
#include "conformance/wire/describe.hpp"
#include "conformance/wire/json.hpp"
#include "conformance/wire/mutate.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::haystack {
namespace {

using namespace wireproof::testing;

constexpr std::string_view kEmptyGrid =
    "7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d";
// 1024 bytes: an empty grid with a meta.dis of 970 times `x`.
constexpr std::string_view kZlibFrame =
    "0900110a007801ab568acfcecc4b51b2524a2fca4c51d251ca4d2d4954b2aa564ac92c060a568c82d110180d816110024ab53a4ac9f939c0"
    "4c1d1daba354945f0e66d502007ee4d7b0";
constexpr std::string_view kLzmaFrame =
    "0900110a01e003ff003e5d003d8887e6b3855eb223d08cf82909ebf57db1fd94ad9273854522df9ada553ece01d07d417717b7f16cecbb89"
    "7c8f0cf590e1f68f25def254608da3c5600000";

std::string json_of(std::string_view wire, const Context& context = kCompat) {
    auto frame = decoded<Frame>(wire, context);
    return to_json(any_frame(frame)).dump();
}

TEST(HaystackFrame, ReadsAndWritesWhatThePeerWrote) {
    const std::pair<std::string, std::string> captured[] = {
        {"00000001" + std::string(kEmptyGrid),
         R"({"flags":0,"op":"about","payload":")" + std::string(kEmptyGrid) + R"(","req_id":0})"},
        {"0100ff04", R"({"flags":1,"op":"close","payload":"","req_id":255})"},
        {"0300080e7b7d", R"({"flags":3,"op":"pointWrite","payload":"7b7d","req_id":8})"},
        {"04000011", R"({"flags":4,"op":"watchPoll","payload":"","req_id":0})"},
        {"01fffe0b", R"({"flags":1,"op":"nav","payload":"","req_id":65534})"},
        {"1100050a00000004ab", R"({"chunk":{"index":0,"total":4},"flags":1,"op":"read","payload":"ab","req_id":5})"},
        {"19000a0a00000000017801030000000001",
         R"({"chunk":{"index":0,"total":1},"compression":"zlib","flags":1,"op":"read","payload":"","req_id":10})"},
        {"19000a0a010000000100",
         R"({"chunk":{"index":0,"total":1},"compression":"lzma","flags":1,"op":"read","payload":"","req_id":10})"},
    };
    for (const auto& [wire, json] : captured) {
        EXPECT_EQ(json_of(wire), json);
        EXPECT_EQ(encoded(decoded<Frame>(wire)), wire);
    }
}

TEST(HaystackFrame, UnfoldsWhatThePeerCompressed) {
    std::string grid = R"({"_kind":"grid","meta":{"dis":")" + std::string(970, 'x') + R"("},"cols":[],"rows":[]})";
    ASSERT_EQ(grid.size(), 1024U);
    for (const auto wire : {kZlibFrame, kLzmaFrame}) {
        const auto frame = decoded<Frame>(wire);
        EXPECT_EQ(frame.req_id, 17);
        EXPECT_EQ(frame.flags, kResponse);
        EXPECT_EQ(std::string(frame.payload.begin(), frame.payload.end()), grid);
        const auto again = decoded<Frame>(encoded(frame));
        EXPECT_EQ(again.payload, frame.payload) << "its own bytes need not be the same, what they unfold to is";
    }
}

TEST(HaystackFrame, KeepsFlagsThatMeanNothing) {
    EXPECT_EQ(json_of("e7000001"), R"({"flags":231,"op":"about","payload":"","req_id":0})");
    EXPECT_EQ(encoded(decoded<Frame>("e7000001")), "e7000001");
    EXPECT_EQ(decoded<Frame>("f100000100050001").chunk->index, 5) << "an index beyond its total is a frame";
}

TEST(HaystackFrame, IsCheckedInOrder) {
    expect_refusals<Frame>({
        {"nothing", "", Errc::truncated, 0, "flags"},
        {"flags alone", "00", Errc::truncated, 1, "req_id"},
        {"half an id", "0000", Errc::truncated, 1, "req_id"},
        {"no operation", "000000", Errc::truncated, 3, "op"},
        {"operation 0", "00000000", Errc::bad_opcode, 3, "op"},
        {"operation 5", "00000005", Errc::bad_opcode, 3, "op"},
        {"operation 19", "00000013", Errc::bad_opcode, 3, "op"},
        {"unknown operation, and no algorithm byte", "08000009", Errc::bad_opcode, 3, "op"},
        {"unknown operation, and no chunk header", "10000009", Errc::bad_opcode, 3, "op"},
        {"no algorithm byte", "08000001", Errc::truncated, 4, "compression"},
        {"unknown algorithm", "0800000102", Errc::bad_compression, 4, "compression"},
        {"unknown algorithm, and no chunk header", "1800000107", Errc::bad_compression, 4, "compression"},
        {"no chunk header", "10000001", Errc::truncated, 4, "chunk.index"},
        {"half a chunk header", "10000001000000", Errc::truncated, 6, "chunk.total"},
        {"no chunk header behind the algorithm", "1800000100", Errc::truncated, 5, "chunk.index"},
        {"nothing compressed", "0800000100", Errc::bad_compression, 5, "payload"},
        {"nothing compressed by lzma", "0800000101", Errc::bad_compression, 5, "payload"},
        {"no zlib", "0800000100616263", Errc::bad_compression, 5, "payload"},
        {"no lzma", "0800000101616263", Errc::bad_compression, 5, "payload"},
        {"no zlib in a chunk", "180000010000000001616263", Errc::bad_compression, 9, "payload"},
        {"a flipped bit", "08000001007801cb49cdc9c90700062c0215", Errc::bad_compression, 5, "payload"},
    });
}

TEST(HaystackFrame, HasALimitForWhatItUnfoldsTo) {
    constexpr std::string_view kHello = "08000001007801cb48cdc9c90700062c0215";
    EXPECT_EQ(json_of(kHello, {.max_decompressed = 5}),
              R"({"compression":"zlib","flags":0,"op":"about","payload":"68656c6c6f","req_id":0})");
    expect_refusals<Frame>({{"one byte more", kHello, Errc::too_large, 5, "payload"}}, {.max_decompressed = 4});
    EXPECT_EQ(json_of("0000000168656c6c6f", {.max_decompressed = 4}),
              R"({"flags":0,"op":"about","payload":"68656c6c6f","req_id":0})")
        << "a raw payload has none";
}

TEST(HaystackFrame, IsHeldToMoreByTheStrictProfile) {
    expect_refusals<Frame>(
        {{"a bit without a meaning", "20000001", Errc::bad_value, 0, "flags"},
         {"and an unknown operation, which comes first", "20000009", Errc::bad_opcode, 3, "op"},
         {"and a cut header, which comes before both", "200000", Errc::truncated, 3, "op"},
         {"a byte behind zlib", "08000001007801cb48cdc9c90700062c021500", Errc::trailing_bytes, 18, ""},
         {"an end behind lzma", "080000010101000468656c6c6f0000", Errc::trailing_bytes, 14, ""},
         {"a cut stream behind lzma", "080000010101000468656c6c6f000100", Errc::trailing_bytes, 14, ""}},
        kStrict);
    EXPECT_EQ(json_of("17ffff0100050000", kStrict),
              R"({"chunk":{"index":5,"total":0},"flags":7,"op":"about","payload":"","req_id":65535})");
}

TEST(HaystackFrame, RefusesAValueThatHasNoEncoding) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {R"({"flags":8,"req_id":0,"op":"about","payload":""})", "unencodable, flags: over the range of its bits"},
        {R"({"flags":16,"req_id":0,"op":"about","payload":""})", "unencodable, flags: over the range of its bits"},
        {R"({"flags":0,"req_id":65536,"op":"about","payload":""})", "unencodable, req_id: 65536 is out of range"},
        {R"({"flags":0,"req_id":0,"op":"defs","payload":""})", "unencodable, op: no operation of this protocol"},
        {R"({"flags":0,"req_id":0,"op":9,"payload":""})", "unencodable, op: no operation of this protocol"},
        {R"({"flags":0,"req_id":0,"op":"about","payload":"","compression":2})",
         "unencodable, compression: no compression algorithm of this protocol"},
    };
    for (const auto& [json, want] : table) {
        Frame frame;
        auto error = from_json(any_frame(frame), Json::parse(json));
        if (error.ok()) {
            Buffer out;
            error = wire::encode(frame, out);
        }
        EXPECT_EQ(error.code, Errc::unencodable) << json;
        EXPECT_EQ(error.path, std::string(want.substr(13, want.find(':') - 13))) << json;
    }
}

TEST(HaystackFrame, GivesDerivedCasesThatTheDecoderConfirms) {
    for (const std::string_view wire : {std::string_view("0300080e7b7d"),
                                        std::string_view("1100050a00000004ab"),
                                        kZlibFrame,
                                        kLzmaFrame,
                                        std::string_view("19000a0a0000000001 7801cb48cdc9c90700062c0215"),
                                        std::string_view("08000001007801cb48cdc9c90700062c0215 ffff"),
                                        std::string_view("0800000101 01000468656c6c6f00 0100026162 6300")})
        for (const auto& context : {kCompat, kStrict}) {
            const auto bytes = hex(wire);
            Frame original;
            const auto trace = annotate(any_frame(original), bytes, context);
            if (!trace.error.ok()) continue;
            const auto value = to_json(any_frame(original));
            for (const auto& each : derive(trace, bytes, {}).cases) {
                SCOPED_TRACE(each.suffix + " " + to_hex(each.wire));
                const ExactBytes in(each.wire);
                Frame frame;
                auto error = decode(in.view(), frame, context);
                error.detail.clear();
                using Outcome = Derived::Outcome;
                const bool same = error.ok() && to_json(any_frame(frame)) == value;
                switch (each.outcome) {
                    case Outcome::refused:
                    case Outcome::refused_by_choice: EXPECT_EQ(describe(error), describe(each.error)); break;
                    case Outcome::accepted: EXPECT_TRUE(error.ok()) << describe(error); break;
                    case Outcome::same_value: EXPECT_TRUE(same) << describe(error); break;
                    case Outcome::refused_or_other: EXPECT_FALSE(same); break;
                }
            }
        }
}

TEST(HaystackFrame, IsExplainedWithWhatItIgnores) {
    Frame frame;
    const auto trace = annotate(any_frame(frame), hex("08000001007801cb48cdc9c90700062c0215 ffff"));
    std::vector<std::string> steps;
    for (const auto& step : trace.steps)
        steps.push_back(std::to_string(step.at) + "+" + std::to_string(step.size) + " " + step.label() + " " +
                        step.shown);
    EXPECT_EQ(steps,
              (std::vector<std::string>{"0+1 flags 8",
                                        "1+2 req_id 0",
                                        "3+1 op \"about\"",
                                        "4+1 compression \"zlib\"",
                                        "5+13 payload \"68656c6c6f\"",
                                        "18+2 payload "}));
}

TEST(HaystackFrame, IsDescribedForTheTable) {
    std::vector<std::string> rows;
    for (const auto& row : describe(*protocol().variant()->frame("frame")))
        rows.push_back(std::string(static_cast<std::size_t>(row.depth) * 2, ' ') + row.name + " | " + row.type + " | " +
                       row.note);
    EXPECT_EQ(rows,
              (std::vector<std::string>{"flags | u8 | ",
                                        "  compression | bit 3 | set if it follows",
                                        "  chunk | bit 4 | set if it follows",
                                        "  flags | the other bits | ",
                                        "req_id | u16be | ",
                                        "op | u8 | operation, closed",
                                        "compression | if announced: u8 | compression algorithm, closed",
                                        "chunk | if announced: object | ",
                                        "  index | u16be | ",
                                        "  total | u16be | ",
                                        "payload | bytes to the end, compressed if `compression` is there | "}));
}

TEST(HaystackFrame, HasEveryMemberReachedByTheMutator) {
    bool compressed = false;
    bool chunked = false;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        std::mt19937_64 random(seed);
        Frame frame;
        mutate(any_frame(frame), random);
        compressed = compressed || frame.compression.has_value();
        chunked = chunked || frame.chunk.has_value();
    }
    EXPECT_TRUE(compressed && chunked);
}

TEST(HaystackFrameV1, HasNeitherCompressionNorChunks) {
    auto frame = decoded<FrameV1>("1900050a00000004ab");
    EXPECT_EQ(to_json(any_frame(frame)).dump(), R"({"flags":25,"op":"read","payload":"00000004ab","req_id":5})");
    EXPECT_EQ(encoded(frame), "1900050a00000004ab");
    expect_refusals<FrameV1>({{"a cut header", "190005", Errc::truncated, 3, "op"},
                              {"an unknown operation", "19000500", Errc::bad_opcode, 3, "op"}});
    expect_refusals<FrameV1>({{"a bit without a meaning", "80000501", Errc::bad_value, 0, "flags"}}, kStrict);
    EXPECT_TRUE(error_of<FrameV1>("18000501", kStrict).ok());
}

}  // namespace
}  // namespace wireproof::haystack

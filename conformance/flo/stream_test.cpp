// Streams of Flo frames: the same frames however the bytes arrive, and errors placed from the start of the stream.
#include "conformance/stream.hpp"

#include "conformance/flo/flo.hpp"
#include "conformance/flo/frames.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::flo {
namespace {

using namespace wireproof::testing;

constexpr std::string_view kPing =
    "464c4f000a0000000100000000000000f6a419b00100000000000000000000000000";  // 34 bytes, 10 of payload
constexpr std::string_view kGet =
    "464c4f00170000001d000000000000000c47f58201320000070064656661756c740600757365723a31000000000000";  // 47 bytes, 23
                                                                                                       // of payload
constexpr std::string_view kReply = "464c4f0005000000660000000000000028036bd3010200006d73672032";      // 29 bytes

struct Outcome {
    std::vector<std::string> frames;  // `offset hex`
    std::string error;
    bool mid_frame;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome run(ByteView bytes, const std::vector<std::size_t>& cuts, const Context& context) {
    const auto reader = protocol().variant()->stream(context);
    std::vector<StreamFrame> frames;
    std::size_t from = 0;
    const auto feed_to = [&](std::size_t to) {
        const ExactBytes piece(bytes.subspan(from, to - from));
        reader->feed(piece.view(), frames);
        from = to;
    };
    for (const auto cut : cuts) feed_to(cut);
    feed_to(bytes.size());
    Outcome out{
        .frames = {}, .error = reader->error().ok() ? "" : describe(reader->error()), .mid_frame = reader->mid_frame()};
    for (const auto& frame : frames) out.frames.push_back(std::to_string(frame.offset) + " " + to_hex(frame.wire));
    return out;
}

// Whole, at every place, at every two places, byte by byte.
void expect_under_every_split(std::string_view digits, const Outcome& want, const Context& context = {}) {
    const auto bytes = hex(digits);
    EXPECT_EQ(run(bytes, {}, context), want);
    std::vector<std::size_t> every;
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        every.push_back(cut);
        ASSERT_EQ(run(bytes, {cut}, context), want) << "cut at " << cut;
        for (auto second = cut; second <= bytes.size(); second += 5)
            ASSERT_EQ(run(bytes, {cut, second}, context), want) << cut << " and " << second;
    }
    EXPECT_EQ(run(bytes, every, context), want) << "byte by byte";
}

std::string at(std::size_t offset, std::string_view frame) { return std::to_string(offset) + " " + std::string(frame); }

TEST(FloStream, GivesTheSameFramesUnderEverySplit) {
    const std::string two = std::string(kPing) + std::string(kGet);
    expect_under_every_split(two, {.frames = {at(0, kPing), at(34, kGet)}, .error = "", .mid_frame = false});
    expect_under_every_split(two + two.substr(0, 50),
                             {.frames = {at(0, kPing), at(34, kGet)}, .error = "", .mid_frame = true});
    expect_under_every_split(std::string(kReply) + std::string(kReply),
                             {.frames = {at(0, kReply), at(29, kReply)}, .error = "", .mid_frame = false},
                             {.direction = Side::server});
}

TEST(FloStream, EndsCleanWhereNothingWasSent) {
    EXPECT_EQ(run({}, {}, {}), (Outcome{.frames = {}, .error = "", .mid_frame = false}));
}

TEST(FloStream, PlacesAnErrorFromTheStartOfTheStreamAndStops) {
    std::string damaged(kGet);
    damaged[2 * 16] = '1';  // crc32 0c… → 1c…
    expect_under_every_split(std::string(kPing) + damaged + std::string(kPing),
                             {.frames = {at(0, kPing)},
                              .error = "bad_checksum at byte 50, crc32: is 82f5471c, the bytes give 82f5470c",
                              .mid_frame = false});
}

TEST(FloStream, RefusesAPayloadOverItsLimitBeforeWaitingForIt) {
    const Context exact{.max_frame_size = 23};
    const Context tight{.max_frame_size = 22};
    const auto two = std::string(kPing) + std::string(kGet);
    expect_under_every_split(two, {.frames = {at(0, kPing), at(34, kGet)}, .error = "", .mid_frame = false}, exact);
    const Outcome refused{.frames = {at(0, kPing)},
                          .error = "too_large at byte 38, payload: 23 bytes announced, the limit is 22",
                          .mid_frame = false};
    expect_under_every_split(two, refused, tight);
    expect_under_every_split(two.substr(0, 2 * (34 + 24)), refused, tight);
}

TEST(FloStream, ShowsTheBytesOfAFrameThatIsNotCompleteYet) {
    const auto reader = protocol().variant()->stream({});
    std::vector<StreamFrame> frames;
    reader->feed(hex(std::string(kPing) + "464c"), frames);
    EXPECT_EQ(frames.size(), 1U);
    EXPECT_TRUE(reader->mid_frame());
    EXPECT_EQ(to_hex(reader->pending()), "464c");
}

}  // namespace
}  // namespace wireproof::flo

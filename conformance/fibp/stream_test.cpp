// Streams of FIBP frames: the same frames however the bytes arrive, parts joined, and errors placed from the start of
// the stream.
#include "conformance/fibp/stream.hpp"

#include <nlohmann/json.hpp>

#include "conformance/fibp/fibp.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::fibp {
namespace {

using namespace wireproof::testing;

struct Outcome {
    std::vector<std::string> frames;  // `offset name request_id hex`
    std::string error = {};
    bool mid_frame = false;
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
    for (const auto& frame : frames)
        out.frames.push_back(std::to_string(frame.offset) + " " + std::string(frame.value.type().name) + " " +
                             to_hex(frame.wire));
    return out;
}

// Whole, at every place, at many two places, byte by byte.
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

std::string join(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts) text += part;
    return text;
}
std::string at(std::size_t offset, std::string_view name, std::string_view frame) {
    return std::to_string(offset) + " " + std::string(name) + " " + to_hex(hex(frame));
}

// Consume(queue "orders") with request id 5, and the same in three parts of 3, 0 and 5 bytes.
constexpr std::string_view kConsume = "0000000e 12 00 00000005 0006 6f7264657273";  // 18 bytes
constexpr std::string_view kFirst = "00000009 12 01 00000005 0006 6f";              // 13
constexpr std::string_view kMiddle = "00000006 12 01 00000005";                     // 10
constexpr std::string_view kLast = "0000000b 12 00 00000005 7264657273";            // 15
constexpr std::string_view kPing = "00000006 03 00 00000007";                       // 10

TEST(FibpStream, GivesTheSameFramesUnderEverySplit) {
    expect_under_every_split(
        join({kConsume, kPing, kConsume}),
        {.frames = {at(0, "Consume", kConsume), at(18, "Ping", kPing), at(28, "Consume", kConsume)}});
    expect_under_every_split(join({kPing, "00000006 03 00"}),
                             {.frames = {at(0, "Ping", kPing)}, .error = "", .mid_frame = true});
    EXPECT_EQ(run({}, {}, {}), Outcome{}) << "nothing is a clean end";
}

TEST(FibpStream, JoinsPartsWhereTheLastOneStands) {
    expect_under_every_split(join({kFirst, kMiddle, kLast}), {.frames = {at(23, "Consume", kConsume)}});
    expect_under_every_split(join({kFirst, kPing, kLast, kPing}),
                             {.frames = {at(13, "Ping", kPing), at(23, "Consume", kConsume), at(38, "Ping", kPing)}});
}

TEST(FibpStream, KeepsThePartsOfDifferentRequestsApart) {
    // Two bodies, a byte after the other; the flags of the last part say nothing about the whole.
    expect_under_every_split(join({"00000007 12 01 00000001 00",
                                   "00000007 12 01 00000002 00",
                                   "00000007 12 01 00000001 01",
                                   "00000007 12 01 00000002 01",
                                   "00000007 12 00 00000002 62",
                                   "00000007 12 fe 00000001 61"}),
                             {.frames = {at(44, "Consume", "00000009 12 00 00000002 0001 62"),
                                         at(55, "Consume", "00000009 12 00 00000001 0001 61")}});
}

TEST(FibpStream, TakesARequestIdAgainOnceItsBodyIsFinished) {
    expect_under_every_split(
        join({kFirst, kLast, kConsume, kFirst, kLast}),
        {.frames = {at(13, "Consume", kConsume), at(28, "Consume", kConsume), at(59, "Consume", kConsume)}});
}

TEST(FibpStream, IsTruncatedWithABodyUnfinished) {
    expect_under_every_split(kFirst, {.frames = {}, .error = "", .mid_frame = true});
    expect_under_every_split(join({kFirst, kPing}),
                             {.frames = {at(13, "Ping", kPing)}, .error = "", .mid_frame = true});
}

TEST(FibpStream, RefusesAnotherOpcodeForAnUnfinishedBody) {
    constexpr auto* kWhy = "the body of request id 5 began with opcode 0x12";
    const auto refused = [&](std::size_t offset) {
        return "bad_sequence at byte " + std::to_string(offset) + ", opcode: " + kWhy;
    };
    expect_under_every_split(join({kFirst, "00000006 10 01 00000005", kLast}), {.frames = {}, .error = refused(17)});
    expect_under_every_split(join({kPing, kFirst, "00000006 03 00 00000005"}),
                             {.frames = {at(0, "Ping", kPing)}, .error = refused(27)});
}

TEST(FibpStream, KeepsSixtyFourBodiesUnfinishedAndNoMore) {
    std::string parts;
    for (int id = 0; id < 64; ++id) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        parts += join({"00000006 12 01 000000",
                       kDigits.substr(static_cast<std::size_t>(id) / 16, 1),
                       kDigits.substr(static_cast<std::size_t>(id) % 16, 1)});
    }
    EXPECT_EQ(run(hex(parts), {}, {}), (Outcome{.frames = {}, .error = "", .mid_frame = true}));
    EXPECT_EQ(run(hex(parts + "00000006 12 01 00000040"), {}, {}),
              (Outcome{.frames = {}, .error = "bad_sequence at byte 646, request_id: 64 bodies are unfinished"}));
    EXPECT_EQ(run(hex(parts + "00000007 12 01 0000003f 00 | 00000006 03 00 00000040"), {}, {}).frames.size(), 1U)
        << "more of one of them, and a whole frame";
}

TEST(FibpStream, PlacesAFaultOfAJoinedBodyAtItsLastPart) {
    expect_under_every_split(
        join({kFirst, kPing, "0000000a 12 00 00000005 72646572"}),
        {.frames = {at(13, "Ping", kPing)}, .error = "bad_length at byte 23, queue: needs 6 bytes, 5 left"});
}

TEST(FibpStream, PlacesAnErrorFromTheStartOfTheStreamAndStops) {
    expect_under_every_split(join({kPing, "00000006 3f 00 00000001", kPing}),
                             {.frames = {at(0, "Ping", kPing)}, .error = "bad_opcode at byte 14, opcode: opcode"});
    expect_under_every_split(join({kPing, "00000006 3f 01 00000001", kPing}),
                             {.frames = {at(0, "Ping", kPing)}, .error = "bad_opcode at byte 14, opcode: opcode"});
    expect_under_every_split(join({kPing, "00000005 03 00 000000"}),
                             {.frames = {at(0, "Ping", kPing)},
                              .error = "bad_length at byte 10, length: 5 bytes announced, the least is 6"});
    expect_under_every_split(
        join({kPing, "00000007 12 00 00000001 00", kPing}),
        {.frames = {at(0, "Ping", kPing)}, .error = "bad_length at byte 20, queue: needs 2 bytes, 1 left"});
}

TEST(FibpStream, RefusesALengthOverItsLimitAsSoonAsItIsThere) {
    const Outcome four_gib{.frames = {},
                           .error = "too_large at byte 0, length: 4294967295 bytes announced, the limit is 16777216"};
    expect_under_every_split("ffffffff", four_gib);
    expect_under_every_split("ffffffff 12 00 0000", four_gib);
    const Context exact{.max_frame_size = 14};
    const Context tight{.max_frame_size = 13};
    expect_under_every_split(kConsume, {.frames = {at(0, "Consume", kConsume)}}, exact);
    const Outcome refused{.frames = {at(0, "Ping", kPing)},
                          .error = "too_large at byte 10, length: 14 bytes announced, the limit is 13"};
    expect_under_every_split(join({kPing, kConsume}), refused, tight);
    expect_under_every_split(join({kPing, "0000000e"}), refused, tight);
    expect_under_every_split(join({kFirst, kMiddle, kLast}), {.frames = {at(23, "Consume", kConsume)}}, tight);
}

TEST(FibpStream, JudgesReservedFlagsOfPartsInTheStrictProfile) {
    constexpr std::string_view kReserved = "00000006 12 03 00000005";
    expect_under_every_split(join({kReserved, kConsume}), {.frames = {at(10, "Consume", kConsume)}});
    expect_under_every_split(
        join({kPing, kReserved}),
        {.frames = {at(0, "Ping", kPing)}, .error = "bad_value at byte 15, flags: reserved bits must be 0"},
        kStrict);
}

// ---- the other way round ------------------------------------------------------------------------------------------
std::string cut_into(std::string_view frame, std::size_t most) {
    Buffer out;
    const auto error = cut(hex(frame), most, out);
    return error.ok() ? to_hex(out.view()) : describe(error);
}

TEST(FibpCut, CutsABodyIntoPartsOfAtMostThatManyBytes) {
    EXPECT_EQ(cut_into(kConsume, 8), to_hex(hex(kConsume))) << "what fits stays whole";
    EXPECT_EQ(cut_into(kConsume, 5),
              to_hex(hex("0000000b 12 01 00000005 0006 6f7264 | 00000009 12 00 00000005 657273")));
    EXPECT_EQ(cut_into(kConsume, 4),
              to_hex(hex("0000000a 12 01 00000005 0006 6f72 | 0000000a 12 00 00000005 64657273")))
        << "no empty last part";
    EXPECT_EQ(cut_into("00000008 12 fe 00000005 0000", 1),
              to_hex(hex("00000007 12 ff 00000005 00 | 00000007 12 fe 00000005 00")))
        << "reserved flags stay";
    EXPECT_EQ(cut_into(kPing, 1), to_hex(hex(kPing)));
    EXPECT_EQ(cut_into("00000006 03", 1), "unencodable, length: no frame: 6 bytes announced, 1 left");
}

TEST(FibpCut, IsUndoneByTheStream) {
    const auto frame = hex(kConsume);
    for (std::size_t most = 1; most < 10; ++most) {
        Buffer out;
        ASSERT_TRUE(cut(frame, most, out).ok());
        const auto back = run(out.view(), {}, {});
        ASSERT_EQ(back.frames.size(), 1U);
        EXPECT_TRUE(back.frames[0].ends_with("Consume " + to_hex(frame))) << most;
        EXPECT_FALSE(back.mid_frame);
    }
}

TEST(FibpCut, IsWhatAFrameOverTheLimitIsEncodedIn) {
    const auto in_parts = [](const Context& context) {
        wire::FrameValue frame(*protocol().variant()->frame("Consume"));
        EXPECT_TRUE(frame.decode(hex(kConsume)).ok());
        Buffer out;
        const auto error = protocol().variant()->encode_in_parts(frame, context, out);
        return error.ok() ? to_hex(out.view()) : describe(error);
    };
    const auto fives = to_hex(hex("0000000b 12 01 00000005 0006 6f7264 | 00000009 12 00 00000005 657273"));
    EXPECT_EQ(in_parts({}), to_hex(hex(kConsume)));
    EXPECT_EQ(in_parts({.chunk_size = 5}), fives);
    EXPECT_EQ(in_parts({.max_frame_size = 11}), fives) << "six bytes of the limit are the head's";
    EXPECT_EQ(in_parts({.max_frame_size = 11, .chunk_size = 100}), fives);
    EXPECT_EQ(in_parts({.chunk_size = 0}), "unencodable: chunks of no bytes");
}

TEST(FibpJoiner, EndsABodyThatIsOverItsLimit) {
    EXPECT_EQ(kMaxJoined, 268'435'456U);
    Joiner joiner(5);
    const Bytes bytes(3);
    RawFrame frame;
    frame.flags = kContinuation;
    frame.body = bytes;
    ASSERT_EQ(joiner.take(frame), Joiner::Outcome::part);
    frame.body = ByteView(bytes).first(2);
    ASSERT_EQ(joiner.take(frame), Joiner::Outcome::part) << "to the last byte";
    frame.body = ByteView(bytes).first(1);
    ASSERT_EQ(joiner.take(frame), Joiner::Outcome::broken);
    EXPECT_EQ(describe(joiner.error()), "too_large at byte 0, length: the joined body is over 5 bytes");
}

}  // namespace
}  // namespace wireproof::fibp

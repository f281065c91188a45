// Chunks against what ChunkAssembler and encode_chunked_frames of haystack-py 0.1.10 did (measured), and against
// damage.
#include "conformance/haystack/chunks.hpp"

#include "conformance/wire/test_bytes.hpp"

namespace wireproof::haystack {
namespace {

using namespace wireproof::testing;
using namespace std::chrono_literals;

Frame chunk(std::uint16_t index, std::uint16_t total, std::string_view payload, std::uint16_t req_id = 5) {
    return {.flags = kResponse,
            .req_id = req_id,
            .op = 10,
            .compression = std::nullopt,
            .chunk = Chunk{index, total},
            .payload = hex(payload)};
}

// What each step came to: the joined payload as hex, `-` while there is none, or the code of the refusal.
std::vector<std::string> steps(ChunkAssembler& assembler, const std::vector<Frame>& frames) {
    std::vector<std::string> out;
    for (const auto& frame : frames) {
        const auto joined = assembler.take(frame, 0s);
        if (!joined) out.emplace_back(name_of(joined.error().code));
        else if (!*joined) out.emplace_back("-");
        else out.push_back(to_hex((*joined)->payload));
    }
    return out;
}

struct Row {
    std::string_view sentence;
    std::vector<Frame> frames;
    std::vector<std::string> outcome;
    std::size_t unfinished;
};
void expect(const std::vector<Row>& table, const Context& context = {}) {
    for (const auto& row : table) {
        ChunkAssembler assembler(context);
        EXPECT_EQ(steps(assembler, row.frames), row.outcome) << row.sentence;
        EXPECT_EQ(assembler.unfinished(), row.unfinished) << row.sentence;
    }
}

TEST(ChunkAssembler, DoesAsThePeerDoes) {
    expect({{"in order", {chunk(0, 2, "61"), chunk(1, 2, "62")}, {"-", "6162"}, 0},
            {"reversed", {chunk(2, 3, "63"), chunk(1, 3, "62"), chunk(0, 3, "61")}, {"-", "-", "616263"}, 0},
            {"one of one", {chunk(0, 1, "")}, {""}, 0},
            {"a duplicate, the last one counts",
             {chunk(0, 2, "7a"), chunk(0, 2, "61"), chunk(1, 2, "62")},
             {"-", "-", "6162"},
             0},
            {"a late duplicate begins anew",
             {chunk(0, 2, "61"), chunk(1, 2, "62"), chunk(1, 2, "62")},
             {"-", "6162", "-"},
             1},
            {"a gap", {chunk(0, 2, "61"), chunk(5, 2, "62")}, {"-", "bad_sequence"}, 0},
            {"index 5 of 1", {chunk(5, 1, "61")}, {"bad_sequence"}, 0},
            {"of no chunks", {chunk(0, 0, "61"), chunk(1, 0, "62")}, {"-", "-"}, 1},
            {"other totals later", {chunk(0, 2, "61"), chunk(1, 9, "62")}, {"-", "6162"}, 0},
            {"two requests at a time",
             {chunk(0, 2, "61", 1), chunk(0, 2, "71", 2), chunk(1, 2, "62", 1), chunk(1, 2, "72", 2)},
             {"-", "-", "6162", "7172"},
             0}});
}

TEST(ChunkAssembler, RefusesOdditiesAtOnceInTheStrictProfile) {
    expect(
        {{"a duplicate", {chunk(0, 2, "7a"), chunk(0, 2, "61"), chunk(1, 2, "62")}, {"-", "bad_sequence", "7a62"}, 0},
         {"an index beyond", {chunk(2, 2, "61")}, {"bad_sequence"}, 0},
         {"of no chunks", {chunk(0, 0, "61")}, {"bad_sequence"}, 0},
         {"another total", {chunk(0, 2, "61"), chunk(1, 3, "62")}, {"-", "bad_sequence"}, 1}},
        kStrict);
}

TEST(ChunkAssembler, TakesTheFlagsOfTheChunkThatCompletes) {
    ChunkAssembler assembler;
    auto last = chunk(1, 2, "62");
    last.flags = 0xE4;
    last.compression = 0;
    ASSERT_TRUE(assembler.take(chunk(0, 2, "61"), 0s));
    const auto joined = assembler.take(last, 0s);
    ASSERT_TRUE(joined && *joined);
    EXPECT_EQ((*joined)->flags, 0xE4);
    EXPECT_FALSE((*joined)->chunk || (*joined)->compression);
}

TEST(ChunkAssembler, ForgetsWhatHasWaitedForLongerThanItsPatience) {
    ChunkAssembler assembler;
    ASSERT_TRUE(assembler.take(chunk(0, 3, "61", 1), 1s));
    ASSERT_TRUE(assembler.take(chunk(1, 3, "62", 1), 50s)) << "which lengthens nothing";
    ASSERT_TRUE(assembler.take(chunk(0, 3, "61", 2), 2s));
    EXPECT_EQ(assembler.deadline(), 61s + 1us);
    EXPECT_EQ(assembler.drop_overdue(61s), 0U) << "not at 60 seconds, but after";
    EXPECT_EQ(assembler.drop_overdue(61s + 1us), 1U);
    EXPECT_EQ(assembler.bytes(), 1U);
    EXPECT_EQ(assembler.drop_overdue(1h), 1U);
    EXPECT_EQ(assembler.bytes(), 0U);
    EXPECT_FALSE(assembler.deadline());
}

TEST(ChunkAssembler, HoldsNoMoreThanItsLimits) {
    ChunkAssembler small({.max_decompressed = 3});
    EXPECT_EQ(steps(small, {chunk(0, 9, "6161"), chunk(0, 9, "626262"), chunk(1, 9, "62")}),
              (std::vector<std::string>{"-", "-", "too_large"}))
        << "what a duplicate replaces does not count";
    EXPECT_EQ(small.unfinished(), 0U);
    EXPECT_EQ(small.bytes(), 0U);
    EXPECT_EQ(steps(small, {chunk(0, 2, "6161", 1), chunk(0, 2, "6262", 2), chunk(1, 2, "61", 1)}),
              (std::vector<std::string>{"-", "too_large", "616161"}))
        << "all messages together";

    ChunkAssembler many;
    for (std::uint16_t id = 0; id < kMaxUnfinished; ++id) ASSERT_TRUE(many.take(chunk(0, 2, "", id), 0s));
    EXPECT_EQ(steps(many, {chunk(0, 2, "", 2000), chunk(1, 2, "", 7)}), (std::vector<std::string>{"too_large", ""}));
}

// ---- sequences ----------------------------------------------------------------------------------------------------
std::string decoded(const std::vector<std::string_view>& messages, const Context& context = {}) {
    std::vector<ExactBytes> exact;
    for (const auto digits : messages) exact.emplace_back(digits);
    std::vector<ByteView> views;
    for (const auto& each : exact) views.push_back(each.view());
    ChunkSequence out;
    auto error = ChunkSequence::decode_messages(views, out, context);
    error.detail.clear();
    return error.ok() ? to_hex(out.payload) : describe(error);
}

TEST(ChunkSequence, IsOneMessageThatIsCompleteWithItsLastFrame) {
    // captured: haystack-py 0.1.10 encode_chunked_frames, the smallest ones.
    EXPECT_EQ(decoded({"11000a0a00000001"}), "");
    EXPECT_EQ(decoded({"19000a0a00000000017801030000000001"}), "");
    EXPECT_EQ(decoded({"19000a0a010000000100"}), "");
    EXPECT_EQ(decoded({"11000b0a000000017b2261223a317d"}), "7b2261223a317d");
    EXPECT_EQ(decoded({"1100050a00010002 62", "1900050a01 00000002 010000 61 00"}), "6162") << "each in its own form";
}

TEST(ChunkSequence, IsRefusedAtTheMessageThatIsWrong) {
    const std::pair<std::vector<std::string_view>, std::string_view> table[] = {
        {{}, "truncated at byte 0"},
        {{"1100050a00000002 61"}, "truncated at byte 9"},
        {{"1100050a00000002 61", "1100"}, "truncated at byte 10, req_id"},
        {{"1100050a00000002 61", "1900050a0000010002 00"}, "bad_compression at byte 18, payload"},
        {{"0100050a 61"}, "bad_sequence at byte 0"},
        {{"1100050a00000002 61", "0100050a 61"}, "bad_sequence at byte 9"},
        {{"1100050a00000001 61", "1100050a00000001 61"}, "bad_sequence at byte 9"},
        {{"1100050a00000002 61", "1100060a00010002 61"}, "bad_sequence at byte 9"},
        {{"1100050a00000002 61", "1100050b00010002 61"}, "bad_sequence at byte 9"},
        {{"1100050a00000000 61"}, "bad_sequence at byte 0"},
        {{"1100050a00000002 61", "1100050a00050002 61"}, "bad_sequence at byte 9"},
    };
    for (const auto& [messages, want] : table) EXPECT_EQ(decoded(messages), want);
    EXPECT_EQ(decoded({"1100050a00000002 6161", "1100050a00010002 61"}, {.max_decompressed = 2}),
              "too_large at byte 10");
    EXPECT_EQ(decoded({"1100050a00000002 6161", "1100050a00010002 61"}, {.max_decompressed = 3}), "616161");
}

std::vector<std::string> encoded(const ChunkSequence& value, std::uint64_t chunk_size) {
    std::vector<Bytes> messages;
    const auto error = ChunkSequence::encode_messages(value, messages, {.chunk_size = chunk_size});
    if (!error.ok()) return {describe(error)};
    std::vector<std::string> out;
    for (const auto& message : messages) out.push_back(to_hex(message));
    return out;
}

TEST(ChunkSequence, IsCutIntoPiecesOfTheChunkSize) {
    ChunkSequence value{.flags = 1, .req_id = 5, .op = 10, .compression = {}, .payload = hex("6162636465")};
    EXPECT_EQ(encoded(value, 2),
              (std::vector<std::string>{"1100050a000000036162", "1100050a000100036364", "1100050a0002000365"}));
    EXPECT_EQ(encoded(value, 5), (std::vector<std::string>{"1100050a000000016162636465"}));
    value.payload.clear();
    value.compression = 1;
    EXPECT_EQ(encoded(value, 5), (std::vector<std::string>{"1900050a010000000100"}));
    value.compression.reset();
    value.payload.resize(65536);
    EXPECT_EQ(encoded(value, 1).front().substr(0, 20), "unencodable, payload");
    value.payload.resize(65535);
    EXPECT_EQ(encoded(value, 1).size(), 65535U);
    value.flags = 8;
    EXPECT_EQ(encoded(value, 65535).front().substr(0, 18), "unencodable, flags");
}

}  // namespace
}  // namespace wireproof::haystack

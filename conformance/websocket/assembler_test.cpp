// Messages out of fragments, and text whose characters are cut by them.
#include "conformance/websocket/assembler.hpp"

#include "conformance/websocket/websocket.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::websocket {
namespace {

using namespace wireproof::testing;

// One line a message, `OPCODE PAYLOAD from OFFSET`, then the error or `open` or `done`.
std::vector<std::string> run(std::string_view digits, std::uint64_t max_message = kNoLimit) {
    const auto reader = frame_stream({});
    std::vector<StreamFrame> frames;
    reader->feed(ExactBytes(digits).view(), frames);
    EXPECT_TRUE(reader->error().ok() && !reader->mid_frame()) << "the test itself has no whole frames";
    Assembler assembler(max_message);
    std::vector<std::string> lines;
    for (const auto& frame : frames) {
        if (is_control(frame.value.as<Frame>().opcode)) continue;
        auto message = assembler.take(frame);
        if (!message) {
            auto error = message.error();
            error.detail.clear();
            lines.push_back(describe(error));
            return lines;
        }
        if (*message)
            lines.push_back(std::to_string((*message)->opcode) + " " + to_hex((*message)->payload) + " from " +
                            std::to_string((*message)->offset));
    }
    lines.emplace_back(assembler.mid_message() ? "open" : "done");
    return lines;
}
using Lines = std::vector<std::string>;

TEST(WebsocketAssembler, JoinsFragments) {
    EXPECT_EQ(run("8102 6869"), (Lines{"1 6869 from 0", "done"}));
    EXPECT_EQ(run("0103 48656c | 8002 6c6f | 8201 00"), (Lines{"1 48656c6c6f from 0", "2 00 from 9", "done"}));
    EXPECT_EQ(run("0200 | 0000 | 0001 61 | 8000"), (Lines{"2 61 from 0", "done"})) << "fragments may be empty";
    EXPECT_EQ(run("0101 61 | 8900 | 8801 03 | 8001 62"), (Lines{"1 6162 from 0", "done"})) << "control frames between";
    EXPECT_EQ(run("0181 ffffffff 9e | 8081 00000000 62"), (Lines{"1 6162 from 0", "done"})) << "masks of their own";
    EXPECT_EQ(run("0101 61 | 0001 62"), Lines{"open"});
    EXPECT_EQ(run("8100 | 8200"), (Lines{"1  from 0", "2  from 2", "done"}));
}

TEST(WebsocketAssembler, RefusesFragmentsOutOfOrder) {
    EXPECT_EQ(run("8000"), Lines{"bad_sequence at byte 0, opcode"});
    EXPECT_EQ(run("8100 | 0000"), (Lines{"1  from 0", "bad_sequence at byte 2, opcode"}));
    EXPECT_EQ(run("0101 61 | 8101 62"), Lines{"bad_sequence at byte 3, opcode"});
    EXPECT_EQ(run("0101 61 | 0201 62"), Lines{"bad_sequence at byte 3, opcode"});
}

TEST(WebsocketAssembler, LimitsTheMessageAndNotTheFrame) {
    EXPECT_EQ(run("0102 6161 | 8002 6262", 4), (Lines{"1 61616262 from 0", "done"}));
    EXPECT_EQ(run("0102 6161 | 8003 626262", 4), Lines{"too_large at byte 4, payload"});
    EXPECT_EQ(run("8205 0102030405", 4), Lines{"too_large at byte 0, payload"});
    EXPECT_EQ(run("8204 01020304 | 8204 01020304", 4).back(), "done") << "each message by itself";
}

// The place of the character is used again, however many bytes come behind what was none.
TEST(WebsocketText, NothingIsHeldBehindWhatIsNoUtf8) {
    Utf8Check check;
    EXPECT_EQ(check.take(ExactBytes("f0908041").view()), 3U);
    EXPECT_FALSE(check.mid_character());
    for (int i = 0; i < 8; ++i) EXPECT_EQ(check.take(ExactBytes("41").view()), std::nullopt);
}

// Each text is cut at every place into two fragments, and byte by byte; the verdict and its place stay the same.
struct Text {
    std::string_view payload;
    std::optional<std::size_t> bad;  // the first byte that cannot be; the size: the text ends inside of a character
};
constexpr Text kTexts[] = {
    {"", {}},
    {"48c2a2e282acf0908d88", {}},                  // one, two, three and four bytes
    {"efbfbff48fbfbfed9fbfee8080e0a080c280", {}},  // borders
    {"80", 0},
    {"c0af", 0},      // overlong
    {"e09f80", 1},    // overlong
    {"f08f8080", 1},  // overlong
    {"eda080", 1},    // a surrogate
    {"f4908080", 1},  // over U+10FFFF
    {"f5808080", 0},
    {"ff", 0},
    {"61c2", 2},
    {"e282", 2},
    {"f0908d", 3},
    {"c328", 1},
    {"e28228", 2},
    {"f0908d41", 3},
    {"cebae1bdb9cf83cebcceb5eda080656469746564", 12},  // the text of Autobahn's case 6.3.1, in part
};

std::string text_frames(std::string_view payload, const std::vector<std::size_t>& cuts) {
    const auto bytes = hex(payload);
    Buffer out;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        const auto to = i == cuts.size() ? bytes.size() : cuts[i];
        const Frame frame{.fin = i == cuts.size(),
                          .rsv = 0,
                          .opcode = i == 0 ? opcode("text") : opcode("continuation"),
                          .length_form = {},
                          .mask = {},
                          .payload = Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(from),
                                           bytes.begin() + static_cast<std::ptrdiff_t>(to))};
        EXPECT_TRUE(wire::encode(frame, out).ok());
        from = to;
    }
    return to_hex(out.view());
}

// Where a byte of the text stands in the stream: two bytes of header in front of each fragment.
std::size_t place(std::size_t at, const std::vector<std::size_t>& cuts) {
    const auto before = std::ranges::count_if(cuts, [&](std::size_t cut) { return cut <= at; });
    return at + 2 * (1 + static_cast<std::size_t>(before));
}

TEST(WebsocketText, FailsAtTheFirstImpossibleByteHoweverItIsCut) {
    for (const auto& text : kTexts) {
        const auto size = text.payload.size() / 2;
        std::vector<std::vector<std::size_t>> all = {{}};
        std::vector<std::size_t> every;
        for (std::size_t cut = 0; cut <= size; ++cut) {
            all.push_back({cut});
            every.push_back(cut);
        }
        all.push_back(every);
        for (const auto& cuts : all) {
            SCOPED_TRACE(std::string(text.payload) + " in " + std::to_string(cuts.size() + 1) + " fragments");
            const auto want = text.bad ? "bad_utf8 at byte " + std::to_string(place(*text.bad, cuts)) + ", payload"
                                       : std::string("done");
            EXPECT_EQ(run(text_frames(text.payload, cuts)).back(), want);
        }
    }
}

TEST(WebsocketText, IsForgottenWithItsMessage) {
    EXPECT_EQ(run("0202 c328 | 8001 ff | 8101 61"), (Lines{"2 c328ff from 0", "1 61 from 7", "done"}));
}

}  // namespace
}  // namespace wireproof::websocket

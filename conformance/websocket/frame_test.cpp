// The frame against the examples of RFC 6455, section 5.7, and against damage whose verdict PROTOCOL.md fixes; masks of
// every size against a second, slow way to apply them; the stream reader.
#include "conformance/websocket/frame.hpp"

#include <nlohmann/json.hpp>
#include <numeric>

#include "conformance/websocket/websocket.hpp"
#include "conformance/wire/json.hpp"
#include "conformance/wire/mutate.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::websocket {
namespace {

using namespace wireproof::testing;

std::string json_of(std::string_view wire) {
    auto frame = decoded<Frame>(wire);
    return to_json(any_frame(frame)).dump();
}

TEST(WebsocketFrame, ReadsAndWritesTheExamplesOfTheDocument) {
    EXPECT_EQ(json_of("8105 48656c6c6f"), R"({"fin":true,"opcode":"text","payload":"48656c6c6f","rsv":0})");
    EXPECT_EQ(json_of("8185 37fa213d 7f9f4d5158"),
              R"({"fin":true,"mask":"37fa213d","opcode":"text","payload":"48656c6c6f","rsv":0})");
    EXPECT_EQ(json_of("0103 48656c"), R"({"fin":false,"opcode":"text","payload":"48656c","rsv":0})");
    for (const auto* wire : {"8105 48656c6c6f",
                             "8185 37fa213d 7f9f4d5158",
                             "0103 48656c",
                             "8002 6c6f",
                             "8905 48656c6c6f",
                             "8a85 37fa213d 7f9f4d5158"})
        EXPECT_EQ(encoded(decoded<Frame>(wire)), to_hex(hex(wire)));
}

TEST(WebsocketFrame, KeepsWhatNoSenderMaySend) {
    EXPECT_EQ(json_of("7b fe0001 01020304 00"),
              R"({"fin":false,"length_form":16,"mask":"01020304","opcode":11,"payload":"01","rsv":7})");
    for (const auto* wire :
         {"ff00", "0000", "0900", "827e0000", "827f0000000000000001 61", "82ff0000000000000000 01020304"})
        EXPECT_EQ(encoded(decoded<Frame>(wire)), to_hex(hex(wire)));
}

TEST(WebsocketFrame, RefusesWhatIsNotThere) {
    expect_refusals<Frame>({{"nothing", "", Errc::truncated, 0, "head"},
                            {"a head", "81", Errc::truncated, 1, "payload"},
                            {"half a length", "827f00000000", Errc::truncated, 1, "payload"},
                            {"half a mask", "82fe0001 0102", Errc::truncated, 4, "mask"},
                            {"half a payload", "8182 01020304 61", Errc::truncated, 6, "payload"},
                            {"the top bit of a length", "827f8000000000000000", Errc::bad_length, 1, "payload"},
                            {"a byte too many", "8100 00", Errc::trailing_bytes, 2, ""}});
}

TEST(WebsocketFrame, JudgesTheLimitBeforeThePayloadIsThere) {
    expect_refusals<Frame>({{"3 of 2", "8203", Errc::too_large, 1, "payload"},
                            {"2^63-1", "827f7fffffffffffffff", Errc::too_large, 1, "payload"},
                            {"masked", "8283 01020304", Errc::too_large, 1, "payload"}},
                           {.max_frame_size = 2});
    EXPECT_EQ(decoded<Frame>("8202 6162", {.max_frame_size = 2}).payload.size(), 2U);
}

TEST(WebsocketFrame, IsJudgedByTheStrictProfile) {
    expect_refusals<Frame>({{"all at once", "7b 7e0000", Errc::bad_value, 0, "fin"},
                            {"rsv", "c1 00", Errc::bad_value, 0, "rsv"},
                            {"opcode", "83 00", Errc::bad_value, 0, "opcode"},
                            {"a long ping", "89 7e007e", Errc::too_large, 1, "payload"},
                            {"a long form", "82 7e0001 61", Errc::bad_value, 1, "payload"},
                            {"a header in part", "c1 7e", Errc::truncated, 1, "payload"}},
                           kStrict);
    EXPECT_EQ(encoded(decoded<Frame>("8905 48656c6c6f", kStrict)), "890548656c6c6f");
    EXPECT_EQ(encoded(decoded<Frame>("0100", kStrict)), "0100") << "a fragment of a message";
}

TEST(WebsocketFrame, SaysWhichMemberHasNoEncoding) {
    const Frame good{.fin = true, .rsv = 0, .opcode = 2, .length_form = {}, .mask = {}, .payload = Bytes(126)};
    auto frame = good;
    frame.rsv = 8;
    EXPECT_EQ(encoded(frame), "unencodable, rsv: over the range of its bits");
    frame = good;
    frame.opcode = 16;
    EXPECT_EQ(encoded(frame), "unencodable, opcode: no opcode of this protocol");
    for (const auto form : {std::uint8_t{7}, std::uint8_t{8}, std::uint8_t{0}}) {
        frame = good;
        frame.length_form = form;
        EXPECT_TRUE(encoded(frame).starts_with("unencodable, length_form: ")) << int{form};
    }
    const auto json = Json::parse(R"({"fin": true, "rsv": 0, "opcode": "text", "payload": "", "mask": "010203"})");
    EXPECT_EQ(describe(from_json(any_frame(frame), json)), "unencodable, mask: four bytes");
}

// Every size, and every place in memory that a word could be misread at.
TEST(WebsocketMask, MeetsEveryByteInTurn) {
    const MaskKey key = {0x37, 0xFA, 0x21, 0x3D};
    for (std::size_t size = 0; size < 70; ++size) {
        for (std::size_t at = 0; at < 8; ++at) {
            Bytes bytes(at + size + 1);
            std::iota(bytes.begin(), bytes.end(), std::uint8_t{7});
            auto want = bytes;
            for (std::size_t i = 0; i < size; ++i) want[at + i] ^= key[i % 4];
            apply_mask(std::span(bytes).subspan(at, size), key);
            ASSERT_EQ(bytes, want) << size << " bytes from " << at;
        }
    }
}

TEST(WebsocketFrame, IsFilledAnewWhenItWasUsed) {
    Frame frame;
    ASSERT_TRUE(decode(hex("7b fe0001 01020304 00"), frame).ok());
    ASSERT_TRUE(decode(hex("8100"), frame).ok());
    EXPECT_EQ(frame, (Frame{.fin = true, .rsv = 0, .opcode = 1, .length_form = {}, .mask = {}, .payload = {}}));
}

TEST(WebsocketFrame, IsReachedByTheMutatorInEveryMember) {
    Frame seen;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        std::mt19937_64 random(seed);
        Frame frame;
        mutate(any_frame(frame), random);
        seen.fin = seen.fin || frame.fin;
        seen.rsv = std::max(seen.rsv, frame.rsv);
        seen.opcode = std::max(seen.opcode, frame.opcode);
        if (frame.mask) seen.mask = frame.mask;
        if (frame.length_form) seen.length_form = frame.length_form;
        if (!frame.payload.empty()) seen.payload = frame.payload;
    }
    EXPECT_TRUE(seen.fin && seen.rsv != 0 && seen.opcode != 0 && seen.mask && seen.length_form &&
                !seen.payload.empty());
}

TEST(WebsocketStream, GivesTheSameFramesUnderEverySplit) {
    const auto bytes = hex("0103 48656c | 8982 01020304 6063 | 807e0002 6c6f | 8800 | 81");
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
        const auto reader = frame_stream({});
        std::vector<StreamFrame> frames;
        for (const auto piece : {ByteView(bytes).first(first), ByteView(bytes).subspan(first)})
            reader->feed(ExactBytes(piece).view(), frames);
        ASSERT_EQ(frames.size(), 4U) << first;
        EXPECT_EQ(frames[1].value.as<Frame>().payload, hex("6161")) << first;
        EXPECT_EQ(frames[2].offset, 13U);
        EXPECT_TRUE(reader->mid_frame());
    }
}

TEST(WebsocketStream, DoesNotReadALargeFrameAgainWithEveryPiece) {
    const auto reader = frame_stream({});
    std::vector<StreamFrame> frames;
    Bytes wire(10 + (std::size_t{1} << 20));
    std::ranges::copy(hex("827f0000000000100000"), wire.begin());
    for (std::size_t at = 0; at < wire.size(); at += 16)
        reader->feed(ByteView(wire).subspan(at, std::min<std::size_t>(16, wire.size() - at)), frames);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames.front().wire, wire);
}

}  // namespace
}  // namespace wireproof::websocket

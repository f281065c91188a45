// Streams of WebSocket frames as both ends of haystack-py 0.1.10 send them: the client's masked, the server's not.
#include "conformance/haystack/stream.hpp"

#include "conformance/haystack/haystack.hpp"
#include "conformance/wire/json.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::haystack {
namespace {

using namespace wireproof::testing;

// The operations and payloads that come out, then how the stream stands; in one piece and byte by byte.
std::string read(std::string_view digits, std::string_view variant = "") {
    const auto bytes = hex(digits);
    std::string told[2];
    for (const bool bytewise : {false, true}) {
        const auto stream = protocol().variant(variant)->stream({});
        std::vector<StreamFrame> frames;
        if (bytewise)
            for (const auto& byte : bytes) stream->feed(ExactBytes(ByteView(&byte, 1)).view(), frames);
        else stream->feed(bytes, frames);
        auto& text = told[bytewise ? 1 : 0];
        for (const auto& frame : frames) text += std::to_string(frame.end()) + ":" + to_hex(frame.wire) + " ";
        auto error = stream->error();
        error.detail.clear();
        text += !error.ok() ? describe(error) : stream->ended() ? "ended" : stream->mid_frame() ? "truncated" : "clean";
    }
    EXPECT_EQ(told[0], told[1]);
    return told[0];
}

TEST(HaystackStream, HandsOutBinaryMessages) {
    EXPECT_EQ(read(""), "clean");
    EXPECT_EQ(read("8204 01000004"), "6:01000004 clean");
    EXPECT_EQ(read("8284 01020304 01020305 8204 0100010a"), "10:00000001 16:0100010a clean") << "masked, and not";
    EXPECT_EQ(read("8104 6e6f7065 8900 8204 01000004 8a03 616263"), "14:01000004 clean") << "text, ping, pong";
    EXPECT_EQ(read("0202 0100 8900 8002 0004"), "10:01000004 clean") << "in fragments, a ping between";
    EXPECT_EQ(read("8209 1100050a00000002 61"), "11:1100050a0000000261 clean") << "a chunk is a frame";
}

TEST(HaystackStream, EndsInsideOfAMessage) {
    EXPECT_EQ(read("82"), "truncated");
    EXPECT_EQ(read("8204 010000"), "truncated");
    EXPECT_EQ(read("0202 0100"), "truncated");
    EXPECT_EQ(read("0202 0100 8900"), "truncated");
}

TEST(HaystackStream, EndsWithTheFirstMessageThatIsNoFrame) {
    EXPECT_EQ(read("8204 01000004 8203 010000 8204 01000004"), "6:01000004 truncated at byte 6, op");
    EXPECT_EQ(read("8204 01000013"), "bad_opcode at byte 0, op");
    EXPECT_EQ(read("8900 0202 0800 8900 8006 000102aabbcc"), "bad_compression at byte 2, compression");
    EXPECT_EQ(read("8002 0100"), "bad_sequence at byte 0, opcode");
    EXPECT_EQ(read("8204 1900000a", "v1"), "6:1900000a clean");
}

TEST(HaystackStream, EndsWithAClose) {
    EXPECT_EQ(read("8204 01000004 8802 03e8 8201 00"), "6:01000004 ended");
    EXPECT_EQ(read("0202 0100 8800"), "ended");
}

}  // namespace
}  // namespace wireproof::haystack

// Streams of packets: the same packets however the bytes arrive, and nothing behind EOF is looked at.
#include "conformance/stream.hpp"

#include "conformance/packetstream/packetstream.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::packetstream {
namespace {

using namespace wireproof::testing;

// One line a frame, `offset hex`, then how the stream ends.
std::vector<std::string> run(ByteView bytes, const std::vector<std::size_t>& cuts, const Context& context) {
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
    std::vector<std::string> out;
    for (const auto& frame : frames) out.push_back(std::to_string(frame.offset) + " " + to_hex(frame.wire));
    out.push_back(!reader->error().ok() ? describe(reader->error())
                  : reader->mid_frame() ? "truncated"
                  : reader->ended()     ? "ended"
                                        : "clean");
    return out;
}

void expect_under_every_split(std::string_view digits,
                              const std::vector<std::string>& want,
                              const Context& context = {}) {
    const auto bytes = hex(digits);
    EXPECT_EQ(run(bytes, {}, context), want);
    std::vector<std::size_t> every;
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        every.push_back(cut);
        for (auto second = cut; second <= bytes.size(); ++second)
            ASSERT_EQ(run(bytes, {cut, second}, context), want) << cut << " and " << second;
    }
    EXPECT_EQ(run(bytes, every, context), want) << "byte by byte";
}

TEST(PacketStream, GivesTheSamePacketsUnderEverySplit) {
    expect_under_every_split("", {"clean"});
    // captured: three requests in one write, then ERQ and EOF
    expect_under_every_split(
        "0502020170300503060270310504 0a037032 03010200 03000200",
        {"0 050202017030", "6 050306027031", "12 05040a037032", "18 03010200", "22 03000200", "ended"});
    expect_under_every_split("03010200 0502", {"0 03010200", "truncated"});
    expect_under_every_split("03010200 82", {"0 03010200", "truncated"});
}

TEST(PacketStream, LooksAtNothingBehindEof) {
    expect_under_every_split("03000200 00", {"0 03000200", "ended"});
    expect_under_every_split("0400030000 ffffffffffffffffffffffff", {"0 0400030000", "ended"});
    expect_under_every_split("03010200 03020200 03000200 82", {"0 03010200", "4 03020200", "8 03000200", "ended"});
}

TEST(PacketStream, PlacesAnErrorFromTheStartOfTheStream) {
    expect_under_every_split("03010200 00 03000200",
                             {"0 03010200", "bad_length at byte 5, tag: needs 1 bytes, 0 left"});
    expect_under_every_split("03010200 ffffffffffffffffffffff",
                             {"0 03010200", "too_large at byte 4, length: a number over 2^64-1"});
    expect_under_every_split("03010200 0403",
                             {"0 03010200", "too_large at byte 4, length: 4 bytes announced, the limit is 3"},
                             {.max_frame_size = 3});
}

TEST(PacketStream, TakesHttpForTheBeginningOfALongPacket) {
    // captured: "GET / HTTP/1.1" is a length of 71; the peer waits for the rest
    expect_under_every_split("474554202f20485454502f312e310d0a0d0a", {"truncated"});
}

TEST(PacketStream, DoesNotReadALargePacketAgainWithEveryPiece) {
    const auto reader = protocol().variant()->stream({});
    std::vector<StreamFrame> frames;
    const Bytes head = hex("c0800302020300");  // captured: 1 MiB of request, its head
    Bytes wire(1048582);
    std::ranges::copy(head, wire.begin());
    for (std::size_t at = 0; at < wire.size(); at += 16)
        reader->feed(ByteView(wire).subspan(at, std::min<std::size_t>(16, wire.size() - at)), frames);
    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames.front().wire, wire);
}

}  // namespace
}  // namespace wireproof::packetstream

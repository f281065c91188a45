// Packets against bytes that cs.packetstream 20240630 wrote and took, and against damage whose verdict PROTOCOL.md
// fixes.
#include "conformance/packetstream/frames.hpp"

#include <nlohmann/json.hpp>

#include "conformance/packetstream/packetstream.hpp"
#include "conformance/wire/derive.hpp"
#include "conformance/wire/describe.hpp"
#include "conformance/wire/json.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::packetstream {
namespace {

using namespace wireproof::testing;

struct Captured {
    std::string_view name;
    std::string_view wire;
    Packet packet;
};

Packet request(std::uint64_t tag,
               std::uint64_t flags,
               std::uint64_t type,
               std::string_view payload = {},
               std::uint64_t channel = 0) {
    return {.tag = tag, .flags = flags, .channel = channel, .request_type = type, .payload = hex(payload)};
}
Packet response(std::uint64_t tag, std::uint64_t flags, std::string_view payload = {}, std::uint64_t channel = 0) {
    return {.tag = tag, .flags = flags, .channel = channel, .request_type = {}, .payload = hex(payload)};
}

// captured: cs.packetstream 20240630 Packet.transcribe
const std::vector<Captured>& captures() {
    constexpr auto kMax = ~std::uint64_t{0};
    static const std::vector<Captured> kCaptures = {
        {"eof", "03000200", eof()},
        {"erq", "03010200", erq()},
        {"rq-min", "03020201", request(2, 0, 1)},
        {"rq-payload", "0802020168656c6c6f", request(2, 0, 1, "68656c6c6f")},
        {"rq-flags-31", "03027e01", request(2, 31, 1)},
        {"rq-flags-32", "0402810201", request(2, 32, 1)},
        {"rq-flags-0x55", "06028256020203", request(2, 0x55, 2, "0203")},
        {"rq-flags-2^62-1", "0c0281ffffffffffffffff7e01", request(2, kMax >> 2, 1)},
        {"rq-tag-128", "058100020154", request(128, 0, 1, "54")},
        {"rq-tag-2^64-1", "0d81ffffffffffffffff7f020154", request(kMax, 0, 1, "54")},
        {"rq-type-128", "060502810000ff", request(5, 0, 128, "00ff")},
        {"rq-type-2^64-1", "0e050281ffffffffffffffff7f00ff", request(5, 0, kMax, "00ff")},
        {"rq-channel-1", "06090301036368", request(9, 0, 3, "6368", 1)},
        {"rq-channel-128", "0709038100036368", request(9, 0, 3, "6368", 128)},
        {"rq-channel-2^64-1", "0f090381ffffffffffffffff7f036368", request(9, 0, 3, "6368", kMax)},
        {"rq-type0-not-eof-tag2", "03020200", request(2, 0, 0)},
        {"rq-type0-payload", "0400020078", request(0, 0, 0, "78")},
        {"rq-type0-channel1", "0400030100", request(0, 0, 0, "", 1)},
        {"resp-ok-empty", "020204", response(2, 1)},
        {"resp-ok-flags0x11", "0502810c0302", response(2, 0x23, "0302")},
        {"resp-fail-empty", "020200", response(2, 0)},
        {"resp-fail-with-flags", "050282106e6f", response(2, 68, "6e6f")},
        {"resp-channel-257", "06090582016368", response(9, 1, "6368", 257)},
        {"resp-eof-like", "020000", response(0, 0)},
    };
    return kCaptures;
}

TEST(Packet, ReadsAndWritesEveryCapturedOne) {
    for (const auto& [name, wire, packet] : captures()) {
        SCOPED_TRACE(name);
        EXPECT_EQ(decoded<Packet>(wire), packet);
        EXPECT_EQ(decoded<Packet>(wire, kStrict), packet);
        EXPECT_EQ(encoded(packet), wire);
    }
}

TEST(Packet, LeavesRoomForALengthOfAnyWidth) {
    // captured: 4 + payload bytes of body, its length in 1, 2 and 3 bytes
    const std::pair<std::size_t, std::string_view> table[] = {{121, "7c020201"},
                                                              {124, "7f020201"},
                                                              {125, "8100020201"},
                                                              {16380, "ff7f020201"},
                                                              {16384, "818003020201"},
                                                              {65536, "848003020201"}};
    for (const auto& [size, head] : table) {
        Packet packet = request(2, 0, 1);
        for (std::size_t i = 0; i < size; ++i) packet.payload.push_back(static_cast<std::uint8_t>(7 * i));
        EXPECT_EQ(encoded(packet), std::string(head) + to_hex(packet.payload)) << size;
        EXPECT_EQ(decoded<Packet>(encoded(packet)), packet) << size;
    }
}

TEST(Packet, AppendsBehindWhatIsInTheBuffer) {
    Buffer out;
    const Packet large{.tag = 1, .request_type = 1, .payload = Bytes(200)};
    ASSERT_TRUE(encode(erq(), out).ok());
    ASSERT_TRUE(encode(large, out).ok());
    ASSERT_TRUE(encode(eof(), out).ok());
    EXPECT_EQ(to_hex(out.view()), "03010200" + encoded(large) + "03000200");
}

TEST(Packet, TakesOtherFormsUnlessStrict) {
    struct Case {
        std::string_view wire;
        Packet packet;
        std::size_t offset;  // of the strict refusal
        std::string_view path;
    };
    // captured: cs.packetstream 20240630 Packet.parse_bytes takes all of these
    const Case table[] = {{"8003000200", eof(), 0, "length"},
                          {"0480000200", eof(), 1, "tag"},
                          {"0400800200", eof(), 2, "flags"},
                          {"0400028000", eof(), 3, "request_type"},
                          {"0400030000", eof(), 3, "channel"},
                          {"0480010200", erq(), 1, "tag"},
                          {"0402030001", request(2, 0, 1), 3, "channel"},
                          {"03020100", response(2, 0), 3, "channel"}};
    for (const auto& [wire, packet, offset, path] : table) {
        SCOPED_TRACE(wire);
        EXPECT_EQ(decoded<Packet>(wire), packet);
        expect_refusals<Packet>({{"strict", wire, Errc::bad_value, offset, path}}, kStrict);
    }
}

TEST(Packet, IsRefusedWhereItsBytesDoNotMakeOne) {
    expect_refusals<Packet>({
        {"nothing", "", Errc::truncated, 0, "length"},
        {"a length without end", "82", Errc::truncated, 0, "length"},
        {"no body", "03", Errc::truncated, 0, "length"},
        {"half a body", "0502020161", Errc::truncated, 0, "length"},
        {"length 2^37", "84808080800002", Errc::too_large, 0, "length"},
        {"length 2^64", "82808080808080808000", Errc::too_large, 0, "length"},
        {"one byte over the limit, nothing behind it", "a0808001", Errc::too_large, 0, "length"},
        {"no tag", "00", Errc::bad_length, 1, "tag"},
        {"no flags", "0102", Errc::bad_length, 2, "flags"},
        {"a tag without end", "0182", Errc::bad_length, 1, "tag"},
        {"a tag that takes the whole body", "03828282", Errc::bad_length, 1, "tag"},
        {"flags without end", "020282", Errc::bad_length, 2, "flags"},
        {"no channel", "020201", Errc::bad_length, 3, "channel"},
        {"no channel and no type", "020203", Errc::bad_length, 3, "channel"},
        {"no type", "020202", Errc::bad_length, 3, "request_type"},
        {"a channel and no type", "03020301", Errc::bad_length, 4, "request_type"},
        {"a tag over 64 bits", "0d83ffffffffffffffff7f020161", Errc::too_large, 1, "tag"},
        {"flags over 64 bits, of a response", "0b0282808080808080808004", Errc::too_large, 2, "flags"},
        {"flags over 64 bits", "0c0287ffffffffffffffff7e01", Errc::too_large, 2, "flags"},
        {"a second packet", "0300020003010200", Errc::trailing_bytes, 4, ""},
        {"bytes behind are seen before what is wrong inside", "000300", Errc::trailing_bytes, 1, ""},
    });
}

TEST(Packet, HasALimitThatAContextReplaces) {
    EXPECT_EQ(error_of<Packet>("a0808000").code, Errc::truncated) << "64 MiB may come";
    const Context three{.max_frame_size = 3};
    const Context two{.max_frame_size = 2};
    EXPECT_EQ(decoded<Packet>("03000200", three), eof());
    EXPECT_EQ(describe(error_of<Packet>("03000200", two)),
              "too_large at byte 0, length: 3 bytes announced, the limit is 2");
    Packet packet = request(2, 0, 1);
    packet.payload.resize(kMaxPacket - 2);
    EXPECT_EQ(encoded(packet), "unencodable, length: 67108865 bytes, at most 67108864 fit");
}

TEST(Packet, ShowsItsMembersAndNotWhatFollowsFromThem) {
    const auto json = [](Packet packet) { return to_json(any_frame(packet)).dump(); };
    EXPECT_EQ(json(request(2, 0x55, 2, "0203")), R"({"flags":"85","payload":"0203","request_type":"2","tag":"2"})");
    EXPECT_EQ(json(response(9, 1, "6368", 257)), R"({"channel":"257","flags":"1","payload":"6368","tag":"9"})");
    EXPECT_EQ(json(decoded<Packet>("0402030001")), R"({"flags":"0","payload":"","request_type":"1","tag":"2"})");
    const auto encoding = [](std::string_view json_text) {
        Packet packet;
        const auto error = from_json(any_frame(packet), Json::parse(json_text));
        return error.ok() ? encoded(packet) : describe(error);
    };
    EXPECT_EQ(encoding(R"({"tag":"2","flags":"0","channel":"0","request_type":"1","payload":""})"), "03020201");
    EXPECT_EQ(encoding(R"({"tag":"2","flags":"4611686018427387904","payload":""})"),
              "unencodable, flags: over the range of its bits");
    EXPECT_EQ(encoding(R"({"tag":"18446744073709551616","flags":"0","payload":""})"),
              "unencodable, tag: expected an integer");
    EXPECT_EQ(encoding(R"({"tag":"-1","flags":"0","payload":""})"), "unencodable, tag: number out of range");
}

TEST(Packet, IsDescribedAsARow) {
    std::vector<std::string> rows;
    for (const auto& row : describe(*protocol().variant()->frame("packet")))
        rows.push_back(row.name + " | " + row.type + " | " + row.note);
    EXPECT_EQ(rows,
              (std::vector<std::string>{"length of length | bsuint | at most 67108864",
                                        "tag | bsuint | ",
                                        "flags | bsuint | ",
                                        "channel | bit 0 | set if it follows",
                                        "request_type | bit 1 | set if it follows",
                                        "flags | bits from 2 | ",
                                        "channel | if announced: bsuint | ",
                                        "request_type | if announced: bsuint | ",
                                        "payload | bytes to the end | "}));
}

// Every derived case of every captured packet, held against the decoder.
TEST(Packet, HasDerivedCasesThatTheDecoderConfirms) {
    std::size_t cases = 0;
    for (const auto& [name, wire, unused] : captures()) {
        Packet original;
        const auto bytes = hex(wire);
        const auto derived = derive(annotate(any_frame(original), bytes), bytes, {}).cases;
        for (const auto& each : derived) {
            SCOPED_TRACE(std::string(name) + "/" + each.suffix + " " + to_hex(each.wire));
            const ExactBytes in(each.wire);
            Packet packet;
            auto error = decode(in.view(), packet);
            error.detail.clear();
            ++cases;
            if (each.outcome == Derived::Outcome::refused) EXPECT_EQ(describe(error), describe(each.error));
            else EXPECT_FALSE(error.ok() && packet == original);
        }
    }
    EXPECT_GT(cases, 300U);
}

TEST(Packet, PacksWhatAResponseSays) {
    EXPECT_TRUE(is_ok(decoded<Packet>("0502810c0302")));
    EXPECT_FALSE(is_ok(decoded<Packet>("020200")));
    EXPECT_EQ(response_flags(true, 0x11), 0x23U);
    EXPECT_EQ(response_flags(false, 0x22), 0x44U);
}

}  // namespace
}  // namespace wireproof::packetstream

// The frames of FIBP against bytes that the server's and the SDK's own encoders made, and against damage whose verdict
// PROTOCOL.md fixes.
#include <nlohmann/json.hpp>
#include <set>

#include "conformance/fibp/admin.hpp"
#include "conformance/fibp/fibp.hpp"
#include "conformance/fibp/frame.hpp"
#include "conformance/fibp/messages.hpp"
#include "conformance/fibp/test_captures.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::fibp {
namespace {

using namespace wireproof::testing;

const Variant& variant(std::string_view name = {}) { return *protocol().variant(name); }

// ---- captured bytes -----------------------------------------------------------------------------------------------
TEST(FibpFrames, ReadAndWriteEveryCapture) {
    std::set<std::string_view> covered;
    for (const auto& each : testing::kCaptures) {
        SCOPED_TRACE(each.sentence);
        const auto& type = *variant().frame(each.frame);
        const ExactBytes in(each.wire);
        const auto value = decode_value(type, in.view());
        ASSERT_TRUE(value) << describe(value.error());
        const auto want = canonical_value(type, Json::parse(each.value));
        ASSERT_TRUE(want) << describe(want.error());
        EXPECT_EQ(*value, *want);
        const auto wire = encode_value(type, Json::parse(each.value));
        ASSERT_TRUE(wire) << describe(wire.error());
        EXPECT_EQ(to_hex(*wire), each.wire);
        covered.insert(each.frame);
    }
    EXPECT_EQ(covered.size(), 42U) << "each frame has a capture";
}

TEST(FibpFrames, ReadAsTheirSenderMeantThem) {
    const auto enqueue = decoded<Frame<Enqueue>>(
        "00000051 10 00 00000004 00000003 | 0001 61 0000 00000000 | 0001 62 0001 0001 6b 0001 76 00000001 01 |"
        "0006 e697a5e69cac 0001 0008 d0bad0bbd18ed187 0010 d0b7d0bdd0b0d187d0b5d0bdd0b8d0b5 00000004 f09f9880");
    EXPECT_EQ(enqueue.request_id, 4U);
    ASSERT_EQ(enqueue.body.messages.size(), 3U);
    EXPECT_EQ(enqueue.body.messages[2].queue, "日本");
    EXPECT_EQ(*find(enqueue.body.messages[2].headers, "ключ"), "значение");
    EXPECT_EQ(enqueue.body.messages[1].payload, Bytes{1});
    EXPECT_TRUE(enqueue.body.messages[0].payload.empty());

    const auto error = decoded<Frame<ErrorReply>>(
        "00000046 fe 00 00000021 0c 001d 6e6f7420746865206c656164657220666f722074686973207175657565 0001"
        "000b 6c65616465725f61646472 000f 3132372e302e302e313a3235393939");
    EXPECT_EQ(error.body.error_code, error_code("NotLeader"));
    EXPECT_EQ(*find(error.body.metadata, "leader_addr"), "127.0.0.1:25999");
    EXPECT_EQ(find(error.body.metadata, "leader"), nullptr);

    const auto stats = decoded<Frame<GetStatsResult>>(
        "00000081 f8 00 0000002f 00 ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffff ffffffff "
        "ffffffffffffffff"
        "ffffffff | 0002 0001 6b ffffffffffffffff 8000000000000000 ffffffff 0002 6b32 0000000000000000 7fffffffffffffff"
        "00000000 | 0001 0001 74 8000000000000000 0000000000000001 7fefffffffffffff");
    EXPECT_EQ(stats.body.per_key_stats[0].current_deficit, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(stats.body.per_throttle_stats[0].rate_per_second, 5e-324);
    EXPECT_TRUE(std::signbit(stats.body.per_throttle_stats[0].tokens));
}

TEST(FibpFrames, KeepADuplicateKeyOfAMapAndItsOrder) {
    constexpr std::string_view kTwice =
        "0000001f 10 00 00000001 00000001 0001 71 0002 0001 6b 0001 31 0001 6b 0001 32 00000000";
    const auto frame = decoded<Frame<Enqueue>>(kTwice);
    EXPECT_EQ(frame.body.messages[0].headers.size(), 2U);
    EXPECT_EQ(*find(frame.body.messages[0].headers, "k"), "2") << "the last one counts";
    EXPECT_EQ(encoded(frame), to_hex(hex(kTwice)));
}

// ---- the head -----------------------------------------------------------------------------------------------------
TEST(FibpHead, IsCheckedInOrder) {
    expect_refusals<Frame<Consume>>({
        {"nothing", "", Errc::truncated, 0, "length"},
        {"three bytes", "000000", Errc::truncated, 0, "length"},
        {"a byte over 16 MiB, before the missing bytes count", "01000001", Errc::too_large, 0, "length"},
        {"4 GiB, with the head there", "ffffffff 12 00 00000001", Errc::too_large, 0, "length"},
        {"16 MiB, not there", "01000000", Errc::truncated, 0, "length"},
        {"5, before the missing bytes count", "00000005", Errc::bad_length, 0, "length"},
        {"0", "00000000", Errc::bad_length, 0, "length"},
        {"5, all there", "00000005 12 00 000000", Errc::bad_length, 0, "length"},
        {"a byte short", "0000000c 12 00 00000005 0004 6f7264", Errc::truncated, 0, "length"},
        {"a byte behind it", "0000000c 12 00 00000005 0004 6f726465 00", Errc::trailing_bytes, 16, ""},
        {"a byte behind it and another opcode", "00000006 ff 00 00000005 00", Errc::trailing_bytes, 10, ""},
        {"another frame's opcode", "0000000c 13 00 00000005 0004 6f726465", Errc::bad_opcode, 4, "opcode"},
        {"an opcode of no frame", "0000000c 00 00 00000005 0004 6f726465", Errc::bad_opcode, 4, "opcode"},
        {"opcode before flags", "0000000c 13 01 00000005 0004 6f726465", Errc::bad_opcode, 4, "opcode"},
        {"a chunk", "0000000c 12 01 00000005 0004 6f726465", Errc::bad_flags, 5, "flags"},
        {"a chunk, before its body", "00000006 12 03 00000005", Errc::bad_flags, 5, "flags"},
        {"no body", "00000006 12 00 00000005", Errc::bad_length, 10, "queue"},
    });
}

TEST(FibpHead, HasALimitThatTheContextReplaces) {
    const Context exact{.max_frame_size = 12};
    const Context tight{.max_frame_size = 11};
    constexpr std::string_view kConsume = "0000000c 12 00 00000005 0004 6f726465";
    EXPECT_EQ(decoded<Frame<Consume>>(kConsume, exact).body.queue, "orde");
    expect_refusals<Frame<Consume>>({{"over it", kConsume, Errc::too_large, 0, "length"}}, tight);

    Frame<Consume> frame{.request_id = 5, .body = {"orde"}};
    Buffer out;
    EXPECT_TRUE(encode(frame, out, exact).ok());
    EXPECT_EQ(describe(encode(frame, out, tight)), "unencodable, length: 12 bytes, at most 11 fit");
}

TEST(FibpHead, KeepsReservedFlagsUnlessStrict) {
    constexpr std::string_view kPing = "00000006 03 fe 00000009";
    EXPECT_EQ(decoded<Frame<Ping>>(kPing).flags, 0xFE);
    EXPECT_EQ(encoded(Frame<Ping>{.flags = 0xFE, .request_id = 9, .body = {}}), to_hex(hex(kPing)));
    expect_refusals<Frame<Ping>>({{"a reserved bit", "00000006 03 80 00000009", Errc::bad_value, 5, "flags"}}, kStrict);
    EXPECT_EQ(encoded(Frame<Ping>{.flags = 1, .request_id = 9, .body = {}}),
              "unencodable, flags: CONTINUATION (bit 0) must be clear, default 0");
}

TEST(FibpHead, PassesOverWhatLaterRevisionsAddUnlessStrict) {
    EXPECT_EQ(decoded<Frame<Consume>>("0000000f 12 00 00000005 0004 6f726465 aabbcc").body.queue, "orde");
    EXPECT_EQ(decoded<Frame<Ping>>("00000009 03 00 00000005 aabbcc").request_id, 5U);
    // fila-python's CancelConsume has a body; under this variant it is ignored.
    EXPECT_EQ(decoded<Frame<CancelConsume>>("0000000b 15 00 00000006 0003 632d31").request_id, 6U);
    expect_refusals<Frame<Consume>>(
        {{"strict", "0000000f 12 00 00000005 0004 6f726465 aabbcc", Errc::trailing_bytes, 16, "length"}}, kStrict);
}

// ---- bodies -------------------------------------------------------------------------------------------------------
TEST(FibpBodies, RefuseACountBeforeAnythingIsMadeOfIt) {
    expect_refusals<Frame<Enqueue>>({
        {"a million and one", "0000000a 10 00 00000001 000f4241", Errc::too_large, 10, "messages"},
        {"four billion", "0000000a 10 00 00000001 ffffffff", Errc::too_large, 10, "messages"},
        {"a million that are not there", "0000000a 10 00 00000001 000f4240", Errc::bad_length, 10, "messages"},
        {"two, with room for one and a half",
         "00000016 10 00 00000001 00000002 0000 0000 00000000 0000 0000",
         Errc::bad_length,
         10,
         "messages"},
    });
    expect_refusals<Frame<AckResult>>({
        {"items of one byte", "0000000c 17 00 00000001 00000003 0000", Errc::bad_length, 10, "results"},
    });
    expect_refusals<Frame<SetAcl>>({
        {"a count of two bytes", "0000000e e7 00 00000001 0000 ffff 00000000", Errc::bad_length, 12, "permissions"},
    });
    expect_refusals<Frame<Delivery>>({
        {"37 of the least 38 bytes",
         "0000002f 14 00 00000005 00000001 0000 0000 0000 00000000 0000 00000000 0000 00000000 0000000000000000"
         "00000000000000",
         Errc::bad_length,
         10,
         "messages"},
    });
    EXPECT_EQ(decoded<Frame<AckResult>>("0000000c 17 00 00000001 00000002 00ff").body.results.size(), 2U);
    EXPECT_EQ(decoded<Frame<Delivery>>("00000030 14 00 00000005 00000001 0000 0000 0000 00000000 0000 00000000 0000"
                                       "00000000 0000000000000000 0000000000000000")
                  .body.messages.size(),
              1U);
}

TEST(FibpBodies, NameTheFieldThatIsCut) {
    expect_refusals<Frame<Delivery>>({
        {"a header's value beyond the body",
         "00000038 14 00 00000005 00000001 0001 6d 0001 71 0001 0001 6b 0040 76"
         "00000000 0000 00000000 0000 00000000 0000000000000000 0000000000000000",
         Errc::bad_length,
         25,
         "messages[0].headers[0][1]"},
    });
    expect_refusals<Frame<Handshake>>({
        {"version alone", "00000008 01 00 00000000 0001", Errc::bad_length, 12, "api_key"},
        {"a key that is not there", "00000009 01 00 00000000 0001 01", Errc::bad_length, 13, "api_key"},
        {"half a key", "0000000c 01 00 00000000 0001 01 0002 61", Errc::bad_length, 13, "api_key"},
        {"a key that is not UTF-8", "0000000d 01 00 00000000 0001 01 0002 c328", Errc::bad_utf8, 13, "api_key"},
    });
    expect_refusals<Frame<ErrorReply>>({
        {"three of the least four bytes of an entry",
         "0000000e fe 00 00000001 0c 0000 0001 0001 6b",
         Errc::bad_length,
         13,
         "metadata"},
        {"half the length of a value",
         "0000000f fe 00 00000001 0c 0000 0001 0001 6b 00",
         Errc::bad_length,
         18,
         "metadata[0][1]"},
        {"the value of the first entry",
         "00000011 fe 00 00000001 0c 0000 0001 0001 6b 0002 76",
         Errc::bad_length,
         18,
         "metadata[0][1]"},
        {"the key of the second",
         "00000015 fe 00 00000001 0c 0000 0002 0000 0000 0002 ff61 0000",
         Errc::bad_utf8,
         19,
         "metadata[1][0]"},
    });
    expect_refusals<Frame<GetStatsResult>>({
        {"the last number of a throttle",
         "0000004d f8 00 0000002d 00 0000000000000000 0000000000000000 0000000000000000 00000000 00000000"
         "0000000000000000 00000000 0000 0001 0000 0000000000000000 0000000000000000 00000000",
         Errc::bad_length,
         57,
         "per_throttle_stats"},
    });
}

TEST(FibpBodies, TakeAnyByteButZeroForTrueUnlessStrict) {
    constexpr std::string_view kBool = "00000011 ed 00 00000001 0000 0000000000000000 02";
    EXPECT_TRUE(decoded<Frame<CreateApiKey>>(kBool).body.is_superadmin);
    EXPECT_EQ(encoded(decoded<Frame<CreateApiKey>>(kBool)),
              "00000011ed000000000100000000000000000000"
              "01");
    expect_refusals<Frame<CreateApiKey>>({{"2", kBool, Errc::bad_value, 20, "is_superadmin"}}, kStrict);
    constexpr std::string_view kPresence = "0000000b 01 00 00000000 0001 ff 0000";
    EXPECT_EQ(decoded<Frame<Handshake>>(kPresence).body.api_key, "");
    expect_refusals<Frame<Handshake>>({{"ff", kPresence, Errc::bad_value, 12, "api_key"}}, kStrict);
}

TEST(FibpBodies, KeepAnUnknownErrorCode) {
    EXPECT_EQ(decoded<Frame<DeleteQueueResult>>("00000007 fa 00 00000001 7f").body.error_code, 0x7F);
}

TEST(FibpBodies, EncodeUpToTheirLimitsAndNameTheFieldBeyond) {
    const auto consume = [](std::size_t n) { return encoded(Frame<Consume>{.body = {std::string(n, 'q')}}); };
    EXPECT_EQ(consume(65535).size(), 2 * (12 + 65535U));
    EXPECT_EQ(consume(65536), "unencodable, queue: 65536 bytes, the limit is 65535");

    const auto results = [](std::size_t n) {
        Frame<AckResult> frame;
        frame.body.results.resize(n);
        return encoded(frame);
    };
    EXPECT_EQ(results(1'000'000).size(), 2 * (14 + 1'000'000U));
    EXPECT_EQ(results(1'000'001), "unencodable, results: 1000001 items, at most 1000000 fit");

    const auto enqueue = [](std::size_t payload) {
        Frame<Enqueue> frame;
        frame.body.messages.push_back({.queue = "q", .headers = {}, .payload = Bytes(payload)});
        return encoded(frame);
    };
    constexpr std::size_t kAround = 6 + 4 + 3 + 2 + 4;
    EXPECT_EQ(enqueue(kMaxFrame - kAround).substr(0, 8), "01000000");
    EXPECT_EQ(enqueue(kMaxFrame - kAround + 1), "unencodable, length: 16777217 bytes, at most 16777216 fit");

    Frame<SetAcl> acl;
    acl.body.permissions.resize(65536);
    EXPECT_EQ(encoded(acl), "unencodable, permissions: 65536 items, at most 65535 fit");
}

// ---- chunks -------------------------------------------------------------------------------------------------------
using Continuation42 = Continuation<kOpcodes42>;

TEST(FibpContinuation, KeepsItsPieceOfTheBodyUnread) {
    const auto chunk = decoded<Continuation42>("00000009 10 01 00000004 000000");
    EXPECT_EQ(chunk.opcode, number_in(kOpcodes42, "Enqueue"));
    EXPECT_EQ(chunk.request_id, 4U);
    EXPECT_EQ(chunk.body, Bytes(3));
    EXPECT_EQ(encoded(chunk),
              "0000000910010000"
              "0004000000");
    EXPECT_TRUE(decoded<Continuation42>("00000006 10 ff 00000004").body.empty()) << "an empty chunk is legal";
    expect_refusals<Continuation42>({
        {"an opcode of no frame", "00000006 ff 01 00000004", Errc::bad_opcode, 4, "opcode"},
        {"opcode before flags", "00000006 ff 00 00000004", Errc::bad_opcode, 4, "opcode"},
        {"no chunk", "00000006 10 fe 00000004", Errc::bad_flags, 5, "flags"},
        {"shorter than its head", "00000005 10 01 000000", Errc::bad_length, 0, "length"},
    });
    EXPECT_EQ(encoded(Continuation42{.opcode = 0x1A, .flags = 1, .request_id = 1, .body = {}}),
              "unencodable, opcode: no opcode of this protocol");
    EXPECT_EQ(encoded(Continuation42{.opcode = 0x10, .flags = 0, .request_id = 1, .body = {}}),
              "unencodable, flags: CONTINUATION (bit 0) must be set");
}

TEST(FibpContinuation, NamesTheFrameThatItIsAPieceOf) {
    const auto& type = *variant().frame("continuation");
    const auto value = decode_value(type, ExactBytes("00000008 14 01 00000005 0102").view());
    ASSERT_TRUE(value);
    EXPECT_EQ(*value, Json::parse(R"({"opcode": "Delivery", "flags": 1, "request_id": 5, "body": "0102"})"));
    const auto refused = [&](const char* text) { return describe(encode_value(type, Json::parse(text)).error()); };
    EXPECT_EQ(refused(R"({"opcode": "Delivery", "request_id": 5, "body": ""})"),
              "unencodable, flags: required member is missing");
    EXPECT_EQ(refused(R"({"opcode": "delivery", "flags": 1, "request_id": 5, "body": ""})"),
              "unencodable, opcode: neither a known name nor an integer");
}

// ---- variants -----------------------------------------------------------------------------------------------------
TEST(FibpProtocol, HasThreeTablesOfTheSameFrames) {
    EXPECT_EQ(variant().name, "42");
    EXPECT_EQ(variant().frames.size(), 43U) << "42 frames and continuation";
    EXPECT_EQ(variant("doc-main").frames.size(), 43U);
    EXPECT_EQ(variant("doc-draft").frames.size(), 42U);
    EXPECT_EQ(variant("doc-draft").frame("ConsumeOk"), nullptr);
    EXPECT_EQ(variant().frame("Enqueue")->sent_by, Side::client);
    EXPECT_EQ(variant().frame("Delivery")->sent_by, Side::server);
    EXPECT_EQ(variant().frame("Ping")->sent_by, std::nullopt);
    std::set<std::uint64_t> numbers;
    for (const auto& each : kOpcodeNames42) numbers.insert(each.value);
    EXPECT_EQ(numbers.size(), 42U);
}

TEST(FibpProtocol, DiffersByVariantInTheOpcodeAlone) {
    const auto opcode = [](std::string_view name, const char* frame, const char* value) {
        const auto wire = encode_value(*variant(name).frame(frame), Json::parse(value));
        return wire ? to_hex(*wire) : describe(wire.error());
    };
    constexpr auto* kAck = R"({"request_id": 6, "items": [{"queue": "q", "message_id": "m"}]})";
    EXPECT_EQ(opcode("42", "Ack", kAck),
              "00000010"
              "16"
              "0000000006000000010001710001"
              "6d");
    EXPECT_EQ(opcode("doc-main", "Ack", kAck),
              "00000010"
              "15"
              "0000000006000000010001710001"
              "6d");
    EXPECT_EQ(opcode("doc-draft", "Ack", kAck),
              "00000010"
              "15"
              "0000000006000000010001710001"
              "6d");
    constexpr auto* kConsumeOk = R"({"request_id": 5, "consumer_id": "c"})";
    EXPECT_EQ(opcode("42", "ConsumeOk", kConsumeOk),
              "00000009"
              "13"
              "0000000005"
              "000163");
    EXPECT_EQ(opcode("doc-main", "ConsumeOk", kConsumeOk),
              "00000009"
              "19"
              "0000000005"
              "000163");
    constexpr auto* kDelete = R"({"request_id": 1, "queue": "q"})";
    EXPECT_EQ(opcode("doc-main", "DeleteQueue", kDelete),
              "00000009"
              "fb"
              "0000000001"
              "000171");
    EXPECT_EQ(opcode("doc-draft", "DeleteQueue", kDelete),
              "00000009"
              "22"
              "0000000001"
              "000171");
    EXPECT_EQ(
        opcode("doc-draft", "continuation", R"({"opcode": "GetAclResult", "flags": 1, "request_id": 1, "body": ""})"),
        "00000006"
        "39"
        "0100000001");
}

}  // namespace
}  // namespace wireproof::fibp

// The frames of Flo against bytes that flo-python 0.1.0 sent and took, and against damage whose verdict PROTOCOL.md
// fixes.
#include "conformance/flo/frames.hpp"

#include "conformance/flo/flo.hpp"
#include "conformance/flo/test_exchanges.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::flo {
namespace {

using namespace wireproof::testing;

std::string text_of(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

// ---- captured bytes -----------------------------------------------------------------------------------------------
TEST(FloRequest, ReadsAndWritesEveryCapturedCall) {
    for (const auto& each : testing::kExchanges) {
        SCOPED_TRACE(each.call);
        const auto request = decoded<Request>(each.request);
        EXPECT_EQ(request.op, each.op);
        EXPECT_EQ(request.request_id, each.request_id);
        EXPECT_EQ(request.flags, 0);
        EXPECT_EQ(request.reserved, 0);
        EXPECT_EQ(text_of(request.name_space), each.name_space);
        EXPECT_EQ(text_of(request.key), each.key);
        EXPECT_EQ(to_hex(request.value), each.value);
        EXPECT_EQ(encoded(Options{request.options}), each.options);
        EXPECT_EQ(encoded(request), each.request);
    }
}

TEST(FloResponse, ReadsAndWritesEveryCapturedReply) {
    for (const auto& each : testing::kExchanges) {
        if (each.reply.empty()) continue;
        SCOPED_TRACE(each.call);
        const auto response = decoded<Response>(each.reply);
        EXPECT_EQ(response.request_id, each.request_id);
        EXPECT_EQ(response.status, status("OK"));
        EXPECT_EQ(to_hex(response.payload), each.reply.substr(48)) << "all behind the 24 bytes of the header";
        EXPECT_EQ(encoded(response), each.reply);
    }
}

TEST(FloResponse, CarriesTheTextOfAnError) {
    const auto response = decoded<Response>("464c4f00 05000000 6600000000000000 28036bd3 01 02 00 00 | 6d73672032");
    EXPECT_EQ(response.request_id, 102U);
    EXPECT_EQ(response.status, status("NOT_FOUND"));
    EXPECT_EQ(text_of(response.payload), "msg 2");
}

TEST(FloBodies, ReadAsTheirCallerMeantThem) {
    const auto scan = decoded<ScanResponse>("01 | 04000000 6e657874 | 01000000 | 0600 757365723a33 00000000");
    EXPECT_TRUE(scan.has_more);
    EXPECT_EQ(text_of(scan.cursor), "next");
    ASSERT_EQ(scan.entries.size(), 1U);
    EXPECT_EQ(text_of(scan.entries[0].key), "user:3");
    EXPECT_TRUE(scan.entries[0].value.empty());

    const auto history = decoded<HistoryResponse>(
        "02000000 | 0100000000000000 0068e5cf8b010000 01000000 61 | ffffffffffffffff 0000000000000080 00000000");
    ASSERT_EQ(history.entries.size(), 2U);
    EXPECT_EQ(history.entries[0].timestamp, 1700000000000);
    EXPECT_EQ(text_of(history.entries[0].value), "a");
    EXPECT_EQ(history.entries[1].version, ~std::uint64_t{0});
    EXPECT_EQ(history.entries[1].timestamp, std::numeric_limits<std::int64_t>::min());

    const auto dequeue =
        decoded<DequeueResponse>("02000000 | 0100000000000000 01000000 61 | 0200000000000000 00000000");
    ASSERT_EQ(dequeue.messages.size(), 2U);
    EXPECT_EQ(dequeue.messages[0].seq, 1U);
    EXPECT_EQ(text_of(dequeue.messages[0].payload), "a");
    EXPECT_EQ(dequeue.messages[1].seq, 2U);

    EXPECT_EQ(decoded<EnqueueResponse>("ffffffffffffffff").seq, ~std::uint64_t{0});
    const auto append = decoded<StreamAppendResponse>("0100000000000000 0068e5cf8b010000");
    EXPECT_EQ(append.sequence, 1U);
    EXPECT_EQ(append.timestamp_ms, 1700000000000);
    const auto info =
        decoded<StreamInfoResponse>("0100000000000000 0a00000000000000 0a00000000000000 3930000000000000");
    EXPECT_EQ(info.first_seq, 1U);
    EXPECT_EQ(info.last_seq, 10U);
    EXPECT_EQ(info.count, 10U);
    EXPECT_EQ(info.bytes, 12345U);

    const auto task =
        decoded<TaskAssignment>("0300 742d31 | 0a00 73656e642d656d61696c | 0068e5cf8b010000 | 01000000 | 7b7d");
    EXPECT_EQ(task.task_id, "t-1");
    EXPECT_EQ(task.task_type, "send-email");
    EXPECT_EQ(task.created_at, 1700000000000);
    EXPECT_EQ(task.attempt, 1U);
    EXPECT_EQ(text_of(task.payload), "{}");
}

TEST(FloBodies, ReadTheTwoRecordsOfACapturedStream) {
    constexpr std::string_view kWire =
        "02000000 | 0100000000000000 0068e5cf8b010000 00 00000000 00 02000000 7031 00000000 |"
        "0200000000000000 0168e5cf8b010000 03 07000000 01 04000000 706b6579 00000000 00000000";
    const auto body = decoded<StreamReadResponse>(kWire);
    ASSERT_EQ(body.records.size(), 2U);
    EXPECT_EQ(body.records[0].tier, tier("HOT"));
    EXPECT_FALSE(body.records[0].key);
    EXPECT_EQ(text_of(body.records[0].payload), "p1");
    EXPECT_EQ(body.records[1].sequence, 2U);
    EXPECT_EQ(body.records[1].timestamp_ms, 1700000000001);
    EXPECT_EQ(body.records[1].tier, tier("COLD"));
    EXPECT_EQ(body.records[1].partition, 7U);
    EXPECT_EQ(text_of(body.records[1].key.value()), "pkey");
    EXPECT_EQ(encoded(body), to_hex(hex(kWire)));
}

TEST(FloValues, ReadAndWriteTheCapturedOnes) {
    EXPECT_EQ(decoded<Seqs>("03000000 0100000000000000 0200000000000000 ffffffffffffffff").seqs,
              (std::vector<std::uint64_t>{1, 2, ~std::uint64_t{0}}));
    const auto group = decoded<GroupValue>("0a00 70726f636573736f7273 0800 776f726b65722d31");
    EXPECT_EQ(group.group, "processors");
    EXPECT_EQ(group.consumer, "worker-1");
    EXPECT_EQ(decoded<GroupAckValue>("0a00 70726f636573736f7273 02000000 0300000000000000 0400000000000000").seqs,
              (std::vector<std::uint64_t>{3, 4}));

    const auto action = decoded<ActionRegisterValue>("00 30750000 03000000 00 00 00 00 00 00");
    EXPECT_EQ(action.timeout_ms, 30000U);
    EXPECT_EQ(action.max_retries, 3U);
    EXPECT_FALSE(action.description || action.wasm_module || action.wasm_entrypoint || action.wasm_memory_limit);

    const auto invoke = decoded<ActionInvokeValue>("ff 0000000000000000 00 01 0400 6964656d 696e");
    EXPECT_EQ(invoke.priority, 255);
    EXPECT_EQ(invoke.idempotency_key, "idem");
    EXPECT_EQ(text_of(invoke.input), "in");
    EXPECT_FALSE(decoded<ListValue>("05000000").cursor);
    EXPECT_EQ(decoded<ListValue>("05000000 00").cursor, Bytes{0});
    EXPECT_EQ(decoded<WorkerRegisterValue>("02000000 0a00 73656e642d656d61696c 0600 726573697a65 00").task_types,
              (std::vector<std::string>{"send-email", "resize"}));
    EXPECT_EQ(decoded<WorkerTouchValue>("0300 742d31 30750000").extend_ms, 30000U);
    EXPECT_EQ(text_of(decoded<WorkerCompleteValue>("0300 742d31 6f6b").result), "ok");
    EXPECT_EQ(decoded<WorkerFailValue>("0300 742d31 626f6f6d").error, "boom");
}

// ---- damage -------------------------------------------------------------------------------------------------------
// The bytes are those flo-python 0.1.0's parse_response was given; where it has another opinion, PROTOCOL.md says so.
TEST(FloResponse, IsCheckedInTheOrderOfTheReference) {
    expect_refusals<Response>({
        {"nothing", "", Errc::truncated, 0, "magic"},
        {"three bytes", "464c4f", Errc::truncated, 0, "magic"},
        {"the magic alone", "464c4f00", Errc::truncated, 4, "payload"},
        {"23 bytes", "464c4f00 05000000 0100000000000000 826ae83a 010000", Errc::truncated, 23, "reserved"},
        {"the header alone", "464c4f00 05000000 0100000000000000 826ae83a 01000000", Errc::truncated, 24, "payload"},
        {"a byte of five", "464c4f00 05000000 0100000000000000 826ae83a 01000000 68", Errc::truncated, 24, "payload"},
        {"another magic",
         "474c4f00 05000000 0100000000000000 826ae83a 01000000 68656c6c6f",
         Errc::bad_magic,
         0,
         "magic"},
        {"the magic of the documentation site",
         "464c4f01 01000000 0100000000000000 3e1e5d7d 01000000 78",
         Errc::bad_magic,
         0,
         "magic"},
        {"version 0", "464c4f00 00000000 0100000000000000 66c298c4 00000000", Errc::bad_version, 20, "version"},
        {"version 2", "464c4f00 00000000 0100000000000000 ed0a916e 02000000", Errc::bad_version, 20, "version"},
        {"status 255", "464c4f00 00000000 0100000000000000 ee91bcc2 01ff0000", Errc::bad_value, 21, "status"},
        {"status 12 before its checksum",
         "464c4f00 00000000 0100000000000000 88e293ab 010c0000",
         Errc::bad_value,
         21,
         "status"},
        {"a flipped bit of the payload",
         "464c4f00 05000000 0100000000000000 826ae83a 01000000 6865006c6f",
         Errc::bad_checksum,
         16,
         "crc32"},
        {"a flipped bit of the request id",
         "464c4f00 05000000 0900000000000000 826ae83a 01000000 68656c6c6f",
         Errc::bad_checksum,
         16,
         "crc32"},
        {"a flipped bit of reserved",
         "464c4f00 05000000 0100000000000000 826ae83a 01000001 68656c6c6f",
         Errc::bad_checksum,
         16,
         "crc32"},
        {"a length one too large",
         "464c4f00 06000000 0100000000000000 61e8f641 01000000 68656c6c6f",
         Errc::truncated,
         24,
         "payload"},
        {"a length one too small",
         "464c4f00 04000000 0100000000000000 1ce932a5 01000000 68656c6c6f",
         Errc::bad_checksum,
         16,
         "crc32"},
        {"magic before version", "01000000 00000000 0100000000000000 2ea31f8c 09000000", Errc::bad_magic, 0, "magic"},
        {"status before completeness",
         "464c4f00 05000000 0100000000000000 6c0dec4c 01630000",
         Errc::bad_value,
         21,
         "status"},
        {"completeness before the checksum",
         "464c4f00 05000000 0100000000000000 fac6d0d8 01000000",
         Errc::truncated,
         24,
         "payload"},
        {"a byte after the frame",
         "464c4f00 00000000 0100000000000000 03a5247c 01000000 00",
         Errc::trailing_bytes,
         24,
         ""},
        {"4 GiB announced", "464c4f00 ffffffff 0100000000000000 03a5247c 01000000", Errc::truncated, 24, "payload"},
    });
}

// Checksums by zlib.crc32(frame[:16] + frame[20:]) of CPython, not by this suite.
TEST(FloRequest, IsCheckedInTheOrderOfTheServer) {
    expect_refusals<Request>({
        {"nothing", "", Errc::truncated, 0, "magic"},
        {"23 bytes with a wrong magic",
         "00000000 0a000000 0100000000000000 f6a419b0 010000",
         Errc::truncated,
         23,
         "reserved"},
        {"another magic",
         "464c4f01 0a000000 0100000000000000 f6a419b0 01000000 00000000000000000000",
         Errc::bad_magic,
         0,
         "magic"},
        {"version 2",
         "464c4f00 0a000000 0100000000000000 f6a419b0 02000000 00000000000000000000",
         Errc::bad_version,
         20,
         "version"},
        {"reserved 1",
         "464c4f00 0a000000 0100000000000000 f6a419b0 01000001 00000000000000000000",
         Errc::bad_value,
         23,
         "reserved"},
        {"reserved before the limit",
         "464c4f00 ffffffff 0100000000000000 f6a419b0 01000001",
         Errc::bad_value,
         23,
         "reserved"},
        {"100 MiB and a byte, before completeness",
         "464c4f00 01004006 0100000000000000 f6a419b0 01000000",
         Errc::too_large,
         4,
         "payload"},
        {"100 MiB, not there", "464c4f00 00004006 0100000000000000 f6a419b0 01000000", Errc::truncated, 24, "payload"},
        {"a wrong checksum",
         "464c4f00 0a000000 0100000000000000 f7a419b0 01000000 00000000000000000000",
         Errc::bad_checksum,
         16,
         "crc32"},
        {"a byte after the frame",
         "464c4f00 0a000000 0100000000000000 f6a419b0 01000000 00000000000000000000 00",
         Errc::trailing_bytes,
         34,
         ""},
    });
}

TEST(FloRequest, RefusesABodyWhoseLengthsDoNotAgree) {
    expect_refusals<Request>({
        {"an empty payload", "464c4f0000000000010000000000000003a5247c01000000", Errc::bad_length, 24, "namespace"},
        {"a namespace past the end",
         "464c4f00030000000100000000000000c6de5c8d01000000050061",
         Errc::bad_length,
         24,
         "namespace"},
        {"a namespace of 256 bytes, before the bytes count",
         "464c4f000200000001000000000000006a319bbe010000000001",
         Errc::too_large,
         24,
         "namespace"},
        {"no key", "464c4f000300000001000000000000001a76558a01000000010061", Errc::bad_length, 27, "key"},
        {"a key past the end",
         "464c4f000500000001000000000000003ca8a4f6010000000000050061",
         Errc::bad_length,
         26,
         "key"},
        {"no value", "464c4f0004000000010000000000000091d8f40a0100000000000000", Errc::bad_length, 28, "value"},
        {"a value past the end",
         "464c4f000b0000000100000000000000f134cdf3010000000000000005000000610000",
         Errc::bad_length,
         28,
         "value"},
        {"a value over 16 MiB, before the bytes count",
         "464c4f00080000000100000000000000e0059743010000000000000001000001",
         Errc::too_large,
         28,
         "value"},
        {"a value of 16 MiB that is not there",
         "464c4f0008000000010000000000000085622bfb010000000000000000000001",
         Errc::bad_length,
         28,
         "value"},
        {"no options length",
         "464c4f0008000000010000000000000013522c8c010000000000000000000000",
         Errc::bad_length,
         32,
         "options"},
        {"options past the end",
         "464c4f000c0000000100000000000000c9d6fab801000000000000000000000003000500",
         Errc::bad_length,
         32,
         "options"},
        {"a tag without a length",
         "464c4f000b0000000100000000000000f9244899010000000000000000000000010005",
         Errc::bad_length,
         35,
         "options[0].data"},
        {"an option past the end of the options",
         "464c4f000d000000010000000000000066b49d420100000000000000000000000300050361",
         Errc::bad_length,
         35,
         "options[0].data"},
        {"a byte after the options",
         "464c4f000b000000010000000000000041bae0e8010000000000000000000000000000",
         Errc::trailing_bytes,
         34,
         "payload"},
    });
}

TEST(FloRequest, KeepsAnUnknownOperation) {
    EXPECT_EQ(decoded<Request>("464c4f000a00000001000000000000005028f78d01ff000000000000000000000000").op, 0xFF);
}

TEST(FloStrict, AlsoRefusesReservedBits) {
    EXPECT_EQ(decoded<Response>("464c4f00010000000100000000000000e8c2cd930100010078").flags, 1);
    EXPECT_EQ(decoded<Response>("464c4f000000000001000000000000008e4a2651010000ff").reserved, 0xFF);
    expect_refusals<Response>(
        {{"flags", "464c4f00010000000100000000000000e8c2cd930100010078", Errc::bad_value, 22, "flags"},
         {"reserved", "464c4f000000000001000000000000008e4a2651010000ff", Errc::bad_value, 23, "reserved"}},
        kStrict);
    expect_refusals<Request>({{"flags",
                               "464c4f000a000000010000000000000016cbded00100800000000000000000000000",
                               Errc::bad_value,
                               22,
                               "flags"}},
                             kStrict);
    EXPECT_EQ(decoded<Request>("464c4f000a000000010000000000000016cbded00100800000000000000000000000").flags, 0x80);
}

TEST(FloBodies, AreRefusedWhereTheyAreCut) {
    expect_refusals<ScanResponse>({
        {"nothing", "", Errc::truncated, 0, "has_more"},
        {"eight bytes: no count", "0000000000000000", Errc::truncated, 5, "entries"},
        {"a cursor of four and no count", "00 04000000 61626364", Errc::truncated, 9, "entries"},
        {"a cursor of five, four there", "00 05000000 61626364", Errc::truncated, 1, "cursor"},
        {"more entries than bytes", "00 00000000 ffffffff", Errc::truncated, 5, "entries"},
        {"the first key", "01 03000000 637572 02000000 0200 6b31 00000000", Errc::truncated, 8, "entries"},
        {"the second value",
         "01 00000000 02000000 0200 6b31 00000000 0100 6b 05000000 61",
         Errc::truncated,
         20,
         "entries[1].value"},
    });
    expect_refusals<HistoryResponse>(
        {{"a count alone", "ffffffff", Errc::truncated, 0, "entries"},
         {"half an entry", "02000000 0100000000000000 0068e5cf8b010000 01000000", Errc::truncated, 0, "entries"}});
    expect_refusals<DequeueResponse>(
        {{"a count alone", "ffffffff", Errc::truncated, 0, "messages"},
         {"a payload", "01000000 0100000000000000 02000000 61", Errc::truncated, 12, "messages[0].payload"}});
    expect_refusals<EnqueueResponse>({{"seven bytes", "00000000000000", Errc::truncated, 0, "seq"}});
    expect_refusals<StreamAppendResponse>(
        {{"fifteen bytes", "000000000000000000000000000000", Errc::truncated, 8, "timestamp_ms"}});
    expect_refusals<StreamInfoResponse>(
        {{"31 bytes", "00000000000000000000000000000000000000000000000000000000000000", Errc::truncated, 24, "bytes"}});
    expect_refusals<StreamReadResponse>({
        {"no count", "ffffff", Errc::truncated, 0, "records"},
        {"tier 4",
         "01000000 0100000000000000 0200000000000000 04 00000000 00 01000000 70 00000000",
         Errc::bad_value,
         20,
         "records[0].tier"},
        {"a header count",
         "01000000 0100000000000000 0200000000000000 00 00000000 00 01000000 70 01000000",
         Errc::bad_value,
         31,
         "records[0].header_count"},
        {"a key that is not there",
         "01000000 0100000000000000 0200000000000000 00 09000000 01 ff000000 6b 01000000 70 00000000",
         Errc::truncated,
         26,
         "records[0].key"},
    });
    expect_refusals<TaskAssignment>({
        {"an id that is not UTF-8", "0200 fffe 0400 73656e64 0100000000000000 01000000", Errc::bad_utf8, 0, "task_id"},
        {"before the time", "0300 742d31 0a00 73656e642d656d61696c", Errc::truncated, 17, "created_at"},
        {"three bytes of the attempt",
         "0300 742d31 0a00 73656e642d656d61696c 0068e5cf8b010000 010000",
         Errc::truncated,
         25,
         "attempt"},
    });
}

TEST(FloBodies, IgnoreWhatLaterRevisionsAddUnlessStrict) {
    EXPECT_EQ(decoded<EnqueueResponse>("0500000000000000 ff").seq, 5U);
    EXPECT_TRUE(decoded<StreamReadResponse>("00000000 7a7a").records.empty());
    expect_refusals<EnqueueResponse>({{"strict", "0500000000000000 ff", Errc::trailing_bytes, 8, ""}}, kStrict);
    expect_refusals<ScanResponse>({{"strict: a boolean of 2", "02 00000000 00000000", Errc::bad_value, 0, "has_more"}},
                                  kStrict);
    EXPECT_TRUE(decoded<ScanResponse>("02 00000000 00000000").has_more);
}

TEST(FloValues, RefuseBytesAfterTheLastField) {
    expect_refusals<Seqs>({{"one byte", "00000000 00", Errc::trailing_bytes, 4, ""},
                           {"a count too many", "02000000 0100000000000000", Errc::truncated, 0, "seqs"}});
    expect_refusals<GroupValue>({{"one byte", "0100 67 0100 63 00", Errc::trailing_bytes, 6, ""}});
    expect_refusals<WorkerTouchValue>({{"one byte", "0100 74 01000000 00", Errc::trailing_bytes, 7, ""}});
    expect_refusals<ActionRegisterValue>({
        {"a trigger stream, whose layout no source shows",
         "00 00000000 00000000 00 00 00 00 01 00",
         Errc::bad_value,
         13,
         "has_trigger_stream"},
        {"a trigger group", "00 00000000 00000000 00 00 00 00 00 01", Errc::bad_value, 14, "has_trigger_group"},
        {"a description that is not there", "00 00000000 00000000 01 0500 61", Errc::truncated, 10, "description"},
    });
    expect_refusals<ActionInvokeValue>(
        {{"a caller, whose layout no source shows", "00 0000000000000000 01 00", Errc::bad_value, 9, "has_caller"}});
    expect_refusals<WorkerFailValue>({{"an error text that is not UTF-8", "0100 74 ff", Errc::bad_utf8, 3, "error"}});
}

// ---- limits of the encoder ----------------------------------------------------------------------------------------
Request request_with(std::size_t name_space, std::size_t key, std::size_t value, std::size_t options) {
    Request request;
    request.name_space.resize(name_space);
    request.key.resize(key);
    request.value.resize(value);
    for (; options >= 257; options -= 257) request.options.push_back({.tag = 1, .data = Bytes(255)});
    if (options != 0) request.options.push_back({.tag = 1, .data = Bytes(options - 2)});
    return request;
}

TEST(FloRequest, EncodesUpToItsLimitsAndNamesTheFieldBeyond) {
    constexpr std::size_t kFixed = 24 + 10;
    EXPECT_EQ(encoded(request_with(255, 0, 0, 0)).size(), 2 * (kFixed + 255));
    EXPECT_EQ(encoded(request_with(256, 0, 0, 0)), "unencodable, namespace: 256 bytes, the limit is 255");
    EXPECT_EQ(encoded(request_with(0, 65535, 0, 0)).size(), 2 * (kFixed + 65535));
    EXPECT_EQ(encoded(request_with(0, 65536, 0, 0)), "unencodable, key: 65536 bytes, the limit is 65535");
    EXPECT_EQ(encoded(request_with(0, 0, 16777217, 0)), "unencodable, value: 16777217 bytes, the limit is 16777216");
    EXPECT_EQ(encoded(request_with(0, 0, 0, 65535)).size(), 2 * (kFixed + 65535));
    EXPECT_EQ(encoded(request_with(0, 0, 0, 65537)), "unencodable, options: 65537 bytes, at most 65535 fit");
    EXPECT_EQ(encoded(request_with(256, 65536, 0, 65537)), "unencodable, namespace: 256 bytes, the limit is 255")
        << "the first in wire order";
    EXPECT_EQ(encoded(Options{{Option{.tag = 5, .data = Bytes(256)}}}),
              "unencodable, options[0].data: 256 bytes, the limit is 255");
}

TEST(FloResponse, HasNoEncodingForAnUnknownStatus) {
    Response response;
    response.status = 12;
    EXPECT_EQ(encoded(response), "unencodable, status: no status of this protocol");
}

TEST(FloProtocol, NamesItsFrames) {
    const auto& variant = *protocol().variant();
    EXPECT_EQ(variant.name, "v1-24");
    EXPECT_EQ(variant.frames.size(), 23U);
    EXPECT_EQ(variant.frame("request")->sent_by, Side::client);
    EXPECT_EQ(variant.frame("response")->sent_by, Side::server);
    EXPECT_EQ(variant.frame("stream"), nullptr);
    EXPECT_EQ(protocol().variant("v9"), nullptr);
    EXPECT_EQ(kOpNames[0].name, "PING");
    EXPECT_EQ(std::size(kOpNames), 145U) << "members of the seed's OpCode";
}

}  // namespace
}  // namespace wireproof::flo

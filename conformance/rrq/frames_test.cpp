// The frames of RRQ against bytes that rrq-protocol 0.9.9 (v1), 0.9.10 (v2a) and 0.11.1 (v2b) wrote or judged, and
// against damage whose verdict PROTOCOL.md fixes.
#include "conformance/rrq/frames.hpp"

#include <nlohmann/json.hpp>

#include "conformance/rrq/rrq.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::rrq {
namespace {

using namespace wireproof::testing;

// framed puts the length in front of a body.
Bytes framed(std::string_view body) {
    Bytes wire;
    for (const int shift : {24, 16, 8, 0}) wire.push_back(static_cast<std::uint8_t>(body.size() >> shift));
    wire.insert(wire.end(), body.begin(), body.end());
    return wire;
}
template <class Frame>
Error read(ByteView wire, Frame& frame, const Context& context = {}) {
    const ExactBytes exact(wire);
    return wire::decode(exact.view(), frame, context);
}
// What a body comes back as, or the refusal without its detail.
template <class Frame>
std::string again(std::string_view body, const Context& context = {}) {
    Frame frame;
    auto error = read(framed(body), frame, context);
    Buffer out;
    if (error.ok()) error = wire::encode(frame, out);
    error.detail.clear();
    return error.ok() ? std::string(out.view().begin() + 4, out.view().end()) : describe(error);
}

std::string request(std::string_view args, std::string_view context) {
    return R"({"type":"request","payload":{"protocol_version":"1","request_id":"req-1","job_id":"job-1","function_name":"echo","args":)" +
           std::string(args) + R"(,"kwargs":{},"context":)" + std::string(context) + "}}";
}
constexpr std::string_view kContext =
    R"({"job_id":"job-1","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"default","deadline":null,"trace_context":null,"worker_id":null})";

// ---- captured bytes -----------------------------------------------------------------------------------------------
constexpr std::string_view kCancelOne =
    "0000006c7b2274797065223a2263616e63656c222c227061796c6f6164223a7b2270726f746f636f6c5f76657273696f6e223a2231222c226a"
    "6f625f6964223a226a6f622d31222c"
    "22726571756573745f6964223a227265712d31222c22686172645f6b696c6c223a66616c73657d7d";
constexpr std::string_view kSuccess =
    "0000006d7b2274797065223a22726573706f6e7365222c227061796c6f6164223a7b226a6f625f6964223a226a6f622d31222c227265717565"
    "73745f6964223a227265712d31222c"
    "22737461747573223a2273756363657373222c22726573756c74223a7b226f6b223a747275657d7d7d";
constexpr std::string_view kRetry =
    "0000008c7b2274797065223a22726573706f6e7365222c227061796c6f6164223a7b226a6f625f6964223a226a6f622d31222c227265717565"
    "73745f6964223a227265712d31222c"
    "22737461747573223a227265747279222c226572726f72223a7b226d657373616765223a226c61746572227d2c2272657472795f6166746572"
    "5f7365636f6e6473223a312e357d7d";
constexpr std::string_view kNotFound =
    "000000977b2274797065223a22726573706f6e7365222c227061796c6f6164223a7b226a6f625f6964223a226a6f622d31222c227265717565"
    "73745f6964223a227265712d31222c"
    "22737461747573223a226572726f72222c226572726f72223a7b226d657373616765223a226d697373696e672068616e646c6572222c227479"
    "7065223a2268616e646c65725f6e6f"
    "745f666f756e64227d7d7d";
constexpr std::string_view kRequest =
    "000001247b2274797065223a2272657175657374222c227061796c6f6164223a7b2270726f746f636f6c5f76657273696f6e223a2231222c22"
    "726571756573745f6964223a227265"
    "712d31222c226a6f625f6964223a226a6f622d31222c2266756e6374696f6e5f6e616d65223a226563686f222c2261726773223a5b5d2c226b"
    "7761726773223a7b7d2c22636f6e74"
    "657874223a7b226a6f625f6964223a226a6f622d31222c22617474656d7074223a312c22656e71756575655f74696d65223a22323032342d30"
    "312d30315430303a30303a30305a22"
    "2c2271756575655f6e616d65223a2264656661756c74222c22646561646c696e65223a6e756c6c2c2274726163655f636f6e74657874223a6e"
    "756c6c2c22776f726b65725f696422"
    "3a6e756c6c7d7d7d";

TEST(RrqCancel, ReadsAndWritesTheCapturedOne) {
    const auto cancel = decoded<Cancel>(kCancelOne);
    EXPECT_EQ(cancel.protocol_version, "1");
    EXPECT_EQ(cancel.job_id, "job-1");
    EXPECT_EQ(cancel.request_id, "req-1");
    EXPECT_FALSE(cancel.hard_kill);
    EXPECT_EQ(encoded(cancel), kCancelOne);
}

TEST(RrqResponse, ReadsAndWritesTheCapturedOutcomes) {
    const auto success = decoded<Response>(kSuccess);
    EXPECT_EQ(success.status, Status::success);
    EXPECT_EQ(success.result.value_or(JsonText()).text(), R"({"ok":true})");
    EXPECT_EQ(encoded(success), kSuccess);
    const auto retry = decoded<Response>(kRetry);
    EXPECT_EQ(retry.status, Status::retry);
    EXPECT_EQ(retry.retry_after_seconds, 1.5);
    EXPECT_EQ(retry.error.value_or(ExecutionError()).message, "later");
    EXPECT_EQ(encoded(retry), kRetry);
    const auto not_found = decoded<Response>(kNotFound);
    EXPECT_EQ(not_found.error.value_or(ExecutionError()).type, "handler_not_found");
    EXPECT_EQ(encoded(not_found), kNotFound);
}

TEST(RrqRequest, ReadsAndWritesTheCapturedOne) {
    const auto request = decoded<Request>(kRequest);
    EXPECT_EQ(request.request_id, "req-1");
    EXPECT_EQ(request.job_id, "job-1");
    EXPECT_EQ(request.function_name, "echo");
    EXPECT_EQ(request.context.attempt, 1U);
    EXPECT_EQ(request.context.enqueue_time.seconds, 1'704'067'200);
    EXPECT_EQ(request.context.queue_name, "default");
    EXPECT_FALSE(request.context.deadline);
    EXPECT_EQ(encoded(request), kRequest);
}

// What the reference read, and what it wrote then.
struct Reading {
    std::string_view body;
    std::string_view written;
};

TEST(RrqResponse, ReadsWhatTheReferenceReads) {
    constexpr Reading kCaptured[] = {
        {R"({"payload":{"status":"success"},"type":"response"})",
         R"({"type":"response","payload":{"status":"success"}})"},
        {R"({"type":"response","payload":{"status":{"success":null}}})",
         R"({"type":"response","payload":{"status":"success"}})"},
        {R"({"type":"response","payload":{"status":{"success":{}}}})",
         R"({"type":"response","payload":{"status":"success"}})"},
        {R"({"type":"response","payload":{"status":"success","result":null}})",
         R"({"type":"response","payload":{"status":"success"}})"},
        {R"({"type":"response","payload":{"status":"success","result":false}})",
         R"({"type":"response","payload":{"status":"success","result":false}})"},
        {R"({"type":"response","payload":["j","r","success",1,null,null]})",
         R"({"type":"response","payload":{"job_id":"j","request_id":"r","status":"success","result":1}})"},
        {R"({"type":"response","payload":{"status":"error","error":["m","t","c",1]}})",
         R"({"type":"response","payload":{"status":"error","error":{"message":"m","type":"t","code":"c","details":1}}})"},
        {R"({"type":"response","payload":{"status":"error","error":{"message":"m","error_type":"x"}}})",
         R"({"type":"response","payload":{"status":"error","error":{"message":"m"}}})"},
        {R"({"type":"response","payload":{"protocol_version":"9","status":"success"}})",
         R"({"type":"response","payload":{"status":"success"}})"},
        {R"({"type":"response","payload":{"status":"retry","retry_after_seconds":0}})",
         R"({"type":"response","payload":{"status":"retry","retry_after_seconds":0.0}})"},
        {R"({"type":"response","payload":{"status":"retry","retry_after_seconds":-0}})",
         R"({"type":"response","payload":{"status":"retry","retry_after_seconds":-0.0}})"},
        {R"({"type":"response","payload":{"status":"retry","retry_after_seconds":18446744073709551616}})",
         R"({"type":"response","payload":{"status":"retry","retry_after_seconds":1.8446744073709552e+19}})"},
        {R"({"type":"response","payload":{"status":"retry","retry_after_seconds":394301.33835633675}})",
         R"({"type":"response","payload":{"status":"retry","retry_after_seconds":394301.3383563367}})"},
    };
    for (const auto& [body, written] : kCaptured) EXPECT_EQ(again<Response>(body), written) << body;
}

TEST(RrqRequest, ReadsArgumentsWhateverTheyAre) {
    const Reading kArguments[] = {
        {R"([{"b":1,"a":2,"b":3}])", R"([{"a":2,"b":3}])"},
        {R"(["\u0041\/\u00e9"])", "[\"A/\xC3\xA9\"]"},
        {"[1e15,-0]", "[1000000000000000.0,-0.0]"},
    };
    for (const auto& [args, written] : kArguments)
        EXPECT_EQ(again<Request>(request(args, kContext)), request(written, kContext)) << args;
    EXPECT_EQ(again<Request>(request(std::string(124, '[') + std::string(124, ']'), kContext)).substr(0, 30),
              request("", "").substr(0, 30));
    EXPECT_EQ(again<Request>(request(std::string(126, '[') + std::string(126, ']'), kContext)), "bad_json at byte 249");
}

TEST(RrqRequest, ReadsAndWritesTheOtherVariants) {
    // Captured: rrq-protocol 0.11.1, encode_frame.
    constexpr std::string_view kMinimal =
        R"({"type":"request","payload":{"protocol_version":"2","request_id":"req-1","job_id":"job-1","function_name":"echo","params":{},"context":{"job_id":"job-1","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"default","deadline":null,"trace_context":null,"correlation_context":null,"worker_id":null}}})";
    EXPECT_EQ(kMinimal.size(), 0x135U);
    EXPECT_EQ(again<RequestOf<V2b>>(kMinimal), kMinimal);
    auto of_v2a = std::string(kMinimal);
    of_v2a.erase(of_v2a.find(R"("correlation_context":null,)"), 27);
    EXPECT_EQ(again<RequestOf<V2a>>(kMinimal), of_v2a);
    EXPECT_EQ(again<CancelOf<V2b>>(R"({"type":"cancel","payload":{"job_id":"j"}})"),
              R"({"type":"cancel","payload":{"protocol_version":"2","job_id":"j","hard_kill":false}})");
    // A request of v1 is read without a word, and its arguments are gone (16.3).
    EXPECT_EQ(
        again<RequestOf<V2a>>(request("[1]", kContext)),
        R"({"type":"request","payload":{"protocol_version":"1","request_id":"req-1","job_id":"job-1","function_name":"echo","params":{},"context":)" +
            std::string(kContext) + "}}");
}

// ---- refusals -----------------------------------------------------------------------------------------------------
TEST(RrqFraming, JudgesTheLengthBeforeTheBody) {
    expect_refusals<Cancel>({
        {"nothing", "", Errc::truncated, 0, "body"},
        {"three bytes", "000000", Errc::truncated, 0, "body"},
        {"no body", "00000002", Errc::truncated, 4, "body"},
        {"a body one byte short", "00000003 7b7d", Errc::truncated, 4, "body"},
        {"the greatest length", "ffffffff 7b7d", Errc::truncated, 4, "body"},
        {"one byte behind", "00000001 7b7d", Errc::trailing_bytes, 5, ""},
        {"a length of 0", "00000000", Errc::bad_json, 4, ""},
        {"a length of 0 and a byte behind", "00000000 7b", Errc::trailing_bytes, 4, ""},
    });
    expect_refusals<Cancel>({{"strict: a length of 0", "00000000", Errc::bad_length, 0, "body"},
                             {"strict: over 16 MiB", "01000001", Errc::too_large, 0, "body"}},
                            kStrict);
}

TEST(RrqFrames, RefuseWhatTheReferenceRefuses) {
    struct {
        std::string_view body;
        std::string_view error;
    } constexpr kResponses[] = {
        {"1", "bad_value at byte 4"},
        {R"("response")", "bad_value at byte 4"},
        {"{}", "bad_value at byte 5, type"},
        {"not-json", "bad_json at byte 5"},
        {"   ", "bad_json at byte 7"},
        {R"({"type":"Response","payload":{}})", "bad_value at byte 12, type"},
        {R"({"type":null,"payload":{}})", "bad_value at byte 12, type"},
        {R"({"type":"request","payload":{"status":"success"}})", "bad_value at byte 12, type"},
        {R"({"type":"response","status":"success"})", "bad_value at byte 41, payload"},
        {R"({"type":"response","payload":[]})", "bad_value at byte 34, job_id"},
        {R"({"type":"response","payload":{"status":null}})", "bad_value at byte 43, status"},
        {R"({"type":"response","payload":{"status":"cancelled"}})", "bad_value at byte 43, status"},
        {R"({"type":"response","payload":{"status":"error","error":"m"}})", "bad_value at byte 59, error"},
        {R"({"type":"response","payload":{"status":"error","error":{"type":"x"}}})",
         "bad_value at byte 70, error.message"},
        {R"({"type":"response","payload":{"status":"error","error":{"message":"m","code":404}}})",
         "bad_value at byte 81, error.code"},
        {R"({"type":"response","payload":{"status":"retry","retry_after_seconds":"1"}})",
         "bad_value at byte 73, retry_after_seconds"},
        {R"(["response"])", "bad_value at byte 15, payload"},
    };
    for (const auto& [body, error] : kResponses) EXPECT_EQ(again<Response>(body), error) << body;
    EXPECT_EQ(again<Request>(request("{}", kContext)), "bad_value at byte 124, args");
    EXPECT_EQ(again<Request>(request("null", kContext)), "bad_value at byte 124, args");
    EXPECT_EQ(again<Request>(request("[]", "null")), "bad_value at byte 149, context");
    EXPECT_EQ(again<Request>(request("[]", "{}")), "bad_value at byte 150, context.job_id");
    EXPECT_EQ(again<Cancel>(R"({"type":"cancel","payload":["1","j",null]})"),
              R"({"type":"cancel","payload":{"protocol_version":"1","job_id":"j","hard_kill":false}})");
    EXPECT_EQ(again<Cancel>(R"({"type":"cancel","payload":{"job_id":"j","hard_kill":null}})"),
              "bad_value at byte 57, hard_kill");
    EXPECT_EQ(again<Cancel>(R"({"type":"cancel","payload":{"job_id":"j","hard_kill":true,"hard_kill":false}})"),
              "bad_value at byte 74, hard_kill");
}

TEST(RrqResponse, WritesADelayThatIsNoNumberAsNull) {
    Response response;
    response.retry_after_seconds = std::numeric_limits<double>::quiet_NaN();
    Buffer out;
    ASSERT_TRUE(wire::encode(response, out).ok());
    EXPECT_EQ(std::string(out.view().begin() + 4, out.view().end()),
              R"({"type":"response","payload":{"status":"success","retry_after_seconds":null}})");
}

TEST(RrqRequest, WritesNoMomentThatDoesNotExist) {
    Request request;
    request.context.enqueue_time = {.seconds = 0, .nanos = 3'000'000'000};
    EXPECT_EQ(encoded(request).substr(0, 34), "unencodable, context.enqueue_time:");
}

}  // namespace
}  // namespace wireproof::rrq

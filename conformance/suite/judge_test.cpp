// Judging: every kind of expectation against every kind of answer, and cases as they are expanded from vectors.
#include "conformance/suite/judge.hpp"

#include <random>

#include "conformance/suite/test_folder.hpp"

namespace wireproof::suite {
namespace {

using namespace testing;
using Kind = Expected::Kind;

// Vectors of a folder that the test wrote.
std::vector<Vector> load(const Json& file) {
    const TestFolder folder;
    folder.write("vectors/flo/file.json", file);
    auto loaded = folder.load();
    EXPECT_EQ(folder.lines(loaded.problems), std::vector<std::string>{});
    return std::move(loaded.vectors);
}

Answer value(const Json& json) {
    Answer answer;
    answer.value = json;
    return answer;
}
Answer bytes(std::string_view digits) {
    Answer answer;
    answer.wire = from_hex(digits);
    return answer;
}
Answer refusal(std::optional<std::string> code, std::optional<Error> error = {}) {
    Answer answer;
    answer.status = Answer::Status::error;
    answer.code = std::move(code);
    answer.error = std::move(error);
    answer.message = "no";
    return answer;
}
const Json kFive = {{"seqs", {"5"}}};
const Json kSix = {{"seqs", {"6"}}};

Expected expecting(Kind kind, std::optional<Json> value = {}, std::vector<Errc> codes = {}) {
    Expected expected;
    expected.kind = kind;
    if (value) expected.value = std::make_shared<const Json>(std::move(*value));
    expected.codes = std::move(codes);
    return expected;
}

struct Row {
    std::string_view sentence;
    Expected expected;
    Answer answer;
    std::string reason;  // empty: pass
};
void expect_rows(const Case& question, std::initializer_list<Row> table, bool exact_place = false) {
    for (const auto& [sentence, expected, answer, reason] : table) {
        SCOPED_TRACE(sentence);
        const auto judgement = judge(question, expected, answer, exact_place);
        EXPECT_EQ(judgement.reason, reason);
        EXPECT_EQ(judgement.verdict, reason.empty() ? Verdict::pass : Verdict::fail);
    }
}

TEST(JudgeDecode, ComparesEveryExpectationWithEveryAnswer) {
    const auto vectors = load(file_of({valid_seqs()}));
    const Case question{.id = "x",
                        .operation = Case::Operation::decode,
                        .vector = &vectors[0],
                        .wire = {},
                        .segments = {},
                        .expected = {}};
    const auto answer = expecting(Kind::answer, kFive);
    const auto refused = expecting(Kind::refused, {}, {Errc::truncated, Errc::bad_length});
    const auto accepted = expecting(Kind::accepted);
    const auto other = expecting(Kind::refused_or_other, kFive);
    const auto either = expecting(Kind::either, kFive, {Errc::truncated});
    const auto either_bare = expecting(Kind::either);
    const auto either_refused = expecting(Kind::either, {}, {Errc::too_large});
    expect_rows(
        question,
        {
            {"answer: the same", answer, value(kFive), ""},
            {"answer: the same, number for string", answer, value({{"seqs", {5}}}), ""},
            {"answer: another", answer, value(kSix), "`seqs[0]` is \"6\", not \"5\""},
            {"answer: more items", answer, value({{"seqs", {"5", "6"}}}), "`seqs` is a list of 2, not a list of 1"},
            {"answer: refused", answer, refusal("truncated"), "refused a valid frame: no"},
            {"answer: no value", answer, Answer{}, "answered without a value"},
            {"answer: a value of no frame",
             answer,
             value({{"seq", 5}}),
             "its value is none of this frame: unencodable, seqs: required member is missing"},
            {"answer: not even an object",
             answer,
             value(5),
             "its value is none of this frame: unencodable: expected an object"},
            {"refused: with its code", refused, refusal("truncated"), ""},
            {"refused: with another that is allowed", refused, refusal("bad_length"), ""},
            {"refused: with a wrong code",
             refused,
             refusal("bad_magic"),
             "refused as bad_magic, not as truncated or bad_length"},
            {"refused: no code named", refused, refusal({}), ""},
            {"refused: a code that is none", refused, refusal("EOFError"), ""},
            {"refused: accepted",
             refused,
             value(kFive),
             "accepted a frame that must be refused (truncated or bad_length)"},
            {"accepted: any value", accepted, value(kSix), ""},
            {"accepted: refused", accepted, refusal("truncated"), "refused bytes that are a frame of their own"},
            {"accepted: a value of no frame",
             accepted,
             value(Json::object()),
             "its value is none of this frame: unencodable, seqs: required member is missing"},
            {"refused or other: refused", other, refusal("bad_magic"), ""},
            {"refused or other: another", other, value(kSix), ""},
            {"refused or other: the same", other, value(kFive), "accepted changed bytes as the same value"},
            {"either: the value", either, value(kFive), ""},
            {"either: the code", either, refusal("truncated"), ""},
            {"either: another value", either, value(kSix), "`seqs[0]` is \"6\", not \"5\""},
            {"either: another code", either, refusal("bad_magic"), "refused as bad_magic, not as truncated"},
            {"either without particulars: a value", either_bare, value(kSix), ""},
            {"either that we refuse: a value that our frame cannot hold",
             either_refused,
             value({{"seqs", {"18446744073709551616"}}}),
             ""},
            {"either without particulars: a refusal", either_bare, refusal("bad_magic"), ""},
        });
}

TEST(JudgeDecode, HoldsTheReferenceToItsFirstCodeAndToThePlace) {
    const auto vectors = load(file_of({valid_seqs()}));
    const Case question{.id = "x",
                        .operation = Case::Operation::decode,
                        .vector = &vectors[0],
                        .wire = {},
                        .segments = {},
                        .expected = {}};
    auto refused = expecting(Kind::refused, {}, {Errc::truncated, Errc::bad_length});
    refused.offset = 4;
    refused.path = "seqs";
    const auto at = [](Errc code, std::size_t offset, const char* path) {
        return refusal(std::string(name_of(code)), Error{code, offset, path, ""});
    };
    expect_rows(question,
                {
                    {"right", refused, at(Errc::truncated, 4, "seqs"), ""},
                    {"a code only testees may give",
                     refused,
                     at(Errc::bad_length, 4, "seqs"),
                     "refused as bad_length, not as truncated"},
                    {"another byte", refused, at(Errc::truncated, 5, "seqs"), "refused at byte 5, not at byte 4"},
                    {"another field", refused, at(Errc::truncated, 4, "seq"), "refused at `seq`, not at `seqs`"},
                },
                true);
    expect_rows(question, {{"a testee's place is not looked at", refused, at(Errc::truncated, 9, "else"), ""}});
}

TEST(JudgeEncode, ComparesBytes) {
    const auto vectors = load(file_of({valid_seqs()}));
    const Case question{.id = "x",
                        .operation = Case::Operation::encode,
                        .vector = &vectors[0],
                        .wire = {},
                        .segments = {},
                        .expected = {}};
    Expected answer;
    answer.wire = std::make_shared<const Bytes>(Bytes{1, 0, 0, 0});
    const auto refused = expecting(Kind::refused, {}, {Errc::unencodable});
    expect_rows(question,
                {
                    {"the same", answer, bytes("01000000"), ""},
                    {"another byte", answer, bytes("01000100"), "other bytes from byte 2 on (4 bytes, not 4)"},
                    {"shorter", answer, bytes("0100"), "other bytes from byte 2 on (2 bytes, not 4)"},
                    {"longer", answer, bytes("0100000000"), "other bytes from byte 4 on (5 bytes, not 4)"},
                    {"no bytes", answer, Answer{}, "answered without bytes"},
                    {"refused", answer, refusal("unencodable"), "refused a valid value: no"},
                    {"must be refused", refused, bytes("00"), "encoded a value that must be refused (unencodable)"},
                    {"is refused", refused, refusal({}), ""},
                });
}

// Bodies of frames that are JSON text, in the spelling of one encoder or another.
std::string framed(std::string_view body) {
    const std::uint8_t length[] = {0, 0, 0, static_cast<std::uint8_t>(body.size())};
    return to_hex(length) + to_hex(as_bytes(body));
}

TEST(JudgeJson, ComparesWhatTheBytesMeanAndDoublesWithinTheErrorOfTwoReadings) {
    Vector vector;
    vector.protocol = find_protocol("rrq");
    vector.variant = vector.protocol->variant();
    vector.type = vector.variant->frame("response");
    vector.value = Json::parse(R"({"status":"retry","result":{"b":[0.1,2],"a":1},"retry_after_seconds":30.0})");
    vector.compare = Vector::Compare::json;
    auto expected = expecting(Kind::answer, *vector.value);
    expected.wire = std::make_shared<const Bytes>(Bytes{0});
    Case question{
        .id = "x", .operation = Case::Operation::encode, .vector = &vector, .wire = {}, .segments = {}, .expected = {}};
    const auto response = [](std::string_view rest) {
        return bytes(framed(R"({"type":"response","payload":{"status":"retry",)" + std::string(rest) + "}}"));
    };
    expect_rows(
        question,
        {
            {"the form of another encoder",
             expected,
             response(R"( "job_id":null, "retry_after_seconds":30, "result":{"a":1.0,"b":[0.1,2]})"),
             ""},
            {"four units in the last place off",
             expected,
             response(R"("result":{"a":1,"b":[0.10000000000000006,2]},"retry_after_seconds":30.000000000000004)"),
             ""},
            {"five units",
             expected,
             response(R"("result":{"a":1,"b":[0.10000000000000007,2]},"retry_after_seconds":30.0)"),
             "`result.b[0]` is 0.10000000000000007, not 0.1"},
            {"another value",
             expected,
             response(R"("result":{"a":2,"b":[0.1,2]},"retry_after_seconds":30.0)"),
             "`result.a` is 2, not 1"},
            {"a member too few",
             expected,
             response(R"("result":{"a":1,"b":[0.1,2]})"),
             "`retry_after_seconds` is missing"},
            {"no such frame",
             expected,
             bytes("00000000"),
             "its bytes are none of this frame: bad_json at byte 4: the text ends too early"},
        });
    vector.compare = Vector::Compare::bytes;
    expect_rows(question,
                {{"bytes, where the vector does not say so",
                  expected,
                  response(R"("result":{"a":1,"b":[0.1,2]},"retry_after_seconds":30.0)"),
                  "other bytes from byte 1 on (108 bytes, not 1)"}});
    vector.compare = Vector::Compare::json;
    question.operation = Case::Operation::decode;
    expect_rows(question,
                {{"a decoded value two units off",
                  expected,
                  value({{"status", "retry"},
                         {"result", {{"a", 1}, {"b", {0.10000000000000003, 2}}}},
                         {"retry_after_seconds", 30}}),
                  ""},
                 {"three units",
                  expected,
                  value({{"status", "retry"},
                         {"result", {{"a", 1}, {"b", {0.10000000000000005, 2}}}},
                         {"retry_after_seconds", 30}}),
                  "`result.b[0]` is 0.10000000000000005, not 0.1"},
                 {"another one",
                  expected,
                  value({{"status", "retry"}, {"result", {{"a", 1}, {"b", {0.2, 2}}}}, {"retry_after_seconds", 30}}),
                  "`result.b[0]` is 0.2, not 0.1"}});
}

TEST(JudgeStream, ComparesFramesAndTheEnd) {
    const auto vectors = load(file_of({stream_of_two()}, "stream"));
    const Case question{.id = "x",
                        .operation = Case::Operation::stream,
                        .vector = &vectors[0],
                        .wire = {},
                        .segments = {},
                        .expected = {}};
    const Json ping = {{"frame", "request"}, {"value", ping_value()}};
    auto other = ping;
    other["value"]["request_id"] = "2";
    // In canonical form, as the loader leaves it.
    Json canonical = Json::array();
    for (const auto& frame : vectors[0].frames) canonical.push_back({{"frame", frame.frame}, {"value", frame.value}});
    const auto clean = expecting(Kind::answer, canonical);
    auto ends_inside = clean;
    ends_inside.clean = false;
    const auto refused = expecting(Kind::answer, canonical, {Errc::bad_magic});
    const auto either = expecting(Kind::either, canonical, {Errc::bad_magic});
    const auto either_bare = expecting(Kind::either, canonical);
    const auto frames = [](Json list, bool is_clean) {
        auto answer = value(list);
        answer.clean = is_clean;
        return answer;
    };
    const auto refuses = [](Json list, const char* code) {
        auto answer = refusal(code);
        answer.value = std::move(list);
        return answer;
    };
    expect_rows(
        question,
        {
            {"both", clean, frames({ping, ping}, true), ""},
            {"both, the end not said", clean, value({ping, ping}), ""},
            {"one is missing", clean, frames(Json::array({ping}), true), "1 frames, not 2"},
            {"one too many", clean, frames({ping, ping, ping}, true), "3 frames, not 2"},
            {"another value", clean, frames({ping, other}, true), "frame 1: `request_id` is \"2\", not \"1\""},
            {"another frame",
             clean,
             frames({ping, {{"frame", "response"}, {"value", Json::object()}}}, true),
             "frame 1 is a `response`, not a `request`"},
            {"no list", clean, Answer{}, "answered without the list of frames"},
            {"an object for the list", clean, frames(Json::object(), true), "answered without the list of frames"},
            {"a number for a frame", clean, frames({5, ping}, true), "frame 0 is a ``, not a `request`"},
            {"a number for the name of a frame",
             clean,
             frames({{{"frame", 5}, {"value", ping_value()}}, ping}, true),
             "frame 0 is a ``, not a `request`"},
            {"no value",
             clean,
             frames({{{"frame", "request"}}, ping}, true),
             "frame 0: unencodable: expected an object"},
            {"a clean end that is none", clean, frames({ping, ping}, false), "says the stream ends inside a frame"},
            {"an end inside that is none",
             ends_inside,
             frames({ping, ping}, true),
             "says the stream ends between two frames"},
            {"refused a valid one", clean, refuses({ping, ping}, "bad_magic"), "refused a valid stream: no"},
            {"the error after both", refused, refuses({ping, ping}, "bad_magic"), ""},
            {"the error after one", refused, refuses(Json::array({ping}), "bad_magic"), "1 frames, not 2"},
            {"another error",
             refused,
             refuses({ping, ping}, "bad_version"),
             "refused as bad_version, not as bad_magic"},
            {"no error", refused, frames({ping, ping}, true), "accepted a stream that must end with bad_magic"},
            {"either: accepted", either, frames({ping, ping}, true), ""},
            {"either: the error", either, refuses({ping, ping}, "bad_magic"), ""},
            {"either without particulars: refused", either_bare, refuses({ping, ping}, "bad_magic"), ""},
            {"either without particulars: accepted", either_bare, frames({ping, ping}, true), ""},
        });
}

TEST(Judge, PassesOnWhatIsUnsupported) {
    const auto vectors = load(file_of({valid_seqs()}));
    const Case question{.id = "x",
                        .operation = Case::Operation::decode,
                        .vector = &vectors[0],
                        .wire = {},
                        .segments = {},
                        .expected = {}};
    Answer answer;
    answer.status = Answer::Status::unsupported;
    answer.message = "no such frame";
    const auto judgement = judge(question, expecting(Kind::answer, kFive), answer, false);
    EXPECT_EQ(judgement.verdict, Verdict::unsupported);
    EXPECT_EQ(judgement.reason, "no such frame");
}

TEST(Judge, ShowsWhatWasExpectedAndWhatCame) {
    const auto vectors = load(file_of({valid_seqs()}));
    const Case question{.id = "x",
                        .operation = Case::Operation::decode,
                        .vector = &vectors[0],
                        .wire = {},
                        .segments = {},
                        .expected = {}};
    auto refused = expecting(Kind::refused, {}, {Errc::truncated});
    refused.offset = 4;
    refused.path = "seqs";
    const auto judgement =
        judge(question, refused, refusal("bad_magic", Error{Errc::bad_magic, 1, "magic", ""}), false);
    EXPECT_EQ(judgement.expected, Json({{"code", "truncated"}, {"offset", 4}, {"path", "seqs"}}));
    EXPECT_EQ(judgement.got, Json({{"code", "bad_magic"}, {"offset", 1}, {"path", "magic"}, {"message", "no"}}));
}

// ---- cases --------------------------------------------------------------------------------------------------------
std::vector<std::string> ids(const Cases& cases) {
    std::vector<std::string> out;
    for (const auto& each : cases.cases) out.push_back(each.id + " " + std::string(name_of(each.operation)));
    return out;
}
using Ids = std::vector<std::string>;

TEST(Expand, AsksEachVectorBothWaysWhereItHasBoth) {
    auto only_decode = valid_seqs("flo-00001");
    only_decode["decode_only"] = true;
    auto only_encode = valid_seqs("flo-00002");
    only_encode["encode_only"] = true;
    auto loose = valid_seqs("flo-00003");
    loose["canonical"] = false;
    auto unencodable = valid_seqs("flo-00004");
    unencodable.erase("wire");
    unencodable["kind"] = "invalid";
    unencodable["value"] = {{"seqs", {"-1"}}};
    unencodable["error"] = {{"code", "unencodable"}, {"offset", 0}, {"path", "seqs[0]"}};
    const auto vectors = load(file_of({valid_seqs(), invalid_seqs(), only_decode, only_encode, loose, unencodable}));
    const auto cases = expand(vectors, false, 0);
    EXPECT_EQ(ids(cases),
              (Ids{"flo-00001 decode",
                   "flo-00002 encode",
                   "flo-00003 decode",
                   "flo-00004 encode",
                   "flo-aaaaa decode",
                   "flo-aaaaa encode",
                   "flo-bbbbb decode"}));
    EXPECT_EQ(cases.stored, 6U);
    EXPECT_EQ(cases.derived, 0U);
    for (const auto& each : cases.cases)
        EXPECT_EQ(judge(each, each.expected, reference_answer(each), true).reason, "") << each.id;
}

TEST(Expand, DerivesFromValidVectorsOnly) {
    const auto vectors = load(file_of({valid_seqs(), invalid_seqs()}));
    const auto cases = expand(vectors, true, 0);
    std::size_t derived = 0;
    for (const auto& each : cases.cases) {
        if (!each.derived) continue;
        ++derived;
        EXPECT_TRUE(each.id.starts_with("flo-aaaaa/")) << each.id;
        EXPECT_EQ(judge(each, each.expected, reference_answer(each), true).reason, "") << each.id;
    }
    EXPECT_EQ(derived, cases.derived);
    EXPECT_EQ(derived, 12U + 1 + 3) << "12 prefixes, an added byte, the count -1, +1 and =max";
    EXPECT_TRUE(std::ranges::is_sorted(cases.cases, {}, &Case::id));
}

TEST(Expand, SplitsStreamsWholeByBytesAtFieldsAndAtRandom) {
    const auto vectors = load(file_of({stream_of_two()}, "stream"));
    const auto cases = expand(vectors, true, 7);
    EXPECT_EQ(ids(cases),
              (Ids{"flo-ccccc stream",
                   "flo-ccccc/split@bytes stream",
                   "flo-ccccc/split@fields stream",
                   "flo-ccccc/split@random stream"}));
    for (const auto& each : cases.cases) {
        std::size_t sum = 0;
        for (const auto size : each.segments) {
            EXPECT_GT(size, 0U);
            sum += size;
        }
        EXPECT_EQ(sum, 68U);
        EXPECT_EQ(judge(each, each.expected, reference_answer(each), true).reason, "") << each.id;
    }
    EXPECT_EQ(cases.cases[0].segments.size(), 1U);
    EXPECT_EQ(cases.cases[1].segments.size(), 68U);
    const auto& fields = cases.cases[2].segments;
    EXPECT_EQ(std::vector<std::size_t>(fields.begin(), fields.begin() + 5), (std::vector<std::size_t>{4, 4, 8, 4, 1}))
        << "magic, payload length, request id, crc32, version";
    EXPECT_NE(expand(vectors, true, 8).cases[3].segments, cases.cases[3].segments) << "the seed moves the random cuts";
    EXPECT_EQ(expand(vectors, true, 7).cases[3].segments, cases.cases[3].segments);
    EXPECT_EQ(expand(vectors, false, 7).cases.size(), 1U);
}

TEST(Expand, CountsWhatIsOverTheBudgetOfAVector) {
    auto large = valid_seqs();
    large["value"] = {{"seqs", Json::array()}};
    for (int i = 0; i < 20000; ++i) large["value"]["seqs"].push_back("0");
    large["wire"] = {"204e0000", {{"repeat", "00"}, {"count", 160000}}};
    const auto vectors = load(file_of({large}));
    const auto cases = expand(vectors, true, 0);
    std::size_t sent = 0;
    for (const auto& each : cases.cases) sent += each.derived ? each.wire->size() : 0;
    EXPECT_LE(sent, std::size_t{4} << 20);
    EXPECT_GT(cases.left_out, 0U);
}

TEST(Settled, HoldsOthersToTheVerdictOfTheReference) {
    const auto vectors = load(file_of({valid_seqs()}));
    for (const auto& each : expand(vectors, true, 0).cases) {
        const auto expected = settled(each);
        if (!each.derived) {
            EXPECT_EQ(expected.value, each.expected.value);
            continue;
        }
        EXPECT_TRUE(expected.kind == Kind::answer || expected.kind == Kind::refused) << each.id;
        EXPECT_EQ(judge(each, expected, reference_answer(each), true).reason, "") << each.id;
    }
}

TEST(Settled, LetsOthersChooseWhereTheProtocolLeavesItOpen) {
    const auto vectors = load(file_of({valid_seqs()}));
    for (auto& each : expand(vectors, true, 0).cases) {
        if (!each.derived || settled(each).kind != Kind::refused) continue;
        each.by_choice = true;
        const auto expected = settled(each);
        EXPECT_EQ(expected.kind, Kind::either) << each.id;
        EXPECT_EQ(judge(each, expected, reference_answer(each), false).reason, "") << each.id;
        Answer accepted;
        accepted.value = *vectors[0].value;
        EXPECT_EQ(judge(each, expected, accepted, false).reason, "") << each.id;
    }
}

}  // namespace
}  // namespace wireproof::suite

// The engine without a socket: events in, actions out, and a clock that the tests turn.
#include "harness/session/engine.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

namespace wireproof::session {
namespace {

using namespace std::chrono_literals;

// Captured: flo-python 0.1.0, empty OK answers to requests 1 and 15, and a NOT_FOUND with text to request 102.
constexpr std::string_view kOk1 = "464c4f0000000000010000000000000003a5247c01000000";
constexpr std::string_view kOk15 = "464c4f00000000000f000000000000001d76159501000000";
constexpr std::string_view kPing1 = "464c4f000a0000000100000000000000f6a419b00100000000000000000000000000";

class EngineTest : public testing::Test {
protected:
    // Loads a script whose steps are given, as a file, the way every script comes.
    void load(const std::string& steps, const std::string& plays = "client", const std::string& protocol = "flo") {
        const auto file = std::filesystem::path(testing::TempDir()) / "wireproof_engine_test.json";
        Json document = {{"schema", "wireproof/session/1"},
                         {"id", protocol + "-aaaaa"},
                         {"protocol", protocol},
                         {"title", "t"},
                         {"level", "must"},
                         {"spec", {protocol + " §1.1"}},
                         {"plays", plays},
                         {"falsified_by", {"no-answer"}},
                         {"steps", Json::parse(steps)}};
        std::ofstream(file) << document.dump();
        const auto library = Library::open(WIREPROOF_SOURCE_DIR);
        ASSERT_TRUE(library) << library.error().text();
        auto script = library->load(file, Json::object());
        ASSERT_TRUE(script) << script.error().front().text();
        script_ = std::move(script->front());
        preludes_ = *library->preludes(*find_protocol("flo"));
        engine_.emplace(session::Setup{.script = &script_, .one = &script_.cases.front(), .preludes = &preludes_});
        engine_->start(0us);
    }
    template <class Wanted>
    std::vector<Wanted> actions() {
        std::vector<Wanted> found;
        for (auto& action : engine_->take_actions())
            if (auto* const one = std::get_if<Wanted>(&action)) found.push_back(std::move(*one));
        return found;
    }
    void connect() {
        ASSERT_EQ(actions<Connect>().size(), 1U);
        engine_->connected(1ms, 0);
    }
    void receive(Time now, std::string_view hex) { engine_->received(now, 0, *from_hex(hex)); }
    void expect_end(Verdict verdict, Outcome outcome) {
        ASSERT_TRUE(engine_->finished());
        EXPECT_EQ(engine_->result().verdict, verdict) << engine_->result().reason;
        EXPECT_EQ(engine_->result().outcome, outcome) << engine_->result().reason;
    }

    Script script_;
    Preludes preludes_;
    std::optional<Engine> engine_;
};

constexpr const char* kPing = R"([
  {"do": "send", "frame": "request", "value": {"request_id": "1", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}},
  {"do": "expect", "frame": "response", "match": {"request_id": "1"}, "within_ms": 1000}])";

TEST_F(EngineTest, SendsTheCapturedBytesAndTakesTheAnswer) {
    load(kPing);
    connect();
    const auto writes = actions<Write>();
    ASSERT_EQ(writes.size(), 1U);
    EXPECT_EQ(to_hex(writes.front().bytes), kPing1);
    receive(2ms, kOk1);
    expect_end(Verdict::pass, Outcome::none);
}

TEST_F(EngineTest, ReadsAnAnswerByteByByte) {
    load(kPing);
    connect();
    for (std::size_t i = 0; i < kOk1.size(); i += 2) {
        ASSERT_FALSE(engine_->finished());
        receive(2ms, kOk1.substr(i, 2));
    }
    expect_end(Verdict::pass, Outcome::none);
}

TEST_F(EngineTest, NamesTheFieldThatDiffers) {
    load(kPing);
    connect();
    receive(2ms, kOk15);
    expect_end(Verdict::fail, Outcome::mismatch);
    EXPECT_EQ(engine_->result().expected, "1");
    EXPECT_EQ(engine_->result().got, "15");
    EXPECT_EQ(engine_->result().where, "step 1");
}

TEST_F(EngineTest, ExplainsBytesThatAreNoFrame) {
    load(kPing);
    connect();
    receive(2ms, "464c4f0000000000010000000000000003a5247d01000000");
    expect_end(Verdict::fail, Outcome::undecodable);
    EXPECT_NE(engine_->result().reason.find("bad_checksum"), std::string::npos);
}

TEST_F(EngineTest, TellsFinFromRstAndFromSilence) {
    load(kPing);
    connect();
    engine_->ended(2ms, 0, End::fin);
    expect_end(Verdict::fail, Outcome::peer_fin);
    load(kPing);
    connect();
    engine_->ended(2ms, 0, End::rst);
    expect_end(Verdict::fail, Outcome::peer_rst);
    load(kPing);
    connect();
    ASSERT_EQ(engine_->next_timer(), Time(1001ms));
    engine_->tick(1000ms);
    ASSERT_FALSE(engine_->finished());
    engine_->tick(1001ms);
    expect_end(Verdict::timeout, Outcome::deadline);
}

TEST_F(EngineTest, CallsAConnectionThatStaysOpenStillOpen) {
    load(R"([{"do": "expect_close", "how": ["fin"], "within_ms": 50}])");
    connect();
    engine_->tick(60ms);
    expect_end(Verdict::fail, Outcome::still_open);
}

TEST_F(EngineTest, NoticesAByteInASilence) {
    load(R"([{"do": "expect_silence", "for_ms": 50}])");
    connect();
    receive(20ms, "46");
    expect_end(Verdict::fail, Outcome::silence_broken);
}

TEST_F(EngineTest, ASilenceThatIsOverIsNotBrokenByWhatIsToldBeforeItsTimer) {
    load(R"([{"do": "expect_silence", "for_ms": 50}, {"do": "expect", "raw": "46"}])");
    connect();
    receive(70ms, "46");
    expect_end(Verdict::pass, Outcome::none);
}

TEST_F(EngineTest, IsUnreachableWhenTheFirstConnectionIsRefused) {
    load(kPing);
    ASSERT_EQ(actions<Connect>().size(), 1U);
    engine_->refused(1ms, 0, "Connection refused");
    expect_end(Verdict::unreachable, Outcome::refused);
}

TEST_F(EngineTest, WritesThePiecesOfAFaultAtTheirTimes) {
    load(
        R"([{"do": "send", "raw": "010203", "fault": {"split": [1], "gap_ms": 10}}, {"do": "expect_close", "how": ["fin"]}])");
    connect();
    auto writes = actions<Write>();
    ASSERT_EQ(writes.size(), 1U);
    EXPECT_EQ(to_hex(writes.front().bytes), "01");
    engine_->tick(10ms);
    EXPECT_TRUE(actions<Write>().empty());
    engine_->tick(11ms);
    writes = actions<Write>();
    ASSERT_EQ(writes.size(), 1U);
    EXPECT_EQ(to_hex(writes.front().bytes), "0203");
}

// Worked out from the rules of fibp: 5 of the 8 bytes of the body in a frame with the continuation flag, 3 in the last.
TEST_F(EngineTest, SendsAFrameInParts) {
    load(R"([{"do": "send", "frame": "DeleteQueue", "value": {"request_id": 23, "queue": "orders"}, "chunk": 5},
             {"do": "expect_close", "how": ["fin"], "within_ms": 10}])",
         "client",
         "fibp");
    connect();
    const auto writes = actions<Write>();
    ASSERT_EQ(writes.size(), 1U);
    EXPECT_EQ(to_hex(writes.front().bytes),
              "0000000bfb010000001700066f7264"
              "00000009fb0000000017657273");
}

TEST_F(EngineTest, HoldsASendUntilTheNext) {
    load(
        R"([{"do": "send", "raw": "01", "fault": {"hold": true}}, {"do": "send", "raw": "02"}, {"do": "expect_close", "how": ["fin"]}])");
    connect();
    const auto writes = actions<Write>();
    ASSERT_EQ(writes.size(), 1U);
    EXPECT_EQ(to_hex(writes.front().bytes), "0102");
}

TEST_F(EngineTest, IsNotWokenForWhatIsSentAfterItsOwnEnd) {
    load(R"([{"do": "close"}, {"do": "send", "raw": "01"}, {"do": "expect_close", "how": ["fin"], "within_ms": 50}])");
    connect();
    EXPECT_TRUE(actions<Write>().empty());
    EXPECT_EQ(engine_->next_timer(), 51ms);
}

TEST_F(EngineTest, RepeatsAndTakesTheOneThatFits) {
    load(
        R"([{"do": "repeat", "times": 2, "steps": [{"do": "expect_any", "of": [{"frame": "response", "match": {"request_id": "1"}}, {"frame": "response", "match": {"request_id": "15"}}]}]}])");
    connect();
    receive(2ms, kOk15);
    ASSERT_FALSE(engine_->finished());
    receive(3ms, kOk1);
    expect_end(Verdict::pass, Outcome::none);
}

TEST_F(EngineTest, TakesASetInAnyOrder) {
    load(
        R"([{"do": "expect_set", "of": [{"frame": "response"}, {"frame": "response", "match": {"request_id": "15"}}]}])");
    connect();
    receive(2ms, std::string(kOk15) + std::string(kOk1));
    expect_end(Verdict::pass, Outcome::none);
}

TEST_F(EngineTest, PassesOverConnectionsThatEndWithoutAByte) {
    load(R"([{"do": "accept", "skip_empty": true}, {"do": "expect", "raw": "46"}])", "server");
    engine_->listening(0us, "main", "127.0.0.1", 4711);
    const auto empty = engine_->accepted(1ms, "main");
    const auto busy = engine_->accepted(2ms, "main");
    engine_->received(3ms, busy, *from_hex("46"));
    ASSERT_FALSE(engine_->finished()) << "the first may still carry something";
    engine_->ended(4ms, empty, End::fin);
    expect_end(Verdict::pass, Outcome::none);
}

TEST_F(EngineTest, TakesTheFirstConnectionThatCarriesSomething) {
    load(R"([{"do": "accept", "skip_empty": true}, {"do": "expect", "raw": "46"}])", "server");
    engine_->listening(0us, "main", "127.0.0.1", 4711);
    const auto link = engine_->accepted(1ms, "main");
    ASSERT_FALSE(engine_->finished());
    engine_->received(2ms, link, *from_hex("46"));
    expect_end(Verdict::pass, Outcome::none);
    EXPECT_FALSE(engine_->result().unaccepted);
}

TEST_F(EngineTest, TellsThatAConnectionWasLeftThatNoStepHadAccepted) {
    for (const bool ended : {false, true}) {
        load(R"([{"do": "accept"}, {"do": "expect", "raw": "46"}])", "server");
        engine_->listening(0us, "main", "127.0.0.1", 4711);
        const auto link = engine_->accepted(1ms, "main");
        const auto other = engine_->accepted(1ms, "main");
        if (ended) engine_->ended(2ms, other, End::fin);
        engine_->received(2ms, link, *from_hex("46"));
        EXPECT_EQ(engine_->result().unaccepted, !ended);
    }
}

// One script file of two variants: the first keeps the id, and each has the variables of its variant.
TEST(Library, MakesAScriptOfEachVariant) {
    const auto file = std::filesystem::temp_directory_path() / fmt::format("wireproof-variants-{}.json", ::getpid());
    const Json document = {{"schema", "wireproof/session/1"},
                           {"id", "rrq-abcde"},
                           {"protocol", "rrq"},
                           {"variants", {"v1", "v2b"}},
                           {"title", "t"},
                           {"level", "must"},
                           {"spec", {"rrq §13.1"}},
                           {"plays", "client"},
                           {"vars", {{"own", 1}}},
                           {"falsified_by", {"no-answer"}},
                           {"steps", Json::parse(R"([{"do": "send", "raw": {"$var": "bytes"}}, {"do": "probe"}])")}};
    std::ofstream(file) << document.dump();
    const auto library = Library::open(WIREPROOF_SOURCE_DIR);
    const auto scripts = library->load(file, {{"v1", {{"bytes", "01"}}}, {"v2b", {{"bytes", "02"}, {"own", 2}}}});
    ASSERT_TRUE(scripts) << scripts.error().front().text();
    ASSERT_EQ(scripts->size(), 2U);
    EXPECT_EQ((*scripts)[0].id, "rrq-abcde");
    EXPECT_EQ((*scripts)[1].id, "rrq-abcde@v2b");
    EXPECT_EQ((*scripts)[1].variant->name, "v2b");
    EXPECT_EQ((*scripts)[0].cases.front().vars, Json::parse(R"({"bytes": "01", "own": 1})"));
    EXPECT_EQ((*scripts)[1].cases.front().vars, Json::parse(R"({"bytes": "02", "own": 1})"));
    const auto unknown = library->load(file, Json::object());
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().front().message, "variable `bytes` is not defined");
    std::filesystem::remove(file);
}

TEST_F(EngineTest, FillsInWhereTheSdkConnects) {
    load(
        R"([{"do": "call", "as": "a", "method": "kv.get", "args": {"key": "61"}}, {"do": "raises", "of": "a", "error": ["timeout"]}])",
        "server");
    ASSERT_EQ(actions<Listen>().size(), 1U);
    engine_->listening(0us, "main", "127.0.0.1", 4711);
    auto calls = actions<Call>();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls.front().method, "connect");
    EXPECT_EQ(calls.front().args["port"], 4711);
    static_cast<void>(engine_->accepted(1ms, "main"));
    engine_->replied(2ms, 0, {{"status", "ok"}, {"value", nullptr}});
    calls = actions<Call>();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls.front().method, "kv.get");
    engine_->replied(3ms, 1, {{"status", "raised"}, {"error", "other"}, {"type", "TimeoutError"}, {"message", ""}});
    expect_end(Verdict::fail, Outcome::raised);
}

TEST_F(EngineTest, CallsADriverThatMakesUpAStatusBroken) {
    load(R"([{"do": "call", "as": "a", "method": "kv.get", "args": {}}, {"do": "returns", "of": "a"}])", "server");
    engine_->listening(0us, "main", "127.0.0.1", 4711);
    engine_->replied(2ms, 0, {{"status", "fine"}});
    expect_end(Verdict::broken_testee, Outcome::none);
}

// A flood is left in the peer's hands until a step takes what is there.
TEST_F(EngineTest, StopsReadingWhileMoreComesThanIsTaken) {
    load(R"([{"do": "wait", "for_ms": 10}, {"do": "expect_close", "how": ["fin"], "drain": true}])");
    connect();
    Bytes flood;
    const auto one = *from_hex(kOk1);
    while (flood.size() <= kMostWaiting) flood.insert(flood.end(), one.begin(), one.end());
    engine_->received(2ms, 0, flood);
    auto rates = actions<ReadRate>();
    ASSERT_EQ(rates.size(), 1U);
    EXPECT_EQ(rates.front().bytes_per_second, 0U);
    engine_->tick(11ms);
    rates = actions<ReadRate>();
    ASSERT_EQ(rates.size(), 1U);
    EXPECT_EQ(rates.front().bytes_per_second, kFullSpeed);
    engine_->ended(12ms, 0, End::fin);
    expect_end(Verdict::pass, Outcome::none);
}

// ---- steps side by side -------------------------------------------------------------------------------------------
constexpr const char* kTwo = R"([
  {"do": "connect"}, {"do": "connect", "on": "b"},
  {"do": "parallel", "branches": [
    [{"do": "expect", "frame": "response", "match": {"request_id": "1"}, "within_ms": 1000}, {"do": "half_close"}],
    [{"do": "wait", "for_ms": 10},
     {"do": "expect", "on": "b", "frame": "response", "match": {"request_id": "15"}, "capture": {"id": "request_id"}, "within_ms": 500}]]},
  {"do": "expect", "on": "b", "frame": "response", "match": {"request_id": {"$var": "id"}}}])";

class Parallel : public EngineTest {
protected:
    void connect_both() {
        load(kTwo);
        engine_->connected(1ms, 0);
        engine_->connected(1ms, 1);
    }
};

TEST_F(Parallel, TakesTheBranchesInTheOrderInWhichTheyCanGoOn) {
    for (const bool first_comes_first : {true, false}) {
        connect_both();
        if (first_comes_first) receive(2ms, kOk1);
        engine_->received(3ms, 1, *from_hex(kOk15));
        EXPECT_EQ(engine_->next_timer(), 11ms);
        engine_->tick(11ms);
        if (!first_comes_first) receive(12ms, kOk1);
        EXPECT_EQ(actions<Shut>().size(), 1U) << "the half-close of the first branch";
        ASSERT_FALSE(engine_->finished());
        engine_->received(13ms, 1, *from_hex(kOk15));
        expect_end(Verdict::pass, Outcome::none);
    }
}

TEST_F(Parallel, EndsWithTheFirstBranchThatFails) {
    connect_both();
    receive(2ms, kOk15);
    expect_end(Verdict::fail, Outcome::mismatch);
    EXPECT_EQ(engine_->result().where, "step 2.0.0");
}

TEST_F(Parallel, HasTheTimeLimitsOfItsBranches) {
    connect_both();
    receive(2ms, kOk1);
    engine_->tick(11ms);
    EXPECT_EQ(engine_->next_timer(), 511ms);
    engine_->tick(511ms);
    expect_end(Verdict::timeout, Outcome::deadline);
    EXPECT_EQ(engine_->result().where, "step 2.1.1");
}

TEST_F(Parallel, WhatComesWithTheEndOfAPauseBelongsToTheNextStep) {
    load(R"([
      {"do": "connect"},
      {"do": "parallel", "branches": [[{"do": "expect_silence", "for_ms": 10}, {"do": "expect", "frame": "response"}], [{"do": "wait", "for_ms": 20}]]}])");
    engine_->connected(1ms, 0);
    receive(11ms, kOk1);
    engine_->tick(21ms);
    expect_end(Verdict::pass, Outcome::none);
}

// ---- scripts with mistakes ----------------------------------------------------------------------------------------
struct Mistake {
    const char* name;
    const char* steps;
    const char* where;
    const char* message;
    const char* plays = "client";
};
class Mistakes : public testing::TestWithParam<Mistake> {};
TEST_P(Mistakes, AreNamedByStepAndKey) {
    const auto file = std::filesystem::path(testing::TempDir()) / "wireproof_mistake.json";
    const Json document = {{"schema", "wireproof/session/1"},
                           {"id", "flo-aaaaa"},
                           {"protocol", "flo"},
                           {"title", "t"},
                           {"level", "must"},
                           {"spec", {"flo §9.3"}},
                           {"plays", GetParam().plays},
                           {"falsified_by", {"no-answer"}},
                           {"steps", Json::parse(GetParam().steps)}};
    std::ofstream(file) << document.dump();
    const auto script = Library::open(WIREPROOF_SOURCE_DIR)->load(file, Json::object());
    ASSERT_FALSE(script);
    EXPECT_EQ(script.error().front().where, GetParam().where);
    EXPECT_EQ(script.error().front().message, GetParam().message);
    EXPECT_EQ(script.error().front().file, file.string());
}
INSTANTIATE_TEST_SUITE_P(
    All,
    Mistakes,
    testing::Values(
        Mistake{
            "UnknownKey", R"([{"do": "expect", "frame": "response", "matsch": {}}])", "step 0", "unknown key `matsch`"},
        Mistake{"UnknownStep", R"([{"do": "expct"}])", "step 0, do", "not one of the values allowed here"},
        Mistake{"Inner",
                R"([{"do": "repeat", "times": 2, "steps": [{"do": "wait", "for": 2}]}])",
                "step 0.0",
                "unknown key `for`"},
        Mistake{"BranchesShareAConnection",
                R"([{"do": "parallel", "branches": [[{"do": "probe"}], [{"do": "half_close"}]]}])",
                "step 0",
                "two branches use the connection `main`"},
        Mistake{"ABranchReliesOnAnother",
                R"([{"do": "connect", "on": "b"}, {"do": "parallel", "branches": [
                  [{"do": "expect", "frame": "response", "capture": {"id": "request_id"}}],
                  [{"do": "send", "on": "b", "raw": {"$var": "id"}}]]}])",
                "step 1.1.0",
                "variable `id` is not defined"},
        Mistake{"NoParts",
                R"([{"do": "send", "frame": "request", "chunk": 5, "value":
                  {"request_id": "1", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}}])",
                "step 0",
                "request does not encode: unencodable: v1-24 sends no frame in parts"},
        Mistake{"UnknownFrame", R"([{"do": "expect", "frame": "respons"}])", "step 0", "unknown frame `respons`"},
        Mistake{"UnknownField",
                R"([{"do": "expect", "frame": "response", "match": {"statsu": "OK"}}])",
                "step 0",
                "match: `statsu`: no such field"},
        Mistake{"UnknownVariable",
                R"([{"do": "send", "raw": {"$var": "x"}}, {"do": "probe"}])",
                "step 0",
                "variable `x` is not defined"},
        Mistake{"UnknownConnection",
                R"([{"do": "expect", "on": "other", "frame": "response"}])",
                "step 0",
                "no connection `other`"},
        Mistake{"NotOpenedYet", R"([{"do": "probe"}, {"do": "connect"}])", "step 0", "no connection `main`"},
        Mistake{"OpenedInOneAlternative",
                R"([{"do": "expect_any", "of": [{"frame": "response", "steps": [{"do": "connect", "on": "b"}]},
                  {"close": ["fin"]}]}, {"do": "probe", "on": "b"}])",
                "step 1",
                "no connection `b`"},
        Mistake{"ABranchReliesOnACallOfAnother",
                R"([{"do": "parallel", "branches": [[{"do": "call", "as": "a", "method": "kv.get"}],
                  [{"do": "returns", "of": "a"}]]}])",
                "step 0.1.0",
                "no call `a`",
                "server"},
        Mistake{"WrongRole",
                R"([{"do": "accept"}, {"do": "probe"}])",
                "step 0",
                "`accept` belongs to scripts that play server"},
        Mistake{"CannotFail",
                R"([{"do": "wait", "for_ms": 1}])",
                "steps",
                "nothing in it can fail: no expect, returns, raises, settles or probe"},
        Mistake{
            "DoesNotEncode",
            R"([{"do": "send", "frame": "response", "value": {"request_id": "1", "status": "NOPE", "payload": ""}}, {"do": "probe"}])",
            "step 0",
            "response does not encode: unencodable, status: neither a known name nor an integer"}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace wireproof::session

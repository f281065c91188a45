// The engine on a WebSocket connection: the upgrade, messages, control frames and the close, with bytes of
// haystack-py 0.1.10 and the examples of RFC 6455.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>

#include "harness/session/engine.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

using namespace std::chrono_literals;

std::string hex_of(std::string_view text) { return to_hex(as_bytes(text)); }

// RFC 6455, section 1.3: the key of the client's request and the answer to it.
const std::string kUpgraded = hex_of(
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: haystack\r\n\r\n");
const std::string kAsked = hex_of(
    "GET / HTTP/1.1\r\nHost: wireproof\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: "
    "haystack\r\n\r\n");
// Captured: haystack-py 0.1.10, a push of an empty grid.
constexpr std::string_view kPush =
    "8232040000117b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d";

class EngineWsTest : public testing::Test {
protected:
    void load(const std::string& steps, const std::string& plays = "client", const Json& more = Json::object()) {
        const auto file = std::filesystem::path(testing::TempDir()) / "wireproof_engine_ws_test.json";
        Json document = {{"schema", "wireproof/session/1"},
                         {"id", "haystack-aaaaa"},
                         {"protocol", "haystack"},
                         {"title", "t"},
                         {"level", "must"},
                         {"spec", {"haystack §1.1"}},
                         {"plays", plays},
                         {"prelude", "none"},
                         {"falsified_by", {"no-answer"}},
                         {"steps", Json::parse(steps)}};
        document.update(more);
        std::ofstream(file) << document.dump();
        const auto library = Library::open(WIREPROOF_SOURCE_DIR);
        ASSERT_TRUE(library) << library.error().text();
        auto script = library->load(file, Json::object(), kAuto);
        ASSERT_TRUE(script) << script.error().front().text();
        script_ = std::move(script->front());
        preludes_ = *library->preludes(*find_protocol("haystack"));
        engine_.emplace(session::Setup{.script = &script_, .one = &script_.cases.front(), .preludes = &preludes_});
        engine_->start(0us);
    }
    // A client that has connected and was upgraded.
    void upgraded(const std::string& steps, const Json& more = Json::object()) {
        const auto opening = R"([{"do": "expect", "frame": "http", "match": {"status": 101}},)";
        load(opening + steps.substr(steps.find('[') + 1), "client", more);
        engine_->connected(1ms, 0);
        receive(kUpgraded);
        std::ignore = engine_->take_actions();
    }
    void receive(std::string_view hex) { engine_->received(2ms, 0, *from_hex(hex)); }
    // What was written, without its mask, as `opcode payload`; HTTP by its first word.
    std::vector<std::string> written() {
        std::vector<std::string> frames;
        for (const auto& action : engine_->take_actions()) {
            if (const auto* const shut = std::get_if<Shut>(&action))
                frames.emplace_back(shut->how == Shut::How::reset ? "rst" : "fin");
            const auto* const write = std::get_if<Write>(&action);
            if (write == nullptr) continue;
            const auto frame = decode_value(kWsFrame, write->bytes);
            const bool is_http = write->bytes.front() == 'G' || write->bytes.front() == 'H';
            if (is_http || !frame) frames.emplace_back(write->bytes.begin(), std::ranges::find(write->bytes, '\r'));
            else
                frames.push_back(fmt::format("{}{} {}",
                                             frame->contains("mask") ? "masked " : "",
                                             (*frame)["opcode"].get<std::string>(),
                                             (*frame)["payload"].get<std::string>()));
        }
        return frames;
    }
    void expect_end(Verdict verdict, Outcome outcome, std::string_view reason = "") {
        ASSERT_TRUE(engine_->finished());
        EXPECT_EQ(engine_->result().verdict, verdict) << engine_->result().reason;
        EXPECT_EQ(engine_->result().outcome, outcome) << engine_->result().reason;
        EXPECT_NE(engine_->result().reason.find(reason), std::string::npos) << engine_->result().reason;
    }

    using Lines = std::vector<std::string>;
    const Json kAuto = Json::parse(
        R"([{"frame": "ws", "match": {"opcode": "ping"}, "reply": {"frame": "ws", "value": {"opcode": "pong", "payload": {"$got": "payload"}}}}])");
    Script script_;
    Preludes preludes_;
    std::optional<Engine> engine_;
};

constexpr const char* kExpectPush = R"([{"do": "expect", "frame": "frame", "match": {"flags": 4, "op": "watchPoll"}}])";
constexpr const char* kExpectText = R"([{"do": "expect", "frame": "text", "match": {"text": "Hello"}}])";

TEST_F(EngineWsTest, ReadsHttpAndThenFrames) {
    load(R"([{"do": "send", "frame": "http", "value": {"method": "GET", "target": "/x", "headers": {"A": ["b", "c"]}}},
             {"do": "expect", "frame": "http", "match": {"status": 101, "reason": "Switching Protocols", "headers": {"upgrade": "websocket"}}, "capture": {"accept": "headers.sec-websocket-accept"}},
             {"do": "expect", "frame": "frame", "match": {"flags": 4, "op": "watchPoll", "payload": {"$json": {"rows": []}}}}])");
    engine_->connected(1ms, 0);
    EXPECT_EQ(written(), Lines{"GET /x HTTP/1.1"});
    receive(kUpgraded + std::string(kPush));
    expect_end(Verdict::pass, Outcome::none);
    EXPECT_EQ(written(), (Lines{"masked close 03e8", "fin"}));
}

TEST_F(EngineWsTest, ReadsThemByteByByte) {
    load(R"([{"do": "expect", "frame": "http"}, {"do": "expect", "frame": "frame"}])");
    engine_->connected(1ms, 0);
    const auto all = kUpgraded + std::string(kPush);
    for (std::size_t i = 0; i < all.size(); i += 2) {
        ASSERT_FALSE(engine_->finished());
        receive(all.substr(i, 2));
    }
    expect_end(Verdict::pass, Outcome::none);
}

// What a script sees of the bytes behind the upgrade.
struct Received {
    const char* name;
    const char* steps;
    std::string_view bytes;
    Verdict verdict;
    Outcome outcome;
    const char* reason = "";
};
constexpr Received kReceived[] = {
    {"Text", kExpectText, "810548656c6c6f", Verdict::pass, Outcome::none},
    {"TextInFragments", kExpectText, "010348656c80026c6f", Verdict::pass, Outcome::none},
    {"TextAroundAPing", kExpectText, "010348656c8900 80026c6f", Verdict::pass, Outcome::none},
    {"OtherText", kExpectText, "810548656c6c70", Verdict::fail, Outcome::mismatch, "text: "},
    {"Json",
     R"([{"do": "expect", "frame": "text", "match": {"json": {"a": [1]}}, "exact": true, "capture": {"n": "json.a[0]"}}])",
     "810a7b2261223a205b315d7d",
     Verdict::pass,
     Outcome::none},
    {"NoJson",
     R"([{"do": "expect", "frame": "text", "match": {"json": {"a": [1]}}}])",
     "8103616263",
     Verdict::fail,
     Outcome::mismatch,
     "json: nothing is there"},
    {"AFrameInPlaceOfText", kExpectText, "820400000001", Verdict::fail, Outcome::unexpected_frame, "a frame came"},
    {"NoFrame", kExpectPush, "820400000005", Verdict::fail, Outcome::undecodable, "bad_opcode at byte 3, op"},
    {"TextThatIsNoUtf8", kExpectText, "810180", Verdict::fail, Outcome::undecodable, "bad_utf8"},
    {"Masked", kExpectText, "818537fa213d7f9f4d5158", Verdict::fail, Outcome::undecodable, "mask"},
    {"ReservedBit", kExpectText, "c10548656c6c6f", Verdict::fail, Outcome::undecodable, "rsv"},
    {"LoneContinuation", kExpectText, "800548656c6c6f", Verdict::fail, Outcome::undecodable, "continues no message"},
    {"CloseInPlaceOfText", kExpectText, "880203e9", Verdict::fail, Outcome::peer_ws_close, "ws:1001"},
    {"CloseInsideOfText", kExpectText, "010348656c880203e9", Verdict::fail, Outcome::peer_ws_close, "ws:1001"},
    {"SingleFrames",
     R"([{"do": "expect", "frame": "ws", "match": {"fin": false, "opcode": "text", "payload": "48656c"}}, {"do": "expect", "frame": "ws", "match": {"opcode": "continuation"}}])",
     "010348656c80026c6f",
     Verdict::pass,
     Outcome::none},
    {"CloseAsAFrame",
     R"([{"do": "expect", "frame": "ws", "match": {"opcode": "close", "payload": "03e9"}}])",
     "880203e9",
     Verdict::pass,
     Outcome::none},
    {"OneOfTwo",
     R"([{"do": "expect_any", "of": [{"frame": "frame"}, {"frame": "text"}]}])",
     "810548656c6c6f",
     Verdict::pass,
     Outcome::none},
    {"Silence",
     R"([{"do": "expect_silence", "for_ms": 50}])",
     "810548656c6c6f",
     Verdict::fail,
     Outcome::silence_broken},
    {"PingInASilence", R"([{"do": "expect_silence", "for_ms": 1}])", "8900", Verdict::pass, Outcome::none},
    {"CloseInASilence",
     R"([{"do": "expect_silence", "for_ms": 50}])",
     "880203e8",
     Verdict::fail,
     Outcome::silence_broken,
     "ws:1000"},
    {"Chunks",
     R"([{"do": "expect", "frame": "chunk_sequence", "match": {"flags": 1, "req_id": 1, "payload": "6162"}}])",
     "82091100010a0001000262"
     "82091100010a0000000261",
     Verdict::pass,
     Outcome::none},
    {"ChunksWithAGap",
     R"([{"do": "expect", "frame": "chunk_sequence"}])",
     "82091100010a0005000161",
     Verdict::fail,
     Outcome::undecodable,
     "bad_sequence"},
    {"RawBytes", R"([{"do": "expect", "raw": "810548"}])", "810548656c6c6f", Verdict::pass, Outcome::none},
    {"RawBytesAndThenAFrame",
     R"([{"do": "expect", "raw": "8900"}, {"do": "expect", "frame": "text"}])",
     "8900810548656c6c6f",
     Verdict::pass,
     Outcome::none},
};

class EngineWsReceives : public EngineWsTest, public testing::WithParamInterface<Received> {};
INSTANTIATE_TEST_SUITE_P(All, EngineWsReceives, testing::ValuesIn(kReceived), [](const auto& each) {
    return std::string(each.param.name);
});

TEST_P(EngineWsReceives, WhatTheStepAsksFor) {
    upgraded(GetParam().steps);
    std::string bytes(GetParam().bytes);
    std::erase(bytes, ' ');
    receive(bytes);
    if (!engine_->finished()) engine_->tick(4ms);
    expect_end(GetParam().verdict, GetParam().outcome, GetParam().reason);
}

TEST_F(EngineWsTest, AnswersAPingAtOnceEvenBetweenFragments) {
    upgraded(kExpectText);
    receive("010348656c890361626380");
    EXPECT_EQ(written(), Lines{"masked pong 616263"});
    receive("026c6f");
    expect_end(Verdict::pass, Outcome::none);
}

TEST_F(EngineWsTest, LeavesPingsToAScriptThatSaysSo) {
    upgraded(R"([{"do": "expect", "frame": "ws", "match": {"opcode": "ping", "payload": "616263"}}])",
             {{"auto", Json::array()}});
    receive("8903616263");
    expect_end(Verdict::pass, Outcome::none);
}

// What a script sends, as the engine writes it.
struct Sent {
    const char* name;
    const char* step;
    std::vector<std::string> written;
};
const Sent kSent[] = {
    {"Frame",
     R"({"do": "send", "frame": "frame", "value": {"flags": 0, "req_id": 1, "op": "about", "payload": ""}})",
     {"masked binary 00000101"}},
    {"DamagedFrame",
     R"({"do": "send", "frame": "frame", "value": {"flags": 0, "req_id": 1, "op": "about", "payload": ""}, "edits": [{"set": "op", "to": "ff"}]})",
     {"masked binary 000001ff"}},
    {"Text", R"({"do": "send", "frame": "text", "value": {"text": "Hello"}})", {"masked text 48656c6c6f"}},
    {"Json",
     R"({"do": "send", "frame": "text", "value": {"json": {"b": 1, "a": [null]}}})",
     {"masked text 7b2261223a5b6e756c6c5d2c2262223a317d"}},
    {"Ping", R"({"do": "send", "frame": "ws", "value": {"opcode": "ping"}})", {"masked ping "}},
    {"Unmasked",
     R"({"do": "send", "frame": "ws", "value": {"opcode": "binary", "payload": "00", "mask": null}})",
     {"binary 00"}},
    {"Chunks",
     R"({"do": "send", "frame": "chunk_sequence", "value": {"flags": 0, "req_id": 1, "op": "about", "payload": "616263"}, "chunk": 2})",
     {"masked binary 10000101000000026162"}},
};

class EngineWsSends : public EngineWsTest, public testing::WithParamInterface<Sent> {};
INSTANTIATE_TEST_SUITE_P(All, EngineWsSends, testing::ValuesIn(kSent), [](const auto& each) {
    return std::string(each.param.name);
});

TEST_P(EngineWsSends, AFrameOfItsRole) {
    const auto opening = R"([{"do": "expect", "frame": "http"},)";
    load(opening + std::string(GetParam().step) + R"(, {"do": "expect", "frame": "text"}])");
    engine_->connected(1ms, 0);
    receive(kUpgraded);
    const auto frames = written();
    if (std::string(GetParam().name) == "Chunks") {
        engine_->ended(2ms, 0, End::fin);
        const auto two_messages_in_one_segment = [](const Traced& entry) {
            return entry.dir == ">" && entry.bytes && entry.bytes->size() == 2 * (2 + 4 + 8) + 2 + 1;
        };
        EXPECT_TRUE(std::ranges::any_of(engine_->result().trace, two_messages_in_one_segment));
        return;
    }
    EXPECT_EQ(frames, GetParam().written);
}

// How a peer's end is judged: what comes behind the upgrade, and whether the connection ends then.
struct Closed {
    const char* name;
    const char* how;
    std::string_view bytes;
    bool ends;
    Verdict verdict;
    Outcome outcome;
};
constexpr Closed kClosed[] = {
    {"AsWanted", R"(["ws:1000"])", "880203e8", true, Verdict::pass, Outcome::none},
    {"WithAReason", R"(["ws:1000"])", "880503e8627965", true, Verdict::pass, Outcome::none},
    {"WithoutACode", R"(["ws:none"])", "8800", true, Verdict::pass, Outcome::none},
    {"ByAnotherCode", R"(["ws:1000"])", "880203ea", true, Verdict::fail, Outcome::peer_ws_close},
    {"WithoutACloseFrame", R"(["ws:1000"])", "", true, Verdict::fail, Outcome::peer_fin},
    {"WithoutACloseFrameAsWanted", R"(["fin"])", "", true, Verdict::pass, Outcome::none},
    {"ByACloseFrameInPlaceOfFin", R"(["fin"])", "880203e8", true, Verdict::fail, Outcome::peer_ws_close},
    {"ButStaysOpen", R"(["ws:1000"])", "880203e8", false, Verdict::fail, Outcome::still_open},
    {"BehindAMessage", R"(["ws:1000"])", "810548656c6c6f880203e8", true, Verdict::fail, Outcome::unexpected_frame},
};

class EngineWsCloses : public EngineWsTest, public testing::WithParamInterface<Closed> {};
INSTANTIATE_TEST_SUITE_P(All, EngineWsCloses, testing::ValuesIn(kClosed), [](const auto& each) {
    return std::string(each.param.name);
});

TEST_P(EngineWsCloses, IsTold) {
    upgraded(fmt::format(R"([{{"do": "expect_close", "how": {}, "within_ms": 50}}])", GetParam().how));
    if (!GetParam().bytes.empty()) receive(GetParam().bytes);
    if (GetParam().ends && !engine_->finished()) engine_->ended(3ms, 0, End::fin);
    if (!engine_->finished()) engine_->tick(60ms);
    expect_end(GetParam().verdict, GetParam().outcome);
}

TEST_F(EngineWsTest, AnswersACloseFrameOnce) {
    upgraded(R"([{"do": "expect_close", "how": ["ws:1001"]}])");
    receive("880203e9");
    EXPECT_EQ(written(), Lines{"masked close 03e9"});
    engine_->ended(3ms, 0, End::fin);
    expect_end(Verdict::pass, Outcome::none);
    EXPECT_EQ(written(), Lines{"fin"});
}

TEST_F(EngineWsTest, AServerClosesBehindTheClientsCloseFrame) {
    load(
        R"([{"do": "accept"}, {"do": "expect", "frame": "http", "match": {"method": "GET"}, "capture": {"headers": "headers"}},
             {"do": "send", "frame": "http", "value": {"status": 101, "headers": {"Sec-WebSocket-Accept": {"$websocket_accept": {"$var": "headers.sec-websocket-key"}}}}},
             {"do": "close"}, {"do": "expect_close", "how": ["ws:1000"]}])",
        "server");
    engine_->listening(0us, "main", "127.0.0.1", 1);
    std::ignore = engine_->accepted(1ms, "main");
    receive(kAsked);
    EXPECT_EQ(written(), (Lines{"HTTP/1.1 101 Switching Protocols", "close 03e8"}));
    receive("888237fa213d3412");
    EXPECT_EQ(written(), Lines{"fin"});
    expect_end(Verdict::pass, Outcome::none);
    EXPECT_NE(to_json(engine_->result().trace).dump().find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), std::string::npos)
        << "the accept of the key";
}

// Preludes of haystack, played against each other's bytes: captured of haystack-py 0.1.10, where they come from a peer.
TEST_F(EngineWsTest, RunsPreludesWithinPreludes) {
    load(R"([{"do": "expect_silence", "for_ms": 50}])", "client", {{"prelude", "auth"}});
    engine_->connected(1ms, 0);
    EXPECT_EQ(written(), Lines{"GET / HTTP/1.1"});
    receive(kUpgraded);
    expect_end(Verdict::fail, Outcome::mismatch, "headers.sec-websocket-accept");
    EXPECT_EQ(engine_->result().where, "prelude upgrade, step 2");
}

}  // namespace
}  // namespace wireproof::session

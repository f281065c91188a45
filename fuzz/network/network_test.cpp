// Bent sequences can be played, are the same for the same seed, and what is new is told from what is not.
#include <gtest/gtest.h>

#include <fstream>

#include "fuzz/network/sequences.hpp"
#include "fuzz/network/states.hpp"
#include "harness/session/date.hpp"

namespace wireproof::fuzz {
namespace {

std::vector<session::Script> scripts_of(const Protocol& protocol, Side plays) {
    const auto library = session::Library::open(WIREPROOF_SOURCE_DIR);
    EXPECT_TRUE(library) << library.error().text();
    auto scripts = library->load_all(protocol);
    EXPECT_TRUE(scripts) << scripts.error().front().text();
    std::erase_if(*scripts, [&](const session::Script& script) {
        return script.plays != plays || script.variant != protocol.variant();
    });
    return std::move(*scripts);
}

std::string text_of(const session::Steps& steps) {
    std::string text;
    for (const auto& step : steps) text += step.spec().dump() + "\n";
    return text;
}

// Against a server of a protocol, and against its SDKs.
class NetworkFuzz : public testing::TestWithParam<std::tuple<const char*, Side>> {
protected:
    const Protocol& protocol_ = *find_protocol(std::get<0>(GetParam()));
    Side plays_ = std::get<1>(GetParam());
    std::vector<session::Script>& scripts_ = scripts();

private:
    // Loaded once for all tests.
    std::vector<session::Script>& scripts() const {
        static std::map<std::pair<std::string, Side>, std::vector<session::Script>> all;
        auto& mine = all[{std::string(protocol_.name), plays_}];
        if (mine.empty()) mine = scripts_of(protocol_, plays_);
        return mine;
    }
};

TEST_P(NetworkFuzz, StartsFromNearlyEveryStoredScript) {
    const Sequences sequences(protocol_, *protocol_.variant(), scripts_, 1);
    EXPECT_GT(sequences.starts().size(), scripts_.size() * 9 / 10);
}

TEST_P(NetworkFuzz, TheSameSeedBendsTheSameWay) {
    const auto now = session::date();  // scripts send the time
    const session::MadeUpDate still([&] { return now; });
    Sequences one(protocol_, *protocol_.variant(), scripts_, 7), other(protocol_, *protocol_.variant(), scripts_, 7);
    std::set<std::string> different;
    for (int i = 0; i < 200; ++i) {
        const auto sequence = one.next();
        EXPECT_EQ(text_of(sequence.steps), text_of(other.next().steps));
        different.insert(sequence.parent + text_of(sequence.steps));
    }
    EXPECT_GT(different.size(), 100U);
}

TEST_P(NetworkFuzz, WhatWasKeptIsBentFurther) {
    Sequences sequences(protocol_, *protocol_.variant(), scripts_, 3);
    const auto before = sequences.kept();
    sequences.keep(sequences.next());
    EXPECT_EQ(sequences.kept(), before + 1);
}

TEST_P(NetworkFuzz, AFindingIsAScriptThatCanBeLoaded) {
    Sequences sequences(protocol_, *protocol_.variant(), scripts_, 5);
    const auto library = session::Library::open(WIREPROOF_SOURCE_DIR);
    const auto shared = *library->shared_vars(protocol_);
    for (int i = 0; i < 50; ++i) {
        const auto sequence = sequences.next();
        const auto id = std::string(protocol_.name) + "-aaaaa";
        Json ending = Json::array();
        if (plays_ == Side::client)
            ending = {{{"do", "connect"}, {"on", "afterwards"}, {"prelude", "ready"}},
                      {{"do", "probe"}, {"on", "afterwards"}}};
        const auto script = sequences.as_script(sequence, id, "t", "found: a test", ending);
        const auto file = std::filesystem::path(testing::TempDir()) / ("network_fuzz_" + id + ".json");
        std::ofstream(file) << script.dump();
        const auto loaded = library->load(file, shared);
        EXPECT_TRUE(loaded) << loaded.error().front().text() << script.dump(2);
    }
}

TEST_P(NetworkFuzz, ARunThatWasEndedIsGoneOnWith) {
    Sequences whole(protocol_, *protocol_.variant(), scripts_, 9), rest(protocol_, *protocol_.variant(), scripts_, 9);
    std::vector<std::string> before, after;
    for (int i = 0; i < 20; ++i) before.push_back(text_of(whole.next().steps));
    rest.go_on_from(whole.number());
    for (int i = 0; i < 20; ++i) {
        const auto next = rest.next();
        EXPECT_GT(next.number, whole.number());
        after.push_back(text_of(next.steps));
    }
    EXPECT_NE(before, after);
}

TEST_P(NetworkFuzz, OneThatThePeerCannotPlayIsNotBent) {
    Sequences sequences(protocol_, *protocol_.variant(), scripts_, 1);
    const auto before = sequences.kept();
    sequences.drop(sequences.starts().front());
    EXPECT_EQ(sequences.kept(), before - 1);
}

TEST_P(NetworkFuzz, WhatBringsManyBytesIsBentRarely) {
    Sequences sequences(protocol_, *protocol_.variant(), scripts_, 1);
    std::set<std::string> heavy;
    for (std::size_t i = 0; i < sequences.starts().size(); i += 2) heavy.insert(sequences.starts()[i].parent);
    const auto heavy_of_some = [&] {
        int count = 0;
        for (int i = 0; i < 500; ++i) {
            const auto sequence = sequences.next();
            const bool is_heavy = heavy.contains(sequence.parent);
            sequences.played(sequence, is_heavy ? 1 << 20 : 1 << 10);
            count += is_heavy ? 1 : 0;
        }
        return count;
    };
    const auto at_first = heavy_of_some();
    for (int i = 0; i < 4; ++i) heavy_of_some();
    EXPECT_LT(heavy_of_some() * 4, at_first);
}

TEST_P(NetworkFuzz, WhatIsReadSlowlyIsNotBent) {
    const Sequences sequences(protocol_, *protocol_.variant(), scripts_, 1);
    const auto slow = std::ranges::count_if(sequences.starts(), [&](const Sequence& start) {
        const auto& script = *std::ranges::find(scripts_, start.parent, &session::Script::id);
        return std::ranges::count(script.steps, session::Do::read, &session::Step::kind) > 0;
    });
    EXPECT_EQ(slow, plays_ == Side::client && protocol_.name != "haystack" ? 1 : 0);
    EXPECT_LE(sequences.kept() + static_cast<std::size_t>(slow), sequences.starts().size());
}

// What takes the time of many sequences is in none: a system call for each byte, a megabyte, a pause.
TEST_P(NetworkFuzz, NoSequenceIsSlow) {
    Sequences sequences(protocol_, *protocol_.variant(), scripts_, 11);
    for (int i = 0; i < 200; ++i) {
        const auto sequence = sequences.next();
        for (const auto& step : sequence.script->steps) {
            if (step.has("fault")) {
                EXPECT_NE(step.spec()["fault"].value("split", Json()), "bytes") << step.spec();
            }
            EXPECT_LE(step.ms("for_ms"), std::chrono::milliseconds(5)) << step.spec();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Protocols,
                         NetworkFuzz,
                         testing::Combine(testing::Values("flo", "fibp", "packetstream", "rrq", "haystack"),
                                          testing::Values(Side::client, Side::server)),
                         [](const auto& tested) {
                             return std::string(std::get<0>(tested.param)) +
                                    (std::get<1>(tested.param) == Side::client ? "Server" : "Sdk");
                         });

// Haystack's handshake is texts, and a script can say no text that is not UTF-8.
TEST(Sequences, BentTextsCanBeWritten) {
    const auto& protocol = *find_protocol("haystack");
    const auto scripts = scripts_of(protocol, Side::client);
    Sequences sequences(protocol, *protocol.variant(), scripts, 7);
    for (int i = 0; i < 1000; ++i) EXPECT_NO_THROW(text_of(sequences.next().steps)) << i;
}

TEST(Sequences, FramesThatFollowEachOtherLeaveTogether) {
    const auto& protocol = *find_protocol("flo");
    const auto scripts = scripts_of(protocol, Side::client);
    Sequences sequences(protocol, *protocol.variant(), scripts, 1);
    int pairs = 0, together = 0;
    for (int i = 0; i < 200; ++i) {
        const auto sequence = sequences.next();
        const auto& steps = sequence.script->steps;
        for (std::size_t next = 1; next < steps.size(); ++next) {
            if (steps[next - 1].kind != session::Do::send || steps[next].kind != session::Do::send) continue;
            ++pairs;
            together += steps[next - 1].spec().value("fault", Json::object()).value("hold", false) ? 1 : 0;
        }
    }
    // Pieces and pauses are bent in as well.
    EXPECT_GT(together, pairs / 3);
    EXPECT_LT(together, pairs);
}

// An SDK waits for an answer that was bent as long as it likes, but no longer than its connection.
TEST(Sequences, CallsOfAnSdkEndAfterTheirConnections) {
    const auto& protocol = *find_protocol("flo");
    const auto scripts = scripts_of(protocol, Side::server);
    Sequences sequences(protocol, *protocol.variant(), scripts, 1);
    int waits = 0;
    for (int i = 0; i < 100; ++i) {
        bool closed = false;
        const auto sequence = sequences.next();
        for (const auto& step : sequence.script->steps) {
            closed = closed || step.kind == session::Do::close;
            if (!Sequences::waits_for_the_end(step)) continue;
            EXPECT_TRUE(closed);
            ++waits;
        }
    }
    EXPECT_GT(waits, 50);
}

session::Result traffic(const char* trace) {
    session::Result result;
    for (auto& entry : Json::parse(trace))
        result.trace.push_back({.dir = entry["dir"], .frame = entry["frame"], .value = entry["value"]});
    return result;
}

TEST(States, TheSameAnswersAreNotNewTwice) {
    States states(*find_protocol("flo")->variant());
    const auto* const ok = R"([{"dir": ">", "frame": "request", "value": {"op": "PING", "request_id": "1"}},
                               {"dir": "<", "frame": "response", "value": {"status": "OK", "request_id": "1"}}])";
    EXPECT_TRUE(states.learn(traffic(ok)));
    EXPECT_FALSE(states.learn(traffic(ok)));
}

session::Result came(const Json& response) {
    const wire::FrameValue frame(*find_protocol("flo")->variant()->frame("response"));
    EXPECT_TRUE(wire::from_json(frame.any(), response).ok());
    session::Result result;
    result.trace.push_back({.dir = "<", .came = frame});
    return result;
}

TEST(States, AFrameThatCameIsAStateByItsEnumerations) {
    States states(*find_protocol("flo")->variant());
    EXPECT_TRUE(states.learn(came({{"status", "OK"}, {"request_id", "1"}, {"payload", ""}})));
    EXPECT_FALSE(states.learn(came({{"status", "OK"}, {"request_id", "2"}, {"payload", "00ff"}})));
    EXPECT_TRUE(states.learn(came({{"status", "CONFLICT"}, {"request_id", "2"}, {"payload", ""}})));
    // As scripts say it.
    EXPECT_FALSE(states.learn(traffic(R"([{"dir": "<", "frame": "response", "value": {"status": "OK"}}])")));
}

TEST(States, HowACallEndsIsAState) {
    States states(*find_protocol("flo")->variant());
    EXPECT_TRUE(states.learn(traffic(R"([{"dir": "reply", "frame": "a", "value": {"status": "ok", "value": 1}}])")));
    EXPECT_TRUE(states.learn(
        traffic(R"([{"dir": "reply", "frame": "a", "value": {"status": "raised", "error": "closed", "type": "E"}}])")));
    EXPECT_FALSE(states.learn(traffic(R"([{"dir": "reply", "frame": "a", "value": {"status": "ok", "value": 2}}])")));
}

TEST(States, AnotherStatusIsAnotherState) {
    States states(*find_protocol("flo")->variant());
    EXPECT_TRUE(states.learn(traffic(R"([{"dir": "<", "frame": "response", "value": {"status": "OK"}}])")));
    EXPECT_TRUE(states.learn(traffic(R"([{"dir": "<", "frame": "response", "value": {"status": "CONFLICT"}}])")));
    EXPECT_FALSE(
        states.learn(traffic(R"([{"dir": "<", "frame": "response", "value": {"status": "OK", "request_id": "9"}}])")));
    EXPECT_EQ(states.states(), 2U);
}

}  // namespace
}  // namespace wireproof::fuzz

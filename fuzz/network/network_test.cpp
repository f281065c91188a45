// Bent sequences can be played, are the same for the same seed, and what is new is told from what is not.
#include <gtest/gtest.h>

#include <fstream>

#include "fuzz/network/sequences.hpp"
#include "fuzz/network/states.hpp"
#include "harness/session/date.hpp"

namespace wireproof::fuzz {
namespace {

std::vector<session::Script> scripts_of(const Protocol& protocol) {
    const auto library = session::Library::open(WIREPROOF_SOURCE_DIR);
    EXPECT_TRUE(library) << library.error().text();
    auto scripts = library->load_all(protocol);
    EXPECT_TRUE(scripts) << scripts.error().front().text();
    std::erase_if(*scripts, [&](const session::Script& script) {
        return script.plays != Side::client || script.variant != protocol.variant();
    });
    return std::move(*scripts);
}

class NetworkFuzz : public testing::TestWithParam<const char*> {
protected:
    const Protocol& protocol_ = *find_protocol(GetParam());
    std::vector<session::Script> scripts_ = scripts_of(protocol_);
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
        EXPECT_EQ(sequence.steps, other.next().steps);
        different.insert(sequence.parent + sequence.steps.dump());
    }
    EXPECT_GT(different.size(), 150U);
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
        const Json ending = {{{"do", "connect"}, {"on", "afterwards"}, {"prelude", "ready"}},
                             {{"do", "probe"}, {"on", "afterwards"}}};
        const auto script = sequences.as_script(sequence, id, "t", "found: a test", ending);
        const auto file = std::filesystem::path(testing::TempDir()) / ("network_fuzz_" + id + ".json");
        std::ofstream(file) << script.dump();
        const auto loaded = library->load(file, shared);
        EXPECT_TRUE(loaded) << loaded.error().front().text() << script.dump(2);
    }
}

INSTANTIATE_TEST_SUITE_P(Protocols,
                         NetworkFuzz,
                         testing::Values("flo", "fibp", "packetstream", "rrq"),
                         [](const auto& tested) { return std::string(tested.param); });

session::Result traffic(const char* trace) {
    session::Result result;
    result.trace = Json::parse(trace);
    return result;
}

TEST(States, TheSameAnswersAreNotNewTwice) {
    States states(*find_protocol("flo")->variant());
    const auto* const ok = R"([{"dir": ">", "frame": "request", "value": {"op": "PING", "request_id": "1"}},
                               {"dir": "<", "frame": "response", "value": {"status": "OK", "request_id": "1"}}])";
    EXPECT_TRUE(states.learn(traffic(ok)));
    EXPECT_FALSE(states.learn(traffic(ok)));
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

#include "conformance/testee/runner.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

namespace wireproof::testee {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

const std::string kMisbehaving = WIREPROOF_SOURCE_DIR "/conformance/testee/misbehaving_testee.py";

std::vector<Request> cases(std::size_t count) {
    std::vector<Request> requests;
    for (std::size_t i = 0; i < count; ++i)
        requests.push_back({{{"op", "decode"},
                             {"protocol", "flo"},
                             {"frame", "options"},
                             {"variant", "v1-24"},
                             {"context", Json::object()},
                             {"wire", fmt::format("{:04x}", i)}}});
    return requests;
}

struct Run {
    std::vector<Reply> replies;
    std::vector<int> calls;
    Totals totals;
    std::vector<Json> events;

    // letters: one a case, `.` answered rightly, W answered with another case's value, C crash, T time-out, B broken, U
    // unsupported, N not run.
    [[nodiscard]] std::string letters() const {
        std::string out;
        for (std::size_t i = 0; i < replies.size(); ++i) {
            const auto& reply = replies[i];
            const bool right = reply.outcome == Outcome::answered && reply.body["value"] == i;
            out += right ? '.' : "WUCTBN"[static_cast<std::size_t>(reply.outcome)];
        }
        return out;
    }
    [[nodiscard]] bool has_event(const std::string& what, const std::string& text) const {
        for (const auto& event : events)
            if (event["what"] == what && event["text"].get<std::string>().contains(text)) return true;
        return false;
    }
};

Run run(const std::string& arguments, std::size_t count, RunnerOptions options = {}) {
    Run result;
    result.replies.resize(count);
    result.calls.resize(count);
    options.on_event = [&](Json event) { result.events.push_back(std::move(event)); };
    auto words = *split_command(kMisbehaving + " " + arguments);
    auto runner = Runner::start({.words = std::move(words)}, std::move(options));
    if (!runner) {
        ADD_FAILURE() << runner.error().why;
        return result;
    }
    const auto requests = cases(count);
    runner->run(requests, [&](std::size_t index, Reply reply) {
        result.replies[index] = std::move(reply);
        ++result.calls[index];
    });
    runner->finish();
    result.totals = runner->totals();
    return result;
}

struct Case {
    const char* name;
    const char* arguments;
    const char* letters;
    const char* detail;  // part of the Reply of the first case that is not answered
};

class Misbehaviour : public testing::TestWithParam<Case> {};

TEST_P(Misbehaviour, IsBlamedOnItsCaseAndTheOthersGoOn) {
    const auto& wanted = GetParam();
    const auto result = run(
        wanted.arguments, std::string_view(wanted.letters).size(), {.timeout = 300ms, .limits = {.max_line = 1 << 20}});
    EXPECT_EQ(result.letters(), wanted.letters);
    const auto at = std::string_view(wanted.letters).find_first_not_of('.');
    if (at != std::string_view::npos) {
        EXPECT_TRUE(result.replies[at].detail.contains(wanted.detail)) << result.replies[at].detail;
    }
    for (std::size_t i = 0; i < result.calls.size(); ++i)
        EXPECT_EQ(result.calls[i], result.replies[i].detail == "answered twice" ? 2 : 1) << "case " << i;
}

INSTANTIATE_TEST_SUITE_P(
    Runner,
    Misbehaviour,
    testing::Values(
        Case{"WellBehaved", "", "......", ""},
        Case{"WellBehavedManyAtOnce", "in_flight=4", "..........", ""},
        Case{"AnswersBackwards", "do=backwards in_flight=3", "......", ""},
        Case{"DiesOfASignal", "do=signal at=2", "..C...", "signal 11"},
        Case{"DiesOfASignalAmongMany", "do=signal at=2 in_flight=8", "..C.......", "signal 11"},
        Case{"ExitsWithACode", "do=exit at=0 in_flight=4", "C.....", "exit code 7"},
        Case{"DiesOfSeveralCases", "do=exit at=1,4 in_flight=4", ".C..C...", "exit code 7"},
        Case{"Hangs", "do=hang at=3", "...T..", "no reply within 300 ms"},
        Case{"HangsAmongMany", "do=hang at=3 in_flight=4", "...T......", "no reply within 300 ms"},
        Case{"HangsIgnoringSigterm", "do=hang at=1 ignore_sigterm=1", ".T..", "no reply"},
        Case{"WritesATraceback", "do=not_json at=2 in_flight=4", "..B...", "not JSON: \"Traceback"},
        Case{"RepliesWithAnArray", "do=array at=2", "..B...", "no object"},
        Case{"RepliesWithoutSeq", "do=no_seq at=2", "..B...", "without seq"},
        Case{"RepliesWithAWrongSeq", "do=wrong_seq at=2 in_flight=4", "..B...", "never asked"},
        Case{"RepliesWithATextAsSeq", "do=text_seq at=2", "..B...", "never asked"},
        Case{"RepliesWithBracketsInBrackets", "do=deep at=2", "..B...", "not JSON"},
        Case{"AnswersTwice", "do=twice at=2 in_flight=4", "..B...", "answered twice"},
        Case{"SaysOkWithoutValue", "do=no_value at=2", "..B...", "without value"},
        Case{"HasAnUnknownStatus", "do=odd_status at=2", "..B...", "unknown status \"fine\""},
        Case{"SaysUnsupported", "do=unsupported at=2", "..U...", "not mine"},
        Case{"WritesALineWithoutEnd", "do=huge_line at=2", "..B...", "a line without end"},
        Case{"ClosesStdoutButLives", "do=close_stdout at=2 in_flight=2", "..B...", "closed its stdout"},
        Case{"ClosesStdinButLives", "do=close_stdin at=2 in_flight=2", "..T...", "no reply"},
        Case{"LeavesAGrandchildWithItsStdout", "do=grandchild_holds_stdout at=2 in_flight=2", "..C...", "exit code 4"},
        Case{"DiesAfterItsAnswer", "do=die_after at=2 in_flight=1", "......", ""},
        Case{"FillsStderr", "noise=1", "......", ""},
        Case{"GetsALineItCannotTake", "max_line=40", "UU", "max_line"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Runner, TellsTheStderrOfACrash) {
    const auto result = run("do=signal at=1", 3);
    EXPECT_EQ(result.replies[1].exit->signal, 11);
    EXPECT_EQ(result.replies[1].stderr_tail, "about to die of case 1\n");
    EXPECT_TRUE(result.has_event("stderr", "about to die of case 1"));
    EXPECT_TRUE(result.has_event("exit", "signal 11"));
    EXPECT_TRUE(result.has_event("restart", ""));
    EXPECT_EQ(result.totals.crashes, 1U);
    EXPECT_FALSE(result.totals.failed());
}

TEST(Runner, GivesUpAfterThreeCrashesInARow) {
    const auto result = run("do=exit always=1 in_flight=4", 8);
    EXPECT_EQ(result.letters(), "CCCNNNNN");
    EXPECT_TRUE(result.totals.failed());
    EXPECT_TRUE(result.replies[7].detail.contains("3 crashes or time-outs in a row")) << result.replies[7].detail;
}

TEST(Runner, GivesUpAfterManyCrashesInAll) {
    EXPECT_EQ(run("do=exit at=0,2,4,6", 8, {.most_in_all = 3}).letters(), "C.C.CNNN");
}

TEST(Runner, GivesUpWhenNothingButTimeOutsHappens) {
    const auto result = run("do=hang always=1", 5, {.timeout = 200ms, .most_waited = 400ms});
    EXPECT_EQ(result.letters(), "TTNNN");
    EXPECT_TRUE(result.totals.gave_up.contains("nothing but time-outs for 400 ms")) << result.totals.gave_up;
}

TEST(Runner, ABabblerNeitherHangsTheRunNorPasses) {
    const auto start = Clock::now();
    const auto result = run("do=babble at=0", 3, {.timeout = 300ms});
    EXPECT_EQ(result.letters()[0], 'B');
    EXPECT_LT(Clock::now() - start, 20s);
}

TEST(Runner, SaysSoWhenNoCaseAloneBringsItDown) {
    const auto marker = testing::TempDir() + "wireproof_once_" + std::to_string(::getpid());
    std::filesystem::remove(marker);
    const auto result = run("do=exit at=2 in_flight=4 once=" + marker, 6);
    std::filesystem::remove(marker);
    EXPECT_EQ(result.letters(), "......");
    EXPECT_EQ(result.totals.unexplained, 1U);
    EXPECT_TRUE(result.has_event("exit", "no case alone"));
}

TEST(Runner, DoesNotAskWhatTheHelloDoesNotList) {
    auto runner = Runner::start({.words = {kMisbehaving}});
    ASSERT_TRUE(runner);
    auto requests = cases(3);
    requests[0].body["frame"] = "request";
    requests[1].body["op"] = "encode";
    requests[2].body["variant"] = "v1-32";
    requests[1].body["frame"] = "seqs";
    std::vector<std::string> why(3);
    runner->run(requests, [&](std::size_t index, Reply reply) {
        why[index] = std::string(name_of(reply.outcome)) + ": " + reply.detail;
    });
    EXPECT_EQ(why[0], "unsupported: the testee does not decode flo request");
    EXPECT_EQ(why[1], "unsupported: the testee does not encode flo seqs");
    EXPECT_EQ(why[2], "unsupported: the testee does not speak flo v1-32");
}

TEST(Runner, CanRunAgainAfterACrashAtTheEnd) {
    auto runner = Runner::start({.words = {kMisbehaving, "do=exit", "at=1"}});
    ASSERT_TRUE(runner);
    const auto requests = cases(2);
    std::string outcomes;
    const auto on_reply = [&](std::size_t, const Reply& reply) {
        outcomes += std::string(name_of(reply.outcome)) + " ";
    };
    runner->run(requests, on_reply);
    runner->run(std::span(requests).first(1), on_reply);
    EXPECT_EQ(outcomes, "answered crash answered ");
}

TEST(Runner, LeavesTheRestWhenInterrupted) {
    std::atomic<bool> interrupted = false;
    std::thread later([&] {
        std::this_thread::sleep_for(2s);  // time for the first answer, also on a busy machine
        interrupted = true;
    });
    const auto start = Clock::now();
    const auto result = run("do=hang at=1", 4, {.timeout = 30s, .interrupted = &interrupted});
    later.join();
    EXPECT_EQ(result.letters(), ".NNN");
    EXPECT_TRUE(result.totals.interrupted);
    EXPECT_LT(Clock::now() - start, 10s);
}

struct Start {
    const char* name;
    std::vector<std::string> words;
    Outcome kind;
    const char* why;
};

TEST(Runner, SaysWhyATesteeCannotBeUsed) {
    const Start starts[] = {
        {"missing", {"/no/such/program"}, Outcome::crash, "cannot start `/no/such/program`: No such file or directory"},
        {"not a program", {WIREPROOF_SOURCE_DIR "/CMakeLists.txt"}, Outcome::crash, "Permission denied"},
        {"dies",
         {kMisbehaving, "do=die_at_once"},
         Outcome::crash,
         "no hello: it died: exit code 3; its stderr: no such module"},
        {"silent", {kMisbehaving, "do=no_hello"}, Outcome::timeout, "no hello within 700 ms"},
        {"incomplete", {kMisbehaving, "do=bad_hello"}, Outcome::broken, "hello: version is missing"},
        {"not JSON", {kMisbehaving, "do=hello_not_json"}, Outcome::broken, "hello: not JSON: \"hello\""},
        {"not a testee", {"/bin/true"}, Outcome::crash, "no hello: it died: exit code 0"},
        {"an echo", {"/bin/cat"}, Outcome::broken, "hello: name is missing"},
    };
    for (const auto& start : starts) {
        const auto runner = Runner::start({.words = start.words}, {.limits = {.hello = 700ms}});
        ASSERT_FALSE(runner) << start.name;
        EXPECT_EQ(runner.error().kind, start.kind) << start.name;
        EXPECT_TRUE(runner.error().why.contains(start.why)) << start.name << ": " << runner.error().why;
    }
}

}  // namespace
}  // namespace wireproof::testee

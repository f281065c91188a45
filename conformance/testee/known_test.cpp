#include "conformance/testee/known.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace wireproof::testee {
namespace {

KnownFailures known(const char* entries) {
    auto parsed =
        KnownFailures::parse({{"schema", "wireproof/known/1"}, {"entries", Json::parse(entries)}}, "known.json");
    if (!parsed) throw std::runtime_error(parsed.error());
    return std::move(*parsed);
}

TEST(Glob, StarCrossesSlashes) {
    const std::tuple<const char*, const char*, bool> cases[] = {
        {"flo-aaaaa", "flo-aaaaa", true},
        {"flo-aaaaa", "flo-aaaaa/truncate@1", false},
        {"flo-*", "flo-aaaaa/truncate@1", true},
        {"flo-*/truncate@*", "flo-a/truncate@12", true},
        {"flo-*/truncate@*", "flo-a/flip(crc32)", false},
        {"*", "", true},
        {"", "a", false},
        {"a?c", "abc", true},
        {"a?c", "ac", false},
        {"*a*b", "xaxxab", true},
        {"*a*b", "xaxxba", false},
        {"a**", "a", true},
    };
    for (const auto& [pattern, text, match] : cases)
        EXPECT_EQ(glob_match(pattern, text), match) << pattern << " " << text;
}

TEST(KnownFailures, ExcuseTheVerdictTheyNameAndNoOther) {
    auto list = known(R"([{"id":"flo-a","verdict":"fail","reason":"r"}])");
    EXPECT_EQ(list.judge("flo-a", Verdict::fail).verdict, Verdict::known_failure);
    EXPECT_EQ(list.judge("flo-a", Verdict::fail).entry->reason, "r");
    EXPECT_EQ(list.judge("flo-a", Verdict::crash).verdict, Verdict::crash);
    EXPECT_EQ(list.judge("flo-a", Verdict::timeout).verdict, Verdict::timeout);
    EXPECT_EQ(list.judge("flo-a", Verdict::pass).verdict, Verdict::unexpected_pass);
    EXPECT_EQ(list.judge("flo-a", Verdict::unsupported).verdict, Verdict::unsupported);
    EXPECT_EQ(list.judge("flo-a", Verdict::not_run).verdict, Verdict::not_run);
    EXPECT_EQ(list.judge("flo-b", Verdict::fail).verdict, Verdict::fail);
    EXPECT_EQ(list.judge("flo-b", Verdict::fail).entry, nullptr);
}

TEST(KnownFailures, AMoreExactEntryWins) {
    auto list = known(
        R"([{"id":"flo-*","verdict":"crash","reason":"wide"},{"id":"flo-a*","verdict":"timeout","reason":"narrow"},
                          {"id":"flo-ab","verdict":"fail","reason":"exact"}])");
    EXPECT_EQ(list.judge("flo-x", Verdict::crash).entry->reason, "wide");
    EXPECT_EQ(list.judge("flo-ax", Verdict::timeout).entry->reason, "narrow");
    EXPECT_EQ(list.judge("flo-ab", Verdict::fail).entry->reason, "exact");
    EXPECT_EQ(list.judge("flo-ab", Verdict::crash).verdict, Verdict::crash) << "the wide entry does not help";
}

TEST(KnownFailures, ThatNeedNotAllFailLetCasesPass) {
    auto list = known(R"([{"id":"flo-*","verdict":"fail","all":false,"reason":"r"}])");
    EXPECT_EQ(list.judge("flo-a", Verdict::pass).verdict, Verdict::pass);
    EXPECT_EQ(list.bad_entries("2026-01-01", true).front(), "known.json: \"flo-*\" matches no case that ends as fail");
    EXPECT_EQ(list.judge("flo-b", Verdict::fail).verdict, Verdict::known_failure);
    EXPECT_TRUE(list.bad_entries("2026-01-01", true).empty());
}

TEST(KnownFailures, ThatMatchNothingAreBadInAWholeRunOnly) {
    auto list = known(R"([{"id":"flo-a","verdict":"fail","reason":"r"},{"id":"flo-*","verdict":"fail","reason":"r"}])");
    std::ignore = list.judge("flo-a", Verdict::fail);
    EXPECT_TRUE(list.bad_entries("2026-01-01", false).empty());
    ASSERT_EQ(list.bad_entries("2026-01-01", true).size(), 1U);
    EXPECT_EQ(list.bad_entries("2026-01-01", true)[0],
              "known.json: \"flo-*\" matches no case, or only cases of more exact entries");
}

TEST(KnownFailures, OverDateAreBad) {
    const auto list = known(R"([{"id":"flo-a","verdict":"fail","reason":"r","until":"2027-06-30"}])");
    EXPECT_TRUE(list.bad_entries("2027-06-30", false).empty());
    EXPECT_EQ(list.bad_entries("2027-07-01", false),
              (std::vector<std::string>{"known.json: \"flo-a\" was to be gone by 2027-06-30"}));
}

TEST(KnownFailures, OfAnotherVersionAreLeftAside) {
    const auto* const entries = R"([{"id":"flo-a","verdict":"fail","versions":"0.1.0, 0.2.*","reason":"r"}])";
    for (const auto& [version, applies] : {std::pair{"0.1.0", true}, {"0.2.7", true}, {"0.1.1", false}, {"", false}}) {
        auto list = known(entries);
        list.for_version(version);
        EXPECT_EQ(list.judge("flo-a", Verdict::fail).verdict == Verdict::known_failure, applies) << version;
        EXPECT_TRUE(list.bad_entries("2026-01-01", true).empty());
    }
}

TEST(KnownFailures, SayWhatIsWrongWithTheFile) {
    const std::pair<const char*, const char*> cases[] = {
        {R"({"entries":[]})", R"(known.json: schema: not "wireproof/known/1")"},
        {R"({"schema":"wireproof/known/1"})", "known.json: entries: not a list"},
        {R"({"schema":"wireproof/known/1","entries":[],"x":1})", "known.json: x: unknown key"},
        {R"({"schema":"wireproof/known/1","entries":[7]})", "known.json: entries[0]: not an object"},
        {R"({"schema":"wireproof/known/1","entries":[{"id":"a","verdict":"fail","reason":"r"},{"id":"b","reason":"r"}]})",
         "known.json: entries[1].verdict: is missing"},
        {R"({"schema":"wireproof/known/1","entries":[{"id":"a","verdict":"pass","reason":"r"}]})",
         "known.json: entries[0].verdict: not fail, crash or timeout"},
        {R"({"schema":"wireproof/known/1","entries":[{"id":"a","verdict":"fail"}]})",
         "known.json: entries[0].reason: is missing"},
        {R"({"schema":"wireproof/known/1","entries":[{"id":"a","verdict":"fail","reason":"r","al":true}]})",
         "known.json: entries[0].al: unknown key"},
        {R"({"schema":"wireproof/known/1","entries":[{"id":"a","verdict":"fail","reason":"r","all":1}]})",
         "known.json: entries[0].all: neither true nor false"},
        {R"({"schema":"wireproof/known/1","entries":[{"id":"a","verdict":"fail","reason":"r","until":"2027-02-30"}]})",
         "known.json: entries[0].until: \"2027-02-30\" is no date (YYYY-MM-DD)"},
        {R"({"schema":"wireproof/known/1","entries":[{"id":"a","verdict":"fail","reason":"r"},{"id":"a","verdict":"crash","reason":"r"}]})",
         "known.json: entries[1].id: \"a\" stands twice"},
    };
    for (const auto& [text, problem] : cases) {
        const auto parsed = KnownFailures::parse(Json::parse(text), "known.json");
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error(), problem);
    }
    EXPECT_EQ(KnownFailures::load("/no/such/known.json").error(), "/no/such/known.json: no such file");
}

TEST(Today, IsADate) {
    EXPECT_TRUE(is_date(today()));
    for (const auto* const text :
         {"", "2026-1-01", "2026-13-01", "2026-02-29", "2026/02/01", "xxxx-01-01", "2026-+1-01"})
        EXPECT_FALSE(is_date(text)) << text;
}

}  // namespace
}  // namespace wireproof::testee

// The lint: each remark it makes, and that it has none to make about a sound folder.
#include "conformance/suite/lint.hpp"

#include "conformance/suite/explain.hpp"
#include "conformance/suite/test_folder.hpp"

namespace wireproof::suite {
namespace {

using namespace testing;

// A folder with one file of two vectors, registers and one rule. The frames that have no vectors are remarked on by
// `coverage`, which is left out of the lines here.
class LintTest : public ::testing::Test {
protected:
    LintTest() {
        folder.write("vectors/flo/seqs.json", file_of({valid_seqs(), invalid_seqs()}));
        ambiguities(Json::array());
        untestable(Json::array());
        rules("**1.1** Seqs are counted.\n");
    }
    void ambiguities(const Json& entries) const {
        folder.write("vectors/flo/ambiguities.json",
                     Json{{"schema", "wireproof/ambiguities/1"}, {"protocol", "flo"}, {"entries", entries}});
    }
    void untestable(const Json& entries) const {
        folder.write("vectors/flo/untestable.json",
                     Json{{"schema", "wireproof/untestable/1"}, {"protocol", "flo"}, {"entries", entries}});
    }
    void rules(const std::string& text) const { folder.write("conformance/flo/PROTOCOL.md", text); }
    [[nodiscard]] std::vector<std::string> remarks() const {
        auto lines = folder.lines(lint_vectors(folder.data(), TestFolder::protocol()).problems);
        std::erase_if(lines, [](const auto& line) {
            return line.find("valid and ") != std::string::npos ||
                   line.find("no valid vector has every field") != std::string::npos;
        });
        return lines;
    }
    using Lines = std::vector<std::string>;

    TestFolder folder;
};

TEST_F(LintTest, HasNothingToRemarkOnASoundFolder) {
    EXPECT_EQ(remarks(), Lines{});
    const auto lint = lint_vectors(folder.data(), TestFolder::protocol());
    EXPECT_EQ(lint.vectors, 2U);
    EXPECT_EQ(lint.files, 3U);
    EXPECT_EQ(lint.rules, 1U);
}

TEST_F(LintTest, RemarksOnFormatting) {
    folder.write("vectors/flo/seqs.json", file_of({valid_seqs(), invalid_seqs()}).dump(4) + "\n");
    EXPECT_EQ(remarks(),
              Lines{"vectors/flo/seqs.json: line 2: formatting: keys sorted, two spaces, one line feed at the end"});
    folder.write("vectors/flo/seqs.json", file_of({valid_seqs(), invalid_seqs()}).dump(2));
    ASSERT_EQ(remarks().size(), 1U) << "no line feed at the end";
}

TEST_F(LintTest, RemarksOnAFlagThatIsNotExplained) {
    auto vector = valid_seqs();
    vector["flags"] = {"Known", "Unknown"};
    auto file = file_of({vector});
    file["flags"] = {{"Known", "what it catches"}};
    folder.write("vectors/flo/seqs.json", file);
    EXPECT_EQ(remarks(), Lines{"vectors/flo/seqs.json: flo-aaaaa: flags: `Unknown` is not explained"});
}

TEST_F(LintTest, SurvivesAFileOfAnotherShape) {
    for (const auto* text :
         {"[]\n", "5\n", R"({"vectors": 5})", R"({"flags": 5, "vectors": [5]})", R"({"vectors": [{"flags": 5}]})"}) {
        folder.write("vectors/flo/other.json", std::string(text));
        EXPECT_FALSE(remarks().empty()) << text;
    }
}

TEST_F(LintTest, RemarksOnRulesThatAreNotThereAndRulesThatNothingCites) {
    auto vector = valid_seqs();
    vector["spec"] = "flo §7.7";
    folder.write("vectors/flo/seqs.json", file_of({vector}));
    EXPECT_EQ(remarks(),
              (Lines{"vectors/flo/seqs.json: flo-aaaaa: spec: PROTOCOL.md has no rule `flo §7.7`",
                     "conformance/flo/PROTOCOL.md: 1.1: no vector and no session cites this rule"}));
}

TEST_F(LintTest, RemarksOnARuleOfAnotherProtocol) {
    auto vector = valid_seqs();
    vector["spec"] = "rrq §1.1";
    folder.write("vectors/flo/seqs.json", file_of({vector, invalid_seqs()}));
    EXPECT_EQ(remarks(), Lines{"vectors/flo/seqs.json: flo-aaaaa: spec: PROTOCOL.md has no rule `rrq §1.1`"});
}

TEST_F(LintTest, TakesSessionsAndReasonsForCitations) {
    rules("**1.1** Seqs are counted.\n**2.1** A connection stays open.\n**2.2** Nobody sees this.\n");
    folder.write("harness/sessions/flo/open.json", Json{{"spec", {"flo §2.1"}}});
    untestable({{{"spec", "flo §2.2"}, {"reason", "inside a client"}}});
    EXPECT_EQ(remarks(), Lines{});
    untestable({{{"spec", "flo §2.1"}, {"reason", "inside a client"}}});
    EXPECT_EQ(remarks(),
              (Lines{"vectors/flo/untestable.json: 2.1: is cited after all",
                     "conformance/flo/PROTOCOL.md: 2.2: no vector and no session cites this rule"}));
    untestable(
        {{{"spec", "flo §2.2"}, {"reason", "inside a client"}}, {{"spec", "flo §9.9"}, {"reason", "no such rule"}}});
    EXPECT_EQ(remarks(), Lines{"vectors/flo/untestable.json: flo §9.9: PROTOCOL.md has no such rule"});
}

TEST_F(LintTest, RemarksOnAmbiguitiesThatAreNotRegisteredOrTwice) {
    auto vector = valid_seqs();
    vector["kind"] = "either";
    vector["ambiguity"] = "flo-amb-one";
    folder.write("vectors/flo/seqs.json", file_of({vector, invalid_seqs()}));
    EXPECT_EQ(remarks(), Lines{"vectors/flo/seqs.json: flo-aaaaa: ambiguity: `flo-amb-one` is not registered"});
    const Json entry = {{"id", "flo-amb-one"},
                        {"question", "?"},
                        {"implementations", {{"a", "yes"}}},
                        {"chosen", "yes"},
                        {"reason", "because"}};
    ambiguities(Json::array({entry}));
    EXPECT_EQ(remarks(), Lines{});
    ambiguities(Json::array({entry, entry}));
    EXPECT_EQ(remarks(), Lines{"vectors/flo/ambiguities.json: flo-amb-one: stands twice"});
}

TEST_F(LintTest, RemarksOnARegisterThatIsMissingOrBroken) {
    std::filesystem::remove(folder.data().vectors() / "flo" / "untestable.json");
    EXPECT_EQ(remarks(), Lines{"vectors/flo/untestable.json: no such file"});
    folder.write(
        "vectors/flo/untestable.json",
        Json{{"schema", "wireproof/untestable/1"}, {"protocol", "flo"}, {"entries", {{{"spec", 5}, {"reason", "x"}}}}});
    ASSERT_FALSE(remarks().empty());
    EXPECT_TRUE(remarks()[0].starts_with("vectors/flo/untestable.json: /entries/0/spec: ")) << remarks()[0];
}

TEST_F(LintTest, RemarksOnValueAndWireThatDisagree) {
    auto vector = valid_seqs();
    vector["value"] = {{"seqs", {"6"}}};
    folder.write("vectors/flo/seqs.json", file_of({vector, invalid_seqs()}));
    const auto lines = remarks();
    const auto has = [&](const char* line) { return std::ranges::find(lines, line) != lines.end(); };
    EXPECT_TRUE(has("vectors/flo/seqs.json: flo-aaaaa: decode: `seqs[0]` is \"5\", not \"6\""))
        << ::testing::PrintToString(lines);
    EXPECT_TRUE(has("vectors/flo/seqs.json: flo-aaaaa: encode: other bytes from byte 4 on (12 bytes, not 12)"))
        << ::testing::PrintToString(lines);
}

TEST_F(LintTest, RemarksOnAnErrorAtAnotherPlace) {
    auto vector = invalid_seqs();
    vector["error"]["offset"] = 1;
    folder.write("vectors/flo/seqs.json", file_of({valid_seqs(), vector}));
    EXPECT_EQ(remarks(), Lines{"vectors/flo/seqs.json: flo-bbbbb: decode: refused at byte 0, not at byte 1"});
}

TEST_F(LintTest, CountsVectorsAndAsksForOneThatShowsEveryField) {
    const auto lines = folder.lines(lint_vectors(folder.data(), TestFolder::protocol()).problems);
    const auto has = [&](const char* line) { return std::ranges::find(lines, line) != lines.end(); };
    EXPECT_TRUE(has("vectors/flo/seqs.json: 1 valid and 1 invalid vectors, at least 5 of each"))
        << ::testing::PrintToString(lines);
    EXPECT_TRUE(has("vectors/flo/request.json: no valid vector has every field, all different, none its own reverse"));
}

TEST(Explain, MarksTheFieldThatIsWrong) {
    const auto& type = *find_protocol("flo")->variant()->frame("seqs");
    const auto pieces = explain_bytes(type, Bytes{1, 0, 0, 0, 5, 0, 0}, {});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0],
              Json({{"offset", 0},
                    {"size", 4},
                    {"path", "count(seqs)"},
                    {"type", "list[u32le]"},
                    {"bytes", "01000000"},
                    {"mark", "wrong"}}));
    EXPECT_EQ(pieces[1], Json({{"offset", 4}, {"size", 3}, {"path", ""}, {"type", "not read"}, {"bytes", "050000"}}));
}

TEST(Explain, MarksBytesBehindTheFrame) {
    const auto& type = *find_protocol("flo")->variant()->frame("seqs");
    const auto pieces = explain_bytes(type, Bytes{0, 0, 0, 0, 9}, {});
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_FALSE(pieces[0].contains("mark"));
    EXPECT_EQ(pieces[1]["mark"], "wrong");
    EXPECT_EQ(pieces[1]["bytes"], "09");
}

}  // namespace
}  // namespace wireproof::suite

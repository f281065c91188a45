// Loading vectors: what is refused, and that each refusal names file, id and place.
#include <chrono>

#include "conformance/suite/test_folder.hpp"

namespace wireproof::suite {
namespace {

using namespace testing;
using Lines = std::vector<std::string>;

TEST(Load, ReadsVectorsInOrderOfIdWithCanonicalValues) {
    const TestFolder folder;
    auto number = valid_seqs("flo-zzzzz");
    number["value"] = {{"seqs", {5}}};
    folder.write("vectors/flo/seqs.json", file_of({number, invalid_seqs()}));
    folder.write("vectors/flo/stream.json", file_of({stream_of_two("flo-aaaaa")}, "stream"));
    const auto loaded = folder.load();
    EXPECT_EQ(folder.lines(loaded.problems), Lines{});
    ASSERT_EQ(loaded.vectors.size(), 3U);
    EXPECT_EQ(loaded.vectors[0].id, "flo-aaaaa");
    EXPECT_TRUE(loaded.vectors[0].is_stream());
    EXPECT_EQ(loaded.vectors[0].frames.size(), 2U);
    EXPECT_EQ(loaded.vectors[0].context.direction, Side::client);
    EXPECT_EQ(loaded.vectors[1].codes, std::vector{Errc::truncated});
    EXPECT_EQ(loaded.vectors[2].value, Json::parse(R"({"seqs": ["5"]})")) << "numbers become decimal strings";
    EXPECT_EQ(to_hex(*loaded.vectors[2].wire), "010000000500000000000000");
}

TEST(Load, ReadsAListOfManyObjectsInLinearTime) {
    constexpr int kObjects = 300'000;  // in quadratic time, a minute
    std::string text = "[{}";
    for (int i = 1; i < kObjects; ++i) text += ",{}";
    const auto start = std::chrono::steady_clock::now();
    const auto document = parse_json(text + "]");
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->size(), kObjects);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(Load, JoinsRepetitions) {
    const TestFolder folder;
    auto vector = valid_seqs();
    vector["value"] = {{"seqs", {"0", "0"}}};
    vector["wire"] = {"02000000", {{"repeat", "00"}, {"count", 16}}};
    folder.write("vectors/flo/seqs.json", file_of({vector}));
    const auto loaded = folder.load();
    ASSERT_EQ(loaded.vectors.size(), 1U);
    EXPECT_EQ(loaded.vectors[0].wire->size(), 20U);
}

// Each change of a good file gives exactly one remark.
struct Wrong {
    std::string_view sentence;
    Json file;
    std::string remark;
};
Json with(Json vector, const char* key, const Json& value) {
    vector[key] = value;
    return file_of({vector});
}
Json file_with(const char* key, const Json& value) {
    auto file = file_of({valid_seqs()});
    file[key] = value;
    return file;
}
Json without(Json vector, const char* key) {
    vector.erase(key);
    return file_of({vector});
}

TEST(Load, SaysWhatTheSchemaCannot) {
    auto unknown_in_stream = stream_of_two();
    unknown_in_stream["frames"][1]["frame"] = "reqest";
    auto bad_in_stream = stream_of_two();
    bad_in_stream["frames"][1]["value"]["op"] = 300;
    const std::initializer_list<Wrong> table = {
        {"the protocol of another folder",
         file_with("protocol", "haystack"),
         "vectors/flo/seqs.json: protocol: is not `flo`, whose folder this is"},
        {"an unknown variant", file_with("variant", "v9"), "vectors/flo/seqs.json: variant: flo has no such variant"},
        {"an unknown frame", file_with("frame", "seq"), "vectors/flo/seqs.json: frame: flo has no frame `seq`"},
        {"an id of another protocol",
         with(valid_seqs(), "id", "rrq-aaaaa"),
         "vectors/flo/seqs.json: rrq-aaaaa: id does not begin with the protocol's name"},
        {"a value of another type",
         with(valid_seqs(), "value", {{"seqs", {true}}}),
         "vectors/flo/seqs.json: flo-aaaaa: value.seqs[0]: expected an integer"},
        {"an unknown member",
         with(valid_seqs(), "value", {{"seqs", {"5"}}, {"x", 1}}),
         "vectors/flo/seqs.json: flo-aaaaa: value.x: unknown member"},
        {"a missing member",
         with(valid_seqs(), "value", Json::object()),
         "vectors/flo/seqs.json: flo-aaaaa: value.seqs: required member is missing"},
        {"half a byte",
         with(valid_seqs(), "wire", {"010"}),
         "vectors/flo/seqs.json: flo-aaaaa: wire: neither hex nor {\"repeat\", \"count\"}"},
        {"upper-case hex",
         with(valid_seqs(), "wire", {"0A"}),
         "vectors/flo/seqs.json: flo-aaaaa: wire: neither hex nor {\"repeat\", \"count\"}"},
        {"a repetition that joins to more than 256 MiB",
         with(valid_seqs(), "wire", {{{"repeat", "0000"}, {"count", 268435456}}}),
         "vectors/flo/seqs.json: flo-aaaaa: wire: neither hex nor {\"repeat\", \"count\"}"},
        {"a frame among streams",
         file_of({invalid_seqs()}, "stream"),
         "vectors/flo/seqs.json: flo-bbbbb: a stream vector has frames"},
        {"an unknown frame in a stream",
         file_of({unknown_in_stream}, "stream"),
         "vectors/flo/seqs.json: flo-ccccc: frames[1].frame: variant v1-24 has no frame `reqest`"},
        {"a value in a stream",
         file_of({bad_in_stream}, "stream"),
         "vectors/flo/seqs.json: flo-ccccc: frames[1].value.op: number out of range"},
    };
    for (const auto& [sentence, file, remark] : table) {
        SCOPED_TRACE(sentence);
        const TestFolder folder;
        folder.write("vectors/flo/seqs.json", file);
        const auto loaded = folder.load();
        EXPECT_EQ(folder.lines(loaded.problems), Lines{remark});
        EXPECT_TRUE(loaded.vectors.empty()) << "a vector with a problem is left out";
    }
}

// What the schema finds: several violations may come of one mistake, all of them with file, id and place.
TEST(Load, PlacesWhatTheSchemaRefuses) {
    const std::initializer_list<Wrong> table = {
        {"a number for a title", with(valid_seqs(), "title", 5), "vectors/flo/seqs.json: flo-aaaaa title: "},
        {"an unknown key", with(valid_seqs(), "colour", 5), "vectors/flo/seqs.json: flo-aaaaa: "},
        {"an unknown key of the file", file_with("colour", 5), "vectors/flo/seqs.json: "},
        {"hex that is no list", with(valid_seqs(), "wire", "01"), "vectors/flo/seqs.json: flo-aaaaa wire: "},
        {"a code that is none",
         with(invalid_seqs(), "error", {{"code", "short"}, {"offset", 0}, {"path", ""}}),
         "vectors/flo/seqs.json: flo-bbbbb error/code: "},
        {"a kind that is none", with(valid_seqs(), "kind", "good"), "vectors/flo/seqs.json: flo-aaaaa kind: "},
        {"no id", without(valid_seqs(), "id"), "vectors/flo/seqs.json: /vectors/0: "},
        {"no spec", without(valid_seqs(), "spec"), "vectors/flo/seqs.json: flo-aaaaa: "},
        {"an invalid one without error", without(invalid_seqs(), "error"), "vectors/flo/seqs.json: flo-bbbbb: "},
        {"a valid one without wire", without(valid_seqs(), "wire"), "vectors/flo/seqs.json: flo-aaaaa: "},
        {"an `either` without ambiguity", with(valid_seqs(), "kind", "either"), "vectors/flo/seqs.json: flo-aaaaa: "},
        {"an unknown key of the context",
         with(valid_seqs(), "context", {{"strict", true}}),
         "vectors/flo/seqs.json: flo-aaaaa context: "},
        {"not an object", Json::array(), "vectors/flo/seqs.json: "},
        {"an empty list of vectors", file_of(Json::array()), "vectors/flo/seqs.json: /vectors: "},
    };
    for (const auto& [sentence, file, remark] : table) {
        SCOPED_TRACE(sentence);
        const TestFolder folder;
        folder.write("vectors/flo/seqs.json", file);
        const auto lines = folder.load_problems();
        EXPECT_TRUE(std::ranges::any_of(lines, [&](const auto& line) { return line.starts_with(remark); }))
            << ::testing::PrintToString(lines);
        EXPECT_TRUE(folder.load().vectors.empty());
    }
}

TEST(Load, RefusesAnIdThatStandsInTwoFiles) {
    const TestFolder folder;
    folder.write("vectors/flo/a.json", file_of({valid_seqs()}));
    folder.write("vectors/flo/b.json", file_of({valid_seqs(), valid_seqs("flo-fffff")}));
    const auto loaded = folder.load();
    EXPECT_EQ(folder.lines(loaded.problems),
              Lines{"vectors/flo/b.json: flo-aaaaa: duplicate id, also in vectors/flo/a.json"});
    EXPECT_EQ(loaded.vectors.size(), 2U);
}

TEST(Load, ReportsEachProblemOfEachFile) {
    const TestFolder folder;
    auto bad = valid_seqs("flo-ddddd");
    bad["value"] = {{"seqs", {true}}};
    folder.write("vectors/flo/a.json", file_of({bad, valid_seqs()}));
    folder.write("vectors/flo/b.json", std::string("{"));
    folder.write("vectors/flo/c.json", file_with("frame", "seq"));
    EXPECT_EQ(folder.load_problems().size(), 3U);
    EXPECT_EQ(folder.load().vectors.size(), 1U);
}

TEST(Load, PlacesWhatIsNotJson) {
    struct Text {
        std::string_view sentence;
        std::string text;
        std::string remark;
    };
    const std::initializer_list<Text> table = {
        {"cut off", "{\"schema\":", "vectors/flo/seqs.json: not JSON at byte 11: "},
        {"a comma too many", "{\"a\": 1,}", "vectors/flo/seqs.json: not JSON at byte 9: "},
        {"nothing", "", "vectors/flo/seqs.json: not JSON at byte 1: "},
        {"text that is not UTF-8", "\"\xff\"", "vectors/flo/seqs.json: not JSON at byte 2: "},
        {"a number beyond doubles", "1e999", "vectors/flo/seqs.json: not JSON"},
        {"a member twice",
         R"({"a": 1, "b": {"a": 2}, "a": 3})",
         "vectors/flo/seqs.json: member `a` stands twice in one object"},
        {"brackets in brackets, more than a stack holds",
         std::string(1'000'000, '['),
         "vectors/flo/seqs.json: nested deeper than 512 at byte 512"},
        {"a member twice, deep",
         R"({"a": [{"b": 1, "b": 1}]})",
         "vectors/flo/seqs.json: member `b` stands twice in one object"},
    };
    for (const auto& [sentence, text, remark] : table) {
        SCOPED_TRACE(sentence);
        const TestFolder folder;
        folder.write("vectors/flo/seqs.json", text);
        const auto lines = folder.load_problems();
        ASSERT_EQ(lines.size(), 1U);
        EXPECT_TRUE(lines[0].starts_with(remark)) << lines[0];
    }
}

TEST(Load, NamesAFolderOrASchemaThatIsMissing) {
    const TestFolder folder;
    std::filesystem::remove_all(folder.data().vectors() / "flo");
    EXPECT_EQ(folder.load_problems(), Lines{"vectors/flo: No such file or directory"});
    std::filesystem::remove_all(folder.data().vectors() / "schema");
    EXPECT_EQ(folder.load_problems(), Lines{"vectors/schema/vectors.schema.json: no such file"});
    std::filesystem::create_directories(folder.data().schema("vectors"));
    EXPECT_EQ(folder.load_problems(), Lines{"vectors/schema/vectors.schema.json: is a folder, not a file"});
}

TEST(Load, LeavesTheRegistersAlone) {
    const TestFolder folder;
    folder.write("vectors/flo/seqs.json", file_of({valid_seqs()}));
    folder.write("vectors/flo/ambiguities.json", Json::object());
    folder.write("vectors/flo/untestable.json", Json::object());
    EXPECT_EQ(folder.load_problems(), Lines{});
}

TEST(Rules, AreTheNumberedLinesOfTheProtocolPage) {
    const TestFolder folder;
    folder.write(
        "conformance/flo/PROTOCOL.md",
        std::string("# Flo\n\n**1.1** One.\nmore\n**1.10** Ten.\n**bold** no rule\n**2.** no text behind\n**3.1**\n"));
    const auto rules = load_rules(folder.data(), "flo");
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules->at("1.1"), "One.");
    EXPECT_EQ(rules->at("1.10"), "Ten.");
    EXPECT_FALSE(rules->contains("bold"));
    EXPECT_FALSE(rules->contains("3.1")) << "a number without a sentence is no rule";
    EXPECT_EQ(rule_number("flo §3.7"), "3.7");
    EXPECT_EQ(rule_number("flo 3.7"), "");
}

TEST(Rules, HaveEachNumberOnce) {
    const TestFolder folder;
    folder.write("conformance/flo/PROTOCOL.md", std::string("**1.1** One.\n**1.1** Again.\n"));
    const auto rules = load_rules(folder.data(), "flo");
    ASSERT_FALSE(rules);
    EXPECT_EQ(folder.lines({rules.error()}), Lines{"conformance/flo/PROTOCOL.md: 1.1: two rules have this number"});
}

}  // namespace
}  // namespace wireproof::suite

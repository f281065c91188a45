#include "conformance/report/report.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>
#include <pugixml.hpp>

#include "conformance/report/compare.hpp"
#include "conformance/report/explain.hpp"
#include "conformance/report/terminal.hpp"
#include "conformance/schema.hpp"

namespace wireproof::report {
namespace {

namespace fs = std::filesystem;

Json run_event() {
    return Json::parse(
        R"({"event":"run","schema":"wireproof/report/1","tool":"0.1.0","command":["check","--testee","x"],"seed":"1",
        "started":"2026-01-01T00:00:00Z","peer":{"name":"flo-python","version":"0.1.0","variant":"v1-24","language":"python"},
        "selected":{"stored":2,"derived":1,"sessions":1}})");
}

Json case_event(const std::string& id, const std::string& verdict, const std::string& kind = "decode") {
    return {{"event", "case"},
            {"id", id},
            {"kind", kind},
            {"protocol", "flo"},
            {"frame", "response"},
            {"variant", "v1-24"},
            {"level", "must"},
            {"spec", {"flo §1.2"}},
            {"vector", "valid"},
            {"verdict", verdict},
            {"known", nullptr},
            {"time_us", 41}};
}

Json failure() {
    auto event = case_event("flo-k7q2m/flip(crc32)", "fail");
    event.update(Json::parse(
        R"({"reason":"accepted a frame whose checksum is wrong","rules":{"flo §1.2":"The checksum covers <all> & more."},
        "expected":{"code":"bad_checksum","offset":16,"path":"crc32"},"got":{"value":{"payload":"4a6f"}},
        "explain":[{"offset":0,"size":4,"path":"magic","bytes":"464c4f00","value":"0x004F4C46"},
                   {"offset":16,"size":4,"path":"crc32","bytes":"03a5247d","value":2099553539,"mark":"wrong"}],
        "reproduce":"wireproof check --only 'flo-k7q2m/flip(crc32)' --testee flo-python"})"));
    return event;
}

Json session() {
    auto event = case_event("flo-s3a9x/len-0", "timeout", "session");
    event.erase("vector");
    event.update(Json::parse(R"({"step":4,"outcome":"deadline","health":"ok","transport":"tcp","reason":"no answer",
        "trace":[{"t_us":120,"on":"main","dir":">","bytes":"464c","frame":"request","value":{"op":"PING"}}],"pcapng":"a.pcapng"})"));
    return event;
}

Json known() {
    auto event = case_event("flo-bbbbb", "known-failure", "encode");
    event["known"] = {{"id", "flo-bbbbb"}, {"reason", "writes u32"}, {"link", "FINDINGS.md#p7"}};
    event["expected"] = {{"wire", "0102"}};
    event["got"] = {{"wire", "0103"}};
    return event;
}

Json unsupported() {
    auto event = case_event("flo-ccccc", "unsupported");
    event["reason"] = "the testee does not decode flo request";
    return event;
}

Json peer_event() { return {{"event", "peer"}, {"what", "exit"}, {"text", "it died: signal 11"}, {"signal", 11}}; }

Json end_event() {
    return Json::parse(
        R"({"event":"end","verdicts":{"pass":1,"fail":1,"timeout":1,"known-failure":1,"unsupported":1},"counted_failures":2,
        "bad_known":["known.json: \"flo-z\" matches no case"],"exit":1,"wall_ms":812,"interrupted":false})");
}

std::vector<Json> all_events() {
    return {run_event(),
            peer_event(),
            session(),
            unsupported(),
            known(),
            failure(),
            case_event("flo-aaaaa", "pass"),
            end_event()};
}

Events sample() {
    auto report = *Report::open({});
    for (auto& event : all_events()) report.add(std::move(event));
    EXPECT_TRUE(report.finish());
    return report.events();
}

class ReportFiles : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder_); }
    void TearDown() override { fs::remove_all(folder_); }
    [[nodiscard]] fs::path file(const char* name) const { return folder_ / name; }
    static std::string text_in(const fs::path& file) {
        std::ifstream in(file);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }
    fs::path folder_ = fs::path(testing::TempDir()) / ("wireproof_report_" + std::to_string(::getpid()));
};

// ---- schema -------------------------------------------------------------------------------------------------------

class ReportSchema : public testing::Test {
protected:
    void SetUp() override {
        auto schema = Schema::load(WIREPROOF_SOURCE_DIR "/vectors/schema/report.schema.json");
        ASSERT_TRUE(schema) << schema.error().text();
        schema_ = std::move(*schema);
    }
    bool fits(const Json& event) { return schema_->violations(event).empty(); }
    std::optional<Schema> schema_;
};

TEST_F(ReportSchema, FitsEveryEvent) {
    for (const auto& event : all_events()) EXPECT_TRUE(fits(event)) << event;
}

TEST_F(ReportSchema, FitsWhatWasCut) {
    auto event = failure();
    event["got"]["value"]["payload"] = std::string(20000, 'a');
    event["stderr"] = std::string(20000, 'x');
    cut(event);
    EXPECT_TRUE(fits(event)) << event;
}

TEST_F(ReportSchema, RefusesWhatIsNoEvent) {
    for (const auto& [key, value] : {std::pair<const char*, Json>{"verdict", "passed"},
                                     {"unknown", 1},
                                     {"kind", "x"},
                                     {"id", "Flo-1"},
                                     {"level", 1}}) {
        auto event = failure();
        event[key] = value;
        EXPECT_FALSE(fits(event)) << key;
    }
}

// ---- events -------------------------------------------------------------------------------------------------------

TEST(Events, AreInOrderOfIdThenKindWhateverTheArrival) {
    auto report = *Report::open({});
    for (const auto& [id, kind] :
         {std::pair{"flo-b", "encode"}, {"flo-a/x", "decode"}, {"flo-b", "decode"}, {"flo-a", "decode"}})
        report.add(case_event(id, "pass", kind));
    ASSERT_TRUE(report.finish());
    std::string order;
    for (const auto& event : report.events().cases) order += text_of(event, "id") + " " + text_of(event, "kind") + ", ";
    EXPECT_EQ(order, "flo-a decode, flo-a/x decode, flo-b decode, flo-b encode, ");
}

TEST(Events, LongTextsAreCut) {
    Json event = {{"text", std::string(4096, 'x')},
                  {"hex", std::string(8194, 'a')},
                  {"deep", {{"list", {std::string(5000, 'x'), "short"}}}}};
    cut(event);
    EXPECT_EQ(event["text"].get<std::string>().size(), 4096U);
    EXPECT_EQ(event["hex"].get<std::string>().size(), 8192U);
    EXPECT_EQ(event["cut"], 1) << "one byte, two digits";
    EXPECT_EQ(event["deep"]["list"][0].get<std::string>().size(), 4096U);
    EXPECT_EQ(event["deep"]["cut"], 904);
}

TEST(Events, AreNotCutInsideACharacter) {
    Json event = {{"text", std::string(4095, 'x') + "é"}};
    cut(event);
    EXPECT_EQ(event["text"].get<std::string>().size(), 4095U);
    EXPECT_EQ(event["cut"], 2);
}

TEST_F(ReportFiles, AnInterruptedRunLeavesWhatItHad) {
    {
        auto report = *Report::open({{.format = Format::json, .file = file("r.jsonl")}});
        report.add(run_event());
        report.add(failure());
    }
    const auto events = read_events(file("r.jsonl"));
    ASSERT_TRUE(events) << events.error();
    EXPECT_EQ(events->cases.size(), 1U);
    EXPECT_TRUE(events->end.is_null());
    for (const auto format : {Format::json, Format::junit, Format::html, Format::tap})
        EXPECT_FALSE(render(format, *events).empty());
    EXPECT_TRUE(render_terminal(*events).contains("1 failed; interrupted"));
}

TEST_F(ReportFiles, ALastLineThatWasCutOffIsPassedOver) {
    write(file("r.jsonl"), dump(run_event()) + "\n" + dump(failure()) + "\n" + dump(failure()).substr(0, 50));
    const auto events = read_events(file("r.jsonl"));
    ASSERT_TRUE(events) << events.error();
    EXPECT_EQ(events->cases.size(), 1U);
}

TEST_F(ReportFiles, BadLinesAreNamed) {
    const auto run = dump(run_event()) + "\n";
    const std::pair<std::string, const char*> cases[] = {
        {"", ": no run event"},
        {"nonsense\n{}\n", ":1: not a JSON object"},
        {run + "[]\n", ":2: not a JSON object"},
        {run + "{}\n", ":2: not an event of a report"},
        {run + R"({"event":"case","id":"a","verdict":"fine"})"
               "\n",
         ":2: unknown verdict \"fine\""},
        {run + R"({"event":"case","verdict":"pass"})"
               "\n",
         ":2: a case without id"},
        {R"({"event":"run","schema":"wireproof/report/2"})"
         "\n",
         ":1: not a wireproof/report/1"},
        {dump(failure()) + "\n", ":1: does not begin with a run event"},
    };
    for (const auto& [text, problem] : cases) {
        write(file("r.jsonl"), text);
        const auto events = read_events(file("r.jsonl"));
        ASSERT_FALSE(events) << text;
        EXPECT_EQ(events.error(), file("r.jsonl").string() + problem);
    }
    EXPECT_EQ(read_events("/no/such").error(), "/no/such: cannot be opened");
}

TEST_F(ReportFiles, WritesEveryFormatAndReadsItsOwn) {
    auto report = *Report::open({{.format = Format::json, .file = file("r.jsonl")},
                                 {.format = Format::junit, .file = file("r.xml")},
                                 {.format = Format::html, .file = file("r.html")},
                                 {.format = Format::tap, .file = file("r.tap")}});
    for (auto& event : all_events()) report.add(std::move(event));
    ASSERT_TRUE(report.finish());
    const auto events = read_events(file("r.jsonl"));
    ASSERT_TRUE(events) << events.error();
    EXPECT_EQ(events->lines(), sample().lines());
    EXPECT_EQ(text_in(file("r.html")), render(Format::html, sample()));
    EXPECT_EQ(text_in(file("r.xml")), render(Format::junit, sample()));
    EXPECT_EQ(text_in(file("r.tap")), render(Format::tap, sample()));
}

TEST_F(ReportFiles, SaysBeforeTheRunThatAFileCannotBeWritten) {
    for (const auto format : {Format::json, Format::html}) {
        const auto report = Report::open({{.format = format, .file = folder_ / "no" / "such" / "r"}});
        ASSERT_FALSE(report);
        EXPECT_TRUE(report.error().contains("cannot be written: No such file or directory")) << report.error();
    }
}

TEST(Target, IsFormatAndFile) {
    EXPECT_EQ(parse_target("html=a=b.html")->file, "a=b.html");
    EXPECT_EQ(parse_target("pdf=x").error(), "\"pdf=x\": the formats are json, junit, html and tap");
    EXPECT_EQ(parse_target("tap").error(), "\"tap\": say where to write it, tap=FILE");
    EXPECT_EQ(parse_target("tap=").error(), "\"tap=\": say where to write it, tap=FILE");
}

// ---- renderings ---------------------------------------------------------------------------------------------------

TEST(Explain, SaysWhatWasExpectedAndWhatCame) {
    std::string text;
    for (const auto& line : explain(failure())) text += line.text + "\n";
    EXPECT_EQ(text,
              "fail flo-k7q2m/flip(crc32): decode flo response (must)\n"
              "accepted a frame whose checksum is wrong\n"
              "rule      flo §1.2: The checksum covers <all> & more.\n"
              "expected  error bad_checksum at byte 16, crc32\n"
              "got       value {\"payload\":\"4a6f\"}\n"
              " at byte   size  path   bytes\n"
              "       0      4  magic  464c4f00 = 0x004F4C46\n"
              "      16      4  crc32  03a5247d = 2099553539  <- wrong\n"
              "reproduce wireproof check --only 'flo-k7q2m/flip(crc32)' --testee flo-python\n");
}

TEST(Explain, ShowsWhereValuesAndBytesDiffer) {
    EXPECT_EQ(differences(Json::parse(R"({"a":[{"k":"61"},{"k":"62"}],"b":1})"),
                          Json::parse(R"({"a":[{"k":"61"},{"k":"63"}],"c":1})")),
              (std::vector<std::string>{
                  R"(a[1].k: expected "62", got "63")", "b: expected 1, got nothing", "c: expected nothing, got 1"}));
    const std::pair<Json, const char*> cases[] = {
        {"0103", "differs   first difference at byte 1: expected 02, got 03"},
        {"010203", "differs   1 bytes more than expected, from byte 2"},
        {"01", "differs   1 bytes fewer than expected: it ends at byte 1"},
    };
    for (const auto& [got, text] : cases) {
        auto event = known();
        event["got"]["wire"] = got;
        const auto lines = explain(event);
        EXPECT_TRUE(std::ranges::any_of(lines, [&](const Line& line) { return line.text == text; })) << text;
    }
}

TEST(Terminal, SumsUp) {
    const auto text = render_terminal(sample());
    for (const auto* const part : {"fail flo-k7q2m/flip(crc32)",
                                   "    step 4: deadline",
                                   "exit: it died: signal 11",
                                   "     1  writes u32",
                                   "must        1 of 4 right (25.0 %)",
                                   "known failures: known.json: \"flo-z\" matches no case",
                                   "1 passed, 1 failed, 1 time-out, 1 known failure, 1 unsupported in 812 ms\n"})
        EXPECT_TRUE(text.contains(part)) << part << "\n" << text;
    EXPECT_FALSE(text.contains('\x1b'));
    EXPECT_TRUE(render_terminal(sample(), {.colour = true}).contains("\x1b[31m"));
    EXPECT_FALSE(render_terminal(sample(), {.quiet = true}).contains("writes u32"));
}

TEST(Terminal, ExplainsOneCaseOfAVectorUnlessAskedForAll) {
    Events events{.run = run_event(), .cases = {}, .peer = {}, .end = end_event()};
    for (int i = 0; i < 60; ++i)
        events.cases.push_back(
            case_event("flo-" + std::to_string(10000 + i / 2) + "/truncate@" + std::to_string(i), "fail"));
    const auto text = render_terminal(events);
    EXPECT_TRUE(text.contains("fail flo-10000/truncate@0")) << text;
    EXPECT_FALSE(text.contains("fail flo-10000/truncate@1"));
    EXPECT_TRUE(text.contains("… and 1 more cases of flo-10000 failed"));
    EXPECT_TRUE(text.contains("… and failures of 10 more vectors or scripts"));
    EXPECT_TRUE(render_terminal(events, {.verbose = true}).contains("fail flo-10029/truncate@59"));
}

TEST(Junit, HasOneTestcaseAVectorWithDerivedFailuresInside) {
    auto events = sample();
    events.cases.push_back(case_event("flo-k7q2m", "pass"));
    events.sort();
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(render(Format::junit, events).c_str()));
    const auto suite = document.select_node("//testsuite[@name='flo vectors']").node();
    EXPECT_EQ(suite.attribute("tests").as_int(), 4);
    EXPECT_EQ(suite.attribute("failures").as_int(), 1);
    EXPECT_EQ(suite.attribute("skipped").as_int(), 2);
    EXPECT_EQ(suite.select_nodes("testcase[@name='flo-k7q2m']").size(), 1U);
    const std::string text = suite.select_node("testcase[@name='flo-k7q2m']/failure").node().text().get();
    EXPECT_TRUE(text.contains("fail flo-k7q2m/flip(crc32)") && text.contains("<all> & more")) << text;
    EXPECT_EQ(document.select_nodes("//testsuite[@name='flo sessions']/testcase/failure").size(), 1U);
}

TEST(Junit, WritesBytesThatXmlHasNoWordFor) {
    auto event = failure();
    event["reason"] = std::string("bell \x07 nul \0 end \xff", 17);
    const Events events{.run = run_event(), .cases = {event}, .peer = {}, .end = end_event()};
    pugi::xml_document document;
    const auto xml = render(Format::junit, events);
    ASSERT_TRUE(document.load_string(xml.c_str()));
    EXPECT_TRUE(xml.contains("bell \\x07 nul \\x00"));
}

TEST(Tap, HasOnePointACase) {
    const auto text = render(Format::tap, sample());
    EXPECT_TRUE(text.starts_with("TAP version 14\n1..5\nok 1 - flo-aaaaa decode response\n")) << text;
    EXPECT_TRUE(text.contains("not ok 2 - flo-bbbbb encode response # TODO known failure: writes u32\n"));
    EXPECT_TRUE(
        text.contains("ok 3 - flo-ccccc decode response # SKIP unsupported: the testee does not decode flo request\n"));
    EXPECT_TRUE(
        text.contains("not ok 4 - flo-k7q2m/flip(crc32) decode response\n  ---\n  explained: |\n    fail flo-k7q2m"));
}

TEST(Html, IsOneFileThatEscapesWhatItShows) {
    auto event = failure();
    event["reason"] = "<script>alert(1)</script>";
    const Events events{.run = run_event(), .cases = {event}, .peer = {peer_event()}, .end = end_event()};
    const auto page = render(Format::html, events);
    EXPECT_TRUE(page.contains("&lt;script&gt;alert(1)"));
    EXPECT_FALSE(page.contains("<script>alert"));
    for (const auto* const outside : {"http://", "https://", "src=", "@import", "url("})
        EXPECT_FALSE(page.contains(outside)) << outside;
}

// ---- compare, merge -----------------------------------------------------------------------------------------------

TEST(Compare, SaysWhatIsNewFixedAndGone) {
    Events before = sample();
    Events after = sample();
    before.cases = {case_event("flo-a", "fail"),
                    case_event("flo-b", "pass"),
                    case_event("flo-c", "crash"),
                    case_event("flo-d", "fail"),
                    case_event("flo-f", "fail")};
    after.cases = {case_event("flo-a", "pass"),
                   case_event("flo-b", "timeout"),
                   case_event("flo-c", "fail"),
                   case_event("flo-e", "fail"),
                   case_event("flo-f", "known-failure")};
    const auto comparison = compare(before, after);
    EXPECT_EQ(comparison.fixed, (std::vector<std::string>{"flo-a decode", "flo-f decode"}));
    EXPECT_EQ(comparison.fresh, (std::vector<std::string>{"flo-b decode", "flo-e decode"}));
    EXPECT_EQ(comparison.unchanged, (std::vector<std::string>{"flo-c decode"}));
    EXPECT_EQ(comparison.gone, (std::vector<std::string>{"flo-d decode"}));
}

TEST(Merge, AddsUpAndTakesTheWorseExit) {
    auto first = sample();
    auto second = sample();
    first.cases = {case_event("flo-b", "pass"), case_event("flo-c", "fail")};
    second.cases = {case_event("flo-a", "pass"), case_event("flo-c", "pass")};
    second.end["exit"] = 3;
    const auto merged = merge({first, second});
    ASSERT_TRUE(merged) << merged.error();
    EXPECT_EQ(merged->cases.size(), 3U);
    EXPECT_EQ(merged->end["verdicts"], Json::parse(R"({"pass":3})")) << "the later report counts";
    EXPECT_EQ(merged->end["exit"], 3);
    EXPECT_EQ(merged->end["wall_ms"], 1624);
    EXPECT_EQ(merged->run["selected"]["stored"], 4);
    second.end = nullptr;
    EXPECT_EQ(merge({first, second})->end["exit"], 130);
    second.run["peer"]["version"] = "0.1.2";
    EXPECT_EQ(merge({first, second}).error(), "one report is about flo-python 0.1.0, another about flo-python 0.1.2");
}

}  // namespace
}  // namespace wireproof::report

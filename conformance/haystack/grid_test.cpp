// The grid checker against what hs_py.encoding.json of haystack-py 0.1.10 wrote, took and refused (measured); all of
// its rules are in the vectors, here is what they cannot show.
#include "conformance/haystack/grid.hpp"

#include "conformance/haystack/date_text.hpp"
#include "conformance/wire/derive.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::haystack {
namespace {

using namespace wireproof::testing;
using namespace wireproof::wire;

std::string verdict(std::string_view text) {
    const auto bytes = ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    const ExactBytes in(bytes);
    auto error = check_grid({reinterpret_cast<const char*>(in.view().data()), in.view().size()});
    error.detail.clear();
    return describe(error);
}
std::string repeat(std::string_view text, std::size_t n) {
    std::string out;
    while (n-- > 0) out += text;
    return out;
}

TEST(Grid, TakesWhatThePeerWrites) {
    for (
        const std::string_view text :
        {R"({"_kind":"grid","meta":{},"cols":[],"rows":[]})",
         R"({"_kind":"grid","meta":{},"cols":[{"name":"v"}],"rows":[{"v":{"_kind":"number","val":72.5,"unit":"°F"}}]})",
         R"({"_kind":"grid","meta":{"err":{"_kind":"marker"},"dis":"x"},"cols":[],"rows":[]})",
         R"({"_kind":"grid","meta":{},"cols":[{"name":"v"}],"rows":[{"v":{"_kind":"dateTime","val":"2024-01-15T10:30:00-05:00","tz":"New_York"}}]})"})
        EXPECT_EQ(verdict(text), "ok") << text;
}

TEST(Grid, IsRefusedAtTheFirstPlaceThatIsWrong) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"", "bad_json at byte 0"},
        {"[]", "bad_value at byte 0"},
        {R"({"meta":3)", "bad_json at byte 9"},
        {R"({"rows":[{"a":{"lat":99,"_kind":"coord"}}]})", "bad_value at byte 14, rows[0].a.lng"},
        {R"({"rows":[{"a":{"val":"a b","_kind":"ref"}}]})", "bad_value at byte 21, rows[0].a.val"},
        {R"({"rows":[{"a":{"x":[{"_kind":"nope"}]}},{"a":{"_kind":"date"}}]})",
         "bad_value at byte 29, rows[0].a.x[0]._kind"},
        {R"({"rows":[{"é\n":{"_kind":"ref","val":7}}]})", "bad_value at byte 38, rows[0].é\n.val"},
        {R"({"meta":{"a":{"x":{"_kind":"ref"},"b)", "bad_json at byte 36"},
    };
    for (const auto& [text, want] : table) EXPECT_EQ(verdict(text), want) << text;
}

TEST(Grid, KeepsPathsOfNamesWithEscapes) {
    EXPECT_EQ(verdict(R"({"meta":{"\u0061":{"\u0062":{"_kind":"ref","val":1,"\u0063":2}}}})"),
              "bad_value at byte 49, meta.a.b.val");
}

// 64 levels whose kind stands last: each is read twice, which must not multiply.
TEST(Grid, TakesLittleTimeForDeepOnes) {
    const auto deep = R"({"rows":[{"a":)" + repeat(R"({"a":)", 63) + "[" + repeat("1,", 100'000) + "1]" +
                      repeat(R"(,"_kind":"dict"})", 63) + "}]}";
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(verdict(deep).substr(0, 9), "too_large");
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
    EXPECT_EQ(verdict(repeat("[", 100'000'000)).substr(0, 8), "bad_json") << "refused by depth, not by stack";
}

TEST(Grid, KnowsDatesAndTimes) {
    for (const auto* text : {"2024-02-29", "20240229", "0001-01-01", "9999-12-31"}) EXPECT_TRUE(is_date(text)) << text;
    for (const auto* text : {"", "2023-02-29", "2024-0229", "202402-29", "0000-01-01", "2024-13-01", "2024-02-29 "})
        EXPECT_FALSE(is_date(text)) << text;
    for (const auto* text : {"00:00", "23:59:59", "13:05:07.1", "13:05:07.123456789"})
        EXPECT_TRUE(is_time(text)) << text;
    for (const auto* text : {"", "24:00", "1:00", "13:60", "13:05:60", "13:05:07.", "13:05.5", "13:05Z"})
        EXPECT_FALSE(is_time(text)) << text;
    for (const auto* text : {"2024-01-15T10:30", "2024-01-15T10:30:00Z", "2024-01-15T10:30:00.5+23:59"})
        EXPECT_TRUE(is_date_time(text)) << text;
    for (const auto* text :
         {"2024-01-15", "20240115T10:30", "2024-01-15 10:30", "2024-01-15T10:30+24:00", "2024-01-15T10:30+05"})
        EXPECT_FALSE(is_date_time(text)) << text;
}

TEST(GridFrame, IsItsText) {
    const auto frame = decoded<Grid>("7b7d");
    EXPECT_EQ(frame.text, "{}");
    EXPECT_EQ(encoded(frame), "7b7d");
    EXPECT_EQ(encoded(Grid{"[]"}), "unencodable, text: a well-formed grid");
    expect_refusals<Grid>({{"no UTF-8", "7b7dff", Errc::bad_utf8, 2, "text"},
                           {"no JSON", "7b7d7d", Errc::bad_json, 2, ""},
                           {"nothing", "", Errc::bad_json, 0, ""}});
}

TEST(GridFrame, GivesDerivedCasesThatTheDecoderConfirms) {
    const std::string text = "{\"meta\":{\"dis\":\"é\"}} \n";
    const Bytes bytes(text.begin(), text.end());
    Grid original;
    const auto trace = annotate(any_frame(original), bytes);
    ASSERT_TRUE(trace.error.ok());
    const auto derived = derive(trace, bytes, {}).cases;
    EXPECT_EQ(derived.size(), bytes.size() + 1);
    for (const auto& each : derived) {
        EXPECT_EQ(each.outcome, Derived::Outcome::refused_or_other);
        const ExactBytes in(each.wire);
        Grid frame;
        EXPECT_FALSE(decode(in.view(), frame).ok() && frame.text == text) << each.suffix;
    }
}

}  // namespace
}  // namespace wireproof::haystack

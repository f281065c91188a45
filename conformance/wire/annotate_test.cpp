// The trace: every piece in order with place and name, and always the Reader's own verdict.
#include "conformance/wire/annotate.hpp"

#include <fmt/format.h>

#include "conformance/wire/test_bytes.hpp"

namespace wireproof {
namespace {

using namespace testing;
using namespace wire;

template <class Frame>
Trace trace_of(std::string_view wire, const Context& context = kCompat) {
    const ExactBytes in(wire);
    Frame frame;
    return annotate(any_frame(frame), in.view(), context);
}

// `2+2 length(body) u16le 10`: place, size, label, type, value.
std::vector<std::string> lines(const Trace& trace) {
    std::vector<std::string> out;
    for (const auto& step : trace.steps) {
        auto line = fmt::format("{}+{} {}", step.at, step.size, step.label());
        if (!step.type.empty()) line += " " + step.type;
        if (!step.shown.empty()) line += " " + step.shown;
        out.push_back(line);
    }
    return out;
}

TEST(Annotate, ListsEveryPieceWithItsPlaceAndName) {
    const auto trace = trace_of<Sealed>(kSealed);
    EXPECT_TRUE(trace.error.ok());
    EXPECT_EQ(trace.size, 17U);
    EXPECT_EQ(lines(trace),
              (std::vector<std::string>{
                  "0+2 magic u16le 19799",
                  "2+2 length(body) u16le 10",
                  "4+1 sum u8 107",
                  "5+1 version u8 1",
                  "6+1 flags u8 0",
                  "7+10 body",
                  "7+1 length(name) text[u8] 2",
                  "8+2 name text[u8] \"ab\"",
                  "10+1 count(points) list[u8] 2",
                  "11+4 points list[u8]",
                  "11+1 points[0].x u8 5",
                  "12+1 present(points[0].name) u8 true",
                  "13+1 length(points[0].name) text[u8] 1",
                  "14+1 points[0].name text[u8] \"z\"",
                  "15+1 points[1].x u8 6",
                  "16+1 present(points[1].name) u8 false",
              }));
}

TEST(Annotate, EndsWithThePieceThatIsWrong) {
    const auto trace = trace_of<Sealed>("574d 0600 1d 01 00 | 00 02 05 00 06 01");
    EXPECT_EQ(describe({trace.error.code, trace.error.offset, trace.error.path, {}}),
              "bad_length at byte 13, points[1].name");
    EXPECT_EQ(lines(trace).back(), "13+1 length(points[1].name) text[u8]");
}

TEST(Annotate, NotesWhereMoreCouldStart) {
    using Open = Only<std::vector<Point>, list_to_end(object)>;
    const auto open = trace_of<Open>("0500");
    ASSERT_EQ(open.steps.size(), 3U);
    EXPECT_TRUE(open.steps[0].starts_item);
    EXPECT_EQ(open.steps[2].kind, Step::Kind::open_end);

    using Tail = Only<std::optional<std::uint8_t>, unless_at_end(u8)>;
    EXPECT_EQ(trace_of<Tail>("").steps.back().kind, Step::Kind::open_end);
    EXPECT_TRUE(trace_of<Tail>("05").steps.front().optional_tail);
}

TEST(Annotate, CutsLongValuesForThePersonWhoReadsThem) {
    const auto trace = trace_of<Only<Bytes, rest>>(std::string(2000, '0'));
    EXPECT_LT(trace.steps.back().shown.size(), 300U);
    EXPECT_EQ(trace.steps.back().size, 1000U);
}

// Code, offset and path of Reader and Annotator, over every prefix and every one-bit change of a frame.
template <class Frame>
void expect_one_verdict(std::string_view wire, const Context& context) {
    const auto whole = hex(wire);
    const auto compare = [&](ByteView bytes) {
        const ExactBytes in(bytes);
        Frame read;
        Frame traced;
        const auto error = decode(in.view(), read, context);
        const auto trace = annotate(any_frame(traced), in.view(), context);
        ASSERT_EQ(describe(trace.error), describe(error)) << to_hex(bytes);
        if (error.ok()) {
            ASSERT_EQ(encoded(traced), encoded(read)) << to_hex(bytes);
        }
    };
    for (std::size_t n = 0; n <= whole.size(); ++n) compare(ByteView(whole).first(n));
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        auto changed = whole;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        compare(changed);
        changed.push_back(0);
        compare(changed);
    }
}

TEST(Annotate, AgreesWithTheReaderOnEveryDamage) {
    for (const auto& context : {kCompat, kStrict}) {
        expect_one_verdict<Sealed>(kSealed, context);
        expect_one_verdict<Only<std::vector<Point>, list_to_end(object)>>("05 01 017a | 06 00 | 07 01 02c3bc", context);
        expect_one_verdict<Only<std::optional<std::string>, unless_at_end(text(u8))>>("02 6162", context);
        expect_one_verdict<Only<std::uint8_t, enumeration(u8, kClosedColours)>>("02", context);
        expect_one_verdict<Only<std::string, rest_text>>("61c3bc", context);
    }
}

}  // namespace
}  // namespace wireproof

// Derived cases: the list for small frames written down by hand, and every prediction held against the decoder.
#include "conformance/wire/derive.hpp"

#include <nlohmann/json.hpp>

#include "conformance/wire/test_bytes.hpp"

namespace wireproof {
namespace {

using namespace testing;
using namespace wire;
using Outcome = Derived::Outcome;

template <class Frame>
DerivedCases derive_from(std::string_view wire, std::size_t budget = kDerivedBudget) {
    static constexpr auto kType = frame_type<Frame>("frame");
    Frame frame;
    const auto bytes = hex(wire);
    return derive(annotate(any_frame(frame), bytes), bytes, resealing(kType), budget);
}

std::vector<std::string> lines(const DerivedCases& derived) {
    std::vector<std::string> out;
    for (const auto& each : derived.cases) {
        switch (each.outcome) {
            case Outcome::refused:
            case Outcome::refused_by_choice: out.push_back(each.suffix + " -> " + describe(each.error)); break;
            case Outcome::accepted: out.push_back(each.suffix + " -> accepted"); break;
            case Outcome::same_value: out.push_back(each.suffix + " -> the same"); break;
            case Outcome::refused_or_other: out.push_back(each.suffix + " -> refused or other"); break;
        }
    }
    return out;
}

struct Small {
    std::uint8_t kind{1};
    std::string name;
    std::vector<std::uint8_t> items;
    static void layout(auto& io, auto& v) {
        io("kind", v.kind, enumeration(u8, kClosedColours));
        io("name", v.name, text(u8, 100));
        io("items", v.items, list(u8, u8));
    }
};

TEST(Derive, PredictsEveryDamageOfASmallFrame) {
    EXPECT_EQ(lines(derive_from<Small>("01 | 02 6162 | 02 0506")),
              (std::vector<std::string>{
                  "truncate@0 -> truncated at byte 0, kind",
                  "truncate@1 -> truncated at byte 1, name",
                  "truncate@2 -> truncated at byte 1, name",
                  "truncate@3 -> truncated at byte 1, name",
                  "truncate@4 -> truncated at byte 4, items",
                  "truncate@5 -> truncated at byte 4, items",
                  "truncate@6 -> truncated at byte 4, items",
                  "append -> trailing_bytes at byte 7",
                  "kind=0 -> bad_value at byte 0, kind",
                  "kind=2 -> accepted",
                  "kind=255 -> bad_value at byte 0, kind",
                  "length(name)-1 -> refused or other",
                  "length(name)+1 -> refused or other",
                  "length(name)=0 -> refused or other",
                  "length(name)=max -> too_large at byte 1, name",
                  "utf8(name) -> bad_utf8 at byte 1, name",
                  "count(items)-1 -> refused or other",
                  "count(items)+1 -> truncated at byte 4, items",
                  "count(items)=0 -> refused or other",
                  "count(items)=max -> truncated at byte 4, items",
              }));
}

struct Tail {
    std::optional<std::uint8_t> flagged;
    std::optional<Bytes> tail;
    static void layout(auto& io, auto& v) {
        io("flagged", v.flagged, if_flagged(u8));
        io("tail", v.tail, unless_at_end(rest));
    }
};

TEST(Derive, KnowsWhatMayEndEarlyAndWhatTakesMore) {
    EXPECT_EQ(lines(derive_from<Tail>("01 05 | aabb")),
              (std::vector<std::string>{
                  "truncate@0 -> truncated at byte 0, flagged",
                  "truncate@1 -> truncated at byte 1, flagged",
                  "truncate@2 -> accepted",
                  "truncate@3 -> accepted",
                  "append -> refused or other",
                  "present(flagged)=0 -> refused or other",
                  "present(flagged)=2 -> the same",
              }));
}

TEST(Derive, GivesEachCaseBehindAChecksumTwice) {
    const auto all = lines(derive_from<Sealed>(kSealed));
    for (const auto* line : {
             "truncate@6 -> truncated at byte 6, flags",
             "truncate@7 -> truncated at byte 7, body",
             "truncate@16 -> truncated at byte 7, body",
             "append -> trailing_bytes at byte 17",
             "flip(magic) -> bad_magic at byte 0, magic",
             "flip(magic)+1 -> bad_magic at byte 0, magic",
             "flip(sum) -> bad_checksum at byte 4, sum",
             "flip(version) -> bad_version at byte 5, version",
             "length(body)-1 -> bad_checksum at byte 4, sum",
             "resealed/length(body)-1 -> trailing_bytes at byte 16",
             "length(body)+1 -> truncated at byte 7, body",
             "length(body)=max -> too_large at byte 2, body",
             "length(name)=max -> bad_checksum at byte 4, sum",
             "resealed/length(name)=max -> too_large at byte 7, name",
             "resealed/count(points)=max -> bad_length at byte 10, points",
             "resealed/utf8(name) -> bad_utf8 at byte 7, name",
             "present(points[0].name)=2 -> bad_checksum at byte 4, sum",
             "resealed/present(points[0].name)=2 -> the same",
         })
        EXPECT_TRUE(std::ranges::find(all, line) != all.end()) << line;
}

// The prediction of each case, held against the decoder.
template <class Frame>
void expect_predictions_hold(std::string_view wire) {
    auto original = decoded<Frame>(wire);
    const auto value = to_json(any_frame(original));
    const auto derived = derive_from<Frame>(wire);
    EXPECT_GT(derived.cases.size(), hex(wire).size());
    for (const auto& each : derived.cases) {
        SCOPED_TRACE(each.suffix + " " + to_hex(each.wire));
        const ExactBytes in(each.wire);
        Frame frame;
        auto error = decode(in.view(), frame);
        error.detail.clear();
        switch (each.outcome) {
            case Outcome::refused:
            case Outcome::refused_by_choice: EXPECT_EQ(describe(error), describe(each.error)); break;
            case Outcome::accepted: EXPECT_TRUE(error.ok()) << describe(error); break;
            case Outcome::same_value:
                EXPECT_TRUE(error.ok() && to_json(any_frame(frame)) == value) << describe(error);
                break;
            case Outcome::refused_or_other: EXPECT_FALSE(error.ok() && to_json(any_frame(frame)) == value); break;
        }
    }
}

struct Deep {
    std::vector<Point> points;
    std::uint8_t after{};
    static void layout(auto& io, auto& v) {
        const auto outer = io.length("outer", u8);
        io.body(outer, [&] {
            io.sized("points", u8, [&] { io("points", v.points, list_to_end(object)); });
            io("after", v.after, enumeration(u8, kOpenColours));
        });
    }
};

TEST(Derive, IsRightAboutTheDecoder) {
    expect_predictions_hold<Small>("01 | 02 6162 | 02 0506");
    expect_predictions_hold<Small>("07 | 00 | 00");
    expect_predictions_hold<Tail>("01 05 | aabb");
    expect_predictions_hold<Tail>("00");
    expect_predictions_hold<Sealed>(kSealed);
    expect_predictions_hold<Deep>("0a | 08 05 01 017a 06 01 017b | 07");
    expect_predictions_hold<Deep>("02 | 00 | 07");
    expect_predictions_hold<Only<std::string, rest_text>>("61c3bce282ac");
    expect_predictions_hold<Only<std::vector<Point>, list_to_end(object)>>("05 01 017a | 06 00");
}

TEST(Derive, KeepsToItsBudgetAndCountsWhatItLeavesOut) {
    const auto all = derive_from<Sealed>(kSealed);
    const auto few = derive_from<Sealed>(kSealed, 100);
    EXPECT_EQ(all.left_out, 0U);
    EXPECT_LT(few.cases.size(), all.cases.size());
    EXPECT_EQ(few.cases.size() + few.left_out, all.cases.size());
    std::size_t spent = 0;
    for (const auto& each : few.cases) spent += each.wire.size();
    EXPECT_LE(spent, 100U);
}

TEST(Derive, CutsLongFramesAtTheirBordersOnly) {
    Only<Bytes, blob(u16le)> frame{Bytes(1000)};
    Buffer out;
    ASSERT_TRUE(encode(frame, out).ok());
    const auto trace = annotate(any_frame(frame), out.view());
    const auto places = cut_places(trace, out.size());
    const auto has = [&](std::size_t n) { return std::ranges::binary_search(places, n); };
    for (std::size_t n = 0; n <= 64; ++n) EXPECT_TRUE(has(n)) << n;
    for (std::size_t n = out.size() - 16; n < out.size(); ++n) EXPECT_TRUE(has(n)) << n;
    EXPECT_FALSE(has(out.size())) << "the whole frame is no cut";
    EXPECT_LE(places.size(), 65U + 16 + 32);
    EXPECT_GT(places.size(), 65U + 16 + 20) << "seeded places between them";
    EXPECT_EQ(places, cut_places(trace, out.size())) << "the same at every run";
    EXPECT_EQ(cut_places(trace, 512).size(), 512U) << "short frames are cut everywhere";
}

TEST(Resealing, IsThereOnlyWhereAHeaderHasAChecksum) {
    static constexpr auto kPlain = frame_type<Small>("small");
    EXPECT_FALSE(resealing(kPlain));
    static constexpr auto kType = frame_type<Sealed>("sealed");
    auto frame = hex("574d 0a00 00 01 00 | 02 6162 02 05 01 017a 06 00 | ffff");
    resealing(kType)(frame, 17);
    EXPECT_EQ(frame[4], 0x6b);
}

}  // namespace
}  // namespace wireproof

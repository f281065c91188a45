// The smaller cold visitors: describe and mutate.
#include <fmt/format.h>

#include <set>

#include <nlohmann/json.hpp>

#include "conformance/wire/describe.hpp"
#include "conformance/wire/json.hpp"
#include "conformance/wire/mutate.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof {
namespace {

using namespace testing;
using namespace wire;

TEST(Describe, TellsALayoutRowByRow) {
    static constexpr auto kType = frame_type<Sealed>("sealed");
    std::vector<std::string> rows;
    for (const auto& row : describe(kType))
        rows.push_back(fmt::format("{} {} | {} | {}", row.depth, row.name, row.type, row.note));
    EXPECT_EQ(rows,
              (std::vector<std::string>{
                  "0 magic | u16le | constant 0x4d57",
                  "0 length of body | u16le | at most 32",
                  "0 sum | u8 | checksum",
                  "0 version | u8 | constant 0x1",
                  "0 flags | u8 | reserved, default 0",
                  "0 name | text[u8] | at most 9 bytes",
                  "0 points | list[u8] of object | ",
                  "1 x | u8 | ",
                  "1 name | if flagged: text[u8] | at most 255 bytes",
              }));
}

struct Leaves {
    std::uint8_t byte{};
    std::int64_t wide{};
    bool yes{};
    std::uint8_t colour{1};
    std::string text;
    Bytes bytes;
    std::optional<std::uint32_t> maybe;
    std::vector<Point> points;
    static void layout(auto& io, auto& v) {
        io("byte", v.byte, u8);
        io("wide", v.wide, i64le);
        io("yes", v.yes, flag);
        io("colour", v.colour, enumeration(u8, kClosedColours));
        io("text", v.text, wire::text(u8));
        io("bytes", v.bytes, blob(u16le));
        io("maybe", v.maybe, if_flagged(u32le));
        io("points", v.points, list(u8, object));
    }
};

TEST(Mutate, ReachesEveryMemberAndBothEndsOfEveryRange) {
    std::set<std::string> changed;
    bool negative = false;
    bool largest = false;
    bool shrunk = false;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        std::mt19937_64 random(seed);
        Leaves frame;
        frame.points.resize(2);
        frame.points[1].name = "ab";
        const auto before = to_json(any_frame(frame));
        mutate(any_frame(frame), random);
        const auto after = to_json(any_frame(frame));
        for (const auto& step : Json::diff(before, after)) changed.insert(step["path"].get<std::string>());
        negative = negative || frame.wide < 0;
        largest = largest || frame.wide == std::numeric_limits<std::int64_t>::max();
        shrunk = shrunk || frame.points.size() == 1;
    }
    for (const auto* path : {"/byte",
                             "/wide",
                             "/yes",
                             "/colour",
                             "/text",
                             "/bytes",
                             "/maybe",
                             "/points/0/x",
                             "/points/0/name",
                             "/points/1/x",
                             "/points/1/name"})
        EXPECT_TRUE(changed.contains(path)) << path;
    EXPECT_TRUE(changed.contains("/points/-") || changed.contains("/points/2")) << "an item is added";
    EXPECT_TRUE(shrunk);
    EXPECT_TRUE(negative);
    EXPECT_TRUE(largest);
}

TEST(Mutate, LeavesAFrameThatEncodesAndDecodesOrIsRefusedWithAPath) {
    std::size_t encodable = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        std::mt19937_64 random(seed);
        Leaves frame;
        for (int round = 0; round < 20; ++round) {
            mutate(any_frame(frame), random);
            Buffer out;
            const auto error = encode(frame, out);
            if (!error.ok()) {
                EXPECT_EQ(error.code, Errc::unencodable);
                EXPECT_FALSE(error.path.empty());
                frame = {};
                continue;
            }
            ++encodable;
            const ExactBytes in(out.view());
            Leaves again;
            const auto back = decode(in.view(), again);
            ASSERT_TRUE(back.ok()) << describe(back) << " " << to_hex(out.view());
            ASSERT_EQ(to_json(any_frame(again)), to_json(any_frame(frame)));
        }
    }
    EXPECT_GT(encodable, 2000U) << "most mutations must stay frames, or a fuzzer sees only refusals";
}

TEST(Mutate, IsTheSameForTheSameSeed) {
    const auto run = [] {
        std::mt19937_64 random(7);
        Leaves frame;
        for (int round = 0; round < 50; ++round) mutate(any_frame(frame), random);
        return to_json(any_frame(frame));
    };
    EXPECT_EQ(run(), run());
}

struct Nothing {
    static void layout(auto&, auto&) {}
};

TEST(Mutate, LeavesAFrameWithoutMembersAlone) {
    Nothing frame;
    std::mt19937_64 random(1);
    mutate(any_frame(frame), random);
    EXPECT_EQ(encoded(frame), "");
}

}  // namespace
}  // namespace wireproof

#include "harness/session/edits.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wireproof::session {
namespace {

// Captured: flo-python 0.1.0, the answer "v" to request 26.
constexpr std::string_view kAnswer = "464c4f00010000001a00000000000000a19c79260100000076";

std::string edited(const char* edits, const char* fix = "[]") {
    const auto* const type = find_protocol("flo")->variant()->frame("response");
    const auto bytes = apply_edits(*from_hex(kAnswer), type, Json::parse(edits), Json::parse(fix));
    return bytes ? to_hex(*bytes) : bytes.error();
}

TEST(Edits, ChangeTheBytesTheyName) {
    EXPECT_EQ(edited(R"([{"set": 0, "to": "ff"}])"), "ff4c4f00010000001a00000000000000a19c79260100000076");
    EXPECT_EQ(edited(R"([{"set": -1, "to": "77"}])"), "464c4f00010000001a00000000000000a19c79260100000077");
    EXPECT_EQ(edited(R"([{"xor": "crc32", "with": "01"}])"), "464c4f00010000001a00000000000000a09c79260100000076");
    EXPECT_EQ(edited(R"([{"xor": "length(payload)+3", "with": "80"}])"),
              "464c4f00010000801a00000000000000a19c79260100000076");
    EXPECT_EQ(edited(R"([{"truncate": "payload"}])"), "464c4f00010000001a00000000000000a19c792601000000");
    EXPECT_EQ(edited(R"([{"insert": 24, "bytes": "aabb"}])"), "464c4f00010000001a00000000000000a19c792601000000aabb76");
    EXPECT_EQ(edited(R"([{"remove": 4, "count": 20}])"), "464c4f0076");
}

// Both sums computed with zlib over header and payload without the sum's own bytes.
TEST(Fix, MakesLengthAndChecksumTrueAgain) {
    EXPECT_EQ(edited(R"([{"set": "request_id", "to": "1a"}])", R"(["checksum"])"), std::string(kAnswer));
    EXPECT_EQ(edited(R"([{"remove": -1, "count": 1}])", R"(["checksum", "length"])").substr(8, 8), "00000000");
}

TEST(Edits, SayWhatCannotBeDone) {
    EXPECT_EQ(edited(R"([{"set": "paylod", "to": "00"}])"), "no field `paylod` in the frame");
    EXPECT_EQ(edited(R"([{"truncate": 99}])"), "edit at 99 is outside of the 25 bytes");
    EXPECT_EQ(edited(R"([{"remove": 20, "count": 9}])"), "edit at 20: 9 bytes are not there");
}

TEST(FieldBorders, AreWhereFieldsBegin) {
    const auto* const type = find_protocol("flo")->variant()->frame("response");
    EXPECT_EQ(field_borders(*type, *from_hex(kAnswer)), (std::vector<std::size_t>{4, 8, 16, 20, 21, 22, 23, 24}));
}

}  // namespace
}  // namespace wireproof::session

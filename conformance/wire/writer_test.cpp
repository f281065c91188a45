// What cannot be encoded, and the second look that says which member it was.
#include "conformance/wire/writer.hpp"

#include "conformance/wire/test_bytes.hpp"

namespace wireproof {
namespace {

using namespace testing;
using namespace wire;

TEST(Writer, AppendsBehindWhatIsThereAndSealsItsOwnBytesOnly) {
    auto frame = decoded<Sealed>(kSealed);
    Buffer out;
    ASSERT_TRUE(encode(frame, out).ok());
    ASSERT_TRUE(encode(frame, out).ok());
    EXPECT_EQ(to_hex(out.view()), to_hex(hex(std::string(kSealed) + std::string(kSealed))));
}

TEST(Encode, NamesAMemberInAListInABody) {
    Sealed frame;
    frame.points.resize(3);
    frame.points[2].name = "\xff";
    EXPECT_EQ(encoded(frame), "unencodable, points[2].name: is not UTF-8");
    frame.points[1].name = std::string(256, 'a');
    EXPECT_EQ(encoded(frame), "unencodable, points[1].name: 256 bytes, the limit is 255") << "the first in wire order";
}

TEST(Encode, RefusesABodyOverTheLimitOfItsLength) {
    Sealed frame;
    frame.points.resize(15);  // 1 for the name, 1 for the count, 30 for the points: exactly 32
    EXPECT_EQ(encoded(frame).size(), 2U * (7 + 32));
    frame.name = "a";
    EXPECT_EQ(encoded(frame), "unencodable, body: 33 bytes, at most 32 fit");
}

// Bytes that are no leaf of the frame - presence, counts, constants, lengths - fill a body as well.
struct Tight {
    std::vector<Bytes> items;
    std::optional<std::uint8_t> maybe;
    Bytes inner;
    static void layout(auto& io, auto& v) {
        const auto body = io.length("body", u8);
        io.body(body, [&] {
            io.constant("zero", u16le, 0);
            io("items", v.items, list(u32le, blob(u8)));
            io("maybe", v.maybe, if_flagged(u8));
            io.sized("inner", u16le, [&] { io("inner", v.inner, rest); });
        });
    }
};

TEST(Encode, CountsEveryByteOfABodyThatDoesNotFitItsLength) {
    Tight frame;  // 2 constant + 4 count + 1 presence + 2 length
    frame.inner.resize(255 - 9);
    EXPECT_EQ(encoded(frame).size(), 2U * 256);
    for (std::size_t over = 1; over <= 10; ++over) {
        frame.inner.resize(255 - 9 + over);
        EXPECT_EQ(encoded(frame), "unencodable, body: " + std::to_string(255 + over) + " bytes, at most 255 fit");
    }
    frame.inner.clear();
    frame.items.assign(300, {});
    EXPECT_EQ(encoded(frame), "unencodable, body: 309 bytes, at most 255 fit");
}

struct Inner {
    Bytes bytes;
    static void layout(auto& io, auto& v) {
        io.sized("bytes", u8, [&] { io("bytes", v.bytes, rest); });
    }
};

TEST(Encode, RefusesASizedFieldThatItsOwnLengthCannotSay) {
    EXPECT_EQ(encoded(Inner{Bytes(2, 9)}), "020909");
    EXPECT_EQ(encoded(Inner{Bytes(256)}), "unencodable, bytes: 256 bytes, at most 255 fit");
}

}  // namespace
}  // namespace wireproof

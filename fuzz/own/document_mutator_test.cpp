// The document mutator: what comes out is within its bounds, mostly JSON, and the same for the same seed.
#include "fuzz/own/document_mutator.hpp"

#include <gtest/gtest.h>

#include <set>

#include "conformance/json_file.hpp"

namespace wireproof::fuzz {
namespace {

constexpr std::string_view kDocument =
    R"({"schema":"wireproof/known/1","entries":[{"id":"flo-*","verdict":"fail","all":true,"n":7,"none":null}]})";
constexpr std::uint64_t kSeeds = 2000;

// Turns the last byte over: a ByteMutation that is the same every time.
std::size_t turn_last(std::uint8_t* data, std::size_t size, std::size_t most) {
    if (size == 0 && most > 0) data[size++] = 'x';
    if (size > 0) data[size - 1] ^= 0x20;
    return size;
}
const DocumentMutator kMutator(&turn_last);

TEST(DocumentMutator, KeepsMostDocumentsJsonAndAllWithinTheirRoom) {
    constexpr std::size_t kRoom = 140;
    std::size_t json = 0;
    std::set<std::string> different;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const auto text = kMutator.mutate(kDocument, kRoom, seed);
        ASSERT_LE(text.size(), kRoom);
        json += parse_message(text).is_discarded() ? 0U : 1U;
        different.insert(text);
    }
    EXPECT_GT(json, kSeeds * 3 / 4);
    EXPECT_GT(different.size(), kSeeds / 3);
}

TEST(DocumentMutator, GivesTheSameForTheSameSeed) {
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        EXPECT_EQ(kMutator.mutate(kDocument, 200, seed), kMutator.mutate(kDocument, 200, seed));
}

TEST(DocumentMutator, PutsPiecesOfOneDocumentIntoAnother) {
    std::size_t grafted = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed)
        grafted += kMutator.cross(kDocument, R"({"b":["zzz"]})", 200, seed).contains("zzz") ? 1U : 0U;
    EXPECT_GT(grafted, kSeeds / 2);
}

TEST(DocumentMutator, ChangesWhatIsNoJsonByteByByte) {
    EXPECT_EQ(kMutator.mutate("abc", 10, 1), "abC");
    EXPECT_EQ(kMutator.mutate("", 10, 1), "X");
    EXPECT_EQ(kMutator.cross("abc", "{}", 10, 1), "abC");
    EXPECT_EQ(kMutator.mutate("abcdef", 3, 1), "abC") << "what is too long is cut";
}

}  // namespace
}  // namespace wireproof::fuzz

// The head of an input, the catalogue of frames, the committed regressions and the dictionaries.
#include "fuzz/input.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "conformance/suite/vector.hpp"
#include "fuzz/properties.hpp"

namespace wireproof::fuzz {
namespace {

namespace fs = std::filesystem;

TEST(Catalogue, FindsEachFrameByItsTag) {
    for (const auto& protocol : protocols()) {
        const Catalogue runs(protocol);
        const Catalogue messages(protocol, Catalogue::Kind::messages);
        for (const auto& variant : protocol.variants)
            for (const auto& type : variant.frames) {
                const auto& catalogue = type.in_messages() ? messages : runs;
                EXPECT_EQ(catalogue.choice(Catalogue::tag_of(variant, type)).type, &type) << type.name;
            }
    }
}

TEST(Catalogue, FindsSomeFrameForEveryNumber) {
    const Catalogue catalogue(protocols().front());
    std::set<const wire::FrameType*> found;
    for (std::uint32_t tag = 0; tag <= 0xFFFF; ++tag)
        found.insert(catalogue.choice(static_cast<std::uint16_t>(tag)).type);
    EXPECT_EQ(found.size(), catalogue.choices().size());
}

// Committed inputs depend on it: a tag may never change.
TEST(Catalogue, KeepsTheTagsThatCommittedInputsHave) {
    const auto& flo = *find_protocol("flo")->variant("v1-24");
    EXPECT_EQ(Catalogue::tag_of(flo, *flo.frame("request")), 0x26D9);
}

TEST(Head, SaysTheContextThatItWasGiven) {
    Context context;
    context.direction = Side::client;
    EXPECT_EQ(Head().judged(context).context(), context);
    context.strict = true;
    context.direction = Side::server;
    context.max_frame_size = 64;
    EXPECT_EQ(Head().judged(context).context(), context);
    context.max_frame_size = 100;
    EXPECT_EQ(Head().judged(context).context().max_frame_size, 64U);
}

TEST(Head, IsReadFromTheFirstFourBytesAndFromFewer) {
    const Bytes input = {0xD9, 0x26, 0x01, 0x8A, 0x46};
    const auto head = Head::read(input);
    EXPECT_EQ(head.tag, 0x26D9);
    EXPECT_TRUE(head.context().strict);
    EXPECT_EQ(head.seed, 0x8A);
    EXPECT_TRUE(std::ranges::equal(head.bytes(), ByteView(input).first(4)));
    EXPECT_EQ(body_of(input).size(), 1U);
    EXPECT_EQ(Head::read({}).tag, 0);
    EXPECT_TRUE(body_of(ByteView(input).first(2)).empty());
}

// ---- regressions --------------------------------------------------------------------------------------------------
struct Regression {
    std::string file;
    std::string vector;  // of our own parsers, which have none: `test`, the test that holds its case
    bool found;          // by fuzzing; its bytes need not be the vector's
};

const fs::path& regressions() {
    static const fs::path kFolder = fs::path(WIREPROOF_SOURCE_DIR) / "fuzz" / "regressions";
    return kFolder;
}

bool is_own(std::string_view file) { return file.starts_with("fuzz_own_"); }
std::vector<Regression> index() {
    const auto json = read_json(regressions() / "index.json");
    EXPECT_TRUE(json) << json.error().text();
    std::vector<Regression> entries;
    for (const auto& entry : *json) {
        EXPECT_FALSE(entry.at("why").get<std::string>().empty());
        const auto file = entry.at("file").get<std::string>();
        entries.push_back({file, entry.at(is_own(file) ? "test" : "vector"), entry.contains("found")});
    }
    return entries;
}

TEST(Regressions, StandInTheIndexEachAndNothingElseDoes) {
    std::set<std::string> there;
    for (const auto& file : fs::recursive_directory_iterator(regressions()))
        if (file.is_regular_file() && file.path().parent_path() != regressions())
            there.insert(file.path().lexically_relative(regressions()).generic_string());
    std::set<std::string> listed;
    for (const auto& entry : index())
        EXPECT_TRUE(listed.insert(entry.file).second) << entry.file << " stands there twice";
    EXPECT_EQ(there, listed);
}

TEST(Regressions, HaveAVectorWithTheSameFrameAndBytes) {
    const auto loaded = suite::load_vectors({WIREPROOF_SOURCE_DIR});
    for (const auto& entry : index()) {
        if (is_own(entry.file)) continue;
        const auto vector = std::ranges::find(loaded.vectors, entry.vector, &suite::Vector::id);
        ASSERT_NE(vector, loaded.vectors.end()) << entry.file << ": no vector " << entry.vector;
        const auto text = read_text(regressions() / entry.file);
        ASSERT_TRUE(text) << entry.file << ": " << text.error();
        const auto input = as_bytes(*text);
        const bool in_messages = entry.file.find("_assembler/") != std::string::npos;
        const Catalogue catalogue(*vector->protocol, in_messages ? Catalogue::Kind::messages : Catalogue::Kind::runs);
        const auto& choice = catalogue.choice(Head::read(input).tag);
        EXPECT_EQ(choice.variant, vector->variant) << entry.file;
        if (!vector->is_stream()) {
            EXPECT_EQ(choice.type, vector->type) << entry.file << " is a " << choice.type->name;
        }
        if (!entry.found) {
            EXPECT_TRUE(std::ranges::equal(body_of(input), *vector->wire)) << entry.file;
        }
    }
}

}  // namespace
}  // namespace wireproof::fuzz

#include "conformance/testee/peer.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace wireproof::testee {
namespace {

namespace fs = std::filesystem;

class PeerTest : public testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(root_);
        for (const auto* const version : {"0.10.0", "0.9.9", "0.9.10", "0.9.9.dev3"})
            describe(std::string("flo-x-") + version, version);
    }
    void TearDown() override { fs::remove_all(root_); }

    void describe(const std::string& name, const std::string& version) {
        write(roots_.implementations / name / "peer.json",
              Json{{"schema", "wireproof/peer/1"},
                   {"name", name},
                   {"protocol", "flo"},
                   {"variant", "v1-24"},
                   {"version", version},
                   {"language", "x"},
                   {"testee", {"./testee", "-q"}},
                   {"driver", nullptr},
                   {"known", "known.json"},
                   {"required_in_ci", true},
                   {"capabilities", {"flo.kv"}},
                   {"params", {{"api_key", "k"}}}}
                  .dump());
    }
    static void write(const fs::path& file, const std::string& text) {
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    [[nodiscard]] Peer resolve(const char* name) const {
        auto peer = resolve_peer(name, Role::testee, roots_);
        if (!peer) ADD_FAILURE() << peer.error();
        return peer ? *peer : Peer{};
    }

    fs::path root_ = fs::path(testing::TempDir()) / ("wireproof_peer_" + std::to_string(::getpid()));
    PeerRoots roots_{.implementations = root_ / "implementations", .installed = root_ / "peers"};
};

TEST_F(PeerTest, ABareNameIsTheLowestVersion) { EXPECT_EQ(resolve("flo-x").name, "flo-x-0.9.9.dev3"); }

TEST_F(PeerTest, ABareNameIsWhatItsLinkMeans) {
    fs::create_directory_symlink("flo-x-0.9.10", roots_.implementations / "flo-x");
    const auto peer = resolve("flo-x");
    EXPECT_EQ(peer.name, "flo-x-0.9.10");
    EXPECT_EQ(peer.known.parent_path().filename(), "flo-x-0.9.10");
}

TEST_F(PeerTest, SaysThatItIsNotInstalled) {
    EXPECT_EQ(resolve("flo-x-0.9.9").not_installed, "run `tools/peers install flo-x-0.9.9`");
    write(roots_.installed / "flo-x-0.9.9" / "installed.json", "{}");
    const auto peer = resolve("flo-x-0.9.9");
    EXPECT_EQ(peer.not_installed, "");
    EXPECT_EQ(peer.command.words, (std::vector<std::string>{"./testee", "-q"}));
    EXPECT_EQ(peer.command.directory, roots_.installed / "flo-x-0.9.9");
    EXPECT_EQ(peer.known.filename(), "known.json");
    EXPECT_EQ(peer.variant, "v1-24");
    EXPECT_EQ(peer.capabilities, (std::vector<std::string>{"flo.kv"}));
    EXPECT_TRUE(peer.required_in_ci);
}

TEST_F(PeerTest, EverythingElseIsACommand) {
    for (const auto* const text :
         {"flo-y", "./flo-x-0.9.9", "flo-x-0.9.9 --verbose", "flo-x/0.9.9", "python3 'a b.py'"}) {
        const auto peer = resolve(text);
        EXPECT_EQ(peer.name, text);
        EXPECT_EQ(peer.command.words, split_command(text));
        EXPECT_TRUE(peer.known.empty() && peer.command.directory.empty()) << text;
    }
}

TEST_F(PeerTest, SaysWhatIsWrong) {
    EXPECT_EQ(resolve_peer("'a", Role::testee, roots_).error(), "`'a`: character 1: a quote that is never closed");
    EXPECT_TRUE(resolve_peer("flo-x-0.9.9", Role::driver, roots_).error().starts_with("flo-x-0.9.9 has no driver"));
    write(roots_.implementations / "flo-bad" / "peer.json", "{");
    EXPECT_TRUE(resolve_peer("flo-bad", Role::testee, roots_).error().contains("flo-bad/peer.json: not JSON at byte"));
    write(roots_.implementations / "flo-bad" / "peer.json", R"({"name":"flo-bad"})");
    EXPECT_TRUE(
        resolve_peer("flo-bad", Role::testee, roots_).error().ends_with("peer.json: protocol: missing, or not a text"));
}

TEST_F(PeerTest, ListsNames) { EXPECT_EQ(peer_names(roots_.implementations).size(), 4U); }

}  // namespace
}  // namespace wireproof::testee

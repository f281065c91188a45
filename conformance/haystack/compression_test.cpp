// Compressed payloads against streams that Python's zlib and lzma wrote (the codecs of the peer), and against damage.
#include "conformance/haystack/compression.hpp"

#include <fstream>

#include "conformance/wire/test_bytes.hpp"

namespace wireproof::haystack {
namespace {

using namespace wireproof::testing;

constexpr auto kZlib = Algorithm::zlib;
constexpr auto kLzma = Algorithm::lzma;
constexpr std::string_view kHello = "68656c6c6f";

// What an input unfolds to as hex, or the code of its refusal.
std::string unfolded(Algorithm algorithm,
                     std::string_view digits,
                     Behind behind = Behind::as_peers_do,
                     std::uint64_t limit = kMaxUnfolded) {
    const ExactBytes in(digits);
    Bytes out = hex("aaaaaaaaaaaaaaaa");  // a used one
    const auto outcome = unfold(algorithm, in.view(), limit, behind, out);
    return outcome.code == Errc::ok ? to_hex(out) : std::string(name_of(outcome.code));
}

struct Row {
    std::string_view sentence;
    Algorithm algorithm;
    std::string_view wire;
    std::string_view outcome;
};
void expect(std::initializer_list<Row> table) {
    for (const auto& row : table) EXPECT_EQ(unfolded(row.algorithm, row.wire), row.outcome) << row.sentence;
}

TEST(Unfold, ReadsWhatPythonWrote) {
    expect({{"zlib level 1", kZlib, "7801cb48cdc9c90700062c0215", kHello},
            {"zlib level 9, window 9", kZlib, "18d3cb48cdc9c90700062c0215", kHello},
            {"zlib, nothing", kZlib, "7801030000000001", ""},
            {"lzma, stored", kLzma, "01000468656c6c6f00", kHello},
            {"lzma, nothing", kLzma, "00", ""}});
}

TEST(Unfold, RefusesWhatIsNoStreamOfItsAlgorithm) {
    expect({{"raw deflate", kZlib, "cb48cdc9c90700", "bad_compression"},
            {"gzip", kZlib, "1f8b0800000000000403cb48cdc9c9070086a6103605000000", "bad_compression"},
            {"a preset dictionary", kZlib, "783f062c0215cb001100062c0215", "bad_compression"},
            {"a wrong header check", kZlib, "7802cb48cdc9c90700062c0215", "bad_compression"},
            {"a wrong checksum", kZlib, "7801cb48cdc9c90700062c0216", "bad_compression"},
            {"flushed, not ended", kZlib, "7801ca48cdc9c907000000ffff", "bad_compression"},
            {"a first piece without a new dictionary", kLzma, "02000468656c6c6f00", "bad_compression"},
            {"an unknown control byte", kLzma, "03000468656c6c6f00", "bad_compression"}});
}

TEST(Unfold, RefusesEveryStreamThatIsCut) {
    for (const auto& [algorithm, wire] :
         {std::pair<Algorithm, std::string_view>{kZlib, "7801cb48cdc9c90700062c0215"}, {kLzma, "01000468656c6c6f00"}})
        for (std::size_t n = 0; n < wire.size(); n += 2)
            EXPECT_EQ(unfolded(algorithm, wire.substr(0, n)), "bad_compression") << n / 2 << " bytes of " << wire;
}

TEST(Unfold, IgnoresWhateverStandsBehindZlib) {
    expect({{"garbage", kZlib, "7801cb48cdc9c90700062c0215 ff00", kHello},
            {"a second stream", kZlib, "7801cb48cdc9c90700062c0215 78014b4c4a0600024d0127", kHello}});
}

// Measured with Python's lzma.decompress.
TEST(Unfold, ReadsOnBehindLzmaUntilSomethingIsWrong) {
    expect({{"ends", kLzma, "01000468656c6c6f00 000000", kHello},
            {"a second stream", kLzma, "01000468656c6c6f00 0100026162 6300", "68656c6c6f616263"},
            {"text", kLzma, "01000468656c6c6f00 47415242414745", kHello},
            {"a stream that is wrong in its middle", kLzma, "01000468656c6c6f00 0100006103", kHello},
            {"a stream that is cut", kLzma, "01000468656c6c6f00 0100", "bad_compression"},
            {"a stream that may go on", kLzma, "01000468656c6c6f00 ffff", "bad_compression"},
            {"an end in front", kLzma, "00 01000468656c6c6f00", kHello}});
}

TEST(Unfold, LeavesWhatStandsBehindAloneWhereItShould) {
    for (const auto& [algorithm, wire, first] :
         {std::tuple<Algorithm, std::string_view, std::size_t>{kZlib, "7801cb48cdc9c90700062c0215 ff", 13},
          {kLzma, "01000468656c6c6f00 0100026162 6300", 9},
          {kLzma, "01000468656c6c6f00 0100", 9}}) {
        const ExactBytes in(wire);
        Bytes out;
        const auto outcome = unfold(algorithm, in.view(), kMaxUnfolded, Behind::untouched, out);
        EXPECT_EQ(outcome.code, Errc::ok);
        EXPECT_EQ(outcome.first_size, first);
        EXPECT_EQ(to_hex(out), kHello);
    }
}

TEST(Unfold, HasALimitThatIsReachedAndNotPassed) {
    for (const auto& [algorithm, wire] :
         {std::pair<Algorithm, std::string_view>{kZlib, "7801cb48cdc9c90700062c0215"}, {kLzma, "01000468656c6c6f00"}}) {
        EXPECT_EQ(unfolded(algorithm, wire, Behind::as_peers_do, 5), kHello);
        EXPECT_EQ(unfolded(algorithm, wire, Behind::as_peers_do, 4), "too_large");
        EXPECT_EQ(unfolded(algorithm, wire, Behind::as_peers_do, 0), "too_large");
    }
    EXPECT_EQ(unfolded(kZlib, "7801030000000001", Behind::as_peers_do, 0), "");
    EXPECT_EQ(unfolded(kLzma, "01000468656c6c6f00 0100026162 6300", Behind::as_peers_do, 7), "too_large")
        << "all streams together";
}

// The most memory that the process had while `work` ran, over what it had before; Linux keeps both.
template <class Work>
std::size_t memory_of(Work&& work) {
    const auto kilobytes = [](const std::string& name) {
        std::ifstream status("/proc/self/status");
        for (std::string word; status >> word;)
            if (std::size_t number = 0; word == name && status >> number) return number;
        ADD_FAILURE() << "no " << name;
        return std::size_t{0};
    };
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
    const auto before = kilobytes("VmRSS:");
    work();
    return (kilobytes("VmHWM:") - before) * 1024;
}

Bytes bomb_of(Algorithm algorithm, std::size_t size) { return fold(algorithm, Bytes(size)); }

TEST(Unfold, RefusesABombWhileItUnfolds) {
    for (const auto algorithm : {kZlib, kLzma}) {
        const auto bomb = bomb_of(algorithm, kMaxUnfolded + 1);
        EXPECT_LT(bomb.size(), 300'000U);
        Bytes all;
        EXPECT_EQ(unfold(algorithm, bomb, kMaxUnfolded + 1, Behind::as_peers_do, all).code, Errc::ok);
        EXPECT_EQ(all.size(), kMaxUnfolded + 1);
        Bytes().swap(all);
        for (const auto limit : {kMaxUnfolded, std::uint64_t{1} << 20}) {
            const auto memory = memory_of([&] {
                Bytes out;
                EXPECT_EQ(unfold(algorithm, bomb, limit, Behind::as_peers_do, out).code, Errc::too_large);
                EXPECT_LE(out.capacity(), limit + 1);
            });
            EXPECT_LE(memory, 2 * limit + (std::size_t{2} << 20))
                << "while it grows there are two of it, one half as large";
        }
    }
}

TEST(Unfold, StepsOverMillionsOfEmptyStreams) {
    const Bytes ends(20'000'000);
    Bytes out;
    EXPECT_EQ(unfold(kLzma, ends, kMaxUnfolded, Behind::as_peers_do, out).code, Errc::ok);
    EXPECT_TRUE(out.empty());
}

TEST(Fold, WritesWhatPythonWrites) {
    EXPECT_EQ(to_hex(fold(kZlib, hex(kHello))), "7801cb48cdc9c90700062c0215");
    EXPECT_EQ(to_hex(fold(kLzma, hex(kHello))), "01000468656c6c6f00");
    EXPECT_EQ(to_hex(fold(kZlib, {})), "7801030000000001");
    EXPECT_EQ(to_hex(fold(kLzma, {})), "00");
}

TEST(Fold, IsUndoneByUnfold) {
    Bytes plain;
    for (std::size_t i = 0; i < 300'000; ++i) plain.push_back(static_cast<std::uint8_t>(i * i >> 7));
    for (const auto algorithm : {kZlib, kLzma})
        for (const std::size_t size : {0U, 1U, 1023U, 1024U, 1025U, 65536U, 300'000U}) {
            const auto front = ByteView(plain).first(size);
            Bytes out;
            EXPECT_EQ(unfold(algorithm, fold(algorithm, front), kMaxUnfolded, Behind::untouched, out).code, Errc::ok);
            EXPECT_TRUE(std::ranges::equal(out, front)) << size;
        }
}

}  // namespace
}  // namespace wireproof::haystack

// The properties over every vector and over many mutations of each; the same functions that the fuzz targets run.
#include "fuzz/properties.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "conformance/suite/case.hpp"
#include "fuzz/mutator/mutator.hpp"

namespace wireproof::fuzz {
namespace {

constexpr std::size_t kSmall = 1024;  // bytes; above it the slow properties would take seconds a vector

const std::vector<suite::Vector>& vectors() {
    static const auto kLoaded = [] {
        auto loaded = suite::load_vectors({WIREPROOF_SOURCE_DIR});
        for (const auto& problem : loaded.problems) ADD_FAILURE() << problem.text();
        return std::move(loaded.vectors);
    }();
    return kLoaded;
}

void expect(const Finding& finding, const char* property, std::string_view where) {
    EXPECT_FALSE(finding) << property << ", " << where << ": " << *finding;
}

void expect_all(Subject subject, std::string_view where) {
    if (!subject.context.max_decompressed) subject.context.max_decompressed = kMostUnfolded;
    expect(decoding_is_sound(subject), "decoding_is_sound", where);
    expect(encoding_is_a_fixed_point(subject), "encoding_is_a_fixed_point", where);
    if (subject.bytes.size() > kSmall) return;
    expect(annotator_agrees(subject), "annotator_agrees", where);
    expect(used_frame_is_as_new(subject), "used_frame_is_as_new", where);
    expect(json_keeps_everything(subject), "json_keeps_everything", where);
    expect(changed_value_comes_back(subject), "changed_value_comes_back", where);
}

// In place of libFuzzer's: one byte changed, added or taken away.
std::size_t change_one_byte(std::uint8_t* data, std::size_t size, std::size_t most, std::mt19937_64& random) {
    const auto way = random() % 3;
    if (way == 0 && size < most) {
        data[size] = static_cast<std::uint8_t>(random());
        return size + 1;
    }
    if (size == 0) return 0;
    if (way == 1) return size - 1;
    data[random() % size] = static_cast<std::uint8_t>(random());
    return size;
}

struct Mutations {
    explicit Mutations(const Protocol& protocol)
        : catalogue(protocol), mutator(catalogue, [this](std::uint8_t* data, std::size_t size, std::size_t most) {
              return change_one_byte(data, size, most, random);
          }) {}
    Catalogue catalogue;
    std::mt19937_64 random{1};
    Mutator mutator;
};

Bytes input_of(const suite::Vector& vector) {
    const auto head = Head{.tag = Catalogue::tag_of(*vector.variant, *vector.type)}.judged(vector.context).bytes();
    Bytes input(head.begin(), head.end());
    input.insert(input.end(), vector.wire->begin(), vector.wire->end());
    return input;
}

TEST(Properties, HoldForEveryVector) {
    std::size_t count = 0;
    for (const auto& vector : vectors()) {
        if (vector.is_stream() || vector.type->in_messages() || !vector.wire) continue;
        const HeapBytes bytes(*vector.wire);
        for (std::uint64_t seed = 0; seed < 8; ++seed)
            expect_all({.type = *vector.type, .bytes = bytes.view(), .context = vector.context, .seed = seed},
                       vector.id);
        ++count;
    }
    EXPECT_GT(count, 500U);
}

TEST(Properties, HoldForMessagesOfEveryVector) {
    std::size_t count = 0;
    for (const auto& vector : vectors()) {
        if (vector.is_stream() || !vector.type->in_messages() || !vector.wire) continue;
        const HeapBytes bytes(messages_as_input(suite::split(*vector.wire, vector.messages)));
        auto context = vector.context;
        context.max_decompressed = std::min(context.max_decompressed.value_or(kMostUnfolded), kMostUnfolded);
        for (const std::uint64_t seed : {0U, 1U, 7U, 255U})
            expect(messages_are_sound({.type = *vector.type, .bytes = bytes.view(), .context = context, .seed = seed}),
                   "messages_are_sound",
                   vector.id);
        ++count;
    }
    EXPECT_GT(count, 10U);
}

// What is canonical, a person or a captured encoder has said, not ours.
TEST(Properties, EncodingOfADecodedVectorIsItsBytesExactlyWhenItIsCanonical) {
    for (const auto& vector : vectors()) {
        if (vector.is_stream() || vector.type->in_messages() || !vector.wire ||
            vector.kind != suite::Vector::Kind::valid || vector.encode_only)
            continue;
        if (vector.compare == suite::Vector::Compare::decompressed) continue;  // there is more than one right output
        wire::FrameValue frame(*vector.type);
        ASSERT_TRUE(frame.decode(*vector.wire, vector.context).ok()) << vector.id;
        Buffer encoded;
        ASSERT_TRUE(frame.encode(encoded).ok()) << vector.id;
        EXPECT_EQ(std::ranges::equal(encoded.view(), *vector.wire), vector.canonical) << vector.id;
    }
}

TEST(Properties, HoldForMutationsOfEveryVector) {
    constexpr std::uint64_t kGenerations = 12;
    for (const auto& protocol : protocols()) {
        Mutations mutations(protocol);
        Bytes other;
        for (const auto& vector : vectors()) {
            if (vector.protocol != &protocol || vector.is_stream() || vector.type->in_messages() || !vector.wire ||
                vector.wire->size() > kSmall)
                continue;
            auto input = input_of(vector);
            for (std::uint64_t seed = 0; seed < kGenerations; ++seed) {
                input = seed % 4 == 3 ? mutations.mutator.cross(input, other, kSmall, seed)
                                      : mutations.mutator.mutate(input, kSmall, seed);
                ASSERT_LE(input.size(), kSmall);
                const auto head = Head::read(input);
                const HeapBytes body(body_of(input));
                const auto& choice = mutations.catalogue.choice(head.tag);
                expect_all({.type = *choice.type, .bytes = body.view(), .context = head.context(), .seed = head.seed},
                           to_hex(input));
            }
            other = std::move(input);
            if (HasFailure()) return;
        }
    }
}

// A structured target whose inputs are refused at the door tests nothing behind it.
TEST(Mutator, MakesInputsOfWhichMoreThanHalfAreAcceptedForEachFrame) {
    constexpr int kRounds = 400;
    for (const auto& protocol : protocols()) {
        Mutations mutations(protocol);
        struct Counts {
            int accepted = 0;
            int total = 0;
        };
        std::map<std::string_view, Counts> counts;
        for (const auto& choice : mutations.catalogue.choices()) {
            const auto head = Head{.tag = choice.tag}.bytes();
            Bytes input(head.begin(), head.end());
            for (std::uint64_t round = 0; round < kRounds; ++round) {
                input = mutations.mutator.mutate(input, 512, round);
                const auto made = Head::read(input);
                const auto& type = *mutations.catalogue.choice(made.tag).type;
                auto& of_frame = counts[type.name];
                ++of_frame.total;
                of_frame.accepted += wire::FrameValue(type).decode(body_of(input), made.context()).ok() ? 1 : 0;
            }
        }
        for (const auto& [name, of_frame] : counts)
            EXPECT_GT(2 * of_frame.accepted, of_frame.total)
                << name << ": " << of_frame.accepted << " of " << of_frame.total;
    }
}

TEST(Mutator, GivesTheSameInputForTheSameArguments) {
    const auto& protocol = protocols().front();
    Mutations one(protocol);
    Mutations two(protocol);
    const Bytes empty;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        EXPECT_EQ(one.mutator.mutate(empty, 512, seed), two.mutator.mutate(empty, 512, seed));
        EXPECT_EQ(one.mutator.cross(empty, empty, 512, seed), two.mutator.cross(empty, empty, 512, seed));
    }
}

TEST(Properties, HoldForEveryStreamInManySplits) {
    constexpr std::uint64_t kSplits = 20;
    std::size_t count = 0;
    for (const auto& vector : vectors()) {
        if (!vector.is_stream() || !vector.wire || vector.wire->size() > kSmall) continue;
        for (std::uint64_t seed = 0; seed < kSplits; ++seed)
            expect(splits_do_not_matter(*vector.variant, *vector.wire, vector.context, seed),
                   "splits_do_not_matter",
                   vector.id);
        expect(single_bytes_do_not_matter(*vector.variant, *vector.wire, vector.context),
               "single_bytes_do_not_matter",
               vector.id);
        ++count;
    }
    EXPECT_GT(count, 20U);
}

}  // namespace
}  // namespace wireproof::fuzz

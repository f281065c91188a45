#include <gtest/gtest.h>

#include <algorithm>

#include "fuzz/differential/disagreement.hpp"

namespace wireproof::fuzz {
namespace {

using suite::Answer;

class Differential : public testing::Test {
protected:
    static const std::vector<suite::Vector>& vectors() {
        static const auto loaded = suite::load_vectors({WIREPROOF_SOURCE_DIR}, find_protocol("flo"));
        return loaded.vectors;
    }
    static const Variant& variant() { return find_protocol("flo")->variants.front(); }
    static Questions questions(std::uint64_t seed, std::string_view frame = {}) {
        return {*find_protocol("flo"), variant(), frame, vectors(), seed};
    }
    static const suite::Vector& like(std::string_view frame) {
        return *std::ranges::find_if(vectors(), [&](const suite::Vector& each) {
            return each.variant == &variant() && each.frame == frame && each.kind == suite::Vector::Kind::valid;
        });
    }
};

std::string text_of(const Question& question) {
    const auto& vector = *question.vector;
    return std::string(name_of(question.about.operation)) + " " + vector.frame + " " + to_hex(*vector.wire);
}

Answer accepted(Json value) {
    Answer answer;
    answer.value = std::move(value);
    return answer;
}
Answer refused(std::string code, std::string message) {
    Answer answer;
    answer.status = Answer::Status::error;
    answer.code = std::move(code);
    answer.message = std::move(message);
    return answer;
}
std::string sign(const Question& question, const Answer& answer) {
    const auto judgement = suite::judge(question.about, question.expected, answer, false);
    return judgement.verdict == Verdict::fail ? sign_of(question, Verdict::fail, judgement, answer) : "agrees";
}

TEST_F(Differential, AQuestionDependsOnSeedAndNumberAlone) {
    auto one = questions(7);
    auto other = questions(7);
    std::vector<std::string> forwards;
    for (std::uint64_t n = 0; n < 200; ++n) forwards.push_back(text_of(one.make(n)));
    for (std::uint64_t n = 200; n-- > 0;) EXPECT_EQ(text_of(other.make(n)), forwards[n]) << "question " << n;
    EXPECT_NE(text_of(questions(8).make(0)), forwards[0]);
    std::ranges::sort(forwards);
    EXPECT_GT(std::ranges::unique(forwards).begin() - forwards.begin(), 150) << "hardly any differ";
}

TEST_F(Differential, QuestionsAreOfBothKindsAndTheReferenceAgreesWithItself) {
    auto asked = questions(1);
    int refusals = 0;
    int encodes = 0;
    for (std::uint64_t n = 0; n < 500; ++n) {
        const auto question = asked.make(n);
        refusals += question.expected.codes.empty() ? 0 : 1;
        encodes += question.about.operation == suite::Case::Operation::encode ? 1 : 0;
        EXPECT_EQ(sign(question, suite::reference_answer(question.about)), "agrees") << text_of(question);
    }
    EXPECT_GT(refusals, 25);
    EXPECT_GT(encodes, 25);
    EXPECT_LT(refusals, 375);
}

TEST_F(Differential, OnlyTheFrameThatWasAskedFor) {
    auto asked = questions(1, "seqs");
    for (std::uint64_t n = 0; n < 100; ++n) EXPECT_EQ(asked.make(n).vector->frame, "seqs");
    EXPECT_TRUE(questions(1, "no such frame").empty());
}

TEST_F(Differential, ASignNamesWhatDiffers) {
    const auto two = *from_hex(
        "02000000"
        "0500000000000000"
        "0600000000000000");
    const auto good = decode_question(like("seqs"), two);
    EXPECT_EQ(sign(good, accepted({{"seqs", {"5", "6"}}})), "agrees");
    EXPECT_EQ(sign(good, accepted({{"seqs", {"5", "7"}}})), "decode seqs: another value in `seqs[]`");
    EXPECT_EQ(sign(good, accepted({{"seqs", {"5"}}})), "decode seqs: another value in `seqs`");
    EXPECT_EQ(sign(good, accepted({{"sequences", {"5"}}})), "decode seqs: another value in `seqs`")
        << "a value that is none";
    EXPECT_EQ(sign(good, refused("truncated", "need 12 bytes, not 'x y'")),
              "decode seqs: refuses what is valid: need N bytes, not …");
    const auto cut = decode_question(like("seqs"), *from_hex("0200000005000000"));
    EXPECT_EQ(sign(cut, refused("truncated", "")), "agrees");
    EXPECT_EQ(sign(cut, refused("bad_magic", "")), "decode seqs: truncated at `seqs` is refused as bad_magic");
    EXPECT_EQ(sign(cut, accepted({{"seqs", {"5"}}})), "decode seqs: accepts what is truncated at `seqs`");
    EXPECT_EQ(sign_of(cut, Verdict::crash, {}, {}), "decode seqs: crash at truncated at `seqs`");
    const auto write = encode_question(like("seqs"), {{"seqs", {"5", "6"}}}, two);
    Answer wire;
    wire.wire = *from_hex(
        "02000000"
        "0500000000000000"
        "0600000000000001");
    EXPECT_EQ(sign(write, wire), "encode seqs: other bytes from `seqs[]` on");
}

// A codec that takes any seqs with an odd number in it for empty: the smallest such frame has one number, 1.
TEST_F(Differential, SmallerQuestionsLeadToTheSmallest) {
    const auto shows = [](const Question& question) {
        const auto& expected = question.expected;
        return expected.value && std::ranges::any_of((*expected.value)["seqs"], [](const Json& number) {
                   return std::stoull(number.get<std::string>()) % 2 == 1;
               });
    };
    auto question = decode_question(like("seqs"),
                                    *from_hex("04000000"
                                              "0200000000000000"
                                              "0703000000000000"
                                              "0400000000000000"
                                              "0900000000000000"));
    ASSERT_TRUE(shows(question));
    for (int round = 0; round < 20; ++round) {
        auto candidates = smaller(question, 256);
        for (const auto& each : candidates) EXPECT_LT(size_of(each), size_of(question));
        const auto next = std::ranges::find_if(candidates, shows);
        if (next == candidates.end()) break;
        question = std::move(*next);
    }
    EXPECT_EQ(question.vector->wire->size(), 12U) << to_hex(*question.vector->wire);
    EXPECT_EQ(size_of(question).second, 2U) << to_hex(*question.vector->wire);
}

TEST_F(Differential, AFindingIsAVectorWithTheRuleOfItsLike) {
    const auto bad =
        as_vector(decode_question(like("seqs"), *from_hex("0200000005000000")), "t", "found: x", vectors());
    EXPECT_EQ(bad["kind"], "invalid");
    EXPECT_EQ(bad["error"]["code"], "truncated");
    EXPECT_EQ(bad["error"]["path"], "seqs");
    EXPECT_EQ(bad["wire"], Json::array({"0200000005000000"}));
    const auto same = std::ranges::find_if(vectors(), [](const suite::Vector& each) {
        return each.frame == "seqs" && !each.codes.empty() && each.codes.front() == Errc::truncated &&
               each.path == "seqs";
    });
    ASSERT_NE(same, vectors().end());
    EXPECT_EQ(bad["spec"], same->spec);
    const auto good = as_vector(decode_question(like("seqs"), *from_hex("00000000")), "t", "found: x", vectors());
    EXPECT_EQ(good["kind"], "valid");
    EXPECT_EQ(good["value"], Json({{"seqs", Json::array()}}));
    EXPECT_FALSE(good.contains("canonical"));
    EXPECT_NE(good["id"], bad["id"]);
    EXPECT_TRUE(good["id"].get<std::string>().starts_with("flo-"));
}

}  // namespace
}  // namespace wireproof::fuzz

// Each property must notice what it is there for: a codec with one defect planted in it.
#include <gtest/gtest.h>

#include "conformance/flo/frames.hpp"
#include "fuzz/properties.hpp"

namespace wireproof::fuzz {
namespace {

using flo::GroupValue;
using flo::Seqs;

const wire::FrameType& frame(std::string_view name) { return *protocols().front().variant()->frame(name); }

const Bytes kTwoSeqs = {2, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0};
const Bytes kOneLetterEach = {1, 0, 'g', 1, 0, 'c'};

Subject seqs(const wire::FrameType& type) { return {.type = type, .bytes = kTwoSeqs, .context = {}, .seed = 1}; }
Subject group(const wire::FrameType& type) { return {.type = type, .bytes = kOneLetterEach, .context = {}, .seed = 1}; }

TEST(PlantedDefects, SoundCodecHasNone) {
    for (const auto& subject : {seqs(frame("seqs")), group(frame("group_value"))}) {
        EXPECT_FALSE(decoding_is_sound(subject));
        EXPECT_FALSE(annotator_agrees(subject));
        EXPECT_FALSE(used_frame_is_as_new(subject));
        EXPECT_FALSE(encoding_is_a_fixed_point(subject));
        EXPECT_FALSE(json_keeps_everything(subject));
        EXPECT_FALSE(changed_value_comes_back(subject));
    }
}

TEST(PlantedDefects, MemoryForAnUncheckedCountIsNoticed) {
    auto type = frame("seqs");
    type.decode = [](ByteView in, void* value, const Context& context) {
        static_cast<Seqs*>(value)->seqs.reserve(1U << 20);
        return wire::decode(in, *static_cast<Seqs*>(value), context);
    };
    EXPECT_TRUE(decoding_is_sound(seqs(type)));
}

TEST(PlantedDefects, OffsetThatTheAnnotatorDoesNotGiveIsNoticed) {
    auto type = frame("seqs");
    type.decode = [](ByteView in, void* value, const Context& context) {
        auto error = wire::decode(in, *static_cast<Seqs*>(value), context);
        ++error.offset;
        return error;
    };
    auto cut = seqs(type);
    cut.bytes = cut.bytes.first(19);
    EXPECT_TRUE(annotator_agrees(cut));
}

TEST(PlantedDefects, ValueThatTheAnnotatorDoesNotReadIsNoticed) {
    auto type = frame("seqs");
    type.decode = [](ByteView in, void* value, const Context& context) {
        auto& seqs = *static_cast<Seqs*>(value);
        auto error = wire::decode(in, seqs, context);
        if (error.ok()) seqs.seqs.front() += 1;
        return error;
    };
    EXPECT_TRUE(annotator_agrees(seqs(type)));
}

TEST(PlantedDefects, ItemsLeftFromTheLastUseAreNoticed) {
    auto type = frame("seqs");
    type.decode = [](ByteView in, void* value, const Context& context) {
        Seqs fresh;
        auto error = wire::decode(in, fresh, context);
        auto& seqs = static_cast<Seqs*>(value)->seqs;
        seqs.insert(seqs.end(), fresh.seqs.begin(), fresh.seqs.end());
        return error;
    };
    EXPECT_TRUE(used_frame_is_as_new(seqs(type)));
}

TEST(PlantedDefects, PrefixOfAnotherSizeIsNoticed) {
    auto type = frame("seqs");
    type.decode_prefix = [](ByteView in, void* value, std::size_t& size, const Context& context) {
        auto error = wire::decode_prefix(in, *static_cast<Seqs*>(value), size, context);
        size -= 1;
        return error;
    };
    EXPECT_TRUE(decoding_is_sound(seqs(type)));
}

TEST(PlantedDefects, EncodingThatLosesAnItemIsNoticed) {
    auto type = frame("seqs");
    type.encode = [](const void* value, Buffer& out, const Context&) {
        auto fewer = *static_cast<const Seqs*>(value);
        if (!fewer.seqs.empty()) fewer.seqs.pop_back();
        return wire::encode(fewer, out);
    };
    EXPECT_TRUE(encoding_is_a_fixed_point(seqs(type)));
}

TEST(PlantedDefects, DecodedValueWithoutEncodingIsNoticed) {
    auto type = frame("seqs");
    type.encode = [](const void*, Buffer&, const Context&) { return Error{Errc::unencodable, 0, "seqs", ""}; };
    EXPECT_TRUE(encoding_is_a_fixed_point(seqs(type)));
}

TEST(PlantedDefects, MemberThatIsMissingInJsonIsNoticed) {
    auto type = frame("group_value");
    type.layout = [](wire::Dynamic& io, void* value) {
        io("consumer", static_cast<GroupValue*>(value)->consumer, wire::text(wire::u16le));
    };
    EXPECT_TRUE(json_keeps_everything(group(type)));
}

TEST(PlantedDefects, RefusalOfAValueWithoutAPathIsNoticed) {
    auto type = frame("seqs");
    type.encode = [](const void*, Buffer&, const Context&) { return Error{Errc::unencodable, 0, "", ""}; };
    EXPECT_TRUE(changed_value_comes_back(seqs(type)));
}

// The defect that the structured target found in its first minute: a request whose reserved byte is not 0 was encoded.
TEST(PlantedDefects, EncodingThatIsRefusedIsNoticed) {
    auto type = frame("seqs");
    type.encode = [](const void*, Buffer& out, const Context&) {
        *out.add(1) = 0xFF;
        return Error{};
    };
    EXPECT_TRUE(changed_value_comes_back(seqs(type)));
}

TEST(Encoding, ReservedByteOfARequestMustBeZero) {
    flo::Request request;
    request.reserved = 1;
    Buffer out;
    const auto error = wire::encode(request, out);
    EXPECT_EQ(error.code, Errc::unencodable);
    EXPECT_EQ(error.path, "reserved");
}

// Forgets what it has of a frame whenever more bytes come.
class Forgetful : public StreamReader {
public:
    explicit Forgetful(const Context& context) : context_(context), stream_(frame("request"), context) {}
    void feed(ByteView bytes, std::vector<StreamFrame>& out) override {
        stream_ = FramedStream(frame("request"), context_);
        stream_.feed(bytes, out);
    }
    [[nodiscard]] const Error& error() const override { return stream_.error(); }
    [[nodiscard]] bool mid_frame() const override { return stream_.mid_frame(); }
    [[nodiscard]] ByteView pending() const override { return stream_.pending(); }

private:
    Context context_;
    FramedStream stream_;
};

TEST(PlantedDefects, StreamThatDependsOnItsPiecesIsNoticed) {
    Buffer request;
    ASSERT_TRUE(wire::encode(flo::Request{}, request).ok());
    auto variant = *protocols().front().variant();
    EXPECT_FALSE(single_bytes_do_not_matter(variant, request.view(), {}));
    EXPECT_FALSE(splits_do_not_matter(variant, request.view(), {}, 1));
    variant.stream = [](const Context& context) -> std::unique_ptr<StreamReader> {
        return std::make_unique<Forgetful>(context);
    };
    EXPECT_TRUE(single_bytes_do_not_matter(variant, request.view(), {}));
    EXPECT_TRUE(splits_do_not_matter(variant, request.view(), {}, 1));
}

}  // namespace
}  // namespace wireproof::fuzz

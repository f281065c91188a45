// Streams of RRQ frames: kinds told apart by `type`, lengths judged as the runtimes do, errors placed from the start of
// the stream.
#include "conformance/rrq/stream.hpp"

#include "conformance/rrq/rrq.hpp"
#include "conformance/wire/derive.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::rrq {
namespace {

using namespace wireproof::testing;

Bytes framed(std::string_view body) {
    Bytes wire;
    for (const int shift : {24, 16, 8, 0}) wire.push_back(static_cast<std::uint8_t>(body.size() >> shift));
    wire.insert(wire.end(), body.begin(), body.end());
    return wire;
}
Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

const Bytes kCancel = framed(R"({"type":"cancel","payload":{"job_id":"j"}})");          // 46 bytes
const Bytes kResponse = framed(R"({"payload":{"status":"error"},"type":"response"})");  // 52 bytes
const Bytes kPositional = framed(R"( ["cancel",["1","j",null,true]])");

struct Outcome {
    std::string frames;  // `offset name`, one behind the other
    std::string error;
    bool mid_frame = false;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome run(ByteView bytes, std::size_t piece, const Context& context = {}) {
    const auto reader = protocol().variant()->stream(context);
    std::vector<StreamFrame> frames;
    while (!bytes.empty()) {
        const ExactBytes part(bytes.first(std::min(piece, bytes.size())));
        reader->feed(part.view(), frames);
        bytes = bytes.subspan(part.view().size());
    }
    Outcome out{.frames = {}, .error = {}, .mid_frame = reader->mid_frame()};
    for (const auto& frame : frames)
        out.frames += std::to_string(frame.offset) + " " + std::string(frame.value.type().name) + " ";
    auto error = reader->error();
    error.detail.clear();
    if (!error.ok()) out.error = describe(error);
    return out;
}

void expect_under_every_split(const Bytes& bytes, const Outcome& want, const Context& context = {}) {
    for (std::size_t piece = 1; piece <= bytes.size() + 1; ++piece)
        ASSERT_EQ(run(bytes, piece, context), want) << "pieces of " << piece;
}

TEST(RrqStream, TellsFramesApartByTheirType) {
    expect_under_every_split(joined({kCancel, kResponse, kPositional, kCancel}),
                             {.frames = "0 cancel 46 response 98 cancel 133 cancel ", .error = {}});
}

TEST(RrqStream, EndsInsideAFrame) {
    auto bytes = joined({kCancel, kResponse});
    bytes.pop_back();
    expect_under_every_split(bytes, {.frames = "0 cancel ", .error = {}, .mid_frame = true});
}

TEST(RrqStream, EndsWithTheFirstFrameThatCannotBeRead) {
    expect_under_every_split(joined({kCancel, framed("{}"), kCancel}),
                             {.frames = "0 cancel ", .error = "bad_value at byte 51, type"});
    expect_under_every_split(joined({kCancel, framed(R"({"type":"goodbye","payload":{}})"), kCancel}),
                             {.frames = "0 cancel ", .error = "bad_value at byte 58, type"});
    expect_under_every_split(joined({kCancel, framed("[1")}), {.frames = "0 cancel ", .error = "bad_json at byte 52"});
    expect_under_every_split(joined({kCancel, framed("\"\xFF\"")}),
                             {.frames = "0 cancel ", .error = "bad_utf8 at byte 51"});
}

TEST(RrqStream, KnowsNoFrameWithoutABody) {
    expect_under_every_split(joined({kCancel, hex("00000000"), kCancel}),
                             {.frames = "0 cancel ", .error = "bad_length at byte 46, body"});
}

TEST(RrqStream, RefusesALengthOver16MiBBeforeItsBody) {
    expect_under_every_split(hex("01000001"), {.frames = {}, .error = "too_large at byte 0, body"});
    expect_under_every_split(hex("ffffffff 7b"), {.frames = {}, .error = "too_large at byte 0, body"});
    expect_under_every_split(hex("01000000"), {.frames = {}, .error = {}, .mid_frame = true});
    expect_under_every_split(kResponse, {.frames = {}, .error = "too_large at byte 0, body"}, {.max_frame_size = 47});
    expect_under_every_split(kResponse, {.frames = "0 response ", .error = {}}, {.max_frame_size = 48});
}

TEST(RrqStream, ReadsABodyOf16MiB) {
    std::string body = R"({"type":"response","payload":{"status":"success","result":")";
    body.append((16U << 20) - body.size() - 3, 'x');
    body += "\"}}";
    EXPECT_EQ(run(framed(body), 1 << 20), (Outcome{.frames = "0 response ", .error = {}}));
}

// ---- derived cases ------------------------------------------------------------------------------------------------
struct Tally {
    std::size_t cases = 0;
    std::string wrong;
};

// Every prediction about a frame of every kind and variant, held against the decoder.
Tally derived_from(const wire::FrameType& type, const Bytes& wire) {
    wire::FrameValue frame(type);
    const auto trace = wire::annotate(frame.any(), wire);
    EXPECT_TRUE(trace.error.ok()) << describe(trace.error);
    Tally tally;
    for (const auto& each : wire::derive(trace, wire, wire::resealing(type)).cases) {
        ++tally.cases;
        const ExactBytes exact(each.wire);
        wire::FrameValue got(type);
        auto error = got.decode(exact.view());
        error.detail.clear();
        const bool refused = each.outcome == wire::Derived::Outcome::refused ||
                             each.outcome == wire::Derived::Outcome::refused_by_choice;
        bool right = refused ? error == each.error : error.ok();
        if (right && each.outcome == wire::Derived::Outcome::same_value) {
            Buffer before;
            Buffer after;
            right =
                frame.encode(before).ok() && got.encode(after).ok() && std::ranges::equal(before.view(), after.view());
        }
        if (!right) tally.wrong += each.suffix + ": " + describe(error) + ", predicted " + describe(each.error) + "\n";
    }
    return tally;
}

TEST(RrqDerived, CasesComeOutAsTheTraceSays) {
    const auto& variant = *protocol().variant("v2b");
    struct {
        std::string_view frame;
        std::string_view body;
        std::size_t at_least;
    } constexpr kFrames[] = {
        {"request",
         R"({"type":"request","payload":{"protocol_version":"2","request_id":"r","job_id":"j","function_name":"é","params":{"a":[1]},"context":{"job_id":"j2","attempt":3,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","deadline":null,"trace_context":{"t":"u"},"correlation_context":null,"worker_id":"w"}}})",
         400},
        {"request",
         R"( ["request",["2","r","j","f",{},["j",1,"2024-01-01T00:00:00Z","q",null,null,null,null]]] )",
         100},
        {"cancel", R"({"payload":{"job_id":"j","hard_kill":true},"type":"cancel"})", 100},
        {"response",
         R"({"type":"response","payload":{"status":"error","error":{"message":"m","details":{"x":null}},"retry_after_seconds":1.5,"job_id":"\u00e9"}})",
         200},
    };
    for (const auto& [frame, body, at_least] : kFrames) {
        const auto tally = derived_from(*variant.frame(frame), framed(body));
        EXPECT_EQ(tally.wrong, "") << body;
        EXPECT_GE(tally.cases, at_least) << body;
    }
}

}  // namespace
}  // namespace wireproof::rrq

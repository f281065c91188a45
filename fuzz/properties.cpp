#include "fuzz/properties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "conformance/wire/mutate.hpp"
#include "fuzz/allocation.hpp"

namespace wireproof::fuzz {
namespace {

using wire::FrameValue;

bool same_verdict(const Error& a, const Error& b) {
    return a.code == b.code && (a.ok() || (a.offset == b.offset && a.path == b.path));
}

std::string shown(const Error& error) { return error.ok() ? "accepted" : describe(error); }

std::size_t first_difference(ByteView a, ByteView b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// Decodes and encodes again: empty if it did not get that far, and `why` then says so.
struct Again {
    explicit Again(const wire::FrameType& type) : frame(type) {}
    std::string why;
    FrameValue frame;
    Buffer bytes;
};
Again again(const wire::FrameType& type, ByteView bytes, const Context& context) {
    Again result(type);
    if (const auto error = result.frame.decode(bytes, context); !error.ok()) {
        result.why = "refused: " + describe(error);
    } else if (const auto refusal = result.frame.encode(result.bytes); !refusal.ok()) {
        result.why = "has no encoding: " + describe(refusal);
    }
    return result;
}

// In JSON text, every spelling but the one inside of strings is open.
bool is_json_text(const wire::FrameType& type, ByteView bytes) {
    const FrameValue scratch(type);
    const auto trace = wire::annotate(scratch.any(), bytes, Context());
    return std::ranges::any_of(trace.steps,
                               [](const wire::Step& step) { return step.kind == wire::Step::Kind::punctuation; });
}

// same_but_for_doubles: text that a double was written as may be read as one nearby, by the arithmetic of the
// reference: its significand, the power of ten and the product (two of each far from 1) are rounded, each by half a
// unit. And what is no finite number is written as null.
bool same_but_for_doubles(const Again& first, ByteView encoded) {
    constexpr std::uint64_t kUnits = 4;
    const auto second = again(first.frame.type(), encoded, Context());
    return second.why.empty() &&
           wire::nearly_equal(wire::to_json(first.frame.any()), wire::to_json(second.frame.any()), kUnits);
}

// comes_back: an encoding decodes, under `context`, to a value with the same encoding.
Finding comes_back(const wire::FrameType& type, ByteView encoded, const Context& context) {
    const HeapBytes exact(encoded);
    const auto result = again(type, exact.view(), context);
    if (!result.why.empty()) return fmt::format("the encoding {} {}", to_hex(encoded), result.why);
    if (std::ranges::equal(result.bytes.view(), encoded)) return std::nullopt;
    if (is_json_text(type, encoded) && same_but_for_doubles(result, result.bytes.view())) return std::nullopt;
    return fmt::format("the encoding {} becomes {} the second time", to_hex(encoded), to_hex(result.bytes.view()));
}

// takes_little_memory decodes into a frame that is new, and counts what that asks for. What a thread makes at the first
// use and keeps, such as the state of a decompressor, is not counted.
template <class Decode>
Finding takes_little_memory(const Subject& subject, FrameValue& frame, Error& verdict, Decode&& decode) {
    const auto most = kMemoryFactor * subject.bytes.size() + kMemoryBase +
                      kUnfoldingThirds * subject.context.max_decompressed.value_or(0) / 3;
    const auto spend = [&](FrameValue& into) {
        const AllocationCount count;
        verdict = decode(into);
        return count.bytes();
    };
    if (spend(frame) <= most) return std::nullopt;
    frame = FrameValue(subject.type);
    const auto allocated = spend(frame);
    if (allocated <= most) return std::nullopt;
    return fmt::format("{} bytes of input took {} bytes of memory, allowed are {} ({})",
                       subject.bytes.size(),
                       allocated,
                       most,
                       shown(verdict));
}

Finding prefix_agrees(const Subject& subject, FrameValue& frame, const Error& whole) {
    std::size_t size = 0;
    const auto prefix = frame.decode_prefix(subject.bytes, size, subject.context);
    if (whole.ok() && prefix.ok() && size == subject.bytes.size()) return std::nullopt;
    if (prefix.ok()) {
        // A shorter frame stands in front: by itself it must be one.
        const HeapBytes front(subject.bytes.first(size));
        if (const auto error = frame.decode(front.view(), subject.context); !error.ok())
            return fmt::format(
                "the first {} bytes are a frame in a stream and by themselves {}", size, describe(error));
        if (whole.code == Errc::trailing_bytes && whole.offset == size) return std::nullopt;
        return fmt::format("a frame of {} bytes stands in front, but the whole is {}", size, shown(whole));
    }
    // Bytes behind the frame are seen before what is wrong in its body.
    if (same_verdict(whole, prefix) || whole.code == Errc::trailing_bytes) return std::nullopt;
    return fmt::format("whole it is {}, in a stream {}", shown(whole), shown(prefix));
}

}  // namespace

Finding decoding_is_sound(const Subject& subject) {
    FrameValue frame(subject.type);
    Error whole;
    const auto decode = [&](FrameValue& into) { return into.decode(subject.bytes, subject.context); };
    if (auto finding = takes_little_memory(subject, frame, whole, decode)) return finding;
    return prefix_agrees(subject, frame, whole);
}

Finding messages_are_sound(const Subject& subject) {
    const auto messages = messages_of_input(subject.bytes);
    const auto decode = [&](FrameValue& frame) { return frame.decode_messages(messages, subject.context); };
    FrameValue frame(subject.type);
    Error whole;
    if (auto finding = takes_little_memory(subject, frame, whole, decode)) return finding;
    if (!whole.ok()) return std::nullopt;

    auto context = subject.context;
    context.chunk_size = 1 + subject.seed;
    std::vector<Bytes> pieces;
    if (const auto error = frame.encode_messages(pieces, context); !error.ok())
        return "decodes, but has no encoding: " + describe(error);
    FrameValue again(subject.type);
    const std::vector<ByteView> views(pieces.begin(), pieces.end());
    if (const auto error = again.decode_messages(views, context); !error.ok())
        return fmt::format("its encoding in {} messages is {}", pieces.size(), describe(error));
    if (wire::to_json(again.any()) == wire::to_json(frame.any())) return std::nullopt;
    return fmt::format("its encoding in {} messages is another value", pieces.size());
}

Finding annotator_agrees(const Subject& subject) {
    FrameValue hot(subject.type);
    const FrameValue cold(subject.type);
    const auto error = hot.decode(subject.bytes, subject.context);
    const auto trace = wire::annotate(cold.any(), subject.bytes, subject.context);
    if (!same_verdict(error, trace.error))
        return fmt::format("the Reader says {}, the Annotator {}", shown(error), shown(trace.error));
    if (!error.ok()) return std::nullopt;
    if (trace.size != subject.bytes.size())
        return fmt::format("the trace ends at byte {} of {}", trace.size, subject.bytes.size());
    Buffer hot_bytes;
    Buffer cold_bytes;
    if (!hot.encode(hot_bytes).ok() || !cold.encode(cold_bytes).ok())
        return std::nullopt;  // encoding_is_a_fixed_point's business
    if (std::ranges::equal(hot_bytes.view(), cold_bytes.view())) return std::nullopt;
    return fmt::format(
        "the Reader's value is {}, the Annotator's {}", to_hex(hot_bytes.view()), to_hex(cold_bytes.view()));
}

Finding used_frame_is_as_new(const Subject& subject) {
    FrameValue fresh(subject.type);
    const auto error = fresh.decode(subject.bytes, subject.context);
    // Used by the same bytes, whole or in part, and then changed: its lists and texts are longer, shorter or bent.
    FrameValue used(subject.type);
    std::ignore = used.decode(subject.bytes, subject.context);
    std::mt19937_64 random(subject.seed);
    wire::mutate(used.any(), random, 2);
    const auto second = used.decode(subject.bytes, subject.context);
    if (error != second) return fmt::format("a new frame is {}, a used one {}", shown(error), shown(second));
    if (!error.ok()) return std::nullopt;
    Buffer fresh_bytes;
    Buffer used_bytes;
    if (!fresh.encode(fresh_bytes).ok()) return std::nullopt;
    if (const auto refusal = used.encode(used_bytes); !refusal.ok())
        return "a used frame has no encoding: " + describe(refusal);
    if (std::ranges::equal(fresh_bytes.view(), used_bytes.view())) return std::nullopt;
    return fmt::format("a new frame is {}, a used one {}", to_hex(fresh_bytes.view()), to_hex(used_bytes.view()));
}

Finding encoding_is_a_fixed_point(const Subject& subject) {
    FrameValue frame(subject.type);
    if (!frame.decode(subject.bytes, subject.context).ok()) return std::nullopt;
    Buffer encoded;
    if (const auto error = frame.encode(encoded); !error.ok())
        return "decodes, but has no encoding: " + describe(error);
    if (std::ranges::equal(encoded.view(), subject.bytes)) return std::nullopt;  // and those have just been decoded
    const FrameValue scratch(subject.type);
    if (!spelling_is_open(wire::annotate(scratch.any(), subject.bytes, subject.context), subject.bytes))
        return fmt::format("nothing is open in its spelling, but the encoding differs from byte {} on: {}",
                           first_difference(subject.bytes, encoded.view()),
                           to_hex(encoded.view()));
    // The encoder's spelling may be longer than these bytes, and name a year that the strict profile does not.
    if (is_json_text(subject.type, encoded.view())) return comes_back(subject.type, encoded.view(), Context());
    return comes_back(subject.type, encoded.view(), subject.context);
}

Finding json_keeps_everything(const Subject& subject) {
    FrameValue frame(subject.type);
    if (!frame.decode(subject.bytes, subject.context).ok()) return std::nullopt;
    const auto value = wire::to_json(frame.any());
    const auto text = value.dump();
    FrameValue back(subject.type);
    if (const auto error = wire::from_json(back.any(), Json::parse(text)); !error.ok())
        return fmt::format("{} is refused as a value: {}", text, describe(error));
    if (const auto twice = wire::to_json(back.any()); twice != value)
        return fmt::format("{} becomes {}", text, twice.dump());
    Buffer bytes;
    Buffer bytes_back;
    if (!frame.encode(bytes).ok()) return std::nullopt;
    if (const auto error = back.encode(bytes_back); !error.ok())
        return fmt::format("{} has no encoding: {}", text, describe(error));
    if (std::ranges::equal(bytes.view(), bytes_back.view())) return std::nullopt;
    return fmt::format(
        "{} encodes as {}, the frame itself as {}", text, to_hex(bytes_back.view()), to_hex(bytes.view()));
}

Finding changed_value_comes_back(const Subject& subject) {
    constexpr std::uint64_t kMostChanges = 4;
    FrameValue frame(subject.type);
    if (!frame.decode(subject.bytes, subject.context).ok()) return std::nullopt;
    std::mt19937_64 random(subject.seed);
    wire::mutate(frame.any(), random, 1 + random() % kMostChanges);
    Buffer encoded;
    const auto error = frame.encode(encoded);
    // Values the strict profile or a smaller frame limit refuse still have an encoding.
    Context lenient;
    lenient.direction = subject.context.direction;
    if (error.ok()) return comes_back(subject.type, encoded.view(), lenient);
    if (error.code == Errc::unencodable && error.offset == 0 && !error.path.empty()) return std::nullopt;
    return "a value without encoding is refused with " + describe(error);
}

bool spelling_is_open(const wire::Trace& trace, ByteView bytes) {
    using Kind = wire::Step::Kind;
    return std::ranges::any_of(trace.steps, [&](const wire::Step& step) {
        if (step.kind == Kind::punctuation) return true;
        if (step.kind == Kind::extension) return step.at < step.end;
        if (step.other_form) return true;
        const bool truth = step.kind == Kind::presence || (step.kind == Kind::value && step.type == "flag");
        return truth && bytes[step.at] > 1;
    });
}

void require(const Finding& finding, std::string_view where, ByteView bytes) {
    if (!finding) return;
    fmt::print(stderr, "FINDING in {}: {}\nbytes: {}\n", where, *finding, to_hex(bytes));
    std::abort();
}

}  // namespace wireproof::fuzz

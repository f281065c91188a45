#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "fuzz/properties.hpp"

namespace wireproof::fuzz {
namespace {

// What a stream gave for its bytes in some split.
struct Run {
    std::vector<StreamFrame> frames;
    Error error;
    bool mid_frame = false;
    bool ended = false;  // by a frame, behind which nothing is looked at
    Bytes pending;
};

// run feeds the bytes cut at `cuts`, which ascend.
Run run(const Variant& variant, const Context& context, ByteView bytes, const std::vector<std::size_t>& cuts) {
    const auto stream = variant.stream(context);
    Run result;
    std::size_t from = 0;
    for (const auto cut : cuts) {
        const HeapBytes piece(bytes.subspan(from, cut - from));
        stream->feed(piece.view(), result.frames);
        from = cut;
    }
    const HeapBytes last(bytes.subspan(from));
    stream->feed(last.view(), result.frames);
    result.error = stream->error();
    result.mid_frame = stream->mid_frame();
    result.ended = stream->ended();
    if (result.error.ok()) result.pending.assign(stream->pending().begin(), stream->pending().end());
    return result;
}

std::string state(const Run& run) {
    return fmt::format("{} frames, {}",
                       run.frames.size(),
                       !run.error.ok() ? describe(run.error)
                       : run.mid_frame ? "truncated"
                                       : "clean");
}

bool same_frame(const StreamFrame& a, const StreamFrame& b) {
    if (&a.value.type() != &b.value.type() || a.offset != b.offset || a.wire != b.wire) return false;
    Buffer left;
    Buffer right;
    return a.value.encode(left) == b.value.encode(right) && std::ranges::equal(left.view(), right.view());
}

Finding compare(const Run& whole, const Run& split, const std::vector<std::size_t>& cuts) {
    const auto found = [&](std::string_view what) {
        return fmt::format("{}: in one piece {}, cut at {} {}", what, state(whole), fmt::join(cuts, ","), state(split));
    };
    if (!std::ranges::equal(whole.frames, split.frames, same_frame)) return found("other frames");
    if (whole.error != split.error) return found("another error");
    if (whole.mid_frame != split.mid_frame || whole.ended != split.ended || whole.pending != split.pending)
        return found("another state");
    return std::nullopt;
}

// Bytes that belong to no frame are parts of frames: by themselves they are taken and give none.
bool are_parts(const Variant& variant, const Context& context, ByteView bytes) {
    const auto alone = run(variant, context, bytes, {});
    return alone.frames.empty() && alone.error.ok() && alone.pending.empty();
}

// The frame as it came is one by itself; put together from parts it may be over the limit, which holds for each part.
Finding is_one_by_itself(const StreamFrame& frame, Context context) {
    if (frame.last_part != 0) context.max_frame_size = frame.wire.size();
    wire::FrameValue alone(frame.value.type());
    const HeapBytes exact(frame.wire);
    const auto error = alone.decode(exact.view(), context);
    if (error.ok()) return std::nullopt;
    return fmt::format("the frame at byte {} by itself is {}", frame.offset, describe(error));
}

// The frames, parts of frames and what is pending are the bytes that went in, in order.
Finding frames_are_the_bytes(const Variant& variant, const Run& run, ByteView bytes, const Context& context) {
    std::size_t at = 0;
    std::size_t in_parts = 0;
    for (const auto& frame : run.frames) {
        const bool in_place = frame.offset >= at && frame.offset <= frame.end() && frame.end() <= bytes.size();
        const auto own = in_place ? bytes.subspan(frame.offset, frame.end() - frame.offset) : ByteView();
        if (!in_place || (frame.last_part == 0 && !std::ranges::equal(frame.wire, own)))
            return fmt::format("the frame at byte {} is not the bytes at {}", frame.offset, at);
        if (frame.offset != at && !are_parts(variant, context, bytes.subspan(at, frame.offset - at)))
            return fmt::format("the bytes from {} to the frame at {} belong to nothing", at, frame.offset);
        if (auto finding = is_one_by_itself(frame, context)) return finding;
        in_parts += frame.offset - at;
        at = frame.end();
    }
    if (!run.error.ok()) {
        if (run.error.offset >= at && run.error.offset <= bytes.size() && !run.mid_frame) return std::nullopt;
        return fmt::format("the stream ends with {} behind {} bytes of frames", describe(run.error), at);
    }
    if (run.ended) {
        if (run.pending.empty() && !run.mid_frame) return std::nullopt;
        return fmt::format("the stream has ended at byte {}, and {} bytes are pending", at, run.pending.size());
    }
    const auto left = bytes.subspan(at);
    if (run.pending.size() > left.size() || !std::ranges::equal(run.pending, left.last(run.pending.size())))
        return fmt::format("{} bytes are left behind the frames, pending are {}", left.size(), run.pending.size());
    const auto parts = left.first(left.size() - run.pending.size());
    if (!parts.empty() && !are_parts(variant, context, parts))
        return fmt::format("{} bytes behind the frames belong to nothing", parts.size());
    in_parts += parts.size();
    // Inside a frame is where bytes are pending, or behind parts whose last one has not come.
    if (run.mid_frame ? run.pending.empty() && in_parts == 0 : !run.pending.empty())
        return fmt::format("{} bytes are pending, but the state is {}", run.pending.size(), state(run));
    return std::nullopt;
}

}  // namespace

Finding splits_do_not_matter(const Variant& variant, ByteView bytes, const Context& context, std::uint64_t seed) {
    constexpr std::size_t kMostCuts = 6;
    const auto whole = run(variant, context, bytes, {});
    if (auto finding = frames_are_the_bytes(variant, whole, bytes, context)) return finding;
    if (bytes.empty()) return std::nullopt;

    std::mt19937_64 random(seed);
    std::set<std::size_t> places;
    for (auto count = 1 + random() % kMostCuts; count > 0; --count) places.insert(random() % (bytes.size() + 1));
    const std::vector<std::size_t> cuts(places.begin(), places.end());
    if (auto finding = compare(whole, run(variant, context, bytes, cuts), cuts)) return finding;

    return std::nullopt;
}

Finding single_bytes_do_not_matter(const Variant& variant, ByteView bytes, const Context& context) {
    if (bytes.empty()) return std::nullopt;
    std::vector<std::size_t> every(bytes.size() - 1);
    std::ranges::generate(every, [n = std::size_t{0}]() mutable { return ++n; });
    return compare(run(variant, context, bytes, {}), run(variant, context, bytes, every), every);
}

}  // namespace wireproof::fuzz

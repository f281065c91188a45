#include "conformance/suite/case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>
#include <tuple>

namespace wireproof::suite {
namespace {

// Points into a vector without owning it: cases do not outlive their vectors.
template <class T>
std::shared_ptr<const T> part_of_vector(const std::optional<T>& part) {
    return {std::shared_ptr<const T>(), part ? &*part : nullptr};
}

Expected expectation(const Vector& vector, Case::Operation operation) {
    Expected expected;
    expected.codes = vector.codes;
    expected.offset = vector.offset;
    expected.path = vector.path;
    if (vector.kind == Vector::Kind::invalid) {
        expected.kind = Expected::Kind::refused;
        return expected;
    }
    expected.kind = vector.kind == Vector::Kind::either ? Expected::Kind::either : Expected::Kind::answer;
    if (operation == Case::Operation::encode) expected.wire = part_of_vector(vector.wire);
    else expected.value = part_of_vector(vector.value);
    return expected;
}

Expected expectation(const wire::Derived& derived, const Vector& vector) {
    using Outcome = wire::Derived::Outcome;
    Expected expected;
    switch (derived.outcome) {
        case Outcome::refused:
        case Outcome::refused_by_choice:
            expected.kind = Expected::Kind::refused;
            expected.codes = {derived.error.code};
            expected.offset = derived.error.offset;
            expected.path = derived.error.path;
            break;
        case Outcome::accepted: expected.kind = Expected::Kind::accepted; break;
        case Outcome::same_value: expected.value = part_of_vector(vector.value); break;
        case Outcome::refused_or_other:
            expected.kind = Expected::Kind::refused_or_other;
            expected.value = part_of_vector(vector.value);
            break;
    }
    return expected;
}

Expected stream_expectation(const Vector& vector) {
    Expected expected;
    expected.codes = vector.codes;
    expected.offset = vector.offset;
    expected.path = vector.path;
    expected.clean = vector.clean;
    if (vector.kind == Vector::Kind::either) expected.kind = Expected::Kind::either;
    auto frames = Json::array();
    for (const auto& [frame, value] : vector.frames) frames.push_back({{"frame", frame}, {"value", value}});
    expected.value = std::make_shared<const Json>(std::move(frames));
    return expected;
}

Json frames_json(const std::vector<StreamFrame>& frames) {
    Json list = Json::array();
    for (const auto& each : frames)
        list.push_back({{"frame", std::string(each.value.type().name)}, {"value", wire::to_json(each.value.any())}});
    return list;
}

// Sizes of the pieces between cuts.
std::vector<std::size_t> segments_between(const std::vector<std::size_t>& cuts, std::size_t size) {
    std::vector<std::size_t> segments;
    std::size_t from = 0;
    for (const auto cut : cuts) {
        if (cut <= from || cut >= size) continue;
        segments.push_back(cut - from);
        from = cut;
    }
    segments.push_back(size - from);
    return segments;
}

// Borders of all fields of all whole frames of a stream.
std::vector<std::size_t> field_borders(const Vector& vector) {
    std::vector<StreamFrame> frames;
    vector.variant->stream(vector.context)->feed(*vector.wire, frames);
    std::vector<std::size_t> cuts;
    for (const auto& frame : frames) {
        const wire::FrameValue scratch(frame.value.type());
        cuts.push_back(frame.offset);
        for (const auto& step : wire::annotate(scratch.any(), frame.wire, vector.context).steps)
            cuts.push_back(frame.offset + step.needs());
    }
    std::ranges::sort(cuts);
    return cuts;
}

// held is about how many bytes a value holds.
std::size_t held(const Json& value) {
    if (const auto* const text = value.get_ptr<const std::string*>()) return text->size() / 2;  // of bytes in hex
    std::size_t sum = 0;
    if (value.is_structured())
        for (const auto& part : value) sum += held(part);
    return sum;
}

// budget_of is that of the derived cases of a vector. Each case of a compressed frame may unfold to many times its
// bytes, so its budget is less by as much; what the names in a value add to it is not meant.
std::size_t budget_of(const Vector& vector) {
    const auto size = std::max<std::size_t>(1, vector.wire->size());
    return static_cast<std::size_t>(static_cast<double>(wire::kDerivedBudget) * static_cast<double>(size) /
                                    static_cast<double>(std::max(size, held(*vector.value) / 4)));
}

class Expander {
public:
    Expander(bool with_derived, std::uint64_t seed) : with_derived_(with_derived), seed_(seed) {}
    Cases out;

    void add(const Vector& vector) {
        ++out.stored;
        if (vector.is_stream()) return streams(vector);
        const bool encodable = vector.value && !vector.decode_only;
        if (vector.wire && !vector.encode_only)
            out.cases.push_back({vector.id,
                                 Case::Operation::decode,
                                 &vector,
                                 part_of_vector(vector.wire),
                                 vector.messages,
                                 expectation(vector, Case::Operation::decode)});
        if (encodable && (vector.canonical || !vector.wire))
            out.cases.push_back({vector.id,
                                 Case::Operation::encode,
                                 &vector,
                                 std::make_shared<const Bytes>(),
                                 {},
                                 expectation(vector, Case::Operation::encode)});
        if (with_derived_ && vector.kind == Vector::Kind::valid && !vector.encode_only) {
            if (vector.type->in_messages()) derive_messages(vector);
            else derive(vector);
        }
    }

private:
    void derive(const Vector& vector) {
        const wire::FrameValue scratch(*vector.type);
        const auto trace = wire::annotate(scratch.any(), *vector.wire, vector.context);
        if (!trace.error.ok()) return;  // the decode case of the vector itself says so
        auto derived = wire::derive(trace, *vector.wire, wire::resealing(*vector.type), budget_of(vector));
        out.left_out += derived.left_out;
        out.derived += derived.cases.size();
        for (auto& each : derived.cases) {
            auto expected = expectation(each, vector);
            out.cases.push_back({vector.id + "/" + each.suffix,
                                 Case::Operation::decode,
                                 &vector,
                                 std::make_shared<const Bytes>(std::move(each.wire)),
                                 {},
                                 std::move(expected),
                                 true,
                                 each.outcome == wire::Derived::Outcome::refused_by_choice});
        }
    }
    // Of several messages: each one missing, and each two neighbours in the other order. What that gives depends on
    // what they say; others are held to the reference's verdict.
    void derive_messages(const Vector& vector) {
        const auto parts = suite::split(*vector.wire, vector.messages);
        const auto add = [&](const std::string& suffix, const std::vector<ByteView>& messages) {
            Bytes wire;
            std::vector<std::size_t> sizes;
            for (const auto& message : messages) {
                wire.insert(wire.end(), message.begin(), message.end());
                sizes.push_back(message.size());
            }
            Expected expected;
            expected.kind = Expected::Kind::either;
            ++out.derived;
            out.cases.push_back({vector.id + suffix,
                                 Case::Operation::decode,
                                 &vector,
                                 std::make_shared<const Bytes>(std::move(wire)),
                                 std::move(sizes),
                                 std::move(expected),
                                 true});
        };
        constexpr std::size_t kMost = 64;
        for (std::size_t i = 0; i < std::min(parts.size(), kMost); ++i) {
            auto others = parts;
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
            add(fmt::format("/without@{}", i), others);
            if (i + 1 == parts.size()) continue;
            auto swapped = parts;
            std::swap(swapped[i], swapped[i + 1]);
            add(fmt::format("/swapped@{}", i), swapped);
        }
    }
    void streams(const Vector& vector) {
        const auto size = vector.wire->size();
        const auto expected = stream_expectation(vector);
        const auto split = [&](const std::string& suffix, std::vector<std::size_t> segments) {
            const bool derived = !suffix.empty();
            if (derived) ++out.derived;
            out.cases.push_back({vector.id + suffix,
                                 Case::Operation::stream,
                                 &vector,
                                 part_of_vector(vector.wire),
                                 std::move(segments),
                                 expected,
                                 derived});
        };
        split("", {size});
        if (!with_derived_ || size < 2) return;
        constexpr std::size_t kBytewise = 64 << 10;  // a line of one segment a byte has its limits
        if (size <= kBytewise) split("/split@bytes", std::vector<std::size_t>(size, 1));
        split("/split@fields", segments_between(field_borders(vector), size));
        std::mt19937_64 random(seed_ + size);
        std::vector<std::size_t> cuts(8);
        for (auto& cut : cuts) cut = random() % size;
        std::ranges::sort(cuts);
        split("/split@random", segments_between(cuts, size));
    }
    bool with_derived_;
    std::uint64_t seed_;
};

Answer refusal(const Error& error) {
    Answer answer;
    answer.status = Answer::Status::error;
    answer.code = std::string(name_of(error.code));
    answer.error = error;
    answer.message = error.detail;
    return answer;
}

Answer stream_answer(const Case& question) {
    const auto reader = question.vector->variant->stream(question.vector->context);
    std::vector<StreamFrame> frames;
    std::size_t at = 0;
    for (const auto size : question.segments) {
        reader->feed(ByteView(*question.wire).subspan(at, size), frames);
        at += size;
    }
    auto answer = reader->error().ok() ? Answer{} : refusal(reader->error());
    answer.value = frames_json(frames);
    answer.clean = !reader->mid_frame();
    return answer;
}

}  // namespace

std::string_view name_of(Case::Operation operation) {
    constexpr std::array<std::string_view, 3> kNames = {"decode", "encode", "stream"};
    return kNames.at(static_cast<std::size_t>(operation));
}

std::vector<ByteView> split(ByteView bytes, std::span<const std::size_t> sizes) {
    std::vector<ByteView> pieces;
    for (const auto size : sizes) {
        pieces.push_back(bytes.first(size));
        bytes = bytes.subspan(size);
    }
    return pieces;
}

Cases expand(std::span<const Vector> vectors, bool with_derived, std::uint64_t seed) {
    Expander expander(with_derived, seed);
    for (const auto& vector : vectors) expander.add(vector);
    // A vector's decode and encode case have the same id.
    std::ranges::sort(expander.out.cases, {}, [](const Case& each) { return std::tie(each.id, each.operation); });
    return std::move(expander.out);
}

Answer reference_answer(const Case& question) {
    const auto& vector = *question.vector;
    if (question.operation == Case::Operation::stream) return stream_answer(question);
    Answer answer;
    if (question.operation == Case::Operation::decode) {
        // On a heap buffer of exactly this size, so that a sanitizer sees the first byte read too far.
        const auto exact = std::make_unique_for_overwrite<std::uint8_t[]>(question.wire->size());
        std::ranges::copy(*question.wire, exact.get());
        const ByteView bytes(exact.get(), question.wire->size());
        auto value = vector.type->in_messages()
                         ? decode_messages_value(*vector.type, split(bytes, question.segments), vector.context)
                         : decode_value(*vector.type, bytes, vector.context);
        if (!value) return refusal(value.error());
        answer.value = std::move(*value);
    } else if (vector.type->in_messages()) {
        const auto messages = encode_messages_value(*vector.type, *vector.value, vector.context);
        if (!messages) return refusal(messages.error());
        answer.wire.emplace();
        for (const auto& message : *messages) {
            answer.wire->insert(answer.wire->end(), message.begin(), message.end());
            answer.messages.push_back(message.size());
        }
    } else {
        auto wire = encode_value(*vector.type, *vector.value, vector.context);
        if (!wire) return refusal(wire.error());
        answer.wire = std::move(*wire);
    }
    return answer;
}

Expected settled(const Case& question) {
    if (!question.derived || question.operation == Case::Operation::stream) return question.expected;
    auto answer = reference_answer(question);
    Expected expected;
    if (answer.status == Answer::Status::ok) {
        expected.value = std::make_shared<const Json>(std::move(*answer.value));
    } else {
        expected.kind = question.by_choice ? Expected::Kind::either : Expected::Kind::refused;
        expected.codes = {answer.error->code};
        expected.offset = answer.error->offset;
        expected.path = answer.error->path;
    }
    return expected;
}

}  // namespace wireproof::suite

// Case: one question to an implementation, and what must come back. A stored vector gives a decode and an encode case,
// a stream vector one for each way of splitting its bytes, and each valid frame the derived cases of
// conformance/wire/derive.hpp.
#pragma once

#include <span>

#include "conformance/suite/vector.hpp"
#include "conformance/wire/derive.hpp"

namespace wireproof::suite {

// What an implementation gave back for a case.
struct Answer {
    enum class Status : std::uint8_t { ok, error, unsupported };
    Status status = Status::ok;
    std::optional<Json> value;               // decode; of a stream the list of {frame, value}
    std::optional<Bytes> wire;               // encode; of several messages, one behind the other
    std::vector<std::size_t> messages = {};  // of a frame that travels as several: their sizes
    std::optional<std::string> code;         // of a refusal, where it is named
    std::optional<bool> clean;               // stream: ends between two frames
    std::optional<Error> error;              // the reference's own, with offset and path
    std::string message;                     // for a person
};

struct Expected {
    enum class Kind : std::uint8_t {
        answer,            // exactly `value`, `wire` or the frames of a stream
        refused,           // with one of `codes`
        accepted,          // as any value
        refused_or_other,  // refused, or accepted as something else than `value`
        either,            // refused (with one of `codes`, if there are any) or accepted (as `value`, if there is one)
    };
    Kind kind = Kind::answer;
    // Shared with the vector or its other cases: a value may be many times its bytes.
    std::shared_ptr<const Json> value;
    std::shared_ptr<const Bytes> wire;
    std::vector<Errc> codes;
    std::optional<std::size_t> offset;
    std::optional<std::string> path;
    bool clean = true;
};

struct Case {
    enum class Operation : std::uint8_t { decode, encode, stream };
    std::string id;
    Operation operation;
    const Vector* vector;
    std::shared_ptr<const Bytes> wire;  // decode and stream; never null
    std::vector<std::size_t> segments;  // stream: sizes of the pieces the bytes come in; or of a frame's messages
    Expected expected;                  // what the vector or the derivation says
    bool derived = false;
    bool by_choice = false;  // derived, and the protocol leaves open whether it is refused
};

[[nodiscard]] std::string_view name_of(Case::Operation operation);

// split gives the pieces that bytes consist of, one behind the other.
[[nodiscard]] std::vector<ByteView> split(ByteView bytes, std::span<const std::size_t> sizes);

struct Cases {
    std::vector<Case> cases;  // in order of id
    std::size_t stored = 0;   // vectors
    std::size_t derived = 0;
    std::size_t left_out = 0;  // derived cases over the budget of their vector
};

// expand lists the cases of vectors, which must outlive them. `seed` moves the random splits of streams. What is
// derived from all vectors together fills hundreds of MiB, so whoever looks at each case once expands them one by one.
[[nodiscard]] Cases expand(std::span<const Vector> vectors, bool with_derived, std::uint64_t seed);

// reference_answer runs a case on the reference implementation, in process.
[[nodiscard]] Answer reference_answer(const Case& question);

// settled replaces what a derivation predicts by the reference's verdict, to which other implementations are held.
[[nodiscard]] Expected settled(const Case& question);

}  // namespace wireproof::suite

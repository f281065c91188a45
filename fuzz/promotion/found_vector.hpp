// found_vector: what an input of a fuzz target shows, as a vector in the form of the files (vectors/README.md), with
// the reference's verdict. Id, title, spec and source are the caller's.
#pragma once

#include "conformance/suite/case.hpp"
#include "fuzz/input.hpp"

namespace wireproof::fuzz {

// Target: fuzz_<protocol>_<kind>.
struct Target {
    enum class Kind : std::uint8_t { decode, roundtrip, structured, stream, state, assembler, fragments };
    const Protocol* protocol;
    Kind kind;

    [[nodiscard]] static std::optional<Target> named(std::string_view name);
    [[nodiscard]] std::string name() const;
    // reads_stream: what stands behind the head is bytes of one direction, or becomes that.
    [[nodiscard]] bool reads_stream() const {
        return kind == Kind::stream || kind == Kind::state || kind == Kind::fragments;
    }
};

struct FoundVector {
    suite::Vector vector;  // where it belongs: variant, frame, context, bytes
    Json json;             // kind, context, wire or wires, value or error or frames; `canonical` where it is false
};

// found_vector gives the frame that the input's head names and the bytes behind it; of a stream the bytes of one
// direction; of a session what the peer sends, as a stream; of an assembler the messages. Of the head, only what the
// verdict depends on stands in the context. The error is a sentence: nothing is sent, say.
[[nodiscard]] std::expected<FoundVector, std::string> found_vector(const Target& target, ByteView input);

}  // namespace wireproof::fuzz

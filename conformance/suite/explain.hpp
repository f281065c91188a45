// explain: bytes field by field, for reports and for `wireproof explain`.
#pragma once

#include "conformance/suite/case.hpp"

namespace wireproof::suite {

// explain_bytes lists the pieces of a frame as report objects {offset, size, path, type, bytes, value, mark}; the piece
// an error is reported at carries `mark: "wrong"`, and pieces at or after `differs_from` that overlap it likewise.
[[nodiscard]] Json explain_bytes(const wire::FrameType& type,
                                 ByteView wire,
                                 const Context& context,
                                 std::optional<std::size_t> differs_from = {});

// explain_case explains the bytes of a failed case: those it sent, or for an encode case those that came back.
[[nodiscard]] Json explain_case(const Case& question, const Answer& answer);

}  // namespace wireproof::suite

// derive_members: from the trace of a frame that is a JSON text, changed texts with the outcome that must follow: each
// known member missing, null, twice, of a wrong type, beside an unknown one, and the text cut off. The layout's own
// attributes and the places of the members say what follows; no decoder runs here.
#pragma once

#include "conformance/wire/derive.hpp"

namespace wireproof::wire {

// What derive_members needs of its caller: whether a case of so many bytes is still wanted, and the frame's length
// written anew.
struct MemberCases {
    const std::function<bool(std::size_t)>& afford;
    const std::function<void(Bytes&)>& fix_length;
    std::vector<Derived>& out;
};
void derive_members(const Trace& trace, ByteView wire, const MemberCases& cases);

}  // namespace wireproof::wire

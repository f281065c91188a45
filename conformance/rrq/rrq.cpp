#include "conformance/rrq/rrq.hpp"

#include <algorithm>

#include "conformance/rrq/frames.hpp"
#include "conformance/rrq/session.hpp"
#include "conformance/rrq/stream.hpp"

namespace wireproof::rrq {
namespace {

constexpr std::size_t kLengthSize = decltype(wire::u32be)::kSize;

template <class Version>
std::unique_ptr<StreamReader> stream(const Context& context) {
    return std::make_unique<MessageStream>(kFrames<Version>, context);
}

template <class Version>
const wire::FrameType& which(ByteView frame) {
    const auto* const named = type_named_in(frame.subspan(std::min(frame.size(), kLengthSize)), kFrames<Version>);
    return named == nullptr ? kFrames<Version>[0] : *named;
}

template <class Version>
Variant variant(std::string_view name) {
    return {.name = name,
            .frames = kFrames<Version>,
            .stream = &stream<Version>,
            .session = &session_type<Version>(),
            .which = &which<Version>};
}

}  // namespace

Protocol protocol() {
    static const Variant kVariants[] = {variant<V1>("v1"), variant<V2a>("v2a"), variant<V2b>("v2b")};
    return {.name = "rrq", .variants = kVariants};
}

}  // namespace wireproof::rrq

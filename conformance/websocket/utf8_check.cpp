#include "conformance/websocket/utf8_check.hpp"

#include <algorithm>

namespace wireproof::websocket {
namespace {

// may_continue: whether bytes that are no whole character begin one. Of what could follow, one of these fits if any
// does: the second byte has four ranges, the others have one.
bool may_continue(ByteView begun) {
    constexpr std::array<std::uint8_t, 3> kSeconds = {0x80, 0x90, 0xA0};
    std::array<std::uint8_t, 4> whole{};
    if (begun.empty() || begun.size() >= whole.size()) return false;
    std::ranges::copy(begun, whole.begin());
    for (const auto second : kSeconds) {
        for (auto size = begun.size() + 1; size <= whole.size(); ++size) {
            std::fill(whole.begin() + static_cast<std::ptrdiff_t>(begun.size()), whole.end(), std::uint8_t{0x80});
            if (begun.size() == 1) whole[1] = second;
            if (is_utf8(ByteView(whole).first(size))) return true;
        }
    }
    return false;
}

}  // namespace

std::optional<std::size_t> Utf8Check::take(ByteView piece) {
    std::size_t at = 0;
    while (held_ != 0 && at < piece.size()) {
        open_[held_++] = piece[at];
        const auto so_far = ByteView(open_).first(held_);
        if (is_utf8(so_far)) held_ = 0;
        else if (!may_continue(so_far)) return ended_at(at);
        ++at;
    }
    at += utf8_prefix(piece.subspan(at));
    for (; at < piece.size(); ++at) {
        open_[held_++] = piece[at];
        if (!may_continue(ByteView(open_).first(held_))) return ended_at(at);
    }
    return std::nullopt;
}

// Nothing is held any more: to go on after the end means nothing, and does no harm.
std::size_t Utf8Check::ended_at(std::size_t place) {
    held_ = 0;
    return place;
}

}  // namespace wireproof::websocket

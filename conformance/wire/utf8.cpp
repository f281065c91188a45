#include "conformance/wire/utf8.hpp"

#include <cstring>

namespace wireproof {
namespace {

// The lead byte decides how many bytes follow and the range of the second (RFC 3629, section 4).
struct Lead {
    std::uint8_t from, to;
    std::uint8_t low, high;  // range of the second byte
    std::size_t following;
};
constexpr Lead kLeads[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 1},
    {0xE0, 0xE0, 0xA0, 0xBF, 2},
    {0xE1, 0xEC, 0x80, 0xBF, 2},
    {0xED, 0xED, 0x80, 0x9F, 2},
    {0xEE, 0xEF, 0x80, 0xBF, 2},
    {0xF0, 0xF0, 0x90, 0xBF, 3},
    {0xF1, 0xF3, 0x80, 0xBF, 3},
    {0xF4, 0xF4, 0x80, 0x8F, 3},
};

const Lead* lead_of(std::uint8_t byte) {
    for (const auto& lead : kLeads)
        if (byte >= lead.from && byte <= lead.to) return &lead;
    return nullptr;
}

// Length of the ASCII run at the start, 32 bytes a step, then 8.
std::size_t ascii_run(ByteView text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    std::size_t i = 0;
    for (std::uint64_t words[4]; text.size() - i >= sizeof words; i += sizeof words) {
        std::memcpy(words, text.data() + i, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & kHighBits) != 0) break;
    }
    for (std::uint64_t word{}; text.size() - i >= sizeof word; i += sizeof word) {
        std::memcpy(&word, text.data() + i, sizeof word);
        if ((word & kHighBits) != 0) break;
    }
    while (i < text.size() && text[i] < 0x80) ++i;
    return i;
}

// Whether a sequence that is no ASCII stands at the start of `rest`, and what leads it.
const Lead* sequence_at(ByteView rest) {
    const auto* const lead = lead_of(rest[0]);
    if (lead == nullptr || rest.size() <= lead->following) return nullptr;
    if (rest[1] < lead->low || rest[1] > lead->high) return nullptr;
    for (std::size_t i = 2; i <= lead->following; ++i)
        if ((rest[i] & 0xC0) != 0x80) return nullptr;
    return lead;
}

}  // namespace

std::size_t utf8_prefix(ByteView text) {
    for (auto rest = text;;) {
        rest = rest.subspan(ascii_run(rest));
        const auto* const lead = rest.empty() ? nullptr : sequence_at(rest);
        if (lead == nullptr) return text.size() - rest.size();
        rest = rest.subspan(lead->following + 1);
    }
}

}  // namespace wireproof

#include "harness/session/pieces.hpp"

#include <algorithm>
#include <numeric>

namespace wireproof::session {
namespace {

constexpr std::size_t kMostForced = 1024;  // bytes of a frame that are cut apart where its script does not ask for it

std::vector<std::size_t> each_byte(std::size_t size) {
    std::vector<std::size_t> cuts(size == 0 ? 0 : size - 1);
    std::iota(cuts.begin(), cuts.end(), std::size_t{1});
    return cuts;
}

std::vector<std::size_t> some(std::size_t size, std::mt19937_64& random) {
    std::vector<std::size_t> cuts;
    if (size < 2) return cuts;
    for (auto n = random() % 8; n > 0; --n) cuts.push_back(1 + random() % (size - 1));
    return cuts;
}

std::vector<std::size_t> cuts_of(std::size_t size,
                                 const Json& fault,
                                 const std::vector<std::size_t>& borders,
                                 Split forced,
                                 std::mt19937_64& random) {
    if (fault.contains("split")) {
        const auto& split = fault["split"];
        if (split == "bytes") return each_byte(size);
        return split == "fields" ? borders : split.get<std::vector<std::size_t>>();
    }
    switch (forced) {
        case Split::none: return {};
        case Split::bytes: return each_byte(std::min(size, kMostForced));
        case Split::fields: return borders;
        case Split::random: break;
    }
    return some(size, random);
}

Time ms(const Json& object, const char* key) { return std::chrono::milliseconds(object.value(key, 0)); }

}  // namespace

std::vector<Piece> pieces_of(
    ByteView bytes, const Json& fault, const std::vector<std::size_t>& borders, Split forced, std::mt19937_64& random) {
    auto cuts = cuts_of(bytes.size(), fault, borders, forced, random);
    const bool stalls = fault.contains("stall");
    const auto stall_at = stalls ? fault["stall"]["at"].get<std::size_t>() : 0;
    if (stalls) cuts.push_back(stall_at);
    const char* const ends = fault.contains("reset_at")   ? "reset_at"
                             : fault.contains("close_at") ? "close_at"
                                                          : nullptr;
    const auto size = ends == nullptr ? bytes.size() : std::min(bytes.size(), fault[ends].get<std::size_t>());
    std::erase_if(cuts, [&](std::size_t cut) { return cut == 0 || cut >= size; });
    cuts.push_back(size);
    std::ranges::sort(cuts);
    cuts.erase(std::ranges::unique(cuts).begin(), cuts.end());

    std::vector<Piece> pieces;
    std::size_t from = 0;
    for (const auto to : cuts) {
        Piece piece{.after = from == 0 ? Time{} : ms(fault, "gap_ms"),
                    .bytes = Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(from),
                                   bytes.begin() + static_cast<std::ptrdiff_t>(to))};
        if (stalls && from == stall_at) piece.after += ms(fault["stall"], "for_ms");
        pieces.push_back(std::move(piece));
        from = to;
    }
    if (ends != nullptr) pieces.back().then = ends[0] == 'r' ? Piece::Then::reset : Piece::Then::close;
    const auto once = pieces;
    for (auto again = fault.value("duplicate", 1); again > 1; --again)
        pieces.insert(pieces.end(), once.begin(), once.end());
    pieces.front().after += ms(fault, "delay_ms");
    return pieces;
}

}  // namespace wireproof::session

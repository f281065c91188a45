#include "harness/session/verdict.hpp"

#include <array>

namespace wireproof::session {

std::string_view name_of(Outcome outcome) {
    static constexpr std::array<std::string_view, 14> kNames = {"",
                                                                "mismatch",
                                                                "unexpected-frame",
                                                                "undecodable",
                                                                "peer-fin",
                                                                "peer-rst",
                                                                "peer-ws-close",
                                                                "peer-closed",
                                                                "still-open",
                                                                "deadline",
                                                                "refused",
                                                                "raised",
                                                                "returned",
                                                                "silence-broken"};
    return kNames.at(static_cast<std::size_t>(outcome));
}

std::string_view name_of(End end) {
    constexpr std::array<std::string_view, 3> kNames = {"fin", "rst", "fin without close_notify"};
    return kNames.at(static_cast<std::size_t>(end));
}

}  // namespace wireproof::session

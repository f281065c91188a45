// The grid that a payload carries: whether a text is a well-formed grid of Haystack 4 JSON, as haystack-py 0.1.10 reads
// it. A layer of its own; no frame looks into its payload. Rules: PROTOCOL.md sections 12 to 15.
#pragma once

#include "conformance/wire/frame.hpp"

namespace wireproof::haystack {

inline constexpr int kMaxLevels = 64;      // grids, lists and dicts around a value (12.7)
inline constexpr int kMaxBrackets = 1024;  // (12.8)
inline constexpr std::size_t kMaxColumns = 10'000;
inline constexpr std::size_t kMaxRows = 100'000;

// check_grid judges a text that is UTF-8: `bad_json`, or the first of what is `bad_value` or `too_large`, with its path
// in the grid. It builds nothing. Its time grows with the text; in a dict whose kind stands behind its members, it
// reads those twice.
[[nodiscard]] Error check_grid(std::string_view text);

// A text to the end that is a grid. It is kept as it stands.
struct GridText {
    void read(auto& io, std::string& v) const {
        io.begin(wire::Role::whole);
        const auto at = io.offset();
        const auto bytes = io.take_rest();
        if (const auto good = utf8_prefix(bytes); good != bytes.size())
            return io.fail_at(Errc::bad_utf8, at + good, "is not UTF-8");
        wire::assign_bytes(v, bytes.data(), bytes.size());
        auto error = check_grid(v);
        if (error.ok()) return;
        error.offset += at;
        io.fail_inside(std::move(error));
    }
    void write(wire::Writer& io, const std::string& v) const {
        if (!is_utf8({reinterpret_cast<const std::uint8_t*>(v.data()), v.size()}) || !check_grid(v).ok())
            return io.fail();
        io.put(v.data(), v.size());
    }
    [[nodiscard]] wire::LeafInfo info() const {
        return {.kind = wire::LeafInfo::Kind::text,
                .type = "JSON text to the end",
                .refused = Errc::ok,  // what fewer bytes give depends on where they end
                .rule = "a well-formed grid"};
    }
};
inline constexpr GridText grid_text{};

struct Grid {
    std::string text = "{}";
    static void layout(auto& io, auto& v) { io("text", v.text, grid_text); }
};

}  // namespace wireproof::haystack

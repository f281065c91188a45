// The masking of a payload (PROTOCOL.md section 4): each byte XOR one of four, in turn. Masking twice changes nothing,
// so one function masks and unmasks.
#pragma once

#include "conformance/wire/dynamic.hpp"

namespace wireproof::websocket {

using MaskKey = std::array<std::uint8_t, 4>;

// apply_mask works on eight bytes at a time.
inline void apply_mask(std::span<std::uint8_t> payload, const MaskKey& key) {
    std::uint64_t word = 0;
    for (std::size_t at = 0; at < sizeof word; at += key.size())
        std::memcpy(reinterpret_cast<std::uint8_t*>(&word) + at, key.data(), key.size());
    auto* at = payload.data();
    auto left = payload.size();
    for (; left >= sizeof word; at += sizeof word, left -= sizeof word) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, at, sizeof eight);
        eight ^= word;
        std::memcpy(at, &eight, sizeof eight);
    }
    for (std::size_t i = 0; i < left; ++i) at[i] ^= key[i % key.size()];
}

// The key itself: four bytes, whatever they are.
struct MaskKeyBytes {
    void read(auto& io, MaskKey& v) const {
        io.begin(wire::Role::value);
        if (const auto* const from = io.take(v.size())) std::memcpy(v.data(), from, v.size());
    }
    void write(wire::Writer& io, const MaskKey& v) const { io.put(v.data(), v.size()); }
    [[nodiscard]] wire::LeafInfo info() const {
        return {.kind = wire::LeafInfo::Kind::bytes, .type = "4 bytes", .limit = 4, .rule = "four bytes"};
    }
    template <class T>
    static constexpr wire::CellOps cell_ops() {
        return {.shape = wire::CellOps::Shape::leaf,
                .info = [](const void*) { return MaskKeyBytes{}.info(); },
                .read = [](wire::ColdReader& io,
                           const void*,
                           void* value) { MaskKeyBytes{}.read(io, *static_cast<MaskKey*>(value)); },
                .write =
                    [](Buffer& out, const void*, const void* value) {
                        wire::Writer io(out);
                        MaskKeyBytes{}.write(io, *static_cast<const MaskKey*>(value));
                        return io.ok();
                    },
                .get = [](const void* value) -> wire::LeafValue {
                    const auto& key = *static_cast<const MaskKey*>(value);
                    return Bytes(key.begin(), key.end());
                },
                .set = &set};
    }

private:
    static bool set(void* to, wire::LeafValue&& from) {
        auto& key = *static_cast<MaskKey*>(to);
        const auto* const bytes = std::get_if<Bytes>(&from);
        if (bytes == nullptr || bytes->size() != key.size()) return false;
        std::ranges::copy(*bytes, key.begin());
        return true;
    }
};
inline constexpr MaskKeyBytes mask_key{};

// A payload up to the end of its frame, masked on the wire if there is a key.
struct MaskedRest {
    const std::optional<MaskKey>* key;
    void read(auto& io, Bytes& v) const {
        wire::rest.read(io, v);
        if (*key) apply_mask(v, **key);
    }
    void write(wire::Writer& io, const Bytes& v) const {
        auto* const to = io.room(v.size());
        if (v.empty()) return;
        std::memcpy(to, v.data(), v.size());
        if (*key) apply_mask({to, v.size()}, **key);
    }
    [[nodiscard]] wire::LeafInfo info() const {
        return {.kind = wire::LeafInfo::Kind::bytes, .type = "bytes to the end, masked"};
    }
};
[[nodiscard]] inline MaskedRest masked_rest(const std::optional<MaskKey>& key) { return {&key}; }

}  // namespace wireproof::websocket

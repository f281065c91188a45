// bsuint: the variable-width unsigned integer of cs.binary. Groups of 7 bits, the most significant first; the top bit
// of a byte says that another one follows. Rules: PROTOCOL.md section 1.
#pragma once

#include <algorithm>
#include <array>
#include <bit>

#include "conformance/wire/types.hpp"

namespace wireproof::packetstream {

struct BsUint {
    using value_type = std::uint64_t;
    static constexpr std::size_t kMostBytes = 64;  // policy, padding included: the wire has no limit
    static constexpr std::size_t kMostWritten = 10;
    static constexpr int kGroup = 7;
    static constexpr std::uint8_t kMore = 0x80;
    static constexpr std::uint8_t kDigits = 0x7F;

    // width: the bytes that the encoder writes for a number.
    static constexpr std::size_t width(std::uint64_t number) {
        return number == 0 ? 1 : (static_cast<std::size_t>(std::bit_width(number)) + kGroup - 1) / kGroup;
    }
    // patch writes width(number) bytes.
    static void patch(std::uint8_t* at, std::uint64_t number) {
        auto* to = at + width(number);
        *--to = static_cast<std::uint8_t>(number & kDigits);
        while (to != at) {
            number >>= kGroup;
            *--to = static_cast<std::uint8_t>(number | kMore);
        }
    }

    // One pass and one look at each byte: a number that is refused costs no more than kMostBytes, whatever follows.
    std::uint64_t get(auto& io) const {
        const auto bytes = io.ahead();
        const auto there = std::min(bytes.size(), kMostBytes);
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < there; ++i) {
            if (number >> (64 - kGroup) != 0) return refuse(io, i + 1, "a number over 2^64-1");
            number = number << kGroup | (bytes[i] & kDigits);
            if ((bytes[i] & kMore) != 0) continue;
            io.take(i + 1);
            if (io.strict() && is_other_form(bytes)) io.reject(Errc::bad_value, "a number with zeros in front");
            return number;
        }
        if (there == kMostBytes) return refuse(io, there, "a number of more than 64 bytes");
        io.take(bytes.size() + 1);  // which is not there
        return 0;
    }
    void put(wire::Writer& io, std::uint64_t number) const {
        std::array<std::uint8_t, kMostWritten> bytes;
        patch(bytes.data(), number);
        io.put(bytes.data(), width(number));
    }
    void read(auto& io, std::uint64_t& v) const {
        io.begin(wire::Role::value);
        v = get(io);
    }
    void write(wire::Writer& io, std::uint64_t v) const { put(io, v); }

    // ---- for visitors that only have the bytes of a whole number --------------------------------------------------
    static std::string name() { return "bsuint"; }
    static bool is_other_form(ByteView bytes) { return bytes.front() == kMore; }
    static std::uint64_t load_from(ByteView bytes) {
        std::uint64_t number = 0;
        for (const auto byte : bytes) number = number << kGroup | (byte & kDigits);
        return number;
    }
    static bool store_in(std::span<std::uint8_t> bytes, std::uint64_t number) {
        if (width(number) != bytes.size()) return false;
        patch(bytes.data(), number);
        return true;
    }
    static std::uint64_t most_in(std::size_t size) {
        return size >= kMostWritten ? wire::kNoLimit : (std::uint64_t{1} << kGroup * size) - 1;
    }
    [[nodiscard]] wire::LeafInfo info() const {
        return {.kind = wire::LeafInfo::Kind::wide_number,
                .type = name(),
                .form = &wire::kNumberForm<BsUint>,
                .other_form = &is_other_form};
    }

private:
    static std::uint64_t refuse(auto& io, std::size_t seen, std::string_view why) {
        io.take(seen);
        io.fail(Errc::too_large, why);
        return 0;
    }
};
inline constexpr BsUint bsuint{};

}  // namespace wireproof::packetstream

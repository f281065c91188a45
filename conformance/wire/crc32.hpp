// CRC-32/ISO-HDLC (the zlib one) of a frame, by libdeflate.
#pragma once

#include <libdeflate.h>

#include "conformance/wire/bytes.hpp"

namespace wireproof::wire {

// The sum over the whole frame with the four bytes of the sum itself left out (not zeroed).
struct Crc32ButItself {
    static constexpr std::size_t kSize = 4;
    std::uint32_t operator()(ByteView frame, std::size_t at) const {
        const auto before = frame.first(at);
        const auto after = frame.subspan(at + kSize);
        return libdeflate_crc32(libdeflate_crc32(0, before.data(), before.size()), after.data(), after.size());
    }
};
inline constexpr Crc32ButItself crc32_but_itself{};

}  // namespace wireproof::wire

// The numbers of Haystack frames and their names: operations, compression algorithms, bits of the flags.
// Source: module hs_py.ws_codec of haystack-py 0.1.10.
#pragma once

#include "conformance/wire/enum_table.hpp"

namespace wireproof::haystack {

inline constexpr wire::EnumName kOpNames[] = {{1, "about"},
                                              {2, "ops"},
                                              {3, "formats"},
                                              {4, "close"},
                                              {10, "read"},
                                              {11, "nav"},
                                              {12, "hisRead"},
                                              {13, "hisWrite"},
                                              {14, "pointWrite"},
                                              {15, "watchSub"},
                                              {16, "watchUnsub"},
                                              {17, "watchPoll"},
                                              {18, "invokeAction"}};
inline constexpr wire::EnumTable kOps{.title = "operation", .names = kOpNames, .closed = true};

enum class Algorithm : std::uint8_t { zlib = 0, lzma = 1 };

inline constexpr wire::EnumName kAlgorithmNames[] = {{static_cast<std::uint64_t>(Algorithm::zlib), "zlib"},
                                                     {static_cast<std::uint64_t>(Algorithm::lzma), "lzma"}};
inline constexpr wire::EnumTable kAlgorithms{
    .title = "compression algorithm", .names = kAlgorithmNames, .closed = true};

// The bits of `flags` that say what a message is (§2.1), and those that nobody has given a meaning (§2.4).
inline constexpr std::uint8_t kResponse = 0x01;
inline constexpr std::uint8_t kError = 0x02;
inline constexpr std::uint8_t kPush = 0x04;
inline constexpr std::uint8_t kUnassigned = 0xE0;

// The bits that say what follows the header (§2.2), by their number.
inline constexpr int kCompressedBit = 3;
inline constexpr int kChunkedBit = 4;

}  // namespace wireproof::haystack

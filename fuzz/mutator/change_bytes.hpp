// change_bytes: what stands in for libFuzzer's own mutation where there is no libFuzzer.
#pragma once

#include <cstdint>
#include <random>

namespace wireproof::fuzz {

// change_bytes bends one byte, leaves some out or puts some in, in a room of `most`, and returns the new size.
[[nodiscard]] std::size_t change_bytes(std::uint8_t* data, std::size_t size, std::size_t most, std::mt19937_64& random);

}  // namespace wireproof::fuzz

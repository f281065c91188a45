#include "fuzz/mutator/change_bytes.hpp"

#include <algorithm>

namespace wireproof::fuzz {

std::size_t change_bytes(std::uint8_t* data, std::size_t size, std::size_t most, std::mt19937_64& random) {
    if (size == 0 && most == 0) return 0;
    const auto at = size == 0 ? 0 : random() % size;
    switch (size == 0 ? 2 : random() % 3) {
        case 0: data[at] ^= static_cast<std::uint8_t>(1U << random() % 8); return size;
        case 1: {
            const auto count = std::min<std::size_t>(1 + random() % 8, size - at);
            std::copy(data + at + count, data + size, data + at);
            return size - count;
        }
        default: {
            const auto count = std::min<std::size_t>(1 + random() % 8, most - size);
            std::copy_backward(data + at, data + size, data + size + count);
            std::generate_n(data + at, count, [&] { return static_cast<std::uint8_t>(random()); });
            return size + count;
        }
    }
}

}  // namespace wireproof::fuzz

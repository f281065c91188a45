// Buffer: the growing output of a Writer. Unlike a vector it does not fill new room with zeros before the bytes are
// written over them (measured: encoding is 2-3 times faster for it).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

#include "conformance/wire/bytes.hpp"

namespace wireproof {

class Buffer {
public:
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    Buffer(Buffer&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)),
          size_(std::exchange(other.size_, 0)),
          capacity_(std::exchange(other.capacity_, 0)) {}
    Buffer& operator=(Buffer&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }
    ~Buffer() { std::free(data_); }

    // add makes room for `n` bytes and returns where they go; the pointer is good until the next add.
    std::uint8_t* add(std::size_t n) {
        if (n > capacity_ - size_) [[unlikely]]
            grow(n);
        return data_ + std::exchange(size_, size_ + n);
    }
    // clear forgets the bytes and keeps the room: reuse one Buffer for many frames.
    void clear() { size_ = 0; }
    [[nodiscard]] std::uint8_t* data() { return data_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] ByteView view() const { return {data_, size_}; }
    [[nodiscard]] Bytes bytes() const { return {data_, data_ + size_}; }

private:
    [[gnu::noinline]] void grow(std::size_t n) {
        constexpr std::size_t kFirst = 128;
        const auto capacity = std::max({kFirst, 2 * capacity_, size_ + n});
        auto* const data = static_cast<std::uint8_t*>(std::realloc(data_, capacity));
        if (data == nullptr) throw std::bad_alloc();
        data_ = data;
        capacity_ = capacity;
    }

    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace wireproof

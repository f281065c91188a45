// Writer: runs a layout over a frame and appends its bytes to a Buffer. Sizes and checksums are written last, when they
// are known. One bool says that something does not fit; which field it was, encode() finds out by a second, slower look
// (encode_check.cpp).
#pragma once

#include <cstring>
#include <limits>

#include "conformance/wire/buffer.hpp"
#include "conformance/wire/context.hpp"
#include "conformance/wire/error.hpp"
#include "conformance/wire/sizes.hpp"

namespace wireproof::wire {

class Writer {
public:
    explicit Writer(Buffer& out, const Context& context = {})
        : out_(out), start_(out.size()), max_frame_size_(context.max_frame_size) {}

    // ---- for layouts ----------------------------------------------------------------------------------------------
    template <class T, class Wire>
    void operator()(const char*, const T& value, const Wire& type) {
        type.write(*this, value);
    }
    template <class Wire>
    void constant(const char*, const Wire& type, typename Wire::value_type value, Errc = Errc::bad_value) {
        type.put(*this, value);
    }
    template <class Wire>
    struct Length {
        std::size_t at = 0;
        std::uint64_t limit = kNoLimit;
        Wire type{};
    };
    template <class Wire>
    Length<Wire> length(const char*, const Wire& type, std::uint64_t limit = kNoLimit, std::uint64_t /*least*/ = 0) {
        const auto at = out_.size();
        type.put(*this, typename Wire::value_type{});
        return {at, limit, type};
    }
    template <class Wire, class Fields>
    void body(const Length<Wire>& length, Fields&& fields) {
        const auto from = out_.size();
        fields();
        const auto size = out_.size() - from;
        if (size > length.limit || size > std::numeric_limits<typename Wire::value_type>::max()) return fail();
        if constexpr (requires { Wire::width(std::uint64_t{}); }) widen(length.at, Wire::width(size));
        length.type.patch(out_.data() + length.at, static_cast<typename Wire::value_type>(size));
    }
    template <class Wire, class Fields>
    void sized(const char* name, const Wire& type, Fields&& fields) {
        body(length(name, type), fields);
    }
    template <class Wire, class Fields>
    void sized(const char* name, const Wire& type, Sizes sizes, Fields&& fields) {
        body(length(name, type, sizes.most), fields);
    }
    template <class Wire, class... Parts>
    void bits(const char*, const Wire& type, Parts... parts) {
        const std::uint64_t all = (parts.pack() | ...);
        if (!(parts.fits() && ...) || all > std::numeric_limits<typename Wire::value_type>::max()) fail();
        type.write(*this, static_cast<typename Wire::value_type>(all));
    }
    template <class Wire, class Sum>
    void checksum(const char*, const Wire& type, Sum) {
        seal_at_ = out_.size();
        type.put(*this, typename Wire::value_type{});
        // Sealed last: the sum covers the length, which is known only then.
        seal_ = [](Writer& io) {
            const ByteView frame(io.out_.data() + io.start_, io.out_.size() - io.start_);
            Wire::patch(io.out_.data() + io.seal_at_, Sum{}(frame, io.seal_at_ - io.start_));
        };
    }
    template <class Fields>
    void header(Fields&& fields) {
        fields();
    }
    void extension() {}
    [[nodiscard]] static bool strict() { return false; }
    [[nodiscard]] std::uint64_t frame_limit(std::uint64_t of_protocol) const {
        return max_frame_size_.value_or(of_protocol);
    }

    // ---- for wire types -------------------------------------------------------------------------------------------
    void put(const void* bytes, std::size_t n) {
        auto* const to = out_.add(n);
        if (n != 0) std::memcpy(to, bytes, n);
    }
    // room appends `n` bytes that the caller fills.
    [[nodiscard]] std::uint8_t* room(std::size_t n) { return out_.add(n); }
    void fail() { ok_ = false; }

    // ---- for entry points -----------------------------------------------------------------------------------------
    // finish seals the frame; false if something in it has no encoding (what was written then means nothing).
    [[nodiscard]] bool finish() {
        if (seal_ != nullptr) seal_(*this);
        return ok_;
    }
    [[nodiscard]] bool ok() const { return ok_; }

private:
    // A length of variable width was given one byte; now that it is known it may need more. Moving a body costs less
    // than running its layout twice, and bodies below 128 bytes stay where they are.
    void widen(std::size_t at, std::size_t width) {
        const auto from = at + 1;
        const auto behind = out_.size() - from;
        out_.add(width - 1);
        std::memmove(out_.data() + at + width, out_.data() + from, behind);
    }

    Buffer& out_;
    std::size_t start_;
    std::optional<std::uint64_t> max_frame_size_;
    std::size_t seal_at_ = 0;
    bool ok_ = true;
    void (*seal_)(Writer&) = nullptr;
};

}  // namespace wireproof::wire

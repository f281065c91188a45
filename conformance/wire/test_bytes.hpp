// What the tests of this tree share: bytes written down as hex, frames decoded from heap buffers of exactly their size
// (so that a sanitizer sees the first byte read too far), and small frames that show the machinery.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "conformance/wire/frame.hpp"

namespace wireproof::testing {

// hex reads lower-case digits; blanks and `|` between them are for the reader of the test.
inline Bytes hex(std::string_view digits) {
    std::string packed(digits);
    std::erase_if(packed, [](char c) { return c == ' ' || c == '|' || c == '\n'; });
    const auto bytes = from_hex(packed);
    EXPECT_TRUE(bytes) << "the test itself has bad hex: " << digits;
    return bytes.value_or(Bytes{});
}

// A copy on the heap without a byte of room behind it.
class ExactBytes {
public:
    explicit ExactBytes(ByteView bytes) : data_(new std::uint8_t[bytes.size()]), size_(bytes.size()) {
        std::ranges::copy(bytes, data_.get());
    }
    explicit ExactBytes(std::string_view digits) : ExactBytes(hex(digits)) {}
    [[nodiscard]] ByteView view() const { return {data_.get(), size_}; }

private:
    std::unique_ptr<std::uint8_t[]> data_;
    std::size_t size_;
};

inline const Context kCompat{};
inline const Context kStrict{.strict = true};

template <class Frame>
Error error_of(std::string_view digits, const Context& context = kCompat) {
    const ExactBytes in(digits);
    Frame frame{};
    return wire::decode(in.view(), frame, context);
}

template <class Frame>
Frame decoded(std::string_view digits, const Context& context = kCompat) {
    const ExactBytes in(digits);
    Frame frame{};
    const auto error = wire::decode(in.view(), frame, context);
    EXPECT_TRUE(error.ok()) << digits << "\n" << describe(error);
    return frame;
}

template <class Frame>
std::string encoded(const Frame& frame) {
    Buffer out;
    const auto error = wire::encode(frame, out);
    return error.ok() ? to_hex(out.view()) : describe(error);
}

// One refusal of a table: a sentence, the bytes, and what must be said about them.
struct Refusal {
    std::string_view sentence;
    std::string_view wire;
    Errc code;
    std::size_t offset;
    std::string_view path;
};

template <class Frame>
void expect_refusals(std::initializer_list<Refusal> table, const Context& context = kCompat) {
    for (const auto& [sentence, wire, code, offset, path] : table) {
        SCOPED_TRACE(std::string(sentence) + ": " + std::string(wire));
        const auto error = error_of<Frame>(wire, context);
        EXPECT_EQ(name_of(error.code), name_of(code)) << error.detail;
        EXPECT_EQ(error.offset, offset);
        EXPECT_EQ(error.path, path);
    }
}

// ---- small frames -------------------------------------------------------------------------------------------------

// A frame of one field: Only<std::uint8_t, wire::u8>.
template <class T, auto Type>
struct Only {
    T value{};
    static void layout(auto& io, auto& v) { io("value", v.value, Type); }
};

inline constexpr wire::EnumName kColourNames[] = {{1, "RED"}, {2, "GREEN"}, {7, "BLUE"}};
inline constexpr wire::EnumTable kClosedColours{.title = "colour", .names = kColourNames, .closed = true};
inline constexpr wire::EnumTable kOpenColours{.title = "colour", .names = kColourNames};

struct Point {
    std::uint8_t x{};
    std::optional<std::string> name;
    static void layout(auto& io, auto& v) {
        io("x", v.x, wire::u8);
        io("name", v.name, wire::if_flagged(wire::text(wire::u8)));
    }
};

// All bytes of a frame but its own, one by one: a checksum that can be computed on paper.
struct XorButItself {
    std::uint8_t operator()(ByteView frame, std::size_t at) const {
        std::uint8_t sum = 0;
        for (std::size_t i = 0; i < frame.size(); ++i) sum ^= i == at ? std::uint8_t{0} : frame[i];
        return sum;
    }
};

// A frame as protocols have it: magic, length, checksum and version in a fixed header of 7 bytes, then a body of at
// most 32.
struct Sealed {
    static constexpr std::uint64_t kLimit = 32;
    std::uint8_t flags{};
    std::string name;
    std::vector<Point> points;
    static void layout(auto& io, auto& v) {
        decltype(io.length("body", wire::u16le)) body{};
        io.header([&] {
            io.constant("magic", wire::u16le, 0x4D57, Errc::bad_magic);
            body = io.length("body", wire::u16le, kLimit);
            io.checksum("sum", wire::u8, XorButItself{});
            io.constant("version", wire::u8, 1, Errc::bad_version);
            io("flags", v.flags, wire::reserved(wire::u8, wire::refused::always));
        });
        io.body(body, [&] {
            io("name", v.name, wire::text(wire::u8, 9));
            io("points", v.points, wire::list(wire::u8, wire::object));
        });
    }
};
// name "ab", points (5, "z") and (6, none). The sum on paper: 57^4d=1a ^0a=10 ^01=11; body 02^61^62=01, ^02=03 ^05=06
// ^01=07 ^01=06 ^7a=7c ^06=7a ^00=7a; 11^7a = 6b.
inline constexpr std::string_view kSealed = "574d 0a00 6b 01 00 | 02 6162 | 02 | 05 01 017a | 06 00";

}  // namespace wireproof::testing

// Wire types that only Haystack has: flags with bits of no meaning, the algorithm byte, and a payload that another
// member says is compressed.
#pragma once

#include <tuple>

#include "conformance/haystack/compression.hpp"
#include "conformance/wire/types.hpp"

namespace wireproof::haystack {

using namespace wire;  // a layout reads like the document: u16be, rest, if_announced(…)

// A number some of whose bits have no meaning: they are kept, and refused by the strict profile (2.4, 16.1).
template <class Number>
struct PartlyUnassigned : Number {
    typename Number::value_type unassigned;
    void read(auto& io, typename Number::value_type& v) const {
        Number::read(io, v);
        if ((v & unassigned) != 0 && io.strict()) io.reject(Errc::bad_value, "bits without a meaning are 0");
    }
};
template <class Number>
constexpr PartlyUnassigned<Number> with_unassigned(Number, typename Number::value_type bits) {
    return {{}, bits};
}

// The number of an algorithm: how the payload is read depends on it.
struct AlgorithmByte : Enumeration<decltype(u8)> {
    constexpr AlgorithmByte() : Enumeration{&kAlgorithms, Errc::bad_compression} {}
    [[nodiscard]] LeafInfo info() const {
        auto about = Enumeration::info();
        about.decides = true;
        return about;
    }
};
inline constexpr AlgorithmByte algorithm{};

// Everything to the end, compressed if a member in front of it says so (1.5, section 4).
struct Payload {
    const std::optional<std::uint8_t>& compression;

    [[nodiscard]] Algorithm algorithm() const { return static_cast<Algorithm>(*compression); }
    void read(auto& io, Bytes& v) const {
        if (!compression) return rest.read(io, v);
        io.begin(Role::whole);
        const auto behind = io.strict() ? Behind::untouched : Behind::as_peers_do;
        const auto unfolded = unfold(algorithm(), io.ahead(), io.decompressed_limit(kMaxUnfolded), behind, v);
        if (unfolded.code != Errc::ok) {
            io.take_rest();
            return io.fail(unfolded.code, unfolded.detail);
        }
        io.take(unfolded.first_size);
        if (io.strict()) return;
        io.begin(Role::ignored);
        io.take_rest();
    }
    void write(Writer& io, const Bytes& v) const {
        if (!compression) return rest.write(io, v);
        if (!kAlgorithms.name_of(*compression)) return io.fail();
        const auto folded = fold(algorithm(), v);
        io.put(folded.data(), folded.size());
    }
    [[nodiscard]] LeafInfo info() const {
        auto about = rest.info();
        about.type = "bytes to the end, compressed if `compression` is there";
        if (!compression) return about;
        about.refused = Errc::bad_compression;
        about.other_form =
            algorithm() == Algorithm::zlib ? &is_other_form<Algorithm::zlib> : &is_other_form<Algorithm::lzma>;
        return about;
    }

private:
    template <Algorithm kAlgorithm>
    static bool is_other_form(ByteView field) {
        Bytes plain;
        std::ignore = unfold(kAlgorithm, field, kNoLimit, Behind::as_peers_do, plain);  // it was accepted
        return !std::ranges::equal(fold(kAlgorithm, plain), field);
    }
};

}  // namespace wireproof::haystack

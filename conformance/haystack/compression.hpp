// Compressed payloads: unfold one, under a limit, and fold one. Rules: PROTOCOL.md section 4. zlib and liblzma do the
// work; what they do not decide is decided here: what may stand behind a stream, and where to stop.
#pragma once

#include "conformance/haystack/tables.hpp"
#include "conformance/wire/bytes.hpp"
#include "conformance/wire/error.hpp"

namespace wireproof::haystack {

inline constexpr std::uint64_t kMaxUnfolded = 64ULL << 20;  // policy: the peers have no limit (4.13)

// What to do with bytes behind the first stream: what the peers do (4.10, 4.11), or leave them alone.
enum class Behind : std::uint8_t { as_peers_do, untouched };

struct Unfolded {
    Errc code = Errc::ok;          // `bad_compression`, or `too_large` over the limit
    std::string_view detail{};     // one clause for a person
    std::size_t first_size = 0;    // bytes of the first stream, from its start to its end
    bool more_could_help = false;  // the bytes end before a stream does
};

// unfold writes the content of `folded` over `out`, whose room it uses. `out` never takes more than `limit` + 1 bytes
// and at most trebles in one step, so that a small input cannot ask for more memory than what it has shown to unfold
// to. After an error `out` means nothing.
[[nodiscard]] Unfolded unfold(Algorithm algorithm, ByteView folded, std::uint64_t limit, Behind behind, Bytes& out);

// fold compresses with the parameters of §4.14.
[[nodiscard]] Bytes fold(Algorithm algorithm, ByteView plain);

}  // namespace wireproof::haystack

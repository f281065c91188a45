// Hello: what a testee says of itself before the first case (DESIGN section 5, "Testee" in README.md).
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/testee/lines.hpp"
#include "conformance/wire/json.hpp"

namespace wireproof::testee {

// What a testee can do of one variant of one protocol.
struct Support {
    std::string protocol;
    std::string variant;
    std::vector<std::string> decode, encode;  // frame names; "stream" is one of them
};

struct Hello {
    static constexpr std::size_t kMostInFlight = 4096;  // a larger max_in_flight is taken for this

    std::string name, version, language;
    std::size_t max_in_flight = 1;
    std::size_t max_line = kMaxLine;  // bytes of a request's line
    std::vector<Support> supports;

    // supports_case: an op ("decode", "encode") of a frame; an empty frame asks for any frame of the variant, an empty
    // variant for the protocol's default.
    [[nodiscard]] bool supports_case(std::string_view protocol,
                                     std::string_view variant,
                                     std::string_view op,
                                     std::string_view frame) const;
    [[nodiscard]] const Support* support(std::string_view protocol, std::string_view variant) const;
};

// parse_hello reads the reply to hello. The error is one clause that names the key: `supports.flo[1].decode: not a list
// of texts`. A protocol, variant or frame that we do not know is no error: a testee may be newer than we are.
[[nodiscard]] std::expected<Hello, std::string> parse_hello(const Json& reply);

}  // namespace wireproof::testee

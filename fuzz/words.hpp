// dictionary: the words of a protocol for libFuzzer's -dict: each constant and each number of an enumeration, in the
// bytes of its wire type.
#pragma once

#include <string>

#include "conformance/protocols.hpp"

namespace wireproof::fuzz {

[[nodiscard]] std::string dictionary(const Protocol& protocol);

}  // namespace wireproof::fuzz

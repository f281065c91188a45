// The protocol of a target, by name (CMake).
#pragma once

namespace wireproof::fuzz {

extern const char* const kProtocol;

}  // namespace wireproof::fuzz

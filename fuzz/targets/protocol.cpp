// Which protocol a target is of: the only file that is compiled for each of them.
#include "fuzz/targets/protocol.hpp"

namespace wireproof::fuzz {

const char* const kProtocol = WIREPROOF_FUZZ_PROTOCOL;

}  // namespace wireproof::fuzz

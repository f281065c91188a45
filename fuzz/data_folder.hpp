// data_folder: where vectors, schemas and sessions lie: $WIREPROOF_DATA, else the source tree that built the program.
#pragma once

#include <cstdlib>

#include "conformance/suite/vector.hpp"

namespace wireproof::fuzz {

inline suite::DataFolder data_folder() {
    const char* const chosen = std::getenv("WIREPROOF_DATA");
    return {chosen != nullptr ? chosen : WIREPROOF_SOURCE_DIR};
}

}  // namespace wireproof::fuzz

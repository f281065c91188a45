// own_seeds: what the targets of our own parsers start from: the data folder's own files, in pieces of at most so many
// bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/suite/vector.hpp"

namespace wireproof::fuzz {

struct OwnSeed {
    std::string name;
    std::string text;
};

// own_seeds gives, by kind: `vectors`: files of one vector each; `scripts`: session scripts; `known`: lists of known
// failures of one entry each; `testee`: requests and replies about vectors; `http`: handshakes. Never nothing.
[[nodiscard]] std::vector<OwnSeed> own_seeds(const suite::DataFolder& data, std::string_view kind, std::size_t most);

}  // namespace wireproof::fuzz

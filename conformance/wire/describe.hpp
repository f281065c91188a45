// describe: a layout as a table, for documentation and `wireproof describe`.
#pragma once

#include <string>
#include <vector>

#include "conformance/wire/frame.hpp"

namespace wireproof::wire {

struct Row {
    int depth;         // 0 = a field of the frame itself
    std::string name;  // field, or what its piece is: `length of payload`
    std::string type;  // `u16le`, `list[u32le] of object`
    std::string note;  // `constant 0x4f4c46`, limit, enumeration, default
};

[[nodiscard]] std::vector<Row> describe(const FrameType& type);

}  // namespace wireproof::wire

// The opcodes of WebSocket (PROTOCOL.md section 2).
#pragma once

#include "conformance/wire/enum_table.hpp"

namespace wireproof::websocket {

inline constexpr wire::EnumName kOpcodeNames[] = {
    {0x0, "continuation"},
    {0x1, "text"},
    {0x2, "binary"},
    {0x8, "close"},
    {0x9, "ping"},
    {0xA, "pong"},
};
inline constexpr wire::EnumTable kOpcodes = {.title = "opcode", .names = kOpcodeNames};

consteval std::uint8_t opcode(std::string_view name) { return static_cast<std::uint8_t>(*kOpcodes.value_of(name)); }

// is_control: the opcode's top bit is set, whether it has a name or not.
[[nodiscard]] constexpr bool is_control(std::uint8_t opcode) { return (opcode & 0x8) != 0; }

}  // namespace wireproof::websocket

// The numbers of FIBP and their names: error codes, and the opcodes of each variant, whose layouts are the same. Rules
// and sources: PROTOCOL.md; the numbers of the documented drafts are those of docs/protocol.md of faiscadev/fila, at
// b9ec371 (draft) and 95f359d (main).
#pragma once

#include "conformance/wire/enum_table.hpp"

namespace wireproof::fibp {

// Those of the server. 18 of them; an unknown one keeps its number.
inline constexpr wire::EnumName kErrorCodeNames[] = {
    {0x00, "Ok"},
    {0x01, "QueueNotFound"},
    {0x02, "MessageNotFound"},
    {0x03, "QueueAlreadyExists"},
    {0x04, "LuaCompilationError"},
    {0x05, "StorageError"},
    {0x06, "NotADLQ"},
    {0x07, "ParentQueueNotFound"},
    {0x08, "InvalidConfigValue"},
    {0x09, "ChannelFull"},
    {0x0A, "Unauthorized"},
    {0x0B, "Forbidden"},
    {0x0C, "NotLeader"},
    {0x0D, "UnsupportedVersion"},
    {0x0E, "InvalidFrame"},
    {0x0F, "ApiKeyNotFound"},
    {0x10, "NodeNotReady"},
    {0xFF, "InternalError"},
};
inline constexpr wire::EnumTable kErrorCodes{.title = "error code", .names = kErrorCodeNames};

// Variant 42: the seed's hot path, as the server and the SDK send it.
inline constexpr wire::EnumName kOpcodeNames42[] = {
    {0x01, "Handshake"},     {0x02, "HandshakeOk"},
    {0x03, "Ping"},          {0x04, "Pong"},
    {0x05, "Disconnect"},    {0x10, "Enqueue"},
    {0x11, "EnqueueResult"}, {0x12, "Consume"},
    {0x13, "ConsumeOk"},     {0x14, "Delivery"},
    {0x15, "CancelConsume"}, {0x16, "Ack"},
    {0x17, "AckResult"},     {0x18, "Nack"},
    {0x19, "NackResult"},    {0xE4, "GetAclResult"},
    {0xE5, "GetAcl"},        {0xE6, "SetAclResult"},
    {0xE7, "SetAcl"},        {0xE8, "ListApiKeysResult"},
    {0xE9, "ListApiKeys"},   {0xEA, "RevokeApiKeyResult"},
    {0xEB, "RevokeApiKey"},  {0xEC, "CreateApiKeyResult"},
    {0xED, "CreateApiKey"},  {0xEE, "RedriveResult"},
    {0xEF, "Redrive"},       {0xF0, "ListConfigResult"},
    {0xF1, "ListConfig"},    {0xF2, "GetConfigResult"},
    {0xF3, "GetConfig"},     {0xF4, "SetConfigResult"},
    {0xF5, "SetConfig"},     {0xF6, "ListQueuesResult"},
    {0xF7, "ListQueues"},    {0xF8, "GetStatsResult"},
    {0xF9, "GetStats"},      {0xFA, "DeleteQueueResult"},
    {0xFB, "DeleteQueue"},   {0xFC, "CreateQueueResult"},
    {0xFD, "CreateQueue"},   {0xFE, "Error"},
};

// Variant doc-main: ConsumeOk last, and what follows Consume one lower.
inline constexpr wire::EnumName kOpcodeNamesDocMain[] = {
    {0x01, "Handshake"},     {0x02, "HandshakeOk"},
    {0x03, "Ping"},          {0x04, "Pong"},
    {0x05, "Disconnect"},    {0x10, "Enqueue"},
    {0x11, "EnqueueResult"}, {0x12, "Consume"},
    {0x13, "Delivery"},      {0x14, "CancelConsume"},
    {0x15, "Ack"},           {0x16, "AckResult"},
    {0x17, "Nack"},          {0x18, "NackResult"},
    {0x19, "ConsumeOk"},     {0xE4, "GetAclResult"},
    {0xE5, "GetAcl"},        {0xE6, "SetAclResult"},
    {0xE7, "SetAcl"},        {0xE8, "ListApiKeysResult"},
    {0xE9, "ListApiKeys"},   {0xEA, "RevokeApiKeyResult"},
    {0xEB, "RevokeApiKey"},  {0xEC, "CreateApiKeyResult"},
    {0xED, "CreateApiKey"},  {0xEE, "RedriveResult"},
    {0xEF, "Redrive"},       {0xF0, "ListConfigResult"},
    {0xF1, "ListConfig"},    {0xF2, "GetConfigResult"},
    {0xF3, "GetConfig"},     {0xF4, "SetConfigResult"},
    {0xF5, "SetConfig"},     {0xF6, "ListQueuesResult"},
    {0xF7, "ListQueues"},    {0xF8, "GetStatsResult"},
    {0xF9, "GetStats"},      {0xFA, "DeleteQueueResult"},
    {0xFB, "DeleteQueue"},   {0xFC, "CreateQueueResult"},
    {0xFD, "CreateQueue"},   {0xFE, "Error"},
};

// Variant doc-draft: no ConsumeOk, and the administration upwards from 0x20.
inline constexpr wire::EnumName kOpcodeNamesDocDraft[] = {
    {0x01, "Handshake"},     {0x02, "HandshakeOk"},
    {0x03, "Ping"},          {0x04, "Pong"},
    {0x05, "Disconnect"},    {0x10, "Enqueue"},
    {0x11, "EnqueueResult"}, {0x12, "Consume"},
    {0x13, "Delivery"},      {0x14, "CancelConsume"},
    {0x15, "Ack"},           {0x16, "AckResult"},
    {0x17, "Nack"},          {0x18, "NackResult"},
    {0x20, "CreateQueue"},   {0x21, "CreateQueueResult"},
    {0x22, "DeleteQueue"},   {0x23, "DeleteQueueResult"},
    {0x24, "GetStats"},      {0x25, "GetStatsResult"},
    {0x26, "ListQueues"},    {0x27, "ListQueuesResult"},
    {0x28, "SetConfig"},     {0x29, "SetConfigResult"},
    {0x2A, "GetConfig"},     {0x2B, "GetConfigResult"},
    {0x2C, "ListConfig"},    {0x2D, "ListConfigResult"},
    {0x2E, "Redrive"},       {0x2F, "RedriveResult"},
    {0x30, "CreateApiKey"},  {0x31, "CreateApiKeyResult"},
    {0x32, "RevokeApiKey"},  {0x33, "RevokeApiKeyResult"},
    {0x34, "ListApiKeys"},   {0x35, "ListApiKeysResult"},
    {0x36, "SetAcl"},        {0x37, "SetAclResult"},
    {0x38, "GetAcl"},        {0x39, "GetAclResult"},
    {0xFE, "Error"},
};

inline constexpr wire::EnumTable kOpcodes42{.title = "opcode", .names = kOpcodeNames42, .closed = true};
inline constexpr wire::EnumTable kOpcodesDocMain{.title = "opcode", .names = kOpcodeNamesDocMain, .closed = true};
inline constexpr wire::EnumTable kOpcodesDocDraft{.title = "opcode", .names = kOpcodeNamesDocDraft, .closed = true};

// number_in resolves a name at compile time; a name that the table lacks does not compile.
consteval std::uint8_t number_in(const wire::EnumTable& table, std::string_view name) {
    return static_cast<std::uint8_t>(table.value_of(name).value());
}
consteval std::uint8_t error_code(std::string_view name) { return number_in(kErrorCodes, name); }

}  // namespace wireproof::fibp

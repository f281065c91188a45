# Every opcode of the variant doc-draft, assembled by hand from conformance/fibp/PROTOCOL.md §12.
include layout.inc

document {
  "doc": "The opcodes of docs/protocol.md at fila git b9ec371, each as a part of a body, which needs no other field. PROTOCOL.md section 12.",
  "flags": {},
  "frame": "continuation", "protocol": "fibp", "variant": "doc-draft"
}

each id code name
  fibp-hjufe 0x01 Handshake
  fibp-umklg 0x02 HandshakeOk
  fibp-8twfi 0x03 Ping
  fibp-gep2e 0x04 Pong
  fibp-qi94n 0x05 Disconnect
  fibp-tyj09 0x10 Enqueue
  fibp-ejwpl 0x11 EnqueueResult
  fibp-xj4y9 0x12 Consume
  fibp-9t7is 0x13 Delivery
  fibp-pn9de 0x14 CancelConsume
  fibp-1qwsj 0x15 Ack
  fibp-92khz 0x16 AckResult
  fibp-ka1dr 0x17 Nack
  fibp-nc2db 0x18 NackResult
  fibp-wwxiw 0xfe Error
  fibp-4cpou 0x20 CreateQueue
  fibp-nrlou 0x21 CreateQueueResult
  fibp-rzut3 0x22 DeleteQueue
  fibp-c2awk 0x23 DeleteQueueResult
  fibp-93ka8 0x24 GetStats
  fibp-wll7s 0x25 GetStatsResult
  fibp-dp1gy 0x26 ListQueues
  fibp-9w407 0x27 ListQueuesResult
  fibp-qy6hg 0x28 SetConfig
  fibp-3u0y0 0x29 SetConfigResult
  fibp-bkznw 0x2a GetConfig
  fibp-ayq8n 0x2b GetConfigResult
  fibp-6tlgp 0x2c ListConfig
  fibp-muce5 0x2d ListConfigResult
  fibp-rhmgz 0x2e Redrive
  fibp-w8jcs 0x2f RedriveResult
  fibp-90o2u 0x30 CreateApiKey
  fibp-jh0xy 0x31 CreateApiKeyResult
  fibp-zjg7n 0x32 RevokeApiKey
  fibp-8z1ja 0x33 RevokeApiKeyResult
  fibp-7r73k 0x34 ListApiKeys
  fibp-nukq4 0x35 ListApiKeysResult
  fibp-artpo 0x36 SetAcl
  fibp-65d92 0x37 SetAclResult
  fibp-1hmw3 0x38 GetAcl
  fibp-asagk 0x39 GetAclResult
  case $id valid must §12.3 opcode $code is $name
    value: {"opcode": "$name", "flags": 1, "request_id": 5, "body": "6162"}
    wire:
      frame $code 5 flags=1: utf8 "ab"

each id code
  fibp-mkq1o 0x06
  fibp-hg021 0x19
  fibp-1yo5m 0x1f
  fibp-bdwqb 0x3a
  fibp-ya5lq 0xfd
  fibp-sh5g3 0xff
  case $id invalid must §12.2 opcode $code is in no table of this variant
    error: bad_opcode 4 opcode
    wire:
      frame $code 5 flags=1: utf8 "ab"

case fibp-i3abk invalid must §12.2 encode: ConsumeOk, which this variant does not have
  error: unencodable 0 opcode
  value: {"opcode": "ConsumeOk", "flags": 1, "request_id": 5, "body": "6162"}

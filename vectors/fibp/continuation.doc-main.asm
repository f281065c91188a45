# Every opcode of the variant doc-main, assembled by hand from conformance/fibp/PROTOCOL.md §12.
include layout.inc

document {
  "doc": "The opcodes of docs/protocol.md at fila git 95f359d, each as a part of a body, which needs no other field. PROTOCOL.md section 12.",
  "flags": {},
  "frame": "continuation", "protocol": "fibp", "variant": "doc-main"
}

each id code name
  fibp-c7gve 0x01 Handshake
  fibp-ayvtl 0x02 HandshakeOk
  fibp-noc8a 0x03 Ping
  fibp-f7sln 0x04 Pong
  fibp-sww3h 0x05 Disconnect
  fibp-sw89j 0x10 Enqueue
  fibp-fc51w 0x11 EnqueueResult
  fibp-vsdf7 0x12 Consume
  fibp-skein 0x19 ConsumeOk
  fibp-op050 0x13 Delivery
  fibp-eihz1 0x14 CancelConsume
  fibp-877g4 0x15 Ack
  fibp-47ukv 0x16 AckResult
  fibp-n2fax 0x17 Nack
  fibp-y5gex 0x18 NackResult
  fibp-6l8m0 0xfe Error
  fibp-6gtna 0xfd CreateQueue
  fibp-53uud 0xfc CreateQueueResult
  fibp-e4pr5 0xfb DeleteQueue
  fibp-4jxfn 0xfa DeleteQueueResult
  fibp-ccnok 0xf9 GetStats
  fibp-favxp 0xf8 GetStatsResult
  fibp-aj7ju 0xf7 ListQueues
  fibp-2lr1p 0xf6 ListQueuesResult
  fibp-wakjv 0xf5 SetConfig
  fibp-hbnp9 0xf4 SetConfigResult
  fibp-p2qrp 0xf3 GetConfig
  fibp-2bu79 0xf2 GetConfigResult
  fibp-d0pdy 0xf1 ListConfig
  fibp-6mj6b 0xf0 ListConfigResult
  fibp-2z6d6 0xef Redrive
  fibp-3ogqo 0xee RedriveResult
  fibp-3g3ga 0xed CreateApiKey
  fibp-rr2ep 0xec CreateApiKeyResult
  fibp-zxddp 0xeb RevokeApiKey
  fibp-ezb17 0xea RevokeApiKeyResult
  fibp-40zb9 0xe9 ListApiKeys
  fibp-kmm36 0xe8 ListApiKeysResult
  fibp-l2ua5 0xe7 SetAcl
  fibp-ipa3w 0xe6 SetAclResult
  fibp-kuzfk 0xe5 GetAcl
  fibp-gzm75 0xe4 GetAclResult
  case $id valid must §12.1 opcode $code is $name
    value: {"opcode": "$name", "flags": 1, "request_id": 5, "body": "6162"}
    wire:
      frame $code 5 flags=1: utf8 "ab"

each id code
  fibp-mo5pf 0x06
  fibp-95svp 0x1a
  fibp-vuo6l 0x1f
  fibp-9vrjj 0x20
  fibp-6luid 0xe3
  fibp-dk0hl 0xff
  case $id invalid must §12.1 opcode $code is in no table of this variant
    error: bad_opcode 4 opcode
    wire:
      frame $code 5 flags=1: utf8 "ab"

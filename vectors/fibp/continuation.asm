# Parts of bodies, assembled by hand from conformance/fibp/PROTOCOL.md §7. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "A frame with flag bit 0 set: a part of a body, whatever its opcode. Both directions. PROTOCOL.md section 7.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EdgeNumber": "the ends of a number: catches signed arithmetic",
    "EncoderLimit": "a value the encoder has to refuse",
    "LyingLength": "a length that promises more than there is",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 1",
    "ZeroLength": "empty parts"
  },
  "frame": "continuation", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-ib1ud valid must §7.2 the first part of a Delivery, cut inside a string
  value: {"opcode": "Delivery", "flags": 1, "request_id": 16909060, "body": "0000000100243031"}
  wire:
    frame 0x14 0x01020304 flags=1
      hex 0000000100243031

case fibp-m931d valid must §7.2 a part is not interpreted: an Enqueue whose count is over the limit
  value: {"opcode": "Enqueue", "flags": 1, "request_id": 5, "body": "ffffffff00"}
  wire:
    frame 0x10 5 flags=1: hex ffffffff00

case fibp-q9b6m valid must §7.6 a part without a byte
  flags: ["ZeroLength"]
  value: {"opcode": "Enqueue", "flags": 1, "request_id": 5, "body": ""}
  wire:
    frame 0x10 5 flags=1

case fibp-jsua2 valid must §7.2 a part of a frame that has no fields
  flags: ["ZeroLength"]
  value: {"opcode": "Ping", "flags": 1, "request_id": 5, "body": ""}
  wire:
    frame 0x03 5 flags=1

each id number flags
  fibp-yisni 0x03 3
  fibp-ir8xo 0x81 129
  fibp-pwitu 0xff 255
  case $id valid must §1.11 flags $number: reserved bits beside the continuation bit are kept
    flags: ["ReservedBits"]
    value: {"opcode": "Enqueue", "flags": $flags, "request_id": 5, "body": "00"}
    wire:
      frame 0x10 5 flags=$number: u8 0

each id number
  fibp-aw9c9 0
  fibp-0fpzk 2147483648
  fibp-vqus3 4294967295
  case $id valid must §1.12 request id $number
    flags: ["EdgeNumber"]
    value: {"opcode": "Enqueue", "flags": 1, "request_id": $number, "body": "00"}
    wire:
      frame 0x10 $number flags=1: u8 0

each id code name
  fibp-kuiop 0x01 Handshake
  fibp-9ktv6 0x02 HandshakeOk
  fibp-k5hoc 0x04 Pong
  fibp-bttq1 0x05 Disconnect
  fibp-u3u70 0x11 EnqueueResult
  fibp-5cqj6 0x12 Consume
  fibp-scxy7 0x13 ConsumeOk
  fibp-kout9 0x15 CancelConsume
  fibp-69ni4 0x16 Ack
  fibp-c4u5i 0x17 AckResult
  fibp-l7oee 0x18 Nack
  fibp-ffi6s 0x19 NackResult
  fibp-029cy 0xfe Error
  fibp-cttts 0xfd CreateQueue
  fibp-97ra5 0xfc CreateQueueResult
  fibp-upa08 0xfb DeleteQueue
  fibp-k2zqj 0xfa DeleteQueueResult
  fibp-pr9ud 0xf9 GetStats
  fibp-bp0rt 0xf8 GetStatsResult
  fibp-sym2r 0xf7 ListQueues
  fibp-7u0f2 0xf6 ListQueuesResult
  fibp-8ehxx 0xf5 SetConfig
  fibp-pjgc5 0xf4 SetConfigResult
  fibp-ryutv 0xf3 GetConfig
  fibp-x8llz 0xf2 GetConfigResult
  fibp-n4rjb 0xf1 ListConfig
  fibp-193kh 0xf0 ListConfigResult
  fibp-n27aj 0xef Redrive
  fibp-qjvlb 0xee RedriveResult
  fibp-c2i1f 0xed CreateApiKey
  fibp-pfmt1 0xec CreateApiKeyResult
  fibp-z29hc 0xeb RevokeApiKey
  fibp-qjmxd 0xea RevokeApiKeyResult
  fibp-y22ss 0xe9 ListApiKeys
  fibp-8g7vn 0xe8 ListApiKeysResult
  fibp-q5r6r 0xe7 SetAcl
  fibp-0zij1 0xe6 SetAclResult
  fibp-csr4d 0xe5 GetAcl
  fibp-13thi 0xe4 GetAclResult
  case $id valid must §3.1 opcode $code is $name
    value: {"opcode": "$name", "flags": 1, "request_id": 5, "body": "6162"}
    wire:
      frame $code 5 flags=1: utf8 "ab"

each id size
  fibp-9tevi 1
  fibp-bk67k 65536
  fibp-l9rp4 1048576
  case $id valid must §7.1 a part of $size bytes
    flags: ["BigFrame"]
    value: {"opcode": "Enqueue", "flags": 1, "request_id": 5, "body": [{"repeat": "a5", "count": $size}]}
    wire:
      frame 0x10 5 flags=1: repeat a5 $size

# --- invalid --------------------------------------------------------------------------------------------------------------

each id number
  fibp-t1tcd 0x00
  fibp-48doj 0x02
  fibp-9m8hi 0xfe
  case $id invalid must §7.3 flags $number: without bit 0 it is no part
    error: bad_flags|bad_opcode 5 flags
    wire:
      frame 0x10 5 flags=$number: u32be 0

each id code
  fibp-f3a4z 0x00
  fibp-jxda2 0x06
  fibp-pg9xr 0x1a
  fibp-bzyjo 0x40
  fibp-ezgew 0xff
  case $id invalid must §7.2 a part of the unknown opcode $code
    error: bad_opcode 4 opcode
    wire:
      frame $code 5 flags=1: u32be 0

case fibp-k8wh0 invalid must §1.8 an unknown opcode without the continuation flag: the opcode comes first
  flags: ["CheckOrder"]
  error: bad_opcode 4 opcode
  wire:
    frame 0x06 5 flags=0: u32be 0

case fibp-z91zq invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x10 5 flags=1 length=11: u32be 0

case fibp-t26tw invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x10 5 flags=1: u32be 0
    @extra u8 0

case fibp-2nnfv invalid must §1.4 length 5
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x10 5 flags=1 length=5

case fibp-dkfid invalid must §1.5 length 16777217: the limit holds for each part
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x10 5 flags=1 length=16777217

each id number
  fibp-wgv0i 0x03
  fibp-11fmh 0x81
  case $id invalid should §11.1 strict: flags $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x10 5 flags=$number: u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

each id number
  fibp-ugbeb 0
  fibp-rvo6u 254
  case $id invalid must §9.4 encode: flags $number, without bit 0
    flags: ["EncoderLimit"]
    error: unencodable 0 flags
    value: {"opcode": "Enqueue", "flags": $number, "request_id": 5, "body": "00"}

case fibp-ck3wz invalid must §9.4 encode: the flags are left out
  error: unencodable 0 flags
  value: {"opcode": "Enqueue", "request_id": 5, "body": "00"}

case fibp-0sjzb invalid must §9.3 encode: an opcode by a name that is not in the table
  error: unencodable 0 opcode
  value: {"opcode": "Flow", "flags": 1, "request_id": 5, "body": "00"}

each id number
  fibp-wo45h 6
  fibp-keaco 256
  case $id invalid must §9.3 encode: opcode $number
    flags: ["EncoderLimit"]
    error: unencodable 0 opcode
    value: {"opcode": $number, "flags": 1, "request_id": 5, "body": "00"}

case fibp-wlol8 invalid must §9.3 encode: the body is missing
  error: unencodable 0 body
  value: {"opcode": "Enqueue", "flags": 1, "request_id": 5}

case fibp-e4ezx invalid must §9.3 encode: flags 257
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"opcode": "Enqueue", "flags": 257, "request_id": 5, "body": "00"}

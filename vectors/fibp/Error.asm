# Error frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The failure of a request, or of the handshake. Server to client. PROTOCOL.md rule 3.18.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "MapOrder": "maps of two pairs or more: leave them out if your maps have no order",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "UnknownNumber": "an error code outside of the table: catches closed enums that have to be open",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "Error", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x0c ; text "not the leader for this queue" ; u16be 1 ; pair "leader_addr" "127.0.0.1:25999"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-wsp1b valid must §3.18 every field filled, no two alike
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]]}
  wire:
    frame 0xfe 20: plain

case fibp-5lfex valid must §3.18 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 20, "error_code": "Ok", "message": "", "metadata": []}
  wire:
    frame 0xfe 20
      u8 0x00 ; text "" ; u16be 0

case fibp-x9vws valid must §1.12 request id 0
  flags: ["EdgeNumber"]
  value: {"request_id": 0, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]]}
  wire:
    frame 0xfe 0: plain

case fibp-10hi3 valid must §1.12 request id 2^31, where signed numbers turn negative
  flags: ["EdgeNumber"]
  value: {"request_id": 2147483648, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr",
    "127.0.0.1:25999"]]}
  wire:
    frame 0xfe 0x80000000: plain

case fibp-sjzdq valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr",
    "127.0.0.1:25999"]]}
  wire:
    frame 0xfe 0xffffffff: plain

case fibp-1jwfl valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 20, "flags": 254, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr",
    "127.0.0.1:25999"]]}
  wire:
    frame 0xfe 20 flags=0xfe: plain

case fibp-btkia valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]]}
  wire:
    frame 0xfe 20
      plain
      text "future"

case fibp-hkril valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 20, "error_code": "NotLeader", "message": "línea\nrota 💥", "metadata": [["größe", "∞"]]}
  wire:
    frame 0xfe 20
      u8 0x0c ; text "línea\nrota 💥" ; u16be 1 ; pair "größe" "∞"

each id size
  fibp-omvyd 1
  fibp-ct097 255
  fibp-0wc9z 256
  fibp-2nnxv 65535
  case $id valid must §2.4 message of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 20, "error_code": "NotLeader", "message": {"$repeat": ["n", $size]}, "metadata": [["leader_addr", "127.0.0.1:25999"]]}
    wire:
      frame 0xfe 20
        u8 0x0c ; string: repeat 6e $size ; u16be 1 ; pair "leader_addr" "127.0.0.1:25999"

case fibp-8evr3 valid must §2.7 metadata of three pairs in an order that is not alphabetical, one key empty
  flags: ["MapOrder"]
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["zeta", "1"], ["alpha", "2"], ["", "3"]]}
  wire:
    frame 0xfe 20
      u8 0x0c ; text "not the leader for this queue"
      u16be 3 ; pair "zeta" "1" ; pair "alpha" "2" ; pair "" "3"

case fibp-p7s0w valid may §2.7 metadata with a key twice: a codec keeps both, and the last counts
  flags: ["MapOrder"]
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["k", "1"], ["k", "2"]]}
  wire:
    frame 0xfe 20
      u8 0x0c ; text "not the leader for this queue" ; u16be 2 ; pair "k" "1" ; pair "k" "2"

each id code name
  fibp-7sw0x 0x00 Ok
  fibp-gur4r 0x01 QueueNotFound
  fibp-t5cxo 0x02 MessageNotFound
  fibp-79wr9 0x03 QueueAlreadyExists
  fibp-g7gex 0x04 LuaCompilationError
  fibp-r0x5w 0x05 StorageError
  fibp-1uf7r 0x06 NotADLQ
  fibp-lpcb3 0x07 ParentQueueNotFound
  fibp-3h62c 0x08 InvalidConfigValue
  fibp-lr6dw 0x09 ChannelFull
  fibp-vuti3 0x0a Unauthorized
  fibp-p8fx7 0x0b Forbidden
  fibp-23126 0x0c NotLeader
  fibp-l5w1i 0x0d UnsupportedVersion
  fibp-vz4df 0x0e InvalidFrame
  fibp-62ntv 0x0f ApiKeyNotFound
  fibp-h4jc5 0x10 NodeNotReady
  fibp-trmtn 0xff InternalError
  case $id valid must §4.1 error code $code is $name
    value: {"request_id": 18, "error_code": "$name", "message": "the reason", "metadata": []}
    wire:
      frame 0xfe 18
        u8 $code ; text "the reason" ; u16be 0

each id number
  fibp-rkddi 17
  fibp-2elbu 18
  fibp-v3x31 127
  fibp-j5kj3 128
  fibp-lxdw0 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 18, "error_code": $number, "message": "the reason", "metadata": []}
    wire:
      frame 0xfe 18
        u8 $number ; text "the reason" ; u16be 0

case fibp-ojct0 valid must §4.3 code Ok, no message, no metadata
  flags: ["ZeroLength"]
  value: {"request_id": 0, "error_code": "Ok", "message": "", "metadata": []}
  wire:
    frame 0xfe 0
      u8 0 ; text "" ; u16be 0

each id code name key value
  fibp-wtgfp 12 NotLeader leader_addr [::1]:5555
  fibp-ufqt5 13 UnsupportedVersion max_version 1
  fibp-0h8wx 9 ChannelFull retry_after_ms 250
  fibp-nsc8v 255 InternalError trace-id 4bf92f35
  case $id valid must §4.4 $name with the metadata $key
    value: {"request_id": 18, "error_code": "$name", "message": "no", "metadata": [["$key", "$value"]]}
    wire:
      frame 0xfe 18
        u8 $code ; text "no" ; u16be 1 ; pair "$key" "$value"

case fibp-g8wjb valid must §12.4 0x0a is Unauthorized, not the UNAVAILABLE of fila-python's own table
  value: {"request_id": 18, "error_code": "Unauthorized", "message": "invalid API key", "metadata": []}
  wire:
    frame 0xfe 18
      u8 10 ; text "invalid API key" ; u16be 0

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-krepi 0x12 "the opcode of Consume"
  fibp-jr5np 0xfd "the opcode of CreateQueue, a neighbour,"
  fibp-vwtl6 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 20: plain

each id number
  fibp-2tfvd 0x01
  fibp-uby5v 0x81
  fibp-6afjd 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xfe 20 flags=$number: plain

case fibp-gdn07 invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xfe 20 length=len(@head..@last)+1: plain

case fibp-sq9pv invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xfe 20: plain
    @extra u8 0

case fibp-gcxmt invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xfe 20 length=5: plain

case fibp-94n5r invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xfe 20 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-0ux8j invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xfe 20

case fibp-4kim7 invalid must §2.13 the body ends before message
  error: bad_length @end message
  wire:
    frame 0xfe 20: u8 0x0c

case fibp-knq10 invalid must §2.13 the body ends before metadata
  error: bad_length @end metadata
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"

case fibp-6nviv invalid must §2.13 the length of message is cut off
  error: bad_length @field message
  wire:
    frame 0xfe 20
      u8 0x0c
      @field hex 00

case fibp-j32wm invalid must §2.13 message claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field message
  wire:
    frame 0xfe 20
      u8 0x0c
      @field u16be 65535 ; utf8 "not the leader for this queue"
      u16be 1 ; pair "leader_addr" "127.0.0.1:25999"

case fibp-eg369 invalid must §2.5 message is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field message
  wire:
    frame 0xfe 20
      u8 0x0c
      @field string: hex 6162ff
      u16be 1 ; pair "leader_addr" "127.0.0.1:25999"

case fibp-v2fkz invalid must §2.13 metadata[0][0] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field metadata[0][0]
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"
      u16be 1 ; @field u16be 65535 ; utf8 "leader_addr" ; text "127.0.0.1:25999"

case fibp-kdhvr invalid must §2.5 metadata[0][0] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field metadata[0][0]
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"
      u16be 1 ; @field string: hex 6162ff ; text "127.0.0.1:25999"

case fibp-gdw8h invalid must §2.13 the length of metadata[0][1] is cut off
  error: bad_length @field metadata[0][1]
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"
      u16be 1 ; text "leader_addr"
      @field hex 00

case fibp-h8kjz invalid must §2.13 metadata[0][1] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field metadata[0][1]
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"
      u16be 1 ; text "leader_addr" ; @field u16be 65535 ; utf8 "127.0.0.1:25999"

case fibp-7ch58 invalid must §2.5 metadata[0][1] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field metadata[0][1]
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"
      u16be 1 ; text "leader_addr" ; @field string: hex 6162ff

case fibp-5vnu4 invalid must §2.13 metadata[0][1], the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field metadata[0][1]
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"
      u16be 1 ; text "leader_addr" ; @field u16be 16 ; utf8 "127.0.0.1:25999"

case fibp-se473 invalid must §2.12 65535 pairs of metadata promised, one there
  flags: ["LyingLength"]
  error: bad_length @field metadata
  wire:
    frame 0xfe 20
      u8 0x0c ; text "not the leader for this queue"
      @field u16be 65535 ; pair "tenant" "acme"

case fibp-jz7wd invalid must §2.12 two pairs of metadata promised in 7 bytes, one less than two of the least
  flags: ["LyingLength"]
  error: bad_length @field metadata
  wire:
    frame 0xfe 20
      u8 0x0c ; text "not the leader for this queue"
      @field u16be 2 ; repeat 00 7

case fibp-qphw6 invalid must §2.17 the second key of metadata is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field metadata[1][0]
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"
      u16be 2 ; text "tenant" ; text "acme" ; @field string: hex c0af ; text "eu"

case fibp-1wto7 invalid must §2.17 the second value of metadata is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field metadata[1][1]
  wire:
    frame 0xfe 20
      u8 0x0c
      text "not the leader for this queue"
      u16be 2 ; text "tenant" ; text "acme" ; text "region" ; @field string: hex c0af

case fibp-6nmea invalid must §3.18 no metadata, which are never left out
  error: bad_length @end metadata
  wire:
    frame 0xfe 18
      u8 1 ; text "m"

case fibp-v2o0z invalid must §12.7 the Error of fibp-1.0, text without code and length
  error: bad_length 11 message
  wire:
    frame 0xfe 18
      utf8 "queue not found"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-l8wuk 0x02
  fibp-un7ps 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xfe 20 flags=$number: plain

case fibp-6tjio invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xfe 20
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-pctah invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]],
    "flags": 1}

case fibp-jzg0a invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]],
    "flags": 256}

case fibp-i8ht1 invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr",
    "127.0.0.1:25999"]]}

case fibp-6emod invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]]}

case fibp-jrlzu invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]]}

case fibp-prwos invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]],
    "colour": "red"}

case fibp-knjcl invalid must §9.3 encode: metadata is missing
  error: unencodable 0 metadata
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue"}

case fibp-4j4pl invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 20, "error_code": "NoSuchCode", "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]]}

case fibp-uhkoo invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 20, "error_code": 256, "message": "not the leader for this queue", "metadata": [["leader_addr", "127.0.0.1:25999"]]}

case fibp-0kodi invalid must §9.3 encode: message as a number
  error: unencodable 0 message
  value: {"request_id": 20, "error_code": "NotLeader", "message": 7, "metadata": [["leader_addr", "127.0.0.1:25999"]]}

case fibp-kp042 invalid must §9.3 encode: metadata as an object
  error: unencodable 0 metadata
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": {"k": "v"}}

case fibp-kmrsw invalid must §9.1 encode: metadata[0][1] of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 metadata[0][1]
  value: {"request_id": 20, "error_code": "NotLeader", "message": "not the leader for this queue", "metadata": [["leader_addr", {"$repeat": ["n",
    65536]}]]}

case fibp-urnq7 invalid must §9.1 encode: message of 21846 characters of three bytes: 65538 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 message
  value: {"request_id": 20, "error_code": "NotLeader", "message": {"$repeat": ["語", 21846]}, "metadata": [["leader_addr", "127.0.0.1:25999"]]}

case fibp-g3y7d invalid must §9.2 encode: metadata of 65536 pairs, whose count would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 metadata
  value: {"request_id": 18, "error_code": "Ok", "message": "", "metadata": {"$repeat": [[["", ""]], 65536]}}

case fibp-f7b86 invalid must §9.3 encode: UNAVAILABLE is a name of another table
  error: unencodable 0 error_code
  value: {"request_id": 18, "error_code": "UNAVAILABLE", "message": "", "metadata": []}

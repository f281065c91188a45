# GetAcl frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Asks what a key may do. Client to server. PROTOCOL.md rule 3.45.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "GetAcl", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-0bii4 valid must §3.45 a GetAcl like any other
  value: {"request_id": 47, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}
  wire:
    frame 0xe5 47: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-0t7ot valid must §3.45 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 47, "key_id": ""}
  wire:
    frame 0xe5 47: text ""

case fibp-f039t valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}
  wire:
    frame 0xe5 0xffffffff: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-hk5la valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 47, "flags": 254, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}
  wire:
    frame 0xe5 47 flags=0xfe: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-okf75 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 47, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}
  wire:
    frame 0xe5 47
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "future"

case fibp-64ukb valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 47, "key_id": "नाम"}
  wire:
    frame 0xe5 47: text "नाम"

each id size
  fibp-j24oz 1
  fibp-laoti 255
  fibp-s311u 256
  fibp-t5qbj 65535
  case $id valid must §2.4 key_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 47, "key_id": {"$repeat": ["n", $size]}}
    wire:
      frame 0xe5 47: string: repeat 6e $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-2di56 0x12 "the opcode of Consume"
  fibp-grvjf 0xe4 "the opcode of GetAclResult, a neighbour,"
  fibp-u0hcp 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 47: text "0192f3a1-7b2c-7def-8123-456789abcdef"

each id number
  fibp-xc3i8 0x01
  fibp-6o3xg 0x81
  fibp-hef21 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xe5 47 flags=$number: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-8r4am invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xe5 47 length=len(@head..@last)+1: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-j3xor invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xe5 47: text "0192f3a1-7b2c-7def-8123-456789abcdef"
    @extra u8 0

case fibp-rbr6i invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xe5 47 length=5: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-bhoxt invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xe5 47 length=16777217: text "0192f3a1-7b2c-7def-8123-456789abcdef"

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-adjmz invalid must §2.13 no body at all
  error: bad_length @end key_id
  wire:
    frame 0xe5 47

case fibp-wn1xb invalid must §2.13 the length of key_id is cut off
  error: bad_length @field key_id
  wire:
    frame 0xe5 47
      @field hex 00

case fibp-luwx8 invalid must §2.13 key_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field key_id
  wire:
    frame 0xe5 47
      @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-fgd37 invalid must §2.5 key_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field key_id
  wire:
    frame 0xe5 47
      @field string: hex 6162ff

case fibp-rf4xt invalid must §2.13 key_id, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field key_id
  wire:
    frame 0xe5 47
      @field u16be 37 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdef"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-ugchi 0x02
  fibp-tu3n4 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xe5 47 flags=$number: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-15o0f invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xe5 47
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-lybn2 invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 47, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "flags": 1}

case fibp-fadjq invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 47, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "flags": 256}

case fibp-4z29s invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}

case fibp-rzr3s invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}

case fibp-qznlr invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}

case fibp-64vco invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 47, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "colour": "red"}

case fibp-xu058 invalid must §9.3 encode: key_id is missing
  error: unencodable 0 key_id
  value: {"request_id": 47}

case fibp-lstd3 invalid must §9.3 encode: key_id as a number
  error: unencodable 0 key_id
  value: {"request_id": 47, "key_id": 7}

case fibp-bxhmb invalid must §9.1 encode: key_id of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 key_id
  value: {"request_id": 47, "key_id": {"$repeat": ["n", 65536]}}

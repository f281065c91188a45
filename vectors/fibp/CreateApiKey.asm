# CreateApiKey frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Asks for a new key. Client to server. PROTOCOL.md rule 3.37.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "OddBoolean": "a boolean or presence byte other than 0 and 1: catches comparisons with 1",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "CreateApiKey", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  text "svc-a" ; u64be 1775000000123 ; u8 1

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-tjm6p valid must §3.37 every field filled, no two alike
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true}
  wire:
    frame 0xed 39: plain

case fibp-p0fr4 valid must §3.37 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 39, "name": "", "expires_at_ms": "0", "is_superadmin": false}
  wire:
    frame 0xed 39
      text "" ; u64be 0 ; u8 0

case fibp-ztxqj valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true}
  wire:
    frame 0xed 0xffffffff: plain

case fibp-j5d3i valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 39, "flags": 254, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true}
  wire:
    frame 0xed 39 flags=0xfe: plain

case fibp-lcvdv valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true}
  wire:
    frame 0xed 39
      plain
      text "future"

case fibp-e4vxo valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 39, "name": "名前🗝", "expires_at_ms": "1775000000123", "is_superadmin": true}
  wire:
    frame 0xed 39
      text "名前🗝" ; u64be 1775000000123 ; u8 1

case fibp-adi6b valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "18446744073709551615", "is_superadmin": true}
  wire:
    frame 0xed 39
      text "svc-a" ; u64be 0xffffffffffffffff ; u8 1

case fibp-zpbs0 valid must §2.1 expires_at_ms 2^63
  flags: ["EdgeNumber"]
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "9223372036854775808", "is_superadmin": true}
  wire:
    frame 0xed 39
      text "svc-a" ; u64be 0x8000000000000000 ; u8 1

case fibp-2m8uj valid must §2.1 expires_at_ms 2^53+1, which a double cannot hold
  flags: ["EdgeNumber"]
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "9007199254740993", "is_superadmin": true}
  wire:
    frame 0xed 39
      text "svc-a" ; u64be 0x0020000000000001 ; u8 1

each id number
  fibp-zblt5 2
  fibp-w5vrg 128
  fibp-xot3i 255
  case $id valid must §2.3 a boolean of $number is true
    canonical: false
    flags: ["OddBoolean"]
    value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true}
    wire:
      frame 0xed 39
        text "svc-a" ; u64be 1775000000123 ; u8 $number

case fibp-jlrf9 valid must §2.3 a boolean of 0 is false
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": false}
  wire:
    frame 0xed 39
      text "svc-a" ; u64be 1775000000123 ; u8 0

each id size
  fibp-tpcbz 1
  fibp-230gh 255
  fibp-xtjbn 256
  fibp-r6snr 65535
  case $id valid must §2.4 name of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 39, "name": {"$repeat": ["n", $size]}, "expires_at_ms": "1775000000123", "is_superadmin": true}
    wire:
      frame 0xed 39
        string: repeat 6e $size ; u64be 1775000000123 ; u8 1

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-vs8gv 0x12 "the opcode of Consume"
  fibp-e651t 0xec "the opcode of CreateApiKeyResult, a neighbour,"
  fibp-uhtd0 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 39: plain

each id number
  fibp-eznnw 0x01
  fibp-kkvag 0x81
  fibp-hgt3p 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xed 39 flags=$number: plain

case fibp-ys5sr invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xed 39 length=len(@head..@last)+1: plain

case fibp-jmjcw invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xed 39: plain
    @extra u8 0

case fibp-yk0gq invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xed 39 length=5: plain

case fibp-bg6ay invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xed 39 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-g4j4e invalid must §2.13 no body at all
  error: bad_length @end name
  wire:
    frame 0xed 39

case fibp-ug0ah invalid must §2.13 the body ends before expires_at_ms
  error: bad_length @end expires_at_ms
  wire:
    frame 0xed 39: text "svc-a"

case fibp-5zj6x invalid must §2.13 the body ends before is_superadmin
  error: bad_length @end is_superadmin
  wire:
    frame 0xed 39
      text "svc-a"
      u64be 1775000000123

case fibp-8aa6d invalid must §2.15 expires_at_ms has 7 bytes
  error: bad_length @field expires_at_ms
  wire:
    frame 0xed 39
      text "svc-a"
      @field repeat 01 7

case fibp-c2z42 invalid must §2.13 the length of name is cut off
  error: bad_length @field name
  wire:
    frame 0xed 39
      @field hex 00

case fibp-ao8o6 invalid must §2.13 name claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field name
  wire:
    frame 0xed 39
      @field u16be 65535 ; utf8 "svc-a"
      u64be 1775000000123
      u8 1

case fibp-bk3z3 invalid must §2.5 name is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field name
  wire:
    frame 0xed 39
      @field string: hex 6162ff
      u64be 1775000000123
      u8 1

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-ch8w6 0x02
  fibp-0i1k8 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xed 39 flags=$number: plain

case fibp-jsr8g invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xed 39
      plain
      @extra u8 0

case fibp-dvwdc invalid should §11.2 strict: a boolean of 2
  context: {"profile": "strict"}
  flags: ["OddBoolean"]
  error: bad_value @field is_superadmin
  wire:
    frame 0xed 39
      text "svc-a" ; u64be 1775000000123 ; @field u8 2

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-3h42m invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true, "flags": 1}

case fibp-wspmc invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true, "flags": 256}

case fibp-or10u invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true}

case fibp-wmcbk invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true}

case fibp-vwc2m invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true}

case fibp-7f6zc invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": true, "colour": "red"}

case fibp-75oas invalid must §9.3 encode: is_superadmin is missing
  error: unencodable 0 is_superadmin
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123"}

case fibp-x1pt2 invalid must §9.3 encode: name as a number
  error: unencodable 0 name
  value: {"request_id": 39, "name": 7, "expires_at_ms": "1775000000123", "is_superadmin": true}

case fibp-y8ebt invalid must §9.3 encode: expires_at_ms 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 expires_at_ms
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "18446744073709551616", "is_superadmin": true}

case fibp-kdoj7 invalid must §9.3 encode: expires_at_ms -1
  flags: ["EncoderLimit"]
  error: unencodable 0 expires_at_ms
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "-1", "is_superadmin": true}

case fibp-dohz9 invalid must §9.3 encode: is_superadmin as a number
  error: unencodable 0 is_superadmin
  value: {"request_id": 39, "name": "svc-a", "expires_at_ms": "1775000000123", "is_superadmin": 1}

case fibp-8tk1g invalid must §9.1 encode: name of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 name
  value: {"request_id": 39, "name": {"$repeat": ["n", 65536]}, "expires_at_ms": "1775000000123", "is_superadmin": true}

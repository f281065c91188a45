# CreateApiKeyResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The new key, shown this once. Server to client. PROTOCOL.md rule 3.38.",
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
    "UnknownNumber": "an error code outside of the table: catches closed enums that have to be open",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "CreateApiKeyResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "fila_abcdef" ; u8 1

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-tpeb3 valid must §3.38 every field filled, no two alike
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}
  wire:
    frame 0xec 40: plain

case fibp-tqmfg valid must §3.38 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 40, "error_code": "Ok", "key_id": "", "key": "", "is_superadmin": false}
  wire:
    frame 0xec 40
      u8 0x00 ; text "" ; text "" ; u8 0

case fibp-i1k9g valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}
  wire:
    frame 0xec 0xffffffff: plain

case fibp-s5aax valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 40, "flags": 254, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin":
    true}
  wire:
    frame 0xec 40 flags=0xfe: plain

case fibp-w6agt valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}
  wire:
    frame 0xec 40
      plain
      text "future"

case fibp-7mraw valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 40, "error_code": "Ok", "key_id": "नाम", "key": "ключ", "is_superadmin": true}
  wire:
    frame 0xec 40
      u8 0x00 ; text "नाम" ; text "ключ" ; u8 1

each id number
  fibp-c21o0 17
  fibp-upkon 127
  fibp-62j2z 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 40, "error_code": $number, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}
    wire:
      frame 0xec 40
        u8 $number
        text "0192f3a1-7b2c-7def-8123-456789abcdef"
        text "fila_abcdef"
        u8 1

case fibp-drlc6 valid must §3.47 a failure has all of its fields too
  value: {"request_id": 40, "error_code": "InternalError", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}
  wire:
    frame 0xec 40
      u8 0xff ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "fila_abcdef" ; u8 1

each id number
  fibp-w9bh4 2
  fibp-n69td 128
  fibp-yap1g 255
  case $id valid must §2.3 a boolean of $number is true
    canonical: false
    flags: ["OddBoolean"]
    value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}
    wire:
      frame 0xec 40
        u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "fila_abcdef" ; u8 $number

case fibp-ryv7f valid must §2.3 a boolean of 0 is false
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": false}
  wire:
    frame 0xec 40
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "fila_abcdef" ; u8 0

each id size
  fibp-y2gzg 1
  fibp-qju7t 255
  fibp-aav9t 256
  fibp-bj6ey 65535
  case $id valid must §2.4 key_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 40, "error_code": "Ok", "key_id": {"$repeat": ["n", $size]}, "key": "fila_abcdef", "is_superadmin": true}
    wire:
      frame 0xec 40
        u8 0x00 ; string: repeat 6e $size ; text "fila_abcdef" ; u8 1

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-81sp4 0x12 "the opcode of Consume"
  fibp-5e8lx 0xed "the opcode of CreateApiKey, a neighbour,"
  fibp-vvv34 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 40: plain

each id number
  fibp-efn1k 0x01
  fibp-pi4m6 0x81
  fibp-aa3k2 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xec 40 flags=$number: plain

case fibp-rigxm invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xec 40 length=len(@head..@last)+1: plain

case fibp-20aia invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xec 40: plain
    @extra u8 0

case fibp-vze3h invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xec 40 length=5: plain

case fibp-1y01k invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xec 40 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-enos0 invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xec 40

case fibp-dwroh invalid must §2.13 the body ends before key_id
  error: bad_length @end key_id
  wire:
    frame 0xec 40: u8 0x00

case fibp-53o7d invalid must §2.13 the body ends before key
  error: bad_length @end key
  wire:
    frame 0xec 40
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-x9a49 invalid must §2.13 the body ends before is_superadmin
  error: bad_length @end is_superadmin
  wire:
    frame 0xec 40
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "fila_abcdef"

case fibp-5g4s6 invalid must §2.13 the length of key_id is cut off
  error: bad_length @field key_id
  wire:
    frame 0xec 40
      u8 0x00
      @field hex 00

case fibp-jpddk invalid must §2.13 key_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field key_id
  wire:
    frame 0xec 40
      u8 0x00
      @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "fila_abcdef"
      u8 1

case fibp-2xamx invalid must §2.5 key_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field key_id
  wire:
    frame 0xec 40
      u8 0x00
      @field string: hex 6162ff
      text "fila_abcdef"
      u8 1

case fibp-uxcht invalid must §2.13 the length of key is cut off
  error: bad_length @field key
  wire:
    frame 0xec 40
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @field hex 00

case fibp-z58k4 invalid must §2.13 key claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field key
  wire:
    frame 0xec 40
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @field u16be 65535 ; utf8 "fila_abcdef"
      u8 1

case fibp-ruzel invalid must §2.5 key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field key
  wire:
    frame 0xec 40
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @field string: hex 6162ff
      u8 1

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-3ri1b 0x02
  fibp-w7ruz 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xec 40 flags=$number: plain

case fibp-ry50q invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xec 40
      plain
      @extra u8 0

case fibp-w7qgr invalid should §11.2 strict: a boolean of 2
  context: {"profile": "strict"}
  flags: ["OddBoolean"]
  error: bad_value @field is_superadmin
  wire:
    frame 0xec 40
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "fila_abcdef" ; @field u8 2

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-zg1ms invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true, "flags": 1}

case fibp-myf2p invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true, "flags":
    256}

case fibp-q1g9z invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}

case fibp-dim73 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}

case fibp-5chye invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}

case fibp-m1xgg invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true, "colour":
    "red"}

case fibp-omtcz invalid must §9.3 encode: is_superadmin is missing
  error: unencodable 0 is_superadmin
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef"}

case fibp-x6533 invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 40, "error_code": "NoSuchCode", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}

case fibp-0xtf9 invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 40, "error_code": 256, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": true}

case fibp-8xd0o invalid must §9.3 encode: key_id as a number
  error: unencodable 0 key_id
  value: {"request_id": 40, "error_code": "Ok", "key_id": 7, "key": "fila_abcdef", "is_superadmin": true}

case fibp-3q5lw invalid must §9.3 encode: key as a number
  error: unencodable 0 key
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": 7, "is_superadmin": true}

case fibp-36jsd invalid must §9.3 encode: is_superadmin as a number
  error: unencodable 0 is_superadmin
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": "fila_abcdef", "is_superadmin": 1}

case fibp-i99k4 invalid must §9.1 encode: key of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 key
  value: {"request_id": 40, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "key": {"$repeat": ["n", 65536]}, "is_superadmin": true}

# GetConfig frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Asks for a configuration value. Client to server. PROTOCOL.md rule 3.31.",
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
  "frame": "GetConfig", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-4qu4d valid must §3.31 a GetConfig like any other
  value: {"request_id": 33, "key": "throttle.api"}
  wire:
    frame 0xf3 33: text "throttle.api"

case fibp-e4j49 valid must §3.31 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 33, "key": ""}
  wire:
    frame 0xf3 33: text ""

case fibp-o21j0 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "key": "throttle.api"}
  wire:
    frame 0xf3 0xffffffff: text "throttle.api"

case fibp-zailm valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 33, "flags": 254, "key": "throttle.api"}
  wire:
    frame 0xf3 33 flags=0xfe: text "throttle.api"

case fibp-qfjwf valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 33, "key": "throttle.api"}
  wire:
    frame 0xf3 33
      text "throttle.api"
      text "future"

case fibp-ylws4 valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 33, "key": "ключ"}
  wire:
    frame 0xf3 33: text "ключ"

each id size
  fibp-nhmgz 1
  fibp-2exfs 255
  fibp-0n9x3 256
  fibp-xbe55 65535
  case $id valid must §2.4 key of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 33, "key": {"$repeat": ["n", $size]}}
    wire:
      frame 0xf3 33: string: repeat 6e $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-ux69l 0x12 "the opcode of Consume"
  fibp-elrra 0xf2 "the opcode of GetConfigResult, a neighbour,"
  fibp-ultm5 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 33: text "throttle.api"

each id number
  fibp-dohtt 0x01
  fibp-2rxk7 0x81
  fibp-vugxg 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xf3 33 flags=$number: text "throttle.api"

case fibp-vu71b invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xf3 33 length=len(@head..@last)+1: text "throttle.api"

case fibp-b6whl invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xf3 33: text "throttle.api"
    @extra u8 0

case fibp-dv5vp invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xf3 33 length=5: text "throttle.api"

case fibp-4xb2n invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xf3 33 length=16777217: text "throttle.api"

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-27tto invalid must §2.13 no body at all
  error: bad_length @end key
  wire:
    frame 0xf3 33

case fibp-8fx6x invalid must §2.13 the length of key is cut off
  error: bad_length @field key
  wire:
    frame 0xf3 33
      @field hex 00

case fibp-ezdtq invalid must §2.13 key claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field key
  wire:
    frame 0xf3 33
      @field u16be 65535 ; utf8 "throttle.api"

case fibp-5web9 invalid must §2.5 key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field key
  wire:
    frame 0xf3 33
      @field string: hex 6162ff

case fibp-0up4s invalid must §2.13 key, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field key
  wire:
    frame 0xf3 33
      @field u16be 13 ; utf8 "throttle.api"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-3nesn 0x02
  fibp-bmw6q 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xf3 33 flags=$number: text "throttle.api"

case fibp-5v0uz invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xf3 33
      text "throttle.api"
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-ozuee invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 33, "key": "throttle.api", "flags": 1}

case fibp-yrxkr invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 33, "key": "throttle.api", "flags": 256}

case fibp-q4p9z invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "key": "throttle.api"}

case fibp-tzv84 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "key": "throttle.api"}

case fibp-ykvx4 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"key": "throttle.api"}

case fibp-ogwid invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 33, "key": "throttle.api", "colour": "red"}

case fibp-mmry4 invalid must §9.3 encode: key is missing
  error: unencodable 0 key
  value: {"request_id": 33}

case fibp-7zr4x invalid must §9.3 encode: key as a number
  error: unencodable 0 key
  value: {"request_id": 33, "key": 7}

case fibp-443cd invalid must §9.1 encode: key of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 key
  value: {"request_id": 33, "key": {"$repeat": ["n", 65536]}}

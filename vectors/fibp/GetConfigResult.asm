# GetConfigResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "A configuration value. Server to client. PROTOCOL.md rule 3.32.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "UnknownNumber": "an error code outside of the table: catches closed enums that have to be open",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "GetConfigResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; text "10,100"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-c34o0 valid must §3.32 every field filled, no two alike
  value: {"request_id": 34, "error_code": "Ok", "value": "10,100"}
  wire:
    frame 0xf2 34: plain

case fibp-3zt9t valid must §3.32 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 34, "error_code": "Ok", "value": ""}
  wire:
    frame 0xf2 34
      u8 0x00 ; text ""

case fibp-20unp valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "value": "10,100"}
  wire:
    frame 0xf2 0xffffffff: plain

case fibp-dw8il valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 34, "flags": 254, "error_code": "Ok", "value": "10,100"}
  wire:
    frame 0xf2 34 flags=0xfe: plain

case fibp-bz7u2 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 34, "error_code": "Ok", "value": "10,100"}
  wire:
    frame 0xf2 34
      plain
      text "future"

case fibp-mjy8d valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 34, "error_code": "Ok", "value": "значение"}
  wire:
    frame 0xf2 34
      u8 0x00 ; text "значение"

each id number
  fibp-tb9aq 17
  fibp-sjpuf 127
  fibp-bh3vh 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 34, "error_code": $number, "value": "10,100"}
    wire:
      frame 0xf2 34
        u8 $number
        text "10,100"

case fibp-83rap valid must §3.47 a failure has all of its fields too
  value: {"request_id": 34, "error_code": "InternalError", "value": "10,100"}
  wire:
    frame 0xf2 34
      u8 0xff ; text "10,100"

each id size
  fibp-o20ax 1
  fibp-jzvii 255
  fibp-q2cop 256
  fibp-h43wv 65535
  case $id valid must §2.4 value of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 34, "error_code": "Ok", "value": {"$repeat": ["n", $size]}}
    wire:
      frame 0xf2 34
        u8 0x00 ; string: repeat 6e $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-mivo6 0x12 "the opcode of Consume"
  fibp-z1fy3 0xf3 "the opcode of GetConfig, a neighbour,"
  fibp-g01lz 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 34: plain

each id number
  fibp-xb5tt 0x01
  fibp-yf7rr 0x81
  fibp-xsjtl 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xf2 34 flags=$number: plain

case fibp-wirnr invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xf2 34 length=len(@head..@last)+1: plain

case fibp-nyah8 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xf2 34: plain
    @extra u8 0

case fibp-q1uta invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xf2 34 length=5: plain

case fibp-qqy42 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xf2 34 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-jq67d invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xf2 34

case fibp-246xz invalid must §2.13 the body ends before value
  error: bad_length @end value
  wire:
    frame 0xf2 34: u8 0x00

case fibp-8ng7t invalid must §2.13 the length of value is cut off
  error: bad_length @field value
  wire:
    frame 0xf2 34
      u8 0x00
      @field hex 00

case fibp-ez1ml invalid must §2.13 value claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field value
  wire:
    frame 0xf2 34
      u8 0x00
      @field u16be 65535 ; utf8 "10,100"

case fibp-l6bi4 invalid must §2.5 value is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field value
  wire:
    frame 0xf2 34
      u8 0x00
      @field string: hex 6162ff

case fibp-shlvj invalid must §2.13 value, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field value
  wire:
    frame 0xf2 34
      u8 0x00
      @field u16be 7 ; utf8 "10,100"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-nuyno 0x02
  fibp-xvd9b 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xf2 34 flags=$number: plain

case fibp-s1czm invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xf2 34
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-h1jeu invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 34, "error_code": "Ok", "value": "10,100", "flags": 1}

case fibp-bbi6v invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 34, "error_code": "Ok", "value": "10,100", "flags": 256}

case fibp-f8adr invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "value": "10,100"}

case fibp-z9xo5 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "value": "10,100"}

case fibp-n0tbf invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "value": "10,100"}

case fibp-p5usk invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 34, "error_code": "Ok", "value": "10,100", "colour": "red"}

case fibp-n56vu invalid must §9.3 encode: value is missing
  error: unencodable 0 value
  value: {"request_id": 34, "error_code": "Ok"}

case fibp-k5vdw invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 34, "error_code": "NoSuchCode", "value": "10,100"}

case fibp-ckjpm invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 34, "error_code": 256, "value": "10,100"}

case fibp-kfysy invalid must §9.3 encode: value as a number
  error: unencodable 0 value
  value: {"request_id": 34, "error_code": "Ok", "value": 7}

case fibp-qrktq invalid must §9.1 encode: value of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 value
  value: {"request_id": 34, "error_code": "Ok", "value": {"$repeat": ["n", 65536]}}

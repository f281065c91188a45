# ConsumeOk frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The subscription stands. Server to client. PROTOCOL.md rule 3.11.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "ConsumeOk", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-r9zhq valid must §3.11 a ConsumeOk like any other
  value: {"request_id": 13, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}
  wire:
    frame 0x13 13: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-3wqq9 valid must §3.11 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 13, "consumer_id": ""}
  wire:
    frame 0x13 13: text ""

case fibp-vom2m valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}
  wire:
    frame 0x13 0xffffffff: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-85dat valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 13, "flags": 254, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}
  wire:
    frame 0x13 13 flags=0xfe: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-b1k4w valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 13, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}
  wire:
    frame 0x13 13
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "future"

case fibp-vn765 valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 13, "consumer_id": "消費者-🐟"}
  wire:
    frame 0x13 13: text "消費者-🐟"

each id size
  fibp-0wajn 1
  fibp-nf009 255
  fibp-a1m6p 256
  fibp-yk6u1 65535
  case $id valid must §2.4 consumer_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 13, "consumer_id": {"$repeat": ["n", $size]}}
    wire:
      frame 0x13 13: string: repeat 6e $size

each id bytes json what
  fibp-4mi36 00 \u0000 "a zero byte"
  fibp-lc5k4 7f \u007f "U+007F, the last of one byte"
  fibp-8rwr0 c280 \u0080 "U+0080, the first of two bytes"
  fibp-u7o7k dfbf \u07ff "U+07FF, the last of two bytes"
  fibp-gy429 e0a080 \u0800 "U+0800, the first of three bytes"
  fibp-14v5m ed9fbf \ud7ff "U+D7FF, the last before the surrogates"
  fibp-aq24s ee8080 \ue000 "U+E000, the first after the surrogates"
  fibp-x17yj efbbbf \ufeff "U+FEFF, a byte order mark, kept"
  fibp-i7cg2 efbfbf \uffff "U+FFFF, the last of three bytes"
  fibp-mohny f0908080 \ud800\udc00 "U+10000, the first of four bytes"
  fibp-z9dxj f48fbfbf \udbff\udfff "U+10FFFF, the last of all"
  case $id valid must §2.4 $what
    value: {"request_id": 13, "consumer_id": "$json"}
    wire:
      frame 0x13 13
        string: hex $bytes

case fibp-othi0 valid must §2.4 é in one code point and in two: nothing is normalised
  value: {"request_id": 13, "consumer_id": "\u00e9e\u0301"}
  wire:
    frame 0x13 13
      string: hex c3a965cc81

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-eryt5 0xf9 "the opcode of GetStats"
  fibp-l1nnx 0x12 "the opcode of Consume, a neighbour,"
  fibp-lojfc 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 13: text "0192f3a1-7b2c-7def-8123-456789abcdef"

each id number
  fibp-70dxv 0x01
  fibp-bkc9v 0x81
  fibp-3svo4 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x13 13 flags=$number: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-3z9gw invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x13 13 length=len(@head..@last)+1: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-ue0fm invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x13 13: text "0192f3a1-7b2c-7def-8123-456789abcdef"
    @extra u8 0

case fibp-akvgg invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x13 13 length=5: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-wcl1m invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x13 13 length=16777217: text "0192f3a1-7b2c-7def-8123-456789abcdef"

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-kfqew invalid must §2.13 no body at all
  error: bad_length @end consumer_id
  wire:
    frame 0x13 13

case fibp-skcyf invalid must §2.13 the length of consumer_id is cut off
  error: bad_length @field consumer_id
  wire:
    frame 0x13 13
      @field hex 00

case fibp-6uqmf invalid must §2.13 consumer_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field consumer_id
  wire:
    frame 0x13 13
      @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-6qkbq invalid must §2.5 consumer_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field consumer_id
  wire:
    frame 0x13 13
      @field string: hex 6162ff

case fibp-rqq28 invalid must §2.13 consumer_id, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field consumer_id
  wire:
    frame 0x13 13
      @field u16be 37 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdef"

each id bytes what
  fibp-f6mf6 80 "a continuation byte alone"
  fibp-awyjn fffe "bytes that occur nowhere in UTF-8"
  fibp-73f5k c080 "a zero byte in the overlong form of two bytes"
  fibp-0zhpz c1bf "U+007F in the overlong form of two bytes"
  fibp-aqm4m e09fbf "U+07FF in the overlong form of three bytes"
  fibp-iuhce f08fbfbf "U+FFFF in the overlong form of four bytes"
  fibp-n54f5 eda080 "U+D800, the first surrogate"
  fibp-xbagl edbfbf "U+DFFF, the last surrogate"
  fibp-gtr92 eda080edb080 "U+10000 as two surrogates"
  fibp-clds0 f4908080 "U+110000, one beyond the last"
  fibp-as9j1 f5808080 "a byte F5"
  fibp-r72c7 f888808080 "a form of five bytes"
  fibp-oxjjz fc8480808080 "a form of six bytes"
  fibp-21e9w c3 "a form of two bytes cut off"
  fibp-s3kjt e282 "a form of three bytes cut off"
  fibp-56et7 f09f90 "a form of four bytes cut off"
  fibp-oi84q c328 "a form of two bytes with a letter in the place of the second"
  fibp-nijdp e228a1 "a form of three bytes with a letter in the place of the second"
  fibp-k2lnj 61626364c3a9ff "good text and a bad byte at its end"
  case $id invalid must §2.5 $what
    flags: ["NotUtf8"]
    error: bad_utf8 @field consumer_id
    wire:
      frame 0x13 13
        @field string: hex $bytes

case fibp-ub898 invalid must §2.5 é in Latin-1
  flags: ["NotUtf8"]
  error: bad_utf8 @field consumer_id
  wire:
    frame 0x13 13
      @field string: hex 63616665e9

case fibp-tha7f invalid must §2.13 bad UTF-8 in a string that runs past the body: the length comes first
  flags: ["CheckOrder", "NotUtf8"]
  error: bad_length @field consumer_id
  wire:
    frame 0x13 13
      @field u16be 3 ; hex ff

case fibp-k4yhc invalid should §2.4 strict: a string with a u32 length is an empty one with bytes after it
  context: {"profile": "strict"}
  error: trailing_bytes 12 length
  wire:
    frame 0x13 13
      u32be 3 ; utf8 "abc"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-fm8l5 0x02
  fibp-g9cgp 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x13 13 flags=$number: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-jml16 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x13 13
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-t251v invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 13, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "flags": 1}

case fibp-q5o5h invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 13, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "flags": 256}

case fibp-sxesf invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}

case fibp-1fhtd invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}

case fibp-3wcfp invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}

case fibp-2iffp invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 13, "consumer_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "colour": "red"}

case fibp-xe12d invalid must §9.3 encode: consumer_id is missing
  error: unencodable 0 consumer_id
  value: {"request_id": 13}

case fibp-6e3wr invalid must §9.3 encode: consumer_id as a number
  error: unencodable 0 consumer_id
  value: {"request_id": 13, "consumer_id": 7}

case fibp-qx8xq invalid must §9.1 encode: consumer_id of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 consumer_id
  value: {"request_id": 13, "consumer_id": {"$repeat": ["n", 65536]}}

# SetConfig frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Sets a configuration value. Client to server. PROTOCOL.md rule 3.29.",
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
  "frame": "SetConfig", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  text "throttle.api" ; text "10,100"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-uddzm valid must §3.29 every field filled, no two alike
  value: {"request_id": 31, "key": "throttle.api", "value": "10,100"}
  wire:
    frame 0xf5 31: plain

case fibp-518br valid must §3.29 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 31, "key": "", "value": ""}
  wire:
    frame 0xf5 31
      text "" ; text ""

case fibp-2v3fl valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "key": "throttle.api", "value": "10,100"}
  wire:
    frame 0xf5 0xffffffff: plain

case fibp-htxiv valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 31, "flags": 254, "key": "throttle.api", "value": "10,100"}
  wire:
    frame 0xf5 31 flags=0xfe: plain

case fibp-mkmz9 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 31, "key": "throttle.api", "value": "10,100"}
  wire:
    frame 0xf5 31
      plain
      text "future"

case fibp-uggrl valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 31, "key": "ключ", "value": "значение"}
  wire:
    frame 0xf5 31
      text "ключ" ; text "значение"

each id size
  fibp-bcbp2 1
  fibp-ycrgm 255
  fibp-8edzr 256
  fibp-qyg1l 65535
  case $id valid must §2.4 key of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 31, "key": {"$repeat": ["n", $size]}, "value": "10,100"}
    wire:
      frame 0xf5 31
        string: repeat 6e $size ; text "10,100"

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-auu9b 0x12 "the opcode of Consume"
  fibp-aiq9q 0xf4 "the opcode of SetConfigResult, a neighbour,"
  fibp-woefu 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 31: plain

each id number
  fibp-8zj87 0x01
  fibp-6jtty 0x81
  fibp-1tm65 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xf5 31 flags=$number: plain

case fibp-l3smc invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xf5 31 length=len(@head..@last)+1: plain

case fibp-0fr0z invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xf5 31: plain
    @extra u8 0

case fibp-ism2p invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xf5 31 length=5: plain

case fibp-v9xg3 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xf5 31 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-jq4uc invalid must §2.13 no body at all
  error: bad_length @end key
  wire:
    frame 0xf5 31

case fibp-qjra1 invalid must §2.13 the body ends before value
  error: bad_length @end value
  wire:
    frame 0xf5 31: text "throttle.api"

case fibp-6546y invalid must §2.13 the length of key is cut off
  error: bad_length @field key
  wire:
    frame 0xf5 31
      @field hex 00

case fibp-cb7hu invalid must §2.13 key claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field key
  wire:
    frame 0xf5 31
      @field u16be 65535 ; utf8 "throttle.api"
      text "10,100"

case fibp-dcclq invalid must §2.5 key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field key
  wire:
    frame 0xf5 31
      @field string: hex 6162ff
      text "10,100"

case fibp-6ji3k invalid must §2.13 the length of value is cut off
  error: bad_length @field value
  wire:
    frame 0xf5 31
      text "throttle.api"
      @field hex 00

case fibp-in23c invalid must §2.13 value claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field value
  wire:
    frame 0xf5 31
      text "throttle.api"
      @field u16be 65535 ; utf8 "10,100"

case fibp-6mjpj invalid must §2.5 value is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field value
  wire:
    frame 0xf5 31
      text "throttle.api"
      @field string: hex 6162ff

case fibp-juiks invalid must §2.13 value, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field value
  wire:
    frame 0xf5 31
      text "throttle.api"
      @field u16be 7 ; utf8 "10,100"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-zlrtn 0x02
  fibp-px63t 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xf5 31 flags=$number: plain

case fibp-ktcmv invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xf5 31
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-b95he invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 31, "key": "throttle.api", "value": "10,100", "flags": 1}

case fibp-1eeea invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 31, "key": "throttle.api", "value": "10,100", "flags": 256}

case fibp-2syxt invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "key": "throttle.api", "value": "10,100"}

case fibp-o3ysj invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "key": "throttle.api", "value": "10,100"}

case fibp-4jyn9 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"key": "throttle.api", "value": "10,100"}

case fibp-k2v92 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 31, "key": "throttle.api", "value": "10,100", "colour": "red"}

case fibp-u9wxh invalid must §9.3 encode: value is missing
  error: unencodable 0 value
  value: {"request_id": 31, "key": "throttle.api"}

case fibp-qdtu7 invalid must §9.3 encode: key as a number
  error: unencodable 0 key
  value: {"request_id": 31, "key": 7, "value": "10,100"}

case fibp-9zxzg invalid must §9.3 encode: value as a number
  error: unencodable 0 value
  value: {"request_id": 31, "key": "throttle.api", "value": 7}

case fibp-3tkzx invalid must §9.1 encode: value of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 value
  value: {"request_id": 31, "key": "throttle.api", "value": {"$repeat": ["n", 65536]}}

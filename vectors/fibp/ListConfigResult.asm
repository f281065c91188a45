# ListConfigResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Configuration values. Server to client. PROTOCOL.md rule 3.34.",
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
  "frame": "ListConfigResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; u16be 2 ; text "throttle.api" ; text "10,100" ; text "mode" ; text "fair"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-zzgj1 valid must §3.34 every field filled, no two alike
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}
  wire:
    frame 0xf0 36: plain

case fibp-jpolw valid must §3.34 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 36, "error_code": "Ok", "entries": []}
  wire:
    frame 0xf0 36
      u8 0x00 ; u16be 0

case fibp-m6t7v valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}
  wire:
    frame 0xf0 0xffffffff: plain

case fibp-k570t valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 36, "flags": 254, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}
  wire:
    frame 0xf0 36 flags=0xfe: plain

case fibp-4ec1a valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}
  wire:
    frame 0xf0 36
      plain
      text "future"

case fibp-ezrwi valid must §3.34 one item of entries, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "", "value": ""}]}
  wire:
    frame 0xf0 36
      u8 0x00 ; u16be 1 ; text "" ; text ""

case fibp-shusi valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "ключ", "value": "значение"}]}
  wire:
    frame 0xf0 36
      u8 0x00 ; u16be 1 ; text "ключ" ; text "значение"

each id number
  fibp-ztopb 17
  fibp-l205q 127
  fibp-a6kax 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 36, "error_code": $number, "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}
    wire:
      frame 0xf0 36
        u8 $number
        u16be 2
        text "throttle.api" ; text "10,100"
        text "mode" ; text "fair"

case fibp-gt2gx valid must §3.47 a failure has all of its fields too
  value: {"request_id": 36, "error_code": "InternalError", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}
  wire:
    frame 0xf0 36
      u8 0xff ; u16be 2 ; text "throttle.api" ; text "10,100" ; text "mode" ; text "fair"

each id size
  fibp-hynpz 1
  fibp-22rle 255
  fibp-2bd6n 256
  fibp-xs5ea 65535
  case $id valid must §2.4 entries[0].key of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": {"$repeat": ["n", $size]}, "value": "10,100"}, {"key": "mode", "value": "fair"}]}
    wire:
      frame 0xf0 36
        u8 0x00 ; u16be 2 ; string: repeat 6e $size ; text "10,100" ; text "mode" ; text "fair"

case fibp-65r7b valid must §2.10 257 items of entries: both bytes of the count are used
  value: {"request_id": 36, "error_code": "Ok", "entries": {"$repeat": [[{"key": "", "value": ""}], 257]}}
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 257
      repeat 00000000 257

case fibp-run4q valid must §3.34 a key twice: a list, so both stand
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}
  wire:
    frame 0xf0 36
      u8 0 ; u16be 2 ; text "a" ; text "1" ; text "a" ; text "2"

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-ni48p 0x12 "the opcode of Consume"
  fibp-m8feo 0xf1 "the opcode of ListConfig, a neighbour,"
  fibp-xjocu 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 36: plain

each id number
  fibp-45l4c 0x01
  fibp-4ezud 0x81
  fibp-24o2x 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xf0 36 flags=$number: plain

case fibp-grydz invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xf0 36 length=len(@head..@last)+1: plain

case fibp-tsfec invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xf0 36: plain
    @extra u8 0

case fibp-ynbg1 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xf0 36 length=5: plain

case fibp-qzb6n invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xf0 36 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-v5mfm invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xf0 36

case fibp-gj83j invalid must §2.13 the body ends before entries
  error: bad_length @end entries
  wire:
    frame 0xf0 36: u8 0x00

case fibp-k5e9q invalid must §2.13 the body ends before entries[1].key
  error: bad_length @end entries[1].key
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"

case fibp-xd1sp invalid must §2.13 the body ends before entries[1].value
  error: bad_length @end entries[1].value
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"
      text "mode"

case fibp-5rhil invalid must §2.13 the length of entries[1].key is cut off
  error: bad_length @field entries[1].key
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"
      @field hex 00

case fibp-hh4rc invalid must §2.13 entries[1].key claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field entries[1].key
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"
      @field u16be 65535 ; utf8 "mode" ; text "fair"

case fibp-mwzjp invalid must §2.5 entries[1].key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field entries[1].key
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"
      @field string: hex 6162ff ; text "fair"

case fibp-sv1zc invalid must §2.13 the length of entries[1].value is cut off
  error: bad_length @field entries[1].value
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"
      text "mode"
      @field hex 00

case fibp-79d4z invalid must §2.13 entries[1].value claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field entries[1].value
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"
      text "mode" ; @field u16be 65535 ; utf8 "fair"

case fibp-iiyu1 invalid must §2.5 entries[1].value is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field entries[1].value
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"
      text "mode" ; @field string: hex 6162ff

case fibp-nf0zb invalid must §2.13 entries[1].value, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field entries[1].value
  wire:
    frame 0xf0 36
      u8 0x00
      u16be 2
      text "throttle.api" ; text "10,100"
      text "mode" ; @field u16be 5 ; utf8 "fair"

case fibp-qyt2t invalid must §2.12 65535 entries promised, none there
  flags: ["LyingLength"]
  error: bad_length @field entries
  wire:
    frame 0xf0 36
      u8 0x00
      @field u16be 65535

case fibp-ven1l invalid must §3.34 two entries promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field entries
  wire:
    frame 0xf0 36
      u8 0x00
      @field u16be 2
      repeat 00 7

case fibp-2z71h invalid must §2.18 65535 entries, the most, and the last value is not UTF-8
  flags: ["BigFrame", "NotUtf8"]
  error: bad_utf8 @field entries[65534].value
  wire:
    frame 0xf0 36
      u8 0 ; u16be 65535
      repeat 00000000 65534
      u16be 0 ; @field string: hex ff

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-8zd3z 0x02
  fibp-qj3l5 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xf0 36 flags=$number: plain

case fibp-8eunr invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xf0 36
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-6slcv invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}], "flags": 1}

case fibp-qvif3 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}], "flags": 256}

case fibp-dlz7l invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}

case fibp-vwpc4 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}

case fibp-woig0 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}

case fibp-0s477 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}], "colour": "red"}

case fibp-kgchu invalid must §9.3 encode: entries is missing
  error: unencodable 0 entries
  value: {"request_id": 36, "error_code": "Ok"}

case fibp-19ec0 invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 36, "error_code": "NoSuchCode", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}

case fibp-3fi6b invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 36, "error_code": 256, "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": "fair"}]}

case fibp-y20dx invalid must §9.3 encode: entries as text
  error: unencodable 0 entries
  value: {"request_id": 36, "error_code": "Ok", "entries": "x"}

case fibp-ns4dd invalid must §9.3 encode: entries[0].key as a number
  error: unencodable 0 entries[0].key
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": 7, "value": "10,100"}, {"key": "mode", "value": "fair"}]}

case fibp-x0xme invalid must §9.3 encode: entries[0].value as a number
  error: unencodable 0 entries[0].value
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": 7}, {"key": "mode", "value": "fair"}]}

case fibp-vyp6f invalid must §9.1 encode: entries[1].value of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 entries[1].value
  value: {"request_id": 36, "error_code": "Ok", "entries": [{"key": "throttle.api", "value": "10,100"}, {"key": "mode", "value": {"$repeat": ["n",
    65536]}}]}

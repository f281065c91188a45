# CreateQueue frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Asks for a new queue. Client to server. PROTOCOL.md rule 3.19.",
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
  "frame": "CreateQueue", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  text "orders" ; present "return { weight = 2 }" ; present "return true" ; u64be 30000

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-3jqk5 valid must §3.19 every field filled, no two alike
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "30000"}
  wire:
    frame 0xfd 21: plain

case fibp-qd09f valid must §3.19 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 21, "name": "", "visibility_timeout_ms": "0"}
  wire:
    frame 0xfd 21
      text "" ; absent ; absent ; u64be 0

case fibp-90sth valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true",
    "visibility_timeout_ms": "30000"}
  wire:
    frame 0xfd 0xffffffff: plain

case fibp-o47a3 valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 21, "flags": 254, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true",
    "visibility_timeout_ms": "30000"}
  wire:
    frame 0xfd 21 flags=0xfe: plain

case fibp-50jye valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "30000"}
  wire:
    frame 0xfd 21
      plain
      text "future"

case fibp-fld53 valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 21, "name": "名前🗝", "on_enqueue_script": "-- Größe\n", "on_failure_script": "return нет", "visibility_timeout_ms": "30000"}
  wire:
    frame 0xfd 21
      text "名前🗝" ; present "-- Größe\n" ; present "return нет" ; u64be 30000

case fibp-z5zzr valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "18446744073709551615"}
  wire:
    frame 0xfd 21
      text "orders" ; present "return { weight = 2 }" ; present "return true" ; u64be 0xffffffffffffffff

case fibp-x2chq valid must §2.1 visibility_timeout_ms 2^63
  flags: ["EdgeNumber"]
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "9223372036854775808"}
  wire:
    frame 0xfd 21
      text "orders" ; present "return { weight = 2 }" ; present "return true" ; u64be 0x8000000000000000

case fibp-34auo valid must §2.1 visibility_timeout_ms 2^53+1, which a double cannot hold
  flags: ["EdgeNumber"]
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "9007199254740993"}
  wire:
    frame 0xfd 21
      text "orders" ; present "return { weight = 2 }" ; present "return true" ; u64be 0x0020000000000001

case fibp-8wx9s valid must §2.9 no on_enqueue_script
  value: {"request_id": 21, "name": "orders", "on_failure_script": "return true", "visibility_timeout_ms": "30000"}
  wire:
    frame 0xfd 21
      text "orders" ; absent ; present "return true" ; u64be 30000

case fibp-asvf4 valid must §2.9 on_enqueue_script there and empty, which is not absent
  flags: ["ZeroLength"]
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "", "on_failure_script": "return true", "visibility_timeout_ms": "30000"}
  wire:
    frame 0xfd 21
      text "orders" ; present "" ; present "return true" ; u64be 30000

each id number
  fibp-zgs03 2
  fibp-2l7l1 255
  case $id valid must §2.9 a presence byte of $number: on_enqueue_script is there
    canonical: false
    flags: ["OddBoolean"]
    value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
      "30000"}
    wire:
      frame 0xfd 21
        text "orders" ; u8 $number ; text "return { weight = 2 }" ; present "return true" ; u64be 30000

case fibp-ih5eu valid must §2.9 no on_failure_script
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "visibility_timeout_ms": "30000"}
  wire:
    frame 0xfd 21
      text "orders" ; present "return { weight = 2 }" ; absent ; u64be 30000

case fibp-lock7 valid must §2.9 on_failure_script there and empty, which is not absent
  flags: ["ZeroLength"]
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "", "visibility_timeout_ms": "30000"}
  wire:
    frame 0xfd 21
      text "orders" ; present "return { weight = 2 }" ; present "" ; u64be 30000

each id number
  fibp-a7zhd 2
  fibp-ticsa 255
  case $id valid must §2.9 a presence byte of $number: on_failure_script is there
    canonical: false
    flags: ["OddBoolean"]
    value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
      "30000"}
    wire:
      frame 0xfd 21
        text "orders" ; present "return { weight = 2 }" ; u8 $number ; text "return true" ; u64be 30000

each id size
  fibp-vmeyh 1
  fibp-i424o 255
  fibp-0bzgm 256
  fibp-ffhhh 65535
  case $id valid must §2.4 name of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 21, "name": {"$repeat": ["n", $size]}, "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true",
      "visibility_timeout_ms": "30000"}
    wire:
      frame 0xfd 21
        string: repeat 6e $size ; present "return { weight = 2 }" ; present "return true" ; u64be 30000

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-os978 0x12 "the opcode of Consume"
  fibp-102me 0xfc "the opcode of CreateQueueResult, a neighbour,"
  fibp-oub1k 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 21: plain

each id number
  fibp-wv7en 0x01
  fibp-gs61e 0x81
  fibp-rdfde 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xfd 21 flags=$number: plain

case fibp-xjhnh invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xfd 21 length=len(@head..@last)+1: plain

case fibp-ndsoq invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xfd 21: plain
    @extra u8 0

case fibp-mu7po invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xfd 21 length=5: plain

case fibp-77x7h invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xfd 21 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-lk7t5 invalid must §2.13 no body at all
  error: bad_length @end name
  wire:
    frame 0xfd 21

case fibp-26r3z invalid must §2.14 the body ends before on_enqueue_script
  error: bad_length @end on_enqueue_script
  wire:
    frame 0xfd 21: text "orders"

case fibp-t93ys invalid must §2.14 the body ends before on_failure_script
  error: bad_length @end on_failure_script
  wire:
    frame 0xfd 21
      text "orders"
      present "return { weight = 2 }"

case fibp-oijtj invalid must §2.13 the body ends before visibility_timeout_ms
  error: bad_length @end visibility_timeout_ms
  wire:
    frame 0xfd 21
      text "orders"
      present "return { weight = 2 }"
      present "return true"

case fibp-icrpu invalid must §2.15 visibility_timeout_ms has 7 bytes
  error: bad_length @field visibility_timeout_ms
  wire:
    frame 0xfd 21
      text "orders"
      present "return { weight = 2 }"
      present "return true"
      @field repeat 01 7

case fibp-ma0i4 invalid must §2.13 the length of name is cut off
  error: bad_length @field name
  wire:
    frame 0xfd 21
      @field hex 00

case fibp-u20v1 invalid must §2.13 name claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field name
  wire:
    frame 0xfd 21
      @field u16be 65535 ; utf8 "orders"
      present "return { weight = 2 }"
      present "return true"
      u64be 30000

case fibp-vnoek invalid must §2.5 name is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field name
  wire:
    frame 0xfd 21
      @field string: hex 6162ff
      present "return { weight = 2 }"
      present "return true"
      u64be 30000

case fibp-sutns invalid must §2.13 the length of on_enqueue_script is cut off
  error: bad_length @field on_enqueue_script
  wire:
    frame 0xfd 21
      text "orders"
      u8 1 ; @field hex 00

case fibp-ag1jj invalid must §2.13 on_enqueue_script claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field on_enqueue_script
  wire:
    frame 0xfd 21
      text "orders"
      u8 1 ; @field u16be 65535 ; utf8 "return { weight = 2 }"
      present "return true"
      u64be 30000

case fibp-8jyrh invalid must §2.5 on_enqueue_script is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field on_enqueue_script
  wire:
    frame 0xfd 21
      text "orders"
      u8 1 ; @field string: hex 6162ff
      present "return true"
      u64be 30000

case fibp-bmrtq invalid must §2.13 the length of on_failure_script is cut off
  error: bad_length @field on_failure_script
  wire:
    frame 0xfd 21
      text "orders"
      present "return { weight = 2 }"
      u8 1 ; @field hex 00

case fibp-erf9n invalid must §2.13 on_failure_script claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field on_failure_script
  wire:
    frame 0xfd 21
      text "orders"
      present "return { weight = 2 }"
      u8 1 ; @field u16be 65535 ; utf8 "return true"
      u64be 30000

case fibp-fvacs invalid must §2.5 on_failure_script is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field on_failure_script
  wire:
    frame 0xfd 21
      text "orders"
      present "return { weight = 2 }"
      u8 1 ; @field string: hex 6162ff
      u64be 30000

case fibp-bf8rq invalid must §2.15 everything but the timeout
  error: bad_length @end visibility_timeout_ms
  wire:
    frame 0xfd 19
      text "q" ; absent ; absent

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-admjb 0x02
  fibp-capp9 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xfd 21 flags=$number: plain

case fibp-79uui invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xfd 21
      plain
      @extra u8 0

case fibp-qapxq invalid should §11.2 strict: a presence byte of 2 before on_enqueue_script
  context: {"profile": "strict"}
  flags: ["OddBoolean"]
  error: bad_value @field on_enqueue_script
  wire:
    frame 0xfd 21
      text "orders" ; @field u8 2 ; text "return { weight = 2 }" ; present "return true" ; u64be 30000

case fibp-9208h invalid should §11.2 strict: a presence byte of 2 before on_failure_script
  context: {"profile": "strict"}
  flags: ["OddBoolean"]
  error: bad_value @field on_failure_script
  wire:
    frame 0xfd 21
      text "orders" ; present "return { weight = 2 }" ; @field u8 2 ; text "return true" ; u64be 30000

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-lz13h invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "30000", "flags": 1}

case fibp-9hv8m invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "30000", "flags": 256}

case fibp-uqj1q invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true",
    "visibility_timeout_ms": "30000"}

case fibp-eqwer invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "30000"}

case fibp-gnv1x invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms": "30000"}

case fibp-cb0ds invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "30000", "colour": "red"}

case fibp-13a6w invalid must §9.3 encode: visibility_timeout_ms is missing
  error: unencodable 0 visibility_timeout_ms
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true"}

case fibp-j903a invalid must §9.3 encode: name as a number
  error: unencodable 0 name
  value: {"request_id": 21, "name": 7, "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms": "30000"}

case fibp-tv2u5 invalid must §9.3 encode: on_enqueue_script as a number
  error: unencodable 0 on_enqueue_script
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": 7, "on_failure_script": "return true", "visibility_timeout_ms": "30000"}

case fibp-091gj invalid must §9.3 encode: on_failure_script as a number
  error: unencodable 0 on_failure_script
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": 7, "visibility_timeout_ms": "30000"}

case fibp-ko2sz invalid must §9.3 encode: visibility_timeout_ms 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 visibility_timeout_ms
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "18446744073709551616"}

case fibp-fhvh7 invalid must §9.3 encode: visibility_timeout_ms -1
  flags: ["EncoderLimit"]
  error: unencodable 0 visibility_timeout_ms
  value: {"request_id": 21, "name": "orders", "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true", "visibility_timeout_ms":
    "-1"}

case fibp-12lyf invalid must §9.1 encode: name of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 name
  value: {"request_id": 21, "name": {"$repeat": ["n", 65536]}, "on_enqueue_script": "return { weight = 2 }", "on_failure_script": "return true",
    "visibility_timeout_ms": "30000"}

# Ack frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Messages that are done. Client to server. PROTOCOL.md rule 3.14.",
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
  "frame": "Ack", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u32be 2 ; text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
  text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-vy461 valid must §3.14 every field filled, no two alike
  value: {"request_id": 16, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}
  wire:
    frame 0x16 16: plain

case fibp-kajui valid must §3.14 the smallest: no item
  flags: ["ZeroLength"]
  value: {"request_id": 16, "items": []}
  wire:
    frame 0x16 16: u32be 0

case fibp-wc2q5 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices",
    "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}
  wire:
    frame 0x16 0xffffffff: plain

case fibp-0dbfu valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 16, "flags": 254, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices",
    "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}
  wire:
    frame 0x16 16 flags=0xfe: plain

case fibp-ja9l7 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 16, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}
  wire:
    frame 0x16 16
      plain
      text "future"

case fibp-7cq9i valid must §3.14 one item, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 16, "items": [{"queue": "", "message_id": ""}]}
  wire:
    frame 0x16 16
      u32be 1 ; text "" ; text ""

case fibp-xsv0t valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 16, "items": [{"queue": "очередь", "message_id": "mé\u0000ssage"}]}
  wire:
    frame 0x16 16
      u32be 1 ; text "очередь" ; text "mé\u0000ssage"

each id size
  fibp-6dpve 1
  fibp-szg1q 255
  fibp-ertqc 256
  fibp-yt0wr 65535
  case $id valid must §2.4 items[0].queue of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 16, "items": [{"queue": {"$repeat": ["n", $size]}, "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices",
      "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}
    wire:
      frame 0x16 16
        u32be 2 ; string: repeat 6e $size ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
        text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0"

case fibp-7buue valid must §2.10 257 items of items: both bytes of the count are used
  value: {"request_id": 16, "items": {"$repeat": [[{"queue": "", "message_id": ""}], 257]}}
  wire:
    frame 0x16 16
      u32be 257
      repeat 00000000 257

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-300gf 0x12 "the opcode of Consume"
  fibp-6qoeo 0x17 "the opcode of AckResult, a neighbour,"
  fibp-b2maq 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 16: plain

each id number
  fibp-w0hu0 0x01
  fibp-zu82p 0x81
  fibp-snrna 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x16 16 flags=$number: plain

case fibp-8hvjc invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x16 16 length=len(@head..@last)+1: plain

case fibp-ogi5o invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x16 16: plain
    @extra u8 0

case fibp-06x98 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x16 16 length=5: plain

case fibp-h6w4g invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x16 16 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-iqwtb invalid must §2.13 no body at all
  error: bad_length @end items
  wire:
    frame 0x16 16

case fibp-ynnbk invalid must §2.13 the body ends before items[1].queue
  error: bad_length @end items[1].queue
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-qg5em invalid must §2.13 the body ends before items[1].message_id
  error: bad_length @end items[1].message_id
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "invoices"

case fibp-7crrb invalid must §2.13 the length of items[1].queue is cut off
  error: bad_length @field items[1].queue
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @field hex 00

case fibp-of7m4 invalid must §2.13 items[1].queue claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field items[1].queue
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @field u16be 65535 ; utf8 "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0"

case fibp-9rjdl invalid must §2.5 items[1].queue is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field items[1].queue
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @field string: hex 6162ff ; text "0192f3a1-7b2c-7def-8123-456789abcdf0"

case fibp-75ujo invalid must §2.13 the length of items[1].message_id is cut off
  error: bad_length @field items[1].message_id
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "invoices"
      @field hex 00

case fibp-reszl invalid must §2.13 items[1].message_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field items[1].message_id
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "invoices" ; @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdf0"

case fibp-cusof invalid must §2.5 items[1].message_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field items[1].message_id
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "invoices" ; @field string: hex 6162ff

case fibp-72qol invalid must §2.13 items[1].message_id, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field items[1].message_id
  wire:
    frame 0x16 16
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      text "invoices" ; @field u16be 37 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdf0"

case fibp-kl43m invalid must §2.11 a count of 1000001, one over the limit
  flags: ["LyingLength"]
  error: too_large @field items
  wire:
    frame 0x16 16
      @field u32be 1000001

case fibp-lmncg invalid must §2.11 a count of 2^32-1
  flags: ["LyingLength"]
  error: too_large @field items
  wire:
    frame 0x16 16
      @field u32be 0xffffffff

case fibp-nnagu invalid must §2.12 a count of 1000000, which is allowed, and no item
  flags: ["LyingLength"]
  error: bad_length @field items
  wire:
    frame 0x16 16
      @field u32be 1000000

case fibp-kr5ss invalid must §3.14 two items promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field items
  wire:
    frame 0x16 16
      @field u32be 2
      repeat 00 7

case fibp-a3ex5 invalid must §2.18 1000000 items, the most, and the last message id is not UTF-8
  flags: ["BigFrame", "NotUtf8"]
  error: bad_utf8 @field items[999999].message_id
  wire:
    frame 0x16 16
      u32be 1000000
      repeat 00000000 999999
      u16be 0 ; @field string: hex ff

case fibp-l3b9a invalid must §10.2 1000001 items, and all their bytes are there
  flags: ["BigFrame"]
  error: too_large @field items
  wire:
    frame 0x16 16
      @field u32be 1000001
      repeat 00000000 1000001

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-01hdd 0x02
  fibp-p08ip 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x16 16 flags=$number: plain

case fibp-w6jmx invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x16 16
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-28lqp invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 16, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0"}], "flags": 1}

case fibp-g28bc invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 16, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0"}], "flags": 256}

case fibp-acixy invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices",
    "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}

case fibp-2q3x7 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}

case fibp-x6tn2 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}

case fibp-1gl5s invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 16, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0"}], "colour": "red"}

case fibp-ro20w invalid must §9.3 encode: items is missing
  error: unencodable 0 items
  value: {"request_id": 16}

case fibp-jcphi invalid must §9.3 encode: items as an object
  error: unencodable 0 items
  value: {"request_id": 16, "items": {}}

case fibp-xm5mg invalid must §9.3 encode: items[0].queue as a number
  error: unencodable 0 items[0].queue
  value: {"request_id": 16, "items": [{"queue": 7, "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}

case fibp-ek62z invalid must §9.3 encode: items[0].message_id as a number
  error: unencodable 0 items[0].message_id
  value: {"request_id": 16, "items": [{"queue": "orders", "message_id": 7}, {"queue": "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0"}]}

case fibp-k56nj invalid must §9.1 encode: items[1].message_id of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 items[1].message_id
  value: {"request_id": 16, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"queue": "invoices", "message_id":
    {"$repeat": ["n", 65536]}}]}

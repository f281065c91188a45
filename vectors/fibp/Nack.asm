# Nack frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Messages that failed, with the reason. Client to server. PROTOCOL.md rule 3.16.",
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
  "frame": "Nack", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u32be 2 ; text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
  text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "no printer"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-tflw6 valid must §3.16 every field filled, no two alike
  value: {"request_id": 18, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue":
    "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}
  wire:
    frame 0x18 18: plain

case fibp-whu8d valid must §3.16 the smallest: no item
  flags: ["ZeroLength"]
  value: {"request_id": 18, "items": []}
  wire:
    frame 0x18 18: u32be 0

case fibp-091ok valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"},
    {"queue": "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}
  wire:
    frame 0x18 0xffffffff: plain

case fibp-rytwj valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 18, "flags": 254, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"},
    {"queue": "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}
  wire:
    frame 0x18 18 flags=0xfe: plain

case fibp-sicyj valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 18, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue":
    "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}
  wire:
    frame 0x18 18
      plain
      text "future"

case fibp-x8own valid must §3.16 one item, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 18, "items": [{"queue": "", "message_id": "", "error": ""}]}
  wire:
    frame 0x18 18
      u32be 1 ; text "" ; text "" ; text ""

case fibp-2rjxt valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 18, "items": [{"queue": "очередь", "message_id": "mé\u0000ssage", "error": "упало ∅"}]}
  wire:
    frame 0x18 18
      u32be 1 ; text "очередь" ; text "mé\u0000ssage" ; text "упало ∅"

each id size
  fibp-mmljx 1
  fibp-syvqu 255
  fibp-f60vp 256
  fibp-5y0e8 65535
  case $id valid must §2.4 items[0].queue of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 18, "items": [{"queue": {"$repeat": ["n", $size]}, "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"},
      {"queue": "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}
    wire:
      frame 0x18 18
        u32be 2
        string: repeat 6e $size ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
        text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "no printer"

case fibp-k3yt0 valid must §2.10 257 items of items: both bytes of the count are used
  value: {"request_id": 18, "items": {"$repeat": [[{"queue": "", "message_id": "", "error": ""}], 257]}}
  wire:
    frame 0x18 18
      u32be 257
      repeat 000000000000 257

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-g20ux 0x12 "the opcode of Consume"
  fibp-0kane 0x19 "the opcode of NackResult, a neighbour,"
  fibp-ucprn 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 18: plain

each id number
  fibp-r2qz9 0x01
  fibp-ixexl 0x81
  fibp-58hb1 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x18 18 flags=$number: plain

case fibp-ynnke invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x18 18 length=len(@head..@last)+1: plain

case fibp-8eytx invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x18 18: plain
    @extra u8 0

case fibp-10yv8 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x18 18 length=5: plain

case fibp-mkekp invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x18 18 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-hc1mk invalid must §2.13 no body at all
  error: bad_length @end items
  wire:
    frame 0x18 18

case fibp-84w2u invalid must §2.13 the body ends before items[1].queue
  error: bad_length @end items[1].queue
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"

case fibp-9hraz invalid must §2.13 the body ends before items[1].message_id
  error: bad_length @end items[1].message_id
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices"

case fibp-2uauj invalid must §2.13 the body ends before items[1].error
  error: bad_length @end items[1].error
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0"

case fibp-8pck8 invalid must §2.13 the length of items[1].queue is cut off
  error: bad_length @field items[1].queue
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      @field hex 00

case fibp-taiow invalid must §2.13 items[1].queue claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field items[1].queue
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      @field u16be 65535 ; utf8 "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0"
      text "no printer"

case fibp-wk7n7 invalid must §2.5 items[1].queue is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field items[1].queue
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      @field string: hex 6162ff ; text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "no printer"

case fibp-odbmd invalid must §2.13 the length of items[1].message_id is cut off
  error: bad_length @field items[1].message_id
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices"
      @field hex 00

case fibp-7ljnk invalid must §2.13 items[1].message_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field items[1].message_id
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices" ; @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdf0"
      text "no printer"

case fibp-ae57p invalid must §2.5 items[1].message_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field items[1].message_id
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices" ; @field string: hex 6162ff ; text "no printer"

case fibp-vujpj invalid must §2.13 the length of items[1].error is cut off
  error: bad_length @field items[1].error
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0"
      @field hex 00

case fibp-1ahwj invalid must §2.13 items[1].error claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field items[1].error
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0"
      @field u16be 65535 ; utf8 "no printer"

case fibp-50doh invalid must §2.5 items[1].error is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field items[1].error
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; @field string: hex 6162ff

case fibp-5zkid invalid must §2.13 items[1].error, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field items[1].error
  wire:
    frame 0x18 18
      u32be 2
      text "orders" ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "card declined"
      text "invoices" ; text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; @field u16be 11 ; utf8 "no printer"

case fibp-niold invalid must §2.11 a count of 1000001, one over the limit
  flags: ["LyingLength"]
  error: too_large @field items
  wire:
    frame 0x18 18
      @field u32be 1000001

case fibp-b79ov invalid must §2.11 a count of 2^32-1
  flags: ["LyingLength"]
  error: too_large @field items
  wire:
    frame 0x18 18
      @field u32be 0xffffffff

case fibp-0ao1w invalid must §2.12 a count of 1000000, which is allowed, and no item
  flags: ["LyingLength"]
  error: bad_length @field items
  wire:
    frame 0x18 18
      @field u32be 1000000

case fibp-t3w6v invalid must §3.16 two items promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field items
  wire:
    frame 0x18 18
      @field u32be 2
      repeat 00 11

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-t16e8 0x02
  fibp-5iaqy 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x18 18 flags=$number: plain

case fibp-nczn2 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x18 18
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-i9qf4 invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 18, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue":
    "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}], "flags": 1}

case fibp-wh9f0 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 18, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue":
    "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}], "flags": 256}

case fibp-xzye9 invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"},
    {"queue": "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}

case fibp-ecl3u invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue":
    "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}

case fibp-vo1p2 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue": "invoices",
    "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}

case fibp-ejbg7 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 18, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue":
    "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}], "colour": "red"}

case fibp-qnn0j invalid must §9.3 encode: items is missing
  error: unencodable 0 items
  value: {"request_id": 18}

case fibp-wekiw invalid must §9.3 encode: items as an object
  error: unencodable 0 items
  value: {"request_id": 18, "items": {}}

case fibp-1qgi4 invalid must §9.3 encode: items[0].queue as a number
  error: unencodable 0 items[0].queue
  value: {"request_id": 18, "items": [{"queue": 7, "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue": "invoices",
    "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}

case fibp-w1lsz invalid must §9.3 encode: items[0].message_id as a number
  error: unencodable 0 items[0].message_id
  value: {"request_id": 18, "items": [{"queue": "orders", "message_id": 7, "error": "card declined"}, {"queue": "invoices", "message_id":
    "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}

case fibp-xgz3n invalid must §9.3 encode: items[0].error as a number
  error: unencodable 0 items[0].error
  value: {"request_id": 18, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": 7}, {"queue": "invoices",
    "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": "no printer"}]}

case fibp-35ney invalid must §9.1 encode: items[1].error of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 items[1].error
  value: {"request_id": 18, "items": [{"queue": "orders", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "error": "card declined"}, {"queue":
    "invoices", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "error": {"$repeat": ["n", 65536]}}]}

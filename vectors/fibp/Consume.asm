# Consume frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Asks for the messages of a queue. Client to server. PROTOCOL.md rule 3.10.",
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
  "frame": "Consume", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-svcaa valid must §3.10 a Consume like any other
  value: {"request_id": 12, "queue": "orders"}
  wire:
    frame 0x12 12: text "orders"

case fibp-u0dzo valid must §3.10 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 12, "queue": ""}
  wire:
    frame 0x12 12: text ""

case fibp-auafb valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "queue": "orders"}
  wire:
    frame 0x12 0xffffffff: text "orders"

case fibp-z0oyg valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 12, "flags": 254, "queue": "orders"}
  wire:
    frame 0x12 12 flags=0xfe: text "orders"

case fibp-dtrbn valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 12, "queue": "orders"}
  wire:
    frame 0x12 12
      text "orders"
      text "future"

case fibp-3ooke valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 12, "queue": "очередь"}
  wire:
    frame 0x12 12: text "очередь"

each id size
  fibp-r9mnw 1
  fibp-uewok 255
  fibp-8x5if 256
  fibp-np6hq 65535
  case $id valid must §2.4 queue of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 12, "queue": {"$repeat": ["n", $size]}}
    wire:
      frame 0x12 12: string: repeat 6e $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-4vx8q 0xf9 "the opcode of GetStats"
  fibp-6w2ib 0x13 "the opcode of ConsumeOk, a neighbour,"
  fibp-ygjnt 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 12: text "orders"

each id number
  fibp-ab45i 0x01
  fibp-rkq10 0x81
  fibp-npiff 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x12 12 flags=$number: text "orders"

case fibp-btmws invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x12 12 length=len(@head..@last)+1: text "orders"

case fibp-n1v0p invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x12 12: text "orders"
    @extra u8 0

case fibp-wv3mx invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x12 12 length=5: text "orders"

case fibp-ml42a invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x12 12 length=16777217: text "orders"

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-rv8k1 invalid must §2.13 no body at all
  error: bad_length @end queue
  wire:
    frame 0x12 12

case fibp-646qo invalid must §2.13 the length of queue is cut off
  error: bad_length @field queue
  wire:
    frame 0x12 12
      @field hex 00

case fibp-6qew8 invalid must §2.13 queue claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field queue
  wire:
    frame 0x12 12
      @field u16be 65535 ; utf8 "orders"

case fibp-c0phj invalid must §2.5 queue is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field queue
  wire:
    frame 0x12 12
      @field string: hex 6162ff

case fibp-vt73d invalid must §2.13 queue, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field queue
  wire:
    frame 0x12 12
      @field u16be 7 ; utf8 "orders"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-pi9ew 0x02
  fibp-moyee 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x12 12 flags=$number: text "orders"

case fibp-cvld3 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x12 12
      text "orders"
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-w9h8g invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 12, "queue": "orders", "flags": 1}

case fibp-6yro1 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 12, "queue": "orders", "flags": 256}

case fibp-3xoqh invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "queue": "orders"}

case fibp-et591 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "queue": "orders"}

case fibp-89lki invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"queue": "orders"}

case fibp-zwcvg invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 12, "queue": "orders", "colour": "red"}

case fibp-gpqjn invalid must §9.3 encode: queue is missing
  error: unencodable 0 queue
  value: {"request_id": 12}

case fibp-931lf invalid must §9.3 encode: queue as a number
  error: unencodable 0 queue
  value: {"request_id": 12, "queue": 7}

case fibp-rbkt7 invalid must §9.1 encode: queue of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 queue
  value: {"request_id": 12, "queue": {"$repeat": ["n", 65536]}}

case fibp-37m70 invalid must §9.1 encode: queue of 21846 characters of three bytes: 65538 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 queue
  value: {"request_id": 12, "queue": {"$repeat": ["語", 21846]}}

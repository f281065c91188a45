# DeleteQueue frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Asks to delete a queue. Client to server. PROTOCOL.md rule 3.21.",
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
  "frame": "DeleteQueue", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-sg3bb valid must §3.21 a DeleteQueue like any other
  value: {"request_id": 23, "queue": "orders"}
  wire:
    frame 0xfb 23: text "orders"

case fibp-cga5q valid must §3.21 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 23, "queue": ""}
  wire:
    frame 0xfb 23: text ""

case fibp-afgsb valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "queue": "orders"}
  wire:
    frame 0xfb 0xffffffff: text "orders"

case fibp-3tppu valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 23, "flags": 254, "queue": "orders"}
  wire:
    frame 0xfb 23 flags=0xfe: text "orders"

case fibp-lrrix valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 23, "queue": "orders"}
  wire:
    frame 0xfb 23
      text "orders"
      text "future"

case fibp-a2fyk valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 23, "queue": "очередь"}
  wire:
    frame 0xfb 23: text "очередь"

each id size
  fibp-0kcbc 1
  fibp-zcei1 255
  fibp-tlik6 256
  fibp-r1w44 65535
  case $id valid must §2.4 queue of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 23, "queue": {"$repeat": ["n", $size]}}
    wire:
      frame 0xfb 23: string: repeat 6e $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-r83tf 0x12 "the opcode of Consume"
  fibp-n5wuw 0xfa "the opcode of DeleteQueueResult, a neighbour,"
  fibp-wxmkt 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 23: text "orders"

each id number
  fibp-b2aks 0x01
  fibp-mbt45 0x81
  fibp-lrwcj 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xfb 23 flags=$number: text "orders"

case fibp-x0uqd invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xfb 23 length=len(@head..@last)+1: text "orders"

case fibp-cla0o invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xfb 23: text "orders"
    @extra u8 0

case fibp-1ptnr invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xfb 23 length=5: text "orders"

case fibp-4gmup invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xfb 23 length=16777217: text "orders"

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-z63f0 invalid must §2.13 no body at all
  error: bad_length @end queue
  wire:
    frame 0xfb 23

case fibp-f4s2q invalid must §2.13 the length of queue is cut off
  error: bad_length @field queue
  wire:
    frame 0xfb 23
      @field hex 00

case fibp-hcfzv invalid must §2.13 queue claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field queue
  wire:
    frame 0xfb 23
      @field u16be 65535 ; utf8 "orders"

case fibp-884ue invalid must §2.5 queue is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field queue
  wire:
    frame 0xfb 23
      @field string: hex 6162ff

case fibp-xridf invalid must §2.13 queue, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field queue
  wire:
    frame 0xfb 23
      @field u16be 7 ; utf8 "orders"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-tmg33 0x02
  fibp-6smem 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xfb 23 flags=$number: text "orders"

case fibp-uvzyg invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xfb 23
      text "orders"
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-m0g7u invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 23, "queue": "orders", "flags": 1}

case fibp-ir4fw invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 23, "queue": "orders", "flags": 256}

case fibp-d7hra invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "queue": "orders"}

case fibp-m7y1m invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "queue": "orders"}

case fibp-uqi2i invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"queue": "orders"}

case fibp-t9g6g invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 23, "queue": "orders", "colour": "red"}

case fibp-5p7v2 invalid must §9.3 encode: queue is missing
  error: unencodable 0 queue
  value: {"request_id": 23}

case fibp-optyl invalid must §9.3 encode: queue as a number
  error: unencodable 0 queue
  value: {"request_id": 23, "queue": 7}

case fibp-pg0ov invalid must §9.1 encode: queue of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 queue
  value: {"request_id": 23, "queue": {"$repeat": ["n", 65536]}}

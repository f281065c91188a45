# EnqueueResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "One code and message id for each message of an Enqueue. Server to client. PROTOCOL.md rule 3.9.",
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
  "frame": "EnqueueResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u32be 2 ; u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; u8 0x01 ; text "not here"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-n1lp3 valid must §3.9 every field filled, no two alike
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}]}
  wire:
    frame 0x11 11: plain

case fibp-99gqh valid must §3.9 the smallest: no item
  flags: ["ZeroLength"]
  value: {"request_id": 11, "results": []}
  wire:
    frame 0x11 11: u32be 0

case fibp-8jxsg valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}]}
  wire:
    frame 0x11 0xffffffff: plain

case fibp-7nths valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 11, "flags": 254, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code":
    "QueueNotFound", "message_id": "not here"}]}
  wire:
    frame 0x11 11 flags=0xfe: plain

case fibp-w86j3 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}]}
  wire:
    frame 0x11 11
      plain
      text "future"

case fibp-8qgba valid must §3.9 one item, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": ""}]}
  wire:
    frame 0x11 11
      u32be 1 ; u8 0x00 ; text ""

case fibp-715u0 valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": "mé\u0000ssage"}]}
  wire:
    frame 0x11 11
      u32be 1 ; u8 0x00 ; text "mé\u0000ssage"

each id size
  fibp-hyhm7 1
  fibp-z594b 255
  fibp-0b8fd 256
  fibp-r1yr7 65535
  case $id valid must §2.4 results[0].message_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": {"$repeat": ["n", $size]}}, {"error_code": "QueueNotFound", "message_id": "not
      here"}]}
    wire:
      frame 0x11 11
        u32be 2 ; u8 0x00 ; string: repeat 6e $size ; u8 0x01 ; text "not here"

case fibp-oe29g valid must §2.10 257 items of results: both bytes of the count are used
  value: {"request_id": 11, "results": {"$repeat": [[{"error_code": "MessageNotFound", "message_id": ""}], 257]}}
  wire:
    frame 0x11 11
      u32be 257
      repeat 020000 257

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-nz50g 0x12 "the opcode of Consume"
  fibp-itt7r 0x10 "the opcode of Enqueue, a neighbour,"
  fibp-sf1fk 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 11: plain

each id number
  fibp-3oyyk 0x01
  fibp-kptar 0x81
  fibp-gqr1v 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x11 11 flags=$number: plain

case fibp-y5nvx invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x11 11 length=len(@head..@last)+1: plain

case fibp-anbf9 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x11 11: plain
    @extra u8 0

case fibp-y0igv invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x11 11 length=5: plain

case fibp-oap62 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x11 11 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-cdxjd invalid must §2.13 no body at all
  error: bad_length @end results
  wire:
    frame 0x11 11

case fibp-imkcz invalid must §2.13 the body ends before results[1].error_code
  error: bad_length @end results[1].error_code
  wire:
    frame 0x11 11
      u32be 2
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-05upp invalid must §2.13 the body ends before results[1].message_id
  error: bad_length @end results[1].message_id
  wire:
    frame 0x11 11
      u32be 2
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 0x01

case fibp-ze2bw invalid must §2.13 the length of results[1].message_id is cut off
  error: bad_length @field results[1].message_id
  wire:
    frame 0x11 11
      u32be 2
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 0x01
      @field hex 00

case fibp-ylsgs invalid must §2.13 results[1].message_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field results[1].message_id
  wire:
    frame 0x11 11
      u32be 2
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 0x01 ; @field u16be 65535 ; utf8 "not here"

case fibp-1qpz0 invalid must §2.5 results[1].message_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field results[1].message_id
  wire:
    frame 0x11 11
      u32be 2
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 0x01 ; @field string: hex 6162ff

case fibp-yg4l1 invalid must §2.13 results[1].message_id, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field results[1].message_id
  wire:
    frame 0x11 11
      u32be 2
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 0x01 ; @field u16be 9 ; utf8 "not here"

case fibp-nwlcf invalid must §2.11 a count of 1000001, one over the limit
  flags: ["LyingLength"]
  error: too_large @field results
  wire:
    frame 0x11 11
      @field u32be 1000001

case fibp-83iuq invalid must §2.11 a count of 2^32-1
  flags: ["LyingLength"]
  error: too_large @field results
  wire:
    frame 0x11 11
      @field u32be 0xffffffff

case fibp-b2ydi invalid must §2.12 a count of 1000000, which is allowed, and no item
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x11 11
      @field u32be 1000000

case fibp-pkkxd invalid must §3.9 two results promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x11 11
      @field u32be 2
      repeat 00 5

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-1ugn3 0x02
  fibp-obo05 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x11 11 flags=$number: plain

case fibp-w2jjm invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x11 11
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-u0523 invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}], "flags": 1}

case fibp-f0o92 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}], "flags": 256}

case fibp-drtq0 invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}]}

case fibp-m7xgo invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}]}

case fibp-2fyxk invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound", "message_id": "not
    here"}]}

case fibp-yqm28 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}], "colour": "red"}

case fibp-33u3k invalid must §9.3 encode: results is missing
  error: unencodable 0 results
  value: {"request_id": 11}

case fibp-7xcpa invalid must §9.3 encode: results as an object
  error: unencodable 0 results
  value: {"request_id": 11, "results": {}}

case fibp-al95k invalid must §9.3 encode: results[0].error_code by a name that is not in the table
  error: unencodable 0 results[0].error_code
  value: {"request_id": 11, "results": [{"error_code": "NoSuchCode", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}]}

case fibp-uexz8 invalid must §9.3 encode: results[0].error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 results[0].error_code
  value: {"request_id": 11, "results": [{"error_code": 256, "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": "not here"}]}

case fibp-rfic7 invalid must §9.3 encode: results[0].message_id as a number
  error: unencodable 0 results[0].message_id
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": 7}, {"error_code": "QueueNotFound", "message_id": "not here"}]}

case fibp-bgnsd invalid must §9.1 encode: results[1].message_id of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 results[1].message_id
  value: {"request_id": 11, "results": [{"error_code": "Ok", "message_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}, {"error_code": "QueueNotFound",
    "message_id": {"$repeat": ["n", 65536]}}]}

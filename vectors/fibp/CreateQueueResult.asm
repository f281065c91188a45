# CreateQueueResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The answer to CreateQueue. Server to client. PROTOCOL.md rule 3.20.",
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
  "frame": "CreateQueueResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; text "orders"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-cxg09 valid must §3.20 every field filled, no two alike
  value: {"request_id": 22, "error_code": "Ok", "queue_id": "orders"}
  wire:
    frame 0xfc 22: plain

case fibp-k80cz valid must §3.20 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 22, "error_code": "Ok", "queue_id": ""}
  wire:
    frame 0xfc 22
      u8 0x00 ; text ""

case fibp-90ygu valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "queue_id": "orders"}
  wire:
    frame 0xfc 0xffffffff: plain

case fibp-8127w valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 22, "flags": 254, "error_code": "Ok", "queue_id": "orders"}
  wire:
    frame 0xfc 22 flags=0xfe: plain

case fibp-wgfn1 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 22, "error_code": "Ok", "queue_id": "orders"}
  wire:
    frame 0xfc 22
      plain
      text "future"

case fibp-iq5wr valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 22, "error_code": "Ok", "queue_id": "очередь"}
  wire:
    frame 0xfc 22
      u8 0x00 ; text "очередь"

each id number
  fibp-6ch44 17
  fibp-zvpgs 127
  fibp-h84kc 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 22, "error_code": $number, "queue_id": "orders"}
    wire:
      frame 0xfc 22
        u8 $number
        text "orders"

case fibp-xhxtn valid must §3.47 a failure has all of its fields too
  value: {"request_id": 22, "error_code": "InternalError", "queue_id": "orders"}
  wire:
    frame 0xfc 22
      u8 0xff ; text "orders"

each id size
  fibp-qewp7 1
  fibp-awiu3 255
  fibp-7ghr2 256
  fibp-er1me 65535
  case $id valid must §2.4 queue_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 22, "error_code": "Ok", "queue_id": {"$repeat": ["n", $size]}}
    wire:
      frame 0xfc 22
        u8 0x00 ; string: repeat 6e $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-3so0z 0x12 "the opcode of Consume"
  fibp-b60kn 0xfd "the opcode of CreateQueue, a neighbour,"
  fibp-q2kb4 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 22: plain

each id number
  fibp-psfr5 0x01
  fibp-mzlu3 0x81
  fibp-wfyx2 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xfc 22 flags=$number: plain

case fibp-1arue invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xfc 22 length=len(@head..@last)+1: plain

case fibp-mw2i5 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xfc 22: plain
    @extra u8 0

case fibp-j0ngf invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xfc 22 length=5: plain

case fibp-jcwue invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xfc 22 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-7sgb1 invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xfc 22

case fibp-crnb1 invalid must §2.13 the body ends before queue_id
  error: bad_length @end queue_id
  wire:
    frame 0xfc 22: u8 0x00

case fibp-2i38i invalid must §2.13 the length of queue_id is cut off
  error: bad_length @field queue_id
  wire:
    frame 0xfc 22
      u8 0x00
      @field hex 00

case fibp-sgrzi invalid must §2.13 queue_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field queue_id
  wire:
    frame 0xfc 22
      u8 0x00
      @field u16be 65535 ; utf8 "orders"

case fibp-xloo3 invalid must §2.5 queue_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field queue_id
  wire:
    frame 0xfc 22
      u8 0x00
      @field string: hex 6162ff

case fibp-ttklp invalid must §2.13 queue_id, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field queue_id
  wire:
    frame 0xfc 22
      u8 0x00
      @field u16be 7 ; utf8 "orders"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-7i7o5 0x02
  fibp-mfsm5 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xfc 22 flags=$number: plain

case fibp-d5dx4 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xfc 22
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-htaub invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 22, "error_code": "Ok", "queue_id": "orders", "flags": 1}

case fibp-higrv invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 22, "error_code": "Ok", "queue_id": "orders", "flags": 256}

case fibp-ylxbw invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "queue_id": "orders"}

case fibp-ynzft invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "queue_id": "orders"}

case fibp-bthvw invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "queue_id": "orders"}

case fibp-0f2fr invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 22, "error_code": "Ok", "queue_id": "orders", "colour": "red"}

case fibp-pw71n invalid must §9.3 encode: queue_id is missing
  error: unencodable 0 queue_id
  value: {"request_id": 22, "error_code": "Ok"}

case fibp-waiv7 invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 22, "error_code": "NoSuchCode", "queue_id": "orders"}

case fibp-ajad2 invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 22, "error_code": 256, "queue_id": "orders"}

case fibp-jck1s invalid must §9.3 encode: queue_id as a number
  error: unencodable 0 queue_id
  value: {"request_id": 22, "error_code": "Ok", "queue_id": 7}

case fibp-a9kbz invalid must §9.1 encode: queue_id of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 queue_id
  value: {"request_id": 22, "error_code": "Ok", "queue_id": {"$repeat": ["n", 65536]}}

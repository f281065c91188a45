# NackResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "One code for each item of a Nack. Server to client. PROTOCOL.md rule 3.17.",
  "flags": {
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "UnknownNumber": "an error code outside of the table: catches closed enums that have to be open",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "NackResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u32be 3 ; u8 0x00 ; u8 0x02 ; u8 0x0b

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-li7mg valid must §3.17 every field filled, no two alike
  value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}
  wire:
    frame 0x19 19: plain

case fibp-p73br valid must §3.17 the smallest: no item
  flags: ["ZeroLength"]
  value: {"request_id": 19, "results": []}
  wire:
    frame 0x19 19: u32be 0

case fibp-u102s valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}
  wire:
    frame 0x19 0xffffffff: plain

case fibp-6miv7 valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 19, "flags": 254, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}
  wire:
    frame 0x19 19 flags=0xfe: plain

case fibp-zs7i3 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}
  wire:
    frame 0x19 19
      plain
      text "future"

case fibp-bhrnt valid must §3.17 one item, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 19, "results": [{"error_code": "Ok"}]}
  wire:
    frame 0x19 19
      u32be 1 ; u8 0x00

case fibp-y2lqo valid must §2.10 257 items of results: both bytes of the count are used
  value: {"request_id": 19, "results": {"$repeat": [[{"error_code": "MessageNotFound"}], 257]}}
  wire:
    frame 0x19 19
      u32be 257
      repeat 02 257

case fibp-ah4kv valid must §4.1 every error code once
  value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": "QueueNotFound"}, {"error_code": "MessageNotFound"}, {"error_code":
    "QueueAlreadyExists"}, {"error_code": "LuaCompilationError"}, {"error_code": "StorageError"}, {"error_code": "NotADLQ"}, {"error_code":
    "ParentQueueNotFound"}, {"error_code": "InvalidConfigValue"}, {"error_code": "ChannelFull"}, {"error_code": "Unauthorized"}, {"error_code":
    "Forbidden"}, {"error_code": "NotLeader"}, {"error_code": "UnsupportedVersion"}, {"error_code": "InvalidFrame"}, {"error_code":
    "ApiKeyNotFound"}, {"error_code": "NodeNotReady"}, {"error_code": "InternalError"}]}
  wire:
    frame 0x19 19
      u32be 18 ; hex 000102030405060708090a0b0c0d0e0f10ff

each id number
  fibp-sph0r 17
  fibp-0pnwh 128
  fibp-qncue 254
  case $id valid should §4.2 the code $number of an item is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": $number}]}
    wire:
      frame 0x19 19
        u32be 2 ; u8 0 ; u8 $number

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-7kbki 0x12 "the opcode of Consume"
  fibp-8gxiv 0x18 "the opcode of Nack, a neighbour,"
  fibp-y3t0v 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 19: plain

each id number
  fibp-sij7c 0x01
  fibp-rkh34 0x81
  fibp-yr2o0 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x19 19 flags=$number: plain

case fibp-j7em5 invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x19 19 length=len(@head..@last)+1: plain

case fibp-iejnx invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x19 19: plain
    @extra u8 0

case fibp-afzy8 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x19 19 length=5: plain

case fibp-r4ve9 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x19 19 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-95fyf invalid must §2.13 no body at all
  error: bad_length @end results
  wire:
    frame 0x19 19

case fibp-8d7xj invalid must §2.12 the body ends before results[1].error_code: results promises more
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x19 19
      @field u32be 3
      u8 0x00

case fibp-6b0e1 invalid must §2.12 the body ends before results[2].error_code: results promises more
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x19 19
      @field u32be 3
      u8 0x00
      u8 0x02

case fibp-3x9q4 invalid must §2.11 a count of 1000001, one over the limit
  flags: ["LyingLength"]
  error: too_large @field results
  wire:
    frame 0x19 19
      @field u32be 1000001

case fibp-8w03r invalid must §2.11 a count of 2^32-1
  flags: ["LyingLength"]
  error: too_large @field results
  wire:
    frame 0x19 19
      @field u32be 0xffffffff

case fibp-npfmi invalid must §2.12 a count of 1000000, which is allowed, and no item
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x19 19
      @field u32be 1000000

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-dyqh9 0x02
  fibp-lr96b 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x19 19 flags=$number: plain

case fibp-enifr invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x19 19
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-nl9in invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}], "flags": 1}

case fibp-h2z20 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}], "flags": 256}

case fibp-arxl2 invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}

case fibp-hanps invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}

case fibp-bupii invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}

case fibp-41gqd invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}], "colour": "red"}

case fibp-cn26u invalid must §9.3 encode: results is missing
  error: unencodable 0 results
  value: {"request_id": 19}

case fibp-s96ae invalid must §9.3 encode: results as an object
  error: unencodable 0 results
  value: {"request_id": 19, "results": {}}

case fibp-7k0h5 invalid must §9.3 encode: results[0].error_code by a name that is not in the table
  error: unencodable 0 results[0].error_code
  value: {"request_id": 19, "results": [{"error_code": "NoSuchCode"}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}

case fibp-60ju4 invalid must §9.3 encode: results[0].error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 results[0].error_code
  value: {"request_id": 19, "results": [{"error_code": 256}, {"error_code": "MessageNotFound"}, {"error_code": "Forbidden"}]}

case fibp-gquf2 invalid must §9.3 encode: results[2].error_code by a name that is not in the table
  error: unencodable 0 results[2].error_code
  value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "NoSuchCode"}]}

case fibp-5r6nd invalid must §9.3 encode: results[2].error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 results[2].error_code
  value: {"request_id": 19, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": 256}]}

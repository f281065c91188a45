# AckResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "One code for each item of an Ack. Server to client. PROTOCOL.md rule 3.15.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "UnknownNumber": "an error code outside of the table: catches closed enums that have to be open",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "AckResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u32be 3 ; u8 0x00 ; u8 0x02 ; u8 0x05

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-dyvii valid must §3.15 every field filled, no two alike
  value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}
  wire:
    frame 0x17 17: plain

case fibp-cl1wd valid must §3.15 the smallest: no item
  flags: ["ZeroLength"]
  value: {"request_id": 17, "results": []}
  wire:
    frame 0x17 17: u32be 0

case fibp-xf65s valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}
  wire:
    frame 0x17 0xffffffff: plain

case fibp-upzvd valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 17, "flags": 254, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}
  wire:
    frame 0x17 17 flags=0xfe: plain

case fibp-ipez9 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}
  wire:
    frame 0x17 17
      plain
      text "future"

case fibp-ga8y8 valid must §3.15 one item, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 17, "results": [{"error_code": "Ok"}]}
  wire:
    frame 0x17 17
      u32be 1 ; u8 0x00

case fibp-xf147 valid must §2.10 257 items of results: both bytes of the count are used
  value: {"request_id": 17, "results": {"$repeat": [[{"error_code": "MessageNotFound"}], 257]}}
  wire:
    frame 0x17 17
      u32be 257
      repeat 02 257

case fibp-xii2v valid must §4.1 every error code once
  value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": "QueueNotFound"}, {"error_code": "MessageNotFound"}, {"error_code":
    "QueueAlreadyExists"}, {"error_code": "LuaCompilationError"}, {"error_code": "StorageError"}, {"error_code": "NotADLQ"}, {"error_code":
    "ParentQueueNotFound"}, {"error_code": "InvalidConfigValue"}, {"error_code": "ChannelFull"}, {"error_code": "Unauthorized"}, {"error_code":
    "Forbidden"}, {"error_code": "NotLeader"}, {"error_code": "UnsupportedVersion"}, {"error_code": "InvalidFrame"}, {"error_code":
    "ApiKeyNotFound"}, {"error_code": "NodeNotReady"}, {"error_code": "InternalError"}]}
  wire:
    frame 0x17 17
      u32be 18 ; hex 000102030405060708090a0b0c0d0e0f10ff

each id number
  fibp-8hlil 17
  fibp-ieoum 128
  fibp-emeox 254
  case $id valid should §4.2 the code $number of an item is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": $number}]}
    wire:
      frame 0x17 17
        u32be 2 ; u8 0 ; u8 $number

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-r4kjv 0x12 "the opcode of Consume"
  fibp-83lpr 0x16 "the opcode of Ack, a neighbour,"
  fibp-djcsh 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 17: plain

each id number
  fibp-ze7su 0x01
  fibp-btxcb 0x81
  fibp-fixhh 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x17 17 flags=$number: plain

case fibp-dktll invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x17 17 length=len(@head..@last)+1: plain

case fibp-tmzfa invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x17 17: plain
    @extra u8 0

case fibp-oalvu invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x17 17 length=5: plain

case fibp-ztv67 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x17 17 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-duzp6 invalid must §2.13 no body at all
  error: bad_length @end results
  wire:
    frame 0x17 17

case fibp-f9p1w invalid must §2.12 the body ends before results[1].error_code: results promises more
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x17 17
      @field u32be 3
      u8 0x00

case fibp-p1mx3 invalid must §2.12 the body ends before results[2].error_code: results promises more
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x17 17
      @field u32be 3
      u8 0x00
      u8 0x02

case fibp-7ems3 invalid must §2.11 a count of 1000001, one over the limit
  flags: ["LyingLength"]
  error: too_large @field results
  wire:
    frame 0x17 17
      @field u32be 1000001

case fibp-k3fc1 invalid must §2.11 a count of 2^32-1
  flags: ["LyingLength"]
  error: too_large @field results
  wire:
    frame 0x17 17
      @field u32be 0xffffffff

case fibp-06osr invalid must §2.12 a count of 1000000, which is allowed, and no item
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x17 17
      @field u32be 1000000

case fibp-g58v1 invalid must §2.12 two results promised, one there
  flags: ["LyingLength"]
  error: bad_length @field results
  wire:
    frame 0x17 17
      @field u32be 2 ; u8 0

case fibp-agi1k invalid must §2.11 1000001 results, and all their bytes are there
  flags: ["BigFrame"]
  error: too_large @field results
  wire:
    frame 0x17 17
      @field u32be 1000001
      repeat 00 1000001

case fibp-kyne2 invalid must §2.10 a u16 count, as the lists of administration have
  error: bad_length @field results
  wire:
    frame 0x17 17
      @field u16be 2 ; u8 0 ; u8 2

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-sgava 0x02
  fibp-23nee 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x17 17 flags=$number: plain

case fibp-t5dyg invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x17 17
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-5jrru invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}], "flags": 1}

case fibp-mf3kt invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}], "flags": 256}

case fibp-zgbzk invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}

case fibp-8buud invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}

case fibp-ecu4g invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}

case fibp-256es invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}], "colour": "red"}

case fibp-9fga9 invalid must §9.3 encode: results is missing
  error: unencodable 0 results
  value: {"request_id": 17}

case fibp-p99vf invalid must §9.3 encode: results as an object
  error: unencodable 0 results
  value: {"request_id": 17, "results": {}}

case fibp-iszln invalid must §9.3 encode: results[0].error_code by a name that is not in the table
  error: unencodable 0 results[0].error_code
  value: {"request_id": 17, "results": [{"error_code": "NoSuchCode"}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}

case fibp-lv79x invalid must §9.3 encode: results[0].error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 results[0].error_code
  value: {"request_id": 17, "results": [{"error_code": 256}, {"error_code": "MessageNotFound"}, {"error_code": "StorageError"}]}

case fibp-7z939 invalid must §9.3 encode: results[2].error_code by a name that is not in the table
  error: unencodable 0 results[2].error_code
  value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": "NoSuchCode"}]}

case fibp-c6til invalid must §9.3 encode: results[2].error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 results[2].error_code
  value: {"request_id": 17, "results": [{"error_code": "Ok"}, {"error_code": "MessageNotFound"}, {"error_code": 256}]}

# RedriveResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "How many messages were moved. Server to client. PROTOCOL.md rule 3.36.",
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
  "frame": "RedriveResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; u64be 0x0102030405060708

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-bamje valid must §3.36 every field filled, no two alike
  value: {"request_id": 38, "error_code": "Ok", "redriven": "72623859790382856"}
  wire:
    frame 0xee 38: plain

case fibp-vk0vm valid must §3.36 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 38, "error_code": "Ok", "redriven": "0"}
  wire:
    frame 0xee 38
      u8 0x00 ; u64be 0

case fibp-qt9t6 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "redriven": "72623859790382856"}
  wire:
    frame 0xee 0xffffffff: plain

case fibp-xqfh3 valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 38, "flags": 254, "error_code": "Ok", "redriven": "72623859790382856"}
  wire:
    frame 0xee 38 flags=0xfe: plain

case fibp-myqsy valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 38, "error_code": "Ok", "redriven": "72623859790382856"}
  wire:
    frame 0xee 38
      plain
      text "future"

case fibp-wtqz3 valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 38, "error_code": "InternalError", "redriven": "18446744073709551615"}
  wire:
    frame 0xee 38
      u8 0xff ; u64be 0xffffffffffffffff

case fibp-urtid valid must §2.1 redriven 2^63
  flags: ["EdgeNumber"]
  value: {"request_id": 38, "error_code": "Ok", "redriven": "9223372036854775808"}
  wire:
    frame 0xee 38
      u8 0x00 ; u64be 0x8000000000000000

case fibp-hpnnx valid must §2.1 redriven 2^53+1, which a double cannot hold
  flags: ["EdgeNumber"]
  value: {"request_id": 38, "error_code": "Ok", "redriven": "9007199254740993"}
  wire:
    frame 0xee 38
      u8 0x00 ; u64be 0x0020000000000001

each id number
  fibp-jawi9 17
  fibp-0qku4 127
  fibp-gytpl 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 38, "error_code": $number, "redriven": "72623859790382856"}
    wire:
      frame 0xee 38
        u8 $number
        u64be 0x0102030405060708

case fibp-fvb8m valid must §3.47 a failure has all of its fields too
  value: {"request_id": 38, "error_code": "InternalError", "redriven": "72623859790382856"}
  wire:
    frame 0xee 38
      u8 0xff ; u64be 0x0102030405060708

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-obyuj 0x12 "the opcode of Consume"
  fibp-m2qzo 0xef "the opcode of Redrive, a neighbour,"
  fibp-x5wob 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 38: plain

each id number
  fibp-x3pnz 0x01
  fibp-j6mf3 0x81
  fibp-3h6p8 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xee 38 flags=$number: plain

case fibp-1qs6j invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xee 38 length=len(@head..@last)+1: plain

case fibp-yuo62 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xee 38: plain
    @extra u8 0

case fibp-0zy09 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xee 38 length=5: plain

case fibp-rb9f1 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xee 38 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-qtgo8 invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xee 38

case fibp-mei3v invalid must §2.13 the body ends before redriven
  error: bad_length @end redriven
  wire:
    frame 0xee 38: u8 0x00

case fibp-6f8od invalid must §2.15 redriven has 7 bytes
  error: bad_length @field redriven
  wire:
    frame 0xee 38
      u8 0x00
      @field repeat 01 7

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-iyt1p 0x02
  fibp-20bbu 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xee 38 flags=$number: plain

case fibp-gmsgd invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xee 38
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-sie8q invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 38, "error_code": "Ok", "redriven": "72623859790382856", "flags": 1}

case fibp-n2rud invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 38, "error_code": "Ok", "redriven": "72623859790382856", "flags": 256}

case fibp-8jb2q invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "redriven": "72623859790382856"}

case fibp-gml0n invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "redriven": "72623859790382856"}

case fibp-youx5 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "redriven": "72623859790382856"}

case fibp-754x4 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 38, "error_code": "Ok", "redriven": "72623859790382856", "colour": "red"}

case fibp-2hla2 invalid must §9.3 encode: redriven is missing
  error: unencodable 0 redriven
  value: {"request_id": 38, "error_code": "Ok"}

case fibp-25bbf invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 38, "error_code": "NoSuchCode", "redriven": "72623859790382856"}

case fibp-vi3t5 invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 38, "error_code": 256, "redriven": "72623859790382856"}

case fibp-9yuze invalid must §9.3 encode: redriven 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 redriven
  value: {"request_id": 38, "error_code": "Ok", "redriven": "18446744073709551616"}

case fibp-w5wjr invalid must §9.3 encode: redriven -1
  flags: ["EncoderLimit"]
  error: unencodable 0 redriven
  value: {"request_id": 38, "error_code": "Ok", "redriven": "-1"}

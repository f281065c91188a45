# SetAclResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The answer to SetAcl. Server to client. PROTOCOL.md rule 3.44.",
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
  "frame": "SetAclResult", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-8ubp1 valid must §3.44 a SetAclResult like any other
  value: {"request_id": 46, "error_code": "InvalidConfigValue"}
  wire:
    frame 0xe6 46: u8 0x08

case fibp-ie0wy valid must §3.44 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 46, "error_code": "Ok"}
  wire:
    frame 0xe6 46: u8 0x00

case fibp-6f1mo valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "InvalidConfigValue"}
  wire:
    frame 0xe6 0xffffffff: u8 0x08

case fibp-7aebo valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 46, "flags": 254, "error_code": "InvalidConfigValue"}
  wire:
    frame 0xe6 46 flags=0xfe: u8 0x08

case fibp-0x5pq valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 46, "error_code": "InvalidConfigValue"}
  wire:
    frame 0xe6 46
      u8 0x08
      text "future"

each id number
  fibp-29xr7 17
  fibp-a90db 127
  fibp-1auna 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 46, "error_code": $number}
    wire:
      frame 0xe6 46: u8 $number

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-u20hh 0x12 "the opcode of Consume"
  fibp-3i8dl 0xe7 "the opcode of SetAcl, a neighbour,"
  fibp-n5vw2 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 46: u8 0x08

each id number
  fibp-pp3m0 0x01
  fibp-k5wrx 0x81
  fibp-v58ds 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xe6 46 flags=$number: u8 0x08

case fibp-25a13 invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xe6 46 length=len(@head..@last)+1: u8 0x08

case fibp-u7qzr invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xe6 46: u8 0x08
    @extra u8 0

case fibp-2nynk invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xe6 46 length=5: u8 0x08

case fibp-65jxo invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xe6 46 length=16777217: u8 0x08

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-a8frh invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xe6 46

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-rahy8 0x02
  fibp-kqm4v 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xe6 46 flags=$number: u8 0x08

case fibp-2iftx invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xe6 46
      u8 0x08
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-5m7mh invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 46, "error_code": "InvalidConfigValue", "flags": 1}

case fibp-wa1la invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 46, "error_code": "InvalidConfigValue", "flags": 256}

case fibp-ymvcv invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "InvalidConfigValue"}

case fibp-lt8wz invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "InvalidConfigValue"}

case fibp-32xyo invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "InvalidConfigValue"}

case fibp-i1c32 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 46, "error_code": "InvalidConfigValue", "colour": "red"}

case fibp-vtlm2 invalid must §9.3 encode: error_code is missing
  error: unencodable 0 error_code
  value: {"request_id": 46}

case fibp-dnc4p invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 46, "error_code": "NoSuchCode"}

case fibp-1ddzf invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 46, "error_code": 256}

# RevokeApiKeyResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The answer to RevokeApiKey. Server to client. PROTOCOL.md rule 3.40.",
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
  "frame": "RevokeApiKeyResult", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-mvzgh valid must §3.40 a RevokeApiKeyResult like any other
  value: {"request_id": 42, "error_code": "ApiKeyNotFound"}
  wire:
    frame 0xea 42: u8 0x0f

case fibp-e3jzy valid must §3.40 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 42, "error_code": "Ok"}
  wire:
    frame 0xea 42: u8 0x00

case fibp-se433 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "ApiKeyNotFound"}
  wire:
    frame 0xea 0xffffffff: u8 0x0f

case fibp-c9x35 valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 42, "flags": 254, "error_code": "ApiKeyNotFound"}
  wire:
    frame 0xea 42 flags=0xfe: u8 0x0f

case fibp-7q5g0 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 42, "error_code": "ApiKeyNotFound"}
  wire:
    frame 0xea 42
      u8 0x0f
      text "future"

each id number
  fibp-5tkit 17
  fibp-1ng1d 127
  fibp-006zi 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 42, "error_code": $number}
    wire:
      frame 0xea 42: u8 $number

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-x4ajg 0x12 "the opcode of Consume"
  fibp-fdgba 0xeb "the opcode of RevokeApiKey, a neighbour,"
  fibp-twhai 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 42: u8 0x0f

each id number
  fibp-2f5fm 0x01
  fibp-h3gzh 0x81
  fibp-d485w 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xea 42 flags=$number: u8 0x0f

case fibp-f0xmt invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xea 42 length=len(@head..@last)+1: u8 0x0f

case fibp-xi5dp invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xea 42: u8 0x0f
    @extra u8 0

case fibp-cr4et invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xea 42 length=5: u8 0x0f

case fibp-yhik3 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xea 42 length=16777217: u8 0x0f

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-brcua invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xea 42

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-p0j1p 0x02
  fibp-iytxo 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xea 42 flags=$number: u8 0x0f

case fibp-gy2gn invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xea 42
      u8 0x0f
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-5cl07 invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 42, "error_code": "ApiKeyNotFound", "flags": 1}

case fibp-b8glb invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 42, "error_code": "ApiKeyNotFound", "flags": 256}

case fibp-kthbm invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "ApiKeyNotFound"}

case fibp-iapcu invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "ApiKeyNotFound"}

case fibp-v5a53 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "ApiKeyNotFound"}

case fibp-sxbpi invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 42, "error_code": "ApiKeyNotFound", "colour": "red"}

case fibp-stfi2 invalid must §9.3 encode: error_code is missing
  error: unencodable 0 error_code
  value: {"request_id": 42}

case fibp-jbrlv invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 42, "error_code": "NoSuchCode"}

case fibp-5n2u3 invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 42, "error_code": 256}

# DeleteQueueResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The answer to DeleteQueue. Server to client. PROTOCOL.md rule 3.22.",
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
  "frame": "DeleteQueueResult", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-eniw6 valid must §3.22 a DeleteQueueResult like any other
  value: {"request_id": 24, "error_code": "QueueNotFound"}
  wire:
    frame 0xfa 24: u8 0x01

case fibp-i2x8y valid must §3.22 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 24, "error_code": "Ok"}
  wire:
    frame 0xfa 24: u8 0x00

case fibp-60edn valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "QueueNotFound"}
  wire:
    frame 0xfa 0xffffffff: u8 0x01

case fibp-5khwb valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 24, "flags": 254, "error_code": "QueueNotFound"}
  wire:
    frame 0xfa 24 flags=0xfe: u8 0x01

case fibp-6ytdu valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 24, "error_code": "QueueNotFound"}
  wire:
    frame 0xfa 24
      u8 0x01
      text "future"

each id number
  fibp-f8yud 17
  fibp-tun3d 127
  fibp-50fh6 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 24, "error_code": $number}
    wire:
      frame 0xfa 24: u8 $number

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-n86b2 0x12 "the opcode of Consume"
  fibp-s07up 0xfb "the opcode of DeleteQueue, a neighbour,"
  fibp-bfy64 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 24: u8 0x01

each id number
  fibp-nkjhz 0x01
  fibp-z862z 0x81
  fibp-u4jzu 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xfa 24 flags=$number: u8 0x01

case fibp-sen6r invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xfa 24 length=len(@head..@last)+1: u8 0x01

case fibp-spkqo invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xfa 24: u8 0x01
    @extra u8 0

case fibp-e85x7 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xfa 24 length=5: u8 0x01

case fibp-vvk9g invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xfa 24 length=16777217: u8 0x01

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-gbf9m invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xfa 24

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-f4fit 0x02
  fibp-8l464 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xfa 24 flags=$number: u8 0x01

case fibp-ak558 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xfa 24
      u8 0x01
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-od0gi invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 24, "error_code": "QueueNotFound", "flags": 1}

case fibp-xvfd9 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 24, "error_code": "QueueNotFound", "flags": 256}

case fibp-lc8gp invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "QueueNotFound"}

case fibp-gtkar invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "QueueNotFound"}

case fibp-eivmv invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "QueueNotFound"}

case fibp-b7c5k invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 24, "error_code": "QueueNotFound", "colour": "red"}

case fibp-euirp invalid must §9.3 encode: error_code is missing
  error: unencodable 0 error_code
  value: {"request_id": 24}

case fibp-pnj0f invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 24, "error_code": "NoSuchCode"}

case fibp-n9149 invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 24, "error_code": 256}

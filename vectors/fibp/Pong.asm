# Pong frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The answer to Ping, with its request id. Both directions. PROTOCOL.md rule 3.6.",
  "flags": {
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0"
  },
  "frame": "Pong", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-3vkiq valid must §3.6 a Pong
  value: {"request_id": 8}
  wire:
    frame 0x04 8

case fibp-pdu4k valid must §1.12 request id 0
  flags: ["EdgeNumber"]
  value: {"request_id": 0}
  wire:
    frame 0x04 0

case fibp-0i3dj valid must §1.12 request id 2^31, where signed numbers turn negative
  flags: ["EdgeNumber"]
  value: {"request_id": 2147483648}
  wire:
    frame 0x04 0x80000000

case fibp-ahse8 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295}
  wire:
    frame 0x04 0xffffffff

case fibp-aby8o valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 8, "flags": 254}
  wire:
    frame 0x04 8 flags=0xfe

case fibp-n83qx valid must §2.16 a field of a later revision in the place of no field is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 8}
  wire:
    frame 0x04 8
      text "future"

case fibp-dl7yk valid must §2.16 one byte of body is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 8}
  wire:
    frame 0x04 8
      u8 0

case fibp-muyvm valid must §2.16 4096 bytes of body are ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 8}
  wire:
    frame 0x04 8
      repeat ff 4096

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-ybjrh 0xf7 "the opcode of ListQueues"
  fibp-mg4dt 0x05 "the opcode of Disconnect, a neighbour,"
  fibp-7fd02 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 8

each id number
  fibp-o7xj9 0x01
  fibp-n6qfo 0x81
  fibp-bx10h 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x04 8 flags=$number

case fibp-3q16f invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x04 8 length=len(@head..@last)+1

case fibp-ovko3 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x04 8
    @extra u8 0

case fibp-tp4hh invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x04 8 length=5

case fibp-zvwak invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x04 8 length=16777217

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-3wcqo 0x02
  fibp-38ct0 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x04 8 flags=$number

case fibp-8eha1 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x04 8
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-e9fni invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 8, "flags": 1}

case fibp-cehzo invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 8, "flags": 256}

case fibp-636dz invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296}

case fibp-maeb3 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1}

case fibp-v23is invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {}

case fibp-jy6u1 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 8, "colour": "red"}

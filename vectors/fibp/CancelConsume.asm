# CancelConsume frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Ends the subscription whose Consume had this request id. Client to server. PROTOCOL.md rule 3.13.",
  "flags": {
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0"
  },
  "frame": "CancelConsume", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-4dh4h valid must §3.13 a CancelConsume
  value: {"request_id": 15}
  wire:
    frame 0x15 15

case fibp-1rfu5 valid must §1.12 request id 0
  flags: ["EdgeNumber"]
  value: {"request_id": 0}
  wire:
    frame 0x15 0

case fibp-086st valid must §1.12 request id 2^31, where signed numbers turn negative
  flags: ["EdgeNumber"]
  value: {"request_id": 2147483648}
  wire:
    frame 0x15 0x80000000

case fibp-e526a valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295}
  wire:
    frame 0x15 0xffffffff

case fibp-7pe09 valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 15, "flags": 254}
  wire:
    frame 0x15 15 flags=0xfe

case fibp-n5c9j valid must §2.16 a field of a later revision in the place of no field is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 15}
  wire:
    frame 0x15 15
      text "future"

case fibp-vg6un valid must §2.16 one byte of body is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 15}
  wire:
    frame 0x15 15
      u8 0

case fibp-ag3bh valid must §2.16 4096 bytes of body are ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 15}
  wire:
    frame 0x15 15
      repeat ff 4096

case fibp-qlp00 valid must §3.13 the consumer id in the body, as fila-python sends it: ignored, and not in the value
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 6}
  wire:
    frame 0x15 6
      text "0192f3a1-7b2c-7def-8123-456789abcdef"

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-mzvsq 0x05 "the opcode of Disconnect"
  fibp-hg7az 0x14 "the opcode of Delivery, a neighbour,"
  fibp-v16wv 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 15

each id number
  fibp-8d55x 0x01
  fibp-129wk 0x81
  fibp-zd1b6 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x15 15 flags=$number

case fibp-teuve invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x15 15 length=len(@head..@last)+1

case fibp-iefr2 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x15 15
    @extra u8 0

case fibp-41nq2 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x15 15 length=5

case fibp-be4rp invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x15 15 length=16777217

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-jlriv 0x02
  fibp-qhhcq 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x15 15 flags=$number

case fibp-3iy5j invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x15 15
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-d8oyd invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 15, "flags": 1}

case fibp-kii9a invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 15, "flags": 256}

case fibp-9fn9e invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296}

case fibp-ym661 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1}

case fibp-q27sh invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {}

case fibp-u0f5v invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 15, "colour": "red"}

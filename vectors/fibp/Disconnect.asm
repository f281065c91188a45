# Disconnect frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The orderly end of a connection. Both directions. PROTOCOL.md rule 3.7.",
  "flags": {
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0"
  },
  "frame": "Disconnect", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-7sc1q valid must §3.7 a Disconnect
  value: {"request_id": 9}
  wire:
    frame 0x05 9

case fibp-seapz valid must §1.12 request id 0
  flags: ["EdgeNumber"]
  value: {"request_id": 0}
  wire:
    frame 0x05 0

case fibp-1dys8 valid must §1.12 request id 2^31, where signed numbers turn negative
  flags: ["EdgeNumber"]
  value: {"request_id": 2147483648}
  wire:
    frame 0x05 0x80000000

case fibp-aq12l valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295}
  wire:
    frame 0x05 0xffffffff

case fibp-037ib valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 9, "flags": 254}
  wire:
    frame 0x05 9 flags=0xfe

case fibp-34l1u valid must §2.16 a field of a later revision in the place of no field is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 9}
  wire:
    frame 0x05 9
      text "future"

case fibp-z8mdg valid must §2.16 one byte of body is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 9}
  wire:
    frame 0x05 9
      u8 0

case fibp-dawcg valid must §2.16 4096 bytes of body are ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 9}
  wire:
    frame 0x05 9
      repeat ff 4096

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-9yaep 0xf7 "the opcode of ListQueues"
  fibp-kdrjt 0x04 "the opcode of Pong, a neighbour,"
  fibp-wslro 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 9

each id number
  fibp-7pq80 0x01
  fibp-qzewd 0x81
  fibp-z65et 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x05 9 flags=$number

case fibp-7body invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x05 9 length=len(@head..@last)+1

case fibp-qz4s3 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x05 9
    @extra u8 0

case fibp-1gea5 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x05 9 length=5

case fibp-k944f invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x05 9 length=16777217

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-kaehk 0x02
  fibp-rddu3 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x05 9 flags=$number

case fibp-rzor6 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x05 9
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-3feya invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 9, "flags": 1}

case fibp-o9biv invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 9, "flags": 256}

case fibp-gfp9e invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296}

case fibp-63gpa invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1}

case fibp-zx28i invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {}

case fibp-ewe7y invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 9, "colour": "red"}

# Handshake frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The first frame of a client: protocol version and key. Client to server. PROTOCOL.md rule 3.3.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "OddBoolean": "a boolean or presence byte other than 0 and 1: catches comparisons with 1",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "Handshake", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u16be 1 ; present "fila_secret-key"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-8ox39 valid must §3.3 every field filled, no two alike
  value: {"request_id": 5, "protocol_version": 1, "api_key": "fila_secret-key"}
  wire:
    frame 0x01 5: plain

case fibp-pdzk9 valid must §3.3 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 5, "protocol_version": 0}
  wire:
    frame 0x01 5
      u16be 0 ; absent

case fibp-ula4h valid must §1.12 request id 0
  flags: ["EdgeNumber"]
  value: {"request_id": 0, "protocol_version": 1, "api_key": "fila_secret-key"}
  wire:
    frame 0x01 0: plain

case fibp-ahppm valid must §1.12 request id 2^31, where signed numbers turn negative
  flags: ["EdgeNumber"]
  value: {"request_id": 2147483648, "protocol_version": 1, "api_key": "fila_secret-key"}
  wire:
    frame 0x01 0x80000000: plain

case fibp-z2xf3 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "protocol_version": 1, "api_key": "fila_secret-key"}
  wire:
    frame 0x01 0xffffffff: plain

case fibp-5p6hg valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 5, "flags": 254, "protocol_version": 1, "api_key": "fila_secret-key"}
  wire:
    frame 0x01 5 flags=0xfe: plain

case fibp-1k4t6 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 5, "protocol_version": 1, "api_key": "fila_secret-key"}
  wire:
    frame 0x01 5
      plain
      text "future"

case fibp-bnn5x valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 5, "protocol_version": 65535, "api_key": "fila_secret-key"}
  wire:
    frame 0x01 5
      u16be 65535 ; present "fila_secret-key"

case fibp-m2hst valid must §2.9 no api_key
  value: {"request_id": 5, "protocol_version": 1}
  wire:
    frame 0x01 5
      u16be 1 ; absent

case fibp-pqzpi valid must §2.9 api_key there and empty, which is not absent
  flags: ["ZeroLength"]
  value: {"request_id": 5, "protocol_version": 1, "api_key": ""}
  wire:
    frame 0x01 5
      u16be 1 ; present ""

each id number
  fibp-l2zyq 2
  fibp-2otu7 255
  case $id valid must §2.9 a presence byte of $number: api_key is there
    canonical: false
    flags: ["OddBoolean"]
    value: {"request_id": 5, "protocol_version": 1, "api_key": "fila_secret-key"}
    wire:
      frame 0x01 5
        u16be 1 ; u8 $number ; text "fila_secret-key"

each id size
  fibp-4uc78 1
  fibp-kvx63 255
  fibp-gqtjt 256
  fibp-0ke24 65535
  case $id valid must §2.4 api_key of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 5, "protocol_version": 1, "api_key": {"$repeat": ["n", $size]}}
    wire:
      frame 0x01 5
        u16be 1 ; u8 1 ; string: repeat 6e $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-69x0o 0x12 "the opcode of Consume"
  fibp-g0320 0x02 "the opcode of HandshakeOk, a neighbour,"
  fibp-4c9i0 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 5: plain

each id number
  fibp-9it0d 0x01
  fibp-65o5w 0x81
  fibp-z1xlf 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x01 5 flags=$number: plain

case fibp-nthi4 invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x01 5 length=len(@head..@last)+1: plain

case fibp-3xi1i invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x01 5: plain
    @extra u8 0

case fibp-pbn33 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x01 5 length=5: plain

case fibp-4qfwm invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x01 5 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-i0zb3 invalid must §2.13 no body at all
  error: bad_length @end protocol_version
  wire:
    frame 0x01 5

case fibp-9ei28 invalid must §2.14 the body ends before api_key
  error: bad_length @end api_key
  wire:
    frame 0x01 5: u16be 1

case fibp-xz2m7 invalid must §2.15 protocol_version has 1 byte
  error: bad_length @field protocol_version
  wire:
    frame 0x01 5
      @field repeat 01 1

case fibp-wex9n invalid must §2.13 the length of api_key is cut off
  error: bad_length @field api_key
  wire:
    frame 0x01 5
      u16be 1
      u8 1 ; @field hex 00

case fibp-mgrlx invalid must §2.13 api_key claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field api_key
  wire:
    frame 0x01 5
      u16be 1
      u8 1 ; @field u16be 65535 ; utf8 "fila_secret-key"

case fibp-qdvko invalid must §2.5 api_key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field api_key
  wire:
    frame 0x01 5
      u16be 1
      u8 1 ; @field string: hex 6162ff

case fibp-mge12 invalid must §2.13 api_key, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field api_key
  wire:
    frame 0x01 5
      u16be 1
      u8 1 ; @field u16be 16 ; utf8 "fila_secret-key"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-g7xza 0x02
  fibp-uuvaa 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x01 5 flags=$number: plain

case fibp-p6a7u invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x01 5
      plain
      @extra u8 0

case fibp-4b4eb invalid should §11.2 strict: a presence byte of 2 before api_key
  context: {"profile": "strict"}
  flags: ["OddBoolean"]
  error: bad_value @field api_key
  wire:
    frame 0x01 5
      u16be 1 ; @field u8 2 ; text "fila_secret-key"

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-8mrim invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 5, "protocol_version": 1, "api_key": "fila_secret-key", "flags": 1}

case fibp-gumhk invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 5, "protocol_version": 1, "api_key": "fila_secret-key", "flags": 256}

case fibp-7qp2q invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "protocol_version": 1, "api_key": "fila_secret-key"}

case fibp-g2wa7 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "protocol_version": 1, "api_key": "fila_secret-key"}

case fibp-madce invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"protocol_version": 1, "api_key": "fila_secret-key"}

case fibp-7by6b invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 5, "protocol_version": 1, "api_key": "fila_secret-key", "colour": "red"}

case fibp-43q16 invalid must §9.3 encode: protocol_version is missing
  error: unencodable 0 protocol_version
  value: {"request_id": 5, "api_key": "fila_secret-key"}

case fibp-4twtz invalid must §9.3 encode: protocol_version 65536
  flags: ["EncoderLimit"]
  error: unencodable 0 protocol_version
  value: {"request_id": 5, "protocol_version": 65536, "api_key": "fila_secret-key"}

case fibp-wta4u invalid must §9.3 encode: protocol_version -1
  flags: ["EncoderLimit"]
  error: unencodable 0 protocol_version
  value: {"request_id": 5, "protocol_version": -1, "api_key": "fila_secret-key"}

case fibp-qnt3v invalid must §9.3 encode: api_key as a number
  error: unencodable 0 api_key
  value: {"request_id": 5, "protocol_version": 1, "api_key": 7}

case fibp-5iyyu invalid must §9.1 encode: api_key of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 api_key
  value: {"request_id": 5, "protocol_version": 1, "api_key": {"$repeat": ["n", 65536]}}

case fibp-q666l invalid must §9.1 encode: api_key of 21846 characters of three bytes: 65538 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 api_key
  value: {"request_id": 5, "protocol_version": 1, "api_key": {"$repeat": ["語", 21846]}}

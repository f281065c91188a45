# HandshakeOk frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The answer of a server that lets the client in: version, node and frame limit. Server to client. PROTOCOL.md rule 3.4.",
  "flags": {
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "HandshakeOk", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u16be 1 ; u64be 0x0102030405060708 ; u32be 0x01020304

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-1pn7x valid must §3.4 every field filled, no two alike
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060}
  wire:
    frame 0x02 6: plain

case fibp-42035 valid must §3.4 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 6, "negotiated_version": 0, "node_id": "0", "max_frame_size": 0}
  wire:
    frame 0x02 6
      u16be 0 ; u64be 0 ; u32be 0

case fibp-116p5 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060}
  wire:
    frame 0x02 0xffffffff: plain

case fibp-zx0vd valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 6, "flags": 254, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060}
  wire:
    frame 0x02 6 flags=0xfe: plain

case fibp-0o386 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060}
  wire:
    frame 0x02 6
      plain
      text "future"

case fibp-50dzx valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 6, "negotiated_version": 65535, "node_id": "18446744073709551615", "max_frame_size": 4294967295}
  wire:
    frame 0x02 6
      u16be 65535 ; u64be 0xffffffffffffffff ; u32be 0xffffffff

case fibp-24uhd valid must §2.1 node_id 2^63
  flags: ["EdgeNumber"]
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "9223372036854775808", "max_frame_size": 16909060}
  wire:
    frame 0x02 6
      u16be 1 ; u64be 0x8000000000000000 ; u32be 0x01020304

case fibp-d22x7 valid must §2.1 node_id 2^53+1, which a double cannot hold
  flags: ["EdgeNumber"]
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "9007199254740993", "max_frame_size": 16909060}
  wire:
    frame 0x02 6
      u16be 1 ; u64be 0x0020000000000001 ; u32be 0x01020304

each id version size
  fibp-ktjzr 1 0
  fibp-fz700 2 16777216
  fibp-glw7o 0 1
  fibp-mcogm 65535 4294967295
  case $id valid must §3.4 version $version, a frame limit of $size: the codec judges neither
    value: {"request_id": 4, "negotiated_version": $version, "node_id": "0", "max_frame_size": $size}
    wire:
      frame 0x02 4
        u16be $version ; u64be 0 ; u32be $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-nyfvg 0x12 "the opcode of Consume"
  fibp-g9h6z 0x03 "the opcode of Ping, a neighbour,"
  fibp-032fw 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 6: plain

each id number
  fibp-54azi 0x01
  fibp-w9ysk 0x81
  fibp-8skpb 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x02 6 flags=$number: plain

case fibp-nfroy invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x02 6 length=len(@head..@last)+1: plain

case fibp-83l0i invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x02 6: plain
    @extra u8 0

case fibp-39w5w invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x02 6 length=5: plain

case fibp-dr6m8 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x02 6 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-qyztq invalid must §2.13 no body at all
  error: bad_length @end negotiated_version
  wire:
    frame 0x02 6

case fibp-4grl3 invalid must §2.13 the body ends before node_id
  error: bad_length @end node_id
  wire:
    frame 0x02 6: u16be 1

case fibp-2fqri invalid must §2.13 the body ends before max_frame_size
  error: bad_length @end max_frame_size
  wire:
    frame 0x02 6
      u16be 1
      u64be 0x0102030405060708

case fibp-4xtxs invalid must §2.15 negotiated_version has 1 byte
  error: bad_length @field negotiated_version
  wire:
    frame 0x02 6
      @field repeat 01 1

case fibp-3s5pv invalid must §2.15 node_id has 7 bytes
  error: bad_length @field node_id
  wire:
    frame 0x02 6
      u16be 1
      @field repeat 01 7

case fibp-v1qb5 invalid must §2.15 max_frame_size has 3 bytes
  error: bad_length @field max_frame_size
  wire:
    frame 0x02 6
      u16be 1
      u64be 0x0102030405060708
      @field repeat 01 3

case fibp-gau0e invalid must §12.7 the HandshakeOk of an early draft, without max_frame_size
  error: bad_length @end max_frame_size
  wire:
    frame 0x02 4
      u16be 1 ; u64be 0

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-0wp37 0x02
  fibp-f9urn 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x02 6 flags=$number: plain

case fibp-himdp invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x02 6
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-0zcug invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060, "flags": 1}

case fibp-gfce3 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060, "flags": 256}

case fibp-czhr5 invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060}

case fibp-hmbwa invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060}

case fibp-0bgy5 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060}

case fibp-axjw8 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 16909060, "colour": "red"}

case fibp-z3dvk invalid must §9.3 encode: max_frame_size is missing
  error: unencodable 0 max_frame_size
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "72623859790382856"}

case fibp-iijna invalid must §9.3 encode: negotiated_version 65536
  flags: ["EncoderLimit"]
  error: unencodable 0 negotiated_version
  value: {"request_id": 6, "negotiated_version": 65536, "node_id": "72623859790382856", "max_frame_size": 16909060}

case fibp-6q99c invalid must §9.3 encode: negotiated_version -1
  flags: ["EncoderLimit"]
  error: unencodable 0 negotiated_version
  value: {"request_id": 6, "negotiated_version": -1, "node_id": "72623859790382856", "max_frame_size": 16909060}

case fibp-87fx2 invalid must §9.3 encode: node_id 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 node_id
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "18446744073709551616", "max_frame_size": 16909060}

case fibp-walnc invalid must §9.3 encode: node_id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 node_id
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "-1", "max_frame_size": 16909060}

case fibp-1ez01 invalid must §9.3 encode: max_frame_size 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 max_frame_size
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": 4294967296}

case fibp-vicf8 invalid must §9.3 encode: max_frame_size -1
  flags: ["EncoderLimit"]
  error: unencodable 0 max_frame_size
  value: {"request_id": 6, "negotiated_version": 1, "node_id": "72623859790382856", "max_frame_size": -1}

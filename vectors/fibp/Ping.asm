# Ping frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "A sign of life, answered with Pong. Both directions. PROTOCOL.md rule 3.5.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "FrameLimit": "a configured limit, or a length just at it",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0"
  },
  "frame": "Ping", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-2w5xk valid must §3.5 a Ping
  value: {"request_id": 7}
  wire:
    frame 0x03 7

case fibp-tjcqq valid must §1.12 request id 0
  flags: ["EdgeNumber"]
  value: {"request_id": 0}
  wire:
    frame 0x03 0

case fibp-b8g4f valid must §1.12 request id 2^31, where signed numbers turn negative
  flags: ["EdgeNumber"]
  value: {"request_id": 2147483648}
  wire:
    frame 0x03 0x80000000

case fibp-f7hdi valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295}
  wire:
    frame 0x03 0xffffffff

case fibp-blq7y valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 7, "flags": 254}
  wire:
    frame 0x03 7 flags=0xfe

case fibp-w36l2 valid must §2.16 a field of a later revision in the place of no field is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 7}
  wire:
    frame 0x03 7
      text "future"

case fibp-m6tkz valid must §2.16 one byte of body is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 7}
  wire:
    frame 0x03 7
      u8 0

case fibp-cnsh8 valid must §2.16 4096 bytes of body are ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 7}
  wire:
    frame 0x03 7
      repeat ff 4096

each id number decimal
  fibp-v7lma 0x02 2
  fibp-zjbeg 0x04 4
  fibp-5njqz 0x08 8
  fibp-wn6iz 0x10 16
  fibp-cr5oa 0x20 32
  fibp-qop91 0x40 64
  fibp-gcp2g 0x80 128
  case $id valid must §1.11 reserved flag bit $number alone
    flags: ["ReservedBits"]
    value: {"request_id": 5, "flags": $decimal}
    wire:
      frame 0x03 5 flags=$number

case fibp-ecrgg valid must §1.9 opcode before flags: request id 0x04000003 shows the byte order too
  value: {"request_id": 67108867}
  wire:
    frame 0x03 0x04000003

case fibp-e5xuu valid must §1.5 a length of exactly max_frame_size
  context: {"max_frame_size": 6}
  flags: ["FrameLimit"]
  value: {"request_id": 5}
  wire:
    frame 0x03 5

case fibp-5be40 valid must §2.16 a body that is itself a frame
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 5}
  wire:
    frame 0x03 5
      frame 0x04 6

case fibp-5tow1 valid must §8.6 a configured limit may be above 16 MiB
  canonical: false
  context: {"max_frame_size": 16777222}
  flags: ["BigFrame", "FrameLimit"]
  value: {"request_id": 5}
  wire:
    frame 0x03 5
      repeat 00 16777216

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-5njtf 0x05 "the opcode of Disconnect"
  fibp-ziw9t 0x02 "the opcode of HandshakeOk, a neighbour,"
  fibp-q6tqv 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 7

each id number
  fibp-ngxid 0x01
  fibp-fkxcf 0x81
  fibp-he9j0 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x03 7 flags=$number

case fibp-sj7zg invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x03 7 length=len(@head..@last)+1

case fibp-ziwf5 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x03 7
    @extra u8 0

case fibp-thq9w invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x03 7 length=5

case fibp-6ckrc invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x03 7 length=16777217

each id size
  fibp-o1rq6 0
  fibp-uf2b7 1
  fibp-ln9vn 2
  fibp-2cmto 3
  case $id invalid must §1.6 $size of the 4 bytes of the length
    error: truncated 0 length
    wire:
      repeat 00 $size

each id size
  fibp-ud2qo 0
  fibp-2mfk4 1
  fibp-ik2t5 5
  case $id invalid must §1.6 a length of 6, and $size bytes behind it
    error: truncated 0 length
    wire:
      u32be 6
      repeat 03 $size

each id size
  fibp-ids3k 0
  fibp-0ajq6 1
  fibp-0du0i 2
  fibp-a6139 3
  fibp-3w00q 4
  case $id invalid must §1.4 length $size
    flags: ["LyingLength"]
    error: bad_length 0 length
    wire:
      frame 0x03 5 length=$size

each id size
  fibp-jxeld 0
  fibp-4rbun 1
  fibp-30z8p 5
  case $id invalid must §1.4 length $size and nothing behind it: no more bytes are awaited
    flags: ["CheckOrder", "LyingLength"]
    error: bad_length 0 length
    wire:
      u32be $size

case fibp-wkctd invalid must §1.5 length 16777216, which is allowed, with 6 bytes behind it
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x03 5 length=16777216

each id size what
  fibp-ud0h8 0x7fffffff "2^31-1"
  fibp-nhrr6 0x80000000 "2^31, negative where lengths are signed"
  fibp-ls9a5 0xffffffff "2^32-1, which wraps where 4 is added in 32 bits"
  case $id invalid must §1.13 length $what
    flags: ["LyingLength"]
    error: too_large 0 length
    wire:
      frame 0x03 5 length=$size

case fibp-18xo5 invalid must §1.5 a frame of 9 bytes that claims 4 GiB
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    u32be 0xffffffff
    hex 0300000000

case fibp-59s6y invalid must §1.5 a length over the limit, alone: nothing more is awaited
  flags: ["CheckOrder", "LyingLength"]
  error: too_large 0 length
  wire:
    u32be 16777217

case fibp-s1gho invalid must §8.6 a length of one more than max_frame_size
  context: {"max_frame_size": 9}
  flags: ["FrameLimit"]
  error: too_large 0 length
  wire:
    frame 0x03 5: utf8 "abcd"

case fibp-61ga2 invalid must §1.8 length 5 under a max_frame_size of 4: the limit comes first
  context: {"max_frame_size": 4}
  flags: ["CheckOrder", "FrameLimit"]
  error: too_large 0 length
  wire:
    u32be 5
    repeat 00 5

case fibp-q2p7c invalid must §10.3 a length over max_frame_size is refused although the frame is all there
  context: {"max_frame_size": 6}
  flags: ["FrameLimit"]
  error: too_large 0 length
  wire:
    frame 0x03 5: u8 0

each id code
  fibp-pxgw3 0x06
  fibp-rm4ft 0x0f
  fibp-lw5g9 0x1a
  fibp-ov8q6 0x1f
  fibp-lglmj 0x20
  fibp-mvvst 0x3f
  fibp-zpnrv 0x4e
  fibp-ayxiw 0x7f
  fibp-i0qik 0x80
  fibp-f2w1z 0xe3
  fibp-cougy 0xff
  case $id invalid must §1.10 opcode $code is in no table
    error: bad_opcode 4 opcode
    wire:
      frame $code 5

each id code
  fibp-hrjuq 0x40
  fibp-b1jo8 0x46
  fibp-oix9l 0x4d
  case $id invalid must §12.5 opcode $code belongs to the cluster extension
    error: bad_opcode 4 opcode
    wire:
      frame $code 5

case fibp-0hxil invalid must §1.8 an unknown opcode with the continuation flag: the opcode comes first
  flags: ["CheckOrder", "Part"]
  error: bad_opcode 4 opcode
  wire:
    frame 0x06 5 flags=1

case fibp-6l3x7 invalid must §1.8 an unknown opcode in a frame that is not all there: its end is awaited first
  flags: ["CheckOrder"]
  error: truncated 0 length
  wire:
    frame 0x06 5 length=7

case fibp-7kceh invalid must §1.8 an unknown opcode and bytes after the frame: the bytes come first
  flags: ["CheckOrder"]
  error: trailing_bytes @extra
  wire:
    frame 0x06 5
    @extra u8 0

case fibp-iv555 invalid must §1.7 two frames where one is expected
  error: trailing_bytes @second
  wire:
    frame 0x03 5
    @second
    frame 0x03 6

case fibp-ostud invalid must §1.9 flags before opcode, as the earlier protocol of the same name has them
  error: bad_opcode 4 opcode
  wire:
    u32be 6 ; u8 0 ; u8 0x03 ; u32be 5

case fibp-91x2q invalid must §1.2 a little-endian length
  error: too_large 0 length
  wire:
    u32le 6 ; u8 0x03 ; u8 0 ; u32be 5

case fibp-5nrkd invalid must §12.6 the greeting of fibp-1.0
  error: too_large 0 length
  wire:
    hex 464942500100

case fibp-xq4lj invalid must §1.5 an HTTP request
  error: too_large 0 length
  wire:
    utf8 "GET / HTTP/1.1\r\n\r\n"

case fibp-dryx6 invalid must §1.3 a length that counts its own 4 bytes
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x03 5 length=len(@head..@last)+4

case fibp-8b55j invalid must §1.3 a length that counts the body alone
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x03 5 length=3: utf8 "abc"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-6zwvt 0x02
  fibp-0s9oc 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x03 7 flags=$number

case fibp-8odg8 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x03 7
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-wq1cu invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 7, "flags": 1}

case fibp-qftpg invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 7, "flags": 256}

case fibp-h8ceg invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296}

case fibp-1s6l8 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1}

case fibp-dl581 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {}

case fibp-9uoqb invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 7, "colour": "red"}

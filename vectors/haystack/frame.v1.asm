# Single frames of variant v1, assembled by hand from conformance/haystack/PROTOCOL.md section 17.
include layout.inc

document {
  "doc": "One binary WebSocket message of haystack-py 0.1.3 to 0.1.9: a header and the payload, no compression and no chunks. PROTOCOL.md section 17.",
  "flags": {
    "BadOpcode": "operation codes that mean nothing",
    "EncoderLimit": "a value the encoder has to refuse",
    "NewerFrame": "frames of v2, as v1 reads them",
    "ReservedBits": "bits of the flags without a meaning in v1",
    "Strict": "what only the strict profile refuses",
    "Truncated": "the message ends too early",
    "ZeroLength": "empty payloads"
  },
  "frame": "frame", "protocol": "haystack", "variant": "v1"
}

case haystack-kksys valid must §17.1 every field, all different
  value: {"flags": 3, "req_id": 4660, "op": "pointWrite", "payload": "c0ffee"}
  wire:
    header 3 0x1234 14 ; hex c0ffee

case haystack-inura valid must §17.1 smallest: a header and nothing else
  flags: ["ZeroLength"]
  value: {"flags": 0, "req_id": 0, "op": "about", "payload": ""}
  wire:
    header 0 0 1

each id name code
  haystack-bno4n about 1
  haystack-00aql ops 2
  haystack-slupl formats 3
  haystack-9zbl3 close 4
  haystack-3pqi6 read 10
  haystack-70b51 nav 11
  haystack-uj1o3 hisRead 12
  haystack-c64rn hisWrite 13
  haystack-yu4em pointWrite 14
  haystack-wjucd watchSub 15
  haystack-iaan7 watchUnsub 16
  haystack-e64q9 watchPoll 17
  haystack-kin5e invokeAction 18
  case $id valid must §17.2 operation $name is $code
    value: {"flags": 1, "req_id": 515, "op": "$name", "payload": "7b7d"}
    wire:
      header 1 515 $code ; hex 7b7d

each id flags
  haystack-63ucc 8
  haystack-gc6rr 16
  haystack-pbfeb 24
  haystack-pdc98 25
  haystack-ligcq 224
  haystack-j2sdl 255
  case $id valid should §17.1 flags $flags: bits without a meaning are kept
    flags: ["ReservedBits"]
    value: {"flags": $flags, "req_id": 1, "op": "read", "payload": "7b7d"}
    wire:
      header $flags 1 10 ; hex 7b7d

case haystack-3s1co valid should §17.3 a compressed frame of v2: the algorithm byte is payload
  flags: ["NewerFrame"]
  value: {"flags": 9, "req_id": 10, "op": "read", "payload": "007801030000000001"}
  wire:
    header 9 10 10 ; u8 0 ; hex 7801030000000001

case haystack-0025r valid should §17.3 a chunk of v2: the chunk header is payload
  flags: ["NewerFrame"]
  value: {"flags": 17, "req_id": 10, "op": "read", "payload": "000000026162"}
  wire:
    header 17 10 10 ; chunk 0 2 ; utf8 "ab"

case haystack-a6xmg valid should §17.3 nothing behind the header, whatever the flags announce
  flags: ["NewerFrame", "ZeroLength"]
  value: {"flags": 24, "req_id": 10, "op": "read", "payload": ""}
  wire:
    header 24 10 10

case haystack-7kl9g valid should §17.3 an algorithm that v2 does not know
  flags: ["NewerFrame"]
  value: {"flags": 8, "req_id": 10, "op": "read", "payload": "02"}
  wire:
    header 8 10 10 ; u8 2

each id size bytes at field
  haystack-jlrgl 0 "" 0 flags
  haystack-5lo4q 1 00 1 req_id
  haystack-gwzbu 2 0000 1 req_id
  haystack-c3z5x 3 000100 3 op
  case $id invalid must §17.2 only $size bytes of the header
    flags: ["Truncated"]
    error: truncated $at $field
    wire:
      hex $bytes

each id code
  haystack-u2czy 0
  haystack-hdcme 5
  haystack-ixtzn 9
  haystack-h928a 19
  haystack-t6zr4 255
  case $id invalid must §17.2 no operation has the code $code
    flags: ["BadOpcode"]
    error: bad_opcode 3 op
    wire:
      header 0xff 1 $code ; hex 7b7d

case haystack-dsn2q invalid should §16.1 strict: bits without a meaning
  context: {"profile": "strict"}
  flags: ["ReservedBits", "Strict"]
  error: bad_value 0 flags
  wire:
    header 0x80 1 10

case haystack-d9lo0 invalid must §17.1 to encode, flags 256 do not fit
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"flags": 256, "req_id": 1, "op": "read", "payload": ""}

case haystack-cc1o7 invalid must §17.2 to encode, there is no operation "defs"
  flags: ["EncoderLimit"]
  error: unencodable 0 op
  value: {"flags": 0, "req_id": 1, "op": "defs", "payload": ""}

case haystack-20ip2 invalid must §17.1 to encode, there is no compression
  flags: ["EncoderLimit"]
  error: unencodable 0 compression
  value: {"flags": 0, "req_id": 1, "op": "read", "compression": "zlib", "payload": ""}

case haystack-q9t83 invalid must §17.2 to encode, there are no chunks
  flags: ["EncoderLimit"]
  error: unencodable 0 chunk
  value: {"flags": 0, "req_id": 1, "op": "read", "chunk": {"index": 0, "total": 1}, "payload": ""}

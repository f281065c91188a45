# The value of STREAM_GROUP_ACK, assembled by hand from conformance/flo/PROTOCOL.md §7.7. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of STREAM_GROUP_ACK: a consumer group and the sequence numbers it is done with. PROTOCOL.md section 7.",
  "flags": {
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "CountLie": "a count that does not fit the bytes: catches reservations made before checking",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "group_ack_value", "protocol": "flo", "variant": "v1-24"
}

case flo-pj2zc valid must §7.7 smallest: an empty name and no number
  flags: ["ZeroLength"]
  value: {"group": "", "seqs": []}
  wire:
    counted16
    u32le 0

case flo-vovqj valid must §1.2 a name and two numbers, all bytes different
  value: {"group": "processors", "seqs": ["72623859790382856", "1230066625199609624"]}
  wire:
    counted16: utf8 "processors"
    u32le 2
    u64le 0x0102030405060708
    u64le 0x1112131415161718

case flo-2zm6c valid must §7.7 the ends of the range, one of them twice
  flags: ["NumberEnds"]
  value: {"group": "g", "seqs": ["18446744073709551615", "0", "9223372036854775808", "0", "9007199254740993"]}
  wire:
    counted16: utf8 "g"
    u32le 5
    u64le 0xffffffffffffffff
    u64le 0
    u64le 0x8000000000000000
    u64le 0
    u64le 9007199254740993

case flo-xmfw8 valid must §6.8 a name in many scripts
  value: {"group": "группа🐝", "seqs": ["3"]}
  wire:
    counted16: hex d0b3d180d183d0bfd0bfd0b0 f09f909d
    u32le 1
    u64le 3

each id size
  flo-6pz8f 255
  flo-bg5wp 256
  flo-gkhwm 4096
  case $id valid must §7.7 a name of $size bytes and as many numbers
    value: {"group": {"$repeat": ["g", $size]}, "seqs": {"$repeat": [["258"], $size]}}
    wire:
      counted16: repeat 67 $size
      u32le $size
      repeat 0201000000000000 $size

case flo-gurxv valid must §7.4 a name of 65535 bytes, the most
  flags: ["BigFrame"]
  value: {"group": {"$repeat": ["g", 65535]}, "seqs": ["1"]}
  wire:
    counted16: repeat 67 65535
    u32le 1
    u64le 1

each id what hex
  flo-oek53 "an impossible byte" ff
  flo-9sgb4 "an overlong form" c0af
  flo-4zmwn "a surrogate" eda080
  flo-2nyyp "a cut-off character" e282
  case $id invalid must §6.8 a group with $what
    flags: ["BadText"]
    error: bad_utf8 0 group
    wire:
      counted16: hex 67$hex
      u32le 1
      u64le 1

case flo-inzlw invalid must §7.1 no byte at all
  error: truncated 0 group
  wire:

case flo-91kq9 invalid must §7.1 the group lacks its last byte
  error: truncated 0 group
  wire:
    u16le 3
    utf8 "gr"

case flo-rx3d3 invalid must §7.1 the count is missing
  error: truncated @count seqs
  wire:
    counted16: utf8 "grp"
    @count

case flo-7w3xs invalid must §7.1 the count lacks a byte
  error: truncated @count seqs
  wire:
    counted16: utf8 "grp"
    @count hex 010000

each id count
  flo-3742h 2
  flo-2tt7j 0xffffffff
  flo-5a38n 0x20000001
  case $id invalid must §7.3 $count numbers announced, one there
    flags: ["CountLie"]
    error: truncated @count seqs
    wire:
      counted16: utf8 "grp"
      @count u32le $count
      u64le 1

case flo-kv9ke invalid must §7.7 a consumer between group and count, as 0.1.0.dev2 writes it, is read as the count
  flags: ["CountLie"]
  error: truncated @count seqs
  wire:
    counted16: utf8 "processors"
    @count
    counted16: utf8 "worker-1"
    u32le 1
    u64le 1

case flo-9b6c3 invalid must §7.2 a byte after the last number
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    counted16: utf8 "grp"
    u32le 1
    u64le 1
    @extra hex 00

case flo-s73no invalid must §7.4 encode: a group of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 group
  value: {"group": {"$repeat": ["g", 65536]}, "seqs": ["1"]}

case flo-wh4nw invalid must §7.20 encode: the second number is negative
  flags: ["EncoderLimit"]
  error: unencodable 0 seqs[1]
  value: {"group": "g", "seqs": ["1", "-1"]}

case flo-dqk46 invalid must §7.7 encode: a consumer is no member
  error: unencodable 0 consumer
  value: {"group": "g", "seqs": ["1"], "consumer": "c"}

# The value of ACTION_LIST, assembled by hand from conformance/flo/PROTOCOL.md §7.14. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of ACTION_LIST: how many to list, and where to go on. PROTOCOL.md section 7.",
  "flags": {
    "BigFrame": "fields of 64 KiB and more",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles"
  },
  "frame": "action_list_value", "protocol": "flo", "variant": "v1-24"
}

case flo-0ktrg valid must §7.14 smallest: limit 0, no cursor
  value: {"limit": 0}
  wire:
    u32le 0

case flo-uouo7 valid must §1.2 limit and cursor, all bytes different
  value: {"limit": 16909060, "cursor": "637572736f72"}
  wire:
    u32le 0x01020304
    utf8 "cursor"

case flo-va3zg valid must §7.14 typical: the default limit, no cursor
  value: {"limit": 100}
  wire:
    u32le 100

each id limit
  flo-7ibj6 255
  flo-ntebu 256
  flo-femaa 2147483648
  flo-o1a1h 4294967295
  case $id valid must §7.14 limit $limit
    flags: ["NumberEnds"]
    value: {"limit": $limit}
    wire:
      u32le $limit

case flo-f72zr valid must §7.14 a cursor of one byte
  value: {"limit": 5, "cursor": "00"}
  wire:
    u32le 5
    hex 00

case flo-0okjo valid must §7.14 a cursor in many scripts, and with bytes that are no text
  value: {"limit": 5, "cursor": "d0b8d0bcd18ff09f909dff00"}
  wire:
    u32le 5
    utf8 "имя🐝"
    hex ff00

each id size
  flo-mcsmc 255
  flo-bi8k2 256
  flo-pzaoc 65536
  case $id valid must §7.14 a cursor of $size bytes
    flags: ["BigFrame"]
    value: {"limit": 5, "cursor": [{"repeat": "63", "count": $size}]}
    wire:
      u32le 5
      repeat 63 $size

each id size hex
  flo-rypqv 0 ""
  flo-polvy 1 64
  flo-s3ag9 2 6400
  flo-qffhg 3 640000
  case $id invalid must §7.1 $size of the four bytes of the limit
    error: truncated 0 limit
    wire:
      hex $hex

each id json
  flo-04kqx -1
  flo-92z37 4294967296
  flo-us3e2 0.5
  flo-z69bi true
  case $id invalid must §7.20 encode: limit $json
    flags: ["EncoderLimit"]
    error: unencodable 0 limit
    value: {"limit": $json}

case flo-dd2nn invalid must §7.20 encode: the limit is missing
  error: unencodable 0 limit
  value: {"cursor": "00"}

case flo-b47ye invalid must §7.20 encode: a cursor that is no hex
  error: unencodable 0 cursor
  value: {"limit": 1, "cursor": "next"}

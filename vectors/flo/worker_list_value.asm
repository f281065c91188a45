# The value of WORKER_LIST, assembled by hand from conformance/flo/PROTOCOL.md §7.14. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of WORKER_LIST: how many to list, and where to go on. PROTOCOL.md section 7.",
  "flags": {
    "BigFrame": "fields of 64 KiB and more",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles"
  },
  "frame": "worker_list_value", "protocol": "flo", "variant": "v1-24"
}

case flo-sle62 valid must §7.14 smallest: limit 0, no cursor
  value: {"limit": 0}
  wire:
    u32le 0

case flo-nnlk9 valid must §1.2 limit and cursor, all bytes different
  value: {"limit": 16909060, "cursor": "637572736f72"}
  wire:
    u32le 0x01020304
    utf8 "cursor"

case flo-yay0p valid must §7.14 typical: the default limit, no cursor
  value: {"limit": 100}
  wire:
    u32le 100

each id limit
  flo-5jbig 255
  flo-po2v9 256
  flo-5gyjf 2147483648
  flo-74nwi 4294967295
  case $id valid must §7.14 limit $limit
    flags: ["NumberEnds"]
    value: {"limit": $limit}
    wire:
      u32le $limit

case flo-cuipy valid must §7.14 a cursor of one byte
  value: {"limit": 5, "cursor": "00"}
  wire:
    u32le 5
    hex 00

case flo-ys3az valid must §7.14 a cursor in many scripts, and with bytes that are no text
  value: {"limit": 5, "cursor": "d0b8d0bcd18ff09f909dff00"}
  wire:
    u32le 5
    utf8 "имя🐝"
    hex ff00

each id size
  flo-6sj7t 255
  flo-9cmid 256
  flo-zsqmg 65536
  case $id valid must §7.14 a cursor of $size bytes
    flags: ["BigFrame"]
    value: {"limit": 5, "cursor": [{"repeat": "63", "count": $size}]}
    wire:
      u32le 5
      repeat 63 $size

each id size hex
  flo-qew3l 0 ""
  flo-uo0lt 1 64
  flo-9ea8a 2 6400
  flo-sbe6x 3 640000
  case $id invalid must §7.1 $size of the four bytes of the limit
    error: truncated 0 limit
    wire:
      hex $hex

each id json
  flo-i4etc -1
  flo-b8unl 4294967296
  flo-7far7 0.5
  flo-k8dxo true
  case $id invalid must §7.20 encode: limit $json
    flags: ["EncoderLimit"]
    error: unencodable 0 limit
    value: {"limit": $json}

case flo-rx4qv invalid must §7.20 encode: the limit is missing
  error: unencodable 0 limit
  value: {"cursor": "00"}

case flo-bntcd invalid must §7.20 encode: a cursor that is no hex
  error: unencodable 0 cursor
  value: {"limit": 1, "cursor": "next"}

# The value of STREAM_GROUP_JOIN, STREAM_GROUP_LEAVE and STREAM_GROUP_READ, assembled by hand from conformance/flo/PROTOCOL.md §7.6. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of STREAM_GROUP_JOIN, STREAM_GROUP_LEAVE and STREAM_GROUP_READ: a consumer group and a consumer in it. PROTOCOL.md section 7.",
  "flags": {
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "group_value", "protocol": "flo", "variant": "v1-24"
}

case flo-3abup valid must §7.6 smallest: two empty names
  flags: ["ZeroLength"]
  value: {"group": "", "consumer": ""}
  wire:
    counted16
    counted16

case flo-d53xz valid must §1.2 two names, different and not equal to their reverse
  value: {"group": "processors", "consumer": "worker-1"}
  wire:
    counted16: utf8 "processors"
    counted16: utf8 "worker-1"

case flo-9z5zs valid must §7.6 an empty group
  flags: ["ZeroLength"]
  value: {"group": "", "consumer": "c"}
  wire:
    counted16
    counted16: utf8 "c"

case flo-zjdz3 valid must §7.6 an empty consumer
  flags: ["ZeroLength"]
  value: {"group": "g", "consumer": ""}
  wire:
    counted16: utf8 "g"
    counted16

case flo-5mca1 valid must §6.8 names in many scripts
  value: {"group": "группа🐝", "consumer": "e\u0301\u0000鍵"}
  wire:
    counted16: hex d0b3d180d183d0bfd0bfd0b0 f09f909d
    counted16: hex 65cc8100e98db5

each id size
  flo-rkbvv 255
  flo-tfuja 256
  case $id valid must §7.6 names of $size bytes
    value: {"group": {"$repeat": ["g", $size]}, "consumer": {"$repeat": ["c", $size]}}
    wire:
      counted16: repeat 67 $size
      counted16: repeat 63 $size

case flo-rfnr5 valid must §7.4 a consumer of 65535 bytes, the most
  flags: ["BigFrame"]
  value: {"group": "g", "consumer": {"$repeat": ["c", 65535]}}
  wire:
    counted16: utf8 "g"
    counted16: repeat 63 65535

each id what hex
  flo-41svy "an impossible byte" ff
  flo-vqyjj "an overlong form" c0af
  flo-xgcbq "a surrogate" eda080
  flo-wx2w0 "a cut-off character" e282
  case $id invalid must §6.8 a group with $what
    flags: ["BadText"]
    error: bad_utf8 0 group
    wire:
      counted16: hex 67$hex
      counted16: utf8 "c"

each id what hex
  flo-3gsws "an impossible byte" ff
  flo-pdldt "an overlong form" c0af
  flo-j9ghd "a surrogate" eda080
  flo-mzhgu "a cut-off character" e282
  case $id invalid must §6.8 a consumer with $what
    flags: ["BadText"]
    error: bad_utf8 @consumer consumer
    wire:
      counted16: utf8 "grp"
      @consumer
      counted16: hex 63$hex

case flo-k1xy1 invalid must §7.1 no byte at all
  error: truncated 0 group
  wire:

case flo-n1fxz invalid must §7.1 the group lacks its last byte
  error: truncated 0 group
  wire:
    u16le 3
    utf8 "gr"

case flo-cbu0b invalid must §7.1 the consumer is missing
  error: truncated @consumer consumer
  wire:
    counted16: utf8 "grp"
    @consumer

case flo-kfld3 invalid must §7.1 the consumer's length is cut off
  error: truncated @consumer consumer
  wire:
    counted16: utf8 "grp"
    @consumer hex 01

case flo-40xdj invalid must §7.1 the consumer lacks its last byte
  error: truncated @consumer consumer
  wire:
    counted16: utf8 "grp"
    @consumer u16le 9
    utf8 "consumer"

case flo-tobha invalid must §7.2 a byte after the consumer
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    counted16: utf8 "grp"
    counted16: utf8 "consumer"
    @extra hex 00

case flo-tjao9 invalid must §7.4 encode: a group of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 group
  value: {"group": {"$repeat": ["g", 65536]}, "consumer": "c"}

case flo-kc1et invalid must §7.4 encode: 32768 characters of two bytes are 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 consumer
  value: {"group": "g", "consumer": {"$repeat": ["é", 32768]}}

case flo-gdus7 invalid must §7.20 encode: the consumer is missing
  error: unencodable 0 consumer
  value: {"group": "g"}

case flo-ngn7a invalid must §7.20 encode: the group is a number
  error: unencodable 0 group
  value: {"group": 7, "consumer": "c"}

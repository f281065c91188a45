# The value of WORKER_TOUCH, assembled by hand from conformance/flo/PROTOCOL.md §7.17. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of WORKER_TOUCH: a task, and how much longer it may take. PROTOCOL.md section 7.",
  "flags": {
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "worker_touch_value", "protocol": "flo", "variant": "v1-24"
}

case flo-0ufgg valid must §7.17 smallest: empty task_id, 0 ms
  flags: ["ZeroLength"]
  value: {"task_id": "", "extend_ms": 0}
  wire:
    counted16
    u32le 0

case flo-l9fna valid must §1.2 task_id and extend_ms, all bytes different
  value: {"task_id": "task-9", "extend_ms": 16909060}
  wire:
    counted16: utf8 "task-9"
    u32le 0x01020304

case flo-4lys3 valid must §7.17 typical: 30 s more
  value: {"task_id": "t-1", "extend_ms": 30000}
  wire:
    counted16: utf8 "t-1"
    u32le 30000

each id number
  flo-c1k4x 255
  flo-nty3e 65536
  flo-uxppe 2147483648
  flo-9b7os 4294967295
  case $id valid must §7.17 extend_ms $number
    flags: ["NumberEnds"]
    value: {"task_id": "t", "extend_ms": $number}
    wire:
      counted16: utf8 "t"
      u32le $number

case flo-hno86 valid must §6.8 task_id in many scripts
  value: {"task_id": "имя🐝e\u0301\u0000", "extend_ms": 1}
  wire:
    counted16: hex d0b8d0bcd18ff09f909d65cc8100
    u32le 1

each id size
  flo-g871s 255
  flo-uca4r 256
  flo-09se1 65535
  case $id valid must §7.4 a task_id of $size bytes
    flags: ["BigFrame"]
    value: {"task_id": {"$repeat": ["t", $size]}, "extend_ms": 1}
    wire:
      counted16: repeat 74 $size
      u32le 1

each id what hex
  flo-w5xim "an impossible byte" ff
  flo-hl1ty "an overlong form" c0af
  flo-hdrky "a surrogate" eda080
  flo-x7efj "a cut-off character" e282
  case $id invalid must §6.8 a task_id with $what
    flags: ["BadText"]
    error: bad_utf8 0 task_id
    wire:
      counted16: hex 74$hex
      u32le 7

case flo-0yo3d invalid must §7.1 no byte at all
  error: truncated 0 task_id
  wire:

case flo-4l8yw invalid must §7.1 the length of task_id is cut off
  error: truncated 0 task_id
  wire:
    hex 03

case flo-h7zbh invalid must §7.1 task_id lacks its last byte
  error: truncated 0 task_id
  wire:
    u16le 4
    utf8 "t-1"

case flo-0luhy invalid must §7.1 a task_id of 65535 bytes announced, 65534 there
  flags: ["BigFrame"]
  error: truncated 0 task_id
  wire:
    u16le 65535
    repeat 74 65534

each id hex
  flo-9csoe ""
  flo-cthwl 01
  flo-wuztj 010203
  case $id invalid must §7.1 extend_ms is cut off: "$hex"
    error: truncated 5 extend_ms
    wire:
      counted16: utf8 "t-1"
      hex $hex

case flo-umjue invalid must §7.2 a byte after extend_ms
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    counted16: utf8 "t-1"
    u32le 30000
    @extra hex 00

case flo-bmphg invalid must §7.4 encode: a task_id of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 task_id
  value: {"task_id": {"$repeat": ["t", 65536]}, "extend_ms": 1}

each id json
  flo-d6gv4 -1
  flo-ydnbc 4294967296
  case $id invalid must §7.20 encode: extend_ms $json
    flags: ["EncoderLimit"]
    error: unencodable 0 extend_ms
    value: {"task_id": "t", "extend_ms": $json}

case flo-jiezp invalid must §7.20 encode: task_id is null
  error: unencodable 0 task_id
  value: {"task_id": null, "extend_ms": 1}

# The value of WORKER_FAIL, assembled by hand from conformance/flo/PROTOCOL.md §7.19. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of WORKER_FAIL: a task and why it failed. PROTOCOL.md section 7.",
  "flags": {
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "worker_fail_value", "protocol": "flo", "variant": "v1-24"
}

case flo-pds2k valid must §7.19 smallest: empty task_id, empty error
  flags: ["ZeroLength"]
  value: {"task_id": "", "error": ""}
  wire:
    counted16

case flo-am07r valid must §1.2 both fields filled, different and not equal to their reverse
  value: {"task_id": "task-9", "error": "boom at last"}
  wire:
    counted16: utf8 "task-9"
    utf8 "boom at last"

case flo-vjsjj valid must §7.19 an empty error
  flags: ["ZeroLength"]
  value: {"task_id": "t-1", "error": ""}
  wire:
    counted16: utf8 "t-1"

case flo-mh1sn valid must §7.19 an empty task_id
  flags: ["ZeroLength"]
  value: {"task_id": "", "error": "x"}
  wire:
    counted16
    utf8 "x"

case flo-a0rwz valid must §6.8 both in many scripts
  value: {"task_id": "имя🐝", "error": "e\u0301\u0000鍵"}
  wire:
    counted16: hex d0b8d0bcd18ff09f909d
    hex 65cc8100e98db5

each id size
  flo-xtm8u 255
  flo-2d4t8 256
  flo-xzwl7 65535
  case $id valid must §7.4 a task_id of $size bytes
    flags: ["BigFrame"]
    value: {"task_id": {"$repeat": ["t", $size]}, "error": "e"}
    wire:
      counted16: repeat 74 $size
      utf8 "e"

each id size
  flo-gbgby 1
  flo-ofstd 256
  flo-avwwo 65536
  case $id valid must §7.19 error of $size bytes
    flags: ["BigFrame"]
    value: {"task_id": "t-1", "error": {"$repeat": ["e", $size]}}
    wire:
      counted16: utf8 "t-1"
      repeat 65 $size

each id what hex
  flo-pgp6z "an impossible byte" ff
  flo-hieyo "an overlong form" c0af
  flo-r3gep "a surrogate" eda080
  flo-bn9qh "a cut-off character" e282
  case $id invalid must §6.8 a task_id with $what
    flags: ["BadText"]
    error: bad_utf8 0 task_id
    wire:
      counted16: hex 74$hex
      u32le 7

case flo-ydnza invalid must §7.1 no byte at all
  error: truncated 0 task_id
  wire:

case flo-bz4o4 invalid must §7.1 the length of task_id is cut off
  error: truncated 0 task_id
  wire:
    hex 03

case flo-41yaj invalid must §7.1 task_id lacks its last byte
  error: truncated 0 task_id
  wire:
    u16le 4
    utf8 "t-1"

case flo-vvtlr invalid must §7.1 a task_id of 65535 bytes announced, 65534 there
  flags: ["BigFrame"]
  error: truncated 0 task_id
  wire:
    u16le 65535
    repeat 74 65534

each id what hex
  flo-9jt57 "an impossible byte" 62ff
  flo-zloh3 "a continuation byte alone" 80
  flo-ao2ig "an overlong slash" 62c0af62
  flo-f6x95 "an overlong zero byte" c080
  flo-6r4m7 "half a surrogate pair" eda080
  flo-qgj8d "a code point over U+10FFFF" f4908080
  flo-1gjlg "a character cut off at the end" 62e282
  flo-aip5o "Latin-1" 636166e9
  case $id invalid must §7.19 error with $what
    flags: ["BadText"]
    error: bad_utf8 5 error
    wire:
      counted16: utf8 "t-1"
      hex $hex

case flo-3tevt invalid must §7.20 encode: error is null
  error: unencodable 0 error
  value: {"task_id": "t", "error": null}

case flo-luyfg invalid must §7.4 encode: a task_id of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 task_id
  value: {"task_id": {"$repeat": ["t", 65536]}, "error": ""}

case flo-j69y1 invalid must §7.20 encode: error is missing
  error: unencodable 0 error
  value: {"task_id": "t"}

case flo-h1iki invalid must §7.20 encode: an unknown member
  error: unencodable 0 retry
  value: {"task_id": "t", "error": "", "retry": true}

# The value of WORKER_COMPLETE, assembled by hand from conformance/flo/PROTOCOL.md §7.18. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of WORKER_COMPLETE: a task and its result. PROTOCOL.md section 7.",
  "flags": {
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "worker_complete_value", "protocol": "flo", "variant": "v1-24"
}

case flo-yv9yy valid must §7.18 smallest: empty task_id, empty result
  flags: ["ZeroLength"]
  value: {"task_id": "", "result": ""}
  wire:
    counted16

case flo-n7y8i valid must §1.2 both fields filled, different and not equal to their reverse
  value: {"task_id": "task-9", "result": "626f6f6d206174206c617374"}
  wire:
    counted16: utf8 "task-9"
    utf8 "boom at last"

case flo-vhybx valid must §7.18 an empty result
  flags: ["ZeroLength"]
  value: {"task_id": "t-1", "result": ""}
  wire:
    counted16: utf8 "t-1"

case flo-edpa9 valid must §7.18 an empty task_id
  flags: ["ZeroLength"]
  value: {"task_id": "", "result": "78"}
  wire:
    counted16
    utf8 "x"

case flo-yxz4b valid must §6.8 both in many scripts
  value: {"task_id": "имя🐝", "result": "65cc8100e98db5"}
  wire:
    counted16: hex d0b8d0bcd18ff09f909d
    hex 65cc8100e98db5

each id size
  flo-dkvnt 255
  flo-9o369 256
  flo-us4qy 65535
  case $id valid must §7.4 a task_id of $size bytes
    flags: ["BigFrame"]
    value: {"task_id": {"$repeat": ["t", $size]}, "result": "65"}
    wire:
      counted16: repeat 74 $size
      utf8 "e"

each id size
  flo-iq37g 1
  flo-tdh6x 256
  flo-6dcl8 1048576
  case $id valid must §7.18 result of $size bytes
    flags: ["BigFrame"]
    value: {"task_id": "t-1", "result": [{"repeat": "65", "count": $size}]}
    wire:
      counted16: utf8 "t-1"
      repeat 65 $size

each id what hex
  flo-vvv69 "an impossible byte" ff
  flo-thfrh "an overlong form" c0af
  flo-e4o7k "a surrogate" eda080
  flo-zzlfp "a cut-off character" e282
  case $id invalid must §6.8 a task_id with $what
    flags: ["BadText"]
    error: bad_utf8 0 task_id
    wire:
      counted16: hex 74$hex
      u32le 7

case flo-grp68 invalid must §7.1 no byte at all
  error: truncated 0 task_id
  wire:

case flo-07riq invalid must §7.1 the length of task_id is cut off
  error: truncated 0 task_id
  wire:
    hex 03

case flo-jenia invalid must §7.1 task_id lacks its last byte
  error: truncated 0 task_id
  wire:
    u16le 4
    utf8 "t-1"

case flo-g9tfw invalid must §7.1 a task_id of 65535 bytes announced, 65534 there
  flags: ["BigFrame"]
  error: truncated 0 task_id
  wire:
    u16le 65535
    repeat 74 65534

case flo-15mzl valid must §7.18 a result that is no text
  value: {"task_id": "t-1", "result": "ff00c0eda080"}
  wire:
    counted16: utf8 "t-1"
    hex ff00c0eda080

case flo-hxrgs invalid must §7.20 encode: result that is no hex
  error: unencodable 0 result
  value: {"task_id": "t", "result": "ok"}

case flo-cbypi invalid must §7.4 encode: a task_id of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 task_id
  value: {"task_id": {"$repeat": ["t", 65536]}, "result": ""}

case flo-kifdo invalid must §7.20 encode: result is missing
  error: unencodable 0 result
  value: {"task_id": "t"}

case flo-yq34d invalid must §7.20 encode: an unknown member
  error: unencodable 0 retry
  value: {"task_id": "t", "result": "", "retry": true}

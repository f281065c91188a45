# The value of WORKER_REGISTER, assembled by hand from conformance/flo/PROTOCOL.md §7.15. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of WORKER_REGISTER: the task types a worker can take, and what else it can do. PROTOCOL.md section 7.",
  "flags": {
    "AnyTrue": "a presence byte other than 0 and 1",
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "CountLie": "a count that does not fit the bytes: catches reservations made before checking",
    "EmptyOptional": "an optional that is there and empty",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "worker_register_value", "protocol": "flo", "variant": "v1-24"
}

case flo-gfcpt valid must §7.15 smallest: no task type
  flags: ["ZeroLength"]
  value: {"task_types": []}
  wire:
    u32le 0
    u8 0

case flo-xy2cd valid must §1.2 two task types, different and not equal to their reverse, without capabilities
  value: {"task_types": ["send-email", "resize"]}
  wire:
    u32le 2
    counted16: utf8 "send-email"
    counted16: utf8 "resize"
    u8 0

case flo-506y9 valid must §7.15 an empty task type
  flags: ["ZeroLength"]
  value: {"task_types": [""]}
  wire:
    u32le 1
    counted16
    u8 0

case flo-2yelr valid must §7.15 the same task type twice, not in order: kept as they come
  value: {"task_types": ["b", "a", "b"]}
  wire:
    u32le 3
    counted16: utf8 "b"
    counted16: utf8 "a"
    counted16: utf8 "b"
    u8 0

case flo-4u5xs valid must §6.8 task types in many scripts
  value: {"task_types": ["имя🐝", "e\u0301\u0000鍵"]}
  wire:
    u32le 2
    counted16: hex d0b8d0bcd18ff09f909d
    counted16: hex 65cc8100e98db5
    u8 0

each id size
  flo-2t05p 255
  flo-cxzfr 256
  case $id valid must §7.15 a task type of $size bytes
    value: {"task_types": [{"$repeat": ["t", $size]}]}
    wire:
      u32le 1
      counted16: repeat 74 $size
      u8 0

case flo-xvv4o valid must §7.4 a task type of 65535 bytes, the most
  flags: ["BigFrame"]
  value: {"task_types": ["a", {"$repeat": ["t", 65535]}]}
  wire:
    u32le 2
    counted16: utf8 "a"
    counted16: repeat 74 65535
    u8 0

each id count
  flo-bq7c3 256
  flo-yejnj 1000
  case $id valid must §7.15 $count task types
    flags: ["BigFrame"]
    value: {"task_types": {"$repeat": [["t"], $count]}}
    wire:
      u32le $count
      repeat 010074 $count
      u8 0

case flo-ubxkp valid must §1.2 task types and capabilities, all different, none equal to its reverse
  value: {"task_types": ["send-email", "resize"], "capabilities": "63617073"}
  wire:
    u32le 2
    counted16: utf8 "send-email"
    counted16: utf8 "resize"
    u8 1 ; utf8 "caps"

case flo-z72b5 valid must §7.15 capabilities that are there and empty
  flags: ["EmptyOptional"]
  value: {"task_types": ["a"], "capabilities": ""}
  wire:
    u32le 1
    counted16: utf8 "a"
    u8 1

case flo-iv0bk valid must §7.15 capabilities that are no text
  value: {"task_types": [], "capabilities": "00ff00c0"}
  wire:
    u32le 0
    u8 1 ; hex 00ff00c0

case flo-aypp8 valid must §7.15 capabilities of 65536 bytes
  flags: ["BigFrame"]
  value: {"task_types": ["a"], "capabilities": [{"repeat": "63", "count": 65536}]}
  wire:
    u32le 1
    counted16: utf8 "a"
    u8 1 ; repeat 63 65536

each id byte
  flo-0etz2 2
  flo-g8nme 255
  case $id valid should §6.6 presence byte $byte: capabilities are there
    flags: ["AnyTrue"]
    canonical: false
    value: {"task_types": ["a"], "capabilities": "63"}
    wire:
      u32le 1
      counted16: utf8 "a"
      u8 $byte ; utf8 "c"

case flo-qxh8a invalid must §7.1 no byte at all
  error: truncated 0 task_types
  wire:

case flo-gzjpr invalid must §7.1 the count lacks a byte
  error: truncated 0 task_types
  wire:
    hex 000000

each id count
  flo-b5bns 0x80000001
  flo-vg0xx 0xffffffff
  case $id invalid must §7.3 $count task types announced, two there
    flags: ["CountLie"]
    error: truncated 0 task_types
    wire:
      u32le $count
      counted16
      counted16
      u8 0

case flo-nmipz invalid must §7.3 one task type announced, one byte left
  flags: ["CountLie"]
  error: truncated 0 task_types
  wire:
    u32le 1
    hex 00

case flo-hj7kd invalid must §7.1 the second task type is missing
  error: truncated @second task_types[1]
  wire:
    u32le 2
    counted16: utf8 "first"
    @second

case flo-yp3ae invalid must §7.1 the second task type's length is cut off
  error: truncated @second task_types[1]
  wire:
    u32le 2
    counted16: utf8 "first"
    @second hex 06

case flo-je3he invalid must §7.1 the second task type lacks its last byte
  error: truncated @second task_types[1]
  wire:
    u32le 2
    counted16: utf8 "first"
    @second u16le 7
    utf8 "second"

each id what hex
  flo-qdfnl "an impossible byte" ff
  flo-r2fxy "an overlong form" c0af
  flo-m58rk "a surrogate" eda080
  flo-o4did "a cut-off character" e282
  case $id invalid must §6.8 the second task type with $what
    flags: ["BadText"]
    error: bad_utf8 @second task_types[1]
    wire:
      u32le 2
      counted16: utf8 "first"
      @second
      counted16: hex 74$hex
      u8 0

case flo-49i0m invalid must §6.6 the presence byte is missing
  error: truncated @presence capabilities
  wire:
    u32le 1
    counted16: utf8 "first"
    @presence

case flo-e9bqk invalid must §7.15 bytes after a presence byte of 0
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u32le 1
    counted16: utf8 "first"
    u8 0
    @extra hex 01

case flo-5xu4i invalid should §12.3 strict: presence byte 2
  context: {"profile": "strict"}
  flags: ["AnyTrue"]
  error: bad_value @presence capabilities
  wire:
    u32le 1
    counted16: utf8 "first"
    @presence u8 2 ; utf8 "caps"

case flo-5qb0z invalid must §7.4 encode: a task type of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 task_types[1]
  value: {"task_types": ["a", {"$repeat": ["t", 65536]}]}

case flo-u8acw invalid must §7.20 encode: a task type that is a number
  flags: ["EncoderLimit"]
  error: unencodable 0 task_types[0]
  value: {"task_types": [7]}

case flo-tlopf invalid must §7.20 encode: task_types is missing
  error: unencodable 0 task_types
  value: {}

# The value of WORKER_AWAIT, assembled by hand from conformance/flo/PROTOCOL.md §7.16. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of WORKER_AWAIT: the task types a worker can take. PROTOCOL.md section 7.",
  "flags": {
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "CountLie": "a count that does not fit the bytes: catches reservations made before checking",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "worker_await_value", "protocol": "flo", "variant": "v1-24"
}

case flo-vceky valid must §7.16 smallest: no task type
  flags: ["ZeroLength"]
  value: {"task_types": []}
  wire:
    u32le 0

case flo-uo5ss valid must §1.2 two task types, different and not equal to their reverse
  value: {"task_types": ["send-email", "resize"]}
  wire:
    u32le 2
    counted16: utf8 "send-email"
    counted16: utf8 "resize"

case flo-p4tx7 valid must §7.16 an empty task type
  flags: ["ZeroLength"]
  value: {"task_types": [""]}
  wire:
    u32le 1
    counted16

case flo-xw7n7 valid must §7.16 the same task type twice, not in order: kept as they come
  value: {"task_types": ["b", "a", "b"]}
  wire:
    u32le 3
    counted16: utf8 "b"
    counted16: utf8 "a"
    counted16: utf8 "b"

case flo-3e25v valid must §6.8 task types in many scripts
  value: {"task_types": ["имя🐝", "e\u0301\u0000鍵"]}
  wire:
    u32le 2
    counted16: hex d0b8d0bcd18ff09f909d
    counted16: hex 65cc8100e98db5

each id size
  flo-daovg 255
  flo-7ugmu 256
  case $id valid must §7.16 a task type of $size bytes
    value: {"task_types": [{"$repeat": ["t", $size]}]}
    wire:
      u32le 1
      counted16: repeat 74 $size

case flo-xf5nf valid must §7.4 a task type of 65535 bytes, the most
  flags: ["BigFrame"]
  value: {"task_types": ["a", {"$repeat": ["t", 65535]}]}
  wire:
    u32le 2
    counted16: utf8 "a"
    counted16: repeat 74 65535

each id count
  flo-zk6fs 256
  flo-skzbm 1000
  case $id valid must §7.16 $count task types
    flags: ["BigFrame"]
    value: {"task_types": {"$repeat": [["t"], $count]}}
    wire:
      u32le $count
      repeat 010074 $count

case flo-5ej8d invalid must §7.1 no byte at all
  error: truncated 0 task_types
  wire:

case flo-mif32 invalid must §7.1 the count lacks a byte
  error: truncated 0 task_types
  wire:
    hex 000000

each id count
  flo-ly5ql 0x80000001
  flo-m1s2e 0xffffffff
  case $id invalid must §7.3 $count task types announced, two there
    flags: ["CountLie"]
    error: truncated 0 task_types
    wire:
      u32le $count
      counted16
      counted16

case flo-cuhn5 invalid must §7.3 one task type announced, one byte left
  flags: ["CountLie"]
  error: truncated 0 task_types
  wire:
    u32le 1
    hex 00

case flo-e30cm invalid must §7.1 the second task type is missing
  error: truncated @second task_types[1]
  wire:
    u32le 2
    counted16: utf8 "first"
    @second

case flo-jynxq invalid must §7.1 the second task type's length is cut off
  error: truncated @second task_types[1]
  wire:
    u32le 2
    counted16: utf8 "first"
    @second hex 06

case flo-cvt5n invalid must §7.1 the second task type lacks its last byte
  error: truncated @second task_types[1]
  wire:
    u32le 2
    counted16: utf8 "first"
    @second u16le 7
    utf8 "second"

each id what hex
  flo-4pa35 "an impossible byte" ff
  flo-2dzef "an overlong form" c0af
  flo-7o2bx "a surrogate" eda080
  flo-dzzdk "a cut-off character" e282
  case $id invalid must §6.8 the second task type with $what
    flags: ["BadText"]
    error: bad_utf8 @second task_types[1]
    wire:
      u32le 2
      counted16: utf8 "first"
      @second
      counted16: hex 74$hex

case flo-e5svt invalid must §7.2 a byte after the last task type
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u32le 1
    counted16: utf8 "first"
    @extra hex 00

case flo-e9rdn invalid must §7.2 a second task type after a count of 1
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u32le 1
    counted16: utf8 "first"
    @extra
    counted16: utf8 "second"

case flo-9ocib invalid must §7.20 encode: capabilities are no member here
  error: unencodable 0 capabilities
  value: {"task_types": [], "capabilities": ""}

case flo-6dcei invalid must §7.4 encode: a task type of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 task_types[1]
  value: {"task_types": ["a", {"$repeat": ["t", 65536]}]}

case flo-ff9al invalid must §7.20 encode: a task type that is a number
  flags: ["EncoderLimit"]
  error: unencodable 0 task_types[0]
  value: {"task_types": [7]}

case flo-14qej invalid must §7.20 encode: task_types is missing
  error: unencodable 0 task_types
  value: {}

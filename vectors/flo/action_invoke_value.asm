# The value of ACTION_INVOKE, assembled by hand from conformance/flo/PROTOCOL.md §7.11. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of ACTION_INVOKE: how to run it, and its input. PROTOCOL.md section 7.",
  "flags": {
    "AnyTrue": "a presence byte other than 0 and 1",
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "EmptyOptional": "an optional that is there and empty",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "NeverSet": "a byte that no source ever sets, and nobody knows what follows it",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "action_invoke_value", "protocol": "flo", "variant": "v1-24"
}

case flo-mvad8 valid must §7.11 smallest: priority 0, no key, no input
  flags: ["ZeroLength"]
  value: {"priority": 0, "delay_ms": "0", "input": ""}
  wire:
    repeat 00 11

case flo-4qtlz valid must §1.2 every part there, all different, none equal to its reverse
  value: {"priority": 201, "delay_ms": "72623859790382856", "idempotency_key": "idem", "input": "696e707574"}
  wire:
    u8 201
    i64le 0x0102030405060708
    u8 0
    u8 1 ; counted16: utf8 "idem"
    utf8 "input"

case flo-8x6vr valid must §7.11 typical: the default priority and an input
  value: {"priority": 10, "delay_ms": "0", "input": "7b7d"}
  wire:
    u8 10
    i64le 0
    hex 0000
    utf8 "{}"

case flo-hqx65 valid must §7.11 a key and no input
  value: {"priority": 10, "delay_ms": "0", "idempotency_key": "key-1", "input": ""}
  wire:
    u8 10
    i64le 0
    u8 0
    u8 1 ; counted16: utf8 "key-1"

each id priority delay word
  flo-c8rqw 255 9223372036854775807 0x7fffffffffffffff
  flo-9u698 128 -9223372036854775808 0-0x8000000000000000
  flo-fpm4r 1 -1 0-1
  flo-yrova 127 9007199254740993 9007199254740993
  case $id valid must §7.11 priority $priority, delay_ms $delay
    flags: ["NumberEnds"]
    value: {"priority": $priority, "delay_ms": "$delay", "input": "69"}
    wire:
      u8 $priority
      i64le $word
      hex 0000
      utf8 "i"

case flo-k69de valid must §6.8 a key in many scripts, an input that is no text
  value: {"priority": 10, "delay_ms": "0", "idempotency_key": "ключ🐝\u0000", "input": "ff00c0"}
  wire:
    u8 10
    i64le 0
    u8 0
    u8 1 ; counted16: hex d0bad0bbd18ed187f09f909d00
    hex ff00c0

case flo-urepk either must §7.13 a key that is there and empty
  flags: ["EmptyOptional"]
  ambiguity: "flo-amb-empty-optional-text"
  value: {"priority": 10, "delay_ms": "0", "idempotency_key": "", "input": "69"}
  wire:
    u8 10
    i64le 0
    u8 0
    u8 1 ; counted16
    utf8 "i"

each id byte
  flo-b4fii 2
  flo-jltk4 255
  case $id valid should §6.6 presence byte $byte: the key is there
    flags: ["AnyTrue"]
    canonical: false
    value: {"priority": 10, "delay_ms": "0", "idempotency_key": "k", "input": "69"}
    wire:
      u8 10
      i64le 0
      u8 0
      u8 $byte ; counted16: utf8 "k"
      utf8 "i"

each id size
  flo-uy6jn 255
  flo-phjzx 256
  case $id valid must §7.11 key and input of $size bytes
    value: {"priority": 10, "delay_ms": "0", "idempotency_key": {"$repeat": ["k", $size]}, "input": [{"repeat": "69", "count": $size}]}
    wire:
      u8 10
      i64le 0
      u8 0
      u8 1 ; counted16: repeat 6b $size
      repeat 69 $size

case flo-pgh4z valid must §7.4 a key of 65535 bytes, the most, and an input of 1 MiB
  flags: ["BigFrame"]
  value: {"priority": 10, "delay_ms": "0", "idempotency_key": {"$repeat": ["k", 65535]}, "input": [{"repeat": "69", "count": 1048576}]}
  wire:
    u8 10
    i64le 0
    u8 0
    u8 1 ; counted16: repeat 6b 65535
    repeat 69 1048576

each id byte
  flo-a2d48 1
  flo-r4eik 2
  flo-s7sjv 255
  case $id invalid must §7.12 has_caller is $byte
    flags: ["NeverSet"]
    error: bad_value 9 has_caller
    wire:
      u8 10
      i64le 0
      u8 $byte
      u8 0
      utf8 "i"

each id size offset path
  flo-9ohi6 0 0 priority
  flo-o6cei 1 1 delay_ms
  flo-de6xo 8 1 delay_ms
  flo-x00ka 9 9 has_caller
  flo-12c78 10 10 idempotency_key
  case $id invalid must §7.1 only $size of the 11 bytes of the smallest value
    error: truncated $offset $path
    wire:
      repeat 00 $size

case flo-z6ccc invalid must §6.6 a key announced, its length missing
  error: truncated 11 idempotency_key
  wire:
    repeat 00 10
    u8 1

case flo-akhq5 invalid must §6.6 the key lacks its last byte
  error: truncated 11 idempotency_key
  wire:
    repeat 00 10
    u8 1 ; u16le 5 ; utf8 "idem"

each id what hex
  flo-4x6pp "an impossible byte" ff
  flo-rdp16 "an overlong form" c0af
  flo-zlxun "a surrogate" eda080
  flo-8nhn0 "a cut-off character" e282
  case $id invalid must §6.8 a key with $what
    flags: ["BadText"]
    error: bad_utf8 11 idempotency_key
    wire:
      repeat 00 10
      u8 1 ; counted16: hex 6b$hex
      utf8 "input"

case flo-1oif8 invalid should §12.3 strict: presence byte 2 of idempotency_key
  context: {"profile": "strict"}
  flags: ["AnyTrue"]
  error: bad_value 10 idempotency_key
  wire:
    repeat 00 10
    u8 2 ; counted16: utf8 "k"

case flo-qqvha invalid must §7.4 encode: a key of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 idempotency_key
  value: {"priority": 10, "delay_ms": "0", "idempotency_key": {"$repeat": ["k", 65536]}, "input": ""}

each id json
  flo-o1cws 256
  flo-2wedh -1
  case $id invalid must §7.20 encode: priority $json does not fit a byte, and must not lose its upper bits
    flags: ["EncoderLimit"]
    error: unencodable 0 priority
    value: {"priority": $json, "delay_ms": "0", "input": ""}

case flo-z7xp3 invalid must §7.20 encode: delay_ms 2^63
  flags: ["EncoderLimit"]
  error: unencodable 0 delay_ms
  value: {"priority": 10, "delay_ms": "9223372036854775808", "input": ""}

case flo-u2bm5 invalid must §7.20 encode: a caller is no member
  error: unencodable 0 caller
  value: {"priority": 10, "delay_ms": "0", "input": "", "caller": "me"}

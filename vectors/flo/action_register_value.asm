# The value of ACTION_REGISTER, assembled by hand from conformance/flo/PROTOCOL.md §7.8. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of ACTION_REGISTER: what kind of action it is, its limits and its optional parts. PROTOCOL.md section 7.",
  "flags": {
    "AnyTrue": "a presence byte other than 0 and 1",
    "BadText": "bytes that are no UTF-8 where text belongs",
    "BigFrame": "fields of 64 KiB and more",
    "EmptyOptional": "an optional that is there and empty",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "NeverSet": "a byte that no source ever sets, and nobody knows what follows it",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field",
    "UnknownNumber": "a number outside of the table that is kept",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "action_register_value", "protocol": "flo", "variant": "v1-24"
}

case flo-0rlr2 valid must §7.8 smallest: numbers 0, no optional part
  flags: ["ZeroLength"]
  value: {"type": "USER", "timeout_ms": 0, "max_retries": 0}
  wire:
    repeat 00 15

case flo-u1rtl valid must §1.2 every part there, all different, none equal to its reverse
  value: {"type": "WASM", "timeout_ms": 16909060, "max_retries": 286397204, "description": "what it does", "wasm_module": "0061736d01", "wasm_entrypoint": "_start", "wasm_memory_limit": 555885348}
  wire:
    u8 1
    u32le 0x01020304
    u32le 0x11121314
    u8 1 ; counted16: utf8 "what it does"
    u8 1 ; counted32: hex 0061736d01
    u8 1 ; counted16: utf8 "_start"
    u8 1 ; u32le 0x21222324
    u8 0
    u8 0

case flo-ospi0 valid must §7.8 typical: the defaults of an SDK
  value: {"type": "USER", "timeout_ms": 30000, "max_retries": 3}
  wire:
    u8 0
    u32le 30000
    u32le 3
    repeat 00 6

case flo-qzp2l valid must §7.8 a description alone
  value: {"type": "USER", "timeout_ms": 30000, "max_retries": 3, "description": "Отправить 🐝"}
  wire:
    u8 0
    u32le 30000
    u32le 3
    u8 1 ; counted16: hex d09ed182d0bfd180d0b0d0b2d0b8d182d18c20f09f909d
    repeat 00 5

case flo-gqg1x valid must §7.8 a module alone
  value: {"type": "WASM", "timeout_ms": 1, "max_retries": 2, "wasm_module": "0061736d"}
  wire:
    u8 1
    u32le 1
    u32le 2
    u8 0
    u8 1 ; counted32: hex 0061736d
    repeat 00 4

case flo-liz0k valid must §7.8 an entrypoint alone
  value: {"type": "WASM", "timeout_ms": 1, "max_retries": 2, "wasm_entrypoint": "run"}
  wire:
    u8 1
    u32le 1
    u32le 2
    hex 0000
    u8 1 ; counted16: utf8 "run"
    repeat 00 3

case flo-rmloa valid must §7.8 a memory limit alone
  value: {"type": "WASM", "timeout_ms": 1, "max_retries": 2, "wasm_memory_limit": 64}
  wire:
    u8 1
    u32le 1
    u32le 2
    hex 000000
    u8 1 ; u32le 64
    hex 0000

case flo-y8emr valid must §7.8 the numbers at their upper ends
  flags: ["NumberEnds"]
  value: {"type": "WASM", "timeout_ms": 4294967295, "max_retries": 4294967295, "wasm_memory_limit": 4294967295}
  wire:
    u8 1
    u32le 0xffffffff
    u32le 0xffffffff
    hex 000000
    u8 1 ; u32le 0xffffffff
    hex 0000

case flo-pig80 valid must §7.8 the numbers around 2^31
  flags: ["NumberEnds"]
  value: {"type": "USER", "timeout_ms": 2147483647, "max_retries": 2147483648}
  wire:
    u8 0
    u32le 0x7fffffff
    u32le 0x80000000
    repeat 00 6

each id code name
  flo-qke4f 0 USER
  flo-45ek8 1 WASM
  case $id valid must §7.9 type $code $name
    value: {"type": "$name", "timeout_ms": 1, "max_retries": 2}
    wire:
      u8 $code
      u32le 1
      u32le 2
      repeat 00 6

each id code
  flo-huax8 2
  flo-lcv7k 128
  flo-unm8e 255
  case $id valid should §7.9 type $code is not in the table and is kept as a number
    flags: ["UnknownNumber"]
    value: {"type": $code, "timeout_ms": 1, "max_retries": 2}
    wire:
      u8 $code
      u32le 1
      u32le 2
      repeat 00 6

case flo-zrdqb either must §7.13 a description that is there and empty
  flags: ["EmptyOptional"]
  ambiguity: "flo-amb-empty-optional-text"
  value: {"type": "USER", "timeout_ms": 1, "max_retries": 2, "description": ""}
  wire:
    u8 0
    u32le 1
    u32le 2
    u8 1 ; counted16
    repeat 00 5

case flo-41ue7 valid should §7.13 module and entrypoint that are there and empty
  flags: ["EmptyOptional"]
  value: {"type": "WASM", "timeout_ms": 1, "max_retries": 2, "wasm_module": "", "wasm_entrypoint": ""}
  wire:
    u8 1
    u32le 1
    u32le 2
    u8 0
    u8 1 ; counted32
    u8 1 ; counted16
    hex 000000

each id byte
  flo-806ew 2
  flo-m3f59 255
  case $id valid should §6.6 presence bytes of $byte: every part is there
    flags: ["AnyTrue"]
    canonical: false
    value: {"type": "WASM", "timeout_ms": 1, "max_retries": 2, "description": "d", "wasm_module": "6d", "wasm_entrypoint": "e", "wasm_memory_limit": 5}
    wire:
      u8 1
      u32le 1
      u32le 2
      u8 $byte ; counted16: utf8 "d"
      u8 $byte ; counted32: utf8 "m"
      u8 $byte ; counted16: utf8 "e"
      u8 $byte ; u32le 5
      hex 0000

each id size
  flo-0li7u 255
  flo-jv133 256
  case $id valid must §7.8 description, module and entrypoint of $size bytes
    value: {"type": "WASM", "timeout_ms": 1, "max_retries": 2, "description": {"$repeat": ["d", $size]}, "wasm_module": [{"repeat": "6d", "count": $size}], "wasm_entrypoint": {"$repeat": ["e", $size]}}
    wire:
      u8 1
      u32le 1
      u32le 2
      u8 1 ; counted16: repeat 64 $size
      u8 1 ; counted32: repeat 6d $size
      u8 1 ; counted16: repeat 65 $size
      hex 000000

case flo-nxmjt valid must §7.4 a description of 65535 bytes, the most, and a module of 65536
  flags: ["BigFrame"]
  value: {"type": "WASM", "timeout_ms": 1, "max_retries": 2, "description": {"$repeat": ["d", 65535]}, "wasm_module": [{"repeat": "6d", "count": 65536}]}
  wire:
    u8 1
    u32le 1
    u32le 2
    u8 1 ; counted16: repeat 64 65535
    u8 1 ; counted32: repeat 6d 65536
    repeat 00 4

each id name trigger
  flo-nmsn5 has_trigger_stream 1
  flo-pmuna has_trigger_stream 255
  case $id invalid must §7.10 $name is $trigger
    flags: ["NeverSet"]
    error: bad_value @trigger $name
    wire:
      u8 0
      u32le 1
      u32le 2
      repeat 00 4
      @trigger u8 $trigger
      u8 0

each id name trigger
  flo-y3sw1 has_trigger_group 1
  flo-pz30g has_trigger_group 2
  case $id invalid must §7.10 $name is $trigger
    flags: ["NeverSet"]
    error: bad_value @trigger $name
    wire:
      u8 0
      u32le 1
      u32le 2
      repeat 00 5
      @trigger u8 $trigger

each id size offset path
  flo-5spa6 0 0 type
  flo-zl7qw 1 1 timeout_ms
  flo-j0od8 4 1 timeout_ms
  flo-44hwr 5 5 max_retries
  flo-12tn9 8 5 max_retries
  flo-2shkl 9 9 description
  flo-oqp56 10 10 wasm_module
  flo-vazhu 11 11 wasm_entrypoint
  flo-0m1vc 12 12 wasm_memory_limit
  flo-bubmt 13 13 has_trigger_stream
  flo-b5n73 14 14 has_trigger_group
  case $id invalid must §7.1 only $size of the 15 bytes of the smallest value
    error: truncated $offset $path
    wire:
      repeat 00 $size

case flo-47jmu invalid must §6.6 a description announced, its length missing
  error: truncated 10 description
  wire:
    repeat 00 9
    hex 01

case flo-lhp51 invalid must §6.6 the description lacks its last byte
  error: truncated 10 description
  wire:
    repeat 00 9
    u8 1 ; u16le 5 ; utf8 "desc"

case flo-9wd3q invalid must §6.6 a module of 2^32-1 bytes announced
  error: truncated 11 wasm_module
  wire:
    repeat 00 10
    u8 1 ; u32le 0xffffffff ; utf8 "module"

case flo-ixsjr invalid must §6.6 the entrypoint lacks its last byte
  error: truncated 12 wasm_entrypoint
  wire:
    repeat 00 11
    u8 1 ; u16le 5 ; utf8 "main"

case flo-1uotk invalid must §6.6 the memory limit is cut off
  error: truncated 13 wasm_memory_limit
  wire:
    repeat 00 12
    u8 1 ; hex 400000

each id what hex
  flo-m2yhc "an impossible byte" ff
  flo-wqxox "an overlong form" c0af
  flo-jbpmm "a surrogate" eda080
  flo-u7onk "a cut-off character" e282
  case $id invalid must §6.8 a description with $what
    flags: ["BadText"]
    error: bad_utf8 10 description
    wire:
      repeat 00 9
      u8 1 ; counted16: hex 64$hex
      repeat 00 5

case flo-xpq20 invalid must §6.8 an entrypoint that is no UTF-8
  flags: ["BadText"]
  error: bad_utf8 12 wasm_entrypoint
  wire:
    repeat 00 11
    u8 1 ; counted16: hex ff
    repeat 00 3

case flo-j6bci invalid must §7.2 a byte after the last one
  flags: ["TrailingBytes"]
  error: trailing_bytes 15
  wire:
    repeat 00 16

each id offset path
  flo-16flr 9 description
  flo-c40gx 10 wasm_module
  flo-pfosx 11 wasm_entrypoint
  flo-c2f28 12 wasm_memory_limit
  case $id invalid should §12.3 strict: presence byte 2 of $path
    context: {"profile": "strict"}
    flags: ["AnyTrue"]
    error: bad_value $offset $path
    wire:
      repeat 00 $offset
      u8 2
      repeat 00 20

case flo-ldbf7 invalid must §7.4 encode: a description of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 description
  value: {"type": "USER", "timeout_ms": 1, "max_retries": 2, "description": {"$repeat": ["d", 65536]}}

each id member
  flo-cmxaj timeout_ms
  flo-s0imf max_retries
  flo-ifri7 wasm_memory_limit
  case $id invalid must §7.20 encode: $member is 2^32
    flags: ["EncoderLimit"]
    error: unencodable 0 $member
    value: {"type": "WASM", "timeout_ms": 1, "max_retries": 2, "$member": 4294967296}

each id json
  flo-kfqix 256
  flo-rmdy5 -1
  case $id invalid must §7.20 encode: type $json does not fit a byte, and must not lose its upper bits
    flags: ["EncoderLimit"]
    error: unencodable 0 type
    value: {"type": $json, "timeout_ms": 1, "max_retries": 2}

case flo-rg8gd invalid must §7.20 encode: presence bytes are derived, so they are no members
  error: unencodable 0 has_trigger_stream
  value: {"type": "USER", "timeout_ms": 1, "max_retries": 2, "has_trigger_stream": 0}

case flo-kyozv invalid must §7.20 encode: timeout_ms is missing
  error: unencodable 0 timeout_ms
  value: {"type": "USER", "max_retries": 2}

# SetAcl frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Sets what a key may do. Client to server. PROTOCOL.md rule 3.43.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "SetAcl", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  text "0192f3a1-7b2c-7def-8123-456789abcdef" ; u16be 2 ; text "produce" ; text "orders.*"
  text "consume" ; text "in*"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-rsqz0 valid must §3.43 every field filled, no two alike
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": "in*"}]}
  wire:
    frame 0xe7 45: plain

case fibp-4eeev valid must §3.43 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 45, "key_id": "", "permissions": []}
  wire:
    frame 0xe7 45
      text "" ; u16be 0

case fibp-pawz4 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": "in*"}]}
  wire:
    frame 0xe7 0xffffffff: plain

case fibp-ied3i valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 45, "flags": 254, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"},
    {"kind": "consume", "pattern": "in*"}]}
  wire:
    frame 0xe7 45 flags=0xfe: plain

case fibp-3ztbk valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": "in*"}]}
  wire:
    frame 0xe7 45
      plain
      text "future"

case fibp-8uusg valid must §3.43 one item of permissions, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 45, "key_id": "", "permissions": [{"kind": "", "pattern": ""}]}
  wire:
    frame 0xe7 45
      text "" ; u16be 1 ; text "" ; text ""

case fibp-edkuf valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 45, "key_id": "नाम", "permissions": [{"kind": "администратор", "pattern": "заказы.*"}]}
  wire:
    frame 0xe7 45
      text "नाम" ; u16be 1 ; text "администратор" ; text "заказы.*"

each id size
  fibp-shfci 1
  fibp-v7bmh 255
  fibp-5gku7 256
  fibp-6sova 65535
  case $id valid must §2.4 key_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 45, "key_id": {"$repeat": ["n", $size]}, "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind": "consume", "pattern":
      "in*"}]}
    wire:
      frame 0xe7 45
        string: repeat 6e $size ; u16be 2 ; text "produce" ; text "orders.*" ; text "consume" ; text "in*"

case fibp-qvs43 valid must §2.10 257 items of permissions: both bytes of the count are used
  value: {"request_id": 45, "key_id": "", "permissions": {"$repeat": [[{"kind": "", "pattern": ""}], 257]}}
  wire:
    frame 0xe7 45
      text ""
      u16be 257
      repeat 00000000 257

each id kind
  fibp-jbvwa produce
  fibp-5l3j0 consume
  fibp-eyx7e admin
  fibp-jecw1 write
  case $id valid must §3.43 a permission of the kind $kind, which a codec does not judge
    value: {"request_id": 45, "key_id": "k", "permissions": [{"kind": "$kind", "pattern": "*"}]}
    wire:
      frame 0xe7 45
        text "k" ; u16be 1 ; text "$kind" ; text "*"

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-oul2u 0x12 "the opcode of Consume"
  fibp-npwsx 0xe6 "the opcode of SetAclResult, a neighbour,"
  fibp-bs7fd 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 45: plain

each id number
  fibp-b4p2a 0x01
  fibp-fa3ho 0x81
  fibp-2bhhb 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xe7 45 flags=$number: plain

case fibp-fihyj invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xe7 45 length=len(@head..@last)+1: plain

case fibp-1wr88 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xe7 45: plain
    @extra u8 0

case fibp-8nwdr invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xe7 45 length=5: plain

case fibp-1ydhr invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xe7 45 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-stybp invalid must §2.13 no body at all
  error: bad_length @end key_id
  wire:
    frame 0xe7 45

case fibp-h6e3u invalid must §2.13 the body ends before permissions
  error: bad_length @end permissions
  wire:
    frame 0xe7 45: text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-1d0kb invalid must §2.13 the body ends before permissions[1].kind
  error: bad_length @end permissions[1].kind
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"

case fibp-v8z3x invalid must §2.13 the body ends before permissions[1].pattern
  error: bad_length @end permissions[1].pattern
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      text "consume"

case fibp-tplz3 invalid must §2.13 the length of key_id is cut off
  error: bad_length @field key_id
  wire:
    frame 0xe7 45
      @field hex 00

case fibp-8y8ff invalid must §2.13 key_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field key_id
  wire:
    frame 0xe7 45
      @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      text "consume" ; text "in*"

case fibp-ylhzw invalid must §2.5 key_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field key_id
  wire:
    frame 0xe7 45
      @field string: hex 6162ff
      u16be 2
      text "produce" ; text "orders.*"
      text "consume" ; text "in*"

case fibp-smjac invalid must §2.13 the length of permissions[1].kind is cut off
  error: bad_length @field permissions[1].kind
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      @field hex 00

case fibp-6km6r invalid must §2.13 permissions[1].kind claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field permissions[1].kind
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      @field u16be 65535 ; utf8 "consume" ; text "in*"

case fibp-090bk invalid must §2.5 permissions[1].kind is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field permissions[1].kind
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      @field string: hex 6162ff ; text "in*"

case fibp-t368q invalid must §2.13 the length of permissions[1].pattern is cut off
  error: bad_length @field permissions[1].pattern
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      text "consume"
      @field hex 00

case fibp-n6rgy invalid must §2.13 permissions[1].pattern claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field permissions[1].pattern
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      text "consume" ; @field u16be 65535 ; utf8 "in*"

case fibp-bv5l1 invalid must §2.5 permissions[1].pattern is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field permissions[1].pattern
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      text "consume" ; @field string: hex 6162ff

case fibp-zu1ow invalid must §2.13 permissions[1].pattern, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field permissions[1].pattern
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u16be 2
      text "produce" ; text "orders.*"
      text "consume" ; @field u16be 4 ; utf8 "in*"

case fibp-xv2dg invalid must §2.12 65535 permissions promised, none there
  flags: ["LyingLength"]
  error: bad_length @field permissions
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @field u16be 65535

case fibp-7yup9 invalid must §3.43 two permissions promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field permissions
  wire:
    frame 0xe7 45
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      @field u16be 2
      repeat 00 7

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-8bi9c 0x02
  fibp-8mfo5 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xe7 45 flags=$number: plain

case fibp-rpvms invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xe7 45
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-ceq12 invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": "in*"}], "flags": 1}

case fibp-apodt invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": "in*"}], "flags": 256}

case fibp-n4cyt invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": "in*"}]}

case fibp-65he0 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": "in*"}]}

case fibp-8jhti invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind": "consume", "pattern":
    "in*"}]}

case fibp-5ohhm invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": "in*"}], "colour": "red"}

case fibp-wk527 invalid must §9.3 encode: permissions is missing
  error: unencodable 0 permissions
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef"}

case fibp-31r0d invalid must §9.3 encode: key_id as a number
  error: unencodable 0 key_id
  value: {"request_id": 45, "key_id": 7, "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind": "consume", "pattern": "in*"}]}

case fibp-ii9zq invalid must §9.3 encode: permissions as text
  error: unencodable 0 permissions
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": "x"}

case fibp-wbfdu invalid must §9.3 encode: permissions[0].kind as a number
  error: unencodable 0 permissions[0].kind
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": 7, "pattern": "orders.*"}, {"kind": "consume",
    "pattern": "in*"}]}

case fibp-9w8qj invalid must §9.3 encode: permissions[0].pattern as a number
  error: unencodable 0 permissions[0].pattern
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": 7}, {"kind": "consume",
    "pattern": "in*"}]}

case fibp-8larw invalid must §9.1 encode: permissions[1].pattern of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 permissions[1].pattern
  value: {"request_id": 45, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "permissions": [{"kind": "produce", "pattern": "orders.*"}, {"kind":
    "consume", "pattern": {"$repeat": ["n", 65536]}}]}

case fibp-bk5wa invalid must §9.2 encode: 65536 permissions, whose count would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 permissions
  value: {"request_id": 45, "key_id": "k", "permissions": {"$repeat": [[{"kind": "", "pattern": ""}], 65536]}}

# GetAclResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "What a key may do. Server to client. PROTOCOL.md rule 3.46.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "OddBoolean": "a boolean or presence byte other than 0 and 1: catches comparisons with 1",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "UnknownNumber": "an error code outside of the table: catches closed enums that have to be open",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "GetAclResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; u8 1 ; u16be 2
  text "admin" ; text "orders" ; text "produce" ; text "eu.*"

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-94i4u valid must §3.46 every field filled, no two alike
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
  wire:
    frame 0xe4 48: plain

case fibp-bhjme valid must §3.46 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 48, "error_code": "Ok", "key_id": "", "is_superadmin": false, "permissions": []}
  wire:
    frame 0xe4 48
      u8 0x00 ; text "" ; u8 0 ; u16be 0

case fibp-zigar valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind":
    "admin", "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
  wire:
    frame 0xe4 0xffffffff: plain

case fibp-qpo6m valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 48, "flags": 254, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions":
    [{"kind": "admin", "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
  wire:
    frame 0xe4 48 flags=0xfe: plain

case fibp-2isqz valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
  wire:
    frame 0xe4 48
      plain
      text "future"

case fibp-t4jul valid must §3.46 one item of permissions, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 48, "error_code": "Ok", "key_id": "", "is_superadmin": false, "permissions": [{"kind": "", "pattern": ""}]}
  wire:
    frame 0xe4 48
      u8 0x00 ; text "" ; u8 0 ; u16be 1 ; text "" ; text ""

case fibp-sl8g8 valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 48, "error_code": "Ok", "key_id": "नाम", "is_superadmin": true, "permissions": [{"kind": "администратор", "pattern": "заказы.*"}]}
  wire:
    frame 0xe4 48
      u8 0x00 ; text "नाम" ; u8 1 ; u16be 1 ; text "администратор" ; text "заказы.*"

each id number
  fibp-g9yo8 17
  fibp-hd5yf 127
  fibp-xb0wf 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 48, "error_code": $number, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind":
      "admin", "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
    wire:
      frame 0xe4 48
        u8 $number
        text "0192f3a1-7b2c-7def-8123-456789abcdef"
        u8 1
        u16be 2
        text "admin" ; text "orders"
        text "produce" ; text "eu.*"

case fibp-pz68x valid must §3.47 a failure has all of its fields too
  value: {"request_id": 48, "error_code": "InternalError", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions":
    [{"kind": "admin", "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
  wire:
    frame 0xe4 48
      u8 0xff ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; u8 1 ; u16be 2
      text "admin" ; text "orders" ; text "produce" ; text "eu.*"

each id number
  fibp-4aemx 2
  fibp-4d3z0 128
  fibp-dwf5b 255
  case $id valid must §2.3 a boolean of $number is true
    canonical: false
    flags: ["OddBoolean"]
    value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
      "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
    wire:
      frame 0xe4 48
        u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; u8 $number ; u16be 2
        text "admin" ; text "orders" ; text "produce" ; text "eu.*"

case fibp-hfmtq valid must §2.3 a boolean of 0 is false
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": false, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
  wire:
    frame 0xe4 48
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; u8 0 ; u16be 2
      text "admin" ; text "orders" ; text "produce" ; text "eu.*"

each id size
  fibp-agz91 1
  fibp-munt6 255
  fibp-nxj5j 256
  fibp-v61u8 65535
  case $id valid must §2.4 key_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 48, "error_code": "Ok", "key_id": {"$repeat": ["n", $size]}, "is_superadmin": true, "permissions": [{"kind": "admin", "pattern":
      "orders"}, {"kind": "produce", "pattern": "eu.*"}]}
    wire:
      frame 0xe4 48
        u8 0x00 ; string: repeat 6e $size ; u8 1 ; u16be 2 ; text "admin" ; text "orders"
        text "produce" ; text "eu.*"

case fibp-1pcza valid must §2.10 257 items of permissions: both bytes of the count are used
  value: {"request_id": 48, "error_code": "Ok", "key_id": "", "is_superadmin": false, "permissions": {"$repeat": [[{"kind": "", "pattern": ""}], 257]}}
  wire:
    frame 0xe4 48
      u8 0x00
      text ""
      u8 0
      u16be 257
      repeat 00000000 257

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-5f62a 0x12 "the opcode of Consume"
  fibp-nwkco 0xe5 "the opcode of GetAcl, a neighbour,"
  fibp-v6czs 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 48: plain

each id number
  fibp-v9png 0x01
  fibp-iqj8d 0x81
  fibp-97vg6 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xe4 48 flags=$number: plain

case fibp-r1zzy invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xe4 48 length=len(@head..@last)+1: plain

case fibp-ximjb invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xe4 48: plain
    @extra u8 0

case fibp-8qoua invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xe4 48 length=5: plain

case fibp-x2sy4 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xe4 48 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-h710l invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xe4 48

case fibp-asdx8 invalid must §2.13 the body ends before key_id
  error: bad_length @end key_id
  wire:
    frame 0xe4 48: u8 0x00

case fibp-g4ni6 invalid must §2.13 the body ends before is_superadmin
  error: bad_length @end is_superadmin
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"

case fibp-3t9v4 invalid must §2.13 the body ends before permissions
  error: bad_length @end permissions
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1

case fibp-sn43v invalid must §2.13 the body ends before permissions[1].kind
  error: bad_length @end permissions[1].kind
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"

case fibp-3163p invalid must §2.13 the body ends before permissions[1].pattern
  error: bad_length @end permissions[1].pattern
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      text "produce"

case fibp-oy5b7 invalid must §2.13 the length of key_id is cut off
  error: bad_length @field key_id
  wire:
    frame 0xe4 48
      u8 0x00
      @field hex 00

case fibp-0p043 invalid must §2.13 key_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field key_id
  wire:
    frame 0xe4 48
      u8 0x00
      @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      text "produce" ; text "eu.*"

case fibp-42bp0 invalid must §2.5 key_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field key_id
  wire:
    frame 0xe4 48
      u8 0x00
      @field string: hex 6162ff
      u8 1
      u16be 2
      text "admin" ; text "orders"
      text "produce" ; text "eu.*"

case fibp-efrxd invalid must §2.13 the length of permissions[1].kind is cut off
  error: bad_length @field permissions[1].kind
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      @field hex 00

case fibp-034jh invalid must §2.13 permissions[1].kind claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field permissions[1].kind
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      @field u16be 65535 ; utf8 "produce" ; text "eu.*"

case fibp-yno7h invalid must §2.5 permissions[1].kind is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field permissions[1].kind
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      @field string: hex 6162ff ; text "eu.*"

case fibp-cwhj6 invalid must §2.13 the length of permissions[1].pattern is cut off
  error: bad_length @field permissions[1].pattern
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      text "produce"
      @field hex 00

case fibp-ruj2r invalid must §2.13 permissions[1].pattern claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field permissions[1].pattern
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      text "produce" ; @field u16be 65535 ; utf8 "eu.*"

case fibp-50yun invalid must §2.5 permissions[1].pattern is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field permissions[1].pattern
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      text "produce" ; @field string: hex 6162ff

case fibp-w3yvo invalid must §2.13 permissions[1].pattern, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field permissions[1].pattern
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      u16be 2
      text "admin" ; text "orders"
      text "produce" ; @field u16be 5 ; utf8 "eu.*"

case fibp-bqwnw invalid must §2.12 65535 permissions promised, none there
  flags: ["LyingLength"]
  error: bad_length @field permissions
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      @field u16be 65535

case fibp-zpwlz invalid must §3.46 two permissions promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field permissions
  wire:
    frame 0xe4 48
      u8 0x00
      text "0192f3a1-7b2c-7def-8123-456789abcdef"
      u8 1
      @field u16be 2
      repeat 00 7

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-ix7mx 0x02
  fibp-hylrx 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xe4 48 flags=$number: plain

case fibp-kuzl9 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xe4 48
      plain
      @extra u8 0

case fibp-mp4oi invalid should §11.2 strict: a boolean of 2
  context: {"profile": "strict"}
  flags: ["OddBoolean"]
  error: bad_value @field is_superadmin
  wire:
    frame 0xe4 48
      u8 0x00 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; @field u8 2 ; u16be 2
      text "admin" ; text "orders" ; text "produce" ; text "eu.*"

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-dja66 invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}], "flags": 1}

case fibp-1x0zq invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}], "flags": 256}

case fibp-hly3z invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind":
    "admin", "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}

case fibp-f24lo invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}

case fibp-4c33z invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin", "pattern":
    "orders"}, {"kind": "produce", "pattern": "eu.*"}]}

case fibp-mgbki invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}], "colour": "red"}

case fibp-535a1 invalid must §9.3 encode: permissions is missing
  error: unencodable 0 permissions
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true}

case fibp-r2zt7 invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 48, "error_code": "NoSuchCode", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind":
    "admin", "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}

case fibp-r4779 invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 48, "error_code": 256, "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}

case fibp-trz6f invalid must §9.3 encode: key_id as a number
  error: unencodable 0 key_id
  value: {"request_id": 48, "error_code": "Ok", "key_id": 7, "is_superadmin": true, "permissions": [{"kind": "admin", "pattern": "orders"}, {"kind":
    "produce", "pattern": "eu.*"}]}

case fibp-cowjf invalid must §9.3 encode: is_superadmin as a number
  error: unencodable 0 is_superadmin
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": 1, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}

case fibp-olwar invalid must §9.3 encode: permissions as text
  error: unencodable 0 permissions
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": "x"}

case fibp-l6fp2 invalid must §9.3 encode: permissions[0].kind as a number
  error: unencodable 0 permissions[0].kind
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": 7,
    "pattern": "orders"}, {"kind": "produce", "pattern": "eu.*"}]}

case fibp-kkrcn invalid must §9.3 encode: permissions[0].pattern as a number
  error: unencodable 0 permissions[0].pattern
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": 7}, {"kind": "produce", "pattern": "eu.*"}]}

case fibp-2evp8 invalid must §9.1 encode: permissions[1].pattern of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 permissions[1].pattern
  value: {"request_id": 48, "error_code": "Ok", "key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "is_superadmin": true, "permissions": [{"kind": "admin",
    "pattern": "orders"}, {"kind": "produce", "pattern": {"$repeat": ["n", 65536]}}]}

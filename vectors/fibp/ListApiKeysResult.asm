# ListApiKeysResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "All keys. Server to client. PROTOCOL.md rule 3.42.",
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
  "frame": "ListApiKeysResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; u16be 2
  text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
  text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
  u64be 1806536000789 ; u8 1

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-89084 valid must §3.42 every field filled, no two alike
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}
  wire:
    frame 0xe8 44: plain

case fibp-9icwy valid must §3.42 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 44, "error_code": "Ok", "keys": []}
  wire:
    frame 0xe8 44
      u8 0x00 ; u16be 0

case fibp-5s1jz valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}
  wire:
    frame 0xe8 0xffffffff: plain

case fibp-dhguh valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 44, "flags": 254, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}
  wire:
    frame 0xe8 44 flags=0xfe: plain

case fibp-vji0p valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}
  wire:
    frame 0xe8 44
      plain
      text "future"

case fibp-u48wd valid must §3.42 one item of keys, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "", "name": "", "created_at_ms": "0", "expires_at_ms": "0", "is_superadmin": false}]}
  wire:
    frame 0xe8 44
      u8 0x00 ; u16be 1 ; text "" ; text "" ; u64be 0 ; u64be 0 ; u8 0

case fibp-6lasw valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "नाम", "name": "名前🗝", "created_at_ms": "1775000000123", "expires_at_ms": "0",
    "is_superadmin": false}]}
  wire:
    frame 0xe8 44
      u8 0x00 ; u16be 1 ; text "नाम" ; text "名前🗝" ; u64be 1775000000123 ; u64be 0 ; u8 0

case fibp-bjn7m valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 44, "error_code": "InternalError", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "18446744073709551615", "expires_at_ms": "18446744073709551615", "is_superadmin": true}]}
  wire:
    frame 0xe8 44
      u8 0xff ; u16be 1
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 0xffffffffffffffff
      u64be 0xffffffffffffffff ; u8 1

each id number
  fibp-utbm4 17
  fibp-53hg8 127
  fibp-9kaxe 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 44, "error_code": $number, "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
      "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
      "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}
    wire:
      frame 0xe8 44
        u8 $number
        u16be 2
        text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
        text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
        u64be 1806536000789 ; u8 1

case fibp-w6rsu valid must §3.47 a failure has all of its fields too
  value: {"request_id": 44, "error_code": "InternalError", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}
  wire:
    frame 0xe8 44
      u8 0xff ; u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
      u64be 1806536000789 ; u8 1

each id number
  fibp-rhojw 2
  fibp-wq6ze 128
  fibp-pe5tp 255
  case $id valid must §2.3 a boolean of $number is true
    canonical: false
    flags: ["OddBoolean"]
    value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
      "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
      "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}
    wire:
      frame 0xe8 44
        u8 0x00 ; u16be 2
        text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
        text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
        u64be 1806536000789 ; u8 $number

case fibp-zi6rp valid must §2.3 a boolean of 0 is false
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": false}]}
  wire:
    frame 0xe8 44
      u8 0x00 ; u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
      u64be 1806536000789 ; u8 0

each id size
  fibp-jw4ju 1
  fibp-nqugf 255
  fibp-yf1pz 256
  fibp-mmar0 65535
  case $id valid must §2.4 keys[0].key_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": {"$repeat": ["n", $size]}, "name": "svc-a", "created_at_ms": "1775000000123",
      "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b", "created_at_ms":
      "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}
    wire:
      frame 0xe8 44
        u8 0x00 ; u16be 2 ; string: repeat 6e $size ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
        text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
        u64be 1806536000789 ; u8 1

case fibp-dd8o3 valid must §2.10 257 items of keys: both bytes of the count are used
  value: {"request_id": 44, "error_code": "Ok", "keys": {"$repeat": [[{"key_id": "", "name": "", "created_at_ms": "0", "expires_at_ms": "0",
    "is_superadmin": false}], 257]}}
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 257
      repeat 000000000000000000000000000000000000000000 257

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-t2iyx 0x12 "the opcode of Consume"
  fibp-3i02v 0xe9 "the opcode of ListApiKeys, a neighbour,"
  fibp-hb3sn 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 44: plain

each id number
  fibp-6zv8n 0x01
  fibp-dkbrh 0x81
  fibp-vt8uu 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xe8 44 flags=$number: plain

case fibp-xq5im invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xe8 44 length=len(@head..@last)+1: plain

case fibp-4hwwc invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xe8 44: plain
    @extra u8 0

case fibp-9s8wr invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xe8 44 length=5: plain

case fibp-owm28 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xe8 44 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-c2w5s invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xe8 44

case fibp-u5h3a invalid must §2.13 the body ends before keys
  error: bad_length @end keys
  wire:
    frame 0xe8 44: u8 0x00

case fibp-hl6xa invalid must §2.13 the body ends before keys[1].key_id
  error: bad_length @end keys[1].key_id
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0

case fibp-59ekt invalid must §2.13 the body ends before keys[1].name
  error: bad_length @end keys[1].name
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0"

case fibp-1svdn invalid must §2.13 the body ends before keys[1].created_at_ms
  error: bad_length @end keys[1].created_at_ms
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b"

case fibp-ans2e invalid must §2.13 the body ends before keys[1].expires_at_ms
  error: bad_length @end keys[1].expires_at_ms
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456

case fibp-srng1 invalid must §2.13 the body ends before keys[1].is_superadmin
  error: bad_length @end keys[1].is_superadmin
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
      u64be 1806536000789

case fibp-4eigl invalid must §2.15 keys[1].created_at_ms has 7 bytes
  error: bad_length @field keys[1].created_at_ms
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b"
      @field repeat 01 7

case fibp-6sk8x invalid must §2.15 keys[1].expires_at_ms has 7 bytes
  error: bad_length @field keys[1].expires_at_ms
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
      @field repeat 01 7

case fibp-pv6xq invalid must §2.13 the length of keys[1].key_id is cut off
  error: bad_length @field keys[1].key_id
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      @field hex 00

case fibp-myj9c invalid must §2.13 keys[1].key_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field keys[1].key_id
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b"
      u64be 1775000000456 ; u64be 1806536000789 ; u8 1

case fibp-cbkpz invalid must §2.5 keys[1].key_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field keys[1].key_id
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      @field string: hex 6162ff ; text "svc-b" ; u64be 1775000000456 ; u64be 1806536000789 ; u8 1

case fibp-0u52q invalid must §2.13 the length of keys[1].name is cut off
  error: bad_length @field keys[1].name
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0"
      @field hex 00

case fibp-og5vo invalid must §2.13 keys[1].name claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field keys[1].name
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; @field u16be 65535 ; utf8 "svc-b"
      u64be 1775000000456 ; u64be 1806536000789 ; u8 1

case fibp-4bihc invalid must §2.5 keys[1].name is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field keys[1].name
  wire:
    frame 0xe8 44
      u8 0x00
      u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; @field string: hex 6162ff ; u64be 1775000000456
      u64be 1806536000789 ; u8 1

case fibp-ccm6s invalid must §2.12 65535 keys promised, none there
  flags: ["LyingLength"]
  error: bad_length @field keys
  wire:
    frame 0xe8 44
      u8 0x00
      @field u16be 65535

case fibp-16z18 invalid must §3.42 two keys promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field keys
  wire:
    frame 0xe8 44
      u8 0x00
      @field u16be 2
      repeat 00 41

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-jb2ts 0x02
  fibp-avfud 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xe8 44 flags=$number: plain

case fibp-q00tw invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xe8 44
      plain
      @extra u8 0

case fibp-vt2yn invalid should §11.2 strict: a boolean of 2
  context: {"profile": "strict"}
  flags: ["OddBoolean"]
  error: bad_value @field keys[1].is_superadmin
  wire:
    frame 0xe8 44
      u8 0x00 ; u16be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "svc-a" ; u64be 1775000000123 ; u64be 0 ; u8 0
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "svc-b" ; u64be 1775000000456
      u64be 1806536000789 ; @field u8 2

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-yt0o4 invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}], "flags": 1}

case fibp-b6n7s invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}], "flags": 256}

case fibp-dsfth invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-xle69 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-o3tx7 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms": "1775000000123",
    "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b", "created_at_ms":
    "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-dkbn1 invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}], "colour": "red"}

case fibp-nm1ru invalid must §9.3 encode: keys is missing
  error: unencodable 0 keys
  value: {"request_id": 44, "error_code": "Ok"}

case fibp-wcszj invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 44, "error_code": "NoSuchCode", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-3avpk invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 44, "error_code": 256, "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-2717u invalid must §9.3 encode: keys as text
  error: unencodable 0 keys
  value: {"request_id": 44, "error_code": "Ok", "keys": "x"}

case fibp-7uxnb invalid must §9.3 encode: keys[0].key_id as a number
  error: unencodable 0 keys[0].key_id
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": 7, "name": "svc-a", "created_at_ms": "1775000000123", "expires_at_ms": "0",
    "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b", "created_at_ms": "1775000000456", "expires_at_ms":
    "1806536000789", "is_superadmin": true}]}

case fibp-qjd10 invalid must §9.3 encode: keys[0].name as a number
  error: unencodable 0 keys[0].name
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": 7, "created_at_ms": "1775000000123",
    "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b", "created_at_ms":
    "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-pgjop invalid must §9.3 encode: keys[0].created_at_ms 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 keys[0].created_at_ms
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "18446744073709551616", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-hbjgy invalid must §9.3 encode: keys[0].created_at_ms -1
  flags: ["EncoderLimit"]
  error: unencodable 0 keys[0].created_at_ms
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms": "-1",
    "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b", "created_at_ms":
    "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-1gk1j invalid must §9.3 encode: keys[0].expires_at_ms 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 keys[0].expires_at_ms
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "18446744073709551616", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name":
    "svc-b", "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-7xskw invalid must §9.3 encode: keys[0].expires_at_ms -1
  flags: ["EncoderLimit"]
  error: unencodable 0 keys[0].expires_at_ms
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "-1", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b",
    "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-3084o invalid must §9.3 encode: keys[0].is_superadmin as a number
  error: unencodable 0 keys[0].is_superadmin
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": 1}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": "svc-b", "created_at_ms":
    "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

case fibp-ug1rz invalid must §9.1 encode: keys[1].name of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 keys[1].name
  value: {"request_id": 44, "error_code": "Ok", "keys": [{"key_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "name": "svc-a", "created_at_ms":
    "1775000000123", "expires_at_ms": "0", "is_superadmin": false}, {"key_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "name": {"$repeat": ["n",
    65536]}, "created_at_ms": "1775000000456", "expires_at_ms": "1806536000789", "is_superadmin": true}]}

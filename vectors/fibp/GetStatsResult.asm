# GetStatsResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "The figures of a queue, its fairness keys and its throttles. Server to client. PROTOCOL.md rule 3.24.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "UnknownNumber": "an error code outside of the table: catches closed enums that have to be open",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "GetStatsResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; u64be 0x0102030405060708 ; u64be 0x1112131415161718 ; u64be 0x21222324 ; u32be 0x31323334
  u32be 1000 ; u64be 0x4142434445464748 ; u32be 3 ; u16be 2
  text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
  text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8 ; u16be 2
  text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
  text "api.write" ; f64be -0.5 ; f64be 3.0 ; f64be 6e+23

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-9m57f valid must §3.24 every field filled, no two alike
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}
  wire:
    frame 0xf8 26: plain

case fibp-69nku valid must §3.24 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 26, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
    "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": []}
  wire:
    frame 0xf8 26
      u8 0x00 ; u64be 0 ; u64be 0 ; u64be 0 ; u32be 0 ; u32be 0 ; u64be 0 ; u32be 0 ; u16be 0 ; u16be 0

case fibp-9hmjg valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys":
    "555885348", "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats":
    [{"key": "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit":
    "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}
  wire:
    frame 0xf8 0xffffffff: plain

case fibp-j4fyt valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 26, "flags": 254, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys":
    "555885348", "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats":
    [{"key": "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit":
    "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}
  wire:
    frame 0xf8 26 flags=0xfe: plain

case fibp-37i8c valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}
  wire:
    frame 0xf8 26
      plain
      text "future"

case fibp-abco9 valid must §3.25 one item of per_key_stats, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 26, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
    "leader_node_id": "0", "replication_count": 0, "per_key_stats": [{"key": "", "pending_count": "0", "current_deficit": "0", "weight": 0}],
    "per_throttle_stats": []}
  wire:
    frame 0xf8 26
      u8 0x00 ; u64be 0 ; u64be 0 ; u64be 0 ; u32be 0 ; u32be 0 ; u64be 0 ; u32be 0 ; u16be 1
      text "" ; u64be 0 ; i64be 0 ; u32be 0 ; u16be 0

case fibp-vqahc valid must §3.26 one item of per_throttle_stats, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 26, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
    "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": [{"key": "", "tokens": 0.0, "rate_per_second": 0.0,
    "burst": 0.0}]}
  wire:
    frame 0xf8 26
      u8 0x00 ; u64be 0 ; u64be 0 ; u64be 0 ; u32be 0 ; u32be 0 ; u64be 0 ; u32be 0 ; u16be 0 ; u16be 1
      text "" ; f64be 0.0 ; f64be 0.0 ; f64be 0.0

case fibp-1oxil valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key": "ключ",
    "pending_count": "18", "current_deficit": "-250", "weight": 7}], "per_throttle_stats": [{"key": "ключ", "tokens": 12.5, "rate_per_second": 100.25,
    "burst": 0.001}]}
  wire:
    frame 0xf8 26
      u8 0x00 ; u64be 0x0102030405060708 ; u64be 0x1112131415161718 ; u64be 0x21222324 ; u32be 0x31323334
      u32be 1000 ; u64be 0x4142434445464748 ; u32be 3 ; u16be 1
      text "ключ" ; u64be 18 ; i64be 0-250 ; u32be 7 ; u16be 1
      text "ключ" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001

case fibp-yolu1 valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 26, "error_code": "InternalError", "depth": "18446744073709551615", "in_flight": "18446744073709551615", "active_fairness_keys":
    "18446744073709551615", "active_consumers": 4294967295, "quantum": 4294967295, "leader_node_id": "18446744073709551615", "replication_count":
    4294967295, "per_key_stats": [{"key": "tenant-1", "pending_count": "18446744073709551615", "current_deficit": "-9223372036854775808", "weight":
    4294967295}], "per_throttle_stats": [{"key": "api.read", "tokens": 1.7976931348623157e+308, "rate_per_second": 1.7976931348623157e+308, "burst":
    1.7976931348623157e+308}]}
  wire:
    frame 0xf8 26
      u8 0xff ; u64be 0xffffffffffffffff ; u64be 0xffffffffffffffff ; u64be 0xffffffffffffffff
      u32be 0xffffffff ; u32be 0xffffffff ; u64be 0xffffffffffffffff ; u32be 0xffffffff ; u16be 1
      text "tenant-1" ; u64be 0xffffffffffffffff ; i64be 0-9223372036854775808 ; u32be 0xffffffff
      u16be 1 ; text "api.read" ; f64be 1.7976931348623157e+308 ; f64be 1.7976931348623157e+308
      f64be 1.7976931348623157e+308

each id number
  fibp-eg172 17
  fibp-rkhoa 127
  fibp-q0ejt 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 26, "error_code": $number, "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
      "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
      "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
      "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
      "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}
    wire:
      frame 0xf8 26
        u8 $number
        u64be 0x0102030405060708
        u64be 0x1112131415161718
        u64be 0x21222324
        u32be 0x31323334
        u32be 1000
        u64be 0x4142434445464748
        u32be 3
        u16be 2
        text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
        text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
        u16be 2
        text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
        text "api.write" ; f64be -0.5 ; f64be 3.0 ; f64be 6e+23

case fibp-5xtpi valid must §3.47 a failure has all of its fields too
  value: {"request_id": 26, "error_code": "InternalError", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys":
    "555885348", "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats":
    [{"key": "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit":
    "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}
  wire:
    frame 0xf8 26
      u8 0xff ; u64be 0x0102030405060708 ; u64be 0x1112131415161718 ; u64be 0x21222324 ; u32be 0x31323334
      u32be 1000 ; u64be 0x4142434445464748 ; u32be 3 ; u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8 ; u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write" ; f64be -0.5 ; f64be 3.0 ; f64be 6e+23

each id size
  fibp-fskd5 1
  fibp-za83w 255
  fibp-r9pgh 256
  fibp-95rwx 65535
  case $id valid must §2.4 per_key_stats[0].key of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
      "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
      {"$repeat": ["n", $size]}, "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19",
      "current_deficit": "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001},
      {"key": "api.write", "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}
    wire:
      frame 0xf8 26
        u8 0x00 ; u64be 0x0102030405060708 ; u64be 0x1112131415161718 ; u64be 0x21222324 ; u32be 0x31323334
        u32be 1000 ; u64be 0x4142434445464748 ; u32be 3 ; u16be 2
        string: repeat 6e $size ; u64be 18 ; i64be 0-250 ; u32be 7
        text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8 ; u16be 2
        text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
        text "api.write" ; f64be -0.5 ; f64be 3.0 ; f64be 6e+23

case fibp-pl16b valid must §2.10 257 items of per_key_stats: both bytes of the count are used
  value: {"request_id": 26, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
    "leader_node_id": "0", "replication_count": 0, "per_key_stats": {"$repeat": [[{"key": "", "pending_count": "0", "current_deficit": "0", "weight":
    0}], 257]}, "per_throttle_stats": []}
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0
      u64be 0
      u64be 0
      u32be 0
      u32be 0
      u64be 0
      u32be 0
      u16be 257
      repeat 00000000000000000000000000000000000000000000 257
      u16be 0

case fibp-r95rv valid must §2.10 257 items of per_throttle_stats: both bytes of the count are used
  value: {"request_id": 26, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
    "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": {"$repeat": [[{"key": "", "tokens": 0.0,
    "rate_per_second": 0.0, "burst": 0.0}], 257]}}
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0
      u64be 0
      u64be 0
      u32be 0
      u32be 0
      u64be 0
      u32be 0
      u16be 0
      u16be 257
      repeat 0000000000000000000000000000000000000000000000000000 257

# error code Ok and every number 0
macro no_numbers
  repeat 00 45

each id bytes json what
  fibp-b4odw 7ff0000000000000 inf infinity
  fibp-4i4oh fff0000000000000 -inf "minus infinity"
  fibp-8etlc 7ff8000000000000 nan NaN
  case $id valid must §2.2 $what is a value
    flags: ["EdgeNumber"]
    value: {"request_id": 24, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
      "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": [{"key": "t", "tokens": "$json", "rate_per_second": 1.5, "burst": 2.5}]}
    wire:
      frame 0xf8 24
        no_numbers ; u16be 0 ; u16be 1
        text "t" ; hex $bytes ; f64be 1.5 ; f64be 2.5

each id bytes what
  fibp-y164o 7ff0000000000001 "a signalling NaN"
  fibp-2svnv fff8000000000000 "a negative NaN"
  fibp-rm1ev 7fffffffffffffff "a NaN with all bits of its payload"
  case $id valid must §2.2 $what reads as nan
    canonical: false
    flags: ["EdgeNumber"]
    value: {"request_id": 24, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
      "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": [{"key": "t", "tokens": 0.5, "rate_per_second": "nan", "burst": 2.5}]}
    wire:
      frame 0xf8 24
        no_numbers ; u16be 0 ; u16be 1
        text "t" ; f64be 0.5 ; hex $bytes ; f64be 2.5

each id number bytes what
  fibp-56ghs -0.0 8000000000000000 "minus zero"
  fibp-vn8b2 0.0 0000000000000000 zero
  fibp-wqkkv 5e-324 0000000000000001 "the least of all"
  fibp-5nowb 2.225073858507201e-308 000fffffffffffff "the largest denormal"
  fibp-pnc34 2.2250738585072014e-308 0010000000000000 "the least normal"
  fibp-d9uky 1.7976931348623157e+308 7fefffffffffffff "the largest"
  fibp-llhf9 -1.7976931348623157e+308 ffefffffffffffff "the largest negative"
  fibp-cyxl7 0.1 3fb999999999999a "0.1, which binary cannot hold"
  fibp-va9zt 0.3333333333333333 3fd5555555555555 "a third"
  fibp-aoygh 1.0 3ff0000000000000 one
  case $id valid must §2.2 $what
    flags: ["EdgeNumber"]
    value: {"request_id": 24, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
      "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": [{"key": "t", "tokens": 0.5, "rate_per_second": 1.5, "burst": $number}]}
    wire:
      frame 0xf8 24
        no_numbers ; u16be 0 ; u16be 1
        text "t" ; f64be 0.5 ; f64be 1.5 ; hex $bytes

each id number bytes what
  fibp-wsv7a 0 0000000000000000 0
  fibp-5dpab -1 ffffffffffffffff -1
  fibp-6gwvh 9223372036854775807 7fffffffffffffff "2^63-1, the largest"
  fibp-fu2g7 -9223372036854775808 8000000000000000 "-2^63, the least"
  fibp-d3qz0 -9007199254740993 ffdfffffffffffff "-2^53-1, which a double cannot hold"
  case $id valid must §2.1 a deficit of $what
    flags: ["EdgeNumber"]
    value: {"request_id": 24, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
      "leader_node_id": "0", "replication_count": 0, "per_key_stats": [{"key": "k", "pending_count": "1", "current_deficit": "$number", "weight": 2}], "per_throttle_stats": []}
    wire:
      frame 0xf8 24
        no_numbers ; u16be 1
        text "k" ; u64be 1 ; hex $bytes ; u32be 2
        u16be 0

each id number what
  fibp-h2iqs 9223372036854775808 "2^63"
  fibp-g02q2 9007199254740993 "2^53+1, which a double cannot hold"
  fibp-naq7e 18446744073709551615 "2^64-1"
  case $id valid must §2.1 $what, in depth and nowhere else
    flags: ["EdgeNumber"]
    value: {"request_id": 24, "error_code": "Ok", "depth": "$number", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
      "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": []}
    wire:
      frame 0xf8 24
        u8 0 ; u64be $number ; repeat 00 36 ; u16be 0 ; u16be 0

case fibp-25y3t valid must §2.2 doubles that are whole numbers, as JSON writes them without a point
  value: {"request_id": 24, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
    "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": [{"key": "t", "tokens": 3, "rate_per_second": -2, "burst": 1000}]}
  wire:
    frame 0xf8 24
      no_numbers ; u16be 0 ; u16be 1
      text "t" ; f64be 3 ; f64be -2 ; f64be 1000

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-t8xao 0x12 "the opcode of Consume"
  fibp-7vf0f 0xf9 "the opcode of GetStats, a neighbour,"
  fibp-oax6w 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 26: plain

each id number
  fibp-qzorg 0x01
  fibp-rs5y3 0x81
  fibp-pzltv 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xf8 26 flags=$number: plain

case fibp-rim9b invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xf8 26 length=len(@head..@last)+1: plain

case fibp-hj8cc invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xf8 26: plain
    @extra u8 0

case fibp-d48d1 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xf8 26 length=5: plain

case fibp-wpyu3 invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xf8 26 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-6c0om invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xf8 26

case fibp-dk3v7 invalid must §2.13 the body ends before depth
  error: bad_length @end depth
  wire:
    frame 0xf8 26: u8 0x00

case fibp-dph8i invalid must §2.13 the body ends before in_flight
  error: bad_length @end in_flight
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708

case fibp-dv9jh invalid must §2.13 the body ends before active_fairness_keys
  error: bad_length @end active_fairness_keys
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718

case fibp-qgkjz invalid must §2.13 the body ends before active_consumers
  error: bad_length @end active_consumers
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324

case fibp-d0jwt invalid must §2.13 the body ends before quantum
  error: bad_length @end quantum
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334

case fibp-y60bi invalid must §2.13 the body ends before leader_node_id
  error: bad_length @end leader_node_id
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000

case fibp-wycp7 invalid must §2.13 the body ends before replication_count
  error: bad_length @end replication_count
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748

case fibp-xb7yp invalid must §2.13 the body ends before per_key_stats
  error: bad_length @end per_key_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3

case fibp-ephk9 invalid must §2.12 the body ends before per_key_stats[1].key: per_key_stats promises more
  flags: ["LyingLength"]
  error: bad_length @field per_key_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      @field u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7

case fibp-hzg05 invalid must §2.12 the body ends before per_key_stats[1].pending_count: per_key_stats promises more
  flags: ["LyingLength"]
  error: bad_length @field per_key_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      @field u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2"

case fibp-r1j0l invalid must §2.13 the body ends before per_key_stats[1].current_deficit
  error: bad_length @end per_key_stats[1].current_deficit
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19

case fibp-zv71k invalid must §2.13 the body ends before per_key_stats[1].weight
  error: bad_length @end per_key_stats[1].weight
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251

case fibp-lt7ng invalid must §2.13 the body ends before per_throttle_stats
  error: bad_length @end per_throttle_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8

case fibp-alsdc invalid must §2.12 the body ends before per_throttle_stats[1].key: per_throttle_stats promises more
  flags: ["LyingLength"]
  error: bad_length @field per_throttle_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      @field u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001

case fibp-cnnde invalid must §2.12 the body ends before per_throttle_stats[1].tokens: per_throttle_stats promises more
  flags: ["LyingLength"]
  error: bad_length @field per_throttle_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      @field u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write"

case fibp-pfwl9 invalid must §2.13 the body ends before per_throttle_stats[1].rate_per_second
  error: bad_length @end per_throttle_stats[1].rate_per_second
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write" ; f64be -0.5

case fibp-ezl0a invalid must §2.13 the body ends before per_throttle_stats[1].burst
  error: bad_length @end per_throttle_stats[1].burst
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write" ; f64be -0.5 ; f64be 3.0

case fibp-tcgvn invalid must §2.15 depth has 7 bytes
  error: bad_length @field depth
  wire:
    frame 0xf8 26
      u8 0x00
      @field repeat 01 7

case fibp-n9pab invalid must §2.15 in_flight has 7 bytes
  error: bad_length @field in_flight
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      @field repeat 01 7

case fibp-9k0fw invalid must §2.15 active_fairness_keys has 7 bytes
  error: bad_length @field active_fairness_keys
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      @field repeat 01 7

case fibp-dfiqd invalid must §2.15 active_consumers has 3 bytes
  error: bad_length @field active_consumers
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      @field repeat 01 3

case fibp-ra0c3 invalid must §2.15 quantum has 3 bytes
  error: bad_length @field quantum
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      @field repeat 01 3

case fibp-09z1h invalid must §2.15 leader_node_id has 7 bytes
  error: bad_length @field leader_node_id
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      @field repeat 01 7

case fibp-8006w invalid must §2.15 replication_count has 3 bytes
  error: bad_length @field replication_count
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      @field repeat 01 3

case fibp-wx6b6 invalid must §2.15 per_key_stats[1].pending_count has 7 bytes
  error: bad_length @field per_key_stats[1].pending_count
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2"
      @field repeat 01 7

case fibp-fsext invalid must §2.15 per_key_stats[1].current_deficit has 4 bytes
  error: bad_length @field per_key_stats[1].current_deficit
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19
      @field repeat 01 4

case fibp-6h439 invalid must §2.15 per_key_stats[1].weight has 3 bytes
  error: bad_length @field per_key_stats[1].weight
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251
      @field repeat 01 3

case fibp-lrm49 invalid must §2.15 per_throttle_stats[1].tokens has 7 bytes
  error: bad_length @field per_throttle_stats[1].tokens
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write"
      @field repeat 01 7

case fibp-v14am invalid must §2.15 per_throttle_stats[1].rate_per_second has 7 bytes
  error: bad_length @field per_throttle_stats[1].rate_per_second
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write" ; f64be -0.5
      @field repeat 01 7

case fibp-tua12 invalid must §2.15 per_throttle_stats[1].burst has 7 bytes
  error: bad_length @field per_throttle_stats[1].burst
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write" ; f64be -0.5 ; f64be 3.0
      @field repeat 01 7

case fibp-v5ysv invalid must §2.13 per_key_stats[1].key claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field per_key_stats[1].key
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      @field u16be 65535 ; utf8 "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write" ; f64be -0.5 ; f64be 3.0 ; f64be 6e+23

case fibp-udw1q invalid must §2.5 per_key_stats[1].key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field per_key_stats[1].key
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      @field string: hex 6162ff ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      text "api.write" ; f64be -0.5 ; f64be 3.0 ; f64be 6e+23

case fibp-tjpsx invalid must §2.13 per_throttle_stats[1].key claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field per_throttle_stats[1].key
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      @field u16be 65535 ; utf8 "api.write" ; f64be -0.5 ; f64be 3.0 ; f64be 6e+23

case fibp-zvbol invalid must §2.5 per_throttle_stats[1].key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field per_throttle_stats[1].key
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      u16be 2
      text "api.read" ; f64be 12.5 ; f64be 100.25 ; f64be 0.001
      @field string: hex 6162ff ; f64be -0.5 ; f64be 3.0 ; f64be 6e+23

case fibp-1b71u invalid must §2.12 65535 per_key_stats promised, none there
  flags: ["LyingLength"]
  error: bad_length @field per_key_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      @field u16be 65535

case fibp-y37o4 invalid must §2.12 65535 per_throttle_stats promised, none there
  flags: ["LyingLength"]
  error: bad_length @field per_throttle_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      @field u16be 65535

case fibp-rfop7 invalid must §3.26 two per_throttle_stats promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field per_throttle_stats
  wire:
    frame 0xf8 26
      u8 0x00
      u64be 0x0102030405060708
      u64be 0x1112131415161718
      u64be 0x21222324
      u32be 0x31323334
      u32be 1000
      u64be 0x4142434445464748
      u32be 3
      u16be 2
      text "tenant-1" ; u64be 18 ; i64be 0-250 ; u32be 7
      text "tenant-2" ; u64be 19 ; i64be 251 ; u32be 8
      @field u16be 2
      repeat 00 51

case fibp-j86ln invalid must §3.25 one fairness key promised, one byte less than the least there
  flags: ["LyingLength"]
  error: bad_length @field per_key_stats
  wire:
    frame 0xf8 24
      no_numbers ; @field u16be 1 ; repeat 00 21

case fibp-ju6fw invalid must §3.24 no lists
  error: bad_length @end per_key_stats
  wire:
    frame 0xf8 24
      no_numbers

case fibp-tbefj invalid must §2.15 half of the weight of a fairness key
  flags: ["LyingLength"]
  error: bad_length @field per_key_stats[0].weight
  wire:
    frame 0xf8 24
      no_numbers ; u16be 1 ; text "kk" ; u64be 1 ; i64be 2 ; @field u16be 3

case fibp-chlrk invalid must §2.15 6 bytes of a burst
  flags: ["LyingLength"]
  error: bad_length @field per_throttle_stats[0].burst
  wire:
    frame 0xf8 24
      no_numbers ; u16be 0 ; u16be 1 ; text "tt" ; f64be 1 ; f64be 2 ; @field repeat 00 6

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-fjjcq 0x02
  fibp-g952c 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xf8 26 flags=$number: plain

case fibp-orf2a invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xf8 26
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-xmk9w invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}], "flags": 1}

case fibp-ljx65 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}], "flags": 256}

case fibp-p0e49 invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys":
    "555885348", "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats":
    [{"key": "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit":
    "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-yp2mp invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-kmu8q invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348", "active_consumers":
    825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key": "tenant-1",
    "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251", "weight":
    8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write", "tokens": -0.5,
    "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-3dx1h invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}], "colour": "red"}

case fibp-couga invalid must §9.3 encode: per_throttle_stats is missing
  error: unencodable 0 per_throttle_stats
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}]}

case fibp-qd2gd invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 26, "error_code": "NoSuchCode", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys":
    "555885348", "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats":
    [{"key": "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit":
    "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-x5n4r invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 26, "error_code": 256, "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-lup9c invalid must §9.3 encode: depth 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 depth
  value: {"request_id": 26, "error_code": "Ok", "depth": "18446744073709551616", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-whcps invalid must §9.3 encode: depth -1
  flags: ["EncoderLimit"]
  error: unencodable 0 depth
  value: {"request_id": 26, "error_code": "Ok", "depth": "-1", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348", "active_consumers":
    825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key": "tenant-1",
    "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251", "weight":
    8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write", "tokens": -0.5,
    "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-w1l6r invalid must §9.3 encode: in_flight 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 in_flight
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "18446744073709551616", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-pvo1j invalid must §9.3 encode: in_flight -1
  flags: ["EncoderLimit"]
  error: unencodable 0 in_flight
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "-1", "active_fairness_keys": "555885348", "active_consumers":
    825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key": "tenant-1",
    "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251", "weight":
    8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write", "tokens": -0.5,
    "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-fnpv3 invalid must §9.3 encode: active_fairness_keys 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 active_fairness_keys
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys":
    "18446744073709551616", "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3,
    "per_key_stats": [{"key": "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19",
    "current_deficit": "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001},
    {"key": "api.write", "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-9rbh0 invalid must §9.3 encode: active_fairness_keys -1
  flags: ["EncoderLimit"]
  error: unencodable 0 active_fairness_keys
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "-1",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-bufsi invalid must §9.3 encode: active_consumers 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 active_consumers
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 4294967296, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-rm3it invalid must §9.3 encode: active_consumers -1
  flags: ["EncoderLimit"]
  error: unencodable 0 active_consumers
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": -1, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key": "tenant-1",
    "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251", "weight":
    8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write", "tokens": -0.5,
    "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-0b2yb invalid must §9.3 encode: quantum 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 quantum
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 4294967296, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-ywree invalid must §9.3 encode: quantum -1
  flags: ["EncoderLimit"]
  error: unencodable 0 quantum
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": -1, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-p446f invalid must §9.3 encode: leader_node_id 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 leader_node_id
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "18446744073709551616", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-05i8k invalid must §9.3 encode: leader_node_id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 leader_node_id
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "-1", "replication_count": 3, "per_key_stats": [{"key": "tenant-1",
    "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251", "weight":
    8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write", "tokens": -0.5,
    "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-knvyr invalid must §9.3 encode: replication_count 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 replication_count
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 4294967296, "per_key_stats":
    [{"key": "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit":
    "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-mon97 invalid must §9.3 encode: replication_count -1
  flags: ["EncoderLimit"]
  error: unencodable 0 replication_count
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": -1, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-gc9yl invalid must §9.3 encode: per_key_stats as text
  error: unencodable 0 per_key_stats
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": "x",
    "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write", "tokens": -0.5,
    "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-o88ia invalid must §9.3 encode: per_key_stats[0].key as a number
  error: unencodable 0 per_key_stats[0].key
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key": 7,
    "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251", "weight":
    8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write", "tokens": -0.5,
    "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-nfd9t invalid must §9.3 encode: per_key_stats[0].pending_count 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 per_key_stats[0].pending_count
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18446744073709551616", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19",
    "current_deficit": "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001},
    {"key": "api.write", "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-z4bwn invalid must §9.3 encode: per_key_stats[0].pending_count -1
  flags: ["EncoderLimit"]
  error: unencodable 0 per_key_stats[0].pending_count
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "-1", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-nhye5 invalid must §9.3 encode: per_key_stats[0].current_deficit 2^63
  flags: ["EncoderLimit"]
  error: unencodable 0 per_key_stats[0].current_deficit
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "9223372036854775808", "weight": 7}, {"key": "tenant-2", "pending_count": "19",
    "current_deficit": "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001},
    {"key": "api.write", "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-s1lu8 invalid must §9.3 encode: per_key_stats[0].weight 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 per_key_stats[0].weight
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 4294967296}, {"key": "tenant-2", "pending_count": "19", "current_deficit":
    "251", "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-0dfxi invalid must §9.3 encode: per_key_stats[0].weight -1
  flags: ["EncoderLimit"]
  error: unencodable 0 per_key_stats[0].weight
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": -1}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-6oxju invalid must §9.3 encode: per_throttle_stats as text
  error: unencodable 0 per_throttle_stats
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": "x"}

case fibp-1xf7v invalid must §9.3 encode: per_throttle_stats[0].key as a number
  error: unencodable 0 per_throttle_stats[0].key
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": 7, "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write", "tokens": -0.5,
    "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-jwvew invalid must §9.3 encode: per_throttle_stats[0].tokens as text
  error: unencodable 0 per_throttle_stats[0].tokens
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": "1.5", "rate_per_second": 100.25, "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-vwll8 invalid must §9.3 encode: per_throttle_stats[0].rate_per_second as text
  error: unencodable 0 per_throttle_stats[0].rate_per_second
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": "1.5", "burst": 0.001}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-latmh invalid must §9.3 encode: per_throttle_stats[0].burst as text
  error: unencodable 0 per_throttle_stats[0].burst
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": "1.5"}, {"key": "api.write",
    "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-yiild invalid must §9.1 encode: per_throttle_stats[1].key of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 per_throttle_stats[1].key
  value: {"request_id": 26, "error_code": "Ok", "depth": "72623859790382856", "in_flight": "1230066625199609624", "active_fairness_keys": "555885348",
    "active_consumers": 825373492, "quantum": 1000, "leader_node_id": "4702394921427289928", "replication_count": 3, "per_key_stats": [{"key":
    "tenant-1", "pending_count": "18", "current_deficit": "-250", "weight": 7}, {"key": "tenant-2", "pending_count": "19", "current_deficit": "251",
    "weight": 8}], "per_throttle_stats": [{"key": "api.read", "tokens": 12.5, "rate_per_second": 100.25, "burst": 0.001}, {"key": {"$repeat": ["n",
    65536]}, "tokens": -0.5, "rate_per_second": 3.0, "burst": 6e+23}]}

case fibp-jdf83 invalid must §9.3 encode: NaN by another name
  error: unencodable 0 per_throttle_stats[0].tokens
  value: {"request_id": 24, "error_code": "Ok", "depth": "0", "in_flight": "0", "active_fairness_keys": "0", "active_consumers": 0, "quantum": 0,
    "leader_node_id": "0", "replication_count": 0, "per_key_stats": [], "per_throttle_stats": [{"key": "t", "tokens": "NaN", "rate_per_second": 1.5, "burst": 2.5}]}

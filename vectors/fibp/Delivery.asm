# Delivery frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Messages for a subscription, with the request id of its Consume. Server to client. PROTOCOL.md rule 3.12.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "MapOrder": "maps of two pairs or more: leave them out if your maps have no order",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "Delivery", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u32be 2
  text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
  bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
  text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
  text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
  bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
  u64be 1775000001000 ; u64be 0

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-1yqhi valid must §3.12 every field filled, no two alike
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
  wire:
    frame 0x14 14: plain

case fibp-wplsy valid must §3.12 the smallest: no item
  flags: ["ZeroLength"]
  value: {"request_id": 14, "messages": []}
  wire:
    frame 0x14 14: u32be 0

case fibp-ilivh valid must §1.12 request id 0
  flags: ["EdgeNumber"]
  value: {"request_id": 0, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
  wire:
    frame 0x14 0: plain

case fibp-cl0bo valid must §1.12 request id 2^31, where signed numbers turn negative
  flags: ["EdgeNumber"]
  value: {"request_id": 2147483648, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
  wire:
    frame 0x14 0x80000000: plain

case fibp-xsshn valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
  wire:
    frame 0x14 0xffffffff: plain

case fibp-2wvhc valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 14, "flags": 254, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant",
    "acme"]], "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count":
    84281096, "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue":
    "invoices", "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"],
    "attempt_count": 2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
  wire:
    frame 0x14 14 flags=0xfe: plain

case fibp-rswri valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
  wire:
    frame 0x14 14
      plain
      text "future"

case fibp-bjr2i valid must §3.12 one item, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 14, "messages": [{"message_id": "", "queue": "", "headers": [], "payload": "", "fairness_key": "", "weight": 0, "throttle_keys":
    [], "attempt_count": 0, "enqueued_at": "0", "leased_at": "0"}]}
  wire:
    frame 0x14 14
      u32be 1
      text "" ; text "" ; u16be 0 ; bytes ; text "" ; u32be 0 ; u16be 0 ; u32be 0 ; u64be 0 ; u64be 0

case fibp-6ijde valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 14, "messages": [{"message_id": "mé\u0000ssage", "queue": "очередь", "headers": [["größe", "∞"]], "payload": "68656c6c6f",
    "fairness_key": "κλειδί", "weight": 16909060, "throttle_keys": ["κλειδί"], "attempt_count": 84281096, "enqueued_at": "1775000000123", "leased_at":
    "1775000000456"}]}
  wire:
    frame 0x14 14
      u32be 1 ; text "mé\u0000ssage" ; text "очередь" ; u16be 1 ; pair "größe" "∞" ; bytes: hex 68656c6c6f
      text "κλειδί" ; u32be 0x01020304 ; u16be 1 ; text "κλειδί" ; u32be 0x05060708 ; u64be 1775000000123
      u64be 1775000000456

case fibp-m0z0o valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 4294967295, "throttle_keys": ["api.read", "api.write"], "attempt_count":
    4294967295, "enqueued_at": "18446744073709551615", "leased_at": "18446744073709551615"}]}
  wire:
    frame 0x14 14
      u32be 1
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0xffffffff ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0xffffffff ; u64be 0xffffffffffffffff ; u64be 0xffffffffffffffff

each id size
  fibp-2cfeu 1
  fibp-v4mh6 255
  fibp-8lpyd 256
  fibp-vek0i 65535
  case $id valid must §2.4 messages[0].message_id of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 14, "messages": [{"message_id": {"$repeat": ["n", $size]}, "queue": "orders", "headers": [["tenant", "acme"]], "payload":
      "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
      "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
      "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
      2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
    wire:
      frame 0x14 14
        u32be 2
        string: repeat 6e $size ; text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
        text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read" ; text "api.write"
        u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
        text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
        bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
        u64be 1775000001000 ; u64be 0

case fibp-8l6fi valid must §2.10 257 items of messages: both bytes of the count are used
  value: {"request_id": 14, "messages": {"$repeat": [[{"message_id": "", "queue": "", "headers": [], "payload": "", "fairness_key": "", "weight": 0,
    "throttle_keys": [], "attempt_count": 0, "enqueued_at": "0", "leased_at": "0"}], 257]}}
  wire:
    frame 0x14 14
      u32be 257
      repeat 0000000000000000000000000000000000000000000000000000000000000000000000000000 257

case fibp-5mqm9 valid must §2.7 messages[0].headers of three pairs in an order that is not alphabetical, one key empty
  flags: ["MapOrder"]
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["zeta", "1"], ["alpha",
    "2"], ["", "3"]], "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"],
    "attempt_count": 84281096, "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0",
    "queue": "invoices", "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys":
    ["smtp.out"], "attempt_count": 2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
  wire:
    frame 0x14 14
      u32be 2 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders"
      u16be 3 ; pair "zeta" "1" ; pair "alpha" "2" ; pair "" "3" ; bytes: hex 68656c6c6f
      text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read" ; text "api.write"
      u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000 ; u64be 0

case fibp-ke6yg valid may §2.7 messages[0].headers with a key twice: a codec keeps both, and the last counts
  flags: ["MapOrder"]
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["k", "1"], ["k", "2"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 2 ; pair "k" "1" ; pair "k" "2"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000 ; u64be 0

case fibp-v8spp valid must §2.8 the same throttle key twice, and an empty one
  flags: ["ZeroLength"]
  value: {"request_id": 14, "messages": [{"message_id": "m", "queue": "q", "headers": [], "payload": "61", "fairness_key": "f", "weight": 1,
    "throttle_keys": ["t", "t", ""], "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}]}
  wire:
    frame 0x14 14
      u32be 1 ; text "m" ; text "q" ; u16be 0 ; bytes: utf8 "a"
      text "f" ; u32be 1 ; u16be 3 ; text "t" ; text "t" ; text ""
      u32be 2 ; u64be 3 ; u64be 4

case fibp-7qakv valid must §10.1 65535 throttle keys, the most
  flags: ["BigFrame"]
  value: {"request_id": 14, "messages": [{"message_id": "m", "queue": "q", "headers": [], "payload": "61", "fairness_key": "f", "weight": 1,
    "throttle_keys": {"$repeat": [[""], 65535]}, "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}]}
  wire:
    frame 0x14 14
      u32be 1 ; text "m" ; text "q" ; u16be 0 ; bytes: utf8 "a"
      text "f" ; u32be 1 ; u16be 65535
      repeat 0000 65535
      u32be 2 ; u64be 3 ; u64be 4

each id size
  fibp-oznf3 65536
  fibp-toji5 1048576
  case $id valid must §2.6 payload of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 14, "messages": [{"message_id": "m", "queue": "q", "headers": [], "payload": [{"repeat": "a5", "count": $size}], "fairness_key": "f",
      "weight": 1, "throttle_keys": [], "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}]}
    wire:
      frame 0x14 14
        u32be 1 ; text "m" ; text "q" ; u16be 0
        bytes: repeat a5 $size
        text "f" ; u32be 1 ; u16be 0 ; u32be 2 ; u64be 3 ; u64be 4

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-ps9z6 0x12 "the opcode of Consume"
  fibp-94qtm 0x15 "the opcode of CancelConsume, a neighbour,"
  fibp-622n2 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 14: plain

each id number
  fibp-3o5ri 0x01
  fibp-a9tzq 0x81
  fibp-68q2f 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x14 14 flags=$number: plain

case fibp-si396 invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x14 14 length=len(@head..@last)+1: plain

case fibp-f4vqn invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x14 14: plain
    @extra u8 0

case fibp-jf35r invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x14 14 length=5: plain

case fibp-k9m0j invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x14 14 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-tqde7 invalid must §2.13 no body at all
  error: bad_length @end messages
  wire:
    frame 0x14 14

case fibp-r2rjm invalid must §2.13 the body ends before messages[0].throttle_keys
  error: bad_length @end messages[0].throttle_keys
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304

case fibp-47omy invalid must §2.12 the body ends before messages[0].throttle_keys[0]: messages[0].throttle_keys promises more
  flags: ["LyingLength"]
  error: bad_length @field messages[0].throttle_keys
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; @field u16be 2

case fibp-0v719 invalid must §2.13 the body ends before messages[0].throttle_keys[1]
  error: bad_length @end messages[0].throttle_keys[1]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"

case fibp-w7em2 invalid must §2.13 the body ends before messages[1].message_id
  error: bad_length @end messages[1].message_id
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456

case fibp-75wsn invalid must §2.13 the body ends before messages[1].queue
  error: bad_length @end messages[1].queue
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0"

case fibp-n0zw5 invalid must §2.13 the body ends before messages[1].headers
  error: bad_length @end messages[1].headers
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices"

case fibp-1bc23 invalid must §2.13 the body ends before messages[1].payload
  error: bad_length @end messages[1].payload
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"

case fibp-mowln invalid must §2.13 the body ends before messages[1].fairness_key
  error: bad_length @end messages[1].fairness_key
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102

case fibp-g9y33 invalid must §2.13 the body ends before messages[1].weight
  error: bad_length @end messages[1].weight
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23"

case fibp-y54pi invalid must §2.13 the body ends before messages[1].throttle_keys
  error: bad_length @end messages[1].throttle_keys
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9

case fibp-ghb2i invalid must §2.13 the body ends before messages[1].attempt_count
  error: bad_length @end messages[1].attempt_count
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out"

case fibp-t6jbr invalid must §2.13 the body ends before messages[1].enqueued_at
  error: bad_length @end messages[1].enqueued_at
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2

case fibp-9ns50 invalid must §2.13 the body ends before messages[1].leased_at
  error: bad_length @end messages[1].leased_at
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000

case fibp-a7ru4 invalid must §2.15 messages[1].weight has 3 bytes
  error: bad_length @field messages[1].weight
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23"
      @field repeat 01 3

case fibp-26wlk invalid must §2.15 messages[1].attempt_count has 3 bytes
  error: bad_length @field messages[1].attempt_count
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out"
      @field repeat 01 3

case fibp-m4ulr invalid must §2.15 messages[1].enqueued_at has 7 bytes
  error: bad_length @field messages[1].enqueued_at
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      @field repeat 01 7

case fibp-qgth3 invalid must §2.15 messages[1].leased_at has 7 bytes
  error: bad_length @field messages[1].leased_at
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000
      @field repeat 01 7

case fibp-rbevn invalid must §2.13 messages[0].headers[0][0] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[0].headers[0][0]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders"
      u16be 1 ; @field u16be 65535 ; utf8 "tenant" ; text "acme" ; bytes: hex 68656c6c6f
      text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read" ; text "api.write"
      u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000 ; u64be 0

case fibp-gsl0v invalid must §2.5 messages[0].headers[0][0] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[0].headers[0][0]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders"
      u16be 1 ; @field string: hex 6162ff ; text "acme" ; bytes: hex 68656c6c6f ; text "customer-17"
      u32be 0x01020304 ; u16be 2 ; text "api.read" ; text "api.write" ; u32be 0x05060708
      u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000 ; u64be 0

case fibp-ekpuo invalid must §2.13 messages[0].headers[0][1] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[0].headers[0][1]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders"
      u16be 1 ; text "tenant" ; @field u16be 65535 ; utf8 "acme" ; bytes: hex 68656c6c6f
      text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read" ; text "api.write"
      u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000 ; u64be 0

case fibp-ju6l3 invalid must §2.5 messages[0].headers[0][1] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[0].headers[0][1]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders"
      u16be 1 ; text "tenant" ; @field string: hex 6162ff ; bytes: hex 68656c6c6f ; text "customer-17"
      u32be 0x01020304 ; u16be 2 ; text "api.read" ; text "api.write" ; u32be 0x05060708
      u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000 ; u64be 0

case fibp-ahi79 invalid must §2.13 the length of messages[1].message_id is cut off
  error: bad_length @field messages[1].message_id
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      @field hex 00

case fibp-3pswj invalid must §2.13 messages[1].message_id claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].message_id
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      @field u16be 65535 ; utf8 "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices"
      u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1
      text "smtp.out" ; u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-s6vnt invalid must §2.5 messages[1].message_id is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[1].message_id
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      @field string: hex 6162ff ; text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102
      text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-rz5y3 invalid must §2.13 the length of messages[1].queue is cut off
  error: bad_length @field messages[1].queue
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0"
      @field hex 00

case fibp-iy725 invalid must §2.13 messages[1].queue claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].queue
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; @field u16be 65535 ; utf8 "invoices"
      u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1
      text "smtp.out" ; u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-ncqxs invalid must §2.5 messages[1].queue is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[1].queue
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; @field string: hex 6162ff
      u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1
      text "smtp.out" ; u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-lnc9s invalid must §2.13 messages[1].headers[0][0] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].headers[0][0]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices"
      u16be 1 ; @field u16be 65535 ; utf8 "trace" ; text "9f3c" ; bytes: hex 00ff0102 ; text "customer-23"
      u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-dz0j8 invalid must §2.5 messages[1].headers[0][0] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[1].headers[0][0]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices"
      u16be 1 ; @field string: hex 6162ff ; text "9f3c" ; bytes: hex 00ff0102 ; text "customer-23"
      u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-e74s5 invalid must §2.13 the length of messages[1].headers[0][1] is cut off
  error: bad_length @field messages[1].headers[0][1]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; text "trace"
      @field hex 00

case fibp-1vhw8 invalid must §2.13 messages[1].headers[0][1] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].headers[0][1]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices"
      u16be 1 ; text "trace" ; @field u16be 65535 ; utf8 "9f3c" ; bytes: hex 00ff0102 ; text "customer-23"
      u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-9c8fj invalid must §2.5 messages[1].headers[0][1] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[1].headers[0][1]
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices"
      u16be 1 ; text "trace" ; @field string: hex 6162ff ; bytes: hex 00ff0102 ; text "customer-23"
      u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-409rn invalid must §2.13 the length of messages[1].payload is cut off
  error: bad_length @field messages[1].payload
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      @field hex 00

case fibp-jdxnn invalid must §2.13 messages[1].payload claims 4294967295 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].payload
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      @field u32be 0xffffffff ; hex 00ff0102 ; text "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out"
      u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-k6s7p invalid must §2.13 the length of messages[1].fairness_key is cut off
  error: bad_length @field messages[1].fairness_key
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102
      @field hex 00

case fibp-y03yz invalid must §2.13 messages[1].fairness_key claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].fairness_key
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; @field u16be 65535 ; utf8 "customer-23" ; u32be 9 ; u16be 1 ; text "smtp.out"
      u32be 2 ; u64be 1775000001000 ; u64be 0

case fibp-lkb8z invalid must §2.5 messages[1].fairness_key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[1].fairness_key
  wire:
    frame 0x14 14
      u32be 2
      text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders" ; u16be 1 ; pair "tenant" "acme"
      bytes: hex 68656c6c6f ; text "customer-17" ; u32be 0x01020304 ; u16be 2 ; text "api.read"
      text "api.write" ; u32be 0x05060708 ; u64be 1775000000123 ; u64be 1775000000456
      text "0192f3a1-7b2c-7def-8123-456789abcdf0" ; text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      bytes: hex 00ff0102 ; @field string: hex 6162ff ; u32be 9 ; u16be 1 ; text "smtp.out" ; u32be 2
      u64be 1775000001000 ; u64be 0

case fibp-gpym8 invalid must §2.11 a count of 1000001, one over the limit
  flags: ["LyingLength"]
  error: too_large @field messages
  wire:
    frame 0x14 14
      @field u32be 1000001

case fibp-r2dto invalid must §2.11 a count of 2^32-1
  flags: ["LyingLength"]
  error: too_large @field messages
  wire:
    frame 0x14 14
      @field u32be 0xffffffff

case fibp-rhtff invalid must §2.12 a count of 1000000, which is allowed, and no item
  flags: ["LyingLength"]
  error: bad_length @field messages
  wire:
    frame 0x14 14
      @field u32be 1000000

case fibp-orth9 invalid must §3.12 two messages promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field messages
  wire:
    frame 0x14 14
      @field u32be 2
      repeat 00 75

case fibp-fxxfc invalid must §2.12 65535 pairs of messages[0].headers promised, one there
  flags: ["LyingLength"]
  error: bad_length @field messages[0].headers
  wire:
    frame 0x14 14
      u32be 1 ; text "0192f3a1-7b2c-7def-8123-456789abcdef" ; text "orders"
      @field u16be 65535 ; pair "tenant" "acme" ; repeat 00 32

case fibp-j4pvs invalid must §2.17 the second throttle key is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[0].throttle_keys[1]
  wire:
    frame 0x14 14
      u32be 1 ; text "m" ; text "q" ; u16be 0 ; bytes: utf8 "a"
      text "f" ; u32be 1 ; u16be 2 ; text "t" ; @field string: hex c3
      u32be 2 ; u64be 3 ; u64be 4

case fibp-rvhpo invalid must §2.12 65535 throttle keys promised in 20 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[0].throttle_keys
  wire:
    frame 0x14 14
      u32be 1 ; text "m" ; text "q" ; u16be 0 ; bytes: utf8 "a"
      text "f" ; u32be 1 ; @field u16be 65535
      u32be 2 ; u64be 3 ; u64be 4

case fibp-88mnp invalid must §2.18 65535 throttle keys, the last one is not UTF-8
  flags: ["BigFrame", "NotUtf8"]
  error: bad_utf8 @field messages[0].throttle_keys[65534]
  wire:
    frame 0x14 14
      u32be 1 ; text "m" ; text "q" ; u16be 0 ; bytes: utf8 "a"
      text "f" ; u32be 1 ; u16be 65535
      repeat 0000 65534
      @field string: hex ff
      u32be 2 ; u64be 3 ; u64be 4

case fibp-3rv2r invalid must §2.18 65535 headers, the value of the last one is not UTF-8
  flags: ["BigFrame", "NotUtf8"]
  error: bad_utf8 @field messages[0].headers[65534][1]
  wire:
    frame 0x14 14
      u32be 1 ; text "m" ; text "q" ; u16be 65535
      repeat 00000000 65534
      text "" ; @field string: hex ff
      bytes: utf8 "a"
      text "f" ; u32be 1 ; u16be 0 ; u32be 2 ; u64be 3 ; u64be 4

case fibp-g81zj invalid must §3.12 one message of 37 bytes, one less than the least
  flags: ["LyingLength"]
  error: bad_length @field messages
  wire:
    frame 0x14 14
      @field u32be 1
      repeat 00 37

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-uydkq 0x02
  fibp-lpxek 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x14 14 flags=$number: plain

case fibp-7vdzq invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x14 14
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-ftln1 invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}], "flags": 1}

case fibp-9xes3 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}], "flags": 256}

case fibp-qih2i invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-340fh invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-uaweq invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f",
    "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096, "enqueued_at":
    "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices", "headers": [["trace",
    "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count": 2, "enqueued_at":
    "1775000001000", "leased_at": "0"}]}

case fibp-miaet invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}], "colour": "red"}

case fibp-61fm9 invalid must §9.3 encode: messages is missing
  error: unencodable 0 messages
  value: {"request_id": 14}

case fibp-c10hm invalid must §9.3 encode: messages as an object
  error: unencodable 0 messages
  value: {"request_id": 14, "messages": {}}

case fibp-yvj1h invalid must §9.3 encode: messages[0].message_id as a number
  error: unencodable 0 messages[0].message_id
  value: {"request_id": 14, "messages": [{"message_id": 7, "queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f", "fairness_key":
    "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096, "enqueued_at": "1775000000123",
    "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices", "headers": [["trace", "9f3c"]],
    "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count": 2, "enqueued_at":
    "1775000001000", "leased_at": "0"}]}

case fibp-76zea invalid must §9.3 encode: messages[0].queue as a number
  error: unencodable 0 messages[0].queue
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": 7, "headers": [["tenant", "acme"]], "payload":
    "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-k13ag invalid must §9.3 encode: messages[0].headers as an object
  error: unencodable 0 messages[0].headers
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": {"k": "v"}, "payload":
    "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-3rmcw invalid must §9.3 encode: messages[0].headers[0][0] as a number
  error: unencodable 0 messages[0].headers[0][0]
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [[7, "acme"]], "payload":
    "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-s34no invalid must §9.3 encode: messages[0].payload with half a byte of hex
  error: unencodable 0 messages[0].payload
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "6e7", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-kcnas invalid must §9.3 encode: messages[0].fairness_key as a number
  error: unencodable 0 messages[0].fairness_key
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": 7, "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-r9z0p invalid must §9.3 encode: messages[0].weight 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].weight
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 4294967296, "throttle_keys": ["api.read", "api.write"], "attempt_count":
    84281096, "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue":
    "invoices", "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"],
    "attempt_count": 2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-oj4ee invalid must §9.3 encode: messages[0].weight -1
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].weight
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": -1, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-hn98y invalid must §9.3 encode: messages[0].throttle_keys as text
  error: unencodable 0 messages[0].throttle_keys
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": "x", "attempt_count": 84281096, "enqueued_at":
    "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices", "headers": [["trace",
    "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count": 2, "enqueued_at":
    "1775000001000", "leased_at": "0"}]}

case fibp-foflv invalid must §9.3 encode: messages[0].throttle_keys[0] as a number
  error: unencodable 0 messages[0].throttle_keys[0]
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": [7, "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-h5k0g invalid must §9.3 encode: messages[0].attempt_count 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].attempt_count
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count":
    4294967296, "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue":
    "invoices", "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"],
    "attempt_count": 2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-vgzua invalid must §9.3 encode: messages[0].attempt_count -1
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].attempt_count
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": -1,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-wfxaw invalid must §9.3 encode: messages[0].enqueued_at 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].enqueued_at
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "18446744073709551616", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-plir6 invalid must §9.3 encode: messages[0].enqueued_at -1
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].enqueued_at
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "-1", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count": 2,
    "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-ktq8e invalid must §9.3 encode: messages[0].leased_at 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].leased_at
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "18446744073709551616"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count":
    2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-gh7d6 invalid must §9.3 encode: messages[0].leased_at -1
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].leased_at
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "-1"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": ["smtp.out"], "attempt_count": 2,
    "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-f0erq invalid must §9.1 encode: messages[1].throttle_keys[0] of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[1].throttle_keys[0]
  value: {"request_id": 14, "messages": [{"message_id": "0192f3a1-7b2c-7def-8123-456789abcdef", "queue": "orders", "headers": [["tenant", "acme"]],
    "payload": "68656c6c6f", "fairness_key": "customer-17", "weight": 16909060, "throttle_keys": ["api.read", "api.write"], "attempt_count": 84281096,
    "enqueued_at": "1775000000123", "leased_at": "1775000000456"}, {"message_id": "0192f3a1-7b2c-7def-8123-456789abcdf0", "queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102", "fairness_key": "customer-23", "weight": 9, "throttle_keys": [{"$repeat": ["n", 65536]}],
    "attempt_count": 2, "enqueued_at": "1775000001000", "leased_at": "0"}]}

case fibp-v3z26 invalid must §9.3 encode: the weight of the second message is 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[1].weight
  value: {"request_id": 14, "messages": [{"message_id": "m", "queue": "q", "headers": [], "payload": "", "fairness_key": "f", "weight": 1,
    "throttle_keys": [], "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}, {"message_id": "m", "queue": "q", "headers": [], "payload": "",
    "fairness_key": "f", "weight": 4294967296, "throttle_keys": [], "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}]}

case fibp-yifo7 invalid must §9.2 encode: 65536 throttle keys, whose count would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].throttle_keys
  value: {"request_id": 14, "messages": [{"message_id": "m", "queue": "q", "headers": [], "payload": "61", "fairness_key": "f", "weight": 1,
    "throttle_keys": {"$repeat": [[""], 65536]}, "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}]}

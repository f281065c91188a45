# Enqueue frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Messages for one or several queues. Client to server. PROTOCOL.md rule 3.8.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "FrameLimit": "a configured limit, or a length just at it",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "MapOrder": "maps of two pairs or more: leave them out if your maps have no order",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "Enqueue", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u32be 2 ; text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
  text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-ither valid must §3.8 every field filled, no two alike
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}]}
  wire:
    frame 0x10 10: plain

case fibp-ebjw7 valid must §3.8 the smallest: no item
  flags: ["ZeroLength"]
  value: {"request_id": 10, "messages": []}
  wire:
    frame 0x10 10: u32be 0

case fibp-lip15 valid must §1.12 request id 0
  flags: ["EdgeNumber"]
  value: {"request_id": 0, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}]}
  wire:
    frame 0x10 0: plain

case fibp-jnrxx valid must §1.12 request id 2^31, where signed numbers turn negative
  flags: ["EdgeNumber"]
  value: {"request_id": 2147483648, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102"}]}
  wire:
    frame 0x10 0x80000000: plain

case fibp-qg0eh valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102"}]}
  wire:
    frame 0x10 0xffffffff: plain

case fibp-anaco valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 10, "flags": 254, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102"}]}
  wire:
    frame 0x10 10 flags=0xfe: plain

case fibp-8slbe valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}]}
  wire:
    frame 0x10 10
      plain
      text "future"

case fibp-3so4s valid must §3.8 one item, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 10, "messages": [{"queue": "", "headers": [], "payload": ""}]}
  wire:
    frame 0x10 10
      u32be 1 ; text "" ; u16be 0 ; bytes

case fibp-o4372 valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 10, "messages": [{"queue": "очередь", "headers": [["größe", "∞"]], "payload": "68656c6c6f"}]}
  wire:
    frame 0x10 10
      u32be 1 ; text "очередь" ; u16be 1 ; pair "größe" "∞" ; bytes: hex 68656c6c6f

each id size
  fibp-3abgd 1
  fibp-ce10b 255
  fibp-aw1wx 256
  fibp-7wrah 65535
  case $id valid must §2.4 messages[0].queue of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 10, "messages": [{"queue": {"$repeat": ["n", $size]}, "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue":
      "invoices", "headers": [["trace", "9f3c"]], "payload": "00ff0102"}]}
    wire:
      frame 0x10 10
        u32be 2 ; string: repeat 6e $size ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
        text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-ea0pi valid must §2.10 257 items of messages: both bytes of the count are used
  value: {"request_id": 10, "messages": {"$repeat": [[{"queue": "", "headers": [], "payload": ""}], 257]}}
  wire:
    frame 0x10 10
      u32be 257
      repeat 0000000000000000 257

case fibp-niqtf valid must §2.7 messages[0].headers of three pairs in an order that is not alphabetical, one key empty
  flags: ["MapOrder"]
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["zeta", "1"], ["alpha", "2"], ["", "3"]], "payload": "68656c6c6f"}, {"queue":
    "invoices", "headers": [["trace", "9f3c"]], "payload": "00ff0102"}]}
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 3 ; pair "zeta" "1" ; pair "alpha" "2" ; pair "" "3" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-cewz6 valid may §2.7 messages[0].headers with a key twice: a codec keeps both, and the last counts
  flags: ["MapOrder"]
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["k", "1"], ["k", "2"]], "payload": "68656c6c6f"}, {"queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102"}]}
  wire:
    frame 0x10 10
      u32be 2 ; text "orders" ; u16be 2 ; pair "k" "1" ; pair "k" "2" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

each id size
  fibp-y3ddq 1
  fibp-6de1j 255
  fibp-l2qst 256
  fibp-gxjjs 65535
  fibp-jih5z 65536
  fibp-hxgw1 1048576
  case $id valid must §2.6 payload of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [], "payload": [{"repeat": "a5", "count": $size}]}]}
    wire:
      frame 0x10 10
        u32be 1 ; text "orders" ; u16be 0
        bytes: repeat a5 $size

case fibp-6ob6y valid must §1.5 length 16777216, the limit: a payload of 16777192 bytes
  flags: ["BigFrame", "FrameLimit"]
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [], "payload": [{"repeat": "a5", "count": 16777192}]}]}
  wire:
    frame 0x10 10 length=16777216
      u32be 1 ; text "orders" ; u16be 0
      bytes: repeat a5 16777192

case fibp-39vaq valid must §2.6 a payload of bytes that are no text: zero bytes, broken UTF-8
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [], "payload": "00ff80c0aeeda080f8fffe0d0a00"}]}
  wire:
    frame 0x10 10
      u32be 1 ; text "orders" ; u16be 0
      bytes: hex 00ff80c0aeeda080f8fffe0d0a00

case fibp-cet8n valid must §2.6 a payload that is itself a frame
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [], "payload": "00000006030000000005"}]}
  wire:
    frame 0x10 10
      u32be 1 ; text "orders" ; u16be 0
      bytes: frame 0x03 5

case fibp-j7dkb valid must §2.8 the same message twice is two messages
  value: {"request_id": 10, "messages": [{"queue": "q", "headers": [], "payload": "61"}, {"queue": "q", "headers": [], "payload": "61"}]}
  wire:
    frame 0x10 10
      u32be 2
      text "q" ; u16be 0 ; bytes: utf8 "a"
      text "q" ; u16be 0 ; bytes: utf8 "a"

case fibp-ivuku valid must §2.7 one pair of two empty strings
  flags: ["ZeroLength"]
  value: {"request_id": 10, "messages": [{"queue": "q", "headers": [["", ""]], "payload": ""}]}
  wire:
    frame 0x10 10
      u32be 1
      text "q" ; u16be 1 ; pair "" "" ; bytes

each id size
  fibp-osf7f 255
  fibp-2ed5v 256
  case $id valid must §2.7 $size pairs of headers
    flags: ["MapOrder"]
    value: {"request_id": 10, "messages": [{"queue": "q", "headers": {"$repeat": [[["k", "v"]], $size]}, "payload": ""}]}
    wire:
      frame 0x10 10
        u32be 1 ; text "q" ; u16be $size
        repeat 00016b000176 $size
        bytes

each id size
  fibp-gzr14 255
  fibp-dsy45 65535
  case $id valid must §2.4 a header of two strings of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 10, "messages": [{"queue": "q", "headers": [[{"$repeat": ["k", $size]}, {"$repeat": ["v", $size]}]], "payload": "61"}]}
    wire:
      frame 0x10 10
        u32be 1 ; text "q" ; u16be 1
        string: repeat 6b $size
        string: repeat 76 $size
        bytes: utf8 "a"

case fibp-tngfa valid must §8.6 a length of 31 under a max_frame_size of 31
  context: {"max_frame_size": 31}
  flags: ["FrameLimit"]
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [], "payload": "68656c6c6f2121"}]}
  wire:
    frame 0x10 10
      u32be 1 ; text "orders" ; u16be 0 ; bytes: utf8 "hello!!"

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-c66xd 0x12 "the opcode of Consume"
  fibp-cyj9t 0x11 "the opcode of EnqueueResult, a neighbour,"
  fibp-s8bho 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 10: plain

each id number
  fibp-y51ly 0x01
  fibp-2lc67 0x81
  fibp-fjro2 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0x10 10 flags=$number: plain

case fibp-malrm invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0x10 10 length=len(@head..@last)+1: plain

case fibp-woo35 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0x10 10: plain
    @extra u8 0

case fibp-j9rak invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0x10 10 length=5: plain

case fibp-lb1ol invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0x10 10 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-g9i8o invalid must §2.13 no body at all
  error: bad_length @end messages
  wire:
    frame 0x10 10

case fibp-98vkl invalid must §2.13 the body ends before messages[1].queue
  error: bad_length @end messages[1].queue
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f

case fibp-lx5o3 invalid must §2.13 the body ends before messages[1].headers
  error: bad_length @end messages[1].headers
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices"

case fibp-w77df invalid must §2.13 the body ends before messages[1].payload
  error: bad_length @end messages[1].payload
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c"

case fibp-yi3br invalid must §2.13 messages[0].headers[0][0] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[0].headers[0][0]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; @field u16be 65535 ; utf8 "tenant" ; text "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-n7k0r invalid must §2.5 messages[0].headers[0][0] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[0].headers[0][0]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; @field string: hex 6162ff ; text "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-1ajk6 invalid must §2.13 the length of messages[0].headers[0][1] is cut off
  error: bad_length @field messages[0].headers[0][1]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; text "tenant"
      @field hex 00

case fibp-o4s0r invalid must §2.13 messages[0].headers[0][1] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[0].headers[0][1]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; text "tenant" ; @field u16be 65535 ; utf8 "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-7m9io invalid must §2.5 messages[0].headers[0][1] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[0].headers[0][1]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; text "tenant" ; @field string: hex 6162ff ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-hr9sk invalid must §2.13 the length of messages[1].queue is cut off
  error: bad_length @field messages[1].queue
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      @field hex 00

case fibp-nsehz invalid must §2.13 messages[1].queue claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].queue
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      @field u16be 65535 ; utf8 "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-7u365 invalid must §2.5 messages[1].queue is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[1].queue
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      @field string: hex 6162ff ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-h0upf invalid must §2.13 messages[1].headers[0][0] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].headers[0][0]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; @field u16be 65535 ; utf8 "trace" ; text "9f3c" ; bytes: hex 00ff0102

case fibp-v8a1l invalid must §2.5 messages[1].headers[0][0] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[1].headers[0][0]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; @field string: hex 6162ff ; text "9f3c" ; bytes: hex 00ff0102

case fibp-r92iv invalid must §2.13 the length of messages[1].headers[0][1] is cut off
  error: bad_length @field messages[1].headers[0][1]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; text "trace"
      @field hex 00

case fibp-uepvk invalid must §2.13 messages[1].headers[0][1] claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].headers[0][1]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; text "trace" ; @field u16be 65535 ; utf8 "9f3c" ; bytes: hex 00ff0102

case fibp-nq0cp invalid must §2.5 messages[1].headers[0][1] is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[1].headers[0][1]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; text "trace" ; @field string: hex 6162ff ; bytes: hex 00ff0102

case fibp-166j7 invalid must §2.13 the length of messages[1].payload is cut off
  error: bad_length @field messages[1].payload
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c"
      @field hex 00

case fibp-mtj3q invalid must §2.13 messages[1].payload claims 4294967295 bytes
  flags: ["LyingLength"]
  error: bad_length @field messages[1].payload
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 1 ; pair "tenant" "acme" ; bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; @field u32be 0xffffffff ; hex 00ff0102

case fibp-gizcu invalid must §2.11 a count of 1000001, one over the limit
  flags: ["LyingLength"]
  error: too_large @field messages
  wire:
    frame 0x10 10
      @field u32be 1000001

case fibp-rsqpf invalid must §2.11 a count of 2^32-1
  flags: ["LyingLength"]
  error: too_large @field messages
  wire:
    frame 0x10 10
      @field u32be 0xffffffff

case fibp-9b1mk invalid must §2.12 a count of 1000000, which is allowed, and no item
  flags: ["LyingLength"]
  error: bad_length @field messages
  wire:
    frame 0x10 10
      @field u32be 1000000

case fibp-8wed1 invalid must §3.8 two messages promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field messages
  wire:
    frame 0x10 10
      @field u32be 2
      repeat 00 15

case fibp-wdt6a invalid must §2.12 65535 pairs of messages[0].headers promised, one there
  flags: ["LyingLength"]
  error: bad_length @field messages[0].headers
  wire:
    frame 0x10 10
      u32be 1 ; text "orders"
      @field u16be 65535 ; pair "tenant" "acme"

case fibp-4abtl invalid must §2.12 two pairs of messages[0].headers promised in 7 bytes, one less than two of the least
  flags: ["LyingLength"]
  error: bad_length @field messages[0].headers
  wire:
    frame 0x10 10
      u32be 1 ; text "orders"
      @field u16be 2 ; repeat 00 7

case fibp-orqv8 invalid must §2.17 the second key of messages[0].headers is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[0].headers[1][0]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 2 ; text "tenant" ; text "acme" ; @field string: hex c0af ; text "eu"
      bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-uwr4z invalid must §2.17 the second value of messages[0].headers is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field messages[0].headers[1][1]
  wire:
    frame 0x10 10
      u32be 2
      text "orders" ; u16be 2 ; text "tenant" ; text "acme" ; text "region" ; @field string: hex c0af
      bytes: hex 68656c6c6f
      text "invoices" ; u16be 1 ; pair "trace" "9f3c" ; bytes: hex 00ff0102

case fibp-umf36 invalid must §2.13 the payload is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field messages[0].payload
  wire:
    frame 0x10 10
      u32be 1 ; text "orders" ; u16be 0
      @field u32be 6 ; utf8 "hello"

each id size
  fibp-0n4ga 0x7fffffff
  fibp-eo95w 0x80000000
  fibp-0w8bg 0xffffffff
  case $id invalid must §10.3 a payload of $size bytes claimed in a small frame
    flags: ["LyingLength"]
    error: bad_length @field messages[0].payload
    wire:
      frame 0x10 10
        u32be 1 ; text "orders" ; u16be 0
        @field u32be $size ; utf8 "hello"

case fibp-dywdy invalid must §2.12 1000000 messages promised, 999999 there
  flags: ["BigFrame", "LyingLength"]
  error: bad_length @field messages
  wire:
    frame 0x10 10
      @field u32be 1000000
      repeat 0000000000000000 999999

case fibp-w4c4e invalid must §3.8 the count is one too small: the second message is surplus, which strict refuses
  context: {"profile": "strict"}
  flags: ["LyingLength"]
  error: trailing_bytes @second length
  wire:
    frame 0x10 10
      u32be 1
      text "a" ; u16be 0 ; bytes: utf8 "1"
      @second text "b" ; u16be 0 ; bytes: utf8 "2"

case fibp-buvz3 invalid must §1.8 a queue that is not UTF-8 and a payload that is too short: the first field comes first
  flags: ["CheckOrder", "NotUtf8"]
  error: bad_utf8 @field messages[0].queue
  wire:
    frame 0x10 10
      u32be 1 ; @field string: hex ff ; u16be 0 ; u32be 9

case fibp-ggokr invalid must §1.8 a count over the limit, and the continuation flag: the flag comes first
  flags: ["CheckOrder", "Part"]
  error: bad_flags 5 flags
  wire:
    frame 0x10 10 flags=1: u32be 0xffffffff

case fibp-icr51 invalid must §1.8 another opcode and the continuation flag: the opcode comes first
  flags: ["CheckOrder", "Part"]
  error: bad_opcode 4 opcode
  wire:
    frame 0x12 10 flags=1: plain

case fibp-amgb4 invalid must §2.11 a count over the limit that could not fit either: too large comes first
  flags: ["CheckOrder", "LyingLength"]
  error: too_large @field messages
  wire:
    frame 0x10 10: @field u32be 1000001

case fibp-rkhhx invalid must §1.8 a broken body in a frame that is one byte short: the end of the frame is awaited first
  flags: ["CheckOrder"]
  error: truncated 0 length
  wire:
    frame 0x10 10 length=11: u32be 0xffffffff

case fibp-fcafe invalid must §12.7 a body of fibp-1.0, one queue and then its messages
  error: bad_length 10 messages
  wire:
    frame 0x10 10
      text "orders" ; u16be 1 ; u8 0 ; bytes: utf8 "hello"

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-g158h 0x02
  fibp-u5olp 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0x10 10 flags=$number: plain

case fibp-y5d3i invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0x10 10
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-nmglp invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}], "flags": 1}

case fibp-fsb5z invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}], "flags": 256}

case fibp-inegq invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices",
    "headers": [["trace", "9f3c"]], "payload": "00ff0102"}]}

case fibp-dsry2 invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}]}

case fibp-59qid invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers": [["trace", "9f3c"]],
    "payload": "00ff0102"}]}

case fibp-ucxpu invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}], "colour": "red"}

case fibp-ugqcu invalid must §9.3 encode: messages is missing
  error: unencodable 0 messages
  value: {"request_id": 10}

case fibp-dcm4t invalid must §9.3 encode: messages as an object
  error: unencodable 0 messages
  value: {"request_id": 10, "messages": {}}

case fibp-wc6cl invalid must §9.3 encode: messages[0].queue as a number
  error: unencodable 0 messages[0].queue
  value: {"request_id": 10, "messages": [{"queue": 7, "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}]}

case fibp-xjy7c invalid must §9.3 encode: messages[0].headers as an object
  error: unencodable 0 messages[0].headers
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": {"k": "v"}, "payload": "68656c6c6f"}, {"queue": "invoices", "headers": [["trace",
    "9f3c"]], "payload": "00ff0102"}]}

case fibp-vq7hw invalid must §9.3 encode: messages[0].headers[0][0] as a number
  error: unencodable 0 messages[0].headers[0][0]
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [[7, "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}]}

case fibp-a3jth invalid must §9.3 encode: messages[0].payload with half a byte of hex
  error: unencodable 0 messages[0].payload
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "6e7"}, {"queue": "invoices", "headers":
    [["trace", "9f3c"]], "payload": "00ff0102"}]}

case fibp-7k9l8 invalid must §9.1 encode: messages[1].headers[0][1] of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[1].headers[0][1]
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue": "invoices", "headers":
    [["trace", {"$repeat": ["n", 65536]}]], "payload": "00ff0102"}]}

case fibp-7vy3e invalid must §9.1 encode: messages[0].queue of 21846 characters of three bytes: 65538 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].queue
  value: {"request_id": 10, "messages": [{"queue": {"$repeat": ["語", 21846]}, "headers": [["tenant", "acme"]], "payload": "68656c6c6f"}, {"queue":
    "invoices", "headers": [["trace", "9f3c"]], "payload": "00ff0102"}]}

case fibp-5m5ze invalid must §9.3 encode: the payload of the second message is missing
  error: unencodable 0 messages[1].payload
  value: {"request_id": 10, "messages": [{"queue": "a", "headers": [], "payload": ""}, {"queue": "b", "headers": []}]}

case fibp-tq9ku invalid must §9.3 encode: an unknown member of a message
  error: unencodable 0 messages[0].priority
  value: {"request_id": 10, "messages": [{"queue": "a", "headers": [], "payload": "", "priority": 1}]}

case fibp-3zjej invalid must §9.3 encode: a pair of one string
  error: unencodable 0 messages[0].headers[0]
  value: {"request_id": 10, "messages": [{"queue": "a", "headers": [["k"]], "payload": ""}]}

case fibp-0of7v invalid must §9.3 encode: a pair of three strings
  error: unencodable 0 messages[0].headers[0]
  value: {"request_id": 10, "messages": [{"queue": "a", "headers": [["k", "v", "w"]], "payload": ""}]}

case fibp-pkj1m invalid must §9.1 encode: a header value of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 messages[0].headers[1][1]
  value: {"request_id": 10, "messages": [{"queue": "a", "headers": [["k", "v"], ["l", {"$repeat": ["n", 65536]}]], "payload": ""}]}

case fibp-zgk6q invalid must §9.5 encode: a payload of 16777193 bytes, which makes a length of 16777217
  flags: ["EncoderLimit", "FrameLimit"]
  error: unencodable 0 length
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [], "payload": [{"repeat": "a5", "count": 16777193}]}]}

case fibp-u5uvg invalid must §9.5 encode: a length of 31 under a max_frame_size of 30
  context: {"max_frame_size": 30}
  flags: ["EncoderLimit", "FrameLimit"]
  error: unencodable 0 length
  value: {"request_id": 10, "messages": [{"queue": "orders", "headers": [], "payload": "68656c6c6f2121"}]}

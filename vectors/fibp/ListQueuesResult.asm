# ListQueuesResult frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "All queues. Server to client. PROTOCOL.md rule 3.28.",
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
  "frame": "ListQueuesResult", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  u8 0x00 ; u32be 3 ; u16be 2
  text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
  text "orders.dlq" ; u64be 11 ; u64be 12 ; u32be 13 ; u64be 14

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-9cpwo valid must §3.28 every field filled, no two alike
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}]}
  wire:
    frame 0xf6 30: plain

case fibp-6y5eq valid must §3.28 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 0, "queues": []}
  wire:
    frame 0xf6 30
      u8 0x00 ; u32be 0 ; u16be 0

case fibp-6lwv3 valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}
  wire:
    frame 0xf6 0xffffffff: plain

case fibp-h55ef valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 30, "flags": 254, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}
  wire:
    frame 0xf6 30 flags=0xfe: plain

case fibp-xzcj6 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}]}
  wire:
    frame 0xf6 30
      plain
      text "future"

case fibp-177nf valid must §3.28 one item of queues, everything in it empty or 0: the least item
  flags: ["ZeroLength"]
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 0, "queues": [{"name": "", "depth": "0", "in_flight": "0", "active_consumers": 0,
    "leader_node_id": "0"}]}
  wire:
    frame 0xf6 30
      u8 0x00 ; u32be 0 ; u16be 1 ; text "" ; u64be 0 ; u64be 0 ; u32be 0 ; u64be 0

case fibp-1qsqq valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "名前🗝", "depth": "10", "in_flight": "4", "active_consumers": 2,
    "leader_node_id": "72623859790382856"}]}
  wire:
    frame 0xf6 30
      u8 0x00 ; u32be 3 ; u16be 1 ; text "名前🗝" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708

case fibp-sup67 valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 30, "error_code": "InternalError", "cluster_node_count": 4294967295, "queues": [{"name": "orders", "depth": "18446744073709551615",
    "in_flight": "18446744073709551615", "active_consumers": 4294967295, "leader_node_id": "18446744073709551615"}]}
  wire:
    frame 0xf6 30
      u8 0xff ; u32be 0xffffffff ; u16be 1
      text "orders" ; u64be 0xffffffffffffffff ; u64be 0xffffffffffffffff ; u32be 0xffffffff
      u64be 0xffffffffffffffff

each id number
  fibp-h4ga7 17
  fibp-tha4i 127
  fibp-62pk0 254
  case $id valid should §4.2 error code $number is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": 30, "error_code": $number, "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4",
      "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
      "leader_node_id": "14"}]}
    wire:
      frame 0xf6 30
        u8 $number
        u32be 3
        u16be 2
        text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
        text "orders.dlq" ; u64be 11 ; u64be 12 ; u32be 13 ; u64be 14

case fibp-fih9j valid must §3.47 a failure has all of its fields too
  value: {"request_id": 30, "error_code": "InternalError", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}
  wire:
    frame 0xf6 30
      u8 0xff ; u32be 3 ; u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      text "orders.dlq" ; u64be 11 ; u64be 12 ; u32be 13 ; u64be 14

each id size
  fibp-8ih10 1
  fibp-x938n 255
  fibp-but2q 256
  fibp-zy1xe 65535
  case $id valid must §2.4 queues[0].name of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": {"$repeat": ["n", $size]}, "depth": "10", "in_flight": "4",
      "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
      "leader_node_id": "14"}]}
    wire:
      frame 0xf6 30
        u8 0x00 ; u32be 3 ; u16be 2
        string: repeat 6e $size ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
        text "orders.dlq" ; u64be 11 ; u64be 12 ; u32be 13 ; u64be 14

case fibp-xbo89 valid must §2.10 257 items of queues: both bytes of the count are used
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 0, "queues": {"$repeat": [[{"name": "", "depth": "0", "in_flight": "0",
    "active_consumers": 0, "leader_node_id": "0"}], 257]}}
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 0
      u16be 257
      repeat 000000000000000000000000000000000000000000000000000000000000 257

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-plr22 0x12 "the opcode of Consume"
  fibp-0d3m0 0xf7 "the opcode of ListQueues, a neighbour,"
  fibp-d50za 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 30: plain

each id number
  fibp-lwwbz 0x01
  fibp-p6gh6 0x81
  fibp-r9q0v 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xf6 30 flags=$number: plain

case fibp-8scl9 invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xf6 30 length=len(@head..@last)+1: plain

case fibp-1kf69 invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xf6 30: plain
    @extra u8 0

case fibp-zh0r0 invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xf6 30 length=5: plain

case fibp-92a2z invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xf6 30 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-vg2mg invalid must §2.13 no body at all
  error: bad_length @end error_code
  wire:
    frame 0xf6 30

case fibp-w2ulw invalid must §2.13 the body ends before cluster_node_count
  error: bad_length @end cluster_node_count
  wire:
    frame 0xf6 30: u8 0x00

case fibp-lmds7 invalid must §2.13 the body ends before queues
  error: bad_length @end queues
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3

case fibp-n3zld invalid must §2.12 the body ends before queues[1].name: queues promises more
  flags: ["LyingLength"]
  error: bad_length @field queues
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      @field u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708

case fibp-e1rrd invalid must §2.12 the body ends before queues[1].depth: queues promises more
  flags: ["LyingLength"]
  error: bad_length @field queues
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      @field u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      text "orders.dlq"

case fibp-xp6bh invalid must §2.12 the body ends before queues[1].in_flight: queues promises more
  flags: ["LyingLength"]
  error: bad_length @field queues
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      @field u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      text "orders.dlq" ; u64be 11

case fibp-3ygrt invalid must §2.13 the body ends before queues[1].active_consumers
  error: bad_length @end queues[1].active_consumers
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      text "orders.dlq" ; u64be 11 ; u64be 12

case fibp-70n2z invalid must §2.13 the body ends before queues[1].leader_node_id
  error: bad_length @end queues[1].leader_node_id
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      text "orders.dlq" ; u64be 11 ; u64be 12 ; u32be 13

case fibp-vuj04 invalid must §2.15 cluster_node_count has 3 bytes
  error: bad_length @field cluster_node_count
  wire:
    frame 0xf6 30
      u8 0x00
      @field repeat 01 3

case fibp-oq2yq invalid must §2.15 queues[1].in_flight has 7 bytes
  error: bad_length @field queues[1].in_flight
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      text "orders.dlq" ; u64be 11
      @field repeat 01 7

case fibp-9op46 invalid must §2.15 queues[1].active_consumers has 3 bytes
  error: bad_length @field queues[1].active_consumers
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      text "orders.dlq" ; u64be 11 ; u64be 12
      @field repeat 01 3

case fibp-g4aiu invalid must §2.15 queues[1].leader_node_id has 7 bytes
  error: bad_length @field queues[1].leader_node_id
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      text "orders.dlq" ; u64be 11 ; u64be 12 ; u32be 13
      @field repeat 01 7

case fibp-n9i9t invalid must §2.13 queues[1].name claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field queues[1].name
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      @field u16be 65535 ; utf8 "orders.dlq" ; u64be 11 ; u64be 12 ; u32be 13 ; u64be 14

case fibp-fcqgv invalid must §2.5 queues[1].name is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field queues[1].name
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      u16be 2
      text "orders" ; u64be 10 ; u64be 4 ; u32be 2 ; u64be 0x0102030405060708
      @field string: hex 6162ff ; u64be 11 ; u64be 12 ; u32be 13 ; u64be 14

case fibp-2xtbs invalid must §2.12 65535 queues promised, none there
  flags: ["LyingLength"]
  error: bad_length @field queues
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      @field u16be 65535

case fibp-gsqa8 invalid must §3.28 two queues promised, one byte less than two of the least there
  flags: ["LyingLength"]
  error: bad_length @field queues
  wire:
    frame 0xf6 30
      u8 0x00
      u32be 3
      @field u16be 2
      repeat 00 59

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-gahgl 0x02
  fibp-i64dg 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xf6 30 flags=$number: plain

case fibp-p80ga invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xf6 30
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-90nul invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}], "flags": 1}

case fibp-6c6w3 invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}], "flags": 256}

case fibp-uuqna invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

case fibp-0pfjf invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}]}

case fibp-5dw36 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers": 2,
    "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id": "14"}]}

case fibp-1mk2f invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}], "colour": "red"}

case fibp-t4k3p invalid must §9.3 encode: queues is missing
  error: unencodable 0 queues
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3}

case fibp-oz6wk invalid must §9.3 encode: error_code by a name that is not in the table
  error: unencodable 0 error_code
  value: {"request_id": 30, "error_code": "NoSuchCode", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

case fibp-vf7fc invalid must §9.3 encode: error_code 256
  flags: ["EncoderLimit"]
  error: unencodable 0 error_code
  value: {"request_id": 30, "error_code": 256, "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}]}

case fibp-71w0h invalid must §9.3 encode: cluster_node_count 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 cluster_node_count
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 4294967296, "queues": [{"name": "orders", "depth": "10", "in_flight": "4",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

case fibp-g4cw3 invalid must §9.3 encode: cluster_node_count -1
  flags: ["EncoderLimit"]
  error: unencodable 0 cluster_node_count
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": -1, "queues": [{"name": "orders", "depth": "10", "in_flight": "4",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

case fibp-wzaqk invalid must §9.3 encode: queues as text
  error: unencodable 0 queues
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": "x"}

case fibp-wz9nl invalid must §9.3 encode: queues[0].name as a number
  error: unencodable 0 queues[0].name
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": 7, "depth": "10", "in_flight": "4", "active_consumers": 2,
    "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id": "14"}]}

case fibp-krnrz invalid must §9.3 encode: queues[0].depth 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[0].depth
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "18446744073709551616", "in_flight": "4",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

case fibp-dsyf1 invalid must §9.3 encode: queues[0].depth -1
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[0].depth
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "-1", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}]}

case fibp-ko6l8 invalid must §9.3 encode: queues[0].in_flight 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[0].in_flight
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "18446744073709551616",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

case fibp-zg4is invalid must §9.3 encode: queues[0].in_flight -1
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[0].in_flight
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "-1",
    "active_consumers": 2, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

case fibp-d1py7 invalid must §9.3 encode: queues[0].active_consumers 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[0].active_consumers
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    4294967296, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

case fibp-ru78e invalid must §9.3 encode: queues[0].active_consumers -1
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[0].active_consumers
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    -1, "leader_node_id": "72623859790382856"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}]}

case fibp-sp1az invalid must §9.3 encode: queues[0].leader_node_id 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[0].leader_node_id
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "18446744073709551616"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id":
    "14"}]}

case fibp-2zx7b invalid must §9.3 encode: queues[0].leader_node_id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[0].leader_node_id
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "-1"}, {"name": "orders.dlq", "depth": "11", "in_flight": "12", "active_consumers": 13, "leader_node_id": "14"}]}

case fibp-l76yy invalid must §9.1 encode: queues[1].name of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 queues[1].name
  value: {"request_id": 30, "error_code": "Ok", "cluster_node_count": 3, "queues": [{"name": "orders", "depth": "10", "in_flight": "4", "active_consumers":
    2, "leader_node_id": "72623859790382856"}, {"name": {"$repeat": ["n", 65536]}, "depth": "11", "in_flight": "12", "active_consumers": 13,
    "leader_node_id": "14"}]}

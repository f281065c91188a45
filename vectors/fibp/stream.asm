# Streams of frames, assembled by hand from conformance/fibp/PROTOCOL.md §7 and §8. Offsets count from the start of the stream.
include layout.inc

document {
  "doc": "What a stream reader makes of the bytes of one direction of a connection, however they are cut, with parts of bodies joined. PROTOCOL.md sections 7 and 8.",
  "flags": {
    "BigFrame": "frames and bodies of 64 KiB and more",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EarlyVerdict": "the length alone tells that the frame is wrong: catches readers that wait for a body that may never come",
    "FrameLimit": "a length at or over the limit of the reader",
    "Part": "bodies in several frames",
    "ResyncTemptation": "good bytes follow a broken frame: catches readers that go on"
  },
  "frame": "stream", "protocol": "fibp", "variant": "42"
}

# a Delivery of one message, its body and the two halves of it
macro delivery
  first_half
  second_half
macro first_half
  u32be 1 ; text "m-1" ; text "orders" ; u16be 0 ; u16be 0
macro second_half
  u16be 5 ; utf8 "hello"
  text "default" ; u32be 1 ; u16be 0 ; u32be 2 ; u64be 3 ; u64be 4

# 64 first parts of Consume frames, ids 0 to 63, each with the first byte of a length; and their last parts, with the second
macro open_64_bodies
  hex 0000000712010000000000000000071201000000010000000007120100000002000000000712010000000300
  hex 0000000712010000000400000000071201000000050000000007120100000006000000000712010000000700
  hex 000000071201000000080000000007120100000009000000000712010000000a000000000712010000000b00
  hex 0000000712010000000c000000000712010000000d000000000712010000000e000000000712010000000f00
  hex 0000000712010000001000000000071201000000110000000007120100000012000000000712010000001300
  hex 0000000712010000001400000000071201000000150000000007120100000016000000000712010000001700
  hex 000000071201000000180000000007120100000019000000000712010000001a000000000712010000001b00
  hex 0000000712010000001c000000000712010000001d000000000712010000001e000000000712010000001f00
  hex 0000000712010000002000000000071201000000210000000007120100000022000000000712010000002300
  hex 0000000712010000002400000000071201000000250000000007120100000026000000000712010000002700
  hex 000000071201000000280000000007120100000029000000000712010000002a000000000712010000002b00
  hex 0000000712010000002c000000000712010000002d000000000712010000002e000000000712010000002f00
  hex 0000000712010000003000000000071201000000310000000007120100000032000000000712010000003300
  hex 0000000712010000003400000000071201000000350000000007120100000036000000000712010000003700
  hex 000000071201000000380000000007120100000039000000000712010000003a000000000712010000003b00
  hex 0000000712010000003c000000000712010000003d000000000712010000003e000000000712010000003f00
macro end_64_bodies
  hex 0000000712000000000000000000071200000000010000000007120000000002000000000712000000000300
  hex 0000000712000000000400000000071200000000050000000007120000000006000000000712000000000700
  hex 000000071200000000080000000007120000000009000000000712000000000a000000000712000000000b00
  hex 0000000712000000000c000000000712000000000d000000000712000000000e000000000712000000000f00
  hex 0000000712000000001000000000071200000000110000000007120000000012000000000712000000001300
  hex 0000000712000000001400000000071200000000150000000007120000000016000000000712000000001700
  hex 000000071200000000180000000007120000000019000000000712000000001a000000000712000000001b00
  hex 0000000712000000001c000000000712000000001d000000000712000000001e000000000712000000001f00
  hex 0000000712000000002000000000071200000000210000000007120000000022000000000712000000002300
  hex 0000000712000000002400000000071200000000250000000007120000000026000000000712000000002700
  hex 000000071200000000280000000007120000000029000000000712000000002a000000000712000000002b00
  hex 0000000712000000002c000000000712000000002d000000000712000000002e000000000712000000002f00
  hex 0000000712000000003000000000071200000000310000000007120000000032000000000712000000003300
  hex 0000000712000000003400000000071200000000350000000007120000000036000000000712000000003700
  hex 000000071200000000380000000007120000000039000000000712000000003a000000000712000000003b00
  hex 0000000712000000003c000000000712000000003d000000000712000000003e000000000712000000003f00

# --- clean ----------------------------------------------------------------------------------------------------------------

each id side
  fibp-0ufua client
  fibp-r6wju server
  case $id valid must §8.3 no byte at all, sent by the $side
    context: {"direction": "$side"}
    frames: []
    state: "clean"
    wire:

case fibp-o36z5 valid must §8.1 one frame without a body: its request id ends the stream
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  state: "clean"
  wire:
    frame 0x03 5

case fibp-35q4w valid must §1.1 a whole conversation of a client
  context: {"direction": "client"}
  frames: [{"frame": "Handshake", "value": {"request_id": 0, "protocol_version": 1, "api_key": "k"}}, {"frame": "Consume", "value": {"request_id": 2, "queue": "orders"}},
    {"frame": "Enqueue", "value": {"request_id": 3, "messages": [{"queue": "orders", "headers": [["a", "b"]], "payload": "68656c6c6f"}]}},
    {"frame": "Pong", "value": {"request_id": 7}}, {"frame": "Ack", "value": {"request_id": 4, "items": [{"queue": "orders", "message_id": "m-1"}]}},
    {"frame": "CancelConsume", "value": {"request_id": 2}}, {"frame": "Disconnect", "value": {"request_id": 5}}]
  state: "clean"
  wire:
    frame 0x01 0
      u16be 1 ; present "k"
    frame 0x12 2: text "orders"
    frame 0x10 3
      u32be 1 ; text "orders" ; u16be 1 ; pair "a" "b" ; bytes: utf8 "hello"
    frame 0x04 7
    frame 0x16 4
      u32be 1 ; text "orders" ; text "m-1"
    frame 0x15 2
    frame 0x05 5

case fibp-yw0zk valid must §8.1 the answers to it: ConsumeOk, a result between Deliveries, ids in no order
  context: {"direction": "server"}
  frames: [{"frame": "HandshakeOk", "value": {"request_id": 0, "negotiated_version": 1, "node_id": "0", "max_frame_size": 16777216}},
    {"frame": "ConsumeOk", "value": {"request_id": 2, "consumer_id": "c-1"}},
    {"frame": "Delivery", "value": {"request_id": 2, "messages": [{"message_id": "m-1", "queue": "orders", "headers": [], "payload": "68656c6c6f",
      "fairness_key": "default", "weight": 1, "throttle_keys": [], "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}]}},
    {"frame": "Ping", "value": {"request_id": 7}}, {"frame": "AckResult", "value": {"request_id": 4, "results": [{"error_code": "Ok"}]}},
    {"frame": "EnqueueResult", "value": {"request_id": 3, "results": [{"error_code": "QueueNotFound", "message_id": ""}]}},
    {"frame": "Delivery", "value": {"request_id": 2, "messages": []}}]
  state: "clean"
  wire:
    frame 0x02 0
      u16be 1 ; u64be 0 ; u32be 16777216
    frame 0x13 2: text "c-1"
    frame 0x14 2: delivery
    frame 0x03 7
    frame 0x17 4
      u32be 1 ; u8 0
    frame 0x11 3
      u32be 1 ; u8 1 ; text ""
    frame 0x14 2: u32be 0

case fibp-7mtd5 valid must §8.1 a Delivery before its ConsumeOk: the codec has no opinion on order
  context: {"direction": "server"}
  frames: [{"frame": "Delivery", "value": {"request_id": 2, "messages": []}}, {"frame": "ConsumeOk", "value": {"request_id": 2, "consumer_id": "c-1"}}]
  state: "clean"
  wire:
    frame 0x14 2: u32be 0
    frame 0x13 2: text "c-1"

case fibp-ru102 valid must §8.1 the same frame twice
  frames: {"$repeat": [[{"frame": "Pong", "value": {"request_id": 9}}], 2]}
  state: "clean"
  wire:
    frame 0x04 9
    frame 0x04 9

case fibp-c2600 valid must §8.1 100 pings
  frames: {"$repeat": [[{"frame": "Ping", "value": {"request_id": 5}}], 100]}
  state: "clean"
  wire:
    repeat 00000006030000000005 100

case fibp-nym49 valid must §2.16 reserved bits and surplus bodies change nothing about the frames around them
  frames: [{"frame": "Ping", "value": {"request_id": 5, "flags": 254}}, {"frame": "ListQueues", "value": {"request_id": 6}}, {"frame": "Ping", "value": {"request_id": 7}}]
  state: "clean"
  wire:
    frame 0x03 5 flags=0xfe
    frame 0xf7 6: utf8 "xx"
    frame 0x03 7

case fibp-jskc6 valid must §8.2 a payload that holds the bytes of a frame, so that a split may fall on a false border
  context: {"direction": "client"}
  frames: [{"frame": "Enqueue", "value": {"request_id": 3, "messages": [{"queue": "q", "headers": [], "payload": "00000006030000000005"}]}}, {"frame": "Ping", "value": {"request_id": 4}}]
  state: "clean"
  wire:
    frame 0x10 3
      u32be 1 ; text "q" ; u16be 0
      bytes: frame 0x03 5
    frame 0x03 4

case fibp-cee2h valid must §8.2 a frame of 70000 bytes of payload between two small ones
  context: {"direction": "client"}
  flags: ["BigFrame"]
  frames: [{"frame": "Ping", "value": {"request_id": 1}}, {"frame": "Enqueue", "value": {"request_id": 2, "messages": [{"queue": "q", "headers": [], "payload": [{"repeat": "5a", "count": 70000}]}]}},
    {"frame": "Ping", "value": {"request_id": 3}}]
  state: "clean"
  wire:
    frame 0x03 1
    frame 0x10 2
      u32be 1 ; text "q" ; u16be 0 ; bytes: repeat 5a 70000
    frame 0x03 3

case fibp-pq8aj valid must §8.6 lengths of exactly max_frame_size
  context: {"max_frame_size": 8}
  flags: ["FrameLimit"]
  frames: [{"frame": "Consume", "value": {"request_id": 5, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 6, "queue": ""}}]
  state: "clean"
  wire:
    frame 0x12 5: text ""
    frame 0x12 6: text ""

# --- clean: parts ---------------------------------------------------------------------------------------------------------

case fibp-s85f5 valid must §7.1 a Delivery in two parts, cut inside the length of its payload
  context: {"direction": "server"}
  flags: ["Part"]
  frames: [{"frame": "Delivery", "value": {"request_id": 2, "messages": [{"message_id": "m-1", "queue": "orders", "headers": [], "payload": "68656c6c6f",
    "fairness_key": "default", "weight": 1, "throttle_keys": [], "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}]}}]
  state: "clean"
  wire:
    frame 0x14 2 flags=1: first_half
    frame 0x14 2: second_half

case fibp-aghye valid must §7.1 a Consume in parts of one byte
  flags: ["Part"]
  frames: [{"frame": "Consume", "value": {"request_id": 2, "queue": "ab"}}]
  state: "clean"
  wire:
    frame 0x12 2 flags=1: hex 00
    frame 0x12 2 flags=1: hex 02
    frame 0x12 2 flags=1: hex 61
    frame 0x12 2: hex 62

case fibp-kcjkm valid must §7.1 a part that ends inside a code point
  flags: ["Part"]
  frames: [{"frame": "Consume", "value": {"request_id": 2, "queue": "🔑"}}]
  state: "clean"
  wire:
    frame 0x12 2 flags=1: hex 0004f09f
    frame 0x12 2: hex 9491

case fibp-1jq71 valid must §7.6 empty parts: the first, one in the middle and the last
  flags: ["Part"]
  frames: [{"frame": "Consume", "value": {"request_id": 2, "queue": "ab"}}]
  state: "clean"
  wire:
    frame 0x12 2 flags=1
    frame 0x12 2 flags=1: hex 000261
    frame 0x12 2 flags=1
    frame 0x12 2 flags=1: hex 62
    frame 0x12 2

case fibp-f11ia valid must §7.6 a Ping in two empty parts
  flags: ["Part"]
  frames: [{"frame": "Ping", "value": {"request_id": 1}}]
  state: "clean"
  wire:
    frame 0x03 1 flags=1
    frame 0x03 1

case fibp-jwe79 valid must §7.5 whole frames of other ids between two parts stand before the joined frame
  context: {"direction": "server"}
  flags: ["Part"]
  frames: [{"frame": "Ping", "value": {"request_id": 9}}, {"frame": "Error", "value": {"request_id": 3, "error_code": "Forbidden", "message": "no", "metadata": []}},
    {"frame": "ConsumeOk", "value": {"request_id": 2, "consumer_id": "c-1"}}]
  state: "clean"
  wire:
    frame 0x13 2 flags=1: hex 0003632d
    frame 0x03 9
    frame 0xfe 3
      u8 11 ; text "no" ; u16be 0
    frame 0x13 2: hex 31

case fibp-8mr62 valid must §7.4 parts of two bodies between each other: the one that ends first stands first
  context: {"direction": "server"}
  flags: ["Part"]
  frames: [{"frame": "EnqueueResult", "value": {"request_id": 6, "results": []}}, {"frame": "ConsumeOk", "value": {"request_id": 5, "consumer_id": "c-1"}}]
  state: "clean"
  wire:
    frame 0x13 5 flags=1: hex 0003
    frame 0x11 6 flags=1: hex 0000
    frame 0x13 5 flags=1: hex 632d
    frame 0x11 6: hex 0000
    frame 0x13 5: hex 31

case fibp-d8akt valid must §7.5 two bodies of the same opcode, told apart by their ids alone
  flags: ["Part"]
  frames: [{"frame": "Consume", "value": {"request_id": 6, "queue": "bb"}}, {"frame": "Consume", "value": {"request_id": 5, "queue": "aa"}}]
  state: "clean"
  wire:
    frame 0x12 5 flags=1: hex 000261
    frame 0x12 6 flags=1: hex 000262
    frame 0x12 6: hex 62
    frame 0x12 5: hex 61

case fibp-2pu2p valid must §7.4 reserved bits in the parts: the flags of the joined frame are 0
  flags: ["Part"]
  frames: [{"frame": "Consume", "value": {"request_id": 5, "queue": "aa"}}]
  state: "clean"
  wire:
    frame 0x12 5 flags=0xff: hex 000261
    frame 0x12 5 flags=0xfe: hex 61

case fibp-6dpbf valid must §7.12 the id of a finished body again: in parts, then whole, then with another opcode
  flags: ["Part"]
  frames: [{"frame": "Consume", "value": {"request_id": 5, "queue": "aa"}}, {"frame": "Consume", "value": {"request_id": 5, "queue": "bb"}},
    {"frame": "Consume", "value": {"request_id": 5, "queue": "cc"}}, {"frame": "Ping", "value": {"request_id": 5}}]
  state: "clean"
  wire:
    frame 0x12 5 flags=1: hex 000261
    frame 0x12 5: hex 61
    frame 0x12 5 flags=1: hex 000262
    frame 0x12 5: hex 62
    frame 0x12 5: text "cc"
    frame 0x03 5

case fibp-e69ps valid must §7.1 parts with the request id 0
  flags: ["Part"]
  frames: [{"frame": "HandshakeOk", "value": {"request_id": 0, "negotiated_version": 1, "node_id": "0", "max_frame_size": 0}}]
  state: "clean"
  wire:
    frame 0x02 0 flags=1: hex 000100
    frame 0x02 0: repeat 00 11

case fibp-j1x8g valid must §7.9 a joined body longer than max_frame_size, no part of which is
  context: {"max_frame_size": 9}
  flags: ["FrameLimit", "Part"]
  frames: [{"frame": "Consume", "value": {"request_id": 5, "queue": "abcdef"}}]
  state: "clean"
  wire:
    frame 0x12 5 flags=1: hex 000661
    frame 0x12 5 flags=1: utf8 "bcd"
    frame 0x12 5: utf8 "ef"

case fibp-n4hx5 valid must §7.9 a joined body of 18874390 bytes, over 16 MiB
  context: {"direction": "client"}
  flags: ["BigFrame", "FrameLimit", "Part"]
  frames: [{"frame": "Enqueue", "value": {"request_id": 3, "messages": [{"queue": "orders", "headers": [], "payload": [{"repeat": "5a", "count": 18874368}]}]}}]
  state: "clean"
  wire:
    frame 0x10 3 flags=1
      u32be 1 ; text "orders" ; u16be 0 ; u32be 18874368
    frame 0x10 3 flags=1: repeat 5a 9437184
    frame 0x10 3: repeat 5a 9437184

each id count
  fibp-0kb6j 1
  fibp-dxtiv 63
  case $id valid must §7.6 $count empty parts in a row, all of one body
    flags: ["Part"]
    frames: [{"frame": "Consume", "value": {"request_id": 0, "queue": ""}}]
    state: "clean"
    wire:
      repeat 00000006120100000000 $count
      frame 0x12 0: text ""

case fibp-c18jn valid must §2.16 bytes after the last field, in a part of their own
  flags: ["Part"]
  frames: [{"frame": "Consume", "value": {"request_id": 5, "queue": "aa"}}, {"frame": "Ping", "value": {"request_id": 6}}]
  state: "clean"
  wire:
    frame 0x12 5 flags=1: text "aa"
    frame 0x12 5: utf8 "future"
    frame 0x03 6

case fibp-fk43i either must §7.1 a Handshake in two parts
  ambiguity: "fibp-amb-handshake-parts"
  context: {"direction": "client"}
  flags: ["Part"]
  frames: [{"frame": "Handshake", "value": {"request_id": 0, "protocol_version": 1}}]
  state: "clean"
  wire:
    frame 0x01 0 flags=1: hex 0001
    frame 0x01 0: hex 00

# --- truncated ------------------------------------------------------------------------------------------------------------

each id size
  fibp-f52c6 1
  fibp-ym0qj 3
  case $id invalid must §8.3 after a whole frame the stream ends behind $size of the 4 bytes of a length
    frames: [{"frame": "Ping", "value": {"request_id": 5}}]
    state: "truncated"
    wire:
      frame 0x03 5
      repeat 00 $size

case fibp-g6y56 invalid must §8.3 the stream ends behind a length
  frames: []
  state: "truncated"
  wire:
    u32be 6

case fibp-vhq1f invalid must §8.3 the stream ends inside a request id
  frames: []
  state: "truncated"
  wire:
    u32be 6 ; u8 3 ; u8 0 ; u16be 0

case fibp-0xrho invalid must §8.3 the stream ends one byte before the end of the second frame
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  state: "truncated"
  wire:
    frame 0x03 5
    frame 0x12 6 length=len(@head..@last)+1: text "order"

case fibp-1dlj0 invalid must §8.5 a length of 16 MiB, which is allowed: the reader waits, and takes no memory for it
  flags: ["FrameLimit"]
  frames: []
  state: "truncated"
  wire:
    frame 0x10 1 length=16777216

case fibp-zqu96 invalid must §8.6 a length of 64 MiB under a limit as high
  context: {"max_frame_size": 67108864}
  flags: ["FrameLimit"]
  frames: []
  state: "truncated"
  wire:
    frame 0x10 1 length=67108864

case fibp-30d7t invalid must §7.11 the stream ends behind a whole part
  flags: ["Part"]
  frames: []
  state: "truncated"
  wire:
    frame 0x12 5 flags=1: hex 000261

case fibp-6viq2 invalid must §7.11 the stream ends behind an empty first part
  flags: ["Part"]
  frames: []
  state: "truncated"
  wire:
    frame 0x03 5 flags=1

case fibp-sjyas invalid must §7.11 a whole frame of another id does not end the body
  flags: ["Part"]
  frames: [{"frame": "Ping", "value": {"request_id": 6}}]
  state: "truncated"
  wire:
    frame 0x12 5 flags=1: hex 000261
    frame 0x03 6

case fibp-zq3fl invalid must §7.8 64 unfinished bodies, the most
  flags: ["Part"]
  frames: []
  state: "truncated"
  wire:
    open_64_bodies

case fibp-2xi1h invalid must §8.5 an unknown opcode in a frame that is not all there
  flags: ["CheckOrder"]
  frames: []
  state: "truncated"
  wire:
    frame 0x06 5 length=20

# --- errors ---------------------------------------------------------------------------------------------------------------

each id size
  fibp-tmy4e 0
  fibp-pbiug 5
  case $id invalid must §8.5 length $size after a whole frame, and nothing behind it
    flags: ["EarlyVerdict"]
    frames: [{"frame": "Ping", "value": {"request_id": 5}}]
    error: bad_length @wrong length
    wire:
      frame 0x03 5
      @wrong u32be $size

case fibp-m6dqf invalid must §8.5 a length over 16 MiB, and nothing behind it
  flags: ["EarlyVerdict", "FrameLimit"]
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  error: too_large @wrong length
  wire:
    frame 0x03 5
    @wrong u32be 16777217

case fibp-enyls invalid must §8.5 a frame of 9 bytes that claims 4 GiB
  flags: ["EarlyVerdict", "FrameLimit"]
  frames: []
  error: too_large 0 length
  wire:
    u32be 0xffffffff ; hex 1000000000

case fibp-4kho1 invalid must §8.6 the second frame is over max_frame_size, and a good one follows
  context: {"max_frame_size": 6}
  flags: ["FrameLimit", "ResyncTemptation"]
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  error: too_large @wrong length
  wire:
    frame 0x03 5
    @wrong
    frame 0x03 6: u8 0
    frame 0x03 7

case fibp-dxdz1 invalid must §7.9 a part over max_frame_size
  context: {"max_frame_size": 8}
  flags: ["FrameLimit", "Part"]
  frames: []
  error: too_large @wrong length
  wire:
    frame 0x12 5 flags=1: hex 0003
    @wrong
    frame 0x12 5: utf8 "abc"

case fibp-nxjh6 either must §1.10 an unknown opcode after a whole frame
  ambiguity: "fibp-amb-unknown-opcode"
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  error: bad_opcode @wrong+4 opcode
  wire:
    frame 0x03 5
    @wrong
    frame 0x1a 6: utf8 "future"

case fibp-pk9n3 invalid must §8.4 a queue that runs past its frame into the next one
  flags: ["ResyncTemptation"]
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  error: bad_length @wrong queue
  wire:
    frame 0x03 5
    frame 0x12 6
      @wrong u16be 16 ; utf8 "orders"
    frame 0x03 7

case fibp-nogsy invalid must §8.4 bad UTF-8 in the second frame: the offset counts from the start of the stream
  flags: ["ResyncTemptation"]
  frames: [{"frame": "Consume", "value": {"request_id": 5, "queue": "a"}}]
  error: bad_utf8 @wrong queue
  wire:
    frame 0x12 5: text "a"
    frame 0x12 6
      @wrong string: hex ff
    frame 0x03 7

case fibp-4p6h8 invalid must §7.7 the second part has another opcode
  flags: ["Part"]
  frames: []
  error: bad_sequence @wrong+4 opcode
  wire:
    frame 0x14 5 flags=1: first_half
    @wrong
    frame 0x11 5: second_half

case fibp-k995a invalid must §7.7 a part in the middle has another opcode, and the right one follows
  flags: ["Part", "ResyncTemptation"]
  frames: []
  error: bad_sequence @wrong+4 opcode
  wire:
    frame 0x12 5 flags=1: hex 000261
    @wrong
    frame 0x13 5 flags=1: hex 62
    frame 0x12 5: hex 62

case fibp-3fbc0 invalid must §7.7 a whole Ping with the id of an unfinished body
  flags: ["Part"]
  frames: []
  error: bad_sequence @wrong+4 opcode
  wire:
    frame 0x12 5 flags=1: hex 000261
    @wrong
    frame 0x03 5

case fibp-f2b7r invalid must §7.8 a 65th unfinished body
  flags: ["Part"]
  frames: []
  error: bad_sequence @wrong+6 request_id
  wire:
    open_64_bodies
    @wrong
    frame 0x12 64 flags=1: hex 00

case fibp-qd243 valid must §7.8 beside 64 unfinished bodies whole frames pass, and one body that ends makes room
  flags: ["Part"]
  frames: [{"frame": "Ping", "value": {"request_id": 99}},
    {"frame": "Consume", "value": {"request_id": 0, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 1, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 2, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 3, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 4, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 5, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 6, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 7, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 8, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 9, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 10, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 11, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 12, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 13, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 14, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 15, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 16, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 17, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 18, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 19, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 20, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 21, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 22, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 23, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 24, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 25, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 26, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 27, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 28, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 29, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 30, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 31, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 32, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 33, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 34, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 35, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 36, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 37, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 38, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 39, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 40, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 41, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 42, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 43, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 44, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 45, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 46, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 47, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 48, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 49, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 50, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 51, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 52, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 53, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 54, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 55, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 56, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 57, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 58, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 59, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 60, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 61, "queue": ""}},
    {"frame": "Consume", "value": {"request_id": 62, "queue": ""}}, {"frame": "Consume", "value": {"request_id": 63, "queue": ""}}]
  state: "clean"
  wire:
    open_64_bodies
    frame 0x03 99
    end_64_bodies

case fibp-nw85v invalid must §7.10 a joined body that is too short: reported at the last part
  flags: ["Part"]
  frames: []
  error: bad_length @wrong queue
  wire:
    frame 0x12 5 flags=1: hex 000661
    @wrong
    frame 0x12 5: utf8 "b"

case fibp-x2svl invalid must §7.10 bad UTF-8 in the first part, found with the last one
  flags: ["Part", "ResyncTemptation"]
  frames: [{"frame": "Ping", "value": {"request_id": 6}}]
  error: bad_utf8 @wrong queue
  wire:
    frame 0x12 5 flags=1: hex 0002fffe
    frame 0x03 6
    @wrong
    frame 0x12 5
    frame 0x03 7

case fibp-ee77p either must §1.10 a part of an unknown opcode
  ambiguity: "fibp-amb-unknown-opcode"
  flags: ["Part"]
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  error: bad_opcode @wrong+4 opcode
  wire:
    frame 0x03 5
    @wrong
    frame 0x1a 6 flags=1: utf8 "future"

case fibp-s5qwe invalid should §11.3 strict: bytes after the last field of the second frame
  context: {"profile": "strict"}
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  error: trailing_bytes @wrong length
  wire:
    frame 0x03 5
    frame 0x12 6
      text "a" ; @wrong u8 0

case fibp-lrepx invalid should §11.1 strict: reserved flag bits in the second frame
  context: {"profile": "strict"}
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  error: bad_value|bad_flags @wrong+5 flags
  wire:
    frame 0x03 5
    @wrong
    frame 0x03 6 flags=2

case fibp-dg40n invalid must §12.6 a stream that begins with the greeting of fibp-1.0
  flags: ["EarlyVerdict"]
  frames: []
  error: too_large 0 length
  wire:
    hex 464942500100
    frame 0x03 5

case fibp-prisw invalid must §8.5 an HTTP request in the place of a frame
  flags: ["EarlyVerdict"]
  frames: [{"frame": "Ping", "value": {"request_id": 5}}]
  error: too_large @wrong length
  wire:
    frame 0x03 5
    @wrong utf8 "GET / HTTP/1.1\r\n\r\n"

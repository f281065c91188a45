# Streams, assembled by hand from conformance/haystack/PROTOCOL.md section 8: WebSocket frames of one direction after the upgrade, binary messages
# of which carry Haystack frames. Offsets count from the start of the stream.
include layout.inc

document {
  "doc": "What a reader hands out of the bytes of one direction of a connection after its upgrade, however they are cut. PROTOCOL.md section 8; what WebSocket forbids is judged by its own rules.",
  "flags": {
    "BadFrame": "a binary message that is no Haystack frame",
    "BadWebSocket": "WebSocket frames that RFC 6455 forbids",
    "BigFrame": "messages of 64 KiB and more",
    "Close": "a close frame, and what follows it",
    "EarlyVerdict": "the bytes that are there tell that something is wrong: catches readers that wait for more",
    "Fragments": "a message in several WebSocket frames",
    "Interleaved": "control frames between fragments",
    "LengthForm": "lengths of 16 and 64 bits",
    "Mask": "masked frames of a client",
    "Other": "messages that are no Haystack frames: text, ping, pong",
    "ResyncTemptation": "good bytes follow a broken frame: catches readers that go on"
  },
  "frame": "stream", "protocol": "haystack", "variant": "v2"
}

# §8.1: a WebSocket frame of a server, and one of a client; 82 is binary and whole, 81 text, 02 and 01 begin a message, 00 goes on, 80 ends it,
# 89 is ping, 8a pong, 88 close
macro down head=82
  hex $head ; u8 len(@a..@b)
  @a ...
  @b
macro up head=82 mask=37fa213d
  hex $head ; u8 len(@a..@b)+128 ; hex $mask
  @a xor $mask
    ...
  @b

# --- whole messages -------------------------------------------------------------------------------------------------------------

case haystack-ike24 valid must §8.3 no byte at all
  frames: []
  state: "clean"
  wire:

case haystack-j762a valid must §8.1 three responses of a server
  context: {"direction": "server"}
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 0, "op": "about", "payload": "7b7d"}}, {"frame": "frame", "value": {"flags": 3, "req_id": 1, "op": "read", "payload": ""}}, {"frame": "frame", "value": {"flags": 4, "req_id": 0, "op": "watchPoll", "payload": "6162"}}]
  state: "clean"
  wire:
    down
      header 1 0 1 ; hex 7b7d
    down
      header 3 1 10
    down
      header 4 0 17 ; utf8 "ab"

case haystack-81dmn valid must §1.1 two frames in one message are one frame: the second one is payload
  context: {"direction": "server"}
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": "7b7d0100020a7b7d"}}]
  state: "clean"
  wire:
    down
      header 1 1 10 ; hex 7b7d
      header 1 2 10 ; hex 7b7d

case haystack-4frl4 valid must §8.1 two requests of a client, each with a mask of its own
  context: {"direction": "client"}
  flags: ["Mask"]
  frames: [{"frame": "frame", "value": {"flags": 0, "req_id": 0, "op": "about", "payload": "7b7d"}}, {"frame": "frame", "value": {"flags": 0, "req_id": 1, "op": "hisRead", "payload": "0102030405"}}]
  state: "clean"
  wire:
    up
      header 0 0 1 ; hex 7b7d
    up mask=01ff8000
      header 0 1 12 ; hex 0102030405

case haystack-hyaxa valid must §8.1 a mask of zeros is a mask
  context: {"direction": "client"}
  flags: ["Mask"]
  frames: [{"frame": "frame", "value": {"flags": 0, "req_id": 1, "op": "ops", "payload": ""}}]
  state: "clean"
  wire:
    up mask=00000000
      header 0 1 2

case haystack-whv8e valid must §8.1 compressed frames, unfolded
  context: {"direction": "server"}
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": "7b7d"}}, {"frame": "frame", "value": {"flags": 1, "req_id": 2, "op": "read", "compression": "lzma", "payload": "5b5d"}}]
  state: "clean"
  wire:
    down
      header 9 1 10 ; u8 0
      zlib: hex 7b7d
    down
      header 9 2 10 ; u8 1
      lzma: hex 5b5d

case haystack-hs8gw valid must §8.7 chunks stand as the frames they are, with a push between them
  context: {"direction": "server"}
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 5, "op": "read", "chunk": {"index": 1, "total": 2}, "payload": "4242"}}, {"frame": "frame", "value": {"flags": 4, "req_id": 0, "op": "watchPoll", "payload": "7b7d"}}, {"frame": "frame", "value": {"flags": 1, "req_id": 5, "op": "read", "chunk": {"index": 0, "total": 2}, "payload": "4141"}}]
  state: "clean"
  wire:
    down
      header 0x11 5 10 ; chunk 1 2 ; utf8 "BB"
    down
      header 4 0 17 ; hex 7b7d
    down
      header 0x11 5 10 ; chunk 0 2 ; utf8 "AA"

case haystack-5av5c valid must §8.7 a chunk whose others never come leaves the stream clean
  context: {"direction": "server"}
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 5, "op": "read", "chunk": {"index": 0, "total": 2}, "payload": "4141"}}]
  state: "clean"
  wire:
    down
      header 0x11 5 10 ; chunk 0 2 ; utf8 "AA"

each id size head
  haystack-7ku26 121 "7d"
  haystack-ch6yl 122 "7e 007e"
  haystack-su37h 65531 "7e ffff"
  haystack-5jx5v 65532 "7f 0000000000010000"
  case $id valid must §8.1 a payload of $size bytes: length $head of the WebSocket frame
    context: {"direction": "server"}
    flags: ["BigFrame", "LengthForm"]
    frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": [{"repeat": "78", "count": $size}]}}, {"frame": "frame", "value": {"flags": 1, "req_id": 2, "op": "nav", "payload": ""}}]
    state: "clean"
    wire:
      hex 82 $head
      header 1 1 10 ; repeat 78 $size
      down
        header 1 2 11

# --- fragments, control frames, text ------------------------------------------------------------------------------------------------

case haystack-obonv valid must §8.1 a frame in three fragments, cut inside of the header
  context: {"direction": "server"}
  flags: ["Fragments"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 4660, "op": "read", "payload": "616263"}}]
  state: "clean"
  wire:
    down head=02: hex 0112
    down head=00: hex 340a61
    down head=80: hex 6263

case haystack-87z91 valid must §8.1 fragments of a client: each mask begins anew
  context: {"direction": "client"}
  flags: ["Fragments", "Mask"]
  frames: [{"frame": "frame", "value": {"flags": 0, "req_id": 4660, "op": "read", "payload": "616263"}}]
  state: "clean"
  wire:
    up head=02: hex 0012340a61
    up head=00 mask=ffffffff: hex 62
    up head=80 mask=0badcafe: hex 63

case haystack-1vy62 valid must §8.1 empty fragments at the start, in the middle and at the end
  context: {"direction": "server"}
  flags: ["Fragments"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": "61"}}]
  state: "clean"
  wire:
    down head=02
    down head=00: hex 0100010a
    down head=00
    down head=00: hex 61
    down head=80

case haystack-hcww0 valid must §8.1 a frame in fragments of a byte
  context: {"direction": "server"}
  flags: ["Fragments"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": "7b7d"}}, {"frame": "frame", "value": {"flags": 1, "req_id": 2, "op": "read", "payload": ""}}]
  state: "clean"
  wire:
    down head=02: hex 01
    down head=00: hex 00
    down head=00: hex 01
    down head=00: hex 0a
    down head=00: hex 7b
    down head=80: hex 7d
    down
      header 1 2 10

case haystack-jm1qj valid must §8.2 ping and pong between the fragments of a frame
  context: {"direction": "server"}
  flags: ["Fragments", "Interleaved", "Other"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": "6162"}}]
  state: "clean"
  wire:
    down head=02: hex 0100010a
    down head=89: utf8 "now"
    down head=00: hex 61
    down head=8a
    down head=80: hex 62

case haystack-9eaqj valid must §8.2 a ping whose payload looks like a Haystack frame
  context: {"direction": "client"}
  flags: ["Mask", "Other"]
  frames: [{"frame": "frame", "value": {"flags": 0, "req_id": 2, "op": "read", "payload": ""}}]
  state: "clean"
  wire:
    up head=89
      header 0 1 10
    up
      header 0 2 10

case haystack-anr8v valid must §8.2 text messages before, between and after frames
  context: {"direction": "server"}
  flags: ["Other"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 0, "op": "about", "payload": "7b7d"}}, {"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "ops", "payload": "7b7d"}}]
  state: "clean"
  wire:
    down head=81: text {"type":"capabilities","compression":"zlib","chunked":true,"version":2}
    down
      header 1 0 1 ; hex 7b7d
    down head=81: text {"grid":{},"id":"7"}
    down
      header 1 1 2 ; hex 7b7d
    down head=81: utf8 "no JSON"

case haystack-dg1kp valid must §8.2 the capabilities of a client before its request
  context: {"direction": "client"}
  flags: ["Mask", "Other"]
  frames: [{"frame": "frame", "value": {"flags": 0, "req_id": 1, "op": "ops", "payload": "7b7d"}}]
  state: "clean"
  wire:
    up head=81: text {"type":"capabilities","compression":["zlib"],"chunked":true,"version":2}
    up
      header 0 1 2 ; hex 7b7d

case haystack-97k4c valid must §8.2 a text message in fragments, cut inside of a character, with a ping between them
  context: {"direction": "server"}
  flags: ["Fragments", "Interleaved", "Other"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "ops", "payload": "7b7d"}}]
  state: "clean"
  wire:
    down head=01: hex 22c3
    down head=89
    down head=80: hex a922
    down
      header 1 1 2 ; hex 7b7d

case haystack-gx9m1 valid must §8.2 nothing but other messages
  context: {"direction": "client"}
  flags: ["Mask", "Other"]
  frames: []
  state: "clean"
  wire:
    up head=81: text {"authToken":"t"}
    up head=8a mask=00000000
    up head=81 mask=ffffffff

# --- the end ------------------------------------------------------------------------------------------------------------------

case haystack-b32m7 valid must §8.6 a close frame
  context: {"direction": "server"}
  flags: ["Close"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "close", "payload": ""}}]
  state: "clean"
  wire:
    down
      header 1 1 4
    down head=88: hex 03e8

case haystack-u41ks valid must §8.6 a close frame with nothing in it, and a frame behind it that nobody looks at
  context: {"direction": "server"}
  flags: ["Close"]
  frames: []
  state: "clean"
  wire:
    down head=88
    down
      header 1 1 10

case haystack-khwiw valid must §8.6 broken bytes behind a close frame
  context: {"direction": "client"}
  flags: ["Close", "Mask", "ResyncTemptation"]
  frames: []
  state: "clean"
  wire:
    up head=88
      hex 03e8 ; utf8 "bye"
    hex ffffff

each id what bytes
  haystack-1l31u "one byte" 82
  haystack-gkzxk "a head and half a length" 827e00
  haystack-tski5 "a head and a length" 8206
  haystack-dglt1 "a head, a length and half of the frame" 82060100010a
  haystack-3g3a0 "a first fragment" 02040100010a
  haystack-oc8gb "a first fragment, and a ping" 02040100010a8900
  haystack-cokmy "two fragments, and half of a third" "02020100 0002010a 8002 61"
  haystack-44njx "half a ping" 890261
  haystack-eoyk6 "half of a text message" 010161
  case $id invalid must §8.3 the stream ends inside of a message: $what
    context: {"direction": "server"}
    frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": "7b7d"}}]
    state: "truncated"
    wire:
      down
        header 1 1 10 ; hex 7b7d
      hex $bytes

case haystack-aedws invalid must §8.3 the stream of a client ends inside of a mask
  context: {"direction": "client"}
  flags: ["Mask"]
  frames: []
  state: "truncated"
  wire:
    hex 828637fa

# --- what is no Haystack frame ------------------------------------------------------------------------------------------------------

case haystack-lstqk invalid must §8.4 a binary message of nothing
  context: {"direction": "server"}
  flags: ["BadFrame", "ResyncTemptation"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": "7b7d"}}]
  error: truncated @x flags
  wire:
    down
      header 1 1 10 ; hex 7b7d
    @x down
    down
      header 1 2 10 ; hex 7b7d

each id what path bytes
  haystack-go8km "three bytes of a header" op 010001
  haystack-t1blu "compressed, and no algorithm" compression 0900010a
  haystack-22a1u "a cut chunk header" chunk.total 1100010a0000
  case $id invalid must §8.4 $what: complete for WebSocket, and no frame
    context: {"direction": "server"}
    flags: ["BadFrame", "ResyncTemptation"]
    frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": "7b7d"}}]
    error: truncated @x $path
    wire:
      down
        header 1 1 10 ; hex 7b7d
      @x down: hex $bytes
      down
        header 1 2 10 ; hex 7b7d

case haystack-r9ix3 invalid must §8.4 an unknown operation, good frames before and behind it
  context: {"direction": "client"}
  flags: ["BadFrame", "Mask", "ResyncTemptation"]
  frames: [{"frame": "frame", "value": {"flags": 0, "req_id": 1, "op": "read", "payload": "7b7d"}}]
  error: bad_opcode @x op
  wire:
    up
      header 0 1 10 ; hex 7b7d
    @x up
      header 0 2 9 ; hex 7b7d
    up
      header 0 3 10 ; hex 7b7d

case haystack-oufom invalid must §8.4 an unknown operation in fragments: the offset is that of the first one
  context: {"direction": "server"}
  flags: ["BadFrame", "Fragments", "Interleaved"]
  frames: []
  error: bad_opcode @x op
  wire:
    down head=89
    @x down head=02: hex 0100
    down head=89
    down head=80: hex 02ff7b7d

each id algorithm bytes code path
  haystack-mww9z zlib 007878 bad_compression payload
  haystack-te7j7 lzma 017878 bad_compression payload
  haystack-04a21 unknown 027878 bad_compression compression
  case $id invalid must §8.4 compressed data that is broken, algorithm $algorithm
    context: {"direction": "server"}
    flags: ["BadFrame"]
    frames: []
    error: $code @x $path
    wire:
      down head=81: utf8 "first"
      @x down
        header 9 1 10 ; hex $bytes

case haystack-toc4s invalid must §8.4 a payload that unfolds to more than it may
  context: {"direction": "server", "max_decompressed": 4}
  flags: ["BadFrame"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": "68656c6c"}}]
  error: too_large @x payload
  wire:
    down
      header 9 1 10 ; u8 0
      zlib: utf8 "hell"
    @x down
      header 9 2 10 ; u8 0
      zlib: utf8 "hello"

case haystack-fe8wt invalid should §16.1 strict: bits without a meaning
  context: {"direction": "server", "profile": "strict"}
  flags: ["BadFrame"]
  frames: []
  error: bad_value @x flags
  wire:
    @x down
      header 0x81 1 10

# --- what is no WebSocket -------------------------------------------------------------------------------------------------------------

case haystack-p6j18 invalid must §8.5 a client that does not mask
  context: {"direction": "client"}
  flags: ["BadWebSocket"]
  frames: []
  error: bad_flags 1 mask
  wire:
    down
      header 0 1 10

case haystack-s3h8j invalid must §8.5 a server that masks
  context: {"direction": "server"}
  flags: ["BadWebSocket", "Mask"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": ""}}]
  error: bad_flags @x+1 mask
  wire:
    down
      header 1 1 10
    @x up
      header 1 2 10

each id bit head
  haystack-n6jly RSV1 c2
  haystack-y819h RSV2 a2
  haystack-1b316 RSV3 92
  case $id invalid must §8.5 $bit without an extension
    context: {"direction": "server"}
    flags: ["BadWebSocket"]
    frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": ""}}]
    error: bad_flags @x rsv
    wire:
      down
        header 1 1 10
      @x down head=$head
        header 1 2 10

each id head
  haystack-cpb47 83
  haystack-npxrd 87
  haystack-e30gh 8b
  haystack-fq1ya 8f
  case $id invalid must §8.5 a reserved opcode: $head
    context: {"direction": "server"}
    flags: ["BadWebSocket"]
    frames: []
    error: bad_opcode 0 opcode
    wire:
      down head=$head
        header 1 1 10

case haystack-sp9yp invalid must §8.5 a continuation of nothing
  context: {"direction": "server"}
  flags: ["BadWebSocket"]
  frames: [{"frame": "frame", "value": {"flags": 1, "req_id": 1, "op": "read", "payload": ""}}]
  error: bad_sequence @x opcode
  wire:
    down
      header 1 1 10
    @x down head=80: hex 61

case haystack-w1h9e invalid must §8.5 a new message before the last one has ended
  context: {"direction": "server"}
  flags: ["BadWebSocket", "Fragments"]
  frames: []
  error: bad_sequence @x opcode
  wire:
    down head=02: hex 01
    @x down
      header 1 1 10

case haystack-mxuk0 invalid must §8.5 a ping in fragments
  context: {"direction": "server"}
  flags: ["BadWebSocket"]
  frames: []
  error: bad_flags 0 fin
  wire:
    down head=09: hex 61

case haystack-sdwpt invalid must §8.5 a ping of 126 bytes
  context: {"direction": "server"}
  flags: ["BadWebSocket"]
  frames: []
  error: too_large 1 payload
  wire:
    hex 89 7e 007e ; repeat 61 126

each id what bytes
  haystack-ltcxt "16 bits for a length of 4" "7e 0004"
  haystack-x20kv "64 bits for a length of 4" "7f 0000000000000004"
  case $id invalid must §8.5 a length that is not in its shortest form: $what
    context: {"direction": "server"}
    flags: ["BadWebSocket", "LengthForm"]
    frames: []
    error: bad_value 1 payload
    wire:
      hex 82 $bytes
      header 1 1 10

case haystack-8p4vg invalid must §8.5 a length whose top bit is set
  context: {"direction": "server"}
  flags: ["BadWebSocket", "EarlyVerdict", "LengthForm"]
  frames: []
  error: bad_length 1 payload
  wire:
    hex 82 7f 8000000000000004
    header 1 1 10

case haystack-lkayp invalid must §8.5 a text message that is no UTF-8
  context: {"direction": "server"}
  flags: ["BadWebSocket", "Other"]
  frames: []
  error: bad_utf8 @x payload
  wire:
    hex 8103 22 ; @x hex c022
    down
      header 1 1 10

case haystack-twtq5 invalid must §8.5 a close frame of one byte
  context: {"direction": "server"}
  flags: ["BadWebSocket", "Close"]
  frames: []
  error: bad_length 2 payload
  wire:
    down head=88: hex 03

each id number code
  haystack-fqpz7 03ed 1005
  haystack-mqm8q 03e7 999
  haystack-it1lr 1388 5000
  case $id invalid must §8.5 a close frame with the code $code
    context: {"direction": "server"}
    flags: ["BadWebSocket", "Close"]
    frames: []
    error: bad_value 2 payload
    wire:
      down head=88: hex $number

case haystack-zwd5t invalid must §8.5 a close frame over the limit of the reader
  context: {"direction": "server", "max_frame_size": 1}
  flags: ["BadWebSocket", "Close"]
  frames: []
  error: too_large 1 payload
  wire:
    hex 8802 03ea

# Streams of frames, assembled by hand from conformance/websocket/PROTOCOL.md section 5. Offsets count from the start of the stream.

document {
  "doc": "What a stream reader makes of the bytes of one direction of a connection after its upgrade, however they are cut. PROTOCOL.md section 5.",
  "flags": {
    "BigFrame": "frames of 64 KiB and more",
    "EarlyVerdict": "the header alone tells that the frame is wrong: catches readers that wait for a payload that may never come",
    "Interleaved": "control frames between fragments",
    "ResyncTemptation": "good bytes follow a broken frame: catches readers that go on at a border they cannot know",
    "SizeLimit": "a length at or over the limit of the reader"
  },
  "frame": "stream", "protocol": "websocket", "variant": "rfc6455"
}

case websocket-9hghf valid must §5.1 no byte at all
  frames: []
  state: "clean"
  wire:

case websocket-53dee valid must §5.1 a ping between two fragments
  flags: ["Interleaved"]
  frames: [{"frame": "frame", "value": {"fin": false, "rsv": 0, "opcode": "text", "payload": "48656c"}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "ping", "payload": "21"}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "continuation", "payload": "6c6f"}}]
  state: "clean"
  wire:
    hex 0103 ; hex 48656c
    hex 8901 ; hex 21
    hex 8002 ; hex 6c6f

case websocket-rtp82 valid must §5.1 three masked frames, each with a mask of its own
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "mask": "37fa213d", "payload": "48656c6c6f"}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "binary", "mask": "01020304", "payload": "0102"}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "close", "mask": "ffffffff", "payload": "03e8"}}]
  state: "clean"
  wire:
    hex 8185 ; hex 37fa213d ; hex 7f9f4d5158
    hex 8282 ; hex 01020304 ; hex 0000
    hex 8882 ; hex ffffffff ; hex fc17

case websocket-2h3tp valid must §5.3 frames behind a close frame
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "close", "payload": ""}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "payload": "61"}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "close", "payload": "03e8"}}]
  state: "clean"
  wire:
    hex 8800
    hex 8101 ; hex 61
    hex 8802 ; hex 03e8

case websocket-lczid valid must §5.1 a payload that holds the bytes of frames
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "binary", "payload": "88008105"}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "pong", "payload": ""}}]
  state: "clean"
  wire:
    hex 8204 ; hex 88008105
    hex 8a00

case websocket-oy6ea valid must §5.1 lengths in all three forms, not the shortest among them
  flags: ["BigFrame"]
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "binary", "payload": [{"repeat": "5a", "count": 126}]}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "binary", "payload": "5a", "length_form": 16}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "binary", "payload": "", "length_form": 64}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "binary", "payload": [{"repeat": "a5", "count": 65536}]}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "payload": "78"}}]
  state: "clean"
  wire:
    hex 82 ; hex 7e007e ; repeat 5a 126
    hex 82 ; hex 7e0001 ; hex 5a
    hex 82 ; hex 7f0000000000000000
    hex 82 ; hex 7f0000000000010000 ; repeat a5 65536
    hex 81 ; hex 01 ; hex 78

case websocket-y2rwb valid must §5.1 what RFC 6455 forbids, as it came
  frames: [{"frame": "frame", "value": {"fin": false, "rsv": 5, "opcode": 11, "payload": "01"}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "continuation", "payload": ""}}, {"frame": "frame", "value": {"fin": false, "rsv": 0, "opcode": "ping", "payload": ""}}]
  state: "clean"
  wire:
    hex 5b01 ; hex 01
    hex 8000
    hex 0900

case websocket-67ec9 valid must §5.1 100 pings
  frames: {"$repeat": [[{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "ping", "payload": "6f6b"}}], 100]}
  state: "clean"
  wire:
    repeat 89026f6b 100

case websocket-xqhtv valid must §5.1 a limit that the frames keep
  flags: ["SizeLimit"]
  context: {"max_frame_size": 2}
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "payload": "6162"}}, {"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "mask": "00000000", "payload": "6364"}}]
  state: "clean"
  wire:
    hex 8102 ; hex 6162
    hex 8182 ; hex 00000000 ; hex 6364

case websocket-e3yht invalid must §5.1 the bytes end inside of a frame: the head of a second frame
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "pong", "payload": ""}}]
  state: "truncated"
  wire:
    hex 8a00
    hex 81

case websocket-tsobn invalid must §5.1 the bytes end inside of a frame: half a length
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "pong", "payload": ""}}]
  state: "truncated"
  wire:
    hex 8a00
    hex 827e01

case websocket-c6ef3 invalid must §5.1 the bytes end inside of a frame: half a mask
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "pong", "payload": ""}}]
  state: "truncated"
  wire:
    hex 8a00
    hex 82813132

case websocket-kktqb invalid must §5.1 the bytes end inside of a frame: a header without its payload
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "pong", "payload": ""}}]
  state: "truncated"
  wire:
    hex 8a00
    hex 8105

case websocket-p0ucn invalid must §5.1 the bytes end inside of a frame: a length that may be awaited for ever
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "pong", "payload": ""}}]
  state: "truncated"
  wire:
    hex 8a00
    hex 827f7fffffffffffffff

case websocket-dsuyv invalid must §5.2 a length with its top bit set, good frames behind it
  flags: ["ResyncTemptation"]
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "payload": "61"}}]
  error: bad_length 4 payload
  wire:
    hex 8101 ; hex 61
    hex 82 ; hex 7f8000000000000000
    hex 8101 ; hex 61

case websocket-bee4w invalid must §5.2 a length with its top bit set is the first frame
  flags: ["EarlyVerdict"]
  frames: []
  error: bad_length 1 payload
  wire:
    hex 82 ; hex ffffffffffffffffff ; hex 01020304

case websocket-cv8am invalid must §5.2 a frame over the limit, told by its header
  flags: ["EarlyVerdict", "SizeLimit"]
  context: {"max_frame_size": 65536}
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "payload": "6162"}}]
  error: too_large 5 payload
  wire:
    hex 8102 ; hex 6162
    hex 82 ; hex 7f0000000100000000

case websocket-for5a invalid must §5.2 one byte over the limit, good frames behind it
  flags: ["ResyncTemptation", "SizeLimit"]
  context: {"max_frame_size": 2}
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "payload": "6162"}}]
  error: too_large 5 payload
  wire:
    hex 8102 ; hex 6162
    hex 8103 ; hex 616263
    hex 8100

case websocket-4c6n0 invalid must §9.2 strict: rsv in the second frame, told by its header
  flags: ["EarlyVerdict"]
  context: {"profile": "strict"}
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "payload": "61"}}]
  error: bad_value 3 rsv
  wire:
    hex 8101 ; hex 61
    hex c105

case websocket-79wj4 invalid must §9.4 strict: a ping of 126 bytes between good frames
  flags: ["ResyncTemptation"]
  context: {"profile": "strict"}
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "text", "payload": "61"}}]
  error: too_large 4 payload
  wire:
    hex 8101 ; hex 61
    hex 89 ; hex 7e007e ; repeat 61 126
    hex 8100

case websocket-87wya invalid must §9.3 strict: HTTP where frames should be
  context: {"profile": "strict"}
  frames: []
  error: bad_value 0 fin
  wire:
    utf8 "HTTP/1.1 101 Switching Protocols"

case websocket-vur9t invalid must §5.2 a masked frame over the limit
  flags: ["SizeLimit"]
  context: {"max_frame_size": 2}
  frames: [{"frame": "frame", "value": {"fin": true, "rsv": 0, "opcode": "pong", "payload": ""}}]
  error: too_large 3 payload
  wire:
    hex 8a00
    hex 8283 ; hex 01020304 ; hex 000000

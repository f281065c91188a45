# Streams of frames, assembled by hand from conformance/flo/PROTOCOL.md §8. Offsets count from the start of the stream.
include layout.inc

document {
  "doc": "What a stream reader makes of the bytes of one direction of a connection, however they are cut. PROTOCOL.md section 8.",
  "flags": {
    "BigFrame": "frames of 64 KiB and more",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EarlyVerdict": "the header alone tells that the frame is wrong: catches readers that wait for a payload that may never come",
    "ResyncTemptation": "good bytes follow a broken frame: catches readers that go on at a border they cannot know",
    "SizeLimit": "a payload at or over the limit of the reader"
  },
  "frame": "stream", "protocol": "flo", "variant": "v1-24"
}

macro put
  counted16: utf8 "ns"
  counted16: utf8 "key"
  counted32: utf8 "value"
  counted16
    option 0x04
macro ping
  repeat 00 10

# --- clean -------------------------------------------------------------------------------------------------------------

each id side
  flo-avpp2 client
  flo-qhfyg server
  case $id valid must §8.3 no byte at all, sent by the $side
    context: {"direction": "$side"}
    frames: []
    state: "clean"
    wire:

case flo-9xafk valid must §8.1 one request
  context: {"direction": "client"}
  frames: [{"frame": "request", "value": {"request_id": "1", "op": "KV_PUT", "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": [{"tag": "IF_EXISTS", "data": ""}]}}]
  state: "clean"
  wire:
    frame 1 0x30: put

case flo-halgs valid must §8.1 one response without a payload: the header ends the stream
  context: {"direction": "server"}
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": ""}}]
  state: "clean"
  wire:
    frame 1 0

case flo-i229e valid must §8.1 three requests, one after the other, ids in no order
  context: {"direction": "client"}
  frames: [{"frame": "request", "value": {"request_id": "7", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}},
    {"frame": "request", "value": {"request_id": "18446744073709551615", "op": "KV_PUT", "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": [{"tag": "IF_EXISTS", "data": ""}]}},
    {"frame": "request", "value": {"request_id": "0", "op": 255, "namespace": "", "key": "", "value": "", "options": []}}]
  state: "clean"
  wire:
    frame 7 0x00: ping
    frame 0xffffffffffffffff 0x30: put
    frame 0 0xff: ping

case flo-w3zxt valid must §8.1 four responses: empty, filled, an error, empty again
  context: {"direction": "server"}
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": ""}}, {"frame": "response", "value": {"request_id": "2", "status": "OK", "payload": "4a6f686e"}},
    {"frame": "response", "value": {"request_id": "3", "status": "NOT_FOUND", "payload": "6e6f7065"}}, {"frame": "response", "value": {"request_id": "4", "status": "RATE_LIMITED", "payload": ""}}]
  state: "clean"
  wire:
    frame 1 0
    frame 2 0: utf8 "John"
    frame 3 2: utf8 "nope"
    frame 4 11

case flo-i7b1k valid must §8.1 the same response twice
  context: {"direction": "server"}
  frames: [{"frame": "response", "value": {"request_id": "5", "status": "OK", "payload": "61"}}, {"frame": "response", "value": {"request_id": "5", "status": "OK", "payload": "61"}}]
  state: "clean"
  wire:
    frame 5 0: utf8 "a"
    frame 5 0: utf8 "a"

case flo-ck218 valid must §8.2 a payload that holds the bytes of a frame, so that a split may fall on a false magic
  context: {"direction": "server"}
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": "464c4f0000000000010000000000000003a5247c01000000464c4f00"}}, {"frame": "response", "value": {"request_id": "2", "status": "OK", "payload": ""}}]
  state: "clean"
  wire:
    frame 1 0: hex 464c4f0000000000010000000000000003a5247c01000000464c4f00
    frame 2 0

case flo-hvz9j valid must §8.2 a response of 70000 bytes between two small ones
  context: {"direction": "server"}
  flags: ["BigFrame"]
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": "61"}}, {"frame": "response", "value": {"request_id": "2", "status": "OK", "payload": [{"repeat": "5a", "count": 70000}]}},
    {"frame": "response", "value": {"request_id": "3", "status": "OK", "payload": "62"}}]
  state: "clean"
  wire:
    frame 1 0: utf8 "a"
    frame 2 0: repeat 5a 70000
    frame 3 0: utf8 "b"

case flo-k43xq valid must §8.1 100 pings
  context: {"direction": "client"}
  frames: {"$repeat": [[{"frame": "request", "value": {"request_id": "1", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}}], 100]}
  state: "clean"
  wire:
    repeat 464c4f000a0000000100000000000000f6a419b00100000000000000000000000000 100

case flo-g3ygh valid must §8.6 a payload of exactly max_frame_size
  context: {"direction": "client", "max_frame_size": 22}
  flags: ["SizeLimit"]
  frames: [{"frame": "request", "value": {"request_id": "1", "op": "KV_PUT", "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": [{"tag": "IF_EXISTS", "data": ""}]}}]
  state: "clean"
  wire:
    frame 1 0x30: put

case flo-thjrt valid must §8.6 max_frame_size bounds requests, not responses
  context: {"direction": "server", "max_frame_size": 3}
  flags: ["SizeLimit"]
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": "4a6f686e"}}]
  state: "clean"
  wire:
    frame 1 0: utf8 "John"

# --- truncated ---------------------------------------------------------------------------------------------------------

each id what bytes
  flo-py2jd "one byte" 46
  flo-z84fj "the magic alone" 464c4f00
  flo-o9b6w "all of the header but its last byte" 464c4f0000000000010000000000000003a5247c010000
  case $id invalid must §8.3 after a whole response the stream ends behind $what
    context: {"direction": "server"}
    frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": ""}}]
    state: "truncated"
    wire:
      frame 1 0
      hex $bytes

case flo-x5rf8 invalid must §8.3 the stream ends between header and payload
  context: {"direction": "server"}
  frames: []
  state: "truncated"
  wire:
    frame 1 0 length=4

case flo-8z3jn invalid must §8.3 the stream ends one byte before the end of the second request
  context: {"direction": "client"}
  frames: [{"frame": "request", "value": {"request_id": "1", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}}]
  state: "truncated"
  wire:
    frame 1 0x00: ping
    frame 2 0x00 length=10
      repeat 00 9

case flo-uap0b invalid must §10.3 a payload of 2^32-1 bytes announced: the reader waits, and takes no memory for it
  context: {"direction": "server"}
  flags: ["SizeLimit"]
  frames: []
  state: "truncated"
  wire:
    frame 1 0 length=0xffffffff: utf8 "hello"

case flo-x11rl invalid must §8.6 without a configured limit a request of 100 MiB is awaited
  context: {"direction": "client"}
  flags: ["SizeLimit"]
  frames: []
  state: "truncated"
  wire:
    frame 1 0x30 length=104857600: put

case flo-9krk0 invalid must §8.5 23 bytes with a wrong magic: no verdict before the header is whole
  context: {"direction": "server"}
  flags: ["EarlyVerdict"]
  frames: []
  state: "truncated"
  wire:
    repeat 00 23

# --- errors ------------------------------------------------------------------------------------------------------------

case flo-ibbog invalid must §8.4 a wrong magic after a whole response
  context: {"direction": "server"}
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": "61"}}]
  error: bad_magic @wrong magic
  wire:
    frame 1 0: utf8 "a"
    @wrong
    frame 2 0 magic=464c4f01: utf8 "b"

case flo-x7jhx invalid must §8.4 a good response follows the wrong magic, and is not looked at
  context: {"direction": "server"}
  flags: ["ResyncTemptation"]
  frames: []
  error: bad_magic 0 magic
  wire:
    frame 1 0 magic=464c4f01
    frame 2 0: utf8 "b"

case flo-i979z invalid must §8.4 a good response follows a wrong checksum, and is not looked at
  context: {"direction": "server"}
  flags: ["ResyncTemptation"]
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": "61"}}]
  error: bad_checksum @wrong+16 crc32
  wire:
    frame 1 0: utf8 "a"
    @wrong
    frame 2 0 crc=0: utf8 "b"
    frame 3 0: utf8 "c"

case flo-rsepl invalid must §8.4 one stray byte between two responses
  context: {"direction": "server"}
  flags: ["ResyncTemptation"]
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": "61"}}]
  error: bad_magic @stray magic
  wire:
    frame 1 0: utf8 "a"
    @stray hex 00
    frame 2 0: utf8 "b"

case flo-i20xp invalid must §8.4 a length one too small: the frame's own checksum is wrong
  context: {"direction": "server"}
  frames: []
  error: bad_checksum 16 crc32
  wire:
    frame 1 0 length=4 crc=0x3ae86a82: utf8 "hello"
    frame 2 0

case flo-fuzva invalid must §8.4 a wrong version in the third request
  context: {"direction": "client"}
  frames: {"$repeat": [[{"frame": "request", "value": {"request_id": "1", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}}], 2]}
  error: bad_version @wrong+20 version
  wire:
    frame 1 0x00: ping
    frame 1 0x00: ping
    @wrong
    frame 2 0x00 version=2: ping

case flo-eyy4e invalid must §8.4 a payload error in the second request: the offset counts from the start of the stream
  context: {"direction": "client"}
  frames: [{"frame": "request", "value": {"request_id": "1", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}}]
  error: bad_length @key key
  wire:
    frame 1 0x00: ping
    frame 2 0x31
      counted16: utf8 "ns"
      @key u16le 9
      utf8 "key"

case flo-o2fb1 invalid must §8.5 a wrong magic in a header whose payload has not come
  context: {"direction": "server"}
  flags: ["EarlyVerdict"]
  frames: []
  error: bad_magic 0 magic
  wire:
    frame 1 0 magic=00000000 length=100

case flo-qvcde invalid must §8.5 a wrong version in a header whose payload has not come
  context: {"direction": "server"}
  flags: ["EarlyVerdict"]
  frames: []
  error: bad_version 20 version
  wire:
    frame 1 0 version=2 length=100

case flo-gx6jh either must §8.5 an unknown status in a header whose payload has not come
  context: {"direction": "server"}
  flags: ["EarlyVerdict"]
  ambiguity: "flo-amb-unknown-status"
  frames: []
  error: bad_value 21 status
  wire:
    frame 1 12 length=100

case flo-4udbl invalid must §8.5 a reserved byte in a request whose payload has not come
  context: {"direction": "client"}
  flags: ["EarlyVerdict"]
  frames: []
  error: bad_value 23 reserved
  wire:
    frame 1 0x00 reserved=1 length=100

case flo-32ecf invalid must §8.6 a request over 100 MiB is refused without awaiting it
  context: {"direction": "client"}
  flags: ["EarlyVerdict", "SizeLimit"]
  frames: []
  error: too_large 4 payload
  wire:
    frame 1 0x30 length=104857601

case flo-ndm78 invalid must §8.6 a payload one byte over max_frame_size
  context: {"direction": "client", "max_frame_size": 21}
  flags: ["SizeLimit"]
  frames: []
  error: too_large 4 payload
  wire:
    frame 1 0x30: put

case flo-d2na8 invalid must §8.6 the second request is over max_frame_size
  context: {"direction": "client", "max_frame_size": 10}
  flags: ["SizeLimit"]
  frames: [{"frame": "request", "value": {"request_id": "1", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}}]
  error: too_large @wrong+4 payload
  wire:
    frame 1 0x00: ping
    @wrong
    frame 2 0x00 length=11: ping

case flo-wdys6 invalid must §8.6 over max_frame_size and a wrong reserved byte: the byte comes first
  context: {"direction": "client", "max_frame_size": 10}
  flags: ["CheckOrder", "SizeLimit"]
  frames: []
  error: bad_value 23 reserved
  wire:
    frame 1 0x30 reserved=1: put

case flo-hpez7 invalid should §12.2 strict: a reserved byte in the second response
  context: {"direction": "server", "profile": "strict"}
  frames: [{"frame": "response", "value": {"request_id": "1", "status": "OK", "payload": "61"}}]
  error: bad_value @wrong+23 reserved
  wire:
    frame 1 0: utf8 "a"
    @wrong
    frame 2 0 reserved=1: utf8 "b"

case flo-qtl0v invalid must §13.1 a response of the variant v1-32, read as v1-24: its checksum does not fit
  context: {"direction": "server"}
  frames: []
  error: bad_checksum 16 crc32
  wire:
    @first hex 464c4f00 ; u32le 4 ; u64le 1
    @sum u32le crc32(@first..@sum,@tail..@end)
    @tail u8 1 ; u8 0 ; u8 0 ; u8 0
    repeat 00 8
    utf8 "John"

case flo-2vjk7 invalid must §13.3 a response of the variant v2-32-table, read as v1-24: its version does not fit
  context: {"direction": "server"}
  frames: []
  error: bad_version 20 version
  wire:
    @first hex 464c4f00 ; u32le 4 ; u64le 1
    @sum u32le crc32(@first..@sum,@tail..@end)
    @tail u8 2 ; u8 0 ; u8 0 ; u8 0
    hex 301894aed97dba2f
    utf8 "John"

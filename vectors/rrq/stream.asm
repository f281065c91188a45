# Streams of frames, assembled by hand from conformance/rrq/PROTOCOL.md §11. Offsets count from the start of the stream.
include layout.inc

document {
  "doc": "What a stream reader makes of the bytes of one direction of a connection, however they are cut. PROTOCOL.md section 11.",
  "flags": {
    "BigFrame": "frames of 64 KiB and more",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EarlyVerdict": "the length alone tells that the frame is wrong: catches readers that wait for a body that may never come",
    "ResyncTemptation": "good frames follow a broken one: catches readers that go on at the next border",
    "SizeLimit": "a body at or over the limit of the reader"
  },
  "frame": "stream", "protocol": "rrq", "variant": "v1"
}

macro success id
  response: text "job_id":"j","request_id":"$id","status":"success"
macro stop id
  cancel: text "protocol_version":"1","job_id":"j","request_id":"$id","hard_kill":false

# --- clean ---------------------------------------------------------------------------------------------------------------

case rrq-x4scq valid must §11.2 no byte at all
  frames: []
  state: "clean"
  wire:

case rrq-at2a2 valid must §11.1 one cancel
  frames: [{"frame": "cancel", "value": {"protocol_version": "1", "job_id": "j", "request_id": "r", "hard_kill": false}}]
  state: "clean"
  wire:
    stop r

case rrq-xju0n valid must §11.1 a request and its cancel
  frames: [{"frame": "request", "value": {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [1], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}},
    {"frame": "cancel", "value": {"protocol_version": "1", "job_id": "j", "request_id": "req-1", "hard_kill": false}}]
  state: "clean"
  wire:
    args: text [1]
    stop req-1

case rrq-3nmbf valid must §11.1 three responses, ids in no order, one of them twice
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "r2", "status": "success"}}, {"frame": "response", "value": {"job_id": "j", "request_id": "r1", "status": "success"}}, {"frame": "response", "value": {"job_id": "j", "request_id": "r2", "status": "success"}}]
  state: "clean"
  wire:
    success r2
    success r1
    success r2

case rrq-rnbxq valid must §2.19 doubles that the seed reads two units off, over and under the nearest
  compare: "json"
  frames: [{"frame": "response", "value": {"status": "retry", "retry_after_seconds": 1.3541654042030545e231}}, {"frame": "response", "value": {"status": "retry", "retry_after_seconds": -9.425118363474435e-60}}]
  state: "clean"
  wire:
    response: text "status":"retry","retry_after_seconds":1.3541654042030545e231
    response: text "status":"retry","retry_after_seconds":-9.425118363474435e-60

case rrq-xwjid valid must §11.6 all kinds of frames in one direction
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "r", "status": "success"}}, {"frame": "cancel", "value": {"protocol_version": "1", "job_id": "j", "request_id": "r", "hard_kill": false}},
    {"frame": "request", "value": {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}}]
  state: "clean"
  wire:
    success r
    stop r
    args: text []

case rrq-x8xzc valid must §11.1 a body that ends in white space, and one that begins with it
  frames: [{"frame": "response", "value": {"status": "success"}}, {"frame": "response", "value": {"status": "error"}}]
  state: "clean"
  wire:
    frame
      text {"type":"response","payload":{"status":"success"}}
      hex 0a0a
    frame
      hex 20090a0d
      text {"type":"response","payload":{"status":"error"}}

case rrq-i8qfd valid must §11.1 a text that holds the bytes of a frame, so that a split may fall on a false border
  frames: [{"frame": "response", "value": {"job_id": "7{\"type\":\"response\",\"payload\":{\"status\":\"success\"}}", "status": "error"}}, {"frame": "response", "value": {"job_id": "j", "request_id": "r", "status": "success"}}]
  state: "clean"
  wire:
    response: text "job_id":"7{\"type\":\"response\",\"payload\":{\"status\":\"success\"}}","status":"error"
    success r

case rrq-jnguk valid must §11.1 characters of two, three and four bytes, which a split may cut
  frames: [{"frame": "response", "value": {"job_id": "é鍵🐝", "status": "success"}}, {"frame": "response", "value": {"job_id": "🐝", "status": "success"}}]
  state: "clean"
  wire:
    response: text "job_id":"é鍵🐝","status":"success"
    response: text "job_id":"\ud83d\udc1d","status":"success"

case rrq-ftoz5 valid must §11.1 a response of 70000 bytes between two small ones
  flags: ["BigFrame"]
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "a", "status": "success"}}, {"frame": "response", "value": {"status": "success", "result": {"$repeat": ["x", 70000]}}}, {"frame": "response", "value": {"job_id": "j", "request_id": "b", "status": "success"}}]
  state: "clean"
  wire:
    success a
    response
      text "status":"success","result":"
      repeat 78 70000
      text "
    success b

case rrq-omleu valid must §11.1 a hundred cancels
  frames: {"$repeat": [[{"frame": "cancel", "value": {"protocol_version": "1", "job_id": "j", "hard_kill": false}}], 100]}
  state: "clean"
  wire:
    repeat 0000002a7b2274797065223a2263616e63656c222c227061796c6f6164223a7b226a6f625f6964223a226a227d7d 100

case rrq-9cbbc valid must §11.4 a body of exactly 16777216 bytes
  flags: ["BigFrame", "SizeLimit"]
  frames: [{"frame": "response", "value": {"status": "success"}}, {"frame": "response", "value": {"job_id": "j", "request_id": "r", "status": "success"}}]
  state: "clean"
  wire:
    frame
      text {"type":"response","payload":{"status":"success"}}
      repeat 20 16777166
    success r

case rrq-bfhyg valid must §11.4 a body of exactly max_frame_size
  context: {"max_frame_size": 50}
  flags: ["SizeLimit"]
  frames: [{"frame": "response", "value": {"status": "success"}}]
  state: "clean"
  wire:
    response: text "status":"success"

# --- truncated -----------------------------------------------------------------------------------------------------------

each id what bytes
  rrq-xtfd5 "one byte of a length" 00
  rrq-708vc "three bytes of a length" 000000
  rrq-gy8me "a length" 00000032
  rrq-qbabv "a length and one byte" 000000327b
  case $id invalid must §11.2 after a whole response the stream ends behind $what
    frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "r", "status": "success"}}]
    state: "truncated"
    wire:
      success r
      hex $bytes

case rrq-bohs7 invalid must §11.2 the stream ends one byte before the end of the second frame
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "r", "status": "success"}}]
  state: "truncated"
  wire:
    success r
    frame length=len(@body..@last)+1: text {"type":"response","payload":{"status":"success"}}

case rrq-8mbag invalid must §11.2 a body that is no JSON is not judged before it is complete
  flags: ["CheckOrder"]
  frames: []
  state: "truncated"
  wire:
    u32be 20 ; text no JSON at all

case rrq-cg2r6 invalid must §11.4 a length of exactly 16777216 and no body: there may be more to come
  flags: ["SizeLimit"]
  frames: []
  state: "truncated"
  wire:
    u32be 16777216

# --- wrong ---------------------------------------------------------------------------------------------------------------

case rrq-ceowj invalid must §11.3 a length of 0
  flags: ["EarlyVerdict"]
  frames: []
  error: bad_length 0 body
  wire:
    u32be 0

case rrq-lz5aw invalid must §11.3 a length of 0 between two good frames
  flags: ["ResyncTemptation"]
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "a", "status": "success"}}]
  error: bad_length @zero body
  wire:
    success a
    @zero u32be 0
    success b

each id length
  rrq-ehwlm 16777217
  rrq-b55li 16777472
  rrq-5l8pp 0x7fffffff
  rrq-c2fsk 0x80000000
  rrq-200ay 0xffffffff
  case $id invalid must §11.4 a length of $length
    flags: ["EarlyVerdict", "SizeLimit"]
    frames: []
    error: too_large 0 body
    wire:
      u32be $length

case rrq-57oro invalid must §11.4 a length over 16 MiB behind a good frame
  flags: ["EarlyVerdict", "SizeLimit"]
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "r", "status": "success"}}]
  error: too_large @second body
  wire:
    success r
    @second u32be 0x01000001

case rrq-nvkp8 invalid must §11.4 a body one byte over max_frame_size
  context: {"max_frame_size": 49}
  flags: ["SizeLimit"]
  frames: []
  error: too_large 0 body
  wire:
    response: text "status":"success"

case rrq-gsy8t invalid must §11.4 a length in little-endian order
  flags: ["EarlyVerdict", "SizeLimit"]
  frames: []
  error: too_large 0 body
  wire:
    u32le 50
    text {"type":"response","payload":{"status":"success"}}

case rrq-3j85d invalid must §11.4 the first bytes of a request of another protocol
  flags: ["EarlyVerdict", "SizeLimit"]
  frames: []
  error: too_large 0 body
  wire:
    utf8 "GET / HTTP/1.1\r\n"

case rrq-9576m invalid must §11.5 no JSON, then a good frame
  flags: ["ResyncTemptation"]
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "a", "status": "success"}}]
  error: bad_json @bad
  wire:
    success a
    frame
      text {"type":
      @bad text }
    success b

case rrq-tdt6i invalid must §11.5 an unknown type, then a good frame
  flags: ["ResyncTemptation"]
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "a", "status": "success"}}]
  error: bad_value @type type
  wire:
    success a
    frame
      text {"type":
      @type text "ping"
      text ,"payload":{}}
    success b

case rrq-ac5ej invalid must §11.5 an unknown status, then a good frame
  flags: ["ResyncTemptation"]
  frames: [{"frame": "response", "value": {"job_id": "j", "request_id": "a", "status": "success"}}]
  error: bad_value @status status
  wire:
    success a
    response
      text "status":
      @status text "done"
    success b

case rrq-kvi7q invalid must §11.5 bytes that are no UTF-8, then a good frame
  flags: ["ResyncTemptation"]
  frames: []
  error: bad_utf8|bad_json @bad
  wire:
    frame
      text {"type":"
      @bad hex ff
      text "}
    success b

case rrq-b4o3s invalid must §11.5 a length one too short cuts off the last bracket
  flags: ["ResyncTemptation"]
  frames: []
  error: bad_json @next
  wire:
    frame: text {"type":"response","payload":{"status":"success"}
    @next text }
    success b

case rrq-kh9u8 invalid must §11.5 a length one too long takes the first byte of the next frame
  frames: []
  error: bad_json @next
  wire:
    frame length=len(@body..@last)+1: text {"type":"response","payload":{"status":"success"}}
    @next success b

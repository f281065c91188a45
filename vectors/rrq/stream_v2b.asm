# Streams of v2b, assembled by hand from conformance/rrq/PROTOCOL.md §11 and §16.
include layout.inc

document {
  "doc": "What a stream reader makes of v2b bytes. PROTOCOL.md sections 11 and 16.",
  "flags": {
    "BigFrame": "frames of 64 KiB and more"
  },
  "frame": "stream", "protocol": "rrq", "variant": "v2b"
}

case rrq-m4kdv valid must §16.4 a request and a cancel, versions by default
  frames: [{"frame": "request", "value": {"protocol_version": "2", "request_id": "r", "job_id": "j", "function_name": "f", "params": {"a": 1}, "context": {"job_id": "c", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q", "correlation_context": {"t": "1"}}}},
    {"frame": "cancel", "value": {"protocol_version": "2", "job_id": "j", "hard_kill": false}}]
  state: "clean"
  wire:
    frame: text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","params":{"a":1},"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","correlation_context":{"t":"1"}}}}
    cancel: text "job_id":"j"

case rrq-vvct5 valid must §8.1 details that are no object
  frames: [{"frame": "response", "value": {"status": "error", "error": {"message": "m", "details": 0}}}]
  state: "clean"
  wire:
    response: text "status":"error","error":{"message":"m","details":0}

case rrq-9k5uk invalid must §11.5 params of the wrong kind end the stream
  frames: []
  error: bad_value @params params
  wire:
    frame
      text {"type":"request","payload":{"params":
      @params text []
      text }}
    cancel: text "job_id":"j"

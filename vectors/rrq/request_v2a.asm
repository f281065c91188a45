# Requests of v2a, assembled by hand from conformance/rrq/PROTOCOL.md §16. Only what differs from v1.
include layout.inc

document {
  "doc": "Requests of variant v2a: `params` in the place of `args` and `kwargs`. PROTOCOL.md section 16.",
  "flags": {
    "EncoderLimit": "a value the encoder has to refuse: catches encoders that write what nobody can read",
    "OtherVariant": "a frame of another variant: catches readers that look at the wrong members",
    "Positional": "an array in the place of an object",
    "WrongKind": "a member that is there and wrong: catches decoders that convert or ignore"
  },
  "frame": "request", "protocol": "rrq", "variant": "v2a"
}

case rrq-it8vg valid must §16.1 every member, all different, none equal to its reverse
  compare: "json"
  value: {"protocol_version": "21", "request_id": "req-7", "job_id": "job-8", "function_name": "send_mail", "params": {"to": "ann", "urgent": true}, "context": {"job_id": "job-9", "attempt": 16909060, "enqueue_time": "2024-02-29T12:34:56.789Z", "queue_name": "rrq:queue:mail", "deadline": "2025-03-04T05:06:07Z", "trace_context": {"traceparent": "00-4bf92f"}, "worker_id": "rrq_worker_42"}}
  wire:
    frame
      text {"type":"request","payload":{"protocol_version":"21","request_id":"req-7","job_id":"job-8","function_name":"send_mail","params":{"to":"ann","urgent":true},
      text "context":{"job_id":"job-9","attempt":16909060,"enqueue_time":"2024-02-29T12:34:56.789Z","queue_name":"rrq:queue:mail","deadline":"2025-03-04T05:06:07Z",
      text "trace_context":{"traceparent":"00-4bf92f"},"worker_id":"rrq_worker_42"}}}

case rrq-gsth2 valid must §16.1 smallest: version "2" and empty params by default
  compare: "json"
  canonical: false
  value: {"protocol_version": "2", "request_id": "r", "job_id": "j", "function_name": "f", "params": {}, "context": {"job_id": "c", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame: text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}

case rrq-bjagm valid must §16.1 to encode, version and params are written when they are left out
  compare: "json"
  encode_only: true
  value: {"request_id": "r", "job_id": "j", "function_name": "f", "context": {"job_id": "c", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame
      text {"type":"request","payload":{"protocol_version":"2","request_id":"r","job_id":"j","function_name":"f","params":{},
      text "context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","deadline":null,"trace_context":null,"worker_id":null}}}

case rrq-g7ztz valid must §16.3 a request of v1: its arguments are unknown members, whatever they are, and are lost
  compare: "json"
  canonical: false
  flags: ["OtherVariant"]
  value: {"protocol_version": "1", "request_id": "r", "job_id": "j", "function_name": "f", "params": {}, "context": {"job_id": "c", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame: text {"type":"request","payload":{"protocol_version":"1","request_id":"r","job_id":"j","function_name":"f","args":7,"args":null,"kwargs":{"a":1},"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}

case rrq-niqmq valid must §16.2 correlation_context is an unknown member before v2b
  compare: "json"
  canonical: false
  flags: ["OtherVariant"]
  value: {"protocol_version": "2", "request_id": "r", "job_id": "j", "function_name": "f", "params": {"a": 1}, "context": {"job_id": "c", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame: text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","params":{"a":1},"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","correlation_context":[1]}}}

each id params
  rrq-vqtug null
  rrq-qswvm []
  rrq-pimk6 [["a",1]]
  rrq-d3cez ""a=1""
  rrq-gqwqy 0
  case $id invalid must §16.1 params is $params
    flags: ["WrongKind"]
    error: bad_value @params params
    wire:
      request_payload
        text {"request_id":"r","params":
        @params text $params
        text }

case rrq-gtn6z either must §2.28 by position: six elements
  ambiguity: "rrq-amb-positional"
  canonical: false
  flags: ["Positional"]
  value: {"protocol_version": "2", "request_id": "r", "job_id": "j", "function_name": "f", "params": {"k": 2}, "context": {"job_id": "c", "attempt": 3, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q", "worker_id": "w"}}
  wire:
    frame: text ["request",["2","r","j","f",{"k":2},["c",3,"2024-01-01T00:00:00Z","q",null,null,"w"]]]

case rrq-5qd4f invalid must §16.1 by position: the seven elements of v1 have an array where params belong
  flags: ["Positional", "OtherVariant"]
  error: bad_value @params params
  wire:
    frame
      text ["request",["1","r","j","f",
      @params text []
      text ,{},["c",3,"2024-01-01T00:00:00Z","q",null,null,"w"]]]

each id member value
  rrq-n6j0e args {"request_id":"r","job_id":"j","function_name":"f","args":[],"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-5rtko params {"request_id":"r","job_id":"j","function_name":"f","params":[],"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-l7yz5 context.correlation_context {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","correlation_context":{}}}
  case $id invalid must §10.8 encode: $member has no place or the wrong kind
    flags: ["EncoderLimit"]
    error: unencodable 0 $member
    value: $value

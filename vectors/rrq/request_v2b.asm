# Requests of v2b, assembled by hand from conformance/rrq/PROTOCOL.md §16. Only what differs from v2a.
include layout.inc

document {
  "doc": "Requests of variant v2b: v2a with `correlation_context`. PROTOCOL.md section 16.",
  "flags": {
    "BadJson": "text that is no JSON, or no JSON text by itself: catches lenient parsers",
    "BadText": "bytes that are no UTF-8",
    "Depth": "values nested to the limit and over it: catches parsers that recurse without a limit",
    "Duplicate": "a member that stands twice",
    "EncoderLimit": "a value the encoder has to refuse: catches encoders that write what nobody can read",
    "Missing": "a required member is missing",
    "NumberEnds": "numbers at the ends of their range: catches doubles where integers belong, and overflow",
    "Positional": "an array in the place of an object",
    "Surrogate": "surrogate escapes without their partner",
    "Timestamp": "forms of timestamps: catches home-made parsers of dates",
    "WrongKind": "a member that is there and wrong: catches decoders that convert or ignore"
  },
  "frame": "request", "protocol": "rrq", "variant": "v2b"
}

case rrq-0mka5 valid must §16.2 every member, all different, none equal to its reverse
  compare: "json"
  value: {"protocol_version": "21", "request_id": "req-7", "job_id": "job-8", "function_name": "send_mail", "params": {"to": "ann", "urgent": true}, "context": {"job_id": "job-9", "attempt": 16909060, "enqueue_time": "2024-02-29T12:34:56.789Z", "queue_name": "rrq:queue:mail", "deadline": "2025-03-04T05:06:07Z", "trace_context": {"traceparent": "00-4bf92f"}, "correlation_context": {"tenant": "acme"}, "worker_id": "rrq_worker_42"}}
  wire:
    frame
      text {"type":"request","payload":{"protocol_version":"21","request_id":"req-7","job_id":"job-8","function_name":"send_mail","params":{"to":"ann","urgent":true},
      text "context":{"job_id":"job-9","attempt":16909060,"enqueue_time":"2024-02-29T12:34:56.789Z","queue_name":"rrq:queue:mail","deadline":"2025-03-04T05:06:07Z",
      text "trace_context":{"traceparent":"00-4bf92f"},"correlation_context":{"tenant":"acme"},"worker_id":"rrq_worker_42"}}}

case rrq-xjwv9 valid must §16.2 smallest: version "2", empty params, no correlation_context
  compare: "json"
  canonical: false
  value: {"protocol_version": "2", "request_id": "r", "job_id": "j", "function_name": "f", "params": {}, "context": {"job_id": "c", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame: text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}

case rrq-wuonj valid must §16.2 an encoder writes a correlation_context that is none as null
  compare: "json"
  value: {"protocol_version": "2", "request_id": "r", "job_id": "j", "function_name": "f", "params": {}, "context": {"job_id": "c", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame
      text {"type":"request","payload":{"protocol_version":"2","request_id":"r","job_id":"j","function_name":"f","params":{},
      text "context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","deadline":null,"trace_context":null,"correlation_context":null,"worker_id":null}}}

each id value
  rrq-y5oo1 []
  rrq-8cvm2 ""a=b""
  rrq-yotf9 {"a":1}
  rrq-6kaed {"a":null}
  rrq-40wof true
  case $id invalid must §16.2 correlation_context is $value
    flags: ["WrongKind"]
    error: bad_value @value context.correlation_context
    wire:
      request_payload
        text {"context":{"correlation_context":
        @value text $value
        text }}

case rrq-crx9k either must §2.23 correlation_context stands twice
  ambiguity: "rrq-amb-duplicate-member"
  flags: ["Duplicate"]
  error: bad_value @second context.correlation_context
  wire:
    request_payload
      text {"context":{"correlation_context":null,"correlation_context":
      @second text {"a":"b"}
      text }}

case rrq-6s1oi either must §2.28 by position: eight elements of the context
  ambiguity: "rrq-amb-positional"
  canonical: false
  flags: ["Positional"]
  value: {"protocol_version": "2", "request_id": "r", "job_id": "j", "function_name": "f", "params": {"k": 2}, "context": {"job_id": "c", "attempt": 3, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q", "correlation_context": {"a": "b"}, "worker_id": "w"}}
  wire:
    frame: text ["request",["2","r","j","f",{"k":2},["c",3,"2024-01-01T00:00:00Z","q",null,null,{"a":"b"},"w"]]]

case rrq-hna8w invalid must §2.29 by position: the seven elements of v2a lack the last
  flags: ["Positional", "Missing"]
  error: bad_value @closing context.worker_id
  wire:
    frame
      text ["request",["2","r","j","f",{"k":2},["c",3,"2024-01-01T00:00:00Z","q",null,null,null
      @closing text ]]]

case rrq-rtk2m invalid must §10.8 encode: a correlation_context with a number
  flags: ["EncoderLimit"]
  error: unencodable 0 context.correlation_context
  value: {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","correlation_context":{"a":1}}}

case rrq-fo58r either must §9.10 a year of three digits
  ambiguity: "rrq-amb-lax-timestamp"
  canonical: false
  flags: ["Timestamp"]
  value: {"protocol_version": "2", "request_id": "r", "job_id": "j", "function_name": "f", "params": {}, "context": {"job_id": "c", "attempt": 1, "enqueue_time": "0680-07-14T06:09:03Z", "queue_name": "q"}}
  wire:
    frame: text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"680-07-14T06:09:03Z","queue_name":"q"}}}

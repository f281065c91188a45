# Responses of v2b, assembled by hand from conformance/rrq/PROTOCOL.md §16: they are those of v1.
include layout.inc

document {
  "doc": "Responses of variant v2b, which are those of v1. PROTOCOL.md sections 7 and 16.",
  "flags": {
    "BadText": "bytes that are no UTF-8",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "Missing": "a required member is missing",
    "WrongKind": "a member that is there and wrong: catches decoders that convert or ignore"
  },
  "frame": "response", "protocol": "rrq", "variant": "v2b"
}

case rrq-f15y0 valid must §16.4 every member
  compare: "json"
  value: {"job_id": "job-7", "request_id": "req-8", "status": "retry", "result": {"rows": [3, 4]}, "error": {"message": "try later", "type": "busy", "code": "E42", "details": {"queue": 9}}, "retry_after_seconds": 2.25}
  wire:
    response: text "job_id":"job-7","request_id":"req-8","status":"retry","result":{"rows":[3,4]},"error":{"message":"try later","type":"busy","code":"E42","details":{"queue":9}},"retry_after_seconds":2.25

case rrq-ixl9g valid must §16.4 a protocol_version of another variant is an unknown member
  compare: "json"
  canonical: false
  value: {"status": "success"}
  wire:
    response: text "protocol_version":"1","status":"success"

case rrq-phv0c invalid must §7.2 an unknown status
  flags: ["WrongKind"]
  error: bad_value @value status
  wire:
    response
      text "status":
      @value text "done"

case rrq-c7k2b invalid must §2.3 a byte behind a document of the wrong kind: syntax is judged first
  flags: ["CheckOrder"]
  error: bad_json|bad_value 6
  wire:
    frame: hex 222200

case rrq-3p2z1 invalid must §2.3 a byte that is no UTF-8 behind a document of the wrong kind: UTF-8 is judged first
  flags: ["BadText", "CheckOrder"]
  error: bad_utf8|bad_json|bad_value 6
  wire:
    frame: hex 2222a2

case rrq-5bidf invalid must §2.3 a byte that is no UTF-8 in a text that does not end: UTF-8 is judged first
  flags: ["BadText", "CheckOrder"]
  error: bad_utf8|bad_json 5
  wire:
    frame: hex 22a2

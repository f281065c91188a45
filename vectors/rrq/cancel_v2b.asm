# Cancels of v2b, assembled by hand from conformance/rrq/PROTOCOL.md §16: the version by default is all that differs.
include layout.inc

document {
  "doc": "Cancels of variant v2b, which differ from v1 in the version alone. PROTOCOL.md sections 6 and 16.",
  "flags": {
    "BadJson": "text that is no JSON, or no JSON text by itself: catches lenient parsers",
    "BadText": "bytes that are no UTF-8",
    "Depth": "values nested to the limit and over it: catches parsers that recurse without a limit",
    "Duplicate": "a member that stands twice",
    "Missing": "a required member is missing",
    "NumberEnds": "numbers at the ends of their range: catches doubles where integers belong, and overflow",
    "Surrogate": "surrogate escapes without their partner",
    "WrongKind": "a member that is there and wrong: catches decoders that convert or ignore"
  },
  "frame": "cancel", "protocol": "rrq", "variant": "v2b"
}

case rrq-x6khm valid must §16.4 smallest: version "2" by default
  compare: "json"
  canonical: false
  value: {"protocol_version": "2", "job_id": "j", "hard_kill": false}
  wire:
    cancel: text "job_id":"j"

case rrq-xnq6g valid must §16.4 to encode, the version is "2" when it is left out
  compare: "json"
  encode_only: true
  value: {"job_id": "j", "request_id": "r", "hard_kill": true}
  wire:
    cancel: text "protocol_version":"2","job_id":"j","request_id":"r","hard_kill":true

case rrq-3i54f valid must §16.4 a cancel of v1 keeps its version
  compare: "json"
  value: {"protocol_version": "1", "job_id": "j", "hard_kill": false}
  wire:
    cancel: text "protocol_version":"1","job_id":"j","hard_kill":false

case rrq-redl3 invalid must §6.4 hard_kill is null
  flags: ["WrongKind"]
  error: bad_value @value hard_kill
  wire:
    cancel
      text "job_id":"j","hard_kill":
      @value text null

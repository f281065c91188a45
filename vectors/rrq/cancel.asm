# Cancels, assembled by hand from conformance/rrq/PROTOCOL.md §6. Offsets count from the length; the body begins at 4.
include layout.inc

document {
  "doc": "A cancel of the orchestrator: stop a request, or all requests of a job. PROTOCOL.md section 6.",
  "flags": {
    "BadJson": "text that is no JSON, or no JSON text by itself: catches lenient parsers",
    "BadText": "bytes that are no UTF-8",
    "BigFrame": "texts of 64 KiB and more",
    "Depth": "values nested to the limit and over it: catches parsers that recurse without a limit",
    "Duplicate": "a member that stands twice",
    "EncoderLimit": "a value the encoder has to refuse: catches encoders that write what nobody can read",
    "Framing": "a length that does not fit the bytes: catches readers that trust one of the two",
    "Missing": "a required member is missing",
    "NumberEnds": "numbers at the ends of their range: catches doubles where integers belong, and overflow",
    "Positional": "an array in the place of an object",
    "Surrogate": "surrogate escapes without their partner",
    "WrongKind": "a member that is there and wrong: catches decoders that convert or ignore"
  },
  "frame": "cancel", "protocol": "rrq", "variant": "v1"
}

case rrq-7qsod valid must §6.1 every member, all different, none equal to its reverse
  compare: "json"
  value: {"protocol_version": "12", "job_id": "job-7", "request_id": "req-8", "hard_kill": true}
  wire:
    cancel: text "protocol_version":"12","job_id":"job-7","request_id":"req-8","hard_kill":true

case rrq-9mwep valid must §6.5 a whole job: request_id is left out
  compare: "json"
  value: {"protocol_version": "1", "job_id": "job-1", "hard_kill": false}
  wire:
    cancel: text "protocol_version":"1","job_id":"job-1","hard_kill":false

case rrq-mk9lx valid must §6.2 smallest: an empty job_id and nothing else
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "job_id": "", "hard_kill": false}
  wire:
    cancel: text "job_id":""

case rrq-okhhu valid must §6.5 to encode, what has a default may be left out
  compare: "json"
  encode_only: true
  value: {"job_id": "job-1"}
  wire:
    cancel: text "protocol_version":"1","job_id":"job-1","hard_kill":false

case rrq-t5d2u valid must §6.3 a request_id of null is none
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "job_id": "job-1", "hard_kill": false}
  wire:
    cancel: text "protocol_version":"1","job_id":"job-1","request_id":null,"hard_kill":false

case rrq-oy53e valid must §6.3 to encode, a request_id of null is left out
  compare: "json"
  value: {"protocol_version": "1", "job_id": "job-2", "request_id": null, "hard_kill": true}
  wire:
    cancel: text "protocol_version":"1","job_id":"job-2","hard_kill":true

case rrq-x2znq valid must §6.3 an empty request_id is there
  compare: "json"
  value: {"protocol_version": "1", "job_id": "job-1", "request_id": "", "hard_kill": false}
  wire:
    cancel: text "protocol_version":"1","job_id":"job-1","request_id":"","hard_kill":false

case rrq-8jkau valid must §3.1 members in reverse order, type last
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "job_id": "j", "request_id": "r", "hard_kill": true}
  wire:
    frame: text {"payload":{"hard_kill":true,"request_id":"r","job_id":"j","protocol_version":"1"},"type":"cancel"}

case rrq-mplhx valid must §3.6 the payload of a request is the payload of a cancel, for it has a job_id
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "job_id": "j", "request_id": "r", "hard_kill": false}
  wire:
    cancel: text "request_id":"r","job_id":"j","function_name":"f","args":[1],"kwargs":{},"context":{"job_id":"c","attempt":-1}

case rrq-o5o5f valid must §2.22 unknown members
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "job_id": "j", "hard_kill": false}
  wire:
    frame: text {"type":"cancel","reason":"late","payload":{"reason":null,"job_id":"j","requestId":"r","hardKill":true,"reason":[]}}

case rrq-5ag4s valid must §10.7 as an encoder of another language may write it
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "job_id": "jé", "hard_kill": false}
  wire:
    frame: text {"type": "cancel", "payload": {"protocol_version": "1", "job_id": "j\u00e9", "request_id": null, "hard_kill": false}}

each id text
  rrq-7xq8n é\u2028鍵🐝
  rrq-xvcxn \\/\b\f\n\r\t\u0000
  case $id valid must §2.11 ids with characters of any kind: $text
    compare: "json"
    canonical: false
    value: {"protocol_version": "1", "job_id": "$text", "request_id": "$text", "hard_kill": false}
    wire:
      cancel: text "job_id":"$text","request_id":"$text"

case rrq-hmbai valid must §6.2 a job_id of 65536 bytes
  compare: "json"
  flags: ["BigFrame"]
  value: {"protocol_version": "1", "job_id": {"$repeat": ["j", 65536]}, "hard_kill": false}
  wire:
    cancel
      text "protocol_version":"1","job_id":"
      repeat 6a 65536
      text ","hard_kill":false

case rrq-f54dv valid should §1.8 a body of 16777217 bytes, one over the limit of streams
  compare: "json"
  canonical: false
  flags: ["BigFrame"]
  value: {"protocol_version": "1", "job_id": "j", "hard_kill": false}
  wire:
    frame
      text {"type":"cancel","payload":{"job_id":"j"}}
      repeat 20 16777175

# --- invalid -------------------------------------------------------------------------------------------------------------

each id rule member value
  rrq-pxox6 6.1 protocol_version null
  rrq-zoipg 6.1 protocol_version 1
  rrq-y3bj5 6.2 job_id null
  rrq-ebah4 6.2 job_id 7
  rrq-fz6g1 6.2 job_id ["j"]
  rrq-gzro3 6.3 request_id 7
  rrq-aiool 6.3 request_id false
  rrq-b12i9 6.3 request_id {}
  rrq-h6wln 6.4 hard_kill null
  rrq-6csut 6.4 hard_kill 0
  rrq-ou78y 6.4 hard_kill 1
  rrq-3tha6 6.4 hard_kill ""false""
  rrq-sv0qh 6.4 hard_kill []
  case $id invalid must §$rule $member is $value
    flags: ["WrongKind"]
    error: bad_value @value $member
    wire:
      cancel
        text "$member":
        @value text $value
        text ,"later":1

case rrq-u0rcm invalid must §6.2 an empty payload
  flags: ["Missing"]
  error: bad_value @closing job_id
  wire:
    frame
      text {"type":"cancel","payload":{
      @closing text }}

case rrq-zcemp invalid must §6.2 a request_id does not make up for a job_id
  flags: ["Missing"]
  error: bad_value @closing job_id
  wire:
    frame
      text {"type":"cancel","payload":{"protocol_version":"1","request_id":"r","hard_kill":false
      @closing text }}

each id member first second
  rrq-xn0y2 job_id ""j"" ""j""
  rrq-wv5zb request_id null ""r""
  rrq-vhf9k hard_kill false false
  case $id either must §2.23 $member stands twice: $first, $second
    ambiguity: "rrq-amb-duplicate-member"
    flags: ["Duplicate"]
    error: bad_value @second $member
    wire:
      cancel
        text "protocol_version":"1","$member":$first,"$member":
        @second text $second

case rrq-z6pan either must §2.28 by position
  ambiguity: "rrq-amb-positional"
  canonical: false
  flags: ["Positional"]
  value: {"protocol_version": "1", "job_id": "j", "hard_kill": true}
  wire:
    frame: text ["cancel",["1","j",null,true]]

case rrq-3vql3 either must §2.29 by position, without hard_kill, which has a default
  ambiguity: "rrq-amb-positional"
  canonical: false
  flags: ["Positional"]
  value: {"protocol_version": "1", "job_id": "j", "hard_kill": false}
  wire:
    frame: text ["cancel",["1","j",null]]

case rrq-2zbaw invalid must §2.29 by position, without request_id, which has none
  flags: ["Positional", "Missing"]
  error: bad_value @closing request_id
  wire:
    frame
      text ["cancel",["1","j"
      @closing text ]]

case rrq-vik12 invalid must §2.29 by position, five elements
  flags: ["Positional"]
  error: bad_value @more payload
  wire:
    frame
      text ["cancel",["1","j",null,true,
      @more text null
      text ]]

case rrq-ew7yr invalid should §15.2 strict: by position
  context: {"profile": "strict"}
  flags: ["Positional"]
  error: bad_value @array payload
  wire:
    frame
      text {"type":"cancel","payload":
      @array text ["1","j",null,true]
      text }

each id name
  rrq-bcajd request
  rrq-y99vs response
  case $id invalid must §3.8 a $name where a cancel is expected
    error: bad_value @type type
    wire:
      frame
        text {"payload":{"job_id":"j","status":"success"},"type":
        @type text "$name"
        text }

case rrq-xxcma invalid must §2.2 a job_id in Latin-1
  flags: ["BadText"]
  error: bad_utf8|bad_json @bad
  wire:
    cancel
      text "job_id":"j
      @bad hex e9
      text "

case rrq-8dfhl invalid must §2.4 a quote too few
  flags: ["BadJson"]
  error: bad_json @bad
  wire:
    cancel
      text "job_id":"j,"
      @bad text request_id":"r"

each id what path value
  rrq-e25vy "job_id is missing" job_id {"request_id":"r"}
  rrq-m8qiw "job_id is a number" job_id {"job_id":1}
  rrq-sxeys "hard_kill is a number" hard_kill {"job_id":"j","hard_kill":1}
  rrq-6tux6 "protocol_version is a number" protocol_version {"job_id":"j","protocol_version":1}
  rrq-y797p "request_id is a list" request_id {"job_id":"j","request_id":["r"]}
  rrq-hbahz "an unknown member" reason {"job_id":"j","reason":"late"}
  case $id invalid must §10.8 encode: $what
    flags: ["EncoderLimit"]
    error: unencodable 0 $path
    value: $value

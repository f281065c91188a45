# Responses, assembled by hand from conformance/rrq/PROTOCOL.md §7 and §8. Offsets count from the length; the body begins at 4.
include layout.inc

document {
  "doc": "A response of the runner: how a request ended. PROTOCOL.md sections 7 and 8.",
  "flags": {
    "BadJson": "text that is no JSON, or no JSON text by itself: catches lenient parsers",
    "BadText": "bytes that are no UTF-8",
    "BigFrame": "texts of 64 KiB and more",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "Duplicate": "a member that stands twice",
    "EncoderLimit": "a value the encoder has to refuse: catches encoders that write what nobody can read",
    "Missing": "a required member is missing",
    "NullIsAbsent": "a member that is null: catches readers that tell null from absent",
    "NumberEnds": "numbers at the ends of their range: catches doubles where integers belong, and overflow",
    "OddSpelling": "a form that the seed's decoder takes and no encoder writes",
    "Positional": "an array in the place of an object",
    "Surrogate": "surrogate escapes without their partner",
    "WrongKind": "a member that is there and wrong: catches decoders that convert or ignore"
  },
  "frame": "response", "protocol": "rrq", "variant": "v1"
}

case rrq-8tk7y valid must §10.1 every member, all different, none equal to its reverse
  compare: "json"
  value: {"job_id": "job-7", "request_id": "req-8", "status": "retry", "result": {"rows": [3, 4]}, "error": {"message": "try later", "type": "busy", "code": "E42", "details": {"queue": 9}}, "retry_after_seconds": 2.25}
  wire:
    response: text "job_id":"job-7","request_id":"req-8","status":"retry","result":{"rows":[3,4]},"error":{"message":"try later","type":"busy","code":"E42","details":{"queue":9}},"retry_after_seconds":2.25

each id status
  rrq-m4g5w success
  rrq-w09ix retry
  rrq-ybm32 timeout
  rrq-64wa5 error
  case $id valid must §7.4 nothing but status $status
    compare: "json"
    value: {"status": "$status"}
    wire:
      response: text "status":"$status"

case rrq-fugq4 valid must §7.9 all members that are none as null, as Python writes them
  compare: "json"
  canonical: false
  flags: ["NullIsAbsent"]
  value: {"status": "success"}
  wire:
    frame: text {"type": "response", "payload": {"job_id": null, "request_id": null, "status": "success", "result": null, "error": null, "retry_after_seconds": null}}

case rrq-6vgjl valid must §8.4 all members of an error that are none as null
  compare: "json"
  canonical: false
  flags: ["NullIsAbsent"]
  value: {"job_id": "j", "request_id": "r", "status": "error", "error": {"message": "m"}}
  wire:
    response: text "job_id":"j","request_id":"r","status":"error","error":{"message":"m","type":null,"code":null,"details":null}

case rrq-6bpcw valid must §7.8 to encode, members given as null are left out
  compare: "json"
  flags: ["NullIsAbsent"]
  value: {"job_id": null, "request_id": "r", "status": "error", "result": null, "error": {"message": "m", "type": null, "code": null, "details": null}, "retry_after_seconds": null}
  wire:
    response: text "request_id":"r","status":"error","error":{"message":"m"}

each id value
  rrq-dp5qc false
  rrq-dqkwt true
  rrq-sex3i 0
  rrq-n5ax2 -1
  rrq-fncr6 1.5
  rrq-aw2id """"
  rrq-uru13 ""text""
  rrq-fefgl []
  rrq-brwlx [null]
  rrq-4cnsu {}
  rrq-tyls2 {"":null,"a":[{"b":1}]}
  rrq-h6ig9 18446744073709551615
  rrq-tpju6 -9223372036854775808
  case $id valid must §7.6 result $value
    compare: "json"
    value: {"job_id": "j", "request_id": "r", "status": "success", "result": $value}
    wire:
      response: text "job_id":"j","request_id":"r","status":"success","result":$value

case rrq-qg6fw valid must §7.6 a result of null is none
  compare: "json"
  canonical: false
  flags: ["NullIsAbsent"]
  value: {"job_id": "j", "request_id": "r", "status": "success"}
  wire:
    response: text "job_id":"j","request_id":"r","status":"success","result":null

case rrq-y3lto valid must §10.6 a result whose members stand in no order and twice
  compare: "json"
  canonical: false
  value: {"status": "success", "result": {"a": 2, "b": {"y": 1, "z": 0}}}
  wire:
    response: text "status":"success","result":{"b":{"z":0,"y":1},"a":1,"a":2}

case rrq-elzuf valid must §7.6 a result of 65536 bytes
  compare: "json"
  flags: ["BigFrame"]
  value: {"job_id": "j", "request_id": "r", "status": "success", "result": {"$repeat": ["x", 65536]}}
  wire:
    response
      text "job_id":"j","request_id":"r","status":"success","result":"
      repeat 78 65536
      text "

each id status
  rrq-76jrz success
  rrq-i8aoj timeout
  case $id valid must §7.5 $status with an error, a result and a time to retry
    compare: "json"
    value: {"status": "$status", "result": 1, "error": {"message": ""}, "retry_after_seconds": 0.5}
    wire:
      response: text "status":"$status","result":1,"error":{"message":""},"retry_after_seconds":0.5

case rrq-wgci0 valid must §3.1 members in reverse order, type last
  compare: "json"
  canonical: false
  value: {"job_id": "j", "request_id": "r", "status": "error", "result": 0, "error": {"message": "m", "type": "t", "code": "c", "details": 1}, "retry_after_seconds": 1.0}
  wire:
    frame: text {"payload":{"retry_after_seconds":1,"error":{"details":1,"code":"c","type":"t","message":"m"},"result":0,"status":"error","request_id":"r","job_id":"j"},"type":"response"}

case rrq-flrov valid must §7.1 a protocol_version is an unknown member, whatever it is
  compare: "json"
  canonical: false
  value: {"status": "success"}
  wire:
    response: text "protocol_version":[1],"status":"success"

case rrq-bu0ix valid must §2.22 unknown members in payload and error
  compare: "json"
  canonical: false
  value: {"status": "error", "error": {"message": "m"}}
  wire:
    frame: text {"type":"response","v":2,"payload":{"Status":"success","status":"error","error":{"msg":"x","message":"m","error_type":"t","stack":["a","b"]},"took":1e-3}}

each id written number
  rrq-injy2 0.0 0
  rrq-uy2rv 30.0 30
  rrq-o8pqk -3.0 -3
  rrq-1p4my 4294967296.0 4294967296
  rrq-h7waq 1.8446744073709552e+19 18446744073709551616
  rrq-ohy4z -0.0 -0
  rrq-80wd3 100.0 1e2
  rrq-ektb8 0.0 1e-400
  case $id valid must §7.7 retry_after_seconds $number is the double $written
    compare: "json"
    canonical: false
    flags: ["NumberEnds"]
    value: {"status": "retry", "retry_after_seconds": $written}
    wire:
      response: text "status":"retry","retry_after_seconds":$number

each id number
  rrq-bowxx 0.5
  rrq-4syaa 1.5
  rrq-dnrko 30.0
  rrq-6rl5q -1.25
  rrq-7yhd2 0.00001
  rrq-6se2m 1e-6
  rrq-9dsiy 123456789.125
  rrq-38tx0 1e+16
  rrq-ukom4 1.5e+300
  rrq-lnvcl 5e-324
  rrq-s7alj -0.0
  case $id valid must §10.5 retry_after_seconds $number as an encoder writes it
    compare: "json"
    flags: ["NumberEnds"]
    value: {"status": "retry", "retry_after_seconds": $number}
    wire:
      response: text "status":"retry","retry_after_seconds":$number

case rrq-cc5n3 valid must §10.5 retry_after_seconds of 1e15 is the last power of ten in fixed notation
  compare: "json"
  flags: ["NumberEnds"]
  value: {"status": "retry", "retry_after_seconds": 1000000000000000}
  wire:
    response: text "status":"retry","retry_after_seconds":1000000000000000.0

case rrq-ghwu9 valid must §10.4 to encode, an integer in retry_after_seconds is written as a double
  compare: "json"
  encode_only: true
  value: {"status": "retry", "retry_after_seconds": 30}
  wire:
    response: text "status":"retry","retry_after_seconds":30.0

each id number
  rrq-jk572 nan
  rrq-ck1v1 inf
  rrq-ovjib -inf
  case $id valid must §7.8 to encode, a retry_after_seconds of $number is null
    compare: "json"
    encode_only: true
    value: {"status": "retry", "retry_after_seconds": "$number"}
    wire:
      response: text "status":"retry","retry_after_seconds":null

each id type
  rrq-qcbif handler_not_found
  rrq-i8y1d cancelled
  rrq-xey4s timeout
  rrq-9677m anything
  case $id valid must §8.5 an error of type $type
    compare: "json"
    value: {"job_id": "j", "request_id": "r", "status": "error", "error": {"message": "m", "type": "$type"}}
    wire:
      response: text "job_id":"j","request_id":"r","status":"error","error":{"message":"m","type":"$type"}

case rrq-85jpl valid must §8.2 an empty message
  compare: "json"
  value: {"status": "error", "error": {"message": ""}}
  wire:
    response: text "status":"error","error":{"message":""}

case rrq-yem05 valid must §8.1 an error of a message and details, details false
  compare: "json"
  value: {"status": "error", "error": {"message": "m", "details": false}}
  wire:
    response: text "status":"error","error":{"message":"m","details":false}

each id spelling
  rrq-r01ni null
  rrq-jv11c {}
  rrq-e19wu {"a":[1]}
  case $id either must §7.3 status as an object of $spelling
    ambiguity: "rrq-amb-status-object"
    canonical: false
    flags: ["OddSpelling"]
    value: {"status": "timeout"}
    wire:
      response: text "status":{"timeout":$spelling}

case rrq-7yfle either must §2.28 by position, the error too
  ambiguity: "rrq-amb-positional"
  canonical: false
  flags: ["Positional"]
  value: {"request_id": "r", "status": "error", "error": {"message": "m", "code": "c"}, "retry_after_seconds": 2.0}
  wire:
    frame: text ["response",[null,"r","error",null,["m",null,"c",null],2]]

# --- invalid -------------------------------------------------------------------------------------------------------------

each id value
  rrq-2foal null
  rrq-dxvt3 0
  rrq-ok4ba true
  rrq-qlqk7 """"
  rrq-kn08v ""Success""
  rrq-zk3yk ""success\u0020""
  rrq-5wdsr ""failed""
  rrq-k6wb9 ""cancelled""
  rrq-psnmn ["success"]
  case $id invalid must §7.2 status is $value
    flags: ["WrongKind"]
    error: bad_value @value status
    wire:
      response
        text "status":
        @value text $value

each id value
  rrq-9mvy9 {}
  rrq-xp8a4 {"success":[]}
  rrq-ka5dt {"success":0}
  rrq-6hfn8 {"success":"success"}
  rrq-vkuu2 {"failed":null}
  rrq-3ia3u {"success":null,"error":null}
  rrq-3he8y {"success":null,"success":null}
  case $id invalid must §7.3 status is $value
    flags: ["OddSpelling"]
    error: bad_value @value status
    wire:
      response
        text "job_id":"j","status":
        @value text $value

each id rule member value
  rrq-uhib9 7.1 job_id 1
  rrq-cgeqx 7.1 job_id []
  rrq-r7vg7 7.1 request_id false
  rrq-n3v0g 7.1 request_id {}
  rrq-6bcqj 7.1 error ""boom""
  rrq-59zrg 7.1 error true
  rrq-hoy60 7.1 error 0
  rrq-b1rjk 7.7 retry_after_seconds ""1""
  rrq-6symr 7.7 retry_after_seconds true
  rrq-qhsyw 7.7 retry_after_seconds [1]
  rrq-6ds34 7.7 retry_after_seconds ""nan""
  case $id invalid must §$rule $member is $value
    flags: ["WrongKind"]
    error: bad_value @value $member
    wire:
      response
        text "status":"error","$member":
        @value text $value

each id rule member value
  rrq-vlb4f 8.2 message null
  rrq-w2ssv 8.2 message 1
  rrq-pitoj 8.2 message ["m"]
  rrq-vexbk 8.3 type 1
  rrq-2l397 8.3 type {}
  rrq-jkvve 8.3 code 404
  rrq-48zur 8.3 code false
  case $id invalid must §$rule error.$member is $value
    flags: ["WrongKind"]
    error: bad_value @value error.$member
    wire:
      response
        text "status":"error","error":{"$member":
        @value text $value
        text ,"details":[]}

case rrq-8fu9w invalid must §7.4 an empty payload
  flags: ["Missing"]
  error: bad_value @closing status
  wire:
    frame
      text {"type":"response","payload":{
      @closing text }}

case rrq-pyr3d invalid must §7.4 everything but status
  flags: ["Missing"]
  error: bad_value @closing status
  wire:
    frame
      text {"type":"response","payload":{"job_id":"j","request_id":"r","result":1,"error":null,"retry_after_seconds":1.0
      @closing text }}

case rrq-s6vy3 invalid must §8.2 an error without a message
  flags: ["Missing"]
  error: bad_value @closing error.message
  wire:
    response
      text "status":"error","error":{"type":"t","code":"c","details":{"message":"m"}
      @closing text }

case rrq-7qotf invalid must §2.27 a wrong member of the error before a missing status
  flags: ["CheckOrder"]
  error: bad_value @value error.code
  wire:
    response
      text "error":{"message":"m","code":
      @value text 7
      text }

each id member first second
  rrq-fbn5s status ""success"" ""success""
  rrq-iiy3g result 1 2
  rrq-r8511 result null 1
  rrq-0yned error null {"message":"m"}
  rrq-hgo4o retry_after_seconds null null
  case $id either must §2.23 $member stands twice: $first, $second
    ambiguity: "rrq-amb-duplicate-member"
    flags: ["Duplicate"]
    error: bad_value @second $member
    wire:
      response
        text "$member":$first,"$member":
        @second text $second
        text ,"status":"error"

case rrq-c3ntj either must §2.23 error.message stands twice
  ambiguity: "rrq-amb-duplicate-member"
  flags: ["Duplicate"]
  error: bad_value @second error.message
  wire:
    response
      text "status":"error","error":{"message":"m","type":"t","message":
      @second text "m"
      text }

case rrq-626ms invalid must §2.29 by position, five of six members
  flags: ["Positional", "Missing"]
  error: bad_value @closing retry_after_seconds
  wire:
    frame
      text ["response",["j","r","success",1,null
      @closing text ]]

case rrq-7gsnm invalid must §2.29 by position, an element too many in the error
  flags: ["Positional"]
  error: bad_value @more error
  wire:
    response
      text "status":"error","error":["m",null,null,null,
      @more text 5
      text ]

case rrq-wh496 invalid must §2.29 an error by position that is empty
  flags: ["Positional", "Missing"]
  error: bad_value @closing error.message
  wire:
    response
      text "status":"error","error":[
      @closing text ]

case rrq-gw90t invalid should §15.2 strict: an error by position
  context: {"profile": "strict"}
  flags: ["Positional"]
  error: bad_value @array error
  wire:
    response
      text "status":"error","error":
      @array text ["m",null,null,null]

each id spelling
  rrq-9c86k null
  rrq-sk5e0 {}
  case $id invalid should §15.3 strict: status as an object of $spelling
    context: {"profile": "strict"}
    flags: ["OddSpelling"]
    error: bad_value @object status
    wire:
      response
        text "status":
        @object text {"success":$spelling}

each id name
  rrq-ecjiy request
  rrq-h1eyt cancel
  case $id invalid must §3.8 a $name where a response is expected
    error: bad_value @type type
    wire:
      frame
        text {"type":
        @type text "$name"
        text ,"payload":{"job_id":"j","status":"success"}}

case rrq-qbyeb invalid must §2.8 a result of NaN
  flags: ["BadJson"]
  error: bad_json @bad
  wire:
    response
      text "status":"success","result":
      @bad text NaN

case rrq-d2rog either must §2.13 a lone surrogate in a result
  ambiguity: "rrq-amb-lone-surrogate"
  flags: ["Surrogate"]
  error: bad_json @bad
  wire:
    response
      text "status":"success","result":{"a":"
      @bad text \ud800"}

case rrq-82xnq either must §2.18 a result of 1e999
  ambiguity: "rrq-amb-number-range"
  flags: ["NumberEnds"]
  error: bad_json @bad
  wire:
    response
      text "status":"success","result":[
      @bad text 1e999
      text ]

case rrq-kygzk invalid must §2.2 a message cut inside a character
  flags: ["BadText"]
  error: bad_utf8|bad_json @bad
  wire:
    response
      text "status":"error","error":{"message":"caf
      @bad hex c3
      text "}

case rrq-6sn42 invalid must §2.5 a whole payload, and the envelope is not closed
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: text {"type":"response","payload":{"status":"success"}

each id what path value
  rrq-x3s85 "status is missing" status {"job_id":"j"}
  rrq-y80el "status is unknown" status {"status":"failed"}
  rrq-74gkl "status is null" status {"status":null}
  rrq-ooh5v "job_id is a number" job_id {"job_id":1,"status":"success"}
  rrq-w6q0f "error is a text" error {"status":"error","error":"boom"}
  rrq-zps4l "an error without a message" error.message {"status":"error","error":{"type":"t"}}
  rrq-lgsaz "a code that is a number" error.code {"status":"error","error":{"message":"m","code":404}}
  rrq-c7u4q "an unknown member of the error" error.stack {"status":"error","error":{"message":"m","stack":[]}}
  rrq-vcgya "retry_after_seconds is a text" retry_after_seconds {"status":"retry","retry_after_seconds":"soon"}
  rrq-dpfz1 "retry_after_seconds is true" retry_after_seconds {"status":"retry","retry_after_seconds":true}
  rrq-1jdxl "a protocol_version" protocol_version {"protocol_version":"1","status":"success"}
  case $id invalid must §10.8 encode: $what
    flags: ["EncoderLimit"]
    error: unencodable 0 $path
    value: $value

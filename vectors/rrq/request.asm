# Requests, assembled by hand from conformance/rrq/PROTOCOL.md. Offsets count from the length; the body begins at 4.
include layout.inc

document {
  "doc": "A request of the orchestrator: run this function with these arguments. PROTOCOL.md sections 1 to 5, 9 and 10. How a codec reads JSON (section 2) and timestamps (section 9) is shown here for all frames.",
  "flags": {
    "BadJson": "text that is no JSON, or no JSON text by itself: catches lenient parsers",
    "BadText": "bytes that are no UTF-8",
    "BigFrame": "texts of 64 KiB and more",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "Depth": "values nested to the limit and over it: catches parsers that recurse without a limit",
    "Duplicate": "a member that stands twice",
    "EncoderLimit": "a value the encoder has to refuse: catches encoders that write what nobody can read",
    "Framing": "a length that does not fit the bytes: catches readers that trust one of the two",
    "Missing": "a required member is missing",
    "NumberEnds": "numbers at the ends of their range: catches doubles where integers belong, and overflow",
    "OddSpelling": "a form that the seed's decoder takes and no encoder writes",
    "Positional": "an array in the place of an object",
    "Surrogate": "surrogate escapes without their partner",
    "Timestamp": "forms of timestamps: catches home-made parsers of dates",
    "WrongKind": "a member that is there and wrong: catches decoders that convert or ignore"
  },
  "frame": "request", "protocol": "rrq", "variant": "v1"
}

# --- whole requests ------------------------------------------------------------------------------------------------------

case rrq-pxoxc valid must §4.1 every member, all different, none equal to its reverse
  compare: "json"
  value: {"protocol_version": "12", "request_id": "req-7", "job_id": "job-8", "function_name": "send_mail", "args": [1, "two", null], "kwargs": {"to": "ann", "urgent": true},
    "context": {"job_id": "job-9", "attempt": 16909060, "enqueue_time": "2024-02-29T12:34:56.789Z", "queue_name": "rrq:queue:mail", "deadline": "2025-03-04T05:06:07Z", "trace_context": {"traceparent": "00-4bf92f"}, "worker_id": "rrq_worker_42"}}
  wire:
    frame
      text {"type":"request","payload":{"protocol_version":"12","request_id":"req-7","job_id":"job-8","function_name":"send_mail","args":[1,"two",null],"kwargs":{"to":"ann","urgent":true},
      text "context":{"job_id":"job-9","attempt":16909060,"enqueue_time":"2024-02-29T12:34:56.789Z","queue_name":"rrq:queue:mail","deadline":"2025-03-04T05:06:07Z",
      text "trace_context":{"traceparent":"00-4bf92f"},"worker_id":"rrq_worker_42"}}}

case rrq-n4qg2 valid must §4.4 smallest: only what is required, texts empty, attempt 0
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "", "job_id": "", "function_name": "", "args": [], "kwargs": {}, "context": {"job_id": "", "attempt": 0, "enqueue_time": "1970-01-01T00:00:00Z", "queue_name": ""}}
  wire:
    frame: text {"type":"request","payload":{"request_id":"","job_id":"","function_name":"","context":{"job_id":"","attempt":0,"enqueue_time":"1970-01-01T00:00:00Z","queue_name":""}}}

case rrq-p50s6 valid must §4.6 the same as an encoder writes it: every member is there
  compare: "json"
  value: {"protocol_version": "1", "request_id": "", "job_id": "", "function_name": "", "args": [], "kwargs": {}, "context": {"job_id": "", "attempt": 0, "enqueue_time": "1970-01-01T00:00:00Z", "queue_name": ""}}
  wire:
    frame
      text {"type":"request","payload":{"protocol_version":"1","request_id":"","job_id":"","function_name":"","args":[],"kwargs":{},
      text "context":{"job_id":"","attempt":0,"enqueue_time":"1970-01-01T00:00:00Z","queue_name":"","deadline":null,"trace_context":null,"worker_id":null}}}

case rrq-50crl valid must §5.6 to encode, optionals given as null are optionals that are none
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default", "deadline": null, "trace_context": null, "worker_id": null}}
  wire:
    args: text []

case rrq-hfk4c valid must §3.1 all members in reverse order, type last
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "r", "job_id": "j", "function_name": "f", "args": [7], "kwargs": {"k": 8}, "context": {"job_id": "c", "attempt": 2, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q", "deadline": "2024-01-01T00:00:01Z", "trace_context": {}, "worker_id": "w"}}
  wire:
    frame
      text {"payload":{"context":{"worker_id":"w","trace_context":{},"deadline":"2024-01-01T00:00:01Z","queue_name":"q","enqueue_time":"2024-01-01T00:00:00Z","attempt":2,"job_id":"c"},
      text "kwargs":{"k":8},"args":[7],"function_name":"f","job_id":"j","request_id":"r","protocol_version":"1"},"type":"request"}

case rrq-g4wh4 valid must §2.1 all four kinds of white space around every token
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "r", "job_id": "j", "function_name": "f", "args": [1, [], {}], "kwargs": {"k": null}, "context": {"job_id": "c", "attempt": 2, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame
      hex 20090a0d
      text {
      hex 0a ; text "type" ; hex 20 ; text : ; hex 09 ; text "request" ; hex 0d ; text , ; hex 20 ; text "payload" ; hex 200a ; text : ; hex 0a ; text {"request_id":"r","job_id":"j","function_name":"f",
      text "args" ; hex 20 ; text :[ ; hex 20 ; text 1 ; hex 20 ; text , ; hex 0909 ; text [ ; hex 0d0a ; text ],{ ; hex 20 ; text } ; hex 0a ; text ],
      text "kwargs":{ ; hex 20 ; text "k" ; hex 0d ; text : ; hex 20 ; text null ; hex 0a ; text },
      text "context":{"job_id":"c","attempt": ; hex 20 ; text 2 ; hex 20 ; text ,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"} ; hex 20 ; text }
      hex 09 ; text }
      hex 20090a0d

case rrq-f1cip valid must §10.7 the same request as a careful encoder of another language may write it
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "r\u00e9q", "job_id": "j", "function_name": "f", "args": [0.5], "kwargs": {}, "context": {"job_id": "c", "attempt": 2, "enqueue_time": "2024-01-01T00:00:00.000001Z", "queue_name": "q"}}
  wire:
    frame
      text {"type": "request", "payload": {"protocol_version": "1", "request_id": "r\u00e9q", "job_id": "j", "function_name": "f", "args": [5e-1], "kwargs": {},
      text "context": {"job_id": "c", "attempt": 2, "enqueue_time": "2024-01-01T00:00:00.000001+00:00", "queue_name": "q", "deadline": null, "trace_context": null, "worker_id": null}}}

case rrq-jo6e5 valid must §2.21 keys written with escapes
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "r", "job_id": "j", "function_name": "f", "args": [], "kwargs": {"a\u0000b": 1}, "context": {"job_id": "c", "attempt": 2, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame
      text {"\u0074ype":"r\u0065quest","p\u0061yload":{"request_i\u0064":"r","job_id":"j","function_name":"f","kwargs":{"a\u0000b":1},
      text "context":{"job_id":"c","\u0061ttempt":2,"enqueue_time":"2024\u002d01-01T00:00:00\u005a","queue_name":"q"}}}

case rrq-1gu50 valid must §2.22 unknown members everywhere, of every kind, some twice
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "r", "job_id": "j", "function_name": "f", "args": [], "kwargs": {}, "context": {"job_id": "c", "attempt": 2, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame
      text {"id":7,"id":"7","type":"request","":null,"payload":{"priority":[1,{"args":[2]}],"request_id":"r","job_id":"j","Job_id":"x","function_name":"f","functionName":null,"params":{"a":1},
      text "context":{"job_id":"c","attempt":2,"type":"cancel","enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","correlation_context":{"a":1},"result":false},"result":1e5},"job_id":true}

case rrq-bxpvx valid must §2.23 a member that is known in one object is unknown in another
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "r", "job_id": "j", "function_name": "f", "args": [], "kwargs": {}, "context": {"job_id": "c", "attempt": 2, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame
      text {"request_id":1,"attempt":"x","type":"request","payload":{"request_id":"r","attempt":-1,"status":"none","job_id":"j","function_name":"f",
      text "context":{"job_id":"c","attempt":2,"args":{},"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"},"queue_name":0}}

case rrq-28v94 valid must §5.3 three job ids, each in its place
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "r", "job_id": "outer", "function_name": "f", "args": [], "kwargs": {}, "context": {"job_id": "inner", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
  wire:
    frame: text {"job_id":"top","type":"request","payload":{"request_id":"r","function_name":"f","context":{"attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","job_id":"inner"},"job_id":"outer"}}

each id version
  rrq-91fon ""
  rrq-g24fu 2
  rrq-144e3 1.0
  rrq-sg6vd "a version"
  case $id valid must §4.2 protocol_version "$version" is a text like any other
    compare: "json"
    value: {"protocol_version": "$version", "request_id": "r", "job_id": "j", "function_name": "f", "args": [], "kwargs": {}, "context": {"job_id": "c", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q"}}
    wire:
      frame
        text {"type":"request","payload":{"protocol_version":"$version","request_id":"r","job_id":"j","function_name":"f","args":[],"kwargs":{},
        text "context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","deadline":null,"trace_context":null,"worker_id":null}}}

case rrq-zb7sz valid must §5.4 an empty trace_context and an empty worker_id are there
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default", "trace_context": {}, "worker_id": ""}}
  wire:
    optionals: text "deadline":null,"trace_context":{},"worker_id":""

case rrq-i1pbx valid must §5.5 a trace_context of several entries, keys in any script, sorted by their bytes when written
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default", "trace_context": {"": "empty", "B": "2", "a": "1", "é": "\n", "￮": "u+ffee", "🐝": "bee"}}}
  wire:
    optionals: text "deadline":null,"trace_context":{"":"empty","B":"2","a":"1","é":"\n","￮":"u+ffee","🐝":"bee"},"worker_id":null

case rrq-o7t8s valid must §5.5 a key of trace_context that stands twice has its last value
  compare: "json"
  canonical: false
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default", "trace_context": {"a": "last", "b": "1"}}}
  wire:
    optionals: text "trace_context":{"a":"first","b":"1","\u0061":"last"}

each id number
  rrq-f59bg 0
  rrq-zqgyh 1
  rrq-jewg0 255
  rrq-jiqmk 65536
  rrq-m7upn 2147483648
  rrq-hiw6p 4294967295
  case $id valid must §5.2 attempt $number
    compare: "json"
    flags: ["NumberEnds"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": $number, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
    wire:
      attempt: text $number

case rrq-l3rs4 valid must §10.2 no white space, however deep
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [[1, 2, {"a": [3, {}]}], null], "kwargs": {"b": {"c": [], "d": " : , "}}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    request_members: text "args":[[1,2,{"a":[3,{}]}],null],"kwargs":{"b":{"c":[],"d":" : , "}}

# --- free values ---------------------------------------------------------------------------------------------------------

each id what args
  rrq-cvlkx "every kind of value" [null,true,false,0,-1,1.5,"",[],{}]
  rrq-m58ki "arrays in arrays" [[],[[]],[[],[1]]]
  rrq-m8iq3 "objects in objects" [{"a":{"b":{"c":{}}}}]
  rrq-mi45a "names of members" [{"payload":{"job_id":null},"type":"request"}]
  rrq-zxxg1 "text with what JSON is made of" ["{[,:]}#//"]
  rrq-7phex "keys sorted by their bytes" [{"":0,"10":1,"9":2,"B":3,"_":4,"a":5,"aa":6,"é":7,"￮":8,"😀":9}]
  rrq-tr6oe "text in many scripts" ["имя🐝鍵ñ"]
  rrq-woc2r "the ends of signed 64 bits" [9223372036854775807,-9223372036854775808]
  rrq-hil4z "the ends of unsigned 64 bits" [18446744073709551615,9223372036854775808]
  rrq-goawg "integers that no double holds" [9007199254740993,-9007199254740993]
  rrq-hxi4x "doubles with a fraction of zero" [1.0,-1.0,100.0,0.0]
  rrq-5lm26 "doubles that are exact" [0.5,-0.25,1.5,1024.0625,1e+16,1.5e+300]
  rrq-4sp0f "the least, the least normal and the greatest double" [5e-324,2.2250738585072014e-308,1.7976931348623157e+308]
  case $id valid must §4.4 args: $what
    compare: "json"
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": $args, "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
    wire:
      args: text $args

case rrq-c0wqh valid must §4.4 to encode, args and kwargs that are left out are empty
  compare: "json"
  encode_only: true
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    args: text []

case rrq-96l8r valid must §4.5 kwargs with an empty key, keys of digits and a key that needs escapes
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {"": [], "0": {}, "\"\\\u0001": null, "args": [1]}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    kwargs: text {"":[],"\"\\\u0001":null,"0":{},"args":[1]}

each id what wire value
  rrq-xmx86 "a key twice: the last value" {"a":1,"a":2} {"a":2}
  rrq-d2wun "a key twice, once escaped" {"a":1,"\u0061":{"b":2}} {"a":{"b":2}}
  rrq-kr7sk "a key twice, in an object inside" {"x":[{"a":1,"b":0,"a":[]}]} {"x":[{"a":[],"b":0}]}
  rrq-nr0cj "a key three times, the last null" {"a":1,"a":2,"a":null} {"a":null}
  case $id valid must §2.20 kwargs: $what
    compare: "json"
    canonical: false
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": $value, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
    wire:
      kwargs: text $wire

# Texts are compared after the escapes are resolved.
each id rule what wire value
  rrq-dx1c3 2.11 "every escape" ["\u0022\\\/\b\f\n\r\t"] ["\u0022\\/\b\f\n\r\t"]
  rrq-8ddog 2.11 "digits of either case" ["\u00e9\u00E9\uABcd"] ["ééꯍ"]
  rrq-uk2u0 2.13 "the first and the last surrogate pair" ["\ud800\udc00\udbff\udfff"] ["\ud800\udc00\udbff\udfff"]
  rrq-de6io 2.13 "a pair with capitals, between other escapes" ["\n\uD83D\uDC1D\t"] ["\n🐝\t"]
  rrq-qpmpu 10.3 "controls in their shortest form" ["\u0008\u0009\u000a\u000B\u000c\u000d\u001F"] ["\b\t\n\u000b\f\r\u001f"]
  case $id valid must §$rule a text with $what
    compare: "json"
    canonical: false
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": $value, "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
    wire:
      args: text $wire

case rrq-ruzk3 valid must §2.12 a text with a zero character
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": ["a\u0000b"], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    args: text ["a\u0000b"]

case rrq-od6ni valid must §10.3 texts that need no escape are written as they are: slash, DEL, U+2028, non-characters
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": ["/\u007f\u2028\ufffe\uffff"], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    args
      text ["/
      hex 7fe280a8efbfbeefbfbf
      text "]

case rrq-fwg3k valid must §2.10 the first and the last code point of each length in UTF-8
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": ["\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff"], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    args
      text ["
      hex 7f c280 dfbf e0a080 ed9fbf ee8080 efbfbf f0908080 f48fbfbf
      text "]

case rrq-9uxj9 valid must §10.3 every byte under 0x20 in the form an encoder writes
  compare: "json"
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": ["\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    args: text ["\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"]

each id rule what wire value
  rrq-b9fbt 2.15 "one beyond unsigned 64 bits is a double" 18446744073709551616 18446744073709551616.0
  rrq-9osq9 2.15 "one under signed 64 bits is a double" -9223372036854775809 -9223372036854775808.0
  rrq-128q7 2.16 "minus zero is a double" -0 -0.0
  rrq-iuy2h 2.16 "minus zero with a fraction" -0.000 -0.0
  rrq-azcjr 2.17 "an exponent makes a double" 1e2 100.0
  rrq-emycl 2.17 "a capital E, a sign, leading zeros in the exponent" -12E+01 -120.0
  rrq-foi8j 2.17 "a fraction that an exponent takes away" 1.5e1 15.0
  rrq-ltzum 2.17 "an exponent of minus zero" 7e-0 7.0
  rrq-42wkf 2.18 "too small for a double" 1e-400 0.0
  rrq-dqecu 2.18 "too small and negative" -1e-400 -0.0
  rrq-lul5i 2.18 "zero with a great exponent" 0e999 0.0
  rrq-j67rr 2.18 "a zero whose exponent has more digits than an integer" 0e99999999999999999999 0.0
  rrq-rp4c4 2.18 "an exponent far under the least" 1e-99999999999999999999 0.0
  rrq-vk7ai 2.19 "a tenth" 1e-1 0.1
  rrq-1jcet 2.19 "half of the least double rounds to zero" 2e-324 0.0
  case $id valid must §$rule number $wire: $what
    compare: "json"
    canonical: false
    flags: ["NumberEnds"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [$value], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
    wire:
      args: text [$wire]

case rrq-41lxb valid must §2.17 a fraction that ends in 400 zeros
  compare: "json"
  canonical: false
  flags: ["NumberEnds"]
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [0.001], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    args
      text [0.001
      repeat 30 400
      text ]

each id wire
  rrq-t4v07 0.00001
  rrq-f05mi 0.0001
  rrq-kty1d 123456.789
  rrq-hdogb 999999999999999.0
  rrq-pytqm 1e-6
  rrq-a12nk 1.5e-7
  rrq-w96wd 1e+16
  rrq-iynaa 1.25e+20
  rrq-j5ejc -0.0
  rrq-5pe9o -1e-10
  rrq-qsy29 1e+100
  case $id valid must §10.5 the double $wire as an encoder writes it
    compare: "json"
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [$wire], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
    wire:
      args: text [$wire]

# --- depth ---------------------------------------------------------------------------------------------------------------

# The envelope is level 1, the payload 2, args 3: 124 arrays inside args reach level 127.
case rrq-80fdr valid must §2.14 arrays down to level 126
  compare: "json"
  flags: ["Depth"]
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"},
    "args": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}
  wire:
    args
      text [
      repeat 5b 123
      repeat 5d 123
      text ]

case rrq-ogssp valid must §2.14 arrays down to level 127
  compare: "json"
  flags: ["Depth"]
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"},
    "args": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}
  wire:
    args
      text [
      repeat 5b 124
      repeat 5d 124
      text ]

case rrq-o34sa valid must §2.14 an ignored member down to level 127
  compare: "json"
  canonical: false
  flags: ["Depth"]
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    request_members
      text "later":
      repeat 7b2261223a 124
      text 1
      repeat 7d 124
      text ,"kwargs":{}

case rrq-f2kkv either must §2.14 arrays down to level 128
  ambiguity: "rrq-amb-depth"
  flags: ["Depth"]
  error: bad_json @deep
  wire:
    args
      text [
      repeat 5b 124
      @deep text []
      repeat 5d 124
      text ]

case rrq-o4zf2 either must §2.14 objects down to level 128, in a member that is ignored
  ambiguity: "rrq-amb-depth"
  flags: ["Depth"]
  error: bad_json @deep
  wire:
    request_members
      text "later":
      repeat 7b2261223a 125
      @deep text {}
      repeat 7d 125
      text ,"kwargs":{}

case rrq-vtf1l either must §2.14 a million brackets that are never closed
  ambiguity: "rrq-amb-depth"
  flags: ["Depth", "BigFrame"]
  error: bad_json 135
  wire:
    frame
      text {"a":
      repeat 5b 1000000

# --- big -----------------------------------------------------------------------------------------------------------------

case rrq-g93ps valid must §4.3 a function_name of 65536 bytes
  compare: "json"
  flags: ["BigFrame"]
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": {"$repeat": ["f", 65536]}, "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    request_payload
      text {"protocol_version":"1","request_id":"req-1","job_id":"job-1","function_name":"
      repeat 66 65536
      text ","args":[],"kwargs":{},"context":{"job_id":"job-1","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"default","deadline":null,"trace_context":null,"worker_id":null}}

case rrq-rytsm valid must §4.4 args of 10000 items
  compare: "json"
  flags: ["BigFrame"]
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": {"$repeat": [[7], 10000]}, "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    args
      text [7
      repeat 2c37 9999
      text ]

# --- framing -------------------------------------------------------------------------------------------------------------

each id size hex
  rrq-o43ui 0 ""
  rrq-mcdjn 1 00
  rrq-x6o6s 2 0000
  rrq-otkpy 3 000001
  case $id invalid must §1.4 $size of the four bytes of the length
    flags: ["Framing"]
    error: truncated 0 body
    wire:
      hex $hex

case rrq-jswlv invalid must §1.5 the last byte is missing
  flags: ["Framing"]
  error: truncated 4 body
  wire:
    frame length=len(@body..@last)+1: text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}

case rrq-b84iv invalid must §1.5 the length in little-endian order
  flags: ["Framing"]
  error: truncated 4 body
  wire:
    hex 92000000
    text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}

each id length
  rrq-coz7r 1
  rrq-zj4ys 16777217
  rrq-x39bh 0x7fffffff
  rrq-h5y46 0x80000000
  rrq-30thg 0xffffffff
  case $id invalid must §1.5 a length of $length and no body
    flags: ["Framing"]
    error: truncated 4 body
    wire:
      u32be $length

case rrq-1muao invalid must §1.2 the length counts itself
  flags: ["Framing"]
  error: truncated 4 body
  wire:
    frame length=len(@body..@last)+4: text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}

each id what more
  rrq-wqcp2 "a space" 20
  rrq-v4gvs "a line feed" 0a
  rrq-eesfx "a zero byte" 00
  rrq-71fa1 "an empty frame" 00000000
  case $id invalid must §1.6 $what after the frame
    flags: ["Framing"]
    error: trailing_bytes @more
    wire:
      args: text []
      @more hex $more

case rrq-luhdy invalid must §1.6 the length leaves out the last bracket
  flags: ["Framing"]
  error: trailing_bytes|bad_json @more
  wire:
    frame length=len(@body..@last)-1
      text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
      @more text }

case rrq-7wlfu invalid must §1.7 a long frame whose body is no JSON: the frame is judged first
  flags: ["Framing", "CheckOrder"]
  error: trailing_bytes|bad_json|bad_utf8 6
  wire:
    u32be 2 ; hex ff00 ; text {}

case rrq-vslcm invalid must §1.7 a long frame whose body lacks members: the frame is judged first
  flags: ["Framing", "CheckOrder"]
  error: trailing_bytes|bad_value @more
  wire:
    frame: text {"type":"request","payload":{}}
    @more hex 0a

case rrq-24yd2 invalid must §1.7 a short frame whose body is no UTF-8
  flags: ["Framing", "CheckOrder"]
  error: truncated 4 body
  wire:
    u32be 3 ; hex ffff

case rrq-tmhmh invalid must §1.9 a length of 0
  flags: ["Framing"]
  error: bad_json 4
  wire:
    u32be 0

case rrq-iestw invalid must §1.1 the body without its length
  flags: ["Framing"]
  error: truncated 4 body
  wire:
    text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}

# --- JSON that is none ---------------------------------------------------------------------------------------------------

# The label @bad stands before the byte that cannot stand where it stands.
each id rule good bad
  rrq-9rh7h 2.8 [1, ]
  rrq-hjula 2.8 [ ,1]
  rrq-wghhx 2.8 [1, ,2]
  rrq-sk22x 2.8 [1 :2]
  rrq-hxw0e 2.8 [1 }
  rrq-uihz0 2.8 [{"a":1, }]
  rrq-xyu38 2.8 [{"a":1 ]]
  rrq-lnilm 2.8 [{"a" ,1}]
  rrq-b9aw6 2.8 [{"a": }]
  rrq-n3gxz 2.8 [{ a:1}]
  rrq-955u5 2.8 [{ 1:1}]
  rrq-5g28q 2.8 [{ 'a':1}]
  rrq-jk15q 2.8 [ 'a']
  rrq-4vpu0 2.8 [ /**/]
  rrq-ireal 2.8 [ //]
  rrq-6fd1e 2.8 [1 #]
  rrq-w299m 2.8 [ NaN]
  rrq-e1kmo 2.8 [ Infinity]
  rrq-t29oc 2.8 [- Infinity]
  rrq-tk6fd 2.8 [ undefined]
  rrq-dftcr 2.8 [ True]
  rrq-xcjtu 2.8 [null _]
  rrq-iharr 2.8 [nul ]
  rrq-witfy 2.8 [t ure]
  rrq-pjwkl 2.8 [fals y]
  rrq-w5ssk 2.8 [null l]
  rrq-ezmu2 2.8 [0 x10]
  rrq-143go 2.9 [ +1]
  rrq-lpiez 2.9 [0 1]
  rrq-fjupw 2.9 [-0 1]
  rrq-7527g 2.9 [ .5]
  rrq-pujm3 2.9 [1. ]
  rrq-0xwvr 2.9 [1. e5]
  rrq-veaq4 2.9 [- ]
  rrq-8o8rx 2.9 [- -1]
  rrq-g449c 2.9 [1e ]
  rrq-1iewa 2.9 [1e+ ]
  rrq-aqpoi 2.9 [1e .5]
  rrq-12ef2 2.9 [1 _000]
  rrq-lz6hz 2.9 [1.5 .5]
  case $id invalid must §$rule no JSON: args $good $bad, wrong from $bad on
    flags: ["BadJson"]
    error: bad_json @bad
    wire:
      request_members
        text "args":
        text $good
        @bad text $bad
        text ,"kwargs":{}

each id good bad
  rrq-3kjxl \ x41
  rrq-0sdp3 \ a
  rrq-2r37h \ '
  rrq-boluo \ 0
  rrq-p0k5p \ N
  rrq-dodh6 \u g000
  rrq-r74b7 \u12 G4
  rrq-y9v5f \u123 -
  rrq-c2t2m \u +123
  case $id invalid must §2.11 no escape: $good$bad
    flags: ["BadJson"]
    error: bad_json @bad
    wire:
      args
        text ["a$good
        @bad text $bad"]

case rrq-fdk5t invalid must §2.11 an escape of three digits at the end of a text
  flags: ["BadJson"]
  error: bad_json @bad
  wire:
    args
      text ["\u123
      @bad text "]

each id code
  rrq-q4xj5 00
  rrq-a2jv8 01
  rrq-9tvti 09
  rrq-vb8ns 0a
  rrq-l1fg7 0d
  rrq-h7ukg 1f
  case $id invalid must §2.10 byte 0x$code in a text
    flags: ["BadJson"]
    error: bad_json @bad
    wire:
      args
        text ["a
        @bad hex $code
        text b"]

case rrq-3m01t invalid must §2.10 a tab in a key that is ignored
  flags: ["BadJson"]
  error: bad_json @bad
  wire:
    request_members
      text "la
      @bad hex 09
      text ter":1,"args":[]

each id hex
  rrq-gh8xw 00
  rrq-s9lna 0b
  rrq-ky91i 0c
  rrq-fpjnj c2a0
  rrq-gjubq e280a8
  rrq-x5qd4 e38080
  case $id invalid must §2.1 $hex is no white space
    flags: ["BadJson"]
    error: bad_json @bad
    wire:
      args
        text [
        @bad hex $hex
        text ]

# @bad is the backslash of the escape that lacks its partner.
each id what before escape after
  rrq-zxz6v "a high surrogate at the end" a \ud800 ""
  rrq-pbmyo "a high surrogate before a letter" "" \udbff x
  rrq-jpkxz "a high surrogate before another escape" "" \ud83d \n
  rrq-ckxjq "a high surrogate before an escape that is none" "" \ud83d \u0041
  rrq-v86lq "two high surrogates" "" \ud83d \ud83d
  rrq-esayv "a low surrogate" a \udc00 b
  rrq-hphmw "a pair in the wrong order" "" \udc1d \ud83d
  rrq-jks36 "a pair and a high surrogate" \ud83d\udc1d \uD83D ""
  case $id either must §2.13 $what
    ambiguity: "rrq-amb-lone-surrogate"
    flags: ["Surrogate"]
    error: bad_json @bad
    wire:
      args
        text ["$before
        @bad text $escape$after"]

case rrq-qa607 either must §2.13 a high surrogate alone in a key that is ignored
  ambiguity: "rrq-amb-lone-surrogate"
  flags: ["Surrogate"]
  error: bad_json @bad
  wire:
    request_members
      text "
      @bad text \udbff":1,"args":[]

each id what number
  rrq-fdumc "over the greatest double" 1e309
  rrq-ldx3f "under the least double" -1e309
  rrq-e8rvj "just over the greatest double" 1.7976931348623159e308
  rrq-pgw56 "an exponent of twenty digits" 1e99999999999999999999
  rrq-l3tuv "an exponent that a fraction does not help" 0.1e310
  case $id either must §2.18 number $number: $what
    ambiguity: "rrq-amb-number-range"
    flags: ["NumberEnds"]
    error: bad_json @bad
    wire:
      args
        text [
        @bad text $number
        text ]

case rrq-b7njw either must §2.18 an integer of 400 digits
  ambiguity: "rrq-amb-number-range"
  flags: ["NumberEnds"]
  error: bad_json @bad
  wire:
    args
      text [
      @bad repeat 39 400
      text ]

# --- documents -----------------------------------------------------------------------------------------------------------

each id what text
  rrq-iqf0h "an open brace" {
  rrq-mekmg "an open bracket" [
  rrq-e07d6 "half a word" [nul
  rrq-h8m0w "a minus" [-
  rrq-68cnz "a key" {"type"
  rrq-5pseo "a key and its colon" {"type":
  rrq-21k4x "a member" {"a":1
  rrq-j67yp "a comma" {"a":1,
  rrq-oyza7 "a number" {"a":[1
  rrq-494yy "a point" {"a":[1.
  rrq-3a9rs "an E" {"a":[1e
  rrq-18fx1 "the sign of an exponent" {"a":[1e-
  case $id invalid must §2.5 the document ends after $what
    flags: ["BadJson"]
    error: bad_json @end
    wire:
      frame: text $text

case rrq-rmoqb invalid must §2.5 nothing but white space
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: hex 20090a0d

case rrq-zzxm8 invalid must §2.5 the document ends inside a text, after a quote
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: text ["

case rrq-n4ppg invalid must §2.5 the document ends inside a text, after a letter
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: text ["a

case rrq-nb3ih invalid must §2.5 the document ends inside a text, after a backslash
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: text ["\

case rrq-1vpog invalid must §2.5 the document ends inside a text, after the letter of an escape
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: text ["\u

case rrq-ndgxz invalid must §2.5 the document ends inside a text, after three digits of an escape
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: text ["\u00e

case rrq-8nnuz invalid must §2.5 the document ends inside a text, after a high surrogate
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: text ["\ud83d

case rrq-wzifg invalid must §2.5 the document ends inside a text, after a high surrogate and a backslash
  flags: ["BadJson"]
  error: bad_json @end
  wire:
    frame: text ["\ud83d\

each id what more
  rrq-mwtxk "a bracket" }
  rrq-e7qmz "a comma" ,
  rrq-l6ueo "a second document" {}
  rrq-ynbim "a number" 0
  rrq-k15ws "null" null
  case $id invalid must §2.6 $what after the document
    flags: ["BadJson"]
    error: bad_json @more
    wire:
      frame
        text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}
        hex 200a
        @more text $more

case rrq-3kfri invalid must §2.6 a zero byte after the document
  flags: ["BadJson"]
  error: bad_json @more
  wire:
    frame
      text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}
      @more hex 00

case rrq-neyl4 either must §2.7 a byte order mark
  ambiguity: "rrq-amb-byte-order-mark"
  flags: ["BadJson"]
  error: bad_json 4
  wire:
    frame
      hex efbbbf
      text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}}

case rrq-mj5lp invalid must §1.3 UTF-16 with a byte order mark
  flags: ["BadText"]
  error: bad_utf8|bad_json 4
  wire:
    frame
      hex fffe7b007d00

# --- UTF-8 ---------------------------------------------------------------------------------------------------------------

each id what hex
  rrq-x5oyz "an impossible byte" ff
  rrq-obypl "a continuation byte alone" 80
  rrq-u754z "an overlong zero" c080
  rrq-vdjp7 "an overlong slash" e080af
  rrq-z44kb "an overlong form of four bytes" f0808080
  rrq-ds66r "a surrogate" eda080
  rrq-c3t7e "a code point over U+10FFFF" f4908080
  rrq-2yw7u "five bytes" f888808080
  rrq-fbepp "Latin-1" e9
  case $id invalid must §2.2 a text with $what
    flags: ["BadText"]
    error: bad_utf8|bad_json @bad
    wire:
      args
        text ["é
        @bad hex $hex
        text "]

each id what hex
  rrq-jun19 "two of three bytes" e282
  rrq-uagfo "three of four bytes" f09f90
  case $id invalid must §2.2 a character cut off at the end of a text: $what
    flags: ["BadText"]
    error: bad_utf8|bad_json @bad
    wire:
      args
        text ["
        @bad hex $hex
        text "]

case rrq-ouo0d invalid must §2.2 a byte that is no UTF-8 in a key that is ignored
  flags: ["BadText"]
  error: bad_utf8|bad_json @bad
  wire:
    request_members
      text "later
      @bad hex fe
      text ":1,"args":[]

case rrq-f2tkf invalid must §2.2 a byte that is no UTF-8 between two tokens
  flags: ["BadText"]
  error: bad_utf8|bad_json @bad
  wire:
    args
      text [1,
      @bad hex a0
      text 2]

case rrq-gcx59 invalid must §2.2 a byte that is no UTF-8 after the document
  flags: ["BadText"]
  error: bad_utf8|bad_json|bad_value @bad
  wire:
    frame
      text {}
      @bad hex 80

case rrq-23sg7 invalid must §2.3 a bad byte behind a syntax error: UTF-8 is judged first
  flags: ["BadText", "CheckOrder"]
  error: bad_utf8|bad_json @bad
  wire:
    frame
      text {,}
      @bad hex c0

case rrq-rdm9g invalid must §2.3 a syntax error behind a wrong type: syntax is judged first
  flags: ["BadJson", "CheckOrder"]
  error: bad_json|bad_value @bad
  wire:
    frame
      text {"type":"ping","payload":{"request_id":1},
      @bad text }

case rrq-22znh invalid must §2.3 bytes after a document that lacks everything: syntax is judged first
  flags: ["BadJson", "CheckOrder"]
  error: bad_json|bad_value @bad
  wire:
    frame
      text {}
      @bad text x

# --- envelope ------------------------------------------------------------------------------------------------------------

each id what type
  rrq-9p602 "a capital letter" ""Request""
  rrq-etj8x "all capitals" ""REQUEST""
  rrq-50m2u "an empty text" """"
  rrq-cw9x5 "white space before it" ""\u0020request""
  rrq-vx52f "an unknown name" ""ping""
  rrq-0moev "a zero character at its end" ""request\u0000""
  rrq-hm1lg "null" null
  rrq-e7iz0 "a number" 1
  rrq-cfgz3 "true" true
  rrq-f5wdt "an array" ["request"]
  rrq-g889h "an object" {"request":null}
  case $id invalid must §3.2 type is $what
    flags: ["WrongKind"]
    error: bad_value @type type
    wire:
      frame
        text {"payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}},"type":
        @type text $type
        text }

case rrq-3gc5i invalid must §3.3 no type
  flags: ["Missing"]
  error: bad_value @closing type
  wire:
    frame
      text {"Type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
      @closing text }

case rrq-e5n64 invalid must §3.3 no payload
  flags: ["Missing"]
  error: bad_value @closing payload
  wire:
    frame
      text {"type":"request"
      @closing text }

case rrq-nscbk invalid must §3.3 neither type nor payload
  flags: ["Missing"]
  error: bad_value @closing type
  wire:
    frame
      text {
      @closing text }

case rrq-yfqgt invalid must §3.4 the members stand in the envelope
  flags: ["Missing"]
  error: bad_value @closing payload
  wire:
    frame
      text {"type":"request","request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}
      @closing text }

each id what payload
  rrq-9t5vo null null
  rrq-39a2v "a text" ""{}""
  rrq-zo13h "a number" 0
  rrq-mcs71 false false
  case $id invalid must §3.4 payload is $what
    flags: ["WrongKind"]
    error: bad_value @payload payload
    wire:
      frame
        text {"type":"request","payload":
        @payload text $payload
        text }

each id what document
  rrq-mtarq null null
  rrq-fpg3y "a number" 7
  rrq-bbsm9 "a text" ""request""
  rrq-o3ik6 true true
  case $id invalid must §3.5 the document is $what
    flags: ["WrongKind"]
    error: bad_value 5
    wire:
      frame
        hex 20
        text $document

each id name
  rrq-m99ei cancel
  rrq-htrbx response
  case $id invalid must §3.8 a whole $name where a request is expected
    error: bad_value @type type
    wire:
      frame
        text {"type":
        @type text "$name"
        text ,"payload":{"protocol_version":"1","request_id":"req-1","job_id":"job-1","status":"success"}}

case rrq-9lluv invalid must §3.7 type is judged before a payload that came before it
  flags: ["CheckOrder"]
  error: bad_value @type type
  wire:
    frame
      text {"payload":{"request_id":1},"type":
      @type text "ping"
      text }

case rrq-d8w2g invalid must §3.7 a payload before its type is judged after it
  flags: ["CheckOrder"]
  error: bad_value @id request_id
  wire:
    frame
      text {"payload":{"request_id":
      @id text 1
      text },"type":"request"}

# --- members -------------------------------------------------------------------------------------------------------------

each id rule member value
  rrq-j4seh 4.1 protocol_version null
  rrq-jwk0l 4.1 protocol_version 1
  rrq-mos1h 4.3 request_id null
  rrq-hi16v 4.3 request_id 7
  rrq-qs4rt 4.3 request_id ["r"]
  rrq-5aaux 4.3 job_id null
  rrq-9i663 4.3 job_id true
  rrq-roktn 4.3 function_name null
  rrq-u1lxl 4.3 function_name {}
  rrq-7g1ad 4.4 args null
  rrq-ynwsh 4.4 args {}
  rrq-3o7t6 4.4 args 0
  rrq-2gp3x 4.4 kwargs null
  rrq-uuytu 4.4 kwargs []
  rrq-booiw 4.4 kwargs false
  rrq-zf74h 4.1 context null
  rrq-qsuv7 2.25 context false
  case $id invalid must §$rule $member is $value
    flags: ["WrongKind"]
    error: bad_value @value $member
    wire:
      request_payload
        text {"$member":
        @value text $value
        text ,"later":{}}

each id member value
  rrq-eqnqh job_id null
  rrq-1d57g job_id 1
  rrq-hzlsa queue_name null
  rrq-vyspx queue_name []
  rrq-ccmh5 worker_id 1
  rrq-mgwqq worker_id {}
  rrq-329j9 trace_context []
  rrq-gcwre trace_context ""a=b""
  rrq-izrv0 trace_context {"a":1}
  rrq-t7fkv trace_context {"a":"b","c":null}
  rrq-zxaec trace_context {"a":{"b":"c"}}
  case $id invalid must §5.1 context.$member is $value
    flags: ["WrongKind"]
    error: bad_value @value context.$member
    wire:
      context
        text {"$member":
        @value text $value
        text ,"later":{}}

each id value
  rrq-ctyi8 null
  rrq-hv3hy -1
  rrq-cbmri -0
  rrq-n3hls 1.0
  rrq-gcqqe 1e0
  rrq-72s7q 4294967296
  rrq-uj87f 18446744073709551616
  rrq-j5jxh ""1""
  rrq-hi2vr true
  rrq-1pl59 []
  case $id invalid must §5.2 attempt is $value
    flags: ["WrongKind", "NumberEnds"]
    error: bad_value @value context.attempt
    wire:
      attempt
        @value text $value

each id member text
  rrq-b4pkr request_id {"protocol_version":"1","job_id":"j","function_name":"f","args":[],"kwargs":{}
  rrq-08eik job_id {"request_id":"r","function_name":"f"
  rrq-57y2n function_name {"request_id":"r","job_id":"j"
  rrq-s5npg context {"request_id":"r","job_id":"j","function_name":"f"
  rrq-dzlc0 request_id {
  case $id invalid must §2.26 $member is missing: $text
    flags: ["Missing"]
    error: bad_value @closing $member
    wire:
      request_payload
        text $text
        @closing text }

case rrq-z3a2d invalid must §2.24 names that are nearly job_id
  flags: ["Missing"]
  error: bad_value @closing job_id
  wire:
    request_payload
      text {"request_id":"r","Job_id":"j","jobId":"j","job-id":"j","job_id ":"j"
      @closing text }

each id member text
  rrq-01s6g job_id {
  rrq-8qhid attempt {"job_id":"c","enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"
  rrq-80pv9 enqueue_time {"job_id":"c","attempt":1,"queue_name":"q","worker_id":null
  rrq-8e6kc queue_name {"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","deadline":null
  case $id invalid must §2.26 context.$member is missing
    flags: ["Missing"]
    error: bad_value @closing context.$member
    wire:
      context
        text $text
        @closing text }

each id member value
  rrq-y88m6 request_id ""r""
  rrq-kyfuv request_id 7
  rrq-we5cu args []
  rrq-td96o kwargs {}
  rrq-ppa42 protocol_version ""1""
  case $id either must §2.23 $member stands twice, the second is $value
    ambiguity: "rrq-amb-duplicate-member"
    flags: ["Duplicate"]
    error: bad_value @second $member
    wire:
      request_members
        text "args":[],"kwargs":{},"$member":
        @second text $value

case rrq-l72zq either must §2.23 context.worker_id stands twice, once as null
  ambiguity: "rrq-amb-duplicate-member"
  flags: ["Duplicate"]
  error: bad_value @second context.worker_id
  wire:
    optionals
      text "worker_id":null,"worker_id":
      @second text "w"

case rrq-dqdk3 either must §2.23 type stands twice, the same
  ambiguity: "rrq-amb-duplicate-member"
  flags: ["Duplicate"]
  error: bad_value @second type
  wire:
    frame
      text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}},"type":
      @second text "request"
      text }

case rrq-u8gwx either must §2.23 payload stands twice, the same
  ambiguity: "rrq-amb-duplicate-member"
  flags: ["Duplicate"]
  error: bad_value @second payload
  wire:
    frame
      text {"type":"request","payload":{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}},"payload":
      @second text {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
      text }

case rrq-upy8l invalid must §2.27 of two wrong members the first in the text is reported, not the first of the table
  flags: ["CheckOrder"]
  error: bad_value @first function_name
  wire:
    request_payload
      text {"function_name":
      @first text 1
      text ,"request_id":2}

case rrq-s6nej invalid must §2.27 a wrong member stands before a missing one
  flags: ["CheckOrder"]
  error: bad_value @first args
  wire:
    request_payload
      text {"job_id":"j","args":
      @first text {}
      text }

case rrq-n0bon invalid must §2.27 a missing member of the context stands before a wrong one behind the context
  flags: ["CheckOrder"]
  error: bad_value @closing context.queue_name
  wire:
    request_payload
      text {"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z"
      @closing text }
      text ,"request_id":1}

# --- positional forms ----------------------------------------------------------------------------------------------------

case rrq-hdevb either must §2.28 envelope, payload and context by position
  ambiguity: "rrq-amb-positional"
  canonical: false
  flags: ["Positional"]
  value: {"protocol_version": "1", "request_id": "r", "job_id": "j", "function_name": "f", "args": [1], "kwargs": {"k": 2}, "context": {"job_id": "c", "attempt": 3, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "q", "worker_id": "w"}}
  wire:
    frame: text ["request",["1","r","j","f",[1],{"k":2},["c",3,"2024-01-01T00:00:00Z","q",null,null,"w"]]]

each id path what document closers
  rrq-7kbmn type "an empty envelope" [ ""
  rrq-nvq7e payload "an envelope of its type alone" ["request" ""
  rrq-ep0o3 request_id "an empty payload" ["request",[ ]
  rrq-qk52d context "a payload without its context" ["request",["1","r","j","f",[],{} ]
  rrq-51pp6 context.worker_id "a context without worker_id" ["request",["1","r","j","f",[],{},["c",3,"2024-01-01T00:00:00Z","q",null,null ]]
  case $id invalid must §2.29 by position, $what
    flags: ["Positional", "Missing"]
    error: bad_value @closing $path
    wire:
      frame
        text $document
        @closing text ]$closers

case rrq-easpk invalid must §2.29 by position, an element too many in the context
  flags: ["Positional"]
  error: bad_value @more context
  wire:
    frame
      text ["request",["1","r","j","f",[],{},["c",3,"2024-01-01T00:00:00Z","q",null,null,"w",
      @more text null
      text ]]]

case rrq-6l8jt invalid must §2.29 by position, an element too many in the envelope
  flags: ["Positional"]
  error: bad_value @more
  wire:
    frame
      text ["request",["1","r","j","f",[],{},["c",3,"2024-01-01T00:00:00Z","q",null,null,"w"]],
      @more text null
      text ]

case rrq-ppbh8 invalid must §2.28 by position, a member of the wrong kind
  flags: ["Positional", "WrongKind"]
  error: bad_value @value context.attempt
  wire:
    frame
      text ["request",["1","r","j","f",[],{},["c",
      @value text "3"
      text ,"2024-01-01T00:00:00Z","q",null,null,"w"]]]

case rrq-5wcbi invalid must §2.28 by position, null for a member with a default
  flags: ["Positional", "WrongKind"]
  error: bad_value @value args
  wire:
    frame
      text ["request",["1","r","j","f",
      @value text null
      text ,{},["c",3,"2024-01-01T00:00:00Z","q",null,null,"w"]]]

# --- timestamps ----------------------------------------------------------------------------------------------------------

each id rule form
  rrq-e1dof 9.2 2024-01-01T00:00:00Z
  rrq-yq6zl 9.2 2024-01-01T00:00:00.001Z
  rrq-4ig15 9.2 2024-01-01T00:00:00.100Z
  rrq-vyz8o 9.2 2024-01-01T00:00:00.000001Z
  rrq-ajlpp 9.2 2024-01-01T00:00:00.123400Z
  rrq-uwvyz 9.2 0001-01-01T00:00:00Z
  rrq-yzhzr 9.2 9999-12-31T23:59:59.999999Z
  rrq-jlz7p 9.2 1969-12-31T23:59:59.999Z
  rrq-w9h93 9.5 2000-02-29T00:00:00Z
  rrq-osjup 9.5 2024-12-31T23:59:59Z
  case $id valid must §$rule timestamp $form, as it is written
    compare: "json"
    flags: ["Timestamp"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "$form", "queue_name": "default"}}
    wire:
      enqueue_time: text "$form"

each id form
  rrq-yr2xk 2024-01-01T00:00:00.000000001Z
  rrq-kukux 2024-01-01T00:00:00.123456700Z
  rrq-z3m99 2024-01-01T00:00:00.999999999Z
  case $id valid should §9.2 timestamp $form keeps its nanoseconds
    compare: "json"
    flags: ["Timestamp"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "$form", "queue_name": "default"}}
    wire:
      enqueue_time: text "$form"

each id rule form written
  rrq-tafk8 9.2 2024-01-01T00:00:00.000Z 2024-01-01T00:00:00Z
  rrq-nwjso 9.2 2024-01-01T00:00:00.5Z 2024-01-01T00:00:00.500Z
  rrq-ygqln 9.2 2024-01-01T00:00:00.1234Z 2024-01-01T00:00:00.123400Z
  rrq-qxxy4 9.4 2024-01-01T00:00:00+00:00 2024-01-01T00:00:00Z
  rrq-t6pbq 9.4 2024-01-01T00:00:00-00:00 2024-01-01T00:00:00Z
  rrq-yvw7x 9.4 2024-01-01T00:00:00+05:30 2023-12-31T18:30:00Z
  rrq-vuztn 9.4 2024-02-28T23:30:00-00:45 2024-02-29T00:15:00Z
  rrq-os7ex 9.4 2024-12-31T00:00:00.25-23:59 2024-12-31T23:59:00.250Z
  rrq-dzbfe 9.4 2024-03-01T00:00:00+23:59 2024-02-29T00:01:00Z
  rrq-0hc4x 9.7 2024-01-01t00:00:00z 2024-01-01T00:00:00Z
  rrq-9b379 9.7 "2024-01-01 00:00:00Z" 2024-01-01T00:00:00Z
  case $id valid must §$rule timestamp $form
    compare: "json"
    canonical: false
    flags: ["Timestamp"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "$written", "queue_name": "default", "deadline": "$written"}}
    wire:
      context: text {"job_id":"job-1","attempt":1,"enqueue_time":"$form","queue_name":"default","deadline":"$form"}

each id form written
  rrq-31pvc 2024-01-01T00:00:00.9999999999Z 2024-01-01T00:00:00.999999999Z
  rrq-2gwhc 2024-01-01T00:00:00.0000000009Z 2024-01-01T00:00:00Z
  rrq-dok0v 2024-01-01T00:00:00.123456789000000000000000000000000Z 2024-01-01T00:00:00.123456789Z
  case $id valid should §9.3 timestamp $form loses its digits after the ninth
    compare: "json"
    canonical: false
    flags: ["Timestamp"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "$written", "queue_name": "default"}}
    wire:
      enqueue_time: text "$form"

each id rule form written
  rrq-u7xf7 9.6 2016-12-31T23:59:60Z 2016-12-31T23:59:60Z
  rrq-b4nnz 9.6 2016-12-31T23:59:60.123Z 2016-12-31T23:59:60.123Z
  rrq-6vyde 9.6 2024-01-01T05:29:60+05:30 2023-12-31T23:59:60Z
  rrq-9lajp 9.6 2024-01-01T12:34:60Z 2024-01-01T12:34:60Z
  case $id either must §$rule timestamp $form
    ambiguity: "rrq-amb-second-60"
    canonical: false
    flags: ["Timestamp"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "$written", "queue_name": "default"}}
    wire:
      enqueue_time: text "$form"

each id rule form written
  rrq-ioypx 9.10 0000-01-01T00:00:00Z 0000-01-01T00:00:00Z
  rrq-m04h5 9.10 0001-01-01T00:00:00+00:01 0000-12-31T23:59:00Z
  rrq-ygo34 9.10 9999-12-31T23:59:59-00:01 +10000-01-01T00:00:59Z
  rrq-hxegq 9.11 +10000-01-01T00:00:00Z +10000-01-01T00:00:00Z
  rrq-daex9 9.11 -0001-12-31T00:00:00Z -0001-12-31T00:00:00Z
  rrq-ccb7d 9.11 -12345-06-07T08:09:10Z -12345-06-07T08:09:10Z
  rrq-0hrn7 9.10 +262142-12-31T23:59:59Z +262142-12-31T23:59:59Z
  rrq-6i0dw 9.10 -262143-01-01T00:00:00Z -262143-01-01T00:00:00Z
  case $id either must §$rule timestamp $form
    ambiguity: "rrq-amb-year-range"
    canonical: false
    flags: ["Timestamp"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "$written", "queue_name": "default"}}
    wire:
      enqueue_time: text "$form"

each id rule form
  rrq-iscpx 9.8 2024-1-1T0:0:0Z
  rrq-pl1vd 9.8 " 2024-01-01T00:00:00Z "
  rrq-zszmz 9.8 "2024 - 01 - 01T 00 : 00 : 00Z"
  rrq-nd7ka 9.8 "2024-01-01  00:00:00 Z"
  rrq-3fb25 9.8 "\t2024-01-01T\n00:00:00\r\nZ"
  rrq-n2sf9 9.8 "\u00a02024-01-01T\u00a000:00:00Z\u00a0"
  rrq-jm2ch 9.9 2024-01-01T00:00:00UTC
  rrq-lgssc 9.9 "2024-01-01T00:00:00 uTc"
  rrq-8k9ak 9.9 2024-01-01T05:30:00+0530
  rrq-fqk8l 9.9 "2024-01-01T05:30:00 +05 30"
  rrq-nm8zg 9.9 "2024-01-01T05:30:00+05 : : 30"
  rrq-99s0d 9.9 2023-12-31T19:00:00\u221205:00
  rrq-rn4t8 9.10 +2024-01-01T00:00:00Z
  rrq-wrglv 9.10 +00002024-01-01T00:00:00Z
  case $id either must §$rule timestamp $form is 2024-01-01T00:00:00Z
    ambiguity: "rrq-amb-lax-timestamp"
    canonical: false
    flags: ["Timestamp"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
    wire:
      enqueue_time: text "$form"

case rrq-okgq5 either must §9.11 a year of one digit is written with four
  ambiguity: "rrq-amb-lax-timestamp"
  canonical: false
  flags: ["Timestamp"]
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "0007-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    enqueue_time: text "7-01-01T00:00:00Z"

each id rule form
  rrq-gm0zw 9.12 ""
  rrq-2wzo1 9.12 Z
  rrq-oxj5n 9.12 2024-01-01
  rrq-c2i1k 9.12 2024-01-01Z
  rrq-tkm7f 9.12 2024-01-01T00Z
  rrq-3krfk 9.12 2024-01-01T00:00Z
  rrq-1qu6b 9.12 2024-01-01T00:00:00
  rrq-1mo0h 9.12 2024-01-01T00:00:00+00
  rrq-96v2p 9.12 2024-01-01T00:00:00GMT
  rrq-ouks0 9.12 2024-01-01T00:00:00EST
  rrq-pakju 9.12 2024-01-01T00:00:00ZZ
  rrq-4tmd9 9.12 2024-01-01T00:00:00Z\u0000
  rrq-asgk1 9.12 20240101T000000Z
  rrq-y6xvl 9.12 2024-W01-1T00:00:00Z
  rrq-8nofa 9.12 2024-001T00:00:00Z
  rrq-npb5j 9.12 2024/01/01T00:00:00Z
  rrq-fsbcg 9.12 2024-01-01T00.00.00Z
  rrq-8hnf8 9.12 "Mon, 01 Jan 2024 00:00:00 GMT"
  rrq-jaj2t 9.12 1704067200
  rrq-he0mt 9.12 null
  rrq-3wysu 9.12 tomorrow
  rrq-4xj96 9.12 2024-001-01T00:00:00Z
  rrq-lfrnd 9.12 2024-01-01T000:00:00Z
  rrq-l3uqy 9.10 20240-01-01T00:00:00Z
  rrq-40kas 9.10 -01-01T00:00:00Z
  rrq-o9yyw 9.10 +262143-01-01T00:00:00Z
  rrq-bkvfd 9.10 -262144-12-31T23:59:59Z
  rrq-qye3c 9.10 +262142-12-31T23:59:59-00:01
  rrq-1opvw 9.10 -262143-01-01T00:00:00+00:01
  rrq-jhvn7 9.10 +99999999999999999999-01-01T00:00:00Z
  rrq-3s3pr 9.5 2023-02-29T00:00:00Z
  rrq-yxwkk 9.5 1900-02-29T00:00:00Z
  rrq-2zd14 9.5 2024-04-31T00:00:00Z
  rrq-47qrh 9.5 2024-00-01T00:00:00Z
  rrq-2sbez 9.5 2024-13-01T00:00:00Z
  rrq-5n5hq 9.5 2024-01-00T00:00:00Z
  rrq-o5u1a 9.5 2024-01-32T00:00:00Z
  rrq-kfjxv 9.5 2024-01-01T24:00:00Z
  rrq-w53mk 9.5 2024-01-01T00:60:00Z
  rrq-nbo64 9.5 2024-01-01T00:00:61Z
  rrq-ovzf0 9.3 2024-01-01T00:00:00.Z
  rrq-ss25w 9.3 2024-01-01T00:00:00,5Z
  rrq-sk22q 9.3 "2024-01-01T00:00:00. 5Z"
  rrq-g4l90 9.4 2024-01-01T00:00:00+24:00
  rrq-3vtcz 9.4 2024-01-01T00:00:00-99:00
  rrq-ni99h 9.4 2024-01-01T00:00:00+05:60
  rrq-khmsl 9.13 2024-01-01T00:00:00+5:30
  rrq-8vfyo 9.13 2024-01-01T00:00:00+05:3
  rrq-qlw49 9.13 2024-01-01T00:00:00+005:30
  rrq-alx8v 9.13 2024-01-01T00:00:00+05:300
  rrq-4c2vc 9.13 "2024-01-01T00:00:00+ 05:00"
  rrq-svy9p 9.13 2024-01-01_00:00:00Z
  rrq-1nfeq 9.13 2024-01-01\t00:00:00Z
  rrq-n5qsp 9.13 2024-01-01\u00a000:00:00Z
  case $id invalid must §$rule timestamp "$form"
    flags: ["Timestamp"]
    error: bad_value @value context.enqueue_time
    wire:
      enqueue_time
        @value text "$form"

each id value
  rrq-sd5wy null
  rrq-qry9h 0
  rrq-22zn5 1704067200
  rrq-2aam3 1704067200.5
  rrq-0a0h2 true
  rrq-5k2il []
  case $id invalid must §9.12 timestamp $value, which is no text
    flags: ["Timestamp", "WrongKind"]
    error: bad_value @value context.enqueue_time
    wire:
      enqueue_time
        @value text $value

each id value
  rrq-jy3sm 0
  rrq-01r30 """"
  rrq-1djg4 ""2024-01-01""
  rrq-5wnvg false
  case $id invalid must §5.4 deadline $value is neither null nor a timestamp
    flags: ["Timestamp", "WrongKind"]
    error: bad_value @value context.deadline
    wire:
      optionals
        text "deadline":
        @value text $value

# --- to encode -----------------------------------------------------------------------------------------------------------

each id what path value
  rrq-20y63 "request_id is missing" request_id {"job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-jfx8g "job_id is null" job_id {"request_id":"r","job_id":null,"function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-5vw7w "function_name is a number" function_name {"request_id":"r","job_id":"j","function_name":1,"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-6fcl5 "args is an object" args {"request_id":"r","job_id":"j","function_name":"f","args":{},"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-08o1k "kwargs is an array" kwargs {"request_id":"r","job_id":"j","function_name":"f","kwargs":[],"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-pu13l "context is missing" context {"request_id":"r","job_id":"j","function_name":"f"}
  rrq-6mx4f "an unknown member" params {"request_id":"r","job_id":"j","function_name":"f","params":{},"context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-r77at "an unknown member of the context" context.priority {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","priority":1}}
  rrq-41ub7 "context.queue_name is missing" context.queue_name {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z"}}
  rrq-w5io4 "attempt is -1" context.attempt {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":-1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-3ko12 "attempt is 4294967296" context.attempt {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":4294967296,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-q0gqs "attempt is 0.5" context.attempt {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":0.5,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}
  rrq-y34bc "enqueue_time is no timestamp" context.enqueue_time {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"now","queue_name":"q"}}
  rrq-h5vo7 "enqueue_time is the 30th of February" context.enqueue_time {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-02-30T00:00:00Z","queue_name":"q"}}
  rrq-n1i3n "deadline has no zone" context.deadline {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","deadline":"2024-01-01T00:00:00"}}
  rrq-80dkt "trace_context has a number" context.trace_context {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","trace_context":{"a":1}}}
  rrq-sp81m "worker_id is true" context.worker_id {"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q","worker_id":true}}
  case $id invalid must §10.8 encode: $what
    flags: ["EncoderLimit"]
    error: unencodable 0 $path
    value: $value

# --- the strict profile --------------------------------------------------------------------------------------------------

case rrq-m89zq invalid should §15.1 strict: a length of 0
  context: {"profile": "strict"}
  flags: ["Framing"]
  error: bad_length 0 body
  wire:
    u32be 0

case rrq-4tik3 invalid should §15.1 strict: a length over 16 MiB, judged before the body is there
  context: {"profile": "strict"}
  flags: ["Framing"]
  error: too_large 0 body
  wire:
    u32be 16777217

case rrq-ox5e2 valid should §15.4 strict: a request in the form of section 10
  compare: "json"
  context: {"profile": "strict"}
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [1], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}}
  wire:
    args: text [1]

case rrq-2d3xd valid should §15.4 strict: a timestamp with nanoseconds is one of RFC 3339
  compare: "json"
  context: {"profile": "strict"}
  flags: ["Timestamp"]
  value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00.123456789Z", "queue_name": "default"}}
  wire:
    enqueue_time: text "2024-01-01T00:00:00.123456789Z"

each id form written
  rrq-rm26g 2024-01-01T00:00:00+01:00 2023-12-31T23:00:00Z
  case $id valid should §15.4 strict: timestamp $form is one of RFC 3339
    compare: "json"
    canonical: false
    context: {"profile": "strict"}
    flags: ["Timestamp"]
    value: {"protocol_version": "1", "request_id": "req-1", "job_id": "job-1", "function_name": "echo", "args": [], "kwargs": {}, "context": {"job_id": "job-1", "attempt": 1, "enqueue_time": "$written", "queue_name": "default"}}
    wire:
      enqueue_time: text "$form"

each id form
  rrq-3u833 2024-01-01t00:00:00Z
  rrq-ah3av 2024-01-01T00:00:00z
  rrq-4vlso "2024-01-01 00:00:00Z"
  rrq-97ufe 2024-1-01T00:00:00Z
  rrq-hso7o " 2024-01-01T00:00:00Z"
  rrq-5usnf 2024-01-01T00:00:00UTC
  rrq-5yiuw 2024-01-01T00:00:00+0000
  rrq-27wss +10000-01-01T00:00:00Z
  case $id invalid should §15.4 strict: timestamp "$form"
    context: {"profile": "strict"}
    flags: ["Timestamp"]
    error: bad_value @value context.enqueue_time
    wire:
      enqueue_time
        @value text "$form"

case rrq-jit01 invalid should §15.2 strict: an envelope by position
  context: {"profile": "strict"}
  flags: ["Positional"]
  error: bad_value 4
  wire:
    frame: text ["request",{"request_id":"r","job_id":"j","function_name":"f","context":{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}}]

case rrq-7u2wa invalid should §15.2 strict: a payload by position
  context: {"profile": "strict"}
  flags: ["Positional"]
  error: bad_value @array payload
  wire:
    request_payload
      @array text ["1","r","j","f",[],{},{"job_id":"c","attempt":1,"enqueue_time":"2024-01-01T00:00:00Z","queue_name":"q"}]

case rrq-ixfdm invalid should §15.2 strict: a context by position
  context: {"profile": "strict"}
  flags: ["Positional"]
  error: bad_value @array context
  wire:
    context
      @array text ["c",3,"2024-01-01T00:00:00Z","q",null,null,"w"]

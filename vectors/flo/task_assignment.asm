# The answer to WORKER_AWAIT, assembled by hand from conformance/flo/PROTOCOL.md §6.20. The body alone, offset 0.
include layout.inc

document {
  "doc": "The body of an answer to WORKER_AWAIT: a task to work on. PROTOCOL.md section 6.",
  "flags": {
    "BadText": "bytes that are no UTF-8 where text belongs: each kind of wrong UTF-8",
    "BigFrame": "fields of 64 KiB and more",
    "EncoderLimit": "a value the encoder has to refuse",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "OddText": "text that is legal and often mishandled",
    "ZeroLength": "empty fields"
  },
  "frame": "task_assignment", "protocol": "flo", "variant": "v1-24"
}

case flo-97b88 valid must §6.20 smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"task_id": "", "task_type": "", "created_at": "0", "attempt": 0, "payload": ""}
  wire:
    repeat 00 16

case flo-8id3q valid must §1.2 every field filled, all different, none equal to its reverse
  value: {"task_id": "task-9", "task_type": "type", "created_at": "72623859790382856", "attempt": 286397204, "payload": "7061796c6f6164"}
  wire:
    counted16: utf8 "task-9"
    counted16: utf8 "type"
    i64le 0x0102030405060708
    u32le 0x11121314
    utf8 "payload"

case flo-dngca valid must §6.20 typical: an e-mail to send, first attempt
  value: {"task_id": "t-1", "task_type": "send-email", "created_at": "1700000000000", "attempt": 1, "payload": "7b7d"}
  wire:
    counted16: utf8 "t-1"
    counted16: utf8 "send-email"
    i64le 1700000000000
    u32le 1
    utf8 "{}"

each id created stamp attempt
  flo-5yy9g -1 0-1 4294967295
  flo-92zaz -9223372036854775808 0-0x8000000000000000 2147483648
  flo-8dxrf 9223372036854775807 0x7fffffffffffffff 65536
  flo-mvkzl 9007199254740993 9007199254740993 256
  case $id valid must §6.7 created_at $created, attempt $attempt
    flags: ["NumberEnds"]
    value: {"task_id": "t", "task_type": "u", "created_at": "$created", "attempt": $attempt, "payload": "70"}
    wire:
      counted16: utf8 "t"
      counted16: utf8 "u"
      i64le $stamp
      u32le $attempt
      utf8 "p"

each id size
  flo-izj7u 255
  flo-qopwu 256
  case $id valid must §6.20 task_id and task_type of $size bytes
    value: {"task_id": {"$repeat": ["i", $size]}, "task_type": {"$repeat": ["t", $size]}, "created_at": "1", "attempt": 2, "payload": "70"}
    wire:
      counted16: repeat 69 $size
      counted16: repeat 74 $size
      i64le 1
      u32le 2
      utf8 "p"

case flo-3fkx5 valid must §6.20 task_type of 65535 bytes, the most
  flags: ["BigFrame"]
  value: {"task_id": "i", "task_type": {"$repeat": ["t", 65535]}, "created_at": "1", "attempt": 2, "payload": ""}
  wire:
    counted16: utf8 "i"
    counted16: repeat 74 65535
    i64le 1
    u32le 2

each id size
  flo-vvjc2 255
  flo-aelhv 65536
  flo-4gfoa 1048576
  case $id valid must §6.20 payload of $size bytes
    flags: ["BigFrame"]
    value: {"task_id": "i", "task_type": "t", "created_at": "1", "attempt": 2, "payload": [{"repeat": "70", "count": $size}]}
    wire:
      counted16: utf8 "i"
      counted16: utf8 "t"
      i64le 1
      u32le 2
      repeat 70 $size

each id what json hex
  flo-80f75 "two, three and four bytes a character" é€🐝 c3a9e282acf09f909d
  flo-o5i3t "the last code point of each length" \u007f\u07ff\uffff\udbff\udfff 7fdfbfefbfbff48fbfbf
  flo-wgqso "the code points around the surrogates" \ud7ff\ue000 ed9fbfee8080
  flo-9u3x9 "a zero byte" a\u0000b 610062
  flo-b9mmr "a letter and its accent apart" e\u0301 65cc81
  flo-sp708 "a byte order mark" \ufeffa efbbbf61
  flo-4o0x3 "right-to-left letters" שלום d7a9d79cd795d79d
  case $id valid must §6.8 text: $what
    flags: ["OddText"]
    value: {"task_id": "$json", "task_type": "t", "created_at": "1", "attempt": 2, "payload": "70"}
    wire:
      counted16: hex $hex
      counted16: utf8 "t"
      i64le 1
      u32le 2
      utf8 "p"

case flo-jcicg valid must §6.2 a payload that is no text
  value: {"task_id": "i", "task_type": "t", "created_at": "1", "attempt": 2, "payload": "ff00c0eda080"}
  wire:
    counted16: utf8 "i"
    counted16: utf8 "t"
    i64le 1
    u32le 2
    hex ff00c0eda080

# --- refused -----------------------------------------------------------------------------------------------------------

each id what hex
  flo-t7dru "an impossible byte" 61ff62
  flo-yhvvr "a continuation byte alone" 618062
  flo-va5jf "a first byte alone" 61c3
  flo-77tjo "a character cut off after two of three bytes" e282
  flo-zg4jz "a character cut off by a letter" e28261
  flo-a407l "an overlong slash of two bytes" c0af
  flo-cqfgr "an overlong zero byte" c080
  flo-7hfh2 "an overlong form of three bytes" e08080
  flo-tf1k7 "an overlong form of four bytes" f0808080
  flo-e5upx "half a surrogate pair" eda080
  flo-17b2t "a surrogate pair" eda0bdedb09d
  flo-0vlcz "a code point over U+10FFFF" f4908080
  flo-3kzqy "a five-byte form" f888808080
  flo-y854t "Latin-1" 636166e9
  flo-4jwlr "UTF-16 with a byte order mark" fffe6100
  case $id invalid must §6.8 task_id with $what
    flags: ["BadText"]
    error: bad_utf8 0 task_id
    wire:
      counted16: hex $hex
      counted16: utf8 "send"
      i64le 1
      u32le 1

case flo-g22m2 invalid must §6.8 task_type that is no UTF-8
  flags: ["BadText"]
  error: bad_utf8 @type task_type
  wire:
    counted16: utf8 "t-1"
    @type
    counted16: hex 73ff
    i64le 1
    u32le 1

case flo-4cyhl invalid must §6.4 no byte at all
  error: truncated 0 task_id
  wire:

case flo-f2qkn invalid must §6.1 one byte of the first length
  error: truncated 0 task_id
  wire:
    hex 03

case flo-401y7 invalid must §6.1 task_id runs out
  error: truncated 0 task_id
  wire:
    u16le 4
    utf8 "t-1"

case flo-zuuq1 invalid must §6.1 task_id runs out and is no UTF-8 either: the room comes first
  error: truncated|bad_utf8 0 task_id
  wire:
    u16le 12
    hex ff00ff00ff00ff00ff00

case flo-qjdtw invalid must §6.1 task_type runs out
  error: truncated @type task_type
  wire:
    counted16: utf8 "t-1"
    @type u16le 11
    utf8 "send-email"

case flo-3tn3t invalid must §6.1 task_type's length is cut off
  error: truncated @type task_type
  wire:
    counted16: utf8 "t-123456789"
    @type hex 0a

case flo-vk4ep invalid must §6.1 created_at is cut off
  error: truncated @created created_at
  wire:
    counted16: utf8 "t-1"
    counted16: utf8 "send-email"
    @created hex 0068e5cf8b0100

case flo-rrzxq invalid must §6.1 attempt is cut off
  error: truncated @attempt attempt
  wire:
    counted16: utf8 "t-1"
    counted16: utf8 "send-email"
    i64le 1700000000000
    @attempt hex 010000

case flo-ei3bh invalid must §7.20 encode: task_id of 65536 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 task_id
  value: {"task_id": {"$repeat": ["i", 65536]}, "task_type": "t", "created_at": "1", "attempt": 2, "payload": ""}

case flo-bhdae invalid must §7.20 encode: attempt 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 attempt
  value: {"task_id": "i", "task_type": "t", "created_at": "1", "attempt": 4294967296, "payload": ""}

case flo-bizy9 invalid must §7.20 encode: created_at 2^63
  flags: ["EncoderLimit"]
  error: unencodable 0 created_at
  value: {"task_id": "i", "task_type": "t", "created_at": "9223372036854775808", "attempt": 2, "payload": ""}

# The answer to QUEUE_DEQUEUE, assembled by hand from conformance/flo/PROTOCOL.md §6.12. The body alone, offset 0.
include layout.inc

document {
  "doc": "The body of an answer to QUEUE_DEQUEUE, QUEUE_PEEK and QUEUE_DLQ_LIST: messages with their sequence numbers. PROTOCOL.md section 6.",
  "flags": {
    "BigFrame": "fields of 64 KiB and more",
    "CountLie": "a count that does not fit the bytes: catches reservations made before checking",
    "EncoderLimit": "a value the encoder has to refuse",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields"
  },
  "frame": "dequeue_response", "protocol": "flo", "variant": "v1-24"
}

case flo-brw5n valid must §6.12 smallest: no message
  flags: ["ZeroLength"]
  value: {"messages": []}
  wire:
    u32le 0

case flo-y28hr valid must §1.2 every field filled, all different, none equal to its reverse
  value: {"messages": [{"seq": "72623859790382856", "payload": "6d657373616765"}, {"seq": "1230066625199609624", "payload": "6d32"}]}
  wire:
    u32le 2
    u64le 0x0102030405060708
    counted32: utf8 "message"
    u64le 0x1112131415161718
    counted32: utf8 "m2"

case flo-511nx valid must §6.12 typical: two messages, the second one empty
  flags: ["ZeroLength"]
  value: {"messages": [{"seq": "1", "payload": "61"}, {"seq": "2", "payload": ""}]}
  wire:
    u32le 2
    u64le 1
    counted32: utf8 "a"
    u64le 2
    counted32

each id seq
  flo-55bh9 0
  flo-utrrx 9007199254740993
  flo-1f89e 9223372036854775807
  flo-xl57m 9223372036854775808
  flo-9exvk 18446744073709551615
  case $id valid must §6.7 seq $seq
    flags: ["NumberEnds"]
    value: {"messages": [{"seq": "$seq", "payload": "70"}]}
    wire:
      u32le 1
      u64le $seq
      counted32: utf8 "p"

each id size
  flo-z71un 255
  flo-znt5x 256
  flo-hzllv 65535
  flo-jkuxb 65536
  flo-4lkcf 1048576
  case $id valid must §6.12 a payload of $size bytes
    flags: ["BigFrame"]
    value: {"messages": [{"seq": "9", "payload": [{"repeat": "70", "count": $size}]}]}
    wire:
      u32le 1
      u64le 9
      counted32: repeat 70 $size

case flo-25rfy valid must §6.12 300 empty messages: the count needs its second byte
  value: {"messages": {"$repeat": [[{"seq": "258", "payload": ""}], 300]}}
  wire:
    u32le 300
    repeat 020100000000000000000000 300

case flo-36zxe valid must §6.12 the same seq twice, and not in order: kept as they come
  value: {"messages": [{"seq": "7", "payload": "61"}, {"seq": "3", "payload": "62"}, {"seq": "7", "payload": "61"}]}
  wire:
    u32le 3
    u64le 7
    counted32: utf8 "a"
    u64le 3
    counted32: utf8 "b"
    u64le 7
    counted32: utf8 "a"

case flo-q8w76 valid must §6.12 payloads in many scripts, and one that is no text
  value: {"messages": [{"seq": "1", "payload": "d0b8d0bcd18ff09f909d"}, {"seq": "2", "payload": "ff00c0"}]}
  wire:
    u32le 2
    u64le 1
    counted32: utf8 "имя🐝"
    u64le 2
    counted32: hex ff00c0

case flo-ero0d valid should §6.2 bytes after the last message are ignored
  flags: ["TrailingBytes"]
  canonical: false
  value: {"messages": [{"seq": "1", "payload": "76"}]}
  wire:
    u32le 1
    u64le 1
    counted32: utf8 "v"
    hex 00

# --- refused -----------------------------------------------------------------------------------------------------------

case flo-byx3o invalid must §6.4 no byte at all
  error: truncated 0 messages
  wire:

case flo-lqt3o invalid must §6.1 the count lacks a byte
  error: truncated 0 messages
  wire:
    hex 000000

case flo-vj8ui invalid must §6.3 a count of 2^32-1 and no message
  flags: ["CountLie"]
  error: truncated 0 messages
  wire:
    u32le 0xffffffff

case flo-qbylf invalid must §6.3 357913942 messages announced: times 12 it wraps round to 8 in 32 bits
  flags: ["CountLie"]
  error: truncated 0 messages
  wire:
    u32le 357913942
    u64le 1
    counted32: utf8 "v"

case flo-b17fl invalid must §6.3 one message announced, eleven bytes left
  flags: ["CountLie"]
  error: truncated 0 messages
  wire:
    u32le 1
    u64le 1
    hex 010000

case flo-94vkb invalid must §6.1 two messages announced, a long one there
  error: truncated @seq messages[1].seq
  wire:
    u32le 2
    u64le 1
    counted32: utf8 "twelve bytes"
    @seq

case flo-9doqk invalid must §6.1 the second payload's length is cut off
  error: truncated @payload messages[1].payload
  wire:
    u32le 2
    u64le 1
    counted32: utf8 "twelve bytes"
    u64le 2
    @payload hex 010000

case flo-5cdfp invalid must §6.1 the payload lacks its last byte
  error: truncated @payload messages[0].payload
  wire:
    u32le 1
    u64le 1
    @payload u32le 6
    utf8 "value"

case flo-btrt3 invalid must §6.1 a payload of 2^32-1 bytes announced
  error: truncated @payload messages[0].payload
  wire:
    u32le 1
    u64le 1
    @payload u32le 0xffffffff
    utf8 "value"

case flo-b28es invalid should §12.4 strict: four bytes after the last message
  context: {"profile": "strict"}
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u32le 1
    u64le 1
    counted32: utf8 "v"
    @extra u32le 0

each id seq
  flo-zj58e 18446744073709551616
  flo-svcoj -1
  flo-3dtpk one
  case $id invalid must §7.20 encode: seq "$seq" is no u64
    flags: ["EncoderLimit"]
    error: unencodable 0 messages[0].seq
    value: {"messages": [{"seq": "$seq", "payload": ""}]}

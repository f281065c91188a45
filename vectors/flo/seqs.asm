# The value of QUEUE_COMPLETE, QUEUE_FAIL, QUEUE_TOUCH and QUEUE_DLQ_REQUEUE, assembled by hand from conformance/flo/PROTOCOL.md §7.5. The value alone, offset 0.
include layout.inc

document {
  "doc": "The value of QUEUE_COMPLETE, QUEUE_FAIL, QUEUE_TOUCH and QUEUE_DLQ_REQUEUE: the sequence numbers of messages. PROTOCOL.md section 7.",
  "flags": {
    "BigFrame": "fields of 64 KiB and more",
    "CountLie": "a count that does not fit the bytes: catches reservations made before checking",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths and numbers that wrap round",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "seqs", "protocol": "flo", "variant": "v1-24"
}

case flo-zs3uj valid must §7.5 smallest: no number
  flags: ["ZeroLength"]
  value: {"seqs": []}
  wire:
    u32le 0

case flo-vv3yx valid must §1.2 two numbers, all bytes different
  value: {"seqs": ["72623859790382856", "1230066625199609624"]}
  wire:
    u32le 2
    hex 0807060504030201 1817161514131211

case flo-a8p7h valid must §7.5 typical: three numbers in order
  value: {"seqs": ["1", "2", "3"]}
  wire:
    u32le 3
    u64le 1
    u64le 2
    u64le 3

case flo-xuyco valid must §7.5 the ends of the range
  flags: ["NumberEnds"]
  value: {"seqs": ["0", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551615"]}
  wire:
    u32le 5
    u64le 0
    u64le 9007199254740993
    u64le 0x7fffffffffffffff
    u64le 0x8000000000000000
    u64le 0xffffffffffffffff

case flo-ka4qf valid must §7.5 twice the same, not in order: kept as they come
  value: {"seqs": ["9", "4", "9", "1"]}
  wire:
    u32le 4
    u64le 9
    u64le 4
    u64le 9
    u64le 1

each id count
  flo-vf5de 255
  flo-we0t0 256
  flo-ixncw 65536
  case $id valid must §7.5 $count numbers
    flags: ["BigFrame"]
    value: {"seqs": {"$repeat": [["258"], $count]}}
    wire:
      u32le $count
      repeat 0201000000000000 $count

case flo-6sp88 invalid must §7.1 no byte at all
  error: truncated 0 seqs
  wire:

case flo-1gyra invalid must §7.1 the count lacks a byte
  error: truncated 0 seqs
  wire:
    hex 010000

each id count
  flo-6en32 2
  flo-nqk74 0xffffffff
  flo-71o8t 0x20000001
  case $id invalid must §7.3 $count numbers announced, one there
    flags: ["CountLie"]
    error: truncated 0 seqs
    wire:
      u32le $count
      u64le 1

case flo-8sfkd invalid must §7.3 the last number lacks a byte
  flags: ["CountLie"]
  error: truncated 0 seqs
  wire:
    u32le 2
    u64le 1
    hex 02000000000000

case flo-vllm1 invalid must §7.2 a byte after the last number
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u32le 1
    u64le 1
    @extra hex 00

case flo-6vmn9 invalid must §7.2 a number after a count of 0
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u32le 0
    @extra u64le 1

each id seq
  flo-cx3yv -1
  flo-zfvr7 18446744073709551616
  flo-rhrby 1.0
  case $id invalid must §7.20 encode: seq "$seq" is no u64
    flags: ["EncoderLimit"]
    error: unencodable 0 seqs[1]
    value: {"seqs": ["1", "$seq"]}

case flo-h2xi0 invalid must §7.20 encode: seqs that are no list
  error: unencodable 0 seqs
  value: {"seqs": "1"}

# The answer to QUEUE_ENQUEUE, assembled by hand from conformance/flo/PROTOCOL.md §6.13. The body alone, offset 0.
include layout.inc

document {
  "doc": "The body of an answer to QUEUE_ENQUEUE: the sequence number of the new message. PROTOCOL.md section 6.",
  "flags": {
    "EncoderLimit": "a value the encoder has to refuse",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field"
  },
  "frame": "enqueue_response", "protocol": "flo", "variant": "v1-24"
}

case flo-ec49a valid must §1.2 eight different bytes
  value: {"seq": "72623859790382856"}
  wire:
    hex 0807060504030201

each id seq hex
  flo-rsoh5 0 0000000000000000
  flo-8lmot 1 0100000000000000
  flo-3vc72 256 0001000000000000
  flo-yt3pu 4294967296 0000000001000000
  flo-pcnwe 9007199254740993 0100000000002000
  flo-it759 9223372036854775807 ffffffffffffff7f
  flo-ta8v0 9223372036854775808 0000000000000080
  flo-yi7ha 18446744073709551615 ffffffffffffffff
  case $id valid must §6.13 seq $seq
    flags: ["NumberEnds"]
    value: {"seq": "$seq"}
    wire:
      hex $hex

each id hex
  flo-jfa42 00
  flo-lfl2p 0807060504030201
  case $id valid should §6.2 bytes after the number are ignored: $hex
    flags: ["TrailingBytes"]
    canonical: false
    value: {"seq": "5"}
    wire:
      u64le 5
      hex $hex

each id count hex
  flo-rbr9f no ""
  flo-or8ok 1 05
  flo-ukad8 4 05000000
  flo-u5ydq 6 050000000000
  flo-9w6ay 7 05000000000000
  case $id invalid must §6.1 $count of eight bytes
    error: truncated 0 seq
    wire:
      hex $hex

case flo-g2gxu invalid should §12.4 strict: a byte after the number
  context: {"profile": "strict"}
  flags: ["TrailingBytes"]
  error: trailing_bytes 8
  wire:
    u64le 5
    hex 00

each id json
  flo-gyh6z -1
  flo-1yahn 0.5
  flo-ldoet true
  flo-ia5d1 null
  case $id invalid must §7.20 encode: seq $json
    flags: ["EncoderLimit"]
    error: unencodable 0 seq
    value: {"seq": $json}

case flo-r41eu invalid must §7.20 encode: seq 18446744073709551616
  flags: ["EncoderLimit"]
  error: unencodable 0 seq
  value: {"seq": "18446744073709551616"}

case flo-wx7zm invalid must §7.20 encode: seq is missing
  error: unencodable 0 seq
  value: {}

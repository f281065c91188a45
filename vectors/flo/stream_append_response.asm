# The answer to STREAM_APPEND, assembled by hand from conformance/flo/PROTOCOL.md §6.14. The body alone, offset 0.
include layout.inc

document {
  "doc": "The body of an answer to STREAM_APPEND: sequence and timestamp of the new record. PROTOCOL.md section 6.",
  "flags": {
    "EncoderLimit": "a value the encoder has to refuse",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field"
  },
  "frame": "stream_append_response", "protocol": "flo", "variant": "v1-24"
}

case flo-eak9v valid must §1.2 sixteen different bytes
  value: {"sequence": "72623859790382856", "timestamp_ms": "1230066625199609624"}
  wire:
    hex 0807060504030201 1817161514131211

case flo-9sqna valid must §6.14 typical
  value: {"sequence": "1", "timestamp_ms": "1700000000000"}
  wire:
    u64le 1
    i64le 1700000000000

each id sequence first timestamp second
  flo-y80an 0 0000000000000000 0 0000000000000000
  flo-2ou9k 9223372036854775807 ffffffffffffff7f 9223372036854775807 ffffffffffffff7f
  flo-2askw 9223372036854775808 0000000000000080 -9223372036854775808 0000000000000080
  flo-im82h 18446744073709551615 ffffffffffffffff -1 ffffffffffffffff
  flo-9o40i 9007199254740993 0100000000002000 -2 feffffffffffffff
  case $id valid must §6.7 sequence $sequence at timestamp $timestamp
    flags: ["NumberEnds"]
    value: {"sequence": "$sequence", "timestamp_ms": "$timestamp"}
    wire:
      hex $first $second

case flo-08evz valid should §6.2 bytes after the timestamp are ignored
  flags: ["TrailingBytes"]
  canonical: false
  value: {"sequence": "1", "timestamp_ms": "2"}
  wire:
    u64le 1
    i64le 2
    hex 01

each id size hex offset path
  flo-mbrc9 0 "" 0 sequence
  flo-0mqhq 1 01 0 sequence
  flo-p493y 7 01000000000000 0 sequence
  flo-mcbsq 8 0100000000000000 8 timestamp_ms
  flo-8yt74 15 010000000000000002000000000000 8 timestamp_ms
  case $id invalid must §6.1 $size of 16 bytes
    error: truncated $offset $path
    wire:
      hex $hex

case flo-9p0z8 invalid should §12.4 strict: a byte after the timestamp
  context: {"profile": "strict"}
  flags: ["TrailingBytes"]
  error: trailing_bytes 16
  wire:
    u64le 1
    i64le 2
    hex 00

each id sequence timestamp member
  flo-t4tiv -1 0 sequence
  flo-pihod 18446744073709551616 0 sequence
  flo-yj808 0 9223372036854775808 timestamp_ms
  flo-zglnt 0 -9223372036854775809 timestamp_ms
  case $id invalid must §7.20 encode: sequence $sequence at timestamp $timestamp
    flags: ["EncoderLimit"]
    error: unencodable 0 $member
    value: {"sequence": "$sequence", "timestamp_ms": "$timestamp"}

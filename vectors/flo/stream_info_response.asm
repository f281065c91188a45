# The answer to STREAM_INFO, assembled by hand from conformance/flo/PROTOCOL.md §6.19. The body alone, offset 0.
include layout.inc

document {
  "doc": "The body of an answer to STREAM_INFO: four counters. PROTOCOL.md section 6.",
  "flags": {
    "EncoderLimit": "a value the encoder has to refuse",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field"
  },
  "frame": "stream_info_response", "protocol": "flo", "variant": "v1-24"
}

case flo-zbw4c valid must §1.2 32 different bytes
  value: {"first_seq": "72623859790382856", "last_seq": "1230066625199609624", "count": "2387509390608836392", "bytes": "3544952156018063160"}
  wire:
    hex 0807060504030201 1817161514131211 2827262524232221 3837363534333231

case flo-5h3yi valid must §6.19 smallest: an empty stream
  value: {"first_seq": "0", "last_seq": "0", "count": "0", "bytes": "0"}
  wire:
    repeat 00 32

case flo-oqzsv valid must §6.19 typical
  value: {"first_seq": "1", "last_seq": "10", "count": "10", "bytes": "12345"}
  wire:
    u64le 1
    u64le 10
    u64le 10
    u64le 12345

case flo-k67m4 valid must §6.7 each number at its upper end
  flags: ["NumberEnds"]
  value: {"first_seq": "18446744073709551615", "last_seq": "18446744073709551615", "count": "18446744073709551615", "bytes": "18446744073709551615"}
  wire:
    repeat ff 32

case flo-ty83c valid must §6.7 around 2^63 and 2^53
  flags: ["NumberEnds"]
  value: {"first_seq": "9223372036854775807", "last_seq": "9223372036854775808", "count": "9007199254740993", "bytes": "4294967296"}
  wire:
    u64le 0x7fffffffffffffff
    u64le 0x8000000000000000
    u64le 9007199254740993
    u64le 0x100000000

each id hex
  flo-q9z74 04000000
  flo-7trke 00
  case $id valid should §6.2 bytes after the last counter are ignored: $hex
    flags: ["TrailingBytes"]
    canonical: false
    value: {"first_seq": "1", "last_seq": "2", "count": "3", "bytes": "4"}
    wire:
      u64le 1
      u64le 2
      u64le 3
      u64le 4
      hex $hex

each id size offset path
  flo-6kcj5 0 0 first_seq
  flo-wk2sr 7 0 first_seq
  flo-7k7fh 8 8 last_seq
  flo-gu4by 16 16 count
  flo-7skrz 24 24 bytes
  flo-0wxpq 31 24 bytes
  case $id invalid must §6.1 $size of 32 bytes
    error: truncated $offset $path
    wire:
      repeat 00 $size

case flo-mtp4t invalid should §12.4 strict: four bytes after the last counter, as 0.1.0.dev2 has them
  context: {"profile": "strict"}
  flags: ["TrailingBytes"]
  error: trailing_bytes 32
  wire:
    repeat 00 36

each id member
  flo-8qgyx first_seq
  flo-iclje last_seq
  flo-34kh4 count
  flo-juj2t bytes
  case $id invalid must §7.20 encode: $member is missing
    flags: ["EncoderLimit"]
    error: unencodable 0 $member
    value: {"first_seq": "1", "last_seq": "2", "count": "3", "bytes": "4", "$member": null}

# The answer to KV_HISTORY, assembled by hand from conformance/flo/PROTOCOL.md §6.11. The body alone, offset 0.
include layout.inc

document {
  "doc": "The body of an answer to KV_HISTORY: the versions of a value. PROTOCOL.md section 6.",
  "flags": {
    "BigFrame": "fields of 64 KiB and more",
    "CountLie": "a count that does not fit the bytes: catches reservations made before checking",
    "EncoderLimit": "a value the encoder has to refuse",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields"
  },
  "frame": "history_response", "protocol": "flo", "variant": "v1-24"
}

case flo-eeywp valid must §6.11 smallest: no version
  flags: ["ZeroLength"]
  value: {"entries": []}
  wire:
    u32le 0

case flo-lup1x valid must §1.2 every field filled, all different, none equal to its reverse
  value: {"entries": [{"version": "72623859790382856", "timestamp": "1230066625199609624", "value": "76616c7565"}, {"version": "3", "timestamp": "1700000000000", "value": "7632"}]}
  wire:
    u32le 2
    u64le 0x0102030405060708
    i64le 0x1112131415161718
    counted32: utf8 "value"
    u64le 3
    i64le 1700000000000
    counted32: utf8 "v2"

case flo-qaa4j valid must §6.11 typical: one version
  value: {"entries": [{"version": "1", "timestamp": "1700000000000", "value": "4a6f686e"}]}
  wire:
    u32le 1
    u64le 1
    i64le 1700000000000
    counted32: utf8 "John"

each id version word timestamp stamp
  flo-wna9a 0 0 0 0
  flo-wut2k 9223372036854775807 0x7fffffffffffffff 9223372036854775807 0x7fffffffffffffff
  flo-0r9je 9223372036854775808 0x8000000000000000 -9223372036854775808 0-0x8000000000000000
  flo-5bm6i 18446744073709551615 0xffffffffffffffff -1 0-1
  flo-l0fbu 9007199254740993 9007199254740993 -9007199254740993 0-9007199254740993
  case $id valid must §6.7 version $version at timestamp $timestamp
    flags: ["NumberEnds"]
    value: {"entries": [{"version": "$version", "timestamp": "$timestamp", "value": "76"}]}
    wire:
      u32le 1
      u64le $word
      i64le $stamp
      counted32: utf8 "v"

case flo-9qmyt valid must §6.11 an empty value stays empty
  flags: ["ZeroLength"]
  value: {"entries": [{"version": "5", "timestamp": "6", "value": ""}]}
  wire:
    u32le 1
    u64le 5
    i64le 6
    counted32

each id size
  flo-tmkk0 255
  flo-khc41 256
  flo-5tsg2 65535
  flo-56lw5 65536
  flo-wfwta 1048576
  case $id valid must §6.11 a value of $size bytes
    flags: ["BigFrame"]
    value: {"entries": [{"version": "5", "timestamp": "6", "value": [{"repeat": "76", "count": $size}]}]}
    wire:
      u32le 1
      u64le 5
      i64le 6
      counted32: repeat 76 $size

case flo-rhjz2 valid must §6.11 300 versions: the count needs its second byte
  value: {"entries": {"$repeat": [[{"version": "1", "timestamp": "2", "value": "7e"}], 300]}}
  wire:
    u32le 300
    repeat 01000000000000000200000000000000010000007e 300

case flo-a3d1g valid must §6.11 values in many scripts, and one that is no text
  value: {"entries": [{"version": "1", "timestamp": "2", "value": "d0b8d0bcd18ff09f909d"}, {"version": "2", "timestamp": "1", "value": "ff00c0"}]}
  wire:
    u32le 2
    u64le 1
    i64le 2
    counted32: utf8 "имя🐝"
    u64le 2
    i64le 1
    counted32: hex ff00c0

case flo-g53xz valid should §6.2 bytes after the last version are ignored
  flags: ["TrailingBytes"]
  canonical: false
  value: {"entries": [{"version": "1", "timestamp": "2", "value": "76"}]}
  wire:
    u32le 1
    u64le 1
    i64le 2
    counted32: utf8 "v"
    hex ffffffff

# --- refused -----------------------------------------------------------------------------------------------------------

case flo-i3jac invalid must §6.4 no byte at all
  error: truncated 0 entries
  wire:

case flo-wk4hm invalid must §6.1 the count lacks a byte
  error: truncated 0 entries
  wire:
    hex 010000

case flo-7k0rk invalid must §6.3 a count of 2^32-1 and no version
  flags: ["CountLie"]
  error: truncated 0 entries
  wire:
    u32le 0xffffffff

case flo-z708m invalid must §6.3 214748365 versions announced: times 20 it wraps round to 4 in 32 bits
  flags: ["CountLie"]
  error: truncated 0 entries
  wire:
    u32le 214748365
    u64le 1
    i64le 2
    counted32: utf8 "v"

case flo-9ps7z invalid must §6.3 one version announced, 19 bytes left
  flags: ["CountLie"]
  error: truncated 0 entries
  wire:
    u32le 1
    u64le 1
    i64le 2
    hex 010000

case flo-mpdck invalid must §6.3 two versions announced, a short one there
  flags: ["CountLie"]
  error: truncated 0 entries
  wire:
    u32le 2
    u64le 1
    i64le 2
    counted32: utf8 "v"

case flo-5fc7l invalid must §6.1 two versions announced, a long one there: the second is missing
  error: truncated @version entries[1].version
  wire:
    u32le 2
    u64le 1
    i64le 2
    counted32: repeat 76 20
    @version

case flo-snnya invalid must §6.1 the second version number is cut off
  error: truncated @version entries[1].version
  wire:
    u32le 2
    u64le 1
    i64le 2
    counted32: repeat 76 20
    @version hex 01020304050607

case flo-qlwmo invalid must §6.1 the second timestamp is cut off
  error: truncated @timestamp entries[1].timestamp
  wire:
    u32le 2
    u64le 1
    i64le 2
    counted32: repeat 76 20
    u64le 3
    @timestamp hex 01020304050607

case flo-f4orn invalid must §6.1 the value lacks its last byte
  error: truncated @value entries[0].value
  wire:
    u32le 1
    u64le 1
    i64le 2
    @value u32le 6
    utf8 "value"

case flo-h3zhg invalid must §6.1 a value of 2^32-1 bytes announced
  error: truncated @value entries[0].value
  wire:
    u32le 1
    u64le 1
    i64le 2
    @value u32le 0xffffffff
    utf8 "value"

case flo-cn47h invalid should §12.4 strict: a byte after the last version
  context: {"profile": "strict"}
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u32le 0
    @extra hex 00

each id version timestamp member
  flo-o4z77 18446744073709551616 0 version
  flo-yw4m5 -1 0 version
  flo-q3hvx 0 9223372036854775808 timestamp
  flo-2v2x6 0 -9223372036854775809 timestamp
  case $id invalid must §7.20 encode: version $version at timestamp $timestamp: the $member does not fit
    flags: ["EncoderLimit"]
    error: unencodable 0 entries[0].$member
    value: {"entries": [{"version": "$version", "timestamp": "$timestamp", "value": ""}]}

# Byte strings, assembled by hand from conformance/packetstream/PROTOCOL.md §2.

document {
  "doc": "A byte string: a bsuint count and that many bytes. PROTOCOL.md section 2.",
  "flags": {
    "BigFrame": "values of 16 KiB and more: a count of three bytes",
    "NotText": "bytes that are not UTF-8: catches readers that treat bytes as text",
    "Padding": "zeros in front of the count",
    "Policy": "refused because of a limit that we chose: upstream takes numbers of any size",
    "UncheckedLength": "a count far beyond the bytes: catches readers that allocate before they look",
    "ZeroLength": "an empty value: catches readers that take empty for absent"
  },
  "frame": "bsdata", "protocol": "packetstream", "variant": "20240630"
}

case packetstream-l2p11 valid must §2.1 no byte
  flags: ["ZeroLength"]
  value: {"value": ""}
  wire:
    hex 00

case packetstream-cacby valid must §2.1 five bytes, all different
  value: {"value": "0102fdfeff"}
  wire:
    hex 05 ; hex 0102fdfeff

case packetstream-v10gm valid must §2.1 bytes that are not UTF-8, and zeros
  flags: ["NotText"]
  value: {"value": "00c080ff00"}
  wire:
    hex 05 ; hex 00c080ff00

each id size count
  packetstream-hhfvy 127 7f
  packetstream-5xalg 128 8100
  packetstream-80ejz 129 8101
  packetstream-76uo2 255 817f
  packetstream-7rucg 256 8200
  packetstream-m08pg 16383 ff7f
  case $id valid must §2.1 $size bytes
    value: {"value": [{"repeat": "5a", "count": $size}]}
    wire:
      hex $count ; repeat 5a $size

each id size count
  packetstream-cn370 16384 818000
  packetstream-4ouvv 65536 848000
  packetstream-q98cw 2097151 ffff7f
  packetstream-h6t8m 2097152 81808000
  case $id valid must §2.1 $size bytes
    flags: ["BigFrame"]
    value: {"value": [{"repeat": "a5", "count": $size}]}
    wire:
      hex $count ; repeat a5 $size

each id count value
  packetstream-fq1mb 8000 ""
  packetstream-npf88 80808003 616263
  case $id valid must §1.3 a count with zeros in front: $count
    canonical: false
    flags: ["Padding"]
    value: {"value": "$value"}
    wire:
      hex $count$value

# --- refused -----------------------------------------------------------------------------------------------------------

each id bytes what
  packetstream-bxzdz "" "no byte"
  packetstream-b1j3w 81 "a count without its last byte"
  packetstream-1aerr 808080 "a count of zeros without its last byte"
  case $id invalid must §1.6 $what
    error: truncated @start value
    wire:
      hex $bytes

each id bytes what
  packetstream-jo85r 01 "a count of 1 and no byte"
  packetstream-ydwfh 03aabb "a count of 3 and two bytes"
  packetstream-lxlig 8100aabb "a count of 128 and two bytes"
  packetstream-g429t 8003aabb "a count of 3, padded, and two bytes"
  case $id invalid must §2.2 $what
    error: truncated @start value
    wire:
      hex $bytes

each id bytes what
  packetstream-osm06 8fffffff7f00 "2^32-1"
  packetstream-6r9ta 87ffffffff7f00 "2^38-1"
  packetstream-ornhk ffffffffffffffff7f00 "2^63-1"
  packetstream-xjn7y 8180808080808080800000 "2^63"
  packetstream-ryfw2 81ffffffffffffffff7f00 "2^64-1"
  case $id invalid must §2.2 a count of $what and one byte
    flags: ["UncheckedLength"]
    error: truncated @start value
    wire:
      hex $bytes

each id bytes what
  packetstream-nv8g4 8280808080808080800000 "2^64"
  packetstream-s3b4l ffffffffffffffffff7f00 "2^70-1"
  case $id invalid must §1.4 a count of $what and one byte
    flags: ["Policy", "UncheckedLength"]
    error: too_large|truncated @start value
    wire:
      hex $bytes

each id bytes at
  packetstream-o4i9e 0000 1
  packetstream-kx0r0 02aabbcc 3
  packetstream-x6i3c 0000000000 1
  case $id invalid must §2.13 more bytes than the count says: $bytes
    error: trailing_bytes $at
    wire:
      hex $bytes

# --- the strict profile ------------------------------------------------------------------------------------------------

case packetstream-x8xrt invalid may §8.1 a count with zeros in front, strict
  context: {"profile": "strict"}
  flags: ["Padding"]
  error: bad_value @start value
  wire:
    hex 8003616263

case packetstream-5lszm invalid may §8.1 a padded count beyond the bytes, strict: padding is judged first
  context: {"profile": "strict"}
  flags: ["Padding"]
  error: bad_value|truncated @start value
  wire:
    hex 800361

# Integers, assembled by hand from conformance/packetstream/PROTOCOL.md §1.

document {
  "doc": "An unsigned integer of variable width: groups of seven bits, the most significant first. PROTOCOL.md section 1.",
  "flags": {
    "EncoderLimit": "a value the encoder has to refuse: catches numbers that wrap round",
    "GroupOrder": "catches readers that take the first group for the least significant, as LEB128 does",
    "Padding": "zeros in front: catches readers that count bytes instead of bits, and writers that keep what they read",
    "Policy": "refused because of a limit that we chose: upstream takes numbers of any size",
    "WidthBorder": "the first or last number of a width"
  },
  "frame": "bsuint", "protocol": "packetstream", "variant": "20240630"
}

each id number bytes
  packetstream-qv1io 0 00
  packetstream-ohtc3 1 01
  packetstream-unt5t 63 3f
  packetstream-4u2ti 64 40
  packetstream-oobjs 127 7f
  packetstream-yhn9r 128 8100
  packetstream-sbk35 16383 ff7f
  packetstream-7v5y7 16384 818000
  packetstream-1lpco 2097151 ffff7f
  packetstream-rt0wj 2097152 81808000
  packetstream-d1sd2 268435455 ffffff7f
  packetstream-eh9sw 268435456 8180808000
  packetstream-wiska 34359738367 ffffffff7f
  packetstream-3yr9c 34359738368 818080808000
  packetstream-33nfj 4398046511103 ffffffffff7f
  packetstream-hi6my 4398046511104 81808080808000
  packetstream-w3nkt 562949953421311 ffffffffffff7f
  packetstream-6dx19 562949953421312 8180808080808000
  packetstream-f8jrw 72057594037927935 ffffffffffffff7f
  packetstream-i9vne 72057594037927936 818080808080808000
  packetstream-1klpg 9223372036854775807 ffffffffffffffff7f
  packetstream-utshn 9223372036854775808 81808080808080808000
  packetstream-bgp3q 18446744073709551614 81ffffffffffffffff7e
  packetstream-a9qz9 18446744073709551615 81ffffffffffffffff7f
  case $id valid must §1.2 $number in the fewest bytes
    flags: ["WidthBorder"]
    value: {"value": "$number"}
    wire:
      hex $bytes

each id number bytes
  packetstream-ha92p 130 8102
  packetstream-cljvq 16386 818002
  packetstream-w91dp 305419896 8191d1ac78
  packetstream-naukl 81985529216486895 8191d1acf8cdaf9b6f
  packetstream-64p7c 12379813738877118345 81abe6fbe0929a95cf09
  case $id valid must §1.1 $number, whose groups all differ
    flags: ["GroupOrder"]
    value: {"value": "$number"}
    wire:
      hex $bytes

each id number bytes what
  packetstream-t5dgw 0 8000 "one group of zeros"
  packetstream-24tzi 1 8001 "one group of zeros"
  packetstream-gxwpy 127 80807f "two groups of zeros"
  packetstream-jxwgv 128 808100 "one group of zeros"
  packetstream-ajjbi 1 8080808080808080808001 "ten groups of zeros"
  packetstream-j9nni 18446744073709551615 8081ffffffffffffffff7f "one group of zeros, eleven bytes in all"
  case $id valid must §1.3 $number with $what in front
    canonical: false
    flags: ["Padding"]
    value: {"value": "$number"}
    wire:
      hex $bytes

case packetstream-mb555 valid should §1.5 5 in 64 bytes, the most
  canonical: false
  flags: ["Padding"]
  value: {"value": "5"}
  wire:
    repeat 80 63 ; hex 05

# --- refused -----------------------------------------------------------------------------------------------------------

each id bytes what
  packetstream-obibt "" "no byte"
  packetstream-81zea 80 "a first byte alone"
  packetstream-pilmy ff "a first byte alone, all bits set"
  packetstream-4lsr2 ffffff "three bytes and no last one"
  packetstream-a9zvu 81ffffffffffffffff "2^64-1 without its last byte"
  packetstream-kq98l ffffffffffffffff "eight bytes and no last one"
  case $id invalid must §1.6 $what
    error: truncated @start value
    wire:
      hex $bytes

case packetstream-1ky89 invalid must §1.6 63 bytes of padding and no last byte
  flags: ["Padding"]
  error: truncated @start value
  wire:
    repeat 80 63

each id bytes
  packetstream-aa2nw 0102
  packetstream-c81mr 8001ff
  packetstream-t0vab 7f00
  case $id invalid must §2.13 a byte after the number
    error: trailing_bytes @end-1
    wire:
      hex $bytes

each id bytes what
  packetstream-smu1k 82808080808080808000 "2^64"
  packetstream-wt2ac 83ffffffffffffffff7f "2^65-1"
  packetstream-ga24y ffffffffffffffffff7f "2^70-1"
  packetstream-mhimo 8080ffffffffffffffffff7f "2^70-1 with zeros in front"
  packetstream-mfkuw 83ffffffffffffffffff7f "2^72-1"
  case $id either should §1.4 $what
    ambiguity: "packetstream-amb-wide-numbers"
    flags: ["Policy"]
    error: too_large @start value
    wire:
      hex $bytes

case packetstream-dplkv invalid must §1.4 ten bytes of which already nine are too many, and no last one
  flags: ["Policy"]
  error: too_large|truncated @start value
  wire:
    repeat ff 10

case packetstream-bu7bn invalid must §1.4 20000 bytes that all say that another one follows
  flags: ["Policy"]
  error: too_large|truncated @start value
  wire:
    repeat ff 20000

case packetstream-4q2o1 invalid must §1.5 200000 groups of zeros and no end
  flags: ["Padding", "Policy"]
  error: too_large|truncated @start value
  wire:
    repeat 80 200000

case packetstream-amsnb either may §1.5 5 in 65 bytes, one too many
  ambiguity: "packetstream-amb-long-padding"
  flags: ["Padding", "Policy"]
  error: too_large @start value
  wire:
    repeat 80 64 ; hex 05

each id number
  packetstream-uc158 -1
  packetstream-0xjbd -128
  packetstream-82cls -9223372036854775808
  case $id invalid must §1.7 the number $number has no encoding
    flags: ["EncoderLimit"]
    value: {"value": "$number"}
    error: unencodable 0 value

each id number
  packetstream-htgp4 18446744073709551616
  packetstream-a87ti 340282366920938463463374607431768211455
  case $id either should §1.7 the number $number has no encoding in 64 bits
    ambiguity: "packetstream-amb-wide-numbers"
    flags: ["EncoderLimit", "Policy"]
    value: {"value": "$number"}
    error: unencodable 0 value

# --- the strict profile ------------------------------------------------------------------------------------------------

each id bytes
  packetstream-7fvs8 8000
  packetstream-389fd 8001
  packetstream-pneeg 808100
  case $id invalid may §8.1 zeros in front, strict
    context: {"profile": "strict"}
    flags: ["Padding"]
    error: bad_value @start value
    wire:
      hex $bytes

case packetstream-56bq2 invalid may §8.1 a number over 64 bits is too large before it is padded, strict
  context: {"profile": "strict"}
  flags: ["Padding", "Policy"]
  error: too_large|bad_value @start value
  wire:
    hex 8082808080808080808000

each id number bytes
  packetstream-78rw8 0 00
  packetstream-36qil 128 8100
  packetstream-b6kbn 18446744073709551615 81ffffffffffffffff7f
  case $id valid may §8.1 $number in the fewest bytes, strict
    context: {"profile": "strict"}
    value: {"value": "$number"}
    wire:
      hex $bytes

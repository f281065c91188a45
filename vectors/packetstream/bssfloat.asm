# Numbers as text, assembled by hand from conformance/packetstream/PROTOCOL.md §2.

document {
  "doc": "A floating point number as text with a bsuint count in front. PROTOCOL.md section 2.",
  "flags": {
    "BadUtf8": "bytes that are not UTF-8",
    "Notation": "the border between fixed notation and an exponent: catches writers with rules of their own",
    "OtherForm": "a text that an encoder would write in another way",
    "Padding": "zeros in front of the count",
    "ShortestDigits": "numbers whose shortest digits are easily missed",
    "Special": "infinities, NaN and the zero with a sign"
  },
  "frame": "bssfloat", "protocol": "packetstream", "variant": "20240630"
}

each id number text count
  packetstream-65gu3 0.5 "0.5" 03
  packetstream-eu6mx 1.0 "1.0" 03
  packetstream-u7ma0 -1.0 "-1.0" 04
  packetstream-utgzk 100.0 "100.0" 05
  packetstream-hybo9 1234.5678 "1234.5678" 09
  packetstream-t7xla -273.15 "-273.15" 07
  case $id valid must §2.6 $text
    value: {"value": $number}
    wire:
      hex $count ; utf8 "$text"

each id number text count
  packetstream-cr9r6 0.1 "0.1" 03
  packetstream-t2wq2 0.3 "0.3" 03
  packetstream-lud4o 0.30000000000000004 "0.30000000000000004" 13
  packetstream-m4goc 3.141592653589793 "3.141592653589793" 11
  packetstream-do6p1 2.2250738585072014e-308 "2.2250738585072014e-308" 17
  packetstream-f5ua3 5e-324 "5e-324" 06
  packetstream-hn7hi 1.7976931348623157e+308 "1.7976931348623157e+308" 17
  packetstream-b1a1y 9007199254740992 "9007199254740992.0" 12
  case $id valid must §2.6 the shortest digits of $number
    flags: ["ShortestDigits"]
    value: {"value": $number}
    wire:
      hex $count ; utf8 "$text"

each id number text count
  packetstream-52zsw 0.0001 "0.0001" 06
  packetstream-nzxxl 0.00012345 "0.00012345" 0a
  packetstream-rc7lo 1000000000000000 "1000000000000000.0" 12
  packetstream-gv452 9999999999999998 "9999999999999998.0" 12
  case $id valid must §2.7 $text still without an exponent
    flags: ["Notation"]
    value: {"value": $number}
    wire:
      hex $count ; utf8 "$text"

each id number text count
  packetstream-59t1h 0.00001 "1e-05" 05
  packetstream-kwv8d 0.000099999 "9.9999e-05" 0a
  packetstream-rwnjk 1e16 "1e+16" 05
  packetstream-p2qhc 1.2345e16 "1.2345e+16" 0a
  packetstream-6ql8d 1e22 "1e+22" 05
  packetstream-cknzd -2.5e300 "-2.5e+300" 09
  packetstream-1t515 1e100 "1e+100" 06
  packetstream-ic7h5 1e-100 "1e-100" 06
  case $id valid must §2.8 $text with an exponent
    flags: ["Notation"]
    value: {"value": $number}
    wire:
      hex $count ; utf8 "$text"

each id value text count
  packetstream-t7fcs "inf" "inf" 03
  packetstream-vjdkz "-inf" "-inf" 04
  packetstream-0ydqo "nan" "nan" 03
  case $id valid must §2.9 $text
    flags: ["Special"]
    value: {"value": "$value"}
    wire:
      hex $count ; utf8 "$text"

case packetstream-cqctd valid must §2.7 the zero
  flags: ["Special"]
  value: {"value": 0.0}
  wire:
    hex 03 ; utf8 "0.0"

case packetstream-oxtf0 valid must §2.7 the zero with a sign
  flags: ["Special"]
  value: {"value": -0.0}
  wire:
    hex 04 ; utf8 "-0.0"

each id number text count
  packetstream-uxzro 1.0 "1" 01
  packetstream-xwx0g 1.0 "+1" 02
  packetstream-dnkma 1.0 "1." 02
  packetstream-lz7qd 0.5 ".5" 02
  packetstream-54pkp -5.0 "-.5e+1" 06
  packetstream-ais7x 100.0 "1E2" 03
  packetstream-jd7jn 100.0 "1e+02" 05
  packetstream-u2t6r 1.5 "0001.500" 08
  packetstream-vzxka 0.3 "0.29999999999999998889776975" 1c
  packetstream-blio9 12345678901234567890.0 "12345678901234567890" 14
  packetstream-mh7yf 0.0 "0e5" 03
  packetstream-z9k7v -0.0 "-0" 02
  case $id valid must §2.10 $text
    canonical: false
    flags: ["OtherForm"]
    value: {"value": $number}
    wire:
      hex $count ; utf8 "$text"

each id value text count
  packetstream-efgcn "inf" "Infinity" 08
  packetstream-piezm "inf" "+inf" 04
  packetstream-hihg6 "-inf" "-INFINITY" 09
  packetstream-i1dm4 "nan" "NaN" 03
  packetstream-3bu93 "nan" "-nan" 04
  case $id valid must §2.10 $text
    canonical: false
    flags: ["OtherForm", "Special"]
    value: {"value": "$value"}
    wire:
      hex $count ; utf8 "$text"

each id value text count
  packetstream-p7n4o "inf" "1e309" 05
  packetstream-9vjbd "-inf" "-1e999" 06
  packetstream-yj4x9 "inf" "1e99999999999999999999" 16
  case $id valid must §2.12 $text is infinite
    canonical: false
    flags: ["OtherForm", "Special"]
    value: {"value": "$value"}
    wire:
      hex $count ; utf8 "$text"

each id number text count
  packetstream-hhbsb 0.0 "1e-999" 06
  packetstream-u4gon -0.0 "-1e-400" 07
  packetstream-6d66v 0.0 "1e-99999999999999999999" 17
  packetstream-jfrh5 0.0 "0e99999999999999999999" 16
  case $id valid must §2.12 $text is a zero
    canonical: false
    flags: ["OtherForm", "Special"]
    value: {"value": $number}
    wire:
      hex $count ; utf8 "$text"

case packetstream-d6fsw valid must §1.3 a count with zeros in front
  canonical: false
  flags: ["Padding"]
  value: {"value": 1.5}
  wire:
    hex 8003 ; utf8 "1.5"

# --- refused -----------------------------------------------------------------------------------------------------------

each id count text
  packetstream-njpz8 00 ""
  packetstream-2ez27 01 "+"
  packetstream-utro6 01 "-"
  packetstream-e960o 01 "."
  packetstream-ngyjn 02 "e5"
  packetstream-kkft5 02 "1e"
  packetstream-to12l 03 "1e+"
  packetstream-zx3k1 05 "1.5.1"
  packetstream-fxavo 03 "--1"
  packetstream-o1zdc 04 "0x10"
  packetstream-3cerl 02 "in"
  packetstream-ieeyk 05 "infin"
  packetstream-s5ywh 04 "nan1"
  packetstream-wb2cw 03 "1,5"
  packetstream-swefl 03 "1.e"
  packetstream-ytf3d 03 "one"
  case $id invalid must §2.11 the text `$text`
    error: bad_value @start value
    wire:
      hex $count ; utf8 "$text"

each id count text what
  packetstream-gc4ja 02 " 1" "a blank in front"
  packetstream-9wbxy 02 "1\n" "a line feed behind"
  packetstream-md3ot 03 "1_0" "an underscore between digits"
  packetstream-p4dbg 02 "\u0661" "a digit of another script"
  case $id either may §2.11 $what
    ambiguity: "packetstream-amb-python-floats"
    error: bad_value @start value
    wire:
      hex $count ; utf8 "$text"

each id bytes
  packetstream-mbtu9 01ff
  packetstream-d65zf 03312eff
  packetstream-cn5xo 0431c08035
  case $id invalid must §2.11 bytes that are not UTF-8: $bytes
    flags: ["BadUtf8"]
    error: bad_utf8|bad_value @start value
    wire:
      hex $bytes

each id bytes what
  packetstream-91z1r 04312e35 "a count of 4 and three bytes"
  packetstream-ijjly 8100312e35 "a count of 128 and three bytes"
  case $id invalid must §2.2 $what
    error: truncated @start value
    wire:
      hex $bytes

case packetstream-5z142 invalid must §1.6 no byte
  error: truncated @start value
  wire:

case packetstream-vvaem invalid must §2.13 a digit after the count has ended
  error: trailing_bytes 4
  wire:
    hex 03 ; utf8 "1.55"

# --- the strict profile ------------------------------------------------------------------------------------------------

each id count text
  packetstream-8awly 01 "1"
  packetstream-79v9z 04 "1.50"
  packetstream-q6ops 08 "Infinity"
  packetstream-qkc2e 04 "1E16"
  packetstream-mvg8u 05 "1e999"
  case $id invalid may §8.3 $text, strict
    context: {"profile": "strict"}
    flags: ["OtherForm"]
    error: bad_value @start value
    wire:
      hex $count ; utf8 "$text"

each id count text number
  packetstream-dsnbc 03 "1.5" 1.5
  packetstream-5imja 05 "1e+16" 1e16
  packetstream-i7gvd 04 "-0.0" -0.0
  case $id valid may §8.3 $text, strict
    context: {"profile": "strict"}
    value: {"value": $number}
    wire:
      hex $count ; utf8 "$text"

# Packets, assembled by hand from conformance/packetstream/PROTOCOL.md §3, §4 and §5. The columns of the tables are the bytes
# of the packet: length, tag, flags, channel, request type, payload.

document {
  "doc": "A packet: length, tag, flags, channel and request type if the flags say so, payload to the end. Both directions; control packets too. PROTOCOL.md sections 3 to 5.",
  "flags": {
    "BigFrame": "packets of 16 KiB and more: a length of three bytes and more",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "Control": "a control packet, or what looks like one",
    "EncoderLimit": "a value the encoder has to refuse: catches numbers that wrap round",
    "FieldOrder": "all fields there, none alike: catches fields that are swapped",
    "NotText": "a payload that is not UTF-8",
    "Padding": "zeros in front of a number: catches readers that count bytes instead of bits, and writers that keep what they read",
    "Policy": "refused because of a limit that we chose: upstream takes numbers of any size",
    "PresenceBit": "the two bits that say what follows",
    "UncheckedLength": "a length far beyond the bytes: catches readers that allocate before they look",
    "WidthBorder": "the first or last number of a width",
    "ZeroLength": "an empty payload: catches readers that take empty for absent"
  },
  "frame": "packet", "protocol": "packetstream", "variant": "20240630"
}

case packetstream-hu2w0 valid must §3.6 a request with every field, all different
  flags: ["FieldOrder"]
  value: {"tag": "130", "flags": "85", "channel": "3", "request_type": "16386", "payload": "0102fe"}
  wire:
    hex 0b ; hex 8102 ; hex 8257 ; hex 03 ; hex 818002 ; hex 0102fe

case packetstream-lowh8 valid must §4.1 a response with every field it can have, all different
  flags: ["FieldOrder"]
  value: {"tag": "130", "flags": "85", "channel": "3", "payload": "0102fe"}
  wire:
    hex 08 ; hex 8102 ; hex 8255 ; hex 03 ; hex 0102fe

case packetstream-cxbyy valid must §4.3 the smallest request
  flags: ["PresenceBit", "ZeroLength"]
  value: {"tag": "2", "flags": "0", "request_type": "1", "payload": ""}
  wire:
    hex 03 ; hex 02 ; hex 02 ; hex 01

case packetstream-s5qyv valid must §4.3 the smallest response
  flags: ["PresenceBit", "ZeroLength"]
  value: {"tag": "2", "flags": "0", "payload": ""}
  wire:
    hex 02 ; hex 02 ; hex 00

case packetstream-9auwx valid must §4.2 a request on a channel
  flags: ["PresenceBit"]
  value: {"tag": "9", "flags": "0", "channel": "1", "request_type": "3", "payload": "6368"}
  wire:
    hex 06 ; hex 09 ; hex 03 ; hex 01 ; hex 03 ; utf8 "ch"

case packetstream-fj4ro valid must §4.2 a response on a channel
  flags: ["PresenceBit"]
  value: {"tag": "9", "flags": "1", "channel": "1", "payload": "6368"}
  wire:
    hex 05 ; hex 09 ; hex 05 ; hex 01 ; utf8 "ch"

each id length tag number
  packetstream-1s82p 03 00 0
  packetstream-zikpu 03 01 1
  packetstream-wz3qu 03 02 2
  packetstream-78whq 03 7f 127
  packetstream-kn0xy 04 8100 128
  packetstream-yu9ej 04 ff7f 16383
  packetstream-lch3n 05 818000 16384
  packetstream-6ht09 07 8fffffff7f 4294967295
  packetstream-3fypr 07 9080808000 4294967296
  packetstream-fzzgd 0b ffffffffffffffff7f 9223372036854775807
  packetstream-mpbpq 0c 81808080808080808000 9223372036854775808
  packetstream-0xn5f 0c 81ffffffffffffffff7f 18446744073709551615
  case $id valid must §3.9 tag $number
    flags: ["WidthBorder"]
    value: {"tag": "$number", "flags": "0", "request_type": "5", "payload": ""}
    wire:
      hex $length ; hex $tag ; hex 02 ; hex 05

each id length bits number
  packetstream-jcru8 03 06 1
  packetstream-c46y2 03 7e 31
  packetstream-iv3x9 04 8102 32
  packetstream-x30ft 04 8256 85
  packetstream-9ethy 04 ff7e 4095
  packetstream-q4mqo 05 818002 4096
  packetstream-4cpnt 05 ffff7e 524287
  packetstream-xkdbl 09 81808080808002 1099511627776
  packetstream-yvt4j 0c 81808080808080808002 2305843009213693952
  packetstream-w2gfp 0c 81ffffffffffffffff7e 4611686018427387903
  case $id valid must §4.7 flags $number of a request
    flags: ["WidthBorder"]
    value: {"tag": "2", "flags": "$number", "request_type": "5", "payload": ""}
    wire:
      hex $length ; hex 02 ; hex $bits ; hex 05

each id length bits number what
  packetstream-2jfiv 02 00 0 "not-ok, no flags"
  packetstream-zhgo2 02 04 1 "OK, no flags"
  packetstream-jbow7 02 08 2 "not-ok, flag 0"
  packetstream-lfpjs 02 0c 3 "OK, flag 0"
  packetstream-q3jdn 02 7c 31 "OK, flags 15"
  packetstream-u8m6o 03 8100 32 "not-ok, flags 16"
  packetstream-ixddm 03 810c 35 "OK, flags 17"
  packetstream-9vdiy 03 8210 68 "not-ok, flags 34"
  packetstream-ap4t6 0b 81ffffffffffffffff7c 4611686018427387903 "OK, all flags of 64 bits"
  case $id valid must §4.6 a response: $what
    value: {"tag": "7", "flags": "$number", "payload": ""}
    wire:
      hex $length ; hex 07 ; hex $bits

each id length channel number
  packetstream-slnxq 05 7f 127
  packetstream-oo9oc 06 8100 128
  packetstream-cqb1q 06 822c 300
  packetstream-hgfc6 07 818000 16384
  packetstream-zsc3l 0e 81ffffffffffffffff7f 18446744073709551615
  case $id valid must §4.2 channel $number
    flags: ["WidthBorder"]
    value: {"tag": "9", "flags": "0", "channel": "$number", "request_type": "4", "payload": "78"}
    wire:
      hex $length ; hex 09 ; hex 03 ; hex $channel ; hex 04 ; hex 78

each id length type number
  packetstream-3v9pd 03 01 1
  packetstream-btuwu 03 7f 127
  packetstream-yvq95 04 8100 128
  packetstream-t3n9a 04 ff7f 16383
  packetstream-r4zf2 05 818000 16384
  packetstream-qfxtx 0c 81ffffffffffffffff7f 18446744073709551615
  case $id valid must §4.9 request type $number on the wire
    flags: ["WidthBorder"]
    value: {"tag": "6", "flags": "0", "request_type": "$number", "payload": ""}
    wire:
      hex $length ; hex 06 ; hex 02 ; hex $type

each id length size
  packetstream-wkw36 7f 124
  packetstream-mzol9 8100 125
  packetstream-4eyfq 8101 126
  packetstream-ejb4r ff7f 16380
  case $id valid must §3.2 a request with a payload of $size bytes
    flags: ["WidthBorder"]
    value: {"tag": "2", "flags": "0", "request_type": "1", "payload": [{"repeat": "5a", "count": $size}]}
    wire:
      hex $length ; hex 02 ; hex 02 ; hex 01 ; repeat 5a $size

each id length size
  packetstream-oe7ex 818000 16381
  packetstream-1gdhj 848003 65536
  packetstream-3r1a4 ffff7f 2097148
  packetstream-t1qrs 81808000 2097149
  case $id valid must §3.2 a request with a payload of $size bytes
    flags: ["BigFrame", "WidthBorder"]
    value: {"tag": "2", "flags": "0", "request_type": "1", "payload": [{"repeat": "a5", "count": $size}]}
    wire:
      hex $length ; hex 02 ; hex 02 ; hex 01 ; repeat a5 $size

each id length payload what
  packetstream-u0zj9 05 00ff "a zero and 0xff"
  packetstream-svbay 06 c08000 "bytes that are not UTF-8"
  packetstream-8d4wv 07 03000200 "the bytes of EOF"
  packetstream-j6vz2 0a 68c3a96c6c6fff "text and a byte that is none"
  case $id valid must §3.8 a payload of $what
    flags: ["NotText"]
    value: {"tag": "2", "flags": "0", "request_type": "1", "payload": "$payload"}
    wire:
      hex $length ; hex 02 ; hex 02 ; hex 01 ; hex $payload

case packetstream-4g90b valid must §5.1 EOF
  flags: ["Control"]
  value: {"tag": "0", "flags": "0", "request_type": "0", "payload": ""}
  wire:
    hex 03 ; hex 00 ; hex 02 ; hex 00

case packetstream-s6m8v valid must §5.2 ERQ
  flags: ["Control"]
  value: {"tag": "1", "flags": "0", "request_type": "0", "payload": ""}
  wire:
    hex 03 ; hex 01 ; hex 02 ; hex 00

each id bytes tag flags payload what
  packetstream-vibde 03020200 2 0 "" "tag 2"
  packetstream-rql1i 03000600 0 1 "" "flag 0"
  packetstream-y4y7n 0400020078 0 0 78 "a payload, tag 0"
  packetstream-48bh5 0401020078 1 0 78 "a payload, tag 1"
  case $id valid must §5.4 a malformed EOF: $what
    flags: ["Control"]
    value: {"tag": "$tag", "flags": "$flags", "request_type": "0", "payload": "$payload"}
    wire:
      hex $bytes

case packetstream-8r5ga valid must §5.4 a malformed EOF: channel 1
  flags: ["Control", "PresenceBit"]
  value: {"tag": "0", "flags": "0", "channel": "1", "request_type": "0", "payload": ""}
  wire:
    hex 04 ; hex 00 ; hex 03 ; hex 01 ; hex 00

each id bytes tag
  packetstream-ct1r8 020000 0
  packetstream-m519k 020100 1
  case $id valid must §5.5 a response of tag $tag
    flags: ["Control"]
    value: {"tag": "$tag", "flags": "0", "payload": ""}
    wire:
      hex $bytes

each id bytes tag what
  packetstream-dcglo 8003000200 0 "the length"
  packetstream-ddxic 0480000200 0 "the tag"
  packetstream-q6uoo 0400800200 0 "the flags"
  packetstream-5no5r 0400028000 0 "the request type"
  packetstream-3fpzx 8080800480010200 1 "length and tag"
  case $id valid must §5.3 a control packet of tag $tag with zeros in front of $what
    canonical: false
    flags: ["Control", "Padding"]
    value: {"tag": "$tag", "flags": "0", "request_type": "0", "payload": ""}
    wire:
      hex $bytes

case packetstream-hjgve valid must §5.3 EOF with a channel 0 that is written
  canonical: false
  flags: ["Control", "PresenceBit"]
  value: {"tag": "0", "flags": "0", "request_type": "0", "payload": ""}
  wire:
    hex 04 ; hex 00 ; hex 03 ; hex 00 ; hex 00

case packetstream-ek3eh valid must §3.11 zeros in front of every number
  canonical: false
  flags: ["Padding"]
  value: {"tag": "2", "flags": "85", "channel": "3", "request_type": "9", "payload": "68"}
  wire:
    hex 80800c ; hex 8002 ; hex 808257 ; hex 808003 ; hex 808009 ; hex 68

each id bytes payload what
  packetstream-zac21 0402030001 "" "of one byte"
  packetstream-h7w4k 060203800001ff ff "of two bytes"
  case $id valid must §4.4 a written channel 0 $what
    canonical: false
    flags: ["PresenceBit"]
    value: {"tag": "2", "flags": "0", "request_type": "1", "payload": "$payload"}
    wire:
      hex $bytes

case packetstream-iincb valid must §4.4 a written channel 0 of a response
  canonical: false
  flags: ["PresenceBit"]
  value: {"tag": "2", "flags": "1", "payload": "78"}
  wire:
    hex 04 ; hex 02 ; hex 05 ; hex 00 ; hex 78

# --- refused: the length -----------------------------------------------------------------------------------------------

each id bytes what
  packetstream-zecvn "" "no byte"
  packetstream-3bw61 82 "a length without its last byte"
  packetstream-g9mai 808080 "a length of zeros without its last byte"
  case $id invalid must §1.6 $what
    error: truncated @start length
    wire:
      hex $bytes

each id bytes what
  packetstream-7qctc 03 "no body"
  packetstream-ee5cl 030002 "a body without its last byte"
  packetstream-xo2e1 0502020161 "four bytes of five"
  packetstream-sfbbi 8100020201 "three bytes of 128"
  packetstream-xlong 800300 "a padded length and one byte of three"
  case $id invalid must §3.4 $what
    error: truncated @start length
    wire:
      hex $bytes

case packetstream-z2dzo invalid must §3.4 a length of exactly 64 MiB and little behind it
  flags: ["UncheckedLength"]
  error: truncated @start length
  wire:
    hex a0808000 ; hex 020201

each id bytes what
  packetstream-tk1d6 a0808001 "64 MiB and 1 byte"
  packetstream-mj3ga 8fffffff7f "2^32-1"
  packetstream-x9u87 84808080800002 "2^37"
  packetstream-uid8n ffffffffffffffff7f "2^63-1"
  packetstream-i7tm6 81808080808080808000 "2^63"
  packetstream-5tg3z 81ffffffffffffffff7f "2^64-1"
  packetstream-owt6l 82808080808080808000 "2^64"
  packetstream-npzix 818080808080808080808000 "2^77"
  case $id invalid must §3.3 a length of $what, without a body
    flags: ["Policy", "UncheckedLength"]
    error: too_large|truncated @start length
    wire:
      hex $bytes

case packetstream-vxyax invalid must §1.4 a length of 20000 bytes that does not end
  flags: ["Policy", "UncheckedLength"]
  error: too_large|truncated @start length
  wire:
    repeat ff 20000

case packetstream-qiahw valid must §3.3 a length of exactly the limit of the context
  context: {"max_frame_size": 3}
  value: {"tag": "2", "flags": "0", "request_type": "1", "payload": ""}
  wire:
    hex 03 ; hex 020201

each id bytes behind
  packetstream-ae3k1 03000200 00
  packetstream-alyp1 03000200 03010200
  packetstream-3n5ej 020204 ff
  case $id invalid must §3.5 $bytes and $behind behind it
    error: trailing_bytes @behind
    wire:
      hex $bytes ; @behind hex $behind

case packetstream-hahqr invalid must §3.5 a byte behind a body that is none: the byte is seen first
  flags: ["CheckOrder"]
  error: trailing_bytes|bad_length 1
  wire:
    hex 00 ; hex 00

# --- refused: the body -------------------------------------------------------------------------------------------------

each id bytes at field what
  packetstream-zgxt9 00 1 tag "an empty body"
  packetstream-wajww 0102 2 flags "a tag and nothing else"
  packetstream-kpwlq 0182 1 tag "a tag without its last byte"
  packetstream-7km7v 03828282 1 tag "a tag that takes the whole body and does not end"
  packetstream-bxl99 020282 2 flags "flags without their last byte"
  packetstream-pu09p 020201 3 channel "a response without the channel it announces"
  packetstream-2r2t8 03020181 3 channel "a response whose channel lacks its last byte"
  packetstream-17gyy 020203 3 channel "a request without channel and type"
  packetstream-s8vld 020202 3 request_type "a request without a type"
  packetstream-f3iep 03020282 3 request_type "a request whose type lacks its last byte"
  packetstream-8v9jx 03020301 4 request_type "a request with a channel and no type"
  packetstream-16zve 04020301ff 4 request_type "a request with a channel whose type lacks its last byte"
  packetstream-6ajdr 8000 2 tag "an empty body, its length padded"
  case $id invalid must §3.7 $what
    flags: ["PresenceBit"]
    error: bad_length|truncated $at $field
    wire:
      hex $bytes

each id bytes at field what
  packetstream-4kfwy 0d83ffffffffffffffff7f020161 1 tag "a tag"
  packetstream-em70v 0d82808080808080808000020154 1 tag "a tag of 2^64"
  packetstream-zny97 0c0287ffffffffffffffff7e01 2 flags "flags"
  packetstream-0x7xd 0c028280808080808080800201 2 flags "flags of 2^62"
  packetstream-6zboy 0f090382808080808080808000036368 3 channel "a channel"
  packetstream-3ugpq 0c050282808080808080808000 3 request_type "a request type"
  case $id either should §3.10 $what over 64 bits
    ambiguity: "packetstream-amb-wide-numbers"
    flags: ["Policy"]
    error: too_large $at $field
    wire:
      hex $bytes

case packetstream-mrwmt invalid must §3.10 a tag over 64 bits and no flags: the tag comes first
  flags: ["CheckOrder", "Policy"]
  error: too_large|bad_length|truncated 1 tag
  wire:
    hex 0a ; hex 82808080808080808000

case packetstream-oyzni invalid must §3.7 a tag of ten bytes that are too many and do not end within the body
  flags: ["CheckOrder", "Policy"]
  error: too_large|bad_length|truncated 1 tag
  wire:
    hex 0a ; repeat ff 10

# --- refused: values ---------------------------------------------------------------------------------------------------

each id number
  packetstream-eoq5s 4611686018427387904
  packetstream-thlk6 18446744073709551615
  case $id either should §4.8 flags $number do not fit 64 bits
    ambiguity: "packetstream-amb-wide-numbers"
    flags: ["EncoderLimit", "Policy"]
    value: {"tag": "2", "flags": "$number", "request_type": "1", "payload": ""}
    error: unencodable 0 flags

each id tag flags channel type path
  packetstream-n7j0l -1 0 1 1 tag
  packetstream-nhhja 2 -1 1 1 flags
  packetstream-b18ev 2 0 -1 1 channel
  packetstream-erx2j 2 0 1 -1 request_type
  case $id invalid must §1.7 a $path of -1
    flags: ["EncoderLimit"]
    value: {"tag": "$tag", "flags": "$flags", "channel": "$channel", "request_type": "$type", "payload": ""}
    error: unencodable 0 $path

each id tag channel type path
  packetstream-c2yqt 18446744073709551616 1 1 tag
  packetstream-0krn6 2 18446744073709551616 1 channel
  packetstream-pnaw1 2 1 18446744073709551616 request_type
  case $id either should §1.7 a $path of 2^64
    ambiguity: "packetstream-amb-wide-numbers"
    flags: ["EncoderLimit", "Policy"]
    value: {"tag": "$tag", "flags": "0", "channel": "$channel", "request_type": "$type", "payload": ""}
    error: unencodable 0 $path

# --- the strict profile ------------------------------------------------------------------------------------------------

each id bytes at field
  packetstream-79n8a 8003000200 0 length
  packetstream-5n029 0480000200 1 tag
  packetstream-lrkdm 0400800200 2 flags
  packetstream-2g6id 0400028000 3 request_type
  packetstream-ztpfj 0602038101800a 5 request_type
  case $id invalid may §8.1 zeros in front of the $field, strict
    context: {"profile": "strict"}
    flags: ["Padding"]
    error: bad_value $at $field
    wire:
      hex $bytes

each id bytes
  packetstream-v06u4 0402030001
  packetstream-b229m 0400030000
  packetstream-0451j 0402050078
  case $id invalid may §8.2 a written channel 0, strict: $bytes
    context: {"profile": "strict"}
    flags: ["PresenceBit"]
    error: bad_value 3 channel
    wire:
      hex $bytes

case packetstream-06zbz valid may §8.2 every field, strict
  context: {"profile": "strict"}
  flags: ["FieldOrder"]
  value: {"tag": "130", "flags": "85", "channel": "3", "request_type": "16386", "payload": "0102fe"}
  wire:
    hex 0b ; hex 8102 ; hex 8257 ; hex 03 ; hex 818002 ; hex 0102fe

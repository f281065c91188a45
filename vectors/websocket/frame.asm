# Frames, assembled by hand from conformance/websocket/PROTOCOL.md sections 1 to 4 and 9. Masked payloads are worked out on paper.

document {
  "doc": "The frame of RFC 6455, section 5.2. A codec is no judge of what may stand in one: see PROTOCOL.md 1.6.",
  "flags": {
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EncoderLimit": "a value the encoder has to refuse: catches numbers that wrap round",
    "FieldOrder": "all fields there, none alike: catches fields that are swapped",
    "Forbidden": "a frame that RFC 6455 forbids its sender: the codec shows it, a connection ends with it",
    "LengthForm": "the length in a form that is not the shortest",
    "LongPayload": "payloads of 64 KiB and more",
    "Masked": "catches masks that are applied wrongly, from the wrong byte, or not at all",
    "SizeLimit": "a length at or over the limit of the reader",
    "UncheckedLength": "a length far beyond the bytes: catches readers that allocate before they look",
    "WidthBorder": "the first or last length of a form",
    "ZeroLength": "an empty payload"
  },
  "frame": "frame", "protocol": "websocket", "variant": "rfc6455"
}

# The examples of RFC 6455, section 5.7, stand in the JSON file alone.

# --- fields --------------------------------------------------------------------------------------------------------------

case websocket-zfdct valid must §1.1 every field there, all different
  flags: ["FieldOrder", "Forbidden", "LengthForm", "Masked"]
  value: {"fin": false, "rsv": 2, "opcode": "pong", "mask": "01020304", "payload": "1020477b", "length_form": 16}
  wire:
    hex 2a ; hex fe0004 ; hex 01020304 ; hex 1122447f

case websocket-znsg1 valid must §4.1 every field there that a sender may set, all different
  flags: ["FieldOrder", "Masked"]
  value: {"fin": true, "rsv": 0, "opcode": "binary", "mask": "0a0b0c0d", "payload": "112233"}
  wire:
    hex 82 ; hex 83 ; hex 0a0b0c0d ; hex 1b293f

each id head opcode
  websocket-zvb9v 80 continuation
  websocket-jw6ou 81 text
  websocket-80h3e 82 binary
  websocket-fpuys 88 close
  websocket-jvh87 89 ping
  websocket-mpkev 8a pong
  case $id valid must §2.1 opcode $opcode
    value: {"fin": true, "rsv": 0, "opcode": "$opcode", "payload": "0102"}
    wire:
      hex $head ; hex 02 ; hex 0102

each id head name fin
  websocket-3dqba 00 continuation false
  websocket-kewdl 01 text false
  websocket-erqmr 02 binary false
  websocket-8wq5h 08 close false
  websocket-yja24 09 ping false
  websocket-5x7e1 0a pong false
  case $id valid must §1.6 opcode $name without fin
    flags: ["Forbidden"]
    value: {"fin": $fin, "rsv": 0, "opcode": "$name", "payload": "0102"}
    wire:
      hex $head ; hex 02 ; hex 0102

each id head number
  websocket-02gwq 83 3
  websocket-3saox 84 4
  websocket-r3shw 85 5
  websocket-86z7v 86 6
  websocket-yf66b 87 7
  websocket-07wry 8b 11
  websocket-yye6n 8c 12
  websocket-j5zc1 8d 13
  websocket-jv0qi 8e 14
  websocket-ueh96 8f 15
  case $id valid must §2.2 the reserved opcode $number
    flags: ["Forbidden"]
    value: {"fin": true, "rsv": 0, "opcode": $number, "payload": "0102"}
    wire:
      hex $head ; hex 02 ; hex 0102

each id head rsv
  websocket-3kedx 92 1
  websocket-bto6i a2 2
  websocket-jqi4h b2 3
  websocket-tg978 c2 4
  websocket-u228v d2 5
  websocket-wsot1 e2 6
  websocket-77gax f2 7
  case $id valid must §1.6 rsv $rsv
    flags: ["Forbidden"]
    value: {"fin": true, "rsv": $rsv, "opcode": "binary", "payload": "0102"}
    wire:
      hex $head ; hex 02 ; hex 0102

case websocket-hgiup valid must §1.6 all bits of the head set
  flags: ["Forbidden", "ZeroLength"]
  value: {"fin": true, "rsv": 7, "opcode": 15, "payload": ""}
  wire:
    hex ff ; hex 00

case websocket-ylrx3 valid must §1.6 no bit of the head set
  flags: ["ZeroLength"]
  value: {"fin": false, "rsv": 0, "opcode": "continuation", "payload": ""}
  wire:
    hex 00 ; hex 00

case websocket-gstmd valid must §1.5 a text that is not UTF-8
  flags: ["Forbidden"]
  value: {"fin": true, "rsv": 0, "opcode": "text", "payload": "c328"}
  wire:
    hex 81 ; hex 02 ; hex c328

case websocket-bmwrq valid must §1.5 a close frame with half a code
  flags: ["Forbidden"]
  value: {"fin": true, "rsv": 0, "opcode": "close", "payload": "03"}
  wire:
    hex 88 ; hex 01 ; hex 03

case websocket-unfr2 valid must §1.5 a close frame with code 1000 and a reason
  value: {"fin": true, "rsv": 0, "opcode": "close", "payload": "03e8627965"}
  wire:
    hex 88 ; hex 05 ; hex 03e8 ; utf8 "bye"

case websocket-o1py7 valid must §1.6 a ping of 126 bytes
  flags: ["Forbidden"]
  value: {"fin": true, "rsv": 0, "opcode": "ping", "payload": [{"repeat": "70", "count": 126}]}
  wire:
    hex 89 ; hex 7e007e ; repeat 70 126

# --- lengths -------------------------------------------------------------------------------------------------------------

each id length size
  websocket-ty9fc 00 0
  websocket-o6rwn 01 1
  websocket-y6dqh 7d 125
  websocket-fqyny 7e007e 126
  websocket-8d1o5 7e007f 127
  websocket-xuc10 7e0080 128
  websocket-gbo5k 7e00ff 255
  websocket-6kfou 7e0100 256
  websocket-0onat 7efffe 65534
  websocket-76emi 7effff 65535
  websocket-fzc2d 7f0000000000010000 65536
  websocket-45obi 7f0000000000010001 65537
  case $id valid must §3.1 a payload of $size bytes
    flags: ["WidthBorder"]
    value: {"fin": true, "rsv": 0, "opcode": "binary", "payload": [{"repeat": "5a", "count": $size}]}
    wire:
      hex 82 ; hex $length ; repeat 5a $size

each id length size
  websocket-8fhf1 81 1
  websocket-lxy82 fd 125
  websocket-9w0yr fe007e 126
  websocket-tbhe4 fe007f 127
  websocket-209yh feffff 65535
  websocket-mbf9c ff0000000000010000 65536
  case $id valid must §3.6 a masked payload of $size bytes
    flags: ["Masked", "WidthBorder"]
    value: {"fin": true, "rsv": 0, "opcode": "binary", "mask": "0f0f0f0f", "payload": [{"repeat": "5a", "count": $size}]}
    wire:
      hex 82 ; hex $length ; hex 0f0f0f0f ; repeat 55 $size

each id length form size
  websocket-c0adt 7e0000 16 0
  websocket-p86sn 7e0001 16 1
  websocket-3l44u 7e007d 16 125
  websocket-yaste 7f0000000000000000 64 0
  websocket-shnrf 7f0000000000000001 64 1
  websocket-xgpvh 7f000000000000007d 64 125
  websocket-eoc10 7f000000000000007e 64 126
  websocket-wql5q 7f000000000000007f 64 127
  websocket-oxg6d 7f000000000000ffff 64 65535
  case $id valid must §3.8 a payload of $size bytes whose length is written in $form bits
    flags: ["Forbidden", "LengthForm"]
    value: {"fin": true, "rsv": 0, "opcode": "binary", "length_form": $form, "payload": [{"repeat": "5a", "count": $size}]}
    wire:
      hex 82 ; hex $length ; repeat 5a $size

case websocket-r1xqe valid must §3.8 a masked length that is written in 64 bits for 3 bytes
  flags: ["Forbidden", "LengthForm", "Masked"]
  value: {"fin": true, "rsv": 0, "opcode": "text", "mask": "01010101", "payload": "616263", "length_form": 64}
  wire:
    hex 81 ; hex ff0000000000000003 ; hex 01010101 ; hex 606362

case websocket-liazk valid must §3.10 a payload at the limit of the reader
  flags: ["SizeLimit"]
  context: {"max_frame_size": 16}
  value: {"fin": true, "rsv": 0, "opcode": "binary", "payload": [{"repeat": "5a", "count": 16}]}
  wire:
    hex 82 ; hex 10 ; repeat 5a 16

# --- masks ---------------------------------------------------------------------------------------------------------------

each id length masked plain size
  websocket-043p5 80 "" "" 0
  websocket-p3brq 81 "b1" "10" 1
  websocket-4bsx0 82 "b1a3" "1011" 2
  websocket-z8u73 83 "b1a3d1" "101112" 3
  websocket-9yeku 84 "b1a3d1c7" "10111213" 4
  websocket-bp1a0 85 "b1a3d1c7b5" "1011121314" 5
  websocket-k3kp7 86 "b1a3d1c7b5a7" "101112131415" 6
  websocket-47xib 87 "b1a3d1c7b5a7d5" "10111213141516" 7
  websocket-l8erz 88 "b1a3d1c7b5a7d5c3" "1011121314151617" 8
  websocket-ewlh9 89 "b1a3d1c7b5a7d5c3b9" "101112131415161718" 9
  websocket-qndg7 8a "b1a3d1c7b5a7d5c3b9ab" "10111213141516171819" 10
  websocket-zbjtr 8b "b1a3d1c7b5a7d5c3b9abd9" "101112131415161718191a" 11
  websocket-rc97o 8c "b1a3d1c7b5a7d5c3b9abd9cf" "101112131415161718191a1b" 12
  websocket-dln7p 8d "b1a3d1c7b5a7d5c3b9abd9cfbd" "101112131415161718191a1b1c" 13
  websocket-hhpoh 8e "b1a3d1c7b5a7d5c3b9abd9cfbdaf" "101112131415161718191a1b1c1d" 14
  websocket-ogk1u 8f "b1a3d1c7b5a7d5c3b9abd9cfbdafdd" "101112131415161718191a1b1c1d1e" 15
  websocket-5b3he 90 "b1a3d1c7b5a7d5c3b9abd9cfbdafddcb" "101112131415161718191a1b1c1d1e1f" 16
  websocket-b69bd 91 "b1a3d1c7b5a7d5c3b9abd9cfbdafddcb81" "101112131415161718191a1b1c1d1e1f20" 17
  case $id valid must §4.2 $size bytes under a mask: the fifth byte meets the first of the mask again
    flags: ["Masked"]
    value: {"fin": true, "rsv": 0, "opcode": "binary", "mask": "a1b2c3d4", "payload": "$plain"}
    wire:
      hex 82 ; hex $length ; hex a1b2c3d4 ; hex $masked

case websocket-bd6d4 valid must §4.4 a mask of zeros
  flags: ["Masked"]
  value: {"fin": true, "rsv": 0, "opcode": "binary", "mask": "00000000", "payload": "01020304"}
  wire:
    hex 82 ; hex 84 ; hex 00000000 ; hex 01020304

case websocket-yn12j valid must §4.4 a mask and no payload
  flags: ["Masked", "ZeroLength"]
  value: {"fin": true, "rsv": 0, "opcode": "ping", "mask": "fffefdfc", "payload": ""}
  wire:
    hex 89 ; hex 80 ; hex fffefdfc

case websocket-9fxz0 valid must §4.2 a payload that is its own mask
  flags: ["Masked"]
  value: {"fin": true, "rsv": 0, "opcode": "binary", "mask": "0badcafe", "payload": "0badcafe"}
  wire:
    hex 82 ; hex 84 ; hex 0badcafe ; hex 00000000

case websocket-60clc valid must §4.3 a continuation begins with the first byte of its mask
  flags: ["Masked"]
  value: {"fin": true, "rsv": 0, "opcode": "continuation", "mask": "37fa213d", "payload": "6c6f"}
  wire:
    hex 80 ; hex 82 ; hex 37fa213d ; hex 5b95

# --- not frames ----------------------------------------------------------------------------------------------------------

each id what place path wire
  websocket-k5xj8 "nothing" 0 head ""
  websocket-h0mic "no byte of the mask" 2 mask "8185"
  websocket-ybohc "three bytes of the mask" 2 mask "818537fa21"
  websocket-qmrgq "no byte of the payload" 2 payload "8105"
  websocket-grggw "four bytes of five" 2 payload "810548656c6c"
  websocket-9xvwf "a masked payload without its last byte" 6 payload "818537fa213d7f9f4d51"
  websocket-fhxsp "a mask cut off behind a length of 16 bits" 4 mask "82fe007e0102"
  websocket-jisuk "a payload cut off behind a length of 16 bits" 4 payload "827e007e0102"
  case $id invalid must §1.3 the bytes end: $what
    error: truncated $place $path
    wire:
      hex $wire

each id what wire
  websocket-qkjbr "a head" "81"
  websocket-m6m69 "half a length of 16 bits" "817e00"
  websocket-ag5pd "half a length of 64 bits" "817f00000000"
  websocket-iq6gf "a length of 64 bits without its last byte" "817f00000000000000"
  case $id invalid must §3.5 the bytes end: $what
    error: truncated 1 payload
    wire:
      hex $wire

each id length
  websocket-ocld8 7f8000000000000000
  websocket-jpyxp 7f8000000000000005
  websocket-irrso 7fffffffffffffffff
  websocket-u0pw4 ff8000000000000001
  case $id invalid must §3.4 a length of 64 bits with its top bit set: $length
    error: bad_length 1 payload
    wire:
      hex 82 ; hex $length ; hex 0102030405

case websocket-kcgn7 invalid must §3.4 a length with its top bit set, at the end of the bytes
  error: bad_length 1 payload
  wire:
    hex 81 ; hex 7f8000000000000005

each id length masked place
  websocket-ghod1 7f7fffffffffffffff "" 10
  websocket-mpgpm 7f0000000100000000 "" 10
  websocket-rg8i0 7f0000ffffffffffff "" 10
  websocket-22q25 ff7fffffffffffffff "00000000" 14
  case $id invalid must §1.3 a length far beyond the bytes: $length
    flags: ["UncheckedLength"]
    error: truncated $place payload
    wire:
      hex 82 ; hex $length ; hex $masked ; hex 0102

case websocket-vmhks invalid must §3.10 one byte over the limit of the reader
  flags: ["SizeLimit"]
  context: {"max_frame_size": 16}
  error: too_large 1 payload
  wire:
    hex 82 ; hex 11 ; repeat 5a 17

case websocket-xix3i invalid must §3.10 a length over the limit, before any of the payload
  flags: ["SizeLimit", "UncheckedLength"]
  context: {"max_frame_size": 1048576}
  error: too_large 1 payload
  wire:
    hex 82 ; hex 7f0000000100000000

case websocket-1l0k2 invalid must §3.10 a masked length over the limit
  flags: ["SizeLimit", "Masked"]
  context: {"max_frame_size": 16}
  error: too_large 1 payload
  wire:
    hex 82 ; hex fe0011 ; hex 01020304 ; repeat 5a 17

case websocket-h0eiz invalid must §3.4 a length over the limit with its top bit set
  flags: ["CheckOrder"]
  context: {"max_frame_size": 16}
  error: bad_length 1 payload
  wire:
    hex 82 ; hex 7fffffffffffffffff

case websocket-q6g5i invalid must §3.10 a length over the limit, and bytes behind the frame
  flags: ["CheckOrder"]
  context: {"max_frame_size": 16}
  error: too_large 1 payload
  wire:
    hex 82 ; hex 11 ; repeat 5a 18

case websocket-vkkg6 invalid must §1.4 a byte behind the frame
  error: trailing_bytes 4
  wire:
    hex 81 ; hex 02 ; hex 6162 ; hex 00

case websocket-p62n9 invalid must §1.4 a frame behind the frame
  error: trailing_bytes 5
  wire:
    hex 01 ; hex 03 ; hex 48656c ; hex 80 ; hex 02 ; hex 6c6f

case websocket-wgaon invalid must §1.4 a byte behind a frame without payload
  error: trailing_bytes 6
  wire:
    hex 8a ; hex 80 ; hex 01020304 ; hex 61

# --- values without encoding ---------------------------------------------------------------------------------------------

case websocket-fglb9 invalid must §1.7 rsv 8
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 8, "opcode": "text", "payload": ""}
  error: unencodable 0 rsv

case websocket-a6jq7 invalid must §1.7 rsv 255
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 255, "opcode": "text", "payload": ""}
  error: unencodable 0 rsv

case websocket-rourn invalid must §1.7 opcode 16
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 0, "opcode": 16, "payload": ""}
  error: unencodable 0 opcode

case websocket-k1box invalid must §1.7 opcode 129
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 0, "opcode": 129, "payload": ""}
  error: unencodable 0 opcode

case websocket-epo8h invalid must §1.7 an opcode without a meaning
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 0, "opcode": "pang", "payload": ""}
  error: unencodable 0 opcode

case websocket-vqd9q invalid must §4.5 a mask of three bytes
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 0, "opcode": "text", "mask": "010203", "payload": ""}
  error: unencodable 0 mask

case websocket-1191p invalid must §4.5 a mask of five bytes
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 0, "opcode": "text", "mask": "0102030405", "payload": ""}
  error: unencodable 0 mask

case websocket-yul5m invalid must §3.9 a length form of 8 bits
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 0, "opcode": "text", "payload": "01", "length_form": 8}
  error: unencodable 0 length_form

case websocket-c2z95 invalid must §3.9 126 bytes in 7 bits
  flags: ["EncoderLimit"]
  value: {"fin": true, "rsv": 0, "opcode": "text", "payload": [{"repeat": "5a", "count": 126}], "length_form": 7}
  error: unencodable 0 length_form

case websocket-hl7yr invalid must §3.9 65536 bytes in 16 bits
  flags: ["EncoderLimit", "LongPayload"]
  value: {"fin": true, "rsv": 0, "opcode": "text", "payload": [{"repeat": "5a", "count": 65536}], "length_form": 16}
  error: unencodable 0 length_form

case websocket-we6it invalid must §3.11 17 bytes where 16 are the limit
  flags: ["EncoderLimit", "SizeLimit"]
  context: {"max_frame_size": 16}
  value: {"fin": true, "rsv": 0, "opcode": "text", "payload": [{"repeat": "5a", "count": 17}]}
  error: unencodable 0 payload

# --- the strict profile --------------------------------------------------------------------------------------------------

case websocket-sw3id valid must §9.1 strict: a ping of 125 bytes
  flags: ["WidthBorder"]
  context: {"profile": "strict"}
  value: {"fin": true, "rsv": 0, "opcode": "ping", "payload": [{"repeat": "70", "count": 125}]}
  wire:
    hex 89 ; hex 7d ; repeat 70 125

case websocket-8ocgr valid must §9.5 strict: 126 bytes in 16 bits
  flags: ["WidthBorder"]
  context: {"profile": "strict"}
  value: {"fin": true, "rsv": 0, "opcode": "binary", "payload": [{"repeat": "70", "count": 126}]}
  wire:
    hex 82 ; hex 7e007e ; repeat 70 126

each id head
  websocket-ogirr 08
  websocket-zo58h 09
  websocket-98753 0a
  case $id invalid must §9.1 strict: a fragment of a control frame, $head
    context: {"profile": "strict"}
    error: bad_value 0 fin
    wire:
      hex $head ; hex 02 ; hex 03e8

each id head rsv
  websocket-4hm07 92 1
  websocket-yrgon a2 2
  websocket-q5umm b2 3
  websocket-2uaub c2 4
  websocket-4nl56 d2 5
  websocket-2ojgz e2 6
  websocket-frh83 f2 7
  case $id invalid must §9.2 strict: rsv $rsv
    context: {"profile": "strict"}
    error: bad_value 0 rsv
    wire:
      hex $head ; hex 02 ; hex 0102

each id head number
  websocket-sxvlh 83 3
  websocket-m3pkn 84 4
  websocket-1rajz 85 5
  websocket-hcgow 86 6
  websocket-22dsi 87 7
  websocket-8k929 8b 11
  websocket-02dvx 8c 12
  websocket-mqnpt 8d 13
  websocket-iyyjq 8e 14
  websocket-hnr0j 8f 15
  case $id invalid must §9.3 strict: the reserved opcode $number
    context: {"profile": "strict"}
    error: bad_value 0 opcode
    wire:
      hex $head ; hex 02 ; hex 0102

case websocket-5k9jx invalid must §9.4 strict: a ping of 126 bytes
  flags: ["WidthBorder"]
  context: {"profile": "strict"}
  error: too_large 1 payload
  wire:
    hex 89 ; hex 7e007e ; repeat 70 126

case websocket-r3j2y invalid must §9.4 strict: a close of 65536 bytes of which none has come
  context: {"profile": "strict"}
  error: too_large|truncated 1 payload
  wire:
    hex 88 ; hex 7f0000000000010000

each id length size
  websocket-z8v9a 7e0000 0
  websocket-cyehl 7e007d 125
  websocket-qig1t 7f0000000000000000 0
  websocket-ecemx 7f000000000000007e 126
  websocket-d4dvm 7f000000000000ffff 65535
  case $id invalid must §9.5 strict: $length is not the shortest form of $size
    flags: ["LengthForm"]
    context: {"profile": "strict"}
    error: bad_value 1 payload
    wire:
      hex 82 ; hex $length ; repeat 5a $size

case websocket-6v29h invalid must §9.6 strict: everything is wrong, and fin comes first
  flags: ["CheckOrder"]
  context: {"profile": "strict"}
  error: bad_value 0 fin
  wire:
    hex 7b ; hex 7e0003 ; hex 616263

case websocket-vuinl invalid must §9.6 strict: rsv before opcode
  flags: ["CheckOrder"]
  context: {"profile": "strict"}
  error: bad_value 0 rsv
  wire:
    hex fb ; hex 7e0003 ; hex 616263

case websocket-ayo6i invalid must §9.6 strict: opcode before length
  flags: ["CheckOrder"]
  context: {"profile": "strict"}
  error: bad_value 0 opcode
  wire:
    hex 83 ; hex 7e0003 ; hex 616263

case websocket-d6nss invalid must §9.6 strict: the header is not whole, so more bytes could not help but are awaited
  flags: ["CheckOrder"]
  context: {"profile": "strict"}
  error: truncated 1 payload
  wire:
    hex fb ; hex 7e00

case websocket-hq0kh invalid must §9.6 strict: what is wrong in the header comes before a payload that is not there
  flags: ["CheckOrder"]
  context: {"profile": "strict"}
  error: bad_value|truncated 0 rsv
  wire:
    hex c1 ; hex 05 ; hex 48

case websocket-2xq7d invalid must §2.3 strict: a reserved opcode from 8 on is a control frame's, so fin is judged before the opcode
  flags: ["CheckOrder"]
  context: {"profile": "strict"}
  error: bad_value 0 fin
  wire:
    hex 0b ; hex 00

case websocket-h4m8v invalid must §9.3 strict: a reserved opcode below 8 is a data frame's, so fin may be missing
  context: {"profile": "strict"}
  error: bad_value 0 opcode
  wire:
    hex 03 ; hex 00

case websocket-p9c3z valid must §3.7 the shortest form by name, as an encoder is told it
  flags: ["LengthForm"]
  encode_only: true
  value: {"fin": true, "rsv": 0, "opcode": "text", "payload": "616263", "length_form": 7}
  wire:
    hex 8103 ; hex 616263

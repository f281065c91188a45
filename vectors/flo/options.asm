# Options that stand alone, assembled by hand from conformance/flo/PROTOCOL.md §4.
include layout.inc

document {
  "doc": "The options of a request, without the length before them: tag, length, data, until the bytes end. PROTOCOL.md section 4.",
  "flags": {
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round",
    "Incomplete": "the last option runs out",
    "NotText": "bytes that are not UTF-8, or zero bytes: catches readers that treat bytes as text",
    "OddWidth": "data of another width than the tag's form: catches codecs that convert where they should pass on",
    "UnknownNumber": "a tag outside of the table: catches closed enums that have to be open",
    "ZeroLength": "no option, or an option without data"
  },
  "frame": "options", "protocol": "flo", "variant": "v1-24"
}

case flo-k2pil valid must §4.1 smallest: no option at all
  flags: ["ZeroLength"]
  value: {"options": []}
  wire:

case flo-9zp7e valid must §4.1 several options, all different, none equal to its reverse
  value: {"options": [{"tag": "TTL_SECONDS", "data": "1122334455667788"}, {"tag": "DEDUP_KEY", "data": "6465647570"}, {"tag": "COUNT", "data": "01020304"}, {"tag": "PRIORITY", "data": "09"}]}
  wire:
    option 0x01: hex 1122334455667788
    option 0x13: utf8 "dedup"
    option 0x15: u32le 0x04030201
    option 0x10: u8 9

# §4.4: the table of tags, each with data of its form
each id code name form hex
  flo-dyns4 0x01 TTL_SECONDS "u64" a1b2c3d4e5f60718
  flo-qd7m5 0x02 CAS_VERSION "u64" a1b2c3d4e5f60718
  flo-bf924 0x03 IF_NOT_EXISTS "flag" ""
  flo-valbs 0x04 IF_EXISTS "flag" ""
  flo-wv8sx 0x05 LIMIT "u32" a1b2c3d4
  flo-bky2d 0x06 KEYS_ONLY "u8" a1
  flo-ywx6e 0x07 CURSOR "bytes" 00ff7f80
  flo-bfm5i 0x10 PRIORITY "u8" a1
  flo-vohq7 0x11 DELAY_MS "u64" a1b2c3d4e5f60718
  flo-77v14 0x12 VISIBILITY_TIMEOUT_MS "u32" a1b2c3d4
  flo-ivhua 0x13 DEDUP_KEY "text" 7465787421
  flo-05tb3 0x14 MAX_RETRIES "u8" a1
  flo-f7g0z 0x15 COUNT "u32" a1b2c3d4
  flo-ic9t1 0x16 SEND_TO_DLQ "u8" a1
  flo-lf5vb 0x17 BLOCK_MS "u32" a1b2c3d4
  flo-i6q83 0x18 WAIT_MS "u32" a1b2c3d4
  flo-dgmky 0x21 STREAM_START "stream id" 0102030405060708a1a2a3a4a5a6a7a8
  flo-04lq6 0x22 STREAM_END "stream id" 0102030405060708a1a2a3a4a5a6a7a8
  flo-673y7 0x23 STREAM_TAIL "flag" ""
  flo-mu5g0 0x24 PARTITION "u32" a1b2c3d4
  flo-eea6j 0x25 PARTITION_KEY "text" 7465787421
  flo-s1rks 0x26 MAX_AGE_SECONDS "u64" a1b2c3d4e5f60718
  flo-ivz5b 0x27 MAX_BYTES "u64" a1b2c3d4e5f60718
  flo-fbb5m 0x28 DRY_RUN "flag" ""
  flo-8r8fg 0x29 RETENTION_COUNT "u64" a1b2c3d4e5f60718
  flo-2n11f 0x2a RETENTION_AGE "u64" a1b2c3d4e5f60718
  flo-lmhb7 0x2b RETENTION_BYTES "u64" a1b2c3d4e5f60718
  flo-wb01i 0x30 ACK_TIMEOUT_MS "u32" a1b2c3d4
  flo-4w2co 0x31 MAX_DELIVER "u8" a1
  flo-8uqkj 0x32 SUBSCRIPTION_MODE "u8" a1
  flo-m72k3 0x33 REDELIVERY_DELAY_MS "u32" a1b2c3d4
  flo-9a80w 0x34 CONSUMER_TIMEOUT_MS "u32" a1b2c3d4
  flo-lv5yy 0x35 NO_ACK "flag" ""
  flo-a13cg 0x36 IDLE_TIMEOUT_MS "u64" a1b2c3d4e5f60718
  flo-av16r 0x37 MAX_ACK_PENDING "u32" a1b2c3d4
  flo-062ot 0x38 EXTEND_ACK_MS "u32" a1b2c3d4
  flo-vai5g 0x39 MAX_STANDBYS "u16" a1b2
  flo-sk7mv 0x3a NUM_SLOTS "u16" a1b2
  flo-umks8 0x40 WORKER_ID "text" 7465787421
  flo-eut7e 0x41 EXTEND_MS "u32" a1b2c3d4
  flo-0gmlb 0x42 MAX_TASKS "u32" a1b2c3d4
  flo-352xp 0x43 RETRY "flag" ""
  flo-7gp10 0x50 TIMEOUT_MS "u64" a1b2c3d4e5f60718
  flo-tx9g3 0x51 RETRY_POLICY "bytes" 00ff7f80
  flo-s1yx8 0x52 CORRELATION_ID "text" 7465787421
  flo-2bpdm 0x53 SUBSCRIPTION_ID "u64" a1b2c3d4e5f60718
  case $id valid must §4.4 tag $code $name, $form
    value: {"options": [{"tag": "$name", "data": "$hex"}]}
    wire:
      option $code: hex $hex

case flo-6drbr valid must §4.11 the five options of a blocking, ranged stream read
  value: {"options": [{"tag": "STREAM_START", "data": "0068e5cf8b0100000500000000000000"}, {"tag": "STREAM_END", "data": "0168e5cf8b0100000900000000000000"},
    {"tag": "PARTITION", "data": "03000000"}, {"tag": "COUNT", "data": "0a000000"}, {"tag": "BLOCK_MS", "data": "64000000"}]}
  wire:
    option 0x21
      u64le 1700000000000
      u64le 5
    option 0x22
      u64le 1700000000001
      u64le 9
    option 0x24: u32le 3
    option 0x15: u32le 10
    option 0x17: u32le 100

each id what hex
  flo-906m9 "0" 0000000000000000
  flo-c49lf "2^63-1" ffffffffffffff7f
  flo-xa22j "2^63" 0000000000000080
  flo-jr6qg "2^64-1" ffffffffffffffff
  case $id valid must §4.4 u64 option with $what
    value: {"options": [{"tag": "CAS_VERSION", "data": "$hex"}]}
    wire:
      option 0x02: hex $hex

each id what hex
  flo-ylfvk "0" 00000000
  flo-lzs6o "2^31" 00000080
  flo-4bh7s "2^32-1" ffffffff
  case $id valid must §4.4 u32 option with $what
    value: {"options": [{"tag": "LIMIT", "data": "$hex"}]}
    wire:
      option 0x05: hex $hex

each id size
  flo-oqu8y 1
  flo-06lrv 254
  flo-hxy53 255
  case $id valid must §4.2 data of $size bytes
    value: {"options": [{"tag": "DEDUP_KEY", "data": [{"repeat": "64", "count": $size}]}]}
    wire:
      option 0x13: repeat 64 $size

case flo-97h0c valid must §4.1 text option without data
  flags: ["ZeroLength"]
  value: {"options": [{"tag": "DEDUP_KEY", "data": ""}]}
  wire:
    option 0x13

case flo-88jr1 valid must §4.7 text option in many scripts
  value: {"options": [{"tag": "CORRELATION_ID", "data": "d0b8d0bcd18ff09f909d65cc81"}]}
  wire:
    option 0x52: utf8 "имя🐝e\u0301"

each id kind hex
  flo-nqcq0 overlong c0af
  flo-owve0 surrogate eda080
  flo-dvb6u "cut off" e282
  flo-nllem "impossible" ff
  case $id valid must §4.7 text option with $kind UTF-8 stays bytes
    flags: ["NotText"]
    value: {"options": [{"tag": "WORKER_ID", "data": "$hex"}]}
    wire:
      option 0x40: hex $hex

each id code name hex form
  flo-q6x4i 0x01 TTL_SECONDS 01020304 "u64 in four bytes"
  flo-8vh1s 0x02 CAS_VERSION 010203040506070809 "u64 in nine bytes"
  flo-yuu5l 0x03 IF_NOT_EXISTS 01 "flag with a byte"
  flo-kzqw8 0x05 LIMIT 01 "u32 in one byte"
  flo-86sq7 0x05 LIMIT 0102030405060708 "u32 in eight bytes"
  flo-zjqvt 0x10 PRIORITY "" "u8 without data"
  flo-skief 0x21 STREAM_START 0102030405060708090a0b0c0d0e0f "stream id of 15 bytes"
  flo-b89v9 0x43 RETRY 01 "flag sent as u8, as its comment has it"
  flo-1ukvp 0x50 TIMEOUT_MS c8000000 "u64 sent as u32, as flo-python 0.1.0 does"
  case $id valid must §4.7 $name: $form, kept as it is
    flags: ["OddWidth"]
    value: {"options": [{"tag": "$name", "data": "$hex"}]}
    wire:
      option $code: hex $hex

case flo-fbso7 valid must §4.6 the same tag three times, other tags between
  value: {"options": [{"tag": "LIMIT", "data": "01000000"}, {"tag": "IF_EXISTS", "data": ""}, {"tag": "LIMIT", "data": "02000000"}, {"tag": "LIMIT", "data": "01000000"}]}
  wire:
    option 0x05: u32le 1
    option 0x04
    option 0x05: u32le 2
    option 0x05: u32le 1

case flo-jv25r valid must §4.3 maximum: 255 options of 255 bytes, 65535 bytes together
  value: {"options": {"$repeat": [[{"tag": "DEDUP_KEY", "data": [{"repeat": "64", "count": 255}]}], 255]}}
  wire:
    repeat 13ff646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464 255

# --- either: readers that stop, readers that raise ---------------------------------------------------------------------

each id code number
  flo-u7rkr 0x00 0
  flo-6eibj 0x08 8
  flo-dhxh1 0x0f 15
  flo-xl7z0 0x19 25
  flo-q5b5c 0x20 32
  flo-dd8uu 0x2c 44
  flo-x1wc1 0x2f 47
  flo-ut20p 0x3b 59
  flo-1m8tj 0x44 68
  flo-3xnqi 0x54 84
  flo-y8dcj 0x60 96
  flo-wmces 0x80 128
  flo-6movm 0xff 255
  case $id either must §4.5 tag $code is not in the table and is kept as a number
    flags: ["UnknownNumber"]
    ambiguity: "flo-amb-unknown-option-tag"
    value: {"options": [{"tag": $number, "data": "0102"}, {"tag": "IF_EXISTS", "data": ""}]}
    wire:
      option $code: hex 0102
      option 0x04

case flo-yox0n either must §4.10 a tag alone
  flags: ["Incomplete"]
  ambiguity: "flo-amb-incomplete-option"
  error: truncated @length options[0].data
  wire:
    hex 05 ; @length

case flo-dgb17 either must §4.10 a tag alone after a whole option
  flags: ["Incomplete"]
  ambiguity: "flo-amb-incomplete-option"
  error: truncated @length options[1].data
  wire:
    option 0x03
    hex 05 ; @length

case flo-tc7b0 either must §4.10 data without its last byte
  flags: ["Incomplete"]
  ambiguity: "flo-amb-incomplete-option"
  error: truncated @length options[0].data
  wire:
    hex 05 ; @length u8 4 ; hex 010203

case flo-my19s either must §4.10 data of 255 bytes announced, none there
  flags: ["Incomplete"]
  ambiguity: "flo-amb-incomplete-option"
  error: truncated @length options[0].data
  wire:
    hex 13 ; @length u8 255

case flo-a65m1 either must §4.10 data of 255 bytes announced, 254 there
  flags: ["Incomplete"]
  ambiguity: "flo-amb-incomplete-option"
  error: truncated @length options[2].data
  wire:
    option 0x03
    option 0x15: u32le 7
    hex 13 ; @length u8 255 ; repeat 64 254

case flo-vuvch either must §4.10 an unknown tag without a length
  flags: ["Incomplete", "UnknownNumber"]
  ambiguity: "flo-amb-incomplete-option"
  error: truncated 1 options[0].data
  wire:
    hex ff

# --- refused by the encoder --------------------------------------------------------------------------------------------

case flo-mysf6 invalid must §4.2 encode: data of 256 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 options[0].data
  value: {"options": [{"tag": "DEDUP_KEY", "data": [{"repeat": "64", "count": 256}]}]}

case flo-kjm2l invalid must §4.2 encode: data of 257 bytes in the third option
  flags: ["EncoderLimit"]
  error: unencodable 0 options[2].data
  value: {"options": [{"tag": "IF_EXISTS", "data": ""}, {"tag": "LIMIT", "data": "01000000"}, {"tag": "DEDUP_KEY", "data": [{"repeat": "64", "count": 257}]}]}

each id json
  flo-3xi6u 256
  flo-cifq5 -1
  flo-4whtq 1.5
  flo-dmwjh true
  case $id invalid must §7.20 encode: tag $json is none
    flags: ["EncoderLimit"]
    error: unencodable 0 options[0].tag
    value: {"options": [{"tag": $json, "data": ""}]}

case flo-kww9h invalid must §7.20 encode: an option without a tag
  error: unencodable 0 options[1].tag
  value: {"options": [{"tag": "IF_EXISTS", "data": ""}, {"data": "01"}]}

case flo-wa46v invalid must §7.20 encode: an unknown member in an option
  error: unencodable 0 options[0].name
  value: {"options": [{"tag": "IF_EXISTS", "data": "", "name": "IF_EXISTS"}]}

case flo-yykq2 invalid must §7.20 encode: options that are no list
  error: unencodable 0 options
  value: {"options": {"IF_EXISTS": ""}}

case flo-nla4t invalid must §7.20 encode: no options member
  error: unencodable 0 options
  value: {}

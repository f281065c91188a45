# Single frames, assembled by hand from conformance/haystack/PROTOCOL.md. Compressed payloads are spelled out where they can be: stored
# blocks of deflate, stored pieces of LZMA2; the others are bytes of deflate and of LZMA that were made symbol by symbol or by Python's zlib and lzma.
include layout.inc

document {
  "doc": "One binary WebSocket message: header, algorithm byte, chunk header, payload. PROTOCOL.md sections 1 to 5. How compressed payloads are read (section 4) is shown here for all frames.",
  "flags": {
    "BadCompression": "compressed data that is broken: catches readers that hand out what came before the damage",
    "BadOpcode": "operation codes that mean nothing",
    "BigFrame": "payloads of 64 KiB and more: catches lengths held in too few bits",
    "Bomb": "a few bytes that unfold to many: catches readers that count when it is too late",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "Chunk": "a chunk header in a frame that is read alone",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and wrong byte order",
    "EncoderLimit": "a value the encoder has to refuse: catches encoders that write what nobody can read",
    "Lzma": "compressed with LZMA2",
    "OddFlags": "combinations of flags that no encoder writes",
    "ReservedBits": "bits of the flags without a meaning: catches readers that compare flags instead of testing bits",
    "Strict": "what only the strict profile refuses",
    "TrailingBytes": "bytes behind the end of a compressed stream",
    "Truncated": "the message ends too early",
    "ZeroLength": "empty payloads",
    "Zlib": "compressed with zlib"
  },
  "frame": "frame", "protocol": "haystack", "variant": "v2"
}

# --- whole frames -------------------------------------------------------------------------------------------------------

case haystack-qg0z6 valid must §1.2 every field, all different: compressed with lzma, chunk 2 of 5
  compare: "decompressed"
  flags: ["Chunk", "Lzma"]
  value: {"flags": 1, "req_id": 4660, "op": "hisWrite", "compression": "lzma", "chunk": {"index": 2, "total": 5}, "payload": "c0ffee"}
  wire:
    header 0x19 0x1234 13 ; u8 1 ; chunk 2 5
    lzma: hex c0ffee

case haystack-zegoz valid must §1.2 every field, all different: compressed with zlib, chunk 770 of 1800
  compare: "decompressed"
  flags: ["Chunk", "Zlib"]
  value: {"flags": 3, "req_id": 5, "op": "read", "compression": "zlib", "chunk": {"index": 770, "total": 1800}, "payload": "0102030405060708"}
  wire:
    header 0x1b 5 10 ; u8 0 ; chunk 770 1800
    zlib: hex 0102030405060708

case haystack-60hek valid must §1.2 the algorithm byte comes before the chunk header: exchanged, index and total would be 1 and 1
  compare: "decompressed"
  flags: ["Chunk", "Lzma"]
  value: {"flags": 0, "req_id": 1, "op": "nav", "compression": "lzma", "chunk": {"index": 1, "total": 257}, "payload": "61"}
  wire:
    header 0x18 1 11 ; u8 1 ; chunk 1 257
    lzma: hex 61

case haystack-w4669 valid must §1.5 smallest: a header and nothing else
  flags: ["ZeroLength"]
  value: {"flags": 0, "req_id": 0, "op": "about", "payload": ""}
  wire:
    header 0 0 1

each id what payload
  haystack-q33x1 "a zero byte" 00
  haystack-mirjc "what looks like a header" 0000000a
  haystack-i8vc2 "what looks like compressed data" 007801030000000001
  haystack-l5cat "bytes that are no UTF-8" fffe80
  haystack-p69hp "a grid" 7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d
  case $id valid must §1.6 the payload is any bytes: $what
    value: {"flags": 1, "req_id": 258, "op": "read", "payload": "$payload"}
    wire:
      header 1 258 10 ; hex $payload

each id size
  haystack-mazj2 1023
  haystack-4wvse 1024
  haystack-yctao 1025
  haystack-kqe5d 65535
  haystack-7qrtm 65536
  haystack-nsl65 262144
  haystack-ph0td 262145
  haystack-9vc21 1048577
  case $id valid must §5.8 a payload of $size bytes, not compressed and not chunked: the caller decides
    flags: ["BigFrame"]
    value: {"flags": 1, "req_id": 7, "op": "hisRead", "payload": [{"repeat": "78", "count": $size}]}
    wire:
      header 1 7 12 ; repeat 78 $size

case haystack-mjbxc valid must §4.16 the limit of unfolded payloads is none of raw ones
  context: {"max_decompressed": 3}
  value: {"flags": 1, "req_id": 7, "op": "hisRead", "payload": "78797a7b"}
  wire:
    header 1 7 12 ; hex 78797a7b

case haystack-zvtb9 valid must §2.5 an error grid without the error bit
  value: {"flags": 1, "req_id": 9, "op": "read", "payload": "7b225f6b696e64223a2267726964222c226d657461223a7b22657272223a7b225f6b696e64223a226d61726b6572227d7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d"}
  wire:
    header 1 9 10 ; text {"_kind":"grid","meta":{"err":{"_kind":"marker"}},"cols":[],"rows":[]}

# --- operations -----------------------------------------------------------------------------------------------------------

each id name code
  haystack-edlms about 1
  haystack-ls75q ops 2
  haystack-6tdu9 formats 3
  haystack-xuq8v close 4
  haystack-j52uo read 10
  haystack-o4keq nav 11
  haystack-69c81 hisRead 12
  haystack-2wszn hisWrite 13
  haystack-fs8ot pointWrite 14
  haystack-cnzkn watchSub 15
  haystack-gfjyx watchUnsub 16
  haystack-c22yt watchPoll 17
  haystack-qhpd1 invokeAction 18
  case $id valid must §3.1 operation $name is $code
    value: {"flags": 0, "req_id": 515, "op": "$name", "payload": "7b7d"}
    wire:
      header 0 515 $code ; hex 7b7d

each id code
  haystack-idn2c 0
  haystack-q79tp 5
  haystack-omhzy 6
  haystack-94ag4 7
  haystack-cqd00 8
  haystack-l42t2 9
  haystack-6b92o 19
  haystack-cmle0 20
  haystack-hcgtt 74
  haystack-vzg7v 127
  haystack-rig1o 128
  haystack-bpopt 138
  haystack-pcq27 254
  haystack-v876j 255
  case $id invalid must §3.2 no operation has the code $code
    flags: ["BadOpcode"]
    error: bad_opcode 3 op
    wire:
      header 1 1 $code ; hex 7b7d

each id what flags more
  haystack-7n4j3 "a missing algorithm byte" 0x08 ""
  haystack-8xtxk "an unknown algorithm" 0x08 09
  haystack-027qc "a missing chunk header" 0x10 ""
  haystack-wbaeh "broken compressed data" 0x08 0000
  haystack-winry "everything that flags announce missing" 0xff ""
  case $id invalid must §3.3 an unknown operation and $what: the operation comes first
    flags: ["BadOpcode", "CheckOrder"]
    error: bad_opcode 3 op
    wire:
      header $flags 1 19 ; hex $more

case haystack-i0gnp invalid should §3.3 strict: an unknown operation and reserved bits, the operation comes first
  context: {"profile": "strict"}
  flags: ["BadOpcode", "CheckOrder", "ReservedBits", "Strict"]
  error: bad_opcode 3 op
  wire:
    header 0xe0 1 0

# --- flags and request ids --------------------------------------------------------------------------------------------------

each id flags what
  haystack-czcxe 0 "a request"
  haystack-knpgx 1 "a response"
  haystack-6kl8o 3 "an error"
  haystack-wl23e 4 "a push"
  case $id valid must §2.1 flags $flags: $what
    value: {"flags": $flags, "req_id": 0, "op": "watchPoll", "payload": "7b7d"}
    wire:
      header $flags 0 17 ; hex 7b7d

each id flags
  haystack-py3eq 2
  haystack-wxgox 5
  haystack-xd6za 6
  haystack-idtx3 7
  case $id valid should §2.3 flags $flags: no combination is judged
    flags: ["OddFlags"]
    value: {"flags": $flags, "req_id": 772, "op": "watchPoll", "payload": "7b7d"}
    wire:
      header $flags 772 17 ; hex 7b7d

case haystack-4qsk7 valid should §2.3 strict: no combination is judged either
  context: {"profile": "strict"}
  flags: ["OddFlags", "Strict"]
  value: {"flags": 7, "req_id": 772, "op": "watchPoll", "payload": "7b7d"}
  wire:
    header 7 772 17 ; hex 7b7d

each id flags
  haystack-tjnlb 32
  haystack-z7l4v 64
  haystack-5d0e2 128
  haystack-x2rym 224
  haystack-908n3 231
  case $id valid should §2.4 flags $flags: bits without a meaning are kept
    flags: ["ReservedBits"]
    value: {"flags": $flags, "req_id": 1, "op": "read", "payload": "7b7d"}
    wire:
      header $flags 1 10 ; hex 7b7d

case haystack-o17kg valid should §2.4 all eight bits: those of compression and chunk do their work
  compare: "decompressed"
  flags: ["Chunk", "ReservedBits", "Zlib"]
  value: {"flags": 231, "req_id": 1, "op": "read", "compression": "zlib", "chunk": {"index": 0, "total": 1}, "payload": "7b7d"}
  wire:
    header 0xff 1 10 ; u8 0 ; chunk 0 1
    zlib: hex 7b7d

each id flags
  haystack-7lu5i 32
  haystack-xax1k 64
  haystack-iuyrh 128
  haystack-tvlnu 255
  case $id invalid should §16.1 strict: flags $flags have bits without a meaning
    context: {"profile": "strict"}
    flags: ["ReservedBits", "Strict"]
    error: bad_value 0 flags
    wire:
      header $flags 1 10 ; hex 00 0000 0001 7801030000000001

each id number
  haystack-pnghy 1
  haystack-3qxq7 127
  haystack-0754k 128
  haystack-gh6fi 255
  haystack-7pxjp 256
  haystack-r7m9u 32767
  haystack-fhbfe 32768
  haystack-7kmop 65535
  case $id valid must §1.4 request id $number
    flags: ["EdgeNumber"]
    value: {"flags": 0, "req_id": $number, "op": "ops", "payload": ""}
    wire:
      header 0 $number 2

case haystack-b3yko valid should §1.4 a push with a request id
  flags: ["OddFlags"]
  value: {"flags": 4, "req_id": 65535, "op": "watchPoll", "payload": "7b7d"}
  wire:
    header 4 65535 17 ; hex 7b7d

# --- too short --------------------------------------------------------------------------------------------------------------

each id size bytes at field
  haystack-xl7o8 0 "" 0 flags
  haystack-3lhwq 1 00 1 req_id
  haystack-20987 2 0000 1 req_id
  haystack-3pce4 3 000100 3 op
  case $id invalid must §1.7 only $size bytes of the header
    flags: ["Truncated"]
    error: truncated $at $field
    wire:
      hex $bytes

case haystack-v0bpa invalid must §1.7 three bytes of 0xff: too short comes before what the flags say
  flags: ["CheckOrder", "Truncated"]
  error: truncated 3 op
  wire:
    hex ffffff

each id flags
  haystack-2n8oe 0x08
  haystack-65nfj 0x09
  haystack-da0sz 0x18
  haystack-uzo1l 0x1f
  case $id invalid must §4.1 flags $flags and no algorithm byte
    flags: ["Truncated"]
    error: truncated 4 compression
    wire:
      header $flags 1 10

each id size bytes field at
  haystack-ojhgm 0 "" chunk.index 4
  haystack-h23xa 1 00 chunk.index 4
  haystack-o26bm 2 0000 chunk.total 6
  haystack-ee9f0 3 000000 chunk.total 6
  case $id invalid must §5.1 $size bytes of the chunk header
    flags: ["Chunk", "Truncated"]
    error: truncated $at $field
    wire:
      header 0x11 1 10 ; hex $bytes

each id size bytes field at algorithm
  haystack-v5d5o 0 "" chunk.index 5 0
  haystack-ugb8q 1 00 chunk.index 5 1
  haystack-hckxw 2 0000 chunk.total 7 0
  haystack-axg4m 3 000000 chunk.total 7 1
  case $id invalid must §5.1 $size bytes of the chunk header behind algorithm $algorithm
    flags: ["Chunk", "Truncated"]
    error: truncated $at $field
    wire:
      header 0x19 1 10 ; u8 $algorithm ; hex $bytes

# --- algorithms -------------------------------------------------------------------------------------------------------------

each id number
  haystack-wwmw0 2
  haystack-2g5m4 3
  haystack-akoff 9
  haystack-z73md 127
  haystack-mh4al 128
  haystack-6nu02 255
  case $id invalid must §4.2 no algorithm has the number $number
    flags: ["BadCompression"]
    error: bad_compression 4 compression
    wire:
      header 0x09 1 10 ; u8 $number ; hex 7801030000000001

case haystack-2uxwc invalid must §4.2 an unknown algorithm and not a byte of payload
  flags: ["BadCompression", "CheckOrder"]
  error: bad_compression 4 compression
  wire:
    header 0x09 1 10 ; u8 2

each id size bytes
  haystack-r86c7 no ""
  haystack-aq9kd three 000000
  case $id invalid should §4.2 an unknown algorithm and $size bytes of the chunk header: the algorithm comes first
    flags: ["BadCompression", "CheckOrder", "Chunk"]
    error: bad_compression|truncated 4 compression
    wire:
      header 0x19 1 10 ; u8 9 ; hex $bytes

case haystack-z4kur invalid must §4.2 an unknown algorithm of a chunk
  flags: ["BadCompression", "Chunk"]
  error: bad_compression 4 compression
  wire:
    header 0x19 1 10 ; u8 9 ; chunk 0 1 ; hex 78

# --- zlib -------------------------------------------------------------------------------------------------------------------

case haystack-mfa2m valid must §4.12 zlib of nothing
  compare: "decompressed"
  flags: ["ZeroLength", "Zlib"]
  value: {"flags": 1, "req_id": 10, "op": "read", "compression": "zlib", "payload": ""}
  wire:
    header 0x09 10 10 ; u8 0 ; hex 7801 0300 00000001

case haystack-xanrz valid must §4.3 one stored block
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 1, "req_id": 10, "op": "read", "compression": "zlib", "payload": "7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d"}
  wire:
    header 0x09 10 10 ; u8 0
    zlib: text {"_kind":"grid","meta":{},"cols":[],"rows":[]}

# deflate of `aaaaaaaaaa` with fixed codes: the literal a, a match of 9 at distance 1, end of block
case haystack-v7puw valid must §4.3 fixed codes, a match that overlaps itself
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 0, "req_id": 10, "op": "read", "compression": "zlib", "payload": "61616161616161616161"}
  wire:
    header 0x08 10 10 ; u8 0
    hex 7801 4b840300 14e103cb

case haystack-ztqqn valid must §4.3 codes of its own (dynamic), from 600 bytes of text
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 1, "req_id": 10, "op": "hisRead", "compression": "zlib", "payload": "7b225f6b696e64223a2267726964222c226d657461223a7b226869735374617274223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a30303a30305a227d7d2c22636f6c73223a5b7b226e616d65223a227473227d2c7b226e616d65223a2276616c227d5d2c22726f7773223a5b7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a30303a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32302e302c22756e6974223a226b57227d7d2c7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a31353a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32372e332c22756e6974223a226b57227d7d2c7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a33303a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32312e362c22756e6974223a226b57227d7d2c7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a34353a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32382e392c22756e6974223a226b57227d7d2c7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430313a30303a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32322e322c22756e6974223a226b57227d7d5d7d"}
  wire:
    header 0x09 10 12 ; u8 0
    hex 78daa5915f0bc22014c5bfcb793651dbfae36b1fa1455044589392b50d9c2b68f8dd7345458f36f041ef3df7fc3cdc0efbc25439244ed6e42028b553901dcea6593a655d7f7f4b72e574664a1d6457750905c14432627cc4d38c31f93c1b784f70ac2f0de4b643a5825cc235f0e4f3ea87fd8ec0d6b7972ab4a33104ee1e7aab6c11ac5fc2af45d596076ddf06825146d05626a441b1ee7f18c9e46934734ac7c398e3f89c9c4e863193f89c333a1fc2e4ffec5350f1cbdcf9078ff6cdb7

case haystack-g9qvw valid must §4.3 three blocks: stored, stored and empty, fixed
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 0, "req_id": 10, "op": "read", "compression": "zlib", "payload": "41424344"}
  wire:
    header 0x08 10 10 ; u8 0 ; hex 7801
    stored: utf8 "AB"
    stored
    hex 73760100 0298010b

# as zlib's Z_SYNC_FLUSH leaves it between two writes
case haystack-0y6ty valid must §4.3 flushed in the middle, and ended
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 0, "req_id": 10, "op": "read", "compression": "zlib", "payload": "7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d"}
  wire:
    header 0x08 10 10 ; u8 0
    hex 7801aa568acfcecc4b51b2524a2fca4c51d251ca4d2d01000000ffff4b54b2aaaed5514acecf2956b28a8ed5512aca2f07b36a015cb50eef

each id head what
  haystack-trslk 7801 "level 0 or 1"
  haystack-at70h 785e "level 2 to 5"
  haystack-4crxv 789c "level 6"
  haystack-y6qi0 78da "level 7 to 9"
  haystack-b6tlr 081d "a window of 256 bytes"
  haystack-3yki1 1819 "a window of 512 bytes"
  haystack-zp8q4 6881 "a window of 16384 bytes"
  case $id valid must §4.3 header $head: $what
    compare: "decompressed"
    flags: ["Zlib"]
    value: {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": "7b7d"}
    wire:
      header 0x09 1 10 ; u8 0 ; hex $head 01 0200 fdff 7b7d 017500f9

case haystack-fn3hi valid must §4.3 a stored block of 65535 bytes and one of one
  compare: "decompressed"
  flags: ["BigFrame", "Zlib"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": [{"repeat": "78", "count": 65536}]}
  wire:
    header 0x09 1 10 ; u8 0 ; hex 7801
    stored: repeat 78 65535
    stored final=01: hex 78
    u32be 944703241

case haystack-jro4n valid must §4.15 a compressed payload below the threshold is read and written like any other
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": "7b"}
  wire:
    header 0x09 1 10 ; u8 0
    zlib: hex 7b

case haystack-bphhh valid must §4.15 1023 bytes, with a compression asked for
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": [{"repeat": "78", "count": 1023}]}
  wire:
    header 0x09 1 10 ; u8 0
    hex 7801aba81805a321301a02233404004c30df98

case haystack-o3619 valid must §4.15 random bytes, which get longer when they are compressed
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5"}
  wire:
    header 0x09 1 10 ; u8 0
    zlib: hex a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5

case haystack-h1a75 valid must §1.2 a compressed push
  compare: "decompressed"
  flags: ["Zlib"]
  value: {"flags": 4, "req_id": 0, "op": "watchPoll", "compression": "zlib", "payload": "7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d"}
  wire:
    header 0x0c 0 17 ; u8 0
    zlib: hex 7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d

case haystack-mf94r valid must §1.2 a compressed error
  compare: "decompressed"
  flags: ["Lzma"]
  value: {"flags": 3, "req_id": 300, "op": "hisRead", "compression": "lzma", "payload": "7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d"}
  wire:
    header 0x0b 300 12 ; u8 1
    lzma: hex 7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d

each id what bytes
  haystack-8vx0i "no byte" ""
  haystack-n4018 "one byte of its header" 78
  haystack-rc056 "nothing but its header" 7801
  haystack-ijutp "half a stored block" "780101 0400 fbff 4142"
  haystack-yeq8z "all but the checksum" "780101 0200 fdff 7b7d"
  haystack-wkga2 "all but the last byte of the checksum" "780101 0200 fdff 7b7d 017500"
  haystack-3srih "a block that is not the last one" "780100 0200 fdff 7b7d"
  haystack-l8dnn "a block that is not the last one, and a checksum" "780100 0200 fdff 7b7d 017500f9"
  case $id invalid must §4.8 zlib: $what
    flags: ["BadCompression", "Truncated", "Zlib"]
    error: bad_compression 5 payload
    wire:
      header 0x09 1 10 ; u8 0 ; hex $bytes

case haystack-1e615 invalid must §4.8 a stream that was flushed and not ended
  flags: ["BadCompression", "Truncated", "Zlib"]
  error: bad_compression 5 payload
  wire:
    header 0x09 1 10 ; u8 0 ; hex 7801aa568acfcecc4b51b2524a2fca4c51d251ca4d2d4954b2aaaed5514acecf2956b28a8ed5512aca2f07b36a01000000ffff

each id what bytes
  haystack-4j8mf "deflate without a container" "ab568acfcecc4b51b2524a2fca4c51d251ca4d2d4954b2aaaed5514acecf2956b28a8ed5512aca2f07b36a01"
  haystack-8o9q3 "gzip" "1f8b0800000000000403ab568acfcecc4b51b2524a2fca4c51d251ca4d2d4954b2aaaed5514acecf2956b28a8ed5512aca2f07b36a01a8ac22aa2e000000"
  haystack-dlxra "a header whose check bits are wrong" "7802 01 0200 fdff 7b7d 017500f9"
  haystack-qurjz "method 7" "7703 01 0200 fdff 7b7d 017500f9"
  haystack-xqqqw "method 15, check bits right" "7f0f 01 0200 fdff 7b7d 017500f9"
  haystack-5i7w9 "a window of 65536 bytes" "881c 01 0200 fdff 7b7d 017500f9"
  haystack-1igmg "a preset dictionary" "78bb 00000001 01 0200 fdff 7b7d 017500f9"
  haystack-u5kpf "a preset dictionary that is named and used" "783f28ac04e9ab46e5ea28e5a696242a5955d7ea2825e7e7142b5945c7ea2815e5978359b5005cb50eef"
  haystack-735gp "one bit of the checksum flipped" "7801 01 0200 fdff 7b7d 017500f8"
  haystack-lczee "a checksum of zeros" "7801 01 0200 fdff 7b7d 00000000"
  haystack-8cfsn "a checksum whose bytes are reversed" "7801 01 0200 fdff 7b7d f9007501"
  haystack-fhxh2 "a CRC-32 in the place of the Adler-32" "7801 01 0200 fdff 7b7d a3a6bf43"
  haystack-ms1p5 "one bit of a stored byte flipped" "7801 01 0200 fdff 7b7c 017500f9"
  haystack-h2te1 "a block of type 3" "7801 07 0200 fdff 7b7d 017500f9"
  haystack-aoiz1 "a stored block whose two lengths differ" "7801 01 0200 fcff 7b7d 017500f9"
  haystack-9hpng "a match that reaches back before the start" "7801 4b044200 03ce0185"
  haystack-8cwka "the length code 286, which does not exist" "7801 4b1c0300 00620062"
  haystack-f0o53 "the distance code 30, which does not exist" "7801 4b043e00 00620062"
  haystack-6h00q "a block of its own codes, 287 of them" "7801 f50000000000 00000001"
  haystack-c22j1 "a block of its own codes whose code lengths contradict each other" "7801 05009200000000 00000001"
  haystack-5em6f "LZMA2 data" "01 0001 7b7d 00"
  haystack-t54vi "the payload as it stands, not compressed" 7b7d
  case $id invalid must §4.4 zlib: $what
    flags: ["BadCompression", "Zlib"]
    error: bad_compression 5 payload
    wire:
      header 0x09 1 10 ; u8 0 ; hex $bytes

case haystack-edw5b invalid must §4.9 zlib of a chunk: the payload begins at 9
  flags: ["BadCompression", "Chunk", "Zlib"]
  error: bad_compression 9 payload
  wire:
    header 0x19 1 10 ; u8 0 ; chunk 0 2 ; hex 7878

case haystack-55m95 invalid must §4.9 damage in the second of two blocks is reported at the start of the payload
  flags: ["BadCompression", "Zlib"]
  error: bad_compression 5 payload
  wire:
    header 0x09 1 10 ; u8 0 ; hex 7801
    stored: utf8 "AB"
    hex 07

each id what more
  haystack-2r4yu "one byte" 00
  haystack-728c0 "text" 47415242414745
  haystack-awii9 "a second stream" "7801 01 0200 fdff 5b5d 013100b9"
  haystack-ww2j1 "the checksum once more" 017500f9
  case $id either may §4.10 behind a zlib stream: $what
    ambiguity: "haystack-amb-trailing-bytes"
    canonical: false
    compare: "decompressed"
    flags: ["TrailingBytes", "Zlib"]
    value: {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": "7b7d"}
    wire:
      header 0x09 1 10 ; u8 0 ; hex 7801 01 0200 fdff 7b7d 017500f9 $more

each id what more
  haystack-kr8xo "one byte" 00
  haystack-b3irx "a second stream" "7801 01 0200 fdff 5b5d 013100b9"
  case $id invalid should §16.2 strict: behind a zlib stream $what
    context: {"profile": "strict"}
    flags: ["Strict", "TrailingBytes", "Zlib"]
    error: trailing_bytes @more
    wire:
      header 0x09 1 10 ; u8 0
      zlib: hex 7b7d
      @more hex $more

case haystack-x2yz3 valid should §16.2 strict: a zlib stream with nothing behind it
  compare: "decompressed"
  context: {"profile": "strict"}
  flags: ["Strict", "Zlib"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": "7b7d"}
  wire:
    header 0x09 1 10 ; u8 0
    zlib: hex 7b7d

# --- lzma -------------------------------------------------------------------------------------------------------------------

case haystack-vpgvm valid must §4.12 lzma of nothing
  compare: "decompressed"
  flags: ["Lzma", "ZeroLength"]
  value: {"flags": 1, "req_id": 10, "op": "read", "compression": "lzma", "payload": ""}
  wire:
    header 0x09 10 10 ; u8 1 ; hex 00

case haystack-dswi4 valid must §4.5 one stored piece
  compare: "decompressed"
  flags: ["Lzma"]
  value: {"flags": 1, "req_id": 10, "op": "read", "compression": "lzma", "payload": "7b225f6b696e64223a2267726964222c226d657461223a7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d"}
  wire:
    header 0x09 10 10 ; u8 1
    lzma: text {"_kind":"grid","meta":{},"cols":[],"rows":[]}

case haystack-07o1f valid must §4.7 one stored byte changed: another payload, and no error
  compare: "decompressed"
  flags: ["Lzma"]
  value: {"flags": 1, "req_id": 10, "op": "read", "compression": "lzma", "payload": "7b225f6b696e64223a2267726964222c226d657461223b7b7d2c22636f6c73223a5b5d2c22726f7773223a5b5d7d"}
  wire:
    header 0x09 10 10 ; u8 1
    lzma: text {"_kind":"grid","meta";{},"cols":[],"rows":[]}

case haystack-2rzgy valid must §4.5 two stored pieces, the second one keeps what was before
  compare: "decompressed"
  flags: ["Lzma"]
  value: {"flags": 0, "req_id": 10, "op": "read", "compression": "lzma", "payload": "61626364"}
  wire:
    header 0x08 10 10 ; u8 1
    piece: utf8 "ab"
    piece control=02: utf8 "cd"
    hex 00

case haystack-vvtou valid must §4.5 two stored pieces, the second one forgets what was before
  compare: "decompressed"
  flags: ["Lzma"]
  value: {"flags": 0, "req_id": 10, "op": "read", "compression": "lzma", "payload": "61626364"}
  wire:
    header 0x08 10 10 ; u8 1
    piece: utf8 "ab"
    piece: utf8 "cd"
    hex 00

case haystack-387cs valid must §4.5 a stored piece of 65536 bytes and one of one
  compare: "decompressed"
  flags: ["BigFrame", "Lzma"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "lzma", "payload": [{"repeat": "78", "count": 65537}]}
  wire:
    header 0x09 1 10 ; u8 1
    piece: repeat 78 65536
    piece control=02: hex 78
    hex 00

# compressed pieces, made symbol by symbol: control, sizes, properties, then the bytes of the range coder
case haystack-88wol valid must §4.5 a compressed piece of literals
  compare: "decompressed"
  flags: ["Lzma"]
  value: {"flags": 0, "req_id": 10, "op": "read", "compression": "lzma", "payload": "68656c6c6f2068656c6c6f"}
  wire:
    header 0x08 10 10 ; u8 1 ; hex e0000a000f5d00341949db855c63650ae064b789586a 00

case haystack-lc6cf valid must §4.5 a compressed piece with matches, one of them over itself
  compare: "decompressed"
  flags: ["Lzma"]
  value: {"flags": 0, "req_id": 10, "op": "read", "compression": "lzma", "payload": "68656c6c6f2068656c6c6f2068656c6c6f2168656c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c6c"}
  wire:
    header 0x08 10 10 ; u8 1 ; hex e0003d00105d00341949db855c67722cc37742a8e00000 00

each id what bytes plain
  haystack-b7zh0 "stored, then compressed with new properties that reaches back (c0)" "01 000f 6162630a6162630a6162630a6162630a c0000500075d00887cbe21000000 00" "6162630a6162630a6162630a6162630a6162630a6121"
  haystack-ux3lr "compressed, then compressed with the same properties and a new state (a0)" "e00009000e5d003a1a488dccfadf11369eb5ba7220a000090006009c6810000000 00" "7469636b20746f636b207469636b20746f636b0a"
  haystack-jd4ld "compressed, then compressed with the state as it was (80)" "e0000c00125d0039984b942092fd11c3258b6a804908aa1c0080000c000700ac8e0f75800000 00" "73617920697420616761696e2073617920697420616761696e2e"
  haystack-6j2h0 "compressed, then everything anew (e0)" "e0000300085d00379b88ce72cc0000 e0000200075d003a1dca1aeee800 00" "6f6e652074776f"
  haystack-d7g9p "compressed, then stored, then compressed with a new state (a0)" "e0000300085d0030988898399637530200036566670aa0000400060088316c000000 00" "616263646566670a6566670a2e"
  case $id valid must §4.5 pieces: $what
    compare: "decompressed"
    flags: ["Lzma"]
    value: {"flags": 1, "req_id": 10, "op": "nav", "compression": "lzma", "payload": "$plain"}
    wire:
      header 0x09 10 11 ; u8 1 ; hex $bytes

each id what bytes
  haystack-jywdk "lc 0, lp 0, pb 0 (00)" "e00017001b0000308848e29e6afeccd62e8583cadbeabebcf53fa20378876c8df600 00"
  haystack-xrh1l "lc 0, lp 2, pb 0 (12)" "e00017001c120030884a20a29c2ea6a1e0d96c1296afaecc7491a38fa482f61bf91200 00"
  haystack-n020c "lc 4, lp 0, pb 4 (b8)" "e00017001db800308808e76380d23000fc7d94360f5f011bfd2ae2075daada4fb5822000 00"
  haystack-vlmvb "lc 0, lp 4, pb 4 (d8)" "e00017001ed800308808e7234990582030880ce7234990582032a166e25cb35bf2c7bd6400 00"
  case $id valid must §4.6 properties stand in the stream: $what
    compare: "decompressed"
    flags: ["Lzma"]
    value: {"flags": 1, "req_id": 10, "op": "nav", "compression": "lzma", "payload": "6120677269642c206120677269642c20612067726964210a"}
    wire:
      header 0x09 10 11 ; u8 1 ; hex $bytes

case haystack-l6e3q valid must §4.6 preset 6, matches that a preset 0 encoder does not look for
  compare: "decompressed"
  flags: ["Lzma"]
  value: {"flags": 1, "req_id": 10, "op": "hisRead", "compression": "lzma", "payload": "7b225f6b696e64223a2267726964222c226d657461223a7b226869735374617274223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a30303a30305a227d7d2c22636f6c73223a5b7b226e616d65223a227473227d2c7b226e616d65223a2276616c227d5d2c22726f7773223a5b7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a30303a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32302e302c22756e6974223a226b57227d7d2c7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a31353a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32372e332c22756e6974223a226b57227d7d2c7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a33303a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32312e362c22756e6974223a226b57227d7d2c7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430303a34353a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32382e392c22756e6974223a226b57227d7d2c7b227473223a7b225f6b696e64223a226461746554696d65222c2276616c223a22323032342d30312d31355430313a30303a30305a222c22747a223a22555443227d2c2276616c223a7b225f6b696e64223a226e756d626572222c2276616c223a32322e322c22756e6974223a226b57227d7d5d7d"}
  wire:
    header 0x09 10 12 ; u8 1 ; hex e002c800b65d003d8887e6b3855eb223d08cf82909ebf57e1bee25cbff14a5b24a9077598571778bba9b391accca1554c93e24d8e152342b68e558f0ddc6557e5423301c55dadb1d5206f3ff1ec11cb4ff6891a16f4e3cd95a7f27ce05e18c3cb1c6dbd03effcdeb41df4ad158e76f3f85147c8673553d79dcb4b9688dcf567917b908425e034eb050ea37164293212d12b62e881f50c00d21b73f7a0cb91957b2216a059ce3be2627b670e14a2196eddcf106ee91df4a7449ade5c2c800

case haystack-mofsl valid must §4.6 a match that reaches back 262144 bytes, as far as the dictionary
  compare: "decompressed"
  flags: ["BigFrame", "Lzma"]
  value: {"flags": 1, "req_id": 10, "op": "hisRead", "compression": "lzma", "payload": ["30313233343536373839616263646566", {"repeat": "00", "count": 262128}, "30313233343536373839616263646566"]}
  wire:
    header 0x09 10 12 ; u8 1 ; hex e4000f00815d00180c42926a67bc0ed1332ce4cc4229c09b4c25409ec10c4814cab02d4fa3bc8c7fcefddea7f9998cb6d3dbbd14c758dd8ac0cb55e5ec231b4172bb564832bd196b28fc3e4188f2c99f603190b5365a59bf319f5209cf2cc2d1b59146d8d618c749ddec6fffeb458d9e19643d3eeb2fd6d873e1585c97bc1ab88d8cf8e4a9232c00 00

each id distance bytes
  haystack-iu0yz 262145 e4001000815d00180c42926a67bc0ed1332ce4cc4229c09b4c25409ec10c4814cab02d4fa3bc8c7fcefddea7f9998cb6d3dbbd14c758dd8ac0cb55e5ec231b4172bb564832bd196b28fc3e4188f2c99f603190b5365a59bf319f5209cf2cc2d1b59146d8d618c749ddec6fffeb458d9e19643d3eeb2fd6d873e1585c97bc1ab89c6a38e4b0000000
  haystack-ngvtj 300000 e493ef00865d00180c42926a67bc0ed1332ce4cc4229c09b4c25409ec10c4814cab02d4fa3bc8c7fcefddea7f9998cb6d3dbbd14c758dd8ac0cb55e5ec231b4172bb564832bd196b28fc3e4188f2c99f603190b5365a59bf319f5209cf2cc2d1b59146d8d618c749ddec6fffeb458d9e19643d3eeb2fd6d873e1585c97bc1c80a5c63e93dba136661cce896c00
  case $id invalid should §4.6 a match that reaches back $distance bytes, further than the dictionary
    flags: ["BadCompression", "BigFrame", "Lzma"]
    error: bad_compression 5 payload
    wire:
      header 0x09 10 12 ; u8 1 ; hex $bytes 00

each id what bytes
  haystack-nugmw "no byte" ""
  haystack-9u0hd "a stored piece and no end" "01 0001 7b7d"
  haystack-h6u0x "nothing but the first byte of a piece" 01
  haystack-4kdpt "half the size of a stored piece" "01 00"
  haystack-jdxox "a stored piece without its last byte" "01 0001 7b"
  haystack-co70e "a compressed piece without its last byte" "e0000a000f5d00341949db855c63650ae064b78958"
  haystack-punq0 "a compressed piece and no end" "e0000a000f5d00341949db855c63650ae064b789586a"
  haystack-i7i6v "a compressed piece without its properties" "e0 000a 000b"
  case $id invalid must §4.8 lzma: $what
    flags: ["BadCompression", "Lzma", "Truncated"]
    error: bad_compression 5 payload
    wire:
      header 0x09 1 10 ; u8 1 ; hex $bytes

each id what bytes
  haystack-o59vq "a first piece that keeps what was before (02)" "02 0001 7b7d 00"
  haystack-ltxo9 "a first piece that keeps everything (80)" "80 000a000f 00341949db855c63650ae064b789586a 00"
  haystack-8b3i3 "a first piece that keeps its properties (a0)" "a0 000a000f 00341949db855c63650ae064b789586a 00"
  haystack-356ms "a first piece that keeps what was before (c0)" "c0 000a000f5d00341949db855c63650ae064b789586a 00"
  haystack-kjxn4 "a piece that keeps properties nobody set" "01 0001 7b7d a0 000a000f 00341949db855c63650ae064b789586a 00"
  haystack-2fh1k "control byte 03" "03 0001 7b7d 00"
  haystack-qan71 "control byte 7f" "7f 0001 7b7d 00"
  haystack-oe3gu "control byte 03 behind a piece" "01 0001 7b7d 03 0001 7b7d 00"
  haystack-46n8q "properties e1, over the last" "e0 000a 000b e1 00341949db855c63650ae064b789586a 00"
  haystack-kk1rd "properties with lc + lp over 4 (15)" "e0 000a000f 15 00341949db855c63650ae064b789586a 00"
  haystack-imkoo "range coder data that does not begin with 00" "e0 000a000f5d 01 341949db855c63650ae064b789586a 00"
  haystack-z52lh "a compressed size that is one too small" "e0000a000e5d00341949db855c63650ae064b789586a 00"
  haystack-kaf1h "an uncompressed size that is one too small" "e00009000f5d00341949db855c63650ae064b789586a 00"
  haystack-qt4z1 "an uncompressed size that is one too large" "e0000b000f5d00341949db855c63650ae064b789586a 00"
  haystack-x4z67 "a match that reaches back before the start" "e0000400065d0030c404000000 00"
  haystack-narvr "a match that reaches back before a new start" "e00005000a5d00341949db855c61707200 e0000400065d0030c424000000 00"
  haystack-ql7mn "an .xz file" "fd377a585a0000016922de360200210116000000742fe5a3e0002d002c5d003d8887e6b3855eb223d08cf82909ebf57e1bee25cbff14a01333556d068020345e9fbb5c721cc3543bf1b20000a8ac22aa0001442ee53245689042990d010000000001595a"
  haystack-u36t7 "an .lzma file" "5d00008000ffffffffffffffff003d8887e6b3855eb223d08cf82909ebf57e1bee25cbff14a01333556d068020345e9fbb5c721cc354487f44e7fffa1eb000"
  haystack-zk80z "a zlib stream" "7801 01 0200 fdff 7b7d 017500f9"
  haystack-6y8or "the payload as it stands, not compressed" 7b7d
  case $id invalid must §4.6 lzma: $what
    flags: ["BadCompression", "Lzma"]
    error: bad_compression 5 payload
    wire:
      header 0x09 1 10 ; u8 1 ; hex $bytes

case haystack-rb0np invalid must §4.9 lzma of a chunk: the payload begins at 9
  flags: ["BadCompression", "Chunk", "Lzma"]
  error: bad_compression 9 payload
  wire:
    header 0x19 1 10 ; u8 1 ; chunk 0 2 ; hex 7878

each id what plain more
  haystack-z8ygh "a second end" 7b7d 00
  haystack-wofyz "seven ends" 7b7d 00000000000000
  haystack-1vpvh "a second stream, which is appended" 7b7d5b5d "01 0001 5b5d 00"
  haystack-f463c "a second and a third stream" 7b7d5b5d22 "01 0001 5b5d 00 01 0000 22 00"
  haystack-27jdz "text, which is ignored" 7b7d 47415242414745
  haystack-r8vsi "control bytes 03, which are ignored" 7b7d 0303030303030303
  haystack-cm6i1 "a second stream and text" 7b7d5b5d "01 0001 5b5d 00 47415242414745"
  haystack-p5v7g "a second stream behind text, ignored with it" 7b7d "47415242414745 01 0001 5b5d 00"
  case $id either may §4.11 behind an LZMA2 stream: $what
    ambiguity: "haystack-amb-trailing-bytes"
    canonical: false
    compare: "decompressed"
    flags: ["Lzma", "TrailingBytes"]
    value: {"flags": 1, "req_id": 1, "op": "read", "compression": "lzma", "payload": "$plain"}
    wire:
      header 0x09 1 10 ; u8 1
      lzma: hex 7b7d
      hex $more

case haystack-zg3yq either may §4.11 an end and data of LZMA1 behind it: nothing, and ignored
  ambiguity: "haystack-amb-trailing-bytes"
  canonical: false
  compare: "decompressed"
  flags: ["Lzma", "TrailingBytes"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "lzma", "payload": ""}
  wire:
    header 0x09 1 10 ; u8 1 ; hex 00 3d8887e6

each id what more
  haystack-azes4 "a stream that is cut" "01 00"
  haystack-9245v "two bytes ff" ffff
  haystack-21vj2 "a stored piece without an end" "01 0001 5b5d"
  case $id invalid must §4.11 behind an LZMA2 stream: $what
    flags: ["BadCompression", "Lzma", "TrailingBytes"]
    error: bad_compression|trailing_bytes 5 payload
    wire:
      header 0x09 1 10 ; u8 1
      lzma: hex 7b7d
      hex $more

each id what more
  haystack-addjb "a second end" 00
  haystack-23cwk "a second stream" "01 0001 5b5d 00"
  haystack-2o7ed "text" 47415242414745
  haystack-jo45e "a stream that is cut" "01 00"
  case $id invalid should §16.2 strict: behind an LZMA2 stream $what
    context: {"profile": "strict"}
    flags: ["Lzma", "Strict", "TrailingBytes"]
    error: trailing_bytes @more
    wire:
      header 0x09 1 10 ; u8 1
      lzma: hex 7b7d
      @more hex $more

case haystack-jndel valid should §16.2 strict: an LZMA2 stream with nothing behind it
  compare: "decompressed"
  context: {"profile": "strict"}
  flags: ["Lzma", "Strict"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "lzma", "payload": "7b7d"}
  wire:
    header 0x09 1 10 ; u8 1
    lzma: hex 7b7d

# --- limits -----------------------------------------------------------------------------------------------------------------

each id algorithm name
  haystack-isy9m 0 zlib
  haystack-x1zht 1 lzma
  case $id valid must §4.13 $name: as many bytes as may be unfolded
    compare: "decompressed"
    context: {"max_decompressed": 5}
    flags: ["Bomb"]
    value: {"flags": 1, "req_id": 1, "op": "read", "compression": "$name", "payload": "68656c6c6f"}
    wire:
      header 0x09 1 10 ; u8 $algorithm
      $name: utf8 "hello"

each id algorithm name
  haystack-fjl0h 0 zlib
  haystack-rm762 1 lzma
  case $id invalid must §4.13 $name: one byte more than may be unfolded
    context: {"max_decompressed": 4}
    flags: ["Bomb"]
    error: too_large 5 payload
    wire:
      header 0x09 1 10 ; u8 $algorithm
      $name: utf8 "hello"

each id algorithm name bytes
  haystack-6bzjp 0 zlib 7801030000000001
  haystack-sly6k 1 lzma 00
  case $id valid must §4.13 $name: nothing may be unfolded, and nothing is
    compare: "decompressed"
    context: {"max_decompressed": 0}
    flags: ["Bomb", "ZeroLength"]
    value: {"flags": 1, "req_id": 1, "op": "read", "compression": "$name", "payload": ""}
    wire:
      header 0x09 1 10 ; u8 $algorithm ; hex $bytes

each id algorithm name
  haystack-ptusa 0 zlib
  haystack-g1iqt 1 lzma
  case $id invalid must §4.13 $name: nothing may be unfolded, and one byte is
    context: {"max_decompressed": 0}
    flags: ["Bomb"]
    error: too_large 5 payload
    wire:
      header 0x09 1 10 ; u8 $algorithm
      $name: hex 7b

case haystack-itxr2 invalid must §4.13 zlib: far over the limit, and damage at the end that nobody gets to see
  context: {"max_decompressed": 4}
  flags: ["BadCompression", "Bomb", "CheckOrder", "Zlib"]
  error: too_large|bad_compression 5 payload
  wire:
    header 0x09 1 10 ; u8 0 ; hex 7801
    stored: repeat 78 65535
    stored: repeat 78 65535
    stored: repeat 78 65535
    stored: repeat 78 65535
    hex 07

case haystack-he4b5 invalid must §4.13 lzma: the second of two streams goes over the limit
  context: {"max_decompressed": 3}
  flags: ["Bomb", "Lzma", "TrailingBytes"]
  error: too_large|trailing_bytes 5 payload
  wire:
    header 0x09 1 10 ; u8 1
    lzma: hex 7b7d
    lzma: hex 5b5d

case haystack-dlv54 invalid must §4.13 a chunk: its payload alone goes over the limit
  context: {"max_decompressed": 4}
  flags: ["Bomb", "Chunk", "Zlib"]
  error: too_large 9 payload
  wire:
    header 0x19 1 10 ; u8 0 ; chunk 0 2
    zlib: utf8 "hello"

case haystack-ux66r valid must §4.13 zlib: 1 MiB of zeros in about 1100 bytes
  compare: "decompressed"
  flags: ["BigFrame", "Bomb", "Zlib"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": [{"repeat": "00", "count": 1048576}]}
  wire:
    header 0x09 1 10 ; u8 0
    hex 7801ede081000000008020ec4fbd4805 ; repeat 00 1015 ; hex 505555555555555555555555555555550d00f00001

case haystack-653jt valid must §4.13 lzma: 2 MiB of zeros in one piece
  compare: "decompressed"
  flags: ["BigFrame", "Bomb", "Lzma"]
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "lzma", "payload": [{"repeat": "00", "count": 2097152}]}
  wire:
    header 0x09 1 10 ; u8 1
    hex ffffff016f5d00005ff69c1f7fffe90315fccf0a4571dd0646dcf00ba84447c1ec2031e643e8086f9646cd91e4af47e6e3809d5a3984f36a6cd6b8ea2785f500a17546ca9f2a5dc59b0401b15700a446feb41dac8666923d8d4f404f30d1741d3ed787761f7d6e1d3d9199346c03451913838a9ded93a1d56d92d48eda66e14eea3d9949162b95f947fa4ee752e2920656199e449ee2d2e446f654f088752c30dbc2505491229706035fc9703b14c0323798a51501a5e8a3092aecaaff5a26ac720c1692a7be398f24e1709ea7235fec28cb85d195988a7e2a91f22775f719c006984d98fdd8afd5900fc42553f8f591363105a5b0ee6fc1704d470cd19111aaad601dbaceb127185c5986e9665258bee976ac59e4e55b0508f9c7daadfcfb522b74cd1e5b2042f9dd533df82964093b80cb2a6cdfb53bf0c4bd2e5faa0f3e4b664290130eff1093f8717859f80bcdff9528460fa9fc7cdefb9a302e56c08f85f38381c065c42553f8f591363105a5b0eac055a00000 00

# 64 MiB and one byte: a literal, then matches of 258 bytes in two bits each
case haystack-0uot4 invalid must §4.13 zlib: 65 kB that unfold to 64 MiB and one byte
  flags: ["Bomb", "Zlib"]
  error: too_large 5 payload
  wire:
    header 0x09 1 10 ; u8 0
    hex 7801ede081000000008020ec4fbd4805 ; repeat 00 65027 ; hex 5455555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555d53c010001

# the same piece of 2 MiB, which forgets what was before, 32 times, and a byte
case haystack-jkno0 invalid must §4.13 lzma: 12 kB that unfold to 64 MiB and one byte
  flags: ["Bomb", "Lzma"]
  error: too_large 5 payload
  wire:
    header 0x09 1 10 ; u8 1
    repeat ffffff016f5d00005ff69c1f7fffe90315fccf0a4571dd0646dcf00ba84447c1ec2031e643e8086f9646cd91e4af47e6e3809d5a3984f36a6cd6b8ea2785f500a17546ca9f2a5dc59b0401b15700a446feb41dac8666923d8d4f404f30d1741d3ed787761f7d6e1d3d9199346c03451913838a9ded93a1d56d92d48eda66e14eea3d9949162b95f947fa4ee752e2920656199e449ee2d2e446f654f088752c30dbc2505491229706035fc9703b14c0323798a51501a5e8a3092aecaaff5a26ac720c1692a7be398f24e1709ea7235fec28cb85d195988a7e2a91f22775f719c006984d98fdd8afd5900fc42553f8f591363105a5b0ee6fc1704d470cd19111aaad601dbaceb127185c5986e9665258bee976ac59e4e55b0508f9c7daadfcfb522b74cd1e5b2042f9dd533df82964093b80cb2a6cdfb53bf0c4bd2e5faa0f3e4b664290130eff1093f8717859f80bcdff9528460fa9fc7cdefb9a302e56c08f85f38381c065c42553f8f591363105a5b0eac055a00000 32
    piece: hex 00
    hex 00

case haystack-6q9oh invalid must §4.13 lzma: 4 GiB
  context: {"max_decompressed": 1048576}
  flags: ["Bomb", "Lzma"]
  error: too_large 5 payload
  wire:
    header 0x09 1 10 ; u8 1
    repeat ffffff016f5d00005ff69c1f7fffe90315fccf0a4571dd0646dcf00ba84447c1ec2031e643e8086f9646cd91e4af47e6e3809d5a3984f36a6cd6b8ea2785f500a17546ca9f2a5dc59b0401b15700a446feb41dac8666923d8d4f404f30d1741d3ed787761f7d6e1d3d9199346c03451913838a9ded93a1d56d92d48eda66e14eea3d9949162b95f947fa4ee752e2920656199e449ee2d2e446f654f088752c30dbc2505491229706035fc9703b14c0323798a51501a5e8a3092aecaaff5a26ac720c1692a7be398f24e1709ea7235fec28cb85d195988a7e2a91f22775f719c006984d98fdd8afd5900fc42553f8f591363105a5b0ee6fc1704d470cd19111aaad601dbaceb127185c5986e9665258bee976ac59e4e55b0508f9c7daadfcfb522b74cd1e5b2042f9dd533df82964093b80cb2a6cdfb53bf0c4bd2e5faa0f3e4b664290130eff1093f8717859f80bcdff9528460fa9fc7cdefb9a302e56c08f85f38381c065c42553f8f591363105a5b0eac055a00000 2048
    hex 00

case haystack-p8qlr invalid must §4.13 zlib: 4 GiB of a chunk
  context: {"max_decompressed": 1048576}
  flags: ["Bomb", "Chunk", "Zlib"]
  error: too_large 9 payload
  wire:
    header 0x19 1 10 ; u8 0 ; chunk 0 1
    hex 7801ede081000000008020ec4fbd4805 ; repeat 00 4161789 ; hex 505555550d00e10001

# --- chunks -----------------------------------------------------------------------------------------------------------------

each id index total what
  haystack-1ydy9 0 1 "the only one"
  haystack-b864r 0 65535 "the first of the most there can be"
  haystack-g0c5i 65534 65535 "the last of the most there can be"
  haystack-upxun 255 256 "around a byte"
  haystack-u7jj3 256 257 "over a byte"
  haystack-zt8wa 32767 32768 "around the sign"
  case $id valid must §5.1 chunk $index of $total: $what
    flags: ["Chunk", "EdgeNumber"]
    value: {"flags": 1, "req_id": 3, "op": "read", "chunk": {"index": $index, "total": $total}, "payload": "4142"}
    wire:
      header 0x11 3 10 ; chunk $index $total ; hex 4142

each id index total what
  haystack-jw91c 5 1 "behind the last"
  haystack-e6c5p 1 1 "the first one that is not there"
  haystack-u22uj 65535 65535 "the highest numbers there are"
  haystack-pxbc6 0 0 "no chunk at all"
  haystack-diwi8 7 0 "no chunk at all"
  case $id valid should §5.2 chunk $index of $total: $what, and yet a frame
    flags: ["Chunk", "EdgeNumber"]
    value: {"flags": 1, "req_id": 3, "op": "read", "chunk": {"index": $index, "total": $total}, "payload": "4142"}
    wire:
      header 0x11 3 10 ; chunk $index $total ; hex 4142

each id index total
  haystack-ieiu4 5 1
  haystack-cd99q 0 0
  case $id valid should §16.3 strict: chunk $index of $total is a frame, until it is to be joined
    context: {"profile": "strict"}
    flags: ["Chunk", "Strict"]
    value: {"flags": 1, "req_id": 3, "op": "read", "chunk": {"index": $index, "total": $total}, "payload": "4142"}
    wire:
      header 0x11 3 10 ; chunk $index $total ; hex 4142

case haystack-fwtm2 valid must §5.5 a chunk of nothing
  flags: ["Chunk", "ZeroLength"]
  value: {"flags": 1, "req_id": 10, "op": "read", "chunk": {"index": 0, "total": 1}, "payload": ""}
  wire:
    header 0x11 10 10 ; chunk 0 1

each id name algorithm bytes
  haystack-5qhzx zlib 0 7801030000000001
  haystack-06jwk lzma 1 00
  case $id valid must §5.5 a chunk of nothing, compressed with $name
    compare: "decompressed"
    flags: ["Chunk", "ZeroLength"]
    value: {"flags": 1, "req_id": 10, "op": "read", "compression": "$name", "chunk": {"index": 0, "total": 1}, "payload": ""}
    wire:
      header 0x19 10 10 ; u8 $algorithm ; chunk 0 1 ; hex $bytes

each id flags value
  haystack-dlo1i 0x10 0
  haystack-y5cz8 0x13 3
  haystack-elt33 0x14 4
  haystack-mk0js 0x17 7
  case $id valid must §2.2 flags $flags: a chunk, value $value
    flags: ["Chunk"]
    value: {"flags": $value, "req_id": 0, "op": "watchPoll", "chunk": {"index": 1, "total": 2}, "payload": "7b"}
    wire:
      header $flags 0 17 ; chunk 1 2 ; hex 7b

# --- to encode --------------------------------------------------------------------------------------------------------------

each id op
  haystack-kps8y defs
  haystack-3gnll libs
  haystack-hifse filetypes
  haystack-kos9k Read
  haystack-7glau hisread
  haystack-hfyj1 ABOUT
  haystack-xxpld ""
  case $id invalid must §3.4 to encode, no operation is called "$op"
    flags: ["EncoderLimit"]
    error: unencodable 0 op
    value: {"flags": 0, "req_id": 1, "op": "$op", "payload": ""}

each id op
  haystack-z6wfm 0
  haystack-n7a9p 5
  haystack-m4kkn 19
  haystack-38rjm 266
  case $id invalid must §3.2 to encode, no operation has the code $op
    flags: ["EncoderLimit"]
    error: unencodable 0 op
    value: {"flags": 0, "req_id": 1, "op": $op, "payload": ""}

each id field value
  haystack-0yyn8 flags 8
  haystack-4hg9x flags 9
  haystack-veouv flags 16
  haystack-tavos flags 24
  haystack-zhuq4 flags 255
  case $id invalid must §2.6 to encode, $field $value: the bits of compression and chunk come from their fields
    flags: ["EncoderLimit"]
    error: unencodable 0 $field
    value: {"$field": $value, "req_id": 1, "op": "read", "payload": ""}

each id flags
  haystack-ccd9u 256
  haystack-j70q4 -1
  case $id invalid must §1.3 to encode, flags $flags do not fit a byte
    flags: ["EncoderLimit"]
    error: unencodable 0 flags
    value: {"flags": $flags, "req_id": 1, "op": "read", "payload": ""}

each id number
  haystack-r0sg5 65536
  haystack-fvrum -1
  haystack-vqfr0 4294967296
  case $id invalid must §1.4 to encode, request id $number does not fit
    flags: ["EncoderLimit"]
    error: unencodable 0 req_id
    value: {"flags": 0, "req_id": $number, "op": "read", "payload": ""}

each id name
  haystack-pz7hu gzip
  haystack-872rn Zlib
  haystack-em52d ""
  case $id invalid must §4.2 to encode, no algorithm is called "$name"
    flags: ["EncoderLimit"]
    error: unencodable 0 compression
    value: {"flags": 0, "req_id": 1, "op": "read", "compression": "$name", "payload": "7b7d"}

each id number
  haystack-n87pb 2
  haystack-t7z2l 9
  case $id invalid must §4.2 to encode, no algorithm has the number $number
    flags: ["EncoderLimit"]
    error: unencodable 0 compression
    value: {"flags": 0, "req_id": 1, "op": "read", "compression": $number, "payload": [{"repeat": "78", "count": 2000}]}

each id index total field
  haystack-va7bb 65536 1 chunk.index
  haystack-epri3 0 65536 chunk.total
  haystack-zayxu -1 1 chunk.index
  case $id invalid must §5.1 to encode, chunk $index of $total does not fit
    flags: ["Chunk", "EncoderLimit"]
    error: unencodable 0 $field
    value: {"flags": 0, "req_id": 1, "op": "read", "chunk": {"index": $index, "total": $total}, "payload": ""}

case haystack-18yel invalid must §1.3 to encode, req_id is missing
  flags: ["EncoderLimit"]
  error: unencodable 0 req_id
  value: {"flags": 0, "op": "read", "payload": ""}

case haystack-zlvu2 invalid must §1.3 to encode, op is missing
  flags: ["EncoderLimit"]
  error: unencodable 0 op
  value: {"flags": 0, "req_id": 1, "payload": ""}

case haystack-rcutk invalid must §1.2 to encode, payload is missing
  flags: ["EncoderLimit"]
  error: unencodable 0 payload
  value: {"flags": 0, "req_id": 1, "op": "read"}

case haystack-pb5ln invalid must §5.1 to encode, the total of a chunk is missing
  flags: ["Chunk", "EncoderLimit"]
  error: unencodable 0 chunk.total
  value: {"flags": 0, "req_id": 1, "op": "read", "chunk": {"index": 0}, "payload": ""}

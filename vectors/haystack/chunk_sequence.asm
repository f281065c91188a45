# Chunks of one message, assembled by hand from conformance/haystack/PROTOCOL.md sections 5 to 7. Offsets count in all messages, one behind the other.
include layout.inc

document {
  "doc": "A list of binary WebSocket messages that make up one joined message. PROTOCOL.md sections 6 and 7; to encode, 5.4 to 5.7.",
  "flags": {
    "BadChunk": "a message of the list that is no frame, or cannot be unfolded",
    "BigFrame": "payloads of 64 KiB and more",
    "Bomb": "chunks that unfold to more than they may",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "Duplicate": "an index that stands twice",
    "EncoderLimit": "a value the encoder has to refuse",
    "Gap": "as many chunks as there should be, but not those",
    "Lzma": "compressed with LZMA2",
    "Missing": "chunks that do not come",
    "OddFlags": "chunks of one message whose flags differ",
    "OddTotal": "chunks of one message whose totals differ, or are 0",
    "Order": "chunks in another order than that of their indices",
    "Stranger": "a message among the chunks that is none of them",
    "Strict": "what only the strict profile refuses",
    "ZeroLength": "empty chunks",
    "Zlib": "compressed with zlib"
  },
  "frame": "chunk_sequence", "protocol": "haystack", "variant": "v2"
}

# a raw chunk of a response to read, request 1
macro part index total flags=0x11 id=1 op=10
  header $flags $id $op ; chunk $index $total
  ...

# --- joined -----------------------------------------------------------------------------------------------------------------

case haystack-5f27w valid must §7.1 every field, all different: as an encoder writes it, with lzma
  compare: "decompressed"
  context: {"chunk_size": 4}
  encode_only: true
  flags: ["Lzma"]
  value: {"flags": 3, "req_id": 4660, "op": "invokeAction", "compression": "lzma", "payload": "c0ffee00bead"}
  wires:
    message
      header 0x1b 0x1234 18 ; u8 1 ; chunk 0 2
      lzma: hex c0ffee00
    message
      header 0x1b 0x1234 18 ; u8 1 ; chunk 1 2
      lzma: hex bead

case haystack-4k1na valid must §7.1 the same, read
  canonical: false
  flags: ["Lzma"]
  value: {"flags": 3, "req_id": 4660, "op": "invokeAction", "payload": "c0ffee00bead"}
  wires:
    message
      header 0x1b 0x1234 18 ; u8 1 ; chunk 0 2
      lzma: hex c0ffee00
    message
      header 0x1b 0x1234 18 ; u8 1 ; chunk 1 2
      lzma: hex bead

case haystack-v5he5 valid must §5.4 three chunks of four bytes, the last one of two
  context: {"chunk_size": 4}
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "30313233343536373839"}
  wires:
    message: part 0 3: utf8 "0123"
    message: part 1 3: utf8 "4567"
    message: part 2 3: utf8 "89"

case haystack-52fxt valid must §5.4 the payload is a multiple of the chunk size: no empty chunk behind it
  context: {"chunk_size": 4}
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "3031323334353637"}
  wires:
    message: part 0 2: utf8 "0123"
    message: part 1 2: utf8 "4567"

case haystack-ofm2b valid must §5.4 one chunk, for the payload is as long as a chunk may be
  context: {"chunk_size": 4}
  value: {"flags": 0, "req_id": 65535, "op": "hisWrite", "payload": "30313233"}
  wires:
    message: part 0 1 flags=0x10 id=65535 op=13: utf8 "0123"

case haystack-exmpy valid must §5.6 all chunks have the flags, request id and operation of the message
  context: {"chunk_size": 2}
  value: {"flags": 5, "req_id": 513, "op": "watchSub", "payload": "3031323334"}
  wires:
    message
      header 0x15 513 15 ; chunk 0 3 ; utf8 "01"
    message
      header 0x15 513 15 ; chunk 1 3 ; utf8 "23"
    message
      header 0x15 513 15 ; chunk 2 3 ; utf8 "4"

case haystack-cnxnf valid must §5.4 chunks are cut without regard to characters
  context: {"chunk_size": 1}
  value: {"flags": 1, "req_id": 12, "op": "nav", "payload": "22c3a922"}
  wires:
    message: part 0 4 id=12 op=11: hex 22
    message: part 1 4 id=12 op=11: hex c3
    message: part 2 4 id=12 op=11: hex a9
    message: part 3 4 id=12 op=11: hex 22

case haystack-ootuv valid must §5.4 the chunk size is 262144 when nothing is said: one chunk
  flags: ["BigFrame"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": [{"repeat": "78", "count": 262144}]}
  wires:
    message: part 0 1: repeat 78 262144

case haystack-trbud valid must §5.4 the chunk size is 262144 when nothing is said: one byte more is a second chunk
  flags: ["BigFrame"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": [{"repeat": "78", "count": 262144}, "79"]}
  wires:
    message: part 0 2: repeat 78 262144
    message: part 1 2: hex 79

case haystack-4xxn2 valid must §5.5 a payload of nothing is one chunk of nothing
  flags: ["ZeroLength"]
  value: {"flags": 1, "req_id": 10, "op": "read", "payload": ""}
  wires:
    message: part 0 1 id=10

each id name algorithm bytes
  haystack-c1ffc zlib 0 7801030000000001
  haystack-plo8k lzma 1 00
  case $id valid must §5.5 to encode a payload of nothing with $name
    compare: "decompressed"
    encode_only: true
    flags: ["ZeroLength"]
    value: {"flags": 1, "req_id": 10, "op": "read", "compression": "$name", "payload": ""}
    wires:
      message
        header 0x19 10 10 ; u8 $algorithm ; chunk 0 1 ; hex $bytes

each id name algorithm bytes
  haystack-mrybl zlib 0 7801030000000001
  haystack-9sfl4 lzma 1 00
  case $id valid must §4.12 a chunk of nothing, compressed with $name
    canonical: false
    flags: ["ZeroLength"]
    value: {"flags": 1, "req_id": 10, "op": "read", "payload": ""}
    wires:
      message
        header 0x19 10 10 ; u8 $algorithm ; chunk 0 1 ; hex $bytes

each id name algorithm
  haystack-enmkk zlib 0
  haystack-qs9fv lzma 1
  case $id valid must §5.5 to encode with $name, a last chunk of one byte
    compare: "decompressed"
    context: {"chunk_size": 3}
    encode_only: true
    value: {"flags": 4, "req_id": 0, "op": "watchPoll", "compression": "$name", "payload": "61626364"}
    wires:
      message
        header 0x1c 0 17 ; u8 $algorithm ; chunk 0 2
        $name: utf8 "abc"
      message
        header 0x1c 0 17 ; u8 $algorithm ; chunk 1 2
        $name: utf8 "d"

case haystack-pwm78 valid must §5.3 raw, zlib and lzma in one message
  canonical: false
  flags: ["Lzma", "Zlib"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "414243444546"}
  wires:
    message
      header 0x19 1 10 ; u8 0 ; chunk 0 3
      zlib: utf8 "AB"
    message: part 1 3: utf8 "CD"
    message
      header 0x19 1 10 ; u8 1 ; chunk 2 3
      lzma: utf8 "EF"

case haystack-2jd8x valid must §5.3 chunks of different sizes, empty ones among them
  canonical: false
  flags: ["ZeroLength"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "41424344454647"}
  wires:
    message: part 0 4: utf8 "A"
    message: part 1 4
    message: part 2 4: utf8 "BCDEFG"
    message: part 3 4

each id what a ta b tb c tc
  haystack-w584w "the last one first" 2 CC 0 AA 1 BB
  haystack-bdyn1 "reversed" 2 CC 1 BB 0 AA
  haystack-ahs95 "the last two exchanged" 0 AA 2 CC 1 BB
  case $id valid must §6.2 chunks in another order: $what
    canonical: false
    flags: ["Order"]
    value: {"flags": 1, "req_id": 1, "op": "read", "payload": "414142424343"}
    wires:
      message: part $a 3: utf8 "$ta"
      message: part $b 3: utf8 "$tb"
      message: part $c 3: utf8 "$tc"

case haystack-19edf valid must §6.2 300 chunks of a byte and more: indices over a byte are numbers, not bytes
  canonical: false
  flags: ["Order"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fa000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f30"}
  wires:
    message: part 150 300: hex 96
    message: part 151 300: hex 97
    message: part 152 300: hex 98
    message: part 153 300: hex 99
    message: part 154 300: hex 9a
    message: part 155 300: hex 9b
    message: part 156 300: hex 9c
    message: part 157 300: hex 9d
    message: part 158 300: hex 9e
    message: part 159 300: hex 9f
    message: part 160 300: hex a0
    message: part 161 300: hex a1
    message: part 162 300: hex a2
    message: part 163 300: hex a3
    message: part 164 300: hex a4
    message: part 165 300: hex a5
    message: part 166 300: hex a6
    message: part 167 300: hex a7
    message: part 168 300: hex a8
    message: part 169 300: hex a9
    message: part 170 300: hex aa
    message: part 171 300: hex ab
    message: part 172 300: hex ac
    message: part 173 300: hex ad
    message: part 174 300: hex ae
    message: part 175 300: hex af
    message: part 176 300: hex b0
    message: part 177 300: hex b1
    message: part 178 300: hex b2
    message: part 179 300: hex b3
    message: part 180 300: hex b4
    message: part 181 300: hex b5
    message: part 182 300: hex b6
    message: part 183 300: hex b7
    message: part 184 300: hex b8
    message: part 185 300: hex b9
    message: part 186 300: hex ba
    message: part 187 300: hex bb
    message: part 188 300: hex bc
    message: part 189 300: hex bd
    message: part 190 300: hex be
    message: part 191 300: hex bf
    message: part 192 300: hex c0
    message: part 193 300: hex c1
    message: part 194 300: hex c2
    message: part 195 300: hex c3
    message: part 196 300: hex c4
    message: part 197 300: hex c5
    message: part 198 300: hex c6
    message: part 199 300: hex c7
    message: part 200 300: hex c8
    message: part 201 300: hex c9
    message: part 202 300: hex ca
    message: part 203 300: hex cb
    message: part 204 300: hex cc
    message: part 205 300: hex cd
    message: part 206 300: hex ce
    message: part 207 300: hex cf
    message: part 208 300: hex d0
    message: part 209 300: hex d1
    message: part 210 300: hex d2
    message: part 211 300: hex d3
    message: part 212 300: hex d4
    message: part 213 300: hex d5
    message: part 214 300: hex d6
    message: part 215 300: hex d7
    message: part 216 300: hex d8
    message: part 217 300: hex d9
    message: part 218 300: hex da
    message: part 219 300: hex db
    message: part 220 300: hex dc
    message: part 221 300: hex dd
    message: part 222 300: hex de
    message: part 223 300: hex df
    message: part 224 300: hex e0
    message: part 225 300: hex e1
    message: part 226 300: hex e2
    message: part 227 300: hex e3
    message: part 228 300: hex e4
    message: part 229 300: hex e5
    message: part 230 300: hex e6
    message: part 231 300: hex e7
    message: part 232 300: hex e8
    message: part 233 300: hex e9
    message: part 234 300: hex ea
    message: part 235 300: hex eb
    message: part 236 300: hex ec
    message: part 237 300: hex ed
    message: part 238 300: hex ee
    message: part 239 300: hex ef
    message: part 240 300: hex f0
    message: part 241 300: hex f1
    message: part 242 300: hex f2
    message: part 243 300: hex f3
    message: part 244 300: hex f4
    message: part 245 300: hex f5
    message: part 246 300: hex f6
    message: part 247 300: hex f7
    message: part 248 300: hex f8
    message: part 249 300: hex f9
    message: part 250 300: hex fa
    message: part 251 300: hex 00
    message: part 252 300: hex 01
    message: part 253 300: hex 02
    message: part 254 300: hex 03
    message: part 255 300: hex 04
    message: part 256 300: hex 05
    message: part 257 300: hex 06
    message: part 258 300: hex 07
    message: part 259 300: hex 08
    message: part 260 300: hex 09
    message: part 261 300: hex 0a
    message: part 262 300: hex 0b
    message: part 263 300: hex 0c
    message: part 264 300: hex 0d
    message: part 265 300: hex 0e
    message: part 266 300: hex 0f
    message: part 267 300: hex 10
    message: part 268 300: hex 11
    message: part 269 300: hex 12
    message: part 270 300: hex 13
    message: part 271 300: hex 14
    message: part 272 300: hex 15
    message: part 273 300: hex 16
    message: part 274 300: hex 17
    message: part 275 300: hex 18
    message: part 276 300: hex 19
    message: part 277 300: hex 1a
    message: part 278 300: hex 1b
    message: part 279 300: hex 1c
    message: part 280 300: hex 1d
    message: part 281 300: hex 1e
    message: part 282 300: hex 1f
    message: part 283 300: hex 20
    message: part 284 300: hex 21
    message: part 285 300: hex 22
    message: part 286 300: hex 23
    message: part 287 300: hex 24
    message: part 288 300: hex 25
    message: part 289 300: hex 26
    message: part 290 300: hex 27
    message: part 291 300: hex 28
    message: part 292 300: hex 29
    message: part 293 300: hex 2a
    message: part 294 300: hex 2b
    message: part 295 300: hex 2c
    message: part 296 300: hex 2d
    message: part 297 300: hex 2e
    message: part 298 300: hex 2f
    message: part 299 300: hex 30
    message: part 0 300: hex 00
    message: part 1 300: hex 01
    message: part 2 300: hex 02
    message: part 3 300: hex 03
    message: part 4 300: hex 04
    message: part 5 300: hex 05
    message: part 6 300: hex 06
    message: part 7 300: hex 07
    message: part 8 300: hex 08
    message: part 9 300: hex 09
    message: part 10 300: hex 0a
    message: part 11 300: hex 0b
    message: part 12 300: hex 0c
    message: part 13 300: hex 0d
    message: part 14 300: hex 0e
    message: part 15 300: hex 0f
    message: part 16 300: hex 10
    message: part 17 300: hex 11
    message: part 18 300: hex 12
    message: part 19 300: hex 13
    message: part 20 300: hex 14
    message: part 21 300: hex 15
    message: part 22 300: hex 16
    message: part 23 300: hex 17
    message: part 24 300: hex 18
    message: part 25 300: hex 19
    message: part 26 300: hex 1a
    message: part 27 300: hex 1b
    message: part 28 300: hex 1c
    message: part 29 300: hex 1d
    message: part 30 300: hex 1e
    message: part 31 300: hex 1f
    message: part 32 300: hex 20
    message: part 33 300: hex 21
    message: part 34 300: hex 22
    message: part 35 300: hex 23
    message: part 36 300: hex 24
    message: part 37 300: hex 25
    message: part 38 300: hex 26
    message: part 39 300: hex 27
    message: part 40 300: hex 28
    message: part 41 300: hex 29
    message: part 42 300: hex 2a
    message: part 43 300: hex 2b
    message: part 44 300: hex 2c
    message: part 45 300: hex 2d
    message: part 46 300: hex 2e
    message: part 47 300: hex 2f
    message: part 48 300: hex 30
    message: part 49 300: hex 31
    message: part 50 300: hex 32
    message: part 51 300: hex 33
    message: part 52 300: hex 34
    message: part 53 300: hex 35
    message: part 54 300: hex 36
    message: part 55 300: hex 37
    message: part 56 300: hex 38
    message: part 57 300: hex 39
    message: part 58 300: hex 3a
    message: part 59 300: hex 3b
    message: part 60 300: hex 3c
    message: part 61 300: hex 3d
    message: part 62 300: hex 3e
    message: part 63 300: hex 3f
    message: part 64 300: hex 40
    message: part 65 300: hex 41
    message: part 66 300: hex 42
    message: part 67 300: hex 43
    message: part 68 300: hex 44
    message: part 69 300: hex 45
    message: part 70 300: hex 46
    message: part 71 300: hex 47
    message: part 72 300: hex 48
    message: part 73 300: hex 49
    message: part 74 300: hex 4a
    message: part 75 300: hex 4b
    message: part 76 300: hex 4c
    message: part 77 300: hex 4d
    message: part 78 300: hex 4e
    message: part 79 300: hex 4f
    message: part 80 300: hex 50
    message: part 81 300: hex 51
    message: part 82 300: hex 52
    message: part 83 300: hex 53
    message: part 84 300: hex 54
    message: part 85 300: hex 55
    message: part 86 300: hex 56
    message: part 87 300: hex 57
    message: part 88 300: hex 58
    message: part 89 300: hex 59
    message: part 90 300: hex 5a
    message: part 91 300: hex 5b
    message: part 92 300: hex 5c
    message: part 93 300: hex 5d
    message: part 94 300: hex 5e
    message: part 95 300: hex 5f
    message: part 96 300: hex 60
    message: part 97 300: hex 61
    message: part 98 300: hex 62
    message: part 99 300: hex 63
    message: part 100 300: hex 64
    message: part 101 300: hex 65
    message: part 102 300: hex 66
    message: part 103 300: hex 67
    message: part 104 300: hex 68
    message: part 105 300: hex 69
    message: part 106 300: hex 6a
    message: part 107 300: hex 6b
    message: part 108 300: hex 6c
    message: part 109 300: hex 6d
    message: part 110 300: hex 6e
    message: part 111 300: hex 6f
    message: part 112 300: hex 70
    message: part 113 300: hex 71
    message: part 114 300: hex 72
    message: part 115 300: hex 73
    message: part 116 300: hex 74
    message: part 117 300: hex 75
    message: part 118 300: hex 76
    message: part 119 300: hex 77
    message: part 120 300: hex 78
    message: part 121 300: hex 79
    message: part 122 300: hex 7a
    message: part 123 300: hex 7b
    message: part 124 300: hex 7c
    message: part 125 300: hex 7d
    message: part 126 300: hex 7e
    message: part 127 300: hex 7f
    message: part 128 300: hex 80
    message: part 129 300: hex 81
    message: part 130 300: hex 82
    message: part 131 300: hex 83
    message: part 132 300: hex 84
    message: part 133 300: hex 85
    message: part 134 300: hex 86
    message: part 135 300: hex 87
    message: part 136 300: hex 88
    message: part 137 300: hex 89
    message: part 138 300: hex 8a
    message: part 139 300: hex 8b
    message: part 140 300: hex 8c
    message: part 141 300: hex 8d
    message: part 142 300: hex 8e
    message: part 143 300: hex 8f
    message: part 144 300: hex 90
    message: part 145 300: hex 91
    message: part 146 300: hex 92
    message: part 147 300: hex 93
    message: part 148 300: hex 94
    message: part 149 300: hex 95

case haystack-wohr2 valid should §6.4 a chunk that comes twice
  canonical: false
  flags: ["Duplicate"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "41414242"}
  wires:
    message: part 0 2: utf8 "AA"
    message: part 0 2: utf8 "AA"
    message: part 1 2: utf8 "BB"

case haystack-3h8go either may §6.4 a chunk that comes twice with two contents: the later one counts
  ambiguity: "haystack-amb-duplicate-chunk"
  canonical: false
  flags: ["Duplicate"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "43434342"}
  wires:
    message: part 0 2: utf8 "AA"
    message: part 0 2: utf8 "CCC"
    message: part 1 2: utf8 "B"

case haystack-0z9ut valid must §6.8 the flags are those of the chunk that completes the message, here not the last one
  canonical: false
  flags: ["OddFlags", "Order"]
  value: {"flags": 3, "req_id": 1, "op": "read", "payload": "41414242"}
  wires:
    message: part 1 2: utf8 "BB"
    message: part 0 2 flags=0x13: utf8 "AA"

case haystack-rvb3x valid should §6.1 a response and an error with the same request id are joined
  canonical: false
  flags: ["OddFlags"]
  value: {"flags": 3, "req_id": 1, "op": "read", "payload": "41414242"}
  wires:
    message: part 0 2: utf8 "AA"
    message: part 1 2 flags=0x13: utf8 "BB"

case haystack-lgp4a valid should §6.1 a push and a response to request 0 of watchPoll are joined
  canonical: false
  flags: ["OddFlags"]
  value: {"flags": 1, "req_id": 0, "op": "watchPoll", "payload": "41414242"}
  wires:
    message: part 0 2 flags=0x14 id=0 op=17: utf8 "AA"
    message: part 1 2 flags=0x11 id=0 op=17: utf8 "BB"

case haystack-75ba6 valid should §6.1 strict: flags that differ are no fault
  canonical: false
  context: {"profile": "strict"}
  flags: ["OddFlags", "Strict"]
  value: {"flags": 3, "req_id": 1, "op": "read", "payload": "41414242"}
  wires:
    message: part 0 2: utf8 "AA"
    message: part 1 2 flags=0x13: utf8 "BB"

each id second
  haystack-qf65a 3
  haystack-s9zz9 1
  haystack-t9hi6 0
  haystack-hmosp 65535
  case $id either may §6.3 a total of 2, then one of $second: the first one counts
    ambiguity: "haystack-amb-odd-chunks"
    canonical: false
    flags: ["OddTotal"]
    value: {"flags": 1, "req_id": 1, "op": "read", "payload": "41414242"}
    wires:
      message: part 0 2: utf8 "AA"
      message: part 1 $second: utf8 "BB"

case haystack-lili2 valid must §7.9 as many bytes as may be joined
  canonical: false
  context: {"max_decompressed": 4}
  flags: ["Bomb"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "41414242"}
  wires:
    message: part 0 2: utf8 "AA"
    message: part 1 2: utf8 "BB"

# --- the list is no message -----------------------------------------------------------------------------------------------------

case haystack-l1ssx invalid must §7.8 the second of two chunks does not come
  flags: ["Missing"]
  error: truncated @end
  wires:
    message: part 0 2: utf8 "AA"

case haystack-qpm6w invalid must §7.8 the first of two chunks does not come
  flags: ["Missing"]
  error: truncated @end
  wires:
    message: part 1 2: utf8 "BB"

case haystack-jlafp invalid must §7.8 one of 65535
  flags: ["Missing"]
  error: truncated @end
  wires:
    message: part 0 65535: utf8 "AA"

case haystack-dk4lh invalid must §7.8 the middle one of three does not come, the first one comes twice
  flags: ["Duplicate", "Missing"]
  error: truncated @end
  wires:
    message: part 0 3: utf8 "AA"
    message: part 0 3: utf8 "AA"
    message: part 2 3: utf8 "CC"

case haystack-o7bts invalid must §6.5 index 5 of 1
  flags: ["Gap"]
  error: bad_sequence 0
  wires:
    message: part 5 1: utf8 "AA"

case haystack-179c8 invalid must §6.5 index 1 of 1
  flags: ["Gap"]
  error: bad_sequence 0
  wires:
    message: part 1 1: utf8 "AA"

case haystack-4r047 invalid must §6.6 indices 0 and 2 of 2: the second one makes it complete
  flags: ["Gap"]
  error: bad_sequence @b
  wires:
    message: part 0 2: utf8 "AA"
    message: @b part 2 2: utf8 "BB"

case haystack-1rcal invalid must §6.6 indices 3, 0 and 1 of 3: nothing is wrong until the third
  flags: ["Gap", "Order"]
  error: bad_sequence @c
  wires:
    message: part 3 3: utf8 "DD"
    message: part 0 3: utf8 "AA"
    message: @c part 1 3: utf8 "BB"

case haystack-xm0gy invalid must §6.6 index 65535 of 65535 does not complete anything
  flags: ["Gap", "Missing"]
  error: truncated @end
  wires:
    message: part 65535 65535: utf8 "x"

case haystack-oygva invalid must §7.7 the first chunk says there are none
  flags: ["OddTotal"]
  error: bad_sequence 0
  wires:
    message: part 0 0: utf8 "AA"

case haystack-9b0vu invalid must §6.7 two chunks say there are none: the first one is at fault
  flags: ["OddTotal"]
  error: bad_sequence 0
  wires:
    message: part 0 0: utf8 "AA"
    message: part 1 0: utf8 "BB"

case haystack-qwijt invalid must §7.4 a frame that is no chunk, alone
  flags: ["Stranger"]
  error: bad_sequence 0
  wires:
    message
      header 1 1 10 ; utf8 "AA"

case haystack-rfs35 invalid must §7.3 a frame that is no chunk, between two
  flags: ["Stranger"]
  error: bad_sequence @b
  wires:
    message: part 0 2: utf8 "AA"
    message
      @b header 1 1 10 ; utf8 "XX"
    message: part 1 2: utf8 "BB"

case haystack-nywza invalid must §7.5 the last chunk once more, after the message is complete
  flags: ["Duplicate"]
  error: bad_sequence @c
  wires:
    message: part 0 2: utf8 "AA"
    message: part 1 2: utf8 "BB"
    message: @c part 1 2: utf8 "BB"

case haystack-yhjyt invalid must §7.5 a second message behind the first
  flags: ["Stranger"]
  error: bad_sequence @b
  wires:
    message: part 0 1: utf8 "AA"
    message: @b part 0 1 id=2: utf8 "BB"

each id what more
  haystack-0alf2 "request id" "id=2"
  haystack-yz1sb "request id, its bytes exchanged," "id=256"
  haystack-3v8zj operation "op=11"
  case $id invalid must §7.6 a chunk of another $what between those of a message
    flags: ["Stranger"]
    error: bad_sequence @b
    wires:
      message: part 0 2: utf8 "AA"
      message: @b part 1 2 $more: utf8 "XX"
      message: part 1 2: utf8 "BB"

case haystack-eutv2 invalid must §7.5 two pushes, interleaved: they are taken for one, and what is left does not fit
  flags: ["OddFlags", "Stranger"]
  error: bad_sequence @d
  wires:
    message: part 0 2 flags=0x14 id=0 op=17: utf8 "A0"
    message: part 0 2 flags=0x14 id=0 op=17: utf8 "B0"
    message: part 1 2 flags=0x14 id=0 op=17: utf8 "A1"
    message: @d part 1 2 flags=0x14 id=0 op=17: utf8 "B1"

# --- a message is no frame ------------------------------------------------------------------------------------------------------

case haystack-ttioy invalid must §7.2 a message of no bytes
  flags: ["BadChunk"]
  error: truncated 0 flags
  wires:
    message

case haystack-xd6bq invalid must §7.2 a message of two bytes behind a chunk
  flags: ["BadChunk"]
  error: truncated @b+1 req_id
  wires:
    message: part 0 2: utf8 "AA"
    message: @b hex 1100

case haystack-gg0wm invalid must §7.2 an unknown operation
  flags: ["BadChunk"]
  error: bad_opcode @b+3 op
  wires:
    message: part 0 2: utf8 "AA"
    message: @b part 1 2 op=9: utf8 "BB"

case haystack-14dnh invalid must §7.2 three bytes of a chunk header
  flags: ["BadChunk"]
  error: truncated 6 chunk.total
  wires:
    message
      header 0x11 1 10 ; hex 000000

case haystack-s2lrg invalid must §7.2 three bytes of a chunk header behind the algorithm
  flags: ["BadChunk"]
  error: truncated 7 chunk.total
  wires:
    message
      header 0x19 1 10 ; u8 0 ; hex 000000

case haystack-0ubid invalid must §7.2 no algorithm byte
  flags: ["BadChunk"]
  error: truncated 4 compression
  wires:
    message
      header 0x19 1 10

case haystack-e9kcq invalid must §7.2 an unknown algorithm
  flags: ["BadChunk"]
  error: bad_compression 4 compression
  wires:
    message
      header 0x19 1 10 ; u8 9 ; chunk 0 1 ; hex 78

case haystack-1ncs6 invalid must §7.2 an unknown algorithm behind a good chunk, then the good one: the first fault ends it
  flags: ["BadChunk"]
  error: bad_compression @b compression
  wires:
    message: part 0 2: utf8 "AA"
    message
      header 0x19 1 10 ; @b u8 9 ; chunk 1 2 ; hex 78
    message: part 1 2: utf8 "BB"

each id algorithm name
  haystack-y8p3z 0 zlib
  haystack-hbnqr 1 LZMA2
  case $id invalid must §7.2 a chunk that is no $name
    flags: ["BadChunk"]
    error: bad_compression @b payload
    wires:
      message: part 0 2: utf8 "AA"
      message
        header 0x19 1 10 ; u8 $algorithm ; chunk 1 2 ; @b hex 7878

case haystack-g4orv invalid must §7.2 a broken chunk of another message: it is a frame first
  flags: ["BadChunk", "CheckOrder", "Stranger"]
  error: bad_compression|bad_sequence @b payload
  wires:
    message: part 0 2: utf8 "AA"
    message
      header 0x19 2 10 ; u8 0 ; chunk 1 2 ; @b hex 7878

# --- limits -----------------------------------------------------------------------------------------------------------------

case haystack-0fknn invalid must §7.9 one byte more than may be joined
  context: {"max_decompressed": 3}
  flags: ["Bomb"]
  error: too_large @b
  wires:
    message: part 0 2: utf8 "AA"
    message: @b part 1 2: utf8 "BB"

case haystack-v2404 invalid must §7.9 a raw chunk that is over the limit alone
  context: {"max_decompressed": 3}
  flags: ["Bomb"]
  error: too_large 0
  wires:
    message: part 0 2: utf8 "AAAA"

case haystack-p562g invalid must §7.2 a compressed chunk that is over the limit alone
  context: {"max_decompressed": 3}
  flags: ["Bomb", "Zlib"]
  error: too_large 9 payload
  wires:
    message
      header 0x19 1 10 ; u8 0 ; chunk 0 2
      zlib: utf8 "AAAA"

# each of the two is within the limit of 64 MiB; together they are a byte over it
case haystack-6tecp invalid must §7.9 two chunks of 32 MiB and one byte
  flags: ["Bomb", "Zlib"]
  error: too_large @c
  wires:
    message
      header 0x19 1 10 ; u8 0 ; chunk 0 3
      hex 7801ede081000000008020ec4fbd4805 ; repeat 00 32513 ; hex 545555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555351e000001
    message
      header 0x19 1 10 ; u8 0 ; chunk 1 3
      hex 7801ede081000000008020ec4fbd4805 ; repeat 00 32513 ; hex 545555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555351e000001
    message: @c part 2 3: hex 00

# --- strict -----------------------------------------------------------------------------------------------------------------

case haystack-z5dkl valid should §16.4 strict: a careful sender
  context: {"chunk_size": 2, "profile": "strict"}
  flags: ["Strict"]
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": "41414242"}
  wires:
    message: part 0 2: utf8 "AA"
    message: part 1 2: utf8 "BB"

each id index total
  haystack-i61cl 2 2
  haystack-earhn 5 1
  haystack-y75cg 65535 65535
  haystack-fkxca 0 0
  case $id invalid should §16.3 strict: index $index of $total
    context: {"profile": "strict"}
    flags: ["Gap", "Strict"]
    error: bad_sequence 0
    wires:
      message: part $index $total: utf8 "AA"

case haystack-jzkhh invalid should §16.3 strict: an index that is not below the total, at once
  context: {"profile": "strict"}
  flags: ["Gap", "Strict"]
  error: bad_sequence @b
  wires:
    message: part 0 3: utf8 "AA"
    message: @b part 3 3: utf8 "DD"
    message: part 1 3: utf8 "BB"

each id second
  haystack-g6juh 3
  haystack-7e688 0
  case $id invalid should §16.4 strict: a total of 2, then one of $second
    context: {"profile": "strict"}
    flags: ["OddTotal", "Strict"]
    error: bad_sequence @b
    wires:
      message: part 0 2: utf8 "AA"
      message: @b part 1 $second: utf8 "BB"

case haystack-ma10a invalid should §16.5 strict: a chunk that comes twice
  context: {"profile": "strict"}
  flags: ["Duplicate", "Strict"]
  error: bad_sequence @b
  wires:
    message: part 0 2: utf8 "AA"
    message: @b part 0 2: utf8 "AA"
    message: part 1 2: utf8 "BB"

case haystack-yvari invalid should §16.2 strict: bytes behind the compressed data of a chunk
  context: {"profile": "strict"}
  flags: ["BadChunk", "Strict", "Zlib"]
  error: trailing_bytes @b
  wires:
    message
      header 0x19 1 10 ; u8 0 ; chunk 0 1
      zlib: utf8 "AA"
      @b hex 00

# --- to encode --------------------------------------------------------------------------------------------------------------

case haystack-bxim8 invalid must §5.7 to encode, 65536 chunks of a byte
  context: {"chunk_size": 1}
  flags: ["BigFrame", "EncoderLimit"]
  error: unencodable 0 payload
  value: {"flags": 1, "req_id": 1, "op": "read", "payload": [{"repeat": "78", "count": 65536}]}

case haystack-9fh5s invalid must §2.6 to encode, flags with the bit of chunks
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"flags": 17, "req_id": 1, "op": "read", "payload": "78"}

case haystack-loj1j invalid must §3.4 to encode, there is no operation "libs"
  flags: ["EncoderLimit"]
  error: unencodable 0 op
  value: {"flags": 1, "req_id": 1, "op": "libs", "payload": "78"}

case haystack-8in4o invalid must §1.4 to encode, request id 65536 does not fit
  flags: ["EncoderLimit"]
  error: unencodable 0 req_id
  value: {"flags": 1, "req_id": 65536, "op": "read", "payload": "78"}

case haystack-cbw2t invalid must §4.2 to encode, there is no algorithm "brotli"
  flags: ["EncoderLimit"]
  error: unencodable 0 compression
  value: {"flags": 1, "req_id": 1, "op": "read", "compression": "brotli", "payload": "78"}

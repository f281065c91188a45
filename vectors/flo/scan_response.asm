# The answer to KV_SCAN, assembled by hand from conformance/flo/PROTOCOL.md §6.9. The body alone, offset 0.
include layout.inc

document {
  "doc": "The body of an answer to KV_SCAN: whether there is more, where to go on, and the entries. PROTOCOL.md section 6.",
  "flags": {
    "AnyTrue": "a boolean byte other than 0 and 1",
    "BigFrame": "fields of 64 KiB and more",
    "CountLie": "a count that does not fit the bytes: catches reservations made before checking",
    "EncoderLimit": "a value the encoder has to refuse",
    "NotText": "bytes that are not UTF-8, or zero bytes",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "scan_response", "protocol": "flo", "variant": "v1-24"
}

case flo-bu7f1 valid must §6.9 smallest: nothing more, no cursor, no entries
  flags: ["ZeroLength"]
  value: {"has_more": false, "cursor": "", "entries": []}
  wire:
    u8 0
    u32le 0
    u32le 0

case flo-wk7sa valid must §6.9 every field filled, all different, none equal to its reverse
  value: {"has_more": true, "cursor": "63757273", "entries": [{"key": "6b6579", "value": "76616c7565"}, {"key": "6b3232", "value": "763333333333"}]}
  wire:
    u8 1
    counted32: utf8 "curs"
    u32le 2
    counted16: utf8 "key"
    counted32: utf8 "value"
    counted16: utf8 "k22"
    counted32: utf8 "v33333"

case flo-tleiq valid must §6.10 a cursor and no entries
  value: {"has_more": true, "cursor": "6e657874", "entries": []}
  wire:
    u8 1
    counted32: utf8 "next"
    u32le 0

case flo-qth4k valid must §6.10 more, and no cursor
  flags: ["ZeroLength"]
  value: {"has_more": true, "cursor": "", "entries": [{"key": "61", "value": "62"}]}
  wire:
    u8 1
    u32le 0
    u32le 1
    counted16: utf8 "a"
    counted32: utf8 "b"

case flo-2scia valid must §6.10 an entry with an empty value, as an answer with keys only has
  flags: ["ZeroLength"]
  value: {"has_more": false, "cursor": "", "entries": [{"key": "757365723a31", "value": ""}, {"key": "757365723a32", "value": "78"}]}
  wire:
    u8 0
    u32le 0
    u32le 2
    counted16: utf8 "user:1"
    counted32
    counted16: utf8 "user:2"
    counted32: utf8 "x"

case flo-72sg6 valid must §6.9 an entry with an empty key and an empty value: the smallest entry
  flags: ["ZeroLength"]
  value: {"has_more": false, "cursor": "", "entries": [{"key": "", "value": ""}]}
  wire:
    u8 0
    u32le 0
    u32le 1
    counted16
    counted32

each id size
  flo-zrr0o 255
  flo-lavd3 256
  flo-zcoov 65535
  case $id valid must §6.9 a key of $size bytes
    flags: ["BigFrame"]
    value: {"has_more": false, "cursor": "", "entries": [{"key": [{"repeat": "6b", "count": $size}], "value": "76"}]}
    wire:
      u8 0
      u32le 0
      u32le 1
      counted16: repeat 6b $size
      counted32: utf8 "v"

each id size
  flo-yuw9n 255
  flo-h6yxt 256
  flo-s5srj 65536
  flo-26o5o 1048576
  case $id valid must §6.9 a value of $size bytes and a cursor of the same size
    flags: ["BigFrame"]
    value: {"has_more": true, "cursor": [{"repeat": "63", "count": $size}], "entries": [{"key": "6b", "value": [{"repeat": "76", "count": $size}]}]}
    wire:
      u8 1
      counted32: repeat 63 $size
      u32le 1
      counted16: utf8 "k"
      counted32: repeat 76 $size

case flo-6jur1 valid must §6.9 300 entries: the count needs its second byte
  value: {"has_more": false, "cursor": "", "entries": {"$repeat": [[{"key": "6162", "value": "63"}], 300]}}
  wire:
    u8 0
    u32le 0
    u32le 300
    repeat 020061620100000063 300

case flo-7m8rv valid must §6.9 cursor, keys and values that are no text
  flags: ["NotText"]
  value: {"has_more": true, "cursor": "00ff00", "entries": [{"key": "ff00c0", "value": "eda08000"}]}
  wire:
    u8 1
    counted32: hex 00ff00
    u32le 1
    counted16: hex ff00c0
    counted32: hex eda08000

case flo-tnpj6 valid must §6.9 keys and values in many scripts
  value: {"has_more": false, "cursor": "", "entries": [{"key": "e98db5", "value": "f09f909d65cc81"}]}
  wire:
    u8 0
    u32le 0
    u32le 1
    counted16: utf8 "鍵"
    counted32: utf8 "🐝e\u0301"

each id byte
  flo-ahhkc 2
  flo-8x9xw 128
  flo-xwvm8 255
  case $id valid should §6.5 has_more $byte is true
    flags: ["AnyTrue"]
    canonical: false
    value: {"has_more": true, "cursor": "", "entries": []}
    wire:
      u8 $byte
      u32le 0
      u32le 0

case flo-238x0 valid should §6.2 bytes after the last entry are ignored
  flags: ["TrailingBytes"]
  canonical: false
  value: {"has_more": false, "cursor": "", "entries": [{"key": "6b", "value": "76"}]}
  wire:
    u8 0
    u32le 0
    u32le 1
    counted16: utf8 "k"
    counted32: utf8 "v"
    hex 0102

# --- refused -----------------------------------------------------------------------------------------------------------

case flo-amw0x invalid must §6.4 no byte at all
  error: truncated 0 has_more
  wire:

case flo-28jkp invalid must §6.1 eight bytes: the count lacks one
  error: truncated 5 entries
  wire:
    u8 0
    u32le 0
    hex 000000

case flo-mey03 invalid must §6.1 the cursor length is cut off
  error: truncated 1 cursor
  wire:
    u8 1
    hex 030000

case flo-xlb5h invalid must §6.1 the cursor lacks its last byte
  error: truncated 1 cursor
  wire:
    u8 1
    u32le 4
    utf8 "cur"

case flo-gkbfe invalid must §6.1 nine bytes, but the cursor has eaten the count
  error: truncated @count entries
  wire:
    u8 0
    counted32: utf8 "abcd"
    @count

case flo-zxagb invalid must §6.1 a cursor of 2^32-1 bytes announced
  error: truncated 1 cursor
  wire:
    u8 1
    u32le 0xffffffff
    utf8 "cur"

case flo-l56n1 invalid must §6.3 a count of 2^32-1 and no entry
  flags: ["CountLie"]
  error: truncated 5 entries
  wire:
    u8 0
    u32le 0
    u32le 0xffffffff

case flo-9slk4 invalid must §10.3 a count of 2^32-1 and one entry
  flags: ["CountLie"]
  error: truncated 5 entries
  wire:
    u8 0
    u32le 0
    u32le 0xffffffff
    counted16: utf8 "k"
    counted32: utf8 "v"

case flo-m57e8 invalid must §6.3 one entry announced, five bytes left: no entry is that small
  flags: ["CountLie"]
  error: truncated 5 entries
  wire:
    u8 0
    u32le 0
    u32le 1
    counted16: utf8 "k"
    hex 0000

case flo-pxwyi invalid must §6.3 two entries announced, one there
  flags: ["CountLie"]
  error: truncated 5 entries
  wire:
    u8 0
    u32le 0
    u32le 2
    counted16: utf8 "k"
    counted32: utf8 "v"

case flo-4sv72 invalid must §6.1 two entries announced, one long one there: the second key is missing
  flags: ["CountLie"]
  error: truncated @key entries[1].key
  wire:
    u8 0
    u32le 0
    u32le 2
    counted16: utf8 "key"
    counted32: utf8 "value"
    @key

case flo-3idqu invalid must §6.1 the key of the first entry runs out
  error: truncated @key entries[0].key
  wire:
    u8 0
    u32le 0
    u32le 1
    @key u16le 5
    utf8 "keys"

case flo-xjkq2 invalid must §6.1 the value length of the first entry is cut off
  error: truncated @value entries[0].value
  wire:
    u8 0
    u32le 0
    u32le 1
    counted16: utf8 "key"
    @value hex 050000

case flo-88ueb invalid must §6.1 the value of the second entry lacks its last byte
  error: truncated @value entries[1].value
  wire:
    u8 0
    u32le 0
    u32le 2
    counted16: utf8 "k"
    counted32: utf8 "v"
    counted16: utf8 "k"
    @value u32le 6
    utf8 "value"

case flo-ven75 invalid must §6.1 a value of 2^32-1 bytes announced
  error: truncated @value entries[0].value
  wire:
    u8 0
    u32le 0
    u32le 1
    counted16: utf8 "k"
    @value u32le 0xffffffff
    utf8 "value"

case flo-aqkok invalid should §12.3 strict: has_more 2
  context: {"profile": "strict"}
  flags: ["AnyTrue"]
  error: bad_value 0 has_more
  wire:
    u8 2
    u32le 0
    u32le 0

case flo-i9q4z invalid should §12.4 strict: a byte after the last entry
  context: {"profile": "strict"}
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u8 0
    u32le 0
    u32le 1
    counted16: utf8 "k"
    counted32: utf8 "v"
    @extra hex 00

case flo-l69x1 invalid must §7.20 encode: a key of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 entries[1].key
  value: {"has_more": false, "cursor": "", "entries": [{"key": "61", "value": ""}, {"key": [{"repeat": "6b", "count": 65536}], "value": ""}]}

case flo-14bmp invalid must §7.20 encode: has_more is a number
  error: unencodable 0 has_more
  value: {"has_more": 2, "cursor": "", "entries": []}

case flo-s9bn9 invalid must §7.20 encode: an entry without a value
  error: unencodable 0 entries[0].value
  value: {"has_more": false, "cursor": "", "entries": [{"key": "61"}]}

# Texts, assembled by hand from conformance/packetstream/PROTOCOL.md §2.

document {
  "doc": "A text: a bsuint count of bytes and that much UTF-8. PROTOCOL.md section 2.",
  "flags": {
    "BadUtf8": "bytes that are not UTF-8: catches readers that replace or pass on what they cannot read",
    "BigFrame": "texts of 16 KiB and more: a count of three bytes",
    "BytesNotCharacters": "a text with fewer characters than bytes: catches counts of characters",
    "Padding": "zeros in front of the count",
    "Policy": "refused because of a limit that we chose: upstream takes numbers of any size",
    "UncheckedLength": "a count far beyond the bytes: catches readers that allocate before they look",
    "ZeroLength": "an empty text: catches readers that take empty for absent"
  },
  "frame": "bsstring", "protocol": "packetstream", "variant": "20240630"
}

case packetstream-dwtgh valid must §2.3 no character
  flags: ["ZeroLength"]
  value: {"value": ""}
  wire:
    hex 00

case packetstream-lcfjc valid must §2.3 plain letters
  value: {"value": "packet"}
  wire:
    hex 06 ; utf8 "packet"

each id count text
  packetstream-hgqro 06 "héllo"
  packetstream-azisp 06 "имя"
  packetstream-d5kid 07 "鍵🔑"
  packetstream-nftcf 06 "cafe\u0301"
  packetstream-emavc 04 "\ud83d\ude00"
  case $id valid must §2.3 more bytes than characters: $text
    flags: ["BytesNotCharacters"]
    value: {"value": "$text"}
    wire:
      hex $count ; utf8 "$text"

each id bytes text what
  packetstream-s267e 017f "\u007f" "U+007F"
  packetstream-bfns1 02c280 "\u0080" "U+0080"
  packetstream-x12n3 02dfbf "\u07ff" "U+07FF"
  packetstream-npd6b 03e0a080 "\u0800" "U+0800"
  packetstream-4aqvh 03ed9fbf "\ud7ff" "U+D7FF, the last before the surrogates"
  packetstream-nzfjs 03ee8080 "\ue000" "U+E000, the first after the surrogates"
  packetstream-7jipm 03efbfbf "\uffff" "U+FFFF"
  packetstream-cdqo1 04f0908080 "\ud800\udc00" "U+10000"
  packetstream-0ud4b 04f48fbfbf "\udbff\udfff" "U+10FFFF, the last of all"
  case $id valid must §2.4 the border $what
    value: {"value": "$text"}
    wire:
      hex $bytes

each id bytes text what
  packetstream-lahqq 03610062 "a\u0000b" "a zero byte inside"
  packetstream-vonln 0100 "\u0000" "a zero byte alone"
  packetstream-eflj8 03efbbbf "\ufeff" "a byte order mark alone"
  packetstream-yfep9 05efbbbf6869 "\ufeffhi" "a byte order mark in front"
  case $id valid must §2.5 $what
    value: {"value": "$text"}
    wire:
      hex $bytes

each id size count
  packetstream-hc1s7 127 7f
  packetstream-tram1 128 8100
  packetstream-jd566 16383 ff7f
  case $id valid must §2.3 $size letters
    value: {"value": {"$repeat": ["x", $size]}}
    wire:
      hex $count ; repeat 78 $size

each id size count
  packetstream-qglat 16384 818000
  packetstream-dmkfg 70000 84a270
  case $id valid must §2.3 $size letters
    flags: ["BigFrame"]
    value: {"value": {"$repeat": ["x", $size]}}
    wire:
      hex $count ; repeat 78 $size

case packetstream-whr2i valid must §1.3 a count with zeros in front
  canonical: false
  flags: ["Padding"]
  value: {"value": "hi"}
  wire:
    hex 808002 ; utf8 "hi"

# --- refused -----------------------------------------------------------------------------------------------------------

each id bytes what
  packetstream-sjgt3 "" "no byte"
  packetstream-uei69 83 "a count without its last byte"
  case $id invalid must §1.6 $what
    error: truncated @start value
    wire:
      hex $bytes

each id bytes what
  packetstream-grpqi 0261 "one byte for a count of 2"
  packetstream-8321x 05616263 "three bytes for a count of 5"
  packetstream-rrgbp 81006161 "two bytes for a count of 128"
  case $id invalid must §2.2 $what
    error: truncated @start value
    wire:
      hex $bytes

each id bytes what
  packetstream-rnl4a 81ffffffffffffffff7f61 "2^64-1"
  packetstream-grnnq 8fffffff7f61 "2^32-1"
  case $id invalid must §2.2 a count of $what
    flags: ["UncheckedLength"]
    error: truncated @start value
    wire:
      hex $bytes

case packetstream-qnhfw invalid must §1.4 a count of 2^64
  flags: ["Policy", "UncheckedLength"]
  error: too_large|truncated @start value
  wire:
    hex 8280808080808080800061

each id bytes what
  packetstream-3btxr 02fffe "bytes that stand nowhere in UTF-8"
  packetstream-ffwro 0180 "a continuation byte alone"
  packetstream-9we9y 01c3 "a character cut after its first byte"
  packetstream-kme70 02e282 "a character cut after its second byte"
  packetstream-nni3x 02c080 "an overlong zero"
  packetstream-jhmhe 02c1bf "an overlong letter"
  packetstream-xp7sf 03e09fbf "an overlong U+07FF"
  packetstream-c9iff 04f08fbfbf "an overlong U+FFFF"
  packetstream-8f88m 03eda080 "the surrogate U+D800"
  packetstream-y2yce 03edbfbf "the surrogate U+DFFF"
  packetstream-zgu6b 06eda0bdedb880 "two surrogates that would be one character in UTF-16"
  packetstream-mfm4f 04f4908080 "U+110000"
  packetstream-wgj0v 05f888808080 "five bytes of the old form"
  packetstream-2szmj 0468ff6c6f "a bad byte between letters"
  packetstream-whk23 0461c361ff "a first byte without its second"
  case $id invalid must §2.4 $what
    flags: ["BadUtf8"]
    error: bad_utf8 @start value
    wire:
      hex $bytes

case packetstream-tz9wz invalid must §2.13 a byte after the text
  error: trailing_bytes 3
  wire:
    hex 02 ; utf8 "hi" ; hex 00

# --- the strict profile ------------------------------------------------------------------------------------------------

case packetstream-wkofx invalid may §8.1 a count with zeros in front, strict
  context: {"profile": "strict"}
  flags: ["Padding"]
  error: bad_value @start value
  wire:
    hex 8002 ; utf8 "hi"

# The answer to STREAM_READ, assembled by hand from conformance/flo/PROTOCOL.md §6.15. The body alone, offset 0.
include layout.inc

document {
  "doc": "The body of an answer to STREAM_READ and STREAM_GROUP_READ: records with their place, tier, optional key and payload. PROTOCOL.md section 6.",
  "flags": {
    "AnyTrue": "a presence byte other than 0 and 1",
    "BigFrame": "fields of 64 KiB and more",
    "CountLie": "a count that does not fit the bytes: catches reservations made before checking",
    "EncoderLimit": "a value the encoder has to refuse",
    "Headers": "a header count other than 0: catches readers that skip the count and read the header as the next record",
    "NumberEnds": "the ends of a number's range: catches wrong signs and doubles",
    "ShortRead": "the bytes end where a record or the count would begin: catches readers that take this for the end of the list",
    "TrailingBytes": "bytes after the last field",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "stream_read_response", "protocol": "flo", "variant": "v1-24"
}

# a record up to its key, and the rest of it around the payload in the block
macro place sequence timestamp tier partition
  u64le $sequence
  i64le $timestamp
  u8 $tier
  u32le $partition
macro payload headers=0
  counted32
    ...
  u32le $headers

case flo-zl0kv valid must §6.15 smallest: no record
  flags: ["ZeroLength"]
  value: {"records": []}
  wire:
    u32le 0

case flo-8poqo valid must §1.2 every field filled, all different, none equal to its reverse
  value: {"records": [{"sequence": "72623859790382856", "timestamp_ms": "1230066625199609624", "tier": "COLD", "partition": 555885348, "key": "6b6579", "payload": "7061796c6f6164"},
    {"sequence": "9", "timestamp_ms": "1700000000000", "tier": "PENDING", "partition": 17, "key": "6b32", "payload": "703233"}]}
  wire:
    u32le 2
    place 0x0102030405060708 0x1112131415161718 3 0x21222324
    u8 1 ; counted32: utf8 "key"
    payload: utf8 "payload"
    place 9 1700000000000 1 17
    u8 1 ; counted32: utf8 "k2"
    payload: utf8 "p23"

case flo-nbbzo valid must §6.15 the smallest record: numbers 0, no key, no payload
  flags: ["ZeroLength"]
  value: {"records": [{"sequence": "0", "timestamp_ms": "0", "tier": "HOT", "partition": 0, "payload": ""}]}
  wire:
    u32le 1
    repeat 00 30

case flo-htri8 valid must §6.15 typical: a record without a key, then one with a key and without a payload
  value: {"records": [{"sequence": "1", "timestamp_ms": "1700000000000", "tier": "HOT", "partition": 0, "payload": "7031"},
    {"sequence": "2", "timestamp_ms": "1700000000001", "tier": "COLD", "partition": 7, "key": "706b6579", "payload": ""}]}
  wire:
    u32le 2
    place 1 1700000000000 0 0
    u8 0
    payload: utf8 "p1"
    place 2 1700000000001 3 7
    u8 1 ; counted32: utf8 "pkey"
    payload

each id code name
  flo-llzb4 0 HOT
  flo-df75h 1 PENDING
  flo-t718z 2 WARM
  flo-56fec 3 COLD
  case $id valid must §6.16 tier $code $name
    value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "$name", "partition": 3, "payload": "70"}]}
    wire:
      u32le 1
      place 1 2 $code 3
      u8 0
      payload: utf8 "p"

case flo-pv8dk valid must §6.6 a key that is there and empty is not an absent key
  flags: ["ZeroLength"]
  value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 3, "key": "", "payload": "70"}]}
  wire:
    u32le 1
    place 1 2 0 3
    u8 1 ; counted32
    payload: utf8 "p"

each id byte
  flo-ujt4o 2
  flo-urxh5 128
  flo-h457y 255
  case $id valid should §6.6 presence byte $byte: the key is there
    flags: ["AnyTrue"]
    canonical: false
    value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 3, "key": "6b", "payload": "70"}]}
    wire:
      u32le 1
      place 1 2 0 3
      u8 $byte ; counted32: utf8 "k"
      payload: utf8 "p"

each id sequence timestamp stamp partition
  flo-5kal6 18446744073709551615 -1 0-1 4294967295
  flo-is4jw 9223372036854775808 -9223372036854775808 0-0x8000000000000000 2147483648
  flo-tylpm 9223372036854775807 9223372036854775807 0x7fffffffffffffff 2147483647
  flo-8myhy 9007199254740993 0 0 65536
  case $id valid must §6.7 sequence $sequence at timestamp $timestamp in partition $partition
    flags: ["NumberEnds"]
    value: {"records": [{"sequence": "$sequence", "timestamp_ms": "$timestamp", "tier": "WARM", "partition": $partition, "payload": "70"}]}
    wire:
      u32le 1
      place $sequence $stamp 2 $partition
      u8 0
      payload: utf8 "p"

each id size
  flo-u72ry 255
  flo-upswt 256
  flo-9jikx 65535
  flo-8f5c1 65536
  flo-fqg84 1048576
  case $id valid must §6.15 key and payload of $size bytes
    flags: ["BigFrame"]
    value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 3, "key": [{"repeat": "6b", "count": $size}], "payload": [{"repeat": "70", "count": $size}]}]}
    wire:
      u32le 1
      place 1 2 0 3
      u8 1 ; counted32: repeat 6b $size
      payload: repeat 70 $size

case flo-j7qt3 valid must §6.15 300 records: the count needs its second byte
  value: {"records": {"$repeat": [[{"sequence": "1", "timestamp_ms": "2", "tier": "WARM", "partition": 3, "payload": "70"}], 300]}}
  wire:
    u32le 300
    repeat 01000000000000000200000000000000020300000000010000007000000000 300

case flo-tx4ux valid must §6.15 keys and payloads in many scripts, and some that are no text
  value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 3, "key": "d0b8d0bcd18f", "payload": "f09f909d65cc81"},
    {"sequence": "2", "timestamp_ms": "3", "tier": "HOT", "partition": 3, "key": "ff00", "payload": "00c0af"}]}
  wire:
    u32le 2
    place 1 2 0 3
    u8 1 ; counted32: utf8 "имя"
    payload: utf8 "🐝e\u0301"
    place 2 3 0 3
    u8 1 ; counted32: hex ff00
    payload: hex 00c0af

case flo-p08ix valid should §6.2 bytes after the last record are ignored
  flags: ["TrailingBytes"]
  canonical: false
  value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 3, "payload": "70"}]}
  wire:
    u32le 1
    place 1 2 0 3
    u8 0
    payload: utf8 "p"
    hex deadbeef

# --- refused -----------------------------------------------------------------------------------------------------------

each id code
  flo-8juh7 4
  flo-3is6a 128
  flo-ndirj 255
  case $id invalid must §6.16 tier $code is not in the table
    error: bad_value @tier records[0].tier
    wire:
      u32le 1
      u64le 1
      i64le 2
      @tier u8 $code
      u32le 3
      u8 0
      payload: utf8 "p"

case flo-7rcid invalid must §6.16 an unknown tier in the second record
  error: bad_value @tier records[1].tier
  wire:
    u32le 2
    place 1 2 0 3
    u8 1 ; counted32: utf8 "k"
    payload: utf8 "p"
    u64le 1
    i64le 2
    @tier u8 4
    u32le 3
    u8 0
    payload: utf8 "p"

case flo-7fxlz invalid must §6.3 a count of 2^32-1 and one record
  flags: ["CountLie"]
  error: truncated 0 records
  wire:
    u32le 0xffffffff
    place 1 2 0 3
    u8 0
    payload: utf8 "p"
    hex 00

case flo-qjul8 invalid must §6.3 one record announced, 29 bytes left
  flags: ["CountLie"]
  error: truncated 0 records
  wire:
    u32le 1
    repeat 00 29

case flo-gu7dy invalid must §6.1 the second sequence is cut off
  error: truncated @sequence records[1].sequence
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    payload: repeat 70 30
    @sequence hex 01020304050607

case flo-ciwaj invalid must §6.1 the second timestamp is cut off
  error: truncated @timestamp records[1].timestamp_ms
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    payload: repeat 70 30
    u64le 2
    @timestamp hex 010203

case flo-ljkna invalid must §6.1 the second tier is missing
  error: truncated @tier records[1].tier
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    payload: repeat 70 30
    u64le 2
    i64le 3
    @tier

case flo-6ttku invalid must §6.1 the second partition is cut off
  error: truncated @partition records[1].partition
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    payload: repeat 70 30
    u64le 2
    i64le 3
    u8 0
    @partition hex 000000

case flo-s5cxg invalid must §6.6 the second presence byte is missing
  error: truncated @presence records[1].key
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    payload: repeat 70 30
    place 2 3 0 4
    @presence

case flo-fh0kp invalid must §6.6 the second key's length is cut off
  error: truncated @key records[1].key
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    payload: repeat 70 30
    place 2 3 0 4
    u8 1
    @key hex 030000

case flo-bnn5o invalid must §6.6 the key is longer than what is left
  error: truncated @key records[0].key
  wire:
    u32le 1
    place 1 2 0 3
    u8 1
    @key u32le 10
    utf8 "nine byte"

case flo-glgde invalid must §6.1 a key of 2^32-1 bytes announced
  error: truncated @key records[0].key
  wire:
    u32le 1
    place 1 2 0 3
    u8 1
    @key u32le 0xffffffff
    utf8 "key"
    payload: utf8 "p"

case flo-ej3k1 invalid must §6.1 the payload lacks its last byte
  error: truncated @payload records[0].payload
  wire:
    u32le 1
    place 1 2 0 3
    u8 0
    @payload u32le 9
    utf8 "payload!"

case flo-th66t invalid must §6.1 the header count is missing behind a payload
  error: truncated @headers records[0].header_count
  wire:
    u32le 1
    place 1 2 0 3
    u8 0
    counted32: utf8 "payload"
    @headers

case flo-z1ma1 invalid must §6.1 the header count is cut off
  error: truncated @headers records[0].header_count
  wire:
    u32le 1
    place 1 2 0 3
    u8 0
    counted32: utf8 "payload"
    @headers hex 000000

# --- either ------------------------------------------------------------------------------------------------------------

each id size hex
  flo-k13g3 0 ""
  flo-98nd1 1 00
  flo-64oyn 3 010000
  flo-ttbwg 3 ffffff
  case $id either must §6.18 $size of the four bytes of the count: $hex
    flags: ["ShortRead"]
    ambiguity: "flo-amb-short-stream-read"
    error: truncated 0 records
    wire:
      hex $hex

case flo-4xf29 either must §6.18 one record announced, none there
  flags: ["ShortRead"]
  ambiguity: "flo-amb-short-stream-read"
  error: truncated 0 records
  wire:
    u32le 1

case flo-tawc0 either must §6.18 a count of 2^32-1 and no record
  flags: ["CountLie", "ShortRead"]
  ambiguity: "flo-amb-short-stream-read"
  error: truncated 0 records
  wire:
    u32le 0xffffffff

case flo-fqybt either must §6.18 two records announced, a short one there
  flags: ["ShortRead"]
  ambiguity: "flo-amb-short-stream-read"
  error: truncated 0 records
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    payload: utf8 "p"

case flo-m1nrm either must §6.18 two records announced, a long one there
  flags: ["ShortRead"]
  ambiguity: "flo-amb-short-stream-read"
  error: truncated @sequence records[1].sequence
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    payload: repeat 70 30
    @sequence

case flo-4v6xu either must §6.17 a record with one header, in the layout of v1-32
  flags: ["Headers"]
  ambiguity: "flo-amb-header-count"
  error: bad_value @headers records[0].header_count
  wire:
    u32le 1
    place 1 2 0 3
    u8 0
    counted32: utf8 "p"
    @headers u32le 1
    counted32: utf8 "name"
    counted32: utf8 "value"

case flo-d3nwv either must §6.17 one header announced in the last record, none there
  flags: ["Headers"]
  ambiguity: "flo-amb-header-count"
  error: bad_value @headers records[0].header_count
  wire:
    u32le 1
    place 1 2 0 3
    u8 0
    counted32: utf8 "p"
    @headers u32le 1

case flo-2uqqf either must §6.17 2^32-1 headers announced
  flags: ["Headers"]
  ambiguity: "flo-amb-header-count"
  error: bad_value @headers records[0].header_count
  wire:
    u32le 1
    place 1 2 0 3
    u8 0
    counted32: utf8 "p"
    @headers u32le 0xffffffff

case flo-9ztg0 either must §6.17 a header in the first of two records: a reader that skips the count alone reads garbage
  flags: ["Headers"]
  ambiguity: "flo-amb-header-count"
  error: bad_value @headers records[0].header_count
  wire:
    u32le 2
    place 1 2 0 3
    u8 0
    counted32: utf8 "p"
    @headers u32le 1
    counted32: utf8 "name"
    counted32: utf8 "value"
    place 2 3 0 3
    u8 0
    payload: utf8 "q"

# --- strict ------------------------------------------------------------------------------------------------------------

case flo-h3398 invalid should §12.3 strict: presence byte 2
  context: {"profile": "strict"}
  flags: ["AnyTrue"]
  error: bad_value @presence records[0].key
  wire:
    u32le 1
    place 1 2 0 3
    @presence u8 2 ; counted32: utf8 "k"
    payload: utf8 "p"

case flo-ojw67 invalid should §12.4 strict: a byte after the last record
  context: {"profile": "strict"}
  flags: ["TrailingBytes"]
  error: trailing_bytes @extra
  wire:
    u32le 0
    @extra hex 00

# --- refused by the encoder --------------------------------------------------------------------------------------------

each id json
  flo-typ8c 4
  flo-a83fl 255
  flo-ni30y -1
  case $id invalid must §7.20 encode: tier $json is none of the table
    flags: ["EncoderLimit"]
    error: unencodable 0 records[0].tier
    value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": $json, "partition": 3, "payload": ""}]}

case flo-2jvgv invalid must §7.20 encode: partition 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 records[0].partition
  value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 4294967296, "payload": ""}]}

case flo-nabak invalid must §7.20 encode: the header count is derived, so it is no member
  error: unencodable 0 records[0].header_count
  value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 3, "payload": "", "header_count": 0}]}

case flo-npa7n invalid must §7.20 encode: the second record has no payload
  error: unencodable 0 records[1].payload
  value: {"records": [{"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 3, "payload": ""}, {"sequence": "1", "timestamp_ms": "2", "tier": "HOT", "partition": 3}]}

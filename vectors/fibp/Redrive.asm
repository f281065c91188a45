# Redrive frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Asks to move messages of a dead-letter queue back. Client to server. PROTOCOL.md rule 3.35.",
  "flags": {
    "BigFrame": "large fields and frames: catches lengths held in too few bits and quadratic copying",
    "EdgeNumber": "the ends of a number: catches signed arithmetic and doubles in the place of integers",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round and values that are cut",
    "Evolution": "bytes after the last field: catches readers that refuse a later revision",
    "LyingLength": "a length or count that promises more than there is: catches readers that trust it",
    "NotUtf8": "bytes that are no UTF-8 where text belongs",
    "Part": "a continuation frame",
    "ReservedBits": "reserved flag bits that are set: catches readers that compare flags with 0",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "Redrive", "protocol": "fibp", "variant": "42"
}

# The body of the first case, for cases in which the fields are not the point.
macro plain
  text "orders.dlq" ; u64be 0x0102030405060708

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-lshei valid must §3.35 every field filled, no two alike
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "72623859790382856"}
  wire:
    frame 0xef 37: plain

case fibp-ps2hj valid must §3.35 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 37, "dlq_queue": "", "count": "0"}
  wire:
    frame 0xef 37
      text "" ; u64be 0

case fibp-yj0ra valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "dlq_queue": "orders.dlq", "count": "72623859790382856"}
  wire:
    frame 0xef 0xffffffff: plain

case fibp-ru8gj valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 37, "flags": 254, "dlq_queue": "orders.dlq", "count": "72623859790382856"}
  wire:
    frame 0xef 37 flags=0xfe: plain

case fibp-39i07 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "72623859790382856"}
  wire:
    frame 0xef 37
      plain
      text "future"

case fibp-ifnlz valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 37, "dlq_queue": "注文.dlq", "count": "72623859790382856"}
  wire:
    frame 0xef 37
      text "注文.dlq" ; u64be 0x0102030405060708

case fibp-by54n valid must §2.1 every number at its end
  flags: ["EdgeNumber"]
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "18446744073709551615"}
  wire:
    frame 0xef 37
      text "orders.dlq" ; u64be 0xffffffffffffffff

case fibp-31poe valid must §2.1 count 2^63
  flags: ["EdgeNumber"]
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "9223372036854775808"}
  wire:
    frame 0xef 37
      text "orders.dlq" ; u64be 0x8000000000000000

case fibp-m5ac5 valid must §2.1 count 2^53+1, which a double cannot hold
  flags: ["EdgeNumber"]
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "9007199254740993"}
  wire:
    frame 0xef 37
      text "orders.dlq" ; u64be 0x0020000000000001

each id size
  fibp-xirl6 1
  fibp-1jim9 255
  fibp-s73oj 256
  fibp-t5emp 65535
  case $id valid must §2.4 dlq_queue of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 37, "dlq_queue": {"$repeat": ["n", $size]}, "count": "72623859790382856"}
    wire:
      frame 0xef 37
        string: repeat 6e $size ; u64be 0x0102030405060708

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-3lzsn 0x12 "the opcode of Consume"
  fibp-hhum2 0xee "the opcode of RedriveResult, a neighbour,"
  fibp-gyz2k 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 37: plain

each id number
  fibp-xhm4n 0x01
  fibp-ufn4r 0x81
  fibp-m11qw 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xef 37 flags=$number: plain

case fibp-bej06 invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xef 37 length=len(@head..@last)+1: plain

case fibp-4v97q invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xef 37: plain
    @extra u8 0

case fibp-c18sf invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xef 37 length=5: plain

case fibp-ysqdm invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xef 37 length=16777217: plain

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-msarv invalid must §2.13 no body at all
  error: bad_length @end dlq_queue
  wire:
    frame 0xef 37

case fibp-lt57m invalid must §2.13 the body ends before count
  error: bad_length @end count
  wire:
    frame 0xef 37: text "orders.dlq"

case fibp-nvjgp invalid must §2.15 count has 7 bytes
  error: bad_length @field count
  wire:
    frame 0xef 37
      text "orders.dlq"
      @field repeat 01 7

case fibp-1o44v invalid must §2.13 the length of dlq_queue is cut off
  error: bad_length @field dlq_queue
  wire:
    frame 0xef 37
      @field hex 00

case fibp-lq3gb invalid must §2.13 dlq_queue claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field dlq_queue
  wire:
    frame 0xef 37
      @field u16be 65535 ; utf8 "orders.dlq"
      u64be 0x0102030405060708

case fibp-gqlhx invalid must §2.5 dlq_queue is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field dlq_queue
  wire:
    frame 0xef 37
      @field string: hex 6162ff
      u64be 0x0102030405060708

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-6f2cy 0x02
  fibp-xhcva 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xef 37 flags=$number: plain

case fibp-7ol38 invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xef 37
      plain
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-edu8e invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "72623859790382856", "flags": 1}

case fibp-5g4zb invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "72623859790382856", "flags": 256}

case fibp-lhpqu invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "dlq_queue": "orders.dlq", "count": "72623859790382856"}

case fibp-111nr invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "dlq_queue": "orders.dlq", "count": "72623859790382856"}

case fibp-5ou8t invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"dlq_queue": "orders.dlq", "count": "72623859790382856"}

case fibp-3mpfp invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "72623859790382856", "colour": "red"}

case fibp-j94hl invalid must §9.3 encode: count is missing
  error: unencodable 0 count
  value: {"request_id": 37, "dlq_queue": "orders.dlq"}

case fibp-58zv8 invalid must §9.3 encode: dlq_queue as a number
  error: unencodable 0 dlq_queue
  value: {"request_id": 37, "dlq_queue": 7, "count": "72623859790382856"}

case fibp-hxqzy invalid must §9.3 encode: count 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 count
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "18446744073709551616"}

case fibp-yyvlm invalid must §9.3 encode: count -1
  flags: ["EncoderLimit"]
  error: unencodable 0 count
  value: {"request_id": 37, "dlq_queue": "orders.dlq", "count": "-1"}

case fibp-s365n invalid must §9.1 encode: dlq_queue of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 dlq_queue
  value: {"request_id": 37, "dlq_queue": {"$repeat": ["n", 65536]}, "count": "72623859790382856"}

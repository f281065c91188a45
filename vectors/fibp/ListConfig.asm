# ListConfig frames, assembled by hand from conformance/fibp/PROTOCOL.md §1 to §4. Offsets: opcode 4, flags 5, request id 6, body 10.
include layout.inc

document {
  "doc": "Asks for the configuration values whose keys begin with a prefix. Client to server. PROTOCOL.md rule 3.33.",
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
  "frame": "ListConfig", "protocol": "fibp", "variant": "42"
}

# --- valid ----------------------------------------------------------------------------------------------------------------

case fibp-sksfq valid must §3.33 a ListConfig like any other
  value: {"request_id": 35, "prefix": "throttle."}
  wire:
    frame 0xf1 35: text "throttle."

case fibp-sggbi valid must §3.33 the smallest: everything empty or 0
  flags: ["ZeroLength"]
  value: {"request_id": 35, "prefix": ""}
  wire:
    frame 0xf1 35: text ""

case fibp-5gb9s valid must §1.12 request id 2^32-1
  flags: ["EdgeNumber"]
  value: {"request_id": 4294967295, "prefix": "throttle."}
  wire:
    frame 0xf1 0xffffffff: text "throttle."

case fibp-3uaxx valid must §1.11 all reserved flag bits set, and kept
  flags: ["ReservedBits"]
  value: {"request_id": 35, "flags": 254, "prefix": "throttle."}
  wire:
    frame 0xf1 35 flags=0xfe: text "throttle."

case fibp-wwgh7 valid must §2.16 a field of a later revision behind the last one is ignored
  canonical: false
  flags: ["Evolution"]
  value: {"request_id": 35, "prefix": "throttle."}
  wire:
    frame 0xf1 35
      text "throttle."
      text "future"

case fibp-3rti3 valid must §2.4 text in many scripts, with code points of two, three and four bytes
  value: {"request_id": 35, "prefix": "설정."}
  wire:
    frame 0xf1 35: text "설정."

each id size
  fibp-n1lwz 1
  fibp-9hl0j 255
  fibp-z1x5n 256
  fibp-zkwuo 65535
  case $id valid must §2.4 prefix of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": 35, "prefix": {"$repeat": ["n", $size]}}
    wire:
      frame 0xf1 35: string: repeat 6e $size

# --- invalid: header ------------------------------------------------------------------------------------------------------

each id code what
  fibp-mtt0j 0x12 "the opcode of Consume"
  fibp-uuw7b 0xf0 "the opcode of ListConfigResult, a neighbour,"
  fibp-rgphz 0x00 "an opcode that is in no table"
  case $id invalid must §3.2 $what in the place of its own
    error: bad_opcode 4 opcode
    wire:
      frame $code 35: text "throttle."

each id number
  fibp-pqp4q 0x01
  fibp-8y2zj 0x81
  fibp-ikx28 0xff
  case $id invalid must §7.3 flags $number: a part of a body is no frame
    flags: ["Part"]
    error: bad_flags 5 flags
    wire:
      frame 0xf1 35 flags=$number: text "throttle."

case fibp-45umw invalid must §1.6 the last byte is missing
  flags: ["LyingLength"]
  error: truncated 0 length
  wire:
    frame 0xf1 35 length=len(@head..@last)+1: text "throttle."

case fibp-hfvfy invalid must §1.7 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 0xf1 35: text "throttle."
    @extra u8 0

case fibp-433ez invalid must §1.4 length 5, which has no room for the request id
  flags: ["LyingLength"]
  error: bad_length 0 length
  wire:
    frame 0xf1 35 length=5: text "throttle."

case fibp-k4kvi invalid must §1.5 length 16777217, one over the limit
  flags: ["LyingLength"]
  error: too_large 0 length
  wire:
    frame 0xf1 35 length=16777217: text "throttle."

# --- invalid: body --------------------------------------------------------------------------------------------------------

case fibp-ie3tc invalid must §2.13 no body at all
  error: bad_length @end prefix
  wire:
    frame 0xf1 35

case fibp-h5ie8 invalid must §2.13 the length of prefix is cut off
  error: bad_length @field prefix
  wire:
    frame 0xf1 35
      @field hex 00

case fibp-y1ekp invalid must §2.13 prefix claims 65535 bytes
  flags: ["LyingLength"]
  error: bad_length @field prefix
  wire:
    frame 0xf1 35
      @field u16be 65535 ; utf8 "throttle."

case fibp-tlyea invalid must §2.5 prefix is not UTF-8
  flags: ["NotUtf8"]
  error: bad_utf8 @field prefix
  wire:
    frame 0xf1 35
      @field string: hex 6162ff

case fibp-u0ier invalid must §2.13 prefix, the last field, is one byte shorter than its length says
  flags: ["LyingLength"]
  error: bad_length @field prefix
  wire:
    frame 0xf1 35
      @field u16be 10 ; utf8 "throttle."

# --- invalid: strict ------------------------------------------------------------------------------------------------------

each id number
  fibp-0iexh 0x02
  fibp-x5oxg 0x80
  case $id invalid should §11.1 strict: reserved flag bits $number
    context: {"profile": "strict"}
    flags: ["ReservedBits"]
    error: bad_value|bad_flags 5 flags
    wire:
      frame 0xf1 35 flags=$number: text "throttle."

case fibp-x104f invalid should §11.3 strict: a byte after the last field
  context: {"profile": "strict"}
  flags: ["Evolution"]
  error: trailing_bytes @extra length
  wire:
    frame 0xf1 35
      text "throttle."
      @extra u8 0

# --- invalid: to encode ---------------------------------------------------------------------------------------------------

case fibp-i51sz invalid must §9.4 encode: flag bit 0 makes it a part, which is another frame
  flags: ["Part"]
  error: unencodable 0 flags
  value: {"request_id": 35, "prefix": "throttle.", "flags": 1}

case fibp-61ufd invalid must §9.3 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": 35, "prefix": "throttle.", "flags": 256}

case fibp-li5fy invalid must §9.3 encode: request id 2^32
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": 4294967296, "prefix": "throttle."}

case fibp-76uas invalid must §9.3 encode: request id -1
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": -1, "prefix": "throttle."}

case fibp-kifz0 invalid must §9.3 encode: the request id is missing
  error: unencodable 0 request_id
  value: {"prefix": "throttle."}

case fibp-a65zk invalid must §9.3 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": 35, "prefix": "throttle.", "colour": "red"}

case fibp-kti9g invalid must §9.3 encode: prefix is missing
  error: unencodable 0 prefix
  value: {"request_id": 35}

case fibp-xpkb5 invalid must §9.3 encode: prefix as a number
  error: unencodable 0 prefix
  value: {"request_id": 35, "prefix": 7}

case fibp-tmfpr invalid must §9.1 encode: prefix of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 prefix
  value: {"request_id": 35, "prefix": {"$repeat": ["n", 65536]}}

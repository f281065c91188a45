# Responses, assembled by hand from conformance/flo/PROTOCOL.md §1, §2 and §5. Offsets: header 0, payload 24.
include layout.inc

document {
  "doc": "A whole response: header with checksum and status, then a payload that the request's op code explains. Server to client. PROTOCOL.md sections 1, 2 and 5.",
  "flags": {
    "BigFrame": "frames of 64 KiB and more: catches 16-bit lengths in memory and quadratic copying",
    "ChecksumRange": "the checksum is right for another range, order or width: catches an implementation that agrees only with itself",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EncoderLimit": "a value the encoder has to refuse: catches numbers that wrap round",
    "NotText": "bytes that are not UTF-8, or zero bytes: catches readers that treat bytes as text",
    "UnknownNumber": "a number outside of the table",
    "ZeroLength": "an empty payload: catches readers that take empty for absent"
  },
  "frame": "response", "protocol": "flo", "variant": "v1-24"
}

case flo-ygh92 valid must §1.1 smallest: OK without a payload, id 0
  flags: ["ZeroLength"]
  value: {"request_id": "0", "status": "OK", "payload": ""}
  wire:
    frame 0 0

case flo-2unip valid must §1.2 every field filled, all different, none equal to its reverse
  value: {"request_id": "72623859790382856", "status": "CONFLICT", "flags": 19, "reserved": 55, "payload": "766572"}
  wire:
    frame 0x0102030405060708 8 flags=0x13 reserved=0x37: utf8 "ver"

case flo-007zp valid must §6.21 typical: the answer to KV_GET is the value
  value: {"request_id": "22", "status": "OK", "payload": "4a6f686e"}
  wire:
    frame 22 0: utf8 "John"

case flo-5sc55 valid must §1.7 the same bytes are an OK response and a PING request: the reader's role decides
  value: {"request_id": "7", "status": "OK", "payload": "00000000000000000000"}
  wire:
    frame 7 0
      repeat 00 10

each id code name
  flo-gw0f5 0 OK
  flo-7drg3 1 ERROR_GENERIC
  flo-bprwi 2 NOT_FOUND
  flo-zuwe0 3 BAD_REQUEST
  flo-4j0u3 4 CROSS_CORE_TRANSACTION
  flo-2b6xx 5 NO_ACTIVE_TRANSACTION
  flo-yu7nk 6 GROUP_LOCKED
  flo-l5uvk 7 UNAUTHORIZED
  flo-mtnxc 8 CONFLICT
  flo-xqt2d 9 INTERNAL_ERROR
  flo-fbg62 10 OVERLOADED
  flo-dge52 11 RATE_LIMITED
  case $id valid must §5.4 status $code $name with a text
    value: {"request_id": "72623859790382856", "status": "$name", "payload": "7265e280a6736f6e"}
    wire:
      frame 0x0102030405060708 $code: utf8 "re…son"

each id code name
  flo-cvm98 1 ERROR_GENERIC
  flo-cqfav 2 NOT_FOUND
  flo-27yqv 11 RATE_LIMITED
  case $id valid must §5.6 status $code $name without a text
    flags: ["ZeroLength"]
    value: {"request_id": "7", "status": "$name", "payload": ""}
    wire:
      frame 7 $code

case flo-mo5xy valid must §5.6 a message that is not UTF-8 is a frame like any other
  flags: ["NotText"]
  value: {"request_id": "7", "status": "INTERNAL_ERROR", "payload": "fffe00"}
  wire:
    frame 7 9: hex fffe00

case flo-npkqf valid must §1.5 request id 2^64-1
  value: {"request_id": "18446744073709551615", "status": "OK", "payload": "01"}
  wire:
    frame 0xffffffffffffffff 0: hex 01

case flo-2rty1 valid must §1.5 request id 2^63, where signed numbers turn negative
  value: {"request_id": "9223372036854775808", "status": "OK", "payload": "01"}
  wire:
    frame 0x8000000000000000 0: hex 01

each id number
  flo-hlg1g 1
  flo-gfhp1 2
  flo-kxqjk 128
  flo-0lsrh 255
  case $id valid should §1.8 flags $number are kept
    value: {"request_id": "7", "status": "OK", "flags": $number, "payload": "0102"}
    wire:
      frame 7 0 flags=$number: hex 0102

each id number
  flo-6flx7 1
  flo-fxuur 2
  flo-2y0qz 255
  case $id valid should §1.10 reserved byte $number is kept
    value: {"request_id": "7", "status": "OK", "reserved": $number, "payload": "0102"}
    wire:
      frame 7 0 reserved=$number: hex 0102

each id size
  flo-6xedn 255
  flo-2wz3m 256
  flo-0gdzf 65535
  flo-0087r 65536
  case $id valid must §1.4 payload of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": "7", "status": "OK", "payload": [{"repeat": "5a", "count": $size}]}
    wire:
      frame 7 0: repeat 5a $size

case flo-1eo7y valid must §1.16 payload of 17 MiB: no limit for a value holds here
  flags: ["BigFrame"]
  value: {"request_id": "7", "status": "OK", "payload": [{"repeat": "00", "count": 17825792}]}
  wire:
    frame 7 0: repeat 00 17825792

case flo-ai83f valid must §6.21 an answer in many scripts
  value: {"request_id": "7", "status": "OK", "payload": "63616665cc8120f09f909de98db5"}
  wire:
    frame 7 0: utf8 "cafe\u0301 🐝鍵"

case flo-248eh valid must §1.1 a payload that is itself the bytes of a frame
  value: {"request_id": "7", "status": "OK", "payload": "464c4f0000000000010000000000000003a5247c01000000"}
  wire:
    frame 7 0: hex 464c4f0000000000010000000000000003a5247c01000000

# --- refused: the header -----------------------------------------------------------------------------------------------

each id cut bytes offset path
  flo-rjemx 0 "" 0 magic
  flo-z0xf6 1 46 0 magic
  flo-ttkmt 3 464c4f 0 magic
  flo-i3iet 4 464c4f00 4 payload
  flo-r0z7b 7 464c4f00000000 4 payload
  flo-gkn2j 8 464c4f0000000000 8 request_id
  flo-a2qy2 15 464c4f0000000000010000000000 8 request_id
  flo-kke4f 16 464c4f00000000000100000000000000 16 crc32
  flo-czwgw 19 464c4f0000000000010000000000000003a524 16 crc32
  flo-hifue 20 464c4f0000000000010000000000000003a5247c 20 version
  flo-n4diw 21 464c4f0000000000010000000000000003a5247c01 21 status
  flo-idwbx 22 464c4f0000000000010000000000000003a5247c0100 22 flags
  flo-1uqjd 23 464c4f0000000000010000000000000003a5247c010000 23 reserved
  case $id invalid must §1.11 only $cut bytes of the header
    error: truncated $offset $path
    wire:
      hex $bytes

case flo-l3qy8 invalid must §1.11 23 bytes of 0xff: too short comes before the wrong magic
  flags: ["CheckOrder"]
  error: truncated 23 reserved
  wire:
    repeat ff 23

each id magic what
  flo-8lnfm 464c4f01 "a wrong last byte"
  flo-x4rif 004f4c46 "big-endian byte order"
  flo-esqe2 664c4f00 "one bit flipped in its first byte"
  flo-i1vnx ffffffff "all bits set"
  case $id invalid must §1.3 magic with $what
    error: bad_magic 0 magic
    wire:
      frame 7 0 magic=$magic: utf8 "v"

each id version
  flo-zn5k0 0
  flo-7oyr9 2
  flo-ufltv 3
  flo-shgah 255
  case $id invalid must §1.6 version $version, checksum right
    error: bad_version 20 version
    wire:
      frame 7 0 version=$version: utf8 "v"

each id code
  flo-daobv 12
  flo-6sxjd 13
  flo-y94t2 128
  flo-baevs 255
  case $id either must §5.5 status $code is not in the table
    ambiguity: "flo-amb-unknown-status"
    flags: ["UnknownNumber"]
    error: bad_value 21 status
    wire:
      frame 7 $code

case flo-r28l0 either must §5.5 status 12 with a text
  ambiguity: "flo-amb-unknown-status"
  flags: ["UnknownNumber"]
  error: bad_value 21 status
  wire:
    frame 7 12: utf8 "unavailable"

case flo-c55k4 invalid must §5.3 the op code KV_GET_RESPONSE where the status belongs
  flags: ["UnknownNumber"]
  error: bad_value 21 status
  wire:
    frame 7 0x35: utf8 "John"

case flo-amrhz invalid must §1.12 wrong magic, version and status: the magic comes first
  flags: ["CheckOrder"]
  error: bad_magic 0 magic
  wire:
    frame 7 99 magic=01000000 version=9

case flo-xk7rl invalid must §1.12 wrong version and status: the version comes first
  flags: ["CheckOrder"]
  error: bad_version 20 version
  wire:
    frame 7 99 version=9

case flo-lktv9 invalid must §5.5 unknown status and wrong checksum: the status comes first
  flags: ["CheckOrder"]
  error: bad_value|bad_checksum 21 status
  wire:
    frame 7 12 crc=0

case flo-1dq9u invalid must §5.5 unknown status and a payload that is missing: the status comes first
  flags: ["CheckOrder"]
  error: bad_value|truncated 21 status
  wire:
    frame 7 99 length=5

case flo-plgz3 invalid must §2.4 wrong version and a payload that is missing: the version comes first
  flags: ["CheckOrder"]
  error: bad_version 20 version
  wire:
    frame 7 0 version=2 length=5

case flo-e0ece invalid must §1.13 header alone, five bytes announced, checksum of the header alone
  error: truncated 24 payload
  wire:
    frame 7 0 length=5

case flo-1ciys invalid must §1.13 header alone and a wrong checksum: the missing payload comes first
  flags: ["CheckOrder"]
  error: truncated 24 payload
  wire:
    frame 7 0 length=5 crc=0

case flo-psju9 invalid must §1.13 one byte of the payload missing
  error: truncated 24 payload
  wire:
    frame 7 0 length=6: utf8 "hello"

case flo-n9o7z invalid must §1.17 a payload of 2^32-1 bytes announced: the size of the frame wraps in 32 bits
  error: truncated 24 payload
  wire:
    frame 7 0 length=0xffffffff: utf8 "hello"

case flo-0tmv2 invalid must §1.17 a payload of 2^32-24 bytes announced: the size of the frame is 0 in 32 bits
  error: truncated 24 payload
  wire:
    frame 7 0 length=0xffffffe8: utf8 "hello"

# --- refused: the checksum and what follows ----------------------------------------------------------------------------

each id change what
  flo-kxpvi 1 "with its lowest bit flipped"
  flo-ydxdk 0x80000000 "with its highest bit flipped"
  flo-7cqpb 0xffffffff "without the final inversion"
  case $id invalid must §2.1 checksum $what
    flags: ["ChecksumRange"]
    error: bad_checksum 16 crc32
    wire:
      frame 7 0 crc="crc32(@first..@sum,@tail..@last)^$change": utf8 "hello"

case flo-z971k invalid must §2.1 checksum in big-endian byte order
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0 sum_as=u32be: utf8 "hello"

case flo-l06jl invalid must §2.2 checksum over the whole frame with the checksum field as zeros
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0 crc=crc32(@first..@last): utf8 "hello"

case flo-kw375 invalid must §2.2 checksum over the payload alone
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0 crc=crc32(@body..@last): utf8 "hello"

case flo-0ob01 invalid must §2.2 checksum over the header alone
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0 crc=crc32(@first..@sum,@tail..@body): utf8 "hello"

case flo-igt3e invalid must §2.2 checksum without the last four bytes of the header
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0 crc=crc32(@first..@sum,@body..@last): utf8 "hello"

case flo-bsxrd invalid must §2.3 checksum zero on an empty payload
  error: bad_checksum 16 crc32
  wire:
    frame 7 0 crc=0

case flo-thmv7 invalid must §2.3 length one too small, checksum of the frame as it was meant
  error: bad_checksum 16 crc32
  wire:
    hex 464c4f0004000000 ; u64le 7 ; u32le crc32(@start..@end)
    hex 01000000 ; utf8 "hello"

case flo-065xy invalid must §2.3 wrong checksum and a byte after the frame: the checksum comes first
  flags: ["CheckOrder"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0 crc=0: utf8 "hello"
    hex 00

case flo-77qau invalid must §1.14 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 7 0: utf8 "hello"
    @extra hex 00

case flo-wth0w invalid must §1.14 one byte after a frame without a payload
  error: trailing_bytes @extra
  wire:
    frame 7 0
    @extra hex 46

case flo-3qh0b invalid must §1.14 a second frame after the frame
  error: trailing_bytes @extra
  wire:
    frame 7 0: utf8 "hello"
    @extra
    frame 8 0

# --- strict ------------------------------------------------------------------------------------------------------------

case flo-5fhgf invalid should §12.1 strict: flags 1, which a later server calls "compressed"
  context: {"profile": "strict"}
  error: bad_value 22 flags
  wire:
    frame 7 0 flags=1: utf8 "hello"

case flo-8bpkk invalid should §12.2 strict: reserved byte 1
  context: {"profile": "strict"}
  error: bad_value 23 reserved
  wire:
    frame 7 0 reserved=1: utf8 "hello"

case flo-yoxwa invalid should §12.1 strict: unknown status, flags and reserved byte: the status comes first
  context: {"profile": "strict"}
  flags: ["CheckOrder"]
  error: bad_value 21 status
  wire:
    frame 7 12 flags=1 reserved=1: utf8 "hello"

case flo-cpvw1 valid should §12.2 strict: a plain response passes
  context: {"profile": "strict"}
  value: {"request_id": "7", "status": "OK", "payload": "68656c6c6f"}
  wire:
    frame 7 0: utf8 "hello"

# --- refused by the encoder --------------------------------------------------------------------------------------------

each id json
  flo-zy2fo 12
  flo-34mlh 255
  flo-24ee5 256
  flo-nrtra -1
  flo-brew8 true
  case $id invalid must §7.20 encode: status $json is none of the table
    flags: ["EncoderLimit"]
    error: unencodable 0 status
    value: {"request_id": "7", "status": $json, "payload": ""}

case flo-5o3ft invalid must §7.20 encode: status "UNAVAILABLE" is no name of this variant
  flags: ["EncoderLimit"]
  error: unencodable 0 status
  value: {"request_id": "7", "status": "UNAVAILABLE", "payload": ""}

case flo-dt17h invalid must §7.20 encode: reserved 256
  flags: ["EncoderLimit"]
  error: unencodable 0 reserved
  value: {"request_id": "7", "status": "OK", "reserved": 256, "payload": ""}

case flo-ayjgg invalid must §7.20 encode: request_id 2^64
  flags: ["EncoderLimit"]
  error: unencodable 0 request_id
  value: {"request_id": "18446744073709551616", "status": "OK", "payload": ""}

case flo-kjml8 invalid must §7.20 encode: the payload is missing
  error: unencodable 0 payload
  value: {"request_id": "7", "status": "OK"}

case flo-p1g9n invalid must §7.20 encode: an unknown member
  error: unencodable 0 data
  value: {"request_id": "7", "status": "OK", "payload": "", "data": ""}

# Streams of packets, assembled by hand from conformance/packetstream/PROTOCOL.md §6. Offsets count from the start of the stream.

document {
  "doc": "What a stream reader makes of the bytes of one direction of a connection, however they are cut. PROTOCOL.md section 6.",
  "flags": {
    "AfterEof": "bytes behind EOF: catches readers that go on",
    "BigFrame": "packets of 16 KiB and more",
    "EarlyVerdict": "the length alone tells that the packet is wrong: catches readers that wait for a body that may never come",
    "OtherProtocol": "bytes of another protocol",
    "ResyncTemptation": "good bytes follow a broken packet: catches readers that go on at a border they cannot know",
    "SizeLimit": "a length at or over the limit of the reader"
  },
  "frame": "stream", "protocol": "packetstream", "variant": "20240630"
}

# --- clean -------------------------------------------------------------------------------------------------------------

case packetstream-tjv5n valid must §6.1 no byte at all
  frames: []
  state: "clean"
  wire:

case packetstream-z1dka valid must §6.1 one request
  frames: [{"frame": "packet", "value": {"tag": "2", "flags": "0", "request_type": "1", "payload": "6869"}}]
  state: "clean"
  wire:
    hex 05 ; hex 020201 ; utf8 "hi"

case packetstream-rm46o valid must §6.1 a request, two responses out of order, ERQ
  frames: [{"frame": "packet", "value": {"tag": "2", "flags": "85", "request_type": "2", "payload": "0203"}},
    {"frame": "packet", "value": {"tag": "9", "flags": "1", "payload": "62"}},
    {"frame": "packet", "value": {"tag": "8", "flags": "0", "payload": ""}},
    {"frame": "packet", "value": {"tag": "1", "flags": "0", "request_type": "0", "payload": ""}}]
  state: "clean"
  wire:
    hex 06 ; hex 02 ; hex 8256 ; hex 02 ; hex 0203
    hex 03 ; hex 0904 ; hex 62
    hex 02 ; hex 0800
    hex 03 ; hex 010200

case packetstream-dt5u6 valid must §6.1 lengths of one, two and three bytes
  flags: ["BigFrame"]
  frames: [{"frame": "packet", "value": {"tag": "2", "flags": "0", "request_type": "1", "payload": ""}},
    {"frame": "packet", "value": {"tag": "3", "flags": "0", "request_type": "1", "payload": [{"repeat": "5a", "count": 300}]}},
    {"frame": "packet", "value": {"tag": "4", "flags": "0", "request_type": "1", "payload": [{"repeat": "a5", "count": 16384}]}},
    {"frame": "packet", "value": {"tag": "5", "flags": "0", "request_type": "1", "payload": "78"}}]
  state: "clean"
  wire:
    hex 03 ; hex 020201
    hex 822f ; hex 030201 ; repeat 5a 300
    hex 818003 ; hex 040201 ; repeat a5 16384
    hex 04 ; hex 050201 ; hex 78

case packetstream-22rnb valid must §6.1 zeros in front of lengths, so that a split may fall between them
  frames: {"$repeat": [[{"frame": "packet", "value": {"tag": "2", "flags": "0", "payload": ""}}], 3]}
  state: "clean"
  wire:
    repeat 808003800200 3

case packetstream-kbhkw valid must §6.1 a payload that holds the bytes of packets
  frames: [{"frame": "packet", "value": {"tag": "2", "flags": "0", "request_type": "1", "payload": "0300020003010200"}}, {"frame": "packet", "value": {"tag": "3", "flags": "1", "payload": ""}}]
  state: "clean"
  wire:
    hex 0b ; hex 020201 ; hex 0300020003010200
    hex 02 ; hex 0304

case packetstream-b88pv valid must §6.1 100 responses
  frames: {"$repeat": [[{"frame": "packet", "value": {"tag": "200", "flags": "1", "payload": "6f6b"}}], 100]}
  state: "clean"
  wire:
    repeat 058148046f6b 100

case packetstream-e1u89 valid must §5.4 malformed EOFs are packets to the reader
  frames: [{"frame": "packet", "value": {"tag": "2", "flags": "0", "request_type": "0", "payload": ""}}, {"frame": "packet", "value": {"tag": "3", "flags": "0", "request_type": "1", "payload": ""}}]
  state: "clean"
  wire:
    hex 03020200 ; hex 03030201

each id eof
  packetstream-aa93a 03000200
  packetstream-we6kl 8003000200
  packetstream-ldtd6 0400030000
  case $id valid must §6.4 ERQ and EOF ($eof)
    frames: [{"frame": "packet", "value": {"tag": "1", "flags": "0", "request_type": "0", "payload": ""}}, {"frame": "packet", "value": {"tag": "0", "flags": "0", "request_type": "0", "payload": ""}}]
    state: "clean"
    wire:
      hex 03010200 ; hex $eof

each id behind what
  packetstream-g7mci 03020201 "a request"
  packetstream-50r6z 0302 "half a request"
  packetstream-gtof5 82 "half a length"
  packetstream-d7ann 00 "an empty packet"
  packetstream-ffb2v ffffffffffffffffffffffff "a length that does not end"
  packetstream-a3ig2 03000200 "EOF again"
  case $id valid must §6.4 EOF and $what behind it
    flags: ["AfterEof"]
    frames: [{"frame": "packet", "value": {"tag": "0", "flags": "0", "request_type": "0", "payload": ""}}]
    state: "clean"
    wire:
      hex 03000200 ; hex $behind

case packetstream-zht4q valid must §6.3 a length of exactly max_frame_size
  context: {"max_frame_size": 5}
  flags: ["SizeLimit"]
  frames: [{"frame": "packet", "value": {"tag": "2", "flags": "0", "request_type": "1", "payload": "6869"}}]
  state: "clean"
  wire:
    hex 05 ; hex 020201 ; utf8 "hi"

# --- truncated ---------------------------------------------------------------------------------------------------------

each id what bytes
  packetstream-gnizp "half a length" 82
  packetstream-crpod "a length alone" 05
  packetstream-s1uxw "a tag alone" 0502
  packetstream-lhixx "all but one byte" 05020201ff
  packetstream-htbgn "a length that is padded and does not end" 808080
  case $id invalid must §6.1 behind ERQ the stream ends with $what
    frames: [{"frame": "packet", "value": {"tag": "1", "flags": "0", "request_type": "0", "payload": ""}}]
    state: "truncated"
    wire:
      hex 03010200 ; hex $bytes

case packetstream-056nu invalid must §6.5 a request of HTTP, which is the beginning of a packet of 71 bytes
  flags: ["OtherProtocol"]
  frames: []
  state: "truncated"
  wire:
    utf8 "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

case packetstream-uhunn invalid must §6.1 4096 bytes of a packet of 64 MiB
  flags: ["BigFrame"]
  frames: []
  state: "truncated"
  wire:
    hex a0808000 ; repeat 00 4092

# --- broken ------------------------------------------------------------------------------------------------------------

each id bytes at field what
  packetstream-1w9ux 00 1 tag "an empty packet"
  packetstream-u1hhn 0102 2 flags "a packet that is a tag alone"
  packetstream-tfnz6 020202 3 request_type "a request without a type"
  packetstream-7rbwh 020203 3 channel "a request without channel and type"
  packetstream-bic58 03828282 1 tag "a tag that does not end"
  case $id invalid must §6.2 behind ERQ $what
    flags: ["ResyncTemptation"]
    frames: [{"frame": "packet", "value": {"tag": "1", "flags": "0", "request_type": "0", "payload": ""}}]
    error: bad_length|truncated @broken+$at $field
    wire:
      hex 03010200 ; @broken hex $bytes ; hex 03020201 ; hex 03000200

each id bytes what
  packetstream-6a3la a0808001 "64 MiB and 1 byte"
  packetstream-csryw 82808080808080808000 "2^64"
  packetstream-uh3fr ffffffffffffffffffffff "a number that does not end"
  case $id invalid must §6.3 a length of $what, and nothing behind it
    flags: ["EarlyVerdict", "SizeLimit"]
    frames: [{"frame": "packet", "value": {"tag": "1", "flags": "0", "request_type": "0", "payload": ""}}]
    error: too_large|truncated @broken length
    wire:
      hex 03010200 ; @broken hex $bytes

case packetstream-7isym invalid must §1.4 200000 bytes that all say that another one follows
  flags: ["EarlyVerdict", "SizeLimit"]
  frames: []
  error: too_large|truncated @start length
  wire:
    repeat ff 200000

case packetstream-j0cdz invalid should §1.5 zeros in front of a length, and no end: who waits for more waits for ever
  flags: ["EarlyVerdict", "SizeLimit"]
  frames: []
  error: too_large @start length
  wire:
    repeat 80 200

case packetstream-lmfdz invalid must §6.3 one byte over max_frame_size, and nothing of the body
  context: {"max_frame_size": 4}
  flags: ["EarlyVerdict", "SizeLimit"]
  frames: []
  error: too_large @start length
  wire:
    hex 05

case packetstream-uiff1 invalid must §6.3 one byte over max_frame_size, behind a packet that fits
  context: {"max_frame_size": 4}
  flags: ["ResyncTemptation", "SizeLimit"]
  frames: [{"frame": "packet", "value": {"tag": "2", "flags": "0", "request_type": "1", "payload": "68"}}]
  error: too_large @large length
  wire:
    hex 04 ; hex 020201 ; hex 68
    @large hex 05 ; hex 020201 ; utf8 "hi" ; hex 03000200

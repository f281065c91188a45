# Packets as cs.packetstream 20240412 and earlier read them, assembled by hand from conformance/packetstream/PROTOCOL.md §9.

document {
  "doc": "Packets of the releases before ERQ: the same bytes, of which none asks for an end. PROTOCOL.md section 9.",
  "flags": {
    "Policy": "refused because of a limit that we chose: upstream takes numbers of any size"
  },
  "frame": "packet", "protocol": "packetstream", "variant": "20240412"
}

case packetstream-45x34 valid must §9.1 a request with a channel, byte for byte as later releases write it
  value: {"tag": "2", "flags": "0", "channel": "5", "request_type": "2", "payload": "0203"}
  wire:
    hex 06 ; hex 02 ; hex 03 ; hex 05 ; hex 02 ; hex 0203

case packetstream-bac31 valid must §9.1 a response that is OK
  value: {"tag": "9", "flags": "1", "payload": "62"}
  wire:
    hex 03 ; hex 09 ; hex 04 ; hex 62

case packetstream-hv7hv valid must §9.2 the bytes of ERQ are a packet like any other; what they do to a connection is a rule of sessions
  value: {"tag": "1", "flags": "0", "request_type": "0", "payload": ""}
  wire:
    hex 03 ; hex 01 ; hex 02 ; hex 00

each id bytes at field what
  packetstream-pakrm 0bc1ffffffffffffffff0200 1 tag "a tag"
  packetstream-ba5wy 0c02a1e69fc6aef4bc99dd0001 2 flags "flags"
  packetstream-kxuth 0d020391ffffffffffffffff0201 3 channel "a channel"
  packetstream-rx9a9 0d0236fcffffffffffffffff0161 3 request_type "a request type"
  case $id either should §3.10 $what over 64 bits
    ambiguity: "packetstream-amb-wide-numbers"
    flags: ["Policy"]
    error: too_large $at $field
    wire:
      hex $bytes

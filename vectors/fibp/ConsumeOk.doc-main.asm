# ConsumeOk as docs/protocol.md numbers it, assembled by hand from conformance/fibp/PROTOCOL.md §12.1.
include layout.inc

document {
  "doc": "ConsumeOk with the opcode of docs/protocol.md at fila git 95f359d, 0x19. Server to client. PROTOCOL.md rule 12.1.",
  "flags": {},
  "frame": "ConsumeOk", "protocol": "fibp", "variant": "doc-main"
}

case fibp-2jmyx valid must §12.1 opcode 0x19
  value: {"request_id": 13, "consumer_id": "c-1"}
  wire:
    frame 0x19 13: text "c-1"

case fibp-hb1rs valid must §12.1 an empty consumer id
  value: {"request_id": 13, "consumer_id": ""}
  wire:
    frame 0x19 13: text ""

case fibp-z6zk5 valid must §2.16 a later field is ignored here too
  canonical: false
  value: {"request_id": 13, "consumer_id": "c-1"}
  wire:
    frame 0x19 13
      text "c-1" ; u8 0

case fibp-fd64n invalid must §12.7 opcode 0x13, which variant 42 gives to ConsumeOk and this one to Delivery
  error: bad_opcode 4 opcode
  wire:
    frame 0x13 13: text "c-1"

case fibp-wqxqg invalid must §12.1 a consumer id that runs past the body
  error: bad_length @field consumer_id
  wire:
    frame 0x19 13
      @field u16be 4 ; utf8 "c-1"

# CreateQueue as the draft of docs/protocol.md numbers it, assembled by hand from conformance/fibp/PROTOCOL.md §12.3.
include layout.inc

document {
  "doc": "CreateQueue with the opcode of docs/protocol.md at fila git b9ec371, 0x20. Client to server. PROTOCOL.md rule 12.3.",
  "flags": {},
  "frame": "CreateQueue", "protocol": "fibp", "variant": "doc-draft"
}

case fibp-l8rhy valid must §12.3 opcode 0x20
  value: {"request_id": 19, "name": "orders", "on_enqueue_script": "return 1", "visibility_timeout_ms": "30000"}
  wire:
    frame 0x20 19
      text "orders" ; present "return 1" ; absent ; u64be 30000

case fibp-pj9bx invalid must §12.7 opcode 0xfd, which variant 42 gives to CreateQueue
  error: bad_opcode 4 opcode
  wire:
    frame 0xfd 19
      text "orders" ; absent ; absent ; u64be 30000

case fibp-b64qn invalid must §3.2 the opcode of CreateQueueResult
  error: bad_opcode 4 opcode
  wire:
    frame 0x21 19
      text "orders" ; absent ; absent ; u64be 30000

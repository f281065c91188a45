# Streams of the variant doc-draft, assembled by hand from conformance/fibp/PROTOCOL.md §12.2 and §12.3.
include layout.inc

document {
  "doc": "Both directions of a connection with the opcodes of docs/protocol.md at fila git b9ec371. PROTOCOL.md rules 12.2 and 12.3.",
  "flags": {},
  "frame": "stream", "protocol": "fibp", "variant": "doc-draft"
}

case fibp-dbj8k valid must §12.3 what a client sends: Ack 0x15, CreateQueue 0x20, ListQueues 0x26, GetAcl 0x38
  context: {"direction": "client"}
  frames: [{"frame": "Consume", "value": {"request_id": 2, "queue": "orders"}}, {"frame": "Ack", "value": {"request_id": 3, "items": [{"queue": "orders", "message_id": "m-1"}]}},
    {"frame": "CreateQueue", "value": {"request_id": 4, "name": "q", "visibility_timeout_ms": "7"}}, {"frame": "ListQueues", "value": {"request_id": 5}},
    {"frame": "GetAcl", "value": {"request_id": 6, "key_id": "k"}}, {"frame": "CancelConsume", "value": {"request_id": 2}}]
  state: "clean"
  wire:
    frame 0x12 2: text "orders"
    frame 0x15 3
      u32be 1 ; text "orders" ; text "m-1"
    frame 0x20 4
      text "q" ; absent ; absent ; u64be 7
    frame 0x26 5
    frame 0x38 6: text "k"
    frame 0x14 2

case fibp-dsql4 valid must §12.2 what a server sends: a Delivery 0x13 without any ConsumeOk, then results
  context: {"direction": "server"}
  frames: [{"frame": "Delivery", "value": {"request_id": 2, "messages": []}}, {"frame": "AckResult", "value": {"request_id": 3, "results": [{"error_code": "Ok"}]}},
    {"frame": "CreateQueueResult", "value": {"request_id": 4, "error_code": "Ok", "queue_id": "q"}},
    {"frame": "ListQueuesResult", "value": {"request_id": 5, "error_code": "Ok", "cluster_node_count": 1, "queues": []}},
    {"frame": "GetAclResult", "value": {"request_id": 6, "error_code": "ApiKeyNotFound", "key_id": "k", "is_superadmin": false, "permissions": []}},
    {"frame": "Error", "value": {"request_id": 7, "error_code": "Forbidden", "message": "no", "metadata": []}}]
  state: "clean"
  wire:
    frame 0x13 2: u32be 0
    frame 0x16 3
      u32be 1 ; u8 0
    frame 0x21 4
      u8 0 ; text "q"
    frame 0x27 5
      u8 0 ; u32be 1 ; u16be 0
    frame 0x39 6
      u8 15 ; text "k" ; u8 0 ; u16be 0
    frame 0xfe 7
      u8 11 ; text "no" ; u16be 0

case fibp-kegp6 invalid must §12.7 a ListQueues of variant 42
  frames: []
  error: bad_opcode 4 opcode
  wire:
    frame 0xf7 5

# Streams of the variant doc-main, assembled by hand from conformance/fibp/PROTOCOL.md §12.1.
include layout.inc

document {
  "doc": "Both directions of a subscription with the opcodes of docs/protocol.md at fila git 95f359d. PROTOCOL.md rule 12.1.",
  "flags": {"Part": "bodies in several frames"},
  "frame": "stream", "protocol": "fibp", "variant": "doc-main"
}

case fibp-sf857 valid must §12.1 what a client sends: Consume, Ack 0x15, Nack 0x17, CancelConsume 0x14
  context: {"direction": "client"}
  frames: [{"frame": "Handshake", "value": {"request_id": 0, "protocol_version": 1}}, {"frame": "Consume", "value": {"request_id": 2, "queue": "orders"}},
    {"frame": "Ack", "value": {"request_id": 3, "items": [{"queue": "orders", "message_id": "m-1"}]}},
    {"frame": "Nack", "value": {"request_id": 4, "items": [{"queue": "orders", "message_id": "m-2", "error": "boom"}]}},
    {"frame": "CancelConsume", "value": {"request_id": 2}}, {"frame": "CreateQueue", "value": {"request_id": 5, "name": "q", "visibility_timeout_ms": "0"}},
    {"frame": "Disconnect", "value": {"request_id": 6}}]
  state: "clean"
  wire:
    frame 0x01 0
      u16be 1 ; absent
    frame 0x12 2: text "orders"
    frame 0x15 3
      u32be 1 ; text "orders" ; text "m-1"
    frame 0x17 4
      u32be 1 ; text "orders" ; text "m-2" ; text "boom"
    frame 0x14 2
    frame 0xfd 5
      text "q" ; absent ; absent ; u64be 0
    frame 0x05 6

case fibp-ijrpk valid must §12.1 what a server sends: ConsumeOk 0x19, Delivery 0x13, AckResult 0x16, NackResult 0x18
  context: {"direction": "server"}
  frames: [{"frame": "HandshakeOk", "value": {"request_id": 0, "negotiated_version": 1, "node_id": "0", "max_frame_size": 16777216}},
    {"frame": "ConsumeOk", "value": {"request_id": 2, "consumer_id": "c-1"}},
    {"frame": "Delivery", "value": {"request_id": 2, "messages": [{"message_id": "m-1", "queue": "orders", "headers": [], "payload": "61", "fairness_key": "f",
      "weight": 1, "throttle_keys": [], "attempt_count": 2, "enqueued_at": "3", "leased_at": "4"}]}},
    {"frame": "AckResult", "value": {"request_id": 3, "results": [{"error_code": "Ok"}]}}, {"frame": "NackResult", "value": {"request_id": 4, "results": []}},
    {"frame": "Error", "value": {"request_id": 5, "error_code": "Forbidden", "message": "no", "metadata": []}}]
  state: "clean"
  wire:
    frame 0x02 0
      u16be 1 ; u64be 0 ; u32be 16777216
    frame 0x19 2: text "c-1"
    frame 0x13 2
      u32be 1 ; text "m-1" ; text "orders" ; u16be 0 ; bytes: utf8 "a"
      text "f" ; u32be 1 ; u16be 0 ; u32be 2 ; u64be 3 ; u64be 4
    frame 0x16 3
      u32be 1 ; u8 0
    frame 0x18 4: u32be 0
    frame 0xfe 5
      u8 11 ; text "no" ; u16be 0

case fibp-46yh7 valid must §7.1 parts are joined here too
  flags: ["Part"]
  frames: [{"frame": "ConsumeOk", "value": {"request_id": 2, "consumer_id": "c-1"}}]
  state: "clean"
  wire:
    frame 0x19 2 flags=1: hex 0003
    frame 0x19 2: utf8 "c-1"

case fibp-psukv invalid must §12.7 the ConsumeOk of variant 42, read as a Delivery
  context: {"direction": "server"}
  frames: []
  error: bad_length 10 messages
  wire:
    frame 0x13 2: text "c-1"

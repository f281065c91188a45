# Notes, assembled by hand from PROTOCOL.md.
macro frame kind length=len(@from..@to)
  u8 $kind
  u16be $length
  @from ...
  @to

document {
  "doc": "What a client posts: an id and a text. PROTOCOL.md section 1.",
  "frame": "note", "protocol": "example", "variant": "1"
}

case example-n7ote valid must §1.3 a text
  value: {"id": 7, "text": "Grüße"}
  wire:
    frame 0x4e
      u32be 7
      u16be 7
      hex 4772c3bcc39f65

case example-empty valid must §1.3 the smallest: no text
  value: {"id": 0, "text": ""}
  wire:
    frame 0x4e
      u32be 0
      u16be 0

case example-k1nd0 invalid must §1.1 a receipt's first byte
  error: bad_opcode 0 kind
  wire:
    frame 0x52
      u32be 7
      u16be 0

case example-l0ng0 invalid must §1.2 a length over the limit, refused before its bytes are there
  error: too_large 1 payload
  wire:
    hex 4e 0401

case example-ta1l0 invalid must §1.5 a byte behind the text
  error: trailing_bytes 9 payload
  wire:
    frame 0x4e
      u32be 7
      u16be 0
      u8 0

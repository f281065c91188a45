# Requests, assembled by hand from conformance/flo/PROTOCOL.md §1 to §5. Offsets: header 0, payload 24.
include layout.inc

document {
  "doc": "A whole request: header with checksum, then namespace, key, value and options. Client to server. PROTOCOL.md sections 1 to 5.",
  "flags": {
    "BigFrame": "frames of 64 KiB and more: catches 16-bit lengths in memory and quadratic copying",
    "ChecksumRange": "the checksum is right for another range, order or width: catches an implementation that agrees only with itself",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "EncoderLimit": "a value the encoder has to refuse: catches lengths that wrap round",
    "NotText": "bytes that are not UTF-8, or zero bytes: catches readers that treat bytes as text",
    "UnknownNumber": "a number outside of the table: catches closed enums that have to be open",
    "ZeroLength": "empty fields: catches readers that take empty for absent"
  },
  "frame": "request", "protocol": "flo", "variant": "v1-24"
}

# The payload of a request (§3.1): every field from its plain form, for cases in which the fields are not the point.
macro plain
  counted16: utf8 "ns"
  counted16: utf8 "key"
  counted32: utf8 "value"
  counted16

case flo-13tv2 valid must §3.1 smallest: every field empty, id 0
  flags: ["ZeroLength"]
  value: {"request_id": "0", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}
  wire:
    frame 0 0x00
      counted16
      counted16
      counted32
      counted16

case flo-b452f valid must §1.2 every field filled, all different, none equal to its reverse
  value: {"request_id": "72623859790382856", "op": "QUEUE_ENQUEUE", "flags": 19, "reserved": 0, "namespace": "6e616d65", "key": "6b657931",
    "value": "76616c7565732121", "options": [{"tag": "TTL_SECONDS", "data": "1122334455667788"}, {"tag": "DEDUP_KEY", "data": "6465647570"}]}
  wire:
    frame 0x0102030405060708 0x40 flags=0x13
      counted16: utf8 "name"
      counted16: utf8 "key1"
      counted32: utf8 "values!!"
      counted16
        option 0x01: hex 1122334455667788
        option 0x13: utf8 "dedup"

case flo-vg5sm valid must §1.5 request id 1
  value: {"request_id": "1", "op": "KV_GET", "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": []}
  wire:
    frame 1 0x31: plain

case flo-f47j6 valid must §1.5 request id 2^63, where signed numbers turn negative
  value: {"request_id": "9223372036854775808", "op": "KV_GET", "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": []}
  wire:
    frame 0x8000000000000000 0x31: plain

case flo-ijux8 valid must §1.5 request id 2^53+1, which a double cannot hold
  value: {"request_id": "9007199254740993", "op": "KV_GET", "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": []}
  wire:
    frame 9007199254740993 0x31: plain

case flo-6m1tt valid must §1.5 request id 2^64-1
  value: {"request_id": "18446744073709551615", "op": "KV_GET", "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": []}
  wire:
    frame 0xffffffffffffffff 0x31: plain

case flo-qkmtl valid must §1.7 the same bytes are a PING request and an OK response: the reader's role decides
  value: {"request_id": "7", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}
  wire:
    frame 7 0
      repeat 00 10

each id number
  flo-0iqx3 1
  flo-m15x9 2
  flo-t0ef9 4
  flo-kfcg3 128
  flo-y6ti3 255
  case $id valid should §1.8 flags $number are kept
    value: {"request_id": "7", "op": "KV_GET", "flags": $number, "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": []}
    wire:
      frame 7 0x31 flags=$number: plain

case flo-02dtu valid must §3.2 empty namespace
  flags: ["ZeroLength"]
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "", "key": "6b", "value": "76", "options": []}
  wire:
    frame 7 0x30
      counted16
      counted16: utf8 "k"
      counted32: utf8 "v"
      counted16

case flo-10fob valid must §3.2 namespace of 255 bytes, the most
  value: {"request_id": "7", "op": "KV_PUT", "namespace": [{"repeat": "6e", "count": 255}], "key": "6b", "value": "76", "options": []}
  wire:
    frame 7 0x30
      counted16: repeat 6e 255
      counted16: utf8 "k"
      counted32: utf8 "v"
      counted16

case flo-0gbtj valid must §3.3 empty key, filled value
  flags: ["ZeroLength"]
  value: {"request_id": "7", "op": "KV_SCAN", "namespace": "6e73", "key": "", "value": "637572736f72", "options": []}
  wire:
    frame 7 0x33
      counted16: utf8 "ns"
      counted16
      counted32: utf8 "cursor"
      counted16

each id size
  flo-jkqgd 255
  flo-qixzi 256
  flo-53hgh 32768
  flo-hh7fc 65535
  case $id valid must §3.3 key of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": "7", "op": "KV_PUT", "namespace": "6e73", "key": [{"repeat": "6b", "count": $size}], "value": "76", "options": []}
    wire:
      frame 7 0x30
        counted16: utf8 "ns"
        counted16: repeat 6b $size
        counted32: utf8 "v"
        counted16

case flo-8shq4 valid must §3.4 empty value
  flags: ["ZeroLength"]
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "6e73", "key": "6b6579", "value": "", "options": []}
  wire:
    frame 7 0x30
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32
      counted16

each id size
  flo-my8nz 255
  flo-9ztjf 256
  flo-yeu7f 65535
  flo-989qf 65536
  case $id valid must §3.4 value of $size bytes
    flags: ["BigFrame"]
    value: {"request_id": "7", "op": "KV_PUT", "namespace": "6e73", "key": "6b6579", "value": [{"repeat": "a5", "count": $size}], "options": []}
    wire:
      frame 7 0x30
        counted16: utf8 "ns"
        counted16: utf8 "key"
        counted32: repeat a5 $size
        counted16

case flo-824sx valid must §3.9 namespace, key and value in many scripts
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "d0b8d0bcd18f", "key": "e98db5f09f9491", "value": "63616665cc81", "options": [{"tag": "DEDUP_KEY", "data": "c3a9"}]}
  wire:
    frame 7 0x30
      counted16: utf8 "имя"
      counted16: utf8 "鍵🔑"
      counted32: utf8 "cafe\u0301"
      counted16
        option 0x13: utf8 "é"

case flo-51nw5 valid must §3.9 zero bytes and bytes that are not UTF-8
  flags: ["NotText"]
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "00ff", "key": "006b00", "value": "c0aeeda080f8ff00", "options": [{"tag": "DEDUP_KEY", "data": "fffe"}]}
  wire:
    frame 7 0x30
      counted16: hex 00ff
      counted16: hex 006b00
      counted32: hex c0aeeda080f8ff00
      counted16
        option 0x13: hex fffe

case flo-f8qsb valid must §1.1 a value that is itself the bytes of a frame
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "", "key": "", "value": "464c4f0000000000010000000000000003a5247c01000000", "options": []}
  wire:
    frame 7 0x30
      counted16
      counted16
      counted32: hex 464c4f0000000000010000000000000003a5247c01000000
      counted16

case flo-u6jxp valid must §4.6 options twice and out of order, kept as they come
  value: {"request_id": "7", "op": "QUEUE_DEQUEUE", "namespace": "6e73", "key": "6b", "value": "", "options": [{"tag": "BLOCK_MS", "data": "64000000"},
    {"tag": "COUNT", "data": "01000000"}, {"tag": "COUNT", "data": "02000000"}, {"tag": "BLOCK_MS", "data": "64000000"}]}
  wire:
    frame 7 0x41
      counted16: utf8 "ns"
      counted16: utf8 "k"
      counted32
      counted16
        option 0x17: u32le 100
        option 0x15: u32le 1
        option 0x15: u32le 2
        option 0x17: u32le 100

case flo-fimfq either must §4.5 option tags outside of the table are kept as numbers
  ambiguity: "flo-amb-unknown-option-tag"
  flags: ["UnknownNumber"]
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "6e73", "key": "6b", "value": "76", "options": [{"tag": 0, "data": ""}, {"tag": 32, "data": "aabb"}, {"tag": 255, "data": "01"}]}
  wire:
    frame 7 0x30
      counted16: utf8 "ns"
      counted16: utf8 "k"
      counted32: utf8 "v"
      counted16
        option 0x00
        option 0x20: hex aabb
        option 0xff: hex 01

case flo-6da6y valid must §4.4 flags and integers of every width among the options
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "6e73", "key": "6b", "value": "76", "options": [{"tag": "IF_NOT_EXISTS", "data": ""}, {"tag": "PRIORITY", "data": "fe"},
    {"tag": "MAX_STANDBYS", "data": "0102"}, {"tag": "LIMIT", "data": "01020304"}, {"tag": "CAS_VERSION", "data": "0102030405060708"}]}
  wire:
    frame 7 0x30
      counted16: utf8 "ns"
      counted16: utf8 "k"
      counted32: utf8 "v"
      counted16
        option 0x03
        option 0x10: u8 0xfe
        option 0x39: u16le 0x0201
        option 0x05: u32le 0x04030201
        option 0x02: u64le 0x0807060504030201

case flo-20zug valid must §3.5 options of 65535 bytes, the most: 255 options of 255 bytes
  flags: ["BigFrame"]
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "", "key": "", "value": "",
    "options": {"$repeat": [[{"tag": "DEDUP_KEY", "data": [{"repeat": "64", "count": 255}]}], 255]}}
  wire:
    frame 7 0x30
      counted16
      counted16
      counted32
      counted16: repeat 13ff646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464646464 255

# §5.1, §5.2: the table of op codes
each id code name
  flo-meddp 0x00 PING
  flo-jitje 0x01 PONG
  flo-pd5z4 0x02 ERROR_RESPONSE
  flo-4amaf 0x03 AUTH
  flo-3bczt 0x04 SET_DURABILITY
  flo-ht5qw 0x05 OK
  flo-qoepd 0x10 STREAM_APPEND
  flo-229zp 0x11 STREAM_READ
  flo-dvkon 0x12 STREAM_TRIM
  flo-prbe8 0x13 STREAM_INFO
  flo-8n6vp 0x14 STREAM_APPEND_RESPONSE
  flo-y9pxm 0x15 STREAM_READ_RESPONSE
  flo-4ddkg 0x16 STREAM_EVENT
  flo-ewyl3 0x17 STREAM_SUBSCRIBE
  flo-vsgva 0x18 STREAM_UNSUBSCRIBE
  flo-43uss 0x19 STREAM_SUBSCRIBED
  flo-gwron 0x1a STREAM_UNSUBSCRIBED
  flo-2zw1u 0x1b STREAM_LIST
  flo-hch2l 0x1c STREAM_LIST_RESPONSE
  flo-n5hpb 0x1d STREAM_CREATE
  flo-re05t 0x1e STREAM_CREATE_RESPONSE
  flo-a2cec 0x1f STREAM_ALTER
  flo-v0b73 0x20 STREAM_GROUP_CREATE
  flo-8biwo 0x21 STREAM_GROUP_JOIN
  flo-0t35i 0x22 STREAM_GROUP_LEAVE
  flo-oz861 0x23 STREAM_GROUP_READ
  flo-gcysn 0x24 STREAM_GROUP_ACK
  flo-hwz5r 0x25 STREAM_GROUP_CLAIM
  flo-cmxzb 0x26 STREAM_GROUP_PENDING
  flo-74ge9 0x27 STREAM_GROUP_CONFIGURE_SWEEPER
  flo-12kli 0x28 STREAM_GROUP_READ_RESPONSE
  flo-dq2ej 0x29 STREAM_GROUP_NACK
  flo-dlf3n 0x2a STREAM_GROUP_TOUCH
  flo-j1u2v 0x2b STREAM_GROUP_INFO
  flo-8bjx6 0x2c STREAM_GROUP_DELETE
  flo-7ml53 0x30 KV_PUT
  flo-moms6 0x31 KV_GET
  flo-fafr1 0x32 KV_DELETE
  flo-ci1at 0x33 KV_SCAN
  flo-59sin 0x34 KV_HISTORY
  flo-3vnci 0x35 KV_GET_RESPONSE
  flo-bk45j 0x36 KV_PUT_RESPONSE
  flo-ges7h 0x37 KV_SCAN_RESPONSE
  flo-asj8x 0x38 KV_HISTORY_RESPONSE
  flo-5d2ku 0x39 KV_BEGIN_TXN
  flo-r2fxg 0x3a KV_COMMIT_TXN
  flo-6f5xp 0x3b KV_ROLLBACK_TXN
  flo-xys4b 0x3c KV_SNAPSHOT_CREATE
  flo-wyi3w 0x3d KV_SNAPSHOT_GET
  flo-gtl3k 0x3e KV_SNAPSHOT_RELEASE
  flo-tpk8q 0x3f KV_SNAPSHOT_CREATE_RESPONSE
  flo-f2zq0 0x40 QUEUE_ENQUEUE
  flo-nbh33 0x41 QUEUE_DEQUEUE
  flo-924no 0x42 QUEUE_COMPLETE
  flo-t9n2r 0x43 QUEUE_EXTEND_LEASE
  flo-jmug6 0x44 QUEUE_FAIL
  flo-a63jt 0x45 QUEUE_FAIL_AUTO
  flo-59wu1 0x46 QUEUE_DLQ_LIST
  flo-7b3ye 0x47 QUEUE_DLQ_DELETE
  flo-o7qkq 0x48 QUEUE_DLQ_REQUEUE
  flo-dwb3y 0x49 QUEUE_DLQ_STATS
  flo-xljza 0x4a QUEUE_PROMOTE_DUE
  flo-99gza 0x4b QUEUE_STATS
  flo-jqngy 0x4c QUEUE_PEEK
  flo-zpw51 0x4d QUEUE_TOUCH
  flo-qfe31 0x4e QUEUE_BATCH_ENQUEUE
  flo-dpa8g 0x4f QUEUE_PURGE
  flo-oghum 0x50 QUEUE_ENQUEUE_RESPONSE
  flo-5q3vx 0x51 QUEUE_DEQUEUE_RESPONSE
  flo-sl8ig 0x52 QUEUE_DLQ_LIST_RESPONSE
  flo-5iiuy 0x53 QUEUE_STATS_RESPONSE
  flo-dj5sr 0x54 QUEUE_PEEK_RESPONSE
  flo-ive0t 0x55 QUEUE_TOUCH_RESPONSE
  flo-2mw3t 0x56 QUEUE_BATCH_ENQUEUE_RESPONSE
  flo-c89sc 0x57 QUEUE_PURGE_RESPONSE
  flo-brw1a 0x60 ACTION_REGISTER
  flo-mjz6n 0x61 ACTION_INVOKE
  flo-xxmzf 0x62 ACTION_STATUS
  flo-0kbrg 0x63 ACTION_LIST
  flo-ap50h 0x64 ACTION_DELETE
  flo-hnm4f 0x65 ACTION_REGISTER_RESPONSE
  flo-bjxw0 0x66 ACTION_INVOKE_RESPONSE
  flo-ge5hk 0x67 ACTION_STATUS_RESPONSE
  flo-7tjer 0x68 ACTION_LIST_RESPONSE
  flo-4x9fc 0x69 WORKER_REGISTER
  flo-3vcl7 0x6a WORKER_TOUCH
  flo-ck84l 0x6b WORKER_AWAIT
  flo-t2935 0x6c WORKER_COMPLETE
  flo-ol3y1 0x6d WORKER_FAIL
  flo-shto2 0x6e WORKER_LIST
  flo-dmrtp 0x70 WORKER_REGISTER_RESPONSE
  flo-ipjs8 0x71 WORKER_TASK_ASSIGNMENT
  flo-p0ryd 0x72 WORKER_LIST_RESPONSE
  flo-mb1i5 0x80 WORKFLOW_CREATE
  flo-9w3cm 0x81 WORKFLOW_START
  flo-21g8x 0x82 WORKFLOW_SIGNAL
  flo-eatji 0x83 WORKFLOW_CANCEL
  flo-e8vcu 0x84 WORKFLOW_STATUS
  flo-b29yy 0x85 WORKFLOW_HISTORY
  flo-s3iyn 0x86 WORKFLOW_LIST_RUNS
  flo-55fhg 0x87 WORKFLOW_GET_DEFINITION
  flo-hnfn1 0x88 WORKFLOW_CREATE_RESPONSE
  flo-pmj8t 0x89 WORKFLOW_START_RESPONSE
  flo-hjkv9 0x8a WORKFLOW_STATUS_RESPONSE
  flo-8uruq 0x8b WORKFLOW_HISTORY_RESPONSE
  flo-1mqa6 0x8c WORKFLOW_LIST_RUNS_RESPONSE
  flo-8d781 0x8d WORKFLOW_GET_DEFINITION_RESPONSE
  flo-8k2cj 0x8e WORKFLOW_DISABLE
  flo-35lwo 0x8f WORKFLOW_ENABLE
  flo-qb6a0 0x90 WORKFLOW_DISABLE_RESPONSE
  flo-ts5bz 0x91 WORKFLOW_ENABLE_RESPONSE
  flo-9851c 0xa0 CLUSTER_STATUS
  flo-ci2y6 0xa1 CLUSTER_MEMBERS
  flo-xvc75 0xa2 CLUSTER_JOIN
  flo-lpop7 0xa3 CLUSTER_LEAVE
  flo-5kpse 0xa4 CLUSTER_TRANSFER_LEADER
  flo-nkjuh 0xa5 CLUSTER_ADD_NODE
  flo-1av6y 0xa6 CLUSTER_REMOVE_NODE
  flo-760vr 0xa8 CLUSTER_STATUS_RESPONSE
  flo-0wsg0 0xa9 CLUSTER_MEMBERS_RESPONSE
  flo-kvshf 0xaa CLUSTER_JOIN_RESPONSE
  flo-9ho1z 0xb0 NAMESPACE_CREATE
  flo-8ddgg 0xb1 NAMESPACE_DELETE
  flo-b8se3 0xb2 NAMESPACE_LIST
  flo-bjapz 0xb3 NAMESPACE_INFO
  flo-13mb3 0xb4 NAMESPACE_CREATE_RESPONSE
  flo-qhdnn 0xb5 NAMESPACE_DELETE_RESPONSE
  flo-njjlw 0xb6 NAMESPACE_LIST_RESPONSE
  flo-0s9vy 0xb7 NAMESPACE_INFO_RESPONSE
  flo-r1sx0 0xc0 PROCESSING_SUBMIT
  flo-6wnmq 0xc1 PROCESSING_STOP
  flo-ro8cb 0xc2 PROCESSING_CANCEL
  flo-nb56b 0xc3 PROCESSING_STATUS
  flo-jprji 0xc4 PROCESSING_LIST
  flo-pk3vc 0xc6 PROCESSING_SAVEPOINT
  flo-aeqom 0xc7 PROCESSING_RESTORE
  flo-dt0ni 0xc8 PROCESSING_RESCALE
  flo-hfwkj 0xc9 PROCESSING_SUBMIT_RESPONSE
  flo-peo3d 0xca PROCESSING_STOP_RESPONSE
  flo-43ea2 0xcb PROCESSING_CANCEL_RESPONSE
  flo-hr3fc 0xcc PROCESSING_STATUS_RESPONSE
  flo-jt75z 0xcd PROCESSING_LIST_RESPONSE
  flo-x5izy 0xcf PROCESSING_SAVEPOINT_RESPONSE
  flo-rl7mz 0xd0 PROCESSING_RESTORE_RESPONSE
  flo-qmopg 0xd1 PROCESSING_RESCALE_RESPONSE
  case $id valid must §5.1 op code $code $name
    value: {"request_id": "72623859790382856", "op": "$name", "namespace": "6e", "key": "6b65", "value": "76616c", "options": []}
    wire:
      frame 0x0102030405060708 $code
        counted16: utf8 "n"
        counted16: utf8 "ke"
        counted32: utf8 "val"
        counted16

each id code number
  flo-31kt0 0x06 6
  flo-5nxaq 0x0f 15
  flo-xz693 0x2d 45
  flo-q4sda 0x58 88
  flo-c2032 0x6f 111
  flo-k1fen 0x73 115
  flo-0a3ha 0x7f 127
  flo-50x5x 0x92 146
  flo-qbx3q 0xa7 167
  flo-mxk0w 0xb8 184
  flo-xrswf 0xc5 197
  flo-ntzzr 0xd2 210
  flo-yha00 0xff 255
  case $id valid must §5.2 op code $code is not in the table and is kept as a number
    flags: ["UnknownNumber"]
    value: {"request_id": "72623859790382856", "op": $number, "namespace": "6e", "key": "6b65", "value": "76616c", "options": []}
    wire:
      frame 0x0102030405060708 $code
        counted16: utf8 "n"
        counted16: utf8 "ke"
        counted32: utf8 "val"
        counted16

# --- refused: the header -----------------------------------------------------------------------------------------------

each id cut bytes offset path
  flo-84mra 0 "" 0 magic
  flo-h7muq 3 464c4f 0 magic
  flo-t4w5s 4 464c4f00 4 payload
  flo-n0piw 7 464c4f000a0000 4 payload
  flo-wd3po 8 464c4f000a000000 8 request_id
  flo-z0lbd 15 464c4f000a00000001000000000000 8 request_id
  flo-pdz3o 16 464c4f000a0000000100000000000000 16 crc32
  flo-0ixzw 19 464c4f000a0000000100000000000000f6a419 16 crc32
  flo-nvsli 20 464c4f000a0000000100000000000000f6a419b0 20 version
  flo-ydzz8 21 464c4f000a0000000100000000000000f6a419b001 21 op
  flo-t0cvx 22 464c4f000a0000000100000000000000f6a419b00100 22 flags
  flo-matpt 23 464c4f000a0000000100000000000000f6a419b0010000 23 reserved
  case $id invalid must §1.11 only $cut bytes of the header
    error: truncated $offset $path
    wire:
      hex $bytes

case flo-jva7l invalid must §1.11 eleven zero bytes: too short comes before the wrong magic
  flags: ["CheckOrder"]
  error: truncated 8 request_id
  wire:
    hex 0000000000000000000000

each id magic what
  flo-znlvb 464c4f01 "a wrong last byte"
  flo-qdzuf 004f4c46 "big-endian byte order"
  flo-egyl0 666c6f00 "lower case"
  flo-coqjt 464c4f20 "a blank in place of the zero byte"
  flo-efo8b 00000000 "zeros"
  case $id invalid must §1.3 magic with $what
    error: bad_magic 0 magic
    wire:
      frame 7 0x31 magic=$magic: plain

each id version
  flo-v50br 0
  flo-ali0i 2
  flo-dswaz 129
  flo-ig7cf 255
  case $id invalid must §1.6 version $version, checksum right
    error: bad_version 20 version
    wire:
      frame 7 0x31 version=$version: plain

each id reserved
  flo-tjucm 1
  flo-dh13h 128
  flo-59kcv 255
  case $id invalid must §1.9 reserved byte $reserved, checksum right
    error: bad_value 23 reserved
    wire:
      frame 7 0x31 reserved=$reserved: plain

case flo-02muc invalid must §1.15 payload length one over 100 MiB
  error: too_large 4 payload
  wire:
    frame 7 0x31 length=104857601

case flo-23t9i invalid must §10.2 payload length 2^32-1
  error: too_large 4 payload
  wire:
    frame 7 0x31 length=0xffffffff: plain

case flo-zxwo8 invalid must §1.13 payload length of exactly 100 MiB is allowed, and the payload is missing
  error: truncated 24 payload
  wire:
    frame 7 0x31 length=104857600: plain

case flo-auc31 invalid must §1.12 wrong magic and wrong version: the magic comes first
  flags: ["CheckOrder"]
  error: bad_magic 0 magic
  wire:
    frame 7 0x31 magic=464c4f01 version=2: plain

case flo-v33ls invalid must §1.12 wrong version and wrong reserved byte: the version comes first
  flags: ["CheckOrder"]
  error: bad_version 20 version
  wire:
    frame 7 0x31 version=2 reserved=1: plain

case flo-lwfrw invalid must §1.12 wrong reserved byte and a length over the limit: the byte comes first
  flags: ["CheckOrder"]
  error: bad_value 23 reserved
  wire:
    frame 7 0x31 reserved=1 length=0xffffffff: plain

case flo-at3nl invalid must §2.4 wrong version and wrong checksum: the version comes first
  flags: ["CheckOrder"]
  error: bad_version 20 version
  wire:
    frame 7 0x31 version=2 crc=0: plain

case flo-o3exn invalid must §2.4 wrong version in a frame without its payload
  flags: ["CheckOrder"]
  error: bad_version 20 version
  wire:
    frame 7 0x31 version=2 length=10

case flo-5bu3u invalid must §1.13 header alone, ten bytes announced
  error: truncated 24 payload
  wire:
    frame 7 0x31 length=10

case flo-v0nq7 invalid must §1.13 last byte of the payload missing, checksum of the bytes that are there
  error: truncated 24 payload
  wire:
    frame 7 0x31 length=len(@body..@last)+1: plain

# --- refused: the checksum ---------------------------------------------------------------------------------------------

each id change what
  flo-xyaq1 1 "with its lowest bit flipped"
  flo-hm1qn 0x80000000 "with its highest bit flipped"
  flo-hjn22 0xffffffff "without the final inversion"
  case $id invalid must §2.1 checksum $what
    flags: ["ChecksumRange"]
    error: bad_checksum 16 crc32
    wire:
      frame 7 0x31 crc="crc32(@first..@sum,@tail..@last)^$change": plain

case flo-eego9 invalid must §2.1 checksum in big-endian byte order
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0x31 sum_as=u32be: plain

case flo-yvpj5 invalid must §2.2 checksum over the whole frame with the checksum field as zeros
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0x31 crc=crc32(@first..@last): plain

case flo-gksjv invalid must §2.2 checksum over the payload alone
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0x31 crc=crc32(@body..@last): plain

case flo-vbggv invalid must §2.2 checksum over the header alone
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0x31 crc=crc32(@first..@sum,@tail..@body): plain

case flo-m5ua1 invalid must §2.2 checksum without the last four bytes of the header
  flags: ["ChecksumRange"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0x31 crc=crc32(@first..@sum,@body..@last): plain

case flo-r2y1a invalid must §2.3 checksum zero
  error: bad_checksum 16 crc32
  wire:
    frame 7 0x31 crc=0: plain

case flo-wl6nd invalid must §2.3 wrong checksum and a broken payload: the checksum comes first
  flags: ["CheckOrder"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0x31 crc=0
      counted16: utf8 "ns"
      u16le 999

case flo-4ye2l invalid must §2.3 wrong checksum and a byte after the frame: the checksum comes first
  flags: ["CheckOrder"]
  error: bad_checksum 16 crc32
  wire:
    frame 7 0x31 crc=0: plain
    hex 00

# --- refused: bytes after the frame ------------------------------------------------------------------------------------

case flo-af8fq invalid must §1.14 one byte after the frame
  error: trailing_bytes @extra
  wire:
    frame 7 0x31: plain
    @extra hex 00

case flo-0mht2 invalid must §1.14 a second frame after the frame
  error: trailing_bytes @extra
  wire:
    frame 7 0x31: plain
    @extra
    frame 8 0x31: plain

case flo-sx2cq invalid must §1.14 payload length one too small, checksum over what it covers: the byte after it is extra
  error: trailing_bytes @extra
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32: utf8 "value"
      u16le 0
    @extra hex 00

case flo-yurvy invalid must §1.14 a byte after a frame whose payload is broken: the extra byte comes first
  flags: ["CheckOrder"]
  error: trailing_bytes @extra
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      u16le 999
    @extra hex 00

# --- refused: the payload ----------------------------------------------------------------------------------------------

case flo-uyvf9 invalid must §3.6 payload of one byte: half a namespace length
  error: bad_length 24 namespace
  wire:
    frame 7 0x31
      hex 00

case flo-84gqe invalid must §3.6 namespace one byte longer than the payload
  error: bad_length 24 namespace
  wire:
    frame 7 0x31
      u16le 3
      utf8 "ns"

case flo-vbr7m invalid must §3.2 namespace of 256 bytes, all of them there
  error: too_large 24 namespace
  wire:
    frame 7 0x31
      counted16: repeat 6e 256
      counted16
      counted32
      counted16

case flo-c0cm8 invalid must §3.10 namespace of 65535 bytes announced in a short payload: the limit comes before the room
  flags: ["CheckOrder"]
  error: too_large 24 namespace
  wire:
    frame 7 0x31
      u16le 65535
      utf8 "ns"

case flo-upezi invalid must §3.6 payload ends after the namespace
  error: bad_length @key key
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      @key

case flo-v9hdm invalid must §3.6 payload ends in the middle of the key length
  error: bad_length @key key
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      @key hex 03

case flo-nsg3o invalid must §3.6 key one byte longer than the payload
  error: bad_length @key key
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      @key u16le 4
      utf8 "key"

case flo-5ekp6 invalid must §3.6 key of 65535 bytes announced
  error: bad_length @key key
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      @key u16le 65535
      utf8 "key"

case flo-wojby invalid must §3.6 payload ends after the key
  error: bad_length @value value
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      @value

case flo-337dj invalid must §3.6 payload ends in the value length, one byte short
  error: bad_length @value value
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      @value hex 050000

case flo-4ny3m invalid must §3.6 value one byte longer than the payload
  error: bad_length @value value
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      @value u32le 6
      utf8 "value"

case flo-35uef invalid must §3.6 value of exactly 16 MiB announced in a short payload: within the limit, but no room
  error: bad_length @value value
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      @value u32le 16777216
      utf8 "value"

case flo-3vlth invalid must §3.4 value of 16 MiB and one byte announced in a short payload: the limit comes before the room
  flags: ["CheckOrder"]
  error: too_large @value value
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      @value u32le 16777217
      utf8 "value"

case flo-9uir9 invalid must §3.4 value of 16 MiB and one byte, all of them there
  flags: ["BigFrame"]
  error: too_large @value value
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      @value
      counted32: repeat 00 16777217
      counted16

case flo-y59tm invalid must §3.4 value of 2^32-1 bytes announced: the sum of offset and length wraps in 32 bits
  error: too_large @value value
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      @value u32le 0xffffffff
      utf8 "value"

case flo-2o44u invalid must §3.6 lengths in big-endian byte order
  error: too_large 24 namespace
  wire:
    frame 7 0x31
      u16be 2
      utf8 "ns"
      u16be 3
      utf8 "key"
      u32be 5
      utf8 "value"
      u16be 0

case flo-29vel invalid must §3.6 payload ends in the middle of the options length
  error: bad_length @options options
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32: utf8 "value"
      @options hex 00

# --- either: forms that the server's reader of that time takes (vectors/flo/ambiguities.json) --------------------------

case flo-sfw23 either may §3.1 payload of no bytes, which a lenient server reads as four empty fields
  ambiguity: "flo-amb-empty-payload"
  error: bad_length 24 namespace
  wire:
    frame 7 0x00

case flo-d5i1g either may §3.6 no options length, which a lenient server reads as no options
  ambiguity: "flo-amb-missing-options"
  error: bad_length @options options
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32: utf8 "value"
      @options

case flo-a310n either may §3.7 options one byte longer than the payload, which a lenient server reads as no options
  ambiguity: "flo-amb-overrunning-options"
  error: bad_length @options options
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32: utf8 "value"
      @options u16le 3
      option 0x03

case flo-uym0l either may §3.7 options of 65535 bytes announced, none there
  ambiguity: "flo-amb-overrunning-options"
  error: bad_length @options options
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32: utf8 "value"
      @options u16le 65535

case flo-tg0y6 either may §3.8 one byte after the options, inside the payload
  ambiguity: "flo-amb-bytes-after-options"
  error: trailing_bytes @extra payload
  wire:
    frame 7 0x31
      plain
      @extra hex 00

case flo-lg9yw either may §3.8 an option behind options whose length leaves it out
  ambiguity: "flo-amb-bytes-after-options"
  error: trailing_bytes @extra payload
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32: utf8 "value"
      u16le 2
      option 0x03
      @extra
      option 0x04

case flo-z638v either may §4.9 last option has a tag and no length
  ambiguity: "flo-amb-incomplete-option"
  error: bad_length @length options[1].data
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32: utf8 "value"
      u16le 3
      option 0x03
      hex 05 ; @length

case flo-oyjpe either may §4.9 last option is one byte longer than the options
  ambiguity: "flo-amb-incomplete-option"
  error: bad_length @length options[1].data
  wire:
    frame 7 0x31
      counted16: utf8 "ns"
      counted16: utf8 "key"
      counted32: utf8 "value"
      u16le 7
      option 0x03
      hex 05 ; @length u8 4 ; hex 0a0000

# --- strict ------------------------------------------------------------------------------------------------------------

case flo-rlu1w invalid should §12.1 strict: flags 1
  context: {"profile": "strict"}
  error: bad_value 22 flags
  wire:
    frame 7 0x31 flags=1: plain

case flo-msrw8 invalid should §12.1 strict: flags and reserved byte wrong, flags come first
  context: {"profile": "strict"}
  flags: ["CheckOrder"]
  error: bad_value 22 flags
  wire:
    frame 7 0x31 flags=128 reserved=1: plain

case flo-ljdu0 valid should §12.1 strict: a plain request passes
  context: {"profile": "strict"}
  value: {"request_id": "7", "op": "KV_GET", "namespace": "6e73", "key": "6b6579", "value": "76616c7565", "options": []}
  wire:
    frame 7 0x31: plain

# --- refused by the encoder --------------------------------------------------------------------------------------------

case flo-2pt9j invalid must §3.11 encode: namespace of 256 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 namespace
  value: {"request_id": "7", "op": "KV_PUT", "namespace": [{"repeat": "6e", "count": 256}], "key": "6b", "value": "76", "options": []}

case flo-jp4t7 invalid must §10.1 encode: key of 65536 bytes, whose length would wrap to 0
  flags: ["EncoderLimit"]
  error: unencodable 0 key
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "6e73", "key": [{"repeat": "6b", "count": 65536}], "value": "76", "options": []}

case flo-3nv1x invalid must §3.11 encode: value of 16 MiB and one byte
  flags: ["EncoderLimit"]
  error: unencodable 0 value
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "6e73", "key": "6b", "value": [{"repeat": "00", "count": 16777217}], "options": []}

case flo-2bomx invalid must §4.2 encode: option data of 256 bytes
  flags: ["EncoderLimit"]
  error: unencodable 0 options[1].data
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "6e73", "key": "6b", "value": "76", "options": [{"tag": "IF_EXISTS", "data": ""}, {"tag": "DEDUP_KEY", "data": [{"repeat": "64", "count": 256}]}]}

case flo-o7ozy invalid must §4.3 encode: options of 65792 bytes together, whose length would wrap to 256
  flags: ["EncoderLimit"]
  error: unencodable 0 options
  value: {"request_id": "7", "op": "KV_PUT", "namespace": "", "key": "", "value": "",
    "options": {"$repeat": [[{"tag": "DEDUP_KEY", "data": [{"repeat": "64", "count": 255}]}], 256]}}

each id value
  flo-ndlpj 18446744073709551616
  flo-96l0z -1
  flo-qa1g8 1.5
  flo-m05cu seven
  case $id invalid must §7.20 encode: request_id "$value" is no u64
    flags: ["EncoderLimit"]
    error: unencodable 0 request_id
    value: {"request_id": "$value", "op": "KV_GET", "namespace": "6e73", "key": "6b", "value": "", "options": []}

each id json
  flo-x86on 256
  flo-f5ri1 -1
  flo-vgq5m 1.5
  flo-qt4li true
  flo-wh6tk null
  case $id invalid must §7.20 encode: op $json is no op code
    flags: ["EncoderLimit"]
    error: unencodable 0 op
    value: {"request_id": "7", "op": $json, "namespace": "6e73", "key": "6b", "value": "", "options": []}

case flo-2ik74 invalid must §7.20 encode: op "KV_FETCH" is no name of the table
  flags: ["EncoderLimit"]
  error: unencodable 0 op
  value: {"request_id": "7", "op": "KV_FETCH", "namespace": "6e73", "key": "6b", "value": "", "options": []}

case flo-eynx1 invalid must §7.20 encode: flags 256
  flags: ["EncoderLimit"]
  error: unencodable 0 flags
  value: {"request_id": "7", "op": "KV_GET", "flags": 256, "namespace": "6e73", "key": "6b", "value": "", "options": []}

case flo-7sfud invalid must §7.20 encode: option tag 256
  flags: ["EncoderLimit"]
  error: unencodable 0 options[0].tag
  value: {"request_id": "7", "op": "KV_GET", "namespace": "6e73", "key": "6b", "value": "", "options": [{"tag": 256, "data": ""}]}

case flo-qiuki invalid must §7.20 encode: the key is missing
  error: unencodable 0 key
  value: {"request_id": "7", "op": "KV_GET", "namespace": "6e73", "value": "", "options": []}

case flo-pywvf invalid must §7.20 encode: the data of an option is missing
  error: unencodable 0 options[0].data
  value: {"request_id": "7", "op": "KV_GET", "namespace": "6e73", "key": "6b", "value": "", "options": [{"tag": "LIMIT"}]}

case flo-ov3n7 invalid must §7.20 encode: an unknown member
  error: unencodable 0 colour
  value: {"request_id": "7", "op": "KV_GET", "namespace": "6e73", "key": "6b", "value": "", "options": [], "colour": "red"}

case flo-6u4rm invalid must §7.20 encode: a number where bytes belong
  error: unencodable 0 key
  value: {"request_id": "7", "op": "KV_GET", "namespace": "6e73", "key": 6, "value": "", "options": []}

case flo-ilp53 invalid must §7.20 encode: half a byte of hex
  error: unencodable 0 namespace
  value: {"request_id": "7", "op": "KV_GET", "namespace": "6e7", "key": "6b", "value": "", "options": []}

case flo-1q1bn invalid must §1.9 encode: reserved 1, which every decoder refuses
  flags: ["EncoderLimit"]
  error: unencodable 0 reserved
  value: {"request_id": "7", "op": "KV_GET", "reserved": 1, "namespace": "6e73", "key": "6b", "value": "", "options": []}

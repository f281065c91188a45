"""flo-python 0.1.0 as a testee: each frame is one public function of `flo.wire`, see README.md for the table."""

import sys

import flo_wire
from flo import types, wire
from flo_wire import parse, serialize
from wireproof_pipe import Fields, Testee, enum_name, to_integer, to_text

# ---- decode ----------------------------------------------------------------------------------------------------------


def decode_scan_response(data):
    scan = parse(wire.parse_scan_response, data)
    # None is how the package writes "no bytes", for the cursor and for each value: it has no other form of it.
    return {
        "has_more": scan.has_more,
        "cursor": (scan.cursor or b"").hex(),
        "entries": [{"key": entry.key.hex(), "value": (entry.value or b"").hex()} for entry in scan.entries],
    }


def decode_history_response(data):
    entries = parse(wire.parse_history_response, data)
    return {
        "entries": [
            {"version": str(entry.version), "timestamp": str(entry.timestamp), "value": entry.value.hex()}
            for entry in entries
        ]
    }


def decode_dequeue_response(data):
    result = parse(wire.parse_dequeue_response, data)
    return {"messages": [{"seq": str(message.seq), "payload": message.payload.hex()} for message in result.messages]}


def decode_stream_read_response(data):
    result = parse(wire.parse_stream_read_response, data)
    # The package skips partition and key: they are left out.
    return {
        "records": [
            {
                "sequence": str(record.sequence),
                "timestamp_ms": str(record.timestamp_ms),
                "tier": enum_name(record.tier),
                "payload": record.payload.hex(),
            }
            for record in result.records
        ]
    }


def decode_stream_info_response(data):
    info = parse(wire.parse_stream_info_response, data)
    return {
        "first_seq": str(info.first_seq),
        "last_seq": str(info.last_seq),
        "count": str(info.count),
        "bytes": str(info.bytes_size),
    }


def decode_task_assignment(data):
    task = parse(wire.parse_task_assignment, data)
    return {
        "task_id": task.task_id,
        "task_type": task.task_type,
        "created_at": str(task.created_at),
        "attempt": task.attempt,
        "payload": task.payload.hex(),
    }


# ---- encode ----------------------------------------------------------------------------------------------------------


def encode_group_ack_value(value):
    with Fields(value) as fields:
        group, seqs = fields.text("group"), fields.list("seqs", to_integer)
    return serialize(wire.serialize_group_ack_value, group, seqs)


def encode_action_register_value(value):
    with Fields(value) as fields:
        action_type = fields.enum("type", types.ActionType)
        timeout_ms, max_retries = fields.integer("timeout_ms"), fields.integer("max_retries")
        description = fields.text("description", None)
    return serialize(wire.serialize_action_register_value, action_type, timeout_ms, max_retries, description)


def encode_action_invoke_value(value):
    with Fields(value) as fields:
        priority, idempotency_key = fields.integer("priority"), fields.text("idempotency_key", None)
        input_data = fields.bytes("input")
        fields.only("delay_ms", 0)
    return serialize(wire.serialize_action_invoke_value, input_data, priority, idempotency_key)


def encode_worker_list_value(value):
    with Fields(value) as fields:
        limit = fields.integer("limit")
    return serialize(wire.serialize_worker_list_value, limit)


def encode_worker_register_value(value):
    with Fields(value) as fields:
        task_types = fields.list("task_types", to_text)
    return serialize(wire.serialize_worker_register_value, task_types)


def encode_worker_touch_value(value):
    with Fields(value) as fields:
        task_id, extend_ms = fields.text("task_id"), fields.integer("extend_ms")
    return serialize(wire.serialize_worker_touch_value, task_id, extend_ms)


def encode_worker_complete_value(value):
    with Fields(value) as fields:
        task_id, result = fields.text("task_id"), fields.bytes("result")
    return serialize(wire.serialize_worker_complete_value, task_id, result)


def encode_worker_fail_value(value):
    with Fields(value) as fields:
        task_id, error = fields.text("task_id"), fields.text("error")
    return serialize(wire.serialize_worker_fail_value, task_id, error)


if __name__ == "__main__":
    testee = Testee(
        name="flo-python",
        version="0.1.0",
        protocol="flo",
        variant="v1-24",
        decode=flo_wire.functions("decode_", vars(flo_wire), globals()),
        encode=flo_wire.functions("encode_", vars(flo_wire), globals()),
    )
    sys.exit(testee.run())

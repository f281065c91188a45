"""flo-python 0.1.2 as a driver: the methods of its `FloClient` whose arguments and results FIELDS has names for.

It speaks v2-32-table. Options of v1-24 that this release dropped (a lease, a delay, `keys_only`) are `unsupported`, and so
are workers, which name the action of every task here.
"""

import sys

from flo import types
from flo_driver import GROUP, SEQS, Client, Method, classify, messages, stream_id
from wireproof_pipe import Driver, enum_name, to_boolean, to_bytes, to_integer, to_text


def value_of(result):
    return None if result is None else result.value.hex()


def without_result(_):
    return None  # a version, or whether the key was there: FIELDS has no place for either


def position(item):
    return {"sequence": str(item.id.sequence), "timestamp_ms": str(item.id.timestamp_ms)}


def records(result):
    return [{**position(record), "tier": enum_name(record.tier), "payload": record.payload.hex()} for record in result.records]


QUEUE_COUNT = {"queue": to_text, "count": to_integer}
READ = {"count": to_integer, "block_ms": to_integer}

METHODS = {
    "kv.get": Method("kv.get", {"key": to_bytes}, types.GetOptions, {}, value_of),
    "kv.put": Method(
        "kv.put", {"key": to_bytes, "value": to_bytes}, types.PutOptions, {"cas_version": to_integer}, without_result
    ),
    "kv.delete": Method("kv.delete", {"key": to_bytes}, types.DeleteOptions, {}, without_result),
    "queue.enqueue": Method(
        "queue.enqueue", {"queue": to_text, "payload": to_bytes}, types.EnqueueOptions, {"priority": to_integer}, str
    ),
    "queue.dequeue": Method("queue.dequeue", QUEUE_COUNT, types.DequeueOptions, {"block_ms": to_integer}, messages),
    "queue.ack": Method("queue.ack", SEQS, types.AckOptions),
    "queue.nack": Method("queue.nack", SEQS, types.NackOptions),
    "queue.dlq_list": Method("queue.dlq_list", {"queue": to_text}, types.DlqListOptions, {}, messages),
    "queue.dlq_requeue": Method("queue.dlq_requeue", SEQS, types.DlqRequeueOptions),
    "queue.peek": Method("queue.peek", QUEUE_COUNT, types.PeekOptions, {}, messages),
    "stream.append": Method("stream.append", {"stream": to_text, "payload": to_bytes}, types.StreamAppendOptions, {}, position),
    "stream.read": Method(
        "stream.read", {"stream": to_text}, types.StreamReadOptions,
        {"start": stream_id, "end": stream_id, "tail": to_boolean, "partition": to_integer, **READ}, records,
    ),
    "stream.group_join": Method("stream.group_join", GROUP, types.StreamGroupJoinOptions),
    "stream.group_leave": Method("stream.group_leave", GROUP, types.StreamGroupJoinOptions),
    "stream.group_read": Method("stream.group_read", GROUP, types.StreamGroupReadOptions, READ, records),
}  # fmt: skip


class NewerClient(Client):
    methods = METHODS


if __name__ == "__main__":
    driver = Driver(
        name="flo-python",
        version="0.1.2",
        protocol="flo",
        variant="v2-32-table",
        methods=[*METHODS, "connect", "close"],
        capabilities=["flo.kv", "flo.queue", "flo.stream", "flo.v2-32-table"],
        new_client=NewerClient,
        classify=classify,
    )
    sys.exit(driver.run())

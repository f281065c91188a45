"""flo-python 0.1.0 as a driver: the methods of its `FloClient`, and the high-level `Worker`.

Each method is one row of `METHODS`: the SDK's method, what becomes of each argument, and how its result is written
down.
"""

import sys

import flo
import flo_driver
from flo import types
from flo_driver import GROUP, SEQS, Method, classify, integers, messages, optional_hex, position, stream_id, texts
from wireproof_pipe import Driver, Fields, Unsupported, enum_name, to_boolean, to_bytes, to_enum, to_integer, to_text

# ---- results ---------------------------------------------------------------------------------------------------------


def scan(result):
    value = {
        "has_more": result.has_more,
        "entries": [{"key": entry.key.hex(), "value": optional_hex(entry.value)} for entry in result.entries],
    }
    if result.cursor is not None:
        value["cursor"] = result.cursor.hex()
    return value


def history(entries):
    return [{"version": str(e.version), "timestamp": str(e.timestamp), "value": e.value.hex()} for e in entries]


def records(result):
    return [
        {**position(record), "tier": enum_name(record.tier), "payload": record.payload.hex()}
        for record in result.records
    ]


def stream_info(info):
    return {
        "first_seq": str(info.first_seq),
        "last_seq": str(info.last_seq),
        "count": str(info.count),
        "bytes": str(info.bytes_size),
    }


def run_status(status):
    value = {"run_id": status.run_id, "status": status.status, "result": optional_hex(status.result)}
    return {**value, "error": status.error}


def task_fields(task):
    return {
        "task_id": task.task_id,
        "task_type": task.task_type,
        "created_at": str(task.created_at),
        "attempt": task.attempt,
        "payload": task.payload.hex(),
    }


def awaited(result):
    return None if result.task is None else task_fields(result.task)


# ---- arguments -------------------------------------------------------------------------------------------------------


def action_type(item, path):
    return to_enum(item, path, types.ActionType)


BLOCK = {"block_ms": to_integer}
READ = {"count": to_integer, **BLOCK}

METHODS = {
    "kv.get": Method("kv.get", {"key": to_bytes}, types.GetOptions, BLOCK, optional_hex),
    "kv.put": Method(
        "kv.put", {"key": to_bytes, "value": to_bytes}, types.PutOptions,
        {"ttl_seconds": to_integer, "cas_version": to_integer, "if_not_exists": to_boolean, "if_exists": to_boolean},
    ),
    "kv.delete": Method("kv.delete", {"key": to_bytes}, types.DeleteOptions),
    "kv.scan": Method(
        "kv.scan", {"prefix": to_bytes}, types.ScanOptions,
        {"cursor": to_bytes, "limit": to_integer, "keys_only": to_boolean}, scan,
    ),
    "kv.history": Method("kv.history", {"key": to_bytes}, types.HistoryOptions, {"limit": to_integer}, history),
    "queue.enqueue": Method(
        "queue.enqueue", {"queue": to_text, "payload": to_bytes}, types.EnqueueOptions,
        {"priority": to_integer, "delay_ms": to_integer, "dedup_key": to_text}, str,
    ),
    "queue.dequeue": Method(
        "queue.dequeue", {"queue": to_text, "count": to_integer}, types.DequeueOptions,
        {"visibility_timeout_ms": to_integer, **BLOCK}, messages,
    ),
    "queue.ack": Method("queue.ack", SEQS, types.AckOptions),
    "queue.nack": Method("queue.nack", SEQS, types.NackOptions, {"to_dlq": to_boolean}),
    "queue.touch": Method("queue.touch", SEQS, types.TouchOptions),
    "queue.dlq_list": Method("queue.dlq_list", {"queue": to_text}, types.DlqListOptions, {"limit": to_integer}, messages),
    "queue.dlq_requeue": Method("queue.dlq_requeue", SEQS, types.DlqRequeueOptions),
    "queue.peek": Method("queue.peek", {"queue": to_text, "count": to_integer}, types.PeekOptions, {}, messages),
    "stream.append": Method("stream.append", {"stream": to_text, "payload": to_bytes}, types.StreamAppendOptions, {}, position),
    "stream.read": Method(
        "stream.read", {"stream": to_text}, types.StreamReadOptions,
        {"start": stream_id, "end": stream_id, "tail": to_boolean, "partition": to_integer, **READ}, records,
    ),
    "stream.info": Method("stream.info", {"stream": to_text}, types.StreamInfoOptions, {}, stream_info),
    "stream.trim": Method(
        "stream.trim", {"stream": to_text}, types.StreamTrimOptions,
        {"max_len": to_integer, "max_age_seconds": to_integer, "max_bytes": to_integer, "dry_run": to_boolean},
    ),
    "stream.group_join": Method("stream.group_join", GROUP, types.StreamGroupJoinOptions),
    "stream.group_leave": Method("stream.group_leave", GROUP, types.StreamGroupJoinOptions),
    "stream.group_read": Method("stream.group_read", GROUP, types.StreamGroupReadOptions, READ, records),
    "stream.group_ack": Method(
        "stream.group_ack", {"stream": to_text, "group": to_text, "seqs": integers}, types.StreamGroupAckOptions
    ),
    "action.register": Method(
        "action.register", {"name": to_text, "type": action_type}, types.ActionRegisterOptions,
        {"timeout_ms": to_integer, "max_retries": to_integer, "description": to_text}, may_lack=("type",),
    ),
    "action.invoke": Method(
        "action.invoke", {"name": to_text, "input": to_bytes}, types.ActionInvokeOptions,
        {"priority": to_integer, "idempotency_key": to_text}, lambda result: result.run_id,
    ),
    "action.status": Method("action.status", {"run_id": to_text}, types.ActionStatusOptions, {}, run_status),
    "action.list": Method(
        "action.list", {}, types.ActionListOptions, {"prefix": to_text, "limit": to_integer},
        lambda result: {"actions": [action.name for action in result.actions]},
    ),
    "action.delete": Method("action.delete", {"name": to_text}, types.ActionDeleteOptions),
    "worker.register": Method("worker.register", {"worker_id": to_text, "task_types": texts}, types.WorkerRegisterOptions),
    "worker.await": Method(
        "worker.await_task", {"worker_id": to_text, "task_types": texts}, types.WorkerAwaitOptions,
        {**BLOCK, "timeout_ms": to_integer}, awaited,
    ),
    "worker.touch": Method(
        "worker.touch", {"worker_id": to_text, "task_id": to_text}, types.WorkerTouchOptions, {"extend_ms": to_integer}
    ),
    "worker.complete": Method(
        "worker.complete", {"worker_id": to_text, "task_id": to_text, "result": to_bytes}, types.WorkerCompleteOptions
    ),
    "worker.fail": Method(
        "worker.fail", {"worker_id": to_text, "task_id": to_text, "error": to_text}, types.WorkerFailOptions,
        {"retry": to_boolean},
    ),
    "worker.list": Method(
        "worker.list", {}, types.WorkerListOptions, {"limit": to_integer},
        lambda result: {"workers": [worker.worker_id for worker in result.workers]},
    ),
}  # fmt: skip


# ---- client ----------------------------------------------------------------------------------------------------------


class Client(flo_driver.Client):
    methods = METHODS

    async def run(self, method, arguments, item):
        if method == "worker.run":
            return await self._run_worker(arguments, item)
        return await super().run(method, arguments, item)

    async def _run_worker(self, arguments, item):
        with Fields(arguments) as fields:
            settings = {
                "namespace": fields.text("namespace", None),
                "worker_id": fields.text("worker_id"),
                "block_ms": fields.integer("block_ms", None),
                "concurrency": fields.integer("concurrency", None),
            }
            actions = fields.take("actions", to_actions, ...)
        endpoint, connected_with = self.made_for
        settings = {key: value for key, value in settings.items() if value is not None}
        settings.setdefault("namespace", connected_with.get("namespace", "default"))
        worker = flo.Worker(endpoint, **settings)  # opens a connection of its own
        for name, behaviour in actions.items():
            worker.register_action(name, handler(behaviour, item))
        # Cancelled, `start` finishes its tasks, closes its connection and returns: the call ends with `ok`.
        await worker.start()


def to_actions(item, path):
    if not isinstance(item, dict) or not set(item.values()) <= {"echo", "raise"}:
        raise Unsupported(f"{path}: not an object of names with `echo` or `raise`")
    return item


def handler(behaviour, item):
    async def run(context):
        item(
            {
                "task_id": context.task_id,
                "task_type": context.action_name,
                "created_at": str(context.created_at),
                "attempt": context.attempt,
                "payload": context.payload.hex(),
            }
        )
        if behaviour == "raise":
            raise RuntimeError("boom")
        return context.payload

    return run


if __name__ == "__main__":
    driver = Driver(
        name="flo-python",
        version="0.1.0",
        protocol="flo",
        variant="v1-24",
        methods=[*METHODS, "connect", "close", "worker.run"],
        capabilities=["flo.kv", "flo.queue", "flo.stream", "flo.action", "flo.worker"],
        new_client=Client,
        classify=classify,
    )
    sys.exit(driver.run())

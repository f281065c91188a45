"""flo-python 0.1.0 as a driver: calls on the real asyncio `FloClient`, and the high-level `Worker`.

Each method is one row of `METHODS`: the SDK's method, what becomes of each argument, and how its result is written
down. Results and exceptions are passed on as they come; nothing is retried, filled in or checked here.
"""

import asyncio
import sys
from dataclasses import dataclass, field
from typing import Any, Callable

import flo
from flo import exceptions, types
from wireproof_pipe import (
    Driver,
    Fields,
    Raised,
    Unsupported,
    class_name,
    enum_name,
    to_boolean,
    to_bytes,
    to_enum,
    to_integer,
    to_list,
    to_text,
)

CLOSE_SECONDS = 1

# The SDK's documented classes (flo.exceptions), the narrower before the wider. What is not among them is `other`: also
# the builtin TimeoutError that a call ends in when no answer comes, which no docstring and no README names.
ERRORS = {
    exceptions.NotFoundError: "not_found",
    exceptions.BadRequestError: "bad_request",
    exceptions.UnauthorizedError: "unauthorized",
    exceptions.ConflictError: "conflict",
    exceptions.InternalServerError: "internal",
    exceptions.OverloadedError: "overloaded",
    exceptions.RateLimitedError: "rate_limited",
    exceptions.GenericServerError: "generic",
    exceptions.UnsupportedVersionError: "unsupported_version",
    exceptions.ProtocolError: "protocol",
    exceptions.UnexpectedEofError: "closed",
    exceptions.NotConnectedError: "closed",
    exceptions.ConnectionFailedError: "refused",
    exceptions.InvalidEndpointError: "invalid_argument",
    exceptions.ValidationError: "invalid_argument",
}


def classify(error):
    name = next((name for kind, name in ERRORS.items() if isinstance(error, kind)), "other")
    status = getattr(error, "status_code", None)
    detail = {} if status is None else {"status": enum_name(status)}
    return Raised(name, class_name(error), str(error), detail)


# ---- results ---------------------------------------------------------------------------------------------------------


def nothing(result):
    return result  # None from every method of this release that has no result


def optional_hex(data):
    return None if data is None else data.hex()


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


def messages(result):
    return [{"seq": str(message.seq), "payload": message.payload.hex()} for message in result.messages]


def position(result):
    return {"sequence": str(result.sequence), "timestamp_ms": str(result.timestamp_ms)}


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


def integers(item, path):
    return to_list(item, path, to_integer)


def texts(item, path):
    return to_list(item, path, to_text)


def action_type(item, path):
    return to_enum(item, path, types.ActionType)


def stream_id(item, path):
    with Fields(item) as fields:
        return types.StreamID(fields.integer("timestamp_ms"), fields.integer("sequence"))


@dataclass
class Method:
    """One method of the SDK: `positional` and `options` give each argument's conversion, in the SDK's order.

    `options` become fields of the options class `kind`, which is made only when one is given. A positional argument in
    `may_lack` is left to the SDK's default when absent.
    """

    sdk: str
    positional: dict[str, Callable]
    kind: type
    options: dict[str, Callable] = field(default_factory=dict)
    result: Callable[[Any], Any] = nothing
    may_lack: tuple[str, ...] = ()

    async def __call__(self, client, arguments):
        target = client
        for part in self.sdk.split("."):
            target = getattr(target, part)
        with Fields(arguments) as fields:
            args, keywords = [], {}
            for name, convert in self.positional.items():
                value = fields.take(name, convert, None if name in self.may_lack else ...)
                if value is not None:
                    args.append(value)
            for name, convert in {"namespace": to_text, **self.options}.items():
                value = fields.take(name, convert, None)
                if value is not None:
                    keywords[name] = value
        if keywords:
            return self.result(await target(*args, options=self.kind(**keywords)))
        return self.result(await target(*args))


GROUP = {"stream": to_text, "group": to_text, "consumer": to_text}
BLOCK = {"block_ms": to_integer}
READ = {"count": to_integer, **BLOCK}
SEQS = {"queue": to_text, "seqs": integers}

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


class Client:
    """One client of a script: one `FloClient`, kept over `close` and `connect` as long as the address stays the same."""

    def __init__(self, name):
        self._name = name
        self._sdk, self._made_for = None, None

    async def call(self, method, arguments, item):
        if method == "connect":
            return await self._connect(arguments)
        if self._sdk is None:
            raise Unsupported(f"client {self._name} was never connected: there is no FloClient to call")
        if method == "close":
            await self._sdk.close()
            return None
        if method == "worker.run":
            return await self._run_worker(arguments, item)
        return await METHODS[method](self._sdk, arguments)

    async def _connect(self, arguments):
        with Fields(arguments) as fields:
            endpoint = f"{fields.text('host')}:{fields.integer('port')}"
            transport, timeout_ms = fields.text("transport", "tcp"), fields.integer("timeout_ms", None)
            options = fields.take("options", lambda item, path: item, {})
        if transport != "tcp":
            raise Unsupported(f"transport {transport}: FloClient speaks plain TCP only")
        with Fields(options) as fields:
            namespace = fields.text("namespace", None)
        settings = {"namespace": namespace, "timeout_ms": timeout_ms}
        settings = {key: value for key, value in settings.items() if value is not None}
        if self._made_for != (endpoint, settings):
            await self.close()
            self._sdk, self._made_for = flo.FloClient(endpoint, **settings), (endpoint, settings)
        await self._sdk.connect()

    async def _run_worker(self, arguments, item):
        with Fields(arguments) as fields:
            settings = {
                "namespace": fields.text("namespace", None),
                "worker_id": fields.text("worker_id"),
                "block_ms": fields.integer("block_ms", None),
                "concurrency": fields.integer("concurrency", None),
            }
            actions = fields.take("actions", to_actions, ...)
        endpoint, connected_with = self._made_for
        settings = {key: value for key, value in settings.items() if value is not None}
        settings.setdefault("namespace", connected_with.get("namespace", "default"))
        worker = flo.Worker(endpoint, **settings)  # opens a connection of its own
        for name, behaviour in actions.items():
            worker.register_action(name, handler(behaviour, item))
        # Cancelled, `start` finishes its tasks, closes its connection and returns: the call ends with `ok`.
        await worker.start()

    async def close(self):
        if self._sdk is not None:
            await asyncio.wait_for(self._sdk.close(), CLOSE_SECONDS)


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

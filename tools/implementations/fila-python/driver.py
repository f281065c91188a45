"""fila-python as a driver: calls on the `fila.AsyncClient` of the checkout, see README.md.

Arguments and results are translated by name; what the client leaves out of a result is left out here.
"""

import asyncio
import json
import pathlib
import sys

import fila
from fila import errors
from fila.fibp.opcodes import ErrorCode
from wireproof_pipe import Driver, Fields, Raised, Unsupported, class_name, take_stdout, to_bytes, to_integer, to_list, to_text

CLOSE_SECONDS = 0.8

# The SDK's own classes. What its documentation does not name is `other`: also the builtin ConnectionError that it raises
# when the broker has gone, and ValueError for a body it cannot read.
ERRORS = {
    errors.QueueNotFoundError: "queue_not_found",
    errors.MessageNotFoundError: "message_not_found",
    errors.QueueAlreadyExistsError: "already_exists",
    errors.InvalidArgumentError: "bad_request",
    errors.PermissionDeniedError: "forbidden",
    errors.UnauthorizedError: "unauthorized",
    errors.ForbiddenError: "forbidden",
    errors.NotLeaderError: "not_leader",
    errors.ChannelFullError: "channel_full",
    errors.ResourceExhaustedError: "rate_limited",
    errors.UnavailableError: "overloaded",
    errors.ApiKeyNotFoundError: "not_found",
    errors.AclNotFoundError: "not_found",
    errors.LuaError: "generic",
    errors.EnqueueError: "generic",
}
CODES = {ErrorCode.INTERNAL_ERROR: "internal", ErrorCode.DEADLINE_EXCEEDED: "timeout"}


def classify(error):
    if isinstance(error, errors.ProtocolError):
        return Raised(CODES.get(error.code, "generic"), class_name(error), str(error), {"code": error.code})
    name = next((name for kind, name in ERRORS.items() if isinstance(error, kind)), "other")
    address = getattr(error, "leader_addr", None)
    return Raised(name, class_name(error), str(error), {} if address is None else {"leader_addr": address})


# ---- arguments and results -------------------------------------------------------------------------------------------


def to_pairs(item, path):
    return [tuple(to_list(pair, f"{path}[{index}]", to_text)) for index, pair in enumerate(to_list(item, path, lambda it, _: it))]


def to_headers(item, path):
    """The client takes a dict, so a name that stands twice cannot be asked for."""
    pairs = to_pairs(item, path)
    if len(dict(pairs)) < len(pairs):
        raise Unsupported(f"{path}: a name stands twice, and the client takes a dict")
    return dict(pairs)


def to_permission(item, path):
    with Fields(item) as fields:
        return fields.text("kind"), fields.text("pattern")


def to_permissions(item, path):
    return to_list(item, path, to_permission)


def to_message(item, path):
    with Fields(item) as fields:
        return fields.text("queue"), fields.take("headers", to_headers, {}), fields.bytes("payload")


def to_messages(item, path):
    return to_list(item, path, to_message)


def delivered(message):
    return {
        "message_id": message.id, "queue": message.queue, "headers": [list(pair) for pair in message.headers.items()],
        "payload": message.payload.hex(), "fairness_key": message.fairness_key, "weight": message.weight,
        "throttle_keys": message.throttle_keys or [], "attempt_count": message.attempt_count,
        "enqueued_at": str(message.enqueued_at), "leased_at": str(message.leased_at),
    }  # fmt: skip


def nothing(result):
    return result


def enqueued(results):
    return [{"message_id": result.message_id} if result.is_success else {"error": result.error} for result in results]


def stats(result):
    wide = ("depth", "in_flight", "active_fairness_keys", "leader_node_id")
    plain = ("active_consumers", "quantum", "replication_count")
    return {
        **{name: str(getattr(result, name)) for name in wide}, **{name: getattr(result, name) for name in plain},
        "per_key_stats": [{"key": s.key, "pending_count": str(s.pending_count), "current_deficit": str(s.current_deficit), "weight": s.weight}
                          for s in result.per_key_stats],
        "per_throttle_stats": [{"key": s.key, "tokens": s.tokens, "rate_per_second": s.rate_per_second, "burst": s.burst}
                               for s in result.per_throttle_stats],
    }  # fmt: skip


def queues(result):
    return [
        {"name": q.name, "depth": str(q.depth), "in_flight": str(q.in_flight), "active_consumers": q.active_consumers,
         "leader_node_id": str(q.leader_node_id)} for q in result
    ]  # fmt: skip


def entries(result):
    return [{"key": key, "value": value} for key, value in result.items()]


def created_key(result):
    return {"key_id": result.key_id, "key": result.raw_key, "is_superadmin": result.is_superadmin}


def keys(result):
    return [
        {"key_id": k.key_id, "name": k.name, "created_at_ms": str(k.created_at), "expires_at_ms": str(k.expires_at), "is_superadmin": k.is_superadmin}
        for k in result
    ]  # fmt: skip


def acl(result):
    permissions = [{"kind": p.kind, "pattern": p.pattern} for p in result.permissions]
    return {"key_id": result.key_id, "is_superadmin": result.is_superadmin, "permissions": permissions}


# By method: the client's arguments in its order, and what becomes of its result.
METHODS = {
    "enqueue": ({"queue": to_text, "headers": to_headers, "payload": to_bytes}, nothing),
    "enqueue_many": ({"messages": to_messages}, enqueued),
    "ack": ({"queue": to_text, "message_id": to_text}, nothing),
    "nack": ({"queue": to_text, "message_id": to_text, "error": to_text}, nothing),
    "create_queue": ({"name": to_text}, nothing),
    "delete_queue": ({"queue": to_text}, nothing),
    "get_stats": ({"queue": to_text}, stats),
    "list_queues": ({}, queues),
    "set_config": ({"key": to_text, "value": to_text}, nothing),
    "get_config": ({"key": to_text}, nothing),
    "list_config": ({"prefix": to_text}, entries),
    "redrive": ({"dlq_queue": to_text, "count": to_integer}, str),
    "create_api_key": ({"name": to_text}, created_key),
    "revoke_api_key": ({"key_id": to_text}, nothing),
    "list_api_keys": ({}, keys),
    "set_acl": ({"key_id": to_text, "permissions": to_permissions}, nothing),
    "get_acl": ({"key_id": to_text}, acl),
}


# ---- client ----------------------------------------------------------------------------------------------------------


class Client:
    """One client of a script: one AsyncClient at a time."""

    def __init__(self, name):
        self._name, self._sdk = name, None

    async def call(self, method, arguments, item):
        if method == "connect":
            return await self._connect(arguments)
        if self._sdk is None:
            raise Unsupported(f"client {self._name} is not connected: there is no AsyncClient to call")
        if method == "consume":
            return await self._consume(arguments, item)
        if method == "close":
            with Fields(arguments):
                sdk, self._sdk = self._sdk, None
            return await sdk.close()
        takes, result = METHODS[method]
        with Fields(arguments) as fields:
            values = [fields.take(name, convert) for name, convert in takes.items()]
        return result(await getattr(self._sdk, method)(*values))

    async def _connect(self, arguments):
        with Fields(arguments) as fields:
            address = f"{fields.text('host')}:{fields.integer('port')}"
            transport = fields.text("transport", "tcp")
            fields.integer("timeout_ms", None)  # the client has no such parameter: 10 s for the connecting, none for calls
            options = fields.take("options", lambda item, path: item, {})
        with Fields(options) as fields:
            settings = {"api_key": fields.text("api_key", None)}
            for name, option in {"ca_cert": "ca_file", "client_cert": "cert_file", "client_key": "key_file"}.items():
                if (file := fields.text(option, None)) is not None:
                    settings[name] = pathlib.Path(file).read_bytes()
        if transport not in ("tcp", "tls"):
            raise Unsupported(f"transport {transport}: the client speaks tcp and tls")
        sdk = fila.AsyncClient(address, tls=transport == "tls", **settings)
        await sdk.__aenter__()
        self._sdk = sdk

    async def _consume(self, arguments, item):
        with Fields(arguments) as fields:
            queue, count = fields.text("queue"), fields.integer("count", None)
        messages = await self._sdk.consume(queue)
        async for message in messages:
            item(delivered(message))
            if count is not None:
                count -= 1
                if count <= 0:
                    break
        await messages.aclose()

    async def close(self):
        if self._sdk is not None:
            sdk, self._sdk = self._sdk, None
            await asyncio.wait_for(sdk.close(), CLOSE_SECONDS)


if __name__ == "__main__":
    about = json.loads((pathlib.Path(__file__).parent / "checkout.json").read_text("utf-8"))
    driver = Driver(
        name="fila-python", version=about["version"], protocol="fibp", variant="42", methods=[*METHODS, "connect", "consume", "close"],
        capabilities=["fibp.admin", "fibp.auth", "fibp.acl", "fibp.continuation", "fibp.leader_hint"], new_client=Client, classify=classify,
    )  # fmt: skip
    sys.exit(driver.run(take_stdout()))

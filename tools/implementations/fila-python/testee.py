"""fila-python as a testee. A frame is read by `fila.conn.Connection` from a socket of ours and its body by one function of
`fila.fibp.codec`; written likewise. README.md has the table.
"""

import collections
import json
import pathlib
import sys
from functools import partial

from fila.conn import Connection
from fila.fibp import codec
from fila.fibp.opcodes import DEFAULT_MAX_FRAME_SIZE, Opcode
from wireproof_pipe import Answer, Fields, Refused, Testee, Unsupported, call, from_real, to_list, to_text

# The package documents no exception for bytes it cannot read or values it cannot write: ValueError, IndexError, struct.error and
# ConnectionError come out of it. They are refusals without a code.

FRAME_NAMES = {opcode: "".join(map(str.capitalize, opcode.name.split("_"))) for opcode in Opcode}
OPCODES = {name: opcode for opcode, name in FRAME_NAMES.items()}


# ---- the connection --------------------------------------------------------------------------------------------------


class Wire:
    """A socket: gives out segments one by one, then the end of the connection; keeps what is sent."""

    def __init__(self, segments=()):
        self._segments = collections.deque(map(memoryview, segments))
        self.taken, self.ended, self.sent = 0, False, b""

    def recv(self, size):
        while self._segments and not self._segments[0]:
            self._segments.popleft()
        if not self._segments:
            self.ended = True
            return b""
        piece, self._segments[0] = self._segments[0][:size], self._segments[0][size:]
        self.taken += len(piece)
        return bytes(piece)

    def sendall(self, data):
        self.sent += data


class Watched(Connection):
    """A Connection that also tells of the Pings which it answers by itself, and up to where it has read whole frames."""

    def __init__(self, wire, limit):
        super().__init__(wire, limit)
        self.wire, self.pings, self.border, self.joining = wire, [], 0, False

    def _read_single_frame(self):
        header, body = super()._read_single_frame()
        self.border = self.wire.taken
        if header.opcode == Opcode.PING:
            self.pings.append((header, self.border))
        else:
            self.joining = header.is_continuation
        return header, body


# ---- decode ----------------------------------------------------------------------------------------------------------


def pairs(items):
    return [[key, value] for key, value in items.items()]


def results(codes):
    return {"results": [{"error_code": code} for code in codes]}


def handshake_ok(version, node_id, max_frame_size):
    return {"negotiated_version": version, "node_id": str(node_id), "max_frame_size": max_frame_size}


def enqueue_result(items):
    return {"results": [{"error_code": item.error_code, "message_id": item.message_id} for item in items]}


def delivery(messages):
    return {
        "messages": [
            {
                "message_id": message.message_id,
                "queue": message.queue,
                "headers": pairs(message.headers),
                "payload": message.payload.hex(),
                "fairness_key": message.fairness_key,
                "weight": message.weight,
                "throttle_keys": message.throttle_keys,
                "attempt_count": message.attempt_count,
                "enqueued_at": str(message.enqueued_at),
                "leased_at": str(message.leased_at),
            }
            for message in messages
        ]
    }


def get_stats_result(stats):
    return {
        "error_code": stats.error_code,
        "depth": str(stats.depth),
        "in_flight": str(stats.in_flight),
        "active_fairness_keys": str(stats.active_fairness_keys),
        "active_consumers": stats.active_consumers,
        "quantum": stats.quantum,
        "leader_node_id": str(stats.leader_node_id),
        "replication_count": stats.replication_count,
        "per_key_stats": [
            {
                "key": each.key,
                "pending_count": str(each.pending_count),
                "current_deficit": str(each.current_deficit),
                "weight": each.weight,
            }
            for each in stats.per_key_stats
        ],
        "per_throttle_stats": [
            {
                "key": each.key,
                "tokens": from_real(each.tokens),
                "rate_per_second": from_real(each.rate_per_second),
                "burst": from_real(each.burst),
            }
            for each in stats.per_throttle_stats
        ],
    }


def list_queues_result(result):
    return {
        "error_code": result.error_code,
        "cluster_node_count": result.cluster_node_count,
        "queues": [
            {
                "name": queue.name,
                "depth": str(queue.depth),
                "in_flight": str(queue.in_flight),
                "active_consumers": queue.active_consumers,
                "leader_node_id": str(queue.leader_node_id),
            }
            for queue in result.queues
        ],
    }


def list_config_result(error_code, entries):
    return {"error_code": error_code, "entries": [{"key": key, "value": value} for key, value in entries.items()]}


def create_api_key_result(error_code, key_id, key, is_superadmin):
    return {"error_code": error_code, "key_id": key_id, "key": key, "is_superadmin": is_superadmin}


def list_api_keys_result(error_code, keys):
    return {
        "error_code": error_code,
        "keys": [
            {
                "key_id": key.key_id,
                "name": key.name,
                "created_at_ms": str(key.created_at),
                "expires_at_ms": str(key.expires_at),
                "is_superadmin": key.is_superadmin,
            }
            for key in keys
        ],
    }


def get_acl_result(result):
    return {
        "error_code": result.error_code,
        "key_id": result.key_id,
        "is_superadmin": result.is_superadmin,
        "permissions": [{"kind": each.kind, "pattern": each.pattern} for each in result.permissions],
    }


def error_code(code):
    return {"error_code": code}


# What a client receives: the package's function for the body, and the value of its result. Frames without a body have none.
DECODE = {
    "Ping": None,
    "Pong": None,
    "Disconnect": None,
    "HandshakeOk": (codec.decode_handshake_ok, lambda result: handshake_ok(*result)),
    "EnqueueResult": (codec.decode_enqueue_result, enqueue_result),
    "ConsumeOk": (codec.decode_consume_ok, lambda consumer_id: {"consumer_id": consumer_id}),
    "Delivery": (codec.decode_delivery, delivery),
    "AckResult": (codec.decode_ack_result, results),
    "NackResult": (codec.decode_nack_result, results),
    "Error": (codec.decode_error, lambda error: {"error_code": error.code, "message": error.message, "metadata": pairs(error.metadata)}),
    "CreateQueueResult": (codec.decode_create_queue_result, lambda it: {"error_code": it.error_code, "queue_id": it.queue_id}),
    "DeleteQueueResult": (codec.decode_delete_queue_result, error_code),
    "GetStatsResult": (codec.decode_get_stats_result, get_stats_result),
    "ListQueuesResult": (codec.decode_list_queues_result, list_queues_result),
    "SetConfigResult": (codec.decode_set_config_result, error_code),
    "GetConfigResult": (codec.decode_get_config_result, lambda result: {"error_code": result[0], "value": result[1]}),
    "ListConfigResult": (codec.decode_list_config_result, lambda result: list_config_result(*result)),
    "RedriveResult": (codec.decode_redrive_result, lambda result: {"error_code": result[0], "redriven": str(result[1])}),
    "CreateApiKeyResult": (codec.decode_create_api_key_result, lambda result: create_api_key_result(*result)),
    "RevokeApiKeyResult": (codec.decode_revoke_api_key_result, error_code),
    "ListApiKeysResult": (codec.decode_list_api_keys_result, lambda result: list_api_keys_result(*result)),
    "SetAclResult": (codec.decode_set_acl_result, error_code),
    "GetAclResult": (codec.decode_get_acl_result, get_acl_result),
}


def value_of(header, body):
    """A frame's name and value; a request, for whose body the package has no function, is its header alone."""
    name = FRAME_NAMES[call(Opcode, header.opcode)]
    value = {"flags": header.flags, "request_id": header.request_id}
    if DECODE.get(name):
        function, translate = DECODE[name]
        value.update(translate(call(function, body)))
    return name, value


def decode_frame(data, limit):
    connection = Watched(Wire([data]), limit)
    try:
        header, body = call(connection.read_frame)
        taken = connection.border
    except Refused:
        if not connection.pings:
            raise
    if connection.pings:  # answered and passed over, by a reader that then waits for the next frame
        (header, taken), body = connection.pings[0], b""
    name, value = value_of(header, body)
    return Answer(frame=name, value=value, consumed=taken)


def decode_stream(segments, limit):
    connection, frames = Watched(Wire(segments), limit), []

    def add(header, body):
        name, value = value_of(header, body)
        if name not in DECODE:
            raise Unsupported(f"the package has no function to decode {name}")
        frames.append({"frame": name, "value": value})

    while True:
        try:
            frame = call(connection.read_frame)
        except Refused as refusal:
            frame = refusal
        for header, _ in connection.pings:
            add(header, b"")
        connection.pings.clear()
        if isinstance(frame, Refused):
            break
        try:
            add(*frame)
        except Refused as refusal:
            raise Refused(str(refusal), refusal.code, frames) from refusal
    if not connection.wire.ended:
        raise Refused(str(frame), frame.code, frames)
    whole = connection.border == connection.wire.taken and not connection.joining
    return Answer(value=frames, state="clean" if whole else "truncated")


# ---- encode ----------------------------------------------------------------------------------------------------------


def to_map(item, path):
    """A dict, which is what the package's functions take: it cannot hold a key twice."""
    found = dict(to_list(item, path, to_pair))
    if len(found) < len(item):
        raise Unsupported(f"{path}: a key stands twice")
    return found


def to_pair(item, path):
    pair = to_list(item, path, to_text)
    if len(pair) != 2:
        raise Unsupported(f"{path}: not a pair")
    return pair


def to_message(item, path):
    with Fields(item) as fields:
        return {"queue": fields.text("queue"), "headers": fields.take("headers", to_map), "payload": fields.bytes("payload")}


def to_ack(item, path):
    with Fields(item) as fields:
        return {"queue": fields.text("queue"), "message_id": fields.text("message_id")}


def to_nack(item, path):
    with Fields(item) as fields:
        return {"queue": fields.text("queue"), "message_id": fields.text("message_id"), "error": fields.text("error")}


def to_permission(item, path):
    with Fields(item) as fields:
        return fields.text("kind"), fields.text("pattern")


def nothing(fields):
    return {}


# What a client sends: the package's function for the body, and its arguments by name.
ENCODE = {
    "Handshake": (codec.encode_handshake, lambda fields: {"version": fields.integer("protocol_version"), "api_key": fields.text("api_key", None)}),
    "Pong": (codec.encode_pong, nothing),
    "Disconnect": (codec.encode_disconnect, nothing),
    "Enqueue": (codec.encode_enqueue, lambda fields: {"messages": fields.list("messages", to_message)}),
    "Consume": (codec.encode_consume, lambda fields: {"queue": fields.text("queue")}),
    # The function asks for a consumer id, which the frame has not: there is none with which it writes the frame.
    "CancelConsume": (codec.encode_cancel_consume, lambda fields: {"consumer_id": ""}),
    "Ack": (codec.encode_ack, lambda fields: {"items": fields.list("items", to_ack)}),
    "Nack": (codec.encode_nack, lambda fields: {"items": fields.list("items", to_nack)}),
    "CreateQueue": (codec.encode_create_queue, lambda fields: {
        "name": fields.text("name"),
        "on_enqueue_script": fields.text("on_enqueue_script", None),
        "on_failure_script": fields.text("on_failure_script", None),
        "visibility_timeout_ms": fields.integer("visibility_timeout_ms"),
    }),
    "DeleteQueue": (codec.encode_delete_queue, lambda fields: {"name": fields.text("queue")}),
    "GetStats": (codec.encode_get_stats, lambda fields: {"queue": fields.text("queue")}),
    "ListQueues": (codec.encode_list_queues, nothing),
    "SetConfig": (codec.encode_set_config, lambda fields: {"key": fields.text("key"), "value": fields.text("value")}),
    "GetConfig": (codec.encode_get_config, lambda fields: {"key": fields.text("key")}),
    "ListConfig": (codec.encode_list_config, lambda fields: {"prefix": fields.text("prefix")}),
    "Redrive": (codec.encode_redrive, lambda fields: {"dlq_queue": fields.text("dlq_queue"), "count": fields.integer("count")}),
    "CreateApiKey": (codec.encode_create_api_key, lambda fields: {
        "name": fields.text("name"),
        "expires_at_ms": fields.integer("expires_at_ms"),
        "is_superadmin": fields.boolean("is_superadmin"),
    }),
    "RevokeApiKey": (codec.encode_revoke_api_key, lambda fields: {"key_id": fields.text("key_id")}),
    "ListApiKeys": (codec.encode_list_api_keys, nothing),
    "SetAcl": (codec.encode_set_acl, lambda fields: {"key_id": fields.text("key_id"), "permissions": fields.list("permissions", to_permission)}),
    "GetAcl": (codec.encode_get_acl, lambda fields: {"key_id": fields.text("key_id")}),
}  # fmt: skip


def encode_frame(frame, value, limit):
    function, arguments = ENCODE[frame]
    with Fields(value) as fields:
        request_id, flags = fields.integer("request_id"), fields.integer("flags", 0)
        named = arguments(fields)
    connection = Watched(Wire(), limit)
    call(connection.write_frame, OPCODES[frame], request_id, call(function, **named), flags)
    return connection.wire.sent


# ---- the program -----------------------------------------------------------------------------------------------------


class FibpTestee(Testee):
    """Each case on a connection of its own, with the limit of its context: `Connection` has a parameter for it."""

    def __init__(self, version):
        super().__init__(
            name="fila-python",
            version=version,
            protocol="fibp",
            variant="42",
            decode={
                **dict.fromkeys(DECODE, lambda data: decode_frame(data, self.limit)),
                "stream": lambda segments: decode_stream(segments, self.limit),
            },
            encode={frame: partial(self.encode, frame) for frame in ENCODE},
        )
        self.limit = DEFAULT_MAX_FRAME_SIZE

    def encode(self, frame, value):
        return encode_frame(frame, value, self.limit)

    def answer(self, request):
        context = dict(request.get("context") or {})
        self.limit = context.pop("max_frame_size", DEFAULT_MAX_FRAME_SIZE)
        return super().answer({**request, "context": context})


if __name__ == "__main__":
    checkout = json.loads((pathlib.Path(__file__).parent / "checkout.json").read_text("utf-8"))
    sys.exit(FibpTestee(checkout["version"]).run())

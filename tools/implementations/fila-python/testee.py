"""fila-python as a testee: `fila.conn.Connection` reads and writes frames on a socket of ours, one function of
`fila.fibp.codec` each body. README.md has the table.
"""

import collections
import json
import pathlib
import sys
from functools import partial

from fila.conn import Connection
from fila.fibp import codec
from fila.fibp.opcodes import DEFAULT_MAX_FRAME_SIZE, Opcode
from wireproof_pipe import (
    Answer, Fields, Refused, Testee, Unsupported, call, from_real, to_boolean, to_bytes, to_integer, to_list, to_text,
)  # fmt: skip

# The package documents no exception for bytes it cannot read or values it cannot write. ValueError, IndexError,
# struct.error and ConnectionError come out of it: refusals without a code.

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
    """A Connection that tells of the Pings it answers by itself, and up to where it has read whole frames."""

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


def same(item):
    return item


def pairs(items):
    return [[key, value] for key, value in items.items()]


def record(**members):
    """The value of an object with these attributes, each by its conversion."""
    return lambda item: {name: convert(getattr(item, name)) for name, convert in members.items()}


def parts(**members):
    """The value of a tuple of these, in this order."""
    return lambda item: {name: convert(part) for (name, convert), part in zip(members.items(), item, strict=True)}


def member(name, convert=same):
    """The value of a result that is one member alone."""
    return lambda item: {name: convert(item)}


def each(convert):
    return lambda items: [convert(item) for item in items]


def key_info(key):
    """The package leaves the unit out of the names of the times."""
    times = {"created_at_ms": str(key.created_at), "expires_at_ms": str(key.expires_at)}
    return {"key_id": key.key_id, "name": key.name, "is_superadmin": key.is_superadmin, **times}


DELIVERED = record(
    message_id=same, queue=same, headers=pairs, payload=bytes.hex, fairness_key=same, weight=same, throttle_keys=same,
    attempt_count=same, enqueued_at=str, leased_at=str,
)  # fmt: skip
KEY_STAT = record(key=same, pending_count=str, current_deficit=str, weight=same)
THROTTLE_STAT = record(key=same, tokens=from_real, rate_per_second=from_real, burst=from_real)
STATS = record(
    error_code=same, depth=str, in_flight=str, active_fairness_keys=str, active_consumers=same, quantum=same,
    leader_node_id=str, replication_count=same, per_key_stats=each(KEY_STAT), per_throttle_stats=each(THROTTLE_STAT),
)  # fmt: skip
QUEUE = record(name=same, depth=str, in_flight=str, active_consumers=same, leader_node_id=str)
CODE = member("error_code")


def error(frame):
    return {"error_code": frame.code, "message": frame.message, "metadata": pairs(frame.metadata)}


def entries(config):
    return [{"key": key, "value": value} for key, value in config.items()]


# What a client receives: the package's function for the body, and the value of its result; None for frames without one.
DECODE = {
    "Ping": None,
    "Pong": None,
    "Disconnect": None,
    "HandshakeOk": (codec.decode_handshake_ok, parts(negotiated_version=same, node_id=str, max_frame_size=same)),
    "EnqueueResult": (codec.decode_enqueue_result, member("results", each(record(error_code=same, message_id=same)))),
    "ConsumeOk": (codec.decode_consume_ok, member("consumer_id")),
    "Delivery": (codec.decode_delivery, member("messages", each(DELIVERED))),
    "AckResult": (codec.decode_ack_result, member("results", each(CODE))),
    "NackResult": (codec.decode_nack_result, member("results", each(CODE))),
    "Error": (codec.decode_error, error),
    "CreateQueueResult": (codec.decode_create_queue_result, record(error_code=same, queue_id=same)),
    "DeleteQueueResult": (codec.decode_delete_queue_result, CODE),
    "GetStatsResult": (codec.decode_get_stats_result, STATS),
    "ListQueuesResult": (codec.decode_list_queues_result, record(
        error_code=same, cluster_node_count=same, queues=each(QUEUE),
    )),
    "SetConfigResult": (codec.decode_set_config_result, CODE),
    "GetConfigResult": (codec.decode_get_config_result, parts(error_code=same, value=same)),
    "ListConfigResult": (codec.decode_list_config_result, parts(error_code=same, entries=entries)),
    "RedriveResult": (codec.decode_redrive_result, parts(error_code=same, redriven=str)),
    "CreateApiKeyResult": (codec.decode_create_api_key_result, parts(
        error_code=same, key_id=same, key=same, is_superadmin=same,
    )),
    "RevokeApiKeyResult": (codec.decode_revoke_api_key_result, CODE),
    "ListApiKeysResult": (codec.decode_list_api_keys_result, parts(error_code=same, keys=each(key_info))),
    "SetAclResult": (codec.decode_set_acl_result, CODE),
    "GetAclResult": (codec.decode_get_acl_result, record(
        error_code=same, key_id=same, is_superadmin=same, permissions=each(record(kind=same, pattern=same)),
    )),
}  # fmt: skip


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


def items_of(convert, **members):
    """A list of objects, each turned into what the package takes: `convert` of a dict."""

    def to_item(item, path):
        with Fields(item) as fields:
            return convert({name: fields.take(name, kind) for name, kind in members.items()})

    return lambda item, path: to_list(item, path, to_item)


MESSAGES = items_of(same, queue=to_text, headers=to_map, payload=to_bytes)
ACKS = items_of(same, queue=to_text, message_id=to_text)
NACKS = items_of(same, queue=to_text, message_id=to_text, error=to_text)
PERMISSIONS = items_of(lambda item: (item["kind"], item["pattern"]), kind=to_text, pattern=to_text)

# What a client sends: the package's function for the body, and by each of its parameters the member that it takes.
ENCODE = {
    "Handshake": (codec.encode_handshake, {
        "version": ("protocol_version", to_integer),
        "api_key": ("api_key", to_text, None),
    }),
    "Pong": (codec.encode_pong, {}),
    "Disconnect": (codec.encode_disconnect, {}),
    "Enqueue": (codec.encode_enqueue, {"messages": ("messages", MESSAGES)}),
    "Consume": (codec.encode_consume, {"queue": ("queue", to_text)}),
    # The function asks for a consumer id, which the frame has not: there is none with which it writes the frame.
    "CancelConsume": (partial(codec.encode_cancel_consume, ""), {}),
    "Ack": (codec.encode_ack, {"items": ("items", ACKS)}),
    "Nack": (codec.encode_nack, {"items": ("items", NACKS)}),
    "CreateQueue": (codec.encode_create_queue, {
        "name": ("name", to_text),
        "on_enqueue_script": ("on_enqueue_script", to_text, None),
        "on_failure_script": ("on_failure_script", to_text, None),
        "visibility_timeout_ms": ("visibility_timeout_ms", to_integer),
    }),
    "DeleteQueue": (codec.encode_delete_queue, {"name": ("queue", to_text)}),
    "GetStats": (codec.encode_get_stats, {"queue": ("queue", to_text)}),
    "ListQueues": (codec.encode_list_queues, {}),
    "SetConfig": (codec.encode_set_config, {"key": ("key", to_text), "value": ("value", to_text)}),
    "GetConfig": (codec.encode_get_config, {"key": ("key", to_text)}),
    "ListConfig": (codec.encode_list_config, {"prefix": ("prefix", to_text)}),
    "Redrive": (codec.encode_redrive, {"dlq_queue": ("dlq_queue", to_text), "count": ("count", to_integer)}),
    "CreateApiKey": (codec.encode_create_api_key, {
        "name": ("name", to_text),
        "expires_at_ms": ("expires_at_ms", to_integer),
        "is_superadmin": ("is_superadmin", to_boolean),
    }),
    "RevokeApiKey": (codec.encode_revoke_api_key, {"key_id": ("key_id", to_text)}),
    "ListApiKeys": (codec.encode_list_api_keys, {}),
    "SetAcl": (codec.encode_set_acl, {"key_id": ("key_id", to_text), "permissions": ("permissions", PERMISSIONS)}),
    "GetAcl": (codec.encode_get_acl, {"key_id": ("key_id", to_text)}),
}  # fmt: skip


def encode_frame(frame, value, limit):
    function, parameters = ENCODE[frame]
    with Fields(value) as fields:
        request_id, flags = fields.integer("request_id"), fields.integer("flags", 0)
        arguments = {name: fields.take(*taken) for name, taken in parameters.items()}
    connection = Watched(Wire(), limit)
    call(connection.write_frame, OPCODES[frame], request_id, call(function, **arguments), flags)
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

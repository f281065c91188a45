"""Puts a codec or a client written in Python behind wireproof's pipe protocols (JSON lines on stdin and stdout).

`Testee` answers decode and encode cases for a codec, `Driver` carries out calls on a client. Both are plumbing only:
they read lines, call what the adapter gave them and write replies. An adapter translates names between wireproof's
values and the package's; it never computes, checks or repairs anything on the wire, or the verdicts would be about the
adapter. Copy this file beside your own adapter: it needs Python 3.10 and the standard library, nothing else.

    from wireproof_pipe import Fields, Testee, call
    import my_codec

    def encode_ping(value):
        with Fields(value) as fields:                      # a key nobody takes is answered `unsupported`
            request_id = fields.integer("request_id")
        return call(my_codec.encode_ping, request_id)      # what the package raises is its refusal

    Testee(name="my-codec", version="1.0", protocol="flo", variant="v1-24", encode={"ping": encode_ping}).run()
"""

import asyncio
import contextlib
import json
import math
import os
import queue
import sys
import threading
import time

PROTOCOL_VERSION = 1
_READ_SIZE = 1 << 16
_MAX_LINE = 64 << 20
_FLUSH_BYTES = 1 << 16  # replies are held back at most this many bytes ...
_FLUSH_SECONDS = 0.05  # ... and this long, so that one slow case does not delay the answers before it


class Unsupported(Exception):
    """The package cannot be asked this: it has no such function or parameter. Says nothing about its correctness."""


class Refused(Exception):
    """The package refused the input. `code` is one of wireproof's error codes, or None when the package names no cause.

    `frames` are those of a stream that the package gave out before, as `{"frame": name, "value": value}`.
    """

    def __init__(self, message, code=None, frames=None):
        super().__init__(message)
        self.code, self.frames = code, frames


class Answer(dict):
    """The reply to a decode in full, for a function that knows more than the value: `value` and any of `frame` (what
    the bytes say they are), `consumed` (how many of them were taken), `state` (how a stream ends: clean or truncated)."""


def call(function, *args, codes=None, **kwargs):
    """Calls a function of the package; whatever it raises becomes `Refused`, with the code that `codes` has for the class.

    Only the package's own functions belong inside: an exception of the adapter must stay visible as the crash it is.
    A package that runs out of memory or stack has crashed as well, it has not refused.
    """
    try:
        return function(*args, **kwargs)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        code = next((code for kind, code in (codes or {}).items() if isinstance(error, kind)), None)
        raise Refused(f"{type(error).__name__}: {error}", code) from error


# ---- values ----------------------------------------------------------------------------------------------------------


class Fields:
    """Reads a value object by wireproof's conventions; null counts as absent.

    A key that is missing, has the wrong JSON type or is left over at the end of the `with` block is `Unsupported`: the
    call cannot be written down in Python, so the package has not been judged.
    """

    def __init__(self, value):
        if not isinstance(value, dict):
            raise Unsupported("the value is not an object")
        self._left = {key: item for key, item in value.items() if item is not None}

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None and self._left:
            raise Unsupported("the package has no parameter for: " + ", ".join(sorted(self._left)))

    def take(self, key, convert, default=...):
        """The field after `convert(item, path)`; absent, the default, and without one the call cannot be written down."""
        if key not in self._left:
            if default is ...:
                raise Unsupported(f"{key}: missing, and the package's function requires it")
            return default
        return convert(self._left.pop(key), key)

    def bytes(self, key, default=...):
        return self.take(key, to_bytes, default)

    def integer(self, key, default=...):
        return self.take(key, to_integer, default)

    def real(self, key, default=...):
        return self.take(key, to_real, default)

    def text(self, key, default=...):
        return self.take(key, to_text, default)

    def boolean(self, key, default=...):
        return self.take(key, to_boolean, default)

    def enum(self, key, kind, default=...):
        return self.take(key, lambda item, path: to_enum(item, path, kind), default)

    def list(self, key, convert, default=...):
        return self.take(key, lambda item, path: to_list(item, path, convert), default)

    def only(self, key, expected):
        """Takes a key that the package always writes as `expected`: any other value cannot be asked for."""
        if self.take(key, to_integer, expected) != expected:
            raise Unsupported(f"{key}: the package always writes {expected}")


def to_bytes(item, path):
    try:
        return bytes.fromhex(item)
    except (TypeError, ValueError) as error:
        raise Unsupported(f"{path}: not bytes in hex") from error


def to_integer(item, path):
    """A JSON number or a decimal string, of any size: the range is the package's business."""
    if isinstance(item, int) and not isinstance(item, bool):
        return item
    if isinstance(item, str) and item.removeprefix("-").isdecimal():
        return int(item)
    raise Unsupported(f"{path}: not an integer")


def to_real(item, path):
    """A JSON number, or one of the three texts for what JSON has no numbers for."""
    if isinstance(item, (int, float)) and not isinstance(item, bool) or item in ("nan", "inf", "-inf"):
        return float(item)
    raise Unsupported(f"{path}: not a number")


def from_real(number):
    """The other way: what a reply says for a float."""
    return number if math.isfinite(number) else str(number)


def to_text(item, path):
    if not isinstance(item, str):
        raise Unsupported(f"{path}: not text")
    return item


def to_boolean(item, path):
    if not isinstance(item, bool):
        raise Unsupported(f"{path}: neither true nor false")
    return item


def to_enum(item, path, kind):
    """A member of the package's enum by name or number; a number without a member is passed on as it is."""
    if isinstance(item, str) and not item.isdecimal():
        if item not in kind.__members__:
            raise Unsupported(f"{path}: the package has no {kind.__name__} named {item}")
        return kind[item]
    number = to_integer(item, path)
    try:
        return kind(number)
    except ValueError:
        return number


def to_list(item, path, convert):
    if not isinstance(item, list):
        raise Unsupported(f"{path}: not a list")
    return [convert(entry, f"{path}[{index}]") for index, entry in enumerate(item)]


def enum_name(member):
    """The name of an enum member; a number without one stays a number."""
    return getattr(member, "name", member)


# ---- testee ----------------------------------------------------------------------------------------------------------


class Testee:
    """Answers one codec's cases. `decode` maps a frame to a function bytes -> value, `encode` to one value -> bytes.

    A decode function may return an `Answer` instead; that of the frame `stream` gets a list of segments, that of a frame of
    several messages (`chunk_sequence`) a list of these. An encode function of such a frame returns a list, and has a parameter
    `chunk_size`, which is given when a case names one.

    `profiles`: `strict` belongs in it only when the package has such a mode and the functions given run in it.
    """

    def __init__(
        self, *, name, version, protocol, variant, decode=None, encode=None, max_in_flight=64, profiles=("compat",)
    ):
        self._protocol, self._variant, self._profiles = protocol, variant, profiles
        self._functions = {"decode": decode or {}, "encode": encode or {}}
        self._hello = {
            "op": "hello", "name": name, "version": version, "language": "python", "max_in_flight": max_in_flight,
            "supports": {protocol: {"variant": variant, "decode": sorted(decode or {}), "encode": sorted(encode or {})}},
        }  # fmt: skip

    def run(self, source=0, sink=1):
        """Serves file descriptor `source` until `bye` or its end; returns the exit status."""
        for lines in _batches(source):
            held, held_since = bytearray(), time.monotonic()
            for line in lines:
                reply = self.answer(parse_line(line))
                if reply is None:
                    _write(sink, held)
                    return 0
                held += _reply_line(reply)
                if len(held) > _FLUSH_BYTES or time.monotonic() - held_since > _FLUSH_SECONDS:
                    _write(sink, held)
                    held, held_since = bytearray(), time.monotonic()
            _write(sink, held)  # always before the next read, which may block
        return 0

    def answer(self, request):
        """The reply to one request, None for `bye`."""
        operation = request.get("op")
        if operation == "hello":
            return self._hello
        if operation == "bye":
            return None
        reply = {"seq": request.get("seq")}
        try:
            reply.update(self._judge(operation, request))
        except Unsupported as reason:
            reply.update(status="unsupported", reason=str(reason))
        except Refused as refusal:
            reply.update(status="error", message=str(refusal))
            if refusal.code:
                reply["code"] = refusal.code
            if refusal.frames is not None:
                reply["value"] = refusal.frames
        return reply

    def _judge(self, operation, request):
        if operation not in self._functions:
            raise Unsupported(f"unknown operation {operation!r}")
        if (request.get("protocol"), request.get("variant")) != (self._protocol, self._variant):
            raise Unsupported(f"speaks {self._protocol} variant {self._variant} only")
        context = request.get("context") or {}
        for limit in ("max_frame_size", "max_decompressed"):
            if limit in context:
                raise Unsupported(f"{limit}: the package's limit cannot be set")
        profile = context.get("profile", "compat")
        if profile not in self._profiles:
            raise Unsupported(f"the package has no {profile} profile")
        function = self._functions[operation].get(request.get("frame"))
        if function is None:
            raise Unsupported(f"the package has no function to {operation} {request.get('frame')}")
        if operation == "decode":
            wire = request["wire"]  # of a stream: a list of segments; of a sequence of chunks: of messages
            answer = function(list(map(bytes.fromhex, wire)) if isinstance(wire, list) else bytes.fromhex(wire))
            return {"status": "ok", **(answer if isinstance(answer, Answer) else {"value": answer})}
        given = {"chunk_size": context["chunk_size"]} if "chunk_size" in context else {}
        wire = function(request["value"], **given)
        return {"status": "ok", "wire": [each.hex() for each in wire] if isinstance(wire, list) else wire.hex()}


def parse_line(line):
    """One JSON object; anything else ends the program, for no reply could name what it answers."""
    try:
        request = json.loads(line)
    except ValueError as error:
        sys.exit(f"wireproof_pipe: not JSON: {line[:200]!r}: {error}")
    if not isinstance(request, dict):
        sys.exit(f"wireproof_pipe: not a JSON object: {line[:200]!r}")
    return request


def format_line(reply):
    return json.dumps(reply, separators=(",", ":")).encode("ascii") + b"\n"


def _reply_line(reply):
    """A reply that the other side would not read to its end says so instead: a package without a limit may make one."""
    line = format_line(reply)
    if len(line) > _MAX_LINE:
        line = format_line({"seq": reply.get("seq"), "status": "unsupported", "reason": f"max_line: the reply has {len(line)} bytes"})
    return line


def _batches(source):
    """Lists of whole lines, one list a read: what is waiting is answered together, nothing waits for a full buffer."""
    pieces = []
    while chunk := os.read(source, _READ_SIZE):
        head, newline, rest = chunk.partition(b"\n")
        if not newline:
            pieces.append(chunk)  # joined once: a line of 64 MiB comes in a thousand pieces
            continue
        lines = [b"".join(pieces) + head, *rest.split(b"\n")]
        pieces = [lines.pop()]
        yield [line for line in lines if line.strip()]
    if last := b"".join(pieces).strip():
        yield [last]


def _write(sink, data):
    data = memoryview(data)
    while data:
        data = data[os.write(sink, data) :]


# ---- driver ----------------------------------------------------------------------------------------------------------


class Raised(Exception):
    """A call that ended in an exception, in wireproof's closed list of error names; `kind` is the package's own class."""

    def __init__(self, error, kind, message, detail=None):
        super().__init__(message)
        self.error, self.kind, self.detail = error, kind, detail or {}


class Driver:
    """Carries out calls on clients of an SDK, concurrently up to `max_calls`.

    `new_client(name)` makes the object behind one client name of a script. It has `async call(method, args, item)`,
    which returns the value or raises `Unsupported`, `Raised` or anything that `classify(exception)` turns into a
    `Raised`, and reports items by `item(value)`; and `async close()`, which leaves nothing open.
    """

    def __init__(self, *, name, version, protocol, variant, methods, capabilities, new_client, classify, max_calls=8):
        self._hello = {
            "op": "hello", "name": name, "version": version, "language": "python", "protocol": protocol,
            "variant": variant, "methods": sorted(methods), "capabilities": sorted(capabilities), "max_calls": max_calls,
        }  # fmt: skip
        self._methods, self._new_client, self._classify = frozenset(methods), new_client, classify
        self._max_calls = max_calls
        self._clients, self._calls = {}, {}  # client by name, (client name, task) by seq
        self._replies = queue.SimpleQueue()

    def run(self, sink=1):
        """Serves stdin until `bye` or its end; returns the exit status. Replies go to file descriptor `sink`."""
        self._sink = sink
        writer = threading.Thread(target=self._write_replies, daemon=True)
        writer.start()
        asyncio.run(self._serve())
        self._replies.put(None)
        writer.join(timeout=2)
        return 0

    async def _serve(self):
        self._slots = asyncio.Semaphore(self._max_calls)
        requests, loop = asyncio.Queue(), asyncio.get_running_loop()
        threading.Thread(target=_read_requests, args=(loop, requests), daemon=True).start()
        while (request := await requests.get()) is not None:
            if isinstance(request, SystemExit):
                raise request
            if request.get("op") == "bye":
                break
            self._handle(request)
        await asyncio.gather(*[self._drop(name) for name in {*self._clients, *(name for name, _ in self._calls.values())}])
        if request is not None and "seq" in request:
            self._reply(request["seq"], "ok")

    def _handle(self, request):
        operation, seq = request.get("op"), request.get("seq")
        if operation == "hello":
            self._replies.put(self._hello)
        elif operation == "ping":
            self._reply(seq, "ok")
        elif operation == "cancel":
            if request.get("call") in self._calls:
                self._calls[request["call"]][1].cancel()
            self._reply(seq, "ok")
        elif operation == "close_client":
            self._start(seq, None, self._close_client(seq, request.get("client", "main")))
        elif operation == "call":
            self._start(seq, request.get("client", "main"), self._call(seq, request))
        else:
            self._reply(seq, "unsupported", reason=f"unknown operation {operation!r}")

    def _start(self, seq, client, work):
        task = asyncio.ensure_future(work)
        self._calls[seq] = (client, task)
        task.add_done_callback(lambda _: self._ended(seq, task))

    def _ended(self, seq, task):
        """Also answers for a call cancelled before its first step, in which no line of the call ever ran."""
        del self._calls[seq]
        if task.cancelled():
            self._raised(seq, Raised("cancelled", "asyncio.exceptions.CancelledError", "cancelled"))

    async def _call(self, seq, request):
        method, name = request.get("method"), request.get("client", "main")
        try:
            async with self._slots:
                if method not in self._methods:
                    raise Unsupported(f"the SDK has no {method}")
                if name not in self._clients:
                    self._clients[name] = self._new_client(name)
                value = await self._clients[name].call(
                    method, request.get("args") or {}, lambda item: self._reply(seq, "item", value=item)
                )
            self._reply(seq, "ok", value=value)
        except Unsupported as reason:
            self._reply(seq, "unsupported", reason=str(reason))
        except Raised as raised:
            self._raised(seq, raised)
        except Exception as error:
            self._raised(seq, self._classify(error))

    async def _close_client(self, seq, name):
        """A client that is left may still speak, in the middle of the next session: the harness starts another process then."""
        if await self._drop(name):
            self._reply(seq, "ok")
        else:
            self._raised(seq, Raised("timeout", "builtins.TimeoutError", f"client {name} would not close"))

    async def _drop(self, name):
        """Ends a client's calls and closes it, and says whether it could; one that will not close in a second is left to the end of
        the process."""
        calls = [task for client, task in list(self._calls.values()) if client == name]
        for task in calls:
            task.cancel()
        if calls:
            await asyncio.wait(calls, timeout=1)
        if client := self._clients.pop(name, None):
            try:
                await asyncio.wait_for(client.close(), timeout=1)
            except Exception as error:
                print(f"closing client {name}: {type(error).__name__}: {error}", file=sys.stderr)
                return False
        return True

    def _raised(self, seq, raised):
        self._reply(
            seq, "raised", error=raised.error, type=raised.kind, message=str(raised), detail=raised.detail
        )

    def _reply(self, seq, status, **more):
        self._replies.put({"seq": seq, "status": status, **more})

    def _write_replies(self):
        """Runs in a thread of its own, so that a reader that is slow does not stop the client's event loop."""
        while (reply := self._replies.get()) is not None:
            _write(self._sink, format_line(reply))


def _read_requests(loop, requests):
    """Runs in a thread of its own: unlike a pipe transport it reads files and terminals too."""
    with contextlib.suppress(RuntimeError):  # the loop has ended, after `bye`
        try:
            for lines in _batches(0):
                for line in lines:
                    loop.call_soon_threadsafe(requests.put_nowait, parse_line(line))
            end = None
        except SystemExit as error:
            end = error
        loop.call_soon_threadsafe(requests.put_nowait, end)


def take_stdout():
    """A descriptor of stdout for replies; what the package prints to stdout goes to stderr from now on."""
    sink = os.dup(1)
    os.dup2(2, 1)
    return sink


def in_thread(function, *args):
    """Runs a call that blocks in a thread of its own, for `await`. Unlike an executor's, it keeps no program from ending."""
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def settle(result, error):
        if future.cancelled():
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    def run():
        result = error = None
        try:
            result = function(*args)
        except Exception as raised:
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, daemon=True).start()
    return future


def class_name(error):
    """The class of an exception as the package's documentation writes it."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"

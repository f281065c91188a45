"""What the drivers of all releases of flo-python share: calls on the real asyncio `FloClient`.

Results and exceptions are passed on as they come; nothing is retried, filled in or checked here. Another release's folder
has a link to this file.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Callable

import flo
from flo import exceptions, types
from wireproof_pipe import (
    Fields,
    Raised,
    Unsupported,
    class_name,
    enum_name,
    to_integer,
    to_list,
    to_text,
)

CLOSE_SECONDS = 1

# The SDK's documented classes (flo.exceptions), the narrower before the wider; a name that a release does not have is
# left out. What is not among them is `other`: with 0.1.0 also the builtin TimeoutError that a call ends in when no
# answer comes, which no docstring and no README names.
ERRORS = {
    getattr(exceptions, name): error
    for name, error in {
        "NotFoundError": "not_found",
        "BadRequestError": "bad_request",
        "UnauthorizedError": "unauthorized",
        "ConflictError": "conflict",
        "InternalServerError": "internal",
        "OverloadedError": "overloaded",
        "RateLimitedError": "rate_limited",
        "GenericServerError": "generic",
        "UnsupportedVersionError": "unsupported_version",
        "TableMismatchError": "unsupported_version",
        "ProtocolError": "protocol",
        "RequestTimeoutError": "timeout",
        "UnexpectedEofError": "closed",
        "NotConnectedError": "closed",
        "ConnectionFailedError": "refused",
        "InvalidEndpointError": "invalid_argument",
        "ValidationError": "invalid_argument",
    }.items()
    if hasattr(exceptions, name)
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


def messages(result):
    return [{"seq": str(message.seq), "payload": message.payload.hex()} for message in result.messages]


def position(result):
    return {"sequence": str(result.sequence), "timestamp_ms": str(result.timestamp_ms)}


# ---- arguments -------------------------------------------------------------------------------------------------------


def integers(item, path):
    return to_list(item, path, to_integer)


def texts(item, path):
    return to_list(item, path, to_text)


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


SEQS = {"queue": to_text, "seqs": integers}
GROUP = {"stream": to_text, "group": to_text, "consumer": to_text}


# ---- client ----------------------------------------------------------------------------------------------------------


class Client:
    """One client of a script: one `FloClient`, kept over `close` and `connect` as long as the address stays the same."""

    methods: dict[str, Method] = {}  # given by the release's driver

    def __init__(self, name):
        self._name = name
        self.sdk, self.made_for = None, None

    async def call(self, method, arguments, item):
        if method == "connect":
            return await self._connect(arguments)
        if self.sdk is None:
            raise Unsupported(f"client {self._name} was never connected: there is no FloClient to call")
        if method == "close":
            await self.sdk.close()
            return None
        return await self.run(method, arguments, item)

    async def run(self, method, arguments, item):
        return await self.methods[method](self.sdk, arguments)

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
        if self.made_for != (endpoint, settings):
            await self.close()
            self.sdk, self.made_for = flo.FloClient(endpoint, **settings), (endpoint, settings)
        await self.sdk.connect()

    async def close(self):
        if self.sdk is not None:
            await asyncio.wait_for(self.sdk.close(), CLOSE_SECONDS)

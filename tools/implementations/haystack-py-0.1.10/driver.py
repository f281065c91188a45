"""haystack-py 0.1.10 as a driver: calls on its WebSocketClient, with grids as it writes them in JSON.

Options of connect: `path`, `binary` (true), `compression` zlib|lzma|none (zlib), `chunked` (true), `token`, `username`, `password`,
`heartbeat_ms` (0). The client is asked for grids, not for the plain values of `pythonic`.
"""

import asyncio
import sys

from hs_py.encoding.json import decode_grid_dict, decode_val, encode_grid_dict
from hs_py.errors import AuthError, CallError, NetworkError
from hs_py.kinds import Number, Ref
from hs_py.ws_client import WebSocketClient
from hs_py.ws_codec import COMP_LZMA, COMP_ZLIB
from wireproof_pipe import (
    Driver,
    Fields,
    Raised,
    Unsupported,
    class_name,
    take_stdout,
    to_boolean,
    to_list,
    to_real,
    to_text,
)

CLOSE_SECONDS = 0.8
COMPRESSION = {"zlib": COMP_ZLIB, "lzma": COMP_LZMA, "none": None}


def classify(error):
    """By the classes of hs_py.errors; NetworkError stands for three things, which its cause and message tell apart."""
    if isinstance(error, CallError):
        return Raised("remote_failure", class_name(error), str(error), {"grid": encode_grid_dict(error.grid)})
    if isinstance(error, AuthError):
        return Raised("unauthorized", class_name(error), str(error))
    if isinstance(error, NetworkError):
        name = "timeout" if isinstance(error.__cause__, TimeoutError) else "protocol" if "decode" in str(error) else "closed"
        return Raised(name, class_name(error), str(error))
    return Raised("other", class_name(error), str(error))


# ---- arguments and results -------------------------------------------------------------------------------------------


def to_ref(item, path):
    return Ref(to_text(item, path))


def to_refs(item, path):
    return to_list(item, path, to_ref)


def to_value(item, path):
    return decode_val(item)


def to_object(item, path):
    if not isinstance(item, dict):
        raise Unsupported(f"{path}: not an object")
    return {key: decode_val(member) for key, member in item.items()}


def to_objects(item, path):
    return to_list(item, path, to_object)


def to_grid(item, path):
    if not isinstance(item, dict):
        raise Unsupported(f"{path}: not a grid")
    return decode_grid_dict(item)


def to_call(item, path):
    with Fields(item) as fields:
        return fields.text("op"), fields.take("grid", to_grid)


def to_calls(item, path):
    return to_list(item, path, to_call)


def to_seconds(item, path):
    return Number(to_real(item, path), "s")


def to_number(item, path):
    return int(to_real(item, path))


class Method:
    """One method of the SDK: arguments by position, then those that are keywords of the SDK by another name or optional."""

    def __init__(self, sdk, positional, keywords=None, returns_grid=True):
        self._sdk, self._positional, self._keywords, self._returns_grid = sdk, positional, keywords or {}, returns_grid

    async def __call__(self, client, arguments):
        with Fields(arguments) as fields:
            positional = [fields.take(name, convert) for name, convert in self._positional.items()]
            keywords = {}
            for name, (keyword, convert) in self._keywords.items():
                value = fields.take(name, convert, None)
                if value is not None:
                    keywords[keyword] = value
        result = await getattr(client, self._sdk)(*positional, **keywords)
        return encode_grid_dict(result) if self._returns_grid else result


METHODS = {
    "about": Method("about", {}),
    "ops": Method("ops", {}),
    "formats": Method("formats", {}),
    "read": Method("read", {"filter": to_text}, {"limit": ("limit", to_number)}),
    "read_by_ids": Method("read_by_ids", {"ids": to_refs}),
    "nav": Method("nav", {}, {"nav_id": ("nav_id", to_text)}),
    "his_read": Method("his_read", {"id": to_ref, "range": to_text}),
    "his_write": Method("his_write", {"id": to_ref, "items": to_objects}, returns_grid=False),
    "point_write_array": Method("point_write_array", {"id": to_ref}),
    "watch_poll": Method("watch_poll", {"watch_id": to_text}, {"refresh": ("refresh", to_boolean)}),
    "invoke_action": Method("invoke_action", {"id": to_ref, "action": to_text, "args": to_object}),
    "op": Method("_call", {"op": to_text, "grid": to_grid}),  # the one way to an operation without a method
}
OTHERS = ["connect", "close", "point_write", "watch_sub", "watch_unsub", "batch", "pushes"]


# ---- client ----------------------------------------------------------------------------------------------------------


class Client:
    """One client of a script: one WebSocketClient at a time."""

    def __init__(self, name):
        self._name, self._sdk = name, None
        self._pushed = asyncio.Queue()  # what was pushed since `connect` and no `pushes` has told yet

    async def call(self, method, arguments, item):
        if method == "connect":
            return await self._connect(arguments)
        if self._sdk is None:
            raise Unsupported(f"client {self._name} is not connected: there is no WebSocketClient to call")
        if method in METHODS:
            return await METHODS[method](self._sdk, arguments)
        with Fields(arguments) as fields:
            return await getattr(self, "_" + method)(fields, item)

    async def _connect(self, arguments):
        with Fields(arguments) as fields:
            host, port = fields.text("host"), fields.integer("port")
            transport, timeout_ms = fields.text("transport", "ws"), fields.integer("timeout_ms", None)
            options = fields.take("options", lambda item, path: item, {})
        if transport != "ws":
            raise Unsupported(f"transport {transport}: this driver connects by ws only")
        with Fields(options) as fields:
            path, compression = fields.text("path", "/"), fields.text("compression", "zlib")
            settings = {
                "binary": fields.boolean("binary", True), "chunked": fields.boolean("chunked", True),
                "auth_token": fields.text("token", ""), "username": fields.text("username", ""), "password": fields.text("password", ""),
                "heartbeat": fields.integer("heartbeat_ms", 0) / 1000, "pythonic": False,
            }  # fmt: skip
        if self._sdk is not None:
            raise Unsupported(f"client {self._name} is connected already")
        if compression not in COMPRESSION:
            raise Unsupported(f"compression {compression}: the SDK has zlib and lzma")
        if timeout_ms is not None:
            settings["timeout"] = timeout_ms / 1000
        self._pushed = asyncio.Queue()
        sdk = WebSocketClient(f"ws://{host}:{port}{path}", binary_compression=COMPRESSION[compression], **settings)
        sdk.on_watch_push(lambda name, grid: self._pushed.put_nowait({"watch_id": name, "grid": encode_grid_dict(grid)}))
        await sdk.__aenter__()
        self._sdk = sdk

    async def _close(self, fields, item):
        sdk, self._sdk = self._sdk, None
        await sdk.close()

    async def _point_write(self, fields, item):
        ref, level, val = fields.take("id", to_ref), fields.take("level", to_number), fields.take("val", to_value, None)
        who, duration = fields.text("who", ""), fields.take("duration_s", to_seconds, None)
        return await self._sdk.point_write(ref, level, val, who, duration)

    async def _watch_sub(self, fields, item):
        ids, watch_dis = fields.take("ids", to_refs), fields.text("watch_dis", "")
        return encode_grid_dict(await self._sdk.watch_sub(ids, watch_dis, fields.take("lease_s", to_seconds, None)))

    async def _watch_unsub(self, fields, item):
        watch_id, ids = fields.text("watch_id"), fields.take("ids", to_refs, [])
        if fields.boolean("close", False):
            return await self._sdk.watch_close(watch_id)
        return await self._sdk.watch_unsub(watch_id, ids)

    async def _batch(self, fields, item):
        return [encode_grid_dict(grid) for grid in await self._sdk.batch(*fields.take("calls", to_calls))]

    async def _pushes(self, fields, item):
        """Cancelled, it ends with `ok`: there is no other end."""
        try:
            while True:
                item(await self._pushed.get())
        except asyncio.CancelledError:
            return None

    async def close(self):
        if self._sdk is not None:
            sdk, self._sdk = self._sdk, None
            await asyncio.wait_for(sdk.close(), CLOSE_SECONDS)


if __name__ == "__main__":
    driver = Driver(
        name="haystack-py", version="0.1.10", protocol="haystack", variant="v2", methods=[*METHODS, *OTHERS],
        capabilities=["haystack.v2", "haystack.zlib", "haystack.lzma", "haystack.chunked", "haystack.push", "haystack.auth.token",
                      "haystack.auth.scram"], new_client=Client, classify=classify,
    )  # fmt: skip
    sys.exit(driver.run(take_stdout()))

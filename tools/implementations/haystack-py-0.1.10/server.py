"""haystack-py 0.1.10 as a server: its WebSocketServer over its InMemoryAdapter, with the entities that the scripts know.

Options: `binary` true|false (true), `compression` zlib|lzma|none (zlib), `chunked` true|false (true), `auth` none|token|scram (none).
"""

import asyncio
import sys

from hs_py.auth_types import SimpleAuthenticator
from hs_py.grid import Grid
from hs_py.kinds import MARKER, Number, Ref
from hs_py.ops import HaystackOps
from hs_py.storage.memory import InMemoryAdapter
from hs_py.ws_codec import COMP_LZMA, COMP_ZLIB
from hs_py.ws_server import WebSocketServer
from wireproof_server import Start

POINTS = 3000
TOKEN, USERS = "wireproof-token", {"user": "pass,=x"}
COMPRESSION = {"zlib": COMP_ZLIB, "lzma": COMP_LZMA, "none": None}
BOOLEAN = {"true": True, "false": False}


def entities():
    yield {"id": Ref("site-1"), "site": MARKER, "dis": "Site 1"}
    for index in range(POINTS):
        yield {
            "id": Ref(f"point-{index}"), "dis": f"Point {index}".ljust(80, "."), "point": MARKER, "his": MARKER, "writable": MARKER,
            "siteRef": Ref("site-1"),
        }  # fmt: skip


class Ops(HaystackOps):
    """The package's operations on its storage; a write to a point is pushed for each watch on it, which is left to its user."""

    def __init__(self, storage):
        super().__init__(storage=storage)
        self._watched = {}  # watch id to the ids it was told to watch
        self._tasks = set()

    async def watch_sub(self, grid):
        answer = await super().watch_sub(grid)
        if watch_id := answer.meta.get("watchId"):
            self._watched.setdefault(watch_id, set()).update(row["id"].val for row in grid if isinstance(row.get("id"), Ref))
        return answer

    async def watch_unsub(self, grid):
        answer = await super().watch_unsub(grid)
        watch_id = grid.meta.get("watchId")
        if "close" in grid.meta:
            self._watched.pop(watch_id, None)
        else:
            self._watched.get(watch_id, set()).difference_update(row["id"].val for row in grid if isinstance(row.get("id"), Ref))
        return answer

    async def point_write(self, grid):
        answer = await super().point_write(grid)
        if not answer.is_error and grid.rows and "level" in grid[0] and isinstance(ref := grid[0].get("id"), Ref):
            task = asyncio.create_task(self._push(ref))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return answer

    async def _push(self, ref):
        await asyncio.sleep(0.02)  # behind the answer to the write
        rows = [row for row in await self._storage.read_by_ids([ref]) if row is not None]
        for watch_id, ids in list(self._watched.items()):
            if ref.val in ids and rows:
                await self.push_watch(watch_id, Grid.make_rows(rows))


async def main():
    start = Start.read()
    binary = BOOLEAN[start.option("binary", tuple(BOOLEAN), "true")]
    chunked = BOOLEAN[start.option("chunked", tuple(BOOLEAN), "true")]
    compression = COMPRESSION[start.option("compression", tuple(COMPRESSION), "zlib")]
    auth = start.option("auth", ("none", "token", "scram"), "none")
    start.no_more_options()
    storage = InMemoryAdapter()
    storage.load_entities(list(entities()))
    server = WebSocketServer(
        Ops(storage), host=start.host, port=start.port, heartbeat=0, binary=binary, binary_compression=compression, chunked=chunked,
        auth_token=TOKEN if auth == "token" else "", authenticator=SimpleAuthenticator(USERS) if auth == "scram" else None,
    )  # fmt: skip
    await server.start()
    start.end_with_stdin()  # not by stop(), which hangs while a connection is open
    start.ready(server.port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

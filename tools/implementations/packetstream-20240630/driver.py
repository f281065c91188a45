"""cs.packetstream as a driver: a `PacketConnection` on the socket of a TCP connection, see README.md."""

import asyncio
import os
import socket
import sys

from cs.resources import ClosedError
from cs.result import CancellationError
from packet_service import IS_OLD, VERSION, SocketConnection, service
from wireproof_pipe import Driver, Fields, Raised, Unsupported, class_name, in_thread, take_stdout

CLOSE_SECONDS = 0.8
METHODS = ["connect", "close", "request", "requests", *([] if IS_OLD else ["send_erq", "send_eof"])]


def classify(error):
    """The package documents no exception of a connection but the two that say it is over; the connecting is our own."""
    if isinstance(error, (CancellationError, ClosedError)):
        return Raised("closed", class_name(error), str(error))
    if isinstance(error, ConnectionRefusedError):
        return Raised("refused", class_name(error), str(error))
    return Raised("other", class_name(error), str(error))


class Client:
    """One client of a script: one connection at a time."""

    def __init__(self, name):
        self._name, self._connection = name, None
        self._handled = asyncio.Queue()  # what the service was asked and no `requests` has told yet

    async def call(self, method, arguments, item):
        if method == "connect":
            return await self._connect(arguments)
        if self._connection is None:
            raise Unsupported(f"client {self._name} is not connected: there is no PacketConnection to call")
        packets = self._connection.packets
        if method == "request":
            return await self._request(arguments)
        with Fields(arguments):
            pass  # the others take no arguments
        if method == "requests":
            return await self._requests(item)
        if method == "close":
            return await self._close()
        return await in_thread(getattr(packets, method))

    async def _connect(self, arguments):
        with Fields(arguments) as fields:
            address = fields.text("host"), fields.integer("port")
            transport, timeout_ms = fields.text("transport", "tcp"), fields.integer("timeout_ms", 5000)
            options = fields.take("options", lambda item, path: item, {})
        with Fields(options):
            pass  # there are none
        if transport != "tcp":
            raise Unsupported(f"transport {transport}: this driver connects by TCP only")
        if self._connection is not None:
            raise Unsupported(f"client {self._name} is connected already")
        sock = await in_thread(socket.create_connection, address, timeout_ms / 1000)
        sock.settimeout(None)
        self._loop, self._handled = asyncio.get_running_loop(), asyncio.Queue()
        self._connection = SocketConnection(sock, self._name, self._handle)
        await in_thread(self._connection.packets.open)

    def _handle(self, rq_type, flags, payload):
        """A request of the peer, in a thread of the package."""
        value = {"type": str(rq_type), "flags": str(flags), "payload": payload.hex()}
        self._loop.call_soon_threadsafe(self._handled.put_nowait, value)
        return service(rq_type, flags, payload, self._connection.ask)

    async def _request(self, arguments):
        with Fields(arguments) as fields:
            call = fields.integer("type"), fields.integer("flags", 0), fields.bytes("payload")
            channel = fields.integer("channel", 0)
        results, submit = [], self._connection.submit

        def ask():  # what a call of the connection does; a script may cancel the Result meanwhile
            results.append(submit(*call, channel=channel))
            return results[0]()

        try:
            ok, flags, payload = await in_thread(ask)
        except asyncio.CancelledError:
            for result in results:
                await in_thread(result.cancel)
            raise
        return {"ok": ok, "flags": str(flags), "payload": payload.hex()}

    async def _requests(self, item):
        """Cancelled, it ends with `ok`: there is no other end."""
        try:
            while True:
                item(await self._handled.get())
        except asyncio.CancelledError:
            return None

    async def _close(self):
        """Returns when both directions have ended: the package's `close` waits for that too, unless a request is pending."""
        connection = self._connection
        await in_thread(connection.packets.close)
        await in_thread(connection.packets.join)
        connection.close_socket()
        self._connection = None

    async def close(self):
        """Ends the connection the hard way: its threads see the end of the socket."""
        if (connection := self._connection) is None:
            return
        self._connection = None
        connection.shut_down()
        await asyncio.wait_for(in_thread(connection.packets.close), CLOSE_SECONDS)
        connection.close_socket()


if __name__ == "__main__":
    sink = take_stdout()
    driver = Driver(
        name="packetstream", version=VERSION, protocol="packetstream", variant=VERSION, methods=METHODS,
        capabilities=["packetstream.service", *([] if IS_OLD else ["packetstream.erq"])], new_client=Client, classify=classify,
    )  # fmt: skip
    status = driver.run(sink)
    sys.stderr.flush()
    os._exit(status)  # the package's threads wait for peers that may never answer

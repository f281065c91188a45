"""The fixture service of wireproof's packetstream scripts on a real `PacketConnection`, as a server and as a client have it."""

import contextlib
import importlib.metadata
import os
import socket
import time

from cs.buffer import CornuCopyBuffer
from cs.packetstream import PacketConnection

VERSION = importlib.metadata.version("cs.packetstream")
IS_OLD = VERSION < "20240630"  # no ERQ, and other names of the methods


def service(rq_type, flags, payload, ask):
    """Answers one request by its application type. `ask(rq_type, payload)` is a request to the other end."""
    if rq_type == 0:
        return flags, payload
    if rq_type == 1:
        return None
    if rq_type == 2:
        return 42
    if rq_type == 3:
        return "stré"
    if rq_type == 4:
        return 0x11, payload[::-1]
    if rq_type == 6:
        time.sleep(int(payload) / 1000)
        return flags, payload
    if rq_type == 7:
        return bytes(int(payload))
    if rq_type == 8:
        _, _, answer = ask(0, b"hi")
        return answer
    raise ValueError(f"type {rq_type}: asked to fail")


class SocketConnection:
    """A `PacketConnection` on a TCP socket, which is closed when both are done with it.

    The package reads and writes file descriptors and closes neither of them, nor does it shut a socket down: it is
    made for pipes. Both are left to its user, here, after its own threads have ended.
    """

    def __init__(self, sock, name, handler=None):
        # Small writes go out at once: the package writes a packet in several pieces.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket, self.ends = sock, (os.dup(sock.fileno()), os.dup(sock.fileno()))
        if IS_OLD:
            recv, send = self.ends
            self.ends = (recv,)  # the package closes the other, whatever its documentation says
            self.packets = PacketConnection(CornuCopyBuffer.from_fd(recv), send, handler, name, packet_grace=0)
            self.submit, self.join_recv = self.packets.request, self.packets.join
        else:
            self.packets = PacketConnection(self.ends, name, request_handler=handler, packet_grace=0)
            self.submit, self.join_recv = self.packets.submit, self.packets.join_recv

    def ask(self, rq_type, payload):
        """A request, from beginning to end."""
        return self.submit(rq_type, 0, payload)()

    def shut_down(self):
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close_socket(self):
        self.shut_down()
        self.socket.close()
        for end in self.ends:
            with contextlib.suppress(OSError):
                os.close(end)

"""Our own servers hold a thousand connections, answer on each of them, and stop cleanly: test_serve.py WIREPROOF."""

import contextlib
import json
import pathlib
import resource
import signal
import socket
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WIREPROOF = str(pathlib.Path(sys.argv.pop(1)).absolute())
CONNECTIONS = 1000
SECONDS = 60  # for everything, however busy the machine

UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: haystack\r\n\r\n"
)  # as the example of RFC 6455, section 1.3


def wire_of(protocol, frame, name):
    """The bytes of a vector."""
    for path in (ROOT / "vectors" / protocol).glob(f"{frame}*.json"):
        for vector in json.loads(path.read_text("utf-8"))["vectors"]:
            if vector["id"] == name:
                return bytes.fromhex("".join(vector["wire"]))
    raise AssertionError(f"no vector {name}")


# What is said first on a connection, and what the answer has in it.
FIRST = {
    "flo": (wire_of("flo", "request", "flo-13tv2"), b"FLO\0"),
    "fibp": (wire_of("fibp", "Handshake", "fibp-6wh2d"), bytes.fromhex("0200000000000001")),  # HandshakeOk, version 1
    "haystack": (UPGRADE, b"HTTP/1.1 101 "),
    "packetstream": (wire_of("packetstream", "packet", "packetstream-fgwf6"), b"\x02"),  # a response has the tag
    "rrq": (wire_of("rrq", "request", "rrq-5yk9e"), b'"request_id":"req-1"'),
}


class Serve(unittest.TestCase):
    def setUp(self):
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * CONNECTIONS), hard))  # the server inherits it

    def test_a_thousand_connections_are_held_and_answered(self):
        for protocol, (said, answer) in FIRST.items():
            with self.subTest(protocol), contextlib.ExitStack() as stack:
                server = stack.enter_context(subprocess.Popen([WIREPROOF, "serve", protocol], stdout=subprocess.PIPE, text=True))
                stack.callback(server.kill)
                port = json.loads(server.stdout.readline())["port"]
                links = [stack.enter_context(socket.create_connection(("127.0.0.1", port), SECONDS)) for _ in range(CONNECTIONS)]
                for link in reversed(links):  # all are open before the first is used
                    link.sendall(said)
                for number, link in enumerate(links):
                    self.assertIn(answer, link.recv(4096), f"connection {number}")
                server.send_signal(signal.SIGTERM)
                self.assertEqual(server.wait(SECONDS), 0)
                self.assertEqual(links[0].recv(4096), b"", "a server that stops says so")


if __name__ == "__main__":
    unittest.main()

"""The driver of flo-python 0.1.2 against the installed package, and a server made here that answers as each test says.

Needs `tools/peers install flo-python-0.1.2`; without it every test fails. What the client sends first and the bodies of
answers are captures of this release; the frames around the bodies are assembled with struct and zlib.
"""

import pathlib
import socket
import struct
import sys
import unittest
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

from adapter_case import DriverCase, place, received  # noqa: E402

PLACE = place("flo-python-0.1.2")
TABLE = bytes.fromhex("301894aed97dba2f")

# captured: flo-python 0.1.2 FloClient over loopback
PUT = (
    "464c4f001f0000000100000000000000a2b3053700010200301894aed97dba2f"
    "070064656661756c740600757365723a31040000004a6f686e000100000000"
)
PUT_REPLY = "464c4f0009000000010000000000000015324b6b02000000301894aed97dba2f010700000000000000"


def frame(request_id, payload, status, version, table):
    head, tail = struct.pack("<4sIQ", b"FLO\0", len(payload), request_id), bytes([version, status, 0, 0]) + table
    return head + struct.pack("<I", zlib.crc32(head + tail + payload)) + tail + payload


def response(request_id, payload="", status=0):
    return frame(request_id, bytes.fromhex(payload), status, 2, TABLE)


class Sessions(DriverCase):
    """The real client through the driver."""

    folder = PLACE

    def setUp(self):
        super().setUp()
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(10)
        self.addCleanup(listener.close)
        port = listener.getsockname()[1]
        reply = self.call("connect", host="127.0.0.1", port=port, transport="tcp", timeout_ms=600, options={})
        self.assertEqual(reply["status"], "ok")
        self.peer, _ = listener.accept()
        self.peer.settimeout(10)
        self.addCleanup(self.peer.close)

    def request(self):
        """The next request's id and whole frame in hex."""
        header = received(self.peer, 32)
        size, request_id = struct.unpack("<IQ", header[4:16])
        return request_id, (header + received(self.peer, size)).hex()

    def answered(self, method, answer, **args):
        self.start(method, **args)
        request_id, _ = self.request()
        self.peer.sendall(answer(request_id))
        return self.pipe.receive()

    def test_put_sends_the_captured_bytes(self):
        self.start("kv.put", key=b"user:1".hex(), value=b"John".hex())
        self.assertEqual(self.request(), (1, PUT))
        self.peer.sendall(bytes.fromhex(PUT_REPLY))
        self.assertEqual(self.pipe.receive(), {"seq": 2, "status": "ok", "value": None})

    def test_results_have_the_names_of_the_driver_protocol(self):
        for method, body, args, value in [
            ("kv.get", "0700000000000000040000004a6f686e", {"key": "6b"}, "4a6f686e"),
            ("queue.enqueue", "0100000000000000", {"queue": "q", "payload": "70", "priority": 10}, "1"),
            ("queue.dequeue", "010000000100000000000000010000006d0068e5cf8b010000020000000a", {"queue": "q", "count": 1, "block_ms": 1000},
             [{"seq": "1", "payload": "6d"}]),
            ("stream.append", "01000000000000000068e5cf8b010000", {"stream": "s", "payload": "78"},
             {"sequence": "1", "timestamp_ms": "1700000000000"}),
        ]:  # fmt: skip
            self.assertEqual(self.answered(method, lambda n, body=body: response(n, body), **args)["value"], value, method)

    def test_a_missing_key_is_none_and_a_conflict_keeps_its_text(self):
        self.assertIsNone(self.answered("kv.get", lambda n: response(n, "0d00006e6f", 2), key="78")["value"])
        reply = self.answered("kv.put", lambda n: response(n, "0f0000636173206d69736d61746368", 8), key="6b", value="76", cas_version="3")
        self.assertEqual((reply["error"], reply["message"]), ("conflict", "cas mismatch"))

    def test_another_generation_another_id_and_silence_end_the_connection(self):
        for answer, error in [
            (lambda n: frame(n, b"version mismatch", 3, 1, b""), "unsupported_version"),
            (lambda n: frame(n, b"", 0, 1, bytes(8)), "unsupported_version"),
            (lambda n: response(n + 1), "protocol"),
            (lambda n: b"", "timeout"),
        ]:
            reply = self.answered("kv.put", answer, key="6b", value="76")
            self.assertEqual(reply["error"], error)
            self.assertEqual(self.peer.recv(1), b"")
            self.setUp()

    def test_options_that_the_release_dropped_are_unsupported(self):
        for method, args in [
            ("kv.put", {"key": "6b", "value": "76", "ttl_seconds": 60}),
            ("queue.enqueue", {"queue": "q", "payload": "70", "dedup_key": "once"}),
        ]:
            self.assertEqual(self.call(method, **args)["status"], "unsupported", method)


if __name__ == "__main__":
    unittest.main()

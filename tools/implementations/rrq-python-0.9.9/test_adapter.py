"""An RRQ runner behind its launcher, asked in bytes. Shared by the four runners; which one is said by the folder it lies in.

Needs `tools/peers install NAME`; without it every test fails. Texts and forms of the answers are the captures' of the released runners.
"""

import json
import pathlib
import signal
import socket
import struct
import subprocess
import sys
import time
import unittest

HERE = pathlib.Path(__file__).absolute().parent  # not resolved: the file may be a link
sys.path.insert(0, str(HERE.parent / "python"))

from adapter_case import place, received  # noqa: E402

PLACE = place(HERE.name)
ABOUT = json.loads((HERE / "peer.json").read_text("utf-8"))
V1 = ABOUT["variant"] == "v1"

# captured: the bytes a driver of the captures cancels `req-1` with; 0.11.1 differs in one digit
CANCEL = (
    "0000006c7b2274797065223a2263616e63656c222c227061796c6f6164223a7b2270726f746f636f6c5f76657273696f6e223a2231222c226a6f625f6964223a226a6f622d31222c"
    "22726571756573745f6964223a227265712d31222c22686172645f6b696c6c223a66616c73657d7d"
)


def request(function, request_id="req-1", number=None):
    args = [] if number is None else [number]
    named = {} if number is None else {"ms" if function == "sleep" else "n": number}
    arguments = {"args": args, "kwargs": {}} if V1 else {"params": named}
    context = {"job_id": "job-1", "attempt": 1, "enqueue_time": "2024-01-01T00:00:00Z", "queue_name": "default"}
    payload = {"protocol_version": "1" if V1 else "2", "request_id": request_id, "job_id": "job-1", "function_name": function}
    body = json.dumps({"type": "request", "payload": {**payload, **arguments, "context": context}}).encode()
    return struct.pack(">I", len(body)) + body


def without_nulls(value):
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return value


class Runner(unittest.TestCase):
    def setUp(self):
        self.process = self.start()
        self.port = self.ready(self.process)["port"]

    def start(self, **options):
        process = subprocess.Popen([PLACE / "server"], cwd=PLACE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end, process)
        process.stdin.write(json.dumps({"op": "start", "host": "127.0.0.1", "port": 0, "options": options}).encode() + b"\n")
        process.stdin.flush()
        return process

    def ready(self, process):
        line = json.loads(process.stdout.readline())
        self.assertEqual((line["op"], line["host"]), ("ready", "127.0.0.1"))
        return line

    def end(self, process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()

    def connect(self):
        sock = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        self.addCleanup(sock.close)
        return sock

    def read(self, sock):
        """The payload of one response without nulls, None at FIN."""
        head = received(sock, 4)
        if not head:
            return None
        message = json.loads(received(sock, struct.unpack(">I", head)[0]))
        self.assertEqual(message["type"], "response")
        return without_nulls(message["payload"])

    def ask(self, *arguments):
        sock = self.connect()
        sock.sendall(request(*arguments))
        return self.read(sock)

    def assert_it_has_gone(self):
        """The port is free again: no child has stayed behind."""
        deadline = time.monotonic() + 5
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except ConnectionRefusedError:
                return
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_the_handlers(self):
        ids = {"job_id": "job-1", "request_id": "req-1"}
        echoed = {"args": [], "kwargs": {}} if V1 else {"params": {}}
        for arguments, answer in (
            (("echo",), {**ids, "status": "success", "result": echoed}),
            (("sleep", "req-1", 20), {**ids, "status": "success", "result": 20}),
            (("fail",), {**ids, "status": "error", "error": {"message": "boom"}}),
            (("retry",), {**ids, "status": "retry", "error": {"message": "later"}, "retry_after_seconds": 1.5}),
            (("null",), {**ids, "status": "success"}),
            (("big", "req-1", 70000), {**ids, "status": "success", "result": "x" * 70000}),
            (("noids",), {**({} if "rrq.handler.noids" in ABOUT["capabilities"] else ids), "status": "success", "result": 1}),
            (("nope",), {**ids, "status": "error", "error": {"message": "No handler registered for function 'nope'", "type": "handler_not_found"}}),
        ):
            self.assertEqual(self.ask(*arguments), answer, arguments)

    def test_a_handler_that_crashes_leaves_the_runner_alive(self):
        sock = self.connect()
        sock.sendall(request("panic", "req-1") + request("null", "req-2"))
        self.assertEqual(self.read(sock)["request_id"], "req-2")
        self.assertEqual(self.ask("null")["status"], "success")

    def test_the_captured_cancel(self):
        sock = self.connect()
        sock.sendall(request("sleep", "req-1", 3000))
        time.sleep(0.1)
        sock.sendall(bytes.fromhex(CANCEL if V1 else CANCEL.replace("6e223a2231222c22", "6e223a2232222c22", 1)))
        error = {"message": "Job cancelled", "type": "cancelled"}
        self.assertEqual(self.read(sock), {"job_id": "job-1", "request_id": "req-1", "status": "error", "error": error})

    def test_a_frame_that_cannot_be_read_ends_the_connection(self):
        sock = self.connect()
        sock.sendall(bytes(4))
        self.assertIsNone(self.read(sock))
        self.assertEqual(self.ask("null")["status"], "success")

    def test_it_ends_with_stdin(self):
        sock = self.connect()
        sock.sendall(request("sleep", "req-1", 60000))
        self.process.stdin.close()
        self.assertEqual(self.process.wait(timeout=5), 0)
        self.assert_it_has_gone()

    def test_it_ends_on_sigterm_and_when_it_is_killed(self):
        self.process.terminate()
        self.assertIn(self.process.wait(timeout=5), (-signal.SIGTERM, 128 + signal.SIGTERM))
        self.assert_it_has_gone()
        self.process = self.start()
        self.port = self.ready(self.process)["port"]
        self.process.kill()
        self.process.wait()
        self.assert_it_has_gone()

    def test_an_option_is_refused(self):
        process = self.start(colour="red")
        self.assertNotEqual(process.wait(timeout=5), 0)
        self.assertIn(b"unknown option", process.stderr.read())


if __name__ == "__main__":
    unittest.main()

"""The driver of the orchestrator: what it says of itself, and what it leaves behind when it is killed.

Needs `tools/peers install` of the folder this file is in; without it every test fails.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import unittest

NAME = pathlib.Path(__file__).absolute().parent.name
ROOT = pathlib.Path(__file__).resolve().parents[3]
PLACE = pathlib.Path(os.environ.get("WIREPROOF_BUILD", ROOT / "build")).absolute() / "peers" / NAME


def descendants(pid):
    """Process ids below one, of all generations."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [*map(int, children), *[below for child in children for below in descendants(child)]]


class Driver(unittest.TestCase):
    def setUp(self):
        self.process = subprocess.Popen([PLACE / "driver"], cwd=PLACE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(self.end)
        self.hello = self.ask(op="hello", protocol_version=1, kind="driver")
        self.runner = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(self.runner.close)
        self.address = {"host": "127.0.0.1", "port": self.runner.getsockname()[1]}

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def call(self, seq, method, **arguments):
        return self.ask(op="call", seq=seq, client="main", method=method, args=arguments)

    def assert_gone(self, pids):
        deadline = time.monotonic() + 10
        while left := [pid for pid in pids if pathlib.Path(f"/proc/{pid}").exists()]:
            self.assertLess(time.monotonic(), deadline, f"still there: {left}")
            time.sleep(0.02)

    def test_it_says_what_it_is(self):
        self.assertEqual(f"{self.hello['name']}-{self.hello['version']}", NAME)
        self.assertEqual(self.hello["methods"], ["close", "connect", "job.run"])

    def test_what_cannot_be_asked_is_unsupported(self):
        self.assertEqual(self.call(1, "job.run", function="echo")["status"], "unsupported")
        self.assertEqual(self.call(2, "connect", **self.address, transport="tls")["status"], "unsupported")
        self.assertEqual(self.call(3, "connect", **self.address, options={"token": "t"})["status"], "unsupported")
        self.assertEqual(self.call(4, "connect", **self.address)["status"], "ok")
        self.assertIn("whole seconds", self.call(5, "job.run", function="echo", timeout_ms=1500)["reason"])

    def test_a_kill_leaves_nothing_behind(self):
        self.assertEqual(self.call(1, "connect", **self.address)["status"], "ok")
        below = descendants(self.process.pid)
        self.assertGreaterEqual(len(below), 2)  # Redis and the worker
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.assert_gone(below)

    def test_bye_leaves_nothing_behind(self):
        self.assertEqual(self.call(1, "connect", **self.address)["status"], "ok")
        below = descendants(self.process.pid)
        self.assertEqual(self.ask(op="bye", seq=2)["status"], "ok")
        self.assertEqual(self.process.wait(timeout=10), 0)
        self.assert_gone(below)


if __name__ == "__main__":
    unittest.main()

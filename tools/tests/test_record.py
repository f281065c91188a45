"""`wireproof record` between our own client and server, or a real SDK and a real server: test_record.py WIREPROOF [SDK SERVER PROTOCOL].

What was recorded is played again, once by `record` itself and once here, and must fail against a server that does something wrong.
"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WIREPROOF, *REAL = [sys.argv.pop(1) for _ in sys.argv[1:] if not sys.argv[1].startswith("-") and not sys.argv[1].startswith("Recordings")]

os.environ.setdefault("WIREPROOF_BUILD", str(ROOT / "build"))  # the data folders made here have none

CALLS = {
    "flo": [
        ("kv.put", {"key": "6b6579", "value": "76616c7565"}),
        ("kv.get", {"key": "6b6579"}),
        ("queue.enqueue", {"queue": "orders", "payload": "6669727374206f72646572"}),
        ("queue.dequeue", {"queue": "orders", "count": 1}),
        ("stream.append", {"stream": "lines", "payload": "6c696e65"}),
    ],
    "fibp": [
        ("create_queue", {"name": "orders"}),
        ("enqueue", {"queue": "orders", "headers": [["a", "b"]], "payload": "6869"}),
        ("consume", {"queue": "orders", "count": 1}),
        ("get_stats", {"queue": "orders"}),
    ],
    "rrq": [("job.run", {"function": "echo", "args": [1, "zwei"], "kwargs": {"drei": 3}}), ("job.run", {"function": "fail", "args": [], "kwargs": {}})],
    "haystack": [("about", {}), ("read", {"filter": "site"}), ("ops", {})],
    "packetstream": [
        ("request", {"type": 0, "payload": "6869"}),
        ("request", {"type": 3, "payload": ""}),
        ("request", {"type": 8, "payload": "0102"}),
    ],
}  # fmt: skip
CONNECTIONS = {"rrq": "3"}  # one to see whether it listens, one a job
FRESH = {"fibp": ["orders"], "flo": ["orders"]}


@contextlib.contextmanager
def program(*command):
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()


def read_ready(process):
    line = process.stdout.readline()
    if not line:
        raise AssertionError(process.stderr.read())
    return json.loads(line)


@contextlib.contextmanager
def serving(protocol, *options):
    with program(WIREPROOF, "serve", protocol, "--listen", "127.0.0.1:0", *options) as process:
        yield f"127.0.0.1:{read_ready(process)['port']}"


def drive(command, cwd, port, calls, transport="tcp"):
    """Connects, makes the calls one after another, closes; the statuses of the calls."""
    process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(line):
        process.stdin.write(json.dumps(line) + "\n")
        process.stdin.flush()
        while True:
            reply = json.loads(process.stdout.readline())
            if reply.get("status") != "item":
                return reply.get("status")

    try:
        ask({"op": "hello", "protocol_version": 1, "kind": "driver"})
        every = [("connect", {"host": "127.0.0.1", "port": port, "transport": transport, "timeout_ms": 5000}), *calls, ("close", {})]
        statuses = [ask({"op": "call", "seq": number + 1, "client": "main", "method": method, "args": args}) for number, (method, args) in enumerate(every)]
        process.stdin.write(json.dumps({"op": "bye", "seq": 1000}) + "\n")
        process.stdin.flush()
        process.wait(10)
        return statuses
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


class Recordings(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        # A data folder with our recording as its only script beside the schemas and preludes.
        for name in ("vectors", "conformance", "tools"):
            (self.folder / name).symlink_to(ROOT / name)

    def record(self, protocol, server, command, cwd=None, calls=None, options=()):
        scripts = self.folder / "harness" / "sessions" / protocol
        scripts.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "harness" / "sessions" / protocol / "prelude.json", scripts)
        out = scripts / "recorded.json"
        fresh = [part for text in FRESH.get(protocol, []) for part in ("--fresh", text)]
        with program(WIREPROOF, "record", protocol, "--server", server, "--out", out, "--connections", CONNECTIONS.get(protocol, "1"), "--data", ROOT, *fresh, *options) as proxy:
            port = read_ready(proxy)["port"]
            statuses = drive(command, cwd, port, CALLS[protocol] if calls is None else calls, "ws" if protocol == "haystack" else "tcp")
            self.assertEqual(set(statuses) - {"ok", "raised"}, set())
            self.assertIn("ok", statuses[1:-1])
            exit_code = proxy.wait(60)
            self.assertEqual(exit_code, 0, proxy.stderr.read() + (out.read_text() if out.exists() else ""))
        return json.loads(out.read_text())

    def replay(self, protocol, server, *options):
        return subprocess.run([WIREPROOF, "replay", "--protocol", protocol, "--server", server, "--data", self.folder, *options],
                              capture_output=True, text=True, timeout=120)  # fmt: skip

    def record_ours(self, protocol):
        with serving(protocol) as server:
            script = self.record(protocol, server, [WIREPROOF, "driver", protocol])
            self.assertRegex(script["id"], f"^{protocol}-[a-z0-9]{{5}}$")
            self.assertIn("expect_close", [step["do"] for step in script["steps"][-2:]])
            self.assertNotIn("raw", json.dumps([list(step) for step in script["steps"]]))
            for seed in ("11", "12"):
                done = self.replay(protocol, server, "--seed", seed)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr + json.dumps(script, indent=1))
        for switch in ("no-answer", "wrong-value", "close-early"):
            with serving(protocol, "--misbehave", switch) as server:
                self.assertEqual(self.replay(protocol, server, "--timeout-ms", "1000").returncode, 1, switch)
        return script

    @unittest.skipIf(REAL, "only the real ones")
    def test_flo(self):
        script = self.record_ours("flo")
        self.assertIn("$concat", json.dumps(script), "the sequence number of the message is referred to")

    @unittest.skipIf(REAL, "only the real ones")
    def test_fibp(self):
        self.record_ours("fibp")

    @unittest.skipIf(REAL, "only the real ones")
    def test_rrq(self):
        self.record_ours("rrq")

    @unittest.skipIf(REAL, "only the real ones")
    def test_haystack(self):
        script = self.record_ours("haystack")
        self.assertEqual([step["frame"] for step in script["steps"] if "frame" in step][:4], ["http", "http", "text", "text"], "upgrade and capabilities")

    @unittest.skipIf(REAL, "only the real ones")
    def test_packetstream(self):
        self.record_ours("packetstream")

    @unittest.skipIf(REAL, "only the real ones")
    def test_a_server_that_is_not_there(self):
        with program(WIREPROOF, "record", "flo", "--server", "127.0.0.1:1", "--out", self.folder / "x.json", "--data", ROOT) as proxy:
            with contextlib.suppress(Exception):
                drive([WIREPROOF, "driver", "flo"], None, read_ready(proxy)["port"], [])
            self.assertEqual(proxy.wait(20), 3)
            self.assertIn("127.0.0.1:1", proxy.stderr.read())

    @unittest.skipUnless(REAL, "needs an SDK and a server")
    def test_a_real_sdk_and_a_real_server(self):
        sdk, server, protocol = REAL
        peers = pathlib.Path(os.environ["WIREPROOF_BUILD"]).absolute() / "peers"
        about = json.loads((ROOT / "tools" / "implementations" / sdk / "peer.json").read_text())
        script = self.record(protocol, server, about["driver"], peers / sdk)
        self.assertEqual(script["plays"], "client")
        # A part of the selection, so that known failures of other scripts mean nothing.
        done = self.replay(protocol, server, "--only", f"{protocol}-*")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr + json.dumps(script, indent=1))


if __name__ == "__main__":
    unittest.main()

"""`tools/peers run` with every real server that CI requires: test_run_peers.py WIREPROOF.

Each needs `tools/peers install NAME`; one that is not installed fails.
"""

import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import unittest
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PEERS = ROOT / "tools" / "peers"
WIREPROOF = str(pathlib.Path(sys.argv.pop(1)).absolute())
MARK = "WIREPROOF_TEST_MARK"  # in the environment of all that a test starts, also of what has lost its parent

# The script that the servers of a protocol, or of one variant, are asked to play.
SCRIPTS = {"haystack": "server-about", "packetstream": "server-open-and-close", "packetstream:20240412": "server-old-close", "rrq": "server-sequential"}


def required_servers():
    for path in sorted((ROOT / "tools" / "implementations").glob("*/peer.json")):
        about = json.loads(path.read_text("utf-8"))
        if not path.parent.is_symlink() and about["server"] and about["required_in_ci"]:
            yield about


SERVERS = list(required_servers())


def marked(mark):
    """The processes that have the mark, but for zombies: those have no environment any more."""
    found = []
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdecimal() and int(folder.name) != os.getpid():
            with contextlib.suppress(OSError):
                if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                    found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


class EachServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not SERVERS:
            raise AssertionError("no implementation that CI requires has a server")

    @contextlib.contextmanager
    def asked(self, about):
        """The test of one server, behind which nothing may be left."""
        with self.subTest(about["name"]):
            self.mark = uuid.uuid4().hex
            yield
            self.assert_nothing_is_left()

    def command(self, *words):
        return [sys.executable, str(PEERS), "run", *words]

    def environment(self):
        return os.environ | {MARK: self.mark}

    def run_peer(self, *words):
        return subprocess.run(self.command(*words), env=self.environment(), capture_output=True, text=True, timeout=60)

    def assert_nothing_is_left(self):
        deadline = time.monotonic() + 3  # what was killed is still being cleared away
        while left := marked(self.mark):
            self.assertLess(time.monotonic(), deadline, f"still running: {left}")
            time.sleep(0.05)

    def test_a_script_is_played_against_it(self):
        for about in SERVERS:
            with self.asked(about):
                protocol, spoken = about["protocol"], f"{about['protocol']}:{about['variant']}"
                name = SCRIPTS.get(spoken) or SCRIPTS[protocol]
                script = json.loads((ROOT / "harness" / "sessions" / protocol / f"{name}.json").read_text("utf-8"))
                done = self.run_peer(
                    about["name"], "--", WIREPROOF, "replay", "--server", "{host}:{port}", "--protocol", spoken, "--only", f"{script['id']}*",
                    "--data", str(ROOT),
                )  # fmt: skip
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertRegex(done.stdout, r"\b[1-9][0-9]* passed")

    def test_the_exit_code_is_the_commands(self):
        ask = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 5); sys.exit(7)"
        for about in SERVERS:
            with self.asked(about):
                done = self.run_peer(about["name"], "--", sys.executable, "-c", ask, "{host}", "{port}")
                self.assertEqual(done.returncode, 7, done.stderr)

    def test_one_that_does_not_start_says_why(self):
        for about in SERVERS:
            with self.asked(about):
                done = self.run_peer("--option", "colour=red", about["name"], "--", "true")
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertRegex(done.stderr, "the server ended before it was ready")
                self.assertIn("colour", done.stderr)

    def test_a_signal_ends_all(self):
        listens = "import sys, time; print(sys.argv[1], flush=True); time.sleep(60)"
        for about in SERVERS:
            with self.asked(about):
                process = subprocess.Popen(
                    self.command(about["name"], "--", sys.executable, "-c", listens, "{port}"), env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
                )  # fmt: skip
                with process.stdout, process.stderr:
                    port = process.stdout.readline().strip()
                    self.assertTrue(port, process.stderr.read() if not port else "")
                    self.assertGreaterEqual(len(marked(self.mark)), 3)  # tools/peers, the server, the command
                    process.send_signal(signal.SIGTERM)
                    self.assertEqual(process.wait(timeout=15), 128 + signal.SIGTERM)
                with self.assertRaises(OSError):
                    socket.create_connection(("127.0.0.1", int(port)), timeout=1)


if __name__ == "__main__":
    unittest.main()

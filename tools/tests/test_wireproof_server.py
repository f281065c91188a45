"""The plumbing of launchers in Python (tools/implementations/python/wireproof_server.py), on servers made here."""

import json
import pathlib
import signal
import socket
import subprocess
import sys
import time
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "implementations" / "python"

PROGRAM = """\
import sys
sys.path.insert(0, {folder!r})
import wireproof_server
from wireproof_server import Start, run_program
wireproof_server._LISTEN_SECONDS = 1
SERVER = '''
import signal, socket, sys, time
mode, (host, port) = sys.argv[1], sys.argv[2].split(":")
print("printed by the server", flush=True)
if mode == "dies": sys.exit(3)
if mode == "deaf": time.sleep(60)
if mode == "clings": signal.signal(signal.SIGTERM, signal.SIG_IGN)
listener = socket.create_server((host, int(port)))
listener.accept()  # the launcher's own, which sees whether it listens
if mode == "dies-later":
    listener.accept()
    sys.exit(4)
time.sleep(60)
'''
sys.exit(run_program(Start.read(), lambda address: [sys.executable, "-c", SERVER, {mode!r}, address]))
"""

INSIDE = """\
import sys, socket, time
sys.path.insert(0, {folder!r})
from wireproof_server import Start
start = Start.read()
colour = start.option("colour", ("red", "blue"), "blue")
start.no_more_options()
print("printed by a library", colour)
listener = socket.create_server((start.host, start.port))
start.end_with_stdin()
start.ready(listener.getsockname()[1])
while True:
    time.sleep(60)
"""


class Launcher(unittest.TestCase):
    def start(self, text, line=None, **options):
        self.process = subprocess.Popen([sys.executable, "-c", text], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end, self.process)
        line = line or json.dumps({"op": "start", "host": "127.0.0.1", "port": 0, "options": options})
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def end(self, process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()

    def ready(self):
        ready = json.loads(self.process.stdout.readline())
        self.assertEqual((ready["op"], ready["host"]), ("ready", "127.0.0.1"))
        self.port = ready["port"]

    def assert_nobody_listens(self):
        deadline = time.monotonic() + 3
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except ConnectionRefusedError:
                return
            except ConnectionResetError:
                pass  # it was just being ended
            self.assertLess(time.monotonic(), deadline, "a server was left behind")
            time.sleep(0.02)


class RunProgram(Launcher):
    def run_mode(self, mode, **options):
        self.start(PROGRAM.format(folder=str(FOLDER), mode=mode), **options)

    def test_it_ends_its_server_whatever_ends_it(self):
        for end in (lambda: self.process.stdin.close(), self.terminate, self.kill):
            for mode in ("serves", "clings"):
                self.run_mode(mode)
                self.ready()
                end()
                self.process.wait(timeout=5)
                self.assert_nobody_listens()

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def kill(self):
        self.process.kill()

    def test_stdout_has_the_ready_line_only(self):
        self.run_mode("serves")
        self.ready()
        self.process.stdin.close()
        self.assertEqual(self.process.wait(timeout=5), 0)
        self.assertEqual(self.process.stdout.read(), b"")
        self.assertIn(b"printed by the server", self.process.stderr.read())

    def test_a_server_that_does_not_start_is_told(self):
        for mode, words in {"dies": b"ended with status 3 before it listened", "deaf": b"does not listen after 1 s"}.items():
            self.run_mode(mode)
            self.assertNotEqual(self.process.wait(timeout=10), 0)
            self.assertEqual(self.process.stdout.read(), b"")
            self.assertIn(words, self.process.stderr.read())

    def test_a_server_that_ends_by_itself_ends_the_launcher(self):
        self.run_mode("dies-later")
        self.ready()
        socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
        self.assertEqual(self.process.wait(timeout=5), 1)
        self.assertIn(b"the server ended with status 4", self.process.stderr.read())

    def test_options_are_refused(self):
        self.run_mode("serves", colour="red")
        self.assertNotEqual(self.process.wait(timeout=5), 0)
        self.assertIn(b"unknown option: colour", self.process.stderr.read())


class InsideTheProcess(Launcher):
    def test_it_ends_with_stdin(self):
        self.start(INSIDE.format(folder=str(FOLDER)), colour="red")
        self.ready()
        self.process.stdin.close()
        self.assertEqual(self.process.wait(timeout=5), 0)
        self.assertEqual(self.process.stdout.read(), b"")
        self.assert_nobody_listens()

    def test_bad_options_and_lines_are_refused(self):
        for line, options, words in (
            (None, {"colour": "green"}, b"option colour: 'green' is none of 'red', 'blue'"),
            (None, {"smell": "good"}, b"unknown option: smell"),
            ('{"op": "stop"}', {}, b"not a start line"),
            ("start", {}, b"not a start line"),
        ):
            self.start(INSIDE.format(folder=str(FOLDER)), line, **options)
            self.assertNotEqual(self.process.wait(timeout=5), 0)
            self.assertIn(words, self.process.stderr.read())


if __name__ == "__main__":
    unittest.main()

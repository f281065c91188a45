"""What the tests of adapters share: where an implementation is installed, its programs, asked line by line, and reading from a socket."""

import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]


def place(name):
    """The folder that `tools/peers install NAME` has made."""
    return pathlib.Path(os.environ.get("WIREPROOF_BUILD", ROOT / "build")).absolute() / "peers" / name


def received(sock, size=None):
    """The next `size` bytes, fewer only at FIN; without a size all until FIN.

    One recv is not enough: Python's sockets do not block once they have a time limit, and MSG_WAITALL means nothing then.
    """
    data = b""
    while (size is None or len(data) < size) and (chunk := sock.recv(65536 if size is None else size - len(data))):
        data += chunk
    return data


class Pipe:
    """One adapter program; a line is sent, the next line is awaited. It ends with the test."""

    def __init__(self, test, folder, program):
        self.process = subprocess.Popen([folder / program], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        test.addCleanup(self.end)

    def end(self):
        self.process.kill()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def send(self, **request):
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()

    def receive(self):
        return json.loads(self.process.stdout.readline())

    def ask(self, **request):
        self.send(**request)
        return self.receive()


class TesteeCase(unittest.TestCase):
    """A test of the program `testee` in `folder`; `about` is what all its questions say."""

    folder = None
    about = {}

    def setUp(self):
        self.pipe = Pipe(self, self.folder, "testee")

    def ask(self, **request):
        return self.pipe.ask(**{"seq": 1, "context": {}, **self.about, **request})


class DriverCase(unittest.TestCase):
    """A test of the program `driver` in `folder`, with one client."""

    folder = None

    def setUp(self):
        self.pipe, self.seq = Pipe(self, self.folder, "driver"), 0

    def start(self, method, **args):
        self.seq += 1
        self.pipe.send(op="call", seq=self.seq, client="main", method=method, args=args)
        return self.seq

    def call(self, method, **args):
        self.start(method, **args)
        return self.pipe.receive()

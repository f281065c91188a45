#!/usr/bin/env python3
"""The example protocol by the steps of the manual: its files in the places where a protocol has them, then the tool.

usage: test_example.py WIREPROOF     the tool, built with the example's protocol table
"""
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAM = sys.argv.pop() if len(sys.argv) > 1 else None


class Server:
    """Answers each note with a receipt; `lost`: not the second one."""

    def __init__(self, lost):
        self.lost = lost
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                while head := stream.read(3):
                    note = stream.read(struct.unpack(">xH", head)[0])
                    if not self.lost or note[3] != 2:
                        connection.sendall(b"R\x00\x05" + note[:4] + b"\x01")

    def close(self):
        self.socket.close()


class Example(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.data = pathlib.Path(cls.folder.name)
        shutil.copytree(ROOT / "vectors" / "schema", cls.data / "vectors" / "schema")
        for source, place in (("PROTOCOL.md", "conformance"), ("note.asm", "vectors"),
                              ("receipts.json", "harness/sessions"), ("prelude.json", "harness/sessions")):
            target = cls.data / place / "example" / source
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE / source, target)
        subprocess.run([sys.executable, ROOT / "vectors" / "assemble.py", cls.data / "vectors" / "example" / "note.asm"], check=True, timeout=30)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def tool(self, *words):
        return subprocess.run([PROGRAM, *words, "--data", self.data], capture_output=True, text=True, timeout=30, check=False)

    def replay(self, lost):
        server = Server(lost)
        try:
            return self.tool("replay", "--server", f"127.0.0.1:{server.port}", "--timeout-ms", "1000")
        finally:
            server.close()

    def test_the_reference_agrees_with_the_vectors(self):
        run = self.tool("check")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertRegex(run.stdout, r"(?m)^[1-9][0-9]* passed")

    def test_bytes_are_explained(self):
        run = subprocess.run([PROGRAM, "explain", "example", "note", "4e0401"], capture_output=True, text=True, timeout=30, check=False)
        self.assertIn("too_large at byte 1, payload", run.stdout + run.stderr)

    def test_a_server_that_is_right_passes(self):
        run = self.replay(lost=False)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_a_server_that_loses_a_receipt_fails(self):
        run = self.replay(lost=True)
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        self.assertIn("example-r5cpt", run.stdout)
        self.assertIn("2.1", run.stdout)

    def test_its_table_in_the_manual_is_what_describe_prints(self):
        run = subprocess.run([PROGRAM, "describe", "example"], capture_output=True, text=True, timeout=30, check=False)
        page = (HERE / "README.md").read_text("utf-8")
        self.assertIn("<!-- wireproof describe example -->\n" + run.stdout + "<!-- end -->", page)


if __name__ == "__main__":
    unittest.main()

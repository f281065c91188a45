"""haystack-py 0.1.10 as a server and as a client, one against the other, and the server alone in captured bytes.

Needs `tools/peers install haystack-py-0.1.10`; without it every test fails.
"""

import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
PLACE = pathlib.Path(os.environ.get("WIREPROOF_BUILD", ROOT / "build")).absolute() / "peers" / "haystack-py-0.1.10"
EMPTY = {"_kind": "grid", "meta": {}, "cols": [], "rows": []}

# Run by the interpreter that has the package, for its `websockets`: sends messages in hex, prints those that come until
# the time is over.
RAW = """\
import asyncio, sys, websockets
async def main(url, *messages):
    async with websockets.connect(url, subprotocols=["haystack"], max_size=None) as socket:
        for message in messages:
            await socket.send(bytes.fromhex(message))
            print((await asyncio.wait_for(socket.recv(), 5)).hex())
asyncio.run(main(*sys.argv[1:]))
"""


class Program(unittest.TestCase):
    def start(self, name, **first):
        process = subprocess.Popen([PLACE / name], cwd=PLACE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end, process)
        self.send(process, **first)
        return process, json.loads(process.stdout.readline() or "null")

    def end(self, process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()

    def send(self, process, **line):
        process.stdin.write(json.dumps(line).encode() + b"\n")
        process.stdin.flush()

    def serve(self, **options):
        process, ready = self.start("server", op="start", host="127.0.0.1", port=0, options=options)
        self.assertEqual((ready["op"], ready["host"]), ("ready", "127.0.0.1"))
        self.port = ready["port"]
        return process


class ServerSpeaks(Program):
    def test_a_captured_request(self):
        self.serve()
        # captured: haystack-py 0.1.10 ws_codec.encode_binary_request(1, "about", an empty grid)
        request = "00000101" + json.dumps(EMPTY, separators=(",", ":")).encode().hex()
        output = subprocess.run(
            [PLACE / "venv/bin/python", "-c", RAW, f"ws://127.0.0.1:{self.port}/", request, request], capture_output=True, text=True, timeout=20
        )  # fmt: skip
        answers = [bytes.fromhex(line) for line in output.stdout.split()]
        self.assertEqual([answer[:4].hex() for answer in answers], ["01000101"] * 2, output.stderr)
        self.assertEqual(json.loads(answers[0][4:])["rows"][0]["productName"], "hs-py")

    def test_it_ends_with_stdin_though_a_connection_is_open(self):
        server = self.serve()
        script = RAW.replace("asyncio.run", "import time\nasyncio.run").replace("        for message", "        print('open', flush=True); time.sleep(30)\n        for message")
        client = subprocess.Popen([PLACE / "venv/bin/python", "-c", script, f"ws://127.0.0.1:{self.port}/"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end, client)
        self.assertEqual(client.stdout.readline(), b"open\n")
        server.stdin.close()
        self.assertEqual(server.wait(timeout=5), 0)

    def test_a_bad_option_is_refused(self):
        for options, words in ({"colour": "red"}, b"unknown option: colour"), ({"auth": "yes"}, b"option auth: 'yes' is none of"):
            process, ready = self.start("server", op="start", host="127.0.0.1", port=0, options=options)
            self.assertIsNone(ready)
            self.assertNotEqual(process.wait(timeout=10), 0)
            self.assertIn(words, process.stderr.read())


class DriverCalls(Program):
    def setUp(self):
        self.driver, hello = self.start("driver", op="hello", protocol_version=1, kind="driver")
        self.assertEqual((hello["name"], hello["protocol"], hello["variant"]), ("haystack-py", "haystack", "v2"))
        self.seq = 0

    def call(self, method, **arguments):
        self.seq += 1
        self.send(self.driver, op="call", seq=self.seq, client="main", method=method, args=arguments)
        return self.seq

    def reply(self):
        return json.loads(self.driver.stdout.readline())

    def ask(self, method, **arguments):
        seq, reply = self.call(method, **arguments), self.reply()
        self.assertEqual(reply["seq"], seq)
        return reply

    def connect(self, server=None, **options):
        self.serve(**(server or {}))
        return self.ask("connect", host="127.0.0.1", port=self.port, transport="ws", timeout_ms=5000, options=options)

    def test_the_operations(self):
        self.assertEqual(self.connect()["status"], "ok")
        self.assertEqual(self.ask("read", filter="site")["value"]["rows"][0]["id"], {"_kind": "ref", "val": "site-1"})
        self.assertEqual(len(self.ask("read", filter="point", limit=2)["value"]["rows"]), 2)
        self.assertEqual(self.ask("read_by_ids", ids=["point-7"])["value"]["rows"][0]["dis"], "Point 7".ljust(80, "."))
        for method, arguments in {"about": {}, "ops": {}, "formats": {}, "nav": {}, "his_read": {"id": "point-1", "range": "today"}}.items():
            self.assertEqual(self.ask(method, **arguments)["status"], "ok", method)
        self.assertIsNone(self.ask("point_write", id="point-1", level=8, val=1.5, who="w")["value"])
        self.assertEqual(self.ask("point_write_array", id="point-1")["value"]["rows"][7], {"level": 8.0, "val": 1.5})
        self.assertEqual(self.ask("batch", calls=[{"op": "ops", "grid": EMPTY}, {"op": "formats", "grid": EMPTY}])["value"][1], self.ask("op", op="formats", grid=EMPTY)["value"])
        reply = self.ask("invoke_action", id="point-1", action="a", args={})
        self.assertEqual((reply["error"], reply["type"]), ("remote_failure", "hs_py.errors.CallError"))
        self.assertEqual(self.ask("close")["status"], "ok")

    def test_an_answer_in_chunks(self):
        for compression in ("zlib", "lzma", "none"):
            self.assertEqual(self.connect({"compression": compression}, compression=compression)["status"], "ok")
            self.assertEqual(len(self.ask("read", filter="point")["value"]["rows"]), 3000)
            self.ask("close")

    def test_a_write_is_pushed(self):
        self.connect()
        watch = self.ask("watch_sub", ids=["point-1"], watch_dis="w")["value"]["meta"]["watchId"]
        pushes = self.call("pushes")
        self.assertEqual(self.ask("point_write", id="point-1", level=9, val=2)["status"], "ok")
        pushed = self.reply()
        self.assertEqual((pushed["seq"], pushed["status"]), (pushes, "item"))
        self.assertEqual(pushed["value"]["grid"]["rows"][0]["id"]["val"], "point-1")
        self.send(self.driver, op="cancel", seq=90, call=pushes)
        self.assertEqual({self.reply()["seq"], self.reply()["seq"]}, {90, pushes})
        self.assertEqual(self.ask("watch_unsub", watch_id=watch, close=True)["status"], "ok")

    def test_authentication(self):
        for auth, options in (("token", {"token": "wireproof-token"}), ("scram", {"username": "user", "password": "pass,=x"})):
            self.assertEqual(self.connect({"auth": auth}, **options)["status"], "ok")
            self.assertEqual(self.ask("about")["status"], "ok")
            self.ask("close")
        self.assertEqual(self.connect({"auth": "scram"}, username="user", password="no")["error"], "unauthorized")


if __name__ == "__main__":
    unittest.main()

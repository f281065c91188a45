"""Peers that misbehave below the protocol, and what `wireproof replay` makes of them: test_bad_peers.py WIREPROOF.

Each row is a server made here, a script, and the verdict it must give; within its deadline and without much memory. And the user, who presses Ctrl-C.
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WIREPROOF = str(pathlib.Path(sys.argv.pop(1)).absolute())
SANITIZED = any(sign in pathlib.Path(WIREPROOF).read_bytes() for sign in (b"__asan_init", b"__tsan_init"))
MOST_MEMORY = (256 << 20) * (8 if SANITIZED else 1)  # bytes resident; a session that passes takes some 40 MiB, a sanitizer's shadow many times that
PATIENCE = 30  # seconds for a run whose sessions have 1 s: what a busy machine may take besides

PING = {"do": "send", "frame": "request", "value": {"request_id": "7", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}}
PONG = {"do": "expect", "frame": "response", "match": {"request_id": "7"}, "within_ms": 1000}
# Captured: flo-python 0.1.0, an empty OK answer to request 1.
OK_1 = bytes.fromhex("464c4f0000000000010000000000000003a5247c01000000")


def lying_length(length):
    return struct.pack("<4sIQI4s", b"FLO\0", length, 7, 0, b"\x01\0\0\0")


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def flood(connection, data):
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(data)


# ---- what a peer does with a connection; when it returns, the connection is closed ----
def says_nothing(connection):
    connection.recv(65536)
    time.sleep(PATIENCE)


def one_byte_a_second(connection):
    connection.recv(65536)
    with contextlib.suppress(OSError):
        for byte in OK_1 * 10:
            connection.sendall(bytes([byte]))
            time.sleep(1)


def floods_with_answers(connection):
    flood(connection, OK_1 * 2730)


def floods_with_noise(connection):
    flood(connection, b"\xa5" * 65536)


def floods_one_frame(connection):
    connection.sendall(lying_length(0x7FFFFFFF))
    flood(connection, bytes(1 << 20))


def resets(connection):
    connection.recv(65536)
    reset(connection)


def resets_mid_frame(connection):
    connection.recv(65536)
    connection.sendall(OK_1[:11])
    time.sleep(0.2)
    reset(connection)


def sends_4_gib_length(connection):
    connection.recv(65536)
    connection.sendall(lying_length(0xFFFFFFFF))
    time.sleep(PATIENCE)


def reads_nothing(connection):
    time.sleep(PATIENCE)


BIG = {"do": "send", "frame": "request",
       "value": {"request_id": "7", "op": "KV_PUT", "namespace": "", "key": "61", "value": {"$repeat": ["78", 6 << 20]}, "options": []}}  # fmt: skip

# name: (what the peer does, steps, verdict, outcome)
ROWS = {
    "accepts and says nothing": (says_nothing, [PING, PONG], "timeout", "deadline"),
    "sends a byte a second": (one_byte_a_second, [PING, PONG], "timeout", "deadline"),
    "floods with answers": (floods_with_answers, [PING, PONG], "fail", "mismatch"),
    "floods with answers while the script waits": (floods_with_answers, [{"do": "wait", "for_ms": 1500}, PING, PONG], "fail", "mismatch"),
    "floods with answers that are passed over": (
        floods_with_answers, [PING, PONG | {"ignore": [{"frame": "response", "match": {"request_id": "1"}}]}], "timeout", "deadline"),
    "floods where it should close": (
        floods_with_answers, [{"do": "expect_close", "how": ["fin"], "drain": True, "within_ms": 1000}], "fail", "still-open"),
    "floods with noise": (floods_with_noise, [PING, PONG], "fail", "undecodable"),
    "floods with one frame of 2 GiB": (floods_one_frame, [PING, PONG], "timeout", "deadline"),
    "resets": (resets, [PING, PONG], "fail", "peer-rst"),
    "resets amid a frame": (resets_mid_frame, [PING, PONG], "fail", "peer-rst"),
    "sends a length of 4 GiB": (sends_4_gib_length, [PING, PONG], "timeout", "deadline"),
    "never closes": (says_nothing, [PING, {"do": "expect_close", "how": ["fin"], "within_ms": 1000}], "fail", "still-open"),
    "reads nothing": (reads_nothing, [BIG, PONG], "timeout", "deadline"),
}  # fmt: skip


def pump(source, sink):
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


class Peer:
    """A server that misbehaves on its first connection; those after it, the health probes, are passed on to a good one."""

    def __init__(self, behaviour, good):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen()
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        self.behaviour, self.good = behaviour, good
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        does = self.behaviour
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self.one, args=(does, self.listener.accept()[0]), daemon=True).start()
                does = self.pass_on

    def one(self, does, connection):
        with connection, contextlib.suppress(OSError):
            does(connection)

    def pass_on(self, connection):
        with socket.create_connection(("127.0.0.1", self.good)) as upstream:
            threading.Thread(target=pump, args=(connection, upstream), daemon=True).start()
            pump(upstream, connection)


class Scripted(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.data = self.folder / "data"
        self.sessions = self.data / "harness" / "sessions" / "flo"
        self.sessions.mkdir(parents=True)
        (self.data / "vectors").symlink_to(ROOT / "vectors")
        (self.data / "conformance").symlink_to(ROOT / "conformance")
        shutil.copy(ROOT / "harness" / "sessions" / "flo" / "prelude.json", self.sessions)
        self.report = self.folder / "report.json"

    def script(self, steps, plays="client", name="aaaaa"):
        (self.sessions / f"{name}.json").write_text(json.dumps({
            "schema": "wireproof/session/1", "id": f"flo-{name}", "protocol": "flo", "title": "t", "level": "must", "spec": ["flo §9.3"],
            "plays": plays, "deadline_ms": 1000, "falsified_by": ["no-answer"], "steps": steps}))  # fmt: skip

    def start(self, *options):
        with (self.folder / "out").open("wb") as out:
            return subprocess.Popen([WIREPROOF, "replay", "--data", str(self.data), "--protocol", "flo", "--quiet", "--report", f"json={self.report}", *options],
                                    stdout=out, stderr=subprocess.STDOUT)  # fmt: skip

    def finish(self, process):
        """The exit code and the events of the report; the run is over in time, and took little memory."""
        end = time.monotonic() + PATIENCE
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > end:
                process.kill()
                self.fail("the run is not over after %d s" % PATIENCE)
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertLess(usage.ru_maxrss << 10, MOST_MEMORY)
        events = [json.loads(line) for line in self.report.read_text().splitlines()] if self.report.exists() else []
        return process.returncode, events

    def case(self, *options):
        code, events = self.finish(self.start(*options))
        cases = [event for event in events if event["event"] == "case"]
        self.assertEqual(len(cases), 1, (self.folder / "out").read_text())
        return code, cases[0]


class BadPeers(Scripted):
    @classmethod
    def setUpClass(cls):
        serve = subprocess.Popen([WIREPROOF, "serve", "flo"], stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(serve.stdout.close)
        cls.addClassCleanup(serve.wait)
        cls.addClassCleanup(serve.terminate)
        cls.good = json.loads(serve.stdout.readline())["port"]

    def test_each_gets_its_verdict_in_time(self):
        for name, (behaviour, steps, verdict, outcome) in ROWS.items():
            with self.subTest(name):
                self.script(steps)
                code, case = self.case("--server", Peer(behaviour, self.good).address)
                self.assertEqual((code, case["verdict"], case["outcome"], case["health"]), (1, verdict, outcome, "ok"), case["reason"])

    def test_one_that_answers_no_probe_has_crashed(self):
        self.script([PING, PONG])
        with socket.create_server(("127.0.0.1", 0)) as silent:
            code, case = self.case("--server", "127.0.0.1:%d" % silent.getsockname()[1])
        self.assertEqual((code, case["verdict"], case["outcome"], case["health"]), (1, "crash", "deadline", "dead"), case["reason"])

    def test_refuses(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            address = "127.0.0.1:%d" % listener.getsockname()[1]
        self.script([PING, PONG])
        code, case = self.case("--server", address)
        self.assertEqual((code, case["verdict"], case["outcome"]), (3, "unreachable", "refused"), case["reason"])

    def test_nobody_listens(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            address = "127.0.0.1:%d" % listener.getsockname()[1]
        for name in ("aaaaa", "bbbbb", "ccccc"):
            self.script([PING, PONG], name=name)
        events = self.finish(self.start("--server", address))[1]
        self.assertEqual([event["verdict"] for event in events if event["event"] == "case"], ["unreachable", "not-run", "not-run"])
        self.assertEqual((events[-1]["event"], events[-1]["exit"]), ("end", 3))
        said = (self.folder / "out").read_text()
        self.assertEqual(said.count(f"nothing listens at {address} (Connection refused)"), 1, said)

    def test_dies_midway(self):
        # It takes one session and is gone: each script after that is reported by itself.
        listener = socket.create_server(("127.0.0.1", 0))
        address = "127.0.0.1:%d" % listener.getsockname()[1]

        def once():
            with listener:
                connection = listener.accept()[0]
            with connection, contextlib.suppress(OSError):
                connection.recv(65536)
                reset(connection)

        threading.Thread(target=once, daemon=True).start()
        for name in ("aaaaa", "bbbbb", "ccccc"):
            self.script([PING, PONG], name=name)
        events = self.finish(self.start("--server", address))[1]
        self.assertEqual([event["verdict"] for event in events if event["event"] == "case"], ["crash", "unreachable", "unreachable"])

    def test_dead(self):
        # A host that is gone answers nothing at all, as one does whose queue of connections is full.
        with socket.socket() as listener, contextlib.ExitStack() as queue:
            listener.bind(("127.0.0.1", 0))
            listener.listen(0)
            for _ in range(8):
                filler = queue.enter_context(socket.socket())
                filler.setblocking(False)
                filler.connect_ex(listener.getsockname())
            self.script([PING, PONG])
            code, case = self.case("--server", "127.0.0.1:%d" % listener.getsockname()[1])
            self.assertEqual((code, case["verdict"], case["outcome"], case["health"]), (1, "crash", "deadline", "dead"), case["reason"])

    def test_slow_reading_by_the_script(self):
        # The other way round: the script reads a byte now and then of a peer that answers well.
        def answers(connection):
            connection.recv(65536)
            connection.sendall(OK_1 * 1000)
            time.sleep(PATIENCE)

        steps = [{"do": "read", "rate": 200}, PING, {"do": "repeat", "times": 4, "steps": [{"do": "expect", "frame": "response", "within_ms": 3000}]}]
        self.script(steps)
        began = time.monotonic()
        code, case = self.case("--server", Peer(answers, self.good).address)
        self.assertEqual((code, case["verdict"]), (0, "pass"), case.get("reason"))
        self.assertGreater(time.monotonic() - began, 0.4)  # 96 bytes at 200 a second


def children_of(pid):
    return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_there(pid):
    """Whether a process runs; a zombie that nobody has asked about does not."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Interrupted(Scripted):
    def interrupt(self, process, children):
        """Presses Ctrl-C as soon as the children run; the exit code, the report, and that no child is left."""
        end = time.monotonic() + PATIENCE
        while len(found := children_of(process.pid)) < children:
            self.assertLess(time.monotonic(), end, "no child was started")
            time.sleep(0.02)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        code, events = self.finish(process)
        self.assertEqual(code, 130, (self.folder / "out").read_text())
        self.assertTrue(events[-1]["event"] == "end" and events[-1]["interrupted"] and events[-1]["exit"] == 130, events[-1])
        self.assertEqual([event["verdict"] for event in events if event["event"] == "case"], ["not-run", "not-run"])
        while any(map(is_there, found)):
            self.assertLess(time.monotonic(), end, "a child outlives the run")
            time.sleep(0.02)

    def test_ctrl_c_while_an_sdk_is_judged(self):
        for name in ("aaaaa", "bbbbb"):
            self.script([{"do": "wait", "for_ms": 20000}, {"do": "expect", "frame": "request"}], plays="server", name=name)
        self.interrupt(self.start("--sdk", f"{WIREPROOF} driver flo"), children=1)

    def test_ctrl_c_while_a_started_server_is_judged(self):
        for name in ("aaaaa", "bbbbb"):
            self.script([{"do": "expect_silence", "for_ms": 20000}], name=name)
        folder = self.data / "tools" / "implementations" / "patient-1"
        folder.mkdir(parents=True)
        (folder / "known.json").write_text('{"schema": "wireproof/known/1", "entries": []}')
        (folder / "peer.json").write_text(json.dumps({
            "schema": "wireproof/peer/1", "name": "patient-1", "protocol": "flo", "variant": "v1-24", "version": "1", "language": "c++", "licence": "CC0-1.0",
            "install": ["./install"], "needs": {}, "required_in_ci": False, "testee": None, "driver": None, "server": ["./server"], "params": {},
            "capabilities": [], "known": "known.json"}))  # fmt: skip
        place = self.folder / "build" / "peers" / "patient-1"
        place.mkdir(parents=True)
        (place / "installed.json").write_text("{}")
        server = place / "server"
        # Its server ends with its standard input, and then it tells so.
        server.write_text(f"#!/bin/sh\nread start\n{WIREPROOF} serve flo &\nread nothing\nkill $!\nwait\necho over > {self.folder}/over\n")
        server.chmod(0o755)
        os.environ["WIREPROOF_BUILD"] = str(self.folder / "build")
        self.addCleanup(os.environ.pop, "WIREPROOF_BUILD")
        self.interrupt(self.start("--server", "patient-1"), children=1)
        self.assertTrue((self.folder / "over").exists(), "the launcher was not told to end its server")


if __name__ == "__main__":
    unittest.main()

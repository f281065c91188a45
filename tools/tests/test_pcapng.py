"""The capture files of `wireproof replay --trace`, as tshark reads them: test_pcapng.py WIREPROOF.

Servers made here note every byte that they got and sent; what tshark puts together from a capture has to be just that.
"""

import json
import pathlib
import random
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WIREPROOF = sys.argv.pop(1)
TSHARK = shutil.which("tshark")
PING = "flo-lbit9"  # sends one request when the server has been silent, and waits for the answer
CHECKSUMS = ("-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE")
BAD = 'tcp.checksum.status == "Bad" || ip.checksum.status == "Bad" || _ws.malformed || _ws.expert.severity == "Error"'
ODD = "tcp.analysis.lost_segment || tcp.analysis.retransmission || tcp.analysis.out_of_order || tcp.analysis.window_full || tcp.analysis.ack_lost_segment"


def tshark(capture, *options):
    done = subprocess.run([TSHARK, "-n", "-r", str(capture), *CHECKSUMS, *options], capture_output=True, text=True, timeout=60)
    if done.returncode != 0 or "cut short" in done.stderr or "appears to be damaged" in done.stderr:
        raise AssertionError(f"tshark {options}: {done.stderr}")
    return done.stdout


def fields(capture, *names, where="tcp"):
    out = tshark(capture, "-Y", where, "-T", "fields", *(part for name in names for part in ("-e", name)))
    return [line.split("\t") for line in out.splitlines()]


def followed(capture, stream=0):
    """The bytes of both directions: of the end that opened the connection, and of the other."""
    directions = {False: b"", True: b""}
    lines = tshark(capture, "-q", "-z", f"follow,tcp,raw,{stream}").splitlines()
    for line in lines:
        if all(c in "0123456789abcdef" for c in line.strip()) and line.strip():
            directions[line.startswith("\t")] += bytes.fromhex(line.strip())
    return directions[False], directions[True]


class Server:
    """Takes connections one after another; `answer(connection, log)` says what it does with one."""

    def __init__(self, answer):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.logs = []  # one a connection: what came, what went
        self.answer = answer
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            log = {"got": b"", "sent": b""}
            self.logs.append(log)
            with connection:
                self.answer(connection, log)

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


def take(connection, log, size=1):
    while len(log["got"]) < size:
        got = connection.recv(65536)
        if not got:
            return
        log["got"] += got


def give(connection, log, data):
    log["sent"] += data
    connection.sendall(data)


class Captures(unittest.TestCase):
    def setUp(self):
        self.assertIsNotNone(TSHARK, "tshark is not installed; it stands in tools/packages/test.txt")
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def replay(self, *options, expect):
        report = self.folder / "report.json"
        done = subprocess.run(
            [WIREPROOF, "replay", "--data", ROOT, "--quiet", "--trace", self.folder, "--report", f"json={report}", *options],
            capture_output=True, text=True, timeout=120)  # fmt: skip
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        events = [json.loads(line) for line in report.read_text().splitlines()]
        return [event for event in events if event["event"] == "case"]

    def against(self, answer, *options):
        server = Server(answer)
        self.addCleanup(server.close)
        [case] = self.replay("--protocol", "flo", "--only", PING, "--server", f"127.0.0.1:{server.port}", *options, expect=1)
        self.assertIn(case["verdict"], ("fail", "timeout", "crash"))
        self.sound(case["pcapng"])
        log = server.logs[0]
        self.assertEqual(followed(case["pcapng"]), (log["got"], log["sent"]))
        self.assertEqual(set(fields(case["pcapng"], "tcp.dstport", where="tcp.flags.syn == 1 && tcp.flags.ack == 0")[0]), {str(server.port)})
        return case

    def sound(self, capture):
        self.assertEqual(tshark(capture, "-Y", f"{BAD} || {ODD}"), "")

    def flags(self, capture, flag):
        return [source for [source] in fields(capture, "ip.src", where=f"tcp.flags.{flag} == 1")]

    def test_bytes_that_are_no_frame(self):
        def answer(connection, log):
            take(connection, log)
            give(connection, log, b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.recv(1)

        case = self.against(answer)
        [[comment]] = fields(case["pcapng"], "frame.comment", where="frame.number == 1")
        self.assertTrue(comment.startswith(f"{PING}: {case['verdict']}, step 2"), comment)
        self.assertIn(case["reason"], comment)

    def test_an_end_without_an_answer(self):
        case = self.against(lambda connection, log: take(connection, log))
        self.assertIn("192.0.2.2", self.flags(case["pcapng"], "fin"))

    def test_a_reset(self):
        def answer(connection, log):
            take(connection, log)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        case = self.against(answer)
        self.assertEqual(self.flags(case["pcapng"], "reset"), ["192.0.2.2"])

    def test_a_flood_of_a_mebibyte(self):
        def answer(connection, log):
            take(connection, log)
            # A frame that is whole only with its last byte: all of it is read before anything is judged.
            give(connection, log, struct.pack("<IIQI", 0x004F4C46, 1 << 20, 0x1234567890, 0) + b"\x01\x00\x00\x00" + bytes(1 << 20))
            connection.recv(1)

        self.against(answer)

    def test_times_and_order_are_those_of_the_session(self):
        def answer(connection, log):
            take(connection, log)
            threading.Event().wait(0.3)
            give(connection, log, b"late")

        case = self.against(answer)
        rows = fields(case["pcapng"], "frame.time_epoch", "ip.src", where="tcp.len > 0")
        self.assertEqual([source for _, source in rows], ["192.0.2.1", "192.0.2.2"])
        self.assertGreater(float(rows[1][0]) - float(rows[0][0]), 0.25)

    def test_sessions_of_both_roles_are_what_the_trace_says(self):
        checked = set()
        cases = self.replay("--self", "--protocol", "packetstream", "-v", expect=0)
        random.Random(1).shuffle(cases)
        for case in cases:
            if "control" in case["id"]:
                continue
            capture = case["pcapng"]
            streams = {stream for [stream] in fields(capture, "tcp.stream")}
            trace = [json.loads(line) for line in pathlib.Path(capture).with_suffix(".json").read_text().splitlines()]
            trace = [entry for entry in trace if entry["dir"] in "<>"]
            if len(streams) != 1 or any("cut" in entry for entry in trace):
                continue
            ours = b"".join(bytes.fromhex(entry["bytes"]) for entry in trace if entry["dir"] == ">")
            peers = b"".join(bytes.fromhex(entry["bytes"]) for entry in trace if entry["dir"] == "<")
            client, server = followed(capture)
            [[opener]] = fields(capture, "ip.src", where="tcp.flags.syn == 1 && tcp.flags.ack == 0")
            role = {"192.0.2.1": "client", "192.0.2.2": "server"}[opener]
            self.assertEqual((client, server), (ours, peers) if role == "client" else (peers, ours), case["id"])
            self.sound(capture)
            checked.add((role, case["id"]))
            if sum(r == "client" for r, _ in checked) >= 3 and sum(r == "server" for r, _ in checked) >= 3:
                return
        self.fail(f"too few sessions to look at: {checked}")


if __name__ == "__main__":
    unittest.main()

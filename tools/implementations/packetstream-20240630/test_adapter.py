"""The adapters of cs.packetstream 20240630 against the installed package: codec, server and client, by bytes captured from it.

Needs `tools/peers install packetstream-20240630`; without it every test fails.
"""

import json
import pathlib
import signal
import socket
import subprocess
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

from adapter_case import TesteeCase, place, received  # noqa: E402

PLACE = place("packetstream-20240630")


class TesteeAnswers(TesteeCase):
    folder = PLACE
    about = {"protocol": "packetstream", "variant": "20240630"}

    def decode(self, frame, wire):
        return self.ask(op="decode", frame=frame, wire=wire)

    def encode(self, frame, **value):
        return self.ask(op="encode", frame=frame, value=value)

    def test_packets_go_both_ways(self):
        for wire, value in {  # captured: cs.packetstream 20240630 Packet.transcribe
            "03000200": {"tag": "0", "flags": "0", "request_type": "0", "payload": ""},
            "06028256020203": {"tag": "2", "flags": "85", "request_type": "2", "payload": "0203"},
            "06090582016368": {"tag": "9", "flags": "1", "channel": "257", "payload": "6368"},
        }.items():
            self.assertEqual(self.decode("packet", wire)["value"], value)
            self.assertEqual(self.encode("packet", **value)["wire"], wire)

    def test_primitives_go_both_ways(self):
        for frame, wire, value in (  # captured: cs.binary 20240630
            ("bsuint", "81ffffffffffffffff7f", "18446744073709551615"), ("bsdata", "03ffffff", "ffffff"),
            ("bsstring", "0668c3a96c6c6f", "h\u00e9llo"), ("bssfloat", "0531652d3037", 1e-07),
            ("bssfloat", "03696e66", "inf"), ("bssfloat", "036e616e", "nan"),
        ):  # fmt: skip
            self.assertEqual(self.decode(frame, wire)["value"], {"value": value})
            self.assertEqual(self.encode(frame, value=value)["wire"], wire)

    def test_a_channel_of_zero_is_left_out(self):
        self.assertEqual(self.decode("packet", "0402030001")["value"], {"tag": "2", "flags": "0", "request_type": "1", "payload": ""})
        self.assertEqual(self.encode("packet", tag="2", flags="0", channel="0", request_type="1", payload="")["wire"], "03020201")

    def test_refusals_have_no_code(self):
        for frame, wire in (("packet", ""), ("packet", "0102"), ("packet", "0300020000"), ("bsstring", "02fffe"), ("bssfloat", "00")):
            reply = self.decode(frame, wire)
            self.assertEqual((reply["status"], "code" in reply), ("error", False), wire)

    def test_what_it_has_no_function_for_is_unsupported(self):
        self.assertEqual(self.decode("stream", "03000200")["status"], "unsupported")
        self.assertEqual(self.ask(op="decode", frame="packet", wire="03000200", context={"profile": "strict"})["status"], "unsupported")
        self.assertEqual(self.ask(op="decode", frame="packet", wire="03000200", variant="20240412")["status"], "unsupported")
        self.assertEqual(self.encode("packet", tag="2", flags="0")["status"], "unsupported")
        self.assertEqual(self.encode("bssfloat", value="1.5")["status"], "unsupported")


# captured: cs.packetstream 20240630 PacketConnection over TCP; ERQ, then EOF
END = "0301020003000200"


def read(sock, size=None):
    """`size` bytes, or all until FIN, in hex."""
    return received(sock, size).hex()


class Program(unittest.TestCase):
    """One of the adapter's programs on its pipe."""

    def start(self, name):
        self.process = subprocess.Popen([PLACE / name], cwd=PLACE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end, self.process)

    def end(self, process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()

    def send(self, **request):
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()

    def receive(self):
        return json.loads(self.process.stdout.readline())


class ServerSpeaks(Program):
    def setUp(self):
        self.start("server")
        self.send(op="start", host="127.0.0.1", port=0, options={})
        ready = self.receive()
        self.assertEqual((ready["op"], ready["host"]), ("ready", "127.0.0.1"))
        self.port = ready["port"]

    def exchange(self, wire):
        """Sends bytes and reads until FIN."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as sock:
            sock.sendall(bytes.fromhex(wire))
            return read(sock)

    def test_captured_sessions(self):
        for sent, got in {
            "03000200": END, "030102000301020003000200": END, "0300020003020201": END, "00": END, "03020200": END,
        }.items():  # fmt: skip
            self.assertEqual(self.exchange(sent), got, sent)

    def test_the_service(self):
        for sent, got in {
            "06028256010203": "0502852c0203", "03020202": "020204", "03020203": "03028254", "03020204": "070204737472c3a9",
            "050202053132": "0502810c3231", "03020206": "1a0200657863657074696f6e20647572696e672068616e646c6572",
            "050202073130": "0402043130", "0402020833": "050204000000", "0302020a": "1a0200657863657074696f6e20647572696e672068616e646c6572",
        }.items():  # fmt: skip
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as sock:
                sock.sendall(bytes.fromhex(sent))
                self.assertEqual(read(sock, len(got) // 2), got, sent)
                sock.sendall(bytes.fromhex(END))
                self.assertEqual(read(sock), END)

    def test_it_asks_back(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as sock:
            sock.sendall(bytes.fromhex("03020209"))
            self.assertEqual(read(sock, 6), "050202016869")
            sock.sendall(bytes.fromhex("0402047a7a"))
            self.assertEqual(read(sock, 5), "0402047a7a")

    def test_no_descriptor_is_left_of_a_connection(self):
        folder = pathlib.Path(f"/proc/{self.process.pid}/fd")
        before = len(list(folder.iterdir()))
        for _ in range(20):
            self.exchange(END)
        deadline = time.monotonic() + 2  # the last one is closed a moment after its FIN
        while len(list(folder.iterdir())) > before:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)

    def test_it_ends_with_stdin_and_on_sigterm(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=5):
            self.process.stdin.close()
            self.assertEqual(self.process.wait(timeout=5), 0)
        self.start("server")
        self.send(op="start", host="127.0.0.1", port=0, options={})
        self.receive()
        self.process.terminate()
        self.assertEqual(self.process.wait(timeout=5), -signal.SIGTERM)

    def test_an_option_is_refused(self):
        self.start("server")
        self.send(op="start", host="127.0.0.1", port=0, options={"colour": "red"})
        self.assertNotEqual(self.process.wait(timeout=5), 0)
        self.assertIn(b"unknown option: colour", self.process.stderr.read())


class DriverSpeaks(Program):
    def setUp(self):
        self.start("driver")
        self.send(op="hello", protocol_version=1, kind="driver")
        self.assertEqual(self.receive()["methods"], ["close", "connect", "request", "requests", "send_eof", "send_erq"])
        self.seq = 0
        with socket.create_server(("127.0.0.1", 0)) as listener:
            seq = self.call("connect", host="127.0.0.1", port=listener.getsockname()[1], transport="tcp", options={})
            listener.settimeout(5)
            self.peer, _ = listener.accept()
        self.addCleanup(self.peer.close)
        self.peer.settimeout(5)
        self.assertEqual(self.receive(), {"seq": seq, "status": "ok", "value": None})

    def call(self, method, **arguments):
        self.seq += 1
        self.send(op="call", seq=self.seq, client="main", method=method, args=arguments)
        return self.seq

    def test_a_request_and_its_answer(self):
        for sent, answer, value in (
            ({"type": 1, "flags": "85", "payload": "0203"}, "0502852c0203", {"ok": True, "flags": "85", "payload": "0203"}),
            ({"type": 0, "payload": ""}, "0303007a", {"ok": False, "flags": "0", "payload": "7a"}),
        ):
            self.call("request", **sent)
            self.assertEqual(read(self.peer, 7 if sent["payload"] else 4), "06028256020203" if sent["payload"] else "03030201")
            self.peer.sendall(bytes.fromhex(answer))
            self.assertEqual(self.receive()["value"], value)

    def test_it_serves(self):
        requests = self.call("requests")
        self.peer.sendall(bytes.fromhex("06028256010203"))
        self.assertEqual(read(self.peer, 6), "0502852c0203")
        self.assertEqual(self.receive(), {"seq": requests, "status": "item", "value": {"type": "0", "flags": "85", "payload": "0203"}})
        self.send(op="cancel", seq=90, call=requests)
        self.assertEqual({self.receive()["seq"], self.receive()["seq"]}, {90, requests})

    def test_it_closes_when_the_peer_has_closed(self):
        self.call("close")
        self.assertEqual(read(self.peer, 8), END)
        self.peer.sendall(bytes.fromhex(END))
        self.assertEqual(self.receive()["status"], "ok")
        self.assertEqual(read(self.peer), "")

    def test_what_is_not_there(self):
        self.send(op="call", seq=50, client="other", method="request", args={"type": 0, "payload": ""})
        self.assertEqual(self.receive()["status"], "unsupported")
        self.send(op="call", seq=51, client="other", method="connect", args={"host": "127.0.0.1", "port": 1, "options": {"token": "t"}})
        self.assertEqual(self.receive()["status"], "unsupported")
        self.send(op="call", seq=52, client="other", method="connect", args={"host": "127.0.0.1", "port": 1, "options": {}})
        self.assertEqual(self.receive()["error"], "refused")

    def test_a_request_without_an_answer_keeps_nothing_from_ending(self):
        self.call("request", type=0, payload="")
        self.assertEqual(read(self.peer, 4), "03020201")
        self.send(op="bye", seq=99)
        self.assertEqual(self.process.wait(timeout=5), 0)


if __name__ == "__main__":
    unittest.main()

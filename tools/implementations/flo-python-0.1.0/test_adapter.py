"""The adapter of flo-python 0.1.0 against the installed package: bytes captured from it, and sessions over loopback.

Needs `tools/peers install flo-python-0.1.0`; without it every test fails. Frames marked S1 ... are the captures of the
session scenarios; those answered here are assembled with struct and zlib, as a server would.
"""

import json
import pathlib
import socket
import struct
import sys
import unittest
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

from adapter_case import DriverCase, TesteeCase, place, received  # noqa: E402

PLACE = place("flo-python-0.1.0")

# captured: flo-python 0.1.0 FloClient over loopback
PUT = "464c4f001b0000000100000000000000e12a605501300000070064656661756c740600757365723a31040000004a6f686e0000"
REGISTER = "464c4f00220000000100000000000000542d4a810160000005006d796170700400676f6f640f0000000030750000030000000000000000000000"


def response(request_id, payload=b"", status=0, flip=0):
    head, tail = struct.pack("<4sIQ", b"FLO\0", len(payload), request_id), bytes([1, status, 0, 0])
    return head + struct.pack("<I", zlib.crc32(head + tail + payload) ^ flip) + tail + payload


class TesteeAnswers(TesteeCase):
    folder = PLACE
    about = {"protocol": "flo", "variant": "v1-24"}

    def decode(self, frame, wire):
        return self.ask(op="decode", frame=frame, wire=wire)

    def encode(self, frame, **value):
        return self.ask(op="encode", frame=frame, value=value)

    def test_it_encodes_the_captured_request(self):
        value = {"request_id": "1", "op": "KV_PUT", "namespace": b"default".hex(), "key": b"user:1".hex(), "value": b"John".hex(), "options": []}
        self.assertEqual(self.encode("request", **value)["wire"], PUT)
        self.assertEqual(self.encode("request", **{**value, "op": 48})["wire"], PUT)

    def test_the_key_of_65536_bytes_is_refused_without_a_code(self):
        reply = self.encode("request", request_id="1", op="KV_GET", namespace="", key="6b" * 65536, value="", options=[])
        self.assertEqual((reply["status"], reply.get("code")), ("error", None))

    def test_documented_refusals_have_codes(self):
        good = response(7, b"hello").hex()
        for wire, code in {good[:46]: "truncated", good[:-2]: "truncated", "00" + good[2:]: "bad_magic",
                           good[:40] + "02" + good[42:]: "bad_version", response(7, b"hello", flip=1).hex(): "bad_checksum"}.items():  # fmt: skip
            self.assertEqual(self.decode("response", wire)["code"], code)
        self.assertNotIn("code", self.decode("response", response(7, status=12).hex()))
        reply = self.encode("request", request_id="1", op="KV_GET", namespace="6e" * 256, key="", value="", options=[])
        self.assertEqual(reply["code"], "unencodable")

    def test_no_cursor_and_no_value_are_empty_bytes(self):
        value = self.decode("scan_response", "00" + "00000000" + "01000000" + "01006b" + "00000000")["value"]
        self.assertEqual(value, {"has_more": False, "cursor": "", "entries": [{"key": "6b", "value": ""}]})

    def test_fields_the_package_has_no_parameter_for_are_unsupported(self):
        request = {"request_id": "1", "op": "PING", "namespace": "", "key": "", "value": "", "options": []}
        self.assertEqual(self.encode("request", **request, flags=1)["status"], "unsupported")
        self.assertEqual(self.encode("action_list_value", limit=1, cursor="")["status"], "unsupported")
        self.assertEqual(self.encode("action_invoke_value", priority=1, delay_ms="1", input="")["status"], "unsupported")

    def test_damages_still_fit_the_package(self):
        for damage in json.loads((HERE / "damages.json").read_text()):
            (path,) = PLACE.glob(damage["file"])
            self.assertEqual(path.read_text().count(damage["find"]), 1, damage["name"])


class Sessions(DriverCase):
    """The real client through the driver, against a server that answers as each test says."""

    folder = PLACE

    def setUp(self):
        super().setUp()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(10)
        self.addCleanup(self.listener.close)
        self.assertEqual(self.connect()["status"], "ok")
        self.peer = self.accept()

    def connect(self, **options):
        port = self.listener.getsockname()[1]
        return self.call("connect", host="127.0.0.1", port=port, transport="tcp", timeout_ms=400, options=options)

    def accept(self):
        peer, _ = self.listener.accept()
        peer.settimeout(10)
        self.addCleanup(peer.close)
        return peer

    def request(self):
        """The next request's id and whole frame in hex."""
        header = received(self.peer, 24)
        size, request_id = struct.unpack("<IQ", header[4:16])
        return request_id, (header + received(self.peer, size)).hex()

    def answered(self, method, answer, **args):
        """Calls, answers the request with `answer(id)`, returns the reply."""
        self.start(method, **args)
        request_id, _ = self.request()
        self.peer.sendall(answer(request_id))
        return self.pipe.receive()

    def test_s1_put_sends_the_captured_bytes(self):
        self.start("kv.put", key=b"user:1".hex(), value=b"John".hex())
        self.assertEqual(self.request(), (1, PUT))
        self.peer.sendall(response(1))
        self.assertEqual(self.pipe.receive(), {"seq": 2, "status": "ok", "value": None})

    def test_s2_a_conflict_keeps_its_text(self):
        reply = self.answered("kv.put", lambda n: response(n, b"version mismatch", status=8), key="6b", value="", cas_version="3")
        self.assertEqual((reply["error"], reply["type"], reply["message"], reply["detail"]),
                         ("conflict", "flo.exceptions.ConflictError", "version mismatch", {"status": "CONFLICT"}))  # fmt: skip

    def test_every_documented_status_has_its_error(self):
        names = {1: "generic", 2: "ok", 3: "bad_request", 4: "generic", 7: "unauthorized", 8: "conflict", 9: "internal",
                 10: "overloaded", 11: "rate_limited", 12: "other"}  # fmt: skip
        for status, name in names.items():
            reply = self.answered("kv.get", lambda n: response(n, status=status), key="6b")
            self.assertEqual(reply.get("error", reply["status"]), name, status)

    def test_s9_a_bad_checksum_is_a_protocol_error(self):
        reply = self.answered("kv.get", lambda n: response(n, b"v", flip=1), key="6b")
        self.assertEqual((reply["error"], reply["type"]), ("protocol", "flo.exceptions.InvalidChecksumError"))

    def test_s9_finding_the_answer_to_another_id_is_taken(self):
        self.assertEqual(self.answered("kv.get", lambda n: response(n + 5, b"v"), key="6b")["value"], "76")

    def test_s9_finding_a_late_answer_reaches_the_next_call(self):
        self.start("kv.get", key="61")
        first, _ = self.request()
        late = self.pipe.receive()
        self.assertEqual((late["error"], late["type"]), ("other", "TimeoutError"))
        self.assertEqual(self.answered("kv.get", lambda n: response(first, b"late"), key="62")["value"], b"late".hex())

    def test_finding_an_append_to_a_stream_that_is_not_there_succeeds(self):
        reply = self.answered("stream.append", lambda n: response(n, b"no such stream: events", status=2), stream="events", payload="")
        self.assertEqual(reply["value"], {"sequence": "2335225762885431150", "timestamp_ms": "2322288822944167027"})

    def test_s9_an_end_of_the_connection_is_closed(self):
        self.start("kv.get", key="6b")
        self.request()
        self.peer.close()
        self.assertEqual(self.pipe.receive()["error"], "closed")

    def test_s11_calls_at_once_are_sent_one_at_a_time(self):
        seqs = [self.start("kv.get", key=key) for key in ("61", "62", "63")]
        for number in (1, 2, 3):
            self.assertEqual(self.request()[0], number)
            self.peer.settimeout(0.1)
            with self.assertRaises(TimeoutError):
                self.peer.recv(1)
            self.peer.settimeout(10)
            self.peer.sendall(response(number, bytes([number])))
        self.assertEqual([(r["seq"], r["value"]) for r in (self.pipe.receive() for _ in seqs)], list(zip(seqs, ("01", "02", "03"))))

    def test_s12_ids_continue_over_a_reconnect_and_one_is_spent_on_a_refused_call(self):
        self.assertEqual(self.call("kv.put", key="6b", value="", namespace="n" * 256)["error"], "invalid_argument")
        self.assertEqual(self.call("close")["status"], "ok")
        self.assertEqual(self.call("kv.get", key="6b")["type"], "flo.exceptions.NotConnectedError")
        self.assertEqual(self.connect()["status"], "ok")
        self.peer = self.accept()
        self.start("kv.get", key="6b")
        self.assertEqual(self.request()[0], 2)

    def test_s10_a_cancelled_call_ends_and_its_answer_reaches_the_next(self):
        seq = self.start("kv.get", key="61")
        self.request()
        self.pipe.send(op="cancel", seq=90, call=seq)
        replies = {reply["seq"]: reply for reply in (self.pipe.receive(), self.pipe.receive())}
        self.assertEqual((replies[90]["status"], replies[seq]["error"]), ("ok", "cancelled"))
        self.assertEqual(self.answered("kv.get", lambda n: response(1, b"first"), key="62")["value"], b"first".hex())

    def test_what_the_client_lacks_is_unsupported(self):
        for options in ({"api_key": "k"}, {"ca_file": "f"}):
            self.assertEqual(self.connect(**options)["status"], "unsupported")

    def test_a_refused_connection(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            reply = self.call("connect", host="127.0.0.1", port=unused.getsockname()[1], transport="tcp", options={})
        self.assertEqual((reply["error"], reply["type"]), ("refused", "flo.exceptions.ConnectionFailedError"))

    def test_s6_the_worker_runs_its_tasks_and_ends_on_cancel(self):
        self.assertEqual(self.connect(namespace="myapp")["status"], "ok")
        self.accept()  # the client's connection; the worker opens its own
        seq = self.start("worker.run", worker_id="w-1", actions={"good": "echo", "bad": "raise"}, block_ms=200, concurrency=1)
        self.peer = self.accept()
        ops, awaits, tasks = [], 0, [("t-1", "good"), ("t-2", "bad")]
        while awaits < 3:
            number, frame = self.request()
            ops.append(bytes.fromhex(frame)[21])
            if number == 1:
                self.assertEqual(frame, REGISTER)
            body = b""
            if ops[-1] == 0x6B:
                awaits += 1
                if tasks:
                    body = b"".join(struct.pack("<H", len(text)) + text.encode() for text in tasks.pop(0)) + struct.pack("<qI", 5, 1) + b"in"
                else:
                    break  # the third await is left unanswered
            self.peer.sendall(response(number, body))
        self.assertEqual([op for op in ops if op != 0x6B], [0x60, 0x60, 0x69, 0x6C, 0x6D])
        items = [self.pipe.receive(), self.pipe.receive()]
        self.assertEqual([(i["status"], i["value"]["task_id"], i["value"]["payload"]) for i in items],
                         [("item", "t-1", "696e"), ("item", "t-2", "696e")])  # fmt: skip
        self.pipe.send(op="cancel", seq=90, call=seq)
        replies = {reply["seq"]: reply for reply in (self.pipe.receive(), self.pipe.receive())}
        self.assertEqual((replies[seq]["status"], replies[seq]["value"]), ("ok", None))


if __name__ == "__main__":
    unittest.main()

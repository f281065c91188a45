"""The adapter of fila-python against an installed checkout, and what FINDINGS.md says of the client, over loopback.

Needs `tools/peers install fila-python --from CHECKOUT`, at the commit that FINDINGS.md names; without it every test fails
but those of the install. Frames are captures, or assembled with struct, as a server would.
"""

import json
import os
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

from adapter_case import TesteeCase, place, received  # noqa: E402

PLACE = place("fila-python")

# captured: fila-fibp git 95f359d ProtocolMessage::encode, and the same bytes from fila-python where it can write them
CONSUME = "0000000e12000000000500066f7264657273"
ACK_RESULT = "0000000b1700000000060000000100"
HANDSHAKE_OK = "000000140200000000000001000000000000000001000000"
CONSUME_OK = "0000002c130000000005002430313932663361312d376232632d376465662d383132332d343536373839616263646566"
CONSUMER = "0192f3a1-7b2c-7def-8123-456789abcdef"


def frame(opcode, request_id, body=b"", flags=0):
    return struct.pack("!IBBI", 6 + len(body), opcode, flags, request_id) + body


class Answers(TesteeCase):
    """The testee program, one line after the other."""

    folder = PLACE
    about = {"protocol": "fibp", "variant": "42"}

    def decode(self, name, wire, **context):
        return self.ask(op="decode", frame=name, wire=wire, context=context)

    def encode(self, name, **value):
        return self.ask(op="encode", frame=name, value=value)

    def stream(self, *segments):
        reply = self.decode("stream", list(segments))
        return [each["frame"] for each in reply["value"]], reply.get("state", reply["status"])

    def test_captured_frames(self):
        self.assertEqual(self.encode("Consume", request_id=5, queue="orders")["wire"], CONSUME)
        reply = self.decode("AckResult", ACK_RESULT)
        self.assertEqual(reply["value"], {"flags": 0, "request_id": 6, "results": [{"error_code": 0}]})
        self.assertEqual(self.decode("ConsumeOk", CONSUME_OK)["value"]["consumer_id"], CONSUMER)

    def test_bytes_behind_a_frame_are_not_consumed(self):
        self.assertEqual(self.decode("AckResult", ACK_RESULT + "00")["consumed"], len(ACK_RESULT) // 2)
        self.assertEqual(self.decode("Ping", frame(3, 7).hex() + "00")["consumed"], 10)

    def test_the_bytes_say_which_frame_it_is(self):
        self.assertEqual(self.decode("AckResult", HANDSHAKE_OK)["frame"], "HandshakeOk")
        self.assertEqual(self.decode("AckResult", CONSUME)["frame"], "Consume")
        self.assertEqual(self.decode("AckResult", frame(0x1A, 5).hex())["status"], "error")

    def test_a_ping_is_seen_although_the_package_answers_it(self):
        self.assertEqual(self.decode("Ping", frame(3, 7, flags=0x80).hex())["value"], {"flags": 0x80, "request_id": 7})
        frames, state = self.stream(frame(3, 7).hex(), ACK_RESULT, frame(3, 8).hex())
        self.assertEqual((frames, state), (["Ping", "AckResult", "Ping"], "clean"))

    def test_how_a_stream_ends(self):
        self.assertEqual(self.stream(), ([], "clean"))
        self.assertEqual(self.stream(ACK_RESULT[:9 * 2], ACK_RESULT[9 * 2 :]), (["AckResult"], "clean"))
        self.assertEqual(self.stream(ACK_RESULT, "00"), (["AckResult"], "truncated"))
        self.assertEqual(self.stream(ACK_RESULT, frame(0x17, 5, b"\0", flags=1).hex()), (["AckResult"], "truncated"))
        self.assertEqual(self.stream(ACK_RESULT, "01000001", ACK_RESULT), (["AckResult"], "error"))
        self.assertEqual(self.decode("stream", [CONSUME])["status"], "unsupported")

    def test_the_limit_is_that_of_the_case_alone(self):
        self.assertEqual(self.decode("AckResult", ACK_RESULT, max_frame_size=10)["status"], "error")
        self.assertEqual(self.decode("AckResult", ACK_RESULT, max_frame_size=11)["status"], "ok")
        self.assertEqual(self.decode("AckResult", "01000001" + "00" * 20)["status"], "error")

    def test_what_the_package_has_no_parameter_for_is_unsupported(self):
        message = {"queue": "q", "headers": [["k", "1"], ["k", "2"]], "payload": ""}
        self.assertEqual(self.encode("Enqueue", request_id=1, messages=[message])["status"], "unsupported")
        self.assertEqual(self.encode("Ping", request_id=1)["status"], "unsupported")
        self.assertEqual(self.decode("Enqueue", frame(0x10, 5).hex())["status"], "unsupported")
        self.assertEqual(self.decode("AckResult", ACK_RESULT, profile="strict")["status"], "unsupported")

    def test_refusals_have_no_code(self):
        for reply in (self.decode("AckResult", ACK_RESULT[:-2]), self.encode("Consume", request_id=1 << 32, queue="q")):
            self.assertEqual((reply["status"], "code" in reply), ("error", False))

    def test_finding_an_error_becomes_part_of_a_consumer_id(self):
        wire = "0000000a1301000000020003632d0000000dfe00000000030b00026e6f0000"
        self.assertEqual(self.decode("stream", [wire])["value"][0]["value"]["consumer_id"], "c-\x0b")

    def test_finding_cancel_consume_has_a_body(self):
        self.assertEqual(self.encode("CancelConsume", request_id=5)["wire"], "000000081500000000050000")


class Clients(unittest.TestCase):
    """`fila.Client` in a process of its own, against a server that answers its first request as each test says."""

    def outcome(self, call, *answers):
        """What the call returns or raises, as text, and the frames that came after its request."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(10)
            frames = []
            server = threading.Thread(target=self.serve, args=(listener, answers, frames))
            server.start()
            code = (
                "import sys, fila\n"
                "client = fila.Client(sys.argv[1], accumulator_mode=fila.AccumulatorMode.DISABLED)\n"
                f"try:\n    print(repr({call}))\n"
                "except Exception as error:\n    print(type(error).__name__)\n"
                "client.close()\n"
            )
            address = f"127.0.0.1:{listener.getsockname()[1]}"
            python = PLACE / "venv" / "bin" / "python"
            done = subprocess.run([python, "-c", code, address], capture_output=True, text=True, timeout=30)
            server.join(10)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip(), frames

    def serve(self, listener, answers, frames):
        peer, _ = listener.accept()
        peer.settimeout(10)
        with peer:
            self.read(peer)
            peer.sendall(bytes.fromhex(HANDSHAKE_OK))
            self.read(peer)
            peer.sendall(b"".join(answers))
            while request := self.read(peer):
                frames.append(request.hex())

    def read(self, peer):
        """The next frame whole, None at the end."""
        length = received(peer, 4)
        return length + received(peer, struct.unpack("!I", length)[0]) if len(length) == 4 else None

    def test_error_codes_have_other_meanings(self):
        names = {
            0x01: "QueueNotFound", 0x04: "InvalidArgument", 0x06: "PermissionDenied", 0x07: "ResourceExhausted", 0x09: "Protocol",
            0x0A: "Unavailable", 0x0B: "Unauthorized", 0x0D: "Lua", 0x0E: "ChannelFull", 0x0F: "Forbidden", 0x10: "ApiKeyNotFound",
        }  # fmt: skip
        for code, name in names.items():
            error = frame(0xFE, 2, bytes([code, 0, 1, 0x74, 0, 0]))
            self.assertEqual(self.outcome("client.ack('q', 'id')", error)[0], name + "Error", code)

    def test_an_answer_to_another_request_is_taken(self):
        for opcode, request_id in ((0x17, 7), (0x19, 2), (0x1A, 2)):
            answer = frame(opcode, request_id, bytes([0, 0, 0, 1, 0]))
            self.assertEqual(self.outcome("client.ack('q', 'id')", answer)[0], "None", opcode)
        self.assertEqual(self.outcome("client.ack('q', 'id')", frame(4, 2))[0], "error")  # struct.error

    def test_fewer_results_than_items_pass(self):
        self.assertEqual(self.outcome("client.ack('q', 'id')", frame(0x17, 2, bytes(4)))[0], "None")
        one = frame(0x11, 2, bytes([0, 0, 0, 1, 0, 0, 1, 0x6D]))
        self.assertEqual(self.outcome("len(client.enqueue_many([('q', None, b'a'), ('q', None, b'b')]))", one)[0], "1")
        self.assertEqual(self.outcome("client.enqueue('q', None, b'a')", frame(0x11, 2, bytes(4)))[0], "IndexError")

    def test_a_consumer_ends_without_an_error_and_cancels_by_a_fresh_id(self):
        ok, length = frame(0x13, 2, b"\0\2c1"), struct.pack("!I", 16777217)
        returned, frames = self.outcome("list(client.consume('orders'))", ok, length)
        self.assertEqual(returned, "[]")
        self.assertEqual(frames, ["0000000a15000000000300026331", "00000006050000000004"])


class Installs(unittest.TestCase):
    """checkout_install.py with folders made for it."""

    def install(self, checkout):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        environment = {key: item for key, item in os.environ.items() if key != "WIREPROOF_PEER_FROM"}
        if checkout:
            environment["WIREPROOF_PEER_FROM"] = str(checkout)
        command = [sys.executable, HERE / "checkout_install.py"]
        done = subprocess.run(command, cwd=folder.name, env=environment, capture_output=True, text=True, timeout=60)
        return pathlib.Path(folder.name), done

    def checkout(self, **files):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, text in {"fila/__init__.py": "", "fila/fibp/__init__.py": "", **files}.items():
            path = pathlib.Path(folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return pathlib.Path(folder.name)

    def test_without_a_checkout_it_says_where_to_get_one(self):
        _, done = self.install(None)
        self.assertEqual(done.returncode, 1)
        self.assertIn("tools/peers install fila-python --from CHECKOUT", done.stderr)

    def test_a_folder_without_fibp_is_no_checkout(self):
        _, done = self.install(self.checkout())
        self.assertEqual(done.returncode, 1)
        self.assertIn("has no fila/fibp/codec.py", done.stderr)

    def test_a_project_without_a_version(self):
        _, done = self.install(self.checkout(**{"fila/fibp/codec.py": "", "pyproject.toml": "[project]\n"}))
        self.assertEqual(done.returncode, 1)
        self.assertIn("names no version", done.stderr)

    def test_a_checkout_is_importable_where_it_was_put(self):
        files = {"fila/fibp/codec.py": "number = 7\n", "pyproject.toml": '[project]\nversion = "0.4.0"\n'}
        folder, done = self.install(self.checkout(**files))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads((folder / "checkout.json").read_text()), {"version": "0.4.0", "commit": None})
        code = "from fila.fibp import codec; print(codec.number)"
        asked = subprocess.run([folder / "venv" / "bin" / "python", "-c", code], capture_output=True, text=True)
        self.assertEqual(asked.stdout, "7\n", asked.stderr)


class Damages(unittest.TestCase):
    def test_damages_still_fit_the_package(self):
        for damage in json.loads((HERE / "damages.json").read_text()):
            (path,) = PLACE.glob(damage["file"])
            self.assertEqual(path.read_text().count(damage["find"]), 1, damage["name"])


# captured: fila-python git 17a36b0 against a scripted server, one connection; call, its frame, the answer, and what comes of it
SESSION = [
    ("create_queue", {"name": "orders"}, "00000018fd000000000200066f726465727300000000000000000000", "0000000ffc00000000020000066f7264657273", None),
    ("enqueue", {"queue": "orders", "headers": [["tenant", "acme"]], "payload": "68656c6c6f"},
     "0000002b1000000000030000000100066f72646572730001000674656e616e74000461636d650000000568656c6c6f",
     "000000111100000000030000000100000469642d30", "id-0"),
    ("enqueue_many", {"messages": [{"queue": "orders", "headers": [], "payload": "31"}, {"queue": "q2", "headers": [["a", "b"], ["c", "d"]], "payload": ""}]},
     "0000002f1000000000040000000200066f72646572730000000000013100027132000200016100016200016300016400000000",
     "000000181100000000040000000200000469642d3000000469642d31", [{"message_id": "id-0"}, {"message_id": "id-1"}]),
    ("get_stats", {"queue": "orders"}, "0000000ef9000000000500066f7264657273",
     "00000037f800000000050000000000000000050000000000000001000000000000000100000002000003e800000000000000000000000000000000",
     {"depth": "5", "in_flight": "1", "active_fairness_keys": "1", "leader_node_id": "0", "active_consumers": 2, "quantum": 1000,
      "replication_count": 0, "per_key_stats": [], "per_throttle_stats": []}),
    ("list_queues", {}, "00000006f70000000006", "00000031f600000000060000000000000100066f726465727300000000000000050000000000000001000000020000000000000000",
     [{"name": "orders", "depth": "5", "in_flight": "1", "active_consumers": 2, "leader_node_id": "0"}]),
    ("set_config", {"key": "k", "value": "v"}, "0000000cf5000000000700016b000176", "00000007f4000000000700", None),
    ("get_config", {"key": "k"}, "00000009f3000000000800016b", "0000000af2000000000800000176", "v"),
    ("list_config", {"prefix": "k"}, "00000009f1000000000900016b", "0000000ff0000000000900000100016b000176", [{"key": "k", "value": "v"}]),
    ("redrive", {"dlq_queue": "orders.dlq", "count": "10"}, "0000001aef000000000a000a6f72646572732e646c71000000000000000a",
     "0000000fee000000000a000000000000000003", "3"),
    ("create_api_key", {"name": "svc"}, "00000014ed000000000b0003737663000000000000000000", "00000015ec000000000b0000036b6964000666696c615f6b00",
     {"key_id": "kid", "key": "fila_k", "is_superadmin": False}),
    ("list_api_keys", {}, "00000006e9000000000c", "00000024e8000000000c00000100036b696400037376630000000000000001000000000000000000",
     [{"key_id": "kid", "name": "svc", "created_at_ms": "1", "expires_at_ms": "0", "is_superadmin": False}]),
    ("set_acl", {"key_id": "kid", "permissions": [{"kind": "produce", "pattern": "orders.*"}]},
     "00000020e7000000000d00036b69640001000770726f6475636500086f72646572732e2a", "00000007e6000000000d00", None),
    ("get_acl", {"key_id": "kid"}, "0000000be5000000000e00036b6964", "00000022e4000000000e0000036b6964000001000770726f6475636500086f72646572732e2a",
     {"key_id": "kid", "is_superadmin": False, "permissions": [{"kind": "produce", "pattern": "orders.*"}]}),
    ("revoke_api_key", {"key_id": "kid"}, "0000000beb000000000f00036b6964", "00000007ea000000000f00", None),
    ("ack", {"queue": "orders", "message_id": "id1"}, "000000171600000000100000000100066f72646572730003696431", "0000000b1700000000100000000100", None),
    ("nack", {"queue": "orders", "message_id": "id2", "error": "boom"}, "0000001d1800000000110000000100066f726465727300036964320004626f6f6d",
     "0000000b1900000000110000000102", ("message_not_found", "fila.errors.MessageNotFoundError")),
    ("delete_queue", {"queue": "orders"}, "0000000efb000000001200066f7264657273", "00000007fa000000001201",
     ("queue_not_found", "fila.errors.QueueNotFoundError")),
]  # fmt: skip


class DriverCalls(unittest.TestCase):
    """The driver program against a server of ours that knows nothing but the capture."""

    def setUp(self):
        self.process = subprocess.Popen([PLACE / "driver"], cwd=PLACE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.end)
        self.seq = 0

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def call(self, method, **arguments):
        self.seq += 1
        line = {"op": "call", "seq": self.seq, "client": "main", "method": method, "args": arguments}
        self.process.stdin.write(json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()

    def reply(self):
        return json.loads(self.process.stdout.readline())

    def connect(self, handshake, **options):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(5)
            self.call("connect", host="127.0.0.1", port=listener.getsockname()[1], transport="tcp", options=options)
            self.peer, _ = listener.accept()
        self.addCleanup(self.peer.close)
        self.peer.settimeout(5)
        self.expect(handshake)
        self.send(HANDSHAKE_OK)
        self.assertEqual(self.reply()["status"], "ok")

    def expect(self, wire):
        self.assertEqual(received(self.peer, len(wire) // 2).hex(), wire)

    def send(self, wire):
        self.peer.sendall(bytes.fromhex(wire))

    def test_every_method_writes_its_captured_frame(self):
        self.connect("00000013010000000001000101000866696c615f6b6579", api_key="fila_key")
        for method, arguments, request, answer, outcome in SESSION:
            with self.subTest(method):
                self.call(method, **arguments)
                self.expect(request)
                self.send(answer)
                reply = self.reply()
                if isinstance(outcome, tuple):
                    self.assertEqual((reply["error"], reply["type"]), outcome)
                else:
                    self.assertEqual((reply["status"], reply.get("value")), ("ok", outcome))
        self.call("close")
        self.expect("00000006050000000013")
        self.assertEqual(self.reply()["status"], "ok")

    def test_a_consumer_ends_after_its_count(self):
        self.connect("00000009010000000001000100")
        self.call("consume", queue="orders", count=1)
        self.expect("0000000e12000000000200066f7264657273")
        self.send("0000002c130000000002002430313932663361312d376232632d376465662d383132332d343536373839616263646566")
        self.send("000000421400000000020000000100036d2d3100066f72646572730000000000026869000764656661756c740000000100000000000000000000000000000000000000000000")
        self.assertEqual(self.reply()["value"], {
            "message_id": "m-1", "queue": "orders", "headers": [], "payload": "6869", "fairness_key": "default", "weight": 1,
            "throttle_keys": [], "attempt_count": 0, "enqueued_at": "0", "leased_at": "0",
        })  # fmt: skip
        self.assertEqual(self.reply()["status"], "ok")
        self.expect("0000002c150000000003002430313932663361312d376232632d376465662d383132332d343536373839616263646566")

    def test_what_the_client_lacks_is_unsupported(self):
        self.connect("00000009010000000001000100")
        for method, arguments in (("create_queue", {"name": "q", "on_enqueue_script": "return"}), ("create_api_key", {"name": "k", "is_superadmin": True})):
            self.call(method, **arguments)
            self.assertEqual(self.reply()["status"], "unsupported")


if __name__ == "__main__":
    unittest.main()

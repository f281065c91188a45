"""The pipe plumbing that adapters are built on: lines in any pieces, honest replies, no deadlock, nothing left hanging."""

import json
import os
import pathlib
import subprocess
import sys
import textwrap
import unittest

SHARED = pathlib.Path(__file__).resolve().parent.parent / "implementations" / "python"
sys.path.insert(0, str(SHARED))
sys.dont_write_bytecode = True

import wireproof_pipe as pipe  # noqa: E402

TESTEE = """
import enum, sys, time
from wireproof_pipe import Answer, Fields, Refused, Testee, call, to_integer

class Colour(enum.IntEnum):
    RED = 1

def decode_echo(data):
    if data == b"crash":
        {}["the adapter's own mistake"]
    if data == b"slow":
        time.sleep(0.3)
    return {"text": call(data.decode, "utf-8", codes={UnicodeDecodeError: "bad_utf8"})}

def decode_stream(segments):
    data = b"".join(segments)
    if b"!" in data:
        raise Refused("exclamation mark", "bad_value", [{"frame": "echo", "value": {"text": "before"}}])
    return Answer(value=[{"frame": "echo", "value": {"text": data.decode()}}], state="clean")

def encode_number(value):
    with Fields(value) as fields:
        number, colour = fields.integer("number"), fields.enum("colour", Colour, Colour.RED)
        fields.only("flags", 0)
    return call(number.to_bytes, 2, "little") + bytes([colour])

def encode_pieces(value, chunk_size=2):
    data = value["text"].encode()
    return [data[at : at + chunk_size] for at in range(0, len(data), chunk_size)]

sys.exit(Testee(name="toy", version="1", protocol="toy", variant="a", decode={"echo": decode_echo, "stream": decode_stream},
                encode={"number": encode_number, "pieces": encode_pieces}).run())
"""

DRIVER = """
import asyncio, sys
from wireproof_pipe import Driver, Raised, Unsupported, class_name

class Client:
    def __init__(self, name):
        self.name = name
    async def call(self, method, args, item):
        if method == "sleep":
            await asyncio.sleep(args["seconds"])
        if method == "count":
            for number in range(args["to"]):
                item(number)
        if method == "fail":
            raise ValueError("no")
        if method == "big":
            return "x" * args["size"]
        return self.name
    async def close(self):
        if self.name == "stubborn":
            await asyncio.sleep(60)
        print("closed", self.name, file=sys.stderr)

sys.exit(Driver(name="toy", version="1", protocol="toy", variant="a", methods=["sleep", "count", "fail", "big"],
                capabilities=[], new_client=Client, max_calls=2,
                classify=lambda error: Raised("other", class_name(error), str(error), {"a": 1})).run())
"""


class Program(unittest.TestCase):
    def start(self, text):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(text)], env={**os.environ, "PYTHONPATH": str(SHARED)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        process.wait()

    def converse(self, text, requests):
        process = self.start(text)
        lines = b"".join(json.dumps(request).encode() + b"\n" for request in requests)
        output, self.errors = process.communicate(lines, timeout=20)
        self.status = process.returncode
        return [json.loads(line) for line in output.splitlines()]

    @staticmethod
    def send(process, **request):
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()

    @staticmethod
    def receive(process):
        return json.loads(process.stdout.readline())


class TesteeReplies(Program):
    def ask(self, operation, frame, **more):
        about = {"op": operation, "seq": 7, "protocol": "toy", "variant": "a", "frame": frame, "context": {}}
        replies = self.converse(TESTEE, [{**about, **more}, {"op": "bye"}])
        self.assertEqual(len(replies), 1, self.errors)
        return replies[0]

    def test_hello_names_the_frames(self):
        (hello,) = self.converse(TESTEE, [{"op": "hello", "protocol_version": 1}])
        self.assertEqual(hello["supports"], {"toy": {"variant": "a", "decode": ["echo", "stream"], "encode": ["number", "pieces"]}})
        self.assertEqual((hello["op"], hello["max_in_flight"], hello["language"]), ("hello", 64, "python"))

    def test_a_value_and_bytes_come_back(self):
        self.assertEqual(self.ask("decode", "echo", wire="c3a9"), {"seq": 7, "status": "ok", "value": {"text": "é"}})
        reply = self.ask("encode", "number", value={"number": "258", "colour": "RED", "flags": 0})
        self.assertEqual(reply, {"seq": 7, "status": "ok", "wire": "020101"})

    def test_a_refusal_has_the_code_of_its_class_or_none(self):
        reply = self.ask("decode", "echo", wire="ff")
        self.assertEqual((reply["status"], reply["code"]), ("error", "bad_utf8"))
        reply = self.ask("encode", "number", value={"number": 65536})
        self.assertEqual((reply["status"], reply.get("code")), ("error", None))
        self.assertIn("OverflowError", reply["message"])

    def test_a_stream_is_a_list_of_segments_and_keeps_its_frames_when_it_is_refused(self):
        reply = self.ask("decode", "stream", wire=["61", "62"])
        self.assertEqual(reply, {"seq": 7, "status": "ok", "value": [{"frame": "echo", "value": {"text": "ab"}}], "state": "clean"})
        reply = self.ask("decode", "stream", wire=["61", "21"])
        self.assertEqual((reply["code"], reply["value"]), ("bad_value", [{"frame": "echo", "value": {"text": "before"}}]))

    def test_a_limit_that_cannot_be_set_is_unsupported(self):
        for limit in ("max_frame_size", "max_decompressed"):
            self.assertEqual(self.ask("decode", "echo", wire="", context={limit: 9})["status"], "unsupported")

    def test_several_messages_are_a_list_in_chunks_of_the_size_asked_for(self):
        self.assertEqual(self.ask("encode", "pieces", value={"text": "abc"})["wire"], ["6162", "63"])
        self.assertEqual(self.ask("encode", "pieces", value={"text": "abc"}, context={"chunk_size": 1})["wire"], ["61", "62", "63"])

    def test_what_the_package_cannot_be_asked_is_unsupported(self):
        for value in ({}, {"number": "x"}, {"number": 1, "more": 1}, {"number": 1, "flags": 1}, {"number": True}, [],
                      {"number": 1, "colour": "BLUE"}):  # fmt: skip
            with self.subTest(value):
                self.assertEqual(self.ask("encode", "number", value=value)["status"], "unsupported")

    def test_null_is_absent_and_an_unnamed_enum_number_is_passed_on(self):
        reply = self.ask("encode", "number", value={"number": 1, "colour": 9, "flags": None})
        self.assertEqual(reply["wire"], "010009")

    def test_another_variant_or_frame_is_unsupported(self):
        self.assertEqual(self.ask("decode", "echo", wire="", variant="b")["status"], "unsupported")
        self.assertEqual(self.ask("decode", "number", wire="")["status"], "unsupported")
        self.assertEqual(self.ask("decode", "echo", wire="", context={"profile": "strict"})["status"], "unsupported")
        self.assertEqual(self.ask("frobnicate", "echo", wire="")["status"], "unsupported")

    def test_a_mistake_of_the_adapter_is_a_crash_and_not_a_refusal(self):
        replies = self.converse(TESTEE, [{"op": "decode", "seq": 1, "protocol": "toy", "variant": "a", "frame": "echo", "wire": b"crash".hex()}])
        self.assertEqual((replies, self.status), ([], 1))
        self.assertIn(b"KeyError", self.errors)

    def test_a_line_that_is_not_json_ends_the_program(self):
        process = self.start(TESTEE)
        _, errors = process.communicate(b"{oops\n", timeout=20)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"not JSON", errors)


class TesteeLines(Program):
    def test_a_reply_that_is_too_long_for_a_line_is_unsupported(self):
        reply = self.converse(TESTEE.replace("import", "import wireproof_pipe; wireproof_pipe._MAX_LINE = 100; import", 1), [{**self.CASE, "seq": 1, "wire": "61" * 99}])
        self.assertEqual([(each["seq"], each["status"]) for each in reply], [(1, "unsupported")])
        self.assertIn("max_line", reply[0]["reason"])

    CASE = {"op": "decode", "protocol": "toy", "variant": "a", "frame": "echo"}

    def test_a_request_in_pieces_is_answered_when_it_is_whole(self):
        process = self.start(TESTEE)
        line = json.dumps({**self.CASE, "seq": 1, "wire": "61"}).encode() + b"\n"
        for index in range(len(line)):
            process.stdin.write(line[index : index + 1])
            process.stdin.flush()
        self.assertEqual(self.receive(process)["value"], {"text": "a"})

    def test_a_thousand_at_once_are_all_answered_in_order(self):
        replies = self.converse(TESTEE, [{**self.CASE, "seq": seq, "wire": "61"} for seq in range(1000)])
        self.assertEqual([reply["seq"] for reply in replies], list(range(1000)))

    def test_one_request_at_a_time_is_answered_without_waiting_for_more(self):
        process = self.start(TESTEE)
        for seq in range(20):
            self.send(process, **self.CASE, seq=seq, wire="61")
            self.assertEqual(self.receive(process)["seq"], seq)

    def test_a_line_of_eight_megabytes_passes(self):
        (reply,) = self.converse(TESTEE, [{**self.CASE, "seq": 1, "wire": "61" * (4 << 20)}])
        self.assertEqual(len(reply["value"]["text"]), 4 << 20)

    def test_a_last_line_without_its_end_is_answered(self):
        process = self.start(TESTEE)
        output, _ = process.communicate(json.dumps({**self.CASE, "seq": 1, "wire": ""}).encode(), timeout=20)
        self.assertEqual(json.loads(output)["seq"], 1)


class DriverCalls(Program):
    def call(self, process, seq, method, client="main", **args):
        self.send(process, op="call", seq=seq, client=client, method=method, args=args)

    def test_hello_and_ping(self):
        process = self.start(DRIVER)
        self.send(process, op="hello", protocol_version=1, kind="driver")
        self.assertEqual(self.receive(process)["methods"], ["big", "count", "fail", "sleep"])
        self.send(process, op="ping", seq=1)
        self.assertEqual(self.receive(process), {"seq": 1, "status": "ok"})

    def test_calls_run_side_by_side_up_to_the_limit(self):
        process = self.start(DRIVER)
        self.call(process, 1, "sleep", seconds=0.6)
        self.call(process, 2, "sleep", seconds=0.2)
        self.call(process, 3, "sleep", seconds=0)
        self.assertEqual([self.receive(process)["seq"] for _ in range(3)], [2, 3, 1])

    def test_items_come_before_the_end(self):
        process = self.start(DRIVER)
        self.call(process, 1, "count", to=2)
        self.assertEqual([(r["status"], r["value"]) for r in (self.receive(process) for _ in range(3))],
                         [("item", 0), ("item", 1), ("ok", "main")])  # fmt: skip

    def test_an_exception_is_classified(self):
        process = self.start(DRIVER)
        self.call(process, 1, "fail")
        self.assertEqual(self.receive(process), {"seq": 1, "status": "raised", "error": "other", "type": "ValueError",
                                                 "message": "no", "detail": {"a": 1}})  # fmt: skip

    def test_a_cancelled_call_ends_even_before_its_first_step(self):
        process = self.start(DRIVER)
        for seq in (1, 2, 3):
            self.call(process, seq, "sleep", seconds=60)
        for call in (3, 1):
            self.send(process, op="cancel", seq=10 + call, call=call)
        replies = {reply["seq"]: reply for reply in (self.receive(process) for _ in range(4))}
        self.assertEqual((replies[1]["error"], replies[3]["error"]), ("cancelled", "cancelled"))
        self.assertEqual((replies[11]["status"], replies[13]["status"]), ("ok", "ok"))

    def test_cancelling_an_ended_call_is_answered(self):
        process = self.start(DRIVER)
        self.send(process, op="cancel", seq=1, call=99)
        self.assertEqual(self.receive(process), {"seq": 1, "status": "ok"})

    def test_close_client_ends_its_calls_and_not_those_of_others(self):
        process = self.start(DRIVER)
        self.call(process, 1, "sleep", client="a", seconds=60)
        self.call(process, 2, "sleep", client="b", seconds=0.5)
        self.send(process, op="close_client", seq=3, client="a")
        replies = [self.receive(process) for _ in range(3)]
        self.assertEqual([(reply["seq"], reply["status"]) for reply in replies], [(1, "raised"), (3, "ok"), (2, "ok")])

    def test_a_client_that_would_not_close_is_told(self):
        process = self.start(DRIVER)
        self.call(process, 1, "count", client="stubborn", to=0)
        self.assertEqual(self.receive(process)["status"], "ok")
        self.send(process, op="close_client", seq=2, client="stubborn")
        reply = self.receive(process)
        self.assertEqual((reply["seq"], reply["status"], reply["error"]), (2, "raised", "timeout"))

    def test_an_unknown_method_or_operation_is_unsupported(self):
        process = self.start(DRIVER)
        self.call(process, 1, "fly")
        self.assertEqual(self.receive(process)["status"], "unsupported")
        self.send(process, op="fly", seq=2)
        self.assertEqual(self.receive(process)["status"], "unsupported")

    def test_a_reader_that_is_slow_does_not_stop_other_calls(self):
        process = self.start(DRIVER)
        self.call(process, 1, "big", size=4 << 20)
        self.call(process, 2, "sleep", seconds=0)
        self.assertEqual(len(self.receive(process)["value"]), 4 << 20)
        self.assertEqual(self.receive(process)["seq"], 2)

    def test_bye_closes_every_client_and_ends(self):
        call = {"op": "call", "seq": 1, "method": "sleep", "args": {"seconds": 60}}
        replies = self.converse(DRIVER, [call, {"op": "ping", "seq": 2}, {"op": "bye", "seq": 3}])
        self.assertEqual(self.status, 0)
        self.assertEqual([(reply["seq"], reply["status"]) for reply in replies], [(2, "ok"), (1, "raised"), (3, "ok")])
        self.assertIn(b"closed main", self.errors)

    def test_a_line_that_is_not_json_ends_the_program(self):
        process = self.start(DRIVER)
        process.stdin.write(b"[]\n")
        process.stdin.flush()
        self.assertEqual(process.wait(timeout=10), 1)
        self.assertIn(b"not a JSON object", process.stderr.read())


class Values(unittest.TestCase):
    def test_class_names_are_written_in_full_but_for_builtins(self):
        self.assertEqual(pipe.class_name(ValueError()), "ValueError")
        self.assertEqual(pipe.class_name(json.JSONDecodeError("", "", 0)), "json.decoder.JSONDecodeError")


if __name__ == "__main__":
    unittest.main()

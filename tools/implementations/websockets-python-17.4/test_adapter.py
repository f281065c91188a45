"""The adapter of websockets 17.4 against the installed package: the examples of RFC 6455, and what it says no to.

Needs `tools/peers install websockets-python-17.4`; without it every test fails.
"""

import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

from adapter_case import TesteeCase, place  # noqa: E402

PLACE = place("websockets-python-17.4")


class TesteeAnswers(TesteeCase):
    folder = PLACE
    about = {"protocol": "websocket", "variant": "rfc6455", "frame": "frame"}

    def decode(self, wire):
        return self.ask(op="decode", wire=wire)

    def encode(self, **value):
        return self.ask(op="encode", value=value)

    def test_the_examples_of_the_document_go_both_ways(self):
        hello = {"fin": True, "rsv": 0, "opcode": "text", "payload": "48656c6c6f"}
        for wire, value in {  # RFC 6455, section 5.7
            "810548656c6c6f": hello,
            "818537fa213d7f9f4d5158": {**hello, "mask": "37fa213d"},
            "010348656c": {**hello, "fin": False, "payload": "48656c"},
            "80026c6f": {**hello, "opcode": "continuation", "payload": "6c6f"},
            "890548656c6c6f": {**hello, "opcode": "ping"},
            "8a8537fa213d7f9f4d5158": {**hello, "opcode": "pong", "mask": "37fa213d"},
            "827e0100" + "00" * 256: {**hello, "opcode": "binary", "payload": "00" * 256},
        }.items():
            self.assertEqual(self.decode(wire)["value"], value)
            self.assertEqual(self.encode(**value)["wire"], wire)

    def test_a_mask_without_a_payload_is_told(self):
        self.assertEqual(self.decode("8980fffefdfc")["value"]["mask"], "fffefdfc")

    def test_bytes_behind_the_frame_are_not_consumed(self):
        self.assertEqual(self.decode("8a008a00")["consumed"], 2)

    def test_refusals(self):
        for wire, code in (("", "truncated"), ("8185", "truncated"), ("8105ff", "truncated"), ("c100", None), ("8300", None), ("0900", None)):
            reply = self.decode(wire)
            self.assertEqual((reply["status"], reply.get("code")), ("error", code), wire)
        self.assertEqual(self.encode(fin=True, rsv=0, opcode=16, payload="")["status"], "error")
        self.assertEqual(self.encode(fin=True, rsv=4, opcode="text", payload="")["status"], "error")

    def test_what_it_has_no_parameter_for_is_unsupported(self):
        good = {"fin": True, "rsv": 0, "opcode": "text", "payload": ""}
        for wrong in ({"length_form": 7}, {"mask": "010203"}, {"rsv": 8}, {"fin": "yes"}):
            self.assertEqual(self.encode(**{**good, **wrong})["status"], "unsupported", wrong)
        self.assertEqual(self.ask(op="decode", frame="stream", wire=["8100"])["status"], "unsupported")


if __name__ == "__main__":
    unittest.main()

"""The adapter of cs.packetstream 20240630 against the installed package: bytes captured from it, and what it says no to.

Needs `tools/peers install packetstream-20240630`; without it every test fails.
"""

import json
import os
import pathlib
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
PLACE = pathlib.Path(os.environ.get("WIREPROOF_BUILD", ROOT / "build")).absolute() / "peers" / "packetstream-20240630"


class TesteeAnswers(unittest.TestCase):
    def setUp(self):
        self.process = subprocess.Popen([PLACE / "testee"], cwd=PLACE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.end)

    def end(self):
        self.process.kill()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def ask(self, **request):
        line = {"seq": 1, "protocol": "packetstream", "variant": "20240630", "context": {}, **request}
        self.process.stdin.write(json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

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


if __name__ == "__main__":
    unittest.main()

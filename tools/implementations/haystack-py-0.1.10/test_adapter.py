"""The adapter of haystack-py 0.1.10 against the installed package: bytes captured from it, and what it says no to.

Needs `tools/peers install haystack-py-0.1.10`; without it every test fails.
"""

import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

from adapter_case import TesteeCase, place  # noqa: E402

PLACE = place("haystack-py-0.1.10")
GRID = b'{"_kind":"grid","meta":{},"cols":[],"rows":[]}'.hex()


class TesteeAnswers(TesteeCase):
    folder = PLACE
    about = {"protocol": "haystack", "variant": "v2"}

    def decode(self, frame, wire, **more):
        return self.ask(op="decode", frame=frame, wire=wire, **more)

    def encode(self, frame, value, **more):
        return self.ask(op="encode", frame=frame, value=value, **more)

    def test_frames_go_both_ways(self):
        for wire, value in {  # captured: haystack-py 0.1.10 ws_codec.encode_binary_request, encode_binary_push, encode_chunked_frames
            "00000001" + GRID: {"flags": 0, "req_id": 0, "op": "about", "payload": GRID},
            "04000011" + GRID: {"flags": 4, "req_id": 0, "op": "watchPoll", "payload": GRID},
            "11000a0a00000001": {"flags": 1, "req_id": 10, "op": "read", "chunk": {"index": 0, "total": 1}, "payload": ""},
            "11000c0b0003000a22": {"flags": 1, "req_id": 12, "op": "nav", "chunk": {"index": 3, "total": 10}, "payload": "22"},
            "19000a0a010000000100": {
                "flags": 1, "req_id": 10, "op": "read", "compression": "lzma", "chunk": {"index": 0, "total": 1}, "payload": "",
            },
        }.items():  # fmt: skip
            self.assertEqual(self.decode("frame", wire)["value"], value)
            self.assertEqual(self.encode("frame", value)["wire"], wire)

    def test_compressed_frames_are_unfolded_and_named(self):
        value = {"flags": 1, "req_id": 1, "op": "read", "compression": "zlib", "payload": "7b7d"}
        self.assertEqual(self.decode("frame", "0900010a007801010200fdff7b7d017500f9")["value"], value)
        self.assertEqual(self.decode("frame", self.encode("frame", value)["wire"])["value"], value)
        self.assertNotIn("compression", self.decode("frame", "0100010a7b7d")["value"])

    def test_a_chunk_alone_is_read_though_its_index_fits_no_message(self):
        self.assertEqual(self.decode("frame", "1100010a000500014141")["value"]["chunk"], {"index": 5, "total": 1})
        for wire in ("1100010a000000", "1900010a00000000", "1900010a090000000178", "1900010a00000000027878"):
            self.assertEqual(self.decode("frame", wire)["status"], "error", wire)

    def test_chunks_are_joined_and_made(self):
        wires = ["1100010a00000002414141", "1100010a000100024242"]
        value = {"flags": 1, "req_id": 1, "op": "read", "payload": "4141414242"}
        self.assertEqual(self.decode("chunk_sequence", wires)["value"], value)
        self.assertEqual(self.decode("chunk_sequence", wires[::-1])["value"], value)
        self.assertEqual(self.encode("chunk_sequence", value, context={"chunk_size": 3})["wire"], wires)
        self.assertEqual(len(self.encode("chunk_sequence", {**value, "payload": "00" * 262145})["wire"]), 2)
        for messages in (wires[:1], [*wires, wires[1]], ["0100010a41"], ["1100010a000500014141"], [wires[0], "1100020a000100024242"]):
            reply = self.decode("chunk_sequence", messages)
            self.assertEqual((reply["status"], "code" in reply), ("error", False), messages)

    def test_grids_are_judged_and_come_back_as_they_are(self):
        text = ' {"cols":[{"name":"a"}]} '
        self.assertEqual(self.decode("grid", text.encode().hex())["value"], {"text": text})
        for text in ("[]", "{", '{"cols":[{}]}', '{"meta":{"a":{"_kind":"unheard"}}}'):
            self.assertEqual(self.decode("grid", text.encode().hex())["status"], "error", text)

    def test_codes_are_those_of_the_decompressors(self):
        self.assertEqual(self.decode("frame", "0900010a00")["code"], "bad_compression")
        self.assertEqual(self.decode("frame", "0900010a01")["code"], "bad_compression")
        for wire in ("0000", "01000105", "0900010a", "0900010a02"):
            reply = self.decode("frame", wire)
            self.assertEqual((reply["status"], "code" in reply), ("error", False), wire)
        self.assertEqual(self.encode("frame", {"flags": 0, "req_id": 65536, "op": "read", "payload": ""})["code"], "unencodable")
        self.assertEqual(self.encode("frame", {"flags": 0, "req_id": 1, "op": "defs", "payload": ""})["code"], "unencodable")

    def test_what_it_has_no_function_for_is_unsupported(self):
        frame = {"flags": 0, "req_id": 1, "op": "read", "payload": ""}
        for reply in (
            self.decode("stream", ["8200"]), self.decode("frame", "00000001", context={"profile": "strict"}),
            self.decode("frame", "00000001", context={"max_decompressed": 5}), self.decode("frame", "00000001", variant="v1"),
            self.encode("frame", {**frame, "compression": "gzip"}), self.encode("frame", {**frame, "chunk": {"index": 5, "total": 1}}),
            self.encode("frame", {"op": "read"}), self.encode("grid", {"text": "{}"}),
        ):  # fmt: skip
            self.assertEqual(reply["status"], "unsupported", reply)


if __name__ == "__main__":
    unittest.main()

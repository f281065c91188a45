#!/usr/bin/env python3
"""Tests of the assembler: what each piece writes, and that a mistake names its line."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import assemble  # noqa: E402

DOCUMENT = 'document {"protocol": "toy", "frame": "f", "variant": "1", "doc": "d"}\n'
CASE = "case toy-aaaaa valid must §1.1 a title\n"


def vectors(text):
    return assemble.assemble(assemble.read_lines(DOCUMENT + text))["vectors"]


def wire(pieces, before=""):
    lines = "".join(f"    {line}\n" for line in pieces.split("\n"))
    return vectors(before + CASE + "  wire:\n" + lines)[0]["wire"]


class Pieces(unittest.TestCase):
    def test_integers_are_written_in_their_width_and_byte_order(self):
        self.assertEqual(wire("u8 1 ; u16le 0x0203 ; u32be 4 ; i64le 0-2"), ["010302" "00000004" "feffffffffffffff"])

    def test_doubles_are_written_in_their_byte_order(self):
        self.assertEqual(wire("f64be 1.5 ; f64le -0.0 ; f64be inf"), ["3ff8000000000000" "0000000000000080" "7ff0000000000000"])

    def test_text_is_utf8_and_may_hold_the_separator(self):
        self.assertEqual(wire(r'utf8 "a ; b\u0000é" ; hex ff'), ["61203b206200c3a9ff"])

    def test_text_as_it_stands_keeps_quotes_and_backslashes(self):
        self.assertEqual(wire(r'text {"a": "b ; \u00e9é"} ; hex ff'), [br'{"a": "b ; \u00e9'.hex() + "c3a9" + b'"}'.hex() + "ff"])

    def test_long_repetitions_stay_short_and_short_ones_are_written_out(self):
        self.assertEqual(wire("hex 01 ; repeat 00 64 ; repeat ab 3"), ["01", {"repeat": "00", "count": 64}, "ababab"])

    def test_no_piece_is_no_byte(self):
        self.assertEqual(vectors(CASE + "  wire:\n")[0]["wire"], [""])

    def test_a_length_counts_between_its_labels_and_a_checksum_covers_other_integers(self):
        expected = b"\x03\x00abc"
        self.assertEqual(wire('@a u16le len(@b..@c) ; @b utf8 "abc" ; @c u32le crc32(@a..@c)^1'),
                         [(expected + (zlib.crc32(expected) ^ 1).to_bytes(4, "little")).hex()])

    def test_adler32_is_the_checksum_of_zlib(self):
        stored = "hex 7801 01 0300 fcff ; @a utf8 \"abc\" ; @b u32be adler32(@a..@b)"
        self.assertEqual(zlib.decompress(bytes.fromhex(wire(stored)[0])), b"abc")

    def test_a_mask_covers_lengths_and_checksums_too(self):
        masked = "xor 01ff\n  u8 len(@a..@end) ; @a utf8 \"abc\"\nxor ff: u32be crc32(@start..@a)"
        self.assertEqual(wire(masked)[0][:8], bytes([7 ^ 1, 0x61 ^ 0xff, 0x62 ^ 1, 0x63 ^ 0xff]).hex())
        self.assertEqual(int(wire(masked)[0][8:], 16), zlib.crc32(b"\x07") ^ 0xffffffff)
        self.assertEqual(wire("xor 01: repeat 00 64"), ["01" * 64])

    def test_labels_of_a_macro_are_its_own_and_its_block_sees_those_of_the_caller(self):
        macro = "macro counted size=u8\n  $size len(@a..@b)\n  @a ...\n  @b\n"
        self.assertEqual(wire('counted: counted size=u16be: utf8 "xy"\ncounted\n  @a utf8 "z"', macro), ["0400027879" "017a"])


class Cases(unittest.TestCase):
    def test_an_error_takes_its_offset_from_a_label(self):
        vector = vectors("case toy-aaaaa invalid must §1.1 t\n  error: bad_length|truncated @k+1 key\n  wire:\n    hex 0102 ; @k hex 03\n")[0]
        self.assertEqual(vector["error"], {"code": ["bad_length", "truncated"], "offset": 3, "path": "key"})

    def test_messages_are_parted_and_positions_count_through_them(self):
        macro = "macro sized\n  u8 len(@a..@b)\n  @a ...\n  @b\n"
        vector, = vectors(macro + CASE + "  error: bad_value @k\n  wires:\n    message: sized: hex aabb\n    message\n"
                          "      repeat 00 64\n      @k sized: hex cc\n    message\n")
        self.assertEqual(vector["wires"], [["02aabb"], [{"repeat": "00", "count": 64}, "01cc"], [""]])
        self.assertEqual(vector["error"]["offset"], 3 + 64)

    def test_a_table_gives_one_vector_a_row(self):
        rows = vectors('each id n what\n  toy-aaaaa 1 "one thing"\n  toy-bbbbb 2 two\n  case $id valid must §1.1 $what\n'
                       '    value: {"n": $n}\n    wire:\n      u8 $n\n')
        self.assertEqual([(row["id"], row["title"], row["value"], row["wire"]) for row in rows],
                         [("toy-aaaaa", "one thing", {"n": 1}, ["01"]), ("toy-bbbbb", "two", {"n": 2}, ["02"])])

    def test_a_cell_loses_one_pair_of_quotes(self):
        rows = vectors('each id cell\n  toy-aaaaa ""q""\n  toy-bbbbb """"\n  toy-ccccc ""\n  toy-ddddd ["x"]\n'
                       "  case $id valid must §1.1 t\n    wire:\n      text <$cell>\n")
        self.assertEqual([bytes.fromhex(row["wire"][0]) for row in rows], [b'<"q">', b'<"">', b"<>", b'<["x"]>'])

    def test_a_value_may_repeat_texts_and_lists(self):
        vector = vectors(CASE + '  value: {"t": {"$join": ["<", {"$repeat": ["ab", 2]}, ">"]},\n    "l": {"$repeat": [[1], 3]}}\n')[0]
        self.assertEqual(vector["value"], {"t": "<abab>", "l": [1, 1, 1]})


class Mistakes(unittest.TestCase):
    def assert_problem(self, text, *parts):
        with self.assertRaises(assemble.Problem) as caught:
            vectors(text)
        for part in parts:
            self.assertIn(part, str(caught.exception))

    def test_each_mistake_names_its_line(self):
        for piece, reason in (("u8 256", "does not fit"), ("hex 0", "hex 0"), ("u8 len(@x..@end)", "unknown label @x"),
                              ("bytes 00", "neither a piece nor a macro"), ("u8 five", "not a number"), ("f64be five", "could not convert"),
                              ("...", "outside of a macro"), ("hex 00 ; @a hex 00 ; @a hex 00", "set twice")):
            with self.subTest(piece):
                self.assert_problem(CASE + "  wire:\n    " + piece + "\n", "line 4", reason)

    def test_broken_cases_are_refused(self):
        self.assert_problem("case toy-aaaaa good must §1.1 t\n", "line 2", "expected: case")
        self.assert_problem(CASE + "  value: {\n", "line 3", "bad JSON")
        self.assert_problem(CASE + "  wires:\n    hex 00\n", "line 4", "expected message")
        self.assert_problem("each id n\n  toy-aaaaa\n  case $id valid must §1.1 t\n", "line 3", "1 cells for 2 columns")


class Files(unittest.TestCase):
    def run_on(self, folder, *arguments):
        script = pathlib.Path(assemble.__file__)
        return subprocess.run([sys.executable, script, *arguments, folder / "f.asm"], capture_output=True, text=True, timeout=60)

    def test_vectors_of_another_origin_are_kept_and_check_sees_a_change(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "f.asm").write_text(DOCUMENT + CASE + "  wire:\n    u8 1\n", encoding="utf-8")
            self.assertEqual(self.run_on(folder, "--check").returncode, 1)
            self.assertEqual(self.run_on(folder).returncode, 0)
            document = json.loads((folder / "f.json").read_text(encoding="utf-8"))
            document["vectors"].append({"id": "toy-bbbbb", "source": "captured: package 1 f"})
            (folder / "f.json").write_text(assemble.render(document), encoding="utf-8")
            self.assertEqual(self.run_on(folder, "--check").returncode, 0)
            (folder / "f.asm").write_text(DOCUMENT + CASE + "  wire:\n    u8 2\n", encoding="utf-8")
            checked = self.run_on(folder, "--check")
            self.assertEqual((checked.returncode, "run assemble.py" in checked.stderr), (1, True))
            self.assertEqual(self.run_on(folder).returncode, 0)
            document = json.loads((folder / "f.json").read_text(encoding="utf-8"))
            self.assertEqual([v["id"] for v in document["vectors"]], ["toy-aaaaa", "toy-bbbbb"])

    def test_an_id_used_twice_is_refused(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "f.asm").write_text(DOCUMENT + (CASE + "  wire:\n    u8 1\n") * 2, encoding="utf-8")
            result = self.run_on(folder)
            self.assertEqual((result.returncode, "used twice: toy-aaaaa" in result.stderr), (2, True))


if __name__ == "__main__":
    unittest.main()

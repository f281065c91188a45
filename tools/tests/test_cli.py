#!/usr/bin/env python3
"""The command line tool as a newcomer meets it: every mistake is answered with a sentence and an exit code that says whose it was.

    test_cli.py WIREPROOF [unittest arguments]
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

WIREPROOF = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else pathlib.Path("wireproof")
DATA = pathlib.Path(__file__).resolve().parent.parent.parent
SEQS = "010000000500000000000000"  # one number, 5
PING_REPLY = "464c4f0000000000010000000000000003a5247c01000000"  # captured: flo-python 0.1.0 took it as the answer to kv.put


def run(*arguments, stdin="", cwd=None, **environment):
    """Runs the tool away from any terminal, with a deadline."""
    clean = {key: value for key, value in os.environ.items() if key != "WIREPROOF_DATA"} | environment
    return subprocess.run([WIREPROOF, *arguments], input=stdin if isinstance(stdin, bytes) else stdin.encode(), cwd=cwd,
                          capture_output=True, timeout=60, env=clean, check=False)


class Cli(unittest.TestCase):
    def expect(self, code, *arguments, out=None, err=None, **more):
        """Holds one call to its exit code and to what must stand on its standard output and standard error."""
        done = run(*arguments, **more)
        shown = f"{arguments}\n{done.stdout.decode()}\n{done.stderr.decode()}"
        self.assertEqual(done.returncode, code, shown)
        if out is not None:
            self.assertIn(out, done.stdout.decode(), shown)
        if err is not None:
            self.assertIn(err, done.stderr.decode(), shown)
        if code != 0:
            self.assertNotEqual(done.stderr, b"", f"exit {code} without a word: {arguments}")
        return done


class Usage(Cli):
    def test_help_is_no_mistake(self):
        self.expect(0, "--help", out="Usage:")
        self.expect(0, "--version", out="0.1.0")

    def test_every_command_explains_itself_with_an_example(self):
        listing = self.expect(0, "--help").stdout.decode().split("SUBCOMMANDS" if b"SUBCOMMANDS" in run("--help").stdout else "Subcommands")[1]
        commands = [line.split()[0] for line in listing.splitlines() if line.startswith("  ") and not line.startswith("   ")]
        self.assertGreaterEqual(set(commands), {"list", "decode", "encode", "explain", "vectors", "check"})
        for command in commands:
            with self.subTest(command):
                text = self.expect(0, command, "--help").stdout.decode()
                self.assertIn("Example", text)
                self.assertIn("wireproof " + command, text.split("Example")[1])

    def test_mistakes_of_spelling_are_usage_errors(self):
        self.expect(2)
        self.expect(2, "lits", err="no command `lits`")
        self.expect(2, "list", "--jsno", err="--jsno")
        self.expect(2, "decode")
        self.expect(2, "vectors")
        self.expect(2, "vectors", "lnit", err="no command `lnit`")
        self.expect(2, "vectors", "derive", "--only", err="--only")
        self.expect(2, "decode", "flo", "seqs", SEQS, "surplus")

    def test_data_that_is_not_there_is_named(self):
        self.expect(2, "list", "--data", "/nowhere", err="--data /nowhere: no vectors/schema in it")
        self.expect(2, "list", WIREPROOF_DATA="/nowhere", err="$WIREPROOF_DATA = /nowhere: no vectors/schema in it")
        self.expect(2, "vectors", "lint", "--data", "/nowhere", err="/nowhere")

    def test_runs_from_any_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            self.expect(0, "list", out="flo", cwd=folder)


class List(Cli):
    def test_json_has_the_shape_that_scripts_rely_on(self):
        listing = json.loads(self.expect(0, "list", "--json").stdout)
        self.assertEqual(set(listing), {"protocols"})
        flo = {protocol["name"]: protocol for protocol in listing["protocols"]}["flo"]
        self.assertEqual(set(flo), {"name", "variants", "frames", "sessions"})
        self.assertEqual(flo["variants"][0], "v1-24")
        self.assertIsInstance(flo["sessions"], int)
        frames = {frame["name"]: frame for frame in flo["frames"]}
        for frame in frames.values():
            self.assertEqual(set(frame), {"name", "direction", "vectors"})
            self.assertIn(frame["direction"], ("client", "server", "both"))
            self.assertEqual(set(frame["vectors"]), {"valid", "invalid"})
        self.assertEqual(frames["request"]["direction"], "client")
        self.assertEqual(frames["response"]["direction"], "server")
        self.assertIn("stream", frames)

    def test_counts_are_those_of_the_files(self):
        flo = json.loads(self.expect(0, "list", "--json").stdout)["protocols"][0]
        counts = {frame["name"]: frame["vectors"] for frame in flo["frames"]}
        for name in ("seqs", "request", "scan_response"):
            vectors = json.loads((DATA / "vectors" / "flo" / f"{name}.json").read_text(encoding="utf-8"))["vectors"]
            kinds = [vector["kind"] for vector in vectors]
            self.assertEqual(counts[name]["valid"], kinds.count("valid"), name)


class Codec(Cli):
    def test_decodes_hex_files_and_standard_input_alike(self):
        want = {"seqs": ["5"]}
        with tempfile.TemporaryDirectory() as folder:
            text = pathlib.Path(folder, "text")
            text.write_text(f"{SEQS[:8]}\n {SEQS[8:].upper()}\n", encoding="utf-8")
            raw = pathlib.Path(folder, "raw")
            raw.write_bytes(bytes.fromhex(SEQS))
            for arguments, stdin in (((SEQS,), ""), ((SEQS.upper(),), ""), ((text,), ""), ((raw,), ""), (("-",), SEQS), (("-",), bytes.fromhex(SEQS))):
                with self.subTest(arguments=arguments):
                    done = self.expect(0, "decode", "flo", "seqs", *arguments, stdin=stdin)
                    self.assertEqual(json.loads(done.stdout), want)

    def test_encodes_arguments_files_and_standard_input_alike(self):
        value = '{"seqs": ["5"]}'
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "value.json")
            file.write_text(value, encoding="utf-8")
            for argument, stdin in ((value, ""), (file, ""), ("-", value)):
                with self.subTest(argument=argument):
                    self.assertEqual(self.expect(0, "encode", "flo", "seqs", argument, stdin=stdin).stdout.decode(), SEQS + "\n")

    def test_refused_bytes_are_news_with_code_place_and_field(self):
        self.expect(1, "decode", "flo", "seqs", SEQS[:-2], err="truncated at byte 0, seqs")
        self.expect(1, "decode", "flo", "response", PING_REPLY[:-2] + "ff", err="bad_checksum at byte 16, crc32")
        self.expect(1, "decode", "flo", "seqs", SEQS + "00", err="trailing_bytes at byte 12")
        self.expect(1, "decode", "flo", "seqs", "", err="truncated at byte 0, seqs")

    def test_bytes_that_say_what_they_are_need_no_name(self):
        delete = "0000000efb000000001700066f7264657273"  # by the rules of fibp: opcode 0xfb, request 23, a text of 6 bytes
        done = self.expect(0, "decode", "fibp", delete)
        self.assertEqual(json.loads(done.stdout), {"frame": "DeleteQueue", "value": {"flags": 0, "request_id": 23, "queue": "orders"}})
        self.expect(0, "explain", "fibp", delete, out="frame DeleteQueue")
        self.expect(1, "explain", "fibp", delete[:-2], out="frame DeleteQueue", err="truncated at byte 0, length")
        self.expect(0, "decode", "fibp", "DeleteQueue", delete, out='"queue": "orders"')
        self.expect(2, "decode", "fibp", "DeleteQueue", err="nothing to decode")
        self.expect(2, "decode", "flo", PING_REPLY, err="the bytes of flo do not say what they are")

    def test_strict_refuses_more(self):
        body = "0500000000000000" "ff"
        self.expect(0, "decode", "flo", "enqueue_response", body)
        self.expect(1, "decode", "flo", "enqueue_response", body, "--strict", err="trailing_bytes at byte 8")

    def test_refused_values_are_news_with_their_member(self):
        self.expect(1, "encode", "flo", "seqs", '{"seqs": ["-5"]}', err="unencodable, seqs[0]: number out of range")
        self.expect(1, "encode", "flo", "seqs", "{}", err="unencodable, seqs: required member is missing")

    def test_bad_input_is_a_usage_error_and_says_what_it_was_taken_for(self):
        self.expect(2, "decode", "flo", "seqs", "0g", err="`0g` is neither hex digits nor a file")
        self.expect(2, "decode", "flo", "seqs", "012", err="`012` is neither hex digits nor a file")
        self.expect(2, "decode", "flo", "seqs", "missing.bin", err="`missing.bin` is neither hex digits nor a file")
        self.expect(2, "decode", "flo", "seqs", "/", err="is a folder, not a file")
        self.expect(2, "encode", "flo", "seqs", "{seqs", err="not JSON at byte 2")
        self.expect(2, "encode", "flo", "seqs", '{"seqs": [1e999]}', err="not JSON")
        self.expect(2, "encode", "flo", "seqs", '{"seqs": [], "seqs": []}', err="member `seqs` stands twice")
        self.expect(2, "encode", "flo", "seqs", "missing.json", err="`missing.json` is no file, and not JSON at byte 1")

    def test_unknown_names_are_answered_with_those_there_are(self):
        self.expect(2, "decode", "floo", "seqs", SEQS, err="no protocol `floo`; there are flo")
        self.expect(2, "decode", "flo", "seq", SEQS, err="has no frame `seq`; there are request, response")
        self.expect(2, "decode", "flo", "seqs", SEQS, "--variant", "v9", err="flo has no variant `v9`; there are v1-24")

    def test_a_frame_or_an_input_left_out_is_said_so(self):
        self.expect(2, "decode", "flo", SEQS, err="name the frame")
        self.expect(2, "decode", "flo", "seqs", err="nothing to decode: behind the frame `seqs`")
        self.expect(2, "encode", "flo", "seqs", err="nothing to encode: behind the frame `seqs`")

    def test_explain_lists_every_field_with_its_place(self):
        text = self.expect(0, "explain", "flo", "response", PING_REPLY).stdout.decode()
        for field in ("magic", "length(payload)", "request_id", "crc32", "version", "status", "flags", "reserved"):
            self.assertIn(field, text)

    def test_explain_points_at_what_is_wrong(self):
        done = self.expect(1, "explain", "flo", "response", PING_REPLY[:-2] + "ff", err="bad_checksum at byte 16, crc32")
        marked = [line for line in done.stdout.decode().splitlines() if "<-- here" in line]
        self.assertEqual(len(marked), 1)
        self.assertIn("crc32", marked[0])
        self.assertNotIn("\033", done.stdout.decode(), "no colour in a pipe")

    def test_explain_as_json(self):
        done = self.expect(1, "explain", "flo", "seqs", SEQS[:-2], "--json")
        explained = json.loads(done.stdout)
        self.assertEqual(explained["frame"], "seqs")
        self.assertEqual(explained["error"]["code"], "truncated")
        self.assertEqual([piece["offset"] for piece in explained["pieces"]], [0, 4])


class Vectors(Cli):
    def test_stats_counts_every_frame(self):
        rows = json.loads(self.expect(0, "vectors", "stats", "--json").stdout)
        self.assertGreater(sum(row["derived"] for row in rows), sum(row["valid"] for row in rows))
        self.assertIn("seqs", self.expect(0, "vectors", "stats").stdout.decode())

    def test_derive_lists_cases_with_the_verdict(self):
        vectors = json.loads((DATA / "vectors" / "flo" / "enqueue_response.json").read_text(encoding="utf-8"))["vectors"]
        chosen = next(vector["id"] for vector in vectors if vector["kind"] == "valid" and vector["wire"] == ["0807060504030201"])
        done = self.expect(0, "vectors", "derive", "--only", chosen, "--json")
        rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
        self.assertEqual(rows[f"{chosen}/truncate@7"]["error"], {"code": "truncated", "offset": 0, "path": "seq"})
        self.assertEqual(rows[f"{chosen}/truncate@7"]["wire"], "08070605040302")
        self.assertEqual(rows[f"{chosen}/append"]["value"], {"seq": "72623859790382856"})
        self.expect(0, "vectors", "derive", "--only", chosen, out="truncated at byte 0, seq")

    def test_an_empty_selection_is_nothing_run(self):
        self.expect(4, "vectors", "derive", "--only", "flo-none*", err="nothing selected")
        self.expect(4, "vectors", "stats", "--only", "none-*", err="nothing selected")

    def test_an_unknown_protocol_is_a_usage_error(self):
        self.expect(2, "vectors", "stats", "--protocol", "floo", err="no protocol `floo`")

    def test_lint_names_file_and_place_of_a_broken_one(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "vectors" / "flo").mkdir(parents=True)
            (root / "vectors" / "schema").symlink_to(DATA / "vectors" / "schema")
            (root / "vectors" / "flo" / "seqs.json").write_text('{"schema": "wireproof/vectors/1",}', encoding="utf-8")
            done = self.expect(2, "vectors", "lint", "--data", folder, err="seqs.json: not JSON at byte 34")
            self.assertIn("problems", done.stderr.decode())
            self.expect(2, "list", "--data", folder, err="seqs.json: not JSON at byte 34")


def tag_of(variant, frame):
    """The first two bytes of an input of a fuzz target (fuzz/input.hpp)."""
    state = 0x811C9DC5
    for byte in f"{variant}/{frame}".encode():
        state = (state ^ byte) * 0x01000193 & 0xFFFFFFFF
    return ((state ^ state >> 16) & 0xFFFF).to_bytes(2, "little")


class Promote(Cli):
    KEY = tag_of("v1-24", "seqs") + b"\0\0" + bytes.fromhex("030000000500000000000000")  # three numbers, one of them there

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("vectors/schema", *(f"{kind}/{protocol}" for kind in ("vectors", "harness/sessions") for protocol in ("flo", "packetstream"))):
            shutil.copytree(DATA / name, self.root / name)
        for protocol in ("flo", "packetstream"):
            (self.root / "conformance" / protocol).mkdir(parents=True)
            shutil.copy(DATA / "conformance" / protocol / "PROTOCOL.md", self.root / "conformance" / protocol)
        self.regressions = self.root / "fuzz" / "regressions"
        self.regressions.mkdir(parents=True)
        (self.regressions / "index.json").write_text("[]\n", encoding="utf-8")

    def promote(self, code, *arguments, **more):
        return self.expect(code, "vectors", "promote", *map(str, arguments), "--data", str(self.root), **more)

    def state(self):
        return {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def file(self, name, data):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def index(self):
        return json.loads((self.regressions / "index.json").read_text("utf-8"))

    def vector(self, file, identifier):
        document = json.loads((self.root / "vectors" / file).read_text("utf-8"))
        return next(vector for vector in document["vectors"] if vector["id"] == identifier)

    def test_without_words_nothing_is_written_but_shown(self):
        crash = self.file("fuzz_flo_decode/crash-1", self.KEY)
        before = self.state()
        done = self.promote(2, crash, out='"kind": "invalid"', err="--doc; nothing was written")
        self.assertIn("<-- here", done.stderr.decode())
        self.assertEqual(self.state(), before)

    def test_a_frame_becomes_a_vector_and_a_regression_once(self):
        crash = self.file("fuzz_flo_decode/crash-1", self.KEY)
        self.promote(0, crash, "--id", "flo-zzzz1", "--doc", "three announced, one there", out="fuzz/regressions/fuzz_flo_decode/flo-zzzz1")
        vector = self.vector("flo/seqs.json", "flo-zzzz1")
        self.assertEqual(vector["wire"], [self.KEY[4:].hex()])
        self.assertEqual(vector["error"], {"code": "truncated", "offset": 0, "path": "seqs"})
        self.assertEqual(vector["title"], "three announced, one there")
        self.assertRegex(vector["spec"], r"^flo §\d+\.\d+$")
        self.assertEqual(vector["source"], "found: fuzz/regressions/fuzz_flo_decode/flo-zzzz1")
        self.assertEqual((self.regressions / "fuzz_flo_decode" / "flo-zzzz1").read_bytes(), self.KEY)
        self.assertEqual([(entry["file"], entry["vector"]) for entry in self.index()], [("fuzz_flo_decode/flo-zzzz1", "flo-zzzz1")])
        before = self.state()
        self.promote(2, crash, "--doc", "once more", err="has these bytes; nothing was written")
        self.promote(2, self.file("fuzz_flo_decode/crash-2", self.KEY + b"\0"), "--id", "flo-zzzz1", "--doc", "x", err="the id flo-zzzz1 is used")
        (self.root / "fuzz_flo_decode" / "crash-2").unlink()
        self.assertEqual(self.state(), before)

    def test_bytes_of_a_vector_stay_that_vector(self):
        vectors = json.loads((self.root / "vectors/flo/seqs.json").read_text("utf-8"))["vectors"]
        wires = [vector.get("wire") for vector in vectors]
        known = next(vector for vector in vectors if isinstance((vector.get("wire") or [0])[0], str) and wires.count(vector["wire"]) == 1 and "context" not in vector)
        crash = self.file("crash", bytes.fromhex("".join(known["wire"])))
        before = (self.root / "vectors/flo/seqs.json").read_bytes()
        self.promote(0, crash, "--protocol", "flo", "--frame", "seqs", "--doc", "known", out=f"the bytes are those of {known['id']}")
        self.assertEqual((self.root / "vectors/flo/seqs.json").read_bytes(), before)
        self.assertEqual(self.index()[0]["vector"], known["id"])

    def test_a_session_becomes_the_stream_that_the_peer_sends(self):
        steps = bytes.fromhex("0004030102aa" "0601")  # a packet that is none; a millisecond
        crash = self.file("fuzz_packetstream_state/crash", tag_of("20240630", "packet") + b"\0\0" + steps)
        self.promote(0, crash, "--id", "packetstream-zzzz1", "--doc", "what a peer may send", out="vectors/packetstream/stream.json")
        vector = self.vector("packetstream/stream.json", "packetstream-zzzz1")
        self.assertEqual(vector["wire"], ["030102aa"])
        self.assertEqual(vector["context"]["direction"], "client")

    def test_a_session_that_is_cut_becomes_a_stream_that_is_cut(self):
        crash = self.file("fuzz_packetstream_state/crash", tag_of("20240630", "packet") + b"\0\0" + bytes.fromhex("00020301"))
        self.promote(0, crash, "--id", "packetstream-zzzz1", "--doc", "half of a header", out="vectors/packetstream/stream.json")
        vector = self.vector("packetstream/stream.json", "packetstream-zzzz1")
        self.assertEqual((vector["kind"], vector["state"], vector["frames"]), ("invalid", "truncated", []))

    def test_a_finding_of_a_night_brings_its_sentence(self):
        self.file("finding/input", self.KEY + b"\0\0")
        self.file("finding/minimised", self.KEY)
        about = {"target": "fuzz_flo_decode", "verdict": {"error": "the Reader says this, the Annotator that"}}
        self.file("finding/finding.json", json.dumps(about).encode())
        self.promote(0, self.root / "finding", "--doc", "minimised")
        self.assertEqual(self.index()[0]["found"], "the Reader says this, the Annotator that")
        self.assertEqual((self.regressions / self.index()[0]["file"]).read_bytes(), self.KEY)

    def test_mistakes_are_answered(self):
        crash = self.file("crash", self.KEY)
        self.promote(2, self.root / "none", "--target", "fuzz_flo_decode", err="none")
        self.promote(2, crash, err="give --target")
        self.promote(2, crash, "--target", "fuzz_floo_decode", err="is no target")
        self.promote(2, crash, "--target", "fuzz_flo_decode", "--protocol", "rrq", err="is no target of rrq")
        self.promote(2, crash, "--target", "fuzz_flo_assembler", err="no frame that travels as several")
        silent = self.file("silent", tag_of("20240630", "packet") + b"\0\0\x06\x01")
        self.promote(2, silent, "--target", "fuzz_packetstream_state", err="sends nothing")
        (self.regressions / "index.json").unlink()
        self.promote(2, crash, "--target", "fuzz_flo_decode", "--doc", "x", err="no source tree")


# A codec that reads every odd reserved byte as 0, in front of the reference.
FORGETFUL = """
import json, subprocess, sys
codec = subprocess.Popen([sys.argv[1], "testee"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
for line in sys.stdin:
    print(line, end="", file=codec.stdin, flush=True)
    answer = json.loads(codec.stdout.readline())
    value = answer.get("value")
    if isinstance(value, dict) and value.get("reserved", 0) % 2 == 1:
        value["reserved"] = 0
    print(json.dumps(answer), flush=True)
    if answer.get("op") == "bye":
        break
"""


class Fuzz(Cli):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name) / "out"
        script = pathlib.Path(folder.name) / "forgetful.py"
        script.write_text(FORGETFUL)
        self.forgetful = f"python3 {script} {WIREPROOF}"

    def found(self):
        return json.loads((self.out / "found.json").read_text())

    def test_the_reference_agrees_with_itself(self):
        self.expect(0, "fuzz", "flo", "--testee", f"{WIREPROOF} testee", "--seconds", "0.5", out="0 kinds of disagreement")

    def test_a_defect_is_found_shrunk_and_found_again_by_its_number(self):
        ask = ("fuzz", "flo", "--testee", self.forgetful, "--frame", "response")
        done = run(*ask, "--seconds", "2", "--seed", "3", "--out", self.out)
        self.assertEqual(done.returncode, 1, done.stderr.decode())
        (only,) = self.found()["found"]
        self.assertEqual(only["sign"], "decode response: another value in `reserved`")
        value = only["vector"]["value"]
        self.assertEqual(value.pop("reserved") % 2, 1)
        self.assertEqual(value, {"flags": 0, "payload": "", "request_id": "0", "status": "OK"})
        self.assertIn("--seed 3", only["vector"]["source"])
        again = run(*ask, "--seed", "3", "--input", str(only["first_input"]))
        self.assertEqual(again.returncode, 1)
        self.assertIn(only["vector"]["wire"][0], again.stdout.decode())

    def test_a_run_goes_on_where_it_was(self):
        ask = ("fuzz", "flo", "--testee", f"{WIREPROOF} testee", "--seconds", "0.2", "--out", self.out)
        self.expect(0, *ask)
        before = self.found()["next"]
        self.assertGreater(before, 0)
        self.expect(0, *ask)
        self.assertGreater(self.found()["next"], before)
        self.expect(2, *ask, "--seed", "9", err="another run")

    def test_mistakes_are_answered(self):
        reference = f"{WIREPROOF} testee"
        self.expect(2, "fuzz", "flo", err="--testee")
        self.expect(2, "fuzz", "flop", "--testee", reference, err="no protocol `flop`")
        self.expect(2, "fuzz", "flo:v9", "--testee", reference, err="v9")
        self.expect(4, "fuzz", "flo", "--testee", reference, "--frame", "reqest", err="reqest")
        self.expect(3, "fuzz", "flo", "--testee", "/no/such/codec", err="/no/such/codec")
        self.expect(2, "fuzz", "flo", "--testee", reference, "--seconds", "-1", err="--seconds")


if __name__ == "__main__":
    unittest.main()

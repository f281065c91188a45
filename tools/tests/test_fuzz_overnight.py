"""tools/fuzz-overnight with a program that behaves like libFuzzer, and once with a real target that has real defects."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

TOOL = pathlib.Path(__file__).resolve().parent.parent / "fuzz-overnight"
SECONDS = 60  # for whatever is waited for; a busy machine needs a part of it

# What libFuzzer prints and does, without the fuzzing. An input with "bad" in it is a crash. $PRETEND is what happens:
# "clean": nothing; "crash": a finding after a moment; "broken": it cannot start; "stuck": it never ends by itself.
PRETEND = """\
#!%s
import hashlib, os, pathlib, sys, time
flags = dict(part[1:].split("=", 1) for part in sys.argv[1:] if part.startswith("-"))
paths = [pathlib.Path(part) for part in sys.argv[1:] if not part.startswith("-")]
what = os.environ.get("PRETEND", "clean")
REPORT = '''==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000011 at pc 0x55
READ of size 1 at 0x602000000011 thread T0
    #0 0x55e5b1 in __asan_memcpy (/x/fuzz_toy_decode+0x112) (BuildId: c0b3)
    #1 0x55e5b2 in toy::decode(unsigned char const*) /src/conformance/toy/frames.cpp:%%d:9
    #2 0x55e5b3 in LLVMFuzzerTestOneInput /src/fuzz/targets/decode.cpp:8:12'''
def say(*lines):
    print(*lines, sep="\\n", file=sys.stderr, flush=True)
def crash(data, to):
    say(REPORT %% len(data))
    to.write_bytes(data)
    sys.exit(77)
if what == "broken":
    say("cannot open shared object file")
    sys.exit(127)
if "set_cover_merge" in flags:
    for path in paths[1].iterdir():
        (paths[0] / path.name).write_bytes(path.read_bytes())
elif "minimize_crash" in flags:
    pathlib.Path(flags["exact_artifact_path"]).write_bytes(b"bad")
elif "runs" in flags:
    if "WIREPROOF_FUZZ_STATS" in os.environ:
        say("reached v1 toy: 3 of 4")
        say("reached v1 doll: 0 of 4")
elif paths and paths[0].is_file():
    if b"bad" in paths[0].read_bytes():
        say(REPORT %% 7)
        sys.exit(77)
else:
    def artifact(data):
        crash(data, pathlib.Path(flags["artifact_prefix"] + "crash-" + hashlib.sha1(data).hexdigest()))
    corpus = paths[0] if paths else None
    for path in sorted(corpus.iterdir()) if corpus else ():
        if b"bad" in path.read_bytes():
            artifact(path.read_bytes())
    say("#2\\tINITED cov: 10 ft: 20 corp: 2/9b exec/s: 0 rss: 31Mb")
    if corpus:
        (corpus / "learnt").write_bytes(b"learnt")
    began, count = time.monotonic(), 2
    while what == "stuck" or time.monotonic() - began < float(flags["max_total_time"]):
        time.sleep(0.05)
        count += 1000
        say(f"#{count}\\tNEW    cov: 11 ft: 25 corp: 3/15b lim: 4 exec/s: 20000 rss: 31Mb L: 4/4 MS: 1 ChangeByte-")
        if what == "crash" and time.monotonic() - began > 0.3:
            artifact(b"very bad %%d" %% os.getpid())
    say(f"stat::number_of_executed_units: {count}")
""" % sys.executable  # fmt: skip

DEFECTS = """\
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>
int read_past(const std::vector<std::uint8_t>& bytes) { volatile int past = bytes.data()[bytes.size()]; return past; }
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::uint8_t> bytes(data, data + size);
    if (size > 2 && bytes[0] == 'F' && bytes[1] == 'U') return 0 & read_past(bytes);
    if (size > 1 && bytes[0] == 'X') std::abort();
    return 0;
}
"""


class FuzzOvernight(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.bin, self.out = self.root / "build" / "bin", self.root / "out"
        self.corpora = self.root / "build" / "fuzz" / "corpora"
        self.bin.mkdir(parents=True)
        self.add_target("fuzz_toy_decode")

    def add_target(self, name, seeds=(b"seed",)):
        program = self.bin / name
        program.write_text(PRETEND)
        program.chmod(0o755)
        program.with_name(name + ".options").write_text("[libfuzzer]\nmax_len = 64\n")
        (self.corpora / name).mkdir(parents=True, exist_ok=True)
        for seed in seeds:
            (self.corpora / name / seed.decode()).write_bytes(seed)

    def start(self, *arguments, pretend="clean", seconds=2, **environment):
        hours = [] if seconds is None else ["--hours", str(seconds / 3600)]
        process = subprocess.Popen(
            [sys.executable, TOOL, "--targets", self.bin, "--out", self.out, "--jobs", "1", *hours, *arguments],
            env={**os.environ, "PRETEND": pretend, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.addCleanup(lambda: (process.kill(), process.communicate()) if process.poll() is None else None)
        return process

    def run_tool(self, *arguments, **how):
        process = self.start(*arguments, **how)
        process.output, process.errors = process.communicate(timeout=SECONDS)
        return process

    def report(self):
        return json.loads((self.out / "report.json").read_text())

    def kept(self):
        return sorted(path.read_bytes() for path in self.out.glob("findings/*/*/input"))

    def until(self, condition):
        deadline = time.monotonic() + SECONDS
        while not condition():
            self.assertLess(time.monotonic(), deadline, "waited too long")
            time.sleep(0.05)

    def targets_at_work(self):
        """Processes whose command line names a program of this test's folder."""
        count = 0
        for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                command = path.read_bytes().split(b"\0")
            except OSError:
                continue
            count += any(part.startswith(os.fsencode(self.bin / "fuzz_")) for part in command)
        return count

    # ---- how fast ----------------------------------------------------------------------------------------------------

    def test_speed_is_told_and_leaves_nothing(self):
        self.add_target("fuzz_toy_stream")
        shutil.copy(self.bin / "fuzz_toy_stream", self.bin / "fuzz-nothing")
        done = self.run_tool("--speed", "1", seconds=None)
        self.assertEqual(done.returncode, 0, done.errors)
        self.assertRegex(done.output, r"(?m)^fuzz_toy_decode +[\d,]{5,} +[\d.]+% +8\.0%$")
        self.assertRegex(done.output, r"(?m)^fuzz_toy_stream +[\d,]{5,} +[\d.]+%$")  # not of one frame: no goal
        self.assertFalse(self.out.exists())

    def test_the_speed_of_what_cannot_run_is_exit_3(self):
        done = self.run_tool("--speed", "1", seconds=None, pretend="broken")
        self.assertEqual(done.returncode, 3, done.errors)
        self.assertIn("cannot be run", done.output)

    # ---- a night -----------------------------------------------------------------------------------------------------

    def test_a_clean_run_counts_and_keeps_what_it_learnt(self):
        self.add_target("fuzz_toy_stream")
        done = self.run_tool()
        self.assertEqual(done.returncode, 0, done.errors)
        rows = {row["name"]: row for row in self.report()["targets"]}
        self.assertEqual(sorted(rows), ["fuzz_toy_decode", "fuzz_toy_stream"])
        for row in rows.values():
            self.assertGreater(row["executions"], 1000)
            self.assertEqual((row["features"], row["edges"], row["new_features"]), (25, 11, 5))
            self.assertEqual(row["reach"], {"v1 toy": [3, 4], "v1 doll": [0, 4]})
            corpus = self.out / "targets" / row["name"] / "corpus"
            self.assertEqual(sorted(path.read_bytes() for path in corpus.iterdir()), [b"learnt", b"seed"])
        self.assertIn("0 groups of findings", done.output)
        self.assertIn("fuzz_toy_decode: nothing of its corpus reaches v1 doll", done.output)
        page = (self.out / "report.html").read_text()
        self.assertIn("nothing found", page)
        self.assertIn("1 never reached", page)

    def test_a_finding_is_grouped_minimised_and_told_where_to_go(self):
        done = self.run_tool(pretend="crash", seconds=3)
        self.assertEqual(done.returncode, 1, done.errors)
        (group,) = self.report()["groups"]
        self.assertEqual((group["status"], group["error"]), ("open", "AddressSanitizer: heap-buffer-overflow"))
        self.assertEqual(group["stack"], ["toy::decode conformance/toy/frames.cpp:7"])
        self.assertEqual(bytes.fromhex(group["bytes"]), b"bad")
        self.assertEqual(group["count"], len(self.kept()))
        self.assertRegex(group["keep"], r"wireproof vectors promote \S+/findings/fuzz_toy_decode/[0-9a-f]{40} --doc")
        self.assertIn(group["keep"], done.output)
        self.assertIn("62 61 64", (self.out / "report.html").read_text())

    def test_a_property_that_does_not_hold_is_explained_byte_by_byte(self):
        say = """say('FINDING in response: prefix_agrees: 5 bytes, not 4', 'bytes: 464c4f', '==1== ERROR: libFuzzer: deadly signal')"""
        program = self.bin / "fuzz_toy_decode"
        program.write_text(PRETEND.replace("say(REPORT % 7)", say))
        seeds = """echo '{"variant": "v1", "frame": "response", "strict": true, "bytes": "464c4f"}'"""
        for name, script in (("wireproof", 'echo "explained: $*"; exit 1'), ("wireproof-fuzz-seeds", seeds)):
            (self.bin / name).write_text(f"#!/bin/sh\n{script}\n")
            (self.bin / name).chmod(0o755)
        done = self.run_tool(pretend="crash", WIREPROOF_BUILD=str(self.root))
        self.assertEqual(done.returncode, 1, done.errors)
        (group,) = self.report()["groups"]
        self.assertEqual((group["error"], group["frame"]), ("prefix_agrees: 5 bytes, not 4", "response"))
        explained = "explained: explain toy response 464c4f --strict --variant v1"
        self.assertEqual(group["explained"]["text"], explained)
        self.assertIn(explained, (self.out / "report.html").read_text())

    def test_a_real_target_with_two_defects(self):
        (self.root / "defects.cpp").write_text(DEFECTS)
        program = self.bin / "fuzz_toy_decode"
        program.unlink()
        compiled = subprocess.run(
            ["clang++-19", "-g1", "-O1", "-fsanitize=address,fuzzer", "-o", program, self.root / "defects.cpp"],
            capture_output=True, text=True, timeout=SECONDS,
        )  # fmt: skip
        self.assertEqual(compiled.returncode, 0, compiled.stderr)
        for seed in (b"FUx", b"Xy"):  # crashing seeds: they must not keep the target from being fuzzed
            (self.corpora / "fuzz_toy_decode" / seed.decode()).write_bytes(seed)
        done = self.run_tool(seconds=3)
        self.assertEqual(done.returncode, 1, done.errors)
        report = self.report()
        self.assertLessEqual({b"FUx", b"Xy"}, set(self.kept()))
        stacks = {group["stack"][0].split()[0]: group["error"] for group in report["groups"]}
        self.assertEqual(stacks, {"read_past": "AddressSanitizer: heap-buffer-overflow", "LLVMFuzzerTestOneInput": "libFuzzer: deadly signal"})
        self.assertGreater(report["targets"][0]["executions"], 10)  # more than the seeds, however busy the machine

    # ---- kill, go on, interrupt --------------------------------------------------------------------------------------

    def test_killed_it_leaves_no_process_and_loses_nothing(self):
        process = self.start(pretend="crash", seconds=600)
        self.until(lambda: self.kept())
        process.kill()
        process.communicate(timeout=SECONDS)
        self.until(lambda: self.targets_at_work() == 0)
        before = self.kept()
        artifacts = self.out / "targets" / "fuzz_toy_decode" / "artifacts"
        (artifacts / "crash-half-written").write_bytes(b"bad half")
        half = self.out / "findings" / ".new-abc"
        half.mkdir()
        state = json.loads((self.out / "state.json").read_text())
        self.assertEqual(state["runs"][-1]["state"], "running")
        state["runs"][-1]["spent"] = 598.0
        (self.out / "state.json").write_text(json.dumps(state))

        done = self.run_tool(seconds=None)
        self.assertIn("goes on with the run of", done.errors)
        self.assertEqual(done.returncode, 1, done.errors)
        self.assertLessEqual({*before, b"bad half"}, set(self.kept()))
        self.assertFalse(half.exists())
        self.assertEqual(list(artifacts.iterdir()), [])
        self.assertEqual(self.report()["run"]["state"], "done")
        self.assertEqual(self.report()["findings"], len(self.kept()))

    def test_a_corpus_that_was_being_exchanged_is_put_back(self):
        before = self.out / "targets" / "fuzz_toy_decode" / "corpus.before"
        before.mkdir(parents=True)
        (before / "old").write_bytes(b"old")
        self.assertEqual(self.run_tool(seconds=1).returncode, 0)
        self.assertEqual((before.parent / "corpus" / "old").read_bytes(), b"old")
        self.assertFalse(before.exists())

    def test_ctrl_c_writes_the_report_and_ends_the_targets(self):
        process = self.start(pretend="crash", seconds=600)
        self.until(lambda: self.kept())
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 130, errors)
        self.assertEqual(self.targets_at_work(), 0)
        self.assertEqual(self.report()["run"]["state"], "interrupted")
        self.assertGreater(self.report()["targets"][0]["executions"], 0)
        self.assertIn("interrupted", (self.out / "report.html").read_text())
        self.assertIn("reproduce:", output)

    def test_a_target_that_never_ends_is_ended(self):
        done = self.run_tool(pretend="stuck", seconds=1)
        self.assertEqual(done.returncode, 0, done.errors)
        self.assertEqual(self.targets_at_work(), 0)

    def test_a_fixed_finding_is_kept_and_no_longer_red(self):
        self.assertEqual(self.run_tool(pretend="crash").returncode, 1)
        kept = self.kept()
        program = self.bin / "fuzz_toy_decode"
        program.write_text(PRETEND.replace('if b"bad" in', 'if b"worse" in'))
        done = self.run_tool()
        self.assertEqual(done.returncode, 0, done.output)
        self.assertEqual(self.kept(), kept)
        self.assertEqual([group["status"] for group in self.report()["groups"]], ["no longer reproduces"])

    # ---- machines and selections -------------------------------------------------------------------------------------

    def test_shards_are_disjoint_and_come_together_by_import(self):
        self.add_target("fuzz_toy_stream")
        self.assertEqual(self.run_tool("--shard", "2/2", pretend="crash").returncode, 1)
        self.assertEqual([row["name"] for row in self.report()["targets"]], ["fuzz_toy_stream"])
        kept, other, self.out = self.kept(), self.out, self.root / "out2"
        done = self.run_tool("--import", other, "--target", "fuzz_toy_stream")
        self.assertEqual(done.returncode, 1, done.errors)
        self.assertEqual(self.kept(), kept)

    def test_selecting_nothing_is_exit_4(self):
        for arguments in (["--protocol", "nope"], ["--target", "fuzz_toy_nope"], ["--shard", "2/2"]):
            with self.subTest(arguments):
                done = self.run_tool(*arguments)
                self.assertEqual(done.returncode, 4)
                self.assertIn("fuzz_toy_decode", done.errors)

    def test_wrong_usage_is_exit_2(self):
        for arguments in (["--wrong"], ["--shard", "3/2"], ["--shard", "x"], ["--hours", "0"], ["--hours", "nan"], ["--jobs", "-1"], ["--import", "/nowhere"]):
            with self.subTest(arguments):
                self.assertEqual(self.run_tool(*arguments).returncode, 2)

    def test_what_cannot_run_is_exit_3(self):
        done = self.run_tool(pretend="broken")
        self.assertEqual(done.returncode, 3)
        self.assertIn("cannot open shared object file", done.errors)
        self.assertIn("cannot be run", (self.out / "report.html").read_text())
        shutil.rmtree(self.bin)
        self.assertEqual(self.run_tool().returncode, 3)

    def test_a_build_that_fails_is_exit_3(self):
        (self.root / "cmake").write_text("#!/bin/sh\necho no compiler\nexit 1\n")
        (self.root / "cmake").chmod(0o755)
        done = subprocess.run(
            [sys.executable, TOOL, "--offline", "--out", self.out], capture_output=True, text=True, timeout=SECONDS,
            env={**os.environ, "PATH": f"{self.root}:{os.environ['PATH']}"},
        )  # fmt: skip
        self.assertEqual(done.returncode, 3)
        self.assertIn("no compiler", done.stderr)
        self.assertIn("configuring the preset fuzz failed", done.stderr)

    def test_two_runs_in_one_folder_are_refused(self):
        process = self.start(seconds=600)
        self.until((self.out / "state.json").exists)
        done = self.run_tool()
        self.assertEqual(done.returncode, 3)
        self.assertIn("another run is at work", done.errors)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 130)


if __name__ == "__main__":
    unittest.main()
